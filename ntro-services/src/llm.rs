//! A language model that judges the checks beside gates, asked over HTTP.

mod environment;
mod shape;

use std::time::Duration;

use ntro_workflow::worker::{Judge, JudgeError, JudgeFuture, Question};
use reqwest::header::HeaderValue;
use reqwest::{Client, Response, Url};

use crate::http;
use shape::Shape;

pub use environment::{API_VARIABLE, KEY_VARIABLE, MODEL_VARIABLE, URL_VARIABLE};

/// How long one try may take; the contract's.
const TRY_LIMIT: Duration = Duration::from_secs(60);

/// How often it is asked, unless the author says otherwise.
const TRIES: u32 = 3;

const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// A check is not held up for longer than this between two tries, whatever the server asks for.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How many tokens an answer may have.
const MAX_TOKENS: u32 = 1024;

/// How many bytes of an answer are read.
const LONGEST_BODY: usize = 1 << 20;

/// A language model behind an HTTP API, of one of two shapes: Anthropic's messages, or OpenAI's chat
/// completions, which many servers speak.
///
/// What may pass (no connection, 408, 409, 425, 429, 500 to 599) is asked again a few times, with pauses or as
/// `Retry-After` says. A time-out is not: the model may have worked all the while. No sentence of it holds the
/// key, and no redirect is followed.
///
/// ```
/// use ntro_services::llm::HttpJudge;
/// use ntro_workflow::worker::Registry;
///
/// let judge = HttpJudge::openai("http://localhost:11434/v1", "a-small-model", "")?.max_tokens(500);
/// let registry = Registry::new().judge(judge);
/// # drop(registry);
/// # Ok::<(), ntro_services::llm::HttpJudgeError>(())
/// ```
#[derive(Debug)]
pub struct HttpJudge {
    client: Client,
    shape: Shape,
    url: Url,
    model: String,
    /// Marked as sensitive, so that nothing prints it.
    key: Option<HeaderValue>,
    max_tokens: u32,
    tries: u32,
    try_limit: Duration,
}

/// Why there is no judge.
///
/// ```
/// use ntro_services::llm::HttpJudge;
///
/// let error = HttpJudge::anthropic("llm.example.com", "a-model", "secret").err().expect("it has no scheme");
/// assert!(error.to_string().starts_with("a language model cannot be asked at `llm.example.com`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HttpJudgeError {
    /// The URL is none.
    #[error("a language model cannot be asked at `{url}`: {message}")]
    Url {
        /// As it was given.
        url: String,
        /// What is wrong with it.
        message: String,
    },
    /// The key cannot be sent. It is not repeated.
    #[error("the key of the language model cannot be sent; use visible ASCII without line breaks")]
    Key,
    /// What the environment lacks, all at once.
    #[error("no language model is configured: {}", faults.join("; "))]
    Environment {
        /// One sentence per variable.
        faults: Vec<String>,
    },
    /// There is no HTTP client to be had.
    #[error("a language model cannot be asked: {0}")]
    Client(String),
}

impl HttpJudge {
    /// A model behind Anthropic's messages API at `{base}/v1/messages`. An empty key is not sent.
    ///
    /// # Errors
    /// [`HttpJudgeError`], if the URL or the key cannot be used.
    pub fn anthropic(base: &str, model: &str, key: &str) -> Result<Self, HttpJudgeError> {
        Self::new(Shape::Anthropic, base, model, key)
    }

    /// A model behind OpenAI's chat completions, or what speaks like them, at `{base}/chat/completions`:
    /// the base ends with `/v1` there. An empty key is not sent.
    ///
    /// # Errors
    /// [`HttpJudgeError`], if the URL or the key cannot be used.
    pub fn openai(base: &str, model: &str, key: &str) -> Result<Self, HttpJudgeError> {
        Self::new(Shape::OpenAi, base, model, key)
    }

    fn new(shape: Shape, base: &str, model: &str, key: &str) -> Result<Self, HttpJudgeError> {
        let wrong = |message| HttpJudgeError::Url { url: base.to_owned(), message };
        let mut url = http::url(base).map_err(wrong)?;
        let path = format!("{}{}", url.path().trim_end_matches('/'), shape.path());
        url.set_path(&path);
        let client = http::client(TRY_LIMIT).map_err(HttpJudgeError::Client)?;
        let key = if key.is_empty() { None } else { Some(shape.key(key).ok_or(HttpJudgeError::Key)?) };
        let (max_tokens, tries, try_limit) = (MAX_TOKENS, TRIES, TRY_LIMIT);
        Ok(Self { client, shape, url, model: model.to_owned(), key, max_tokens, tries, try_limit })
    }

    /// How many tokens an answer may have; 1024 by default.
    #[must_use]
    pub fn max_tokens(self, max_tokens: u32) -> Self {
        Self { max_tokens, ..self }
    }

    /// How often it is asked until it answers; 3 by default, 1 to 5.
    #[must_use]
    pub fn tries(self, tries: u32) -> Self {
        Self { tries: tries.clamp(1, 5), ..self }
    }

    /// How long one try may take; a minute by default. The checks that it judges have a limit of their own.
    #[must_use]
    pub fn try_limit(self, try_limit: Duration) -> Self {
        Self { try_limit, ..self }
    }

    async fn ask(&self, prompt: &str) -> Result<String, String> {
        let mut number = 1;
        loop {
            let (message, wait) = match self.once(prompt).await {
                Ok(text) => return Ok(text),
                Err(Failed { message, wait: Some(wait) }) if number < self.tries => (message, wait),
                Err(Failed { message, wait: Some(_) }) => {
                    return Err(format!(
                        "{message}, {number} times; try again later, or see whether it is up"
                    ));
                }
                Err(Failed { message, wait: None }) => return Err(message),
            };
            tracing::debug!(model = self.model, number, message, "a language model is asked again");
            let pause = wait.unwrap_or_else(|| http::pause(FIRST_PAUSE, number));
            tokio::time::sleep(pause.min(LONGEST_PAUSE)).await;
            number += 1;
        }
    }

    async fn once(&self, prompt: &str) -> Result<String, Failed> {
        let request = self.client.post(self.url.clone()).timeout(self.try_limit);
        let request = self.shape.headers(request, self.key.as_ref());
        let sent = request.json(&self.shape.request(&self.model, self.max_tokens, prompt)).send().await;
        let answer = sent.map_err(|error| {
            let wait = error.is_connect().then_some(None);
            Failed { message: self.no_answer(&http::why(error)), wait }
        })?;
        let status = answer.status();
        if !status.is_success() {
            let wait = http::may_pass(status).then(|| http::retry_after(answer.headers()));
            let said = self.said(answer).await.map(|said| format!(": {said}")).unwrap_or_default();
            return Err(Failed {
                message: format!("it answered {status}{said}{}", remedy(status.as_u16())),
                wait,
            });
        }
        let body = http::body(answer, LONGEST_BODY).await.map_err(|error| match error {
            http::BodyError::Broken(why) => Failed::for_good(self.no_answer(&why)),
            http::BodyError::TooLong => Failed::for_good(format!(
                "it answered with more than {LONGEST_BODY} bytes; see whether `{}` is a language model",
                http::shown(&self.url)
            )),
        })?;
        self.shape.text(&body).map_err(|message| Failed::for_good(self.without_key(&message)))
    }

    fn no_answer(&self, why: &str) -> String {
        format!("`{}` gave no answer: {why}", http::shown(&self.url))
    }

    /// What the server says of a request that it refuses, where that helps.
    async fn said(&self, answer: Response) -> Option<String> {
        if !matches!(answer.status().as_u16(), 400 | 404 | 422) {
            return None;
        }
        let body = http::body(answer, LONGEST_BODY).await.ok()?;
        let said = shape::error_message(&body)?;
        Some(self.without_key(&said))
    }

    /// Servers may repeat what they were sent.
    fn without_key(&self, text: &str) -> String {
        let header = self.key.as_ref().and_then(|key| key.to_str().ok()).unwrap_or_default();
        let key = header.strip_prefix(shape::BEARER).unwrap_or(header);
        if key.is_empty() { text.to_owned() } else { text.replace(key, "(the key)") }
    }
}

impl Judge for HttpJudge {
    fn judge(&self, question: Question) -> JudgeFuture<'_> {
        Box::pin(async move {
            self.ask(&question.prompt)
                .await
                .map_err(|message| JudgeError::new(format!("the model `{}`: {message}", self.model)))
        })
    }
}

fn remedy(status: u16) -> &'static str {
    match status {
        401 | 403 => "; see whether the key is the right one for this URL and model",
        300..=399 => "; redirects are not followed, so give the URL that it leads to",
        _ => "",
    }
}

/// A try that failed: whether it is worth another one, and after what pause if the server says so.
struct Failed {
    message: String,
    wait: Option<Option<Duration>>,
}

impl Failed {
    fn for_good(message: String) -> Self {
        Self { message, wait: None }
    }
}
