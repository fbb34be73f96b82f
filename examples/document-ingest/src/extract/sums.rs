//! Lines of an invoice without table headings, found by their sum.

use super::labels::Sheet;
use super::lexicon::Kind;
use crate::layout::{Line, join};
use crate::model::LineItem;
use fund_values::Amount;

/// Rows of one kind begin within so many points of each other.
const ALIGNED: f32 = 2.0;
/// Rows found by their sum alone are this sure: the sum is no accident, but
/// what the texts mean is not known.
const SURENESS: f64 = 0.65;

/// A line with a text at its left and one amount at its right.
struct Row {
    text: String,
    amount: Amount,
    left: f32,
    size: f32,
}

/// The first consecutive rows of one kind (alike in indent and type size) on a
/// page whose amounts sum up exactly to the total; none when there are none.
pub(super) fn items(sheet: &Sheet<'_>, total: Amount) -> Vec<LineItem> {
    let pages = sheet.layout.pages.iter().enumerate();
    let found = pages.map(|(at, page)| rows(sheet, at, &page.lines)).find_map(|rows| {
        let kinds = rows.iter().map(|row| alike(&rows, row));
        let mut runs = kinds.filter_map(|kind| run(&kind, total));
        runs.next().map(|run| run.into_iter().map(item).collect::<Vec<_>>())
    });
    let mut items = found.unwrap_or_default();
    for (at, item) in items.iter_mut().enumerate() {
        item.id = format!("li-{}", at + 1);
    }
    items
}

/// The rows among the lines of a page; the sums of the invoice are none.
fn rows(sheet: &Sheet<'_>, page: usize, lines: &[Line]) -> Vec<Row> {
    let sums = [Kind::Gross, Kind::Due, Kind::Total, Kind::Net, Kind::Tax, Kind::Aside];
    let is_sum =
        |at: usize| sheet.on_line(page, at).any(|label| label.words.0 == 0 && sums.contains(&label.kind));
    let rows = lines.iter().enumerate().filter(|(at, _)| !is_sum(*at));
    rows.filter_map(|(_, line)| row(sheet, line)).collect()
}

fn row(sheet: &Sheet<'_>, line: &Line) -> Option<Row> {
    let [text, price] = line.cells()[..] else { return None };
    let amounts = sheet.amounts_in(&join(price));
    let [found] = amounts[..] else { return None };
    let first = text.first()?;
    let worded = join(text).chars().any(char::is_alphabetic);
    (worded && found.is_money()).then(|| Row {
        text: join(text),
        amount: found.amount,
        left: first.left,
        size: first.size,
    })
}

/// The rows that begin where this one begins, in the same type size.
fn alike<'r>(rows: &'r [Row], model: &Row) -> Vec<&'r Row> {
    let same = |row: &&Row| {
        (row.left - model.left).abs() < ALIGNED && (row.size - model.size).abs() < model.size * 0.05
    };
    rows.iter().filter(same).collect()
}

/// The first run of at least two rows with exactly this sum.
fn run<'r>(rows: &[&'r Row], total: Amount) -> Option<Vec<&'r Row>> {
    (0..rows.len()).find_map(|from| {
        let mut sum = Amount::ZERO;
        for (at, row) in rows.iter().enumerate().skip(from) {
            sum = sum + row.amount;
            let several = at > from && !row.amount.is_zero();
            if several && sum == total && !rows[from].amount.is_zero() {
                return Some(rows[from..=at].to_vec());
            }
        }
        None
    })
}

fn item(row: &Row) -> LineItem {
    LineItem {
        id: String::new(),
        description: row.text.clone(),
        quantity: None,
        unit_price: None,
        amount: Some(row.amount),
        confidence: SURENESS,
    }
}
