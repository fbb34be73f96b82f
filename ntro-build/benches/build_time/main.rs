//! How long the build script of a package with 100 runbooks of 10 steps takes.
//!
//! `cargo bench -p ntro-build --bench build_time`. The package is built by Cargo, as an author's is: with build scripts as
//! they are by default, unoptimised in every profile, with the profile that `cargo ntro new` writes, and with them optimised.
//! The goal is 300 ms.
#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up fails")]

mod generated;
mod package;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;

/// How often each is measured.
const SAMPLES: usize = 7;

const PROFILES: [(&str, &str); 3] = [
    ("unoptimised (Cargo's default)", ""),
    (
        "as `cargo ntro new` writes it",
        "[profile.dev.package]\nproc-macro2.opt-level = 3\nquote.opt-level = 3\nsyn.opt-level = 3\n",
    ),
    ("optimised", "[profile.dev.build-override]\nopt-level = 3\n"),
];

fn main() {
    for (name, profile) in PROFILES {
        let root = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory can be made");
        package::write(root.path(), profile);
        let samples: Vec<[u64; 2]> =
            (0..SAMPLES).map(|sample| build_script_times(root.path(), sample)).collect();
        let [clock, processor] =
            [0, 1].map(|which| median(samples.iter().map(|times| times[which]).collect()));
        say(&format!(
            "build script of {} runbooks of {} steps, {} KB, {name}: {clock} ms, of which {processor} ms on the processor",
            generated::RUNBOOKS,
            generated::STEPS,
            generated::RUNBOOKS * generated::runbook(7).len() / 1_000,
        ));
    }
}

/// The median of microseconds, in milliseconds.
fn median(mut samples: Vec<u64>) -> u64 {
    samples.sort_unstable();
    samples[samples.len() / 2] / 1_000
}

/// Changes a runbook, builds, and reads what the build script says of its time.
fn build_script_times(root: &Path, sample: usize) -> [u64; 2] {
    generated::put(root, "src/runbook_7.rs", &(generated::runbook(7) + &format!("// {sample}\n")));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--offline"]).current_dir(root);
    cargo.env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/generated"));
    let output = cargo.output().expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let took = said.lines().find_map(|line| line.split_once("took ")?.1.split_once(' '));
    let (clock, processor) = took.expect("the build script says how long it took");
    [clock, processor].map(|time| time.parse().expect("a number of microseconds"))
}

fn say(line: &str) {
    // Nobody is there to read about a closed pipe either.
    let _ = writeln!(io::stdout(), "{line}");
}
