//! The Lucide icon names, canonical and alias, as the UI libraries spell them.

use std::sync::LazyLock;

use crate::naming::capitalized;
use crate::suggest::nearest;

/// Written by `icons/generate.py` from a pinned release: `Name`, or `Alias Canonical`, sorted.
const LIST: &str = include_str!("../icons/lucide.txt");

static ICONS: LazyLock<Vec<Icon>> = LazyLock::new(|| LIST.lines().skip(1).map(Icon::read).collect());

#[derive(Clone, Copy, Debug)]
struct Icon {
    name: &'static str,
    /// The name that today's Lucide gives the same drawing, when `name` is an older one.
    canonical: Option<&'static str>,
}

impl Icon {
    fn read(line: &'static str) -> Self {
        match line.split_once(' ') {
            Some((name, canonical)) => Self { name, canonical: Some(canonical) },
            None => Self { name: line, canonical: None },
        }
    }

    fn described(self) -> String {
        match self.canonical {
            Some(canonical) => format!("`{}` (today's name: `{canonical}`)", self.name),
            None => format!("`{}`", self.name),
        }
    }
}

fn find(name: &str) -> Option<Icon> {
    ICONS.binary_search_by(|icon| icon.name.cmp(name)).ok().map(|at| ICONS[at])
}

/// Whether a UI library can draw an icon of this name.
pub(crate) fn is_known(name: &str) -> bool {
    find(name).is_some()
}

/// What the author may have meant by a name that no library can draw.
pub(crate) fn suggestion(name: &str) -> Option<String> {
    if let Some(icon) = find(&pascal_case(name)) {
        return Some(format!("icons are spelled in Pascal case: {}", icon.described()));
    }
    let near: Vec<String> = nearest(name, ICONS.iter().map(|icon| icon.name), 3)
        .into_iter()
        .filter_map(find)
        .map(Icon::described)
        .collect();
    match near.split_last() {
        None => None,
        Some((only, [])) => Some(format!("did you mean {only}?")),
        Some((last, before)) => Some(format!("did you mean {} or {last}?", before.join(", "))),
    }
}

/// `file-search`, `file_search` and `file search` as `FileSearch`.
fn pascal_case(name: &str) -> String {
    name.split(|c: char| !c.is_ascii_alphanumeric()).map(capitalized).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_the_pinned_release_and_sorted() {
        let header = LIST.lines().next().unwrap_or_default();
        assert_eq!(header, "# lucide-static 1.62.0: 2172 names. Written by generate.py, do not edit.");
        assert_eq!(ICONS.len(), 2172);
        assert!(ICONS.is_sorted_by(|left, right| left.name < right.name), "binary search needs the order");
    }

    #[test]
    fn aliases_name_a_canonical_icon() {
        for icon in ICONS.iter() {
            if let Some(canonical) = icon.canonical {
                let found = find(canonical).unwrap_or_else(|| panic!("{} has no {canonical}", icon.name));
                assert!(found.canonical.is_none(), "{canonical} is an alias itself");
            }
        }
    }

    #[test]
    fn the_contracts_icons_are_known() {
        let seen = "Calendar ClipboardCheck Upload FileText Inbox FileSearch Sparkles Eye CheckCircle2 ArrowRight \
                    BookOpen Download Trash2 ArrowDown01 Grid2x2";
        for name in seen.split_whitespace() {
            assert!(is_known(name), "{name}");
        }
        for name in ["calendar", "file-search", "", "LucideEye", "EyeIcon"] {
            assert!(!is_known(name), "{name}");
        }
    }

    #[test]
    fn suggestions_know_spelling_and_age() {
        let expected = "icons are spelled in Pascal case: `FileSearch`";
        assert_eq!(suggestion("file-search").as_deref(), Some(expected));
        let near = suggestion("Calender").unwrap_or_default();
        assert!(near.starts_with("did you mean `Calendar`"), "{near}");
        let near = suggestion("Trash3").unwrap_or_default();
        assert!(near.contains("`Trash2` (today's name: `Trash`)"), "{near}");
        assert_eq!(suggestion("QQQQ"), None);
    }
}
