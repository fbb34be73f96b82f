//! Who the server runs as: PostgreSQL refuses to run as root.

use std::io;
use std::path::Path;
use std::time::Duration;

use crate::postgres::error::PostgresError;
use crate::probe;

const LIMIT: Duration = Duration::from_secs(10);

/// The account of the package, and one that every system has.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];

/// An account to run the server.
#[derive(Debug)]
pub(super) enum Account {
    /// The caller's own.
    Own,
    /// Root gives it to another, by its user and group id.
    Other { user: u32, group: u32 },
}

impl Account {
    /// The account for whoever calls.
    pub(super) async fn to_run_as() -> Result<Self, PostgresError> {
        if id(&["-u"]).await? != 0 {
            return Ok(Self::Own);
        }
        for name in UNPRIVILEGED {
            if let (Ok(user), Ok(group)) = (id(&["-u", name]).await, id(&["-g", name]).await) {
                return Ok(Self::Other { user, group });
            }
        }
        let source = io::Error::other(format!("none of the accounts {} is there", UNPRIVILEGED.join(", ")));
        Err(PostgresError::System { action: "finding an account that is not root's", source })
    }

    /// The same, asked again: an installation may have brought the package's account.
    pub(super) async fn again(self) -> Result<Self, PostgresError> {
        match self {
            Self::Own => Ok(self),
            Self::Other { .. } => Self::to_run_as().await,
        }
    }

    pub(super) fn is_root(&self) -> bool {
        matches!(self, Self::Other { .. })
    }

    /// What is put before a command for it to be run so.
    pub(super) fn prefix(&self) -> Vec<String> {
        match self {
            Self::Own => Vec::new(),
            Self::Other { user, group } => vec![
                "setpriv".to_owned(),
                format!("--reuid={user}"),
                format!("--regid={group}"),
                "--clear-groups".to_owned(),
                "--".to_owned(),
            ],
        }
    }

    /// Gives it a file or directory.
    #[cfg(unix)]
    pub(super) fn give(&self, path: &Path) -> io::Result<()> {
        match self {
            Self::Own => Ok(()),
            Self::Other { user, group } => std::os::unix::fs::chown(path, Some(*user), Some(*group)),
        }
    }

    #[cfg(not(unix))]
    pub(super) fn give(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

async fn id(arguments: &[&str]) -> Result<u32, PostgresError> {
    let said = probe::run(Path::new("id"), arguments, LIMIT).await;
    let known = said
        .map_err(|error| error.to_string())
        .and_then(|said| said.trim().parse().map_err(|_| format!("`id` said {said:?}")));
    known.map_err(|message| PostgresError::System {
        action: "asking for the account",
        source: io::Error::other(message),
    })
}
