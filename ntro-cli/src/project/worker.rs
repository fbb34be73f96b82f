//! Which binary of the package is its worker.

use cargo_metadata::Package;

use crate::failure::Failure;

/// The one that `[package.metadata.ntro]` names, else the only one.
pub(super) fn binary(package: &Package) -> Result<&str, Failure> {
    let mut binaries: Vec<&str> =
        package.targets.iter().filter(|target| target.is_bin()).map(|target| target.name.as_str()).collect();
    binaries.sort_unstable();
    let name = &package.name;
    if let Some(named) = package.metadata.get("ntro").and_then(|ntro| ntro.get("bin")) {
        let found = named.as_str().and_then(|named| binaries.iter().find(|binary| **binary == named));
        return found.copied().ok_or_else(|| {
            Failure::failed(format!(
                "`[package.metadata.ntro] bin` of package `{name}` is {named}, which is none of its \
                 binaries; {}",
                has(&binaries)
            ))
        });
    }
    match binaries.as_slice() {
        [only] => Ok(only),
        [] => Err(Failure::failed(format!("package `{name}` has no worker binary; {}", has(&[])))),
        several => Err(Failure::failed(format!(
            "package `{name}` has several binaries ({}); say which one is the worker in its Cargo.toml: \
             `[package.metadata.ntro]` with `bin = \"{}\"`",
            quoted(several),
            several[0]
        ))),
    }
}

fn has(binaries: &[&str]) -> String {
    match binaries {
        [] => "it has none: add a src/main.rs that calls `ntro_workflow::worker::Program::new(…).main()`"
            .to_owned(),
        some => format!("it has {}", quoted(some)),
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
