//! From the words of a document to the values of a record, by rules.
//!
//! Each schema has its own rules; those of `invoice` know what invoices have in
//! common — labels in several languages, values beside or below them, tables —
//! and nothing of any one issuer. The same document always gives the same
//! values. Every value has a confidence made of three factors: how much the
//! label says (`invoice number` more than `reference`), how well the value is
//! placed (in the same cell, beside, below), and how it is written (money with
//! its currency, a date that cannot be read in two ways). What confirms a value
//! elsewhere raises it: a repetition, a sum that comes out exactly.

mod company;
mod currency;
mod date;
mod dates;
mod domain;
mod fold;
mod guess;
mod heading;
mod invoice;
mod issuer;
mod items;
mod labels;
mod lexicon;
mod money;
mod number;
mod sums;
mod total;

use crate::layout::Layout;
use crate::model::Extracted;

pub(crate) use company::key as company_key;
pub(crate) use fold::folded;

/// The schema of invoices.
pub const INVOICE: &str = "invoice";

/// What reads a document of one schema.
type Rules = fn(&Layout) -> Extracted;

/// The rules of each schema.
const SCHEMAS: &[(&str, Rules)] = &[(INVOICE, invoice::extract)];

/// Why nothing can be extracted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExtractError {
    /// There are no rules for the schema.
    #[error("no extraction rules for `schema_slug` `{slug}`; did you mean `{nearest}`? Known: {known}")]
    UnknownSchema {
        /// What was asked for.
        slug: String,
        /// The known schema that is spelled most like it.
        nearest: &'static str,
        /// All known schemas.
        known: String,
    },
}

/// Reads a document by the rules of a schema. Values that are not found are
/// missing in the answer; see [`Extracted::validate`].
///
/// # Errors
/// [`ExtractError::UnknownSchema`] when there are no rules for the slug.
pub fn extract(schema_slug: &str, layout: &Layout) -> Result<Extracted, ExtractError> {
    let rules = SCHEMAS.iter().find(|(slug, _)| *slug == schema_slug);
    rules.map(|(_, rules)| rules(layout)).ok_or_else(|| unknown(schema_slug))
}

/// Whether there are rules for the schema; to be asked before a person is.
///
/// # Errors
/// As [`extract`].
pub fn check_schema(schema_slug: &str) -> Result<(), ExtractError> {
    let known = SCHEMAS.iter().any(|(slug, _)| *slug == schema_slug);
    if known { Ok(()) } else { Err(unknown(schema_slug)) }
}

/// The error that names the nearest known schema.
fn unknown(slug: &str) -> ExtractError {
    let likeness = |known: &&str| (strsim::jaro_winkler(slug, known) * 1000.0) as u32;
    let slugs = || SCHEMAS.iter().map(|(slug, _)| *slug);
    ExtractError::UnknownSchema {
        slug: slug.to_owned(),
        nearest: slugs().max_by_key(likeness).unwrap_or(INVOICE),
        known: slugs().collect::<Vec<_>>().join(", "),
    }
}
