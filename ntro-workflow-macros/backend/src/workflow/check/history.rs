//! The `history(…)` of a runbook.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Ident, LitStr};

use crate::args::{self, FieldArg, HistoryArgs, Nested};
use crate::errors::{Errors, Problem};
use crate::workflow::model::{History, Run, RunTypes};

const HISTORY: args::Signature = args::Signature {
    label: "history(…)",
    takes: &["entity", "period", "source"],
    example: "history(entity = entity_slug, period = period)",
};

const REASON: &str = "a completed run is found again by what its input says that it is about";

/// Reads what a run is about; `None` without it, or if anything is wrong.
pub(super) fn read(
    history: Option<&Nested>,
    run: &Result<Run, Box<RunTypes>>,
    errors: &mut Errors,
) -> Option<History> {
    let Nested(meta) = history?;
    let args: HistoryArgs = args::of_meta(meta, &HISTORY, errors)?;
    if let Ok(Run { input: None, .. }) = run {
        errors.push(
            Problem::at(meta, "`history(…)` names fields of the input, and this run has none")
                .note(REASON)
                .help("give the `#[run]` method an input with these fields, or remove `history(…)`"),
        );
        return None;
    }
    if args.entity.is_none() {
        errors.push(
            Problem::at(meta.path(), "`history(…)` needs an `entity`")
                .note("it tells the tasks of one fund, property or company from those of another")
                .help("write `history(entity = entity_slug)`, with a field of the input"),
        );
    }
    let entity = optional("entity", args.entity, errors);
    let period = optional("period", args.period, errors);
    let source = optional("source", args.source, errors);
    Some(History { entity: entity??, period: period?, source: source? })
}

/// The field of an argument: `Some(None)` without the argument, `None` if it is wrong.
fn optional(argument: &str, field: Option<FieldArg>, errors: &mut Errors) -> Option<Option<Vec<Ident>>> {
    match field {
        None => Some(None),
        Some(FieldArg::Fields(fields)) => Some(Some(fields)),
        Some(FieldArg::Other(other)) => {
            errors.push(
                Problem::at(&other, format!("`{argument}` names a field of the input"))
                    .note(REASON)
                    .help(meant(argument, &other)),
            );
            None
        }
    }
}

/// How a field in quotes is written.
fn meant(argument: &str, other: &TokenStream) -> String {
    let quoted = syn::parse2::<LitStr>(other.to_token_stream()).ok();
    match quoted.and_then(|quoted| syn::parse_str::<Ident>(&quoted.value()).ok()) {
        Some(field) => format!("write `{argument} = {field}`, without quotes"),
        None => format!("write `{argument} = name_of_the_field`, or `{argument} = field.of_a_field`"),
    }
}
