//! What was read from the source is what the types say.

use package_name::{STEP_MANIFEST, registry};

#[test]
fn source_and_types_agree() {
    assert_eq!(registry().agrees_with(STEP_MANIFEST), Ok(()));
}
