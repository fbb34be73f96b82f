//! The spellings that the contract uses, and how a name in another spelling would be written.

/// Whether a name is `snake_case`, as step names are.
pub(crate) fn is_snake_case(name: &str) -> bool {
    is_joined_by(name, '_')
}

/// Whether a name is `kebab-case`, as slugs are.
pub(crate) fn is_kebab_case(name: &str) -> bool {
    is_joined_by(name, '-')
}

/// Whether a name is `SCREAMING_SNAKE_CASE`, as screen components are.
pub(crate) fn is_screaming_snake_case(name: &str) -> bool {
    !name.contains(|c: char| c.is_ascii_lowercase()) && is_snake_case(&name.to_ascii_lowercase())
}

fn is_joined_by(name: &str, joint: char) -> bool {
    let lower_or_digit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.split(joint).all(|word| !word.is_empty() && word.chars().all(lower_or_digit))
}

/// The nearest `snake_case` spelling, if the name has letters to make one of.
pub(crate) fn snake_case(name: &str) -> Option<String> {
    Some(words(name).join("_")).filter(|name| is_snake_case(name))
}

/// The nearest `kebab-case` spelling, if the name has letters to make one of.
pub(crate) fn kebab_case(name: &str) -> Option<String> {
    Some(words(name).join("-")).filter(|name| is_kebab_case(name))
}

/// The contract's workflow type for a slug: `document-ingest` is `DocumentIngestWorkflow`.
///
/// ```
/// assert_eq!(ntro_workflow_macros_backend::workflow_type("nav-2x-IRR"), "Nav2xIrrWorkflow");
/// ```
#[must_use]
pub fn workflow_type(slug: &str) -> String {
    format!("{}Workflow", slug.split('-').map(capitalized).collect::<String>())
}

/// Upper-case first letter, the rest in lower case, as Python's `str.capitalize` has it.
pub(crate) fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect()
    })
}

/// Splits a name at everything that is neither letter nor digit, and at humps: `PDFParse` is
/// `pdf`, `parse`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut found = vec![String::new()];
    for (index, &c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() || starts_hump(&chars, index) {
            found.push(String::new());
        }
        if let (true, Some(word)) = (c.is_ascii_alphanumeric(), found.last_mut()) {
            word.push(c.to_ascii_lowercase());
        }
    }
    found.retain(|word| !word.is_empty());
    found
}

fn starts_hump(chars: &[char], index: usize) -> bool {
    let is = |at: Option<usize>, test: fn(&char) -> bool| at.and_then(|at| chars.get(at)).is_some_and(test);
    let lower_or_digit = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let before = index.checked_sub(1);
    is(Some(index), char::is_ascii_uppercase)
        && (is(before, lower_or_digit)
            || is(before, char::is_ascii_uppercase) && is(Some(index + 1), char::is_ascii_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contracts_workflow_types() {
        for (slug, expected) in [
            ("document-ingest", "DocumentIngestWorkflow"),
            ("expense-processor", "ExpenseProcessorWorkflow"),
            ("nav-2x-irr", "Nav2xIrrWorkflow"),
            ("nav", "NavWorkflow"),
        ] {
            assert_eq!(workflow_type(slug), expected);
        }
    }

    #[test]
    fn names_are_respelled() {
        for (name, snake) in [
            ("Review Extraction", "review_extraction"),
            ("reviewExtraction", "review_extraction"),
            ("review-extraction", "review_extraction"),
            ("PDFParse", "pdf_parse"),
            ("_review__extraction_", "review_extraction"),
            ("step2Review", "step2_review"),
        ] {
            assert_eq!(snake_case(name).as_deref(), Some(snake), "{name}");
        }
        assert_eq!(kebab_case("DocumentIngest").as_deref(), Some("document-ingest"));
        assert_eq!(snake_case("?!"), None);
        assert_eq!(snake_case("2nd_review"), None);
    }

    #[test]
    fn only_the_strict_forms_pass() {
        assert!(is_snake_case("parse_pdf2"));
        assert!(is_kebab_case("document-ingest"));
        for wrong in ["", "_a", "a_", "a__b", "A", "2a", "a-b", "a b", "ä"] {
            assert!(!is_snake_case(wrong), "{wrong}");
        }
    }
}
