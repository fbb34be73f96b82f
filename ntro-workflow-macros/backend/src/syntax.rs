//! The author's impl as tokens: signatures are read, bodies and everything else are not.
//!
//! A body that is being typed must not break the macro, and what the author wrote is emitted again
//! as it stands, so only as much is parsed as the stages need.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::{ToTokens, TokenStreamExt};
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream};
use syn::token::Brace;
use syn::{Attribute, Generics, ImplItem, Path, Signature, Token, Type, Visibility, WhereClause, braced};

/// An `impl` with its items.
#[derive(Clone, Debug)]
pub(crate) struct ImplBlock {
    pub(crate) attributes: Vec<Attribute>,
    unsafety: Option<Token![unsafe]>,
    pub(crate) impl_token: Token![impl],
    pub(crate) generics: Generics,
    pub(crate) of_trait: Option<(Path, Token![for])>,
    pub(crate) self_type: Type,
    inner_attributes: Vec<Attribute>,
    braces: Brace,
    pub(crate) items: Vec<Item>,
}

/// An item of an impl.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A function.
    Method(Box<Method>),
    /// A const, a type or a macro call: none of our business.
    Other(TokenStream),
}

/// A function of an impl, its body unread.
#[derive(Clone, Debug)]
pub(crate) struct Method {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    pub(crate) body: Body,
}

/// What stands between the braces of a function.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// `#![…]`, which must stay first.
    pub(crate) inner_attributes: Vec<Attribute>,
    pub(crate) statements: TokenStream,
    braces: Brace,
}

impl ImplBlock {
    /// The impl with other items between its braces.
    pub(crate) fn with_items(&self, items: impl IntoIterator<Item = TokenStream>) -> TokenStream {
        let mut tokens = TokenStream::new();
        tokens.append_all(&self.attributes);
        self.unsafety.to_tokens(&mut tokens);
        self.impl_token.to_tokens(&mut tokens);
        let (generics, _, where_clause) = self.generics.split_for_impl();
        generics.to_tokens(&mut tokens);
        if let Some((path, for_token)) = &self.of_trait {
            path.to_tokens(&mut tokens);
            for_token.to_tokens(&mut tokens);
        }
        self.self_type.to_tokens(&mut tokens);
        where_clause.to_tokens(&mut tokens);
        let mut inside = TokenStream::new();
        inside.append_all(&self.inner_attributes);
        inside.extend(items);
        tokens.append(within(self.braces, inside));
        tokens
    }
}

impl Parse for ImplBlock {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let unsafety = input.parse()?;
        let impl_token = input.parse()?;
        let mut generics: Generics =
            if starts_generics(input) { input.parse()? } else { Generics::default() };
        let first: Type = input.parse()?;
        let for_token: Option<Token![for]> = input.parse()?;
        let (of_trait, self_type) = match for_token {
            Some(for_token) => (Some((as_path(first)?, for_token)), input.parse()?),
            None => (None, first),
        };
        generics.where_clause = input.parse::<Option<WhereClause>>()?;
        let inside;
        let braces = braced!(inside in input);
        let (inner_attributes, items) = parse_items(&inside)?;
        Ok(Self {
            attributes,
            unsafety,
            impl_token,
            generics,
            of_trait,
            self_type,
            inner_attributes,
            braces,
            items,
        })
    }
}

/// `impl<T> …` has generics, `impl <T as Trait>::Type …` has not.
fn starts_generics(input: ParseStream<'_>) -> bool {
    input.peek(Token![<])
        && (input.peek2(Token![>])
            || input.peek2(Token![#])
            || input.peek2(Token![const])
            || input.peek2(syn::Lifetime)
            || input.peek2(syn::Ident)
                && (input.peek3(Token![:]) && !input.peek3(Token![::])
                    || input.peek3(Token![,])
                    || input.peek3(Token![>])
                    || input.peek3(Token![=])))
}

fn as_path(of_trait: Type) -> syn::Result<Path> {
    match of_trait {
        Type::Path(path) if path.qself.is_none() => Ok(path.path),
        other => Err(syn::Error::new_spanned(other, "expected a trait")),
    }
}

/// The same braces around other tokens.
fn within(braces: Brace, inside: TokenStream) -> Group {
    let mut group = Group::new(Delimiter::Brace, inside);
    group.set_span(braces.span.join());
    group
}

fn parse_items(input: ParseStream<'_>) -> syn::Result<(Vec<Attribute>, Vec<Item>)> {
    let inner_attributes = input.call(Attribute::parse_inner)?;
    let mut items = Vec::new();
    while !input.is_empty() {
        items.push(input.parse()?);
    }
    Ok((inner_attributes, items))
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        let (attributes, visibility) = (ahead.call(Attribute::parse_outer)?, ahead.parse()?);
        match ahead.parse() {
            Ok(signature) if ahead.peek(Brace) => {
                input.advance_to(&ahead);
                let body = input.parse()?;
                Ok(Self::Method(Box::new(Method { attributes, visibility, signature, body })))
            }
            _ => Ok(Self::Other(input.parse::<ImplItem>()?.into_token_stream())),
        }
    }
}

impl Parse for Body {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let inside;
        let braces = braced!(inside in input);
        Ok(Self {
            inner_attributes: inside.call(Attribute::parse_inner)?,
            statements: inside.parse()?,
            braces,
        })
    }
}

impl Body {
    /// A block in place of the author's, with these statements.
    pub(crate) fn around(&self, statements: TokenStream) -> Group {
        within(self.braces, statements)
    }
}

impl Method {
    /// The method with another body, under the attributes that are given.
    pub(crate) fn with_body(
        &self,
        attributes: &[Attribute],
        signature: &Signature,
        body: TokenStream,
    ) -> TokenStream {
        let mut tokens = TokenStream::new();
        tokens.append_all(attributes);
        self.visibility.to_tokens(&mut tokens);
        signature.to_tokens(&mut tokens);
        let mut inside = TokenStream::new();
        inside.append_all(&self.body.inner_attributes);
        inside.extend(body);
        tokens.append(within(self.body.braces, inside));
        tokens
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn parsed(tokens: TokenStream) -> ImplBlock {
        syn::parse2(tokens).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn an_impl_comes_back_as_it_was() {
        let source = quote! {
            #[cfg(test)]
            unsafe impl<'a, T: Clone, const N: usize> Trait<'a> for Type<T, N> where T: Send {
                #![allow(dead_code)]
                const LIMIT: u32 = 1;
                call!();
                pub(crate) async fn method(&self) -> Result<(), E> { #![allow(unused)] if 1 }
            }
        };
        let block = parsed(source.clone());
        let items = block.items.iter().map(|item| match item {
            Item::Method(method) => {
                method.with_body(&method.attributes, &method.signature, method.body.statements.clone())
            }
            Item::Other(tokens) => tokens.clone(),
        });
        assert_eq!(block.with_items(items).to_string(), source.to_string());
    }

    #[test]
    fn angle_brackets_are_generics_or_a_type() {
        assert!(
            parsed(quote!(
                impl<T> Type<T> {}
            ))
            .generics
            .params
            .len()
                == 1
        );
        assert!(
            parsed(quote!(
                impl <Type as Trait>::Output {}
            ))
            .generics
            .params
            .is_empty()
        );
        assert!(
            parsed(quote!(
                impl <::other::Type as Trait>::Output {}
            ))
            .generics
            .params
            .is_empty()
        );
    }

    #[test]
    fn a_function_without_body_is_none_of_our_business() {
        let block = parsed(quote!(impl Type { fn declared(&self); }));
        assert!(matches!(block.items.as_slice(), [Item::Other(_)]));
    }
}
