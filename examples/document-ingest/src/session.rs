//! One document from beginning to end: server, worker, run, the person's decision, the record.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use document_ingest::documents::Documents;
use document_ingest::model::{DocumentIngestContext, DocumentSubmission, IngestedDocument, Period};
use document_ingest::runbook::DocumentIngest;
use document_ingest::workshop;
use ntro_dev_server::DevServer;
use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::wire::{Correction, PendingAction, PendingKind};
use ntro_workflow::worker::{Client, ClientError, RunHandle, Worker};

use crate::console::breadcrumb::Breadcrumb;
use crate::console::{self, review};

/// How often the breadcrumb is asked for.
const REFRESH: Duration = Duration::from_millis(150);

/// What the command line said.
pub(crate) struct Options<'a> {
    pub(crate) file: &'a Path,
    pub(crate) data: &'a Path,
    pub(crate) decide: Option<Decide>,
    pub(crate) period: Option<&'a str>,
    pub(crate) db_filename: Option<&'a Path>,
}

/// A decision that was made before the question.
#[derive(Clone, Debug)]
pub(crate) enum Decide {
    Approve,
    Reject,
    Correct(Vec<Correction>),
}

impl std::str::FromStr for Decide {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "approve" => Ok(Self::Approve),
            "reject" => Ok(Self::Reject),
            file => {
                let path = PathBuf::from(file);
                let json = std::fs::read_to_string(&path).map_err(|error| {
                    format!("it is neither `approve` nor `reject`, and as a file: {error}")
                })?;
                serde_json::from_str(&json).map(Self::Correct).map_err(|error| {
                    format!("not a list of {{line_item_id, field, old_value, new_value}}: {error}")
                })
            }
        }
    }
}

/// Takes one document from beginning to end.
pub(crate) async fn ingest(options: Options<'_>) -> Result<ExitCode, Box<dyn Error>> {
    if options.decide.is_none() && !console::is_interactive() {
        return Err("there is no terminal to ask at; pass --decide approve|reject|<corrections.json>".into());
    }
    let file = options.file.canonicalize().map_err(|error| {
        format!("cannot read {}: {error}; name a PDF file", options.file.display())
    })?;
    let directory = file.parent().unwrap_or(Path::new("/")).to_owned();
    let input = input(options.period)?;
    let (client, server) = connect(options.db_filename).await?;
    let run_name = format!("document-ingest-{}", std::process::id());
    let registry = workshop::registry(&directory, options.data).await?;
    let worker = Worker::new(&client, run_name.as_str(), registry).spawn().await?;

    let run = start(&client, &run_name, &input).await?;
    run.signal(DocumentIngest::DOCUMENT_SUBMITTED, &submission(&directory, &file)?).await?;
    let outcome = follow(&run, options.decide).await;

    worker.stop().await?;
    if let Some(server) = server {
        server.stop().await?;
    }
    conclude(outcome?, options.data)
}

/// The server that the environment names, else a dev server of our own.
async fn connect(db_filename: Option<&Path>) -> Result<(Client, Option<DevServer>), Box<dyn Error>> {
    if std::env::var_os("TEMPORAL_ADDRESS").is_some() {
        return Ok((Client::from_environment().await?, None));
    }
    console::say("Starting Temporal …");
    let mut builder = DevServer::builder().ui(true);
    if let Some(path) = db_filename {
        builder = builder.db_filename(path);
    }
    let server = builder.start().await?;
    let client = Client::connect(server.address(), server.namespace()).await?;
    if let Some(url) = server.ui_url() {
        console::say(&format!("Temporal runs at {}; its web UI is {url}", server.address()));
    }
    Ok((client, Some(server)))
}

fn input(period: Option<&str>) -> Result<DocumentIngestContext, Box<dyn Error>> {
    let period: Period = match period {
        Some(period) => period.parse()?,
        None => console::this_month().parse()?,
    };
    Ok(DocumentIngestContext {
        period,
        entity_slug: "sample-entity".into(),
        tenant_slug: "sample-tenant".into(),
        source: "supplier-invoices".into(),
        schema_slug: "invoice".into(),
        ai: None,
        field_enums: None,
    })
}

fn submission(directory: &Path, file: &Path) -> Result<DocumentSubmission, Box<dyn Error>> {
    let document_ref = Documents::below(directory)?.reference(file)?;
    let filename = file.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(DocumentSubmission {
        document_ref,
        tenant_slug: "sample-tenant".into(),
        entity_slug: "sample-entity".into(),
        source: "supplier-invoices".into(),
        filename: filename.unwrap_or_default(),
        content_type: "application/pdf".into(),
    })
}

async fn start(
    client: &Client,
    name: &str,
    input: &DocumentIngestContext,
) -> Result<RunHandle<DocumentIngest>, ClientError> {
    client.start::<DocumentIngest>(name, name, input).await
}

/// Draws the breadcrumb and brings each gate its decision, until the run has ended.
async fn follow(
    run: &RunHandle<DocumentIngest>,
    mut decide: Option<Decide>,
) -> Result<Result<IngestedDocument, ClientError>, Box<dyn Error>> {
    let mut breadcrumb = Breadcrumb::new();
    let mut result = std::pin::pin!(run.result());
    loop {
        tokio::select! {
            result = &mut result => {
                breadcrumb.draw(&run.steps().await?);
                return Ok(result);
            }
            () = tokio::time::sleep(REFRESH) => {}
        }
        let state = run.ui_state().await?;
        breadcrumb.draw(&state.steps);
        let review = state.pending_actions.iter().find(|pending| pending.kind == PendingKind::InteractiveReview);
        if let Some(pending) = review {
            breadcrumb.pause();
            answer(run, pending, &mut decide).await?;
        }
    }
}

/// One decision. A refused one is asked for again, or is the end where nobody can be asked.
async fn answer(
    run: &RunHandle<DocumentIngest>,
    pending: &PendingAction,
    decide: &mut Option<Decide>,
) -> Result<(), Box<dyn Error>> {
    let (message, asked) = match decide.take() {
        Some(Decide::Approve) => (UserActionMessage::approve(), false),
        Some(Decide::Reject) => (UserActionMessage::reject(), false),
        Some(Decide::Correct(corrections)) => (UserActionMessage::correct(corrections), false),
        None if !console::is_interactive() => {
            run.cancel("nobody could be asked").await?;
            return Ok(());
        }
        None => (review::ask(pending).await?, true),
    };
    match run.act(message.at(&address(pending)).actor(console::user())).await {
        Ok(_) => Ok(()),
        Err(ClientError::Refused(refusal)) => {
            console::say(&format!("Refused: {}", refusal.message));
            if !asked {
                run.cancel("the decision was refused").await?;
            }
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

fn address(pending: &PendingAction) -> Address {
    let address = Address::new(pending.gate_id.clone().unwrap_or_default());
    let address = pending.revision.into_iter().fold(address, Address::revision);
    pending.digest.iter().cloned().fold(address, Address::digest)
}

fn conclude(outcome: Result<IngestedDocument, ClientError>, data: &Path) -> Result<ExitCode, Box<dyn Error>> {
    match outcome {
        Ok(document) => {
            console::say(&format!("Committed to {}:", data.join("records.sqlite").display()));
            console::say(&serde_json::to_string_pretty(&document)?);
            Ok(ExitCode::SUCCESS)
        }
        Err(ClientError::RunFailed { kind, message }) if kind == "Rejected" => {
            console::say(&format!("Nothing was committed: {message}."));
            Ok(ExitCode::from(3))
        }
        Err(error) => Err(error.into()),
    }
}
