//! The sample documents: that they are the ones made here, and that they are read without a mistake.
#![allow(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod support;

use std::path::Path;

use document_ingest::{extract, pdf};
use nav_monthly::chart;
use support::samples::SAMPLES;

const PLACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample");

#[test]
fn the_samples_in_the_repository_are_the_ones_made_here() {
    for sample in SAMPLES {
        let path = Path::new(PLACE).join(sample.path);
        if std::env::var_os("UPDATE_SAMPLE").is_some() {
            std::fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
            std::fs::write(&path, sample.bytes()).expect("writes the sample");
        }
        let kept = std::fs::read(&path).expect("the sample is in the repository");
        assert!(kept == sample.bytes(), "{}: run this test with UPDATE_SAMPLE=1 and commit it", sample.path);
    }
}

#[test]
fn they_are_read_without_a_mistake_and_named_by_their_source() {
    for sample in SAMPLES {
        let layout = pdf::read_blocking(sample.bytes()).expect("has text");
        let invoice = extract::extract(extract::INVOICE, &layout).expect("a schema").invoice();
        let invoice = invoice.unwrap_or_else(|error| panic!("{}: {error}", sample.path));
        let read = (invoice.currency.as_str(), invoice.total.to_string());
        assert_eq!(read, ("EUR", sample.total.replace(',', "")), "{}", sample.path);
        let name = Path::new(sample.path).file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(chart::source(&name).is_some(), "{name}");
    }
}
