//! Names of modules and macros that mean something else where they stand.

use std::{env, fs, thread};

use anyhow::*;
use chrono::prelude::*;
use itertools::*;
use ntro_workflow::prelude::*;
use rand::prelude::*;
use rayon::prelude::*;
use rust_decimal::prelude::*;
use tokio::time;

use crate::model::*;

#[ntro_activities]
impl Ledger {
    #[activity]
    async fn post(&self, _ctx: &ActivityCtx, posting: Posting) -> Result<String, ActivityError> {
        time::sleep(posting.pause).await;
        thread::spawn(|| fs::write(env::var("LEDGER").unwrap_or_default(), rand::random::<[u8; 4]>()));
        Ok(Utc::now().to_string())
    }
}

#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Input) -> RunbookResult<Report> {
        let thread = input.thread.clone();
        let env = input.env.as_str();
        let entry = Entry { time: ctx.now(), text: format!("{thread} {env}") };
        let mut rng = StdRng::seed_from_u64(input.seed);
        let pick = rng.random_range(0..10);
        let mut fast = fastrand::Rng::with_seed(input.seed);
        Self::shuffle(&mut fast, Model::from_entropy(input.entropy));
        let time = |hours: i64| entry.time + hours.hours();
        let (due, origin) = match input.source {
            Source::Local => (time(1), "here"),
            Source::Remote { time, .. } => (time, "there"),
        };
        tracing::info!(version = env!("CARGO_PKG_VERSION"), build = std::env!("BUILD"), ?due, "started");
        let ledger = input.ledger.load(origin);
        Self::post(ctx, model::random(ledger), pick).await
    }

    #[ui_step(name = "post", title = "Post")]
    async fn post(ctx: &Ctx<Self>, ledger: Ledger, fs: usize) -> RunbookResult<Report> {
        Ok(Report { ledger, fs })
    }

    fn shuffle(rng: &mut fastrand::Rng, model: Model) {
        fastrand::Rng::shuffle(rng, model.rows());
    }

    /// The worker calls it before it starts.
    pub fn load(path: &str) -> std::io::Result<String> {
        fs::read_to_string(path)
    }
}
