//! The outline says what the tables of the expansion say.

use ntro_workflow_macros_backend::outline::{Answer, GateOutline, StepOutline};
use ntro_workflow_macros_backend::{outline_activities, outline_workflow};

use crate::common::{annotated, expand, golden, tokens};

/// The texts of an expansion, without the white space that nobody wrote.
fn expanded(name: &str) -> String {
    expand(&golden(name)).into_tokens().to_string().replace(' ', "")
}

fn said(text: &Option<String>) -> String {
    text.as_ref().map_or_else(String::new, |text| format!("{text:?}").replace(' ', ""))
}

fn call(method: &str, text: &Option<String>) -> String {
    text.as_ref().map_or_else(String::new, |_| format!(".{method}({})", said(text)))
}

/// The entry of a step, as it stands in the table.
fn entry(step: &StepOutline) -> String {
    let shows = step.gates.iter().any(|gate| gate.payload.is_some());
    let said = if shows { "use::ntro_workflow::__private::SaysNothingas_;" } else { "" };
    let gates: Vec<String> = step.gates.iter().map(gate_entry).collect();
    let gates = if gates.is_empty() {
        String::new()
    } else {
        format!(".gates(const{{{said}&[{}]}})", gates.join(","))
    };
    let timeout = step.timeout_seconds.map_or_else(String::new, |count| format!(".timeout_seconds({count})"));
    let title = format!("{:?}", step.title).replace(' ', "");
    let (icon, docs) = (call("icon", &step.icon), call("docs", &step.docs));
    let description = call("description", &step.description);
    let responsibility = call("responsibility", &step.responsibility);
    let component = call("component", &step.component);
    format!(
        "StepDefinition::new({:?},{title}){icon}{docs}{description}{responsibility}{timeout}{component}{gates}",
        step.name
    )
}

fn gate_entry(gate: &GateOutline) -> String {
    let GateOutline { name, payload, component, answers, .. } = gate;
    let component = call("component", component);
    let narrowed = if payload.is_none() || *answers == Answer::ALL {
        String::new()
    } else {
        let answers: Vec<String> =
            answers.iter().map(|answer| format!("::ntro_workflow::Action::{answer:?}")).collect();
        format!(".answers(&[{}])", answers.join(","))
    };
    match payload {
        None => format!("::ntro_workflow::GateDefinition::submission({name:?}){component}"),
        Some(payload) => {
            // In the expansion `Self` means the impl's type, whose name the text has.
            let ty = payload.replace("ExpenseClaim", "Self").replace(' ', "");
            let text = said(&Some(payload.clone()));
            let edits = format!(".edits(<::ntro_workflow::__private::Said<{ty}>>::EDITS)");
            format!(
                "::ntro_workflow::GateDefinition::review::<{ty}>({name:?},{text}){component}{narrowed}{edits}"
            )
        }
    }
}

#[test]
fn steps_and_gates_are_those_of_the_table() {
    for name in ["document-ingest.rs", "gates.rs", "absolute.rs"] {
        let (arguments, item) = annotated(&golden(name));
        let (outline, errors) = outline_workflow(arguments, item);
        assert!(errors.is_empty(), "{name}");
        let outline = outline.expect("a runbook");
        let expanded = expanded(name);
        assert!(!outline.steps.is_empty(), "{name}");
        let table: Vec<String> =
            outline.steps.iter().map(|step| format!("::ntro_workflow::{}", entry(step))).collect();
        let table = format!("&[{}]", table.join(","));
        assert!(expanded.contains(&table), "{name}: {table}\nis not in\n{expanded}");
    }
}

#[test]
fn types_and_texts_are_those_of_the_table() {
    let (arguments, item) = annotated(&golden("document-ingest.rs"));
    let outline = outline_workflow(arguments, item).0.expect("a runbook");
    let expanded = expanded("document-ingest.rs");
    for text in [
        format!("SLUG:&'staticstr={:?}", outline.slug),
        format!("WORKFLOW_TYPE:&'staticstr={:?}", outline.workflow_type),
        format!("DOCS:&'staticstr={}", said(&outline.docs)),
        format!("known_input::<Self>({})", said(&outline.input)),
        format!("known_output::<Self>({})", said(&outline.output)),
    ] {
        assert!(expanded.contains(&text), "{text}");
    }
    for handler in outline.signals.iter().chain(&outline.queries).chain(&outline.updates) {
        let docs = handler.docs.clone().unwrap_or_default().replace(' ', "");
        let known = |ty: &Option<String>| match ty {
            None => "::core::option::Option::None".to_owned(),
            Some(ty) => format!("::ntro_workflow::__private::known::<{ty}>({ty:?})"),
        };
        let head = format!("name:{:?},docs:{docs:?},", handler.name);
        let entry = expanded.split(&head).nth(1).expect("an entry of that name and doc comment");
        let entry = entry.split("Handler{").next().unwrap_or_default();
        assert!(entry.contains(&format!("payload:{}", known(&handler.payload))), "{entry}");
        let answer = format!("answer:{}", known(&handler.answer));
        assert_eq!(handler.answer.is_some(), entry.contains(&answer), "{entry}");
    }
    assert_eq!((outline.signals.len(), outline.queries.len(), outline.updates.len()), (1, 1, 1));
}

#[test]
fn activities_are_those_of_the_bodies() {
    let (arguments, item) = annotated(&golden("activities.rs"));
    let outline = outline_activities(arguments, item).0.expect("a host");
    let expanded = expanded("activities.rs");
    assert!(!outline.activities.is_empty());
    for activity in &outline.activities {
        let docs = activity.docs.clone().unwrap_or_default().replace(' ', "");
        let name = format!("NAME:&'staticstr={:?};constDOCS:&'staticstr={docs:?};", activity.name);
        assert!(expanded.contains(&name), "{name}");
        for (function, ty) in
            [("known_activity_input", &activity.input), ("known_activity_output", &activity.output)]
        {
            let known = format!("{function}::<Self>({})", said(ty));
            assert_eq!(ty.is_some(), expanded.contains(&known), "{known}");
        }
    }
}

#[test]
fn what_is_wrong_is_left_out_and_said() {
    let item = r#"
        #[cfg(unix)] #[doc = include_str!("demo.md")] impl Demo {
            #[run] async fn run(ctx: &Ctx<Self>, input: ()) -> RunbookResult<()> { Self::lock(ctx).await }
            #[ui_step(name = "lock", title = "Lock")] #[cfg(any(test, feature = "lock"))]
            async fn lock(ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
            #[ui_step(name = "Open", title = "Open")]
            async fn open(ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
            #[query] fn mirrored(&self) -> Result<Box<Self>, String> { Err(String::new()) }
        }
    "#;
    let (outline, errors) = outline_workflow(tokens("slug = \"demo\""), tokens(item));
    let rules: Vec<&str> = errors.iter().filter_map(|problem| problem.text().lines().next()).collect();
    assert_eq!(rules, ["`Open` is not snake_case"]);
    let outline = outline.expect("it has a slug and a run");
    let steps: Vec<(&str, &[String])> =
        outline.steps.iter().map(|step| (step.method.as_str(), step.cfgs.as_slice())).collect();
    assert_eq!(steps, [("lock", &["any (test , feature = \"lock\")".to_owned()][..])]);
    // The text of a file is known to the compiler only, and `()` is nothing to send.
    assert_eq!((outline.docs, outline.input, outline.output), (None, None, None));
    assert_eq!((outline.self_type.as_str(), outline.cfgs.as_slice()), ("Demo", &["unix".to_owned()][..]));
    assert_eq!(outline.queries[0].answer.as_deref(), Some("Box<Demo>"));
}

#[test]
fn what_is_no_runbook_has_no_outline() {
    for item in ["struct Demo;", "impl Demo {}", "impl Demo { fn helper() {} }"] {
        let (outline, errors) = outline_workflow(tokens("slug = \"demo\""), tokens(item));
        assert!(outline.is_none() && !errors.is_empty(), "{item}");
    }
}
