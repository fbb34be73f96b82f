//! Temporal payloads as JSON, in both directions, without a way to fail a workflow task.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use temporalio_workflow::common::protos::temporal::api::common::v1::Payload;

use crate::runbook::unwind;
use crate::wire::decode;

/// The one JSON value that a message or a result carries; `null` when it carries none.
///
/// # Errors
/// One sentence: more than one payload, another encoding, or bytes that are not JSON.
pub(crate) fn single_json(payloads: &[Payload]) -> Result<Value, String> {
    match payloads {
        [] => Ok(Value::Null),
        [payload] => json(payload),
        more => Err(format!("{} payloads came where one is expected", more.len())),
    }
}

/// The one value that a result carries, as the author's type; a panic in its decoding is an error like
/// any other.
///
/// # Errors
/// One sentence.
pub(crate) fn from_json<T: DeserializeOwned>(payloads: &[Payload]) -> Result<T, String> {
    let value = single_json(payloads)?;
    unwind::catch(|| decode::from_value(value))
        .map_err(|panic| format!("its decoding panicked: {panic}"))?
        .map_err(|violation| violation.to_string())
}

fn json(payload: &Payload) -> Result<Value, String> {
    let encoding = payload.metadata.get("encoding").map(|bytes| String::from_utf8_lossy(bytes));
    match encoding.as_deref() {
        Some("json/plain") => {
            serde_json::from_slice(&payload.data).map_err(|error| format!("not JSON: {error}"))
        }
        Some("binary/null") => Ok(Value::Null),
        Some(other) => Err(format!("the payload is encoded as `{other}`; send `json/plain`")),
        None => Err("the payload names no encoding; send `json/plain`".into()),
    }
}

/// A value of the author's as JSON; a panic in its serialization is an error like any other.
///
/// # Errors
/// One sentence.
pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<Value, String> {
    unwind::catch(|| serde_json::to_value(value))
        .map_err(|panic| format!("its serialization panicked: {panic}"))?
        .map_err(|error| format!("it is not JSON: {error}"))
}
