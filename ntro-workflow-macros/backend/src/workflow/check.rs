//! Stage 3: from what the author wrote to a runbook, with every mistake on the way.
//!
//! Each part is read by itself and left out if it is wrong, so that one mistake hides no other.

mod answers;
mod details;
mod gate;
mod handler;
mod history;
mod identity;
mod run;
mod step;
mod validator;

use proc_macro2::Span;

use crate::annotated::{AnnotatedImpl, AnnotatedMethod, HelperUse};
use crate::args::{NoArgs, Signature, WorkflowArgs};
use crate::crate_path::CratePath;
use crate::errors::{Errors, Problem};
use crate::helper::Helper;
use crate::shape::ImplRules;
use crate::unique::Taken;
use crate::workflow::model::{Draft, Parts};

const RULES: ImplRules = ImplRules { label: "#[ntro_workflow]", noun: "a runbook" };

/// Reads the runbook out of an annotated impl. `args` is `None` if they could not be read.
pub(crate) fn check(
    krate: CratePath,
    args: Option<&WorkflowArgs>,
    source: AnnotatedImpl,
    errors: &mut Errors,
) -> Draft {
    RULES.check(&source.block, errors);
    let identity = args.and_then(|args| identity::read(args, &source.block.self_type, errors));
    misplaced_activities(&source, errors);
    let run = if source.items.is_empty() {
        errors.push(empty(&source));
        Err(Box::default())
    } else {
        run::read(&source, errors)
    };
    let init = run::read_init(&source, errors);
    let steps = read_steps(&source, errors);
    let history = args.and_then(|args| history::read(args.history.as_ref(), &run, errors));
    let mut parts = Parts { init, history, steps, ..Parts::default() };
    handler::read(&source, &mut parts, errors);
    Draft { krate, source, identity, run, parts }
}

fn empty(source: &AnnotatedImpl) -> Problem {
    Problem::at(&source.block.self_type, "this runbook is empty")
        .note("a runbook is what its `#[run]` method does")
        .help(format!("add `#[run] {}`", run::EXAMPLE))
}

fn misplaced_activities(source: &AnnotatedImpl, errors: &mut Errors) {
    for (_, _, found) in source.with_helper(Helper::Activity) {
        errors.push(
            Problem::at(
                &found.attribute,
                "`#[activity]` belongs in an impl annotated with `#[ntro_activities]`",
            )
            .note("a runbook is replayed, an activity runs once and may touch the world")
            .help("move the method into an `#[ntro_activities]` impl of another type"),
        );
    }
}

fn read_steps(source: &AnnotatedImpl, errors: &mut Errors) -> Vec<crate::workflow::model::Step> {
    let mut names = Taken::new("steps");
    let mut steps = Vec::new();
    for (position, method, found) in source.with_helper(Helper::UiStep) {
        steps
            .extend(quietly(found, errors, |errors| step::read(position, method, found, &mut names, errors)));
    }
    steps
}

/// Reads a part; of a contested method, whose mistake is reported already, without saying more.
fn quietly<T>(found: &HelperUse, errors: &mut Errors, read: impl FnOnce(&mut Errors) -> T) -> T {
    if found.contested { read(&mut Errors::default()) } else { read(errors) }
}

/// Reports arguments of an attribute that takes none.
fn no_arguments(found: &HelperUse, signature: &Signature, errors: &mut Errors) {
    crate::args::of_attribute::<NoArgs>(&found.attribute, signature, errors);
}

/// Refuses `#[cfg]` on a method that the runbook's trait impl cannot do without.
fn refuse_cfg(method: &AnnotatedMethod, label: &str, errors: &mut Errors) {
    if let Some(cfg) = method.cfgs().first() {
        errors.push(
            Problem::at(cfg, format!("`#[cfg]` cannot stand on a `{label}` method"))
                .note("the runbook's definition calls it whatever is configured")
                .help("put the `#[cfg]` on statements inside the method, or on the whole impl"),
        );
    }
}

/// Where to point at in a signature that lacks something at its end.
fn end_of(signature: &syn::Signature) -> Span {
    signature.paren_token.span.close()
}
