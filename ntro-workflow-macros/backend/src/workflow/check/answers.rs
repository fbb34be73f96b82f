//! The `answers(…)` of a gate.

use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Meta, Path, Token};

use crate::answer::Answer;
use crate::args::{self, Nested};
use crate::errors::{Errors, Problem};
use crate::suggest::{did_you_mean, listed, nearest};

const EXAMPLE: &str = "answers(approved, rejected)";

/// Reads the answers that a gate takes, in the order in which they are written: every one of a
/// review that says nothing, none of a submission. `None` if they are wrong.
pub(super) fn read(argument: Option<&Nested>, is_review: bool, errors: &mut Errors) -> Option<Vec<Answer>> {
    let Some(Nested(meta)) = argument else {
        return Some(if is_review { Answer::ALL.to_vec() } else { Vec::new() });
    };
    if !is_review {
        errors.push(
            Problem::at(meta.path(), "`answers` belongs to a gate with a `payload`")
                .note("without one a gate takes what somebody sends, and nobody decides on anything")
                .help("add `payload = …`, or remove `answers`"),
        );
        return None;
    }
    let words = errors.keep(words(meta))?;
    read_words(&words, errors)
}

/// What stands between the parentheses.
fn words(meta: &Meta) -> Result<Vec<Path>, Problem> {
    let inside = match meta {
        Meta::List(list) => Some(list.tokens.clone()),
        Meta::Path(_) | Meta::NameValue(_) => None,
    };
    let words = inside.and_then(|inside| {
        Punctuated::<Path, Token![,]>::parse_terminated
            .parse2(inside)
            .map(|words| words.into_iter().collect())
            .ok()
    });
    match words {
        None => {
            Err(Problem::at(meta, "`answers` takes words in parentheses").help(format!("write `{EXAMPLE}`")))
        }
        Some(words) if Vec::is_empty(&words) => Err(Problem::at(meta, "`answers` is empty")
            .note("a gate that takes no answer never closes")
            .help(format!("write `{EXAMPLE}`, or leave it out to take every answer"))),
        Some(words) => Ok(words),
    }
}

fn read_words(words: &[Path], errors: &mut Errors) -> Option<Vec<Answer>> {
    let mut answers = Vec::new();
    let mut all_fit = true;
    for path in words {
        let read = read_word(path).and_then(|answer| {
            if answers.contains(&answer) { Err(args::twice(path, answer.word())) } else { Ok(answer) }
        });
        match errors.keep(read) {
            Some(answer) => answers.push(answer),
            None => all_fit = false,
        }
    }
    all_fit.then_some(answers)
}

fn read_word(path: &Path) -> Result<Answer, Problem> {
    let known = Answer::ALL.into_iter().find(|answer| path.is_ident(answer.word()));
    known.ok_or_else(|| {
        let word = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let names = Answer::ALL.map(Answer::word);
        Problem::at(path, format!("there is no answer `{word}`"))
            .note(format!("a review is answered by {}", listed(&names, "or")))
            .maybe_help(did_you_mean(&nearest(&word, names, 1)))
    })
}
