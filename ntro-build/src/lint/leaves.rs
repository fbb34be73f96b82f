//! Whether what follows an expression still runs.

use syn::{Block, Expr, Stmt};

/// The macros that never come back.
const PANICS: [&str; 4] = ["panic", "todo", "unimplemented", "unreachable"];

/// Whether nothing after a block runs when it does.
pub(super) fn leaves_block(block: &Block) -> bool {
    match block.stmts.last() {
        Some(Stmt::Expr(last, _)) => leaves(last),
        Some(Stmt::Macro(last)) => panics(&last.mac),
        _ => false,
    }
}

/// Whether nothing after an expression runs when it does.
pub(super) fn leaves(expr: &Expr) -> bool {
    match expr {
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => true,
        Expr::Macro(call) => panics(&call.mac),
        Expr::Block(block) => leaves_block(&block.block),
        Expr::Paren(inner) => leaves(&inner.expr),
        Expr::Try(question) => is_error(&question.expr),
        Expr::If(branch) => {
            let otherwise = branch.else_branch.as_ref();
            leaves_block(&branch.then_branch) && otherwise.is_some_and(|(_, otherwise)| leaves(otherwise))
        }
        Expr::Match(branch) => branch.arms.iter().all(|arm| leaves(&arm.body)),
        _ => false,
    }
}

/// Whether an expression is `Err(…)`, as it stands before a `?` in place of a `return`.
fn is_error(expr: &Expr) -> bool {
    let Expr::Call(call) = expr else { return false };
    let Expr::Path(function) = &*call.func else { return false };
    function.path.segments.last().is_some_and(|name| name.ident == "Err")
}

fn panics(call: &syn::Macro) -> bool {
    call.path.segments.last().is_some_and(|name| PANICS.iter().any(|panics| name.ident == panics))
}
