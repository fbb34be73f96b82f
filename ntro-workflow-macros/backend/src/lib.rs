//! The plain library behind ntro-workflow's attribute macros.
//!
//! The files are the stages of an expansion: `args` reads the attributes, `model` says what a
//! correct item is, `check` makes one or says why not, `expand` writes it out and never fails,
//! `fallback` keeps the author's item when something was wrong. `outline` gives what the reading
//! stages found to tools that read source.

mod activities;
mod annotated;
mod answer;
mod args;
mod components;
mod context;
mod crate_path;
mod docs;
mod durations;
mod editable;
mod errors;
mod handle;
mod helper;
mod icons;
mod misplaced;
mod naming;
mod observable;
pub mod outline;
mod payload_type;
mod place;
mod shape;
pub mod suggest;
mod syntax;
mod texts;
mod types;
mod unique;
mod unparsed;
mod workflow;

use proc_macro2::TokenStream;

pub use activities::ntro_activities;
pub use editable::editable;
pub use errors::{Errors, Problem};
pub use helper::Helper;
pub use misplaced::misplaced;
pub use naming::workflow_type;
pub use observable::observable;
pub use outline::{outline_activities, outline_workflow};
pub use workflow::ntro_workflow;

/// What a macro makes of an item.
#[derive(Debug)]
pub struct Expansion {
    /// The code to emit, which contains the author's item whether there were errors or not.
    pub tokens: TokenStream,
    /// What the author did wrong.
    pub errors: Errors,
}

impl Expansion {
    /// The code with its errors after it.
    #[must_use]
    pub fn into_tokens(self) -> TokenStream {
        let mut tokens = self.tokens;
        tokens.extend(self.errors.compile_errors());
        tokens
    }
}
