//! Why no value could be made, for every field at once.

use std::fmt;

use ntro_workflow::wire::Violation;
use serde_json::Value;

use super::document::Misfit;

/// What helps where a value may exist.
pub(super) const GIVE_AN_EXAMPLE: &str =
    "give it an example that fits with `#[schemars(example = ...)]`, or mock it by hand";

/// One place for which no value could be made.
///
/// ```
/// use ntro_workflow_testing::automock;
/// use serde_json::json;
///
/// let schema = json!({"properties": {"code": {"type": "string", "minLength": 4, "maxLength": 2}}});
/// let unmockable = automock::value_of(&schema);
/// assert!(unmockable.is_ok(), "an optional field that nothing fits is left out");
///
/// let schema = json!({"type": "integer", "minimum": 5, "maximum": 3});
/// let unmockable = automock::value_of(&schema).expect_err("nothing fits");
/// assert_eq!(unmockable.faults()[0].pointer, "");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The JSON pointer of the place in the value; empty for the whole of it.
    pub pointer: String,
    /// What the schema says that could not be met, with its keywords.
    pub reason: String,
    /// What the author can do.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "the top level" } else { &self.pointer };
        write!(f, "at {place}: {}; {}", self.reason, self.remedy)
    }
}

/// No value could be made from a schema: every place at fault, with what to do about it.
///
/// ```
/// use ntro_workflow_testing::automock;
/// use serde_json::json;
///
/// let schema = json!({
///     "type": "object",
///     "properties": {"code": {"type": "string", "minLength": 4, "maxLength": 2}},
///     "required": ["code"],
/// });
/// let unmockable = automock::value_of(&schema).expect_err("nothing fits");
/// assert_eq!(
///     unmockable.to_string(),
///     "at /code: `minLength` 4 is more than `maxLength` 2; make the schema one that a value can fit",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmockable {
    faults: Vec<Fault>,
}

impl Unmockable {
    pub(super) fn new(faults: Vec<Fault>) -> Self {
        Self { faults }
    }

    /// What was given is no JSON Schema, or none that can be checked.
    pub(super) fn no_schema(message: String) -> Self {
        let remedy = "mend the schema, or mock it by hand".into();
        Self::new(vec![Fault {
            pointer: String::new(),
            reason: format!("the schema cannot be used: {message}"),
            remedy,
        }])
    }

    /// What was made turned out not to fit after all.
    pub(super) fn misfits(misfits: Vec<Misfit>) -> Self {
        let fault = |misfit: Misfit| Fault {
            pointer: misfit.pointer,
            reason: format!("no value was found that fits: {}", misfit.message),
            remedy: GIVE_AN_EXAMPLE.into(),
        };
        Self::new(misfits.into_iter().map(fault).collect())
    }

    /// The type asks for more than its schema says.
    pub(super) fn refused(violation: Violation, value: &Value) -> Self {
        let shown = value.pointer(&violation.pointer).unwrap_or(value);
        let reason = format!("{shown} fits the schema, but the type refuses it ({})", violation.message);
        Self::new(vec![Fault { pointer: violation.pointer, reason, remedy: GIVE_AN_EXAMPLE.into() }])
    }

    /// The places at fault, in the order of the schema.
    ///
    /// ```
    /// use ntro_workflow_testing::automock;
    /// use serde_json::json;
    ///
    /// let unmockable = automock::value_of(&json!(false)).expect_err("nothing fits");
    /// assert_eq!(unmockable.faults().len(), 1);
    /// ```
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

impl fmt::Display for Unmockable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Unmockable {}
