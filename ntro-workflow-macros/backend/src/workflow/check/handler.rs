//! The `#[signal]`, `#[query]` and `#[update]` methods.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Signature, Type};

use crate::annotated::{AnnotatedImpl, AnnotatedMethod};
use crate::args::{self, HandlerArgs};
use crate::docs::Docs;
use crate::errors::{Errors, Problem};
use crate::handle::{self, Handle, HandleKind};
use crate::helper::Helper;
use crate::place::Place;
use crate::shape::{
    SelfKind, parameters, refuse_generics, refuse_unnameable_answer, refuse_unnameable_argument, self_kind,
};
use crate::texts;
use crate::types::{result_value, returned};
use crate::unique::Taken;
use crate::workflow::check::{quietly, validator};
use crate::workflow::model::{Handler, Parts, Update};

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
    handle: HandleKind,
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
    handle: HandleKind::Signal,
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
    handle: HandleKind::Query,
    noun: "a query",
    plural: "queries",
    arguments: args::Signature {
        label: "#[query]",
        takes: &["name"],
        example: "#[query(name = \"totals\")]",
    },
    receiver: SelfKind::Shared,
    example: "fn totals(&self) -> Totals",
};

const UPDATE: Kind = Kind {
    helper: Helper::Update,
    handle: HandleKind::Update,
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

pub(super) fn read(source: &AnnotatedImpl, parts: &mut Parts, errors: &mut Errors) {
    let mut handles = Vec::new();
    let signals = read_all(&SIGNAL, source, &mut handles, errors);
    parts.signals = signals.into_iter().map(|(handler, _)| handler).collect();
    let queries = read_all(&QUERY, source, &mut handles, errors);
    parts.queries = queries.into_iter().map(|(handler, _)| handler).collect();
    let updates = read_all(&UPDATE, source, &mut handles, errors);
    parts.updates = updates
        .into_iter()
        .filter_map(|(handler, args)| read_update(handler, &args, source, errors))
        .collect();
    parts.handles = handles;
}

fn read_all(
    kind: &Kind,
    source: &AnnotatedImpl,
    handles: &mut Vec<Handle>,
    errors: &mut Errors,
) -> Vec<(Handler, HandlerArgs)> {
    let mut names = Taken::new(kind.plural);
    let mut handlers = Vec::new();
    for (_, method, found) in source.with_helper(kind.helper) {
        handlers.extend(quietly(found, errors, |errors| {
            let args: HandlerArgs =
                args::of_attribute(&found.attribute, &kind.arguments, errors).unwrap_or_default();
            let handler = read_one(kind, method, &args, (&mut names, handles), errors)?;
            Some((handler, args))
        }));
    }
    handlers
}

/// Reads one handler. Its handle is read even if the handler is wrong.
fn read_one(
    kind: &Kind,
    method: &AnnotatedMethod,
    args: &HandlerArgs,
    (names, handles): (&mut Taken, &mut Vec<Handle>),
    errors: &mut Errors,
) -> Option<Handler> {
    let signature = &method.method.signature;
    let name = read_name(method, args, names, errors);
    let fits = fits(kind, signature, errors);
    // The types of a generic method mean nothing outside it.
    let concrete = refuse_generics(signature, kind.noun, errors);
    let payload = read_payload(kind.noun, signature, errors).filter(|_| concrete);
    let returned = read_answer(kind, signature, errors).filter(|_| concrete);
    // A method that has lost its name to a wired handler loses its handle by the same mistake.
    let free = match refuse_wired_handle(kind, &signature.ident) {
        Err(_) if name.is_none() => false,
        free => errors.keep(free).is_some(),
    };
    if free {
        let wire_name = name.clone().unwrap_or_else(|| signature.ident.unraw().to_string());
        handles.push(handle(kind, method, wire_name, payload.as_ref(), returned.as_ref()));
    }
    Some(Handler {
        ident: signature.ident.clone(),
        name: name.filter(|_| fits && free)?,
        cfgs: method.cfgs(),
        docs: Docs::of(&method.method.attributes),
        payload: payload?,
        returned: returned?,
    })
}

fn handle(
    kind: &Kind,
    method: &AnnotatedMethod,
    name: String,
    payload: Option<&Option<Type>>,
    returned: Option<&Option<Type>>,
) -> Handle {
    let mut types = vec![quote!(Self), type_or_unit(payload)];
    if kind.handle != HandleKind::Signal {
        // The caller gets the value of a `Result`, since the error becomes the call's.
        let value =
            returned.map(|returned| returned.as_ref().map(|ty| result_value(ty).unwrap_or(ty).clone()));
        types.push(type_or_unit(value.as_ref()));
    }
    Handle::new(kind.handle, method, name, types, Place::of(&method.method.signature.ident))
}

fn type_or_unit(ty: Option<&Option<Type>>) -> TokenStream {
    ty.and_then(Option::as_ref).map_or_else(|| quote!(()), ToTokens::to_token_stream)
}

fn read_name(
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
    errors.keep(refuse_wired(&place, &name).and_then(|()| texts::refuse_internal(&place, &name)))?;
    names.take(&place, &name, &method.cfgs(), errors).then_some(name)
}

fn refuse_wired(place: &TokenStream, name: &str) -> Result<(), Problem> {
    if !WIRED.contains(&name) {
        return Ok(());
    }
    Err(Problem::at(place, format!("every runbook has a handler named `{name}` already"))
        .note("the framework answers it, so this one would never be called")
        .help(format!("choose another name, for example `my_{name}`")))
}

/// Reports a method whose handle would hide a wired one. A method that is named like a wired
/// handler without being one on the wire hides its handle too.
fn refuse_wired_handle(kind: &Kind, ident: &Ident) -> Result<(), Problem> {
    let handle = handle::constant(ident).to_string();
    let hides_handler = WIRED.contains(&handle.to_lowercase().as_str());
    if !hides_handler && !WIRED_HANDLES.contains(&handle.as_str()) {
        return Ok(());
    }
    Err(Problem::at(ident, format!("every runbook has a handle named `{handle}` already"))
        .note(format!("the handle of this {} would hide it", kind.helper.name()))
        .help("rename the method; `name = \"…\"` keeps the name on the wire"))
}

/// Reports a handler that is async or takes `self` in the wrong way.
fn fits(kind: &Kind, signature: &Signature, errors: &mut Errors) -> bool {
    let mut fits = true;
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
        let place =
            signature.receiver().map_or_else(|| signature.ident.to_token_stream(), ToTokens::to_token_stream);
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
        [payload] => refuse_unnameable_argument(&payload.ty, &format!("the payload of {noun}"), errors)
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

/// The answer's type: `Some(None)` for `()`, `None` if it is wrong.
fn read_answer(kind: &Kind, signature: &Signature, errors: &mut Errors) -> Option<Option<Type>> {
    match returned(&signature.output) {
        None if kind.handle == HandleKind::Query => {
            errors.push(
                Problem::at(&signature.ident, "a query returns its answer")
                    .note("it changes nothing, so without an answer it does nothing")
                    .help(format!("write `{}`", QUERY.example)),
            );
            None
        }
        None => Some(None),
        Some(ty) => refuse_unnameable_answer(ty, &format!("the answer of {}", kind.noun), errors)
            .then(|| Some(ty.clone())),
    }
}

fn read_update(
    handler: Handler,
    args: &HandlerArgs,
    source: &AnnotatedImpl,
    errors: &mut Errors,
) -> Option<Update> {
    let validator = match &args.validator {
        None => None,
        Some(argument) => Some(errors.keep(validator::read(argument, &handler, source))?),
    };
    Some(Update { handler, validator })
}
