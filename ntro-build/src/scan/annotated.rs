//! What stands under one of the two macros.

use proc_macro2::{Group, TokenStream, TokenTree};

use crate::attribute::Attribute;
use crate::cfg::Cfg;
use crate::function::Function;
use crate::item::{Item, Items};
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
    let others = item.attributes.list.iter().enumerate().filter(|(other, _)| *other != position);
    let mut tokens: TokenStream = others.flat_map(|(_, attribute)| attribute.to_tokens()).collect();
    tokens.extend(configured(item, cfg));
    let found = AnnotatedImpl {
        place: Place::of(&module.file, item.span()),
        self_type: item.self_type(),
        arguments: item.attributes.list[position].arguments(),
        item: tokens,
        methods: Function::inside(item, &module.file, cfg),
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

/// The item's own tokens, without the methods whose `#[cfg]` does not hold. The attributes of the others
/// stay as they are written, since the macro reads them too.
fn configured(item: &Item, cfg: &Cfg) -> Vec<TokenTree> {
    let mut tokens = item.tokens.clone();
    let Some(braces) = item.braces() else { return tokens };
    let inside = Items::read(braces.stream(), cfg).items;
    let absent: Vec<_> =
        inside.iter().filter(|item| !item.attributes.verdict.holds).map(|item| item.range.clone()).collect();
    if absent.is_empty() {
        return tokens;
    }
    let kept = braces.stream().into_iter().enumerate();
    let kept = kept.filter(|(position, _)| !absent.iter().any(|range| range.contains(position)));
    let mut group = Group::new(braces.delimiter(), kept.map(|(_, token)| token).collect());
    group.set_span(braces.span());
    tokens.pop();
    tokens.push(group.into());
    tokens
}
