use std::collections::{BTreeMap, HashMap};
use std::time::*;

use ntro_workflow::prelude::*;

/// The author's own clock.
struct Instant;

/// The author's own module of the name of a crate.
mod rand {
    pub fn random() -> u32 {
        4
    }
}

mod tokio_free {
    pub fn spawn() {}
}

#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<String> {
        let now = ctx.now();
        let own = Instant::now();
        let four = rand::random();
        tokio_free::spawn();
        let names: BTreeMap<String, u32> = BTreeMap::new();
        println!("{now} SystemTime::now() {}", Duration::from_secs(1).as_secs());
        let random = ctx.uuid4();
        // SystemTime::now() in a comment, and in a string:
        let text = "std::fs::read(HashMap)";
        select! {
            _ = fused(ctx.sleep(Duration::from_secs(1))) => {}
            done = fused(Self::work(ctx)) => done?,
        }
        tokio::select! {
            biased;
            done = Self::work(ctx) => done?,
        }
        Ok(random)
    }

    #[ui_step(name = "work", title = "Work")]
    async fn work(ctx: &Ctx<Self>) -> RunbookResult<()> {
        // ntro: allow(nondeterminism): the map is looked up in and never walked through
        let names: HashMap<String, u32> = ctx.activity(Ledger::NAMES, ()).await?;
        let size = tokio::time::Duration::from_secs(1);
        let local = names.get("HashMap");
        ctx.activity(Ledger::NOW, ()).await
    }

    /// What nothing in the impl calls runs elsewhere.
    pub fn new_id() -> String {
        uuid::Uuid::new_v4().to_string()
    }
}

#[ntro_activities]
impl Ledger {
    #[activity]
    async fn now(&self, _ctx: &ActivityCtx) -> Result<(), ActivityError> {
        let now = SystemTime::now();
        std::fs::write("now", format!("{now:?}"))?;
        Ok(())
    }
}

fn main() {
    let names: HashMap<u8, u8> = HashMap::new();
    std::thread::sleep(Duration::from_secs(1));
}

#[cfg(test)]
mod tests {
    #[ntro_workflow(slug = "test")]
    impl Test {
        #[run]
        async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
            std::thread::yield_now();
            Ok(())
        }
    }
}
