//! Servers that die, cannot skip time, or are not to be had.

use ntro_dev_server::DevServer;
use ntro_workflow_testing::{Failure, Scenario, TestServer, Wrong};
use ntro_workflow_tests::process::signal;
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions};

use crate::{DAY, wrong};

fn review() -> Scenario<OneReview> {
    Scenario::of::<OneReview>(ReviewOptions { timeout_ms: Some(86_400_000), ..ReviewOptions::default() })
}

fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

#[tokio::test]
async fn a_server_of_its_own_plays_as_well() -> Result<(), Failure> {
    let server = kept(TestServer::start().await?);
    let outcome = review().on(server).pass_time(DAY / 2).at("review").approve().run().await?;
    assert_eq!(outcome.completed()?.action, "approved");
    Ok(())
}

#[tokio::test]
async fn a_server_that_dies_in_the_middle_says_so() -> Result<(), Failure> {
    let server = kept(TestServer::start().await?);
    let process = server.pid().expect("it was started here");
    let wrong =
        wrong(review().on(server).look(move |_| signal("KILL", process)).at("review").approve()).await;
    assert!(matches!(wrong, Wrong::ServerDied(_)), "{wrong}");
    Ok(())
}

#[tokio::test]
async fn a_server_that_cannot_skip_time_says_what_to_do() -> Result<(), Failure> {
    let process = DevServer::builder().start().await.expect("the server starts");
    let server = kept(TestServer::at(process.address(), process.namespace()).await?);
    let outcome = review().on(server).at("review").approve().run().await?;
    assert_eq!(outcome.completed()?.action, "approved");
    let wrong = wrong(review().on(server).pass_time(DAY)).await;
    assert!(matches!(wrong, Wrong::CannotSkip(_)), "{wrong}");
    assert!(wrong.to_string().contains("frontend.WorkflowTimeSkippingEnabled=true"), "{wrong}");
    Ok(())
}

#[tokio::test]
async fn nobody_there_is_an_error_of_the_server() {
    let Err(wrong) = TestServer::at("127.0.0.1:1", "default").await else { panic!("nobody listens there") };
    assert!(matches!(wrong, Wrong::Server(_)), "{wrong}");
    assert!(wrong.to_string().contains("127.0.0.1:1"), "{wrong}");
}

/// Plays this test once more in a process that finds no CLI.
#[test]
fn no_cli_to_be_had_is_an_error_of_the_server() {
    const NOWHERE: &str = "/nowhere/temporal";
    let name = "servers::no_cli_to_be_had_is_an_error_of_the_server";
    if std::env::var_os("NTRO_TEMPORAL_CLI").is_some_and(|cli| cli == NOWHERE) {
        let started = tokio::runtime::Runtime::new().expect("a runtime").block_on(review().run());
        panic!("{}", started.expect_err("there is no server"));
    }
    let mut itself = std::process::Command::new(std::env::current_exe().expect("this test has a binary"));
    let itself =
        itself.args(["--exact", name]).env("NTRO_TEMPORAL_CLI", NOWHERE).env_remove("RUST_BACKTRACE");
    let said = String::from_utf8_lossy(&itself.output().expect("it runs").stdout).into_owned();
    assert!(said.contains("no Temporal server to test on: ") && said.contains(NOWHERE), "{said}");
}
