//! Histories in files.

use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::worker::replay::{History, ReplayFailure, Replayer};

/// What a replay says of one file. `Display` is the line that people read.
///
/// ```
/// use ntro_workflow::worker::ReplayedFile;
///
/// let replayed = ReplayedFile {
///     file: "tests/histories/nav-close/approved.json".into(),
///     slug: Some("nav-close".into()),
///     workflow_id: Some("close-2026-03".into()),
///     events: Some(41),
///     failure: None,
/// };
/// let line = "ok      tests/histories/nav-close/approved.json: nav-close, 41 events";
/// assert_eq!(replayed.to_string(), line);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayedFile {
    /// The file, as it was named.
    pub file: PathBuf,
    /// The slug of the runbook, if the file could be read.
    pub slug: Option<String>,
    /// The id of the run, if the file could be read.
    pub workflow_id: Option<String>,
    /// How many events it has, if the file could be read.
    pub events: Option<usize>,
    /// Why it does not replay; nothing, if it does.
    pub failure: Option<ReplayFailure>,
}

impl Display for ReplayedFile {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let file = self.file.display();
        match &self.failure {
            Some(failure) => write!(f, "failed  {file}: {failure}"),
            None => {
                let slug = self.slug.as_deref().unwrap_or_default();
                write!(f, "ok      {file}: {slug}, {} events", self.events.unwrap_or_default())
            }
        }
    }
}

impl Replayer {
    /// Reads histories from files and replays them, all in one batch. It blocks until all are replayed. The
    /// answers are in the order of the files.
    ///
    /// ```no_run
    /// # use ntro_workflow::worker::Replayer;
    /// # fn example(replayer: &Replayer) {
    /// for replayed in replayer.replay_files(&["tests/histories/nav-close/approved.json"]) {
    ///     println!("{replayed}");
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn replay_files(&self, files: &[impl AsRef<Path>]) -> Vec<ReplayedFile> {
        let read: Vec<_> = files.iter().map(|file| read(file.as_ref())).collect();
        let histories = read.iter().filter_map(|history| history.as_ref().ok().cloned()).collect();
        let mut outcomes = self.replay_blocking(histories).into_iter();
        let of = |(file, read): (_, Result<History, String>)| match read {
            Err(message) => unreadable(file, message),
            Ok(history) => ReplayedFile {
                file,
                slug: Some(history.slug()),
                workflow_id: Some(history.workflow_id().to_owned()),
                events: Some(history.len()),
                failure: outcomes.next().and_then(Result::err),
            },
        };
        files.iter().map(|file| file.as_ref().to_owned()).zip(read).map(of).collect()
    }
}

fn read(file: &Path) -> Result<History, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("it cannot be read: {error}"))?;
    History::from_json(&bytes).map_err(|error| error.to_string())
}

fn unreadable(file: PathBuf, message: String) -> ReplayedFile {
    let failure = Some(ReplayFailure::Unreadable { message });
    ReplayedFile { file, slug: None, workflow_id: None, events: None, failure }
}
