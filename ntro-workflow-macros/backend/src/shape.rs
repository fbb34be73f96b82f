//! Shapes that rule a method or an impl out, whatever else it is.

use quote::ToTokens;
use syn::{FnArg, GenericParam, ReceiverKind, Signature, Type};

use crate::errors::{Errors, Problem};
use crate::syntax::ImplBlock;
use crate::types::{borrows, has_impl_trait, is_partly_inferred, peeled};

/// How a method takes `self`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SelfKind {
    /// Not at all.
    Absent,
    /// `&self`
    Shared,
    /// `&mut self`
    Exclusive,
    /// By value, or through a pointer type.
    Other,
}

/// How a method takes `self`.
pub(crate) fn self_kind(signature: &Signature) -> SelfKind {
    let Some(receiver) = signature.receiver() else { return SelfKind::Absent };
    let mutability = match &receiver.kind {
        ReceiverKind::Reference(_, _, mutability) => mutability,
        ReceiverKind::Typed(_, ty) => match peeled(ty) {
            Type::Reference(reference) => &reference.mutability,
            _ => return SelfKind::Other,
        },
        _ => return SelfKind::Other,
    };
    if mutability.is_some() { SelfKind::Exclusive } else { SelfKind::Shared }
}

/// The parameters after `self`.
pub(crate) fn parameters(signature: &Signature) -> Vec<&syn::PatType> {
    signature.inputs.iter().filter_map(typed).collect()
}

fn typed(parameter: &FnArg) -> Option<&syn::PatType> {
    match parameter {
        FnArg::Typed(parameter) => Some(parameter),
        FnArg::Receiver(_) => None,
    }
}

/// Refuses generic parameters on a method whose types are fixed by the wire.
pub(crate) fn refuse_generics(signature: &Signature, noun: &str, errors: &mut Errors) -> bool {
    let generic = signature.generics.params.iter().find(|param| !matches!(param, GenericParam::Lifetime(_)));
    if let Some(param) = generic {
        errors.push(
            Problem::at(param, format!("{noun} cannot be generic"))
                .note("it is called with what came over the wire, so its types must be known")
                .help("name the type"),
        );
    }
    generic.is_none()
}

/// Refuses a type that arrives in a message and is not a type of its own.
pub(crate) fn refuse_unnameable_argument(ty: &Type, noun: &str, errors: &mut Errors) -> bool {
    let borrowing = || {
        Problem::at(ty, format!("{noun} cannot borrow"))
            .note("it is decoded from a message, which is gone when the method runs")
            .help("take an owned type, such as `String` for `&str`")
    };
    refuse_unnameable(ty, noun, borrowing, errors)
}

/// Refuses a type that leaves in a message and is not a type of its own.
pub(crate) fn refuse_unnameable_answer(ty: &Type, noun: &str, errors: &mut Errors) -> bool {
    let borrowing = || {
        Problem::at(ty, format!("{noun} cannot borrow"))
            .note("whoever receives it decodes a copy, into the type that the handle names")
            .help("return an owned type, such as `String` for `&str`")
    };
    refuse_unnameable(ty, noun, borrowing, errors)
}

/// Refuses a type that people decide on and is not a type of its own.
pub(crate) fn refuse_unnameable_shown(ty: &Type, noun: &str, errors: &mut Errors) -> bool {
    if is_partly_inferred(ty) {
        errors.push(
            Problem::at(ty, format!("{noun} cannot be left to inference"))
                .note("its type is named in the tables that the macro writes")
                .help("name the type"),
        );
        return false;
    }
    let borrowing = || {
        Problem::at(ty, format!("{noun} cannot borrow"))
            .note("people look at it for hours, and what they decide on is decoded from a message")
            .help("name an owned type, such as `String` for `&str`")
    };
    refuse_unnameable(ty, noun, borrowing, errors)
}

fn refuse_unnameable(ty: &Type, noun: &str, borrowing: impl Fn() -> Problem, errors: &mut Errors) -> bool {
    let problem = if has_impl_trait(ty) {
        Problem::at(ty, format!("{noun} cannot be `impl Trait`"))
            .note("its type is named in the tables that the macro writes")
            .help("name the type")
    } else if borrows(ty) {
        borrowing()
    } else {
        return true;
    };
    errors.push(problem);
    false
}

/// What the annotated impl must be: inherent and of one concrete type.
pub(crate) struct ImplRules {
    /// The attribute, as one writes about it.
    pub(crate) label: &'static str,
    /// "a runbook"
    pub(crate) noun: &'static str,
}

impl ImplRules {
    /// Reports a trait impl and a generic impl.
    pub(crate) fn check(&self, block: &ImplBlock, errors: &mut Errors) {
        if let Some((path, _)) = &block.of_trait {
            let ty = block.self_type.to_token_stream();
            errors.push(
                Problem::at(path, format!("`{}` belongs on an inherent impl", self.label))
                    .note(
                        "the methods of a trait belong to the trait, which other types may implement as well",
                    )
                    .help(format!("write `impl {ty} {{ … }}`")),
            );
        }
        let generics = &block.generics;
        if !generics.params.is_empty() {
            errors.push(self.generic(&generics.params));
        } else if let Some(where_clause) = &generics.where_clause {
            errors.push(self.generic(where_clause));
        } else if borrows(&block.self_type) {
            errors.push(self.generic(&block.self_type));
        }
    }

    fn generic(&self, place: &impl ToTokens) -> Problem {
        Problem::at(place, format!("{} cannot be generic", self.noun))
            .note("its name on Temporal stands for one type, and a worker must find that type by the name alone")
            .help("annotate the impl of a concrete type, and call shared generic code from it")
    }
}
