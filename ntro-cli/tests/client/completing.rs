//! `completions`, and what a shell is offered.

use std::path::Path;
use std::process::{Command, Stdio};

use ntro_workflow_tests::drive::eventually;
use ntro_workflow_tests::server::{server, unique};
use serde_json::json;

use crate::program::{PACKAGE, client, ntro, program, said, waiting};

/// What Bash is offered for the last word.
async fn offered(words: &[&str]) -> Vec<String> {
    let mut command = program(&[]).await;
    let environment: Vec<_> =
        command.get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))).collect();
    command = Command::new(env!("CARGO_BIN_EXE_cargo-ntro"));
    command.envs(environment).env("COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", words.len().to_string());
    command.env("_CLAP_IFS", "\n").env("_CLAP_COMPLETE_COMP_TYPE", "9").env("_CLAP_COMPLETE_SPACE", "false");
    command.args(["--", "cargo-ntro"]).args(words).current_dir(Path::new(PACKAGE).parent().unwrap());
    let said = said(command).await;
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    said.stdout.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn commands_slugs_and_the_ids_of_open_runs_are_offered() {
    assert!(offered(&["sh"]).await.contains(&"show".to_owned()));
    assert_eq!(offered(&["run", "one-r"]).await, ["one-review"]);
    let run = waiting("OneReviewWorkflow", json!({}), 1).await;
    let (id, beginning) = (run.workflow_id(), &run.workflow_id()[..run.workflow_id().len() - 1]);
    for command in ["show", "act", "record"] {
        eventually("the id is offered", || async {
            offered(&[command, beginning]).await.contains(&id.to_owned()).then_some(())
        })
        .await;
    }
    assert!(offered(&["show", "no-such-run"]).await.is_empty());
}

/// What a real Bash puts at the end of a line, by the script that it is given: the words are those that Bash itself
/// makes of the line, split at colons.
async fn inserted_by_bash(words: &[&str]) -> Vec<String> {
    let script = ntro(&["completions", "bash"]).await.stdout;
    let asked = r#"COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _cargo_ntro cargo-ntro "${@: -1}" ""
        printf '%s\n' "${COMPREPLY[@]}""#;
    let mut command = Command::new("bash");
    command.args(["-c", &format!("{script}\n{asked}"), "bash", "cargo-ntro"]).args(words);
    command.envs(program(&[]).await.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.env("TEMPORAL_ADDRESS", "127.0.0.1:1").current_dir(Path::new(PACKAGE).parent().unwrap());
    said(command).await.stdout.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn bash_completes_ids_with_colons_and_blanks() {
    let (client, name) = (client().await, unique("late"));
    let id = format!("{name}:the bank's note");
    let run = client.start_untyped(&unique("nobody"), "OneReviewWorkflow", &id, &json!({})).await.unwrap();
    // The server is the one that the line names, and not that of the environment.
    let (host, port) = server().await.address().split_once(':').unwrap();
    eventually("the rest of the id is offered", || async {
        let inserted = inserted_by_bash(&["show", "--address", host, ":", port, &name, ":"]).await;
        (inserted == [r"the\ bank\'s\ note"]).then_some(())
    })
    .await;
    run.terminate("the test is over").await.unwrap();
}

#[tokio::test]
async fn without_a_server_no_run_is_offered_and_nothing_is_said() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ntro"));
    command.env("TEMPORAL_ADDRESS", "127.0.0.1:1").env("COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", "2");
    command.args(["--", "cargo-ntro", "show", ""]).stdin(Stdio::null());
    let said = said(command).await;
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
    assert!(!said.stdout.contains("OneReview"), "{said:?}");
}

#[tokio::test]
async fn each_shell_has_its_script() {
    for (shell, part) in
        [("bash", "complete -o nospace"), ("zsh", "#compdef cargo-ntro"), ("fish", "complete --keep-order")]
    {
        let said = ntro(&["completions", shell]).await;
        assert_eq!(said.code, Some(0), "{said:?}");
        assert!(said.stdout.contains(part) && said.stdout.contains("cargo-ntro"), "{said:?}");
    }
    let unknown = ntro(&["completions", "cmd"]).await;
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
}
