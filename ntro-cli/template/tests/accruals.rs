//! The runbook on a real Temporal server, with a person's decision.

use std::error::Error;
use std::time::Duration;

use ntro_dev_server::DevServer;
use ntro_workflow::wire::PendingAction;
use ntro_workflow::wire::action::{Address, UserActionMessage};
use ntro_workflow::worker::{Client, ClientError, RunHandle, Worker};

use package_name::runbook::{AccrualApproval, MonthEnd, Posted};
use package_name::{TASK_QUEUE, registry};

type Run = RunHandle<AccrualApproval>;

#[tokio::test]
async fn what_an_accountant_decides_is_done() -> Result<(), Box<dyn Error>> {
    let server = DevServer::builder().start().await?;
    let client = Client::connect(server.address(), server.namespace()).await?;
    let worker = Worker::new(&client, TASK_QUEUE, registry()).spawn().await?;

    let approved = decided(&client, "2026-03", UserActionMessage::approve()).await?;
    assert_eq!(
        approved.result().await?,
        Posted {
            lines: 2,
            total: 4510.5
        }
    );

    let no = UserActionMessage::reject().comments("the rent is in the books");
    let rejected = decided(&client, "2026-04", no).await?.result().await;
    let Err(ClientError::RunFailed { kind, message }) = rejected else {
        panic!("nothing may be posted after a reject: {rejected:?}");
    };
    assert_eq!(kind, "Rejected");
    assert!(message.contains("the rent is in the books"), "{message}");

    worker.stop().await?;
    server.stop().await?;
    Ok(())
}

/// Starts a run and gives that answer to what it shows.
async fn decided(
    client: &Client,
    period: &str,
    answer: UserActionMessage,
) -> Result<Run, Box<dyn Error>> {
    let input = MonthEnd {
        period: period.to_owned(),
    };
    let run = client
        .start::<AccrualApproval>(TASK_QUEUE, &format!("accruals-{period}"), &input)
        .await?;
    let shown = tokio::time::timeout(Duration::from_secs(60), open_gate(&run)).await??;
    run.act(answer.at(&address(&shown).ok_or("a gate has an id")?))
        .await?;
    Ok(run)
}

async fn open_gate(run: &Run) -> Result<PendingAction, ClientError> {
    loop {
        if let Some(shown) = run.pending_action().await? {
            return Ok(shown);
        }
    }
}

/// Names exactly what is shown, so that the answer reaches nothing else.
fn address(shown: &PendingAction) -> Option<Address> {
    let address = Address::new(shown.gate_id.clone()?);
    Some(
        address
            .revision(shown.revision?)
            .digest(shown.digest.clone()?),
    )
}
