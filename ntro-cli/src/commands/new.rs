//! `cargo ntro new`: a crate with one whole runbook.

mod crates;
mod name;
mod place;
mod template;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use crate::failure::Failure;
use crate::output;
use crates::Crates;
use place::Place;

/// Make a crate with one runbook in it that builds, tests and runs at once
#[derive(Debug, Args)]
pub(crate) struct New {
    /// Where to make it: a directory that is not there yet, or is empty
    path: PathBuf,
    /// The name of the package [default: the name of the directory]
    #[arg(long)]
    name: Option<String>,
    /// Depend on the crates of this checkout of ntro-workflow [default: the one that this program was built from,
    /// while it is there, else the released crates]
    #[arg(long, value_name = "DIR")]
    ntro_path: Option<PathBuf>,
    /// Tell what was made as JSON
    #[arg(long)]
    json: bool,
}

impl New {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let path = std::path::absolute(&self.path)
            .map_err(|error| Failure::usage(format!("`{}` is no path: {error}", self.path.display())))?;
        let name = name::choose(self.name.as_deref(), &path)?;
        let crates = Crates::choose(self.ntro_path.as_deref())?;
        let place = Place::claim(&path)?;
        place.fill(&template::files(&name, &crates))?;
        self.tell(&name, &path, &crates);
        Ok(ExitCode::SUCCESS)
    }

    fn tell(&self, name: &str, path: &Path, crates: &Crates) {
        if self.json {
            output::say(&json!({ "name": name, "path": path }).to_string());
            return;
        }
        output::say(&format!("Made the package `{name}` in {}. There:", self.path.display()));
        output::say("  cargo ntro dev                 runs Temporal and the worker");
        output::say("  cargo test                     tests every decision on a server of its own");
        output::say("  cargo ntro manifest --accept   writes manifest.lock, to be checked in");
        if let Crates::Checkout(directory) = crates {
            output::complain(&format!(
                "its Cargo.toml names the crates in {}, which only this machine has there",
                directory.display()
            ));
        }
    }
}
