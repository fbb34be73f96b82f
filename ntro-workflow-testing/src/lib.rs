//! Tests of runbooks on a real Temporal server: time skipped, every decision driven, histories replayed.
