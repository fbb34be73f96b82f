//! What the source of a runbook should not say, found without building it.
//!
//! The lints read syntax: bodies, `use` declarations, attributes. They know no types and expand no
//! macros, so each says what it [does not see](Rule::unseen). What they cannot see they do not report.
//!
//! A comment `// ntro: allow(rule): reason` silences a finding on its own line, if code stands before it;
//! else on the line below, and above a statement, a field, an arm, a method or an impl, in all of it.

pub(crate) mod allow;
mod annotation;
mod call_graph;
mod configured;
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
mod refused;
pub(crate) mod rule;
mod runbook;
mod scope;
mod select_arms;
pub(crate) mod stack;
mod undeclared_gate;
mod unnamed_gates;
mod unreadable_child;
mod unused_step;
mod whole;

pub use finding::Finding;
pub use rule::Rule;
pub use whole::check;

use crate::cfg::Cfg;
use crate::problem::{Place, Problem};
use file::File;
use stack::on_a_large_stack;

/// Reads files of a package, each by its path and its text, and says what they should not say: by
/// file and line. What `cfg` says is not configured is left out.
///
/// A file that is no Rust is left out: the compiler says what is wrong with it, and so does [`check`].
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
    let files: Vec<(&str, &str)> = files.into_iter().collect();
    look(&files, cfg).findings
}

/// What is seen in files.
struct Look {
    /// What the lints find.
    findings: Vec<Finding>,
    /// The files that are no Rust, in which nothing is looked for.
    unread: Vec<Finding>,
    /// What macros refuse that stand on no impl.
    refused: Vec<Problem>,
}

fn look(files: &[(&str, &str)], cfg: &Cfg) -> Look {
    on_a_large_stack(|| {
        let (mut sound, mut unread) = (Vec::new(), Vec::new());
        for (path, text) in files {
            match File::read(path, text, cfg) {
                Ok(file) => sound.push(file),
                Err(error) => unread.push(unread_file(path, &error)),
            }
        }
        Look {
            findings: in_files(&sound),
            unread,
            refused: sound.iter().flat_map(refused::in_file).collect(),
        }
    })
}

fn unread_file(path: &str, error: &syn::Error) -> Finding {
    let Place { file, line, column } = Place::of(path, error.span());
    Finding {
        file,
        line,
        column,
        rule: Rule::Source,
        what: format!("this is not Rust: {error}"),
        why: "it does not compile, and no lint has looked at this file".into(),
        remedy: "mend it; the compiler says more".into(),
    }
}

fn in_files(files: &[File<'_>]) -> Vec<Finding> {
    let calls = unused_step::step_calls(files);
    let mut findings = Vec::new();
    for file in files {
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
