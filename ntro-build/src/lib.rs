//! Reads the annotated impls of a package from its source text.

mod attribute;
mod calls;
mod cfg;
mod function;
mod item;
pub mod lint;
mod package;
mod problem;
mod read;
mod scan;
mod script;
mod source;
mod suggest;

pub use calls::{Calls, ChildCall, ChildTarget, GateCall};
pub use cfg::Cfg;
pub use function::Function;
pub use package::Package;
pub use problem::{Place, Problem};
pub use read::{Reading, read};
pub use scan::{AnnotatedImpl, Scan, scan};
pub use script::write_step_manifest;
pub use source::SourceFile;

pub use ntro_workflow_macros_backend::workflow_type;
