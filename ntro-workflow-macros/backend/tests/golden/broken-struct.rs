#[ntro_workflow(slug = "demo")]
pub struct Demo {
    rate: u32,
}
