//! A list as authors write it. Its tests are this module's tests.

use super::*;

static PLAYS: AtomicUsize = AtomicUsize::new(0);

crate::scenarios! {
    Close {
        except("review", "review", Driven::Refused, "it validates nothing");

        /// The accountant agrees.
        async fn approved() {
            assert_eq!(PLAYS.fetch_add(1, Ordering::Relaxed), 0, "it is played once");
            tokio::task::yield_now().await;
            drove(Driven::Approved);
        }

        /// The accountant does not agree.
        #[allow(clippy::unused_async, reason = "an attribute of the code stays with the code")]
        async fn rejected() -> Result<u32, Failing> {
            drove(Driven::Rejected);
            Ok(7)
        }

        #[cfg(any())]
        async fn not_here() -> NoSuchType {}
    }
}

/// An error with nothing but what a scenario's must have.
#[derive(Debug)]
enum Failing {}
