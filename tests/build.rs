//! Reads the test runbooks from the source.

fn main() {
    ntro_build::write_step_manifest();
}
