//! The real PostgreSQL: started, connected to, ended.

#![cfg(unix)]

#[path = "support/process.rs"]
mod process;

use std::error::Error as StdError;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use ntro_dev_server::{PostgresError, PostgresServer};

type TestResult = Result<(), Box<dyn StdError>>;

/// What the server answers to one statement.
fn sql(url: &str, statement: &str) -> Result<String, Box<dyn StdError>> {
    let output = Command::new("psql").args(["--no-psqlrc", "-At", "-c", statement, url]).output()?;
    match output.status.success() {
        true => Ok(String::from_utf8(output.stdout)?.trim().to_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).into()),
    }
}

fn address(url: &str) -> Option<&str> {
    url.split_once('@').and_then(|(_, rest)| rest.split_once('/')).map(|(address, _)| address)
}

#[tokio::test]
async fn it_serves_databases_and_goes_with_its_cluster() -> TestResult {
    let server = PostgresServer::start().await?;
    let url = server.database("ledger").await?;
    sql(&url, "CREATE TABLE journal (id int)")?;
    assert_eq!(sql(&url, "SELECT count(*) FROM journal")?, "0");
    let again = server.database("ledger").await.expect_err("it is there");
    assert!(matches!(&again, PostgresError::Database { name, .. } if name == "ledger"), "{again}");
    assert!(!again.to_string().contains(&url["postgres://ntro:".len()..][..32]), "{again}");
    let cluster = sql(&url, "SHOW data_directory")?;
    let address = address(&url).ok_or("no address")?;
    assert!(Path::new(&cluster).exists() && TcpStream::connect(address).is_ok());
    server.stop().await?;
    assert!(!Path::new(&cluster).exists() && TcpStream::connect(address).is_err());
    Ok(())
}

#[tokio::test]
async fn nobody_gets_in_without_the_password() -> TestResult {
    let server = PostgresServer::start().await?;
    let url = server.url();
    let (_, rest) = url.split_once('@').ok_or("no address")?;
    let refused = sql(&format!("postgres://ntro:guess@{rest}"), "SELECT 1").expect_err("a guess");
    assert!(refused.to_string().contains("password authentication failed"), "{refused}");
    Ok(())
}

const HOLDS: &str = "NTRO_TEST_HOLDS_POSTGRES";

/// What the next test runs as a process.
#[tokio::test]
async fn holder() -> TestResult {
    if std::env::var_os(HOLDS).is_none() {
        return Ok(());
    }
    let server = PostgresServer::start().await?;
    eprintln!("holding {} {} {}", server.pid(), server.url(), sql(&server.url(), "SHOW data_directory")?);
    std::future::pending().await
}

#[test]
fn it_goes_with_a_process_that_is_killed() -> TestResult {
    use std::io::{BufRead as _, BufReader};
    let mut holder = Command::new(std::env::current_exe()?)
        .args(["--exact", "holder", "--nocapture"])
        .env(HOLDS, "1")
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    let stderr = BufReader::new(holder.stderr.take().ok_or("no stderr")?);
    let held = stderr.lines().map_while(Result::ok).find_map(|line| {
        let held: Vec<_> = line.strip_prefix("holding ")?.splitn(3, ' ').map(str::to_owned).collect();
        <[String; 3]>::try_from(held).ok()
    });
    let [pid, url, cluster] = held.ok_or("the holder started no server")?;
    let pid = pid.parse()?;
    process::signal("KILL", holder.id().into())?;
    holder.wait()?;
    let address = address(&url).ok_or("no address")?;
    assert!(process::eventually(|| Ok(!Path::new(&cluster).exists()))?, "the cluster stays");
    assert!(process::eventually(|| Ok(!process::group_runs(pid)?))?, "its watchdog stays");
    assert!(TcpStream::connect(address).is_err(), "the server outlives its holder");
    Ok(())
}
