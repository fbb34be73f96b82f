//! What cannot be read: one clear error each, and the rest is read all the same.

use ntro_build::Package;

use crate::scratch::{Scratch, runbook, texts};

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    texts(&Scratch::new(files).read().scan.problems)
}

#[test]
fn a_module_has_one_file() {
    let files = [
        (
            "src/lib.rs",
            "mod close;\n  mod lock;\n#[path = \"odd/file.rs\"] mod odd;\n#[cfg(unix)] mod r#type;",
        ),
        ("src/lock.rs", "mod inner;"),
        ("src/lock/mod.rs", ""),
    ];
    let expected = [
        "src/lib.rs:1:5: `mod close` has no file; write src/close.rs or src/close/mod.rs, or take the line away",
        "src/lib.rs:2:7: `mod lock` has two files: src/lock.rs and src/lock/mod.rs; remove one of them",
        "src/lib.rs:3:29: `mod odd` has no file; write src/odd/file.rs, or take the line away",
        "src/lib.rs:4:18: `mod type` has no file; write src/type.rs or src/type/mod.rs, or take the line away",
    ];
    assert_eq!(problems(&files), expected);
}

#[test]
fn a_file_is_rust() {
    let files = [
        ("src/lib.rs", "mod open;\nmod quote;\nmod strange;\nmod sound;"),
        ("src/open.rs", "fn a() {\n    b(\n}\n"),
        ("src/quote.rs", "const A: &str = \"a;\n"),
        ("src/strange.rs", "use a::b;\n strct C;\n\nfn d() { if 1 }"),
        ("src/sound.rs", "fn e() {}"),
    ];
    let scratch = Scratch::new(&files);
    let reading = scratch.read();
    let places: Vec<String> = reading.scan.problems.iter().map(|problem| problem.place.to_string()).collect();
    assert_eq!(places, ["src/open.rs:3:1", "src/quote.rs:1:17", "src/strange.rs:2:2"]);
    let functions: Vec<&str> = reading
        .scan
        .files
        .iter()
        .flat_map(|file| &file.functions)
        .map(|function| function.name.as_str())
        .collect();
    assert_eq!(functions, ["e", "d"]);
}

#[test]
fn a_file_is_text() {
    let scratch = Scratch::new(&[("src/lib.rs", "mod bytes;")]);
    std::fs::write(scratch.path("src/bytes.rs"), [0xff, 0xfe]).expect("a file can be written");
    let [problem] = texts(&scratch.read().scan.problems).try_into().expect("one problem");
    assert!(problem.starts_with("src/lib.rs:1:5: cannot read src/bytes.rs: "), "{problem}");
}

#[test]
fn a_target_has_a_file() {
    let toml = "[package]\nname = \"scratch\"\n\n[lib]\npath = \"lib/root.rs\"\n\n[[bin]]\nname = \"desk\"\n";
    let expected = [
        "Cargo.toml:4:2: the target has no file; write it, or name it with `path = \"…\"`",
        "Cargo.toml:7:1: the target `desk` has no file; write it, or name it with `path = \"…\"`",
    ];
    assert_eq!(problems(&[("Cargo.toml", toml)]), expected);
}

#[test]
fn a_package_has_a_manifest_of_its_own() {
    let scratch = Scratch::new(&[("Cargo.toml", "[package\nname = 1")]);
    let refused =
        |scratch: &Scratch| Package::read(scratch.root()).expect_err("it is no package").to_string();
    assert!(refused(&scratch).starts_with("Cargo.toml:1:9: this is not TOML: "), "{}", refused(&scratch));
    scratch.write("Cargo.toml", "[workspace]\n");
    let expected = "Cargo.toml:1:1: this is not the manifest of a package; name the directory of one";
    assert_eq!(refused(&scratch), expected);
}

#[test]
fn what_a_workspace_says_is_said() {
    let scratch = Scratch::new(&[
        ("Cargo.toml", "[workspace.package]\nversion = \"3.1.4\"\nauthors = [\"Ada\"]\n"),
        (
            "member/Cargo.toml",
            "[package]\nname = \"m\"\nversion.workspace = true\nauthors = { workspace = true }",
        ),
        ("member/src/lib.rs", &runbook("A", "slug = \"a\"", "")),
    ]);
    let package = Package::read(&scratch.path("member")).expect("it is a package");
    let about = package.about;
    assert_eq!(
        (about.version.as_str(), about.authors, about.description),
        ("3.1.4", vec!["Ada".to_owned()], None)
    );
}

#[test]
fn modules_that_include_each_other_end() {
    let files =
        [("src/lib.rs", "mod a;"), ("src/a.rs", "#[path = \"a.rs\"] mod b; #[path = \"lib.rs\"] mod c;")];
    assert_eq!(problems(&files), [""; 0]);
}

#[test]
fn the_ends_of_lines_are_those_that_the_compiler_sees() {
    let source = "/** Collects\n    rents. */\n".to_owned()
        + &runbook("Rent", "slug = \"rent-roll\"", "")
        + "const NOTE: &str = \"a\nb\";\n";
    let manifest = |source: &str| Scratch::new(&[("src/lib.rs", source)]).read().manifest;
    let crlf = manifest(&source.replace('\n', "\r\n"));
    assert_eq!(crlf.runbooks[0].docs.as_deref(), Some("Collects\n    rents."));
    assert_eq!(crlf, manifest(&source));
}
