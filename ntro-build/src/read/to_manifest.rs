//! The manifest of what was found.

use std::collections::BTreeMap;

use ntro_manifest::Manifest;
use ntro_manifest::manifest::{
    Activity, Answer, Child, Gate, GateKind, Handler, MANIFEST_VERSION, Payload, Runbook, Source, Step,
};
use ntro_workflow_macros_backend::outline::{
    ActivityOutline, Answer as Word, GateOutline, HandlerOutline, StepOutline,
};

use crate::calls::{Calls, ChildCall, ChildTarget};
use crate::lint::allow;
use crate::lint::rule::Rule;
use crate::package::Package;
use crate::problem::Place;
use crate::read::{Sound, SoundWorkflow};

impl Sound<'_> {
    pub(super) fn manifest(&self, package: &Package) -> Manifest {
        let mut runbooks: Vec<Runbook> =
            self.workflows.iter().map(|workflow| self.runbook(workflow, package)).collect();
        // Those that are equal by the key keep the order of their places.
        runbooks.sort_by(|one, other| one.slug.cmp(&other.slug));
        self.mark_allowed(&mut runbooks);
        let activities = self.activities.iter().flat_map(|(_, outline)| &outline.activities);
        let mut activities: Vec<Activity> = activities.map(activity).collect();
        activities.sort_by(|one, other| one.name.cmp(&other.name));
        Manifest {
            manifest_version: MANIFEST_VERSION,
            package: Some(package.about.clone()),
            task_queue: None,
            runbooks,
            activities,
            external: package.external.clone(),
        }
    }

    fn runbook(&self, workflow: &SoundWorkflow<'_>, package: &Package) -> Runbook {
        let SoundWorkflow { found, outline, calls } = workflow;
        let of_method = |name: &str| found.methods.iter().position(|method| method.name == plain(name));
        let step = |step: &StepOutline| {
            let position = of_method(&step.method);
            let place = position.map_or(&found.place, |position| &found.methods[position].place);
            step_of(step, place, position.map(|position| &calls[position]))
        };
        let children = calls.iter().flat_map(|calls| &calls.children);
        let listing = package.listings.iter().find(|(slug, ..)| *slug == outline.slug);
        Runbook {
            slug: outline.slug.clone(),
            workflow_type: outline.workflow_type.clone(),
            docs: outline.docs.clone(),
            source: Some(source(&found.place)),
            listing: listing.map(|(_, _, listing)| listing.clone()),
            // Only the types know what it says of the input.
            bundle: None,
            input: payload(outline.input.as_ref()),
            output: payload(outline.output.as_ref()),
            steps: outline.steps.iter().map(step).collect(),
            signals: outline.signals.iter().map(handler).collect(),
            queries: outline.queries.iter().map(handler).collect(),
            updates: outline.updates.iter().map(handler).collect(),
            children: children.map(|child| self.child(child, workflow)).collect(),
        }
    }

    fn child(&self, call: &ChildCall, parent: &SoundWorkflow<'_>) -> Child {
        let (slug, expression) = match &call.target {
            ChildTarget::Slug(slug) => (Some(slug.as_str()), None),
            ChildTarget::Type(path) if path == "Self" => {
                (Some(parent.outline.slug.as_str()), Some(&call.expression))
            }
            ChildTarget::Type(path) => (self.slug_of_type(path, parent.found), Some(&call.expression)),
            ChildTarget::Computed => (None, Some(&call.expression)),
        };
        Child {
            slug: slug.map(str::to_owned),
            expression: expression.cloned(),
            elsewhere: call.elsewhere,
            allowed: false,
            source: source(&call.place),
        }
    }

    /// Marks the children of which a comment allows that the source does not say which they are.
    fn mark_allowed(&self, runbooks: &mut [Runbook]) {
        let children = runbooks.iter_mut().flat_map(|runbook| &mut runbook.children);
        let mut unread: BTreeMap<String, Vec<&mut Child>> = BTreeMap::new();
        for child in children.filter(|child| child.slug.is_none() && !child.elsewhere) {
            unread.entry(child.source.file.clone()).or_default().push(child);
        }
        for file in self.files {
            let Some(children) = unread.get_mut(&file.path) else { continue };
            let lines = children.iter().map(|child| child.source.line).collect();
            let allowed = allow::allowed(&file.text, Rule::UnreadableChild, lines);
            children.iter_mut().for_each(|child| child.allowed = allowed.contains(&child.source.line));
        }
    }
}

/// A method's name without the `r#` of a raw one.
fn plain(method: &str) -> &str {
    method.strip_prefix("r#").unwrap_or(method)
}

fn source(place: &Place) -> Source {
    Source { file: place.file.clone(), line: place.line }
}

fn payload(type_name: Option<&String>) -> Option<Payload> {
    type_name.map(|type_name| Payload { type_name: type_name.clone(), schema: None, read_schema: None })
}

fn step_of(step: &StepOutline, place: &Place, calls: Option<&Calls>) -> Step {
    let mut gates: Vec<Gate> = step.gates.iter().map(declared).collect();
    for call in calls.map(|calls| calls.gates.as_slice()).unwrap_or_default() {
        // Of one whose name is computed not even that can be said.
        let Some(name) = &call.name else { continue };
        if !gates.iter().any(|gate| gate.name == *name) {
            let undeclared = Gate {
                name: name.clone(),
                kind: call.kind,
                declared: false,
                payload: None,
                component: None,
                answers: Vec::new(),
            };
            gates.push(undeclared);
        }
    }
    Step {
        name: step.name.clone(),
        title: step.title.clone(),
        icon: step.icon.clone(),
        docs: step.docs.clone(),
        description: step.description.clone(),
        responsibility: step.responsibility.clone(),
        timeout_seconds: step.timeout_seconds,
        component: step.component.clone(),
        gates,
        source: Some(source(place)),
    }
}

fn declared(gate: &GateOutline) -> Gate {
    Gate {
        name: gate.name.clone(),
        kind: if gate.payload.is_some() { GateKind::Review } else { GateKind::Submission },
        declared: true,
        payload: payload(gate.payload.as_ref()),
        component: gate.component.clone(),
        answers: gate.answers.iter().copied().map(answer).collect(),
    }
}

fn answer(word: Word) -> Answer {
    match word {
        Word::Approved => Answer::Approved,
        Word::Corrected => Answer::Corrected,
        Word::Rejected => Answer::Rejected,
    }
}

fn handler(outline: &HandlerOutline) -> Handler {
    Handler {
        name: outline.name.clone(),
        docs: outline.docs.clone(),
        payload: payload(outline.payload.as_ref()),
        answer: payload(outline.answer.as_ref()),
    }
}

fn activity(outline: &ActivityOutline) -> Activity {
    Activity {
        name: outline.name.clone(),
        docs: outline.docs.clone(),
        input: payload(outline.input.as_ref()),
        output: payload(outline.output.as_ref()),
        event_type: None,
    }
}
