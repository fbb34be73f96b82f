//! Takes out of a file what is not configured, before any lint looks at it.

use std::mem;
use std::ops::RangeInclusive;

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Block, Expr, ExprArray, ExprCall, ExprMatch, ExprMethodCall, ExprStruct, ExprTuple, FnArg,
    ImplItem, Item, ItemImpl, ItemMod, ItemTrait, Macro, PatStruct, Signature, Stmt, TraitItem,
};

use crate::attribute::Attributes;
use crate::calls::absent;
use crate::cfg::Cfg;

/// Takes out what is not configured, by what the manifest goes by, and gives the lines of it.
///
/// The fields of types stay: a derive is not judged where a `cfg` stands in its type.
pub(super) fn take_out(file: &mut syn::File, cfg: &Cfg) -> Vec<RangeInclusive<usize>> {
    let mut pass = TakeOut { cfg, lines: Vec::new() };
    if !holds(&file.attrs, cfg) {
        file.items.clear();
        pass.lines.push(1..=usize::MAX);
    }
    pass.visit_file_mut(file);
    pass.lines
}

/// Whether what has these attributes is configured.
fn holds(attributes: &[Attribute], cfg: &Cfg) -> bool {
    let is_condition = |found: &&Attribute| found.path().is_ident("cfg") || found.path().is_ident("cfg_attr");
    Attributes::of_syntax(attributes.iter().filter(is_condition), cfg).verdict.holds
}

struct TakeOut<'a> {
    cfg: &'a Cfg,
    /// The lines of what is taken out.
    lines: Vec<RangeInclusive<usize>>,
}

impl TakeOut<'_> {
    /// Whether something stays.
    fn keeps(&mut self, attributes: &[Attribute], node: &impl ToTokens) -> bool {
        let stays = holds(attributes, self.cfg);
        if !stays {
            let tokens: Vec<TokenTree> = node.to_token_stream().into_iter().collect();
            self.note(&tokens);
        }
        stays
    }

    fn note(&mut self, tokens: &[TokenTree]) {
        if let [first, ..] = tokens
            && let [.., last] = tokens
        {
            self.lines.push(first.span().start().line..=last.span().end().line);
        }
    }

    fn items(&mut self, items: &mut Vec<Item>) {
        items.retain(|item| self.keeps(of_item(item), item));
    }

    fn list<T: ToTokens, P>(&mut self, list: &mut Punctuated<T, P>, of: impl Fn(&T) -> &[Attribute]) {
        let pairs = mem::take(list).into_pairs();
        *list = pairs.filter(|pair| self.keeps(of(pair.value()), pair.value())).collect();
    }

    /// What is left of the tokens of a macro call, whatever their grammar is.
    fn tokens(&mut self, tokens: TokenStream) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let (mut kept, mut position) = (Vec::new(), 0);
        while let Some(token) = tokens.get(position) {
            let skipped = absent(&tokens[position..], self.cfg);
            if skipped > 0 {
                self.note(&tokens[position..position + skipped]);
                position += skipped;
                continue;
            }
            kept.push(match token {
                TokenTree::Group(group) => {
                    let mut left = Group::new(group.delimiter(), self.tokens(group.stream()));
                    left.set_span(group.span());
                    left.into()
                }
                other => other.clone(),
            });
            position += 1;
        }
        kept.into_iter().collect()
    }
}

impl VisitMut for TakeOut<'_> {
    fn visit_file_mut(&mut self, file: &mut syn::File) {
        self.items(&mut file.items);
        visit_mut::visit_file_mut(self, file);
    }

    fn visit_item_mod_mut(&mut self, module: &mut ItemMod) {
        module.content.iter_mut().for_each(|(_, items)| self.items(items));
        visit_mut::visit_item_mod_mut(self, module);
    }

    fn visit_item_impl_mut(&mut self, item: &mut ItemImpl) {
        item.items.retain(|item| self.keeps(of_impl_item(item), item));
        visit_mut::visit_item_impl_mut(self, item);
    }

    fn visit_item_trait_mut(&mut self, item: &mut ItemTrait) {
        item.items.retain(|item| self.keeps(of_trait_item(item), item));
        visit_mut::visit_item_trait_mut(self, item);
    }

    fn visit_signature_mut(&mut self, signature: &mut Signature) {
        self.list(&mut signature.inputs, |input| match input {
            FnArg::Receiver(receiver) => &receiver.attrs,
            FnArg::Typed(parameter) => &parameter.attrs,
        });
        visit_mut::visit_signature_mut(self, signature);
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        block.stmts.retain(|statement| self.keeps(of_statement(statement), statement));
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_expr_match_mut(&mut self, branch: &mut ExprMatch) {
        branch.arms.retain(|arm| self.keeps(&arm.attrs, arm));
        visit_mut::visit_expr_match_mut(self, branch);
    }

    fn visit_expr_struct_mut(&mut self, literal: &mut ExprStruct) {
        self.list(&mut literal.fields, |field| &field.attrs);
        visit_mut::visit_expr_struct_mut(self, literal);
    }

    fn visit_pat_struct_mut(&mut self, pattern: &mut PatStruct) {
        self.list(&mut pattern.fields, |field| &field.attrs);
        visit_mut::visit_pat_struct_mut(self, pattern);
    }

    fn visit_expr_array_mut(&mut self, array: &mut ExprArray) {
        self.list(&mut array.elems, of_expression);
        visit_mut::visit_expr_array_mut(self, array);
    }

    fn visit_expr_tuple_mut(&mut self, tuple: &mut ExprTuple) {
        self.list(&mut tuple.elems, of_expression);
        visit_mut::visit_expr_tuple_mut(self, tuple);
    }

    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        self.list(&mut call.args, of_expression);
        visit_mut::visit_expr_call_mut(self, call);
    }

    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        self.list(&mut call.args, of_expression);
        visit_mut::visit_expr_method_call_mut(self, call);
    }

    fn visit_macro_mut(&mut self, call: &mut Macro) {
        call.tokens = self.tokens(mem::take(&mut call.tokens));
    }
}

/// The attributes of a node that is one of several kinds; of tokens that are none of them, none.
macro_rules! attributes {
    ($node:expr, $of:ident: $($kind:ident)*) => {
        match $node {
            $($of::$kind(node) => node.attrs.as_slice(),)*
            _ => &[],
        }
    };
}

fn of_item(item: &Item) -> &[Attribute] {
    attributes!(item, Item: Const Enum ExternCrate Fn ForeignMod Impl Macro Mod Static Struct Trait TraitAlias
        Type Union Use)
}

fn of_impl_item(item: &ImplItem) -> &[Attribute] {
    attributes!(item, ImplItem: Const Fn Type Macro)
}

fn of_trait_item(item: &TraitItem) -> &[Attribute] {
    attributes!(item, TraitItem: Const Fn Type Macro)
}

fn of_statement(statement: &Stmt) -> &[Attribute] {
    match statement {
        Stmt::Local(local) => &local.attrs,
        Stmt::Item(item) => of_item(item),
        Stmt::Expr(expression, _) => of_expression(expression),
        Stmt::Macro(call) => &call.attrs,
    }
}

fn of_expression(expression: &Expr) -> &[Attribute] {
    attributes!(expression, Expr: Array Assign Async Await Binary Block Break Call Cast Closure Const Continue
        Field ForLoop Group If Index Infer Let Lit Loop Macro Match MethodCall Paren Path Range RawAddr
        Reference Repeat Return Struct Try TryBlock Tuple Unary Unsafe While Yield)
}

#[cfg(test)]
mod tests {
    use syn::spanned::Spanned;

    use super::*;

    fn left(source: &str) -> (String, Vec<RangeInclusive<usize>>) {
        let mut file = syn::parse_file(source).expect("a file");
        let lines = take_out(&mut file, &Cfg::default());
        (file.to_token_stream().to_string(), lines)
    }

    fn same(source: &str) -> String {
        source.parse::<TokenStream>().expect("tokens").to_string()
    }

    #[test]
    fn what_is_not_configured_is_taken_out_wherever_rust_takes_a_cfg() {
        for (source, expected) in [
            ("#[cfg(test)] use a::{no, no}; use b::yes;", "use b::yes;"),
            ("#[cfg_attr(all(), cfg(test))] const NO: u8 = 1; mod a { #[cfg(test)] fn no() {} }", "mod a {}"),
            ("mod a { #![cfg(test)] fn no() {} } fn b() {}", "fn b() {}"),
            (
                "impl A { #[cfg(test)] const NO: u8 = 1; fn yes(#[cfg(test)] no: u8) {} }",
                "impl A { fn yes() {} }",
            ),
            ("trait A { #[cfg(test)] fn no(); fn yes(); }", "trait A { fn yes(); }"),
            (
                "fn a() { #[cfg(test)] no(); #[cfg(test)] let no = 1; #[cfg(test)] no!(); yes() }",
                "fn a() { yes() }",
            ),
            ("fn a() { #[cfg(test)] { no() } yes(); #[cfg(test)] no }", "fn a() { yes(); }"),
            ("fn a() { match b { #[cfg(test)] C => no, _ => yes } }", "fn a() { match b { _ => yes } }"),
            ("fn a() { let B { yes, #[cfg(test)] no } = c; }", "fn a() { let B { yes, } = c; }"),
            ("fn a() { B { #[cfg(test)] no: 1, yes: 2 } }", "fn a() { B { yes: 2 } }"),
            ("fn a() { b([#[cfg(test)] no, yes], #[cfg(test)] no.no()) }", "fn a() { b([yes],) }"),
            ("fn a() { b.c(#[cfg(test)] no(), (yes, #[cfg(test)] no)) }", "fn a() { b.c((yes,)) }"),
            (
                "fn a() { join!(async { #[cfg(test)] no(); yes() }, yes) }",
                "fn a() { join!(async { yes() }, yes) }",
            ),
        ] {
            assert_eq!(left(source).0, same(expected), "{source}");
        }
        for source in ["#![cfg(test)] fn no() {}", "#[cfg(feature = \"a\")] impl No {}"] {
            assert!(!left(source).0.contains('{'), "{source}");
        }
    }

    #[test]
    fn what_is_or_may_be_configured_stays() {
        for source in [
            "#[cfg(not(test))] use a::b; #[cfg(loom)] fn c() { #[cfg(debug_assertions)] d(); }",
            "#[derive(A)] struct B { #[cfg(test)] c: u8 }",
            "#[test] fn a() { #[doc(cfg(test))] b!(#[cfg(not(test))] c, #d) }",
        ] {
            assert_eq!(left(source), (same(source), Vec::new()), "{source}");
        }
    }

    #[test]
    fn its_lines_are_known_and_those_of_the_rest_are_as_they_were() {
        let source = "\
fn a() {
    /// No.
    #[cfg(test)]
    if no {
    }
    b!({
        #[cfg(test)]
        no();
        yes();
    });
}";
        assert_eq!(left(source).1, [2..=5, 7..=8]);
        let mut file = syn::parse_file(source).expect("a file");
        take_out(&mut file, &Cfg::default());
        assert_eq!(file.items[0].span().end().line, 11);
        assert_eq!(left("#![cfg(test)]\nfn no() {}").1, [1..=usize::MAX]);
    }
}
