//! Which of several types a path in the source leads to.

/// What belongs to the type that a path leads to: the one whose full path ends with it, or else the one that
/// modules may show under it, as they do with what lies below them. Nothing if that may be several, or none.
///
/// ```
/// use ntro_manifest::type_path;
///
/// let types = [(vec!["books", "q1", "NavClose"], "q1-close"), (vec!["books", "q2", "NavClose"], "q2-close")];
/// let slug = |path: &[&str]| type_path::only(path, types.iter().cloned());
/// assert_eq!(slug(&["q2", "NavClose"]), Some("q2-close"));
/// assert_eq!(slug(&["books", "NavClose"]), None);
/// ```
pub fn only<'p, T>(path: &[&str], types: impl Iterator<Item = (Vec<&'p str>, T)> + Clone) -> Option<T> {
    let only = |leads: fn(&[&str], &[&str]) -> bool| {
        let mut found = types.clone().filter(|(full, _)| leads(path, full));
        found.next().filter(|_| found.next().is_none()).map(|(_, it)| it)
    };
    only(|path, full| full.ends_with(path)).or_else(|| only(is_shown_at))
}

/// Whether the path has the type's name, and before it some of the modules above, in their order.
fn is_shown_at(path: &[&str], full: &[&str]) -> bool {
    let mut below = full.iter();
    path.last() == full.last() && path.iter().all(|name| below.any(|other| other == name))
}

#[cfg(test)]
mod tests {
    use super::only;

    fn found(path: &str, types: &[&'static str]) -> Option<&'static str> {
        let path: Vec<&str> = path.split("::").collect();
        only(&path, types.iter().map(|full| (full.split("::").collect(), *full)))
    }

    #[test]
    fn the_end_of_the_full_path_goes_before_a_shorter_way_to_it() {
        let types = ["books::kid::Kid", "books::y::kid::x::Kid"];
        assert_eq!(found("kid::Kid", &types), Some(types[0]));
        assert_eq!(found("y::Kid", &types), Some(types[1]));
        assert_eq!(found("x::y::Kid", &types), None, "in another order");
        assert_eq!(found("y::Kit", &types), None, "of another name");
    }

    #[test]
    fn what_may_be_two_is_none() {
        assert_eq!(found("Kid", &["books::x::Kid", "books::y::Kid"]), None);
        assert_eq!(found("books::Kid", &["books::x::Kid", "books::y::Kid"]), None);
    }
}
