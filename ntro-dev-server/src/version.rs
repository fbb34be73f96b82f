//! The server version inside a CLI, and whether it is new enough.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use crate::error::Rejection;
use crate::probe;

/// The first server that skips time natively, which tests build on.
pub(crate) const MINIMUM: ServerVersion = ServerVersion { major: 1, minor: 32 };

/// On macOS the first run of a large executable waits for the system to scan it.
const LIMIT: Duration = Duration::from_secs(60);

/// A server version, as far as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ServerVersion {
    major: u32,
    minor: u32,
}

impl fmt::Display for ServerVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// Runs `<cli> --version` and checks that its server is new enough.
pub(crate) async fn check(cli: &Path) -> Result<(), Rejection> {
    let output = probe::run(cli, ["--version"], LIMIT)
        .await
        .map_err(|failure| Rejection::DoesNotRun { reason: failure.to_string() })?;
    match parse(&output) {
        Some(found) if found >= MINIMUM => Ok(()),
        Some(found) => Err(Rejection::TooOld { found: found.to_string() }),
        None => Err(Rejection::NotTemporal { output: output.trim().to_owned() }),
    }
}

/// Reads the server version out of `temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)`.
fn parse(output: &str) -> Option<ServerVersion> {
    let (_, after) = output.split_once("(Server ")?;
    let mut parts = after.split(|c: char| !c.is_ascii_digit());
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next()?.parse().ok()?;
    Some(ServerVersion { major, minor })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_cli_prints() {
        let found = parse("temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)\n");
        assert_eq!(found, Some(ServerVersion { major: 1, minor: 32 }));
        let pre_release = parse("temporal version 1.10.0-rc (Server 2.0.0-156.1, UI 3)");
        assert_eq!(pre_release, Some(ServerVersion { major: 2, minor: 0 }));
    }

    #[test]
    fn reads_nothing_out_of_anything_else() {
        for other in ["", "temporal 1.9.1", "(Server", "(Server x.y)", "(Server 1)"] {
            assert_eq!(parse(other), None, "{other}");
        }
    }

    #[test]
    fn compares_numbers_and_not_digits() {
        let version = |major, minor| ServerVersion { major, minor };
        assert!(version(1, 9) < MINIMUM);
        assert!(version(1, 31) < MINIMUM);
        assert!(version(1, 100) > MINIMUM);
        assert!(version(2, 0) > MINIMUM);
    }
}
