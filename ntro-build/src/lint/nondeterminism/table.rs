//! What differs from one time to the next, by its full path.

/// Something that a replay does not repeat.
pub(in crate::lint) struct Hazard {
    /// The paths, `**` for one module in between or none, `|` between names for one of them, `!` after a
    /// macro. What lies below a path is meant as well.
    paths: &'static [&'static str],
    /// What lies below one of them and is harmless; of this again a longer path may be none.
    except: &'static [&'static str],
    /// Whether the macro is harmless if it starts with `biased;`.
    pub(in crate::lint) tamed_by_biased: bool,
    /// Why it differs.
    pub(in crate::lint) why: &'static str,
    /// What to use instead.
    pub(in crate::lint) remedy: &'static str,
}

/// What makes a path nondeterministic, if something does. The first `by_glob` names are those of a module
/// that is open by `::*`: that it is a hazard does not make one of every name.
pub(in crate::lint) fn hazard(path: &[String], by_glob: usize) -> Option<&'static Hazard> {
    let longest = |patterns: &[&str]| {
        let lengths = patterns.iter().filter_map(|pattern| matched(path, pattern));
        lengths.filter(|length| *length > by_glob).max()
    };
    HAZARDS.iter().find(|hazard| longest(hazard.paths) > longest(hazard.except))
}

/// How many names a pattern takes of a path that is what it says, or lies below that.
fn matched(path: &[String], pattern: &str) -> Option<usize> {
    let (word, rest) = match pattern.split_once("::") {
        Some((word, rest)) => (word, Some(rest)),
        None => (pattern, None),
    };
    let after = |path: &[String]| rest.map_or(Some(0), |rest| matched(path, rest));
    let below = path.split_first();
    if word == "**" {
        let module = below.filter(|(module, _)| !module.starts_with(char::is_uppercase));
        return after(path).or_else(|| Some(after(module?.1)? + 1));
    }
    let (_, below) = below.filter(|(first, _)| word.split('|').any(|word| *first == word))?;
    Some(after(below)? + 1)
}

const HAZARDS: [Hazard; 11] = [
    Hazard {
        paths: &[
            "std::time::SystemTime::now",
            "std::time::Instant::now",
            "tokio::time::Instant::now",
            "jiff::**::Timestamp::now",
            "jiff::**::Zoned::now",
            "jiff::tz::TimeZone::system",
            "ntro_workflow::Timestamp::now",
            "chrono::**::Utc::now",
            "chrono::**::Local",
            "time::**::OffsetDateTime::now_utc",
            "time::**::OffsetDateTime::now_local",
            "time::**::UtcDateTime::now",
        ],
        except: &[],
        tamed_by_biased: false,
        why: "the clock of the machine shows another time when the run is replayed",
        remedy: "`ctx.now()` is the time of the run; or read the clock in an activity",
    },
    Hazard {
        paths: &[
            "uuid::**::Uuid::new_v1",
            "uuid::**::Uuid::now_v1",
            "uuid::**::Uuid::new_v4",
            "uuid::**::Uuid::now_v6",
            "uuid::**::Uuid::now_v7",
            "ulid::**::Ulid::new",
        ],
        except: &[],
        tamed_by_biased: false,
        why: "the id is another one when the run is replayed",
        remedy: "`ctx.uuid4()` gives the same id each time; or make it in an activity",
    },
    Hazard {
        paths: &[
            "rand::**::fill",
            "rand::**::make_rng",
            "rand::**::random",
            "rand::**::random_bool",
            "rand::**::random_iter",
            "rand::**::random_range",
            "rand::**::random_ratio",
            "rand::**::rng",
            "rand::**::thread_rng",
            "rand::**::OsRng",
            "rand::**::SysRng",
            "rand::**::ThreadRng",
            "rand::**::SeedableRng|SmallRng|StdRng::from_entropy|from_os_rng|try_from_os_rng",
            "rand_chacha::**::ChaCha8Rng|ChaCha12Rng|ChaCha20Rng::from_entropy|from_os_rng|try_from_os_rng",
            "fastrand",
            "fastrand::Rng::default|new",
            "getrandom",
        ],
        except: &["fastrand::Rng"],
        tamed_by_biased: false,
        why: "the number is another one when the run is replayed",
        remedy: "draw it in an activity, or seed a generator with `ctx.uuid4()`",
    },
    Hazard {
        paths: &["tokio::time", "std::thread::sleep", "std::thread::park_timeout"],
        except: &["tokio::time::Duration", "tokio::time::error"],
        tamed_by_biased: false,
        why: "the history knows nothing of a timer of the process: it is gone with the worker, and never replayed",
        remedy: "`ctx.sleep(…)` is a timer of the run; a gate takes `.timeout(…)`",
    },
    Hazard {
        paths: &[
            "tokio::spawn",
            "tokio::task::spawn",
            "tokio::task::spawn_blocking",
            "tokio::task::spawn_local",
            "tokio::task::block_in_place",
            "tokio::task::JoinSet",
            "tokio::task_local!",
            "std::thread",
            "rayon",
        ],
        except: &[],
        tamed_by_biased: false,
        why: "what runs beside the run ends at another moment when it is replayed, or never",
        remedy: "`join!` and `join_all` run steps side by side; real work belongs in an activity",
    },
    Hazard {
        paths: &["tokio::select!", "tokio::join!", "tokio::try_join!"],
        except: &[],
        tamed_by_biased: true,
        why: "it polls its futures in another order each time, so that the run takes another way when replayed",
        remedy: "use `select!` and `join!` of `ntro_workflow::prelude`, or start it with `biased;`",
    },
    Hazard {
        paths: &["futures::select!", "futures_util::select!", "futures::future::select_ok"],
        except: &[],
        tamed_by_biased: false,
        why: "it polls its futures in another order each time, so that the run takes another way when replayed",
        remedy: "use `select!` of `ntro_workflow::prelude`, or `select_biased!`",
    },
    Hazard {
        paths: &[
            "std::collections::HashMap",
            "std::collections::HashSet",
            "std::collections::hash_map",
            "std::collections::hash_set",
            "std::hash::RandomState",
            "hashbrown",
            "dashmap",
        ],
        except: &[],
        tamed_by_biased: false,
        why: "its order is another one in every process: what is done by it differs when the run is replayed",
        remedy: "`BTreeMap` and `BTreeSet` keep one order",
    },
    Hazard {
        paths: &["std::env"],
        except: &["std::env::consts"],
        tamed_by_biased: false,
        why: "the worker that replays the run has another environment",
        remedy: "read it in an activity, or hand it in with the input of the run",
    },
    Hazard {
        paths: &[
            "std::fs",
            "std::net::TcpListener",
            "std::net::TcpStream",
            "std::net::UdpSocket",
            "std::net::ToSocketAddrs",
            "std::os::unix::net",
            "std::process::Command",
            "std::process::id",
            "std::io::stdin",
            "tokio::fs",
            "tokio::net",
            "tokio::process",
        ],
        except: &[],
        tamed_by_biased: false,
        why: "the world has changed when the run is replayed, and waiting for it stops every run of the worker",
        remedy: "do it in an activity, whose result is in the history",
    },
    Hazard {
        paths: &["reqwest", "ureq", "hyper"],
        except: &[
            "reqwest::**::StatusCode",
            "reqwest::Method",
            "reqwest::Url",
            "reqwest::header",
            "hyper::**::StatusCode",
            "hyper::Method",
            "hyper::Uri",
            "hyper::header",
        ],
        tamed_by_biased: false,
        why: "the answer is another one when the run is replayed, and is asked for a second time",
        remedy: "ask in an activity, whose result is in the history",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn is_hazard(path: &str) -> bool {
        hazard(&path.split("::").map(str::to_owned).collect::<Vec<_>>(), 0).is_some()
    }

    #[test]
    fn a_path_is_known_wherever_its_crate_shows_it() {
        for path in [
            "std::time::Instant::now",
            "chrono::Utc::now",
            "chrono::offset::Utc::now",
            "rand::prelude::thread_rng",
            "rand::rngs::OsRng",
            "rand::rngs::StdRng::from_entropy",
            "rand::prelude::SmallRng::try_from_os_rng",
            "rand_chacha::ChaCha20Rng::from_os_rng",
            "fastrand::u32",
            "fastrand::Rng::new",
            "fastrand::Rng::default",
            "std::collections::HashMap::new",
            "std::thread::sleep",
            "tokio::select!",
        ] {
            assert!(is_hazard(path), "{path}");
        }
        for path in [
            "std::time::Instant",
            "std::time::Duration::from_secs",
            "tokio::time::Duration::from_secs",
            "std::collections::BTreeMap::new",
            "std::net::IpAddr",
            "rand::rngs::StdRng::seed_from_u64",
            "fastrand::Rng",
            "fastrand::Rng::with_seed",
            "fastrand::Rng::u32",
            "tokio::sync::mpsc",
            "std::env!",
            "chrono::prelude::Source::Local",
            "chrono::prelude::model::Local",
        ] {
            assert!(!is_hazard(path), "{path}");
        }
    }

    #[test]
    fn a_module_that_is_open_by_a_glob_makes_no_hazard_of_every_name() {
        let through = |glob: &str, name: &str| {
            let path: Vec<String> = [glob, name].join("::").split("::").map(str::to_owned).collect();
            hazard(&path, path.len() - 1).is_some()
        };
        assert!(!through("rayon::prelude", "Ok") && !through("tokio::time", "Sheet"));
        assert!(through("rand::prelude", "random") && through("std::collections", "HashMap"));
    }
}
