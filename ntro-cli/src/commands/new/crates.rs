//! Where the crates are that a new crate depends on.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::Failure;

/// Where the crates of ntro-workflow are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Crates {
    /// In a checkout of the repository.
    Checkout(PathBuf),
    /// Where Cargo looks for them, in the version of this program.
    Released,
}

impl Crates {
    /// Those of the checkout that is named, else of the one that this program was built from, while it is there. A
    /// program that was installed from a registry was built from no checkout.
    pub(super) fn choose(named: Option<&Path>) -> Result<Self, Failure> {
        match named {
            Some(directory) => checkout(directory).ok_or_else(|| {
                Failure::usage(format!(
                    "{} is no checkout of ntro-workflow; mend --ntro-path",
                    directory.display()
                ))
            }),
            None => {
                let built_from = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
                Ok(built_from.and_then(checkout).unwrap_or(Self::Released))
            }
        }
    }

    /// The text with its dependencies on them: `ntro-workflow = "ntro-version"` is one.
    pub(super) fn fill(&self, text: &str) -> String {
        match self {
            Self::Released => text.replace("ntro-version", env!("CARGO_PKG_VERSION")),
            Self::Checkout(directory) => {
                let lines = text.lines().map(|line| match line.strip_suffix(" = \"ntro-version\"") {
                    Some(name) => {
                        // A string of JSON is one of TOML.
                        let path = Value::from(directory.join(name).to_string_lossy());
                        format!("{name} = {{ path = {path} }}\n")
                    }
                    None => format!("{line}\n"),
                });
                lines.collect()
            }
        }
    }
}

fn checkout(directory: &Path) -> Option<Crates> {
    let krate = directory.join("ntro-workflow");
    let found = krate.join("Cargo.toml").is_file().then(|| directory.canonicalize().ok())?;
    found.map(Crates::Checkout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_released_crates_are_those_of_this_version() {
        let filled = Crates::Released.fill("ntro-workflow = \"ntro-version\"\nserde = \"1\"\n");
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(filled, format!("ntro-workflow = \"{version}\"\nserde = \"1\"\n"));
    }

    #[test]
    fn those_of_a_checkout_are_its_directories() {
        let crates = Crates::Checkout(PathBuf::from("/odd \"place\""));
        let filled = crates.fill("ntro-build = \"ntro-version\"\nserde = \"1\"\n");
        assert_eq!(filled, "ntro-build = { path = \"/odd \\\"place\\\"/ntro-build\" }\nserde = \"1\"\n");
    }

    #[test]
    fn a_program_that_was_built_from_a_checkout_uses_it() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
        let here = here.canonicalize().expect("it is there");
        assert_eq!(Crates::choose(None), Ok(Crates::Checkout(here)));
    }

    #[test]
    fn a_checkout_that_is_none_is_refused() {
        let refused = Crates::choose(Some(Path::new("/nowhere"))).expect_err("it is nowhere");
        assert!(refused.to_string().contains("no checkout of ntro-workflow"), "{refused}");
    }
}
