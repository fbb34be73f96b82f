//! The direct children of a run and their identities.

use std::collections::BTreeMap;

use crate::state::State;
use crate::state::step::CallKey;
use crate::wire::{ChildEntry, ChildStatus};

/// One child, by its place in the order of asking. Of the state that gave it only.
///
/// ```
/// # use ntro_workflow::{state::*, wire::*};
/// # let steps = const { &[StepDefinition::new("review", "Review")] };
/// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
/// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
/// # let call = state.enter_step("review").unwrap();
/// let first = state.add_child(call, None, "document-ingest", None);
/// let second = state.add_child(call, None, "document-ingest", None);
/// assert!(first < second);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChildKey(usize);

#[derive(Clone, Debug, PartialEq)]
struct ChildRecord {
    step: String,
    entry: ChildEntry,
}

/// The children in the order of asking.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Children(Vec<ChildRecord>);

impl State {
    /// Records a child that is about to be started and gives it its workflow id.
    ///
    /// The first of a step and slug is `{parent}:{step}:{slug}`, as the peer names it; later ones
    /// get `:~{n}`, or `:{key}` where the author gives a key, so that a fan-out never collides. An
    /// empty key is no key. `:`, `/`, `%` and `~` of a step, slug or key are percent-encoded. Contract B.11.
    /// `step` overrides the name of the step that runs.
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// let ids = [None, None, Some("bank")].map(|name| {
    ///     let child = state.add_child(call, None, "document-ingest", name);
    ///     state.child_workflow_id(child).to_owned()
    /// });
    /// assert_eq!(ids[0], "close-7:review:document-ingest");
    /// assert_eq!(ids[1], "close-7:review:document-ingest:~2");
    /// assert_eq!(ids[2], "close-7:review:document-ingest:bank");
    /// ```
    pub fn add_child(
        &mut self,
        call: CallKey,
        step: Option<&str>,
        slug: &str,
        key: Option<&str>,
    ) -> ChildKey {
        let key = key.filter(|key| !key.is_empty());
        let step = step.unwrap_or_else(|| self.steps.name_of(call)).to_owned();
        let twins = |record: &&ChildRecord| {
            record.step == step && record.entry.slug == slug && record.entry.key.as_deref() == key
        };
        let number = self.children.0.iter().filter(twins).count() + 1;
        let base = format!("{}:{}:{}", self.run.workflow_id, encode(&step), encode(slug));
        let workflow_id = match (key.map(encode), number) {
            (None, 1) => base,
            (None, n) => format!("{base}:~{n}"),
            (Some(key), 1) => format!("{base}:{key}"),
            (Some(key), n) => format!("{base}:{key}~{n}"),
        };
        let entry = ChildEntry {
            workflow_id,
            run_id: String::new(),
            slug: slug.to_owned(),
            key: key.map(str::to_owned),
            status: ChildStatus::Running,
            message: None,
        };
        self.children.0.push(ChildRecord { step, entry });
        ChildKey(self.children.0.len() - 1)
    }

    /// The workflow id of a child.
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// let child = state.add_child(call, Some("collect"), "document-ingest", None);
    /// assert_eq!(state.child_workflow_id(child), "close-7:collect:document-ingest");
    /// ```
    #[must_use]
    pub fn child_workflow_id(&self, key: ChildKey) -> &str {
        &self.children.0[key.0].entry.workflow_id
    }

    /// The child has started, as this run.
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// let child = state.add_child(call, None, "document-ingest", None);
    /// assert_eq!(state.pending_action(), None);
    /// state.child_started(child, "0b5e6f");
    /// assert_eq!(state.pending_action().map(|pending| pending.kind), Some(PendingKind::DrillDown));
    /// ```
    pub fn child_started(&mut self, key: ChildKey, run_id: &str) {
        self.children.0[key.0].entry.run_id = run_id.to_owned();
    }

    /// The child has ended; `failure` says why it has no result.
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// let child = state.add_child(call, None, "document-ingest", None);
    /// state.child_ended(child, Some("no such document".into()));
    /// assert_eq!(state.children()["review"][0].status, ChildStatus::Failed);
    /// ```
    pub fn child_ended(&mut self, key: ChildKey, failure: Option<String>) {
        let entry = &mut self.children.0[key.0].entry;
        entry.status = if failure.is_some() { ChildStatus::Failed } else { ChildStatus::Completed };
        entry.message = failure;
    }

    /// The direct children by the step that started them, in the order of asking: `children_by_step_id`
    /// (contract B.6).
    ///
    /// ```
    /// # use ntro_workflow::{state::*, wire::*};
    /// # let steps = const { &[StepDefinition::new("review", "Review")] };
    /// # let run = RunIdentity { workflow_id: "close-7".into(), original_run_id: "5e6f0a1b2c3d".into() };
    /// # let (mut state, at) = (State::new(run, steps), jiff::Timestamp::UNIX_EPOCH);
    /// # let call = state.enter_step("review").unwrap();
    /// state.add_child(call, None, "document-ingest", Some("bank"));
    /// assert_eq!(state.children()["review"][0].key.as_deref(), Some("bank"));
    /// ```
    #[must_use]
    pub fn children(&self) -> BTreeMap<String, Vec<ChildEntry>> {
        let mut by_step = BTreeMap::<_, Vec<_>>::new();
        for record in &self.children.0 {
            by_step.entry(record.step.clone()).or_default().push(record.entry.clone());
        }
        by_step
    }

    /// The children that run: a child that is not started yet cannot be asked anything.
    pub(super) fn running_children(&self) -> impl Iterator<Item = (&str, &ChildEntry)> {
        let running = |record: &&ChildRecord| {
            record.entry.status == ChildStatus::Running && !record.entry.run_id.is_empty()
        };
        self.children.0.iter().filter(running).map(|record| (record.step.as_str(), &record.entry))
    }
}

/// Keeps a part of a workflow id from being read as two, or as a number of ours.
fn encode(part: &str) -> String {
    part.chars().fold(String::with_capacity(part.len()), |mut encoded, c| {
        match c {
            ':' => encoded.push_str("%3A"),
            '/' => encoded.push_str("%2F"),
            '%' => encoded.push_str("%25"),
            '~' => encoded.push_str("%7E"),
            c => encoded.push(c),
        }
        encoded
    })
}
