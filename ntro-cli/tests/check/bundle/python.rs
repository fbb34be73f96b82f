//! What becomes of a bundle where Python does not work.

#[cfg(unix)]
use std::{path::PathBuf, process::Command};

use super::{at, bundle, errors, warnings, with_workflow};
use crate::directory::Directory;
use crate::{check, run, stdout};

#[test]
fn without_python_its_checks_are_skipped_and_not_passed() {
    let directory = bundle("no-interpreter");
    with_workflow("class (\n")(&directory);
    let mut command = check(directory.path(), &["--bundle", "month-end"]);
    command.env("PATH", directory.path()).env("CARGO", env!("CARGO"));
    let output = run(command);
    let said = stdout(&output);
    assert!(said.starts_with("! [PYTHON_NOT_FOUND] there is no Python on the PATH; "), "{said}");
    assert!(
        said.contains("WORKFLOW_PY_IMPORT_ERROR, WORKFLOW_CLASS_NOT_FOUND, WORKFLOW_DEFN_MISSING"),
        "{said}"
    );
    assert!(said.ends_with("OK — 0 errors, 1 warnings\n") && !said.contains("passed"), "{said}");
}

/// A directory with programs that are called so: the one that is no Python, and the real one.
#[cfg(unix)]
fn programs(directory: &Directory, no_python: &[&str], python: &[&str]) -> PathBuf {
    let bin = directory.path().join("bin");
    std::fs::create_dir(&bin).expect("a directory");
    let mut ask = Command::new("python3");
    ask.args(["-c", "import sys; print(sys.executable)"]);
    let real = run(ask);
    let link = |to: &str, names: &[&str]| {
        names.iter().for_each(|name| std::os::unix::fs::symlink(to, bin.join(name)).expect("a link"));
    };
    link(env!("CARGO_BIN_EXE_cargo-ntro"), no_python);
    link(stdout(&real).trim(), python);
    bin
}

#[cfg(unix)]
#[test]
fn a_program_that_is_only_called_python_is_passed_over() {
    let validate_with = |test: &str, no_python: &[&str], python: &[&str]| {
        let directory = bundle(test);
        with_workflow("class (\n")(&directory);
        directory.remove("month-end/templates/activities.py");
        let path = programs(&directory, no_python, python);
        let mut command = check(directory.path(), &["--bundle", "month-end", "--json"]);
        command.env("PATH", path).env("CARGO", env!("CARGO"));
        run(command)
    };
    let output = validate_with("second-python", &["python3"], &["python"]);
    let (workflow, activities) = ("templates/workflow.py", "templates/activities.py");
    let missing = at("ACTIVITIES_PY_MISSING", activities);
    assert_eq!(errors(&output), [at("WORKFLOW_PY_IMPORT_ERROR", workflow), missing.clone()]);

    let output = validate_with("no-python", &["python3"], &[]);
    assert_eq!(errors(&output), [missing], "what needs no Python is still said");
    let [(code, message)] = warnings(&output).try_into().expect("one warning");
    assert!(code == "PYTHON_NOT_FOUND" && message.starts_with("`python3` does not work ("), "{message}");
}
