//! A runbook that breaks where it is told to.

use ntro_workflow::{ActivityRef, prelude::*};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where to break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// In `#[init]`.
    Init,
    /// In `#[run]`, outside any step.
    Run,
    /// In a step, after it has waited once.
    Step,
    /// In the predicate of a wait.
    Predicate,
    /// In the predicate of a submission.
    Take,
    /// In the serialization of a gate's payload.
    GatePayload,
    /// In the serialization of the result.
    Output,
    /// An activity answers in another shape.
    ActivityShape,
    /// An activity panics.
    ActivityPanic,
    /// An activity fails for good.
    ActivityFailure,
    /// A gate is opened outside any step.
    OutsideStep,
    /// A gate has a name that cannot be part of an identity.
    GateName,
    /// A child has a slug that nobody registered.
    UnknownChild,
    /// An error type of the author's own.
    OwnError,
}

/// A runbook that breaks where it is told to.
pub struct Faults;

/// A value whose serialization panics.
#[derive(Deserialize, JsonSchema)]
pub struct Unserializable;

impl Serialize for Unserializable {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("the serialization is broken");
    }
}

/// The result: text, or something that cannot be written.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Output {
    /// Text.
    Text(String),
    /// Something that cannot be written.
    Broken(Unserializable),
}

impl Serialize for Output {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Broken(broken) => broken.serialize(serializer),
        }
    }
}

/// An error type of the author's own.
#[derive(Debug, thiserror::Error)]
pub enum PostingError {
    /// The period is closed.
    #[error("the period {0} is closed")]
    Closed(&'static str),
    /// What the framework says.
    #[error(transparent)]
    Runbook(#[from] RunbookError),
}

#[ntro_workflow(slug = "faults")]
impl Faults {
    #[init]
    fn start(fault: &Fault) -> Self {
        assert!(*fault != Fault::Init, "init is broken");
        Self
    }

    #[run]
    async fn run(ctx: &Ctx<Self>, fault: Fault) -> Result<Output, PostingError> {
        match fault {
            Fault::Run => panic!("run is broken"),
            Fault::Output => return Ok(Output::Broken(Unserializable)),
            Fault::OutsideStep => drop(ctx.wait_for_action(&"shown outside".to_owned()).await?),
            Fault::OwnError => return Err(PostingError::Closed("2026-03")),
            _ => Self::work(ctx, fault).await?,
        }
        Ok(Output::Text("done".into()))
    }

    #[ui_step(name = "work", title = "Work", icon = "Hammer")]
    async fn work(ctx: &Ctx<Self>, fault: Fault) -> Result<(), PostingError> {
        match fault {
            Fault::Step => {
                ctx.sleep(Duration::from_millis(10)).await?;
                panic!("the step is broken");
            }
            Fault::Predicate => ctx.wait_until(|_| panic!("the predicate is broken")).await?,
            Fault::Take => {
                ctx.await_signal_with_action(SubmitFile::new("x"))
                    .take(|_| panic!("the predicate is broken"))
                    .await?;
            }
            Fault::GatePayload => drop(ctx.wait_for_action(&Unserializable).await?),
            Fault::GateName => drop(ctx.wait_for_action(&1).named("a/b").await?),
            Fault::ActivityShape => drop(ctx.activity(ActivityRef::<(), u32>::new("shapes.text"), ()).await?),
            Fault::ActivityPanic => ctx.activity(Shapes::EXPLODE, ()).await?,
            Fault::ActivityFailure => ctx.activity(Shapes::REFUSE, ()).await?,
            Fault::UnknownChild => {
                drop(ctx.run_child_workflow("no-such-runbook", &serde_json::Value::Null).await?);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Activities that misbehave.
pub struct Shapes;

#[ntro_activities]
impl Shapes {
    /// Text, whatever the caller expects.
    #[activity]
    async fn text(&self, _ctx: &ActivityCtx) -> Result<String, ActivityError> {
        Ok("not a number".into())
    }

    /// Panics.
    #[activity]
    pub async fn explode(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        panic!("the activity is broken");
    }

    /// Fails for good.
    #[activity]
    pub async fn refuse(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        Err(ActivityError::permanent("BrokenDocument", "the document cannot be read; upload it again"))
    }
}
