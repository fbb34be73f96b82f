//! HTTP to signal: what the screens' requests mean, sent to their runs.
//!
//! There is no HTTP server here. A server of whatever kind passes the task id of the path and the bytes of
//! the body, and answers with the status and the JSON that come back:
//!
//! | request | call |
//! | --- | --- |
//! | `POST /tasks/:taskId/action` | [`TenantApi::act`] |
//! | `POST /tasks/:taskId/row-action` | [`TenantApi::act_on_row`] |
//! | `POST /tasks/:taskId/approve`, `/reject` | [`TenantApi::approve`], [`TenantApi::reject`] |
//!
//! The bodies are the peer's, and may carry what makes an answer safe besides: `gate_id`, `revision` and
//! `digest` of what was shown, `action_id` of the click, `actor`. A task id is the workflow id of a run, the
//! child's own for a child (`parent:step:slug`).
//!
//! | file | idea |
//! | --- | --- |
//! | `fields` | one body read by its allow-list, with every problem in it |
//! | `task_action`, `row_action` | the two bodies |
//! | `error` | what is answered when it did not work |
//! | `send` | the message sent, by update or, to a peer without one, by signal |
//! | `peer` | runs of other packages |

mod error;
mod fields;
mod peer;
mod row_action;
mod send;
mod task_action;
#[cfg(test)]
mod tests;

pub use error::{BodyProblem, TenantApiError};
pub use row_action::TaskRowActionDto;
pub use send::{Done, TenantApi};
pub use task_action::TaskActionDto;
