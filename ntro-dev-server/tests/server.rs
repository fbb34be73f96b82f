//! The real server: options, readiness, failures and its end.

#![cfg(unix)]

#[path = "support/fake.rs"]
mod fake;
#[path = "support/process.rs"]
mod process;

use std::error::Error as StdError;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use ntro_dev_server::{DevServer, Environment, Error, SearchAttributeType, find_or_fetch_cli};
use tempfile::TempDir;

type TestResult = Result<(), Box<dyn StdError>>;

/// What a command of the CLI prints about the server.
fn temporal(server: &DevServer, args: &[&str]) -> Result<String, Box<dyn StdError>> {
    let output = Command::new(server.cli_path())
        .args(args)
        .args(["--address", server.address(), "--namespace", server.namespace()])
        .output()?;
    match output.status.success() {
        true => Ok(String::from_utf8(output.stdout)?),
        false => Err(String::from_utf8_lossy(&output.stderr).into()),
    }
}

#[tokio::test]
async fn options_hold_as_soon_as_it_is_started() -> TestResult {
    let server = DevServer::builder()
        .ui(true)
        .namespace("review")
        .search_attribute("Slug", SearchAttributeType::Keyword)
        .search_attribute("Rows", SearchAttributeType::Int)
        .dynamic_config("frontend.WorkflowTimeSkippingEnabled", true)
        .dynamic_config("history.timerProcessorMaxTimeShift", "1ms")
        .start()
        .await?;
    temporal(
        &server,
        &["workflow", "start", "--type", "T", "--task-queue", "q", "--search-attribute", "Rows=3"],
    )?;
    let attributes = temporal(&server, &["operator", "search-attribute", "list"])?;
    assert!(attributes.contains("Slug") && attributes.contains("Rows"), "{attributes}");
    let ui = server.ui_url().and_then(|url| url.strip_prefix("http://")).ok_or("no Web UI")?;
    TcpStream::connect(ui)?;
    assert!(server.is_running());
    server.stop().await?;
    Ok(())
}

#[tokio::test]
async fn stop_returns_when_the_process_is_gone() -> TestResult {
    let server = DevServer::builder().start().await?;
    let (pid, address) = (server.pid(), server.address().to_owned());
    server.stop().await?;
    assert!(TcpStream::connect(address).is_err());
    assert!(process::eventually(|| Ok(!process::group_runs(pid)?))?, "its watchdog stays");
    Ok(())
}

#[tokio::test]
async fn runs_in_a_file_are_there_after_a_restart() -> TestResult {
    let dir = TempDir::new()?;
    let builder = DevServer::builder()
        .db_filename(dir.path().join("runs.db"))
        .namespace("review")
        .search_attribute("Slug", SearchAttributeType::Keyword);
    let first = builder.clone().start().await?;
    temporal(&first, &["workflow", "start", "--type", "T", "--task-queue", "q", "--workflow-id", "kept"])?;
    first.stop().await?;
    let second = builder.start().await?;
    let described = temporal(&second, &["workflow", "describe", "--workflow-id", "kept"])?;
    assert!(described.contains("kept"), "{described}");
    second.stop().await?;
    Ok(())
}

#[test]
fn server_outlives_the_runtime_it_was_started_in() -> TestResult {
    let server = tokio::runtime::Runtime::new()?.block_on(DevServer::builder().start())?;
    temporal(&server, &["operator", "cluster", "health"])?;
    assert!(server.is_running());
    tokio::runtime::Runtime::new()?.block_on(server.stop())?;
    Ok(())
}

#[test]
fn drop_ends_it_without_a_runtime() -> TestResult {
    let server = tokio::runtime::Runtime::new()?.block_on(DevServer::builder().start())?;
    let pid = server.pid();
    drop(server);
    assert!(process::eventually(|| Ok(!process::group_runs(pid)?))?);
    Ok(())
}

#[tokio::test]
async fn handle_tells_of_a_server_that_dies() -> TestResult {
    let server = DevServer::builder().start().await?;
    let pid = server.pid();
    process::signal("KILL", pid.into())?;
    let error = tokio::time::timeout(Duration::from_secs(20), server.exited()).await?;
    assert!(matches!(&error, Error::Exited { status, .. } if status.contains('9')), "{error}");
    assert!(!server.is_running());
    server.stop().await?;
    assert!(process::eventually(|| Ok(!process::group_runs(pid)?))?, "its watchdog stays");
    Ok(())
}

#[tokio::test]
async fn failed_start_shows_the_servers_own_words() -> TestResult {
    let started = DevServer::builder().db_filename("/nowhere/runs.db").start().await;
    let error = started.expect_err("no such directory");
    assert!(error.to_string().contains("/nowhere"), "{error}");
    Ok(())
}

#[tokio::test]
async fn taken_port_is_named() -> TestResult {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let wanted = taken.local_addr()?.port();
    for builder in [DevServer::builder().port(wanted), DevServer::builder().ui_port(wanted)] {
        let error = builder.start().await.expect_err("it is taken");
        assert!(
            matches!(error, Error::PortUnavailable { port: Some(port), .. } if port == wanted),
            "{error}"
        );
    }
    Ok(())
}

/// A CLI that behaves as the real one, except for what the text does when it is to start.
async fn cli_that_starts_with(dir: &Path, text: &str) -> Result<Environment, Box<dyn StdError>> {
    let real = find_or_fetch_cli(&Environment::from_process()).await?;
    let cli = dir.join("temporal");
    let script = format!(
        "cd '{}'; if [ \"$1\" = server ]; then {text}; fi; exec '{}' \"$@\"",
        dir.display(),
        real.display()
    );
    fake::script(&cli, &script)?;
    Ok(Environment::empty().with_cli(cli))
}

#[tokio::test]
async fn lost_race_for_a_port_is_run_again() -> TestResult {
    let dir = TempDir::new()?;
    let lose = "echo started >> log; \
                if [ $(wc -l < log) -lt 3 ]; then echo 'bind: address already in use'; exit 1; fi";
    let environment = cli_that_starts_with(dir.path(), lose).await?;
    let server = DevServer::builder().environment(environment).start().await?;
    assert_eq!(std::fs::read_to_string(dir.path().join("log"))?.lines().count(), 3);
    server.stop().await?;
    Ok(())
}

#[tokio::test]
async fn race_lost_every_time_ends_in_an_error() -> TestResult {
    let dir = TempDir::new()?;
    let lose = "echo started >> log; echo 'bind: address already in use'; exit 1";
    let environment = cli_that_starts_with(dir.path(), lose).await?;
    let started = DevServer::builder().environment(environment).start().await;
    let error = started.expect_err("it never gets its port");
    assert!(error.to_string().contains("address already in use"), "{error}");
    assert_eq!(std::fs::read_to_string(dir.path().join("log"))?.lines().count(), 5);
    Ok(())
}

#[tokio::test]
async fn server_that_never_gets_healthy_ends_in_an_error() -> TestResult {
    let dir = TempDir::new()?;
    let hang = "echo thinking; echo $$ > pid; exec sleep 1000";
    let environment = cli_that_starts_with(dir.path(), hang).await?;
    let builder = DevServer::builder().environment(environment);
    let started = builder.start_timeout(Duration::from_secs(2)).start().await;
    let error = started.expect_err("it sleeps");
    assert!(matches!(&error, Error::Unhealthy { log, .. } if log == "thinking"), "{error}");
    let pid = std::fs::read_to_string(dir.path().join("pid"))?.trim().parse()?;
    assert!(process::eventually(|| Ok(!process::group_runs(pid)?))?, "it sleeps on");
    Ok(())
}

#[tokio::test]
async fn server_that_ignores_polite_signals_is_ended_by_force() -> TestResult {
    let dir = TempDir::new()?;
    let stubborn = "trap '' TERM; echo $$ > pid; \
                    while :; do sleep 1; done";
    let environment = cli_that_starts_with(dir.path(), stubborn).await?;
    let builder = DevServer::builder().environment(environment);
    let started = builder.start_timeout(Duration::from_secs(1)).start().await;
    started.expect_err("it is no server");
    let pid = std::fs::read_to_string(dir.path().join("pid"))?.trim().parse()?;
    assert!(process::eventually(|| Ok(!process::group_runs(pid)?))?, "it runs on");
    Ok(())
}
