//! Decisions that were made before the question.

use ntro_build::suggest::{did_you_mean, nearest};
use ntro_console::Decisions;
use ntro_manifest::Manifest;
use ntro_manifest::manifest::{Child, Runbook};
use ntro_workflow::wire::action::UserActionMessage;

use crate::failure::Failure;
use crate::json_argument;

/// `approve`, `reject`, or a file.
pub(super) fn parse(text: &str) -> Result<Decisions, String> {
    match text {
        "approve" => Ok(Decisions::all(UserActionMessage::approve())),
        "reject" => Ok(Decisions::all(UserActionMessage::reject())),
        file if file.starts_with('@') => Decisions::from_json(&json_argument::parse(file)?),
        other => Err(format!("`{other}` is neither `approve` nor `reject`, nor a file as @decisions.json")),
    }
}

/// Whether what is decided on can be met, by whichever runbook of the worker: others may run below it.
pub(super) fn check(decisions: &Decisions, manifest: &Manifest) -> Result<(), Failure> {
    let wrong: Vec<_> = decisions.names().filter_map(|name| unknown(name, manifest)).collect();
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Failure::usage(format!("nothing was started: {}", wrong.join("\n")))),
    }
}

/// What is wrong with a name. A gate may be unknown because the source does not say its name, and a step because it
/// is one of another worker; not if it is nearly one that is known.
fn unknown(name: &str, manifest: &Manifest) -> Option<String> {
    let steps: Vec<_> = manifest.runbooks.iter().flat_map(|runbook| &runbook.steps).collect();
    let (step, gate) = name.split_once('/').unwrap_or((name, ""));
    let here: Vec<_> = steps.iter().filter(|known| known.name == step).collect();
    let remedy = if here.is_empty() {
        let known = || steps.iter().map(|step| step.name.as_str());
        let none = || format!("there are: {}", known().collect::<Vec<_>>().join(", "));
        let near = did_you_mean(&nearest(step, known(), 1));
        near.or_else(|| (!may_go_elsewhere(manifest)).then(none))?
    } else {
        let gates: Vec<_> = here.iter().flat_map(|step| &step.gates).map(|gate| gate.name.as_str()).collect();
        let is_known = gate.is_empty() || gates.contains(&gate);
        let near = nearest(gate, gates, 1).into_iter().find(|_| !is_known)?;
        did_you_mean(&[format!("{step}/{near}")])?
    };
    Some(format!("the decisions name `{name}`, which is neither a step nor a gate as step/gate; {remedy}"))
}

/// Whether runs of other workers may be below one of this worker. Without the source nobody knows.
fn may_go_elsewhere(manifest: &Manifest) -> bool {
    let has = |slug: &String| manifest.runbooks.iter().any(|runbook| runbook.slug == *slug);
    let is_elsewhere = |child: &Child| child.elsewhere || !child.slug.as_ref().is_some_and(has);
    let may = |runbook: &Runbook| runbook.source.is_none() || runbook.children.iter().any(is_elsewhere);
    manifest.runbooks.iter().any(may)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn manifest(source: &Value) -> Manifest {
        let gates = json!([{"name": "first", "kind": "review", "declared": false}]);
        let steps = json!([{"name": "sign_off", "title": "Sign off", "gates": gates}]);
        let mut runbook = json!({"slug": "close", "workflow_type": "CloseWorkflow", "steps": steps});
        if !source.is_null() {
            runbook["source"] = source.clone();
        }
        let manifest = json!({"manifest_version": 1, "runbooks": [runbook], "activities": []});
        serde_json::from_value(manifest).expect("a manifest")
    }

    fn wrong(name: &str, source: &Value) -> Option<String> {
        let decisions = Decisions::from_json(&json!({name: "approve"})).expect("decisions");
        check(&decisions, &manifest(source)).err().map(|failure| failure.to_string())
    }

    #[test]
    fn a_decision_is_on_a_step_or_a_gate_of_the_worker() {
        let source = json!({"file": "src/close.rs", "line": 1});
        assert_eq!((wrong("sign_off", &source), wrong("sign_off/first", &source)), (None, None));
        for (name, remedy) in [
            ("sign_of", "did you mean `sign_off`?"),
            ("sign_off/frist", "did you mean `sign_off/first`?"),
            ("aprove", "there are: sign_off"),
        ] {
            let sentence = wrong(name, &source).expect("it is unknown");
            assert!(sentence.contains(&format!("`{name}`")) && sentence.ends_with(remedy), "{sentence}");
        }
    }

    #[test]
    fn what_may_be_elsewhere_is_left_to_the_run() {
        assert_eq!(wrong("upload", &Value::Null), None, "nobody knows what runs below");
        assert_eq!(wrong("sign_off/x", &json!({"file": "src/close.rs", "line": 1})), None, "a computed name");
        assert!(wrong("sign_of", &Value::Null).is_some());
    }
}
