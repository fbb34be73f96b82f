//! A manifest as people read it: names, titles and types, one line each.

use std::fmt::Write as _;

use ntro_manifest::manifest::{Gate, GateKind, Handler, Manifest, Payload, Runbook, Step};

pub(super) fn outline(manifest: &Manifest) -> String {
    let mut lines = Lines::default();
    let package = manifest.package.as_ref().map(|package| format!("{} {}, ", package.name, package.version));
    let task_queue = manifest.task_queue.as_deref().unwrap_or_default();
    lines.add(0, format!("{}task queue {task_queue}", package.unwrap_or_default()));
    for runbook in &manifest.runbooks {
        lines.runbook(runbook);
    }
    if !manifest.activities.is_empty() {
        lines.add(0, "\nactivities".to_owned());
    }
    for activity in &manifest.activities {
        let types = signature(activity.input.as_ref(), activity.output.as_ref());
        lines.add(1, format!("{}{types}", activity.name));
    }
    lines.0.join("\n") + "\n"
}

#[derive(Default)]
struct Lines(Vec<String>);

impl Lines {
    fn add(&mut self, depth: usize, line: String) {
        self.0.push(format!("{}{line}", "  ".repeat(depth)));
    }

    fn runbook(&mut self, runbook: &Runbook) {
        let types = signature(runbook.input.as_ref(), runbook.output.as_ref());
        self.add(0, format!("\n{}{types}, workflow type {}", runbook.slug, runbook.workflow_type));
        for step in &runbook.steps {
            self.step(step);
        }
        for (kind, handlers) in
            [("signal", &runbook.signals), ("query", &runbook.queries), ("update", &runbook.updates)]
        {
            for Handler { name, payload, answer, .. } in handlers {
                self.add(1, format!("{kind} {name}{}", signature(payload.as_ref(), answer.as_ref())));
            }
        }
        for child in &runbook.children {
            let name = child.slug.as_deref().or(child.expression.as_deref()).unwrap_or_default();
            self.add(1, format!("child {name}"));
        }
    }

    fn step(&mut self, step: &Step) {
        let mut line = format!("step {}: {}", step.name, step.title);
        if let Some(who) = &step.responsibility {
            // Writing to a string cannot fail.
            let _ = write!(line, ", by {who}");
        }
        self.add(1, line);
        for gate in &step.gates {
            self.gate(gate);
        }
    }

    fn gate(&mut self, gate: &Gate) {
        let Gate { name, kind, declared, payload, .. } = gate;
        let what = match (kind, payload) {
            (GateKind::Review, Some(payload)) => format!("review of {}", payload.type_name),
            (GateKind::Review, None) => "review".to_owned(),
            (GateKind::Submission, _) => "submission".to_owned(),
        };
        let undeclared = if *declared { "" } else { ", not declared" };
        self.add(2, format!("gate {name}: {what}{undeclared}"));
    }
}

/// `(Input) -> Output`, without what is not there.
fn signature(input: Option<&Payload>, output: Option<&Payload>) -> String {
    let output = output.map(|output| format!(" -> {}", output.type_name)).unwrap_or_default();
    let input = input.map(|input| input.type_name.as_str()).unwrap_or_default();
    format!("({input}){output}")
}
