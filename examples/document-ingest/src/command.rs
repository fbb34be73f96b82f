//! What can be asked of the program.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use document_ingest::{verify, workshop};
use ntro_workflow::worker::{Client, Worker};

use crate::session::{self, Decide};

/// Takes one PDF from upload to a committed record, with a person at the gate.
///
/// Gets and starts Temporal's dev server (or uses the one that TEMPORAL_ADDRESS names), runs the
/// worker and the runbook, asks for the decision and prints the committed record. Exit status: 0
/// committed, 1 failed, 2 wrong usage, 3 rejected.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Command {
    #[command(subcommand)]
    part: Option<Part>,
    #[command(flatten)]
    ingest: Ingest,
}

#[derive(Debug, Args)]
pub(crate) struct Ingest {
    /// The PDF.
    #[arg(required = true)]
    file: Option<PathBuf>,
    /// Decide without asking: `approve`, `reject`, or a JSON file with a list of corrections.
    #[arg(long, value_name = "approve|reject|FILE")]
    decide: Option<Decide>,
    /// Where records and layouts are kept.
    #[arg(long, value_name = "DIR", default_value = "document-ingest-data")]
    data: PathBuf,
    /// The month that the document belongs to, `YYYY-MM`; the month of today by default.
    #[arg(long)]
    period: Option<String>,
    /// Keep Temporal's runs in this file; in memory by default.
    #[arg(long, value_name = "FILE")]
    db_filename: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Part {
    /// Run the worker alone, against the server that TEMPORAL_ADDRESS names.
    Worker {
        /// The task queue.
        #[arg(long)]
        task_queue: String,
        /// The directory whose files a `document_ref` may name.
        #[arg(long)]
        documents: PathBuf,
        /// Where records and layouts are kept.
        #[arg(long, value_name = "DIR", default_value = "document-ingest-data")]
        data: PathBuf,
    },
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
    pub(crate) async fn run(self) -> Result<ExitCode, Box<dyn Error>> {
        match self.part {
            Some(Part::Worker { task_queue, documents, data }) => {
                let registry = workshop::registry(&documents, &data).await?;
                let client = Client::from_environment().await?;
                Worker::new(&client, task_queue, registry).run().await?;
                Ok(ExitCode::SUCCESS)
            }
            Some(Part::Verify { directory, schema }) => verify_directory(directory, schema).await,
            None => self.ingest.run().await,
        }
    }
}

impl Ingest {
    async fn run(self) -> Result<ExitCode, Box<dyn Error>> {
        let file = self.file.as_deref().unwrap_or(Path::new(""));
        let options = session::Options {
            file,
            data: &self.data,
            decide: self.decide,
            period: self.period.as_deref(),
            db_filename: self.db_filename.as_deref(),
        };
        session::ingest(options).await
    }
}

async fn verify_directory(directory: PathBuf, schema: String) -> Result<ExitCode, Box<dyn Error>> {
    let report = tokio::task::spawn_blocking(move || verify::verify(&directory, &schema)).await??;
    crate::console::say(&report.to_string());
    Ok(if report.is_all_right() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
