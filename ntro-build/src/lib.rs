//! Reads the annotated impls of a package from its source text, without compiling it.
//!
//! In a build script, one call writes the step manifest:
//!
//! ```no_run
//! // All that stands in the `main` of build.rs:
//! ntro_build::write_step_manifest();
//! ```
//!
//! A tool reads a package by its directory, and gets everything that there is to know: the source, what
//! the macros find in it and refuse, the manifest, and what is wrong between runbooks.
//!
//! ```no_run
//! use std::process::Command;
//!
//! use ntro_build::{Cfg, Package, read};
//!
//! # fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let printed = String::from_utf8(Command::new("rustc").args(["--print", "cfg"]).output()?.stdout)?;
//! let package = Package::read("runbooks".as_ref())?;
//! let cfg = Cfg::of_compiler(&printed).with_features(&package.default_features);
//! let reading = read(package.root(), &cfg)?;
//! for problem in reading.scan.problems.iter().chain(&reading.mistakes).chain(&reading.faults) {
//!     println!("{problem}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! There is one grammar: what an impl says is read by the stages of the macros themselves
//! (`ntro-workflow-macros-backend`). What is before that is read as tokens: `item` cuts a file into items,
//! `scan` follows the modules, `calls` searches bodies. So a body that is being typed is no obstacle.

mod attribute;
mod calls;
mod cfg;
mod function;
mod imports;
mod item;
pub mod lint;
mod package;
mod problem;
mod read;
mod scan;
mod script;
mod source;

pub use calls::{Calls, ChildCall, ChildTarget, GateCall};
pub use cfg::Cfg;
pub use function::Function;
pub use package::Package;
pub use problem::{Place, Problem};
pub use read::{Reading, read};
pub use scan::{AnnotatedImpl, Scan, scan};
pub use script::write_step_manifest;
pub use source::SourceFile;

pub use ntro_workflow_macros_backend::{suggest, workflow_type};

/// How many names a misspelt one is said to be near to.
const SUGGESTED: usize = 3;
