//! Who wrote the invoice.

use super::company::{self, Mention};
use super::domain;
use super::fold::{self, folded};
use super::guess::Guess;
use super::labels::{Sheet, cell_end, spell};
use super::lexicon::{self, Kind};
use crate::layout::{Page, Word, join};

/// How many lines below the label of a buyer its address may take.
const ADDRESS: usize = 6;
/// How far, in points, an address may stand from the left edge of its label.
const ASIDE: f32 = 40.0;

/// A name that may be the issuer's, with what speaks for it.
struct Candidate {
    name: String,
    key: String,
    score: f64,
}

/// The surest name: a company by its legal form, a name after a label such as
/// `sold by`, the name a web or mail domain spells, else the largest text at
/// the top.
pub(super) fn find(sheet: &Sheet<'_>) -> Option<Guess<String>> {
    let domains = domain::all(sheet.layout);
    let mut candidates = companies(sheet);
    candidates.extend(announced(sheet));
    let named = |domain: &&String| {
        candidates.iter().any(|known| known.score > 0.3 && domain::spells(domain, &known.key))
    };
    let unnamed: Vec<&String> = domains.iter().filter(|domain| !named(domain)).collect();
    candidates.extend(brands(sheet, &unnamed));
    if candidates.iter().all(|candidate| candidate.score < 0.3) {
        candidates.extend(prominent(sheet));
    }
    let scored = candidates.into_iter().map(|candidate| {
        let spelled = domains.iter().any(|domain| domain::spells(domain, &candidate.key));
        let score = candidate.score + if spelled { 0.25 } else { 0.0 };
        Guess::new(candidate.name, score.min(0.93))
    });
    scored.fold(None, super::guess::surer)
}

/// Companies by their legal form; several mentions of one count together.
fn companies(sheet: &Sheet<'_>) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for mention in company::mentions(sheet.layout) {
        let score = 0.45 + place(sheet, &mention);
        match candidates.iter_mut().find(|known| known.key == mention.key) {
            Some(known) => known.score = (known.score.max(score) + 0.05).min(known.score + 0.15),
            None => candidates.push(Candidate { name: mention.name, key: mention.key, score }),
        }
    }
    candidates
}

/// What the place of a mention says: issuers stand at the top or the bottom and
/// beside their tax and bank numbers; buyers stand below the label of a buyer.
fn place(sheet: &Sheet<'_>, mention: &Mention) -> f64 {
    let page = &sheet.layout.pages[mention.page];
    let height = page.lines[mention.line].baseline / page.height.max(1.0);
    let edge = if mention.page == 0 && height < 0.2 {
        0.1
    } else if height > 0.8 {
        0.08
    } else {
        0.0
    };
    let buyer = if is_in_block(sheet, mention, Kind::Buyer) { -0.6 } else { 0.0 };
    let seller = if is_in_block(sheet, mention, Kind::Seller) { 0.2 } else { 0.0 };
    let numbers = if has_numbers(page, mention) { 0.1 } else { 0.0 };
    edge + buyer + seller + numbers
}

/// Whether the mention is in the block below (or right of) a label of this kind
/// and no label of the other kind stands between.
fn is_in_block(sheet: &Sheet<'_>, mention: &Mention, kind: Kind) -> bool {
    let above = sheet.of(&[Kind::Buyer, Kind::Seller]).filter(|label| {
        let line = sheet.line(label);
        let left = line.words[label.words.0].left;
        let below = (label.line..=label.line + ADDRESS).contains(&mention.line);
        let same_line = label.line == mention.line && left <= mention.left;
        let column = (left - mention.left).abs() < ASIDE && below;
        label.page == mention.page && (column || same_line) && label.opens_cell
    });
    above.max_by_key(|label| label.line).is_some_and(|label| label.kind == kind)
}

/// Whether a tax, register or bank number stands in the lines below.
fn has_numbers(page: &Page, mention: &Mention) -> bool {
    let marks = [
        "vat",
        "ust",
        "ustid",
        "btw",
        "tva",
        "iva",
        "kvk",
        "hrb",
        "siret",
        "siren",
        "rcs",
        "iban",
        "gstin",
        "steuer",
        "cif",
        "nif",
        "tax",
        "abn",
        "ein",
        "p iva",
        "partita",
        "registergericht",
    ];
    let lines = page.lines.iter().skip(mention.line).take(9);
    lines.flat_map(|line| line.cells()).any(|cell| {
        let near = cell.first().is_some_and(|first| (first.left - mention.left).abs() < ASIDE);
        let text = folded(&join(cell));
        near && text.split(' ').any(|word| marks.contains(&word))
    })
}

/// The names after labels such as `sold by`.
fn announced(sheet: &Sheet<'_>) -> Vec<Candidate> {
    let labels = sheet.of(&[Kind::Seller]).filter(|label| label.opens_cell);
    labels
        .filter_map(|label| {
            let values = sheet.values(label).into_iter();
            let name = values.map(|value| company::trimmed(&value.text)).find(|name| is_name(name))?;
            let key = company::key(&name);
            (key.len() >= 2).then_some(Candidate { name, key, score: 0.62 })
        })
        .collect()
}

/// Whether a text can be a name: it has letters, and more of them than digits.
fn is_name(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let word = Word { text: text.to_owned(), ..Word::default() };
    let tokens = fold::tokens(&[word]);
    let label = lexicon::field_at(&tokens).is_some_and(|(length, _)| length == tokens.len());
    letters >= 3 && letters > 2 * digits && text.len() <= 80 && !text.starts_with('(') && !label
}

/// The names that a domain spells and the text writes as a name; asked only for
/// domains that spell the name of no company.
fn brands(sheet: &Sheet<'_>, domains: &[&String]) -> Vec<Candidate> {
    let mut brands = Vec::new();
    for domain in domains {
        if let Some((name, times)) = domain::brand(sheet.layout, domain) {
            let key = company::key(&name);
            let score = 0.3 + 0.1 * (times.min(4) - 1) as f64;
            brands.push(Candidate { name, key, score });
        }
    }
    brands
}

/// The largest text in the upper third of the first page that is no label.
fn prominent(sheet: &Sheet<'_>) -> Option<Candidate> {
    let page = sheet.layout.pages.first()?;
    let upper = page.lines.iter().enumerate().filter(|(_, line)| line.baseline < page.height / 3.0);
    let mut best: Option<(f32, String)> = None;
    for (at, line) in upper {
        let mut start = 0;
        while start < line.words.len() {
            let end = cell_end(line, start);
            let text = company::trimmed(&spell(line, (start, 0), end));
            let size = line.words[start].size;
            let labelled = sheet.on_line(0, at).any(|label| (start..end).contains(&label.words.0));
            let larger = best.as_ref().is_none_or(|(largest, _)| size > *largest * 1.05);
            if !labelled && larger && is_name(&text) {
                best = Some((size, text));
            }
            start = end;
        }
    }
    best.map(|(_, name)| Candidate { key: company::key(&name), name, score: 0.3 })
}
