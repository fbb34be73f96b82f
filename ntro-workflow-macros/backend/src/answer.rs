//! The answers to a review.

use proc_macro2::Span;
use syn::Ident;

/// An answer to a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// As it is shown.
    Approved,
    /// With corrections.
    Corrected,
    /// Not at all.
    Rejected,
}

impl Answer {
    /// Every answer, in the order of the wire's contract.
    pub const ALL: [Self; 3] = [Self::Approved, Self::Corrected, Self::Rejected];

    /// The answer as it is written in `answers(…)`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Corrected => "corrected",
            Self::Rejected => "rejected",
        }
    }

    /// The name of the runtime's variant.
    pub(crate) fn variant(self) -> Ident {
        let name = match self {
            Self::Approved => "Approved",
            Self::Corrected => "Corrected",
            Self::Rejected => "Rejected",
        };
        Ident::new(name, Span::call_site())
    }
}
