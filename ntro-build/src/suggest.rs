//! "Did you mean …?"

/// The candidates nearest to a misspelt word, best first; none if nothing is near.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    const NEAR: f64 = 0.8;
    const MOST: usize = 3;
    let folded = word.to_lowercase();
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(score, _)| *score > NEAR)
        .collect();
    scored.sort_by(|(left, a), (right, b)| right.total_cmp(left).then_with(|| a.cmp(b)));
    scored.into_iter().take(MOST).map(|(_, candidate)| candidate).collect()
}

/// "did you mean `a`?" or "did you mean `a`, `b` or `c`?"
pub(crate) fn did_you_mean(names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| format!("did you mean {}?", listed(names, "or")))
}

/// The names in backquotes, as a sentence lists them.
pub(crate) fn listed(names: &[&str], conjunction: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{} {conjunction} {last}", before.join(", ")),
    }
}
