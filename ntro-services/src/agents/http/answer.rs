//! An answer of the provider, or what it means that there is none.

use reqwest::{RequestBuilder, Response, StatusCode};
use serde_json::Value;

use crate::agents::error::{AgentError, AgentErrorKind};
use crate::agents::http::{HttpAgents, LONGEST_JSON};
use crate::http::{self, BodyError};

/// As much of the provider's own words as belongs into a sentence.
const LONGEST_WORDS: usize = 300;

/// What a request is about: what is missing if the answer is 404.
#[derive(Clone, Copy)]
pub(super) enum What {
    Agent,
    Session,
    File,
}

impl What {
    fn missing(self) -> (AgentErrorKind, &'static str) {
        match self {
            Self::Agent => (AgentErrorKind::UnknownAgent, "the provider has no such agent; look at its id"),
            Self::Session => (AgentErrorKind::Gone, "the provider has the agent's session no more"),
            Self::File => (AgentErrorKind::Gone, "the provider has the agent's file no more"),
        }
    }
}

impl HttpAgents {
    /// Sends a request whose answer is JSON.
    pub(super) async fn json(&self, what: What, request: RequestBuilder) -> Result<Value, AgentError> {
        let body = self.bytes(what, request, LONGEST_JSON).await?;
        serde_json::from_slice(&body).map_err(|error| self.nonsense(&format!("it is no JSON: {error}")))
    }

    /// Sends a request whose answer is whatever it is, whole.
    pub(super) async fn bytes(
        &self,
        what: What,
        request: RequestBuilder,
        limit: usize,
    ) -> Result<Vec<u8>, AgentError> {
        let unreachable = |why: String| {
            let message = format!("the provider of agents cannot be reached: {why}");
            AgentError::new(AgentErrorKind::Unreachable, self.without_key(message))
        };
        let response = request.send().await.map_err(|error| unreachable(http::why(error)))?;
        if !response.status().is_success() {
            return Err(self.refused(what, response).await);
        }
        http::body(response, limit).await.map_err(|error| match error {
            BodyError::Broken(why) => unreachable(format!("its answer broke off: {why}")),
            BodyError::TooLong => {
                let message = format!("the provider of agents answers with more than {limit} bytes");
                AgentError::new(AgentErrorKind::TooLarge, message)
            }
        })
    }

    async fn refused(&self, what: What, response: Response) -> AgentError {
        use AgentErrorKind as Kind;
        let (status, retry_after) = (response.status(), http::retry_after(response.headers()));
        let words = http::body(response, LONGEST_JSON).await.ok().and_then(|body| words(&body));
        let (kind, sentence) = match status {
            StatusCode::UNAUTHORIZED => {
                (Kind::Unauthorized, "the provider does not know the key for agents; set another one")
            }
            StatusCode::FORBIDDEN => {
                (Kind::Forbidden, "the key for agents may not do this; ask for its rights")
            }
            StatusCode::NOT_FOUND => what.missing(),
            StatusCode::TOO_MANY_REQUESTS => {
                (Kind::RateLimited, "the provider of agents gets too many requests")
            }
            status if http::may_pass(status) => (Kind::Down, "the provider of agents has a fault of its own"),
            _ => (Kind::Refused, "the provider of agents does not take the request"),
        };
        let said = words.map(|words| format!(": {words}")).unwrap_or_default();
        let message = self.without_key(format!("{sentence} ({}{said})", status.as_u16()));
        AgentError { retry_after, ..AgentError::new(kind, message) }
    }

    pub(super) fn nonsense(&self, why: &str) -> AgentError {
        let message = format!("the answer of the provider of agents makes no sense: {why}");
        AgentError::new(AgentErrorKind::Nonsense, self.without_key(message))
    }

    /// A provider may repeat what it was sent.
    fn without_key(&self, message: String) -> String {
        message.replace(&self.key, "…")
    }
}

/// What the provider says in `error.message`, on one line.
fn words(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let said = body.pointer("/error/message").or_else(|| body.get("message"))?.as_str()?;
    let line: String =
        said.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_WORDS).collect();
    Some(line.trim().to_owned()).filter(|line| !line.is_empty())
}
