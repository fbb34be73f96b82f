//! `cargo ntro check`: what is wrong with a package's runbooks, or with a bundle, without building it.

mod bundle;
mod configured;
mod source;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::failure::Failure;
use crate::project::Selection;

/// What the help ends with.
const MORE: &str = "\
Silence a lint where you know better, on its line or the line above, or above a method or an impl:
  // ntro: allow(nondeterminism): the map is looked up in and never walked through

Exit status:
  0  nothing was found
  1  something was found
  2  wrong usage; the bundle is not there or no directory";

/// Say what is wrong with the runbooks, without building them
///
/// Reports what the macros would refuse, what does not fit together between runbooks, and what the lints
/// find in the source: steps that nothing calls, gates outside steps or not declared, calls that a
/// replay does not repeat.
#[derive(Debug, Args)]
#[command(after_help = MORE)]
pub(crate) struct Check {
    #[command(flatten)]
    selection: Selection,
    /// Validate this bundle directory of the Python package `ntro` instead, and compare its front matter
    /// with the runbook of the package here that has its slug; runs no code of the bundle
    #[arg(long, value_name = "DIR")]
    bundle: Option<PathBuf>,
    /// Print what was found as JSON
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        match &self.bundle {
            Some(directory) => bundle::check(directory, &self.selection, self.json),
            None => source::check(&self.selection, self.json),
        }
    }
}
