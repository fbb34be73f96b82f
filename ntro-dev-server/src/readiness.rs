//! When a server counts as ready.

use std::net::Ipv4Addr;
use std::path::Path;
use std::time::Duration;

use tokio::net::TcpStream;

use crate::arguments::Ports;
use crate::probe;

const INTERVAL: Duration = Duration::from_millis(20);
const LIMIT: Duration = Duration::from_secs(5);

/// Returns when the server's ports are open and it calls itself healthy; it is for the caller to
/// set a bound.
pub(crate) async fn ready(cli: &Path, ports: Ports) {
    for port in [Some(ports.grpc), ports.ui].into_iter().flatten() {
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
            tokio::time::sleep(INTERVAL).await;
        }
    }
    while !is_serving(cli, ports.grpc).await {
        tokio::time::sleep(INTERVAL).await;
    }
}

async fn is_serving(cli: &Path, port: u16) -> bool {
    let address = format!("--address=127.0.0.1:{port}");
    // Neither the user's profile nor their variables say how to reach this server.
    let plain = ["--disable-config-file", "--disable-config-env"];
    let args = ["operator", "cluster", "health", &address].into_iter().chain(plain);
    let answer = probe::run(cli, args, LIMIT).await;
    answer.is_ok_and(|output| output.trim() == "SERVING")
}
