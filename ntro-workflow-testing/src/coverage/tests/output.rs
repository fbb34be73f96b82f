//! The table as text, JSON and page.

use super::*;

fn some() -> Coverage {
    let ask = opened("nav-close", "post/<ask>", &[Action::Approved], false);
    let decisions = [
        ("intake/statement", Driven::Submitted),
        ("review/review", Driven::Approved),
        ("review/review", Driven::Approved),
        ("post/<ask>", Driven::Approved),
    ];
    let why = "only \"Temporal\" & co. can";
    coverage(&[played("nav-close", vec![ask], &decisions)]).except("review", "review", Driven::Refused, why)
}

#[test]
fn the_text_is_aligned() {
    assert_eq!(
        some().to_string(),
        "\
nav-close: 3 of 12 answers driven, 8 missing, 1 excluded; 1 run
gate                       approved  corrected  rejected  submitted  timed out  refused
intake/statement           -         -          -         1          -          -
review/review              2         missing    missing   -          missing    excluded
review/sign                missing   -          missing   -          missing    missing
post/<ask> (not declared)  1         -          -         -          -          missing
excluded: review/review refused: only \"Temporal\" & co. can
"
    );
}

#[test]
fn json_is_read_as_it_was_written() {
    let coverage = some();
    assert_eq!(Coverage::from_json(&coverage.to_json()).unwrap(), coverage);
}

#[test]
fn json_says_what_each_gate_can_get() {
    let written: serde_json::Value = serde_json::from_str(&some().to_json()).unwrap();
    assert_eq!(
        written["runbooks"][0]["gates"][1],
        json!({
            "step": "review", "gate": "review", "kind": "review", "declared": true, "openings": 0,
            "answers": {
                "approved": { "driven": 2 }, "corrected": { "driven": 0 }, "rejected": { "driven": 0 },
                "timed_out": { "driven": 0 },
                "refused": { "driven": 0, "excluded": "only \"Temporal\" & co. can" },
            }
        })
    );
}

#[test]
fn faults_that_the_numbers_show_are_written_and_stay_one() {
    let coverage =
        driven(&[("review/review", Driven::Refused)]).except("review", "review", Driven::Refused, "?");
    let again = Coverage::from_json(&coverage.to_json()).unwrap();
    assert_eq!(again.faults.len(), 1);
    assert_eq!(again.check(), coverage.check());
}

#[test]
fn json_of_another_shape_says_where() {
    let message = |text: &str| Coverage::from_json(text).unwrap_err().to_string();
    assert!(message("{").starts_with("the coverage is not JSON"));
    assert!(message("{}").contains("no `coverage_version`"));
    assert!(message(r#"{"coverage_version": 9, "new": 1}"#).contains("version 9"));
    assert!(message(r#"{"coverage_version": 1, "runbook": []}"#).contains("unknown field `runbook`"));
}

#[test]
fn the_page_has_a_real_table_with_everything_in_words() {
    let page = some().page();
    for part in [
        r#"<html lang="en">"#,
        r#"<h2 id="runbook-1">nav-close</h2>"#,
        r#"<th scope="col">timed out</th>"#,
        r#"<th scope="row">review/review <small>review, 0 openings</small></th>"#,
        r#"<td class="driven">2 times</td>"#,
        r#"<td class="missing"><strong>missing</strong></td>"#,
        r#"<td class="excluded">excluded: only &quot;Temporal&quot; &amp; co. can</td>"#,
        r#"<th scope="row">post/&lt;ask&gt; <small>review, not declared, 1 opening</small></th>"#,
    ] {
        assert!(page.contains(part), "{part} in:\n{page}");
    }
    assert!(!page.contains("<script") && !page.contains("://") && !page.contains("<ask>"));
    let (rows, ends) = (page.matches("<tr>").count(), page.matches("</tr>").count());
    assert_eq!((rows, ends), (5, 5));
}

#[test]
fn the_page_lists_exclusions_that_do_not_hold() {
    let page = some().except("reviw", "review", Driven::Refused, "?").page();
    assert!(page.contains("<h2>Exclusions that do not hold</h2>\n<ul>\n<li>`reviw/review`"), "{page}");
}

#[test]
fn a_page_that_cannot_be_written_says_where() {
    // Below a file there is no room for one.
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml/coverage.html");
    let error = some().write_page(path).unwrap_err();
    assert!(error.to_string().contains(path), "{error}");
}
