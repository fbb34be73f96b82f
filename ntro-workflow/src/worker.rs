//! Running runbooks, and talking to them: the registry, the worker and the client.

pub mod client;
pub mod registry;
pub mod run;
pub mod service;
pub mod tree;

mod activity_host;

pub use client::{Client, ClientError};
pub use registry::{Registry, RegistryError};
pub use run::RunHandle;
pub use service::{RunningWorker, Worker, WorkerError, init_tracing};
pub use tree::RunTree;
