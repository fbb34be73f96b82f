//! The `gate(…)`s of a `#[ui_step]`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{LitStr, MetaList, Type};

use crate::args::{self, GateArgs, Nested, Text, TypeArg};
use crate::errors::{Errors, Problem};
use crate::naming::words;
use crate::shape::refuse_unnameable_shown;
use crate::texts;
use crate::types::written;
use crate::unique::Taken;
use crate::workflow::check::answers;
use crate::workflow::check::details::{component, given};
use crate::workflow::model::Gate;

const GATE: args::Signature = args::Signature {
    label: "gate(…)",
    takes: &["name", "payload", "component", "answers"],
    example: "gate(name = \"review\", payload = Draft, answers(approved, rejected))",
};

/// As the runtime has it.
const LONGEST_NAME: usize = 64;

/// Reads the gates of a step, in source order; `None` if any is wrong.
pub(super) fn read_all(gates: &[Nested], errors: &mut Errors) -> Option<Vec<Gate>> {
    let mut names = Taken::new("gates of this step");
    let gates: Vec<Option<Gate>> = gates.iter().map(|gate| read(gate, &mut names, errors)).collect();
    gates.into_iter().collect()
}

fn read(Nested(meta): &Nested, names: &mut Taken, errors: &mut Errors) -> Option<Gate> {
    let args: GateArgs = args::of_meta(meta, &GATE, errors)?;
    let place = meta.path();
    let name = read_name(&args, place.to_token_stream(), names, errors);
    let payload = match &args.payload {
        None => Some(None),
        Some(payload) => read_payload(payload, errors).map(Some),
    };
    let component = given(args.component.as_ref(), component, errors);
    let answers = answers::read(args.answers.as_ref(), args.payload.is_some(), errors);
    Some(Gate {
        span: place.span(),
        name: name?,
        payload: payload?,
        component: component?,
        answers: answers?,
    })
}

fn read_name(args: &GateArgs, gate: TokenStream, names: &mut Taken, errors: &mut Errors) -> Option<String> {
    let (place, name) = match &args.name {
        Some(text) => (text.to_token_stream(), errors.keep(given_name(text))?),
        // What the runtime calls a gate that is not named.
        None if args.payload.is_some() => (gate, "review".to_owned()),
        None => (gate, "submit".to_owned()),
    };
    names.take(&place, &name, &[], errors).then_some(name)
}

fn given_name(text: &Text) -> Result<String, Problem> {
    let literal = texts::literal("name", text)?;
    let name = literal.value();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let (rule, remedy) = if !name.chars().all(fits) {
        let respelled = Some(words(&name).join("_")).filter(|name| !name.is_empty());
        let remedy = respelled.map_or_else(
            || "use the letters a-z and A-Z, digits, `_`, `-` and `.`".to_owned(),
            |name| format!("write `name = \"{name}\"`"),
        );
        (format!("`{name}` cannot be the name of a gate"), remedy)
    } else if name.len() > LONGEST_NAME {
        let rule = format!("the name of a gate has at most {LONGEST_NAME} characters, not {}", name.len());
        (rule, "shorten it; what people read is the reason and the title of what is shown".to_owned())
    } else {
        return Ok(name);
    };
    Err(Problem::at(literal, rule)
        .note("it is part of the id by which an answer says what it answers")
        .help(remedy))
}

fn read_payload(payload: &TypeArg, errors: &mut Errors) -> Option<Type> {
    match payload {
        TypeArg::Type(ty) => {
            refuse_unnameable_shown(ty, "the payload of a gate", errors).then(|| (**ty).clone())
        }
        TypeArg::Other(other) => {
            errors.push(
                Problem::at(other, "`payload` takes a type")
                    .note("it says what the gate shows and what an answer is checked against")
                    .help(meant(other)),
            );
            None
        }
    }
}

/// How a type in quotes or parentheses is written.
fn meant(other: &TokenStream) -> String {
    if let Ok(quoted) = syn::parse2::<LitStr>(other.clone())
        && syn::parse_str::<Type>(&quoted.value()).is_ok()
    {
        return format!("write `payload = {}`, without quotes", quoted.value());
    }
    match syn::parse2::<MetaList>(other.clone()).map(|list| syn::parse2::<Type>(list.tokens)) {
        Ok(Ok(ty)) => format!("write `payload = {}`", written(&ty)),
        _ => "write for example `payload = Draft`".to_owned(),
    }
}
