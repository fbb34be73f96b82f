//! What can be asked of the program.

mod decide;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use document_ingest::model::Period;
use document_ingest::{verify, workshop};
use fund_database::Database;
use fund_session::{Problem, say, say_json};

use crate::session;
pub(crate) use decide::Decide;

/// Takes one PDF from upload to a committed record, with a person at the gate.
///
/// Gets and starts Temporal's dev server (or uses the one that `TEMPORAL_ADDRESS` names), runs the
/// worker and the runbook, draws its steps, asks for the decision and prints the committed record.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, after_help = AFTER)]
pub(crate) struct Command {
    #[command(subcommand)]
    part: Option<Part>,
    #[command(flatten)]
    ingest: Ingest,
}

/// What the help ends with.
const AFTER: &str = "\
Corrections are a JSON list; `old_value` may be left out:
  [{\"line_item_id\": \"total\", \"field\": \"value\", \"old_value\": 2380.92, \"new_value\": 2380.90},
   {\"line_item_id\": \"li-1\", \"field\": \"amount\", \"new_value\": 756}]

Exit status:
  0  committed
  1  failed; nothing was committed
  2  wrong usage
  3  rejected; nothing was committed
  130, 143  stopped by Ctrl-C or SIGTERM";

#[derive(Debug, Args)]
pub(crate) struct Ingest {
    /// The PDF.
    #[arg(required = true)]
    file: Option<PathBuf>,
    /// Decide without asking: `approve`, `reject`, or a JSON file with a list of corrections.
    #[arg(long, value_name = "approve|reject|FILE")]
    decide: Option<Decide>,
    /// Where records and layouts are kept.
    #[arg(long, value_name = "DIR", default_value = workshop::DEFAULT_DATA)]
    data: PathBuf,
    /// Keep the records elsewhere: a postgres:// URL, or a file.
    #[arg(long, value_name = "URL|FILE")]
    database: Option<Database>,
    /// The month that the document belongs to; the month of today by default.
    #[arg(long, value_name = "YYYY-MM")]
    period: Option<Period>,
    /// Keep Temporal's runs in this file; in memory by default.
    #[arg(long, value_name = "FILE")]
    db_filename: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Part {
    /// Compare the extraction of each PDF of a directory with the JSON file beside it.
    Verify {
        /// The directory.
        directory: PathBuf,
        /// The rules.
        #[arg(long, default_value = "invoice")]
        schema: String,
    },
}

impl Command {
    /// Does it. The error is one sentence for the person.
    pub(crate) async fn run(self) -> Result<ExitCode, Problem> {
        match self.part {
            Some(Part::Verify { directory, schema }) => verify_directory(directory, schema).await,
            None => self.ingest.run().await,
        }
    }
}

impl Ingest {
    async fn run(self) -> Result<ExitCode, Problem> {
        let records = workshop::records(&self.data, self.database.clone());
        let ending = session::ingest(session::Options {
            // clap sees to it that there is one.
            file: self.file.as_deref().unwrap_or(Path::new("")),
            data: &self.data,
            database: self.database,
            decide: self.decide,
            period: self.period,
            db_filename: self.db_filename.as_deref(),
        });
        ending.await?.tell(|document| {
            say(&format!("Committed to {records}:"));
            say_json(&document)?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

async fn verify_directory(directory: PathBuf, schema: String) -> Result<ExitCode, Problem> {
    let report = tokio::task::spawn_blocking(move || verify::verify(&directory, &schema)).await??;
    say(&report.to_string());
    Ok(if report.is_all_right() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
