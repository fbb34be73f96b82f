//! What the look-up of the CLI takes from its surroundings.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Where to look for the Temporal CLI and where to keep a fetched one.
///
/// The look-up reads nothing but this value, so a test, or a program with its own settings,
/// changes a copy instead of the process's variables.
///
/// ```
/// use ntro_dev_server::Environment;
///
/// let environment = Environment::from_process().with_cache_dir("target/temporal");
/// assert_eq!(environment.cache_dir().unwrap(), "target/temporal");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    cli: Option<PathBuf>,
    search_path: Option<OsString>,
    cache_dir: Option<PathBuf>,
}

impl Environment {
    /// Reads `NTRO_TEMPORAL_CLI`, `PATH`, `NTRO_CACHE_DIR`, `XDG_CACHE_HOME` and `HOME` of this
    /// process. A variable that is set to nothing counts as not set.
    ///
    /// ```
    /// let environment = ntro_dev_server::Environment::from_process();
    /// println!("a fetched CLI goes below {:?}", environment.cache_dir());
    /// ```
    #[must_use]
    pub fn from_process() -> Self {
        Self::from_variables(|name| std::env::var_os(name), std::env::consts::OS)
    }

    /// An environment in which nothing is to be found: no explicit CLI, an empty search path and
    /// no cache.
    ///
    /// ```
    /// use ntro_dev_server::Environment;
    ///
    /// assert_eq!(Environment::empty().cache_dir(), None);
    /// ```
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Names the CLI to use, as `NTRO_TEMPORAL_CLI` does: no other place is looked at.
    ///
    /// ```
    /// # use ntro_dev_server::Environment;
    /// let environment = Environment::from_process().with_cli("/opt/temporal/bin/temporal");
    /// ```
    #[must_use]
    pub fn with_cli(mut self, path: impl Into<PathBuf>) -> Self {
        self.cli = Some(path.into());
        self
    }

    /// Ignores an explicit CLI, so that the look-up begins at the search path.
    ///
    /// ```
    /// # use ntro_dev_server::Environment;
    /// let environment = Environment::from_process().without_cli();
    /// ```
    #[must_use]
    pub fn without_cli(mut self) -> Self {
        self.cli = None;
        self
    }

    /// Replaces `PATH`, in which `temporal` and pip are looked for.
    ///
    /// ```
    /// # use ntro_dev_server::Environment;
    /// let environment = Environment::from_process().with_search_path("/opt/bin:/usr/bin");
    /// ```
    #[must_use]
    pub fn with_search_path(mut self, search_path: impl Into<OsString>) -> Self {
        self.search_path = Some(search_path.into());
        self
    }

    /// Replaces the root of the cache, as `NTRO_CACHE_DIR` does. It is created when needed.
    ///
    /// ```
    /// # use ntro_dev_server::Environment;
    /// let environment = Environment::from_process().with_cache_dir("/var/cache/ntro");
    /// ```
    #[must_use]
    pub fn with_cache_dir(mut self, cache_dir: impl Into<PathBuf>) -> Self {
        self.cache_dir = Some(cache_dir.into());
        self
    }

    /// The root of the cache; `None` when neither a variable nor a home directory names one.
    ///
    /// ```
    /// # use ntro_dev_server::Environment;
    /// let environment = Environment::empty().with_cache_dir("/var/cache/ntro");
    /// assert!(environment.cache_dir().is_some());
    /// ```
    #[must_use]
    pub fn cache_dir(&self) -> Option<&Path> {
        self.cache_dir.as_deref()
    }

    pub(crate) fn cli(&self) -> Option<&Path> {
        self.cli.as_deref()
    }

    pub(crate) fn search_path(&self) -> Option<&OsString> {
        self.search_path.as_ref()
    }

    fn from_variables(variable: impl Fn(&str) -> Option<OsString>, os: &str) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        Self {
            cli: set("NTRO_TEMPORAL_CLI").map(PathBuf::from),
            search_path: set("PATH"),
            cache_dir: cache_root(set, os),
        }
    }
}

fn cache_root(set: impl Fn(&str) -> Option<OsString>, os: &str) -> Option<PathBuf> {
    if let Some(ours) = set("NTRO_CACHE_DIR") {
        return Some(PathBuf::from(ours));
    }
    // The XDG base directory specification has relative paths ignored.
    let xdg = set("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let user_caches = xdg.or_else(|| {
        let below_home = if os == "macos" { "Library/Caches" } else { ".cache" };
        Some(PathBuf::from(set("HOME")?).join(below_home))
    });
    Some(user_caches?.join("ntro"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)], os: &str) -> Environment {
        let lookup = |name: &str| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        };
        Environment::from_variables(lookup, os)
    }

    #[test]
    fn cache_root_follows_the_documented_order() {
        let all = [("NTRO_CACHE_DIR", "/ours"), ("XDG_CACHE_HOME", "/xdg"), ("HOME", "/home/a")];
        let cache = |from: usize, os| environment(&all[from..], os).cache_dir;
        assert_eq!(cache(0, "linux"), Some("/ours".into()));
        assert_eq!(cache(1, "macos"), Some("/xdg/ntro".into()));
        assert_eq!(cache(2, "linux"), Some("/home/a/.cache/ntro".into()));
        assert_eq!(cache(2, "macos"), Some("/home/a/Library/Caches/ntro".into()));
        assert_eq!(cache(3, "linux"), None);
    }

    #[test]
    fn relative_xdg_cache_home_is_ignored() {
        let variables = [("XDG_CACHE_HOME", "caches"), ("HOME", "/home/a")];
        let found = environment(&variables, "linux").cache_dir;
        assert_eq!(found, Some("/home/a/.cache/ntro".into()));
    }

    #[test]
    fn empty_variables_count_as_not_set() {
        let variables = [("NTRO_TEMPORAL_CLI", ""), ("PATH", ""), ("NTRO_CACHE_DIR", "")];
        assert_eq!(environment(&variables, "linux"), Environment::empty());
    }
}
