//! Where the files of a session go.

use crate::agents::provider::AgentFuture;

/// The author's store of files that agents make.
///
/// ```
/// use ntro_services::agents::{AgentError, AgentErrorKind, AgentFile, AgentFiles, AgentFuture};
///
/// /// Keeps them in a directory, by the id that stays the same.
/// struct Directory(std::path::PathBuf);
///
/// impl AgentFiles for Directory {
///     fn keep<'a>(&'a self, file: &'a AgentFile) -> AgentFuture<'a, String> {
///         Box::pin(async {
///             let key: String = file.key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
///             std::fs::write(self.0.join(&key), &file.bytes)
///                 .map_err(|error| AgentError::new(AgentErrorKind::Down, format!("no room for it: {error}")))?;
///             Ok(format!("agents/{key}"))
///         })
///     }
/// }
/// ```
pub trait AgentFiles: Send + Sync + 'static {
    /// Keeps a file and says by which reference it is found. A file that comes again, by the same
    /// [`key`](AgentFile::key), replaces itself. A retryable error is tried again a few times.
    fn keep<'a>(&'a self, file: &'a AgentFile) -> AgentFuture<'a, String>;
}

/// A file to keep.
///
/// ```
/// # use ntro_services::agents::AgentFile;
/// fn belongs_to(file: &AgentFile, tenant: &str) -> bool {
///     file.tenant_slug.as_deref() == Some(tenant)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentFile {
    /// The same whenever this file comes: session and file id.
    pub key: String,
    /// The agent's name for it, without directories. It is a text from outside: make no path of it.
    pub filename: String,
    /// Its content type, as the provider says.
    pub content_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Where it comes from: `agent_output:<agent_id>`.
    pub source: String,
    /// The workflow id of the run that asked the agent.
    pub task_id: String,
    /// Whose task it is.
    pub tenant_slug: Option<String>,
    /// What it is about.
    pub entity_slug: Option<String>,
}

/// The last part of a name, whatever the agent made of it.
pub(super) fn plain_name(filename: &str) -> String {
    let last = filename.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    let plain = plain.trim().trim_matches('.').to_owned();
    if plain.is_empty() { "unnamed".to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_name_from_outside_is_no_path() {
        let names = ["a.csv", "/etc/passwd", "..\\..\\b.csv", "../..", "x\0y\n.csv", ""];
        let plain = names.map(plain_name);
        assert_eq!(plain, ["a.csv", "passwd", "b.csv", "unnamed", "xy.csv", "unnamed"]);
    }
}
