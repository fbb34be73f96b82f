//! `// ntro: allow(rule): reason`: what its author knows better.

mod comments;
mod reach;

use std::collections::BTreeSet;

use ntro_workflow_macros_backend::suggest::listed;

use crate::lint::Finding;
use crate::lint::file::File;
use crate::lint::rule::Rule;
use crate::lint::stack::on_a_large_stack;
use comments::{Comment, Mistake};
use reach::Reach;

/// Takes out what comments of the file allow, and adds what is wrong with the comments.
pub(super) fn apply(file: &File<'_>, found: Vec<Finding>) -> Vec<Finding> {
    let comments = comments::read(file.text);
    if comments.is_empty() {
        return found;
    }
    let reach = Reach::of(file.text, &file.syntax);
    let reach: Vec<_> = comments.iter().map(|comment| (comment, reach.of_comment(comment))).collect();
    // What a comment allows in code that is not configured, nobody sees here.
    let mut used: Vec<bool> = reach.iter().map(|(_, lines)| file.hides(lines)).collect();
    let mut kept: Vec<Finding> = Vec::new();
    for finding in found {
        let mut silenced = false;
        for ((comment, lines), used) in reach.iter().zip(&mut used) {
            if lines.contains(&finding.line) && comment.names(finding.rule) {
                *used = true;
                silenced |= comment.mistake.is_none();
            }
        }
        kept.extend((!silenced).then_some(finding));
    }
    kept.extend(comments.iter().zip(used).filter_map(|(comment, used)| complaint(file, comment, used)));
    kept
}

/// Those among some lines of a file in which a comment with a reason silences a rule.
pub(crate) fn allowed(text: &str, rule: Rule, lines: BTreeSet<usize>) -> BTreeSet<usize> {
    let mut comments = comments::read(text);
    comments.retain(|comment| comment.mistake.is_none() && comment.names(rule));
    let silenced = |reach: &Reach| {
        let reached: Vec<_> = comments.iter().map(|comment| reach.of_comment(comment)).collect();
        lines.iter().copied().filter(|line| reached.iter().any(|lines| lines.contains(line))).collect()
    };
    // Most stand just above. For the others the file is parsed, which takes longer than all the rest.
    let above: BTreeSet<usize> = silenced(&Reach::of_lines(text));
    if comments.is_empty() || above.len() == lines.len() {
        return above;
    }
    on_a_large_stack(|| match syn::parse_file(text) {
        Ok(syntax) => silenced(&Reach::of(text, &syntax)),
        Err(_) => above.clone(),
    })
}

fn complaint(file: &File<'_>, comment: &Comment, used: bool) -> Option<Finding> {
    let (what, why, remedy) = match &comment.mistake {
        Some(mistake) => of_mistake(mistake),
        None if used => return None,
        None => (
            "this comment allows nothing that is found here".to_owned(),
            "what it once excused is gone, and the next such thing would pass unseen".to_owned(),
            "remove it, or put it on the line of the finding or the line above".to_owned(),
        ),
    };
    Some(Finding {
        file: file.path.to_owned(),
        line: comment.line,
        column: comment.column,
        rule: Rule::Allow,
        what,
        why,
        remedy,
    })
}

fn of_mistake(mistake: &Mistake) -> (String, String, String) {
    match mistake {
        Mistake::Unreadable => (
            "this comment cannot be read".to_owned(),
            "it silences nothing".to_owned(),
            "write `// ntro: allow(rule): reason`".to_owned(),
        ),
        Mistake::UnknownRule { name, nearest } => (
            format!("there is no rule `{name}`"),
            "it silences nothing".to_owned(),
            nearest.clone().unwrap_or_else(|| format!("write {}", listed(&comments::known_rules(), "or"))),
        ),
        Mistake::NoReason => (
            "this comment gives no reason".to_owned(),
            "whoever reads it must be able to judge whether it still holds".to_owned(),
            "write it after a colon: `// ntro: allow(rule): reason`".to_owned(),
        ),
    }
}
