//! The file: where its front matter stands, and what of it stays.

use serde_json::json;

use super::{manifest, written};
use crate::bundle::{FrontMatter, FrontMatterError};

const WRITTEN_BY_PEOPLE: &str = "---
name: Month-end close
description: We close the month.
state: ACTIVE
visibility: private
author: Ada Lovelace
steps:
  - id: propose
    component: LOADING
  - id: review
    component: SUMMARY
---
";

#[test]
fn where_the_code_is_silent_what_people_wrote_stays() {
    let mut manifest = manifest();
    manifest.runbooks[0].docs = None;
    let of = |existing: &str| {
        let text = FrontMatter::markdown(&manifest, &manifest.runbooks[0], Some(existing));
        FrontMatter::parse(&text.expect("it can be kept")).expect("what was written is a front matter")
    };
    let kept = of(WRITTEN_BY_PEOPLE);
    assert_eq!((kept.name.as_str(), kept.state.as_str()), ("Month-end close", "ACTIVE"));
    assert_eq!((kept.visibility.as_deref(), kept.author.as_str()), (Some("private"), "Ada Lovelace"));
    assert_eq!(kept.description.as_deref(), Some("We close the month."));
    assert_eq!(kept.version, "0.3.0", "the package says it");
    let components: Vec<Option<&str>> = kept.steps.iter().map(|step| step.component.as_deref()).collect();
    assert_eq!(components, [Some("LOADING"), Some("DATA_TABLE"), Some("FILE_UPLOAD")], "the second is said");
    let blank = of("---\nname: ' '\nstate:\n---\n");
    assert_eq!((blank.name.as_str(), blank.state.as_str()), ("Month end", "DRAFT"), "nothing stood there");
    assert_eq!(of("").author, "Ada", "that of the package");
}

#[test]
fn what_the_listing_says_is_written_over_what_stood_there() {
    let mut manifest = manifest();
    let listing = json!({"name": "Close", "state": "DRAFT", "visibility": "public", "author": "Grace"});
    manifest.runbooks[0].listing = Some(serde_json::from_value(listing).expect("a listing"));
    let text = FrontMatter::markdown(&manifest, &manifest.runbooks[0], Some(WRITTEN_BY_PEOPLE));
    let text = text.expect("it can be kept");
    for said in ["name: Close\n", "state: DRAFT\n", "visibility: public\n", "author: Grace\n"] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
}

#[test]
fn a_front_matter_is_found_where_the_peer_finds_it() {
    let fields = "slug: close\nname: Close\nversion: 0.1.0\nstate: DRAFT\nauthor: Ada\n";
    let below_blank_lines = format!("\n  \n  ---\n{fields}  ---  \n# Body\n");
    assert_eq!(FrontMatter::parse(&below_blank_lines).expect("it is one").slug, "close");
    let text = written(Some(&below_blank_lines)).expect("it can be kept");
    assert!(text.starts_with("---\nid:") && text.ends_with("\n---\n# Body\n"), "{text}");
    assert_eq!(text.matches("author:").count(), 1, "there is one front matter: {text}");

    let marked = format!("\u{feff}---\n{fields}---\n");
    assert_eq!(FrontMatter::parse(&marked), Err(FrontMatterError::ByteOrderMark));
    let text = written(Some(&marked)).expect("it can be kept without the mark");
    assert!(text.starts_with("---\nid:") && text.matches("author:").count() == 1, "{text}");

    let cut = format!("---\nslug: close\ndescription: |\n  a\n  ---\n  b\n{fields}---\n");
    let Err(FrontMatterError::Fields(faults)) = FrontMatter::parse(&cut) else { panic!("it ends too early") };
    assert_eq!(faults.len(), 4, "{faults:?}");
}

#[test]
fn the_lines_of_an_error_are_those_of_the_file() {
    let error = FrontMatter::parse("\n\n---\nslug: a\nslug: b\n---\n").expect_err("twice").to_string();
    assert!(error.contains("line 5") && error.contains("duplicate mapping key `slug`"), "{error}");
    assert!(!error.contains("Options") && error.lines().count() == 1, "{error}");
}

#[test]
fn a_tag_that_nobody_knows_is_refused() {
    let error = FrontMatter::parse("---\nauthor: !person Ada\n---\n").expect_err("no such tag");
    assert!(matches!(error, FrontMatterError::Yaml { .. }), "{error}");
}

#[test]
fn a_mapping_without_fields_lacks_them_all() {
    let Err(FrontMatterError::Fields(faults)) = FrontMatter::parse("---\n{}\n---\n") else { panic!("none") };
    assert_eq!(faults.len(), 5);
}

#[test]
fn a_file_of_windows_lines_gets_no_others() {
    for existing in ["---\r\nteam: ledger\r\n---\r\n# Body\r\n", "# Body\r\n"] {
        let text = written(Some(existing)).expect("it can be kept");
        assert_eq!(text.replace("\r\n", "").matches('\n').count(), 0, "{text:?}");
        assert_eq!(
            written(Some(&text)).expect("it can be kept"),
            text,
            "writing it once more changes nothing"
        );
    }
}

#[test]
fn only_what_may_be_left_out_is_said_to_be() {
    let blank = |field: &str| {
        let text = format!("---\nslug: a\nname: A\nversion: '1'\nstate: S\nauthor: A\n{field}: ' '\n---\n");
        FrontMatter::parse(&text.replacen("author: A\nauthor", "author", 1)).expect_err("blank").to_string()
    };
    assert!(blank("author").ends_with("author: it is blank; write something"), "{}", blank("author"));
    assert!(blank("classification").ends_with("it is blank; write something, or leave it out"));
}
