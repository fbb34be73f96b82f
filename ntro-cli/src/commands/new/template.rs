//! The files of a new crate: those under `template/`, with the package's name and its dependencies.

use std::path::Path;

use crate::failure::Failure;

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

/// The files of a crate of that name. `checkout` is where the crates that it depends on are, unless they
/// are the released ones.
pub(super) fn files(name: &str, checkout: Option<&Path>) -> Result<Vec<NewFile>, Failure> {
    let checkout = checkout.map(directory).transpose()?;
    let fill = |text: &str| {
        let text = text.replace("package-name", name).replace("package_name", &name.replace('-', "_"));
        match &checkout {
            Some(checkout) => from_checkout(&text, checkout),
            None => text.replace("ntro-version", env!("CARGO_PKG_VERSION")),
        }
    };
    Ok(FILES.iter().map(|(path, text)| NewFile { path, text: fill(text) }).collect())
}

fn directory(checkout: &Path) -> Result<String, Failure> {
    let found = checkout.join("ntro-workflow").canonicalize();
    let found = found.ok().and_then(|path| path.parent().map(|parent| parent.display().to_string()));
    found.ok_or_else(|| {
        Failure::usage(format!("{} is no checkout of ntro-workflow; mend --ntro-path", checkout.display()))
    })
}

/// `ntro-workflow = "ntro-version"` becomes a dependency on the directory of that crate.
fn from_checkout(text: &str, checkout: &str) -> String {
    let lines = text.lines().map(|line| match line.strip_suffix(" = \"ntro-version\"") {
        Some(krate) => format!("{krate} = {{ path = \"{checkout}/{krate}\" }}\n"),
        None => format!("{line}\n"),
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_placeholder_stays() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
        for checkout in [None, Some(here)] {
            for file in files("month-end", checkout).expect("the crates are here") {
                for placeholder in ["package-name", "package_name", "ntro-version"] {
                    assert!(!file.text.contains(placeholder), "{placeholder} in {}", file.path);
                }
            }
        }
    }

    #[test]
    fn the_released_crates_are_those_of_this_version() {
        let files = files("month-end", None).expect("there is a template");
        let manifest = &files.iter().find(|file| file.path == "Cargo.toml").expect("one of them").text;
        let dependency = format!("ntro-workflow = \"{}\"", env!("CARGO_PKG_VERSION"));
        assert!(manifest.contains("name = \"month-end\"") && manifest.contains(&dependency), "{manifest}");
    }

    #[test]
    fn a_checkout_that_is_none_is_refused() {
        let refused = files("month-end", Some(Path::new("/nowhere"))).expect_err("it is nowhere");
        assert!(refused.to_string().contains("no checkout of ntro-workflow"), "{refused}");
    }
}
