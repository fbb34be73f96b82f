//! "Did you mean …?"

/// The name nearest to a misspelt one; none if nothing is near.
pub(crate) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const NEAR: f64 = 0.8;
    let scored = names.into_iter().map(|name| (strsim::jaro_winkler(word, name), name));
    let near = scored.filter(|(score, _)| *score > NEAR);
    near.max_by(|(left, a), (right, b)| left.total_cmp(right).then_with(|| b.cmp(a))).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_named_and_a_stranger_is_not() {
        let names = ["document-ingest", "nav-close"];
        assert_eq!(nearest("nav-closed", names), Some("nav-close"));
        assert_eq!(nearest("payroll", names), None);
    }
}
