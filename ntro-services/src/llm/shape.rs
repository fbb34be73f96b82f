//! The two shapes in which language models are asked and answer.

use reqwest::RequestBuilder;
use reqwest::header::HeaderValue;
use serde_json::{Value, json};

/// The version of Anthropic's API that is spoken.
const ANTHROPIC_VERSION: &str = "2023-06-01";

/// What a key stands behind in OpenAI's header.
pub(super) const BEARER: &str = "Bearer ";

/// How much of a server's own words is repeated, in characters.
const QUOTED: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Anthropic,
    OpenAi,
}

impl Shape {
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Anthropic => "/v1/messages",
            Self::OpenAi => "/chat/completions",
        }
    }

    /// The header's value of a key, if it can be one.
    pub(super) fn key(self, key: &str) -> Option<HeaderValue> {
        let mut value = match self {
            Self::Anthropic => HeaderValue::try_from(key),
            Self::OpenAi => HeaderValue::try_from(format!("{BEARER}{key}")),
        }
        .ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    pub(super) fn headers(self, request: RequestBuilder, key: Option<&HeaderValue>) -> RequestBuilder {
        let (request, name) = match self {
            Self::Anthropic => (request.header("anthropic-version", ANTHROPIC_VERSION), "x-api-key"),
            Self::OpenAi => (request, "authorization"),
        };
        match key {
            Some(key) => request.header(name, key.clone()),
            None => request,
        }
    }

    /// Both take the same.
    pub(super) fn request(self, model: &str, max_tokens: u32, prompt: &str) -> Value {
        json!({
            "model": model,
            "max_tokens": max_tokens,
            "messages": [{ "role": "user", "content": prompt }],
        })
    }

    /// The text of an answer.
    pub(super) fn text(self, body: &[u8]) -> Result<String, String> {
        let answer: Value =
            serde_json::from_slice(body).map_err(|error| format!("its answer is not JSON: {error}"))?;
        let (text, ended) = match self {
            Self::Anthropic => (anthropic_text(&answer), answer.get("stop_reason")),
            Self::OpenAi => {
                let choice = answer.pointer("/choices/0");
                let text = choice.and_then(|choice| choice.pointer("/message/content"));
                (
                    text.and_then(Value::as_str).map(str::to_owned),
                    choice.and_then(|choice| choice.get("finish_reason")),
                )
            }
        };
        match ended.and_then(Value::as_str) {
            Some("max_tokens" | "length") => {
                Err("its answer was cut off; allow more with `.max_tokens(…)`, or ask for less".to_owned())
            }
            Some("refusal" | "content_filter") => {
                Err("it will not judge this; put the prompt in other words, or ask another model".to_owned())
            }
            _ => text.filter(|text| !text.is_empty()).ok_or_else(|| {
                format!("there is no text in its answer; see whether it speaks {}", self.spoken())
            }),
        }
    }

    fn spoken(self) -> &'static str {
        match self {
            Self::Anthropic => "Anthropic's messages API",
            Self::OpenAi => "OpenAI's chat completions",
        }
    }
}

/// The text blocks, one after the other; others, such as those of thinking, are left out.
fn anthropic_text(answer: &Value) -> Option<String> {
    let blocks = answer.get("content")?.as_array()?;
    let texts = blocks.iter().filter(|block| block.get("type").is_some_and(|kind| kind == "text"));
    Some(texts.filter_map(|block| block.get("text")?.as_str()).collect())
}

/// What a server says of an error; both say it in the same place.
pub(super) fn error_message(body: &[u8]) -> Option<String> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    let message = answer.pointer("/error/message")?.as_str()?;
    Some(message.chars().take(QUOTED).collect())
}
