//! `attributes`.

use ntro_workflow_tests::server::unique;
use serde_json::json;

use crate::program::ntro;

/// A name that no other test registers.
fn name(what: &str) -> String {
    unique(what).replace('-', "")
}

#[tokio::test]
async fn what_is_missing_is_said_and_registered_and_listed_afterwards() {
    let [slug, entity, period] = ["Slug", "Entity", "Period"].map(name);
    let names = ["--slug", &slug, "--entity", &entity, "--period", &period];
    let asked = |more: &[&'static str]| {
        let arguments = [&["attributes"], &names[..], more].concat();
        arguments.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let said = async |more: &[&'static str]| {
        let arguments = asked(more);
        ntro(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).await
    };
    let missing = said(&[]).await;
    let (code, complaint) = missing.complaint();
    assert_eq!(code, 1);
    assert!(complaint.contains(&format!("`{entity}` is not registered")), "{complaint}");
    assert!(complaint.ends_with("register them with --register"), "{complaint}");

    let registered = said(&["--register", "--json"]).await;
    assert_eq!(registered.code, Some(0), "{registered:?}");
    let expected: Vec<_> = [&slug, &entity, &period]
        .iter()
        .map(|name| json!({ "name": name, "registered_as": "Keyword" }))
        .collect();
    assert_eq!(registered.json(), json!(expected));
    let again = said(&["--register"]).await;
    assert_eq!((again.code, again.stderr.as_str()), (Some(0), ""));
    assert_eq!(said(&["--json"]).await.json(), json!(expected));
}

#[tokio::test]
async fn a_name_that_is_taken_by_another_type_is_a_conflict() {
    let arguments =
        ["attributes", "--register", "--entity", "CustomTextOfTests", "--period", "NeverRegistered"];
    let server = ntro_workflow_tests::server::server().await;
    let made = std::process::Command::new(server.cli_path())
        .args(["operator", "search-attribute", "create", "--name", "CustomTextOfTests", "--type", "Text"])
        .args(["--address", server.address(), "--namespace", server.namespace()])
        .output()
        .expect("the CLI runs");
    assert!(made.status.success(), "{made:?}");
    let refused = ntro(&arguments).await;
    let (code, complaint) = refused.complaint();
    assert_eq!(code, 1);
    assert!(
        complaint.starts_with("`CustomTextOfTests` is registered as Text, not as Keyword"),
        "{complaint}"
    );
    assert!(complaint.contains("choose other names"), "{complaint}");
    // Nothing was registered.
    let listed = ntro(&["attributes", "--entity", "CustomTextOfTests", "--period", "NeverRegistered"]).await;
    assert!(listed.stderr.contains("`NeverRegistered` is not registered"), "{listed:?}");
}
