//! Values as written: what they should be, or what stands in their place.

use darling::FromMeta;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, ExprLit, Ident, Lit, LitStr, Member, Meta, Path, Type};

/// A value that should be a string literal.
#[derive(Clone, Debug)]
pub(crate) enum Text {
    /// It is one.
    Literal(LitStr),
    /// Something else stands there.
    Other(TokenStream),
}

impl ToTokens for Text {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Literal(literal) => literal.to_tokens(tokens),
            Self::Other(other) => tokens.extend(other.clone()),
        }
    }
}

impl FromMeta for Text {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        Ok(match value(meta) {
            Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => Self::Literal(text.clone()),
            Some(other) => Self::Other(other.to_token_stream()),
            None => Self::Other(meta.to_token_stream()),
        })
    }
}

/// A value that should be a path.
#[derive(Clone, Debug)]
pub(crate) enum PathArg {
    /// It is one.
    Path(Path),
    /// Something else stands there.
    Other(TokenStream),
}

impl PathArg {
    /// The path, if it is a single name.
    pub(crate) fn ident(&self) -> Option<&Ident> {
        match self {
            Self::Path(path) => path.get_ident(),
            Self::Other(_) => None,
        }
    }
}

impl ToTokens for PathArg {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Path(path) => path.to_tokens(tokens),
            Self::Other(other) => tokens.extend(other.clone()),
        }
    }
}

impl FromMeta for PathArg {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        Ok(match value(meta) {
            Some(Expr::Path(path)) if path.qself.is_none() => Self::Path(path.path.clone()),
            Some(other) => Self::Other(other.to_token_stream()),
            None => Self::Other(meta.to_token_stream()),
        })
    }
}

/// A value that should name a field, or a field of a field.
#[derive(Clone, Debug)]
pub(crate) enum FieldArg {
    /// It does: one name, or several with dots between them.
    Fields(Vec<Ident>),
    /// Something else stands there.
    Other(TokenStream),
}

impl FromMeta for FieldArg {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let Some(value) = value(meta) else { return Ok(Self::Other(meta.to_token_stream())) };
        Ok(fields(value).map_or_else(|| Self::Other(value.to_token_stream()), Self::Fields))
    }
}

/// The names of `input.header.period`, from left to right.
fn fields(value: &Expr) -> Option<Vec<Ident>> {
    match value {
        Expr::Path(path) if path.qself.is_none() => Some(vec![path.path.get_ident()?.clone()]),
        Expr::Field(field) => {
            let Member::Named(name) = &field.member else { return None };
            let mut names = fields(&field.base)?;
            names.push(name.clone());
            Some(names)
        }
        _ => None,
    }
}

/// A value that should be a type.
#[derive(Clone, Debug)]
pub(crate) enum TypeArg {
    /// It is one.
    Type(Box<Type>),
    /// Something else stands there.
    Other(TokenStream),
}

impl FromMeta for TypeArg {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let Some(value) = value(meta) else { return Ok(Self::Other(meta.to_token_stream())) };
        let tokens = value.to_token_stream();
        Ok(syn::parse2(tokens.clone()).map_or(Self::Other(tokens), |ty| Self::Type(Box::new(ty))))
    }
}

/// An argument with arguments of its own, which its check reads.
#[derive(Clone, Debug)]
pub(crate) struct Nested(pub(crate) Meta);

impl FromMeta for Nested {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        Ok(Self(meta.clone()))
    }
}

/// The value of `name = value`, without the invisible group in which `macro_rules!` hands it on.
fn value(meta: &Meta) -> Option<&Expr> {
    let Meta::NameValue(pair) = meta else { return None };
    let mut value = &pair.value;
    while let Expr::Group(group) = value {
        value = &group.expr;
    }
    Some(value)
}
