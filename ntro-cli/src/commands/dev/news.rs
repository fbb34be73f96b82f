//! What happens in a session, for people and as lines of JSON.

use ntro_dev_server::DevServer;
use ntro_manifest::Manifest;
use ntro_manifest::manifest::Runbook;
use serde::Serialize;

use crate::output;
use crate::project::Selection;

/// What happens in a session. On the wire of `--json` these names stay.
#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(super) enum News<'a> {
    /// Temporal runs.
    Listening { address: &'a str, namespace: &'a str, ui_url: Option<&'a str> },
    /// The worker runs, with what was built last; known if another one has run the same runbooks before.
    WorkerStarted {
        task_queue: &'a str,
        runbooks: Vec<Startable>,
        process: u32,
        known: bool,
        /// How the package was named, for commands that are to find it.
        #[serde(skip)]
        selection: &'a Selection,
    },
    /// What was built last cannot be the worker.
    NotReplaced { reason: String, worker_runs: bool },
    /// The worker has ended by itself.
    WorkerEnded { status: String, again_in_seconds: u64 },
    /// Everything has ended, as it was asked to.
    Stopped,
}

/// A runbook that can be run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Startable {
    slug: String,
    takes_input: bool,
}

impl Startable {
    /// Those of a worker.
    pub(super) fn of(manifest: &Manifest) -> Vec<Self> {
        let startable =
            |runbook: &Runbook| Self { slug: runbook.slug.clone(), takes_input: runbook.input.is_some() };
        manifest.runbooks.iter().map(startable).collect()
    }

    /// What starts a run of it from here.
    fn command(&self, selection: &Selection) -> String {
        let input = if self.takes_input { " --input <json|@file>" } else { "" };
        format!("cargo ntro run{selection} {}{input}", self.slug)
    }
}

/// Tells the news.
#[derive(Clone, Copy, Debug)]
pub(super) struct Teller {
    json: bool,
}

impl<'a> News<'a> {
    pub(super) fn listening(server: &'a DevServer) -> Self {
        Self::Listening { address: server.address(), namespace: server.namespace(), ui_url: server.ui_url() }
    }
}

impl Teller {
    pub(super) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Troubles go to standard error; as JSON everything goes to standard output.
    pub(super) fn tell(self, news: &News<'_>) {
        match serde_json::to_string(news) {
            Ok(line) if self.json => output::say(&line),
            _ => tell_people(news),
        }
    }
}

fn tell_people(news: &News<'_>) {
    match news {
        News::Listening { address, namespace, ui_url } => {
            output::say(&format!("Temporal    {address}, namespace `{namespace}`"));
            if let Some(url) = ui_url {
                output::say(&format!("Web UI      {url}"));
            }
        }
        News::WorkerStarted { process, known: true, .. } => {
            output::say(&format!("Worker      process {process}, as it was built last"));
        }
        News::WorkerStarted { task_queue, runbooks, process, known: false, selection } => {
            output::say(&format!("Worker      process {process}, task queue `{task_queue}`"));
            for startable in runbooks {
                output::say(&format!("Run         {}", startable.command(selection)));
            }
            output::say("Changed sources are built and run at once; Ctrl-C ends all of it.");
        }
        News::NotReplaced { reason, worker_runs: true } => {
            output::complain(&format!("{reason}; the worker from before runs on"));
        }
        News::NotReplaced { reason, worker_runs: false } => {
            output::complain(&format!("{reason}; no worker runs until a change mends it"));
        }
        News::WorkerEnded { status, again_in_seconds } => output::complain(&format!(
            "the worker has ended by itself ({status}), its last words are above; it is started again in \
             {again_in_seconds} s, or when its sources change"
        )),
        News::Stopped => output::complain("the worker and Temporal have ended"),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Typed {
        #[command(flatten)]
        selection: Selection,
    }

    #[test]
    fn a_package_that_was_named_is_named_in_the_command_of_a_run() {
        let close = Startable { slug: "close".into(), takes_input: true };
        let command = |words: &[&str]| close.command(&Typed::parse_from(words).selection);
        assert_eq!(command(&["dev"]), "cargo ntro run close --input <json|@file>");
        assert_eq!(command(&["dev", "-p", "books"]), "cargo ntro run -p books close --input <json|@file>");
        let elsewhere = command(&["dev", "--manifest-path", "old books/Cargo.toml"]);
        assert_eq!(
            elsewhere,
            "cargo ntro run --manifest-path 'old books/Cargo.toml' close --input <json|@file>"
        );
    }
}
