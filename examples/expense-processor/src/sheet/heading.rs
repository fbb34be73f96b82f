//! Which row says what the columns are, and what each of them is.

use std::collections::BTreeMap;

use super::cell::{Cell, Grid, Row};
use super::number;
use crate::fold::words;

/// How many rows may stand above the heading: titles, addresses, dates of printing.
const ABOVE: usize = 40;

/// What a column says of an expense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Vendor,
    Date,
    Currency,
    Gross,
    Net,
    Vat,
    PaymentMethod,
    Reference,
    Category,
    Notes,
    Kind,
}

/// How people call their columns, folded. What follows a known name does not count (`amount eur`).
const NAMES: [(Field, &[&str]); 11] = [
    (
        Field::Vendor,
        &[
            "vendor",
            "vendor name",
            "supplier",
            "supplier name",
            "payee",
            "merchant",
            "creditor",
            "paid to",
            "company",
            "name",
            "lieferant",
            "kreditor",
            "empfanger",
            "handler",
            "fournisseur",
            "beneficiaire",
            "leverancier",
            "proveedor",
            "fornitore",
            "leverantor",
        ],
    ),
    (
        Field::Date,
        &[
            "date",
            "expense date",
            "invoice date",
            "date of expense",
            "date of invoice",
            "transaction date",
            "posting date",
            "bill date",
            "datum",
            "rechnungsdatum",
            "belegdatum",
            "buchungstag",
            "fecha",
            "data",
            "date de facture",
            "factuurdatum",
        ],
    ),
    (Field::Currency, &["currency", "ccy", "curr", "cur", "wahrung", "devise", "moneda", "valuta"]),
    (
        Field::Gross,
        &[
            "amount",
            "gross",
            "gross amount",
            "amount gross",
            "total",
            "total amount",
            "amount incl vat",
            "total incl vat",
            "amount due",
            "value",
            "betrag",
            "brutto",
            "bruttobetrag",
            "summe",
            "montant",
            "montant ttc",
            "total ttc",
            "ttc",
            "importe",
            "importo",
            "bedrag",
            "belopp",
        ],
    ),
    (
        Field::Net,
        &["net", "net amount", "amount net", "amount excl vat", "netto", "nettobetrag", "montant ht", "ht"],
    ),
    (
        Field::Vat,
        &[
            "vat",
            "vat amount",
            "tax",
            "tax amount",
            "sales tax",
            "gst",
            "mwst",
            "mwst betrag",
            "ust",
            "umsatzsteuer",
            "tva",
            "montant tva",
            "iva",
            "btw",
            "moms",
        ],
    ),
    (
        Field::PaymentMethod,
        &[
            "payment method",
            "payment",
            "paid by",
            "paid with",
            "method",
            "zahlungsart",
            "zahlart",
            "mode de paiement",
            "paiement",
            "betaalwijze",
        ],
    ),
    (
        Field::Reference,
        &[
            "reference",
            "ref",
            "ref no",
            "invoice",
            "invoice no",
            "invoice number",
            "bill no",
            "receipt no",
            "document no",
            "rechnungsnummer",
            "rechnungsnr",
            "rechnung nr",
            "belegnummer",
            "beleg nr",
            "beleg",
            "facture",
            "no facture",
            "factuurnummer",
        ],
    ),
    (
        Field::Category,
        &[
            "category",
            "expense type",
            "expense category",
            "cost type",
            "kategorie",
            "kostenart",
            "categorie",
            "categoria",
        ],
    ),
    (
        Field::Notes,
        &[
            "notes",
            "note",
            "comment",
            "comments",
            "description",
            "memo",
            "remarks",
            "purpose",
            "details",
            "bemerkung",
            "beschreibung",
            "zweck",
            "verwendungszweck",
            "text",
            "libelle",
            "omschrijving",
        ],
    ),
    (Field::Kind, &["type", "document type", "kind", "art", "belegart", "nature"]),
];

/// A row that says what the columns are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// Where it is among the rows of the grid.
    pub(super) at: usize,
    columns: BTreeMap<Field, usize>,
    /// The currency that it or a row above it names.
    pub(super) currency: Option<String>,
}

/// The row of a table that knows the most columns, if that is enough for an expense.
pub(super) fn find(grid: &Grid) -> Option<Heading> {
    let above = grid.rows.iter().take(ABOVE).enumerate();
    let headings = above.map(|(at, row)| Heading { at, columns: columns(row), currency: None });
    // Of several that know as much, the first one.
    let best = headings.rev().max_by_key(Heading::known)?;
    if !best.is_enough() {
        return None;
    }
    let rows = grid.rows.iter().take(best.at + 1).rev();
    let currency = rows.flat_map(|row| &row.cells).find_map(currency);
    Some(Heading { currency, ..best })
}

impl Heading {
    /// How many columns it knows.
    pub(super) fn known(&self) -> usize {
        self.columns.len()
    }

    /// Whether an expense could stand below it: what was paid, and to whom or when.
    fn is_enough(&self) -> bool {
        let has = |field| self.columns.contains_key(&field);
        self.known() >= 3
            && (has(Field::Gross) || has(Field::Net))
            && (has(Field::Vendor) || has(Field::Date))
    }

    /// What a row has in a column.
    pub(super) fn cell<'a>(&self, row: &'a Row, field: Field) -> &'a Cell {
        static EMPTY: Cell = Cell::Empty;
        self.columns.get(&field).map_or(&EMPTY, |column| row.cell(*column))
    }

    /// Whether a row is this heading once more, as on every page of a print.
    pub(super) fn is_again(&self, row: &Row) -> bool {
        let again = columns(row);
        again.len() >= 2 && again.iter().all(|(field, column)| self.columns.get(field) == Some(column))
    }
}

/// The columns that a row names. A field that two columns claim is of the one that says it more exactly,
/// else of the first one.
fn columns(row: &Row) -> BTreeMap<Field, usize> {
    let mut columns: BTreeMap<Field, (usize, usize)> = BTreeMap::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let Cell::Text(text) = cell else { continue };
        let Some((field, beside)) = named(text) else { continue };
        let better = columns.get(&field).is_none_or(|(other, _)| beside < *other);
        if better {
            columns.insert(field, (beside, column));
        }
    }
    columns.into_iter().map(|(field, (_, column))| (field, column)).collect()
}

/// What a title of a column names, and how many words of it say something else: `Amount (EUR)`, one.
fn named(title: &str) -> Option<(Field, usize)> {
    let words = words(title);
    let starts = |name: &str| {
        let name: Vec<&str> = name.split(' ').collect();
        let exact = words.len() >= name.len() && words.iter().zip(&name).all(|(word, name)| word == name);
        exact.then(|| (name.len(), words.len() - name.len()))
    };
    let names = NAMES.iter().flat_map(|(field, names)| names.iter().map(move |name| (*field, *name)));
    let found =
        names.filter_map(|(field, name)| starts(name).map(|(length, beside)| (length, field, beside)));
    // The longest name is the most exact one; of several, the first.
    let longest = found.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    // A sentence that begins with `Amount` is no title.
    (longest.2 <= 2).then_some((longest.1, longest.2))
}

/// The currency that a title names: `Amount (EUR)`, `Currency: CHF`, `Betrag in €`.
fn currency(cell: &Cell) -> Option<String> {
    let Cell::Text(text) = cell else { return None };
    number::currency_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_what_a_column_is_in_many_words() {
        for (title, field) in [
            ("Vendor", Field::Vendor),
            ("Supplier name", Field::Vendor),
            ("Empfänger", Field::Vendor),
            ("Invoice date", Field::Date),
            ("Invoice no.", Field::Reference),
            ("Betrag (EUR)", Field::Gross),
            ("VAT 20%", Field::Vat),
            ("Währung", Field::Currency),
            ("Montant TTC", Field::Gross),
            ("Net amount", Field::Net),
        ] {
            assert_eq!(named(title).map(|(field, _)| field), Some(field), "{title}");
        }
        assert_eq!(named("Amount that we still have to talk about"), None);
        assert_eq!(named("Cost centre"), None);
    }
}
