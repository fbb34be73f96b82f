//! How much is emitted for a step or a handler, beyond the author's own lines.

use crate::common::{expand, formatted, tokens};

const STEP: &str = r#"
    /// Waits until a person has confirmed or corrected the extracted lines.
    #[ui_step(name = "review_extraction_N", title = "Review extraction", icon = "Eye")]
    async fn review_extraction_N(_ctx: &Ctx<Self>, extracted: &Extracted) -> RunbookResult<UserAction<Extracted>> {
        let action = wait_for_action(extracted).await?;
        Ok(action)
    }
"#;

const GATED_STEP: &str = r#"
    /// Waits until a person has confirmed or corrected the extracted lines.
    #[ui_step(name = "review_extraction_N", title = "Review extraction", icon = "Eye", gate(name = "lines", payload = Extracted))]
    async fn review_extraction_N(_ctx: &Ctx<Self>, extracted: &Extracted) -> RunbookResult<UserAction<Extracted>> {
        let action = wait_for_action(extracted).await?;
        Ok(action)
    }
"#;

const SIGNAL: &str = r"
    /// The file is there.
    #[signal]
    pub fn document_submitted_N(&mut self, document: DocumentSubmission) {
        self.submitted = Some(document);
    }
";

const QUERY: &str = r"
    /// What was extracted so far.
    #[query]
    pub fn extracted_totals_N(&self, currency: Currency) -> Result<Totals, UnknownCurrency> {
        self.totals.in_currency(currency)
    }
";

const UPDATE: &str = r"
    /// Sets the rate.
    #[update(validator = check)]
    pub fn set_exchange_rate_N(&mut self, rate: ExchangeRate) -> Result<ExchangeRate, RateError> {
        self.rates.set(rate)
    }
";

const CHECK: &str = r"
    fn check(&self, rate: &ExchangeRate) -> Result<(), RateError> {
        rate.check()
    }
";

const RUN: &str = r"
    #[run]
    async fn run(ctx: &Ctx<Self>, input: Request) -> RunbookResult<Record> {
        Self::review(ctx, input).await
    }
";

/// The formatted lines of a runbook with `count` copies of a method.
fn lines(method: &str, count: usize) -> usize {
    let methods: String = (0..count).map(|n| method.replace('N', &n.to_string())).collect();
    let source = format!(
        "#[ntro_workflow(slug = \"document-ingest\")] impl DocumentIngest {{ {RUN} {CHECK} {methods} }}"
    );
    let expansion = expand(&source);
    let errors: Vec<&str> =
        expansion.errors.iter().map(ntro_workflow_macros_backend::Problem::text).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    formatted(&expansion.into_tokens()).lines().count()
}

/// The formatted lines of the method alone, without its helper attribute.
fn own_lines(method: &str) -> usize {
    let bare: String =
        method.lines().filter(|line| !line.trim_start().starts_with("#[")).collect::<Vec<_>>().join("\n");
    let around = formatted(&tokens("impl DocumentIngest {}")).lines().count();
    // `impl T {}` is one line, and two as soon as there is something inside.
    formatted(&tokens(&format!("impl DocumentIngest {{ {bare} }}"))).lines().count() - around - 1
}

fn emitted(method: &str) -> usize {
    lines(method, 3) - lines(method, 2) - own_lines(method)
}

#[test]
fn a_step_costs_at_most_fifteen_lines() {
    // Five of them are its line in the table, the others its life around the body.
    assert_eq!(emitted(STEP), 14);
}

#[test]
fn a_declared_gate_costs_at_most_seven_more() {
    // Two of them are for what people may edit there.
    assert_eq!(emitted(GATED_STEP) - emitted(STEP), 7);
}

#[test]
fn a_handler_costs_little_more() {
    // A query encodes its answer as the type that it shows, an update is validated first; each has its handle
    // beside it. Each type stands in the table, in one line or, if its name is long, in three.
    assert_eq!((emitted(SIGNAL), emitted(QUERY), emitted(UPDATE)), (18, 21, 28));
}
