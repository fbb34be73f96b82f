//! `// ntro: allow(rule): reason`: what its author knows better.

mod comments;
mod reach;

use ntro_workflow_macros_backend::suggest::listed;

use crate::cfg::Cfg;
use crate::lint::Finding;
use crate::lint::file::File;
use crate::lint::rule::Rule;
use crate::lint::stack::on_a_large_stack;
use comments::{Comment, Mistake};
use reach::Reach;

/// Takes out what comments of the file allow, and adds what is wrong with the comments.
pub(super) fn apply(file: &File<'_>, found: Vec<Finding>) -> Vec<Finding> {
    let comments = comments::read(file);
    if comments.is_empty() {
        return found;
    }
    let reach = Reach::of(file);
    let reach: Vec<_> = comments.iter().map(|comment| (comment, reach.of_comment(comment))).collect();
    let mut used = vec![false; comments.len()];
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

/// Whether a comment with a reason silences a rule in a line of a file.
pub(crate) fn allows(path: &str, text: &str, rule: Rule, line: usize) -> bool {
    // The file is parsed only where that can matter.
    if !text.contains("ntro:") {
        return false;
    }
    on_a_large_stack(|| {
        let cfg = Cfg::default();
        let Ok(file) = File::read(path, text, &cfg) else { return false };
        let reach = Reach::of(&file);
        comments::read(&file).iter().any(|comment| {
            comment.mistake.is_none() && comment.names(rule) && reach.of_comment(comment).contains(&line)
        })
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
