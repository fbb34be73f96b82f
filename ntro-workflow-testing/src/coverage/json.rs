//! The table as JSON: written, and read again.

use serde::Serialize;
use serde_json::Value;

use crate::coverage::table::Coverage;

/// The version of the shape. A reader refuses a later one.
const COVERAGE_VERSION: u32 = 1;

#[derive(Serialize)]
struct Versioned {
    coverage_version: u32,
    #[serde(flatten)]
    coverage: Coverage,
}

/// Why a text is no coverage.
///
/// ```
/// use ntro_workflow_testing::coverage::{Coverage, CoverageError};
///
/// let error = Coverage::from_json(r#"{ "coverage_version": 7 }"#).unwrap_err();
/// assert!(matches!(error, CoverageError::TooNew { found: 7 }));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CoverageError {
    /// It is not JSON.
    #[error("the coverage is not JSON: {0}; run the tests that wrote it again")]
    Syntax(serde_json::Error),
    /// It does not say its version.
    #[error("the coverage has no `coverage_version` number; it is not one, or it was cut off")]
    NoVersion,
    /// A later version of this crate wrote it.
    #[error(
        "the coverage has version {found}, and this program knows versions up to {COVERAGE_VERSION}; \
         update the program"
    )]
    TooNew {
        /// The version that it says.
        found: u64,
    },
    /// It is JSON of another shape.
    #[error("the coverage does not fit: {0}; run the tests that wrote it again")]
    Shape(serde_json::Error),
}

impl Coverage {
    /// The coverage as indented JSON with a newline at its end; the same one for the same coverage. What
    /// it means is [above](crate::coverage#the-json).
    ///
    /// ```
    /// use ntro_workflow_testing::coverage::Coverage;
    ///
    /// let text = "{\n  \"coverage_version\": 1,\n  \"runbooks\": [],\n  \"faults\": []\n}\n";
    /// assert_eq!(Coverage::default().to_json(), text);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let coverage = Self { faults: self.every_fault(), ..self.clone() };
        let versioned = Versioned { coverage_version: COVERAGE_VERSION, coverage };
        // JSON refuses keys that are no strings, and our types have none.
        let mut text = serde_json::to_string_pretty(&versioned).expect("every key is a string");
        text.push('\n');
        text
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// [`CoverageError`] if it is not JSON, of a later version, or of another shape.
    ///
    /// ```
    /// use ntro_workflow_testing::coverage::Coverage;
    ///
    /// let coverage = Coverage::from_json(r#"{ "coverage_version": 1, "runbooks": [] }"#)?;
    /// assert_eq!(coverage, Coverage::default());
    /// # Ok::<(), ntro_workflow_testing::coverage::CoverageError>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, CoverageError> {
        let mut value: Value = serde_json::from_str(text).map_err(CoverageError::Syntax)?;
        let version = value.as_object_mut().and_then(|fields| fields.remove("coverage_version"));
        // The version comes first: what a later one adds must not be called a fault of the text.
        let found = version.as_ref().and_then(Value::as_u64).ok_or(CoverageError::NoVersion)?;
        if found > u64::from(COVERAGE_VERSION) {
            return Err(CoverageError::TooNew { found });
        }
        serde_json::from_value(value).map_err(CoverageError::Shape)
    }
}
