//! What a judge has said, read strictly: one JSON object, with whatever prose around it.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::wire::CheckOutcome;

/// How long a reply may be, in bytes.
const LONGEST: usize = 64 * 1024;

/// How many opening braces are tried.
const MOST_BRACES: usize = 500;

/// How much of a reply that cannot be read is quoted, in characters.
const QUOTED: usize = 200;

#[derive(Deserialize)]
struct Reply {
    status: String,
    #[serde(default)]
    detail: Option<String>,
    #[serde(default)]
    data: Option<Map<String, Value>>,
    #[serde(default)]
    confidence: Option<f64>,
}

/// What a reply says; one that says nothing of the kind is a failed check.
pub(super) fn read(text: &str) -> CheckOutcome {
    match object(text).and_then(outcome) {
        Ok(outcome) => outcome,
        Err(why) => CheckOutcome::fail(format!(
            "The judge's answer cannot be used: {why}. Make the prompt ask for less, or look at the model. It said: {}",
            quoted(text)
        )),
    }
}

fn outcome(object: &str) -> Result<CheckOutcome, String> {
    let reply: Reply =
        serde_json::from_str(object).map_err(|error| format!("in its JSON object, {error}"))?;
    let detail = reply.detail.unwrap_or_default();
    let outcome = match reply.status.trim().to_lowercase().as_str() {
        "pass" => CheckOutcome::pass(detail),
        "warn" => CheckOutcome::warn(detail),
        "fail" => CheckOutcome::fail(detail),
        // Whether there is anything to judge is the author's to say.
        other => return Err(format!("its `status` is `{}`, and not pass, warn or fail", quoted(other))),
    };
    if let Some(confidence) = reply.confidence.filter(|confidence| !(0.0..=1.0).contains(confidence)) {
        return Err(format!("its `confidence` is {confidence}, and not between 0 and 1"));
    }
    Ok(CheckOutcome { data: reply.data.unwrap_or_default(), confidence: reply.confidence, ..outcome })
}

/// The one JSON object with a `status` in a text. Prose may have braces too, so what does not parse is prose.
fn object(text: &str) -> Result<&str, String> {
    if text.len() > LONGEST {
        return Err(format!("it has {} bytes, and {LONGEST} are read", text.len()));
    }
    let (mut found, mut from) = (Vec::new(), 0);
    for _ in 0..MOST_BRACES {
        let Some(start) = text[from..].find('{').map(|at| from + at) else { break };
        let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Map<String, Value>>();
        from = match values.next() {
            Some(Ok(object)) => {
                let end = start + values.byte_offset();
                found.extend(object.contains_key("status").then(|| &text[start..end]));
                end
            }
            _ => start + 1,
        };
    }
    match found[..] {
        [object] => Ok(object),
        [] => Err("it holds no JSON object with a `status`".to_owned()),
        _ => Err(format!("it holds {} JSON objects with a `status`, and one is asked for", found.len())),
    }
}

fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
