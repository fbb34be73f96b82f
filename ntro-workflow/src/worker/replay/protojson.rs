//! Histories as Temporal's CLI, and every tool that keeps to protobuf's JSON, prints them.
//!
//! The SDK's own JSON has other names, numbers for enums, no defaults and its own shape for `oneof`, so
//! that a translation of names would have to know every type of a history. The descriptors know them:
//! they are read by protobuf's own rules, and what a newer server adds is passed over.

use prost_reflect::{DescriptorPool, DeserializeOptions, DynamicMessage};
use serde_json::Value;
use temporalio_protos::temporal::api::history::v1::History;

const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/history.descriptors"));

pub(super) fn read(json: Value) -> Result<History, String> {
    let pool = DescriptorPool::decode(DESCRIPTORS).map_err(|error| error.to_string())?;
    let history = pool.get_message_by_name("temporal.api.history.v1.History");
    let history = history.ok_or("the descriptors know no history")?;
    let options = DeserializeOptions::new().deny_unknown_fields(false);
    let message = DynamicMessage::deserialize_with_options(history, json, &options);
    let message = message.map_err(|error| error.to_string())?;
    message.transcode_to().map_err(|error| error.to_string())
}
