//! Checks of the string arguments that every attribute shares.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::LitStr;

use crate::args::Text;
use crate::errors::Problem;

/// The literal of an argument, or that it is none, or that it is blank.
pub(crate) fn literal<'a>(argument: &str, text: &'a Text) -> Result<&'a LitStr, Problem> {
    match text {
        Text::Other(other) => Err(not_a_string(argument, other)),
        Text::Literal(literal) if literal.value().trim().is_empty() => {
            Err(Problem::at(literal, format!("`{argument}` is empty"))
                .help(format!("write `{argument} = \"…\"`")))
        }
        Text::Literal(literal) => Ok(literal),
    }
}

fn not_a_string(argument: &str, other: &TokenStream) -> Problem {
    Problem::at(other, format!("`{argument}` takes a string literal"))
        .note("it is read while the program is compiled, so it cannot be computed")
        .help(format!("write `{argument} = \"…\"`"))
}

/// A name on the wire that the author chose freely: of a signal, an update, a workflow type, ….
pub(crate) fn wire_name(argument: &str, text: &Text) -> Result<String, Problem> {
    let literal = literal(argument, text)?;
    let name = literal.value();
    if name.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Problem::at(literal, format!("`{argument}` contains white space"))
            .note("other languages send and start it by this name")
            .maybe_help(
                crate::naming::snake_case(&name).map(|name| format!("write `{argument} = \"{name}\"`")),
            ));
    }
    refuse_internal(literal, &name)?;
    Ok(name)
}

/// Refuses the names that Temporal and the framework keep for themselves.
pub(crate) fn refuse_internal(place: &impl ToTokens, name: &str) -> Result<(), Problem> {
    if name.starts_with("__") {
        return Err(Problem::at(place, format!("`{name}` starts with `__`"))
            .note(
                "Temporal and the framework keep such names for themselves (`__stack_trace`, `__temporal_…`)",
            )
            .help("choose another name"));
    }
    Ok(())
}
