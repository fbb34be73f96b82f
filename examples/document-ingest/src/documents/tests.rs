use super::*;

/// A documents directory with `in/a.pdf`, beside a file that is outside of it.
fn place() -> (tempfile::TempDir, Documents) {
    let base = tempfile::tempdir().expect("a directory");
    let root = base.path().join("docs");
    fs::create_dir_all(root.join("in")).expect("creates");
    fs::write(root.join("in/a b.pdf"), b"inside").expect("writes");
    fs::write(base.path().join("secret"), b"outside").expect("writes");
    let documents = Documents::below(&root).expect("is there");
    (base, documents)
}

fn uri(documents: &Documents, rest: &str) -> String {
    format!("file://{}/{rest}", documents.root().display())
}

#[test]
fn a_file_below_the_directory_is_read() {
    let (_base, documents) = place();
    let reference = documents.reference(documents.root().join("in/a b.pdf")).expect("is below");
    assert!(reference.ends_with("in/a%20b.pdf"), "{reference}");
    assert_eq!(documents.read(&reference).expect("reads"), b"inside");
}

#[test]
fn nothing_outside_is_readable_by_any_trick() {
    let (base, documents) = place();
    let outside = base.path().canonicalize().expect("is there").join("secret");
    for rest in [
        "../secret",
        "%2e%2e/secret",
        ".%2E/secret",
        "in/../../secret",
        "..%2fsecret",
        "%2e%2e%2fsecret",
        "in/a%00.pdf",
        "in\\..\\..\\secret",
    ] {
        assert!(documents.read(&uri(&documents, rest)).is_err(), "{rest}");
    }
    let outright = documents.read(&format!("file://{}", outside.display()));
    assert!(matches!(outright, Err(ReferenceError::NotBelowRoot { .. })), "{outright:?}");
    for reference in [
        "/etc/passwd",
        "file:///etc/passwd",
        "http://localhost/x",
        "file://other/x",
        "a.pdf",
        "",
        "file:///x?y",
        "data:,x",
    ] {
        assert!(documents.read(reference).is_err(), "{reference}");
    }
}

#[test]
fn a_directory_whose_name_only_begins_alike_is_outside() {
    let (base, documents) = place();
    let beside = base.path().join("docs-2");
    fs::create_dir(&beside).expect("creates");
    fs::write(beside.join("x"), b"outside").expect("writes");
    let reference = format!("file://{}", beside.canonicalize().expect("is there").join("x").display());
    assert!(matches!(documents.read(&reference), Err(ReferenceError::NotBelowRoot { .. })));
}

#[cfg(unix)]
#[test]
fn a_link_is_as_good_as_what_it_leads_to() {
    let (base, documents) = place();
    std::os::unix::fs::symlink(base.path().join("secret"), documents.root().join("out")).expect("links");
    std::os::unix::fs::symlink(documents.root().join("in"), documents.root().join("again")).expect("links");
    let out = documents.read(&uri(&documents, "out"));
    assert!(matches!(out, Err(ReferenceError::NotBelowRoot { .. })), "{out:?}");
    assert_eq!(documents.read(&uri(&documents, "again/a%20b.pdf")).expect("reads"), b"inside");
}

#[test]
fn only_regular_files_of_a_bounded_size_are_read() {
    let (_base, documents) = place();
    let directory = documents.read(&uri(&documents, "in"));
    assert!(matches!(directory, Err(ReferenceError::NotAFile { .. })), "{directory:?}");
    let large = File::create(documents.root().join("large.pdf")).expect("creates");
    large.set_len(MAX_BYTES as u64 + 1).expect("grows");
    let large = documents.read(&uri(&documents, "large.pdf"));
    assert!(matches!(large, Err(ReferenceError::TooLarge { .. })), "{large:?}");
}

#[test]
fn a_missing_directory_is_named() {
    let error = Documents::below("/nowhere/at/all").expect_err("refused");
    assert!(error.to_string().contains("/nowhere/at/all"), "{error}");
}
