//! What is not configured, wherever that may be said.

#[cfg(not(test))]
use clock::now;
#[cfg(test)]
use std::env::var as now;

#[cfg(feature = "fast")]
type Names = std::collections::HashMap<String, u32>;
#[cfg(not(feature = "fast"))]
type Names = std::collections::BTreeMap<String, u32>;

#[ntro_workflow(slug = "close")]
impl Close {
    #[run]
    async fn run(ctx: &Ctx<Self>, #[cfg(test)] start: std::time::Instant) -> RunbookResult<Report> {
        #[cfg(test)]
        println!("{:?}", std::time::Instant::now());
        #[cfg(feature = "fast")]
        use std::thread::spawn as each;
        let at = now(ctx);
        each(Names::new());
        let kind = match at.kind {
            #[cfg(windows)]
            Kind::Local => std::env::var("TZ"),
            _ => "UTC".into(),
        };
        join!(async {
            #[cfg_attr(not(windows), cfg(test))]
            std::thread::sleep(WEEK);
        });
        #[cfg(test)]
        Self::sleep();
        let all = [
            kind,
            #[cfg(test)]
            rand::random(),
        ];
        Ok(Report {
            all,
            #[cfg(test)]
            seen: std::collections::HashSet::new(),
        })
    }

    fn sleep() {
        std::thread::sleep(WEEK);
    }
}
