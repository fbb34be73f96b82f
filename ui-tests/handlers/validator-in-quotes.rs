use ntro_workflow::prelude::*;

#[derive(Default)]
struct Demo {
    rate: u32,
}

#[ntro_workflow(slug = "demo")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        Ok(())
    }

    #[update(validator = "check_rate")]
    fn set_rate(&mut self, rate: u32) {
        self.rate = rate;
    }

    fn check_rate(&self, rate: &u32) -> Result<(), String> {
        if *rate > self.rate { Ok(()) } else { Err("too low".into()) }
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::SET_RATE;
    Demo::default().set_rate(1);
    let _ = Demo::default().check_rate(&1);
}
