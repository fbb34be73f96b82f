use std::time::{Duration, Instant};
use ntro_dev_server::DevServer;
use ntro_workflow::worker::*;
use ntro_workflow_tests::runbooks;
use ntro_workflow_tests::runbooks::gates::*;
use temporalio_client::{tonic, NamespacedClient as _};
use temporalio_protos::temporal::api::common::v1::*;
use temporalio_protos::temporal::api::workflowservice::v1::*;
use temporalio_protos::temporal::api::workflow::v1::WorkflowExecutionOptions;

#[tokio::test]
async fn poc() {
    let t=Instant::now();
    let server = DevServer::builder().dynamic_config("frontend.WorkflowTimeSkippingEnabled", true)
        .dynamic_config("history.timerProcessorMaxTimeShift", "1ms").start().await.unwrap();
    eprintln!("server {:?}", t.elapsed());
    let client = Client::connect(server.address(), "default").await.unwrap();
    let _worker = Worker::new(&client, "q", runbooks::registry()).spawn().await.unwrap();
    for i in 0..4 {
    let t=Instant::now();
    let run = client.start::<OneReview>("q", &format!("r{i}"), &ReviewOptions{timeout_ms: Some(86_400_000), ..Default::default()}).await.unwrap();
    eprintln!("started {:?}", t.elapsed());
    let g = ntro_workflow_tests::drive::open_gate(&run, "review").await;
    eprintln!("gate {:?} {:?}", t.elapsed(), g.deadline);
    let mut svc = client.sdk().connection().workflow_service();
    for (id, h) in [("a", 23), ("b", 2)] {
        let ex = WorkflowExecution { workflow_id: run.workflow_id().into(), run_id: String::new() };
        let r = svc.update_workflow_execution_options(tonic::Request::new(UpdateWorkflowExecutionOptionsRequest {
            namespace: client.sdk().namespace(), workflow_execution: Some(ex.clone()),
            workflow_execution_options: Some(WorkflowExecutionOptions { time_skipping_config: Some(TimeSkippingConfig {
                enabled: true, fast_forward_config: Some(FastForwardConfig { id: id.into(), duration: Some(prost_wkt_types::Duration{seconds: h*3600, nanos: 0}) }), disable_propagation: true, max_session_skip_count: 200 }), ..Default::default() }),
            update_mask: Some(prost_wkt_types::FieldMask { paths: vec!["time_skipping_config".into()] }),
            ..Default::default()
        })).await;
        eprintln!("options {:?} {:?}", t.elapsed(), r.is_ok());
        if let Err(e) = &r { eprintln!("{e:?}"); }
        let r = svc.poll_workflow_execution_time_skipping(tonic::Request::new(PollWorkflowExecutionTimeSkippingRequest { namespace: client.sdk().namespace(), workflow_execution: Some(ex.clone()), fast_forward_id: id.into() })).await;
        eprintln!("poll {:?} {:?}", t.elapsed(), r.map(|r| r.into_inner()));
        let r = svc.describe_workflow_execution(tonic::Request::new(DescribeWorkflowExecutionRequest { namespace: client.sdk().namespace(), execution: Some(ex.clone()), ..Default::default() })).await.unwrap().into_inner();
        eprintln!("desc {:?} {:?} {:?} len {}", t.elapsed(), r.workflow_extended_info.as_ref().map(|i| &i.time_skipping_info), r.pending_workflow_task.is_some(), r.workflow_execution_info.unwrap().history_length);
    }
    eprintln!("{:?}", run.result().await.map(|d| d.action));
    eprintln!("result {:?}", t.elapsed());
    if i==3 { let h = run.sdk().fetch_history(Default::default()).into_events().await.unwrap(); for e in h { eprintln!("{} {:?} {:?} {:?}", e.event_id, e.event_type(), e.event_time.map(|t| t.seconds), e.user_metadata); } }
    }
    let _ = Duration::ZERO;
}
