//! Helper attributes outside an annotated impl.

use proc_macro2::{Span, TokenStream};

use crate::Expansion;
use crate::errors::{Errors, Problem};
use crate::helper::Helper;

/// Expands a helper attribute that no outer macro took: the item, and where the attribute belongs.
#[must_use]
pub fn misplaced(helper: Helper, item: TokenStream) -> Expansion {
    let (name, home) = (helper.name(), helper.home());
    let mut errors = Errors::default();
    errors.push(
        Problem::at_span(
            Span::call_site(),
            format!("`#[{name}]` belongs inside an impl annotated with `{home}`"),
        )
        .note("by itself it does nothing: the macro on the impl reads it")
        .help(format!("write `{home}` above the `impl`")),
    );
    Expansion { tokens: item, errors }
}
