//! The Temporal server of a session: somebody's, or a dev server of its own.

use std::path::Path;

use ntro_dev_server::DevServer;
use ntro_workflow::worker::{Client, UntypedRun};

use crate::{Problem, say};

/// A server, and the connection to it.
pub(crate) struct Server {
    client: Client,
    own: Option<DevServer>,
}

impl Server {
    /// The server that the environment names, else a dev server of our own.
    pub(crate) async fn find_or_start(db_filename: Option<&Path>) -> Result<Self, Problem> {
        if std::env::var_os("TEMPORAL_ADDRESS").is_some_and(|address| !address.is_empty()) {
            return Ok(Self { client: Client::from_environment().await?, own: None });
        }
        say("Starting Temporal …");
        let mut builder = DevServer::builder().ui(true);
        if let Some(path) = db_filename {
            builder = builder.db_filename(path);
        }
        let server = builder.start().await?;
        let client = Client::connect(server.address(), server.namespace()).await?;
        say(&format!("Temporal runs at {}", server.address()));
        Ok(Self { client, own: Some(server) })
    }

    /// The connection.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Where a run can be looked at: its page in the web UI, where it is known, else its id.
    pub(crate) fn show(&self, run: &UntypedRun) -> String {
        let id = run.workflow_id();
        let page = self.own.as_ref().and_then(|server| {
            let namespace = server.namespace();
            server.ui_url().map(|url| format!("{id}, at {url}/namespaces/{namespace}/workflows/{id}"))
        });
        page.unwrap_or_else(|| id.to_owned())
    }

    /// Resolves when our own server has ended by itself; never for another one.
    pub(crate) async fn exited(&self) -> ntro_dev_server::Error {
        match &self.own {
            Some(server) => server.exited().await,
            None => std::future::pending().await,
        }
    }

    /// Ends our own server, and waits until it is gone.
    pub(crate) async fn stop(self) -> Result<(), ntro_dev_server::Error> {
        match self.own {
            Some(server) => server.stop().await,
            None => Ok(()),
        }
    }
}
