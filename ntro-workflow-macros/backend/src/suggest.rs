//! "Did you mean …?", for the macros and for every tool that reads names.

/// The candidates nearest to a misspelt word, best first; none if nothing is near.
///
/// ```
/// use ntro_workflow_macros_backend::suggest::nearest;
///
/// assert_eq!(nearest("nav-closed", ["document-ingest", "nav-close"], 1), ["nav-close"]);
/// ```
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    const NEAR: f64 = 0.8;
    let folded = word.to_lowercase();
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(score, _)| *score > NEAR)
        .collect();
    scored.sort_by(|(left, a), (right, b)| right.total_cmp(left).then_with(|| a.cmp(b)));
    scored.into_iter().take(most).map(|(_, candidate)| candidate).collect()
}

/// "did you mean `a`?" or "did you mean `a`, `b` or `c`?"; nothing without names.
///
/// ```
/// use ntro_workflow_macros_backend::suggest::did_you_mean;
///
/// assert_eq!(did_you_mean(&["title"]).as_deref(), Some("did you mean `title`?"));
/// ```
pub fn did_you_mean(names: &[impl AsRef<str>]) -> Option<String> {
    (!names.is_empty()).then(|| format!("did you mean {}?", listed(names, "or")))
}

/// The names in backquotes, as a sentence lists them.
///
/// ```
/// use ntro_workflow_macros_backend::suggest::listed;
///
/// assert_eq!(listed(&["name", "title", "icon"], "and"), "`name`, `title` and `icon`");
/// ```
pub fn listed(names: &[impl AsRef<str>], conjunction: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{} {conjunction} {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_come_first_and_strangers_not_at_all() {
        assert_eq!(nearest("tilte", ["name", "title", "icon"], 3), ["title"]);
        assert_eq!(nearest("zzz", ["name", "title", "icon"], 3), [""; 0]);
    }

    #[test]
    fn names_are_listed_as_in_a_sentence() {
        assert_eq!(did_you_mean(&["a"]).as_deref(), Some("did you mean `a`?"));
        assert_eq!(did_you_mean(&["a", "b", "c"]).as_deref(), Some("did you mean `a`, `b` or `c`?"));
        assert_eq!(did_you_mean(&[""; 0]), None);
    }
}
