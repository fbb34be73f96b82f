//! The `#[run]` method and the optional `#[init]`.

use quote::ToTokens;
use syn::{PatType, ReturnType, Signature, Type};

use crate::annotated::{AnnotatedImpl, AnnotatedMethod, HelperUse};
use crate::args;
use crate::context::{self, Taker};
use crate::errors::{Errors, Problem};
use crate::helper::Helper;
use crate::shape::{parameters, refuse_generics, refuse_unnameable_answer, refuse_unnameable_argument};
use crate::types::{has_impl_trait, is_plainly_no_result, returned, shared_referent, written};
use crate::workflow::check::{end_of, no_arguments, quietly, refuse_cfg};
use crate::workflow::model::{Init, Run, RunTypes};

pub(super) const EXAMPLE: &str = "async fn run(ctx: &Ctx<Self>, input: Input) -> RunbookResult<Output>";

/// Why runs and steps take a context.
pub(super) const CONTEXT: &str = "waiting, activities, children and the breadcrumb all go through it";

const RUN: args::Signature = args::Signature { label: "#[run]", takes: &[], example: "#[run]" };
const INIT: args::Signature = args::Signature { label: "#[init]", takes: &[], example: "#[init]" };

const TAKER: Taker =
    Taker { noun: "a run", context: "Ctx", reason: CONTEXT, parameter: "ctx: &Ctx<Self>", example: EXAMPLE };

pub(super) fn read(source: &AnnotatedImpl, errors: &mut Errors) -> Result<Run, Box<RunTypes>> {
    let mut runs = source.with_helper(Helper::Run);
    let Some((_, method, found)) = runs.next() else {
        errors.push(missing(source));
        return Err(Box::default());
    };
    for (_, _, extra) in runs {
        errors.push(
            Problem::at(&extra.attribute, "a runbook has one `#[run]`")
                .note("it is where every run starts")
                .help("keep one, and call the other method from it"),
        );
    }
    quietly(found, errors, |errors| read_one(method, found, errors))
}

fn missing(source: &AnnotatedImpl) -> Problem {
    let named_run = source.methods().find(|(_, method)| method.method.signature.ident == "run");
    match named_run {
        Some((_, method)) => Problem::at(&method.method.signature.ident, "this runbook has no `#[run]`")
            .note("the name `run` alone does not make a method the start of the runbook")
            .help("write `#[run]` above this method"),
        None => Problem::at(&source.block.self_type, "this runbook has no `#[run]`")
            .note("it is where every run starts")
            .help(format!("add `#[run] {EXAMPLE}`")),
    }
}

fn read_one(method: &AnnotatedMethod, found: &HelperUse, errors: &mut Errors) -> Result<Run, Box<RunTypes>> {
    let signature = &method.method.signature;
    no_arguments(found, &RUN, errors);
    refuse_cfg(method, "#[run]", errors);
    let mut fits = is_async(signature, "a run", errors);
    fits &= without_self(signature, "a run", errors);
    let concrete = refuse_generics(signature, "a run", errors);
    let returned = read_output(signature, errors);
    let context = context::split(&method.method, &TAKER, errors);
    let input = match &context {
        Some((_, rest)) => read_input(rest, errors),
        None => read_input(&context::parameters_without(signature), &mut Errors::default()),
    };
    match (context, input, returned) {
        (Some((context, _)), Some(input), Some(returned)) if fits && concrete => {
            Ok(Run { ident: signature.ident.clone(), context, input, returned })
        }
        (_, input, returned) if concrete => Err(Box::new(RunTypes { input: input.flatten(), returned })),
        _ => Err(Box::default()),
    }
}

/// The input's type: `Some(None)` without one, `None` if it is wrong.
fn read_input(parameters: &[&PatType], errors: &mut Errors) -> Option<Option<Type>> {
    match parameters {
        [] => Some(None),
        [input] => refuse_unnameable_argument(&input.ty, "the input of a run", errors)
            .then(|| Some((*input.ty).clone())),
        [_, surplus, ..] => {
            errors.push(
                Problem::at(surplus, "a run takes one input")
                    .note("it is started with one JSON value")
                    .help("put the fields into one struct"),
            );
            None
        }
    }
}

fn read_output(signature: &Signature, errors: &mut Errors) -> Option<Type> {
    let returned = read_result(signature, "a run", EXAMPLE, errors)?;
    if has_impl_trait(returned) {
        refuse_unnameable_answer(returned, "the output of a run", errors);
        return None;
    }
    Some(returned.clone())
}

/// The declared return type of a method that must return a `Result`.
pub(super) fn read_result<'a>(
    signature: &'a Signature,
    noun: &str,
    example: &str,
    errors: &mut Errors,
) -> Option<&'a Type> {
    let explained =
        |problem: Problem| problem.note("waiting, activities and children can fail, and `?` passes that on");
    let rule = format!("{noun} returns `RunbookResult<T>` or another `Result`");
    let problem = match (returned(&signature.output), &signature.output) {
        (Some(ty), _) if !is_plainly_no_result(ty) => return Some(ty),
        (Some(ty), _) => {
            explained(Problem::at(ty, rule)).help(format!("write `-> RunbookResult<{}>`", written(ty)))
        }
        (None, ReturnType::Type(_, unit)) => {
            explained(Problem::at(unit, rule)).help("write `-> RunbookResult<()>`")
        }
        (None, ReturnType::Default) => {
            explained(Problem::at_span(end_of(signature), rule)).help(format!("write `{example}`"))
        }
    };
    errors.push(problem);
    None
}

/// Reports a method that must be `async` and is not.
pub(super) fn is_async(signature: &Signature, noun: &str, errors: &mut Errors) -> bool {
    if signature.asyncness.is_none() {
        errors.push(
            Problem::at(&signature.fn_token, format!("{noun} is an `async fn`"))
                .note("it waits for people, activities and children, and a run is suspended meanwhile")
                .help(format!("write `async fn {}`", signature.ident)),
        );
    }
    signature.asyncness.is_some()
}

/// Reports a `self` parameter on a method that outlives every borrow of the state.
pub(super) fn without_self(signature: &Signature, noun: &str, errors: &mut Errors) -> bool {
    let receiver = signature.receiver();
    if let Some(receiver) = receiver {
        errors.push(
            Problem::at(receiver, format!("{noun} takes no `self`"))
                .note(
                    "signals change the state while it waits, so no reference to it may live across an await",
                )
                .help("use `ctx.state(|runbook| …)` to read and `ctx.state_mut(|runbook| …)` to write"),
        );
    }
    receiver.is_none()
}

pub(super) fn read_init(source: &AnnotatedImpl, errors: &mut Errors) -> Option<Init> {
    let mut inits = source.with_helper(Helper::Init);
    let (_, method, found) = inits.next()?;
    for (_, _, extra) in inits {
        errors.push(
            Problem::at(&extra.attribute, "a runbook has one `#[init]`")
                .note("its state is made once, when a run starts")
                .help("keep one of them"),
        );
    }
    quietly(found, errors, |errors| {
        no_arguments(found, &INIT, errors);
        refuse_cfg(method, "#[init]", errors);
        errors.keep(read_init_shape(&method.method.signature))
    })
}

fn read_init_shape(signature: &Signature) -> Result<Init, Problem> {
    if let Some(asyncness) = &signature.asyncness {
        let reason = "the state must be there before the first message";
        return Err(wrong_init(asyncness, "`#[init]` is not async", reason));
    }
    if let Some(receiver) = signature.receiver() {
        let reason = "it makes the state, so there is none yet";
        return Err(wrong_init(receiver, "`#[init]` takes no `self`", reason));
    }
    if returned(&signature.output).is_none() {
        let reason = "what it returns is the runbook's state";
        return Err(wrong_init(&signature.ident, "`#[init]` returns `Self`", reason));
    }
    let input = match parameters(signature).as_slice() {
        [] => None,
        [input] => Some(shared_referent(&input.ty).cloned().ok_or_else(|| {
            let reason = "the run takes the same input afterwards";
            wrong_init(&input.ty, "`#[init]` borrows its input", reason)
        })?),
        [_, surplus, ..] => {
            let reason = "a run is started with one JSON value";
            return Err(wrong_init(surplus, "`#[init]` takes one input", reason));
        }
    };
    Ok(Init { ident: signature.ident.clone(), input })
}

fn wrong_init(place: &impl ToTokens, rule: &str, reason: &str) -> Problem {
    Problem::at(place, rule).note(reason).help("write `fn init(input: &Input) -> Self`")
}
