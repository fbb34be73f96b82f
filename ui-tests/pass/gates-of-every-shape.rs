//! Whatever a step says of itself and of its gates is in the table.

use ntro_workflow::prelude::*;
use ntro_workflow::{GateDefinition, NtroWorkflow};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
struct Demo {
    lines: Vec<String>,
}

#[derive(Clone, Serialize, Deserialize, JsonSchema)]
struct Pair<A, B> {
    first: A,
    second: B,
}

macro_rules! written_by_a_macro {
    ($runbook:ident, $name:literal, $payload:ty, $($answer:ident),*) => {
        #[derive(Default)]
        struct $runbook;

        #[ntro_workflow(slug = "written")]
        impl $runbook {
            #[run]
            async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
                Self::review(ctx).await
            }

            #[ui_step(name = "review", title = "Review", timeout = "90m", gate(name = $name, payload = $payload, answers($($answer),*)))]
            async fn review(_ctx: &Ctx<Self>) -> RunbookResult<()> {
                Ok(())
            }
        }
    };
}

written_by_a_macro!(Written, "lines", Vec<(String, u32)>, approved, rejected);

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        Self::collect(ctx).await?;
        Self::review(ctx).await
    }

    /// Waits for the receipts.
    #[ui_step(
        name = "collect",
        title = "Collect",
        icon = "Inbox",
        description = "The claimant sends the receipts",
        responsibility = "claimant",
        timeout = "1d 12h",
        component = "FILE_UPLOAD",
        gate()
    )]
    async fn collect(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[ui_step(
        name = "review",
        title = "Review",
        gate(payload = Self),
        gate(name = "pair", payload = Pair<String, Option<u32>>, component = "PAIR_OF_LINES"),
        gate(name = "total.2026", payload = (f64, [u8; 2]), answers(rejected, approved),),
        gate(name = "signed-off", payload = ()),
        gate(name = "letter", component = "MULTI_FILE_UPLOAD"),
    )]
    async fn review(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }
}

const ALL: [Action; 3] = [Action::Approved, Action::Corrected, Action::Rejected];

fn main() {
    let collect = Demo::STEPS[0];
    assert_eq!(collect.description, Some("The claimant sends the receipts"));
    assert_eq!(collect.responsibility, Some("claimant"));
    assert_eq!(collect.timeout, Some(Duration::from_secs(36 * 60 * 60)));
    assert_eq!(collect.component, Some("FILE_UPLOAD"));
    assert_eq!(collect.gates, [GateDefinition::submission("submit")]);

    let review = Demo::STEPS[1];
    assert_eq!((review.description, review.responsibility, review.timeout, review.component), (None, None, None, None));
    let names: Vec<&str> = review.gates.iter().map(|gate| gate.name).collect();
    assert_eq!(names, ["review", "pair", "total.2026", "signed-off", "letter"]);
    let types: Vec<Option<&str>> =
        review.gates.iter().map(|gate| gate.payload.as_ref().map(|payload| payload.name())).collect();
    let written = [Some("Demo"), Some("Pair<String, Option<u32>>"), Some("(f64, [u8; 2])"), Some("()"), None];
    assert_eq!(types, written);
    assert!(review.gates[0].payload.is_some_and(|payload| payload.is::<Demo>()));
    assert!(review.gates[1].payload.is_some_and(|payload| payload.is::<Pair<String, Option<u32>>>()));
    let answers: Vec<&[Action]> = review.gates.iter().map(|gate| gate.answers).collect();
    assert_eq!(answers, [&ALL[..], &ALL, &[Action::Rejected, Action::Approved], &ALL, &[]]);
    let components: Vec<Option<&str>> = review.gates.iter().map(|gate| gate.component).collect();
    assert_eq!(components, [None, Some("PAIR_OF_LINES"), None, None, Some("MULTI_FILE_UPLOAD")]);

    let lines = Written::STEPS[0].gates[0];
    assert_eq!((lines.name, lines.payload.map(|payload| payload.to_string())), ("lines", Some("Vec<(String, u32)>".into())));
    assert_eq!(lines.answers, [Action::Approved, Action::Rejected]);
    assert_eq!(Written::STEPS[0].timeout, Some(Duration::from_secs(5400)));
}
