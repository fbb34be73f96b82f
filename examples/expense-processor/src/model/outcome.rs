//! What a sheet brought, for whoever sent it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a sheet brought (contract B.9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IngestOutcome {
    /// The file, or the event that brought the expense itself.
    pub source_ref: Option<String>,
    /// How many rows looked like something.
    pub parsed_rows: u32,
    /// How many of them go to the review.
    pub accepted_rows: u32,
    /// How many do not.
    pub rejected_rows: u32,
    /// All of it, some of it, nothing, or not even read.
    pub status: IngestStatus,
    /// One sentence.
    pub message: Option<String>,
    /// Why rows do not go to the review.
    pub reasons: Vec<Reason>,
    /// How full the batch is by now; absent where nothing was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
}

/// How full a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Progress {
    /// The rows in it.
    pub accepted_rows: u32,
    /// How many make it full.
    pub target_rows: u32,
}

/// Whether a sheet brought what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum IngestStatus {
    /// All rows.
    Success,
    /// Some of them.
    Partial,
    /// No row of several.
    Empty,
    /// It was refused.
    Failed,
}

/// Why some rows do not go to the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// In words.
    pub reason: String,
    /// How many rows it is about.
    pub count: u32,
}

impl IngestOutcome {
    /// What was read, counted: `accepted` of `parsed` rows.
    #[must_use]
    pub fn from_counts(source: &str, parsed: u32, accepted: u32, reasons: Vec<Reason>) -> Self {
        let rejected = parsed.saturating_sub(accepted);
        let status = match (accepted, rejected) {
            (0, 1..) => IngestStatus::Empty,
            (_, 1..) => IngestStatus::Partial,
            _ => IngestStatus::Success,
        };
        Self {
            source_ref: Some(source.to_owned()),
            parsed_rows: parsed,
            accepted_rows: accepted,
            rejected_rows: rejected,
            status,
            message: None,
            reasons,
            progress: None,
        }
    }

    /// A sheet that was refused as a whole, of so many rows.
    #[must_use]
    pub fn refused(source: &str, parsed: u32, message: String) -> Self {
        let reasons = vec![Reason { reason: message.clone(), count: parsed }];
        let refused = Self::from_counts(source, parsed, 0, reasons);
        Self { status: IngestStatus::Failed, message: Some(message), ..refused }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_say_what_became_of_it() {
        let status = |parsed, accepted| {
            let outcome = IngestOutcome::from_counts("march.csv", parsed, accepted, Vec::new());
            (outcome.status, outcome.rejected_rows)
        };
        assert_eq!(status(4, 4), (IngestStatus::Success, 0));
        assert_eq!(status(4, 3), (IngestStatus::Partial, 1));
        assert_eq!(status(4, 0), (IngestStatus::Empty, 4));
        assert_eq!(status(0, 0), (IngestStatus::Success, 0));
    }

    #[test]
    fn a_refusal_has_its_reason_twice_and_nothing_accepted() {
        let refused = IngestOutcome::refused("march.csv", 10_000, "too many".into());
        let json = serde_json::to_value(&refused).expect("JSON");
        assert_eq!(json["status"], "failed");
        assert_eq!(json["rejected_rows"], 10_000);
        assert_eq!(json["reasons"][0]["reason"], json["message"]);
    }
}
