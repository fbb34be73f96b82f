//! The hosts of activities: there already, or made when the worker starts.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use temporalio_sdk::WorkerOptions;

use crate::runbook::activity_definition::{ActivityBody, ActivityHost, ActivityVisitor};
use crate::runbook::error::with_causes;
use crate::worker::activity_host::{Executable, HostOf};
use crate::worker::events::Sinks;

type Made = Pin<Box<dyn Future<Output = Result<Register, HostError>> + Send>>;
type Register = Box<dyn FnOnce(&mut WorkerOptions, Sinks) + Send>;

/// A host that a worker will have.
pub(crate) struct HostEntry(Box<dyn FnOnce() -> Made + Send + Sync>);

/// A host that could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HostError {
    pub(crate) host: &'static str,
    pub(crate) message: String,
}

impl HostEntry {
    pub(crate) fn made<H: ActivityHost>(host: H) -> Self {
        Self(Box::new(|| Box::pin(std::future::ready(Ok(register(host))))))
    }

    pub(crate) fn later<H, E, F>(make: impl FnOnce() -> F + Send + Sync + 'static) -> Self
    where
        H: ActivityHost,
        E: Into<Box<dyn Error + Send + Sync>>,
        F: Future<Output = Result<H, E>> + Send + 'static,
    {
        Self(Box::new(|| {
            let made = make();
            Box::pin(async {
                let host = made.await.map_err(|error| HostError {
                    host: std::any::type_name::<H>(),
                    message: with_causes(&*error.into()),
                })?;
                Ok(register(host))
            })
        }))
    }

    /// Makes the host, and puts its activities into the SDK's options.
    pub(crate) async fn fill(self, options: &mut WorkerOptions, sinks: Sinks) -> Result<(), HostError> {
        let register = (self.0)().await?;
        register(options, sinks);
        Ok(())
    }
}

fn register<H: ActivityHost>(host: H) -> Register {
    let host = Arc::new(host);
    Box::new(move |options, sinks| {
        H::visit(&mut Registration { host: Arc::new(HostOf { host, sinks }), options });
    })
}

struct Registration<'a, H> {
    host: Arc<HostOf<H>>,
    options: &'a mut WorkerOptions,
}

impl<H: ActivityHost> ActivityVisitor<H> for Registration<'_, H> {
    fn activity<Body: ActivityBody<Host = H>>(&mut self) {
        self.options.register_activity::<Executable<Body>>(Arc::clone(&self.host));
    }
}
