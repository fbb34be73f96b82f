//! Questions about the author's types that can be answered from their tokens.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{
    GenericArgument, Lifetime, PathArguments, PathSegment, ReturnType, Type, TypeImplTrait, TypeInfer,
    TypeReference,
};

/// The type without parentheses and without the invisible group of a `macro_rules!` argument.
pub(crate) fn peeled(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => peeled(&group.elem),
        Type::Paren(paren) => peeled(&paren.elem),
        other => other,
    }
}

/// `T` of `&T`.
pub(crate) fn shared_referent(ty: &Type) -> Option<&Type> {
    match peeled(ty) {
        Type::Reference(reference) if reference.mutability.is_none() => Some(&reference.elem),
        _ => None,
    }
}

/// The declared type, unless it is absent or `()`.
pub(crate) fn returned(output: &ReturnType) -> Option<&Type> {
    match output {
        ReturnType::Type(_, ty) if !is_unit(ty) => Some(ty),
        _ => None,
    }
}

/// Whether a type is `()`.
pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(peeled(ty), Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// The last segment of a path type.
pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match peeled(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// A type as one writes it.
pub(crate) fn written(ty: &Type) -> String {
    let mut text = String::new();
    write_tokens(ty.to_token_stream(), &mut text);
    text
}

fn write_tokens(tokens: TokenStream, text: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                if group.delimiter() == Delimiter::Bracket && ends_in_word(text) {
                    text.push(' ');
                }
                text.push_str(open);
                write_tokens(group.stream(), text);
                text.push_str(close);
            }
            TokenTree::Punct(punct) => {
                text.push(punct.as_char());
                if matches!(punct.as_char(), ',' | ';') {
                    text.push(' ');
                }
            }
            word => {
                if ends_in_word(text) {
                    text.push(' ');
                }
                text.push_str(&word.to_string());
            }
        }
    }
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Whether a type is known not to be a `Result` under any alias. Of other types only the compiler
/// can say.
pub(crate) fn is_plainly_no_result(ty: &Type) -> bool {
    const PLAIN: [&str; 24] = [
        "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128",
        "isize", "f32", "f64", "String", "Vec", "Option", "Box", "HashMap", "BTreeMap", "Value",
    ];
    match peeled(ty) {
        Type::Path(_) => {
            last_segment(ty).is_some_and(|segment| PLAIN.iter().any(|plain| segment.ident == plain))
        }
        Type::Macro(_) | Type::Verbatim(_) => false,
        _ => true,
    }
}

/// `T` of `Result<T, E>`, `RunbookResult<T>` and every other alias whose name ends in `Result`.
pub(crate) fn result_value(ty: &Type) -> Option<&Type> {
    result_arguments(ty).next()
}

/// `E` of `Result<T, E>` and of every alias with two arguments whose name ends in `Result`.
pub(crate) fn result_error(ty: &Type) -> Option<&Type> {
    result_arguments(ty).nth(1)
}

fn result_arguments(ty: &Type) -> impl Iterator<Item = &Type> {
    let segment = last_segment(ty).filter(|segment| segment.ident.to_string().ends_with("Result"));
    let arguments = segment.and_then(|segment| match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        _ => None,
    });
    arguments.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// Whether a type says `impl Trait` anywhere.
pub(crate) fn has_impl_trait(ty: &Type) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type_impl_trait(&mut self, _: &'ast TypeImplTrait) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    finder.visit_type(ty);
    finder.0
}

/// Whether a type says `_` anywhere.
pub(crate) fn is_partly_inferred(ty: &Type) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type_infer(&mut self, _: &'ast TypeInfer) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    finder.visit_type(ty);
    finder.0
}

/// Whether a type borrows: from a reference, or through a lifetime other than `'static`.
pub(crate) fn borrows(ty: &Type) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            self.0 |= lifetime.ident != "static";
        }
        fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
            self.0 |= reference.lifetime.is_none();
            visit::visit_type_reference(self, reference);
        }
        fn visit_type_fn_ptr(&mut self, _: &'ast syn::TypeFnPtr) {
            // The lifetimes of a function's own parameters borrow nothing.
        }
    }
    let mut finder = Finder(false);
    finder.visit_type(ty);
    finder.0
}

/// A type with `'static` in place of every lifetime that is left out.
pub(crate) fn without_elided_lifetimes(ty: &Type) -> Type {
    struct Replacer;
    impl VisitMut for Replacer {
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            if lifetime.ident == "_" {
                lifetime.ident = Ident::new("static", lifetime.ident.span());
            }
        }
    }
    let mut ty = ty.clone();
    Replacer.visit_type_mut(&mut ty);
    ty
}

/// A type as it reads outside the impl: `Self` replaced by the type of the impl.
pub(crate) fn without_self(ty: &Type, self_type: &Type) -> Type {
    struct Replacer<'a>(&'a Type);
    impl VisitMut for Replacer<'_> {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            if matches!(ty, Type::Path(path) if path.qself.is_none() && path.path.is_ident("Self")) {
                *ty = self.0.clone();
            } else {
                visit_mut::visit_type_mut(self, ty);
            }
        }
    }
    let mut ty = ty.clone();
    Replacer(self_type).visit_type_mut(&mut ty);
    ty
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn the_value_of_a_result() {
        let value = |ty: Type| result_value(&ty).map(|ty| ty.to_token_stream().to_string());
        assert_eq!(value(parse_quote!(Result<Totals, E>)).as_deref(), Some("Totals"));
        assert_eq!(value(parse_quote!(::ntro_workflow::RunbookResult<Totals>)).as_deref(), Some("Totals"));
        assert_eq!(value(parse_quote!((Result<u8, ()>))).as_deref(), Some("u8"));
        assert_eq!(value(parse_quote!(Vec<u8>)), None);
        assert_eq!(value(parse_quote!(ReviewResult)), None);
    }

    #[test]
    fn types_are_written_as_usual() {
        for ty in ["Option<String>", "::std::vec::Vec<u8>", "(A, B)", "&'static [u8; 4]", "Box<dyn Any>"] {
            let parsed: Type = syn::parse_str(ty).unwrap_or_else(|error| panic!("{ty}: {error}"));
            assert_eq!(written(&parsed), ty);
        }
    }

    #[test]
    fn what_is_no_result() {
        for ty in
            [parse_quote!(u32), parse_quote!(Option<Document>), parse_quote!((A, B)), parse_quote!(&str)]
        {
            assert!(is_plainly_no_result(&ty));
        }
        for ty in [parse_quote!(Result<(), E>), parse_quote!(Fallible<Document>), parse_quote!(Document)] {
            assert!(!is_plainly_no_result(&ty));
        }
    }

    #[test]
    fn borrowing_types() {
        for ty in [parse_quote!(&str), parse_quote!(Cow<'_, str>), parse_quote!(Vec<&'a u8>)] {
            assert!(borrows(&ty));
        }
        for ty in [parse_quote!(&'static str), parse_quote!(Vec<u8>), parse_quote!(fn(&str) -> u8)] {
            assert!(!borrows(&ty));
        }
    }

    #[test]
    fn self_is_replaced_inside() {
        let replaced = without_self(&parse_quote!(Result<Vec<Self>, Self>), &parse_quote!(Host));
        assert_eq!(replaced, parse_quote!(Result<Vec<Host>, Host>));
    }

    #[test]
    fn impl_trait_is_found_inside() {
        assert!(has_impl_trait(&parse_quote!(Result<impl Sized, E>)));
        assert!(!has_impl_trait(&parse_quote!(Result<Box<dyn Any>, E>)));
    }
}
