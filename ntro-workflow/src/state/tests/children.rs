//! The children of a run: their workflow ids, and where they stand.

use std::collections::BTreeSet;

use crate::state::ChildKey;
use crate::state::tests::desk::Desk;
use crate::wire::{ChildStatus, PendingKind};

const SLUG: &str = "document-ingest";

fn with_children(keys: &[Option<&str>]) -> (Desk, Vec<ChildKey>) {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    let children = keys.iter().map(|key| desk.state.add_child(call, None, SLUG, *key)).collect();
    (desk, children)
}

fn ids(keys: &[Option<&str>]) -> Vec<String> {
    let (desk, children) = with_children(keys);
    children.iter().map(|child| desk.state.child_workflow_id(*child).to_owned()).collect()
}

#[test]
fn the_only_child_of_a_step_is_named_as_the_peer_names_it() {
    assert_eq!(ids(&[None]), ["close-7:intake:document-ingest"]);
}

#[test]
fn later_children_without_a_key_are_numbered() {
    let base = "close-7:intake:document-ingest";
    assert_eq!(ids(&[None; 3]), [base.to_owned(), format!("{base}:~2"), format!("{base}:~3")]);
}

#[test]
fn a_key_names_the_child_and_a_repeated_key_is_numbered() {
    let ids = ids(&[Some("bank"), Some("gl"), Some("bank"), None, Some("bank")]);
    let expected = [":bank", ":gl", ":bank~2", "", ":bank~3"];
    assert_eq!(ids, expected.map(|tail| format!("close-7:intake:document-ingest{tail}")));
}

#[test]
fn what_would_split_an_id_or_pass_for_a_number_is_percent_encoded() {
    let tails = |key| ids(&[Some(key)])[0].rsplit(':').next().unwrap().to_owned();
    assert_eq!(tails("a:b/c%d~2"), "a%3Ab%2Fc%25d%7E2");
    assert_eq!(tails("~2"), "%7E2");
    assert_eq!(tails("März 2026"), "März 2026");
}

#[test]
fn the_slug_and_the_step_are_encoded_too() {
    let mut desk = Desk::new();
    let call = desk.enter("intake");
    let child = desk.state.add_child(call, Some("a:b"), "x/y", None);
    assert_eq!(desk.state.child_workflow_id(child), "close-7:a%3Ab:x%2Fy");
}

#[test]
fn no_two_children_share_an_id_however_awkward_their_keys() {
    let awkward = [
        None,
        Some(""),
        Some("~2"),
        Some("2"),
        Some("a"),
        Some("a~2"),
        Some("a%7E2"),
        Some(":"),
        Some("%3A"),
    ];
    let thrice = awkward.repeat(3);
    let ids = ids(&thrice);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), thrice.len(), "{ids:#?}");
}

#[test]
fn an_empty_key_is_no_key() {
    let (desk, children) = with_children(&[Some(""), None]);
    let ids = children.iter().map(|child| desk.state.child_workflow_id(*child));
    assert!(ids.eq(["close-7:intake:document-ingest", "close-7:intake:document-ingest:~2"]));
    assert_eq!(desk.state.children()["intake"][0].key, None);
}

#[test]
fn children_of_other_steps_and_slugs_are_counted_apart() {
    let mut desk = Desk::new();
    let (intake, post) = (desk.enter("intake"), desk.enter("post"));
    let asked = [(intake, None, "a"), (post, None, "a"), (intake, None, "b"), (post, Some("intake"), "a")];
    let children = asked.map(|(call, step, slug)| desk.state.add_child(call, step, slug, None));
    let ids = children.map(|child| desk.state.child_workflow_id(child).to_owned());
    assert_eq!(ids, ["close-7:intake:a", "close-7:post:a", "close-7:intake:b", "close-7:intake:a:~2"]);
}

#[test]
fn a_step_that_runs_again_gets_new_children() {
    let (mut desk, _) = with_children(&[None]);
    let again = desk.enter("intake");
    let child = desk.state.add_child(again, None, SLUG, None);
    assert_eq!(desk.state.child_workflow_id(child), "close-7:intake:document-ingest:~2");
}

#[test]
fn a_child_runs_from_the_asking_and_has_a_run_id_from_the_start() {
    let (mut desk, children) = with_children(&[Some("bank")]);
    let entry = |desk: &Desk| desk.state.children()["intake"][0].clone();
    assert_eq!((entry(&desk).status, entry(&desk).run_id.as_str()), (ChildStatus::Running, ""));
    desk.state.child_started(children[0], "run-1");
    assert_eq!((entry(&desk).run_id.as_str(), entry(&desk).key.as_deref()), ("run-1", Some("bank")));
    assert_eq!(entry(&desk).slug, SLUG);
}

#[test]
fn a_child_ends_completed_or_failed_with_its_reason() {
    let (mut desk, children) = with_children(&[None, None]);
    desk.state.child_ended(children[0], None);
    desk.state.child_ended(children[1], Some("timed out".into()));
    let entries = &desk.state.children()["intake"];
    assert_eq!((entries[0].status, entries[0].message.as_deref()), (ChildStatus::Completed, None));
    assert_eq!((entries[1].status, entries[1].message.as_deref()), (ChildStatus::Failed, Some("timed out")));
}

#[test]
fn children_are_listed_under_the_step_that_asked_in_the_order_of_asking() {
    let mut desk = Desk::new();
    let (intake, post) = (desk.enter("intake"), desk.enter("post"));
    for (call, key) in [(post, "z"), (intake, "b"), (post, "a"), (intake, "c")] {
        desk.state.add_child(call, None, SLUG, Some(key));
    }
    let children = desk.state.children();
    let keys = |step: &str| children[step].iter().map(|child| child.key.clone().unwrap()).collect::<Vec<_>>();
    assert_eq!(
        (keys("post"), keys("intake")),
        (vec!["z".to_owned(), "a".into()], vec!["b".into(), "c".into()])
    );
}

#[test]
fn a_child_that_is_not_started_yet_is_not_pointed_to() {
    let (mut desk, children) = with_children(&[Some("bank"), Some("gl")]);
    assert_eq!(desk.state.pending_action(), None);
    desk.state.child_started(children[1], "run-1");
    assert_eq!(desk.state.pending_action().unwrap().children.len(), 1);
}

#[test]
fn a_run_that_only_waits_for_children_points_to_those_that_still_run() {
    let (mut desk, children) = with_children(&[Some("bank"), Some("gl")]);
    children.iter().for_each(|child| desk.state.child_started(*child, "run-1"));
    let shown = desk.state.pending_action().unwrap();
    assert_eq!((shown.kind, shown.action), (PendingKind::DrillDown, PendingKind::DrillDown));
    assert_eq!(shown.reason.unwrap(), "Waiting for 2 child runs; the action lives on the children.");
    desk.state.child_ended(children[0], None);
    let shown = desk.state.pending_action().unwrap();
    assert_eq!(shown.reason.unwrap(), "Waiting for a child run; the action lives on the child.");
    let [child] = &shown.children[..] else { panic!("one child runs") };
    assert_eq!(child.task_id, "close-7:intake:document-ingest:gl");
    assert_eq!((child.step_id.as_str(), child.slug.as_str()), ("intake", SLUG));
    desk.state.child_ended(children[1], Some("failed".into()));
    assert_eq!(desk.state.pending_action(), None);
}
