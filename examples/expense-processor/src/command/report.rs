//! What an inbox did, told to the person.

use std::process::ExitCode;

use expense_processor::model::ExpensePeriodResult;
use fund_database::Database;
use fund_session::{Problem, complain, say, say_json};
use ntro_workflow::{IngestOutcome, IngestStatus};

/// Tells what each sheet brought and what became of it. Nothing approved is an exit status of its own.
pub(super) fn tell(result: &ExpensePeriodResult, ledger: &Database) -> Result<ExitCode, Problem> {
    result.ingested.iter().for_each(tell_of);
    say(&format!("The inbox has closed; its ledger is {ledger}:"));
    say_json(result)?;
    let is_approved = result.periods.iter().any(|period| period.approved > 0);
    Ok(if is_approved { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

/// What a sheet brought.
fn tell_of(outcome: &IngestOutcome) {
    let name = outcome.source_ref.as_deref().unwrap_or("a submission");
    let message = outcome.message.as_deref().map(|message| format!(": {message}")).unwrap_or_default();
    match outcome.status {
        IngestStatus::Failed => complain(&format!("{name} was refused{message}")),
        _ => {
            let (accepted, parsed) = (outcome.accepted_rows, outcome.parsed_rows);
            say(&format!("{name} brought {accepted} expenses in {parsed} rows{message}"));
        }
    }
}
