//! The lines of the invoice.

use super::guess::rounded;
use super::heading::{self, HeadedColumn, Heading};
use super::labels::{Label, Sheet, spell};
use super::lexicon::{Column, Kind};
use super::money::FoundAmount;
use crate::layout::{Line, Page, Word, parted};
use crate::model::LineItem;
use fund_values::Amount;

/// A line of text goes on with the description above it if it is at most this
/// many type sizes away.
const CONTINUES: f32 = 2.5;
/// After a gap of this many points the table is over.
const GAP: f32 = 150.0;
/// A description has at most this many lines.
const LONGEST: usize = 12;

/// The tables of items of a document.
pub(super) struct Tables {
    /// The headings, with the index of their page.
    headings: Vec<(usize, Heading)>,
}

impl Tables {
    /// Finds the headings.
    pub(super) fn new(sheet: &Sheet<'_>) -> Self {
        let pages = sheet.layout.pages.iter().enumerate();
        let headings = pages
            .flat_map(|(at, page)| heading::find(sheet, page).into_iter().map(move |h| (at, h)))
            .collect();
        Self { headings }
    }

    /// Whether the label heads a column of items.
    pub(super) fn heads(&self, label: &Label) -> bool {
        self.headings.iter().any(|(page, heading)| {
            *page == label.page && (heading.lines.0..=heading.lines.1).contains(&label.line)
        })
    }

    /// The rows below all headings, in their order. Later tables count only
    /// when they have the columns of the first one: the same table on a further
    /// page, and not a summary of taxes.
    pub(super) fn items(&self, sheet: &Sheet<'_>) -> Vec<LineItem> {
        let mut items: Vec<LineItem> = Vec::new();
        let mut columns: Option<Vec<Column>> = None;
        for (page, heading) in &self.headings {
            let kinds: Vec<Column> = heading.columns.iter().map(|column| column.column).collect();
            if columns.as_ref().is_some_and(|columns| *columns != kinds) {
                continue;
            }
            let rows = Rows { sheet, page: *page, heading }.read();
            if !rows.is_empty() {
                columns = Some(kinds);
            }
            items.extend(rows);
        }
        for (at, item) in items.iter_mut().enumerate() {
            item.id = format!("li-{}", at + 1);
        }
        items
    }
}

/// The rows below one heading.
struct Rows<'a> {
    sheet: &'a Sheet<'a>,
    page: usize,
    heading: &'a Heading,
}

impl Rows<'_> {
    /// Reads line by line until a total, a further heading or a wide gap.
    fn read(&self) -> Vec<LineItem> {
        let page: &Page = &self.sheet.layout.pages[self.page];
        let mut items: Vec<LineItem> = Vec::new();
        let mut waiting: Vec<String> = Vec::new();
        let mut open = false;
        let mut before = &page.lines[self.heading.lines.1];
        for (at, line) in page.lines.iter().enumerate().skip(self.heading.lines.1 + 1) {
            let drop = line.baseline - before.baseline;
            if drop > GAP || self.ends(at, line) {
                break;
            }
            let near = drop <= CONTINUES * line.size().max(before.size());
            let cells = self.cells(line);
            if let Some(mut item) = self.item(&cells) {
                if item.description.is_empty() && !waiting.is_empty() {
                    item.description = waiting.join("\n");
                }
                open = true;
                waiting.clear();
                items.push(item);
            } else if let Some(text) = only_description(line, &cells) {
                match items.last_mut().filter(|_| open && near) {
                    Some(item) => go_on(item, text),
                    None => waiting = vec![text.to_owned()],
                }
            } else {
                open = false;
            }
            before = line;
        }
        items.retain(|item| !item.description.is_empty());
        items
    }

    /// Whether the line is no longer part of the table: it is a further heading
    /// or begins with the label of a sum.
    fn ends(&self, at: usize, line: &Line) -> bool {
        let repeated = heading::find(self.sheet, &Page { lines: vec![line.clone()], ..Page::default() });
        let sums = [Kind::Gross, Kind::Due, Kind::Total, Kind::Net, Kind::Tax];
        let mut labels = self.sheet.on_line(self.page, at);
        let first_word = line.words.iter().position(|word| word.text.chars().any(char::is_alphabetic));
        let sum = labels.find(|label| sums.contains(&label.kind) && label.opens_cell);
        let begins = sum.filter(|sum| first_word.is_some_and(|first| first >= sum.words.0));
        let amounts = begins.map(|sum| self.plain_after(line, sum)).unwrap_or(false);
        !repeated.is_empty() || amounts
    }

    /// Whether only few words stand between the label and an amount.
    fn plain_after(&self, line: &Line, label: &Label) -> bool {
        let text = spell(line, (label.words.1, label.end), line.words.len());
        let amounts = self.sheet.amounts_in(&text);
        let Some(first) = amounts.iter().find(|found| found.is_money()).or(amounts.first()) else {
            return !text.chars().any(char::is_alphanumeric);
        };
        text[..first.start].split_whitespace().filter(|word| word.len() > 3).count() <= 3
    }

    /// The text of the line in each column.
    fn cells(&self, line: &Line) -> Vec<(Column, String)> {
        let columns = &self.heading.columns;
        let mut places: Vec<usize> = Vec::new();
        for (at, word) in line.words.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &line.words[before]);
            let joined = before.is_some_and(|before| !parted(before, word));
            let follows = places.last().copied().filter(|_| joined);
            places.push(place(columns, line, at, follows));
        }
        (0..columns.len())
            .filter_map(|column| {
                let first = places.iter().position(|place| *place == column)?;
                let last = places.iter().rposition(|place| *place == column)?;
                Some((columns[column].column, spell(line, (first, 0), last + 1)))
            })
            .collect()
    }

    /// The item whose cells these are, if they have a price.
    fn item(&self, cells: &[(Column, String)]) -> Option<LineItem> {
        let priced = |wanted: Column| {
            cells
                .iter()
                .rev()
                .filter(move |(column, _)| *column == wanted)
                .find_map(|(_, text)| self.price(text))
        };
        let has_amounts = self.heading.columns.iter().any(|column| column.column == Column::Amount);
        let unit_price = priced(Column::UnitPrice);
        let amount = if has_amounts { priced(Column::Amount) } else { unit_price }?;
        let quantity = cells
            .iter()
            .find(|(column, _)| *column == Column::Quantity)
            .and_then(|(_, text)| self.sheet.amounts_in(text).first().map(|found| found.amount));
        let texts = cells.iter().filter(|(column, _)| *column == Column::Description);
        let description = texts.map(|(_, text)| spaced(text)).collect::<Vec<_>>().join(" ");
        let confidence = rounded(sureness(quantity, unit_price, amount));
        Some(LineItem {
            id: String::new(),
            description,
            quantity,
            unit_price,
            amount: Some(amount),
            confidence,
        })
    }

    /// The price in a cell: the first of a rate such as `Rs 1939 x 1 Night`, and
    /// none where a bare number is only part of a text.
    fn price(&self, text: &str) -> Option<Amount> {
        let amounts = self.sheet.amounts_in(text);
        let money = amounts.iter().find(|found| found.is_money());
        let bare = || amounts.first().filter(|found| alone(text, found) && found.digits <= 7);
        money.or_else(bare).map(|found| found.amount)
    }
}

/// How sure a row is: quantity times price giving the amount leaves little
/// doubt; a row that does not add up may have a discount, or is read wrongly.
fn sureness(quantity: Option<Amount>, unit_price: Option<Amount>, amount: Amount) -> f64 {
    match (quantity, unit_price) {
        (Some(quantity), Some(price)) if (quantity * price).to_cents() == amount.to_cents() => 0.95,
        (Some(_), Some(_)) => 0.55,
        _ => 0.75,
    }
}

/// Whether nothing but the number is in the text.
fn alone(text: &str, found: &FoundAmount) -> bool {
    let rest = [&text[..found.start], &text[found.end..]].concat();
    !rest.chars().any(char::is_alphanumeric)
}

/// The column a word of the line belongs to. `follows` is the column of the
/// word before it in the same cell.
fn place(columns: &[HeadedColumn], line: &Line, at: usize, follows: Option<usize>) -> usize {
    let word = &line.words[at];
    let numeric = is_numeric(word);
    let described = |column: usize| columns[column].column == Column::Description;
    let below = below(columns, word);
    match (below, follows) {
        (Some(_), Some(before)) if described(before) && !is_price(word) => before,
        (Some(column), _) => column,
        (None, Some(before)) => before,
        (None, None) => {
            let cell = &line.words[at..super::labels::cell_end(line, at)];
            let wanted = |column: &HeadedColumn| numeric != (column.column == Column::Description);
            cell_below(columns, cell).unwrap_or_else(|| nearest(columns, word, wanted))
        }
    }
}

/// The column whose heading the word stands below; the one it shares most with.
fn below(columns: &[HeadedColumn], word: &Word) -> Option<usize> {
    let shared = |column: &HeadedColumn| word.right.min(column.right) - word.left.max(column.left);
    let places = columns.iter().enumerate().filter(|(_, column)| shared(column) > 0.0);
    places.max_by(|a, b| shared(a.1).total_cmp(&shared(b.1))).map(|(at, _)| at)
}

/// The only column whose heading the whole cell stands below.
fn cell_below(columns: &[HeadedColumn], cell: &[Word]) -> Option<usize> {
    let (first, last) = (cell.first()?, cell.last()?);
    let mut over = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| first.left < column.right && column.left < last.right);
    over.next().filter(|_| over.next().is_none()).map(|(at, _)| at)
}

/// The nearest column that is wanted, or the nearest of all.
fn nearest(columns: &[HeadedColumn], word: &Word, wanted: impl Fn(&HeadedColumn) -> bool) -> usize {
    let distance = |column: &HeadedColumn| (column.left - word.right).max(word.left - column.right);
    let closest = |wanted: &dyn Fn(&HeadedColumn) -> bool| {
        let places = columns.iter().enumerate().filter(|(_, column)| wanted(column));
        places.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map(|(at, _)| at)
    };
    closest(&wanted).or_else(|| closest(&|_| true)).unwrap_or(0)
}

/// Whether the word is a number or the sign of a currency.
fn is_numeric(word: &Word) -> bool {
    !word.text.chars().any(char::is_alphabetic)
}

/// Whether the word is an amount with decimals.
fn is_price(word: &Word) -> bool {
    let bytes = word.text.as_bytes();
    is_numeric(word)
        && bytes.windows(2).any(|pair| matches!(pair[0], b'.' | b',') && pair[1].is_ascii_digit())
}

/// The description, if it is all there is on the line, in one cell.
fn only_description<'c>(line: &Line, cells: &'c [(Column, String)]) -> Option<&'c str> {
    match cells {
        [(Column::Description, text)] if line.cells().len() == 1 => Some(text),
        _ => None,
    }
}

/// Adds a line to the description of an item.
fn go_on(item: &mut LineItem, text: &str) {
    if item.description.lines().count() < LONGEST {
        let separator = if item.description.is_empty() { "" } else { "\n" };
        item.description = format!("{}{separator}{}", item.description, spaced(text));
    }
}

/// The text with single spaces.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
