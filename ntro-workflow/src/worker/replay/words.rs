//! What the SDK says of a replay that failed, without what it is wrapped in.

/// The sentence in a message of the SDK, which has it inside the debug output of a failure.
pub(super) fn sentence(message: &str) -> String {
    let said = message.split_once("message: \"").and_then(|(_, rest)| rest.split_once("\", source: "));
    let said = said.map_or(message, |(said, _)| said);
    let said = said.strip_prefix("[TMPRL1100] ").unwrap_or(said);
    let said = said.strip_prefix("Nondeterminism error: ").unwrap_or(said);
    said.replace("\\\"", "\"").replace("\\n", " ")
}

/// The event that it names, if it does.
pub(super) fn event(message: &str) -> Option<i64> {
    let (_, named) = message.split_once("HistoryEvent(id: ")?;
    named.split_once(',')?.0.parse().ok()
}
