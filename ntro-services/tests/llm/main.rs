//! A language model behind a real HTTP server that behaves and misbehaves.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod server;

use std::time::Duration;

use ntro_services::llm::{HttpJudge, HttpJudgeError};
use ntro_workflow::wire::{CheckOutcome, QualityStatus};
use ntro_workflow::worker::{Judge as _, Question, Registry};
use ntro_workflow::{QualityCall, QualityEvaluator};
use serde_json::{Value, json};
use server::{Answer, Server};

const KEY: &str = "sk-very-secret";

fn question() -> Question {
    Question {
        check_id: "drop".into(),
        title: "Rent fell?".into(),
        prompt: "Is it plausible?".into(),
        submitted: json!({}),
        baseline: None,
    }
}

fn anthropic(text: &str) -> Answer {
    let thinking = json!({ "type": "thinking", "thinking": "hm" });
    let body = json!({ "content": [thinking, { "type": "text", "text": text }], "stop_reason": "end_turn" });
    Answer::Says("200 OK", body.to_string())
}

fn openai(text: &str) -> Answer {
    let body = json!({ "choices": [{ "message": { "content": text }, "finish_reason": "stop" }] });
    Answer::Says("200 OK", body.to_string())
}

fn says(head: &'static str, body: &Value) -> Answer {
    Answer::Says(head, body.to_string())
}

/// What a judge says after these answers; also how often it asked.
async fn asked(answers: Vec<Answer>) -> (Result<String, String>, usize) {
    let server = Server::start(answers).await;
    let judge = HttpJudge::anthropic(&server.base, "m1", KEY).unwrap();
    let answer = judge.judge(question()).await.map_err(|error| error.to_string());
    let said = format!("{answer:?} {judge:?}");
    assert!(!said.contains(KEY), "{said}");
    (answer, server.requests().len())
}

#[tokio::test]
async fn anthropics_shape() {
    let server = Server::start(vec![anthropic("It is.")]).await;
    let judge = HttpJudge::anthropic(&format!("{}/", server.base), "m1", KEY).unwrap().max_tokens(7);
    assert_eq!(judge.judge(question()).await.unwrap(), "It is.");
    let request = &server.requests()[0];
    assert!(request.head.starts_with("post /v1/messages http/1.1"), "{}", request.head);
    assert!(
        request.head.contains(&format!("x-api-key: {KEY}"))
            && request.head.contains("anthropic-version: 2023-06-01")
    );
    let messages = json!([{ "role": "user", "content": "Is it plausible?" }]);
    assert_eq!(request.body, json!({ "model": "m1", "max_tokens": 7, "messages": messages }));
}

#[tokio::test]
async fn openais_shape_with_a_key_and_without() {
    for (key, header) in [(KEY, true), ("", false)] {
        let server = Server::start(vec![openai("It is.")]).await;
        let judge = HttpJudge::openai(&format!("{}/v1", server.base), "m2", key).unwrap();
        assert_eq!(judge.judge(question()).await.unwrap(), "It is.");
        let head = &server.requests()[0].head;
        assert!(head.starts_with("post /v1/chat/completions http/1.1"), "{head}");
        assert_eq!(head.contains(&format!("authorization: bearer {KEY}")), header, "{head}");
    }
}

#[tokio::test]
async fn what_may_pass_is_asked_again() {
    let busy = |head| says(head, &json!({}));
    let answers = vec![
        busy("429 Too Many Requests\r\nretry-after: 0"),
        busy("500 Oh\r\nretry-after: 0"),
        anthropic("ok"),
    ];
    assert_eq!(asked(answers).await, (Ok("ok".to_owned()), 3));
    assert_eq!(asked(vec![busy("529 Overloaded"), anthropic("ok")]).await, (Ok("ok".to_owned()), 2));
}

#[tokio::test]
async fn what_does_not_pass_is_given_up() {
    let (answer, times) = asked(vec![says("503 Down\r\nretry-after: 0", &json!({}))]).await;
    let said = "the model `m1`: it answered 503 Service Unavailable, 3 times; try again later, or see whether it is up";
    assert_eq!((answer.unwrap_err().as_str(), times), (said, 3));
}

#[tokio::test]
async fn what_is_refused_for_good_is_asked_once_and_never_with_the_key() {
    let echo = json!({ "error": { "message": format!("no model m1 for {KEY}") } });
    let cases = [
        ("400 Bad Request", "it answered 400 Bad Request: no model m1 for (the key)"),
        ("401 Unauthorized", "it answered 401 Unauthorized; see whether the key is the right one"),
        (
            "307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/",
            "it answered 307 Temporary Redirect; redirects are not followed",
        ),
    ];
    for (head, said) in cases {
        let (answer, times) = asked(vec![says(head, &echo)]).await;
        let answer = answer.unwrap_err();
        assert!(answer.starts_with(&format!("the model `m1`: {said}")), "{answer}");
        assert_eq!(times, 1);
    }
}

#[tokio::test]
async fn nonsense_is_an_error_that_says_what() {
    let cut = json!({ "content": [{ "type": "text", "text": "{" }], "stop_reason": "max_tokens" });
    let refused = json!({ "content": [], "stop_reason": "refusal" });
    let cases = [
        (Answer::Says("200 OK", "<html>".into()), "its answer is not JSON"),
        (
            says("200 OK", &json!([])),
            "there is no text in its answer; see whether it speaks Anthropic's messages API",
        ),
        (
            says("200 OK", &json!({ "content": [{ "type": "text", "text": 7 }] })),
            "there is no text in its answer",
        ),
        (says("200 OK", &cut), "its answer was cut off; allow more with `.max_tokens(…)`"),
        (says("200 OK", &refused), "it will not judge this"),
        (Answer::Endless, "it answered with more than 1048576 bytes"),
    ];
    for (answer, said) in cases {
        let (answer, times) = asked(vec![answer]).await;
        let answer = answer.unwrap_err();
        assert!(answer.starts_with(&format!("the model `m1`: {said}")), "{answer}");
        assert_eq!(times, 1);
    }
    let cut = json!({ "choices": [{ "message": { "content": "{" }, "finish_reason": "length" }] });
    let server = Server::start(vec![says("200 OK", &cut)]).await;
    let error = HttpJudge::openai(&server.base, "m2", "").unwrap().judge(question()).await.unwrap_err();
    assert!(error.to_string().contains("cut off"), "{error}");
}

#[tokio::test]
async fn silence_ends_with_the_limit_and_is_not_paid_for_twice() {
    let server = Server::start(vec![Answer::Silence]).await;
    let judge = HttpJudge::anthropic(&server.base, "m1", KEY).unwrap().try_limit(Duration::from_millis(50));
    let error = judge.judge(question()).await.unwrap_err().to_string();
    assert!(error.ends_with("/v1/messages` gave no answer: it did not answer in time"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_not_there_or_hangs_up_is_named() {
    let judge = HttpJudge::anthropic("http://127.0.0.1:1", "m1", KEY).unwrap().tries(1);
    let error = judge.judge(question()).await.unwrap_err().to_string();
    assert!(
        error.starts_with("the model `m1`: `http://127.0.0.1:1/v1/messages` gave no answer: no connection"),
        "{error}"
    );
    let (answer, _) = asked(vec![Answer::HangsUp]).await;
    assert!(answer.unwrap_err().contains("gave no answer"));
}

#[tokio::test]
async fn what_it_says_is_the_result_of_a_check() {
    let run = async |answer: Answer, limit_ms: u64| {
        let server = Server::start(vec![answer]).await;
        let registry = Registry::new().judge(HttpJudge::openai(&server.base, "m2", KEY).unwrap());
        let evaluator = QualityEvaluator::Llm { prompt: "Is {submitted} less than {baseline}?".into() };
        let (submitted, baseline) = (json!(90), Some(json!(100)));
        let (id, title) = ("drop".to_owned(), "Rent fell?".to_owned());
        let call = QualityCall { id, title, evaluator, submitted, baseline, limit_ms };
        let outcome = registry.quality_runner().run(call).await;
        let prompt = server.requests()[0].body["messages"][0]["content"].clone();
        assert!(prompt.as_str().unwrap().contains("Is 90 less than 100?"), "{prompt}");
        outcome
    };
    let fell = r#"It did: { "status": "warn", "detail": "By 10.", "confidence": 1 }"#;
    assert_eq!(run(openai(fell), 60_000).await, CheckOutcome::warn("By 10.").confidence(1.0));
    assert_eq!(run(openai("Perhaps."), 60_000).await.status, QualityStatus::Fail);
    let outcome = run(Answer::Silence, 200).await;
    assert!(outcome.detail.starts_with("The judge took longer than 0.2 s"), "{}", outcome.detail);
}

#[test]
fn the_environment_says_everything_or_is_told_all_that_is_missing() {
    let with = |pairs: &'static [(&str, &str)]| {
        HttpJudge::from_variables(|name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    };
    let error = with(&[("NTRO_JUDGE_API", "bedrock"), ("NTRO_JUDGE_KEY", KEY)]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no language model is configured: set NTRO_JUDGE_URL, such as https://llm.example.com; \
         set NTRO_JUDGE_MODEL, such as the name of the model; \
         NTRO_JUDGE_API is `bedrock`, and `anthropic` and `openai` are known"
    );
    let judge = with(&[
        ("NTRO_JUDGE_API", "openai"),
        ("NTRO_JUDGE_URL", "http://localhost/v1"),
        ("NTRO_JUDGE_MODEL", "m"),
    ]);
    assert!(judge.is_ok());
    assert_eq!(HttpJudge::openai("http://localhost", "m", "two\nlines").unwrap_err(), HttpJudgeError::Key);
    assert!(matches!(HttpJudge::openai("ftp://localhost", "m", ""), Err(HttpJudgeError::Url { .. })));
}
