//! The method that an `#[update(validator = …)]` names.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Signature, Type};

use crate::annotated::AnnotatedImpl;
use crate::args::PathArg;
use crate::errors::Problem;
use crate::shape::{SelfKind, parameters, self_kind};
use crate::suggest::{did_you_mean, nearest};
use crate::types::{shared_referent, written};
use crate::workflow::model::{Handler, Validator};

pub(super) fn read(
    argument: &PathArg,
    update: &Handler,
    source: &AnnotatedImpl,
) -> Result<Validator, Problem> {
    let Some(name) = argument.ident() else {
        return Err(Problem::at(argument, "`validator` takes the name of a method of this impl")
            .help("write `validator = check_rate`, without quotes"));
    };
    let found = source.methods().find(|(_, method)| method.method.signature.ident == *name);
    let Some((_, method)) = found else { return Err(missing(name, update, source)) };
    let payload = read_shape(&method.method.signature, update)?;
    Ok(Validator { ident: name.clone(), payload })
}

fn missing(name: &Ident, update: &Handler, source: &AnnotatedImpl) -> Problem {
    let methods: Vec<String> =
        source.methods().map(|(_, method)| method.method.signature.ident.to_string()).collect();
    Problem::at(name, format!("this impl has no method `{name}`"))
        .maybe_help(did_you_mean(&nearest(&name.to_string(), methods.iter().map(String::as_str), 1)))
        .help(format!("a validator is written `{}`", example(update)))
}

/// The type of the validator's parameter, if the update has a payload.
fn read_shape(signature: &Signature, update: &Handler) -> Result<Option<Type>, Problem> {
    let wrong = |place: &dyn ToTokens, rule: &str| {
        Problem::at(&place.to_token_stream(), rule)
            .note("it decides whether the update is written to history at all, and changes nothing")
            .help(format!("write `{}`", example(update)))
    };
    if let Some(asyncness) = &signature.asyncness {
        return Err(wrong(asyncness, "a validator is not async"));
    }
    if self_kind(signature) != SelfKind::Shared {
        return Err(match signature.receiver() {
            Some(receiver) => wrong(receiver, "a validator takes `&self`"),
            None => wrong(&signature.ident, "a validator takes `&self`"),
        });
    }
    match (parameters(signature).as_slice(), &update.payload) {
        ([], None) => Ok(None),
        ([payload], Some(_)) => match shared_referent(&payload.ty) {
            Some(borrowed) => Ok(Some(borrowed.clone())),
            None => Err(wrong(&payload.ty, "a validator borrows the payload")),
        },
        _ => Err(wrong(&signature.ident, "a validator takes the payload of its update")),
    }
}

fn example(update: &Handler) -> String {
    match &update.payload {
        Some(ty) => format!("fn check_rate(&self, payload: &{}) -> Result<(), String>", written(ty)),
        None => "fn check_rate(&self) -> Result<(), String>".to_owned(),
    }
}
