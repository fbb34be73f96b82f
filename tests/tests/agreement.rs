//! What the build script reads of the test runbooks is what their types say.

use ntro_workflow::worker::Registry;
use ntro_workflow_tests::runbooks::{STEP_MANIFEST, own, registry};

#[test]
fn the_source_and_the_types_of_every_test_runbook_agree() {
    if let Err(disagreements) = own().agrees_with(STEP_MANIFEST) {
        panic!("{disagreements}");
    }
}

#[test]
fn what_a_reader_of_this_source_cannot_see_is_named() {
    let disagreements = registry().agrees_with(STEP_MANIFEST).expect_err("one crate is not this crate");
    let named: Vec<_> = disagreements.differences.iter().filter_map(|said| said.split(',').next()).collect();
    assert_eq!(named, ["the runbook `greeting` is registered", "the activity `desk.draft` is registered"]);
}

#[test]
fn what_is_not_registered_is_named_with_its_children() {
    let disagreements = Registry::new().agrees_with(STEP_MANIFEST).expect_err("nothing is registered");
    let text = disagreements.to_string();
    for said in [
        "- the runbook `kid` (src/runbooks/family.rs:",
        "- the activity `shapes.explode` is not registered",
        ": the child `kid` of `parent` is not registered; register it",
    ] {
        assert!(text.contains(said), "no `{said}` in {text}");
    }
    assert!(!text.contains("no-such-runbook"), "{text}");
}
