//! Whether the source and the types say the same, on everything that both know.

use ntro_manifest::manifest::{Activity, Child, Gate, Handler, Manifest, Payload, Runbook, Source, Step};
use serde::Serialize;
use serde_json::Value;

use crate::worker::step_manifest::schemas::unusable;

/// What to do about a part that is not the same.
const STALE: &str = "touch build.rs and build again; if it stays, write that part out where the source reader sees it, without a macro or a `cfg` of your own";

/// Every difference, and every schema that cannot be used, one sentence each, with what to do.
pub(crate) fn differences(types: &Manifest, source: &Manifest) -> Vec<String> {
    let mut differences = Differences::default();
    differences.registered(types, source);
    for (typed, read) in pairs(&types.runbooks, &source.runbooks) {
        differences.runbook(typed, read);
    }
    differences.activities(types, source);
    for read in &source.runbooks {
        for child in &read.children {
            differences.child(read, child, types, source);
        }
    }
    differences.0.extend(unusable(types));
    differences.0
}

/// What has a name that is unique among its like.
trait Named {
    fn name(&self) -> &str;
}

macro_rules! named {
    ($($type:ty: $field:ident),*) => {
        $(impl Named for $type {
            fn name(&self) -> &str {
                &self.$field
            }
        })*
    };
}

named!(Runbook: slug, Step: name, Gate: name, Handler: name, Activity: name);

/// Those of the same name.
fn pairs<'a, T: Named>(types: &'a [T], source: &'a [T]) -> impl Iterator<Item = (&'a T, &'a T)> {
    types
        .iter()
        .filter_map(|typed| source.iter().find(|read| read.name() == typed.name()).map(|read| (typed, read)))
}

/// Those of the first whose names are not among the second.
fn missing<'a, T: Named>(of: &'a [T], among: &'a [T]) -> impl Iterator<Item = &'a T> {
    of.iter().filter(|one| !among.iter().any(|other| other.name() == one.name()))
}

#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn registered(&mut self, types: &Manifest, source: &Manifest) {
        for Runbook { slug, .. } in missing(&types.runbooks, &source.runbooks) {
            self.0.push(format!(
                "the runbook `{slug}` is registered, but not seen in the source: a macro writes it, `include!` brings it, or it is of another crate; write it in a file of this crate that `mod` leads to, or register it with the worker of its own crate"
            ));
        }
        for read in missing(&source.runbooks, &types.runbooks) {
            let (slug, place) = (&read.slug, place(read.source.as_ref()));
            self.0.push(format!(
                "the runbook `{slug}`{place} is not registered; add it by `.register::<…>()`, or remove it"
            ));
        }
    }

    fn activities(&mut self, types: &Manifest, source: &Manifest) {
        for Activity { name, .. } in missing(&types.activities, &source.activities) {
            self.0.push(format!(
                "the activity `{name}` is registered, but not seen in the source: a macro writes it, `include!` brings it, or it is of another crate; write it in a file of this crate that `mod` leads to"
            ));
        }
        for Activity { name, .. } in missing(&source.activities, &types.activities) {
            self.0.push(format!(
                "the activity `{name}` is not registered; add its host by `.activities(…)` or `.activities_later(…)`, or remove it"
            ));
        }
        for (typed, read) in pairs(&types.activities, &source.activities) {
            let here = format!("the activity `{}`", typed.name);
            self.docs(&here, typed.docs.as_ref(), read.docs.as_ref());
            self.payload(&here, "input", typed.input.as_ref(), read.input.as_ref());
            self.payload(&here, "output", typed.output.as_ref(), read.output.as_ref());
        }
    }

    fn runbook(&mut self, typed: &Runbook, read: &Runbook) {
        let here = format!("the runbook `{}`", typed.slug);
        self.same(&here, "workflow type", &typed.workflow_type, &read.workflow_type);
        self.docs(&here, typed.docs.as_ref(), read.docs.as_ref());
        self.payload(&here, "input", typed.input.as_ref(), read.input.as_ref());
        self.payload(&here, "output", typed.output.as_ref(), read.output.as_ref());
        self.names(&here, "steps", &typed.steps, &read.steps);
        for (typed, read) in pairs(&typed.steps, &read.steps) {
            self.step(&format!("the step `{}` of {here}", typed.name), typed, read);
        }
        for (what, all, typed, read) in [
            ("signal", "signals", &typed.signals, &read.signals),
            ("query", "queries", &typed.queries, &read.queries),
            ("update", "updates", &typed.updates, &read.updates),
        ] {
            self.names(&here, all, typed, read);
            for (typed, read) in pairs(typed, read) {
                self.handler(&format!("the {what} `{}` of {here}", typed.name), typed, read);
            }
        }
    }

    fn step(&mut self, here: &str, typed: &Step, read: &Step) {
        self.same(here, "title", &typed.title, &read.title);
        self.same(here, "icon", &typed.icon, &read.icon);
        self.docs(here, typed.docs.as_ref(), read.docs.as_ref());
        self.same(here, "description", &typed.description, &read.description);
        self.same(here, "responsibility", &typed.responsibility, &read.responsibility);
        self.same(here, "timeout in seconds", &typed.timeout_seconds, &read.timeout_seconds);
        self.same(here, "component", &typed.component, &read.component);
        let declared: Vec<_> = read.gates.iter().filter(|gate| gate.declared).cloned().collect();
        self.names(here, "declared gates", &typed.gates, &declared);
        for (typed, read) in pairs(&typed.gates, &declared) {
            let here = format!("the gate `{}` of {here}", typed.name);
            self.same(&here, "kind", &typed.kind, &read.kind);
            self.payload(&here, "payload", typed.payload.as_ref(), read.payload.as_ref());
            self.same(&here, "component", &typed.component, &read.component);
            self.same(&here, "answers", &typed.answers, &read.answers);
        }
    }

    fn handler(&mut self, here: &str, typed: &Handler, read: &Handler) {
        self.docs(here, typed.docs.as_ref(), read.docs.as_ref());
        self.payload(here, "payload", typed.payload.as_ref(), read.payload.as_ref());
        self.payload(here, "answer", typed.answer.as_ref(), read.answer.as_ref());
    }

    fn child(&mut self, parent: &Runbook, child: &Child, types: &Manifest, source: &Manifest) {
        let Child { slug, expression, elsewhere, allowed, source: place } = child;
        if *elsewhere || *allowed {
            return;
        }
        let (parent, at) = (&parent.slug, at(place));
        let Some(slug) = slug else {
            let expression = expression.as_deref().unwrap_or("…");
            self.0.push(format!(
                "{at}{expression}: which child `{parent}` runs here cannot be read; write the slug as a literal, or name a registered runbook by its handle, such as `DocumentIngest::RUN`; or allow it by `// ntro: allow(unreadable-child): reason`"
            ));
            return;
        };
        let known = types.runbooks.iter().any(|runbook| runbook.slug == *slug);
        if !known && !source.external.contains(slug) {
            self.0.push(format!(
                "{at}the child `{slug}` of `{parent}` is not registered; register it, or, if another worker runs it, put it into `external` of `[package.metadata.ntro]`"
            ));
        }
    }

    /// The names and their order.
    fn names<T: Named>(&mut self, here: &str, what: &str, typed: &[T], read: &[T]) {
        let names = |list: &[T]| list.iter().map(|one| one.name().to_owned()).collect::<Vec<_>>();
        self.same(here, what, &names(typed), &names(read));
    }

    /// The source may have docs that are no literal text, which it does not show.
    fn docs(&mut self, here: &str, typed: Option<&String>, read: Option<&String>) {
        if read.is_some() {
            self.same(here, "doc comment", &typed, &read);
        }
    }

    fn payload(&mut self, here: &str, what: &str, typed: Option<&Payload>, read: Option<&Payload>) {
        let name = |payload: Option<&Payload>| payload.map(|payload| payload.type_name.clone());
        self.same(here, what, &name(typed), &name(read));
    }

    fn same<T: PartialEq + Serialize>(&mut self, here: &str, what: &str, typed: &T, read: &T) {
        if typed != read {
            let (typed, read) = (shown(typed), shown(read));
            self.0.push(format!(
                "the source has {read} as the {what} of {here}, and the types have {typed}; {STALE}"
            ));
        }
    }
}

fn shown(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::Null) | Err(_) => "nothing".to_owned(),
        Ok(value) => value.to_string(),
    }
}

fn place(source: Option<&Source>) -> String {
    source.map(|Source { file, line }| format!(" ({file}:{line})")).unwrap_or_default()
}

/// Where a sentence is about, in front of it; nothing for what is of another crate.
pub(super) fn at(source: &Source) -> String {
    if *source == Source::default() { String::new() } else { format!("{}:{}: ", source.file, source.line) }
}
