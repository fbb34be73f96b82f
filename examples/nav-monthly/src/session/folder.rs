//! The documents of a session: a directory with a file per source, and what its run is told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use document_ingest::documents::Documents;
use document_ingest::model::DocumentSubmission;
use fund_session::{Problem, this_month};
use nav_monthly::chart::SOURCES;
use nav_monthly::model::{Amount, Currency, NavMonthlyContext, Owner, Period};
use serde_json::Value;

/// The invented tenant of the command line.
const TENANT: &str = "sample-tenant";

/// The documents of a session.
pub(crate) struct Folder {
    directory: PathBuf,
    context: NavMonthlyContext,
    submissions: BTreeMap<String, Value>,
}

impl Folder {
    /// The directory, links resolved, in a month: by default the one that it is named for, else this one.
    pub(crate) fn find(
        directory: &Path,
        period: Option<Period>,
        entity: String,
        limit: Amount,
    ) -> Result<Self, Problem> {
        let unreadable = |error| format!("cannot read {}: {error}; name a directory", directory.display());
        let directory = directory.canonicalize().map_err(unreadable)?;
        let named = directory.file_name().and_then(|name| name.to_string_lossy().parse().ok());
        let period = period.or(named).map_or_else(|| this_month().parse(), Ok)?;
        let submissions = submissions(&directory, &entity)?;
        let context = NavMonthlyContext {
            period,
            owner: Owner { tenant_slug: TENANT.into(), entity_slug: entity },
            currency: Currency::default(),
            variance_limit_percent: limit,
        };
        Ok(Self { directory, context, submissions })
    }

    /// The only directory that the worker may read.
    pub(crate) fn directory(&self) -> &Path {
        &self.directory
    }

    /// The input of its run.
    pub(crate) fn context(&self) -> &NavMonthlyContext {
        &self.context
    }

    /// The message that submits the document of a source.
    pub(crate) fn submission(&self, source: &str) -> Option<&Value> {
        self.submissions.get(source)
    }
}

/// One per source; all files that are missing are named at once.
fn submissions(directory: &Path, entity: &str) -> Result<BTreeMap<String, Value>, Problem> {
    let name = |source: &str| format!("{source}.pdf");
    let names = SOURCES.map(|source| name(source.id));
    let missing: Vec<_> =
        names.iter().filter(|name| !directory.join(name).is_file()).map(String::as_str).collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Err(format!("{} has no {missing}; put the documents there", directory.display()).into());
    }
    let documents = Documents::below(directory)?;
    let submission = |source: &str| {
        let submission = DocumentSubmission {
            document_ref: documents.reference(directory.join(name(source)))?,
            tenant_slug: TENANT.into(),
            entity_slug: entity.to_owned(),
            source: source.to_owned(),
            filename: name(source),
            content_type: "application/pdf".into(),
        };
        Ok((source.to_owned(), serde_json::to_value(submission)?))
    };
    SOURCES.iter().map(|source| submission(source.id)).collect()
}
