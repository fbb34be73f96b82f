fn main() {
    ntro_build::write_step_manifest();
}
