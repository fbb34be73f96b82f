mod runbook {
    use ntro_workflow::prelude::*;

    #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
    struct Request;

    #[derive(Default)]
    pub struct Demo;

    #[ntro_workflow(slug = "demo")]
    impl Demo {
        #[run]
        async fn run(_ctx: &Ctx<Self>, _input: Request) -> RunbookResult<()> {
            Ok(())
        }
    }
}

fn main() {
    use ntro_workflow::prelude::*;

    let _ = runbook::Demo::RUN;
}
