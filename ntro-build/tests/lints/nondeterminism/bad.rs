use chrono::prelude::*;
use rand::Rng as _;
use std::collections::{HashMap as Map, HashSet};
use std::time::{self, Instant as Clock};
use uuid::Uuid;

type Numbers = HashSet<u64>;

#[ntro_workflow(slug = "close")]
impl Close {
    #[init]
    fn start() -> Self {
        Self { id: Uuid::new_v4().to_string() }
    }

    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<String> {
        let started = Clock::now();
        let date = format!("{}", Utc::now());
        let on = std::env::var("CLOSE_ON").unwrap_or(date);
        Self::work(ctx, Map::new()).await?;
        tokio::select! {
            _ = tokio::time::sleep(WEEK) => {}
            done = Self::helper(ctx) => done?,
        }
        Ok(on)
    }

    #[ui_step(name = "work", title = "Work")]
    async fn work(ctx: &Ctx<Self>, seen: std::collections::HashMap<String, u8>) -> RunbookResult<()> {
        use tokio::spawn as beside;
        let numbers = Numbers::new();
        beside(async {});
        let text = std::fs::read_to_string("close.txt");
        let at = seen.get("x").copied().map_or_else(time::SystemTime::now, |_| time::UNIX_EPOCH);
        rand::thread_rng().gen_range(0..rand::random());
        reqwest::get("there").await;
        Ok(())
    }

    async fn helper(ctx: &Ctx<Self>) -> RunbookResult<()> {
        std::thread::sleep(Duration::from_secs(1));
        jiff::Timestamp::now();
        Ok(())
    }

    #[signal]
    fn sent(&mut self) {
        self.at = Some(Local::now());
    }

    #[update(validator = in_time)]
    fn change(&mut self) {}

    fn in_time(&self) -> Result<(), String> {
        if ::std::time::SystemTime::now() > self.end { Err("too late".into()) } else { Ok(()) }
    }
}

mod inner {
    use super::*;

    #[ntro_workflow(slug = "inner")]
    impl Inner {
        #[run]
        async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
            Clock::now();
            futures::select! { a = b => {} }
            tokio::join!(a, b);
            Ok(())
        }
    }
}
