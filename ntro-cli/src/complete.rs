//! What a shell is offered for slugs and run ids. Whatever goes wrong, nothing is offered and nothing said.

use std::ffi::OsStr;
use std::time::Duration;

use clap::Parser;
use clap_complete::CompletionCandidate;
use ntro_build::Cfg;
use ntro_workflow::worker::{ClientError, RunFilter};

use crate::project::Project;
use crate::server::Server;

/// How long a person who has pressed Tab waits.
const PATIENCE: Duration = Duration::from_millis(1500);

/// How many runs are offered.
const LIMIT: usize = 100;

/// The slugs of the package, as its source has them: nothing is built for that.
pub(crate) fn slugs(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Ok(project) = Project::find(&meant().selection) else { return Vec::new() };
    let Ok(reading) = ntro_build::read(project.directory(), &Cfg::default()) else { return Vec::new() };
    let slugs = reading.manifest.runbooks.into_iter();
    slugs.filter(|runbook| begins(&runbook.slug, typed)).map(|runbook| runbook.slug.into()).collect()
}

/// The ids of the open runs, with the slugs of their runbooks.
pub(crate) fn runs(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return Vec::new();
    };
    let listed = runtime.block_on(async {
        let asked = async {
            let client = meant().connect().await.ok()?;
            let runs: Result<_, ClientError> = client.runs(&RunFilter::open().limit(LIMIT)).await;
            runs.ok()
        };
        tokio::time::timeout(PATIENCE, asked).await.ok().flatten()
    });
    let runs = listed.unwrap_or_default().into_iter();
    let runs = runs.filter(|run| begins(&run.workflow_id, typed));
    runs.map(|run| CompletionCandidate::new(&run.workflow_id).help(Some(run.slug().into()))).collect()
}

/// The package and the server that the words before name, of which a shell passes all.
fn meant() -> Server {
    let words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    let mut words = words.skip_while(|word| word != "--");
    let mut named = vec![String::new()];
    while let Some(word) = words.next() {
        let name = word.split('=').next().unwrap_or_default();
        if ["-p", "--package", "--manifest-path", "--address", "--namespace"].contains(&name) {
            let value = if name == word { words.next() } else { None };
            named.extend([Some(word), value].into_iter().flatten());
        }
    }
    Meant::try_parse_from(named).map(|meant| meant.server).unwrap_or_default()
}

/// Those words alone.
#[derive(Parser)]
struct Meant {
    #[command(flatten)]
    server: Server,
}

fn begins(whole: &str, typed: &OsStr) -> bool {
    typed.to_str().is_some_and(|typed| whole.starts_with(typed))
}
