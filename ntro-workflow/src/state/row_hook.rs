//! What a row action does at a gate, where its author says so.

use std::fmt;
use std::rc::Rc;

use serde_json::Value;

use crate::wire::{DisplayHint, RowAction};

/// The component that has rows.
const TABLE: &str = "DATA_TABLE";

/// The option in which a table says which actions its rows offer.
const ROW_ACTIONS: &str = "row_actions";

/// The author's row actions of a gate, in the order in which they are shown.
///
/// ```
/// use ntro_workflow::state::{RowHook, RowHooks};
/// use serde_json::json;
///
/// let mut hooks = RowHooks::default();
/// hooks.set("flag", RowHook::new(|row, payload| {
///     let mut flagged = payload.clone();
///     flagged["flagged"] = json!(row.row_id);
///     Ok(flagged)
/// }));
/// assert_eq!(hooks.verbs().collect::<Vec<_>>(), ["flag"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowHooks(Vec<(String, RowHook)>);

/// What one row action makes of a payload: another one, or one sentence for the person why not.
///
/// ```
/// use ntro_workflow::state::RowHook;
///
/// let refuses = RowHook::new(|row, _| Err(format!("the row `{}` is posted", row.row_id)));
/// assert_eq!(refuses, RowHook::new(|_, payload| Ok(payload.clone()))); // code is not state
/// ```
#[derive(Clone)]
pub struct RowHook(Rc<RowFn>);

type RowFn = dyn Fn(&RowAction, &Value) -> Result<Value, String>;

impl RowHook {
    /// A row action from a function. It must be a pure one: on replay it runs again.
    pub fn new(act: impl Fn(&RowAction, &Value) -> Result<Value, String> + 'static) -> Self {
        Self(Rc::new(act))
    }

    pub(super) fn run(&self, row: &RowAction, payload: &Value) -> Result<Value, String> {
        (self.0)(row, payload)
    }
}

impl fmt::Debug for RowHook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RowHook")
    }
}

/// Code is not state: two gates that differ only in code are equal.
impl PartialEq for RowHook {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl RowHooks {
    /// Sets what a verb does; the one that was set before does nothing any more.
    pub fn set(&mut self, verb: impl Into<String>, hook: RowHook) {
        let verb = verb.into();
        match self.0.iter_mut().find(|(known, _)| *known == verb) {
            Some((_, known)) => *known = hook,
            None => self.0.push((verb, hook)),
        }
    }

    /// The verbs, in the order in which they were set.
    pub fn verbs(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(verb, _)| verb.as_str())
    }

    pub(super) fn get(&self, verb: &str) -> Option<&RowHook> {
        self.0.iter().find(|(known, _)| known == verb).map(|(_, hook)| hook)
    }

    /// Adds the verbs to those that a table says its rows offer.
    pub(super) fn advertise(&self, hint: &mut DisplayHint) {
        if hint.component != TABLE || self.0.is_empty() {
            return;
        }
        let offered = hint.config.entry(ROW_ACTIONS).or_insert_with(|| Value::Array(Vec::new()));
        // What is no list is an author's own shape, of which nothing is known.
        if let Value::Array(offered) = offered {
            let new: Vec<Value> =
                self.verbs().map(Value::from).filter(|verb| !offered.contains(verb)).collect();
            offered.extend(new);
        }
    }
}
