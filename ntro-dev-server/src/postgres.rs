//! A throwaway PostgreSQL server for tests and examples.

mod account;
mod error;
mod programs;

use std::ffi::OsString;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;
use tokio::net::TcpStream;

pub use error::PostgresError;

use crate::output::Output;
use crate::postgres::account::Account;
use crate::tether::Tether;
use crate::{port, probe};

const START_LIMIT: Duration = Duration::from_secs(120);
const INTERVAL: Duration = Duration::from_millis(50);
const COMMAND_LIMIT: Duration = Duration::from_secs(60);

/// A PostgreSQL server on a free loopback port, with a cluster of its own that nobody keeps: both are gone with
/// this handle and with the process that holds it, however that ends.
///
/// It runs from the newest version that Debian has installed, else from the search path. Where there is none,
/// root installs Debian's package by `apt-get`, once for all processes; anybody else is told to. Root gives the
/// server to the account `postgres`, or `nobody`: PostgreSQL does not run as root.
///
/// ```no_run
/// # async fn example() -> Result<(), ntro_dev_server::PostgresError> {
/// use ntro_dev_server::PostgresServer;
///
/// let server = PostgresServer::start().await?;
/// println!("{}", server.database("ledger").await?); // postgres://ntro:…@127.0.0.1:40123/ledger
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct PostgresServer {
    programs: PathBuf,
    port: u16,
    password: String,
    tether: Tether,
    output: Output,
}

impl PostgresServer {
    /// Finds or installs PostgreSQL, makes a cluster and starts a server on it; returns when it takes connections.
    ///
    /// # Errors
    /// [`PostgresError::Missing`] and [`PostgresError::Install`] without PostgreSQL, [`PostgresError::System`],
    /// [`PostgresError::Exited`] and [`PostgresError::Silent`] if it does not start.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), ntro_dev_server::PostgresError> {
    /// let server = ntro_dev_server::PostgresServer::start().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn start() -> Result<Self, PostgresError> {
        let account = Account::to_run_as().await?;
        let programs = programs::find_or_install(account.is_root()).await?;
        let account = account.again().await?;
        let server = Self::spawn(programs, &account)?;
        let ready = async {
            tokio::select! {
                () = server.ready() => Ok(()),
                error = server.exited() => Err(error),
            }
        };
        match tokio::time::timeout(START_LIMIT, ready).await {
            Ok(outcome) => outcome.map(|()| server),
            Err(_) => {
                let (seconds, log) = (START_LIMIT.as_secs(), server.output.tail());
                Err(PostgresError::Silent { seconds, log })
            }
        }
    }

    fn spawn(programs: PathBuf, account: &Account) -> Result<Self, PostgresError> {
        let system = |action| move |source| PostgresError::System { action, source };
        let password = password().map_err(system("making up a password"))?;
        let directory = TempDir::with_prefix("ntro-postgres-").map_err(system("making a directory"))?;
        let password_file = directory.path().join("password");
        std::fs::write(&password_file, &password).map_err(system("writing the password"))?;
        account.give(directory.path()).map_err(system("giving the directory to its account"))?;
        account.give(&password_file).map_err(system("giving the password to its account"))?;
        let port = port::claim(None).map_err(system("finding a free port"))?;
        let (output, file) = Output::capture().map_err(system("making a file for its output"))?;
        let stdout = file.try_clone().map_err(system("making a file for its output"))?;
        let command = cluster(directory.path(), port, &programs, account);
        let tether = Tether::spawn(&command, stdout.into(), file.into());
        let tether = tether.map_err(system("starting its process"))?;
        // From here on the directory goes with the server.
        let _ = directory.keep();
        Ok(Self { programs, port, password, tether, output })
    }

    /// The URL of the database `postgres`, which is always there.
    ///
    /// ```no_run
    /// # fn example(server: &ntro_dev_server::PostgresServer) {
    /// assert!(server.url().starts_with("postgres://ntro:"));
    /// # }
    /// ```
    #[must_use]
    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    /// The id of its process group.
    ///
    /// ```no_run
    /// # fn example(server: &ntro_dev_server::PostgresServer) {
    /// println!("server process group {}", server.pid());
    /// # }
    /// ```
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.tether.pid()
    }

    /// Makes an empty database of that name, and gives its URL: a test has its own.
    ///
    /// # Errors
    /// [`PostgresError::Database`], if there is one of that name already.
    ///
    /// ```no_run
    /// # async fn example(server: &ntro_dev_server::PostgresServer) -> Result<(), ntro_dev_server::PostgresError> {
    /// let url = server.database("ledger").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn database(&self, name: &str) -> Result<String, PostgresError> {
        let arguments: [OsString; 2] = [format!("--maintenance-db={}", self.url()).into(), name.into()];
        let made = probe::run(&self.programs.join("createdb"), arguments, COMMAND_LIMIT).await;
        made.map(|_| self.url_of(name)).map_err(|error| {
            // The URL holds the password.
            let message = error.to_string().replace(&self.password, "…");
            PostgresError::Database { name: name.to_owned(), message }
        })
    }

    /// Ends the server and waits until it and its cluster are gone.
    ///
    /// # Errors
    /// [`PostgresError::System`] if that cannot be known.
    ///
    /// ```no_run
    /// # async fn example(server: ntro_dev_server::PostgresServer) -> Result<(), ntro_dev_server::PostgresError> {
    /// server.stop().await?; // an outage, for those who use it
    /// # Ok(())
    /// # }
    /// ```
    pub async fn stop(self) -> Result<(), PostgresError> {
        let ended = self.tether.end().await;
        ended.map(drop).map_err(|source| PostgresError::System { action: "waiting for its end", source })
    }

    fn url_of(&self, database: &str) -> String {
        format!("postgres://ntro:{}@127.0.0.1:{}/{database}", self.password, self.port)
    }

    async fn ready(&self) {
        // `initdb` takes a moment, and there is nobody to ask before.
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await.is_err() {
            tokio::time::sleep(INTERVAL).await;
        }
        let arguments = [format!("--dbname={}", self.url())];
        while probe::run(&self.programs.join("pg_isready"), &arguments, COMMAND_LIMIT).await.is_err() {
            tokio::time::sleep(INTERVAL).await;
        }
    }

    async fn exited(&self) -> PostgresError {
        let status = match self.tether.exited().await {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        PostgresError::Exited { status, log: self.output.tail() }
    }
}

/// The script that makes the cluster, serves it and removes it, as a tethered process.
fn cluster(directory: &Path, port: u16, programs: &Path, account: &Account) -> Command {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", include_str!("postgres/cluster.sh"), "ntro-postgres"]);
    command.arg(directory).arg(port.to_string()).arg(programs).args(account.prefix());
    command.env("LC_ALL", "C").current_dir(directory);
    command
}

/// Anybody on the machine reaches the loopback port, and a superuser of a database runs programs.
fn password() -> std::io::Result<String> {
    use std::io::Read as _;
    let mut bytes = [0; 16];
    std::fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
