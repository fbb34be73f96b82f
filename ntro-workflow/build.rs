//! Takes from the descriptors of `temporalio-protos` what a history needs, for the reading of protobuf's JSON.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    #[cfg(feature = "worker")]
    history::write()?;
    Ok(())
}

#[cfg(feature = "worker")]
mod history {
    use std::collections::BTreeSet;
    use std::error::Error;
    use std::path::PathBuf;

    use prost_reflect::{DescriptorPool, FileDescriptor};

    /// Where the build of `temporalio-protos` says that its descriptors are.
    const DESCRIPTORS: &str = "DEP_TEMPORALIO_PROTOS_DESCRIPTOR_PATH";
    const HISTORY: &str = "temporal/api/history/v1/message.proto";

    /// The file of the history and all that it imports, without the comments, which are most of the rest.
    pub(crate) fn write() -> Result<(), Box<dyn Error>> {
        println!("cargo:rerun-if-env-changed={DESCRIPTORS}");
        let path = std::env::var(DESCRIPTORS)?;
        let all = DescriptorPool::decode(std::fs::read(path)?.as_slice())?;
        let history = all.get_file_by_name(HISTORY).ok_or("there is no history among the descriptors")?;
        let mut needed = BTreeSet::new();
        collect(&history, &mut needed);
        let mut pool = DescriptorPool::new();
        let files = all.file_descriptor_protos().filter(|file| needed.contains(file.name())).cloned();
        pool.add_file_descriptor_protos(files.map(|mut file| {
            file.source_code_info = None;
            file
        }))?;
        let out = PathBuf::from(std::env::var("OUT_DIR")?).join("history.descriptors");
        Ok(std::fs::write(out, pool.encode_to_vec())?)
    }

    fn collect(file: &FileDescriptor, needed: &mut BTreeSet<String>) {
        if needed.insert(file.name().to_owned()) {
            file.dependencies().for_each(|import| collect(&import, needed));
        }
    }
}
