//! Stage 2: the activities that an impl describes. Nothing in it changes once it is checked.

use proc_macro2::Ident;
use syn::{Attribute, Type};

use crate::annotated::AnnotatedImpl;
use crate::context::ContextParameter;
use crate::crate_path::CratePath;
use crate::docs::Docs;
use crate::handle::Handle;

/// An impl with its activities; whatever was wrong is left out.
#[derive(Debug)]
pub(crate) struct Activities {
    pub(crate) krate: CratePath,
    pub(crate) source: AnnotatedImpl,
    pub(crate) activities: Vec<Activity>,
    /// The typed handles, also of activities that were left out.
    pub(crate) handles: Vec<Handle>,
}

/// An `#[activity]` method.
#[derive(Debug)]
pub(crate) struct Activity {
    pub(crate) ident: Ident,
    /// The activity type on Temporal, prefix included.
    pub(crate) name: String,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) docs: Docs,
    pub(crate) takes_self: bool,
    pub(crate) context: ContextParameter,
    pub(crate) input: Option<Type>,
    pub(crate) returned: Type,
}
