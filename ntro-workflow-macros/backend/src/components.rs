//! The names of screen components.

use syn::LitStr;

use crate::errors::Problem;
use crate::naming::{is_screaming_snake_case, words};
use crate::suggest::did_you_mean;

/// The components of the contract. Screens may have more.
const KNOWN: [&str; 7] = [
    "LOADING",
    "FILE_UPLOAD",
    "MULTI_FILE_UPLOAD",
    "DATA_TABLE",
    "SUMMARY",
    "APPROVAL_FORM",
    "REPORT_PREVIEW",
];

/// A component that a screen may have, or why it cannot.
pub(crate) fn name(literal: &LitStr) -> Result<String, Problem> {
    let name = literal.value();
    if KNOWN.contains(&name.as_str()) {
        return Ok(name);
    }
    let near = nearly_known(&name);
    if !is_screaming_snake_case(&name) {
        return Err(Problem::at(literal, format!("`{name}` is not SCREAMING_SNAKE_CASE"))
            .note("screens find a component by its name on the wire, such as `DATA_TABLE`")
            .help(match (near, respelled(&name)) {
                (Some(known), _) => format!("write `component = \"{known}\"`"),
                (None, Some(respelled)) => format!("write `component = \"{respelled}\"`"),
                (None, None) => "use upper-case words of letters and digits, joined by `_`".to_owned(),
            }));
    }
    match near {
        None => Ok(name),
        Some(known) => Err(Problem::at(literal, format!("there is no component `{name}`"))
            .note("screens may have components of their own, but this looks like a misspelt one")
            .maybe_help(did_you_mean(&[known]))),
    }
}

fn respelled(name: &str) -> Option<String> {
    Some(words(name).join("_").to_uppercase()).filter(|name| is_screaming_snake_case(name))
}

/// The known component for which a name was meant: the same letters, or one slip of the fingers, two
/// in a long one. `SUMMARY_2` is another component.
fn nearly_known(name: &str) -> Option<&'static str> {
    let letters = |name: &str| name.replace(|c: char| !c.is_ascii_alphanumeric(), "").to_uppercase();
    let name = letters(name);
    if name.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let slips = |known: &str| strsim::osa_distance(&name, &letters(known));
    let near = KNOWN.into_iter().map(|known| (slips(known), known)).min()?;
    (near.0 <= if near.1.len() > 12 { 2 } else { 1 }).then_some(near.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::Span;

    fn remedy(written: &str) -> Option<String> {
        let problem = name(&LitStr::new(written, Span::call_site())).err()?;
        problem.text().lines().last().map(|line| line.trim_start_matches("= help: ").to_owned())
    }

    #[test]
    fn a_screen_may_have_components_of_its_own() {
        for own in ["DATA_GRID", "DATE_PICKER", "LOGGING", "SUMMARY_2", "MAP", "X1", "FILE_DOWNLOAD"] {
            assert_eq!(remedy(own), None, "{own}");
        }
        for known in KNOWN {
            assert_eq!(remedy(known), None, "{known}");
        }
    }

    #[test]
    fn a_near_miss_is_a_mistake() {
        for (written, known) in [
            ("DATA_TABEL", "DATA_TABLE"),
            ("DATATABLE", "DATA_TABLE"),
            ("FILE_UPLAOD", "FILE_UPLOAD"),
            ("MUTLI_FILE_UPLAOD", "MULTI_FILE_UPLOAD"),
        ] {
            assert_eq!(remedy(written), Some(format!("did you mean `{known}`?")), "{written}");
        }
    }

    #[test]
    fn other_spellings_are_respelled() {
        for (written, respelled) in [
            ("DataTable", "DATA_TABLE"),
            ("data-tabel", "DATA_TABLE"),
            ("reportPreview", "REPORT_PREVIEW"),
            ("MapView", "MAP_VIEW"),
        ] {
            assert_eq!(remedy(written), Some(format!("write `component = \"{respelled}\"`")), "{written}");
        }
        let expected = "use upper-case words of letters and digits, joined by `_`";
        assert_eq!(remedy("2?").as_deref(), Some(expected));
    }
}
