//! `[package.metadata.ntro]`.

use ntro_manifest::manifest::Listing;
use ntro_workflow_macros_backend::suggest::{did_you_mean, listed, nearest};

use crate::SUGGESTED;
use crate::package::toml_text::{Table, Value};
use crate::problem::{Place, Problem};

const KEYS: [&str; 3] = ["bin", "external", "runbooks"];
const LISTING_KEYS: [&str; 7] =
    ["author", "classification", "jurisdictions", "name", "state", "tags", "visibility"];

/// What the table says.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) bin: Option<String>,
    pub(super) external: Vec<String>,
    pub(super) listings: Vec<(String, Place, Listing)>,
}

pub(super) fn read(ntro: Option<&Table<'_>>, problems: &mut Vec<Problem>) -> Metadata {
    let mut metadata = Metadata::default();
    for (key, place, value) in ntro.map(Table::entries).unwrap_or_default() {
        match key {
            "bin" => metadata.bin = text(key, &place, &value, problems),
            "external" => metadata.external = texts(key, &place, &value, problems),
            "runbooks" => match value.table() {
                Some(table) => metadata.listings = listings(&table, problems),
                None => problems.push(wrong(key, &place, "a table of tables, one for each slug")),
            },
            _ => problems.push(unknown(key, place, &KEYS)),
        }
    }
    metadata.external.sort();
    metadata.external.dedup();
    metadata
}

fn listings(table: &Table<'_>, problems: &mut Vec<Problem>) -> Vec<(String, Place, Listing)> {
    let mut listings = Vec::new();
    for (slug, place, value) in table.entries() {
        match value.table() {
            Some(table) => listings.push((slug.to_owned(), place, listing(&table, problems))),
            None => problems.push(wrong(slug, &place, "a table with the keys of a listing")),
        }
    }
    listings.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    listings
}

fn listing(table: &Table<'_>, problems: &mut Vec<Problem>) -> Listing {
    let mut listing = Listing::default();
    for (key, place, value) in table.entries() {
        match key {
            "name" => listing.name = text(key, &place, &value, problems),
            "classification" => listing.classification = text(key, &place, &value, problems),
            "tags" => listing.tags = texts(key, &place, &value, problems),
            "jurisdictions" => listing.jurisdictions = texts(key, &place, &value, problems),
            "visibility" => listing.visibility = text(key, &place, &value, problems),
            "state" => listing.state = text(key, &place, &value, problems),
            "author" => listing.author = text(key, &place, &value, problems),
            _ => problems.push(unknown(key, place, &LISTING_KEYS)),
        }
    }
    listing
}

fn text(key: &str, place: &Place, value: &Value<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let text = value.text();
    if text.is_none() {
        problems.push(wrong(key, place, "a text"));
    }
    text
}

fn texts(key: &str, place: &Place, value: &Value<'_>, problems: &mut Vec<Problem>) -> Vec<String> {
    value.texts().unwrap_or_else(|| {
        problems.push(wrong(key, place, "a list of texts"));
        Vec::new()
    })
}

fn wrong(key: &str, place: &Place, wanted: &str) -> Problem {
    Problem::new(place.clone(), format!("`{key}` takes {wanted}; write it so"))
}

fn unknown(key: &str, place: Place, known: &[&str]) -> Problem {
    let remedy = did_you_mean(&nearest(key, known.iter().copied(), SUGGESTED))
        .unwrap_or_else(|| format!("there are {}", listed(known, "and")));
    Problem::new(place, format!("there is no key `{key}` here; {remedy}"))
}
