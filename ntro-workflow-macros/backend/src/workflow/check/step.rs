//! The `#[ui_step]` methods.

use syn::{Ident, LitStr};

use crate::annotated::{AnnotatedMethod, HelperUse};
use crate::args::{self, StepArgs, Text};
use crate::context::{self, Taker};
use crate::docs::Docs;
use crate::errors::{Errors, Problem};
use crate::icons;
use crate::naming::{is_snake_case, snake_case};
use crate::texts;
use crate::unique::Taken;
use crate::workflow::check::details;
use crate::workflow::check::gate;
use crate::workflow::check::run::{CONTEXT, is_async, read_result, without_self};
use crate::workflow::model::Step;

const UI_STEP: args::Signature = args::Signature {
    label: "#[ui_step]",
    takes: &["name", "title", "icon", "description", "responsibility", "timeout", "component", "gate"],
    example: "#[ui_step(name = \"review_draft\", title = \"Review draft\", icon = \"Eye\")]",
};

const EXAMPLE: &str = "async fn review_draft(ctx: &Ctx<Self>, draft: &Draft) -> RunbookResult<Review>";

const TAKER: Taker =
    Taker { noun: "a step", context: "Ctx", reason: CONTEXT, parameter: "ctx: &Ctx<Self>", example: EXAMPLE };

pub(super) fn read(
    position: usize,
    method: &AnnotatedMethod,
    found: &HelperUse,
    names: &mut Taken,
    errors: &mut Errors,
) -> Option<Step> {
    let signature = &method.method.signature;
    let args: Option<StepArgs> = args::of_attribute(&found.attribute, &UI_STEP, errors);
    let labels = args.as_ref().and_then(|args| read_labels(args, method, found, names, errors));
    let details = args.as_ref().and_then(|args| details::read(args, errors));
    let gates = args.as_ref().and_then(|args| gate::read_all(&args.gates, errors));
    let mut fits = is_async(signature, "a step", errors);
    fits &= without_self(signature, "a step", errors);
    let returned = read_result(signature, "a step", EXAMPLE, errors).cloned();
    let (context, _) = context::split(&method.method, &TAKER, errors)?;
    let (name, title, icon) = labels.filter(|_| fits)?;
    Some(Step {
        position,
        ident: signature.ident.clone(),
        cfgs: method.cfgs(),
        docs: Docs::of(&method.method.attributes),
        name,
        title,
        icon,
        details: details?,
        gates: gates?,
        context,
        returned: returned?,
    })
}

/// The name, the title and the icon, if they are all right.
fn read_labels(
    args: &StepArgs,
    method: &AnnotatedMethod,
    found: &HelperUse,
    names: &mut Taken,
    errors: &mut Errors,
) -> Option<(String, String, Option<String>)> {
    let ident = &method.method.signature.ident;
    let name = match &args.name {
        Some(name) => errors.keep(read_name(name)),
        None => errors.keep(Err(missing_name(ident, found))),
    };
    let name = name.filter(|name| names.take(name, &name.value(), &method.cfgs(), errors));
    let title = match &args.title {
        Some(title) => errors.keep(texts::literal("title", title)),
        None => errors.keep(Err(missing_title(ident, found))),
    };
    let icon = match &args.icon {
        Some(icon) => errors.keep(read_icon(icon)).map(Some),
        None => Some(None),
    };
    Some((name?.value(), title?.value(), icon?))
}

fn missing_name(ident: &Ident, found: &HelperUse) -> Problem {
    let guess = snake_case(&ident.to_string()).unwrap_or_else(|| "review_draft".into());
    Problem::at(&found.attribute, "a step needs a `name`")
        .note("it stays the same in history and in URLs when the method is renamed")
        .help(format!("write `name = \"{guess}\"`"))
}

fn missing_title(ident: &Ident, found: &HelperUse) -> Problem {
    Problem::at(&found.attribute, "a step needs a `title`")
        .note("it is what people read in the breadcrumb")
        .help(format!("write `title = \"{}\"`", title_of(ident)))
}

/// `review_draft` as a person would write it: `Review draft`.
fn title_of(ident: &Ident) -> String {
    crate::naming::capitalized(&ident.to_string().trim_start_matches("r#").replace('_', " "))
}

fn read_name(name: &Text) -> Result<&LitStr, Problem> {
    let literal = texts::literal("name", name)?;
    let name = literal.value();
    if is_snake_case(&name) {
        return Ok(literal);
    }
    Err(Problem::at(literal, format!("`{name}` is not snake_case"))
        .note("a step's name stands in child run ids and in what other languages read")
        .help(match snake_case(&name) {
            Some(snake) => format!("write `name = \"{snake}\"`"),
            None => "use lower-case words of letters and digits, joined by `_`, a letter first".to_owned(),
        }))
}

fn read_icon(icon: &Text) -> Result<String, Problem> {
    let literal = texts::literal("icon", icon)?;
    let icon = literal.value();
    if icons::is_known(&icon) {
        return Ok(icon);
    }
    Err(Problem::at(literal, format!("there is no Lucide icon named `{icon}`"))
        .note("the names are those of lucide.dev, in Pascal case, older names included")
        .help(
            icons::suggestion(&icon).unwrap_or_else(|| "choose one at https://lucide.dev/icons".to_owned()),
        ))
}
