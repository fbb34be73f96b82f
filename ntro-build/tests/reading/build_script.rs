//! The build script in an author's package, run by Cargo as for an author.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use crate::scratch::{Scratch, runbook};

/// Notes each run of it beside Cargo.toml, where Cargo is not told to look.
const BUILD: &str = r#"
use std::io::Write as _;

fn main() {
    let runs = std::fs::OpenOptions::new().create(true).append(true).open("runs");
    runs.and_then(|mut runs| runs.write_all(b".")).expect("the package can be written to");
    ntro_build::write_step_manifest();
}
"#;

/// The runbooks are there for the build script, which takes an unknown cfg for set, and not for the compiler:
/// they need the runtime, which takes long to build and adds nothing here.
const LIB: &str = r#"
#![allow(unexpected_cfgs)]

#[cfg(runbooks)]
mod runbooks;

pub const MANIFEST: &str = include_str!(concat!(env!("OUT_DIR"), "/step-manifest.json"));

#[test]
fn it_has_its_manifest() {
    assert!(MANIFEST.contains("rent-roll"));
    assert!(MANIFEST.contains("\"Ada <https://ada.example>\""));
}
"#;

struct Author {
    scratch: Scratch,
}

impl Author {
    /// An author's package. Its name is that of one test: Cargo takes packages of one name in one target
    /// directory for the same.
    fn new(name: &str) -> Self {
        let path = env!("CARGO_MANIFEST_DIR");
        let toml = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\ndescription = \"Rents.\"\n\
             authors = [\"Ada <https://ada.example>\", \"Bob\"]\n\n[workspace]\n\n[build-dependencies]\nntro-build = {{ path = {path:?} }}\n"
        );
        let runbooks = runbook("Rent", "slug = \"rent-roll\"", "Ok(())");
        let files = [
            ("Cargo.toml", toml.as_str()),
            ("build.rs", BUILD),
            ("src/lib.rs", LIB),
            ("src/runbooks.rs", &runbooks),
        ];
        let author = Self { scratch: Scratch::new(&files) };
        // The versions that are here already, so that nothing is fetched.
        let lock = PathBuf::from(path).join("../Cargo.lock");
        fs::copy(lock, author.scratch.path("Cargo.lock")).expect("the workspace has a Cargo.lock");
        author
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).arg("--offline").current_dir(self.scratch.root());
        cargo.env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/authors"));
        cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        cargo.output().expect("cargo runs")
    }

    fn check(&self) {
        let output = self.cargo(&["check"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn edit(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.scratch.path(path)).expect("it is there");
        self.scratch.write(path, &text.replace(old, new));
    }

    fn add_to_toml(&self, table: &str) {
        self.edit("Cargo.toml", "[build-dependencies]", &format!("{table}\n[build-dependencies]"));
    }

    /// What Cargo says about a build that fails.
    fn failure(&self) -> String {
        let output = self.cargo(&["check"]);
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    fn runs(&self) -> usize {
        fs::read(self.scratch.path("runs")).map_or(0, |runs| runs.len())
    }

    /// How often the build script runs for a check.
    fn runs_for_a_check(&self) -> usize {
        let before = self.runs();
        self.check();
        self.runs() - before
    }
}

#[test]
fn it_runs_when_something_changes_that_it_reads_and_only_then() {
    let author = Author::new("runs");
    assert_eq!(author.runs_for_a_check(), 1);
    assert_eq!(author.runs_for_a_check(), 0);

    author.scratch.write("README.md", "None of its business.");
    assert_eq!(author.runs_for_a_check(), 0);

    author.scratch.write("src/runbooks.rs", &runbook("Rent", "slug = \"rents\"", "Ok(())"));
    assert_eq!((author.runs_for_a_check(), author.runs_for_a_check()), (1, 0));

    author.add_to_toml("[package.metadata.ntro]\nexternal = [\"far\"]\n");
    assert_eq!((author.runs_for_a_check(), author.runs_for_a_check()), (1, 0));

    author.scratch.write("src/main.rs", "fn main() {}");
    assert_eq!((author.runs_for_a_check(), author.runs_for_a_check()), (1, 0));
}

#[test]
fn it_runs_again_when_a_file_is_mended_that_the_compiler_missed_as_well() {
    let author = Author::new("mended");
    // Now nothing but what is read is watched.
    author.edit("Cargo.toml", "[workspace]", "autobins = false\n[workspace]");
    author.scratch.write("src/lib.rs", &format!("{LIB}\nmod late;\n"));
    let sound = format!("#![cfg(runbooks)]\n{}", runbook("Late", "slug = \"late\"", "Ok(())"));
    let unread = "not in the step manifest: src/lib.rs:15:5: ";

    assert!(author.failure().contains(&format!("{unread}`mod late` has no file")));
    author.scratch.write("src/late.rs", &sound);
    assert_eq!((author.runs_for_a_check(), author.runs_for_a_check()), (1, 0));

    fs::write(author.scratch.path("src/late.rs"), [0xff]).expect("a file can be written");
    assert!(author.failure().contains(&format!("{unread}cannot read src/late.rs")));
    author.scratch.write("src/late.rs", &sound);
    assert_eq!((author.runs_for_a_check(), author.runs_for_a_check()), (1, 0));

    author.scratch.write("src/late/mod.rs", &sound);
    author.scratch.write("src/late.rs", &(sound + "\n"));
    assert!(author.failure().contains(&format!("{unread}`mod late` has two files")));
    fs::remove_file(author.scratch.path("src/late/mod.rs")).expect("it is there");
    assert_eq!((author.runs_for_a_check(), author.runs_for_a_check()), (1, 0));
}

#[test]
fn it_runs_again_when_the_workspace_changes_that_describes_the_package() {
    let author = Author::new("inherits");
    author.edit("Cargo.toml", "[workspace]", "workspace = \"all\"");
    author.edit("Cargo.toml", "description = \"Rents.\"", "description.workspace = true");
    let workspace = |description: &str| {
        let all = "[workspace]\nmembers = [\"..\"]\nresolver = \"3\"\n[workspace.package]\ndescription = ";
        author.scratch.write("all/Cargo.toml", &format!("{all}\"{description}\"\n"));
    };
    workspace("Rents.");
    fs::copy(author.scratch.path("Cargo.lock"), author.scratch.path("all/Cargo.lock")).expect("it is there");
    assert_eq!((author.runs_for_a_check(), author.runs_for_a_check()), (1, 0));
    workspace("Rents of a house.");
    assert_eq!((author.runs_for_a_check(), author.runs_for_a_check()), (1, 0));
}

#[test]
fn the_package_can_include_its_manifest() {
    let author = Author::new("includes");
    let output = author.cargo(&["test", "--lib"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_fault_ends_the_build_with_its_place_and_remedy() {
    let author = Author::new("fault");
    let lost = runbook("Rent", "slug = \"rent-roll\"", "ctx.run_child_workflow(\"lost\", &i).await");
    author.scratch.write("src/runbooks.rs", &lost);
    let said = author.failure();
    let expected =
        "error: fault@0.1.0: src/runbooks.rs:5:13: no runbook has the slug `lost`; if another worker";
    assert!(said.contains(expected) && !said.contains("panicked"), "{said}");
}

#[test]
fn what_the_compiler_refuses_is_left_to_it() {
    let author = Author::new("refused");
    author.scratch.write("src/lib.rs", &format!("{LIB}\nmod broken;\n"));
    author.scratch.write("src/broken.rs", "fn open() {\n");
    let said = author.failure();
    assert!(said.contains("not in the step manifest: src/broken.rs:"), "{said}");
    assert!(said.contains("error: this file contains an unclosed delimiter"), "{said}");
}

#[test]
fn what_is_not_finished_is_left_to_the_compiler_with_the_runbook_that_it_hides() {
    let author = Author::new("unfinished");
    author.add_to_toml("[package.metadata.ntro.runbooks.rent-roll]\n");
    author.scratch.write("src/lib.rs", &LIB.replace("#[cfg(runbooks)]\n", ""));
    author
        .scratch
        .write("src/runbooks.rs", "pub struct Rent\n#[ntro_workflow(slug = \"rent-roll\")]\nimpl Rent {}");
    let said = author.failure();
    assert!(said.contains("not in the step manifest: src/runbooks.rs:2:1: this does not parse"), "{said}");
    assert!(said.contains("error: expected") && !said.contains("no runbook has"), "{said}");
}

#[test]
fn a_listing_of_nothing_ends_no_build() {
    let author = Author::new("listing");
    author.add_to_toml("[package.metadata.ntro.runbooks.rent-rol]\n");
    let output = author.cargo(&["check"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let expected =
        "Cargo.toml:10:33: no runbook has the slug `rent-rol` of this listing; did you mean `rent-roll`?";
    assert!(said.contains(expected), "{said}");
}
