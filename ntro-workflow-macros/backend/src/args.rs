//! Stage 1: the arguments of the attributes, as written.
//!
//! Unknown and repeated arguments are reported here. What a value may be is for the checks to say,
//! so nothing in here stops at the first mistake.

mod list;
mod value;

use darling::FromMeta;
use darling::ast::NestedMeta;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, Meta, Path};

pub(crate) use value::{FieldArg, Nested, PathArg, Text, TypeArg};

use crate::crate_path::CratePath;
use crate::errors::{Errors, Problem};
use crate::suggest::{did_you_mean, listed, nearest};

/// The argument that may be given more than once.
const REPEATED: &str = "gate";

/// What an attribute takes, for its error messages.
pub(crate) struct Signature {
    /// The attribute as one writes about it, `#[ui_step]`.
    pub(crate) label: &'static str,
    /// The names of its arguments.
    pub(crate) takes: &'static [&'static str],
    /// How it is written, in full.
    pub(crate) example: &'static str,
}

impl Signature {
    fn usage(&self) -> String {
        match self.takes {
            [] => format!("write `{}`", self.example),
            takes => format!("it takes {}: `{}`", listed(takes, "and"), self.example),
        }
    }
}

/// The arguments of `#[ntro_workflow]`.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct WorkflowArgs {
    pub(crate) slug: Option<Text>,
    pub(crate) name: Option<Text>,
    pub(crate) history: Option<Nested>,
    #[darling(rename = "crate")]
    pub(crate) krate: Option<PathArg>,
}

/// The arguments of a `history(…)` in `#[ntro_workflow]`.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct HistoryArgs {
    pub(crate) entity: Option<FieldArg>,
    pub(crate) period: Option<FieldArg>,
    pub(crate) source: Option<FieldArg>,
}

/// The arguments of `#[ntro_activities]`.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct ActivitiesArgs {
    pub(crate) prefix: Option<Text>,
    #[darling(rename = "crate")]
    pub(crate) krate: Option<PathArg>,
}

/// The arguments of `#[ui_step]`.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct StepArgs {
    pub(crate) name: Option<Text>,
    pub(crate) title: Option<Text>,
    pub(crate) icon: Option<Text>,
    pub(crate) description: Option<Text>,
    pub(crate) responsibility: Option<Text>,
    pub(crate) timeout: Option<Text>,
    pub(crate) component: Option<Text>,
    #[darling(multiple, rename = "gate")]
    pub(crate) gates: Vec<Nested>,
}

/// The arguments of a `gate(…)` in `#[ui_step]`.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct GateArgs {
    pub(crate) name: Option<Text>,
    pub(crate) payload: Option<TypeArg>,
    pub(crate) component: Option<Text>,
    pub(crate) answers: Option<Nested>,
}

/// The arguments of `#[signal]`, `#[query]`, `#[update]` and `#[activity]`.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct HandlerArgs {
    pub(crate) name: Option<Text>,
    pub(crate) validator: Option<PathArg>,
}

/// The arguments of an attribute that takes none.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct NoArgs {}

/// The runtime's path that an outer attribute gives.
pub(crate) fn crate_path(argument: Option<&PathArg>, errors: &mut Errors) -> CratePath {
    match argument {
        None => CratePath::Default,
        Some(PathArg::Path(path)) => CratePath::Explicit(path.clone()),
        Some(PathArg::Other(other)) => {
            errors.push(
                Problem::at(other, "`crate` takes a path")
                    .help("write `crate = ::my_framework::ntro`, without quotes"),
            );
            CratePath::Default
        }
    }
}

/// Reads the arguments of a helper attribute; `None` if they cannot be read at all.
pub(crate) fn of_attribute<T: FromMeta + Default>(
    attribute: &Attribute,
    signature: &Signature,
    errors: &mut Errors,
) -> Option<T> {
    of_meta(&attribute.meta, signature, errors)
}

/// Reads the arguments in the parentheses behind a name; `None` if they cannot be read at all.
pub(crate) fn of_meta<T: FromMeta + Default>(
    meta: &Meta,
    signature: &Signature,
    errors: &mut Errors,
) -> Option<T> {
    match meta {
        Meta::Path(_) => Some(T::default()),
        Meta::List(list) => read(list.tokens.clone(), signature, errors),
        Meta::NameValue(_) => {
            errors.push(
                Problem::at(meta, format!("`{}` is not written with `=`", signature.label))
                    .help(signature.usage()),
            );
            None
        }
    }
}

/// Reads the tokens between the parentheses of an attribute; `None` if they cannot be read at all.
pub(crate) fn read<T: FromMeta + Default>(
    tokens: TokenStream,
    signature: &Signature,
    errors: &mut Errors,
) -> Option<T> {
    let metas = errors.keep(list::parse(tokens, signature.takes).map_err(|error| {
        Problem::at_span(error.span(), format!("`{}` cannot be read: {error}", signature.label))
            .help(signature.usage())
    }))?;
    let known = known(metas, signature, errors)?;
    errors.keep(
        T::from_list(&known).map_err(|error| Problem::at_span(error.span(), error).help(signature.usage())),
    )
}

/// Keeps the first of each argument that the attribute takes, and reports the rest. `None` if a
/// name or a value cannot be made out: nobody can say then what is missing.
fn known(metas: Vec<NestedMeta>, signature: &Signature, errors: &mut Errors) -> Option<Vec<NestedMeta>> {
    let mut kept: Vec<(&str, NestedMeta)> = Vec::new();
    let mut guessed: Vec<(&str, NestedMeta)> = Vec::new();
    let mut readable = true;
    for nested in metas {
        let NestedMeta::Meta(meta) = nested else {
            errors.push(unreadable(&nested, signature));
            readable = false;
            continue;
        };
        let (path, name) = (meta.path(), meta.path().to_token_stream().to_string());
        match signature.takes.iter().find(|taken| **taken == name) {
            None => {
                let guess = nearest(&name, signature.takes.iter().copied(), 1).pop();
                errors.push(unknown(path, &name, guess, signature));
                guessed.extend(guess.map(|guess| (guess, renamed(meta, guess))));
            }
            Some(_) if is_taken(&kept, &name) => errors.push(twice(path, &name)),
            Some(taken) => kept.push((*taken, NestedMeta::Meta(meta))),
        }
    }
    // What was misspelt is not missing as well.
    for (guess, meta) in guessed {
        if !is_taken(&kept, guess) {
            kept.push((guess, meta));
        }
    }
    readable.then(|| kept.into_iter().map(|(_, nested)| nested).collect())
}

/// Whether an argument is there already and may not be there again.
fn is_taken(kept: &[(&str, NestedMeta)], name: &str) -> bool {
    name != REPEATED && kept.iter().any(|(before, _)| *before == name)
}

fn renamed(mut meta: Meta, name: &str) -> NestedMeta {
    let path = match &mut meta {
        Meta::Path(path) => path,
        Meta::List(list) => &mut list.path,
        Meta::NameValue(pair) => &mut pair.path,
    };
    *path = Ident::new(name, path.span()).into();
    NestedMeta::Meta(meta)
}

fn unreadable(nested: &NestedMeta, signature: &Signature) -> Problem {
    let problem = match nested {
        NestedMeta::NameValueInvalidExpr(pair) => {
            let name = pair.path.to_token_stream();
            if pair.value.is_empty() {
                Problem::at(&pair.path, format!("`{name}` has no value"))
            } else {
                Problem::at(&pair.value, format!("the value of `{name}` cannot be read"))
            }
        }
        other => Problem::at(other, format!("the arguments of `{}` have names", signature.label)),
    };
    problem.help(signature.usage())
}

/// A word that may be given once and is given again.
pub(crate) fn twice(path: &Path, name: &str) -> Problem {
    Problem::at(path, format!("`{name}` is given twice"))
        .note("two values leave open which one is meant")
        .help("remove one of them")
}

fn unknown(path: &Path, name: &str, guess: Option<&str>, signature: &Signature) -> Problem {
    let rule = match signature.takes {
        [] => format!("`{}` takes no arguments", signature.label),
        _ => format!("`{}` takes no argument `{name}`", signature.label),
    };
    let guess = guess.and_then(|guess| did_you_mean(&[guess]));
    Problem::at(path, rule).maybe_help(guess).help(signature.usage())
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    const STEP: Signature = Signature {
        label: "#[ui_step]",
        takes: &["name", "title", "icon"],
        example: "#[ui_step(name = \"review\", title = \"Review\")]",
    };

    fn read_step(tokens: TokenStream) -> (Option<StepArgs>, Vec<String>) {
        let mut errors = Errors::default();
        let args = read(tokens, &STEP, &mut errors);
        let rules = errors.iter().map(|problem| problem.text().lines().next().unwrap_or_default().to_owned());
        (args, rules.collect())
    }

    #[test]
    fn values_are_kept_as_written() {
        let (args, errors) = read_step(quote!(name = "review", title = 3));
        assert_eq!(errors, [""; 0]);
        let args = args.unwrap_or_default();
        assert!(matches!(args.name, Some(Text::Literal(name)) if name.value() == "review"));
        assert!(matches!(args.title, Some(Text::Other(_))));
        assert!(args.icon.is_none());
    }

    #[test]
    fn all_mistakes_are_reported_at_once() {
        let (_, errors) = read_step(quote!(nmae = "a", icon = "Eye", icon = "Inbox", colour = "red"));
        let expected = [
            "`#[ui_step]` takes no argument `nmae`",
            "`icon` is given twice",
            "`#[ui_step]` takes no argument `colour`",
        ];
        assert_eq!(errors, expected);
    }

    #[test]
    fn what_is_misspelt_is_not_missing() {
        let (args, _) = read_step(quote!(tilte = "Review"));
        assert!(args.is_some_and(|args| args.title.is_some()));
    }

    #[test]
    fn what_cannot_be_read_says_nothing_of_what_is_missing() {
        for tokens in [quote!("review"), quote!(name = , title = "Review"), quote!(name: "review")] {
            let (args, errors) = read_step(tokens);
            assert!(args.is_none());
            assert_eq!(errors.len(), 1, "{errors:?}");
        }
    }
}
