//! What can be asked of the program.

mod decide;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use fund_database::Database;
use fund_session::{Problem, say, say_json};
use nav_monthly::model::{Amount, Period};
use nav_monthly::workshop;

use crate::session;
pub(crate) use decide::Decide;

/// Closes a month of an entity: three documents, a journal, and a person at each gate.
///
/// Gets and starts Temporal's dev server (or uses the one that `TEMPORAL_ADDRESS` names), runs the
/// worker and the runbook with a run of `document-ingest` for each document, draws their steps, asks for
/// the decisions and prints the closed month.
#[derive(Debug, Parser)]
#[command(version, after_help = AFTER)]
pub(crate) struct Command {
    /// The directory with management-fee.pdf, utilities.pdf and purchases.pdf.
    directory: PathBuf,
    /// The month to close; by default the name of the directory if it is a month, else the month of today.
    #[arg(long, value_name = "YYYY-MM")]
    period: Option<Period>,
    /// The entity whose books are closed.
    #[arg(long, default_value = "harbour-street")]
    entity: String,
    /// By how many per cent a total may differ from last month's before it is flagged.
    #[arg(long, value_name = "PER CENT", default_value = "25")]
    limit: Amount,
    /// Decide without asking: `approve`, `reject`, or a JSON file with a decision per step.
    #[arg(long, value_name = "approve|reject|FILE")]
    decide: Option<Decide>,
    /// Where the books and what is known of documents are kept.
    #[arg(long, value_name = "DIR", default_value = workshop::DEFAULT_DATA)]
    data: PathBuf,
    /// Keep the books, the committed documents and the task history in this PostgreSQL database, or the books in this
    /// file; in files of the data by default.
    #[arg(long, value_name = "URL|FILE")]
    database: Option<Database>,
    /// Keep Temporal's runs in this file; in memory by default.
    #[arg(long, value_name = "FILE")]
    db_filename: Option<PathBuf>,
}

/// What the help ends with.
const AFTER: &str = "\
Decisions are a JSON object with one per step:
  {\"review_extraction\": \"approve\",
   \"review\": [{\"line_item_id\": \"utilities-1\", \"field\": \"account\", \"new_value\": \"6900\"}]}

Exit status:
  0  the month is closed
  1  failed; nothing was posted
  2  wrong usage
  3  rejected or given up; nothing was posted, and the month is open
  130, 143  stopped by Ctrl-C or SIGTERM";

impl Command {
    /// Does it. The error is one sentence for the person.
    pub(crate) async fn run(self) -> Result<ExitCode, Problem> {
        let books = workshop::books(&self.data, self.database.clone());
        let ending = session::close(session::Options {
            directory: &self.directory,
            period: self.period,
            entity: self.entity,
            limit: self.limit,
            decide: self.decide.map(|Decide(decisions)| decisions),
            data: &self.data,
            database: self.database,
            db_filename: self.db_filename.as_deref(),
        });
        ending.await?.tell(|month| {
            say(&format!("Posted to the books in {books}:"));
            say_json(&month)?;
            Ok(ExitCode::SUCCESS)
        })
    }
}
