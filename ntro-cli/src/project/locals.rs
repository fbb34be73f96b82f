//! The packages of the workspace that a package is built from.

use std::collections::BTreeSet;

use cargo_metadata::camino::Utf8Path;
use cargo_metadata::{Metadata, Package};

/// The package and the members of its workspace that it depends on, also by way of others.
pub(super) fn local_packages<'a>(metadata: &'a Metadata, package: &'a Package) -> Vec<&'a Package> {
    let members = metadata.workspace_packages();
    let mut seen = BTreeSet::from([directory(package)]);
    let mut found = vec![package];
    let mut next = 0;
    while let Some(package) = found.get(next).copied() {
        next += 1;
        for path in package.dependencies.iter().filter_map(|dependency| dependency.path.as_deref()) {
            let member = members.iter().find(|member| directory(member) == path);
            if let Some(member) = member.filter(|member| seen.insert(directory(member))) {
                found.push(member);
            }
        }
    }
    found
}

fn directory(package: &Package) -> &Utf8Path {
    package.manifest_path.parent().unwrap_or(&package.manifest_path)
}
