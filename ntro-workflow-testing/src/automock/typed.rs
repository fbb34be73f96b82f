//! Values of Rust types.

use ntro_workflow::wire::{Direction, Payload, PayloadType, decode};

use super::unmockable::Unmockable;
use super::value_for;

/// A value of a payload type: made from the schema by which it is read, and then read.
///
/// # Errors
/// [`Unmockable`], with every place for which no value could be made; or the place that the type's own
/// `Deserialize` refuses, where it asks for more than the schema says.
///
/// ```
/// use ntro_workflow_testing::automock;
///
/// #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
/// struct Close {
///     #[schemars(example = "2026-03")]
///     period: String,
///     entity: Option<String>,
/// }
///
/// let close = automock::mock::<Close>()?;
/// assert_eq!((close.period.as_str(), close.entity.as_deref()), ("2026-03", Some("entity")));
/// automock::mock::<()>()?;
/// # Ok::<(), automock::Unmockable>(())
/// ```
pub fn mock<T: Payload>() -> Result<T, Unmockable> {
    mock_for(0)
}

/// A value of a payload type, another one for another seed. Seed 0 is [`mock`].
///
/// # Errors
/// As those of [`mock`].
///
/// ```
/// use ntro_workflow_testing::automock;
///
/// let drawn = automock::mock_for::<Vec<u8>>(7)?;
/// assert_eq!(drawn, automock::mock_for::<Vec<u8>>(7)?);
/// # Ok::<(), automock::Unmockable>(())
/// ```
pub fn mock_for<T: Payload>(seed: u64) -> Result<T, Unmockable> {
    let schema = PayloadType::of::<T>(std::any::type_name::<T>()).schema(Direction::Received);
    let value = value_for(schema.as_value(), seed)?;
    decode::from_value(value.clone()).map_err(|violation| Unmockable::refused(violation, &value))
}
