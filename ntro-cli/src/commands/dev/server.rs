//! The session's Temporal server.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use ntro_dev_server::{DevServer, DevServerBuilder, Error, SearchAttributeType};
use ntro_workflow::wire::TaskAttributes;

use crate::commands::dev::Dev;
use crate::failure::Failure;
use crate::output;

/// Where clients look unless they are told otherwise.
const PORT: u16 = 7233;

/// Where people look for the web UI.
const UI_PORT: u16 = 8233;

/// How many ports are tried, from the first on.
const TRIED: u16 = 100;

/// How often ports are chosen before a race for them counts as lost for good.
const ATTEMPTS: u32 = 5;

/// Where it listens.
struct Ports {
    grpc: u16,
    ui: Option<u16>,
}

/// Starts it on the ports that were asked for, else on the usual ones or the next that are free.
pub(super) async fn start(dev: &Dev) -> Result<DevServer, Failure> {
    dev.db_filename.as_deref().map_or(Ok(()), can_be_kept)?;
    let mut attempt = 1;
    loop {
        let ports = Ports::choose(dev)?;
        match ports.builder(dev).start().await {
            // Another program was faster. A port that was asked for is said to be taken by the next look.
            Err(Error::PortUnavailable { .. } | Error::Exited { .. })
                if ports.are_taken() && attempt < ATTEMPTS =>
            {
                attempt += 1;
            }
            started => return started.map_err(|error| Failure::failed(error.to_string())),
        }
    }
}

impl Ports {
    fn choose(dev: &Dev) -> Result<Self, Failure> {
        // Before anything is said about the others.
        must_be_free(dev.port, "--port")?;
        must_be_free(dev.ui_port, "--ui-port")?;
        if let Some(port) = dev.port.filter(|_| dev.port == dev.ui_port) {
            return Err(Failure::usage(format!(
                "Temporal and the web UI cannot both listen on {port}; leave out --port or --ui-port to have a free one \
                 chosen"
            )));
        }
        let grpc = || free_from(PORT, dev.ui_port, "Temporal", "--port");
        let grpc = dev.port.map_or_else(grpc, Ok)?;
        let ui = || free_from(UI_PORT, Some(grpc), "the web UI", "--ui-port");
        let ui = || dev.ui_port.map_or_else(ui, Ok);
        Ok(Self { grpc, ui: if dev.no_ui { None } else { Some(ui()?) } })
    }

    fn builder(&self, dev: &Dev) -> DevServerBuilder {
        let mut builder = DevServer::builder().port(self.grpc);
        // Workers with a task history in the server's own store find what they need.
        for name in TaskAttributes::default().names() {
            builder = builder.search_attribute(name, SearchAttributeType::Keyword);
        }
        if let Some(port) = self.ui {
            builder = builder.ui_port(port);
        }
        if let Some(path) = &dev.db_filename {
            builder = builder.db_filename(path);
        }
        builder
    }

    fn are_taken(&self) -> bool {
        !is_free(self.grpc) || self.ui.is_some_and(|port| !is_free(port))
    }
}

/// Whether a file can be kept there. The server says so much later, and in its own words.
fn can_be_kept(file: &Path) -> Result<(), Failure> {
    let directory = file.parent().filter(|directory| !directory.as_os_str().is_empty());
    match directory.filter(|directory| !directory.is_dir()) {
        None if !file.is_dir() => Ok(()),
        None => Err(Failure::usage(format!(
            "{} is a directory; let --db-filename name a file in it",
            file.display()
        ))),
        Some(directory) => Err(Failure::usage(format!(
            "there is no directory {}; make it, or let --db-filename name a file in another one",
            directory.display()
        ))),
    }
}

fn must_be_free(asked: Option<u16>, option: &str) -> Result<(), Failure> {
    match asked.filter(|port| !is_free(*port)) {
        None => Ok(()),
        Some(port) => Err(Failure::failed(format!(
            "port {port} is taken; stop what listens there, or leave out {option} to have a free one chosen"
        ))),
    }
}

fn free_from(usual: u16, other: Option<u16>, what: &str, option: &str) -> Result<u16, Failure> {
    let is_free = |port: &u16| Some(*port) != other && is_free(*port);
    let free = (usual..usual + TRIED).find(is_free).ok_or_else(|| {
        let last = usual + TRIED - 1;
        Failure::failed(format!("the ports {usual} to {last} are all taken; name a free one with {option}"))
    })?;
    if free != usual {
        output::complain(&format!("port {usual} is taken; {what} listens on {free} instead"));
    }
    Ok(free)
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}
