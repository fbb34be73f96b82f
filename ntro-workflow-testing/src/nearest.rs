//! What is near to a misspelt name.

/// `; did you mean …?` where a name is near, else `; there is …` where there are few; else nothing.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.into_iter().collect();
    let near = known.iter().map(|known| (strsim::osa_distance(name, known), *known)).min();
    match near {
        Some((distance, near)) if distance <= (name.len() / 3).max(2) => format!("; did you mean `{near}`?"),
        Some(_) => format!("; there is {}", known.join(", ")),
        None => "; there is none".to_owned(),
    }
}
