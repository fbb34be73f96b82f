//! The test runbooks in a process of their own: to be killed, described, and run by tools.

use std::process::ExitCode;

use ntro_services::agents::{Agents, HttpAgents};
use ntro_workflow::worker::Program;
use ntro_workflow_tests::runbooks::observed::Lines;
use ntro_workflow_tests::{runbooks, server};

fn main() -> ExitCode {
    let registry = match std::env::var_os("EVENT_LINES") {
        Some(path) => runbooks::registry().event_sink(Lines(path.into())),
        None => runbooks::registry(),
    };
    let registry = match std::env::var("AGENTS_URL") {
        Ok(url) => registry.activities_later(async move || HttpAgents::new(&url, "key").map(Agents::new)),
        Err(_) => registry,
    };
    Program::new(server::TASK_QUEUE, registry).main()
}
