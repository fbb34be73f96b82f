//! How long a crate of 100 runbooks with 10 steps each is expanded.
//!
//! `cargo bench --profile dev -p ntro-workflow-macros-backend --bench expansion`: built as in a crate that
//! `cargo ntro new` has made. The documented bound is 1 ms per runbook.
#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up fails")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fmt::Write as _;
use std::str::FromStr;
use std::time::{Duration, Instant};

use ntro_workflow_macros_backend::{ntro_workflow, outline_workflow};
use proc_macro2::TokenStream;

const RUNBOOKS: usize = 100;
const STEPS: usize = 10;
const ROUNDS: usize = 15;
const GOAL: Duration = Duration::from_millis(1);

fn main() {
    let crate_of_runbooks: Vec<(TokenStream, TokenStream)> = (0..RUNBOOKS).map(runbook).collect();
    let expansion = per_runbook(&crate_of_runbooks, |arguments, item| {
        let expansion = ntro_workflow(arguments, item);
        assert!(expansion.errors.is_empty());
        drop(expansion.into_tokens());
    });
    let outline = per_runbook(&crate_of_runbooks, |arguments, item| {
        let (outline, errors) = outline_workflow(arguments, item);
        assert!(errors.is_empty() && outline.is_some());
    });
    println!(
        "{RUNBOOKS} runbooks of {STEPS} steps, each step with a gate, each the best of {ROUNDS} rounds:"
    );
    println!("expanded in {:.3} ms per runbook", milliseconds(expansion));
    println!("outlined in {:.3} ms per runbook", milliseconds(outline));
    let met = if expansion <= GOAL { "met" } else { "MISSED" };
    println!("goal: expanded in at most {:.3} ms per runbook: {met}", milliseconds(GOAL));
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// The mean of the best times of each runbook, in which nothing else had the processor meanwhile.
fn per_runbook(
    runbooks: &[(TokenStream, TokenStream)],
    mut work: impl FnMut(TokenStream, TokenStream),
) -> Duration {
    let mut best = [Duration::MAX; RUNBOOKS];
    for _ in 0..ROUNDS {
        for (best, (arguments, item)) in best.iter_mut().zip(runbooks.iter().cloned()) {
            let start = Instant::now();
            work(arguments, item);
            *best = start.elapsed().min(*best);
        }
    }
    best.iter().sum::<Duration>() / u32::try_from(RUNBOOKS).expect("few runbooks")
}

/// The arguments and the impl of a runbook, as the compiler hands them over.
fn runbook(number: usize) -> (TokenStream, TokenStream) {
    let mut steps = String::new();
    for step in 0..STEPS {
        // Writing into a `String` cannot fail.
        let _ = write!(steps, "{}", STEP.replace('N', &step.to_string()));
    }
    let arguments = format!("slug = \"month-end-{number}\"");
    (tokens(&arguments), tokens(&format!("/// Closes one month.\nimpl MonthEnd{number} {{ {RUN} {steps} }}")))
}

fn tokens(source: &str) -> TokenStream {
    TokenStream::from_str(source).expect("the source is made of tokens")
}

const RUN: &str = r#"
    #[run]
    async fn run(ctx: &Ctx<Self>, period: Period) -> RunbookResult<Record> {
        let journal = Self::review_0(ctx, &period.journal).await?;
        Self::review_1(ctx, &journal).await?;
        Ok(Record::of(journal))
    }

    /// The file is there.
    #[signal]
    pub fn document_submitted(&mut self, document: Document) {
        self.submitted = Some(document);
    }

    /// What was extracted so far.
    #[query]
    pub fn totals(&self, currency: Currency) -> Result<Totals, UnknownCurrency> {
        self.totals.in_currency(currency)
    }

    /// Sets the rate.
    #[update(validator = check)]
    pub fn set_rate(&mut self, rate: ExchangeRate) -> Result<ExchangeRate, RateError> {
        self.rates.set(rate)
    }

    fn check(&self, rate: &ExchangeRate) -> Result<(), RateError> {
        rate.check()
    }
"#;

const STEP: &str = r#"
    /// Waits until a person has confirmed or corrected the lines.
    ///
    /// Nobody posts a journal that nobody has seen.
    #[ui_step(
        name = "review_N",
        title = "Review the journal",
        icon = "ClipboardCheck",
        description = "An accountant compares the journal with the bank's",
        responsibility = "accountant",
        timeout = "1d 12h",
        component = "DATA_TABLE",
        gate(name = "lines", payload = Vec<Line>, answers(approved, rejected))
    )]
    async fn review_N(ctx: &Ctx<Self>, journal: &Journal) -> RunbookResult<Journal> {
        let table = DataTable::new("Journal").dataset("lines", "Lines").columns([
            Column::text("account", "Account"),
            Column::currency("amount", "Amount").editable(),
        ]);
        let review = ctx.wait_for_action(&journal.lines).named("lines").display(table).await?;
        match review.action {
            Action::Approved | Action::Corrected => Ok(journal.with(review.payload)),
            Action::Rejected => Err(RunbookError::rejected(review.comments)),
        }
    }
"#;
