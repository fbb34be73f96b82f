//! The same calls, spelt in other ways.

use std::time::SystemTime;

use fastrand::Rng as Fast;
use ntro_workflow::prelude::*;
use rand::prelude::*;
use tokio::select;
use tokio::time::sleep as nap;

type Date = Utc;
use chrono::*;

#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        let date = Date::now();
        let at = <SystemTime>::now();
        let started = <std::time::Instant>::now();
        let seed = random::<u64>();
        let rng = rand::make_rng::<StdRng>();
        rand::fill(&mut [0; 4]);
        let seeded = StdRng::from_os_rng();
        let small = SmallRng::from_entropy();
        let full = rand::rngs::StdRng::from_entropy();
        let tried: Result<StdRng, _> = SeedableRng::try_from_os_rng();
        let portable = rand_chacha::ChaCha8Rng::from_os_rng();
        let own = fastrand::Rng::new();
        let other = Fast::default().u8(..) + fastrand::u8(..);
        nap(WEEK).await;
        select! {
            done = Self::work(ctx) => done?,
        }
        Ok(())
    }

    #[ui_step(name = "work", title = "Work")]
    async fn work(ctx: &Ctx<Self>) -> RunbookResult<()> {
        self.load(OsRng)
    }

    fn load(&self, rng: OsRng) -> RunbookResult<()> {
        Ok(())
    }
}
