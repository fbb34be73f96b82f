//! Every mistake in a file of its own, with what the author reads.
//!
//! `TRYBUILD=overwrite cargo test -p ntro-workflow-ui-tests` writes the `.stderr` files again. They
//! are those of the pinned toolchain, so nothing here runs on another one.

#[test]
fn mistakes_are_explained() {
    let cases = trybuild::TestCases::new();
    for topic in ["args", "steps", "run", "handlers", "impls", "types", "activities"] {
        cases.compile_fail(format!("{topic}/*.rs"));
    }
    cases.pass("pass/*.rs");
}
