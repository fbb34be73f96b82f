mod drawer;

fn main() {
    // Nothing is read here.
    let _ = "#[ntro_workflow(slug = \"text\")] impl Text {}";
}
