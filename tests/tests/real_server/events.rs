//! Observable results reach the sinks at least once, by an id that stays the same.

use std::fs;

use ntro_workflow::wire::Event;
use ntro_workflow::worker::{Client, ClientError, Registry, RunningWorker, Worker};
use ntro_workflow_tests::process::soon;
use ntro_workflow_tests::runbooks::observed::{Given, Mood, Observed, Parsed, Reader, Text};
use ntro_workflow_tests::server::{client, unique};

use crate::restart::Process;

async fn worker(client: &Client, task_queue: &str, sinks: &[Given]) -> RunningWorker {
    let registry = Registry::new().register::<Observed>().activities(Reader);
    let worker = Worker::new(client, task_queue, registry);
    sinks.iter().cloned().fold(worker, Worker::event_sink).spawn().await.unwrap()
}

/// A worker with these sinks, and the result of one run on it.
async fn ran(
    sinks: &[Given],
    input: Text,
) -> (ntro_workflow::worker::RunHandle<Observed>, Result<Parsed, ClientError>) {
    let client = client().await;
    let task_queue = unique("events");
    let worker = worker(&client, &task_queue, sinks).await;
    let run = client.start::<Observed>(&task_queue, &unique("events"), &input).await.unwrap();
    let result = run.result().await;
    worker.stop().await.unwrap();
    (run, result)
}

fn three_words() -> Text {
    Text { text: " one two three ".into(), attempts: 0 }
}

#[tokio::test]
async fn an_observable_result_is_told_once_with_who_and_where() {
    let sinks = [Given::new(Mood::Well), Given::new(Mood::Well)];
    let (run, result) = ran(&sinks, three_words()).await;

    assert_eq!(result.unwrap(), Parsed { words: 3 });
    let events = sinks[0].events();
    let [Event { id, event_type, payload, workflow_id, run_id, workflow_type, slug, activity, .. }] =
        events.as_slice()
    else {
        panic!("one event: {events:?}");
    };
    assert_eq!((event_type.as_str(), payload), ("document.parsed", &serde_json::json!({ "words": 3 })));
    assert_eq!((workflow_id.as_str(), Some(run_id.as_str())), (run.workflow_id(), run.run_id()));
    assert_eq!((workflow_type.as_str(), slug.as_str()), ("ObservedWorkflow", "observed"));
    assert_eq!((activity.as_str(), id.len()), ("reader.parse", 32));
    assert_eq!(sinks[1].events()[0].id, *id);
}

#[tokio::test]
async fn a_failed_activity_tells_nothing() {
    let sink = Given::new(Mood::Well);
    let (_, result) = ran(std::slice::from_ref(&sink), Text::default()).await;

    assert!(matches!(result, Err(ClientError::RunFailed { kind, .. }) if kind == "EmptyText"));
    assert_eq!(sink.events(), []);
}

#[tokio::test]
async fn an_activity_is_not_done_before_its_event_is_out_and_its_id_stays() {
    let (down, well) = (Given::new(Mood::Down(2)), Given::new(Mood::Well));
    let (run, result) = ran(&[down.clone(), well.clone()], three_words()).await;

    assert_eq!(result.unwrap(), Parsed { words: 3 });
    let ids = |sink: &Given| sink.events().into_iter().map(|event| event.id).collect::<Vec<_>>();
    assert_eq!(ids(&down).len(), 3);
    assert_eq!(ids(&down), ids(&well), "a sink that is well gets it as often");
    assert!(ids(&down).iter().all(|id| *id == ids(&down)[0]));
    let history = String::from_utf8(run.history().await.unwrap()).unwrap();
    assert!(history.contains("the given: it is down"), "the history says why it was tried again");
}

#[tokio::test]
async fn a_sink_that_panics_fails_the_attempt_and_not_the_worker() {
    let sink = Given::new(Mood::Panics(1));
    let (_, result) = ran(std::slice::from_ref(&sink), three_words()).await;

    assert_eq!(result.unwrap(), Parsed { words: 3 });
    assert_eq!(sink.events().len(), 2);
}

#[tokio::test]
async fn a_sink_that_stays_down_fails_the_activity_with_a_sentence_that_says_so() {
    let sink = Given::new(Mood::Down(usize::MAX));
    let (_, result) = ran(std::slice::from_ref(&sink), Text { attempts: 2, ..three_words() }).await;

    let Err(ClientError::RunFailed { kind, message }) = result else { panic!("{result:?}") };
    assert_eq!(kind, "EventNotSent");
    let expected = [
        "the event `document.parsed` (",
        "of `reader.parse` could not be sent to the given: it is down",
        "not done before its event is out",
    ];
    assert!(expected.iter().all(|part| message.contains(part)), "{message}");
    assert_eq!(sink.events().len(), 2);
}

#[tokio::test]
async fn a_replay_tells_nothing_again() {
    let client = client().await;
    let task_queue = unique("events");
    let first = Given::new(Mood::Well);
    let one = worker(&client, &task_queue, std::slice::from_ref(&first)).await;
    let run = client.start::<Observed>(&task_queue, &unique("events"), &three_words()).await.unwrap();
    run.result().await.unwrap();
    one.stop().await.unwrap();

    // Another worker has nothing of the run in memory: a query makes it replay the history.
    let second = Given::new(Mood::Well);
    let other = worker(&client, &task_queue, std::slice::from_ref(&second)).await;
    let state = run.ui_state().await.unwrap();
    other.stop().await.unwrap();

    assert_eq!(state.steps_completed, ["parse"]);
    assert_eq!((first.events().len(), second.events().len()), (1, 0));
}

#[tokio::test]
async fn a_worker_killed_before_it_reports_the_activity_tells_the_same_event_again() {
    let client = client().await;
    let task_queue = unique("events");
    let directory = std::env::temp_dir().join(unique("events"));
    fs::create_dir(&directory).unwrap();
    fs::write(directory.join("hang"), "").unwrap();
    let lines = directory.join("lines");
    let told = || {
        let text = fs::read_to_string(&lines).unwrap_or_default();
        let whole = text.lines().filter_map(|line| serde_json::from_str::<Event>(line).ok());
        whole.collect::<Vec<_>>()
    };

    let first = Process::start_with(&task_queue, &[("EVENT_LINES", lines.as_path())]).await;
    let run = client.start::<Observed>(&task_queue, &unique("events"), &three_words()).await.unwrap();
    soon("the first event", async || (!told().is_empty()).then_some(())).await;
    first.kill();
    fs::remove_file(directory.join("hang")).unwrap();
    let _second = Process::start_with(&task_queue, &[("EVENT_LINES", lines.as_path())]).await;

    assert_eq!(run.result().await.unwrap(), Parsed { words: 3 });
    let events = told();
    assert_eq!(events.len(), 2, "{events:?}");
    assert_eq!(events[0].id, events[1].id);
    fs::remove_dir_all(&directory).unwrap();
}
