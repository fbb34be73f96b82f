//! Reads the runbook's steps, gates and children from the source, for `step_manifest!()`.

fn main() {
    ntro_build::write_step_manifest();
}
