//! The command line of the server.

use std::ffi::OsString;
use std::path::PathBuf;

use serde_json::Value;

use crate::search_attribute::SearchAttributeType;

/// What the server is to be, apart from where it listens.
#[derive(Debug, Clone)]
pub(crate) struct ServerOptions {
    pub(crate) namespace: String,
    pub(crate) db_filename: Option<PathBuf>,
    pub(crate) dynamic_config: Vec<(String, Value)>,
    pub(crate) search_attributes: Vec<(String, SearchAttributeType)>,
}

/// Where the server listens. Its further ports it chooses itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ports {
    pub(crate) grpc: u16,
    /// `None` without the Web UI.
    pub(crate) ui: Option<u16>,
}

/// The arguments of `temporal`.
pub(crate) fn arguments(options: &ServerOptions, ports: Ports) -> Vec<OsString> {
    let mut arguments: Vec<OsString> =
        ["server", "start-dev", "--ip=127.0.0.1", "--log-level=warn"].map(Into::into).into();
    arguments.push(format!("--port={}", ports.grpc).into());
    arguments.push(match ports.ui {
        Some(port) => format!("--ui-port={port}").into(),
        None => "--headless".into(),
    });
    arguments.push(format!("--namespace={}", options.namespace).into());
    if let Some(path) = &options.db_filename {
        let mut argument = OsString::from("--db-filename=");
        argument.push(path);
        arguments.push(argument);
    }
    for (key, value) in &options.dynamic_config {
        arguments.push(format!("--dynamic-config-value={key}={value}").into());
    }
    for (name, kind) in &options.search_attributes {
        arguments.push(format!("--search-attribute={name}={kind}").into());
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_has_its_argument() {
        let options = ServerOptions {
            namespace: "other".to_owned(),
            db_filename: Some("runs.db".into()),
            dynamic_config: vec![
                ("frontend.WorkflowTimeSkippingEnabled".to_owned(), true.into()),
                ("history.timerProcessorMaxTimeShift".to_owned(), "1ms".into()),
            ],
            search_attributes: vec![("Slug".to_owned(), SearchAttributeType::Keyword)],
        };
        let arguments = arguments(&options, Ports { grpc: 7233, ui: None });
        let expected = [
            "server",
            "start-dev",
            "--ip=127.0.0.1",
            "--log-level=warn",
            "--port=7233",
            "--headless",
            "--namespace=other",
            "--db-filename=runs.db",
            "--dynamic-config-value=frontend.WorkflowTimeSkippingEnabled=true",
            "--dynamic-config-value=history.timerProcessorMaxTimeShift=\"1ms\"",
            "--search-attribute=Slug=Keyword",
        ];
        assert_eq!(arguments, expected);
    }
}
