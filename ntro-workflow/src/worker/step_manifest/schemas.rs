//! Whether the schemas can be used by whoever has nothing but the manifest.

use ntro_manifest::manifest::{Activity, Manifest, Payload, Runbook};
use ntro_manifest::schema::incomplete;

/// What is wrong with the schemas, which an author may write by hand: one sentence each, with what to do.
pub(crate) fn unusable(types: &Manifest) -> Vec<String> {
    let mut faults = Vec::new();
    let mut look = |what: &str, of: &str, payload: Option<&Payload>| {
        let Some(Payload { type_name, schema: Some(schema), .. }) = payload else { return };
        let faulty = |fault| format!("the schema of `{type_name}`, {what} of {of}, is not complete: {fault}");
        faults.extend(incomplete(schema).into_iter().map(faulty));
    };
    for runbook in &types.runbooks {
        let of = format!("the runbook `{}`", runbook.slug);
        look("the input", &of, runbook.input.as_ref());
        look("the output", &of, runbook.output.as_ref());
        for gate in runbook.steps.iter().flat_map(|step| &step.gates) {
            look("the payload", &format!("the gate `{}` of {of}", gate.name), gate.payload.as_ref());
        }
        let Runbook { signals, queries, updates, .. } = runbook;
        for handler in signals.iter().chain(queries).chain(updates) {
            let of = format!("`{}` of {of}", handler.name);
            look("the payload", &of, handler.payload.as_ref());
            look("the answer", &of, handler.answer.as_ref());
        }
    }
    for Activity { name, input, output, .. } in &types.activities {
        let of = format!("the activity `{name}`");
        look("the input", &of, input.as_ref());
        look("the output", &of, output.as_ref());
    }
    faults
}
