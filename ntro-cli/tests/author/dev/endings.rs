//! However a session ends, nothing of it stays.

use std::net::TcpStream;

use serde_json::Value;

use crate::dev::session::{Session, UsualPorts};
use crate::package::Package;
use crate::process::{eventually, groups_of, runs};
use crate::program::target;

#[test]
fn nothing_outlives_a_session() {
    let _ports = UsualPorts::own();
    let package = Package::made("dev-end");
    let file = target().join("ntro/dev-end/dev.json");
    // While Cargo builds, too.
    let mut building = Session::start(&package, &["--no-ui"]);
    let listening = building.hears("listening");
    ends(building, &listening, "INT", Some(0));
    assert!(!file.exists());

    for (signal, code) in [("INT", Some(0)), ("TERM", Some(0)), ("KILL", None)] {
        let mut dev = Session::start(&package, &["--no-ui"]);
        let listening = dev.hears("listening");
        dev.hears("worker_started");
        let text = std::fs::read_to_string(&file).expect("it tells others where it listens");
        let told: Value = serde_json::from_str(&text).expect("in JSON");
        assert_eq!(told["address"], listening["address"]);
        a_second_one_is_refused(&package, &listening);
        one_of_another_checkout_is_refused(&package);
        ends(dev, &listening, signal, code);
    }
    // What the killed one has left is not believed.
    assert!(file.exists());
    let mut again = Session::start(&package, &["--no-ui"]);
    let listening = again.hears("listening");
    ends(again, &listening, "TERM", Some(0));
    assert!(!file.exists());
}

/// Ends it, and waits until its processes and its port are gone.
fn ends(mut dev: Session, listening: &Value, signal: &str, code: Option<i32>) {
    let address = listening["address"].as_str().expect("a text");
    let groups = groups_of(dev.id());
    assert!(!groups.is_empty() && TcpStream::connect(address).is_ok(), "{groups:?}");
    dev.is_sent(signal);
    assert_eq!(dev.ends(), code, "after {signal}");
    eventually(format!("nothing is left after {signal}"), || {
        groups.iter().all(|group| !runs(*group)).then_some(())
    });
    assert!(TcpStream::connect(address).is_err(), "its port is closed");
}

fn a_second_one_is_refused(package: &Package, listening: &Value) {
    let second = package.ntro(&["dev"]);
    let (code, sentence) = second.complaint();
    let address = listening["address"].as_str().expect("a text");
    assert!(code == 1 && sentence.contains("running already") && sentence.contains(address), "{sentence}");
}

/// It builds into the same target directory, and its runs are not those of this session.
fn one_of_another_checkout_is_refused(package: &Package) {
    let manifest = "[package]\nname = \"dev-end\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    let other = Package::of(&[("Cargo.toml", manifest), ("src/main.rs", "fn main() {}\n")]);
    let refused = other.ntro(&["dev"]);
    let (code, sentence) = refused.complaint();
    let directory = package.directory().to_str().expect("a path of letters");
    assert!(code == 1 && sentence.contains(directory) && sentence.contains("CARGO_TARGET_DIR"), "{sentence}");
}
