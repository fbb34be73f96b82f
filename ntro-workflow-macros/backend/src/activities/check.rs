//! Stage 3: from what the author wrote to activities, with every mistake on the way.

use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{PatType, Signature, Type};

use crate::activities::expand::output;
use crate::activities::model::{Activities, Activity};
use crate::annotated::{AnnotatedImpl, AnnotatedMethod, HelperUse};
use crate::args::{self, ActivitiesArgs, HandlerArgs};
use crate::context::{self, Taker};
use crate::crate_path::CratePath;
use crate::docs::Docs;
use crate::errors::{Errors, Problem};
use crate::handle::{Handle, HandleKind};
use crate::helper::Helper;
use crate::naming::snake_case;
use crate::place::Place;
use crate::shape::{
    ImplRules, SelfKind, refuse_generics, refuse_unnameable_answer, refuse_unnameable_argument, self_kind,
};
use crate::texts;
use crate::types::{self, borrows, has_impl_trait, is_plainly_no_result, last_segment, returned, written};
use crate::unique::Taken;

const RULES: ImplRules = ImplRules { label: "#[ntro_activities]", noun: "a host of activities" };

const ACTIVITY: args::Signature =
    args::Signature { label: "#[activity]", takes: &["name"], example: "#[activity(name = \"parse_pdf\")]" };

const EXAMPLE: &str =
    "async fn parse_pdf(&self, ctx: &ActivityCtx, input: Input) -> Result<Output, ActivityError>";

const TAKER: Taker = Taker {
    noun: "an activity",
    context: "ActivityCtx",
    reason: "the attempt, the heartbeat and the cancellation are in it",
    parameter: "ctx: &ActivityCtx",
    example: EXAMPLE,
};

/// Reads the activities out of an annotated impl.
pub(super) fn check(
    krate: CratePath,
    args: &ActivitiesArgs,
    source: AnnotatedImpl,
    errors: &mut Errors,
) -> Activities {
    RULES.check(&source.block, errors);
    let prefix = prefix(args, &source.block.self_type, errors);
    misplaced_helpers(&source, errors);
    if source.with_helper(Helper::Activity).next().is_none() {
        errors.push(none(&source));
    }
    let mut reader =
        Reader { krate: &krate, prefix: &prefix, names: Taken::new("activities"), handles: Vec::new() };
    let mut activities = Vec::new();
    for (_, method, found) in source.with_helper(Helper::Activity) {
        let mut quiet = Errors::default();
        let errors = if found.contested { &mut quiet } else { &mut *errors };
        activities.extend(reader.read(method, found, errors));
    }
    let handles = reader.handles;
    Activities { krate, source, activities, handles }
}

/// The part of the activity types before the dot.
fn prefix(args: &ActivitiesArgs, self_type: &Type, errors: &mut Errors) -> String {
    let default = || {
        let name = last_segment(self_type).map(|segment| segment.ident.unraw().to_string());
        name.and_then(|name| snake_case(&name)).unwrap_or_else(|| "activities".to_owned())
    };
    let given = args.prefix.as_ref().and_then(|text| errors.keep(texts::wire_name("prefix", text)));
    given.unwrap_or_else(default)
}

fn misplaced_helpers(source: &AnnotatedImpl, errors: &mut Errors) {
    for (_, method) in source.methods() {
        let Some(found) = method.helper.as_ref().filter(|found| found.helper != Helper::Activity) else {
            continue;
        };
        let (name, home) = (found.helper.name(), found.helper.home());
        errors.push(
            Problem::at(
                &found.attribute,
                format!("`#[{name}]` belongs inside an impl annotated with `{home}`"),
            )
            .note("activities have no runbook around them: they run once, on any worker")
            .help("move the method into the runbook's impl"),
        );
    }
}

fn none(source: &AnnotatedImpl) -> Problem {
    Problem::at(&source.block.self_type, "this impl has no `#[activity]`")
        .note("methods without it stay plain methods, so nothing would be registered")
        .help(format!("add `#[activity] {EXAMPLE}`"))
}

/// What the activities of an impl have in common while they are read.
struct Reader<'a> {
    krate: &'a CratePath,
    prefix: &'a str,
    names: Taken,
    handles: Vec<Handle>,
}

impl Reader<'_> {
    /// Reads one activity. Its handle is read even if the activity is wrong.
    fn read(&mut self, method: &AnnotatedMethod, found: &HelperUse, errors: &mut Errors) -> Option<Activity> {
        let signature = &method.method.signature;
        let name = self.read_name(method, found, errors);
        let fits = fits(signature, errors);
        // The types of a generic method mean nothing outside it.
        let concrete = refuse_generics(signature, "an activity", errors);
        let returned = read_returned(signature, errors).filter(|_| concrete);
        let context = context::split(&method.method, &TAKER, errors);
        let input = match &context {
            Some((_, rest)) => read_input(rest, errors),
            None => read_input(&context::parameters_without(signature), &mut Errors::default()),
        };
        let input = input.filter(|_| concrete);
        self.add_handle(method, name.as_ref(), input.as_ref(), returned.as_ref());
        Some(Activity {
            ident: signature.ident.clone(),
            name: name.filter(|_| fits)?,
            cfgs: method.cfgs(),
            docs: Docs::of(&method.method.attributes),
            takes_self: self_kind(signature) == SelfKind::Shared,
            context: context?.0,
            input: input?,
            returned: returned?,
        })
    }

    fn read_name(
        &mut self,
        method: &AnnotatedMethod,
        found: &HelperUse,
        errors: &mut Errors,
    ) -> Option<String> {
        let ident = &method.method.signature.ident;
        let args: HandlerArgs = args::of_attribute(&found.attribute, &ACTIVITY, errors).unwrap_or_default();
        let (place, name) = match &args.name {
            Some(text) => (text.to_token_stream(), errors.keep(texts::wire_name("name", text))?),
            None => (ident.to_token_stream(), ident.unraw().to_string()),
        };
        errors.keep(texts::refuse_internal(&place, &name))?;
        let free = self.names.take(&place, &name, &method.cfgs(), errors);
        free.then(|| format!("{}.{name}", self.prefix))
    }

    fn add_handle(
        &mut self,
        method: &AnnotatedMethod,
        name: Option<&String>,
        input: Option<&Option<Type>>,
        returned: Option<&Type>,
    ) {
        let ident = &method.method.signature.ident;
        let name = name.cloned().unwrap_or_else(|| format!("{}.{}", self.prefix, ident.unraw()));
        let input = input.and_then(Option::as_ref).map_or_else(|| quote!(()), ToTokens::to_token_stream);
        let output = match (returned, types::returned(&method.method.signature.output)) {
            (Some(ty), _) => output(ty, self.krate),
            (None, Some(plain)) if !has_impl_trait(plain) && !borrows(plain) => plain.to_token_stream(),
            _ => quote!(()),
        };
        let place = returned.map_or_else(|| Place::of(ident), Place::of_value);
        self.handles.push(Handle::new(HandleKind::Activity, method, name, vec![input, output], place));
    }
}

/// Reports an activity that is not async or takes `self` in the wrong way.
fn fits(signature: &Signature, errors: &mut Errors) -> bool {
    let mut fits = true;
    if signature.asyncness.is_none() {
        errors.push(
            Problem::at(&signature.fn_token, "an activity is an `async fn`")
                .note(
                    "a worker runs many of them on few threads, and a blocking one would hold up the others",
                )
                .help(format!(
                    "write `async fn {}`, with `spawn_blocking` around what blocks",
                    signature.ident
                )),
        );
        fits = false;
    }
    if let (SelfKind::Exclusive | SelfKind::Other, Some(receiver)) =
        (self_kind(signature), signature.receiver())
    {
        errors.push(
            Problem::at(receiver, "an activity takes `&self` or no `self`")
                .note("one host serves all the activities that run at the same time")
                .help("write `&self`, and keep what changes behind a lock or in a database"),
        );
        fits = false;
    }
    fits
}

fn read_returned(signature: &Signature, errors: &mut Errors) -> Option<Type> {
    let rule = "an activity returns `Result<T, ActivityError>` or another `Result`";
    let reason = "how it failed decides whether it is tried again";
    let problem = match returned(&signature.output) {
        Some(ty) if has_impl_trait(ty) => {
            refuse_unnameable_answer(ty, "the output of an activity", errors);
            return None;
        }
        Some(ty) if !is_plainly_no_result(ty) => return Some(ty.clone()),
        Some(ty) => {
            let remedy = format!("write `-> Result<{}, ActivityError>`", written(ty));
            Problem::at(ty, rule).note(reason).help(remedy)
        }
        None => Problem::at(&signature.ident, rule).note(reason).help(format!("write `{EXAMPLE}`")),
    };
    errors.push(problem);
    None
}

/// The input's type: `Some(None)` without one, `None` if it is wrong.
fn read_input(parameters: &[&PatType], errors: &mut Errors) -> Option<Option<Type>> {
    match parameters {
        [] => Some(None),
        [input] => refuse_unnameable_argument(&input.ty, "the input of an activity", errors)
            .then(|| Some((*input.ty).clone())),
        [_, surplus, ..] => {
            errors.push(
                Problem::at(surplus, "an activity takes one input")
                    .note("it is scheduled with one JSON value")
                    .help("put the fields into one struct"),
            );
            None
        }
    }
}
