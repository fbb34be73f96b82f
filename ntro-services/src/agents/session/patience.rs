//! How long to wait, and how often to try.

use std::future::Future;
use std::time::Duration;

use crate::agents::error::AgentError;
use crate::agents::invocation::AgentInvocation;
use crate::http::pause;

/// How often a request is tried before the attempt fails.
pub(super) const TRIES: u32 = 5;

/// The first pause between two tries, where the looks are further apart.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

const LONGEST_INTERVAL: f64 = 3_600.0;

const LONGEST: f64 = 30.0 * 24.0 * 3_600.0;

/// What an invocation says of time, checked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    pub(super) interval: Duration,
    pub(super) most: Duration,
}

impl Patience {
    pub(super) fn of(invocation: &AgentInvocation) -> Result<Self, String> {
        let seconds = |name: &str, value: f64, most: f64| match Duration::try_from_secs_f64(value) {
            Ok(duration) if value <= most && !duration.is_zero() => Ok(duration),
            _ => Err(format!(
                "`{name}` of an agent's task is {value}; it is more than 0 and at most {most} seconds"
            )),
        };
        Ok(Self {
            interval: seconds("poll_interval_seconds", invocation.poll_interval_seconds, LONGEST_INTERVAL)?,
            most: seconds("max_poll_seconds", invocation.max_poll_seconds, LONGEST)?,
        })
    }

    /// The pause after that one: half as long again, up to six times the interval.
    pub(super) fn longer(self, wait: Duration) -> Duration {
        (wait + wait / 2).min(self.interval * 6)
    }
}

/// Tries a request until it works, fails for good, or has failed often enough.
pub(super) async fn persist<T, Made>(
    interval: Duration,
    mut request: impl FnMut() -> Made,
) -> Result<T, AgentError>
where
    Made: Future<Output = Result<T, AgentError>>,
{
    let mut number = 1;
    loop {
        let error = match request().await {
            Err(error) if error.kind.is_retryable() && number < TRIES => error,
            outcome => return outcome,
        };
        let wait = error.retry_after.unwrap_or_else(|| pause(interval.min(FIRST_PAUSE), number));
        tracing::debug!(%error, number, "a request to an agent's provider is tried again");
        tokio::time::sleep(wait).await;
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_that_make_no_sense_are_refused_by_name() {
        for wrong in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e12] {
            let task = AgentInvocation { max_poll_seconds: wrong, ..AgentInvocation::new("a", "b") };
            let message = Patience::of(&task).expect_err("it is refused");
            assert!(message.starts_with("`max_poll_seconds`"), "{message}");
        }
    }

    #[test]
    fn pauses_grow_to_six_intervals() {
        let patience = Patience::of(&AgentInvocation::new("a", "b")).expect("it is fine");
        let mut wait = patience.interval;
        let waits: Vec<_> = (0..7)
            .map(|_| {
                wait = patience.longer(wait);
                wait.as_secs_f32()
            })
            .collect();
        assert_eq!(waits, [7.5, 11.25, 16.875, 25.3125, 30.0, 30.0, 30.0]);
    }
}
