//! `describe`: what a worker has, for programs and for people.

use ntro_manifest::manifest::Manifest;

use crate::worker::program::outline::outline;
use crate::worker::program::{Program, complain, print, sentence};
use crate::worker::step_manifest;

impl Program {
    pub(super) fn describe(self, json: bool) -> Result<(), String> {
        self.registry.check().map_err(sentence)?;
        let (manifest, differences) = match self.step_manifest {
            Some(text) => self.registry.full_manifest(text)?,
            None => {
                let types = self.registry.manifest();
                let unusable = step_manifest::unusable(&types);
                (types, unusable)
            }
        };
        for difference in differences {
            complain(&format!("warning: {difference}"));
        }
        let manifest = Manifest { task_queue: Some(self.task_queue), ..manifest }.with_bundles();
        let text = if json { manifest.to_json() } else { outline(&manifest) };
        print(&text)
    }
}
