//! Which package, which binary, and what that binary must be able to say.

use crate::package::Package;

const MAIN: &str = "fn main() {}\n";

fn manifest(name: &str, rest: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{rest}")
}

/// What `cargo ntro manifest` complains of in a package with these files.
fn complaint(files: &[(&str, &str)], arguments: &[&str]) -> (i32, String) {
    let said = Package::of(files).ntro(&[&["manifest"], arguments].concat());
    let (code, sentence) = said.complaint();
    (code, sentence.to_owned())
}

#[test]
fn without_a_package_nothing_is_guessed() {
    let (code, sentence) = complaint(&[], &[]);
    assert!(
        code == 2 && sentence.contains("no Cargo.toml") && sentence.contains("--manifest-path"),
        "{sentence}"
    );
    let (code, sentence) = complaint(&[], &["--manifest-path", "nowhere/Cargo.toml"]);
    assert!(code == 2 && sentence.contains("there is no nowhere/Cargo.toml"), "{sentence}");
    let (code, sentence) = complaint(&[("Cargo.toml", "[package]\n")], &[]);
    assert!(code == 1 && sentence.contains("Cargo cannot read"), "{sentence}");
}

#[test]
fn one_of_several_packages_is_named() {
    let (one, two) = (manifest("one", ""), manifest("two", ""));
    let files = [
        ("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"one\", \"two\"]\n"),
        ("one/Cargo.toml", &one),
        ("one/src/lib.rs", ""),
        ("two/Cargo.toml", &two),
        ("two/src/lib.rs", ""),
    ];
    let (code, sentence) = complaint(&files, &[]);
    assert!(code == 2 && sentence.ends_with("say which with --package: `one`, `two`"), "{sentence}");
    let (code, sentence) = complaint(&files, &["-p", "three"]);
    assert!(code == 2 && sentence.contains("no package `three`; it has `one`, `two`"), "{sentence}");
    let (code, sentence) = complaint(&files, &["-p", "two"]);
    assert!(code == 1 && sentence.contains("package `two` has no worker binary"), "{sentence}");
    let (_, sentence) = complaint(&files, &["--manifest-path", "one"]);
    assert!(sentence.contains("package `one` has no worker binary"), "{sentence}");
}

#[test]
fn one_of_several_binaries_is_named() {
    let (silent, wrong) = (manifest("author-bins", ""), "[package.metadata.ntro]\nbin = \"clerk\"\n");
    let wrong = manifest("author-bins", wrong);
    let binaries = [("src/bin/close.rs", MAIN), ("src/bin/report.rs", MAIN)];
    let (code, sentence) = complaint(&[&[("Cargo.toml", silent.as_str())], &binaries[..]].concat(), &[]);
    assert!(code == 1 && sentence.contains("several binaries (`close`, `report`)"), "{sentence}");
    assert!(sentence.contains("`[package.metadata.ntro]` with `bin = \"close\"`"), "{sentence}");
    let (code, sentence) = complaint(&[&[("Cargo.toml", wrong.as_str())], &binaries[..]].concat(), &[]);
    assert!(code == 1 && sentence.contains("\"clerk\", which is none of its binaries"), "{sentence}");
}

#[test]
fn a_binary_that_does_not_build_or_describe_itself_is_no_worker() {
    let manifest = manifest("author-no-worker", "");
    let with = |main: &str| complaint(&[("Cargo.toml", &manifest), ("src/main.rs", main)], &["--json"]);
    let (code, sentence) = with("fn main() { 1 }");
    assert!(code == 1 && sentence.contains("does not build; the compiler's reasons are above"), "{sentence}");
    let cases = [
        (r#"fn main() { println!("hello") }"#, "prints no manifest that can be read here"),
        ("fn main() { std::process::exit(7) }", "ended with exit status: 7"),
        (
            r#"fn main() { println!("{{\"manifest_version\": 99}}") }"#,
            "install the ntro-cli of the same version",
        ),
    ];
    for (main, told) in cases {
        let (code, sentence) = with(main);
        assert!(code == 1 && sentence.contains(told), "{sentence}");
    }
    let (_, sentence) = with(MAIN);
    assert!(sentence.contains("ntro_workflow::worker::Program"), "{sentence}");
}
