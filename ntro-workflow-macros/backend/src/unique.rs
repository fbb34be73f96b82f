//! Names of which there may be one only.

use quote::ToTokens;
use syn::Attribute;

use crate::errors::{Errors, Problem};

/// The names taken so far, with the conditions under which they exist.
pub(crate) struct Taken {
    kind: &'static str,
    names: Vec<(String, String)>,
}

impl Taken {
    pub(crate) fn new(kind: &'static str) -> Self {
        Self { kind, names: Vec::new() }
    }

    /// Takes a name, or reports that it is taken. Two methods under different `#[cfg]`s may share
    /// a name: which of them is there is for the compiler to say.
    pub(crate) fn take(
        &mut self,
        place: &impl ToTokens,
        name: &str,
        cfgs: &[Attribute],
        errors: &mut Errors,
    ) -> bool {
        let condition: String = cfgs.iter().map(|cfg| cfg.to_token_stream().to_string()).collect();
        let exclusive = |other: &str| !condition.is_empty() && !other.is_empty() && condition != other;
        let taken = self.names.iter().any(|(other, under)| other == name && !exclusive(under));
        if taken {
            errors.push(
                Problem::at(place, format!("two {} are named `{name}`", self.kind))
                    .note("a name is how the others are told which one is meant")
                    .help("give this one another name"),
            );
        }
        self.names.push((name.to_owned(), condition));
        !taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn a_name_is_taken_once_per_condition() {
        let mut errors = Errors::default();
        let mut taken = Taken::new("steps");
        let place = quote::quote!(place);
        let (unix, windows) = ([parse_quote!(#[cfg(unix)])], [parse_quote!(#[cfg(windows)])]);
        assert!(taken.take(&place, "review", &unix, &mut errors));
        assert!(taken.take(&place, "review", &windows, &mut errors));
        assert!(!taken.take(&place, "review", &unix, &mut errors));
        assert!(!taken.take(&place, "review", &[], &mut errors));
        assert!(taken.take(&place, "commit", &[], &mut errors));
        assert_eq!(errors.iter().count(), 2);
    }
}
