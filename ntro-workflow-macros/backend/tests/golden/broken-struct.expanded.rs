pub struct Demo {
    rate: u32,
}
::core::compile_error! {
    "`#[ntro_workflow]` belongs on an inherent impl\n= note: what it reads are the methods\n= help: write it above `impl Demo { … }`"
}
