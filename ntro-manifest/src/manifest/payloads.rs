//! Every payload of a manifest, wherever it stands.

use serde_json::Value;

use crate::manifest::{Manifest, Payload, Runbook};

impl Manifest {
    /// Calls `with` for every schema.
    pub(crate) fn each_schema(&mut self, with: &mut impl FnMut(&mut Value)) {
        let of_activities = self.activities.iter_mut().flat_map(|it| [&mut it.input, &mut it.output]);
        let of_runbooks = self.runbooks.iter_mut().flat_map(Runbook::payloads_mut);
        for payload in of_activities.chain(of_runbooks).flatten() {
            payload.schema.iter_mut().chain(&mut payload.read_schema).for_each(&mut *with);
        }
    }
}

impl Runbook {
    fn payloads_mut(&mut self) -> impl Iterator<Item = &mut Option<Payload>> {
        let handlers = self.signals.iter_mut().chain(&mut self.queries).chain(&mut self.updates);
        let of_handlers = handlers.flat_map(|handler| [&mut handler.payload, &mut handler.answer]);
        let gates = self.steps.iter_mut().flat_map(|step| &mut step.gates);
        [&mut self.input, &mut self.output]
            .into_iter()
            .chain(of_handlers)
            .chain(gates.map(|gate| &mut gate.payload))
    }
}
