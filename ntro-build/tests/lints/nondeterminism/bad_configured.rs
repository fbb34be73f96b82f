//! What is configured, or may be: nobody knows of `turmoil`.

#[cfg(test)]
use clock::now;
#[cfg(not(test))]
use std::env::var as now;

#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
        #[cfg(turmoil)]
        println!("{:?}", std::time::Instant::now());
        now("TZ");
        match ctx.kind() {
            #[cfg(not(windows))]
            Kind::Local => std::thread::sleep(WEEK),
            _ => {}
        }
        Ok(())
    }
}
