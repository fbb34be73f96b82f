//! Nothing that is emitted needs a name to be in scope.
#![no_implicit_prelude]

use ::ntro_workflow::{ActivityCtx, ActivityError, Ctx, RunbookResult};

struct Demo {
    rate: u32,
}

#[::ntro_workflow::ntro_workflow(slug = "demo")]
impl Demo {
    #[::ntro_workflow::run]
    async fn run(ctx: &Ctx<Self>, input: u32) -> RunbookResult<u32> {
        Self::review(ctx).await?;
        ::core::result::Result::Ok(input)
    }

    #[::ntro_workflow::init]
    fn init() -> Self {
        Self { rate: 1 }
    }

    #[::ntro_workflow::ui_step(name = "review", title = "Review", icon = "Eye")]
    async fn review(_ctx: &Ctx<Self>) -> RunbookResult<()> {
        ::core::result::Result::Ok(())
    }

    #[::ntro_workflow::signal]
    fn set(&mut self, rate: u32) {
        self.rate = rate;
    }

    #[::ntro_workflow::query]
    fn rate(&self) -> u32 {
        self.rate
    }

    #[::ntro_workflow::update(validator = check)]
    fn raise(&mut self, by: u32) -> u32 {
        self.rate += by;
        self.rate
    }

    fn check(&self, by: &u32) -> ::core::result::Result<(), &'static str> {
        if *by > self.rate { ::core::result::Result::Err("too much") } else { ::core::result::Result::Ok(()) }
    }

    #[::ntro_workflow::update]
    fn replace(&mut self, rate: u32) {
        self.rate = rate;
    }
}

#[derive(::core::default::Default)]
struct Plain;

#[::ntro_workflow::ntro_workflow(slug = "plain")]
impl Plain {
    #[::ntro_workflow::run]
    async fn run(_ctx: Ctx<Self>) -> RunbookResult<()> {
        ::core::result::Result::Ok(())
    }
}

struct Documents;

#[::ntro_workflow::ntro_activities]
impl Documents {
    #[::ntro_workflow::activity]
    async fn parse(&self, _ctx: &ActivityCtx, text: ::std::string::String) -> ::core::result::Result<u32, ActivityError> {
        ::core::result::Result::Ok(text.len() as u32)
    }
}

fn main() {
    let _ = (Demo::SET, Demo::RATE, Demo::RAISE, Demo::REPLACE, Documents::PARSE);
    let _ = <Plain as ::ntro_workflow::NtroWorkflow>::SLUG;
}
