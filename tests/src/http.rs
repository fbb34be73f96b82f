//! An HTTP server that answers as a test says, well or not.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A request that came.
#[derive(Clone, Debug)]
pub struct Request {
    /// Method and path, such as `GET /v1/files?scope_id=1`.
    pub line: String,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body; `null` if it is no JSON.
    pub body: Value,
}

impl Request {
    /// The value of a header; empty if it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }
}

/// What is answered.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A status and JSON.
    Json(u16, Value),
    /// A status and a header.
    With(u16, &'static str, &'static str),
    /// 200 and any bytes.
    Bytes(Vec<u8>),
    /// 200, a length, and less than that.
    Half(Vec<u8>),
    /// Nothing, and the connection is closed.
    Closed,
    /// Nothing, for ever.
    Hang,
}

/// The server; it goes when it is dropped.
pub struct HttpServer {
    url: String,
    requests: Arc<Mutex<Vec<Request>>>,
    task: JoinHandle<()>,
}

impl HttpServer {
    /// A server on a free port, which answers each request so.
    pub async fn start(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (answer, seen) = (Arc::new(answer), Arc::clone(&requests));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answer, seen) = (Arc::clone(&answer), Arc::clone(&seen));
                tokio::spawn(async move {
                    let mut stream = stream;
                    if let Some(request) = read(&mut stream).await {
                        let answer = answer(&request);
                        seen.lock().unwrap().push(request);
                        write(&mut stream, answer).await;
                    }
                });
            }
        });
        Self { url, requests, task }
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What came, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// What came with a line that starts so.
    #[must_use]
    pub fn requests_of(&self, line: &str) -> Vec<Request> {
        self.requests().into_iter().filter(|request| request.line.starts_with(line)).collect()
    }
}

impl Drop for HttpServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|part| part == b"\r\n\r\n") {
            break end + 4;
        }
        stream.read_buf(&mut bytes).await.ok().filter(|count| *count > 0)?;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let header =
        |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    let headers: Vec<_> = lines.filter_map(header).collect();
    let request = Request { line, headers, body: Value::Null };
    let length: usize = request.header("content-length").parse().unwrap_or(0);
    while bytes.len() < end + length {
        stream.read_buf(&mut bytes).await.ok().filter(|count| *count > 0)?;
    }
    Some(Request { body: serde_json::from_slice(&bytes[end..]).unwrap_or_default(), ..request })
}

async fn write(stream: &mut TcpStream, answer: Answer) {
    let head = |status: u16, length: usize, more: &str| {
        format!("HTTP/1.1 {status} Answer\r\ncontent-length: {length}\r\nconnection: close\r\n{more}\r\n")
    };
    let bytes = match answer {
        Answer::Json(status, body) => {
            let body = body.to_string();
            head(status, body.len(), "") + &body
        }
        Answer::With(status, name, value) => head(status, 0, &format!("{name}: {value}\r\n")),
        Answer::Bytes(body) => return send(stream, &head(200, body.len(), ""), &body).await,
        Answer::Half(body) => return send(stream, &head(200, body.len() * 2, ""), &body).await,
        Answer::Closed => return,
        Answer::Hang => std::future::pending().await,
    };
    send(stream, &bytes, &[]).await;
}

/// The other side may be gone, which is its own affair.
async fn send(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body).await;
    let _ = stream.shutdown().await;
}
