//! Documents in slots: a binder, and the papers in it.

use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes a paper, reads it, has it reviewed.
#[derive(Default)]
pub struct Paper {
    document: Option<String>,
    read: bool,
}

#[ntro_workflow(slug = "paper")]
impl Paper {
    #[run]
    async fn run(ctx: &Ctx<Self>, source: String) -> RunbookResult<String> {
        let worked = Self::work(ctx, &source).await;
        match worked {
            Err(error) if error.is_cancelled() && source == "kept" => Self::salvage(ctx).await,
            worked => worked,
        }
    }

    async fn work(ctx: &Ctx<Self>, source: &str) -> RunbookResult<String> {
        let document = Self::await_paper(ctx, source).await?;
        Self::read(ctx, &document).await?;
        Self::review(ctx, source, document).await
    }

    /// Brings the paper.
    #[signal]
    pub fn paper_submitted(&mut self, document: String) {
        self.document = Some(document);
    }

    /// It has been read.
    #[signal]
    pub fn paper_read(&mut self) {
        self.read = true;
    }

    #[ui_step(name = "await_paper", title = "Await the paper", icon = "Inbox")]
    async fn await_paper(ctx: &Ctx<Self>, source: &str) -> RunbookResult<String> {
        let paper = ctx.await_signal_with_action(SubmitFile::new(source).signal("paper_submitted"));
        paper.take(|runbook| runbook.document.take()).await
    }

    /// A torn paper cannot be read; a thick one takes until somebody says so.
    #[ui_step(name = "read", title = "Read it")]
    async fn read(ctx: &Ctx<Self>, document: &str) -> RunbookResult<()> {
        match document {
            "torn" => Err(RunbookError::failed("Torn", "it is torn")),
            "thick" => ctx.wait_until(|runbook| runbook.read).await,
            _ => Ok(()),
        }
    }

    #[ui_step(name = "review", title = "Review it", icon = "Eye")]
    async fn review(ctx: &Ctx<Self>, source: &str, document: String) -> RunbookResult<String> {
        let review = ctx.wait_for_action(&document).await?;
        match review.action {
            Action::Approved | Action::Corrected => Ok(format!("{source}: {}", review.payload)),
            Action::Rejected => Err(RunbookError::rejected(review.comments)),
        }
    }

    /// What is done with a paper that nobody waits for any more.
    #[ui_step(name = "salvage", title = "Salvage")]
    async fn salvage(ctx: &Ctx<Self>) -> RunbookResult<String> {
        let review = ctx.shielded().wait_for_action(&"salvage?".to_owned()).await?;
        Ok(format!("salvage {}", review.action))
    }
}

/// What is to be collected.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wanted {
    /// The sources.
    pub sources: Vec<String>,
    /// How long it waits.
    pub timeout_ms: Option<u64>,
    /// Another runbook than the paper.
    pub slug: Option<String>,
}

impl Wanted {
    /// These sources.
    #[must_use]
    pub fn of(sources: &[&str]) -> Self {
        Self { sources: sources.iter().map(ToString::to_string).collect(), ..Self::default() }
    }
}

/// Collects papers.
#[derive(Default)]
pub struct Binder;

#[ntro_workflow(slug = "binder")]
impl Binder {
    #[run]
    async fn run(ctx: &Ctx<Self>, wanted: Wanted) -> RunbookResult<Vec<String>> {
        match &wanted.slug {
            None => Self::collect(ctx, &wanted).await,
            Some(slug) => Self::collect_by_slug(ctx, slug, &wanted).await,
        }
    }

    #[ui_step(name = "collect", title = "Collect the papers", icon = "Inbox")]
    async fn collect(ctx: &Ctx<Self>, wanted: &Wanted) -> RunbookResult<Vec<String>> {
        let mut papers = ctx
            .collect_documents(Paper::RUN)
            .title("Papers")
            .instructions("One each")
            .actions([HintAction::approve("Approve all")])
            .signal("paper_submitted");
        for source in &wanted.sources {
            let document = ExpectedDocument::new(source).title(format!("The {source}"));
            papers = papers.slot(document.schema_slug("letter"), source);
        }
        match wanted.timeout_ms {
            Some(limit) => papers.timeout(Duration::from_millis(limit)).await,
            None => papers.await,
        }
    }

    #[ui_step(name = "collect_by_slug", title = "Collect by slug")]
    async fn collect_by_slug(ctx: &Ctx<Self>, slug: &str, wanted: &Wanted) -> RunbookResult<Vec<String>> {
        let slot = |source: &String| (ExpectedDocument::new(source), source.as_str().into());
        let slots = wanted.sources.iter().map(slot);
        // ntro: allow(unreadable-child): this very test asks for slugs that no worker has
        let papers = ctx.collect_documents(slug);
        let papers = slots.fold(papers, |papers, (document, input)| papers.slot(document, &input));
        Ok(papers.await?.iter().map(ToString::to_string).collect())
    }
}
