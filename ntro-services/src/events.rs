//! Events that go to another system, by HTTP.

use std::time::Duration;

use ntro_workflow::worker::events::{Event, EventError, EventFuture, EventSink};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Url};

use crate::http;

/// The header in which the receiver finds the event's id, without reading the body.
pub const ID_HEADER: &str = "ntro-event-id";

/// The header in which the receiver finds the event's type.
pub const TYPE_HEADER: &str = "ntro-event-type";

/// How long one try may take; all of them together stay within the worker's patience.
const TRY_LIMIT: Duration = Duration::from_secs(10);

/// How often it is tried, unless the author says otherwise.
const TRIES: u32 = 3;

const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// A server that asks for a longer pause gets the event with the next attempt of the activity.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Posts each event as JSON to one URL. Any answer of 200 to 299 means that it has arrived.
///
/// What may pass (no answer, 408, 409, 425, 429, 500 to 599) is tried again a few times, with pauses or as
/// `Retry-After` says; then the attempt of the activity fails, and its next one sends the event again. The
/// id, which stays the same, is in the body and in the header `ntro-event-id`.
///
/// ```
/// use ntro_services::events::HttpEvents;
/// use ntro_workflow::worker::Registry;
///
/// let sink = HttpEvents::to("https://hooks.example.com/ntro")?.header("authorization", "Bearer …")?;
/// let registry = Registry::new().event_sink(sink);
/// # drop(registry);
/// # Ok::<(), ntro_services::events::HttpEventsError>(())
/// ```
pub struct HttpEvents {
    client: Client,
    url: Url,
    name: String,
    headers: HeaderMap,
    tries: u32,
}

/// Why there is no sink.
///
/// ```
/// use ntro_services::events::HttpEvents;
///
/// let error = HttpEvents::to("hooks.example.com").err().expect("it has no scheme");
/// assert!(error.to_string().starts_with("events cannot be sent to `hooks.example.com`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HttpEventsError {
    /// The URL is none.
    #[error("events cannot be sent to `{url}`: {message}")]
    Url {
        /// As it was given.
        url: String,
        /// What is wrong with it.
        message: String,
    },
    /// A header cannot be sent. Its value is not repeated: it may be secret.
    #[error(
        "the header `{0}` of an event sink cannot be sent; use letters, digits and `-` in its name, and visible ASCII in its value"
    )]
    Header(String),
    /// There is no HTTP client to be had.
    #[error("events cannot be sent: {0}")]
    Client(String),
}

impl HttpEvents {
    /// A sink that posts to this URL.
    ///
    /// # Errors
    /// [`HttpEventsError::Url`] if it is no `http` or `https` URL, [`HttpEventsError::Client`].
    pub fn to(url: &str) -> Result<Self, HttpEventsError> {
        let wrong = |message| HttpEventsError::Url { url: url.to_owned(), message };
        let parsed = http::url(url).map_err(wrong)?;
        let client = http::client(TRY_LIMIT).map_err(HttpEventsError::Client)?;
        let name = http::shown(&parsed);
        Ok(Self { client, url: parsed, name, headers: HeaderMap::new(), tries: TRIES })
    }

    /// Sends a header with each event, such as the key that the receiver asks for. It is never logged.
    ///
    /// # Errors
    /// [`HttpEventsError::Header`] if it cannot be sent.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self, HttpEventsError> {
        let refused = || HttpEventsError::Header(name.to_owned());
        let header = HeaderName::try_from(name).map_err(|_| refused())?;
        let mut value = HeaderValue::try_from(value).map_err(|_| refused())?;
        value.set_sensitive(true);
        self.headers.insert(header, value);
        Ok(self)
    }

    /// How often an event is tried within one attempt of its activity; 3 by default, 1 to 4.
    #[must_use]
    pub fn tries(self, tries: u32) -> Self {
        Self { tries: tries.clamp(1, 4), ..self }
    }

    async fn post(&self, event: &Event) -> Result<(), EventError> {
        let mut number = 1;
        loop {
            let (message, wait) = match self.once(event).await {
                Ok(()) => return Ok(()),
                Err(Unsent { message, wait: Some(wait) }) if number < self.tries => (message, wait),
                Err(Unsent { message, .. }) => {
                    return Err(format!("{message}, at try {number} of {}", self.tries).into());
                }
            };
            tracing::debug!(sink = self.name, event.id, number, message, "an event is tried again");
            tokio::time::sleep(wait.unwrap_or_else(|| http::pause(FIRST_PAUSE, number)).min(LONGEST_PAUSE))
                .await;
            number += 1;
        }
    }

    async fn once(&self, event: &Event) -> Result<(), Unsent> {
        let request = self.client.post(self.url.clone()).headers(self.headers.clone());
        let request = request.header(ID_HEADER, &event.id).header(TYPE_HEADER, &event.event_type);
        let sent = request.json(event).send().await;
        let answer = sent.map_err(|error| Unsent { message: http::why(error), wait: Some(None) })?;
        let status = answer.status();
        if status.is_success() {
            return Ok(());
        }
        let wait = http::may_pass(status).then(|| http::retry_after(answer.headers()));
        Err(Unsent { message: format!("it answered {status}"), wait })
    }
}

/// A try that failed: whether it is worth another one, and after what pause if the server says so.
struct Unsent {
    message: String,
    wait: Option<Option<Duration>>,
}

impl EventSink for HttpEvents {
    fn name(&self) -> &str {
        &self.name
    }

    fn send<'a>(&'a self, event: &'a Event) -> EventFuture<'a> {
        Box::pin(self.post(event))
    }
}
