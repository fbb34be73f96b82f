//! The real fetch, by this machine's pip.

use std::error::Error as StdError;
use std::fs;
use std::path::Path;

use ntro_dev_server::{Environment, find_or_fetch_cli};
use tempfile::TempDir;

type TestResult = Result<(), Box<dyn StdError>>;

/// This machine, but without a `temporal` on its search path.
fn machine(dir: &Path) -> std::io::Result<Environment> {
    let dirs = std::env::var_os("PATH").unwrap_or_default();
    let without = std::env::split_paths(&dirs).filter(|dir| !dir.join("temporal").exists());
    let search_path = std::env::join_paths(without).map_err(std::io::Error::other)?;
    Ok(Environment::empty().with_search_path(search_path).with_cache_dir(dir))
}

#[tokio::test]
async fn two_fetches_at_once_share_one_download_and_later_ones_need_none() -> TestResult {
    let dir = TempDir::new()?;
    let environment = machine(dir.path())?;
    let root = dir.path().join("temporal-cli");
    let left_by_a_killed_process = root.join("partial-old/0/bin");
    fs::create_dir_all(&left_by_a_killed_process)?;
    fs::write(left_by_a_killed_process.join("temporal"), "half of it")?;

    let (one, other) = tokio::join!(find_or_fetch_cli(&environment), find_or_fetch_cli(&environment));
    let fetched = one?;
    assert_eq!(fetched, other?);
    assert!(fetched.starts_with(&root), "{}", fetched.display());
    let mut left: Vec<_> =
        fs::read_dir(&root)?.map(|entry| Ok(entry?.file_name())).collect::<std::io::Result<_>>()?;
    left.sort();
    assert_eq!(left.len(), 2, "the CLI and the lock's file: {left:?}");

    let offline = environment.with_search_path("");
    assert_eq!(find_or_fetch_cli(&offline).await?, fetched);
    Ok(())
}

#[tokio::test]
async fn cached_cli_that_does_not_run_is_fetched_again() -> TestResult {
    let dir = TempDir::new()?;
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    let cached = dir.path().join(format!("temporal-cli/1.9.1-{os}-{arch}/temporal"));
    fs::create_dir_all(cached.parent().ok_or("no parent")?)?;
    fs::write(&cached, "damaged")?;
    assert_eq!(find_or_fetch_cli(&machine(dir.path())?).await?, cached);
    assert!(fs::metadata(&cached)?.len() > 1_000_000);
    Ok(())
}
