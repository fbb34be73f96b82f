//! The document of a session: the file, and what its run is told about it.

use std::path::{Path, PathBuf};

use document_ingest::documents::Documents;
use document_ingest::extract;
use document_ingest::model::{DocumentIngestContext, DocumentSubmission, Period};
use fund_session::{Problem, this_month};

/// The invented tenant and entity of the command line.
const TENANT: &str = "sample-tenant";
const ENTITY: &str = "sample-entity";
const SOURCE: &str = "supplier-invoices";

/// The document of a session.
pub(crate) struct Paper {
    directory: PathBuf,
    context: DocumentIngestContext,
    submission: DocumentSubmission,
}

impl Paper {
    /// The file, links resolved, in a month: this one by default.
    pub(crate) fn find(file: &Path, period: Option<Period>) -> Result<Self, Problem> {
        let unreadable = |error| format!("cannot read {}: {error}; name a PDF file", file.display());
        let file = file.canonicalize().map_err(unreadable)?;
        let directory = file.parent().unwrap_or(Path::new("/")).to_owned();
        let period = period.map_or_else(|| this_month().parse(), Ok)?;
        let submission = submission(&directory, &file)?;
        Ok(Self { directory, context: context(period), submission })
    }

    /// The directory that it is in: the only one that the worker may read.
    pub(crate) fn directory(&self) -> &Path {
        &self.directory
    }

    /// The input of its run.
    pub(crate) fn context(&self) -> &DocumentIngestContext {
        &self.context
    }

    /// The message that submits it.
    pub(crate) fn submission(&self) -> &DocumentSubmission {
        &self.submission
    }
}

fn context(period: Period) -> DocumentIngestContext {
    DocumentIngestContext {
        period,
        entity_slug: ENTITY.into(),
        tenant_slug: TENANT.into(),
        source: SOURCE.into(),
        schema_slug: extract::INVOICE.into(),
        ai: None,
        field_enums: None,
    }
}

fn submission(directory: &Path, file: &Path) -> Result<DocumentSubmission, Problem> {
    let filename = file.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(DocumentSubmission {
        document_ref: Documents::below(directory)?.reference(file)?,
        tenant_slug: TENANT.into(),
        entity_slug: ENTITY.into(),
        source: SOURCE.into(),
        filename: filename.unwrap_or_default(),
        content_type: "application/pdf".into(),
    })
}
