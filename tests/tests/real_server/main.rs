//! Runbooks on the real Temporal server: what a person, a client and an operator would notice.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod addressing;
mod author;
mod cancellation;
mod checks;
mod children;
mod deadlines;
mod declared_gates;
mod documents;
mod events;
mod faults;
mod feedback;
mod handlers;
mod hosts;
mod replay;
mod replayer;
mod restart;
mod reviews;
mod row_actions;
mod several_gates;
mod submissions;
mod tenant_api;
mod untyped;
mod web_ui;
mod wedges;
