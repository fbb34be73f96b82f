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

    #[update]
    fn set_rate<T: Into<u32>>(&mut self, rate: T) {
        self.rate = rate.into();
    }
}

fn main() {
    let _ = Demo::RUN;
    let _ = Demo::SET_RATE;
    Demo::default().set_rate(1_u8);
}
