//! Other commands find the session of the package that is meant, and take no other server instead.

use std::net::TcpListener;
use std::process::Command;

use crate::dev::session::{Session, UsualPorts};
use crate::package::Package;
use crate::process::eventually;
use crate::program::{ntro, said};

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"found-a\", \"found-b\"]\n";

/// It describes itself, and otherwise only tells which task queue it was told.
const WORKER: &str = r##"fn main() {
    let chart = include_str!("../chart of accounts.csv");
    if std::env::args().nth(1).is_some_and(|word| word == "describe") {
        println!(r#"{{"manifest_version": 1, "task_queue": "own", "runbooks": []}}"#);
        return;
    }
    eprintln!("polls {:?} with {chart}", std::env::var("NTRO_TASK_QUEUE"));
    loop {
        std::thread::park();
    }
}
"##;

/// A workspace of two packages, built in no time.
fn workspace() -> Package {
    let manifest =
        |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    let (a, b) = (manifest("found-a"), manifest("found-b"));
    Package::of(&[
        ("Cargo.toml", WORKSPACE),
        ("found-a/Cargo.toml", &a),
        ("found-a/src/main.rs", WORKER),
        ("found-a/chart of accounts.csv", "rent"),
        ("found-b/Cargo.toml", &b),
        ("found-b/src/main.rs", "fn main() {}\n"),
    ])
}

#[test]
fn a_session_is_found_by_the_name_of_its_package_and_is_of_one_task_queue() {
    let _ports = UsualPorts::own();
    // If it cannot be had, another program has it: the session is not where everybody looks.
    let _usual = TcpListener::bind("127.0.0.1:7233");
    let package = workspace();
    let mut dev =
        Session::of(variable(&package, &["dev", "--json", "-p", "found-a"], "NTRO_TASK_QUEUE", "desk"));
    dev.hears("listening");
    assert_eq!(dev.hears("worker_started")["task_queue"], "desk");
    eventually("the worker has it too", || {
        dev.complained().contains("polls Ok(\"desk\") with rent").then_some(())
    });

    for command in ["list", "attributes"] {
        assert_eq!(package.ntro(&[command, "-p", "found-a", "--json"]).code, Some(0));
    }
    let unnamed = package.ntro(&["list"]);
    let (code, sentence) = unnamed.complaint();
    assert!(code == 2 && sentence.ends_with("say which with --package: `found-a`, `found-b`"), "{sentence}");
    is_asked_for_the_namespace_of_the_environment(&package);

    package.write("found-a/chart of accounts.csv", "wages");
    dev.hears("worker_started");
    eventually("it was built again", || dev.complained().contains("with wages").then_some(()));
    dev.is_sent("TERM");
    assert_eq!(dev.hears("stopped")["event"], "stopped");
}

fn is_asked_for_the_namespace_of_the_environment(package: &Package) {
    let list = ["list", "-p", "found-a"];
    let said = said(variable(package, &list, "TEMPORAL_NAMESPACE", "nope"));
    let (code, sentence) = said.complaint();
    assert!(code == 2 && sentence.contains("no namespace `nope`"), "{sentence}");
}

#[test]
fn a_package_that_cannot_be_read_hides_no_session() {
    let package = Package::of(&[("Cargo.toml", "[package]\nname = ")]);
    for command in [&["list"][..], &["act", "march", "terminate"]] {
        let said = package.ntro(command);
        assert_eq!(said.code, Some(1), "{said:?}");
        assert!(said.stderr.starts_with("ntro: Cargo cannot read"), "{said:?}");
    }
}

fn variable(package: &Package, arguments: &[&str], name: &str, value: &str) -> Command {
    let mut command = ntro(package.directory(), arguments);
    command.env(name, value);
    command
}
