//! Stage 2: the activities that an impl describes. Nothing in it changes once it is checked.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, Type, Visibility};

use crate::annotated::AnnotatedImpl;
use crate::context::ContextParameter;
use crate::crate_path::CratePath;

/// An impl with its activities; whatever was wrong is left out.
#[derive(Debug)]
pub(crate) struct Activities {
    pub(crate) krate: CratePath,
    pub(crate) source: AnnotatedImpl,
    pub(crate) activities: Vec<Activity>,
}

/// An `#[activity]` method.
#[derive(Debug)]
pub(crate) struct Activity {
    pub(crate) ident: Ident,
    /// The typed handle's name.
    pub(crate) constant: Ident,
    /// The activity type on Temporal, prefix included.
    pub(crate) name: String,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) doc_attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) takes_self: bool,
    pub(crate) context: ContextParameter,
    pub(crate) input: Option<Type>,
    pub(crate) returned: Type,
}

impl Activity {
    /// What the activity is called with.
    pub(crate) fn input_type(&self) -> TokenStream {
        self.input.as_ref().map_or_else(|| quote!(()), ToTokens::to_token_stream)
    }
}
