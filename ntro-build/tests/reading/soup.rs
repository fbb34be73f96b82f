//! Whatever stands in a file, reading it ends, and ends well.

use proptest::prelude::*;

use crate::scratch::Scratch;

fn token() -> impl Strategy<Value = String> {
    let words = [
        "#",
        "!",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "<",
        ">",
        ",",
        ";",
        ":",
        "::",
        "=",
        "->",
        ".",
        "?",
        "'",
        "\"a\"",
        "1",
        "mod",
        "impl",
        "fn",
        "use",
        "as",
        "const",
        "for",
        "where",
        "extern",
        "r#type",
        "async",
        "pub",
        "Self",
        "#[cfg(unix)]",
        "#[cfg_attr(unix,",
        "#[cfg]",
        "#[path = \"a.rs\"]",
        "#[path]",
        "#![cfg(not(x))]",
        "#[ntro_workflow(slug = \"a\")]",
        "#[ntro_activities]",
        "#[run]",
        "#[activity]",
        "#[ui_step(name = \"a\", title = \"A\", gate())]",
        "ntro_workflow",
        "mod a;",
        "impl A {",
        "async fn run(ctx: &Ctx<Self>)",
        "-> Result<(), E>",
        ".wait_for_action(x)",
        ".run_child_workflow(",
        ".named(",
        "RUN",
        "Def::<A>::new()",
        "\n",
        "//",
    ];
    prop_oneof![
        9 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{1,3}",
    ]
}

proptest! {
    #[test]
    fn token_soup_is_read(tokens in proptest::collection::vec(token(), 0..60)) {
        let scratch = Scratch::new(&[("src/lib.rs", &tokens.join(" "))]);
        scratch.read();
    }

    #[test]
    fn token_soup_in_braces_is_read(tokens in proptest::collection::vec(token(), 0..40)) {
        let source = format!("#[ntro_workflow(slug = \"a\")] impl A {{ #[run] async fn run(ctx: &Ctx<Self>) {{ {} }} }}", tokens.join(" "));
        let scratch = Scratch::new(&[("src/lib.rs", &source)]);
        scratch.read();
    }
}

#[test]
fn what_is_nested_without_end_is_read() {
    let deep = |open: &str, close: &str| open.repeat(2_000) + &close.repeat(2_000);
    let body = deep("(x.y", ")");
    for source in
        [deep("mod a {", "}"), format!("fn a() {{ {body} c.wait_for_action(x) }}"), deep("#[cfg(all(", "))]")]
    {
        Scratch::new(&[("src/lib.rs", &source)]).read();
    }
}
