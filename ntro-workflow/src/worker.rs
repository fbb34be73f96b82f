//! Running runbooks, and talking to them: the registry, the worker and the client.
//!
//! ```no_run
//! # use ntro_workflow::prelude::*;
//! # #[derive(Default)] struct Close { rate: f64 }
//! # #[ntro_workflow(slug = "nav-close")] impl Close {
//! #     #[run] async fn run(_ctx: &Ctx<Self>, period: String) -> RunbookResult<String> { Ok(period) }
//! #     #[signal] fn note(&mut self, _note: String) {}
//! #     #[query] fn rate_of(&self, _currency: String) -> f64 { self.rate }
//! #     #[update] fn set_rate(&mut self, rate: f64) -> f64 { std::mem::replace(&mut self.rate, rate) }
//! # }
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use ntro_workflow::worker::{Client, Registry, Worker};
//!
//! let client = Client::connect("localhost:7233", "default").await?;
//! let worker = Worker::new(&client, "runbooks", Registry::new().register::<Close>()).spawn().await?;
//! let run = client.start::<Close>("runbooks", "close-2026-03", &"2026-03".to_owned()).await?;
//! println!("closed {}", run.result().await?);
//! worker.stop().await?;
//! # Ok(())
//! # }
//! ```

pub mod client;
pub mod events;
pub mod history;
pub mod quality;
pub mod registry;
pub mod replay;
pub mod run;
pub mod run_info;
pub mod service;
pub mod tenant_api;
pub mod tree;
pub mod untyped;

mod activity_host;
mod host;
mod program;
mod raw;
mod step_manifest;
mod substitute;

pub use client::{Client, ClientError};
pub use history::{
    AttributeError, AttributeStatus, HistoryActivities, TaskHistory, TaskHistoryError, TaskHistoryFuture,
    VisibilityHistory,
};
pub use program::Program;
pub use quality::{Judge, JudgeError, JudgeFuture, QualityRunner, Question};
pub use raw::RawRun;
pub use registry::{Disagreements, Registry, RegistryError};
pub use replay::{History, HistoryError, Parting, ReplayFailure, ReplayedFile, Replayer};
pub use run::RunHandle;
pub use run_info::{RunFilter, RunInfo, RunStatus};
pub use service::{RunningWorker, Worker, WorkerError, init_tracing};
pub use substitute::ActivitySubstitute;
pub use tree::RunTree;
pub use untyped::UntypedRun;
