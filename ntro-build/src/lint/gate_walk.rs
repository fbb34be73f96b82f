//! Finds the gates of a body: what they show, how they are named, which of them exclude each other.

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprIf, ExprMatch, ExprMethodCall, Local, Macro, Token};

use crate::lint::gate::{Arm, Opening, Opens, Way};
use crate::lint::gate_tokens::{count_calls, in_tokens};
use crate::lint::leaves::{leaves, leaves_block};
use crate::lint::literals::{actions, text};
use crate::lint::select_arms::SelectArms;

/// The gates and children that a body opens, in source order.
pub(super) fn gates(body: &Block) -> Vec<Opening> {
    let mut walk = Walk::default();
    walk.visit_block(body);
    let mut found = walk.found;
    if walk.named_later {
        // It is not to be seen which one.
        for gate in found.iter_mut().filter(|gate| !gate.named) {
            gate.name = None;
        }
    }
    found.sort_by_key(|gate| (gate.span.start().line, gate.span.start().column));
    found
}

#[derive(Default)]
struct Walk {
    found: Vec<Opening>,
    /// The calls that follow in the chain in which the walk is: the method and its first argument.
    chain: Vec<(String, Option<Expr>)>,
    arms: Vec<Arm>,
    branches: usize,
    /// Whether a gate may be named elsewhere than in the chain that opens it.
    named_later: bool,
}

impl<'ast> Visit<'ast> for Walk {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::MethodCall(call) => self.method_call(call),
            other => {
                let chain = std::mem::take(&mut self.chain);
                visit::visit_expr(self, other);
                self.chain = chain;
            }
        }
    }

    fn visit_expr_if(&mut self, branch: &'ast ExprIf) {
        let number = self.next_branch();
        self.visit_expr(&branch.cond);
        let then = &branch.then_branch;
        self.inside(number, 0, leaves_block(then), |walk| walk.visit_block(then));
        if let Some((_, otherwise)) = &branch.else_branch {
            self.inside(number, 1, leaves(otherwise), |walk| walk.visit_expr(otherwise));
        }
    }

    fn visit_expr_match(&mut self, branch: &'ast ExprMatch) {
        let number = self.next_branch();
        self.visit_expr(&branch.expr);
        for (index, arm) in branch.arms.iter().enumerate() {
            self.inside(number, index, leaves(&arm.body), |walk| walk.visit_arm(arm));
        }
    }

    fn visit_local(&mut self, local: &'ast Local) {
        let Some(init) = &local.init else { return };
        let number = self.next_branch();
        self.visit_expr(&init.expr);
        if let Some((_, otherwise)) = &init.diverge {
            self.inside(number, 0, true, |walk| walk.visit_expr(otherwise));
        }
    }

    fn visit_block(&mut self, block: &'ast Block) {
        let depth = self.arms.len();
        for statement in &block.stmts {
            let before = self.branches;
            self.visit_stmt(statement);
            // What follows a branch is one more way through it, for the ways that leave.
            let passed = before..self.branches;
            self.arms.extend(passed.map(|branch| Arm { branch, way: Way::After, leaves: false }));
        }
        self.arms.truncate(depth);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.macro_call(call);
    }
}

impl Walk {
    /// Goes down the chain `ctx.wait_for_action(…).named(…)` from its end.
    fn method_call(&mut self, call: &ExprMethodCall) {
        let chain = std::mem::take(&mut self.chain);
        for argument in &call.args {
            self.visit_expr(argument);
        }
        match Opens::by(&call.method.to_string()) {
            Some(opens) => {
                self.open(call, opens, &chain);
                self.visit_expr(&call.receiver);
                self.chain = chain;
            }
            None => {
                self.named_later |= call.method == "named" && may_give_a_gate(&call.receiver);
                self.chain = chain;
                self.chain.push((call.method.to_string(), call.args.first().cloned()));
                self.visit_expr(&call.receiver);
                self.chain.pop();
            }
        }
    }

    fn open(&mut self, call: &ExprMethodCall, opens: Opens, after: &[(String, Option<Expr>)]) {
        let builder = |name: &str| after.iter().rfind(|(method, _)| method == name);
        let named = builder("named");
        self.found.push(Opening {
            opens,
            name: match named {
                Some((_, name)) => name.as_ref().and_then(text),
                None => opens.default_name().map(str::to_owned),
            },
            named: named.is_some(),
            subject: call.args.first().cloned(),
            answers: builder("answers").and_then(|(_, answers)| answers.as_ref().and_then(actions)),
            arms: Some(self.arms.clone()),
            span: call.method.span(),
        });
    }

    /// Reads the tokens of a macro call as arms of a `select!`, as expressions or as statements; else
    /// one by one.
    fn macro_call(&mut self, call: &Macro) {
        let name = call.path.segments.last().map(|name| name.ident.to_string()).unwrap_or_default();
        let chain = std::mem::take(&mut self.chain);
        if name.starts_with("select")
            && let Ok(SelectArms(arms)) = call.parse_body()
        {
            let number = self.next_branch();
            for (index, arm) in arms.iter().enumerate() {
                arm.future.iter().for_each(|future| self.visit_expr(future));
                self.inside(number, index, false, |walk| walk.visit_expr(&arm.handler));
            }
        } else if let Ok(all) = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            all.iter().for_each(|each| self.visit_expr(each));
        } else if let Ok(statements) = call.parse_body_with(Block::parse_within) {
            statements.iter().for_each(|statement| self.visit_stmt(statement));
        } else {
            let found = in_tokens(call.tokens.clone());
            let named = found.iter().filter(|gate| gate.named).count();
            self.named_later |= count_calls(call.tokens.clone(), "named") > named;
            self.found.extend(found);
        }
        self.chain = chain;
    }

    fn inside(&mut self, branch: usize, way: usize, leaves: bool, walk: impl FnOnce(&mut Self)) {
        self.arms.push(Arm { branch, way: Way::Arm(way), leaves });
        walk(self);
        self.arms.pop();
    }

    fn next_branch(&mut self) -> usize {
        self.branches += 1;
        self.branches - 1
    }
}

/// Whether an expression may give a gate of this body, other than by the chain that opens it: as a variable
/// does, and a call that is handed one. `Column::new("x")` does not.
fn may_give_a_gate(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => {
            Opens::by(&call.method.to_string()).is_none() && may_give_a_gate(&call.receiver)
        }
        Expr::Call(call) => !in_tokens(call.args.to_token_stream()).is_empty(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    fn names(body: &Block) -> Vec<String> {
        gates(body).into_iter().map(|gate| gate.name.unwrap_or_else(|| "?".into())).collect()
    }

    /// Whether the two gates of a body exclude each other.
    fn exclusive(body: &str) -> Option<bool> {
        let gates = gates(&syn::parse_str(body).expect("a block"));
        assert_eq!(gates.len(), 2, "{body}");
        gates[0].excludes(&gates[1])
    }

    #[test]
    fn names_are_read_from_the_chain() {
        let body: Block = parse_quote!({
            ctx.wait_for_action(a).reason("x").named("first").timeout(t).await?.or_fail("y")?;
            let left = fused(ctx.await_signal_with_action(b));
            ctx.wait_for_action(&c).named(NAME).await?;
            join!(ctx.wait_for_action(a).named("in_macro"), other());
            select! { x = ctx.wait_for_action(a).named("armed") => drop(x), else => {} }
            odd! { => ctx.wait_for_action(a).named("odd") }
        });
        assert_eq!(names(&body), ["first", "submit", "?", "in_macro", "armed", "odd"]);
    }

    #[test]
    fn a_gate_that_may_be_named_later_has_no_known_name() {
        let body: Block = parse_quote!({
            let mut gate = ctx.wait_for_action(a);
            gate = gate.named("x");
            gate.await
        });
        assert_eq!(names(&body), ["?"]);
    }

    #[test]
    fn what_else_is_named_says_nothing_of_the_gates() {
        let body: Block = parse_quote!({
            let column = Column::new("x").wide().named("Amount");
            ctx.wait_for_action(a).display(Table::of([Column::new("y").named("Day")])).await?;
            ctx.collect_documents(Ingest::RUN).named("documents").slot(bank, &input).await
        });
        assert_eq!(names(&body), ["review", "documents"]);
        for later in ["fused(ctx.wait_for_action(a)).named(\"x\")", "(ctx.wait_for_action(a)).named(\"x\")"] {
            let body = syn::parse_str(&format!("{{ {later}.await }}")).expect("a block");
            assert_eq!(names(&body), ["?"], "{later}");
        }
    }

    #[test]
    fn arms_exclude_each_other_and_so_does_what_leaves() {
        let (a, b) = ("ctx.wait_for_action(a)", "ctx.wait_for_action(b)");
        for (body, expected) in [
            (format!("{{ if x {{ {a} }} else {{ {b} }} }}"), Some(true)),
            (format!("{{ match x {{ A => {a}, B => {b} }} }}"), Some(true)),
            (format!("{{ if x {{ return {a}.await; }} {b} }}"), Some(true)),
            (format!("{{ if x {{ {a}.await; }} {b} }}"), Some(false)),
            (format!("{{ if x {{ {a}.await; Err(e)?; }} {b} }}"), Some(true)),
            (format!("{{ if x {{ {a}.await; Result::Err(e)? }} {b} }}"), Some(true)),
            (format!("{{ if x {{ {a}.await; Ok(e)?; }} {b} }}"), Some(false)),
            (format!("{{ if x {{ {a}.await?; }} {b} }}"), Some(false)),
            (format!("{{ if x {{}} else if y {{ return {a}.await; }} {b} }}"), Some(true)),
            (format!("{{ let Some(x) = y else {{ return {a}.await; }}; {b} }}"), Some(true)),
            (format!("{{ join!({a}, {b}) }}"), Some(false)),
            (format!("{{ select! {{ x = {a} => x, y = {b} => y }} }}"), Some(false)),
            (format!("{{ select! {{ x = y => {a}, y = x => {b} }} }}"), Some(true)),
            (format!("{{ odd!(=> {a}, {b}) }}"), None),
        ] {
            assert_eq!(exclusive(&body), expected, "{body}");
        }
    }
}
