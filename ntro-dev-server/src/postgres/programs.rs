//! PostgreSQL's programs: found, or installed as Debian's package.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::postgres::error::PostgresError;
use crate::{probe, search_path};

/// Where Debian keeps the programs of its PostgreSQL versions: `15/bin`, `17/bin`.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Long enough for a poor line, or for another process that installs it.
const INSTALL_LIMIT: Duration = Duration::from_secs(10 * 60);

/// The package lists of a fresh machine are missing or old, so they are asked for when the first try fails.
const INSTALL: &str = "export DEBIAN_FRONTEND=noninteractive; \
    install() { apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 postgresql; }; \
    install || { apt-get update && install; }";

/// The directory with `postgres` and `initdb`.
pub(super) async fn find_or_install(is_root: bool) -> Result<PathBuf, PostgresError> {
    if let Some(found) = find(Path::new(DEBIAN)) {
        return Ok(found);
    }
    let can_install = is_root && on_path("apt-get").is_some();
    if !can_install {
        return Err(PostgresError::Missing);
    }
    let failed = |message: String| PostgresError::Install { message };
    let _lock = lock().await.map_err(|error| failed(error.to_string()))?;
    if find(Path::new(DEBIAN)).is_none() {
        tracing::info!("installing Debian's package `postgresql`");
        let installed = probe::run(Path::new("/bin/sh"), ["-c", INSTALL], INSTALL_LIMIT).await;
        installed.map_err(|error| failed(error.to_string()))?;
    }
    find(Path::new(DEBIAN)).ok_or_else(|| failed("the package is installed, and has no `initdb`".to_owned()))
}

/// The newest that Debian has installed, else what the search path leads to.
fn find(debian: &Path) -> Option<PathBuf> {
    let versions = std::fs::read_dir(debian).into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, programs)| programs.join("initdb").exists() && programs.join("postgres").exists())
        .collect();
    versions.sort();
    versions.pop().map(|(_, programs)| programs).or_else(|| {
        let program = on_path("postgres")?.canonicalize().ok()?;
        program.parent().filter(|programs| programs.join("initdb").exists()).map(Path::to_owned)
    })
}

fn on_path(program: &str) -> Option<PathBuf> {
    std::env::var_os("PATH").and_then(|path| search_path::find(&path, program))
}

/// Of all processes that miss the package at once, one installs it. The lock goes with its file.
async fn lock() -> std::io::Result<File> {
    let file = File::create(std::env::temp_dir().join("ntro-postgresql-install.lock"))?;
    let locked = tokio::task::spawn_blocking(move || file.lock().map(|()| file)).await;
    locked.map_err(std::io::Error::other)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_taken_by_its_number() -> std::io::Result<()> {
        let debian = tempfile::TempDir::new()?;
        for version in ["9", "15", "13", "17"] {
            let programs = debian.path().join(version).join("bin");
            std::fs::create_dir_all(&programs)?;
            if version != "17" {
                std::fs::write(programs.join("initdb"), "")?;
                std::fs::write(programs.join("postgres"), "")?;
            }
        }
        assert_eq!(find(debian.path()), Some(debian.path().join("15/bin")));
        Ok(())
    }
}
