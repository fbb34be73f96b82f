//! The one path through which everything that is emitted names the runtime.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;

use crate::place::Place;

/// Where the runtime is: `::ntro_workflow`, or what the author gave as `crate = path`.
#[derive(Clone, Debug, Default)]
pub(crate) enum CratePath {
    #[default]
    Default,
    Explicit(Path),
}

impl CratePath {
    /// The path as part of code that belongs to a place in the author's source.
    pub(crate) fn at(&self, place: Place) -> TokenStream {
        let span = place.start();
        match self {
            Self::Default => quote_spanned!(span=> ::ntro_workflow),
            Self::Explicit(path) => place.put(path.to_token_stream()),
        }
    }

    /// Whether a path of several segments names an item of the runtime: through this path, or
    /// through the runtime's own name.
    pub(crate) fn leads_to(&self, path: &Path) -> bool {
        let names =
            |path: &Path| path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>();
        let mut module = names(path);
        module.pop();
        match self {
            _ if module == ["ntro_workflow"] => true,
            Self::Default => false,
            Self::Explicit(krate) => module == names(krate),
        }
    }
}

impl ToTokens for CratePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Default => tokens.extend(quote!(::ntro_workflow)),
            Self::Explicit(path) => path.to_tokens(tokens),
        }
    }
}
