//! One field: a column, a header field, a list of rows, or nothing that people see.

use syn::ext::IdentExt;
use syn::{LitStr, Meta};

use crate::args::{Nested, Text};
use crate::editable::args::{self, FieldArgs};
use crate::editable::column::{CURRENCY, ColumnWord};
use crate::editable::model::{Column, Field, Rows};
use crate::editable::serde_names::Names;
use crate::errors::{Errors, Problem};
use crate::naming::{capitalized, words};
use crate::suggest::{did_you_mean, nearest};
use crate::texts;

/// The key by which rows are found.
const ID: &str = "id";

/// The fields read so far.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) fields: Vec<Field>,
    pub(super) rows: Vec<Rows>,
}

impl Read {
    /// Reads one field, whose key in the JSON is known unless serde has two for it.
    pub(super) fn field(
        &mut self,
        field: &syn::Field,
        key: Option<&str>,
        keys: &[Option<String>],
        errors: &mut Errors,
    ) {
        let (Some(args), Some(ident)) = (args::of_field(&field.attrs, errors), &field.ident) else { return };
        let key = key_in_json(field, key, &args, errors);
        let label = match &args.label {
            Some(text) => errors.keep(texts::literal("label", text)).map(LitStr::value),
            None => Some(humanised(&ident.unraw().to_string())),
        };
        if let Some(rows) = &args.rows {
            word(rows, "rows", errors);
            only_a_label(&args, errors);
            if let (Some(key), Some(label)) = (key, label) {
                self.rows.push(Rows { key, label, ty: field.ty.clone() });
            }
            return;
        }
        if let Some(editable) = &args.editable {
            word(editable, "editable", errors);
        }
        let column = column(&args, &field.ty, errors);
        let currency_key = currency_key(&args, keys, errors);
        if let (Some(key), Some(label), Some(column)) = (key, label, column) {
            let editable = args.editable.is_some();
            self.fields.push(Field { key, label, column, currency_key, editable });
        }
    }
}

/// The field's key, unless the JSON has none, or two, or what people sent under it would be lost.
fn key_in_json(
    field: &syn::Field,
    key: Option<&str>,
    args: &FieldArgs,
    errors: &mut Errors,
) -> Option<String> {
    if let Some(problem) = unreachable_in_json(&Names::of(&field.attrs), args) {
        errors.push(problem);
        return None;
    }
    let Some(key) = key else {
        errors.push(
            Problem::at(&field.ident, "serde reads this field under another key than it writes it")
                .note("a correction names the field by the key that is shown")
                .help("give it one name: `#[serde(rename = \"…\")]`"),
        );
        return None;
    };
    if let (ID, Some(Nested(editable))) = (key, &args.editable) {
        errors.push(
            Problem::at(editable, "`id` is not `editable`")
                .note("it is how corrections find the row")
                .help("write `#[edit]` to show it, and let people edit another field"),
        );
        return None;
    }
    Some(key.to_owned())
}

/// Why people would not see the field, or what they send for it not be read.
fn unreachable_in_json(names: &Names, args: &FieldArgs) -> Option<Problem> {
    let remedy = "remove the `#[edit]` or what serde is told of the field";
    if let Some((place, word)) = &names.absent {
        let rule = format!("a field that is `#[serde({word})]` has no `#[edit]`");
        let problem = Problem::at_span(*place, rule).note("the JSON that people see has no such key");
        return Some(problem.help(remedy));
    }
    let (Some(place), Some(_)) = (names.unread, &args.editable) else { return None };
    let rule = "a field that is `#[serde(skip_deserializing)]` is not `editable`";
    Some(Problem::at_span(place, rule).note("what people send for it is not read").help(remedy))
}

/// Reports a word that is given a value.
fn word(Nested(meta): &Nested, word: &str, errors: &mut Errors) {
    if !matches!(meta, Meta::Path(_)) {
        errors.push(
            Problem::at(meta, format!("`{word}` is a word of its own"))
                .help(format!("write `#[edit({word})]`")),
        );
    }
}

/// Reports everything beside `rows` that is for single fields.
fn only_a_label(args: &FieldArgs, errors: &mut Errors) {
    let FieldArgs { column, currency_key, editable, .. } = args;
    let texts = [("type", column), ("currency_key", currency_key)];
    for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?))) {
        errors.push(not_of_rows(Problem::at(text, refusal(name))));
    }
    if let Some(Nested(meta)) = editable {
        errors.push(not_of_rows(Problem::at(meta, refusal("editable"))));
    }
}

fn refusal(name: &str) -> String {
    format!("`{name}` does not go with `rows`")
}

fn not_of_rows(problem: Problem) -> Problem {
    problem
        .note("what people may edit of a row is said on the fields of its type")
        .help("write `#[edit(rows)]` here, and `#[edit(…)]` on the fields of the row")
}

/// The column: as the author says, an amount of money where there is a currency, else as the type says.
fn column(args: &FieldArgs, ty: &syn::Type, errors: &mut Errors) -> Option<Column> {
    let Some(text) = &args.column else {
        let said = args.currency_key.is_some().then_some(Column::Said(CURRENCY));
        return Some(said.unwrap_or_else(|| Column::Of(Box::new(ty.clone()))));
    };
    let word = errors.keep(texts::literal("type", text).and_then(ColumnWord::of))?;
    if let Some(currency_key) = args.currency_key.as_ref().filter(|_| word != CURRENCY) {
        errors.push(
            Problem::at(currency_key, "`currency_key` belongs to a column of the type `currency`")
                .note("nothing else is an amount of a currency")
                .help("write `type = \"currency\"`, or remove `currency_key`"),
        );
    }
    Some(Column::Said(word))
}

/// The key of the currency, which is a key beside the amount.
fn currency_key(args: &FieldArgs, keys: &[Option<String>], errors: &mut Errors) -> Option<String> {
    let text: &Text = args.currency_key.as_ref()?;
    let literal = errors.keep(texts::literal("currency_key", text))?;
    let (wanted, known) = (literal.value(), || keys.iter().flatten().map(String::as_str));
    if known().all(|key| key != wanted) {
        errors.push(
            Problem::at(literal, format!("there is no field `{wanted}` beside this one"))
                .note("the currency of an amount is read from the same row")
                .maybe_help(did_you_mean(&nearest(&wanted, known(), 1))),
        );
    }
    Some(wanted)
}

/// What people read above `unit_price`: "Unit price".
fn humanised(name: &str) -> String {
    let mut words = words(name).into_iter();
    let first = words.next().map(|word| capitalized(&word)).unwrap_or_default();
    words.fold(first, |text, word| format!("{text} {word}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_the_name_in_words() {
        for (name, label) in [("unit_price", "Unit price"), ("vat", "Vat"), ("line_2_total", "Line 2 total")]
        {
            assert_eq!(humanised(name), label);
        }
    }
}
