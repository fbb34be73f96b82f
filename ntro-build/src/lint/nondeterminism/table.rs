//! What differs from one time to the next, by its full path.

/// Something that a replay does not repeat.
pub(in crate::lint) struct Hazard {
    /// The paths, `**` for any modules in between. What lies below a path is meant as well.
    paths: &'static [&'static str],
    /// What lies below one of them and is harmless.
    except: &'static [&'static str],
    /// Whether the macro is harmless if it starts with `biased;`.
    pub(in crate::lint) tamed_by_biased: bool,
    /// Why it differs.
    pub(in crate::lint) why: &'static str,
    /// What to use instead.
    pub(in crate::lint) remedy: &'static str,
}

/// What makes a path nondeterministic, if something does.
pub(in crate::lint) fn hazard(path: &[String]) -> Option<&'static Hazard> {
    let any = |patterns: &[&str]| patterns.iter().any(|pattern| begins_with(path, pattern));
    HAZARDS.iter().find(|hazard| any(hazard.paths) && !any(hazard.except))
}

/// Whether a path is one of the pattern, or lies below one.
fn begins_with(path: &[String], pattern: &str) -> bool {
    let pattern: Vec<&str> = pattern.split("::").collect();
    matches(path, &pattern)
}

fn matches(path: &[String], pattern: &[&str]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, _) => true,
        (Some((&"**", rest)), _) => (0..=path.len()).any(|skipped| matches(&path[skipped..], rest)),
        (Some((&word, rest)), Some((first, below))) => first == word && matches(below, rest),
        (Some(_), None) => false,
    }
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
            "rand::**::from_entropy",
            "rand::**::from_os_rng",
            "fastrand",
            "getrandom",
        ],
        except: &["fastrand::Rng::with_seed"],
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
            "tokio::task_local",
            "std::thread",
            "rayon",
        ],
        except: &[],
        tamed_by_biased: false,
        why: "what runs beside the run ends at another moment when it is replayed, or never",
        remedy: "`join!` and `join_all` run steps side by side; real work belongs in an activity",
    },
    Hazard {
        paths: &["tokio::select", "tokio::join", "tokio::try_join"],
        except: &[],
        tamed_by_biased: true,
        why: "it polls its futures in another order each time, so that the run takes another way when replayed",
        remedy: "use `select!` and `join!` of `ntro_workflow::prelude`, or start it with `biased;`",
    },
    Hazard {
        paths: &["futures::select", "futures_util::select", "futures::future::select_ok"],
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
        hazard(&path.split("::").map(str::to_owned).collect::<Vec<_>>()).is_some()
    }

    #[test]
    fn a_path_is_known_wherever_its_crate_shows_it() {
        for path in [
            "std::time::Instant::now",
            "chrono::Utc::now",
            "chrono::offset::Utc::now",
            "rand::prelude::thread_rng",
            "rand::rngs::OsRng",
            "std::collections::HashMap::new",
            "std::thread::sleep",
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
            "tokio::sync::mpsc",
        ] {
            assert!(!is_hazard(path), "{path}");
        }
    }
}
