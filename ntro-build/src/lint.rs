//! What the source of a runbook should not say, found without building it.
//!
//! The lints read syntax: bodies, `use` declarations, attributes. They know no types and expand no
//! macros, so each says what it [does not see](Rule::unseen). What they cannot see they do not report.
//!
//! A comment `// ntro: allow(rule): reason` silences a finding on its own line and on the line below; above a
//! method or an impl, in all of it.

pub(crate) mod allow;
mod call_graph;
mod file;
mod finding;
mod gate;
mod gate_outside_step;
mod gate_tokens;
mod gate_walk;
mod leaves;
mod literals;
mod nondeterminism;
mod paths;
mod payload_guess;
pub(crate) mod rule;
mod runbook;
mod scope;
mod select_arms;
mod undeclared_gate;
mod unnamed_gates;
mod unreadable_child;
mod unused_step;
mod whole;

pub use finding::Finding;
pub use rule::Rule;
pub use whole::check;

use crate::cfg::Cfg;
use file::File;

/// Reads files of a package, each by its path and its text, and says what they should not say: by
/// file and line. What `cfg` says is not configured is left out.
///
/// A file that is no Rust is left out: the compiler says what is wrong with it.
///
/// ```
/// use ntro_build::Cfg;
/// use ntro_build::lint::{Rule, lint};
///
/// let source = r#"
/// #[ntro_workflow(slug = "close")]
/// impl Close {
///     #[run]
///     async fn run(ctx: &Ctx<Self>) -> RunbookResult<String> {
///         Ok(format!("{:?}", std::time::Instant::now()))
///     }
/// }
/// "#;
/// let findings = lint([("src/lib.rs", source)], &Cfg::default());
/// assert_eq!((findings[0].rule, findings[0].line), (Rule::Nondeterminism, 6));
/// ```
#[must_use]
pub fn lint<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>, cfg: &'a Cfg) -> Vec<Finding> {
    let read = |(path, text)| File::read(path, text, cfg);
    let files: Vec<File<'_>> = files.into_iter().filter_map(read).collect();
    let calls = unused_step::step_calls(&files);
    let mut findings = Vec::new();
    for file in &files {
        let mut found = Vec::new();
        file.for_each_runbook(|runbook| {
            found.extend(unused_step::check(runbook, &calls));
            found.extend(gate_outside_step::check(runbook));
            found.extend(unnamed_gates::check(runbook));
            found.extend(undeclared_gate::check(runbook));
            found.extend(unreadable_child::check(runbook));
            found.extend(nondeterminism::check(runbook));
        });
        findings.extend(allow::apply(file, found));
    }
    findings.sort();
    findings.dedup();
    findings
}
