//! Children that are named by their types: which runbook each of them is.

use crate::scratch::{Scratch, runbook};

/// The slugs of the children that a module of a package runs by these handles. There are `p::Rent`, `q::Rent` and
/// `deep::inner::Close`.
fn slugs(imports: &str, handles: &[&str]) -> Vec<String> {
    let runs: Vec<String> =
        handles.iter().map(|handle| format!("ctx.run_child_workflow({handle}, &i).await?;")).collect();
    let files = [
        (
            "src/lib.rs",
            "mod p;\nmod q;\nmod deep { pub use inner::Close; mod inner; }\nmod parent;".to_owned(),
        ),
        ("src/p.rs", runbook("Rent", "slug = \"p-rent\"", "")),
        ("src/q.rs", runbook("Rent", "slug = \"q-rent\"", "")),
        ("src/deep/inner.rs", runbook("Close", "slug = \"close\"", "")),
        ("src/parent.rs", format!("{imports}\n{}", runbook("Parent", "slug = \"parent\"", &runs.concat()))),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let runbooks = Scratch::new(&files).read().manifest.runbooks;
    let parent = runbooks.into_iter().find(|runbook| runbook.slug == "parent").expect("it is read");
    parent.children.into_iter().map(|child| child.slug.unwrap_or_else(|| "unknown".to_owned())).collect()
}

#[test]
fn a_type_is_known_by_its_path() {
    let handles = ["p::Rent::RUN", "crate::q::Rent::RUN", "super::p::Rent::RUN", "scratch::q::Rent::RUN"];
    assert_eq!(slugs("", &handles), ["p-rent", "q-rent", "p-rent", "q-rent"]);
    let handles = ["Close::RUN", "crate::deep::Close::RUN", "Def::<Close>::new()", "Self::RUN"];
    assert_eq!(slugs("", &handles), ["close", "close", "close", "parent"]);
}

#[test]
fn a_name_is_what_is_imported_by_it() {
    let imports = "use crate::{p::Rent, q::{self as other, Rent as Owed}};";
    assert_eq!(
        slugs(imports, &["Rent::RUN", "Owed::RUN", "other::Rent::RUN"]),
        ["p-rent", "q-rent", "q-rent"]
    );
}

/// The worker knows the types and says which runbooks these are.
#[test]
fn a_type_that_may_be_another_one_is_left_to_the_worker() {
    for (imports, handle) in [
        ("", "partner::Rent::RUN"),
        ("", "partner::Close::RUN"),
        ("use partner::Close;", "Close::RUN"),
        ("use partner::deep;", "deep::Close::RUN"),
        ("", "Rent::RUN"),
    ] {
        assert_eq!(slugs(imports, &[handle]), ["unknown"], "{imports} {handle}");
    }
}

#[test]
fn a_comment_allows_what_it_stands_above() {
    let body = "ctx.run_child_workflow(A, &i).await?;\n// ntro: allow(unreadable-child): by configuration\n\
                let child = ctx\n.run_child_workflow(B, &i)\n.await?;\nctx.run_child_workflow(C, &i).await?;";
    let above = "#[ntro_workflow(slug = \"all\")]\n// ntro: allow(unreadable-child): by configuration\nimpl All {\n\
                 #[run]\nasync fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {\n\n\
                 ctx.run_child_workflow(D, &i).await\n}\n}\n";
    let one = runbook("One", "slug = \"one\"", body);
    let files = [("src/lib.rs", "mod all;\nmod one;"), ("src/all.rs", above), ("src/one.rs", &one)];
    let runbooks = Scratch::new(&files).read().manifest.runbooks;
    let children = runbooks.iter().flat_map(|runbook| &runbook.children);
    let allowed: Vec<_> =
        children.map(|child| (child.expression.as_deref().unwrap_or(""), child.allowed)).collect();
    assert_eq!(allowed, [("D", true), ("A", false), ("B", true), ("C", false)]);
}
