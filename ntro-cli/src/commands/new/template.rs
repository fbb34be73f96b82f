//! The files of a new crate: those under `template/`, with the package's name and its dependencies.

use crate::commands::new::crates::Crates;

/// Path in the crate, and text. Two have other names there than here: Cargo leaves a directory with a
/// Cargo.toml of its own out of what it publishes, and Git takes a .gitignore at its word.
const FILES: &[(&str, &str)] = &[
    (".gitignore", include_str!("../../../template/gitignore")),
    ("Cargo.toml", include_str!("../../../template/package.toml")),
    ("README.md", include_str!("../../../template/README.md")),
    ("build.rs", include_str!("../../../template/build.rs")),
    ("src/ledger.rs", include_str!("../../../template/src/ledger.rs")),
    ("src/lib.rs", include_str!("../../../template/src/lib.rs")),
    ("src/main.rs", include_str!("../../../template/src/main.rs")),
    ("src/runbook.rs", include_str!("../../../template/src/runbook.rs")),
    ("tests/accruals.rs", include_str!("../../../template/tests/accruals.rs")),
    ("tests/agreement.rs", include_str!("../../../template/tests/agreement.rs")),
];

/// A file of the new crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NewFile {
    pub(super) path: &'static str,
    pub(super) text: String,
}

/// The files of a crate of that name, which depends on those crates.
pub(super) fn files(name: &str, crates: &Crates) -> Vec<NewFile> {
    let fill = |text: &str| {
        let text = text.replace("package-name", name).replace("package_name", &name.replace('-', "_"));
        crates.fill(&text)
    };
    FILES.iter().map(|(path, text)| NewFile { path, text: fill(text) }).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn no_placeholder_stays() {
        for crates in [Crates::Released, Crates::Checkout(PathBuf::from("/checkout"))] {
            for file in files("month-end", &crates) {
                for placeholder in ["package-name", "package_name", "ntro-version"] {
                    assert!(!file.text.contains(placeholder), "{placeholder} in {}", file.path);
                }
            }
        }
    }
}
