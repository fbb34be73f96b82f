//! One document from beginning to end: the run, the person's decision, the record.

mod paper;

use std::future::pending;
use std::path::Path;

use document_ingest::model::{IngestedDocument, Period};
use document_ingest::runbook::DocumentIngest;
use document_ingest::workshop;
use fund_database::Database;
use fund_session::{Ending, Problem, Setting, conduct, decided_or_asked};
use ntro_console::{Decisions, Follower, Screen};
use ntro_workflow::wire::action::UserActionMessage;
use ntro_workflow::worker::Registry;

use crate::command::Decide;
use paper::Paper;

/// What the command line said.
pub(crate) struct Options<'a> {
    pub(crate) file: &'a Path,
    pub(crate) data: &'a Path,
    pub(crate) database: Option<Database>,
    pub(crate) decide: Option<Decide>,
    pub(crate) period: Option<Period>,
    pub(crate) db_filename: Option<&'a Path>,
}

/// Takes one document from beginning to end.
pub(crate) async fn ingest(options: Options<'_>) -> Result<Ending<IngestedDocument>, Problem> {
    decided_or_asked(options.decide.is_some())?;
    let paper = Paper::find(options.file, options.period)?;
    let activities = workshop::activities(paper.directory(), options.data, options.database).await?;
    let registry = Registry::new().register::<DocumentIngest>().activities(activities);
    let setting = Setting {
        slug: "document-ingest",
        otherwise: "nothing was committed",
        db_filename: options.db_filename,
    };
    conduct(setting, registry, async |session| {
        let run = session.start::<DocumentIngest>(paper.context()).await?;
        run.signal(DocumentIngest::DOCUMENT_SUBMITTED, paper.submission()).await?;
        let follower = Follower::new(&run, Screen::Output).without_submissions();
        let follower = match options.decide {
            Some(decide) => follower.decides(Decisions::all(UserActionMessage::from(decide))),
            None => follower.asks(),
        };
        session.follow(&run, follower, pending()).await
    })
    .await
}
