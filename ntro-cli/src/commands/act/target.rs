//! Which of the open gates is meant.

use ntro_console::{OpenGate, one_line, shell_word};

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
    let decided: Vec<_> = gates.iter().filter(|gate| is_decided(gate, named.is_some())).collect();
    let meant: Vec<_> = decided.iter().copied().filter(is_named).collect();
    let other = gates.iter().find(|gate| named.is_some() && is_named(gate));
    match (meant.as_slice(), named, other) {
        ([only], _, _) => Ok(only),
        ([], Some(name), Some(submission)) => {
            Err(Failure::refused(format!("the gate `{name}` waits for no decision{}", but_for(submission))))
        }
        ([], Some(name), None) if !decided.is_empty() => Err(Failure::usage(format!(
            "the run `{run}` has no open gate `{name}`; these are open:\n{}",
            listed(&decided)
        ))),
        ([], _, _) => Err(Failure::refused(no_review(gates, run))),
        (several, _, _) => Err(Failure::usage(format!(
            "{} gates are open; name one of them with --gate:\n{}",
            several.len(),
            listed(several)
        ))),
    }
}

/// The gate that an answer names which must not reach another one, by its whole id: a shorter name means the next
/// opening as soon as the first has closed, and each opening begins at revision 1.
pub(super) fn whole_id<'a>(
    named: Option<&'a str>,
    option: &str,
    gates: &[OpenGate],
    run: &str,
) -> Result<&'a str, Failure> {
    named.filter(|name| name.split('/').count() == 4).ok_or_else(|| {
        let open: Vec<_> = gates.iter().filter(|gate| is_decided(gate, true)).collect();
        let these = match open.is_empty() {
            true => format!("the run `{run}` has none that is open"),
            false => format!("these are open:\n{}", listed(&open)),
        };
        Failure::usage(format!(
            "with {option}, name the gate by its whole id with --gate, so that the answer reaches no other one; {these}"
        ))
    })
}

/// A collection of documents is decided on when it is meant: it can be given up.
pub(super) fn is_decided(gate: &OpenGate, is_meant: bool) -> bool {
    gate.is_review() || (is_meant && gate.is_collection())
}

fn no_review(gates: &[OpenGate], run: &str) -> String {
    let submission = gates.iter().find(|gate| gate.signal().is_some());
    let collection = gates.iter().find(|gate| gate.is_collection());
    let named = collection.map(|gate| {
        format!(
            "the run `{run}` waits for documents; to have one tried again, or to give them up, name its gate: --gate \
             {}",
            gate.name()
        )
    });
    let sent = submission.map(|gate| format!("the run `{run}` waits for no decision{}", but_for(gate)));
    let ways: Vec<_> = sent.into_iter().chain(named).collect();
    match ways.is_empty() {
        false => ways.join("\n"),
        true => format!(
            "the run `{run}` waits for nobody now; see where it stands with `cargo ntro show {}`",
            shell_word(run)
        ),
    }
}

/// What a gate that takes no decision waits for.
fn but_for(gate: &OpenGate) -> String {
    let sent = gate.signal().map(|(signal, target)| {
        let target = shell_word(target);
        format!(
            ", but for the signal `{signal}`; send it with `cargo ntro act {target} signal {signal} '<json>'`"
        )
    });
    sent.unwrap_or_default()
}

pub(super) fn listed(gates: &[&OpenGate]) -> String {
    let line = |gate: &&OpenGate| {
        let reason = one_line(gate.pending.reason.as_deref().unwrap_or_default());
        format!("  {}  {} {reason}", gate.id(), gate.workflow_id).trim_end().to_owned()
    };
    gates.iter().map(line).collect::<Vec<_>>().join("\n")
}
