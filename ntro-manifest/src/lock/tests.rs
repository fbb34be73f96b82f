use proptest::prelude::*;
use serde_json::json;

use super::{Lock, LockError};
use crate::manifest::{
    Activity, Answer, Child, Gate, GateKind, Handler, Listing, Manifest, Package, Payload, Runbook, Source,
    Step,
};

/// Without those whose name is there already, which is a fault that others report.
fn unique<T>(items: Vec<T>, name: impl Fn(&T) -> &str) -> Vec<T> {
    let mut unique: Vec<T> = Vec::new();
    for item in items {
        if !unique.iter().any(|other| name(other) == name(&item)) {
            unique.push(item);
        }
    }
    unique
}

fn payload() -> impl Strategy<Value = Option<Payload>> {
    let schemas = vec![
        json!(true),
        json!({"type": "object", "title": "T", "properties": {"title": {"type": "string"}}, "required": ["b", "a"]}),
        json!({"oneOf": [{"const": "#"}, {"type": ["string", "null"], "description": "Words."}]}),
    ];
    let schema = || prop::option::of(prop::sample::select(schemas.clone()));
    let payload = (".{0,6}", schema(), schema()).prop_map(|(type_name, schema, read_schema)| Payload {
        type_name,
        schema,
        read_schema,
    });
    prop::option::of(payload)
}

fn source() -> impl Strategy<Value = Source> {
    ("[a-z]{1,4}", 1..99usize).prop_map(|(file, line)| Source { file, line })
}

fn text() -> impl Strategy<Value = Option<String>> {
    prop::option::of("(#|[a-z\"\\\\\n]){0,6}")
}

fn gate() -> impl Strategy<Value = Gate> {
    let answers = prop::collection::vec(
        prop::sample::select(vec![Answer::Approved, Answer::Corrected, Answer::Rejected]),
        0..4,
    );
    ("[a-z#]{1,3}", any::<bool>(), any::<bool>(), payload(), text(), answers).prop_map(
        |(name, review, declared, payload, component, answers)| {
            let kind = if review { GateKind::Review } else { GateKind::Submission };
            Gate { name, kind, declared, payload, component, answers }
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let texts = (text(), text(), text(), text(), text());
    let gates = prop::collection::vec(gate(), 0..3);
    ("[a-z]{1,3}", texts, prop::option::of(any::<u64>()), gates, prop::option::of(source())).prop_map(
        |(name, (icon, docs, description, responsibility, component), timeout_seconds, gates, source)| Step {
            title: format!("{name}!"),
            name,
            icon,
            docs,
            description,
            responsibility,
            timeout_seconds,
            component,
            gates: unique(gates, |gate| &gate.name),
            source,
        },
    )
}

fn handlers() -> impl Strategy<Value = Vec<Handler>> {
    let handler = ("[a-z]{1,3}", text(), payload(), payload())
        .prop_map(|(name, docs, payload, answer)| Handler { name, docs, payload, answer });
    prop::collection::vec(handler, 0..3).prop_map(|handlers| unique(handlers, |handler| &handler.name))
}

fn runbook() -> impl Strategy<Value = Runbook> {
    let child = (text(), text(), any::<[bool; 2]>(), source()).prop_map(
        |(slug, expression, [elsewhere, allowed], source)| Child {
            slug,
            expression,
            elsewhere,
            allowed,
            source,
        },
    );
    let ends = (payload(), payload());
    let lists = (prop::collection::vec(step(), 0..4), prop::collection::vec(child, 0..3));
    ("[a-z]{1,3}", text(), ends, lists, handlers(), handlers(), handlers()).prop_map(
        |(slug, docs, (input, output), (steps, children), signals, queries, updates)| Runbook {
            workflow_type: format!("{slug}Workflow"),
            slug,
            docs,
            source: None,
            listing: Some(Listing { tags: vec!["tag".into()], ..Listing::default() }),
            input,
            output,
            steps: unique(steps, |step| &step.name),
            signals,
            queries,
            updates,
            children,
            bundle: None,
        },
    )
}

fn manifest() -> impl Strategy<Value = Manifest> {
    let activity = ("[a-z]{1,3}", text(), payload(), payload(), text()).prop_map(
        |(name, docs, input, output, event_type)| Activity { name, docs, input, output, event_type },
    );
    let runbooks = prop::collection::vec(runbook(), 0..3);
    (runbooks, prop::collection::vec(activity, 0..3), text()).prop_map(
        |(runbooks, activities, task_queue)| {
            let package = Package {
                name: "p".into(),
                version: "1.2.3".into(),
                description: None,
                authors: vec!["Ada".into()],
            };
            Manifest {
                manifest_version: 1,
                package: Some(package),
                task_queue,
                runbooks: unique(runbooks, |runbook| &runbook.slug),
                activities: unique(activities, |activity| &activity.name),
                external: vec!["b".into(), "a".into()],
            }
            .with_bundles()
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read(manifest in manifest()) {
        let lock = Lock::of(&manifest);
        let text = lock.to_string();
        let read = Lock::parse(&text).expect("what was written is a lock");
        prop_assert_eq!(&read, &lock);
        prop_assert_eq!(read.to_string(), text);
    }

    #[test]
    fn nothing_has_changed_at_once(manifest in manifest()) {
        let lock = Lock::parse(&Lock::of(&manifest).to_string()).expect("what was written is a lock");
        prop_assert_eq!(lock.compare(&manifest).changes, []);
    }

    #[test]
    fn reading_never_panics(text in ".{0,200}") {
        prop_assert!(Lock::parse(&text).is_err());
    }
}

fn of(runbook: serde_json::Value) -> Lock {
    let manifest =
        json!({"manifest_version": 1, "package": {"name": "p", "version": "1.0.0"}, "runbooks": [runbook]});
    Lock::of(&Manifest::from_value(manifest).expect("the test's manifest is one"))
}

const BODY: &str = r#"{
  "manifest_version": 1,
  "runbooks": [
    {
      "slug": "close",
      "workflow_type": "CloseWorkflow",
      "input": {
        "type": "Period",
        "schema": {
          "properties": {
            "month": {
              "type": "string"
            }
          },
          "required": [
            "month"
          ],
          "type": "object"
        }
      },
      "steps": [
        {
          "name": "review",
          "title": "Review"
        }
      ],
      "children": [
        {
          "slug": "ingest"
        }
      ]
    }
  ]
}
"#;

#[test]
fn one_fact_stands_on_one_line() {
    let lock = of(json!({
        "slug": "close", "workflow_type": "CloseWorkflow", "docs": "Words.", "source": {"file": "a.rs", "line": 1},
        "input": {"type": "Period", "schema": {"type": "object", "title": "Period", "properties": {
            "month": {"type": "string", "description": "Words."}}, "required": ["month"]}},
        "steps": [{"name": "review", "title": "Review", "source": {"file": "a.rs", "line": 9}}],
        "children": [{"slug": "ingest", "source": {"file": "a.rs", "line": 10}}]
    }));
    let text = lock.to_string();
    let (header, body) = text.split_at(text.find('{').expect("JSON below the header"));
    assert!(header.lines().all(|line| line.starts_with("# ")) && header.contains("--accept"), "{header}");
    assert_eq!(body, BODY);
}

#[test]
fn the_order_of_steps_counts_and_that_of_handlers_does_not() {
    let with = |steps: [&str; 2], signals: [&str; 2]| {
        of(json!({"slug": "close", "workflow_type": "CloseWorkflow",
            "steps": steps.map(|name| json!({"name": name, "title": "T"})),
            "signals": signals.map(|name| json!({"name": name}))}))
    };
    assert_eq!(with(["a", "b"], ["x", "y"]), with(["a", "b"], ["y", "x"]));
    assert_ne!(with(["a", "b"], ["x", "y"]), with(["b", "a"], ["x", "y"]));
}

#[test]
fn a_child_of_a_known_slug_is_written_as_one_likes() {
    let with = |child: serde_json::Value| {
        of(json!({"slug": "close", "workflow_type": "CloseWorkflow", "steps": [], "children": [child]}))
    };
    let source = json!({"file": "a.rs", "line": 1});
    let by_type = with(json!({"slug": "ingest", "expression": "Ingest::RUN", "source": source}));
    assert_eq!(with(json!({"slug": "ingest", "source": source})), by_type);
    let unknown = |expression: &str| with(json!({"expression": expression, "source": source}));
    assert_ne!(unknown("child"), unknown("other"));
}

#[test]
fn a_broken_lock_is_said_to_be_so() {
    let refused = |text: &str| Lock::parse(text).expect_err("that is no lock").to_string();
    let lock = of(json!({"slug": "close", "workflow_type": "CloseWorkflow", "steps": []})).to_string();
    let conflict = lock.replace("  \"runbooks\"", "<<<<<<< ours\n  \"runbooks\"");
    let message = refused(&conflict);
    assert!(message.contains("line 6") && message.contains("merge"), "{message}");
    assert!(refused("").contains("cannot be read"));
    let message = refused(&lock.replace("\"close\"", "7"));
    assert!(message.contains("runbooks[0].slug") && message.contains("--accept"), "{message}");
    assert!(refused("{}").contains("manifest_version"));
    assert!(refused("{\"manifest_version\": \"1\"}").contains("no number from 1 as its `manifest_version`"));
    let newer = lock.replace("\"manifest_version\": 1", "\"manifest_version\": 2, \"later\": []");
    assert!(matches!(Lock::parse(&newer), Err(LockError::TooNew { found: 2 })));
    assert!(refused(&newer).contains("update the program"));
}

#[test]
fn line_ends_of_another_system_are_no_fault() {
    let lock = of(json!({"slug": "close", "workflow_type": "CloseWorkflow", "steps": []}));
    assert_eq!(Lock::parse(&lock.to_string().replace('\n', "\r\n")).expect("a lock"), lock);
    assert_eq!(Lock::parse(&format!("\u{feff}{lock}")).expect("a lock"), lock);
}
