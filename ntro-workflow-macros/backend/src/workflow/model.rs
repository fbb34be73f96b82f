//! Stage 2: the runbook that an impl describes. Nothing in it changes once it is checked.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Type};

use crate::annotated::AnnotatedImpl;
use crate::answer::Answer;
use crate::context::ContextParameter;
use crate::crate_path::CratePath;
use crate::docs::Docs;
use crate::handle::Handle;
use crate::place::Place;

/// What could be read of a runbook. Whoever finds an error leaves out only the part it is in.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) krate: CratePath,
    pub(crate) source: AnnotatedImpl,
    pub(crate) identity: Option<Identity>,
    pub(crate) run: Result<Run, Box<RunTypes>>,
    pub(crate) parts: Parts,
}

/// A runbook without errors.
#[derive(Debug)]
pub(crate) struct Runbook {
    pub(crate) krate: CratePath,
    pub(crate) source: AnnotatedImpl,
    pub(crate) identity: Identity,
    pub(crate) run: Run,
    pub(crate) parts: Parts,
}

impl Draft {
    /// The runbook, if nothing that every runbook has is missing.
    pub(crate) fn complete(self) -> Result<Runbook, Box<Self>> {
        match self {
            Self { krate, source, identity: Some(identity), run: Ok(run), parts } => {
                Ok(Runbook { krate, source, identity, run, parts })
            }
            incomplete => Err(Box::new(incomplete)),
        }
    }
}

/// How the runbook is called.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) slug: String,
    pub(crate) workflow_type: String,
}

/// The methods of which there may be none or many.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) init: Option<Init>,
    pub(crate) history: Option<History>,
    pub(crate) steps: Vec<Step>,
    pub(crate) signals: Vec<Handler>,
    pub(crate) queries: Vec<Handler>,
    pub(crate) updates: Vec<Update>,
    /// The typed handles, also of handlers that were left out.
    pub(crate) handles: Vec<Handle>,
}

/// The `#[run]` method.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) ident: Ident,
    pub(crate) context: ContextParameter,
    pub(crate) input: Option<Type>,
    pub(crate) returned: Type,
}

/// What a run that is wrong in another way is started with and returns, as far as it is known.
#[derive(Debug, Default)]
pub(crate) struct RunTypes {
    pub(crate) input: Option<Type>,
    pub(crate) returned: Option<Type>,
}

/// The `#[init]` method.
#[derive(Debug)]
pub(crate) struct Init {
    pub(crate) ident: Ident,
    /// The type of its parameter, if it has one.
    pub(crate) input: Option<Type>,
}

/// What a run is about: fields of its input, each by its path.
#[derive(Debug)]
pub(crate) struct History {
    pub(crate) entity: Vec<Ident>,
    pub(crate) period: Option<Vec<Ident>>,
    pub(crate) source: Option<Vec<Ident>>,
}

/// A `#[ui_step]` method.
#[derive(Debug)]
pub(crate) struct Step {
    /// Where it stands among the items of the impl.
    pub(crate) position: usize,
    pub(crate) ident: Ident,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) docs: Docs,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) icon: Option<String>,
    pub(crate) details: Details,
    pub(crate) gates: Vec<Gate>,
    pub(crate) context: ContextParameter,
    pub(crate) returned: Type,
}

/// What a step may say of itself beside its name and title.
#[derive(Debug)]
pub(crate) struct Details {
    pub(crate) description: Option<String>,
    pub(crate) responsibility: Option<String>,
    pub(crate) timeout_seconds: Option<u64>,
    pub(crate) component: Option<String>,
}

/// A `gate(…)` of a step: a review if it has a payload, else a submission.
#[derive(Debug)]
pub(crate) struct Gate {
    pub(crate) span: Span,
    pub(crate) name: String,
    pub(crate) payload: Option<Type>,
    pub(crate) component: Option<String>,
    /// The answers of a review; none of a submission.
    pub(crate) answers: Vec<Answer>,
}

/// A `#[signal]` or `#[query]` method, and what an `#[update]` has in common with them.
#[derive(Debug)]
pub(crate) struct Handler {
    pub(crate) ident: Ident,
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) docs: Docs,
    pub(crate) payload: Option<Type>,
    /// `None` for `()`.
    pub(crate) returned: Option<Type>,
}

/// An `#[update]` method.
#[derive(Debug)]
pub(crate) struct Update {
    pub(crate) handler: Handler,
    pub(crate) validator: Option<Validator>,
}

/// The method that decides on an update.
#[derive(Debug)]
pub(crate) struct Validator {
    pub(crate) ident: Ident,
    /// The type of its parameter, if it has one.
    pub(crate) payload: Option<Type>,
}

impl Run {
    /// What the run is started with.
    pub(crate) fn input_type(&self) -> TokenStream {
        input_type(self.input.as_ref())
    }

    /// What the run returns when it completes.
    pub(crate) fn output_type(&self, krate: &CratePath) -> TokenStream {
        output_type(&self.returned, krate)
    }
}

impl RunTypes {
    /// What the run is started with.
    pub(crate) fn input_type(&self) -> TokenStream {
        input_type(self.input.as_ref())
    }

    /// What the run returns when it completes.
    pub(crate) fn output_type(&self, krate: &CratePath) -> TokenStream {
        self.returned.as_ref().map_or_else(|| quote!(()), |returned| output_type(returned, krate))
    }
}

fn input_type(input: Option<&Type>) -> TokenStream {
    input.map_or_else(|| quote!(()), ToTokens::to_token_stream)
}

/// The success type, whatever alias of `Result` the author used.
fn output_type(returned: &Type, krate: &CratePath) -> TokenStream {
    let place = Place::of_value(returned);
    let krate = krate.at(place);
    place.take(quote_spanned!(place.start()=> <#returned as #krate::__private::AnyResult>::Ok))
}
