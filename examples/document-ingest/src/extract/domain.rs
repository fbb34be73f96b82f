//! Web and mail domains, and the names they spell.

use super::fold;
use super::lexicon;
use crate::layout::{Layout, Word};

/// So many different domains are looked at.
const MOST: usize = 20;
/// Endings that make a word without `www` or `@` a domain.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "de", "nl", "fr", "it", "es", "uk", "be", "at", "ch", "in", "eu", "io", "pl", "se",
    "dk", "no", "fi", "cz", "us", "pt", "ie", "lu", "biz", "info", "shop", "cloud", "app",
];
/// Second levels that are not names, as in `co.uk`.
const SECOND: &[&str] = &["co", "com", "org", "net", "ac", "gov"];
/// Domains of mail that anybody can have.
const ANYBODY: &[&str] =
    &["gmail", "hotmail", "yahoo", "outlook", "gmx", "web", "tonline", "aol", "icloud", "live", "example"];

/// The names of all domains in the document (`shop` of `www.shop.example.nl` is
/// `example`), folded, without repetitions.
pub(super) fn all(layout: &Layout) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for word in words(layout) {
        let further = name(&word.text).filter(|name| names.len() < MOST && !names.contains(name));
        if let Some(name) = further {
            names.push(name);
        }
    }
    names
}

fn words(layout: &Layout) -> impl Iterator<Item = &Word> {
    layout.pages.iter().flat_map(|page| &page.lines).flat_map(|line| &line.words)
}

/// The name of the domain in a word, if it has one.
fn name(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let plain = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let (marked, host) = match plain.rsplit_once('@') {
        Some((_, host)) => (true, host),
        None => {
            let bare = plain.trim_start_matches("https://").trim_start_matches("http://");
            (bare.len() < plain.len() || bare.starts_with("www."), bare)
        }
    };
    let host = host.split(['/', '?', ':', ',']).next()?;
    let labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    let (ending, rest) = labels.split_last()?;
    let known = ENDINGS.contains(ending);
    if rest.is_empty() || !(marked || known) || ending.bytes().any(|byte| !byte.is_ascii_alphabetic()) {
        return None;
    }
    let own = rest.iter().rev().find(|label| !SECOND.contains(label))?;
    let name: String = own.chars().filter(|c| c.is_alphanumeric()).collect();
    let useful = name.len() >= 3 && name != "www" && !ANYBODY.contains(&name.as_str());
    useful.then_some(name)
}

/// Whether a domain spells a name (both folded, without spaces): one begins
/// with the other.
pub(super) fn spells(domain: &str, key: &str) -> bool {
    key.len() >= 3 && domain.len() >= 3 && (domain.starts_with(key) || key.starts_with(domain))
}

/// The word or words of the text that a domain spells, and how often they stand
/// there. A word that only begins the domain must stand there twice.
pub(super) fn brand(layout: &Layout, domain: &str) -> Option<(String, usize)> {
    let mut whole: Vec<String> = Vec::new();
    let mut begun: Vec<String> = Vec::new();
    for line in layout.pages.iter().flat_map(|page| &page.lines) {
        for length in 1..=3 {
            for run in line.words.windows(length) {
                let text = crate::layout::join(run);
                let key = fold::folded(&text).replace(' ', "");
                let written = run.iter().all(|word| name(&word.text).is_none())
                    && text.starts_with(char::is_alphabetic);
                if written && key == domain {
                    whole.push(super::company::trimmed(&text));
                } else if written && length == 1 && begins(domain, &key, &text, run) {
                    begun.push(super::company::trimmed(&text));
                }
            }
        }
    }
    let of = |mut names: Vec<String>, least: usize| {
        let times = names.len();
        (times >= least).then(|| (names.swap_remove(0), times))
    };
    of(whole, 1).or_else(|| of(begun, 2))
}

/// Whether the word is a name that begins the domain, and no word of the trade.
fn begins(domain: &str, key: &str, text: &str, run: &[Word]) -> bool {
    let tokens = fold::tokens(run);
    let trade = lexicon::field_at(&tokens).is_some() || lexicon::column_at(&tokens).is_some();
    key.len() >= 3 && domain.starts_with(key) && text.starts_with(char::is_uppercase) && !trade
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_part_before_the_ending() {
        for (word, wanted) in [
            ("info@northwind.de", Some("northwind")),
            ("https://cloud.northwind.co.uk/contact-us/", Some("northwind")),
            ("www.tablet-center.nl", Some("tabletcenter")),
            ("northwind.com.", Some("northwind")),
            ("someone@gmail.com", None),
            ("Kto.Nr", None),
            ("3.89", None),
        ] {
            assert_eq!(name(word).as_deref(), wanted, "{word}");
        }
    }

    #[test]
    fn a_domain_spells_the_beginning_of_a_name() {
        assert!(spells("northwind", "northwindtrading"));
        assert!(spells("northwindrooms", "northwind"));
        assert!(!spells("tabletcenter", "northwind"));
    }
}
