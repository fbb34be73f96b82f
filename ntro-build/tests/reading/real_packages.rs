//! The packages of this repository, which compile and run.

use std::path::Path;

use ntro_build::{Cfg, Reading, read};

use crate::scratch::texts;

fn reading(package: &str) -> Reading {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(package);
    read(&root, &Cfg::of_compiler("unix")).unwrap_or_else(|problem| panic!("{problem}"))
}

#[test]
fn nothing_is_wrong_with_the_example() {
    let reading = reading("examples/document-ingest");
    let wrong = [&reading.scan.problems, &reading.mistakes, &reading.faults].map(|problems| texts(problems));
    assert_eq!(wrong, [const { Vec::<String>::new() }; 3]);
    let [runbook] = reading.manifest.runbooks.as_slice() else { panic!("{:?}", reading.manifest) };
    let steps: Vec<&str> = runbook.steps.iter().map(|step| step.name.as_str()).collect();
    let expected = ["await_submission", "parse_pdf", "extract_fields", "review_extraction", "commit"];
    assert_eq!((runbook.slug.as_str(), steps), ("document-ingest", expected.to_vec()));
}

#[test]
fn every_runbook_of_the_tests_is_found() {
    let reading = reading("tests");
    let wrong = [&reading.scan.problems, &reading.mistakes, &reading.faults].map(|problems| texts(problems));
    assert_eq!(wrong, [const { Vec::<String>::new() }; 3]);
    let text = reading.scan.files.iter().map(|file| file.text.as_str()).collect::<String>();
    assert_eq!(reading.scan.workflows.len(), text.matches("\n#[ntro_workflow(").count());
    assert_eq!(reading.manifest.runbooks.len(), reading.scan.workflows.len());
}
