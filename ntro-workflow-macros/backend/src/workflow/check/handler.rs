//! The `#[signal]`, `#[query]` and `#[update]` methods.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Signature, Type};

use crate::annotated::{AnnotatedImpl, AnnotatedMethod};
use crate::args::{self, HandlerArgs, PathArg};
use crate::docs;
use crate::errors::{Errors, Problem};
use crate::helper::Helper;
use crate::shape::{SelfKind, constant, parameters, refuse_generics, refuse_unnameable, self_kind};
use crate::suggest::{did_you_mean, nearest};
use crate::texts;
use crate::types::{peeled, returned};
use crate::unique::Taken;
use crate::workflow::check::quietly;
use crate::workflow::model::{Handler, Update};

/// The handlers and handles that every runbook has already.
const WIRED: [&str; 6] = [
    "user_action",
    "current_pending_action",
    "current_steps",
    "current_ui_state",
    "step_snapshots",
    "children_by_step_id",
];

/// The handles that every runbook has already and that no wired handler is named like.
const WIRED_HANDLES: [&str; 2] = ["RUN", "USER_ACTION_UPDATE"];

/// What makes a handler a signal, a query or an update.
struct Kind {
    helper: Helper,
    /// "a signal"
    noun: &'static str,
    /// "signals"
    plural: &'static str,
    arguments: args::Signature,
    receiver: SelfKind,
    example: &'static str,
}

const SIGNAL: Kind = Kind {
    helper: Helper::Signal,
    noun: "a signal",
    plural: "signals",
    arguments: args::Signature {
        label: "#[signal]",
        takes: &["name"],
        example: "#[signal(name = \"document_submitted\")]",
    },
    receiver: SelfKind::Exclusive,
    example: "fn document_submitted(&mut self, document: Document)",
};

const QUERY: Kind = Kind {
    helper: Helper::Query,
    noun: "a query",
    plural: "queries",
    arguments: args::Signature { label: "#[query]", takes: &["name"], example: "#[query(name = \"totals\")]" },
    receiver: SelfKind::Shared,
    example: "fn totals(&self) -> Totals",
};

const UPDATE: Kind = Kind {
    helper: Helper::Update,
    noun: "an update",
    plural: "updates",
    arguments: args::Signature {
        label: "#[update]",
        takes: &["name", "validator"],
        example: "#[update(validator = check_rate)]",
    },
    receiver: SelfKind::Exclusive,
    example: "fn set_rate(&mut self, rate: Rate) -> Rate",
};

pub(super) fn read_signals(source: &AnnotatedImpl, errors: &mut Errors) -> Vec<Handler> {
    read_all(&SIGNAL, source, errors, |handler, _, _| Some(handler))
}

pub(super) fn read_queries(source: &AnnotatedImpl, errors: &mut Errors) -> Vec<Handler> {
    read_all(&QUERY, source, errors, |handler, _, errors| {
        if handler.returned.is_none() {
            errors.push(
                Problem::at(&handler.ident, "a query returns its answer")
                    .note("it changes nothing, so without an answer it does nothing")
                    .help(format!("write `{}`", QUERY.example)),
            );
            return None;
        }
        Some(handler)
    })
}

pub(super) fn read_updates(source: &AnnotatedImpl, errors: &mut Errors) -> Vec<Update> {
    read_all(&UPDATE, source, errors, |handler, args, errors| {
        let validator = match &args.validator {
            None => None,
            Some(argument) => Some(errors.keep(read_validator(argument, &handler, source))?),
        };
        Some(Update { handler, validator })
    })
}

fn read_all<T>(
    kind: &Kind,
    source: &AnnotatedImpl,
    errors: &mut Errors,
    mut finish: impl FnMut(Handler, &HandlerArgs, &mut Errors) -> Option<T>,
) -> Vec<T> {
    let mut names = Taken::new(kind.plural);
    let mut handlers = Vec::new();
    for (_, method, found) in source.with_helper(kind.helper) {
        handlers.extend(quietly(found, errors, |errors| {
            let args: HandlerArgs = args::of_attribute(&found.attribute, &kind.arguments, errors).unwrap_or_default();
            let handler = read(kind, method, &args, &mut names, errors)?;
            finish(handler, &args, errors)
        }));
    }
    handlers
}

fn read(
    kind: &Kind,
    method: &AnnotatedMethod,
    args: &HandlerArgs,
    names: &mut Taken,
    errors: &mut Errors,
) -> Option<Handler> {
    let signature = &method.method.signature;
    let name = read_name(kind, method, args, names, errors);
    let fits = fits(kind, signature, errors);
    let payload = read_payload(kind.noun, signature, errors);
    let returned = returned(&signature.output);
    let answers = returned.is_none_or(|ty| refuse_unnameable(ty, &format!("the answer of {}", kind.noun), errors));
    let attributes = &method.method.attributes;
    Some(Handler {
        ident: signature.ident.clone(),
        constant: constant(&signature.ident),
        name: name.filter(|_| fits && answers)?,
        cfgs: method.cfgs(),
        doc_attributes: docs::attributes(attributes),
        docs: docs::text(attributes),
        visibility: method.method.visibility.clone(),
        payload: payload?,
        returned: returned.cloned(),
    })
}

fn read_name(
    kind: &Kind,
    method: &AnnotatedMethod,
    args: &HandlerArgs,
    names: &mut Taken,
    errors: &mut Errors,
) -> Option<String> {
    let ident = &method.method.signature.ident;
    let (place, name) = match &args.name {
        Some(text) => (text.to_token_stream(), errors.keep(texts::wire_name("name", text))?),
        None => (ident.to_token_stream(), ident.unraw().to_string()),
    };
    errors.keep(texts::refuse_internal(&place, &name))?;
    if WIRED.contains(&name.as_str()) {
        errors.push(
            Problem::at(&place, format!("every runbook has a handler named `{name}` already"))
                .note("the framework answers it, so this one would never be called")
                .help(format!("choose another name, for example `my_{name}`")),
        );
        return None;
    }
    let handle = constant(ident).to_string();
    if WIRED_HANDLES.contains(&handle.as_str()) || WIRED.contains(&handle.to_lowercase().as_str()) {
        errors.push(
            Problem::at(ident, format!("every runbook has a handle named `{handle}` already"))
                .note(format!("the handle of this {} would be named alike", &kind.arguments.label[2..kind.arguments.label.len() - 1]))
                .help("rename the method; `name = \"…\"` keeps the name on the wire"),
        );
        return None;
    }
    names.take(&place, &name, &method.cfgs(), errors).then_some(name)
}

/// Reports a handler that is async, generic or takes `self` in the wrong way.
fn fits(kind: &Kind, signature: &Signature, errors: &mut Errors) -> bool {
    let mut fits = refuse_generics(signature, kind.noun, errors);
    if let Some(asyncness) = &signature.asyncness {
        errors.push(
            Problem::at(asyncness, format!("{} is not async", kind.noun))
                .note("it runs in one go, between two awaits of the run, so that nothing else sees it half done")
                .help(format!("write `{}`, and wait in a step", kind.example)),
        );
        fits = false;
    }
    let found = self_kind(signature);
    if found != kind.receiver {
        let (wanted, reason) = match kind.receiver {
            SelfKind::Shared => ("&self", "a question leaves no trace in history, so it may change nothing"),
            _ => ("&mut self", "it is how the outside changes the state of a run"),
        };
        let place = signature.receiver().map_or_else(|| signature.ident.to_token_stream(), ToTokens::to_token_stream);
        errors.push(
            Problem::at(&place, format!("{} takes `{wanted}`", kind.noun))
                .note(reason)
                .help(format!("write `{}`", kind.example)),
        );
        fits = false;
    }
    fits
}

/// The payload's type: `Some(None)` without one, `None` if it is wrong.
fn read_payload(noun: &str, signature: &Signature, errors: &mut Errors) -> Option<Option<Type>> {
    match parameters(signature).as_slice() {
        [] => Some(None),
        [payload] => refuse_unnameable(&payload.ty, &format!("the payload of {noun}"), errors)
            .then(|| Some((*payload.ty).clone())),
        [_, surplus, ..] => {
            errors.push(
                Problem::at(surplus, format!("{noun} takes one payload"))
                    .note("it is sent with one JSON value")
                    .help("put the fields into one struct"),
            );
            None
        }
    }
}

fn read_validator(argument: &PathArg, update: &Handler, source: &AnnotatedImpl) -> Result<Ident, Problem> {
    let example = validator_example(update);
    let Some(name) = argument.ident() else {
        return Err(Problem::at(argument, "`validator` takes the name of a method of this impl")
            .help("write `validator = check_rate`, without quotes"));
    };
    let found = source.methods().find(|(_, method)| method.method.signature.ident == *name);
    let Some((_, method)) = found else {
        let methods: Vec<String> =
            source.methods().map(|(_, method)| method.method.signature.ident.to_string()).collect();
        return Err(Problem::at(name, format!("this impl has no method `{name}`"))
            .maybe_help(did_you_mean(&nearest(&name.to_string(), methods.iter().map(String::as_str), 1)))
            .help(format!("a validator is written `{example}`")));
    };
    let signature = &method.method.signature;
    let wrong = |place: &dyn ToTokens, rule: String| {
        Problem::at(&place.to_token_stream(), rule)
            .note("it decides whether the update is written to history at all, and changes nothing")
            .help(format!("write `{example}`"))
    };
    if let Some(asyncness) = &signature.asyncness {
        return Err(wrong(asyncness, "a validator is not async".into()));
    }
    if self_kind(signature) != SelfKind::Shared {
        let place = signature.receiver().map_or_else(|| signature.ident.to_token_stream(), ToTokens::to_token_stream);
        return Err(wrong(&place, "a validator takes `&self`".into()));
    }
    match (parameters(signature).as_slice(), &update.payload) {
        ([], None) => Ok(name.clone()),
        ([payload], Some(_)) if matches!(peeled(&payload.ty), Type::Reference(reference) if reference.mutability.is_none()) => {
            Ok(name.clone())
        }
        _ => Err(wrong(&signature.ident, "a validator takes the update's payload by reference".into())),
    }
}

fn validator_example(update: &Handler) -> String {
    match &update.payload {
        Some(ty) => format!("fn check_rate(&self, payload: &{}) -> Result<(), String>", ty.to_token_stream()),
        None => "fn check_rate(&self) -> Result<(), String>".to_owned(),
    }
}
