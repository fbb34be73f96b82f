//! A running server.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::arguments::Ports;
use crate::builder::DevServerBuilder;
use crate::error::Error;
use crate::output::Output;
use crate::tether::Tether;

/// Twice what the watchdog waits before it ends the server by force.
const STOP_LIMIT: Duration = Duration::from_secs(10);

/// A Temporal dev server that runs as long as this handle and the process that holds it.
///
/// Dropping the handle ends the server without waiting for its end, on any thread and in any
/// state of the async runtime; [`DevServer::stop`] waits. The handle is bound to no runtime: one
/// server can serve many tests that each have their own.
///
/// ```no_run
/// # async fn example() -> Result<(), ntro_dev_server::Error> {
/// let server = ntro_dev_server::DevServer::builder().start().await?;
/// println!("{}", server.address());
/// server.stop().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct DevServer {
    cli: PathBuf,
    namespace: String,
    address: String,
    ui_url: Option<String>,
    tether: Tether,
    output: Output,
}

impl DevServer {
    /// The options of a server that is still to be started.
    ///
    /// ```
    /// let builder = ntro_dev_server::DevServer::builder().namespace("review");
    /// ```
    #[must_use]
    pub fn builder() -> DevServerBuilder {
        DevServerBuilder::default()
    }

    pub(crate) fn new(cli: PathBuf, namespace: String, ports: Ports, tether: Tether, output: Output) -> Self {
        let address = format!("127.0.0.1:{}", ports.grpc);
        let ui_url = ports.ui.map(|port| format!("http://127.0.0.1:{port}"));
        Self { cli, namespace, address, ui_url, tether, output }
    }

    /// Where its gRPC service listens, as host and port: `127.0.0.1:40123`.
    ///
    /// ```no_run
    /// # fn example(server: &ntro_dev_server::DevServer) {
    /// let url = format!("http://{}", server.address());
    /// # }
    /// ```
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The namespace that it was started with.
    ///
    /// ```no_run
    /// # fn example(server: &ntro_dev_server::DevServer) {
    /// assert_eq!(server.namespace(), "default");
    /// # }
    /// ```
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The Web UI's address; `None` when it was started without.
    ///
    /// ```no_run
    /// # fn example(server: &ntro_dev_server::DevServer) {
    /// if let Some(url) = server.ui_url() {
    ///     println!("watch the run at {url}");
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn ui_url(&self) -> Option<&str> {
        self.ui_url.as_deref()
    }

    /// The CLI that it runs from, to call other commands of it.
    ///
    /// ```no_run
    /// # fn example(server: &ntro_dev_server::DevServer) {
    /// let command = std::process::Command::new(server.cli_path());
    /// # }
    /// ```
    #[must_use]
    pub fn cli_path(&self) -> &Path {
        &self.cli
    }

    /// The id of its process, which is also the id of its process group.
    ///
    /// ```no_run
    /// # fn example(server: &ntro_dev_server::DevServer) {
    /// println!("server process {}", server.pid());
    /// # }
    /// ```
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.tether.pid()
    }

    /// Whether its process has not ended yet.
    ///
    /// ```no_run
    /// # fn example(server: &ntro_dev_server::DevServer) {
    /// assert!(server.is_running());
    /// # }
    /// ```
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.tether.is_running()
    }

    /// Waits until the server ends by itself, and tells how: always [`Error::Exited`], with its
    /// last lines. Meant for the other branch of a `select!`.
    ///
    /// ```no_run
    /// # async fn work() {}
    /// # async fn example(server: &ntro_dev_server::DevServer) -> Result<(), ntro_dev_server::Error> {
    /// tokio::select! {
    ///     () = work() => Ok(()),
    ///     error = server.exited() => Err(error),
    /// }
    /// # }
    /// ```
    pub async fn exited(&self) -> Error {
        let status = match self.tether.exited().await {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        Error::Exited { status, log: self.output.tail() }
    }

    /// Ends the server, politely at first and after five seconds by force, and waits until it is
    /// gone. A server that has ended by itself before is no error here.
    ///
    /// # Errors
    ///
    /// [`Error::StillRunning`] when it is not gone after ten seconds.
    ///
    /// ```no_run
    /// # async fn example(server: ntro_dev_server::DevServer) -> Result<(), ntro_dev_server::Error> {
    /// server.stop().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn stop(self) -> Result<(), Error> {
        let pid = self.pid();
        match tokio::time::timeout(STOP_LIMIT, self.tether.end()).await {
            Ok(Ok(status)) => tracing::debug!(pid, %status, "Temporal dev server stopped"),
            Ok(Err(error)) => tracing::warn!(pid, "Temporal dev server stopped: {error}"),
            Err(_) => return Err(Error::StillRunning { pid }),
        }
        Ok(())
    }

    pub(crate) fn unhealthy(&self, waited: Duration) -> Error {
        Error::Unhealthy { address: self.address.clone(), waited, log: self.output.tail() }
    }
}
