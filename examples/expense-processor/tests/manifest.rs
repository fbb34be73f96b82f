//! What the example says of itself: that source and types agree, and which results are events.

use expense_processor::model::{CommitResult, ExpensePeriodResult, PostToGlResult};
use expense_processor::workshop;
use ntro_workflow::prelude::Observable;

/// I-67: a step that is told of and not written, or written and not told of, is found here.
#[test]
fn the_source_and_the_types_agree() {
    if let Err(disagreements) = workshop::registry().agrees_with(workshop::STEP_MANIFEST) {
        panic!("{disagreements}");
    }
}

/// I-66: each event is that of its own result.
#[test]
fn each_result_has_the_event_of_what_it_says() {
    assert_eq!(CommitResult::EVENT_TYPE, "expense.row.persisted");
    assert_eq!(PostToGlResult::EVENT_TYPE, "expense.gl.post.complete");
    assert_eq!(ExpensePeriodResult::EVENT_TYPE, "expense.period.committed");
}
