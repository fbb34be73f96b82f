//! The options of a server that is still to be started.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;

use crate::arguments::ServerOptions;
use crate::environment::Environment;
use crate::error::Error;
use crate::launch::{Launch, Ui, WantedPorts};
use crate::lookup::find_or_fetch_cli;
use crate::search_attribute::SearchAttributeType;
use crate::server::DevServer;

/// Options of a [`DevServer`]. Without any, it keeps its runs in memory, serves no Web UI, and
/// listens on a port that is free.
///
/// ```no_run
/// # async fn example() -> Result<(), ntro_dev_server::Error> {
/// use ntro_dev_server::DevServer;
///
/// let server = DevServer::builder().db_filename("runs.db").ui_port(8233).start().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct DevServerBuilder {
    environment: Option<Environment>,
    options: ServerOptions,
    wanted: WantedPorts,
    start_timeout: Duration,
}

impl Default for DevServerBuilder {
    fn default() -> Self {
        Self {
            environment: None,
            options: ServerOptions {
                namespace: "default".to_owned(),
                db_filename: None,
                dynamic_config: Vec::new(),
                search_attributes: Vec::new(),
            },
            wanted: WantedPorts { grpc: None, ui: Ui::Off },
            start_timeout: Duration::from_secs(60),
        }
    }
}

impl DevServerBuilder {
    /// Looks for the CLI here instead of in the process's own environment.
    ///
    /// ```
    /// use ntro_dev_server::{DevServer, Environment};
    ///
    /// let environment = Environment::from_process().with_cache_dir("target/temporal");
    /// let builder = DevServer::builder().environment(environment);
    /// ```
    #[must_use]
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// Keeps the runs in this file, so that the next server that is given it has them again.
    ///
    /// ```
    /// let builder = ntro_dev_server::DevServer::builder().db_filename("runs.db");
    /// ```
    #[must_use]
    pub fn db_filename(mut self, path: impl Into<PathBuf>) -> Self {
        self.options.db_filename = Some(path.into());
        self
    }

    /// Listens on this port instead of any free one.
    ///
    /// ```
    /// let builder = ntro_dev_server::DevServer::builder().port(7233);
    /// ```
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.wanted.grpc = Some(port);
        self
    }

    /// Serves the Web UI on any free port, or not at all.
    ///
    /// ```
    /// let builder = ntro_dev_server::DevServer::builder().ui(true);
    /// ```
    #[must_use]
    pub fn ui(mut self, on: bool) -> Self {
        self.wanted.ui = if on { Ui::AnyPort } else { Ui::Off };
        self
    }

    /// Serves the Web UI on this port.
    ///
    /// ```
    /// let builder = ntro_dev_server::DevServer::builder().ui_port(8233);
    /// ```
    #[must_use]
    pub fn ui_port(mut self, port: u16) -> Self {
        self.wanted.ui = Ui::Port(port);
        self
    }

    /// Creates this namespace instead of only `default`, which is always there.
    ///
    /// ```
    /// let builder = ntro_dev_server::DevServer::builder().namespace("review");
    /// ```
    #[must_use]
    pub fn namespace(mut self, namespace: impl Into<String>) -> Self {
        self.options.namespace = namespace.into();
        self
    }

    /// Sets one key of the server's dynamic configuration; of a key that is set twice the last
    /// value counts.
    ///
    /// ```
    /// use ntro_dev_server::DevServer;
    ///
    /// let builder = DevServer::builder()
    ///     .dynamic_config("frontend.WorkflowTimeSkippingEnabled", true)
    ///     .dynamic_config("history.timerProcessorMaxTimeShift", "1ms");
    /// ```
    #[must_use]
    pub fn dynamic_config(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        let key = key.into();
        self.options.dynamic_config.retain(|(existing, _)| *existing != key);
        self.options.dynamic_config.push((key, value.into()));
        self
    }

    /// Registers a custom search attribute in every namespace.
    ///
    /// ```
    /// use ntro_dev_server::{DevServer, SearchAttributeType};
    ///
    /// let builder = DevServer::builder().search_attribute("Slug", SearchAttributeType::Keyword);
    /// ```
    #[must_use]
    pub fn search_attribute(mut self, name: impl Into<String>, kind: SearchAttributeType) -> Self {
        self.options.search_attributes.push((name.into(), kind));
        self
    }

    /// Waits this long for the server to become healthy, instead of 60 seconds. Finding or
    /// fetching the CLI does not count.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let builder = ntro_dev_server::DevServer::builder().start_timeout(Duration::from_secs(10));
    /// ```
    #[must_use]
    pub fn start_timeout(mut self, limit: Duration) -> Self {
        self.start_timeout = limit;
        self
    }

    /// Finds or fetches the CLI, starts the server and returns when it is healthy. When this
    /// future is dropped before, whatever it has started ends.
    ///
    /// # Errors
    ///
    /// [`Error::ExplicitCli`] and [`Error::NoUsableCli`] when there is no CLI to start,
    /// [`Error::PortUnavailable`] when a port that was asked for is taken, [`Error::Spawn`] when
    /// no process could be started, [`Error::Exited`] when the server ended at once, with its own
    /// last lines, and [`Error::Unhealthy`] when it ran but was not healthy in time.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), ntro_dev_server::Error> {
    /// let server = ntro_dev_server::DevServer::builder().start().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn start(self) -> Result<DevServer, Error> {
        let environment = self.environment.unwrap_or_else(Environment::from_process);
        let cli = find_or_fetch_cli(&environment).await?;
        let Self { options, wanted, start_timeout: timeout, .. } = self;
        Launch { cli, options, wanted, timeout }.run().await
    }
}
