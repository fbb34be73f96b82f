//! What makes a type one that crosses the wire.

use std::any::TypeId;
use std::fmt;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A type that crosses the wire: input, output, or the payload of a gate, signal, query or update.
///
/// Implemented for every type that has the three derives.
///
/// ```
/// #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
/// struct Document {
///     source: String,
/// }
///
/// fn crosses_the_wire<T: ntro_workflow::wire::Payload>() {}
/// crosses_the_wire::<Document>();
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot cross the wire",
    note = "derive `serde::Serialize`, `serde::Deserialize` and `schemars::JsonSchema` for it"
)]
pub trait Payload: Serialize + DeserializeOwned + JsonSchema + 'static {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + JsonSchema + 'static> Payload for T {}

/// A payload type as a value: which it is, what the author calls it, what its JSON looks like.
///
/// ```
/// use ntro_workflow::wire::{Direction, PayloadType};
///
/// const TOTALS: PayloadType = PayloadType::of::<Vec<f64>>("Vec<f64>");
/// assert!(TOTALS.is::<Vec<f64>>() && !TOTALS.is::<Vec<f32>>());
/// assert_eq!((TOTALS.name(), TOTALS.to_string()), ("Vec<f64>", "Vec<f64>".to_owned()));
/// let schema = TOTALS.schema(Direction::Sent);
/// assert_eq!(schema.get("type").and_then(|word| word.as_str()), Some("array"));
/// ```
#[derive(Clone, Copy)]
pub struct PayloadType {
    name: &'static str,
    id: fn() -> TypeId,
    schema: fn(&mut SchemaGenerator) -> Schema,
}

/// Who writes a payload: what may be left out differs.
///
/// ```
/// use ntro_workflow::wire::{Direction, PayloadType};
///
/// #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
/// struct Totals {
///     #[serde(default)]
///     net: f64,
/// }
/// let totals = PayloadType::of::<Totals>("Totals");
/// assert!(totals.schema(Direction::Sent).get("required").is_some()); // the run always writes it
/// assert!(totals.schema(Direction::Received).get("required").is_none()); // whoever sends it need not
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Somebody sends it to the run: input, signals, arguments.
    Received,
    /// The run sends it: output, answers, what a gate shows.
    Sent,
}

impl PayloadType {
    /// The type `T`, as the author writes it in the source.
    #[must_use]
    pub const fn of<T: Payload>(written: &'static str) -> Self {
        Self { name: written, id: TypeId::of::<T>, schema: |generator| generator.root_schema_for::<T>() }
    }

    /// The type as the author writes it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether it is `T`.
    #[must_use]
    pub fn is<T: 'static>(&self) -> bool {
        (self.id)() == TypeId::of::<T>()
    }

    /// Its JSON Schema, of draft 2020-12, complete in itself.
    #[must_use]
    pub fn schema(&self, direction: Direction) -> Schema {
        let settings = SchemaSettings::draft2020_12();
        let settings = match direction {
            Direction::Received => settings.for_deserialize(),
            Direction::Sent => settings.for_serialize(),
        };
        (self.schema)(&mut settings.into_generator())
    }
}

impl PartialEq for PayloadType {
    fn eq(&self, other: &Self) -> bool {
        (self.id)() == (other.id)()
    }
}

impl Eq for PayloadType {}

impl fmt::Debug for PayloadType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PayloadType").field(&self.name).finish()
    }
}

impl fmt::Display for PayloadType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
