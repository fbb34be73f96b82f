//! Scenarios that are given up in the middle.

use std::sync::Mutex;

use ntro_workflow::worker::{Client, ClientError};
use ntro_workflow_testing::{Failure, Scenario, TestServer};
use tokio::sync::oneshot;

use crate::runbooks::books::{Books, Filing, registry};

fn filing() -> Scenario<Filing> {
    Scenario::of::<Filing>(()).registry(registry)
}

/// Gives a scenario up while its activity works; the id of its run.
async fn given_up() -> String {
    let (tell, told) = oneshot::channel();
    let tell = Mutex::new(Some(tell));
    let scenario = filing().activity_with(Books::TOTAL, move |ctx, _| {
        let tell = tell.lock().expect("no panic").take().expect("it is called once");
        tell.send(ctx.info().workflow_id.clone()).expect("somebody waits for it");
        Ok(1)
    });
    tokio::select! {
        played = scenario.run() => panic!("{played:?}"),
        run = told => run.expect("the activity was called"),
    }
}

#[tokio::test]
async fn its_run_is_terminated_and_others_go_on() -> Result<(), Failure> {
    let server = TestServer::shared().await?;
    let client = Client::connect(server.address(), server.namespace()).await.expect("the server answers");
    let run = given_up().await;
    let outcome = filing().activity(Books::TOTAL, |_| Ok(2)).at("file").approve().run().await?;
    assert_eq!(outcome.completed()?, 2);
    let ended = client.run::<Filing>(&run).result().await;
    assert!(matches!(ended, Err(ClientError::RunTerminated)), "{ended:?}");
    Ok(())
}
