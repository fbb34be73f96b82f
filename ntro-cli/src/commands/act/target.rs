//! Which of the open gates is meant.

use ntro_console::OpenGate;

use crate::failure::Failure;

/// The one that is named, or the only one.
pub(super) fn choose<'a>(
    gates: &'a [OpenGate],
    named: Option<&str>,
    run: &str,
) -> Result<&'a OpenGate, Failure> {
    let is_named = |gate: &&OpenGate| {
        named.is_none_or(|name| {
            [gate.id(), &gate.name()].contains(&name) || gate.name().starts_with(&format!("{name}/"))
        })
    };
    // A collection of documents is decided on when it is meant: it can be given up.
    let is_decided = |gate: &&OpenGate| gate.is_review() || (named.is_some() && gate.is_collection());
    let reviews: Vec<_> = gates.iter().filter(is_decided).collect();
    let meant: Vec<_> = reviews.iter().copied().filter(is_named).collect();
    match (meant.as_slice(), named) {
        ([only], _) => Ok(only),
        ([], Some(name)) if !reviews.is_empty() => Err(Failure::usage(format!(
            "the run `{run}` has no open gate `{name}`; these are open:\n{}",
            listed(&reviews)
        ))),
        ([], _) => Err(Failure::refused(no_review(gates, run))),
        (several, _) => Err(Failure::usage(format!(
            "{} gates are open; name one of them with --gate:\n{}",
            several.len(),
            listed(several)
        ))),
    }
}

fn no_review(gates: &[OpenGate], run: &str) -> String {
    let submission = gates.iter().find_map(OpenGate::signal);
    let collection = gates.iter().find(|gate| gate.is_collection());
    match (submission, collection) {
        (None, Some(gate)) => format!(
            "the run `{run}` waits for documents; to have one tried again, or to give them up, name its gate: \
             --gate {}",
            gate.name()
        ),
        (Some((signal, target)), _) => format!(
            "the run `{run}` waits for no decision, but for the signal `{signal}`; send it with `cargo ntro act \
             {target} signal {signal} '<json>'`"
        ),
        (None, None) => {
            format!("the run `{run}` waits for nobody now; see where it stands with `cargo ntro show {run}`")
        }
    }
}

fn listed(gates: &[&OpenGate]) -> String {
    let line = |gate: &&OpenGate| {
        let reason = gate.pending.reason.as_deref().unwrap_or_default();
        format!("  {}  {} {reason}", gate.id(), gate.workflow_id).trim_end().to_owned()
    };
    gates.iter().map(line).collect::<Vec<_>>().join("\n")
}
