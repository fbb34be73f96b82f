//! What is wrong between runbooks: said all at once, with the place and the remedy.

use crate::scratch::{Scratch, runbook, texts};

#[test]
fn a_slug_a_type_and_an_activity_are_taken_once() {
    let activities = "#[ntro_activities(prefix = \"p\")] impl A { #[activity] async fn a(_c: &ActivityCtx) -> \
                      Result<(), E> {} }";
    let source = [
        runbook("One", "slug = \"a\"", ""),
        runbook("Two", "slug = \"a\"", ""),
        runbook("Three", "slug = \"c\", name = \"AWorkflow\"", ""),
    ];
    let files = [
        ("src/lib.rs", "mod more;\nmod other;\n".to_owned() + &source.concat()),
        ("src/more.rs", activities.to_owned()),
        ("src/other.rs", format!("\n{activities}")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let expected = [
        "src/lib.rs:11:1: two runbooks have the slug `a`, the other one is at src/lib.rs:4:1; give one of them \
         another by `slug = \"…\"`",
        "src/lib.rs:18:1: two runbooks have the workflow type `AWorkflow`, the other one is at src/lib.rs:4:1; \
         give one of them another by `name = \"…\"`",
        "src/other.rs:2:64: two activities have the name `p.a`, the other one is at src/more.rs:1:64; give one \
         of the impls another `prefix = \"…\"`, or one of the methods another `name = \"…\"`",
    ];
    assert_eq!(texts(&Scratch::new(&files).read().faults), expected);
}

#[test]
fn two_that_may_never_meet_are_no_fault() {
    let source = format!(
        "#[cfg(some_tool)]\n{}#[cfg(another_tool)]\n{}",
        runbook("One", "slug = \"a\"", ""),
        runbook("Two", "slug = \"a\"", "")
    );
    assert_eq!(texts(&Scratch::new(&[("src/lib.rs", &source)]).read().faults), [""; 0]);
}

#[test]
fn a_child_that_nobody_has_is_a_fault_wherever_it_is_called() {
    let source = runbook("Rent", "slug = \"rent-roll\"", "ctx.run_child_workflow(\"rent-rol\", &i).await")
        + "async fn help(ctx: &Ctx<Rent>) { join!(ctx.run_child_workflow(\"zzz\", &i)) }\n"
        + "#[cfg(test)] fn test() { ctx.run_child_workflow(\"no-fault\", &i) }\n";
    let expected = [
        "src/lib.rs:5:13: no runbook has the slug `rent-rol`; did you mean `rent-roll`? Or, if another worker \
         runs it, say so by `.task_queue(\"…\")` here, or by `external = [\"rent-rol\"]` in \
         [package.metadata.ntro]; if it is of another crate of this worker, write its handle, such as \
         `RentRoll::RUN`",
        "src/lib.rs:8:44: no runbook has the slug `zzz`; if another worker runs it, say so by \
         `.task_queue(\"…\")` here, or by `external = [\"zzz\"]` in [package.metadata.ntro]; if it is of another \
         crate of this worker, write its handle, such as `RentRoll::RUN`",
    ];
    assert_eq!(texts(&Scratch::new(&[("src/lib.rs", &source)]).read().faults), expected);
}

#[test]
fn a_child_is_had_by_this_worker_or_by_another() {
    let body = "ctx.run_child_workflow(\"rent\", &i).await; ctx.run_child_workflow(\"far\", &i).task_queue(q).await; \
                ctx.run_child_workflow(\"out\", &i).await; ctx.run_child_workflow(SLUG, &i).await; \
                #[cfg(feature = \"extra\")] { ctx.run_child_workflow(\"extra\", &i).await; }";
    let toml = "[package]\nname = \"scratch\"\n[package.metadata.ntro]\nexternal = [\"out\"]";
    let source = runbook("Rent", "slug = \"rent\"", body);
    let scratch = Scratch::new(&[("src/lib.rs", &source), ("Cargo.toml", toml)]);
    assert_eq!(texts(&scratch.read().faults), [""; 0]);
}

#[test]
fn metadata_is_held_to_its_keys() {
    let toml = "[package]\nname = \"scratch\"\n\n[package.metadata.ntro]\nbinn = \"x\"\nexternal = \"a\"\n\
                \n[package.metadata.ntro.runbooks.rent-rol]\nclasification = \"X\"\ntags = [1]\n";
    let source = runbook("Rent", "slug = \"rent-roll\"", "");
    let expected = [
        "Cargo.toml:5:1: there is no key `binn` here; did you mean `bin`?",
        "Cargo.toml:6:1: `external` takes a list of texts; write it so",
        "Cargo.toml:9:1: there is no key `clasification` here; did you mean `classification`?",
        "Cargo.toml:10:1: `tags` takes a list of texts; write it so",
    ];
    let reading = Scratch::new(&[("src/lib.rs", &source), ("Cargo.toml", toml)]).read();
    assert_eq!(texts(&reading.faults), expected);
    let lost =
        "Cargo.toml:8:33: no runbook has the slug `rent-rol` of this listing; did you mean `rent-roll`?";
    assert_eq!(texts(&reading.warnings), [lost]);
}

#[test]
fn a_listing_may_be_of_a_runbook_that_a_feature_brings() {
    let toml = "[package]\nname = \"scratch\"\n[features]\nrents = []\n\
                [package.metadata.ntro.runbooks.rent-roll]\n[package.metadata.ntro.runbooks.close]\n";
    let rents = runbook("Rent", "slug = \"rent-roll\"", "");
    let files = [
        ("Cargo.toml", toml),
        ("src/lib.rs", "#[cfg(feature = \"rents\")]\nmod rents;\n"),
        ("src/rents.rs", &rents),
    ];
    let reading = Scratch::new(&files).read();
    assert_eq!(reading.manifest.runbooks.len(), 0);
    let lost = "Cargo.toml:6:33: no runbook has the slug `close` of this listing; write the runbook in this package, \
                or take the listing away";
    assert_eq!((texts(&reading.warnings), texts(&reading.faults)), (vec![lost.to_owned()], Vec::new()));
}

/// What is open above a runbook takes it in: then nothing is said of it but where that is.
#[test]
fn what_is_not_finished_hides_no_runbook() {
    let toml = "[package]\nname = \"scratch\"\n[package.metadata.ntro.runbooks.rent-roll]\n";
    let rents = runbook("Rent", "slug = \"rent-roll\"", "");
    let parent = runbook("Close", "slug = \"close\"", "ctx.run_child_workflow(\"rent-roll\", &i).await");
    for open in [
        "use std::fmt::Debug",
        "pub struct Rent",
        "pub",
        "const X: u8 = 1",
        "type X = u8",
        "static A: u8 = {1}",
        "fn half()",
        "foo!(x)",
    ] {
        let files = [
            ("Cargo.toml", toml),
            ("src/lib.rs", &format!("mod rents;\n{parent}")),
            ("src/rents.rs", &format!("{open}\n{rents}")),
        ];
        let reading = Scratch::new(&files).read();
        assert_eq!((texts(&reading.faults), texts(&reading.warnings)), (Vec::new(), Vec::new()), "{open}");
        let [problem] = texts(&reading.scan.problems).try_into().expect("one file is not finished");
        assert!(problem.starts_with("src/rents.rs:2:1: this does not parse: expected "), "{problem}");
        assert!(problem.ends_with("; finish what stands here or before it"), "{problem}");
    }
}

#[test]
fn what_a_macro_refuses_is_left_to_it() {
    let source = runbook("Rent", "slug = \"Rent Roll\"", "ctx.run_child_workflow(\"lost\", &i).await")
        + &runbook("Parent", "slug = \"parent\"", "ctx.run_child_workflow(\"rent-roll\", &i).await")
        + &runbook("Nameless", "", "");
    let reading = Scratch::new(&[("src/lib.rs", &source)]).read();
    let slugs: Vec<&str> = reading.manifest.runbooks.iter().map(|runbook| runbook.slug.as_str()).collect();
    assert_eq!((slugs, texts(&reading.faults)), (vec!["parent"], Vec::new()));
    let mistakes: Vec<String> =
        texts(&reading.mistakes).iter().filter_map(|text| Some(text.lines().next()?.to_owned())).collect();
    assert_eq!(
        mistakes,
        ["src/lib.rs:1:24: `Rent Roll` is not kebab-case", "src/lib.rs:16:1: a runbook needs a `slug`"]
    );
}

#[test]
fn a_child_that_the_source_does_not_name_may_be_allowed() {
    let body = "ctx.run_child_workflow(SLUG, &i).await;\n// ntro: allow(unreadable-child): one of two, see run\n\
                ctx.run_child_workflow(SLUG, &i).await;\n// ntro: allow(unreadable-child)\n\
                ctx.run_child_workflow(SLUG, &i).await";
    let reading = Scratch::new(&[("src/lib.rs", &runbook("Rent", "slug = \"rent\"", body))]).read();
    let allowed: Vec<bool> =
        reading.manifest.runbooks[0].children.iter().map(|child| child.allowed).collect();
    assert_eq!(allowed, [false, true, false]);
}

#[test]
fn a_child_that_nobody_has_is_found_however_deep_the_code_is() {
    let deep = "(".repeat(3000) + &")".repeat(3000);
    let body = format!("{deep}; ctx.run_child_workflow(\"lost\", &i).await");
    let reading = Scratch::new(&[("src/lib.rs", &runbook("Rent", "slug = \"rent\"", &body))]).read();
    assert_eq!((reading.faults.len(), reading.scan.problems.len()), (1, 0));
}
