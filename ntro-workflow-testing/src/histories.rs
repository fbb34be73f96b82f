//! Histories that are kept beside the code, and replayed on it: whether runs in flight survive a change.
//!
//! ```no_run
//! use ntro_workflow::worker::Registry;
//! use ntro_workflow_testing::histories;
//! # use ntro_workflow::prelude::*;
//! # #[derive(Default)] struct Close;
//! # #[ntro_workflow(slug = "nav-close")] impl Close {
//! #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
//! # }
//!
//! #[test]
//! fn runs_in_flight_survive() {
//!     let registry = Registry::new().register::<Close>();
//!     // Cargo runs tests in the directory of their package.
//!     let replayed = histories::replay_all(&registry, "tests/histories").unwrap_or_else(|error| panic!("{error}"));
//!     println!("{replayed}");
//! }
//! ```

mod keep;
mod replay;

pub use keep::{KeepError, Overwrite, keep, record};
pub use replay::{ReplayFailures, Replayed, files_in, replay_all};
