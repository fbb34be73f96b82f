//! Scenarios of one list: each played at most once, whoever asks first.

use std::any::Any;
use std::fmt;
use std::panic::AssertUnwindSafe;
use std::path::Path;

use futures_util::FutureExt as _;
use futures_util::future::{LocalBoxFuture, join_all};
use ntro_workflow::NtroWorkflow;
use tokio::sync::OnceCell;

use crate::coverage::{self, Coverage, Ledger};
use crate::panics;
use crate::runtime::runtime;

/// Names the directory that lists write their coverage to.
const DIRECTORY: &str = "NTRO_COVERAGE";

/// The scenarios of one list.
#[derive(Default)]
pub struct Scenarios {
    list: Vec<PlayOnce>,
}

/// What a test of a scenario comes to.
pub type Verdict = Result<(), Verdicts>;

/// Why a test fails: its `Debug` is what the test prints.
pub struct Verdicts(String);

/// What a scenario may return.
#[diagnostic::on_unimplemented(
    message = "a scenario returns nothing or a `Result`, not `{Self}`",
    label = "end it with `Ok(())`, or with a semicolon"
)]
pub trait Report {
    /// What the test prints, if it failed.
    fn report(self) -> Result<(), String>;
}

struct PlayOnce {
    name: &'static str,
    start: fn() -> LocalBoxFuture<'static, Result<(), String>>,
    played: OnceCell<Played>,
}

struct Played {
    result: Result<(), String>,
    drove: Ledger,
}

impl Scenarios {
    /// Adds a scenario.
    pub fn add(&mut self, name: &'static str, start: fn() -> LocalBoxFuture<'static, Result<(), String>>) {
        self.list.push(PlayOnce { name, start, played: OnceCell::new() });
    }

    /// The test of one scenario.
    pub fn play(&self, name: &str) -> Verdict {
        let Some(scenario) = self.list.iter().find(|scenario| scenario.name == name) else {
            return Err(Verdicts(format!("there is no scenario `{name}` in the list")));
        };
        runtime().block_on(scenario.played()).result.clone().map_err(Verdicts)
    }
}

/// The test of all of them: that none fails, and that they drive every answer. What they drive is written
/// down first, if somebody asks for it.
pub fn every_decision<W: NtroWorkflow>(
    scenarios: &Scenarios,
    module: &str,
    exclude: impl FnOnce(Coverage) -> Coverage,
) -> Verdict {
    let played = runtime().block_on(join_all(scenarios.list.iter().map(PlayOnce::played)));
    let mut drove = Ledger::default();
    played.iter().for_each(|played| drove.absorb(&played.drove));
    let coverage = exclude(drove.coverage_of::<W>());
    if let Some(directory) = std::env::var_os(DIRECTORY) {
        let name = format!("{}.{}", W::SLUG, module.replace("::", "."));
        let written = coverage.write_both(Path::new(&directory), &name);
        written.map_err(|error| Verdicts(format!("{error}; see {DIRECTORY}")))?;
    }
    let failures: Vec<_> = scenarios.list.iter().zip(&played).filter_map(failure).collect();
    if !failures.is_empty() {
        return Err(Verdicts(failures.join("\n")));
    }
    coverage.check().map_err(|gaps| Verdicts(gaps.to_string()))
}

fn failure((scenario, played): (&PlayOnce, &&Played)) -> Option<String> {
    let message = played.result.as_ref().err()?;
    Some(format!("the scenario `{}` failed: {message}", scenario.name))
}

impl PlayOnce {
    /// A test that comes while another one plays it waits for it.
    async fn played(&self) -> &Played {
        self.played.get_or_init(|| self.play()).await
    }

    async fn play(&self) -> Played {
        panics::note_places();
        // What panics is played all the same: nobody plays it again, and everybody is told.
        let caught = AssertUnwindSafe(async { (self.start)().await }).catch_unwind();
        let (result, drove) = coverage::scoped(caught).await;
        Played { result: result.unwrap_or_else(|panic| Err(message(panic.as_ref()))), drove }
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let place = panics::place().map(|place| format!(" at {place}")).unwrap_or_default();
    format!("it panicked{place}: {}", text.unwrap_or("with something that is no text"))
}

impl Report for () {
    fn report(self) -> Result<(), String> {
        Ok(())
    }
}

impl<T, E: fmt::Debug> Report for Result<T, E> {
    fn report(self) -> Result<(), String> {
        self.map(drop).map_err(|error| format!("{error:?}"))
    }
}

impl fmt::Debug for Verdicts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;
