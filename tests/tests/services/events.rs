//! Events that go to another system.

use ntro_services::events::HttpEvents;
use ntro_workflow::Timestamp;
use ntro_workflow::wire::Event;
use ntro_workflow::worker::events::EventSink as _;
use ntro_workflow_tests::http::{Answer, HttpServer};
use serde_json::json;

const SECRET: &str = "Bearer very-secret";

fn event() -> Event {
    Event {
        id: Event::id_of("close-7", "r", "3"),
        event_type: "document.parsed".into(),
        payload: json!({ "pages": 2 }),
        workflow_id: "close-7".into(),
        run_id: "r".into(),
        workflow_type: "NavCloseWorkflow".into(),
        slug: "nav-close".into(),
        activity: "documents.parse".into(),
        occurred_at: Timestamp::UNIX_EPOCH,
    }
}

/// A server that answers its first requests so, and all others with 204.
async fn receiver(first: Vec<Answer>) -> HttpServer {
    let left = std::sync::Mutex::new(first.into_iter());
    HttpServer::start(move |_| left.lock().unwrap().next().unwrap_or(Answer::With(204, "x-taken", "yes")))
        .await
}

fn sink(server: &HttpServer) -> HttpEvents {
    HttpEvents::to(&format!("{}/hook?token=hidden", server.url()))
        .unwrap()
        .header("authorization", SECRET)
        .unwrap()
}

#[tokio::test]
async fn an_event_is_posted_with_its_id_where_no_body_has_to_be_read() {
    let server = receiver(Vec::new()).await;
    sink(&server).send(&event()).await.unwrap();

    let [request] = server.requests().try_into().unwrap();
    assert_eq!(request.line, "POST /hook?token=hidden");
    assert_eq!(
        (request.header("ntro-event-id"), request.header("ntro-event-type")),
        (&*event().id, "document.parsed")
    );
    assert_eq!(request.header("authorization"), SECRET);
    assert_eq!(serde_json::from_value::<Event>(request.body).unwrap(), event());
}

#[tokio::test]
async fn what_passes_is_tried_again_with_the_same_id() {
    let server = receiver(vec![Answer::With(503, "retry-after", "0"), Answer::Closed]).await;
    sink(&server).send(&event()).await.unwrap();

    let ids: Vec<_> =
        server.requests().iter().map(|request| request.header("ntro-event-id").to_owned()).collect();
    assert_eq!(ids, [event().id, event().id, event().id]);
}

#[tokio::test]
async fn a_receiver_that_stays_down_is_an_error_after_three_tries() {
    let down = || Answer::With(503, "retry-after", "0");
    let server = receiver(vec![down(), down(), down(), down()]).await;
    let error = sink(&server).send(&event()).await.unwrap_err();

    assert_eq!(server.requests().len(), 3);
    assert!(error.message().contains("503") && error.message().contains("try 3 of 3"), "{error:?}");
}

#[tokio::test]
async fn a_receiver_that_refuses_is_not_asked_again_and_no_secret_is_said() {
    for (answer, status) in
        [(Answer::Json(401, json!({})), "401"), (Answer::With(307, "location", "/x"), "307")]
    {
        let server = receiver(vec![answer]).await;
        let sink = sink(&server);
        let error = sink.send(&event()).await.unwrap_err();

        assert_eq!(server.requests().len(), 1);
        assert!(error.message().contains(status), "{error:?}");
        assert_eq!(sink.name(), format!("{}/hook", server.url()), "without the query");
    }
}

#[tokio::test]
async fn nobody_there_is_an_error_without_the_url() {
    let server = receiver(Vec::new()).await;
    let sink = sink(&server).tries(1);
    drop(server);
    tokio::task::yield_now().await;
    let error = sink.send(&event()).await.unwrap_err();

    assert!(!error.message().contains("hidden"), "{error:?}");
}

#[test]
fn a_header_that_cannot_be_sent_is_refused_without_its_value() {
    let sink = HttpEvents::to("https://hooks.example.com").unwrap();
    let error = sink.header("authorization", "line\nbreak").err().unwrap().to_string();
    assert!(error.contains("`authorization`") && !error.contains("break"), "{error}");
}
