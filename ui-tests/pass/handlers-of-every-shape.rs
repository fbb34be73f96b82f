//! Handlers as the runtime calls them, with and without payload, refusing and not.

use ntro_workflow::{Arguments, NtroWorkflow};
use ntro_workflow::prelude::*;

use serde_json::{Value, json};

type Outcome = Result<(), String>;

/// Keeps a rate.
#[derive(Default)]
struct Demo {
    rate: u32,
    by_init: bool,
}

#[ntro_workflow(slug = "exchange-rate", name = "Rates")]
impl Demo {
    #[run]
    async fn run(_ctx: &Ctx<Self>, source: String) -> RunbookResult<String> {
        Ok(source)
    }

    #[init]
    fn start(source: &String) -> Self {
        Self { rate: u32::try_from(source.len()).unwrap_or_default(), by_init: true }
    }

    /// Sets
    /// the rate.
    #[signal]
    fn set(&mut self, rate: u32) {
        self.rate = rate;
    }

    #[signal(name = "cleared")]
    fn clear(&mut self) -> Outcome {
        if self.rate == 0 {
            return Err("there is no rate".into());
        }
        self.rate = 0;
        Ok(())
    }

    #[query]
    fn rate(&self) -> u32 {
        self.rate
    }

    #[ntro_workflow::query]
    fn times(&self, factor: u32) -> Result<u32, String> {
        self.rate.checked_mul(factor).ok_or_else(|| "too much".into())
    }

    #[update(validator = check)]
    pub fn raise(&mut self, by: u32) -> Result<u32, String> {
        self.rate += by;
        Ok(self.rate)
    }

    fn check(&self, by: &u32) -> Result<(), String> {
        if *by == 0 { Err("by nothing".into()) } else { Ok(()) }
    }

    #[update]
    fn touch(&mut self) {}

    #[update(validator = may_halve)]
    fn halve(self: &mut Self) -> u32 {
        self.rate /= 2;
        self.rate
    }

    fn may_halve(&self) -> Outcome {
        if self.rate % 2 == 0 { Ok(()) } else { Err("odd".into()) }
    }
}

fn arguments(value: Value) -> Arguments {
    Arguments::new(value)
}

fn main() {
    assert_eq!((Demo::SLUG, Demo::WORKFLOW_TYPE), ("exchange-rate", "Rates"));
    let mut demo = <Demo as NtroWorkflow>::init(&"12345".to_owned());
    assert!(demo.by_init);

    let [set, cleared] = Demo::SIGNALS else { panic!("two signals") };
    assert_eq!((set.name, set.docs, cleared.name), ("set", "Sets\nthe rate.", "cleared"));
    assert!((set.call)(&mut demo, &arguments(json!("seven"))).is_err());
    assert!((set.call)(&mut demo, &arguments(json!(7))).is_ok());
    assert!((cleared.call)(&mut demo, &arguments(Value::Null)).is_ok());
    let refusal = (cleared.call)(&mut demo, &arguments(Value::Null)).expect_err("nothing to clear");
    assert_eq!(refusal.to_string(), "there is no rate");

    let [raise, touch, halve] = Demo::UPDATES else { panic!("three updates") };
    assert!((raise.validate)(&demo, &arguments(json!(0))).is_err());
    assert!((raise.validate)(&demo, &arguments(json!(3))).is_ok());
    assert_eq!((raise.call)(&mut demo, &arguments(json!(3))).ok(), Some(json!(3)));
    assert!((touch.validate)(&demo, &arguments(Value::Null)).is_ok());
    assert_eq!((touch.call)(&mut demo, &arguments(Value::Null)).ok(), Some(Value::Null));
    assert!((halve.validate)(&demo, &arguments(Value::Null)).is_err());

    let [rate, times] = Demo::QUERIES else { panic!("two queries") };
    assert_eq!((rate.call)(&demo, &arguments(Value::Null)).ok(), Some(json!(3)));
    assert_eq!((times.call)(&demo, &arguments(json!(2))).ok(), Some(json!(6)));
    assert!((times.call)(&demo, &arguments(json!(u32::MAX))).is_err());

    let names = (Demo::SET.name(), Demo::CLEAR.name(), Demo::RATE.name(), Demo::RAISE.name());
    assert_eq!(names, ("set", "cleared", "rate", "raise"));
}
