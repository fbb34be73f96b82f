//! The table as aligned text, for terminals.

use std::fmt;

use crate::coverage::table::{AnswerCoverage, Coverage, GateCoverage, RunbookCoverage};
use crate::decision::Driven;

/// The columns.
pub(super) const COLUMNS: [Driven; 6] = [
    Driven::Approved,
    Driven::Corrected,
    Driven::Rejected,
    Driven::Submitted,
    Driven::TimedOut,
    Driven::Refused,
];

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, runbook) in self.runbooks.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{runbook}")?;
        }
        Ok(())
    }
}

impl fmt::Display for RunbookCoverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {}", self.slug, self.summary())?;
        if !self.gates.is_empty() {
            let head = std::iter::once("gate".to_owned()).chain(COLUMNS.map(|column| column.to_string()));
            aligned(f, std::iter::once(head.collect()).chain(self.gates.iter().map(line)).collect())?;
        }
        for gate in &self.gates {
            for (driven, reason) in gate.exclusions() {
                writeln!(f, "excluded: {} {driven}: {reason}", gate.name())?;
            }
        }
        Ok(())
    }
}

impl RunbookCoverage {
    /// The table in one sentence.
    pub(super) fn summary(&self) -> String {
        let count = |of: fn(&AnswerCoverage) -> bool| self.answers().filter(|answer| of(answer)).count();
        let (driven, missing) = (count(|answer| answer.driven > 0), count(AnswerCoverage::is_missing));
        let all = self.answers().count();
        let mut summary = format!("{driven} of {} driven", counted(all as u64, "answer"));
        for (count, word) in [(missing, "missing"), (all - driven - missing, "excluded")] {
            if count > 0 {
                summary.push_str(&format!(", {count} {word}"));
            }
        }
        format!("{summary}; {}", counted(self.runs, "run"))
    }
}

impl GateCoverage {
    pub(super) fn exclusions(&self) -> impl Iterator<Item = (Driven, &str)> {
        let answers = self.answers.iter();
        answers.filter_map(|(driven, answer)| Some((*driven, answer.excluded.as_deref()?)))
    }
}

fn line(gate: &GateCoverage) -> Vec<String> {
    let note = if gate.declared { "" } else { " (not declared)" };
    let cells = COLUMNS.map(|column| match gate.answers.get(&column) {
        None => "-".to_owned(),
        Some(AnswerCoverage { driven: 0, excluded: Some(_) }) => "excluded".to_owned(),
        Some(AnswerCoverage { driven: 0, excluded: None }) => "missing".to_owned(),
        Some(AnswerCoverage { driven, .. }) => driven.to_string(),
    });
    std::iter::once(format!("{}{note}", gate.name())).chain(cells).collect()
}

fn aligned(f: &mut fmt::Formatter<'_>, lines: Vec<Vec<String>>) -> fmt::Result {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
    for line in &lines {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        writeln!(f, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}

pub(super) fn counted(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
