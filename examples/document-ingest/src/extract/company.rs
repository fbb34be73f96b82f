//! Names of companies, known by their legal form.

use super::fold::folded;
use crate::layout::{Layout, Word, join};

/// Legal forms, with their dots left out; short ones count only in this spelling.
const FORMS: &[&str] = &[
    "GmbH",
    "AG",
    "KG",
    "OHG",
    "UG",
    "GbR",
    "eK",
    "eV",
    "SE",
    "KGaA",
    "BV",
    "NV",
    "VOF",
    "BVBA",
    "SPRL",
    "CVBA",
    "SRL",
    "Inc",
    "Incorporated",
    "Corp",
    "Corporation",
    "LLC",
    "LLP",
    "Ltd",
    "Limited",
    "PLC",
    "plc",
    "Pvt",
    "Pty",
    "Pte",
    "SA",
    "SAS",
    "SASU",
    "SARL",
    "Sarl",
    "Sàrl",
    "EURL",
    "SNC",
    "Srl",
    "SpA",
    "SPA",
    "Spa",
    "SL",
    "SLU",
    "Lda",
    "AB",
    "A/S",
    "AS",
    "ASA",
    "ApS",
    "Oy",
    "Oyj",
    "Kft",
    "Zrt",
    "sro",
    "SRO",
    "doo",
    "zoo",
];
/// Words that go on with a legal form: `Pvt. Ltd.`, `GmbH & Co. KG`.
const FURTHER: &[&str] = &["&", "Co", "KG", "Ltd", "Limited", "rl", "Srl", "LLC", "KGaA"];
/// Small words inside names.
const SMALL: &[&str] = &[
    "and", "of", "the", "de", "du", "des", "la", "le", "et", "und", "für", "van", "von", "di", "del", "y",
    "e", "&", "+",
];
/// So many mentions are enough to tell who writes to whom.
const MOST: usize = 2_000;
/// A name has at most so many words before its legal form.
const LONGEST: usize = 6;

/// A company named somewhere in the document.
pub(super) struct Mention {
    /// The name with its legal form.
    pub(super) name: String,
    /// The name as [`key`] makes it.
    pub(super) key: String,
    /// The index of its page.
    pub(super) page: usize,
    /// The index of its line on the page.
    pub(super) line: usize,
    /// The left edge of its cell in points.
    pub(super) left: f32,
}

/// The companies that are named with their legal form, the first
/// [`MOST`] of them.
pub(super) fn mentions(layout: &Layout) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for (page, sheet) in layout.pages.iter().enumerate() {
        for (line, row) in sheet.lines.iter().enumerate() {
            for cell in row.cells() {
                let Some(name) = named(cell) else { continue };
                let key = key(&name);
                let left = cell.first().map_or(0.0, |word| word.left);
                if key.len() >= 2 && mentions.len() < MOST {
                    mentions.push(Mention { name, key, page, line, left });
                }
            }
        }
    }
    mentions
}

/// The name in a cell that has a legal form.
fn named(cell: &[Word]) -> Option<String> {
    let at = cell.iter().position(|word| is_form(&word.text))?;
    if at == 0 {
        let rest =
            cell[1..].iter().take(4).take_while(|word| is_capital(&word.text) && !is_break(&word.text));
        let name: Vec<&str> = rest.map(|word| word.text.as_str()).collect();
        return (!name.is_empty()).then(|| trimmed(&format!("{} {}", cell[0].text, name.join(" "))));
    }
    let heading =
        at <= 4 && is_capital(&cell[0].text) && cell.get(at + 1).is_none_or(|next| is_break(&next.text));
    let plain = cell[..at].iter().all(|word| !is_break(&word.text));
    let mut from = if heading && plain { 0 } else { at };
    while from > 0 && at - from < LONGEST && goes_before(cell, from - 1, at) {
        from -= 1;
    }
    while from < at && SMALL.contains(&cell[from].text.as_str()) {
        from += 1;
    }
    let further = cell[at + 1..].iter().take_while(|word| FURTHER.contains(&undotted(&word.text).as_str()));
    let until = at + 1 + further.count();
    (from < at).then(|| trimmed(&join(&cell[from..until])))
}

/// Whether the word can be part of the name that ends before `form`.
fn goes_before(cell: &[Word], at: usize, form: usize) -> bool {
    let text = cell[at].text.as_str();
    if is_break(text) {
        return false;
    }
    let first = at == 0 && at + 1 == form;
    let before = at.checked_sub(1).map(|before| cell[before].text.to_lowercase());
    let article = matches!(text, "der" | "den") && before.is_some_and(|word| word == "van" || word == "von");
    is_capital(text) || SMALL.contains(&text) || article || first
}

/// Whether names end at the word: a dash, a bar, or a sign that closes a part.
fn is_break(text: &str) -> bool {
    matches!(text, "-" | "–" | "|" | "•" | "·" | "/") || text.ends_with([':', ';', '|', '•'])
}

/// Whether the word begins as names do.
fn is_capital(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '(' | '&' | '+' | '"'))
}

/// Whether the word is a legal form.
fn is_form(text: &str) -> bool {
    let plain = undotted(text);
    FORMS.contains(&plain.as_str())
        || (plain.len() >= 4 && FORMS.iter().any(|form| form.eq_ignore_ascii_case(&plain)))
}

/// The word without its dots and the signs around it.
fn undotted(text: &str) -> String {
    let inner = text.trim_matches([',', ';', ':', '(', ')', '|']);
    inner.chars().filter(|c| *c != '.').collect()
}

/// The text without the signs around it and with single spaces.
pub(super) fn trimmed(text: &str) -> String {
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    spaced.trim_matches([',', ';', ':', '-', '–', '|', '•', '·', '"', ' ', '*', '=', '#', '/']).to_owned()
}

/// The name without its legal form, folded and without spaces: what names are
/// compared by.
pub(crate) fn key(name: &str) -> String {
    let words = name.split_whitespace().filter(|word| !is_form(word) && !is_filler(word));
    folded(&words.collect::<Vec<_>>().join(" ")).replace(' ', "")
}

/// Whether the word belongs to a legal form without being one.
fn is_filler(word: &str) -> bool {
    matches!(undotted(word).as_str(), "Private" | "Co" | "&" | "Company" | "rl")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Line, Page};

    fn name(text: &str) -> Option<String> {
        let place = |(at, word): (usize, &str)| Word {
            text: word.into(),
            left: 50.0 * at as f32,
            right: 50.0 * at as f32 + 48.0,
            size: 10.0,
        };
        let words = text.split(' ').enumerate().map(place).collect();
        let page = Page { lines: vec![Line { baseline: 10.0, words }], ..Page::default() };
        mentions(&Layout { pages: vec![page] }).pop().map(|mention| mention.name)
    }

    #[test]
    fn a_name_ends_with_its_legal_form() {
        for (text, wanted) in [
            ("Northwind Trading GmbH - Uferweg 40 - D-63571 Gelnhausen", "Northwind Trading GmbH"),
            ("All services are sold by Cloud Web Services, Inc.", "Cloud Web Services, Inc."),
            ("durch Verschulden der Northwind AG berechnen wir", "Northwind AG"),
            ("Müller & Söhne GmbH & Co. KG", "Müller & Söhne GmbH & Co. KG"),
            ("Stays Pvt. Ltd.", "Stays Pvt. Ltd."),
            ("SAS Presse du Nord", "SAS Presse"),
            ("Seller: Warehouse B.V.", "Warehouse B.V."),
        ] {
            assert_eq!(name(text).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(name("Payment as agreed"), None);
    }

    #[test]
    fn one_company_has_one_key() {
        assert_eq!(key("Stays Pvt. Ltd."), key("STAYS Private Limited"));
        assert_eq!(key("Cloud Web Services, Inc."), key("Cloud Web Services"));
    }
}
