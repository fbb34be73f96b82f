//! Scenarios on any runtime, and on none.

use ntro_workflow_testing::{Failure, Scenario};
use ntro_workflow_tests::runbooks::gates::{OneReview, ReviewOptions};

fn approved() -> Scenario<OneReview> {
    Scenario::of::<OneReview>(ReviewOptions::default()).at("review").approve()
}

#[test]
fn without_a_runtime() -> Result<(), Failure> {
    let outcome = block_on(approved().run())?;
    assert_eq!(outcome.completed()?.action, "approved");
    Ok(())
}

#[tokio::test(flavor = "current_thread")]
async fn on_a_runtime_of_one_thread() -> Result<(), Failure> {
    assert_eq!(approved().run().await?.completed()?.action, "approved");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_runtime_of_several_threads() -> Result<(), Failure> {
    let outcome = tokio::spawn(approved().run()).await.expect("no panic")?;
    assert_eq!(outcome.completed()?.action, "approved");
    Ok(())
}

/// The least that runs a future.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(std::thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = std::sync::Arc::new(Unpark(std::thread::current())).into();
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut std::task::Context::from_waker(&waker)) {
            std::task::Poll::Ready(value) => return value,
            std::task::Poll::Pending => std::thread::park(),
        }
    }
}
