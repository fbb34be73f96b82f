//! The full manifest: what the types say, with what only the source knows.

use ntro_manifest::manifest::{Manifest, Runbook, Step};

/// What the types say, with what only the source knows of it: the package, places, listings, children
/// and the gates that are not declared.
pub(crate) fn merged(types: Manifest, source: Manifest) -> Manifest {
    let Manifest { package, external, runbooks: mut read, .. } = source;
    let mut take = |slug: &str| {
        let index = read.iter().position(|runbook| runbook.slug == slug)?;
        Some(read.swap_remove(index))
    };
    let complete = |runbook: Runbook| match take(&runbook.slug) {
        Some(read) => with_source(runbook, read),
        None => runbook,
    };
    let runbooks = types.runbooks.into_iter().map(complete).collect();
    Manifest { package, external, runbooks, ..types }
}

fn with_source(mut types: Runbook, read: Runbook) -> Runbook {
    for Step { name, gates, source, .. } in read.steps {
        if let Some(step) = types.steps.iter_mut().find(|step| step.name == name) {
            step.gates.extend(gates.into_iter().filter(|gate| !gate.declared));
            step.source = source;
        }
    }
    Runbook { source: read.source, listing: read.listing, children: read.children, ..types }
}
