//! What a judge says, and what is made of it.

use serde_json::json;

use crate::wire::{CheckOutcome, QualityStatus};
use crate::worker::quality::reply::read;

#[test]
fn one_object_is_read_with_prose_around_it() {
    let object =
        r#"{ "status": "warn", "detail": "It fell.", "data": { "delta": -10 }, "confidence": 0.75 }"#;
    let expected = CheckOutcome::warn("It fell.").data("delta", -10).confidence(0.75);
    for text in [
        object.to_owned(),
        format!("Here it is:\n```json\n{object}\n```\nAnything else?"),
        format!("I looked at {{rent}} and {{}}: {object} {{sic}}"),
    ] {
        assert_eq!(read(&text), expected, "{text}");
    }
}

#[test]
fn the_status_is_one_of_three_in_any_case() {
    for (word, status) in
        [("PASS", QualityStatus::Pass), (" Warn ", QualityStatus::Warn), ("fail", QualityStatus::Fail)]
    {
        assert_eq!(read(&json!({ "status": word, "detail": null, "data": null }).to_string()).status, status);
    }
}

#[test]
fn nonsense_is_a_failed_check_that_says_what_and_quotes_it() {
    let long = format!("{{ \"status\": \"pass\" }}{}", " ".repeat(70_000));
    let cases = [
        ("", "it holds no JSON object with a `status`"),
        ("PASS", "it holds no JSON object with a `status`"),
        ("{ \"status\": \"pass\"", "it holds no JSON object with a `status`"),
        ("[\"pass\"]", "it holds no JSON object with a `status`"),
        (r#"{ "result": { "status": "pass" } }"#, "it holds no JSON object with a `status`"),
        (r#"{ "status": "pass" } or { "status": "fail" }"#, "it holds 2 JSON objects with a `status`"),
        (r#"{ "status": "skipped" }"#, "its `status` is `skipped`, and not pass, warn or fail"),
        (r#"{ "status": "running" }"#, "its `status` is `running`"),
        (r#"{ "status": "ok" }"#, "its `status` is `ok`"),
        (r#"{ "status": true }"#, "in its JSON object, invalid type: boolean"),
        (r#"{ "status": "fail", "status": "pass" }"#, "in its JSON object, duplicate field `status`"),
        (r#"{ "status": "pass", "data": [] }"#, "in its JSON object, invalid"),
        (r#"{ "status": "pass", "data": "none" }"#, "in its JSON object, invalid type: string"),
        (r#"{ "status": "pass", "confidence": 7 }"#, "its `confidence` is 7, and not between 0 and 1"),
        (r#"{ "status": "pass", "confidence": "high" }"#, "in its JSON object, invalid type: string"),
        (r#"{ "status": "pass", "detail": 3 }"#, "in its JSON object, invalid type: integer"),
        (&long, "it has 70020 bytes, and 65536 are read"),
    ];
    for (text, why) in cases {
        let outcome = read(text);
        assert_eq!(outcome.status, QualityStatus::Fail, "{text}");
        let said = format!("The judge's answer cannot be used: {why}");
        assert!(outcome.detail.starts_with(&said), "{} is not {said}", outcome.detail);
        assert!(outcome.detail.contains(&format!("It said: {}", text.chars().take(200).collect::<String>())));
    }
}

#[test]
fn no_text_takes_long_to_read() {
    // Every brace starts an object that ends nowhere.
    let text = "{\"a\":".repeat(13_000);
    assert_eq!(read(&text).status, QualityStatus::Fail);
    let text = format!("{}{}", "{".repeat(60_000), r#"{ "status": "pass" }"#);
    assert_eq!(read(&text).status, QualityStatus::Fail);
}
