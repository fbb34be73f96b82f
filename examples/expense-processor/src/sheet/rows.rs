//! From the rows below the heading to expenses.

use std::collections::BTreeMap;

use fund_values::Amount;

use super::cell::{Cell, Grid, Row};
use super::date::{self, Order, Read};
use super::heading::{self, Field, Heading};
use super::number::{self, Money};
use super::{Found, LeftOut, Sheet, SheetError};
use crate::fold::fold;

/// How sums call themselves.
const SUMS: [&str; 12] = [
    "total",
    "totals",
    "grand total",
    "sub total",
    "subtotal",
    "sum",
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "totale",
    "balance",
];

/// How documents call themselves that give money back.
const CREDITS: [&str; 9] = [
    "credit",
    "credit note",
    "refund",
    "gutschrift",
    "erstattung",
    "storno",
    "avoir",
    "remboursement",
    "abono",
];

/// The expenses of all tables that have a heading.
pub(super) fn found(grids: &[Grid]) -> Result<Sheet, SheetError> {
    let headed: Vec<(&Grid, Heading)> =
        grids.iter().filter_map(|grid| heading::find(grid).map(|heading| (grid, heading))).collect();
    if headed.is_empty() {
        let empty = grids.iter().all(|grid| grid.rows.is_empty());
        return Err(if empty { SheetError::Empty } else { SheetError::NoHeading });
    }
    let several = headed.len() > 1;
    let mut sheet = Sheet::default();
    for (grid, heading) in headed {
        let prefix = grid.name.as_ref().filter(|_| several).map(|name| format!("{name} "));
        Table::new(heading, grid, prefix.unwrap_or_default()).read(grid, &mut sheet);
    }
    Ok(sheet)
}

/// A table while it is read.
struct Table {
    heading: Heading,
    /// How the rows of the sheet part their cents, where a cell alone does not tell.
    decimal: Option<char>,
    order: Option<Order>,
    prefix: String,
    /// What the rows come to since the last sum.
    running: Amount,
    sum: Amount,
    no_expense: u64,
}

impl Table {
    fn new(heading: Heading, grid: &Grid, prefix: String) -> Self {
        let below = || grid.rows.iter().skip(heading.at + 1);
        let amounts = below().flat_map(|row| {
            [Field::Gross, Field::Net, Field::Vat].map(|field| match heading.cell(row, field) {
                Cell::Text(text) => number::decimal(text),
                _ => None,
            })
        });
        let decimal = agreed(amounts.flatten());
        let order = agreed(below().filter_map(|row| date::order(heading.cell(row, Field::Date))));
        Self { heading, decimal, order, prefix, running: Amount::ZERO, sum: Amount::ZERO, no_expense: 0 }
    }

    fn read(mut self, grid: &Grid, sheet: &mut Sheet) {
        for row in grid.rows.iter().skip(self.heading.at + 1) {
            if self.heading.is_again(row) {
                continue;
            }
            if self.is_sum(row) {
                sheet.remarks.extend(self.check_sum(row));
                continue;
            }
            match self.expense(row) {
                Some(found) => {
                    let amount = found.amount_gross.unwrap_or_default();
                    (self.running, self.sum) = (self.running + amount, self.sum + amount);
                    sheet.found.push(found);
                }
                None => self.no_expense += 1,
            }
        }
        if self.no_expense > 0 {
            let reason = "a row with neither an amount nor a vendor and a date".into();
            sheet.left_out.push(LeftOut { reason, count: self.no_expense });
        }
    }

    /// Whether the row sums others up: it says so, and has no day.
    fn is_sum(&self, row: &Row) -> bool {
        let first = row.cells.iter().find_map(Cell::shown).map(|text| fold(&text)).unwrap_or_default();
        let says = SUMS.iter().any(|sum| first == *sum || first.starts_with(&format!("{sum} ")));
        says && self.heading.cell(row, Field::Date).is_empty()
    }

    /// What is wrong with a sum, if something is. It may be of all rows, or of those since the last one.
    fn check_sum(&mut self, row: &Row) -> Option<String> {
        let said = self.amount(row, Field::Gross).ok().flatten()?.amount;
        let (part, all) = (std::mem::take(&mut self.running), self.sum);
        let right = said == part || said == all;
        let place = self.place(row);
        (!right).then(|| format!("the sum in {place} is {said}, but the rows above come to {all}"))
    }

    fn expense(&self, row: &Row) -> Option<Found> {
        let text = |field| self.heading.cell(row, field).shown();
        let mut unread = BTreeMap::new();
        let amounts = Amounts::of(self, row, &mut unread);
        let dated = !self.heading.cell(row, Field::Date).is_empty();
        let vendor = text(Field::Vendor);
        let says_enough = amounts.said || (dated && vendor.is_some());
        if !says_enough {
            return None;
        }
        let expense_date = match date::day(self.heading.cell(row, Field::Date), self.order) {
            Read::Day(day) => Some(day),
            Read::Either(one, other) => {
                let said = text(Field::Date).unwrap_or_default();
                unread.insert("expense_date".into(), format!("{said} ({one} or {other})"));
                None
            }
            Read::Nothing => {
                unread.extend(text(Field::Date).map(|said| ("expense_date".into(), said)));
                None
            }
        };
        Some(Found {
            place: self.place(row),
            vendor,
            expense_date,
            currency: self.currency(row, amounts.currency, &mut unread),
            amount_gross: amounts.gross,
            vat_amount: amounts.vat,
            payment_method: text(Field::PaymentMethod),
            reference: text(Field::Reference),
            category: text(Field::Category),
            notes: text(Field::Notes),
            unread,
        })
    }

    /// The currency of the row's own cell, else of the cell of its amount, else of the heading.
    fn currency(
        &self,
        row: &Row,
        beside: Option<String>,
        unread: &mut BTreeMap<String, String>,
    ) -> Option<String> {
        let said = self.heading.cell(row, Field::Currency).shown();
        let Some(said) = said else {
            return beside.or_else(|| self.heading.currency.clone());
        };
        let read = number::code(&said).or_else(|| number::currency_in(&said));
        if read.is_none() {
            unread.insert("currency".into(), said);
        }
        read
    }

    /// The amount in a column: none there, or the text that is none.
    fn amount(&self, row: &Row, field: Field) -> Result<Option<Money>, String> {
        match self.heading.cell(row, field) {
            Cell::Empty => Ok(None),
            Cell::Number(number) => Ok(Some(Money { amount: number.to_cents(), currency: None })),
            Cell::Text(text) => number::money(text, self.decimal).map(Some).ok_or_else(|| text.clone()),
            Cell::Day(day) => Err(day.to_string()),
        }
    }

    fn is_credit(&self, row: &Row) -> bool {
        let kind = self.heading.cell(row, Field::Kind).shown().map(|kind| fold(&kind)).unwrap_or_default();
        CREDITS.iter().any(|credit| kind == *credit || kind.starts_with(&format!("{credit} ")))
    }

    fn place(&self, row: &Row) -> String {
        format!("{}row {}", self.prefix, row.number)
    }
}

/// The amounts of a row.
#[derive(Default)]
struct Amounts {
    /// Whether the row says anything of an amount, be it legible or not.
    said: bool,
    gross: Option<Amount>,
    vat: Option<Amount>,
    currency: Option<String>,
}

impl Amounts {
    fn of(table: &Table, row: &Row, unread: &mut BTreeMap<String, String>) -> Self {
        let mut amounts = Self::default();
        let mut read = |field, name: &str| match table.amount(row, field) {
            Ok(money) => {
                let money = money?;
                amounts.currency = amounts.currency.take().or(money.currency);
                Some(money.amount)
            }
            Err(said) => {
                unread.insert(name.into(), said);
                None
            }
        };
        let gross = read(Field::Gross, "amount_gross");
        let net = read(Field::Net, "net_amount");
        let vat = read(Field::Vat, "vat_amount");
        let illegible = unread.contains_key("amount_gross") || unread.contains_key("net_amount");
        amounts.said = illegible || gross.is_some() || net.is_some();
        let from_net = || net.filter(|_| !illegible).map(|net| net + vat.unwrap_or_default());
        let sign = |amount: Amount| if table.is_credit(row) { Amount::ZERO - amount.abs() } else { amount };
        amounts.gross = gross.or_else(from_net).map(sign);
        amounts.vat = vat.map(sign);
        if let (Some(gross), Some(vat)) = (amounts.gross, amounts.vat) {
            // Some tables write the tax of a credit note without its sign.
            amounts.vat = Some(if gross < Amount::ZERO { Amount::ZERO - vat.abs() } else { vat });
        }
        amounts
    }
}

/// What all who say something say.
fn agreed<T: PartialEq>(mut said: impl Iterator<Item = T>) -> Option<T> {
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}
