//! The type of what a gate shows, where the source says it.

use quote::ToTokens;
use syn::visit::Visit;
use syn::{Expr, FnArg, GenericArgument, ImplItemFn, Local, Pat, PathArguments, ReturnType, Type, TypePath};

/// What can be said of a type.
pub(super) enum Guess {
    /// As it is to be written.
    Known(String),
    /// Only the compiler knows.
    Unknown,
}

/// The type of an expression in a method: of a parameter or a variable with a type, of a literal of a
/// struct, else of what the method returns as the payload of its `UserAction`.
pub(super) fn guess(expr: Option<&Expr>, method: &ImplItemFn) -> Guess {
    let named = expr.and_then(|expr| of_expr(without_reference(expr), method));
    let found = named.or_else(|| match &method.sig.output {
        ReturnType::Type(_, ty) => user_action(ty),
        ReturnType::Default => None,
    });
    found.map_or(Guess::Unknown, Guess::Known)
}

fn without_reference(expr: &Expr) -> &Expr {
    match expr {
        Expr::Reference(reference) => without_reference(&reference.expr),
        Expr::Paren(paren) => without_reference(&paren.expr),
        other => other,
    }
}

fn of_expr(expr: &Expr, method: &ImplItemFn) -> Option<String> {
    match expr {
        Expr::Path(path) => of_variable(&path.path.get_ident()?.to_string(), method),
        Expr::Struct(literal) => Some(written(&literal.path)),
        _ => None,
    }
}

/// The type that a parameter or a `let` gives to a name, if exactly one does.
fn of_variable(name: &str, method: &ImplItemFn) -> Option<String> {
    let mut bindings = Bindings { name, found: Vec::new() };
    for input in &method.sig.inputs {
        if let FnArg::Typed(parameter) = input {
            bindings.add(&parameter.pat, Some(&parameter.ty));
        }
    }
    bindings.visit_block(&method.block);
    match bindings.found.as_slice() {
        [Some(only)] => Some(only.clone()),
        _ => None,
    }
}

struct Bindings<'a> {
    name: &'a str,
    found: Vec<Option<String>>,
}

impl Bindings<'_> {
    fn add(&mut self, pattern: &Pat, ty: Option<&Type>) {
        if let Pat::Ident(ident) = pattern
            && ident.ident == self.name
        {
            self.found.push(ty.and_then(owned));
        }
    }
}

impl<'ast> Visit<'ast> for Bindings<'_> {
    fn visit_local(&mut self, local: &'ast Local) {
        match &local.pat {
            Pat::Type(typed) => self.add(&typed.pat, Some(&typed.ty)),
            other => self.add(other, None),
        }
        syn::visit::visit_local(self, local);
    }
}

/// A type without its references, if it can be a payload's.
fn owned(ty: &Type) -> Option<String> {
    match ty {
        Type::Reference(reference) => match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => None,
            Type::Slice(_) => None,
            elem => owned(elem),
        },
        Type::Path(_) | Type::Tuple(_) | Type::Array(_) => Some(written(ty)),
        _ => None,
    }
}

/// The `T` of a `UserAction<T>` anywhere in a type.
fn user_action(ty: &Type) -> Option<String> {
    let mut search = UserAction(None);
    search.visit_type(ty);
    search.0
}

struct UserAction(Option<String>);

impl<'ast> Visit<'ast> for UserAction {
    fn visit_type_path(&mut self, path: &'ast TypePath) {
        if let Some(last) = path.path.segments.last().filter(|last| last.ident == "UserAction")
            && let PathArguments::AngleBracketed(arguments) = &last.arguments
            && let Some(GenericArgument::Type(payload)) = arguments.args.first()
        {
            self.0 = Some(written(payload));
        }
        syn::visit::visit_type_path(self, path);
    }
}

/// Tokens as one writes a type.
fn written(tokens: &impl ToTokens) -> String {
    let spaced = tokens.to_token_stream().to_string();
    spaced.replace(" :: ", "::").replace(" < ", "<").replace(" >", ">").replace(" ,", ",")
}
