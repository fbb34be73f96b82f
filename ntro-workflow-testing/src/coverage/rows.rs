//! From what is declared and what was counted to the rows of the table.

use std::collections::{BTreeMap, BTreeSet};

use ntro_manifest::manifest::{Answer, Gate, GateKind, Runbook, Step};
use ntro_workflow::NtroWorkflow;
use ntro_workflow::worker::Registry;

use crate::coverage::ledger::{GateTally, Ledger, Tally};
use crate::coverage::table::{AnswerCoverage, Coverage, GateCoverage, RunbookCoverage};
use crate::decision::Driven;

impl Ledger {
    pub(crate) fn coverage_of<W: NtroWorkflow>(&self) -> Coverage {
        let declared = Registry::new().register::<W>().manifest().runbooks;
        let empty = Tally::default();
        let tally = self.runbooks.get(W::SLUG).unwrap_or(&empty);
        Coverage { runbooks: vec![tally.rows(W::SLUG, declared.first())], faults: Vec::new() }
    }

    pub(super) fn coverage(&self) -> Coverage {
        let rows = self.runbooks.iter().map(|(slug, tally)| tally.rows(slug, tally.manifest.as_ref()));
        Coverage { runbooks: rows.collect(), faults: Vec::new() }
    }
}

impl Tally {
    fn rows(&self, slug: &str, runbook: Option<&Runbook>) -> RunbookCoverage {
        let steps = runbook.map_or(&[][..], |runbook| &runbook.steps);
        let mut left: BTreeMap<_, _> = self.gates.iter().map(|(name, gate)| (name.clone(), gate)).collect();
        let mut gates = Vec::new();
        for step in steps {
            for gate in step.gates.iter().filter(|gate| gate.declared) {
                let counted = left.remove(&(step.name.clone(), gate.name.clone()));
                gates.push(row(&step.name, &gate.name, Some((step, gate)), counted));
            }
        }
        gates.extend(left.iter().map(|((step, gate), counted)| row(step, gate, None, Some(counted))));
        // The sort is stable: within a step the declared ones stay first.
        let place = |name: &str| steps.iter().position(|step| step.name == name).unwrap_or(steps.len());
        gates.sort_by_key(|row| place(&row.step));
        RunbookCoverage { slug: slug.to_owned(), runs: self.runs, gates }
    }
}

fn row(
    step: &str,
    gate: &str,
    declared: Option<(&Step, &Gate)>,
    counted: Option<&GateTally>,
) -> GateCoverage {
    let kind = declared.map(|(_, gate)| gate.kind).or(counted.map(|counted| counted.kind));
    let mut takes = declared.map(|(step, gate)| declared_answers(step, gate)).unwrap_or_default();
    let mut answers = BTreeMap::new();
    if let Some(counted) = counted {
        takes.extend(counted.takes.iter().chain(counted.driven.keys()));
    }
    for driven in takes {
        let times = counted.and_then(|counted| counted.driven.get(&driven)).copied().unwrap_or_default();
        answers.insert(driven, AnswerCoverage { driven: times, excluded: None });
    }
    GateCoverage {
        step: step.to_owned(),
        gate: gate.to_owned(),
        kind: kind.unwrap_or(GateKind::Review),
        declared: declared.is_some(),
        openings: counted.map_or(0, |counted| counted.openings),
        answers,
    }
}

fn declared_answers(step: &Step, gate: &Gate) -> BTreeSet<Driven> {
    let mut takes = BTreeSet::new();
    match gate.kind {
        GateKind::Submission => takes.extend([Driven::Submitted]),
        GateKind::Review if gate.answers.is_empty() => {
            takes.extend([Driven::Approved, Driven::Corrected, Driven::Rejected, Driven::Refused]);
        }
        GateKind::Review => {
            takes.extend(gate.answers.iter().map(|answer| driven(*answer)).chain([Driven::Refused]));
        }
    }
    takes.extend(step.timeout_seconds.map(|_| Driven::TimedOut));
    takes
}

fn driven(answer: Answer) -> Driven {
    match answer {
        Answer::Approved => Driven::Approved,
        Answer::Corrected => Driven::Corrected,
        Answer::Rejected => Driven::Rejected,
    }
}
