//! Everything that is found in a package, in one shape.

use crate::cfg::Cfg;
use crate::lint::{Finding, Look, Rule, look};
use crate::problem::Problem;
use crate::read::Reading;

/// What is wrong with a package: what could not be read, what the macros refuse, what does not fit
/// together, and what the lints find; by file and line.
///
/// ```no_run
/// use ntro_build::{Cfg, lint, read};
///
/// # fn example() -> Result<(), ntro_build::Problem> {
/// let cfg = Cfg::default();
/// for finding in lint::check(&read("runbooks".as_ref(), &cfg)?, &cfg) {
///     println!("{finding}");
/// }
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn check(reading: &Reading, cfg: &Cfg) -> Vec<Finding> {
    let files = reading.scan.files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
    let Look { mut findings, unread, refused } = look(&files.collect::<Vec<_>>(), cfg);
    let problems = &reading.scan.problems;
    findings.extend(problems.iter().map(|problem| of_problem(Rule::Source, problem)));
    // Of what the scan could not read either, it has said what is wrong.
    let is_said = |found: &Finding| {
        problems.iter().any(|problem| (&problem.place.file, problem.place.line) == (&found.file, found.line))
    };
    findings.extend(unread.into_iter().filter(|found| !is_said(found)));
    findings.extend(reading.mistakes.iter().chain(&refused).map(of_mistake));
    let package = reading.faults.iter().chain(&reading.warnings);
    findings.extend(package.map(|problem| of_problem(Rule::Package, problem)));
    findings.sort();
    findings
}

/// A problem in one sentence: what is wrong, then the remedy.
fn of_problem(rule: Rule, problem: &Problem) -> Finding {
    let (what, remedy) = problem.message.split_once("; ").unwrap_or((&problem.message, ""));
    at(problem, rule, [what, "", remedy])
}

/// A compile error of a macro: the rule, then notes and helps.
fn of_mistake(problem: &Problem) -> Finding {
    let mut lines = problem.message.lines();
    let what = lines.next().unwrap_or_default();
    let all = |label: &str| {
        let labelled = problem.message.lines().filter_map(|line| line.strip_prefix(label));
        labelled.collect::<Vec<_>>().join("; ")
    };
    at(problem, Rule::Macro, [what, &all("= note: "), &all("= help: ")])
}

fn at(problem: &Problem, rule: Rule, [what, why, remedy]: [&str; 3]) -> Finding {
    let place = &problem.place;
    Finding {
        file: place.file.clone(),
        line: place.line,
        column: place.column,
        rule,
        what: what.to_owned(),
        why: why.to_owned(),
        remedy: remedy.to_owned(),
    }
}
