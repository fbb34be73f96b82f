//! Starting the server, again with other ports when another program was faster.

use std::path::PathBuf;
use std::time::Duration;

use crate::arguments::{Ports, ServerOptions, arguments};
use crate::error::Error;
use crate::output::Output;
use crate::port;
use crate::probe;
use crate::readiness;
use crate::server::DevServer;
use crate::tether::Tether;

/// How often ports are chosen before a race for them counts as lost for good.
const ATTEMPTS: u32 = 5;

/// The ports that were asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WantedPorts {
    pub(crate) grpc: Option<u16>,
    pub(crate) ui: Ui,
}

/// Whether and where the Web UI is served.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ui {
    Off,
    AnyPort,
    Port(u16),
}

/// All that a start needs.
#[derive(Debug)]
pub(crate) struct Launch {
    pub(crate) cli: PathBuf,
    pub(crate) options: ServerOptions,
    pub(crate) wanted: WantedPorts,
    pub(crate) timeout: Duration,
}

impl Launch {
    /// Starts the server and waits until it is healthy.
    pub(crate) async fn run(self) -> Result<DevServer, Error> {
        let mut attempt = 1;
        loop {
            match self.attempt().await {
                Err(Error::Exited { log, .. }) if lost_race(&log) && attempt < ATTEMPTS => {
                    tracing::debug!(attempt, "lost a race for a port, choosing others");
                    attempt += 1;
                }
                outcome => return outcome,
            }
        }
    }

    async fn attempt(&self) -> Result<DevServer, Error> {
        let ports = self.wanted.claim()?;
        let server = self.spawn(ports)?;
        let ready = async {
            tokio::select! {
                () = readiness::ready(&self.cli, ports) => Ok(()),
                error = server.exited() => Err(error),
            }
        };
        match tokio::time::timeout(self.timeout, ready).await {
            Ok(outcome) => outcome.map(|()| server),
            Err(_) => Err(server.unhealthy(self.timeout)),
        }
    }

    fn spawn(&self, ports: Ports) -> Result<DevServer, Error> {
        let spawn = |source| Error::Spawn { program: self.cli.clone(), source };
        let (output, file) = Output::capture().map_err(spawn)?;
        let stdout = file.try_clone().map_err(spawn)?;
        let mut command = probe::command(&self.cli);
        command.args(arguments(&self.options, ports));
        let tether = Tether::spawn(&command, stdout.into(), file.into()).map_err(spawn)?;
        Ok(DevServer::new(self.cli.clone(), self.options.namespace.clone(), ports, tether, output))
    }
}

impl WantedPorts {
    fn claim(self) -> Result<Ports, Error> {
        let claim = |wanted| {
            let unavailable = |source| Error::PortUnavailable { port: wanted, source };
            port::claim(wanted).map_err(unavailable)
        };
        let ui = match self.ui {
            Ui::Off => None,
            Ui::AnyPort => Some(claim(None)?),
            Ui::Port(port) => Some(claim(Some(port))?),
        };
        Ok(Ports { grpc: claim(self.grpc)?, ui })
    }
}

/// The server words it as Go does, on every system.
fn lost_race(log: &str) -> bool {
    log.contains("address already in use")
}
