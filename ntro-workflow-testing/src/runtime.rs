//! The runtime that everything of a test process shares.

use std::sync::LazyLock;

use tokio::runtime::{Builder, Runtime};

/// Lives as long as the process: what is shared between tests outlives the runtime of any one of them.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("ntro-testing")
        .enable_all()
        .build()
        .expect("the system has two threads to give")
});

pub(crate) fn runtime() -> &'static Runtime {
    &RUNTIME
}
