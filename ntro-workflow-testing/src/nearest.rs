//! What is near to a misspelt name.

/// `; did you mean …?` where a name is near, else `; there is …` where there are few; else nothing.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.into_iter().collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if known.is_empty() => "; there is none".to_owned(),
        None => format!("; there is {}", known.join(", ")),
    }
}

/// The known name that is near enough to be meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distances = known.into_iter().map(|known| (strsim::osa_distance(name, known), known));
    let (distance, near) = distances.min()?;
    (distance <= (name.len() / 3).max(2)).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn a_near_name_is_offered_and_else_all_of_them() {
        assert_eq!(did_you_mean("reveiw", ["approve", "review"]), "; did you mean `review`?");
        assert_eq!(did_you_mean("sign", ["approve", "review"]), "; there is approve, review");
        assert_eq!(did_you_mean("sign", []), "; there is none");
    }

    #[test]
    fn of_two_that_are_as_near_the_first_by_name_is_offered() {
        assert_eq!(did_you_mean("row3", ["row2", "row1"]), "; did you mean `row1`?");
    }
}
