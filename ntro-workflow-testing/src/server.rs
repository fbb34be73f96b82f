//! The Temporal server that tests share.

use ntro_dev_server::{DevServer, SearchAttributeType};
use ntro_workflow::wire::TaskAttributes;
use ntro_workflow::worker::Client;
use tokio::sync::OnceCell;
use tokio::task::JoinHandle;

use crate::coverage;
use crate::failure::Wrong;
use crate::runtime::runtime;

static SHARED: OnceCell<TestServer> = OnceCell::const_new();

/// A Temporal server to test on: one per process, with time skipping on and the search attributes of tasks, shared by all tests and gone
/// with the process. The CLI is found, or fetched once, as [`ntro_dev_server`] describes.
///
/// Scenarios start it by themselves; tests that talk to it directly find it by [`shared`](Self::shared).
///
/// ```no_run
/// # async fn example() -> Result<(), ntro_workflow_testing::Wrong> {
/// use ntro_workflow_testing::TestServer;
///
/// let server = TestServer::shared().await?;
/// println!("Temporal at {}", server.address());
/// # Ok(())
/// # }
/// ```
pub struct TestServer {
    address: String,
    namespace: String,
    /// `None` if somebody else runs it.
    process: Option<DevServer>,
    client: Client,
}

impl TestServer {
    /// The server of this process, started by whoever asks first.
    ///
    /// # Errors
    /// [`Wrong::Server`]: the CLI cannot be had, or the server does not start.
    pub async fn shared() -> Result<&'static Self, Wrong> {
        SHARED.get_or_try_init(Self::start).await
    }

    /// A server that is shared with nobody, and gone when this is dropped; for tests that break it. A
    /// scenario is played on it by [`Scenario::on`](crate::Scenario::on).
    ///
    /// # Errors
    /// As [`shared`](Self::shared).
    pub async fn start() -> Result<Self, Wrong> {
        let started = async {
            let names = TaskAttributes::default();
            let builder = names.names().into_iter().fold(DevServer::builder(), |builder, name| {
                builder.search_attribute(name, SearchAttributeType::Keyword)
            });
            let builder = builder
                .dynamic_config("frontend.WorkflowTimeSkippingEnabled", true)
                // Without it each skip takes about a second.
                .dynamic_config("history.timerProcessorMaxTimeShift", "1ms")
                // Each queue is looked at twenty times a second by default; a test waits for each look.
                .dynamic_config("history.transferProcessorMaxPollRPS", 10_000)
                .dynamic_config("history.timerProcessorMaxPollRPS", 10_000)
                // By default connections are closed after some minutes, and what is under way on them fails.
                .dynamic_config("frontend.keepAliveMaxConnectionAge", "24h");
            let process = builder.start().await.map_err(|error| Wrong::Server(error.to_string()))?;
            let (address, namespace) = (process.address().to_owned(), process.namespace().to_owned());
            let client = connect(&address, &namespace).await?;
            Ok(Self { address, namespace, process: Some(process), client })
        };
        on_runtime(started).await
    }

    /// A server that runs already, such as one of `cargo ntro dev`; it has to skip time.
    ///
    /// # Errors
    /// [`Wrong::Server`] if nobody answers there. Whether it skips time shows when a scenario needs it
    /// ([`Wrong::CannotSkip`]).
    pub async fn at(address: &str, namespace: &str) -> Result<Self, Wrong> {
        let (address, namespace) = (address.to_owned(), namespace.to_owned());
        on_runtime(async move {
            let client = connect(&address, &namespace).await?;
            Ok(Self { address, namespace, process: None, client })
        })
        .await
    }

    /// Where it listens, as host and port.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its namespace.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The id of its process; `None` if somebody else runs it.
    #[must_use]
    pub fn pid(&self) -> Option<u32> {
        self.process.as_ref().map(DevServer::pid)
    }

    /// A client of it, for this crate's own runtime.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Resolves when it has ended, with its last words; never, where somebody else runs it.
    pub(crate) async fn ended(&self) -> String {
        match &self.process {
            Some(process) => process.exited().await.to_string(),
            None => std::future::pending().await,
        }
    }
}

/// What was given up by its caller is given up.
struct Spawned<T>(JoinHandle<T>);

impl<T> Drop for Spawned<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub(crate) async fn connect(address: &str, namespace: &str) -> Result<Client, Wrong> {
    Client::connect(address, namespace).await.map_err(|error| Wrong::Server(error.to_string()))
}

/// Does it on the shared runtime, whichever runtime the caller is on.
pub(crate) async fn on_runtime<T, E>(
    work: impl Future<Output = Result<T, E>> + Send + 'static,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<Wrong> + Send + 'static,
{
    let mut spawned = Spawned(runtime().spawn(coverage::carried(work)));
    match (&mut spawned.0).await {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            // A panic of a test's own closure is that test's panic.
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(error) => Err(Wrong::Server(format!("the runtime ended: {error}")).into()),
        },
    }
}
