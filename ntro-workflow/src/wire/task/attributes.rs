//! The search attributes by which a server's own visibility store finds tasks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The names of the three Keyword search attributes that runs are marked with.
///
/// ```
/// use ntro_workflow::wire::TaskAttributes;
///
/// assert_eq!(TaskAttributes::default().names(), ["NtroSlug", "NtroEntity", "NtroPeriod"]);
/// let ours = TaskAttributes { entity: "FundName".into(), ..TaskAttributes::default() };
/// assert_eq!(ours.names(), ["NtroSlug", "FundName", "NtroPeriod"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskAttributes {
    /// Of the slug.
    pub slug: String,
    /// Of the entity.
    pub entity: String,
    /// Of the period.
    pub period: String,
}

impl Default for TaskAttributes {
    fn default() -> Self {
        Self { slug: "NtroSlug".into(), entity: "NtroEntity".into(), period: "NtroPeriod".into() }
    }
}

impl TaskAttributes {
    /// The names: of the slug, of the entity, of the period.
    #[must_use]
    pub fn names(&self) -> [&str; 3] {
        [&self.slug, &self.entity, &self.period]
    }
}
