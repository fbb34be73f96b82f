//! Hands in the documents of a session, each to the run that waits for it.

use std::collections::BTreeSet;
use std::time::Duration;

use nav_monthly::runbook::NavMonthly;
use ntro_console::{OpenGate, open_gates, user};
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::worker::{ClientError, RunHandle};

use super::folder::Folder;

/// How often the runs are looked at.
const REFRESH: Duration = Duration::from_millis(200);

/// How often in a row they may not answer.
const MISSES: u32 = 50;

/// Who is there when a document has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attendance {
    /// A person, who mends the file and has it tried again, or gives the month up.
    Person,
    /// Nobody. The same file would fail again, so that the month is given up for it.
    Nobody,
}

/// Submits each document once to each gate that asks for its source: one that is tried again has another gate.
/// Ends only when it has to give up, and says why.
pub(crate) async fn submit(run: &RunHandle<NavMonthly>, folder: &Folder, attendance: Attendance) -> String {
    let mut submitted = BTreeSet::new();
    let mut misses = 0;
    loop {
        match hand_in(run, folder, attendance, &mut submitted).await {
            Ok(()) => misses = 0,
            // A server or a worker that is busy; what becomes of the run is the follower's to tell.
            Err(_) if misses < MISSES => misses += 1,
            Err(error) => return format!("the documents cannot be handed in: {error}"),
        }
        tokio::time::sleep(REFRESH).await;
    }
}

async fn hand_in(
    run: &RunHandle<NavMonthly>,
    folder: &Folder,
    attendance: Attendance,
    submitted: &mut BTreeSet<String>,
) -> Result<(), ClientError> {
    for gate in open_gates(&run.tree().await?) {
        if let (Attendance::Nobody, [(source, why), ..]) = (attendance, gate.failed_slots().as_slice()) {
            let answer =
                UserActionMessage::reject().comments(format!("{source}: {why}")).actor(user().as_str());
            run.client().untyped_run(&gate.workflow_id).act(answer.at(&gate.address())).await?;
            continue;
        }
        let (Some((signal, target)), Some(source)) = (gate.signal(), source(&gate)) else { continue };
        let Some(document) = folder.submission(source) else { continue };
        if !submitted.contains(gate.id()) {
            run.client().untyped_run(target).signal(signal, document).await?;
            submitted.insert(gate.id().to_owned());
        }
    }
    Ok(())
}

/// The source of the document that a gate asks for.
fn source(gate: &OpenGate) -> Option<&str> {
    gate.pending.args.as_ref()?.get("source")?.as_str()
}
