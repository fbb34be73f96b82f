//! Several gates at once, and what is shown beside them.

use ntro_workflow::prelude::*;
use ntro_workflow::{IngestOutcome, OneOf2, OneOf3, first_of, first_of_all};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who is to be first, and until when.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Race {
    /// How many like reviews race; none for two reviews of different types and a document.
    pub like: usize,
    /// Their deadline.
    pub timeout_ms: Option<u64>,
    /// Whether a document is awaited afterwards.
    pub document_after: bool,
}

/// The first of several gates goes on.
#[derive(Default)]
pub struct FirstComes {
    document: Option<String>,
}

#[ntro_workflow(slug = "first-comes")]
impl FirstComes {
    #[run]
    async fn run(ctx: &Ctx<Self>, race: Race) -> RunbookResult<Vec<String>> {
        let first =
            if race.like > 0 { Self::like(ctx, &race).await? } else { Self::race(ctx, &race).await? };
        let mut all = vec![first];
        if race.document_after {
            all.push(Self::await_document(ctx).await?);
        }
        Ok(all)
    }

    /// Brings a document.
    #[signal]
    pub fn document_submitted(&mut self, document: String) {
        self.document = Some(document);
    }

    /// Three gates of different types.
    #[ui_step(name = "race", title = "Whoever comes first", icon = "Flag")]
    async fn race(ctx: &Ctx<Self>, race: &Race) -> RunbookResult<String> {
        let total = ctx.wait_for_action(&125.0).named("total");
        let note = ctx.wait_for_action(&"fine".to_owned()).named("note");
        let document = ctx.await_signal_with_action(SubmitFile::new("bank")).named("document");
        let first = first_of((total, note, document.take(|runbook| runbook.document.take())));
        let told = |first: OneOf3<UserAction<f64>, UserAction<String>, String>| match first {
            OneOf3::First(total) => format!("total {}: {}", total.payload, total.action),
            OneOf3::Second(note) => format!("note {}: {}", note.payload, note.action),
            OneOf3::Third(document) => format!("document {document}"),
        };
        let Some(limit) = race.timeout_ms else { return first.await.map(told) };
        Ok(first.timeout(Duration::from_millis(limit)).await?.value().map_or("nobody".to_owned(), told))
    }

    /// So many gates of one type.
    #[ui_step(name = "like", title = "Whoever of the like comes first")]
    async fn like(ctx: &Ctx<Self>, race: &Race) -> RunbookResult<String> {
        let names: Vec<_> = (0..race.like).map(|n| format!("offer-{n}")).collect();
        let gates = names.iter().map(|name| ctx.wait_for_action(name).named(name));
        let (place, review) = first_of_all(gates).await?;
        Ok(format!("{place}: {} {}", review.payload, review.action))
    }

    /// Takes what nobody took before.
    #[ui_step(name = "await_document", title = "Await the document")]
    async fn await_document(ctx: &Ctx<Self>) -> RunbookResult<String> {
        let document = ctx.await_signal_with_action(SubmitFile::new("bank"));
        document.take(|runbook| runbook.document.take()).await
    }
}

/// Two races in two joined steps.
#[derive(Default)]
pub struct TwoRaces;

#[ntro_workflow(slug = "two-races")]
impl TwoRaces {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<Vec<f64>> {
        let (left, right) = join!(Self::left(ctx), Self::right(ctx));
        Ok(vec![left?, right?])
    }

    #[ui_step(name = "left", title = "Left")]
    async fn left(ctx: &Ctx<Self>) -> RunbookResult<f64> {
        Self::race(ctx, [1.0, 2.0]).await
    }

    #[ui_step(name = "right", title = "Right")]
    async fn right(ctx: &Ctx<Self>) -> RunbookResult<f64> {
        Self::race(ctx, [3.0, 4.0]).await
    }

    async fn race(ctx: &Ctx<Self>, [one, other]: [f64; 2]) -> RunbookResult<f64> {
        let one = ctx.wait_for_action(&one).named("one");
        let other = ctx.wait_for_action(&other).named("other");
        match first_of((one, other)).await? {
            OneOf2::First(review) | OneOf2::Second(review) => Ok(review.payload),
        }
    }
}

/// Rows come in portions, each with news of it; then they are reviewed.
#[derive(Default)]
pub struct Portions {
    rows: Vec<u64>,
    mistaken: bool,
}

#[ntro_workflow(slug = "portions")]
impl Portions {
    #[run]
    async fn run(ctx: &Ctx<Self>, target: u64) -> RunbookResult<String> {
        Self::collect(ctx, target).await?;
        Self::review(ctx).await
    }

    /// So many rows.
    #[signal]
    pub fn document_submitted(&mut self, rows: u64) {
        self.rows.push(rows);
    }

    /// Has the feedback set for a gate that is not there.
    #[signal]
    pub fn mistake(&mut self) {
        self.mistaken = true;
    }

    #[ui_step(name = "collect", title = "Collect", icon = "Inbox")]
    async fn collect(ctx: &Ctx<Self>, target: u64) -> RunbookResult<()> {
        let enough = move |runbook: &Self| runbook.rows.iter().sum::<u64>() >= target;
        let rows = SubmitFile::new("rows").display(FileUpload::new("Upload rows"));
        let submission = ctx.await_signal_with_action(rows).feedback(Feedback::info("note", "nothing yet"));
        let (submitted, told) = join!(submission.until(enough).into_future(), Self::tell(ctx, target));
        submitted.and(told)
    }

    async fn tell(ctx: &Ctx<Self>, target: u64) -> RunbookResult<()> {
        let mut seen = 0;
        loop {
            ctx.wait_until(|runbook| runbook.rows.len() > seen || runbook.mistaken).await?;
            if ctx.state(|runbook| runbook.mistaken) {
                ctx.set_user_feedback("upload", Feedback::info("note", "lost"))?;
            }
            seen = ctx.state(|runbook| runbook.rows.len());
            let rows = ctx.state(|runbook| runbook.rows.iter().sum());
            if rows >= target {
                return Ok(());
            }
            ctx.set_user_feedback("submit", IngestOutcome::from_counts(rows, rows).target_rows(target))?;
        }
    }

    #[ui_step(name = "review", title = "Review", icon = "Eye")]
    async fn review(ctx: &Ctx<Self>) -> RunbookResult<String> {
        let rows = ctx.state(|runbook| runbook.rows.clone());
        let review = ctx.wait_for_action(&rows).feedback(Feedback::warning("note", "look twice")).await?;
        Ok(review.action.to_string())
    }
}
