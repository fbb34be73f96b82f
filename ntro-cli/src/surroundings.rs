//! What a worker is started in: the server that it is to work on, and no other one.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// The worker binary, to be run on that server.
pub(crate) fn command(executable: &Path, address: &str, namespace: &str) -> Command {
    let mut command = Command::new(executable);
    // They describe another server.
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_of_temporal(name)) {
        command.env_remove(name);
    }
    command.env("TEMPORAL_ADDRESS", address).env("TEMPORAL_NAMESPACE", namespace);
    // A temporal.toml in the home directory may say otherwise.
    command.env("TEMPORAL_TLS", "false");
    command
}

fn is_of_temporal(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with("TEMPORAL_")
}
