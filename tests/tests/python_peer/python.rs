//! Python with the package in it: installed once, with hashes, and its processes.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use ntro_workflow_tests::process::Process;
use ntro_workflow_tests::server::server;
use serde_json::Value;

/// What is installed: the package and all that it needs.
const REQUIREMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/python/requirements.txt");
const PEER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/python/peer.py");

/// Where the packages are. Another list of them is another directory; one that was left half-way is made anew.
static PACKAGES: LazyLock<PathBuf> = LazyLock::new(|| {
    let list = fs::read(REQUIREMENTS).expect("the list of packages");
    let mut hasher = DefaultHasher::new();
    list.hash(&mut hasher);
    let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("python-{:016x}", hasher.finish()));
    if !packages.exists() {
        let half = packages.with_extension("half");
        let _ = fs::remove_dir_all(&half);
        install(&half);
        fs::rename(&half, &packages).expect("the packages get their name");
    }
    packages
});

fn install(into: &Path) {
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:", "--target"]);
    let installed = pip.arg(into).args(["--requirement", REQUIREMENTS]).output();
    let installed = installed.expect("these tests need Python 3.11 or newer with pip; install `python3-pip`");
    let said = String::from_utf8_lossy(&installed.stderr);
    assert!(installed.status.success(), "these tests need Python 3.11 or newer with pip: {said}");
}

fn peer(command: &str, address: &str) -> Command {
    let mut peer = Command::new("python3");
    peer.env("PYTHONPATH", PACKAGES.as_path()).args([PEER, command, address]);
    peer
}

/// A worker of the package's runbooks, which polls that queue.
pub(crate) async fn worker(task_queue: &str) -> Process {
    let mut command = peer("work", server().await.address());
    let mut process = Process::start(command.arg(task_queue).stdout(Stdio::piped()));
    let said = process.child().stdout.take().expect("it is piped");
    let first = BufReader::new(said).lines().next().expect("it says that it is ready");
    assert_eq!(first.expect("a line"), "ready");
    process
}

/// Has the package's own driver bring a run to its end: what it says came of it.
pub(crate) async fn drive(workflow_id: &str, scenario: &str) -> Value {
    let mut command = peer("drive", server().await.address());
    command.args([workflow_id, scenario]).stderr(Stdio::inherit());
    let drives = tokio::task::spawn_blocking(move || command.output().expect("Python runs"));
    let driven = drives.await.expect("it does not panic");
    assert!(driven.status.success(), "the driver gave up");
    serde_json::from_slice(&driven.stdout).expect("it prints what came of the run")
}
