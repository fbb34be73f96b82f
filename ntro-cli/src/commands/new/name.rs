//! The name of a package.

use std::path::Path;

use crate::failure::Failure;

/// What Cargo or the compiler keep for themselves, and what the package depends on, by itself or not.
const TAKEN: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "build",
    "const",
    "continue",
    "core",
    "crate",
    "deps",
    "do",
    "dyn",
    "else",
    "enum",
    "examples",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "incremental",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "ntro-build",
    "ntro-cli",
    "ntro-console",
    "ntro-dev-server",
    "ntro-history",
    "ntro-manifest",
    "ntro-services",
    "ntro-workflow",
    "ntro-workflow-macros",
    "ntro-workflow-macros-backend",
    "ntro-workflow-testing",
    "override",
    "priv",
    "proc-macro",
    "pub",
    "ref",
    "return",
    "schemars",
    "self",
    "serde",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "tokio",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

/// The name that was given, else that of the directory.
pub(super) fn choose(given: Option<&str>, path: &Path) -> Result<String, Failure> {
    let name = given.map(str::to_owned).or_else(|| Some(path.file_name()?.to_string_lossy().into_owned()));
    let Some(name) = name else {
        return Err(Failure::usage(format!(
            "{} has no name to give to a package; choose one with --name",
            path.display()
        )));
    };
    match fault(&name) {
        None => Ok(name),
        Some(fault) => Err(Failure::usage(format!(
            "`{name}` {fault}; choose another one, such as --name {}",
            mended(&name)
        ))),
    }
}

fn fault(name: &str) -> Option<&'static str> {
    let known = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    if !name.chars().all(known) {
        Some("is no package name: only letters, digits, `-` and `_` may stand in one")
    } else if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        Some("is no package name: one begins with a letter")
    } else if TAKEN.contains(&name.replace('_', "-").to_lowercase().as_str()) {
        Some("cannot be the name of this package: it means something else to Cargo or to the compiler")
    } else {
        None
    }
}

/// The nearest name that is one.
fn mended(name: &str) -> String {
    let words = name.to_lowercase();
    let words = words.split(|character: char| !character.is_ascii_alphanumeric());
    let joined = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let mended = joined.trim_start_matches(|first: char| !first.is_ascii_alphabetic());
    match mended {
        "" => "runbooks".to_owned(),
        mended if fault(mended).is_none() => mended.to_owned(),
        mended => format!("{mended}-runbooks"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_gives_its_name() {
        assert_eq!(choose(None, Path::new("/work/month-end")), Ok("month-end".to_owned()));
        assert_eq!(choose(Some("close_2026"), Path::new("/work/month-end")), Ok("close_2026".to_owned()));
    }

    #[test]
    fn what_is_no_name_is_refused_with_one_that_is() {
        let cases = [
            ("Month end (2026)", "month-end-2026"),
            ("2026-close", "close"),
            ("-", "runbooks"),
            ("", "runbooks"),
            ("Übung", "bung"),
            ("test", "test-runbooks"),
            ("ntro_workflow", "ntro-workflow-runbooks"),
            ("ntro-manifest", "ntro-manifest-runbooks"),
            ("examples", "examples-runbooks"),
            ("Self", "self-runbooks"),
        ];
        for (name, mended) in cases {
            let refused = choose(Some(name), Path::new("/")).expect_err(name).to_string();
            assert!(refused.ends_with(&format!("--name {mended}")), "{refused}");
            assert_eq!(fault(mended), None, "{mended}");
        }
    }

    #[test]
    fn the_root_of_a_disk_has_no_name() {
        let refused = choose(None, Path::new("/")).expect_err("a slash is no name").to_string();
        assert!(refused.contains("--name"), "{refused}");
    }
}
