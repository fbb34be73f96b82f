//! The `ctx` parameter of steps, runs and activities.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{FnArg, Pat, PatType, Signature, Type};

use crate::errors::{Errors, Problem};
use crate::shape::parameters;
use crate::syntax::Method;
use crate::types::{last_segment, peeled};

/// How the author takes the context.
#[derive(Clone, Debug)]
pub(crate) struct ContextParameter {
    binding: Binding,
    pub(crate) by_reference: bool,
}

#[derive(Clone, Debug)]
enum Binding {
    /// A plain name, which emitted code may use as well.
    Named(Ident),
    /// `_`, or a name like `_ctx` that the body does not use either: emitted code takes the
    /// parameter under a name of its own.
    Unused(Box<Pat>),
    /// A pattern: as unused, and bound inside.
    Pattern(Box<Pat>),
}

/// Who takes a context, for the messages.
pub(crate) struct Taker {
    /// "a step"
    pub(crate) noun: &'static str,
    /// The name of the context's type.
    pub(crate) context: &'static str,
    /// Why there is no doing without it.
    pub(crate) reason: &'static str,
    /// How the parameter is written.
    pub(crate) parameter: &'static str,
    /// The whole signature, as an example.
    pub(crate) example: &'static str,
}

impl ContextParameter {
    fn of(parameter: &PatType, body: &TokenStream) -> Self {
        let by_reference = matches!(peeled(&parameter.ty), Type::Reference(_));
        let binding = match &*parameter.pat {
            Pat::Wild(_) => Binding::Unused(parameter.pat.clone()),
            Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => {
                // To use a name with `_` in front that the author does not use is a lint.
                let unused =
                    pat.ident.to_string().starts_with('_') && !mentions(body, &pat.ident.to_string());
                if unused {
                    Binding::Unused(parameter.pat.clone())
                } else {
                    Binding::Named(pat.ident.clone())
                }
            }
            _ => Binding::Pattern(parameter.pat.clone()),
        };
        Self { binding, by_reference }
    }

    /// The signature, with a usable name for the context.
    pub(crate) fn rename_in(&self, signature: &Signature) -> Signature {
        let mut signature = signature.clone();
        if let (Binding::Unused(pattern) | Binding::Pattern(pattern), Some(FnArg::Typed(first))) =
            (&self.binding, signature.inputs.first_mut())
        {
            let ident = own_name(pattern);
            *first.pat = syn::parse_quote!(#ident);
        }
        signature
    }

    /// The parameter as an expression of type `&Ctx<_>`.
    pub(crate) fn borrowed(&self) -> TokenStream {
        let ident = match &self.binding {
            Binding::Named(ident) => ident.clone(),
            Binding::Unused(pattern) | Binding::Pattern(pattern) => own_name(pattern),
        };
        if self.by_reference { quote!(#ident) } else { quote!(&#ident) }
    }

    /// What gives the author's pattern its value again, inside the body.
    pub(crate) fn rebound(&self) -> TokenStream {
        match &self.binding {
            Binding::Pattern(pattern) => {
                let ident = own_name(pattern);
                quote!(let #pattern = #ident;)
            }
            Binding::Named(_) | Binding::Unused(_) => TokenStream::new(),
        }
    }
}

/// Whether a name may be used in a body: as an identifier, or from inside a format string.
fn mentions(body: &TokenStream, name: &str) -> bool {
    body.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(&group.stream(), name),
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Literal(literal) => literal.to_string().contains(name),
        TokenTree::Punct(_) => false,
    })
}

/// A name that the author's code cannot see, where the author's pattern stands.
fn own_name(pattern: &Pat) -> Ident {
    Ident::new("__ctx", Span::mixed_site().located_at(pattern.span()))
}

/// Checks the parameters up to the context, and gives it and what follows.
pub(crate) fn split<'a>(
    method: &'a Method,
    taker: &Taker,
    errors: &mut Errors,
) -> Option<(ContextParameter, Vec<&'a PatType>)> {
    let signature = &method.signature;
    let parameters = parameters(signature);
    let Some((first, rest)) = parameters.split_first() else {
        errors.push(missing(&signature.ident, taker));
        return None;
    };
    errors.keep(is_context(first, rest, taker))?;
    Some((ContextParameter::of(first, &method.body.statements), rest.to_vec()))
}

fn is_context(first: &PatType, rest: &[&PatType], taker: &Taker) -> Result<(), Problem> {
    let Some(name) = context_name(&first.ty) else {
        return Err(match rest.iter().find(|parameter| context_name(&parameter.ty).is_some()) {
            Some(later) => Problem::at(later, format!("{} takes its context first", taker.noun))
                .help(format!("move `{}` to the front", later.pat.to_token_stream())),
            None => missing(first, taker),
        });
    };
    if let Type::Reference(reference) = peeled(&first.ty)
        && let Some(mutability) = &reference.mutability
    {
        return Err(Problem::at(mutability, format!("{} takes its context by shared reference", taker.noun))
            .note("a mutable one would be held across every await, so that nothing could run beside it")
            .help(format!("write `{}`", taker.parameter)));
    }
    let swapped =
        name == "Ctx" && taker.context == "ActivityCtx" || name == "ActivityCtx" && taker.context == "Ctx";
    if swapped {
        return Err(Problem::at(
            &first.ty,
            format!("{} takes `{}`, not `{name}`", taker.noun, taker.context),
        )
        .note("`Ctx` is for code that is replayed, `ActivityCtx` for code that runs once")
        .help(format!("write `{}`", taker.parameter)));
    }
    Ok(())
}

/// The parameters that are no context, of a signature in which the context is not in its place.
pub(crate) fn parameters_without(signature: &Signature) -> Vec<&PatType> {
    parameters(signature).into_iter().filter(|parameter| context_name(&parameter.ty).is_none()).collect()
}

/// The name of a context type: `Ctx`, or an alias that ends like it.
fn context_name(ty: &Type) -> Option<String> {
    let by_value = match peeled(ty) {
        Type::Reference(reference) => &*reference.elem,
        other => other,
    };
    last_segment(by_value).map(|segment| segment.ident.to_string()).filter(|name| name.ends_with("Ctx"))
}

fn missing(place: &impl ToTokens, taker: &Taker) -> Problem {
    Problem::at(place, format!("{} takes `{}` first", taker.noun, taker.parameter))
        .note(taker.reason)
        .help(format!("write `{}`", taker.example))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    fn context(parameter: PatType, body: TokenStream) -> ContextParameter {
        ContextParameter::of(&parameter, &body)
    }

    #[test]
    fn the_authors_name_is_used_if_the_author_uses_it() {
        assert_eq!(context(parse_quote!(ctx: &Ctx<Self>), quote!()).borrowed().to_string(), "ctx");
        assert_eq!(context(parse_quote!(mut ctx: Ctx<Self>), quote!()).borrowed().to_string(), "& ctx");
        for body in [quote!(_ctx.now()), quote!({ call(_ctx) }), quote!(format!("{_ctx}"))] {
            assert_eq!(context(parse_quote!(_ctx: &Ctx<Self>), body).borrowed().to_string(), "_ctx");
        }
        for pattern in [parse_quote!(_ctx: &Ctx<Self>), parse_quote!(_: &Ctx<Self>)] {
            let context = context(pattern, quote!(ctx.now()));
            assert_eq!(context.borrowed().to_string(), "__ctx");
            assert!(context.rebound().is_empty());
        }
    }

    #[test]
    fn a_pattern_is_bound_inside() {
        let context = context(parse_quote!(Ctx { sdk, .. }: &Ctx<Self>), quote!());
        assert_eq!(context.rebound().to_string(), "let Ctx { sdk , .. } = __ctx ;");
    }

    #[test]
    fn contexts_are_known_by_their_name() {
        for ty in [parse_quote!(&Ctx<Self>), parse_quote!(ntro_workflow::Ctx<Demo>), parse_quote!(&DemoCtx)] {
            assert!(context_name(&ty).is_some());
        }
        for ty in [parse_quote!(&str), parse_quote!(DocumentIngestContext), parse_quote!(Option<&Ctx<Self>>)]
        {
            assert!(context_name(&ty).is_none());
        }
    }
}
