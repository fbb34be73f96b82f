//! How long `cargo check` takes after one step of a package with 100 runbooks of 10 steps was touched, and
//! how long where the same is written by hand on the SDK.
//!
//! `cargo bench -p ntro-build --bench touched_step`. The hand-written workflows do less: they have
//! no breadcrumb, no address to answer to, no refusals, and nothing describes them.
#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up fails")]

mod by_hand;
#[path = "../build_time/generated.rs"]
mod generated;
mod runbooks;

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use generated::{RUNBOOKS, STEPS, put};

/// How often each is measured.
const SAMPLES: usize = 7;

/// A package of [`RUNBOOKS`] files, and how to write one of them.
struct Written {
    name: &'static str,
    toml: String,
    lib: String,
    file: fn(usize) -> String,
}

fn main() {
    let root = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory can be made");
    for written in [runbooks::written(), by_hand::written()] {
        let package = root.path().join(written.name);
        write(&package, &written);
        check(&package);
        let samples = (0..SAMPLES).map(|sample| after_a_touch(&package, &written, sample)).collect();
        let lines = written.lib.lines().count() + RUNBOOKS * (written.file)(7).lines().count();
        say(&format!(
            "{}: cargo check after touching one step of {RUNBOOKS} x {STEPS}, {lines} lines: {} ms",
            written.name,
            median(samples).as_millis()
        ));
    }
}

fn write(package: &Path, written: &Written) {
    put(package, "Cargo.toml", &written.toml);
    put(package, "src/lib.rs", &written.lib);
    for number in 0..RUNBOOKS {
        put(package, &format!("src/close_{number}.rs"), &(written.file)(number));
    }
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
    fs::copy(lock, package.join("Cargo.lock")).expect("the workspace has a Cargo.lock");
}

fn after_a_touch(package: &Path, written: &Written, sample: usize) -> Duration {
    let seconds = format!("from_secs({})", 40 + sample);
    let touched = (written.file)(7).replacen("from_secs(30)", &seconds, 1);
    assert!(touched.contains(&seconds), "the step has a time limit");
    put(package, "src/close_7.rs", &touched);
    let started = Instant::now();
    check(package);
    started.elapsed()
}

fn check(package: &Path) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--offline", "--quiet"]).current_dir(package);
    cargo.env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/touched"));
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn median(mut samples: Vec<Duration>) -> Duration {
    samples.sort_unstable();
    samples[samples.len() / 2]
}

/// The modules of the files.
fn modules() -> String {
    (0..RUNBOOKS).map(|number| format!("pub mod close_{number};\n")).collect()
}

fn say(line: &str) {
    // Nobody is there to read about a closed pipe either.
    let _ = writeln!(io::stdout(), "{line}");
}
