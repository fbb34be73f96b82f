//! Changes of the sources, as they happen.

use std::path::Path;
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::commands::dev::sources::Sources;
use crate::failure::Failure;
use crate::project::Project;

/// One save of an editor is several changes. They count as one when nothing follows for this long.
const QUIET: Duration = Duration::from_millis(100);

/// Changes of the sources, as they happen.
#[derive(Debug)]
pub(super) struct Changes {
    sources: Sources,
    watcher: RecommendedWatcher,
    sender: UnboundedSender<()>,
    seen: UnboundedReceiver<()>,
    /// Whether there is one that nobody was told about: waiting for quiet may be given up half-way.
    untold: bool,
}

impl Changes {
    /// Watches the sources of that package.
    pub(super) fn of(project: &Project) -> Result<Self, Failure> {
        let sources = Sources::of(project, None);
        let (sender, seen) = unbounded_channel();
        let watcher = watch(&sources, sender.clone())?;
        Ok(Self { sources, watcher, sender, seen, untold: false })
    }

    /// Goes on with the sources that the package has now, and with what its executable was built from.
    pub(super) fn follow(&mut self, project: &Project, executable: Option<&Path>) -> Result<(), Failure> {
        let sources = Sources::of(project, executable);
        if sources != self.sources {
            // The new one is there before the old one goes, so that nothing is missed.
            self.watcher = watch(&sources, self.sender.clone())?;
            self.sources = sources;
        }
        Ok(())
    }

    /// Waits for a change, and until nothing follows on it.
    pub(super) async fn next(&mut self) {
        if !self.untold {
            // The channel stays open: a sender is here.
            self.untold = self.seen.recv().await.is_some();
        }
        while let Ok(Some(())) = tokio::time::timeout(QUIET, self.seen.recv()).await {}
        self.untold = false;
    }
}

fn watch(sources: &Sources, sender: UnboundedSender<()>) -> Result<RecommendedWatcher, Failure> {
    let trouble = |error: &notify::Error| {
        Failure::failed(format!(
            "the sources cannot be watched: {error}; if that is a limit of the system's, such as \
             fs.inotify.max_user_watches, raise it"
        ))
    };
    let watched = sources.clone();
    let tell = move |event: notify::Result<Event>| {
        // An error is one of watching, after which a change may have been missed.
        let counts = event.map_or(true, |event| {
            !event.kind.is_access() && event.paths.iter().any(|path| watched.contain(path))
        });
        if counts {
            // Nobody listens at the end of a session.
            let _ = sender.send(());
        }
    };
    let mut watcher = notify::recommended_watcher(tell).map_err(|error| trouble(&error))?;
    for (directory, below) in sources.directories() {
        let mode = if below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        watcher.watch(directory, mode).map_err(|error| trouble(&error))?;
    }
    Ok(watcher)
}
