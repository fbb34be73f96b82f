//! Sheets from beginning to end: the inbox, the person's decisions, the ledger.

mod decider;
mod tray;

use std::path::{Path, PathBuf};

use expense_processor::model::{DataSubmission, ExpensePeriodResult, ExpenseProcessorContext};
use expense_processor::runbook::ExpenseProcessor;
use expense_processor::workshop::{self, Places};
use fund_session::{Ending, Problem, Setting, conduct, decided_or_asked};
use ntro_console::{Follower, Screen};
use ntro_workflow::worker::{Registry, RunHandle};

use crate::command::Decide;

/// What the command line said.
pub(crate) struct Options<'a> {
    pub(crate) files: &'a [PathBuf],
    pub(crate) places: &'a Places,
    pub(crate) context: &'a ExpenseProcessorContext,
    pub(crate) decide: Option<Decide>,
    pub(crate) db_filename: Option<&'a Path>,
}

/// Takes sheets from beginning to end.
pub(crate) async fn process(options: Options<'_>) -> Result<Ending<ExpensePeriodResult>, Problem> {
    decided_or_asked(options.decide.is_some())?;
    let activities = workshop::activities(options.places).await?;
    let names = tray::lay(options.files, &options.places.inbox)?;
    let registry = Registry::new().register::<ExpenseProcessor>().activities(activities);
    let setting = Setting {
        slug: "expense-processor",
        otherwise: "what was decided before is in the ledger",
        db_filename: options.db_filename,
    };
    conduct(setting, registry, async |session| {
        let run = session.start::<ExpenseProcessor>(options.context).await?;
        submit(&run, &names).await?;
        let follower = Follower::new(&run, Screen::Output).without_submissions();
        let follower = if options.decide.is_some() { follower } else { follower.asks() };
        session.follow(&run, follower, decider::decide(&run, options.decide.as_ref())).await
    })
    .await
}

/// Submits the sheets of these names, and says that there are no more.
async fn submit(run: &RunHandle<ExpenseProcessor>, names: &[String]) -> Result<(), Problem> {
    for (at, file) in (1..).zip(names) {
        let submission = DataSubmission::sheet(&format!("{}-{at}", run.workflow_id()), file);
        run.signal(ExpenseProcessor::DATA_SUBMITTED, &submission).await?;
    }
    Ok(run.signal(ExpenseProcessor::CLOSE_INBOX, &()).await?)
}
