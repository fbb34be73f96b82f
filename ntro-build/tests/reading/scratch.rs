//! Packages that are written for one test.

use std::fs;
use std::path::{Path, PathBuf};

use ntro_build::{Cfg, Problem, Reading, read};

/// A package that is gone with its test.
pub(crate) struct Scratch {
    directory: tempfile::TempDir,
}

impl Scratch {
    /// A package with these files, and a Cargo.toml if it is not among them.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory can be made");
        let scratch = Self { directory };
        scratch.write("Cargo.toml", "[package]\nname = \"scratch\"\n");
        for (path, text) in files {
            scratch.write(path, text);
        }
        scratch
    }

    pub(crate) fn root(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it is in the package")).expect("a directory can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub(crate) fn read(&self) -> Reading {
        read(self.root(), &Cfg::of_compiler("unix")).unwrap_or_else(|problem| panic!("{problem}"))
    }
}

/// A runbook with what is given in its `run`.
pub(crate) fn runbook(type_name: &str, arguments: &str, body: &str) -> String {
    format!(
        "#[ntro_workflow({arguments})]\nimpl {type_name} {{\n    #[run]\n    async fn run(ctx: &Ctx<Self>) -> \
         RunbookResult<()> {{\n        {body}\n    }}\n}}\n"
    )
}

/// Problems as a person reads them.
pub(crate) fn texts(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}
