//! The generated package, whose build script says how long it takes.

use std::fs;
use std::path::Path;

use crate::generated::{RUNBOOKS, put, runbook};

/// Notes how long the build script's work takes where Cargo shows it: by the clock, and on the processor,
/// where the system tells, since other work on the machine does not count there.
const BUILD: &str = r#"
fn main() {
    let started = std::time::Instant::now();
    ntro_build::write_step_manifest();
    println!("cargo::warning=took {} {}", started.elapsed().as_micros(), processor_time().unwrap_or(0));
    let written = std::path::Path::new(&std::env::var_os("OUT_DIR").unwrap()).join("step-manifest.json");
    let manifest = std::fs::read_to_string(written).unwrap();
    assert_eq!(manifest.matches("\"workflow_type\"").count(), 100);
}

/// The process's time on the processor so far, in microseconds.
fn processor_time() -> Option<u64> {
    let nanoseconds = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(nanoseconds.split_whitespace().next()?.parse::<u64>().ok()? / 1_000)
}
"#;

/// Writes the package, which depends on nothing but this crate.
///
/// Its runbooks are under a cfg that only the build script takes for set, so that no runtime is built.
pub(crate) fn write(root: &Path, profile: &str) {
    let path = env!("CARGO_MANIFEST_DIR");
    let toml = format!(
        "[package]\nname = \"generated\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [build-dependencies]\nntro-build = {{ path = {path:?} }}\n\n{profile}"
    );
    let modules: String =
        (0..RUNBOOKS).map(|number| format!("#[cfg(runbooks)]\nmod runbook_{number};\n")).collect();
    put(root, "Cargo.toml", &toml);
    put(root, "build.rs", BUILD);
    put(root, "src/lib.rs", &format!("#![allow(unexpected_cfgs)]\n{modules}"));
    for number in 0..RUNBOOKS {
        put(root, &format!("src/runbook_{number}.rs"), &runbook(number));
    }
    let lock = Path::new(path).join("../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the workspace has a Cargo.lock");
}
