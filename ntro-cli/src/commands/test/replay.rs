//! Whether what was played replays on the same code.

use std::fs;
use std::path::PathBuf;

use ntro_workflow::worker::{History, ReplayFailure, ReplayedFile};

use crate::commands::test::play::Play;
use crate::failure::Failure;
use crate::project::WorkerBinary;

/// Has the worker binary replay all that was played. A play that does not replay has failed, and is told of
/// once more.
pub(super) async fn replay(
    played: &mut [Play],
    binary: &WorkerBinary,
    mut tell: impl FnMut(&Play),
) -> Result<(), Failure> {
    let directory = tempfile::tempdir()
        .map_err(|error| Failure::failed(format!("there is no directory for histories: {error}")))?;
    let (mut files, mut plays) = (Vec::new(), Vec::new());
    for (at, play) in played.iter().enumerate() {
        for history in &play.histories {
            let file = directory.path().join(format!("{}.json", files.len()));
            write(history, &file)?;
            files.push(file);
            plays.push(at);
        }
    }
    if files.is_empty() {
        return Ok(());
    }
    for (at, replayed) in plays.into_iter().zip(binary.replay(&files).await?) {
        if let (Some(sentence), Some(play)) = (sentence(&replayed), played.get_mut(at)) {
            play.ended = Err(sentence);
            tell(play);
        }
    }
    Ok(())
}

fn write(history: &History, file: &PathBuf) -> Result<(), Failure> {
    let text = history.to_json().map_err(|error| Failure::failed(error.to_string()))?;
    fs::write(file, text)
        .map_err(|error| Failure::failed(format!("cannot write {}: {error}", file.display())))
}

fn sentence(replayed: &ReplayedFile) -> Option<String> {
    // The child of another worker is replayed there.
    let failure = replayed
        .failure
        .as_ref()
        .filter(|failure| !matches!(failure, ReplayFailure::NotRegistered { .. }))?;
    let run = replayed.workflow_id.as_deref().and_then(|id| id.split_once(':'));
    let run = run.map_or_else(|| "the run".to_owned(), |(_, child)| format!("the child `{child}`"));
    Some(format!("{run} does not replay on the same code: {failure}"))
}
