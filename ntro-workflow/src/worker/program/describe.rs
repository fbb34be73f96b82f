//! `describe`: what a worker has, for programs and for people.

use std::io::Write as _;

use ntro_manifest::manifest::Manifest;

use crate::worker::program::outline::outline;
use crate::worker::program::{Program, complain, sentence};

impl Program {
    pub(super) fn describe(self, json: bool) -> Result<(), String> {
        self.registry.check().map_err(sentence)?;
        let (manifest, differences) = match self.step_manifest {
            Some(text) => self.registry.full_manifest(text)?,
            None => (self.registry.manifest(), Vec::new()),
        };
        for difference in differences {
            complain(&format!("warning: {difference}"));
        }
        let manifest = Manifest { task_queue: Some(self.task_queue), ..manifest }.with_bundles();
        let text = if json { manifest.to_json() } else { outline(&manifest) };
        let mut out = std::io::stdout().lock();
        let printed = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        printed.map_err(|error| format!("the manifest cannot be printed: {error}"))
    }
}
