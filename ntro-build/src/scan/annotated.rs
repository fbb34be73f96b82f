//! What stands under one of the two macros.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::attribute::Attribute;
use crate::cfg::Cfg;
use crate::function::Function;
use crate::item::{Item, Items, Kind};
use crate::problem::Place;
use crate::scan::AnnotatedImpl;
use crate::scan::walk::Module;

/// Which macro.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Macro {
    Workflow,
    Activities,
}

/// An item as the macro over it gets it, if there is one.
pub(super) fn read(item: &Item, module: &Module, cfg: &Cfg) -> Option<(Macro, AnnotatedImpl)> {
    let (position, which) = item
        .attributes
        .list
        .iter()
        .enumerate()
        .find_map(|(position, attribute)| Some((position, macro_of(attribute, module)?)))?;
    let self_type = item.self_type();
    let others = item.attributes.list.iter().enumerate().filter(|(other, _)| *other != position);
    let attributes: Vec<TokenTree> = others.flat_map(|(_, attribute)| attribute.to_tokens()).collect();
    let inside = Inside::of(item, self_type.as_deref(), &module.file, cfg);
    let path = module.names.iter().chain(&self_type).cloned().collect();
    let found = AnnotatedImpl {
        place: Place::of(&module.file, item.span()),
        path,
        imports: module.imports.clone(),
        self_type,
        arguments: item.attributes.list[position].arguments(),
        item: with_braces(&attributes, item, inside.configured),
        signatures: with_braces(&attributes, item, inside.signatures),
        methods: inside.methods,
        certain: module.verdict.known && item.attributes.verdict.known,
    };
    Some((which, found))
}

fn macro_of(attribute: &Attribute, module: &Module) -> Option<Macro> {
    match attribute.last_name() {
        "ntro_workflow" => Some(Macro::Workflow),
        "ntro_activities" => Some(Macro::Activities),
        _ if module.workflow_names.contains(&attribute.path) => Some(Macro::Workflow),
        _ if module.activities_names.contains(&attribute.path) => Some(Macro::Activities),
        _ => None,
    }
}

/// What is between the braces of an impl.
struct Inside {
    /// What is configured of it. The attributes stay as they are written, since the macro reads them too.
    configured: Option<TokenStream>,
    /// The same with nothing in the bodies of its methods, which the macro emits but does not read.
    signatures: Option<TokenStream>,
    methods: Vec<Function>,
}

impl Inside {
    fn of(item: &Item, owner: Option<&str>, file: &str, cfg: &Cfg) -> Self {
        let Some(braces) = item.braces().filter(|_| item.kind == Kind::Impl) else {
            return Self { configured: None, signatures: None, methods: Vec::new() };
        };
        let (mut present, absent): (Vec<Item>, Vec<Item>) = Items::read(braces.stream(), cfg)
            .items
            .into_iter()
            .partition(|item| item.attributes.verdict.holds);
        let methods = present.iter().filter_map(|item| Function::of(item, owner, file)).collect();
        present.retain(|item| item.kind == Kind::Function && item.braces().is_some());
        // The braces of a method are its last token.
        let bodies: Vec<usize> = present.iter().map(|method| method.range.end - 1).collect();
        let is_absent = |position: usize| absent.iter().any(|item| item.range.contains(&position));
        let kept = || braces.stream().into_iter().enumerate().filter(|(position, _)| !is_absent(*position));
        let configured = (!absent.is_empty()).then(|| kept().map(|(_, token)| token).collect());
        let signatures = kept().map(|(position, token)| match bodies.binary_search(&position) {
            Ok(_) => emptied(token),
            Err(_) => token,
        });
        Self { configured, signatures: Some(signatures.collect()), methods }
    }
}

/// The same braces around nothing.
fn emptied(token: TokenTree) -> TokenTree {
    let mut braces = Group::new(Delimiter::Brace, TokenStream::new());
    braces.set_span(token.span());
    braces.into()
}

/// The item under other attributes, and with something else between its braces.
fn with_braces(attributes: &[TokenTree], item: &Item, inside: Option<TokenStream>) -> TokenStream {
    let mut tokens: Vec<TokenTree> = attributes.iter().chain(&item.tokens).cloned().collect();
    if let (Some(inside), Some(braces)) = (inside, item.braces()) {
        let mut group = Group::new(Delimiter::Brace, inside);
        group.set_span(braces.span());
        tokens.pop();
        tokens.push(group.into());
    }
    tokens.into_iter().collect()
}
