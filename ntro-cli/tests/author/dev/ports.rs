//! Where a session listens.

use std::net::TcpListener;

use crate::dev::session::{Session, UsualPorts};
use crate::package::Package;
use crate::process::eventually;

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
