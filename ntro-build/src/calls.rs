//! The gates and children that a body opens and runs.
//!
//! A body is searched as tokens, at every depth: so calls inside closures and `join!` or `select!` are
//! found like all others, and a body that is being typed is no obstacle. A call that a macro of the
//! author's writes is not there to be found.

use ntro_manifest::manifest::GateKind;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

use crate::attribute::{Attribute, Attributes, plain};
use crate::cfg::{Cfg, text_of};
use crate::function::Function;
use crate::item::{is_punct, is_word};
use crate::problem::Place;

/// How deep groups are looked into. Nobody nests them as deep; made-up source may.
const DEEPEST: usize = 128;

/// The calls of a body, in source order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calls {
    /// The gates that it opens.
    pub gates: Vec<GateCall>,
    /// The children that it runs.
    pub children: Vec<ChildCall>,
}

/// A call of `wait_for_action` or `await_signal_with_action`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateCall {
    /// Which of the two.
    pub kind: GateKind,
    /// The text in `.named("…")`, else the default; `None` if the name is computed.
    pub name: Option<String>,
    /// Where its name stands.
    pub place: Place,
}

/// A call of `run_child_workflow`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildCall {
    /// Which runbook it runs.
    pub target: ChildTarget,
    /// What stands in the place of the slug, as it is written.
    pub expression: String,
    /// Whether it says by `.task_queue(…)` or `.workflow_type(…)` that another worker runs it.
    pub elsewhere: bool,
    /// Where its name stands.
    pub place: Place,
}

/// Which runbook a child runs, as far as the call says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChildTarget {
    /// The one with this slug: `"rent-roll"`.
    Slug(String),
    /// The one of the type at this path: that of `rent::RentRoll::RUN`, of `Def::<RentRoll>::new()`.
    Type(String),
    /// The value of an expression: a const, a variable.
    Computed,
}

impl Function {
    /// The gates that it opens and the children that it runs, in source order, without those in
    /// statements that are not configured.
    ///
    /// A gate or a child on which `.named(…)`, `.task_queue(…)` or `.workflow_type(…)` is called later, by
    /// way of a variable, is taken as it stands.
    ///
    /// ```
    /// # fn example(function: &ntro_build::Function, cfg: &ntro_build::Cfg) {
    /// for gate in function.calls(cfg).gates {
    ///     println!("{}: {} opens {}", gate.place, function.name, gate.name.as_deref().unwrap_or("a gate"));
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn calls(&self, cfg: &Cfg) -> Calls {
        let mut calls = Calls::default();
        search(self.body.clone(), self, cfg, &mut calls, DEEPEST);
        calls
    }
}

fn search(tokens: TokenStream, function: &Function, cfg: &Cfg, calls: &mut Calls, depth: usize) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut position = 0;
    while let Some(token) = tokens.get(position) {
        match token {
            TokenTree::Ident(name) => {
                let method = position.checked_sub(1).and_then(|before| tokens.get(before));
                if method.is_some_and(|before| is_punct(before, '.') || is_punct(before, ':')) {
                    let by_path = method.is_some_and(|before| is_punct(before, ':'));
                    let place = |span: Span| Place::of(&function.place.file, span);
                    call(&name.to_string(), by_path, &tokens[position + 1..], || place(name.span()), calls);
                }
            }
            TokenTree::Group(group) if depth > 0 => search(group.stream(), function, cfg, calls, depth - 1),
            TokenTree::Punct(_) => {
                let skipped = absent(&tokens[position..], cfg);
                if skipped > 0 {
                    // What stands behind may be the next attribute, or a block: it is looked at as well.
                    position += skipped;
                    continue;
                }
            }
            TokenTree::Group(_) | TokenTree::Literal(_) => {}
        }
        position += 1;
    }
}

/// How many of the tokens are a statement or an arm that is not configured, its attributes included.
pub(crate) fn absent(tokens: &[TokenTree], cfg: &Cfg) -> usize {
    let (mut attributes, mut rest) = (Vec::new(), tokens);
    while let [hash, TokenTree::Group(group), after @ ..] = rest
        && is_punct(hash, '#')
    {
        attributes.push(Attribute::of(group.stream(), hash.span()));
        rest = after;
    }
    if Attributes::of(attributes, cfg).verdict.holds {
        return 0;
    }
    tokens.len() - rest.len() + statement(rest)
}

/// How many tokens a statement or an arm has: up to its semicolon, comma or last braces.
fn statement(tokens: &[TokenTree]) -> usize {
    let is_let = tokens.first().is_some_and(|first| is_word(first, "let"));
    let goes_on = |next: &TokenTree| {
        is_word(next, "else") || ['=', '.', '?', '|'].into_iter().any(|sign| is_punct(next, sign))
    };
    let ends = |(position, token): (usize, &TokenTree)| match token {
        TokenTree::Punct(sign) => sign.as_char() == ';' || !is_let && sign.as_char() == ',',
        TokenTree::Group(group) => {
            group.delimiter() == Delimiter::Brace && !is_let && !tokens.get(position + 1).is_some_and(goes_on)
        }
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    };
    tokens.iter().enumerate().position(ends).map_or(tokens.len(), |last| last + 1)
}

/// Notes a call of that name, if it is one of ours.
fn call(name: &str, by_path: bool, after: &[TokenTree], place: impl Fn() -> Place, calls: &mut Calls) {
    let (gate, runs_children) = match name {
        "wait_for_action" => (Some((GateKind::Review, "review")), false),
        "await_signal_with_action" => (Some((GateKind::Submission, "submit")), false),
        "collect_documents" => (Some((GateKind::Submission, "submit")), true),
        "run_child_workflow" => (None, true),
        _ => return,
    };
    let Some((arguments, chain)) = arguments(after) else { return };
    let chain = methods(chain);
    let called =
        |name: &str| chain.iter().find(|(method, _)| method == name).map(|(_, arguments)| *arguments);
    if let Some((kind, default)) = gate {
        let name = called("named").map_or_else(|| Some(default.to_owned()), literal);
        calls.gates.push(GateCall { kind, name, place: place() });
    }
    if runs_children {
        // By its path the context comes first: `Ctx::run_child_workflow(ctx, "rent-roll", &input)`.
        let target = argument(arguments, usize::from(by_path));
        calls.children.push(ChildCall {
            expression: written(&target),
            target: target_of(&target),
            elsewhere: called("task_queue").is_some() || called("workflow_type").is_some(),
            place: place(),
        });
    }
}

/// The arguments after a name, and what follows them.
fn arguments(after: &[TokenTree]) -> Option<(&Group, &[TokenTree])> {
    let after = match after {
        [first, second, rest @ ..] if is_punct(first, ':') && is_punct(second, ':') => after_angles(rest),
        after => after,
    };
    match after {
        [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Parenthesis => {
            Some((group, rest))
        }
        _ => None,
    }
}

/// What follows `<…>`.
fn after_angles(tokens: &[TokenTree]) -> &[TokenTree] {
    let mut depth = 0_usize;
    for (position, token) in tokens.iter().enumerate() {
        if is_punct(token, '<') {
            depth += 1;
        } else if is_punct(token, '>') {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            return &tokens[position + 1..];
        }
    }
    &[]
}

/// The methods that are called on what a call gives: `.reason("…").named("…").await?`.
fn methods(mut chain: &[TokenTree]) -> Vec<(String, &Group)> {
    let mut methods = Vec::new();
    loop {
        chain = match chain {
            [question, rest @ ..] if is_punct(question, '?') => rest,
            [dot, TokenTree::Ident(name), rest @ ..] if is_punct(dot, '.') => match arguments(rest) {
                Some((group, rest)) => {
                    methods.push((plain(name), group));
                    rest
                }
                None => rest,
            },
            _ => return methods,
        };
    }
}

/// The text of arguments that are one string literal.
fn literal(arguments: &Group) -> Option<String> {
    match argument(arguments, 0).as_slice() {
        [TokenTree::Literal(text)] => text_of(text),
        _ => None,
    }
}

/// The tokens of one of the arguments.
fn argument(arguments: &Group, wanted: usize) -> Vec<TokenTree> {
    let (mut position, mut angles, mut found) = (0, 0_usize, Vec::new());
    for token in arguments.stream() {
        if is_punct(&token, '<') {
            angles += 1;
        } else if is_punct(&token, '>') {
            angles = angles.saturating_sub(1);
        }
        if angles == 0 && is_punct(&token, ',') {
            position += 1;
        } else if position == wanted {
            found.push(token);
        }
    }
    found
}

/// What stands in the place of a slug.
pub(crate) fn target_of(tokens: &[TokenTree]) -> ChildTarget {
    let words: Vec<&TokenTree> = tokens.iter().filter(|token| !is_punct(token, ':')).collect();
    match words.as_slice() {
        [TokenTree::Literal(text)] => text_of(text).map_or(ChildTarget::Computed, ChildTarget::Slug),
        [path @ .., run] if is_word(run, "RUN") => {
            path_of(path).map_or(ChildTarget::Computed, ChildTarget::Type)
        }
        [.., def, open, TokenTree::Ident(name), close, new, TokenTree::Group(_)]
            if is_word(def, "Def") && is_punct(open, '<') && is_punct(close, '>') && is_word(new, "new") =>
        {
            ChildTarget::Type(plain(name))
        }
        _ => ChildTarget::Computed,
    }
}

/// Names as a path, if they are nothing else.
fn path_of(names: &[&TokenTree]) -> Option<String> {
    let name = |token: &&TokenTree| match token {
        TokenTree::Ident(name) => Some(plain(name)),
        _ => None,
    };
    let names: Option<Vec<String>> = names.iter().map(name).collect();
    names.filter(|names| !names.is_empty()).map(|names| names.join("::"))
}

/// Tokens as the author wrote them, on one line.
fn written(tokens: &[TokenTree]) -> String {
    let source = match tokens {
        [] => None,
        [only] => only.span().source_text(),
        [first, .., last] => first.span().join(last.span()).and_then(|span| span.source_text()),
    };
    let text = source.unwrap_or_else(|| tokens.iter().cloned().collect::<TokenStream>().to_string());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cfg::Cfg;
    use crate::item::Items;

    fn calls(body: &str) -> Calls {
        let source = format!("fn step() {{ {body} }}");
        let items = Items::read(source.parse().expect("tokens"), &Cfg::default()).items;
        Function::of(&items[0], None, "src/lib.rs").expect("a function").calls(&Cfg::default())
    }

    fn gates(body: &str) -> Vec<(GateKind, Option<String>)> {
        calls(body).gates.into_iter().map(|gate| (gate.kind, gate.name)).collect()
    }

    #[test]
    fn gates_are_found_wherever_they_are_opened() {
        let review = |name: &str| (GateKind::Review, Some(name.to_owned()));
        let body = r#"
            ctx.wait_for_action(&draft).reason("x").await?;
            let (a, b) = join!(ctx.wait_for_action(a).named("a").await, Ctx::wait_for_action::<T>(ctx, b).named("b"));
            let each = |x| async move { ctx.wait_for_action(x).display(Table::new("t").named("no")).await?.or_fail("") };
            select! { c = fused(ctx.wait_for_action(c).named("c")) => { if 1 } }
        "#;
        assert_eq!(gates(body), [review("review"), review("a"), review("b"), review("review"), review("c")]);
        let submit = (GateKind::Submission, Some("submit".to_owned()));
        assert_eq!(
            gates("ctx.collect_documents(Ingest::RUN).slot(bank, &input).await"),
            std::slice::from_ref(&submit)
        );
        assert_eq!(gates("ctx.await_signal_with_action(action).take(|x| x.y.take()).await"), [submit]);
    }

    #[test]
    fn a_computed_name_is_unknown() {
        for name in ["name", "format!(\"a\")", "\"a\".to_owned()", "NAME", ""] {
            assert_eq!(
                gates(&format!("c.wait_for_action(p).named({name}).await")),
                [(GateKind::Review, None)]
            );
        }
    }

    #[test]
    fn what_is_no_call_is_none() {
        let nothing =
            ["wait_for_action(x)", "ctx.wait_for_action", "let f = Ctx::wait_for_action;", "x.run_child()"];
        for body in nothing {
            assert_eq!(calls(body), Calls::default(), "{body}");
        }
    }

    #[test]
    fn children_are_known_by_what_stands_in_the_place_of_their_slug() {
        for (target, expected) in [
            ("\"rent-roll\"", ChildTarget::Slug("rent-roll".into())),
            ("Rent::RUN", ChildTarget::Type("Rent".into())),
            ("crate::rent::Rent::RUN", ChildTarget::Type("crate::rent::Rent".into())),
            ("RUN", ChildTarget::Computed),
            ("Def::<rent>::new()", ChildTarget::Type("rent".into())),
            ("ntro_workflow::Def::<Rent>::new()", ChildTarget::Type("Rent".into())),
            ("RENT", ChildTarget::Computed),
            ("slug_of::<A, B>(c)", ChildTarget::Computed),
            ("&*child.slug", ChildTarget::Computed),
        ] {
            for call in [
                format!("ctx.run_child_workflow({target}, &input).await?"),
                format!("Ctx::run_child_workflow(ctx, {target}, &i)"),
            ] {
                let [child] = calls(&call).children.try_into().expect("one child");
                assert_eq!((child.target, child.expression), (expected.clone(), target.to_owned()));
                assert!(!child.elsewhere);
            }
        }
    }

    #[test]
    fn what_is_not_configured_is_not_called() {
        let child = |slug: &str| format!("ctx.run_child_workflow(\"{slug}\", &i).await?");
        let (no, yes) = (child("no"), child("yes"));
        for body in [
            format!("#[cfg(feature = \"a\")] {{ {no}; }} {yes};"),
            format!("#[cfg(test)] #[allow(unused)] {no}; {yes};"),
            format!("#[cfg(test)] let a = if b {{ {no} }} else {{ {no} }}; {yes};"),
            format!("#[cfg(test)] if a {{ b }} else if c {{ {no} }} else {{ {no} }} {yes};"),
            format!("#[cfg_attr(all(), cfg(test))] async {{ {no} }}.await?; {yes};"),
            format!(
                "match a {{ #[cfg(test)] A {{ b }} => {{ {no} }} B => {yes}, #[cfg(test)] C => {no}, D => d }}"
            ),
            format!("#[cfg(not(test))] {{ {yes} }} #[cfg(test)] {no}"),
            format!("#[cfg(test)] let a = {no}; #[cfg(feature = \"a\")] let b = {no}; {yes};"),
            format!("#[cfg(test)] let a = {no}; {{ {yes}; }}"),
            format!("#[cfg(test)] {{ {no}; }} {{ {yes}; }}"),
        ] {
            let slugs: Vec<ChildTarget> =
                calls(&body).children.into_iter().map(|child| child.target).collect();
            assert_eq!(slugs, [ChildTarget::Slug("yes".into())], "{body}");
        }
    }

    #[test]
    fn a_child_may_say_that_it_runs_elsewhere() {
        let run = |chain: &str| {
            calls(&format!("ctx.run_child_workflow(\"a\", &i){chain}.await")).children[0].elsewhere
        };
        assert!(run(".key(\"k\").task_queue(\"q\")") && run(".workflow_type(TYPE).key(\"k\")"));
        assert!(!run(".key(\"k\").step_id(\"task_queue\")"));
    }

    #[test]
    fn places_are_those_of_the_source() {
        let place = &calls("x;\n  ctx.wait_for_action(y)").gates[0].place;
        assert_eq!((place.line, place.column), (2, 7));
    }
}
