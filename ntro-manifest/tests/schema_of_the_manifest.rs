//! The checked-in schema of the manifest is the one that the types have.
//! `BLESS=1 cargo test -p ntro-manifest` writes it.

use ntro_manifest::Manifest;

#[test]
fn a_version_that_there_is_not_is_refused() {
    for version in ["0", "\"1\"", "1.5"] {
        let text = format!(r#"{{"manifest_version": {version}, "runbooks": []}}"#);
        let error = Manifest::from_json(&text).expect_err("that is no version").to_string();
        assert!(error.contains("no number from 1 as its `manifest_version`"), "{error}");
    }
    assert_eq!(Manifest::schema()["properties"]["manifest_version"]["const"], 1);
}

#[test]
fn the_checked_in_schema_is_that_of_the_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/manifest.schema.json");
    let now = format!("{:#}\n", Manifest::schema());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &now).expect("the schema is written");
    }
    let checked_in = std::fs::read_to_string(path).expect("manifest.schema.json is checked in");
    assert!(
        checked_in == now,
        "manifest.schema.json is not that of the types: run with BLESS=1 and read the difference; once the shape is \
         released, a change of it is a new MANIFEST_VERSION"
    );
}
