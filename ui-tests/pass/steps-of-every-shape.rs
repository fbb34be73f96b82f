//! Whatever a Rust method may look like, a step may look like.

use std::fmt::Debug;
use std::future::Future;

use ntro_workflow::prelude::*;
use ntro_workflow::{NtroWorkflow, StepError};

type StepCtx = Ctx<Demo>;
type Fallible<T> = Result<T, CloseError>;

#[derive(Debug)]
enum CloseError {
    Closed,
    Runbook(RunbookError),
}

impl std::fmt::Display for CloseError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{self:?}")
    }
}

impl std::error::Error for CloseError {}

impl From<RunbookError> for CloseError {
    fn from(error: RunbookError) -> Self {
        Self::Runbook(error)
    }
}

impl From<std::num::ParseIntError> for CloseError {
    fn from(_: std::num::ParseIntError) -> Self {
        Self::Closed
    }
}

struct Draft {
    title: String,
    pages: u32,
}

#[derive(Default)]
struct Demo {
    approved: bool,
}

#[ntro_workflow(slug = "demo")]
impl Demo {
    const LIMIT: u32 = 3;

    #[run]
    async fn run(ctx: Ctx<Self>) -> Fallible<u32> {
        let pages = vec![String::from("1"), String::from("2")];
        let steps = [Self::by_name(&ctx, "1"), Self::by_name(&ctx, "2")];
        let sum: u32 = join_all(steps).await.into_iter().filter_map(Result::ok).sum();
        Self::by_value(ctx.clone(), sum).await?;
        Self::borrows(&ctx, &pages, &pages[0]).await?;
        Self::generic(&ctx, pages, |page| page.len()).await?;
        Self::named_otherwise(&ctx, (1, 2), Draft { title: String::new(), pages: 1 }).await?;
        Self::returns_dyn(&ctx, true).await?.call(1);
        let _ = Self::returns_impl(&ctx).await?;
        Self::with_macro(&ctx).await?;
        Self::r#match(&ctx).await?;
        Self::lints(&ctx).await?;
        Ok(Self::LIMIT)
    }

    /// A plain step with `?` and an early return.
    #[ui_step(name = "by_name", title = "By name", icon = "Eye")]
    async fn by_name(step: &StepCtx, page: &str) -> Fallible<u32> {
        if step.state(|runbook| runbook.approved) {
            return Ok(0);
        }
        Ok(page.parse::<u32>()? + Self::LIMIT)
    }

    #[ui_step(name = "by_value", title = "By value")]
    async fn by_value(mut ctx: Ctx<Self>, mut sum: u32) -> RunbookResult<u32> {
        ctx = ctx.clone();
        sum += 1;
        ctx.sleep(Duration::from_secs(sum.into())).await?;
        Ok(sum)
    }

    #[ui_step(name = "borrows", title = "Borrows")]
    async fn borrows<'a>(_ctx: &Ctx<Self>, pages: &'a [String], other: &str) -> RunbookResult<Option<&'a str>> {
        Ok(pages.first().map(String::as_str).filter(|page| *page == other))
    }

    #[ui_step(name = "generic", title = "Generic")]
    async fn generic<P>(ctx: &Ctx<Self>, pages: Vec<P>, count: impl Fn(P) -> usize) -> RunbookResult<usize>
    where
        P: Debug,
    {
        ctx.sleep(Duration::from_secs(1)).await?;
        Ok(pages.into_iter().map(count).sum())
    }

    #[ntro_workflow::ui_step(name = "named_otherwise", title = "Named otherwise")]
    async fn named_otherwise(_: &Ctx<Self>, (first, _): (u32, u32), Draft { title, pages: _pages }: Draft) -> RunbookResult<u32> {
        if title.is_empty() {
            return Err(RunbookError::failed("Untitled", format!("draft {first} has no title")));
        }
        Ok(first)
    }

    #[::ntro_workflow::ui_step(name = "returns_dyn", title = "Returns dyn")]
    async fn returns_dyn(_ctx: &Ctx<Self>, twice: bool) -> RunbookResult<Box<dyn Call>> {
        if twice {
            return Ok(Box::new(|page| page * 2));
        }
        Ok(Box::new(|page| page))
    }

    #[ui_step(name = "returns_impl", title = "Returns impl")]
    async fn returns_impl(ctx: &Ctx<Self>) -> RunbookResult<impl Future<Output = RunbookResult<()>> + use<'_>> {
        Ok(ctx.sleep(Duration::from_secs(1)))
    }

    #[ui_step(name = "with_macro", title = "With macro")]
    async fn with_macro(ctx: &Ctx<Self>) -> RunbookResult<()> {
        macro_rules! nap {
            ($seconds:expr) => {
                ctx.sleep(Duration::from_secs($seconds)).await?
            };
        }
        nap!(1);
        Ok(())
    }

    #[ui_step(name = "match", title = "Match")]
    async fn r#match(ctx: &Ctx<Self>) -> RunbookResult<()> {
        let __step = "a name that the expansion could have used";
        let __return = __step.len();
        ctx.sleep(Duration::from_secs(__return as u64)).await
    }

    #[allow(unused_variables, clippy::needless_return)]
    #[ui_step(name = "lints", title = "Lints")]
    async fn lints(ctx: &Ctx<Self>) -> RunbookResult<()> {
        #![allow(unused_mut)]
        let mut unused = 1;
        return Ok(());
    }
}

trait Call {
    fn call(&self, page: u32) -> u32;
}

impl<F: Fn(u32) -> u32> Call for F {
    fn call(&self, page: u32) -> u32 {
        self(page)
    }
}

fn can_fail_a_step<E: StepError>() {}

fn main() {
    can_fail_a_step::<CloseError>();
    let names: Vec<&str> = Demo::STEPS.iter().map(|step| step.name).collect();
    let expected = [
        "by_name", "by_value", "borrows", "generic", "named_otherwise", "returns_dyn", "returns_impl", "with_macro",
        "match", "lints",
    ];
    assert_eq!(names, expected);
    assert_eq!(Demo::STEPS[0].title, "By name");
    assert_eq!(Demo::STEPS[0].icon, Some("Eye"));
    assert_eq!(Demo::STEPS[0].docs, "A plain step with `?` and an early return.");
    assert_eq!(Demo::STEPS[1].icon, None);
}
