//! JSON on the command line: as it stands there, or in a file.

use std::path::Path;

use serde_json::Value;

/// `@file`, or the JSON itself; `@-` is standard input.
pub(crate) fn parse(text: &str) -> Result<Value, String> {
    match text.strip_prefix('@') {
        Some("-") => {
            let text = std::io::read_to_string(std::io::stdin())
                .map_err(|error| format!("standard input cannot be read: {error}"))?;
            serde_json::from_str(&text).map_err(|error| format!("standard input is not JSON: {error}"))
        }
        Some(file) => read(Path::new(file)),
        None => serde_json::from_str(text).map_err(|error| {
            format!("not JSON: {error}; quote it for the shell, or name a file as @file.json")
        }),
    }
}

fn read(file: &Path) -> Result<Value, String> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{} is not JSON: {error}", file.display()))
}
