//! What every module here does the same way over HTTP.

use std::error::Error;
use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, Url};

/// A server that asks for more patience than this is taken to be down.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// A client that gives up after `limit`. It follows no redirects: a request with a key in it goes where the
/// author sends it, and nowhere else.
pub(crate) fn client(limit: Duration) -> Result<Client, String> {
    let client = Client::builder().timeout(limit).redirect(Policy::none()).build();
    client.map_err(|error| format!("the HTTP client cannot be made: {}", why(error)))
}

/// A URL of the author's, or what is wrong with it.
pub(crate) fn url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text)
        .map_err(|error| format!("it is no URL: {error}; write for example https://host/path"))?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Ok(url),
        scheme => Err(format!("`{scheme}` is not spoken here; write for example https://host/path")),
    }
}

/// The URL without what may be secret in it: user, password, query.
pub(crate) fn shown(url: &Url) -> String {
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}://{}{port}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path())
}

/// Why there is no answer, without the URL.
pub(crate) fn why(error: reqwest::Error) -> String {
    if error.is_timeout() {
        return "it did not answer in time".to_owned();
    }
    if error.is_connect() {
        return "no connection".to_owned();
    }
    let error = error.without_url();
    let mut causes = vec![error.to_string()];
    let mut source = error.source();
    while let Some(cause) = source {
        causes.push(cause.to_string());
        source = cause.source();
    }
    causes.dedup();
    causes.join(": ")
}

/// Whether the same request may be answered otherwise later.
pub(crate) fn may_pass(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 409 | 425 | 429 | 500..=599)
}

/// How long the server asks to wait, in seconds; a date is not read.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds: u64 = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_PAUSE))
}

/// The body, or why there is none: it broke off, or it is longer than `limit` bytes.
pub(crate) async fn body(mut response: Response, limit: usize) -> Result<Vec<u8>, BodyError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| BodyError::Broken(why(error)))? {
        if body.len() + chunk.len() > limit {
            return Err(BodyError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Why there is no body.
pub(crate) enum BodyError {
    Broken(String),
    TooLong,
}

/// How long to wait before try `number + 1`, if nobody says: doubled each time, half a minute at most.
pub(crate) fn pause(first: Duration, number: u32) -> Duration {
    first.saturating_mul(2_u32.saturating_pow(number.saturating_sub(1))).min(Duration::from_secs(30))
}
