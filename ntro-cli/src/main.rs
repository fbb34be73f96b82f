//! `cargo ntro`.

fn main() {}
