//! The task history that a worker will have: there already, or made when the worker starts.

use std::error::Error;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

use crate::runbook::error::with_causes;
use crate::worker::client::Client;
use crate::worker::history::TaskHistory;
use crate::worker::host::HostError;

type Made = Pin<Box<dyn Future<Output = Result<Arc<dyn TaskHistory>, HostError>> + Send>>;

/// A task history that a worker will have.
pub(crate) struct HistoryEntry(Box<dyn FnOnce(Client) -> Made + Send + Sync>);

impl HistoryEntry {
    pub(crate) fn made(history: Arc<dyn TaskHistory>) -> Self {
        Self(Box::new(|_| Box::pin(ready(Ok(history)))))
    }

    pub(crate) fn later<H, E, F>(make: impl FnOnce(Client) -> F + Send + Sync + 'static) -> Self
    where
        H: TaskHistory,
        E: Into<Box<dyn Error + Send + Sync>>,
        F: Future<Output = Result<H, E>> + Send + 'static,
    {
        Self(Box::new(|client| {
            let made = make(client);
            Box::pin(async {
                let history = made.await.map_err(|error| HostError {
                    host: std::any::type_name::<H>(),
                    message: with_causes(&*error.into()),
                })?;
                Ok(Arc::new(history) as Arc<dyn TaskHistory>)
            })
        }))
    }

    pub(crate) async fn make(self, client: &Client) -> Result<Arc<dyn TaskHistory>, HostError> {
        (self.0)(client.clone()).await
    }
}
