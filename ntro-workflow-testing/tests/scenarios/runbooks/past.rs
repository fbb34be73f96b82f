//! A month-end that is compared with the one before, and the documents that it takes in.

use ntro_workflow::prelude::*;
use ntro_workflow::worker::Registry;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Month {
    pub(crate) fund: String,
    pub(crate) period: Option<String>,
    pub(crate) total: f64,
    /// One child takes in a document from each.
    #[serde(default)]
    pub(crate) sources: Vec<String>,
    /// Waits for a person before it ends.
    #[serde(default)]
    pub(crate) reviewed: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Closed {
    pub(crate) total: f64,
    pub(crate) baseline: Option<f64>,
    /// The fields of the previous statement, if there was one.
    pub(crate) statement: Option<Value>,
}

#[derive(Default)]
pub(crate) struct MonthEnd;

#[ntro_workflow(slug = "month-end", history(entity = fund, period = period))]
impl MonthEnd {
    #[run]
    async fn run(ctx: &Ctx<Self>, month: Month) -> RunbookResult<Closed> {
        let closed = Self::compare(ctx, &month).await?;
        Self::collect(ctx, &month).await?;
        if month.reviewed { Self::review(ctx, closed).await } else { Ok(closed) }
    }

    #[ui_step(name = "compare", title = "Compare", icon = "Scale")]
    async fn compare(ctx: &Ctx<Self>, month: &Month) -> RunbookResult<Closed> {
        let mut previous = ctx.previous("month-end", &month.fund);
        let mut statement = ctx.find_committed_document("month-end", &month.fund, "bank");
        if let Some(period) = &month.period {
            (previous, statement) = (previous.before(period), statement.before(period));
        }
        let baseline = match previous.await? {
            Some(previous) => Some(previous.output::<Closed>()?.total),
            None => None,
        };
        let statement = statement.await?.map(|statement| statement.extract(&["balance", "currency"]).into());
        Ok(Closed { total: month.total, baseline, statement })
    }

    #[ui_step(name = "collect", title = "Collect", icon = "Inbox")]
    async fn collect(ctx: &Ctx<Self>, month: &Month) -> RunbookResult<()> {
        for source in &month.sources {
            let document =
                Document { fund: month.fund.clone(), source: source.clone(), balance: month.total };
            ctx.run_child_workflow(Intake::RUN, &document).key(source).await?;
        }
        Ok(())
    }

    #[ui_step(name = "review", title = "Review", icon = "Eye", gate(payload = Closed))]
    async fn review(ctx: &Ctx<Self>, closed: Closed) -> RunbookResult<Closed> {
        Ok(ctx.wait_for_action(&closed).await?.payload)
    }
}

/// Does nothing before its gate, but ask how it was written.
#[derive(Default)]
pub(crate) struct SignOff;

#[ntro_workflow(slug = "sign-off", history(entity = fund))]
impl SignOff {
    #[run]
    async fn run(ctx: &Ctx<Self>, month: Month) -> RunbookResult<f64> {
        let total = if ctx.patched("in-cents") { month.total * 100.0 } else { month.total };
        Self::sign(ctx, total).await
    }

    #[ui_step(name = "sign", title = "Sign", icon = "Signature", gate(payload = f64))]
    async fn sign(ctx: &Ctx<Self>, total: f64) -> RunbookResult<f64> {
        Ok(ctx.wait_for_action(&total).await?.payload)
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Document {
    pub(crate) fund: String,
    pub(crate) source: String,
    pub(crate) balance: f64,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Statement {
    balance: f64,
}

#[derive(Default)]
pub(crate) struct Intake;

#[ntro_workflow(slug = "intake", history(entity = fund, source = source))]
impl Intake {
    #[run]
    async fn run(ctx: &Ctx<Self>, document: Document) -> RunbookResult<Statement> {
        Self::read(ctx, document).await
    }

    #[ui_step(name = "read", title = "Read", icon = "FileText")]
    async fn read(_ctx: &Ctx<Self>, document: Document) -> RunbookResult<Statement> {
        Ok(Statement { balance: document.balance })
    }
}

pub(crate) fn registry() -> Registry {
    Registry::new().register::<MonthEnd>().register::<Intake>().register::<SignOff>()
}
