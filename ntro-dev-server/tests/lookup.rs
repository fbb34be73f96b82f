//! The order in which a CLI is looked for, with fake ones.

#![cfg(unix)]

#[path = "support/fake.rs"]
mod fake;

use std::error::Error as StdError;
use std::path::{Path, PathBuf};

use ntro_dev_server::{Environment, Error, Rejection, find_or_fetch_cli};
use tempfile::TempDir;

type TestResult = Result<(), Box<dyn StdError>>;

const NEW: &str = "echo 'temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)'";
const OLD: &str = "echo 'temporal version 1.5.0 (Server 1.29.1, UI 2.42.1)'";

/// A machine with an empty search path, an empty cache and no pip.
struct Machine {
    dir: TempDir,
}

impl Machine {
    fn new() -> std::io::Result<Self> {
        Ok(Self { dir: TempDir::new()? })
    }

    fn bin(&self, name: &str) -> PathBuf {
        self.dir.path().join("bin").join(name)
    }

    fn cached(&self) -> PathBuf {
        let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
        let version = format!("cache/temporal-cli/1.9.1-{os}-{arch}/temporal");
        self.dir.path().join(version)
    }

    fn environment(&self) -> Environment {
        let search_path = std::env::join_paths([self.dir.path().join("none"), self.bin("")]);
        Environment::empty()
            .with_search_path(search_path.unwrap_or_default())
            .with_cache_dir(self.dir.path().join("cache"))
    }
}

fn rejection(found: Result<PathBuf, Error>, named: &Path) -> Rejection {
    match found {
        Err(Error::ExplicitCli { path, rejection }) if path == named => rejection,
        other => panic!("not the explicit CLI's error: {other:?}"),
    }
}

#[tokio::test]
async fn explicit_cli_comes_first() -> TestResult {
    let machine = Machine::new()?;
    let explicit = machine.dir.path().join("mine");
    for path in [&explicit, &machine.bin("temporal"), &machine.cached()] {
        fake::script(path, NEW)?;
    }
    let found = find_or_fetch_cli(&machine.environment().with_cli(&explicit)).await?;
    assert_eq!(found, explicit);
    Ok(())
}

#[tokio::test]
async fn search_path_comes_before_the_cache() -> TestResult {
    let machine = Machine::new()?;
    fake::script(&machine.bin("temporal"), NEW)?;
    fake::script(&machine.cached(), NEW)?;
    assert_eq!(find_or_fetch_cli(&machine.environment()).await?, machine.bin("temporal"));
    Ok(())
}

#[tokio::test]
async fn unusable_cli_on_the_search_path_is_passed_over() -> TestResult {
    for unusable in [OLD, "echo 'a clock'", "exit 3"] {
        let machine = Machine::new()?;
        fake::script(&machine.bin("temporal"), unusable)?;
        fake::script(&machine.cached(), NEW)?;
        assert_eq!(find_or_fetch_cli(&machine.environment()).await?, machine.cached());
    }
    Ok(())
}

#[tokio::test]
async fn unusable_explicit_cli_is_an_error() -> TestResult {
    let machine = Machine::new()?;
    fake::script(&machine.bin("temporal"), NEW)?;
    let explicit = machine.dir.path().join("mine");
    let environment = machine.environment().with_cli(&explicit);

    let missing = rejection(find_or_fetch_cli(&environment).await, &explicit);
    assert!(matches!(missing, Rejection::DoesNotRun { .. }), "{missing:?}");

    fake::script(&explicit, OLD)?;
    let old = rejection(find_or_fetch_cli(&environment).await, &explicit);
    assert_eq!(old, Rejection::TooOld { found: "1.29".to_owned() });

    fake::script(&explicit, "echo broken >&2; exit 3")?;
    let broken = rejection(find_or_fetch_cli(&environment).await, &explicit);
    assert!(broken.to_string().contains("broken"), "{broken}");

    fake::script(&explicit, "echo 'a clock'")?;
    let other = rejection(find_or_fetch_cli(&environment).await, &explicit);
    assert_eq!(other, Rejection::NotTemporal { output: "a clock".to_owned() });
    Ok(())
}

#[tokio::test]
async fn one_message_tells_what_was_tried_and_what_to_do() -> TestResult {
    let machine = Machine::new()?;
    fake::script(&machine.bin("temporal"), OLD)?;
    fake::script(&machine.bin("pip3"), "[ \"$1\" = --version ] || { echo no net >&2; exit 1; }")?;
    let error = find_or_fetch_cli(&machine.environment()).await.expect_err("nothing usable");
    let message = error.to_string();
    for part in [
        "NTRO_TEMPORAL_CLI: not set",
        "its server is 1.29, and 1.32 or newer is needed",
        "the cache: not there",
        "no net",
        "install the Temporal CLI 1.9 or newer",
        "TEMPORAL_ADDRESS",
    ] {
        assert!(message.contains(part), "no {part:?} in: {message}");
    }
    assert!(!machine.cached().exists());
    Ok(())
}

#[tokio::test]
async fn machine_with_nothing_says_so() -> TestResult {
    let machine = Machine::new()?;
    let error = find_or_fetch_cli(&machine.environment()).await.expect_err("nothing there");
    assert!(error.to_string().contains("neither `python3 -m pip`"), "{error}");
    let error = find_or_fetch_cli(&Environment::empty()).await.expect_err("no cache either");
    assert!(error.to_string().contains("NTRO_CACHE_DIR"), "{error}");
    Ok(())
}
