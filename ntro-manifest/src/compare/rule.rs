//! The rules, in the order of `docs/manifest.md`.

use crate::compare::Class;

/// How one kind of change is to be taken.
///
/// ```
/// use ntro_manifest::Class;
/// use ntro_manifest::compare::RULES;
///
/// let rule = RULES.iter().find(|rule| rule.name == "step-removed").unwrap();
/// assert_eq!(rule.class, Class::Breaking);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// Its name, which stays.
    pub name: &'static str,
    /// How the change is to be taken.
    pub class: Class,
    /// Why.
    pub why: &'static str,
    /// What to do about it; empty where nothing is to be done.
    pub remedy: &'static str,
}

macro_rules! rules {
    ($($constant:ident = $name:literal, $class:ident, $why:literal, $remedy:expr;)+) => {
        $(pub(super) const $constant: Rule =
            Rule { name: $name, class: Class::$class, why: $why, remedy: $remedy };)+

        /// Every rule that judges a change.
        pub const RULES: &[Rule] = &[$($constant),+];
    };
}

const DRAIN: &str = "keep the old one beside the new one until the runs that know it have ended";
const KEEP_NAME: &str = "keep the old name, or let the runs that know it end first";
const NEW_RUNBOOK: &str = "keep the type as it is and make a new one, or let the runs that know it end first";
const FULL: &str = "compare the manifests of two workers, which have the schemas";
const LOOK: &str = "look whether every value that is still sent fits";

rules! {
    RUNBOOK_NEW = "runbook-new", Compatible, "nobody knows it yet", "";
    RUNBOOK_REMOVED = "runbook-removed", Breaking,
        "runs in flight find no worker, and starting it fails", DRAIN;
    RUNBOOK_RENAMED = "runbook-renamed", Breaking,
        "parents, platforms and people start it by its slug", KEEP_NAME;
    WORKFLOW_TYPE_CHANGED = "workflow-type-changed", Breaking,
        "runs in flight are of the old type, for which there is no worker any more", KEEP_NAME;
    DOCS_CHANGED = "docs-changed", Compatible, "people read it, programs do not", "";
    LISTING_CHANGED = "listing-changed", Compatible, "a catalogue shows it, runs do not know it", "";
    BUNDLE_CHANGED = "bundle-changed", Compatible, "it repeats what is compared elsewhere", "";
    TASK_QUEUE_CHANGED = "task-queue-changed", NeedsCare,
        "runs in flight and those who start some use the old queue",
        "keep a worker on the old queue until nothing is left on it";
    EXTERNAL_CHANGED = "external-changed", NeedsCare,
        "another worker has to have the runbook, or has it no longer",
        "look whether the worker of that runbook is deployed";
    CHILD_CHANGED = "child-changed", NeedsCare,
        "runs in flight started other children, and replay must do so again",
        "look whether a run in flight passes the call a second time; if so, let it end first";

    STEP_AT_END = "step-new-at-end", Compatible, "runs in flight have not come that far", "";
    STEP_INSERTED = "step-inserted", NeedsCare,
        "runs in flight that are past it meet it on replay", "let them end first, or put it at the end";
    STEP_ORDER = "step-order", NeedsCare,
        "the breadcrumb jumps, and runs in flight replay in the new order if the calls moved too",
        "let runs in flight end first if the order of the calls changed";
    STEP_REMOVED = "step-removed", Breaking,
        "runs in flight that wait in it do not replay, and screens know it by its name", DRAIN;
    STEP_RENAMED = "step-renamed", Breaking,
        "gates of runs in flight are addressed by the step's name", KEEP_NAME;
    STEP_TITLE = "step-title", Compatible, "people read it, programs do not", "";
    STEP_ICON = "step-icon", Compatible, "people see it, programs do not need it", "";
    STEP_DESCRIPTION = "step-description", Compatible, "people read it, programs do not", "";
    STEP_RESPONSIBILITY = "step-responsibility", Compatible, "it says who is asked, not what is done", "";
    STEP_COMPONENT = "step-component", NeedsCare,
        "a screen that does not know the component shows nothing", "look whether the screens know it";
    STEP_TIMEOUT = "step-timeout", NeedsCare,
        "runs that wait keep the deadline they have; only later ones get the new one",
        "say so to those who wait for the old deadline";
    STEP_TIMEOUT_DECLARED = "step-timeout-declared", Breaking,
        "runs that wait in the step do not replay: there was no timer, and now there is one",
        "let the runs that wait in the step go on first, or set the timeout in a new step";
    STEP_TIMEOUT_DROPPED = "step-timeout-dropped", Breaking,
        "runs that wait in the step do not replay: there was a timer, and now there is none",
        "let the runs that wait in the step go on first, or keep the timeout";

    GATE_DECLARED = "gate-declared", Compatible, "the gate was there; now more is known of it", "";
    GATE_NEW = "gate-new", NeedsCare,
        "runs in flight that have passed this part of the step meet the gate on replay",
        "let them end first, or open the gate in a new step at the end";
    GATE_UNDECLARED = "gate-undeclared", NeedsCare,
        "what the gate shows and takes is not known any more", "declare it in `ui_step`: gate(…)";
    GATE_REMOVED = "gate-removed", Breaking,
        "runs wait at it, and people may be looking at it", DRAIN;
    GATE_RENAMED = "gate-renamed", Breaking,
        "answers reach a gate by its name", KEEP_NAME;
    GATE_KIND = "gate-kind", Breaking,
        "people at it are asked for something else than what is taken", "open a gate of another name";
    GATE_COMPONENT = "gate-component", NeedsCare,
        "a screen that does not know the component shows nothing", "look whether the screens know it";
    ANSWER_ADDED = "answer-added", NeedsCare,
        "older screens do not offer it, and the runbook must not depend on it",
        "look whether the screens offer it";
    ANSWER_REMOVED = "answer-removed", Breaking,
        "people who look at the gate are offered it, and are refused",
        "keep the answer until nobody looks at the gate";

    HANDLER_NEW = "handler-new", Compatible, "nobody uses it yet", "";
    SIGNAL_REMOVED = "signal-removed", Breaking,
        "those who send it are refused, and runs in flight that had it do not replay", DRAIN;
    QUERY_REMOVED = "query-removed", Breaking, "those who ask it get an error", DRAIN;
    UPDATE_REMOVED = "update-removed", Breaking,
        "those who send it are refused, and runs in flight that had it do not replay", DRAIN;
    HANDLER_RENAMED = "handler-renamed", Breaking, "others use it by its name", KEEP_NAME;

    ACTIVITY_NEW = "activity-new", Compatible, "nobody calls it yet", "";
    ACTIVITY_REMOVED = "activity-removed", Breaking,
        "runs in flight have scheduled it, and no worker takes it any more", DRAIN;
    ACTIVITY_RENAMED = "activity-renamed", Breaking,
        "runs in flight have scheduled it by its old name", KEEP_NAME;
    EVENT_NEW = "event-new", Compatible, "nobody listens for it yet", "";
    EVENT_CHANGED = "event-changed", Breaking, "those who listen know the event by its type",
        "keep the type of the event, or let those who listen know both first";
    EVENT_REMOVED = "event-removed", Breaking, "those who listen hear nothing any more",
        "look whether somebody still listens for it";

    TYPE_NAME = "type-name", Compatible, "the name of a type does not cross the wire", "";
    TYPE_UNKNOWN = "type-unknown", NeedsCare, "without schemas nobody can tell what still fits", FULL;
    GATE_TYPE_UNKNOWN = "gate-type-unknown", Breaking,
        "the gate shows another type, and nothing says that what people look at still fits it", FULL;
    SCHEMA_UNKNOWN = "schema-unknown", NeedsCare,
        "the schemas say it in a way that is not understood", LOOK;
    PAYLOAD_APPEARED = "payload-appeared", Breaking,
        "those who sent nothing send nothing still", NEW_RUNBOOK;
    PAYLOAD_DROPPED = "payload-dropped", Breaking,
        "those who send something send it still", NEW_RUNBOOK;
    ANSWER_APPEARED = "result-appeared", Compatible, "nobody has read it yet", "";
    ANSWER_DROPPED = "result-dropped", Breaking, "those who read it get nothing", NEW_RUNBOOK;

    SENT_WIDENED = "sent-widened", Compatible, "whatever was sent before is still taken", "";
    INPUT_REQUIRED = "input-new-required", NeedsCare,
        "who starts it without the new field is refused, and so is a run in flight on replay",
        "make the field optional, or start it everywhere with the field before this is deployed";
    SENT_NARROWED = "sent-narrowed", Breaking,
        "what others send, and what runs in flight were sent, is refused", NEW_RUNBOOK;
    SENT_FIELD_DROPPED = "sent-field-dropped", NeedsCare,
        "what others still send in it is passed over", "look whether somebody sends it and relies on it";
    RESULT_FIELD_NEW = "result-new-field", Compatible, "readers pass over fields that they do not know", "";
    RESULT_WIDENED = "result-widened", Breaking,
        "readers of the old type meet values that do not fit it",
        "let the readers know the new type before this is deployed";
    RESULT_NARROWED = "result-narrowed", NeedsCare,
        "results of runs that have ended are read with the new type, in parents and in clients",
        "look whether somebody still reads old results";
    ANSWER_NARROWED = "answer-narrowed", Compatible,
        "whatever is answered now, readers of the old type understand", "";
    FIELD_DROPPED = "answer-field-dropped", NeedsCare,
        "readers that use the field must do without it", "look whether somebody uses it";
    GATE_FIELD_NEW = "gate-new-field", Compatible, "older screens pass over it", "";
    GATE_WIDENED = "gate-widened", NeedsCare,
        "older screens may not know how to show it", "look whether the screens show it";
    GATE_NARROWED = "gate-narrowed", Breaking,
        "what people are looking at does not fit any more when they answer",
        "let the open gates be answered first, or show the new type at a gate of another name";
    RECORDED_WIDENED = "recorded-widened", Compatible, "whatever is in a history can still be read", "";
    RECORDED_NARROWED = "recorded-narrowed", Breaking,
        "what is in the histories of runs in flight does not fit any more", NEW_RUNBOOK;
    RECORDED_FIELD_DROPPED = "recorded-field-dropped", NeedsCare,
        "what is in the histories of runs in flight is read without it",
        "look whether runs in flight went on as it said; if so, let them end first";
}
