//! What can be asked of the program.

mod decide;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use expense_processor::model::{ExpenseProcessorContext, Gl};
use expense_processor::workshop::{self, Places};
use fund_database::Database;
use fund_session::Problem;
use fund_values::Period;

use crate::session;
pub(crate) use decide::Decide;

/// Takes sheets of expenses through one inbox, with a person at the gate.
///
/// Gets and starts Temporal's dev server (or uses the one that `TEMPORAL_ADDRESS` names), runs the worker and the
/// inbox, submits the sheets, draws the steps, asks for each decision, closes the inbox and prints what it did.
#[derive(Debug, Parser)]
#[command(version, after_help = AFTER)]
pub(crate) struct Command {
    /// The sheets, as CSV or XLSX. They are copied into the inbox.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Decide without asking: `approve`, `reject`, or a JSON file.
    #[arg(long, value_name = "approve|reject|FILE")]
    decide: Option<Decide>,
    /// Where the inbox and the ledger are kept.
    #[arg(long, value_name = "DIR", default_value = workshop::DEFAULT_DATA)]
    data: PathBuf,
    /// Keep the ledger elsewhere: a postgres:// URL, or a file.
    #[arg(long, value_name = "URL|FILE")]
    database: Option<Database>,
    /// The vendors, as CSV with the columns vendor, aliases, category and account.
    #[arg(long, value_name = "FILE")]
    vendors: Option<PathBuf>,
    /// The month that the expenses belong to; by default each belongs to the month of its date.
    #[arg(long, value_name = "YYYY-MM")]
    period: Option<Period>,
    /// How many rows make a batch full.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    max_rows: u32,
    /// Commit what is approved, and post it to no general ledger.
    #[arg(long)]
    no_gl: bool,
    /// Keep Temporal's runs in this file; in memory by default.
    #[arg(long, value_name = "FILE")]
    db_filename: Option<PathBuf>,
}

/// What the help ends with.
const AFTER: &str = "\
A decision as a JSON file is for all batches; what it says of rows that a batch does not show, it leaves out:
  {\"decision\": \"approve\",
   \"reject_rows\": [\"b1-r3\"],
   \"corrections\": [{\"line_item_id\": \"b1-r4\", \"field\": \"category\", \"new_value\": \"travel\"}]}

Exit status:
  0  something was approved
  1  failed
  2  wrong usage
  3  nothing was approved
  130, 143  stopped by Ctrl-C or SIGTERM";

impl Command {
    /// Does it. The error is one sentence for the person.
    pub(crate) async fn run(self) -> Result<ExitCode, Problem> {
        let context = ExpenseProcessorContext {
            period: self.period,
            max_rows: self.max_rows,
            gl: (!self.no_gl).then(Gl::default),
            ..ExpenseProcessorContext::new("sample-tenant", "sample-entity")
        };
        let usual = Places::in_directory(&self.data);
        let database = self.database.unwrap_or(usual.database);
        let places = Places { database, vendors: self.vendors, ..usual };
        let ending = session::process(session::Options {
            files: &self.files,
            places: &places,
            context: &context,
            decide: self.decide,
            db_filename: self.db_filename.as_deref(),
        });
        ending.await?.tell(|result| report::tell(&result, &places.database))
    }
}
