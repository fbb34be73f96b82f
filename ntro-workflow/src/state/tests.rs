//! The rules of the state machine, one file per idea, and what holds of any sequence of events.
//!
//! | file | idea |
//! | --- | --- |
//! | `desk` | a run on a desk: the events of the runtime, one call each |
//! | `steps` … `digest` | the rules, as a user would notice them |
//! | `events` | random sequences of events |
//! | `model` | the state against a naive model that knows only what clients see |
//! | `invariants` | what no sequence of events can break |

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

mod addressing;
mod answers;
mod checks;
mod children;
mod desk;
mod digest;
mod edit_properties;
mod edits;
mod events;
mod feedback;
mod gates;
mod groups;
mod invariants;
mod log;
mod model;
mod row_actions;
mod rows;
mod slots;
mod steps;
mod terms;
mod views;
