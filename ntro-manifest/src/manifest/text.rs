//! The manifest as text: read, written, and described by its own schema.

use serde_json::Value;

use crate::manifest::{MANIFEST_VERSION, Manifest};
use crate::schema::in_key_order;

/// Why a text is no manifest.
///
/// ```
/// use ntro_manifest::manifest::{Manifest, ManifestError};
///
/// let error = Manifest::from_json(r#"{"manifest_version": 7}"#).unwrap_err();
/// assert!(matches!(error, ManifestError::TooNew { found: 7 }));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// It is not JSON.
    #[error(
        "the manifest is not JSON: {0}; build the worker again, and let nothing else write to its output"
    )]
    Syntax(serde_json::Error),
    /// It does not say its version; the first one is 1.
    #[error(
        "the manifest has no number from 1 as its `manifest_version`; it is not one, or it was cut off; build \
         the worker again"
    )]
    NoVersion,
    /// A later version of this crate wrote it.
    #[error(
        "the manifest has version {found}, and this program knows versions up to {MANIFEST_VERSION}; \
         update the program"
    )]
    TooNew {
        /// The version that it says.
        found: u64,
    },
    /// It is JSON of another shape.
    #[error("the manifest does not fit at {path}: {message}; build the worker again")]
    Shape {
        /// Where in the document, such as `runbooks[0].steps`.
        path: String,
        /// Why.
        message: String,
    },
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// [`ManifestError`] if it is not JSON, of a later version, or of another shape; the last one says
    /// where.
    ///
    /// ```
    /// use ntro_manifest::Manifest;
    ///
    /// let manifest = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": []}"#).unwrap();
    /// assert!(manifest.runbooks.is_empty());
    /// let error = Manifest::from_json(r#"{"manifest_version": 1, "runbooks": [{"slug": 1}]}"#).unwrap_err();
    /// assert!(error.to_string().contains("runbooks[0].slug"));
    /// ```
    pub fn from_json(text: &str) -> Result<Self, ManifestError> {
        let value: Value = serde_json::from_str(text).map_err(ManifestError::Syntax)?;
        Self::from_value(value)
    }

    /// Reads a manifest that is JSON already.
    ///
    /// # Errors
    /// As [`Manifest::from_json`].
    ///
    /// ```
    /// use ntro_manifest::Manifest;
    ///
    /// let manifest = serde_json::json!({"manifest_version": 1, "runbooks": []});
    /// assert!(Manifest::from_value(manifest).is_ok());
    /// ```
    pub fn from_value(value: Value) -> Result<Self, ManifestError> {
        // The version comes first: what a later one adds must not be called a fault of the text.
        let version = value.get("manifest_version").and_then(Value::as_u64).filter(|version| *version > 0);
        let found = version.ok_or(ManifestError::NoVersion)?;
        if found > u64::from(MANIFEST_VERSION) {
            return Err(ManifestError::TooNew { found });
        }
        serde_path_to_error::deserialize(value).map_err(|error| ManifestError::Shape {
            path: error.path().to_string(),
            message: error.inner().to_string(),
        })
    }

    /// The manifest as indented JSON with a newline at its end; the same one for the same manifest.
    ///
    /// ```
    /// use ntro_manifest::Manifest;
    ///
    /// let text = "{\n  \"manifest_version\": 1,\n  \"runbooks\": []\n}\n";
    /// assert_eq!(Manifest::from_json(text).unwrap().to_json(), text);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut sorted = self.clone();
        sorted.each_schema(&mut |schema| *schema = in_key_order(schema));
        pretty(&sorted)
    }

    /// The JSON Schema (draft 2020-12) of the manifest itself, as `manifest.schema.json` has it.
    ///
    /// ```
    /// let schema = ntro_manifest::Manifest::schema();
    /// assert_eq!(schema["title"], "Manifest");
    /// ```
    #[must_use]
    pub fn schema() -> Value {
        in_key_order(&schemars::schema_for!(Self).to_value())
    }
}

/// Any of our types as indented JSON with a newline at its end.
pub(crate) fn pretty(value: &impl serde::Serialize) -> String {
    // JSON refuses keys that are no strings, and our types have none.
    let mut text = serde_json::to_string_pretty(value).expect("every key of a manifest is a string");
    text.push('\n');
    text
}
