//! Values of types, as authors write them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::NonZeroI32;

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Span, Timestamp, Zoned};
use ntro_workflow::wire::Payload;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::automock::{mock, mock_for};

/// The plain value as JSON; forty others must be made and read too.
fn shown<T: Payload>() -> Value {
    for seed in 1..40 {
        mock_for::<T>(seed).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    }
    serde_json::to_value(mock::<T>().unwrap_or_else(|error| panic!("{error}"))).expect("JSON")
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Node {
    name: String,
    kids: Vec<Self>,
    next: Option<Box<Self>>,
    by_name: BTreeMap<String, Self>,
}

#[test]
fn recursive_types_end() {
    let inner = json!({"name": "name", "kids": [], "next": null, "by_name": {}});
    assert_eq!(shown::<Vec<Node>>(), json!([inner]));
    let root = shown::<Node>();
    assert_eq!(root["name"], "name");
    assert!(root.to_string().len() < 1_000, "{root}");
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Tagged {
    Sum { left: Box<Self>, right: Box<Self> },
    Number { value: f64 },
}

#[derive(Serialize, Deserialize, JsonSchema)]
enum External {
    Nothing,
    Named(String),
    Pair(u8, String),
    Fields { a: bool },
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Pair(u8, u8),
    Unit,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Untagged {
    Text(String),
    Amount(f64),
    Many(Vec<Self>),
}

#[test]
fn enums() {
    assert_eq!(shown::<Vec<Tagged>>(), json!([{"kind": "number", "value": 1.0}]));
    assert_eq!(shown::<External>(), json!("Nothing"));
    assert_eq!(shown::<Adjacent>(), json!({"t": "Pair", "c": [1, 2]}));
    assert_eq!(shown::<Untagged>(), json!("text"));
    let seen: BTreeSet<String> = (0..60)
        .map(|seed| serde_json::to_string(&mock_for::<External>(seed).expect("made")).expect("JSON"))
        .collect();
    for variant in ["Nothing", "Named", "Pair", "Fields"] {
        assert!(seen.iter().any(|value| value.contains(variant)), "{variant}: {seen:?}");
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Moments {
    date: Date,
    time: Time,
    date_time: DateTime,
    timestamp: Timestamp,
    zoned: Zoned,
    span: Span,
    duration: SignedDuration,
}

#[test]
fn moments() {
    let moments = shown::<Moments>();
    assert_eq!(
        (&moments["date"], &moments["timestamp"]),
        (&json!("2026-01-15"), &json!("2026-01-15T09:30:00Z"))
    );
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Newtype(u16);

#[derive(Serialize, Deserialize, JsonSchema)]
struct Extra {
    #[serde(flatten)]
    rest: BTreeMap<String, i64>,
    own: char,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Strict {
    #[serde(default)]
    lines: Vec<String>,
    #[serde(rename = "Étage")]
    floor: Option<i8>,
}

#[test]
fn everything_else() {
    assert_eq!(shown::<()>(), json!(null));
    assert_eq!(shown::<Option<u8>>(), json!(1));
    assert_eq!(shown::<Newtype>(), json!(1));
    assert_eq!(shown::<(u8, String, Option<bool>)>(), json!([1, "text-2", true]));
    assert_eq!(shown::<[f32; 2]>(), json!([1.0, 2.0]));
    assert_eq!(shown::<NonZeroI32>(), json!(1));
    assert_eq!(shown::<HashMap<u32, String>>(), json!({"1": "1"}));
    assert_eq!(shown::<BTreeSet<String>>(), json!(["text"]));
    assert_eq!(shown::<Extra>()["own"], "o");
    assert_eq!(shown::<Strict>(), json!({"lines": ["lines"], "Étage": 1}));
    assert_eq!(shown::<Value>(), json!(null));
    assert_eq!(shown::<Result<u8, String>>(), json!({"Ok": 1}));
    assert_eq!(shown::<std::time::Duration>(), json!({"secs": 1, "nanos": 1}));
    for seed in 0..40 {
        mock_for::<(i128, u128, isize, u64, i64)>(seed).expect("made");
    }
}

/// A month; its schema says more than a text, and its `Deserialize` more than its schema.
#[derive(Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[derive(Clone)]
struct Period(String);

impl TryFrom<String> for Period {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.starts_with("19") {
            Ok(Self(text))
        } else {
            Err(format!("{text} is not of the last century"))
        }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.0
    }
}

impl JsonSchema for Period {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])$"})
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Close {
    periods: Vec<Period>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct CloseWithExample {
    #[schemars(example = "1999-03")]
    period: Period,
    #[schemars(range(min = 0.0, max = 1.0), extend("examples" = [0.25]))]
    confidence: f64,
}

#[test]
fn a_value_that_the_type_refuses_is_unmockable() {
    let error = mock::<Close>().err().expect("refused");
    assert_eq!(error.faults()[0].pointer, "/periods/0");
    assert_eq!(
        error.to_string(),
        "at /periods/0: \"2026-01\" fits the schema, but the type refuses it (2026-01 is not of the last century); \
         give it an example that fits with `#[schemars(example = ...)]`, or mock it by hand"
    );
    assert_eq!(shown::<CloseWithExample>(), json!({"period": "1999-03", "confidence": 0.25}));
}

/// An invoice as it was read.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Extracted {
    schema_slug: String,
    fields: Vec<HeaderField>,
    line_items: Vec<LineItem>,
    ai: Option<Value>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct HeaderField {
    id: FieldId,
    value: Option<Untagged>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum FieldId {
    /// Who wrote it.
    Issuer,
    /// The number that the issuer gave it.
    Number,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct LineItem {
    id: String,
    #[serde(default)]
    quantity: Option<f64>,
    #[serde(default)]
    confidence: f64,
}

#[test]
fn an_invoice() {
    let expected = json!({
        "schema_slug": "schema_slug",
        "fields": [{"id": "issuer", "value": "value"}],
        "line_items": [{"id": "id", "quantity": 1.0, "confidence": 0.0}],
        "ai": null,
    });
    assert_eq!(shown::<Extracted>(), expected);
}

/// A type whose alternative is itself, in place.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Boxed {
    Again(Box<Self>),
    Number(i64),
}

#[test]
fn an_alternative_that_is_the_type_itself() {
    let error = mock::<Vec<Boxed>>().err().expect("refused");
    assert_eq!(
        error.to_string(),
        "at the top level: the schema cannot be used: `Boxed` is a part or an alternative of itself, which no \
         validator can check; mend the schema, or mock it by hand"
    );
}
