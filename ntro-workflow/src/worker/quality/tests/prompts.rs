//! What a judge is asked.

use serde_json::json;

use crate::worker::quality::prompt::rendered;

#[test]
fn placeholders_are_replaced_wherever_they_stand() {
    let prompt = "Is {submitted} less than {baseline}? Look at {submitted} again.";
    let text = rendered("Rent fell?", prompt, &json!(90), Some(&json!(100)));
    assert!(
        text.starts_with(
            "Quality check: Rent fell?\n\nIs 90 less than 100? Look at 90 again.\n\nAnswer with"
        ),
        "{text}"
    );
    assert!(!text.contains("{baseline}") && !text.contains("{submitted}"), "{text}");
}

#[test]
fn what_is_put_in_is_not_looked_through_again() {
    let text = rendered("t", "{submitted}, {baseline}", &json!("{baseline}"), Some(&json!("{submitted}")));
    assert!(text.contains("\"{baseline}\", \"{submitted}\""), "{text}");
}

#[test]
fn what_a_prompt_does_not_place_comes_after_it() {
    let text = rendered("t", "Is it plausible?", &json!({ "rent": 90 }), Some(&json!({ "rent": 100 })));
    let (submitted, baseline) =
        (text.find("\n\nsubmitted:\n{\n  \"rent\": 90\n}"), text.find("\n\nbaseline:\n"));
    assert!(submitted.is_some() && submitted < baseline, "{text}");
}

#[test]
fn a_prompt_that_compares_with_nothing_says_so() {
    let text = rendered("t", "{submitted} against {baseline}", &json!(90), None);
    assert!(text.contains("90 against null (there is no baseline)"), "{text}");
    assert!(!rendered("t", "{submitted}", &json!(90), None).contains("baseline:"));
}
