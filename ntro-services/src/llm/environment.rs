//! A judge as the environment says it.

use crate::llm::{HttpJudge, HttpJudgeError};

/// Which API it speaks: `anthropic` or `openai`.
pub const API_VARIABLE: &str = "NTRO_JUDGE_API";

/// The base URL of the API.
pub const URL_VARIABLE: &str = "NTRO_JUDGE_URL";

/// The model.
pub const MODEL_VARIABLE: &str = "NTRO_JUDGE_MODEL";

/// The key; none where it is not set.
pub const KEY_VARIABLE: &str = "NTRO_JUDGE_KEY";

impl HttpJudge {
    /// As the environment says: `NTRO_JUDGE_API` (`anthropic` or `openai`), `NTRO_JUDGE_URL`,
    /// `NTRO_JUDGE_MODEL`, and `NTRO_JUDGE_KEY` where the server wants one.
    ///
    /// # Errors
    /// [`HttpJudgeError::Environment`] with everything that is missing or unknown;
    /// [`HttpJudgeError`], if the URL or the key cannot be used.
    ///
    /// ```
    /// use ntro_services::llm::HttpJudge;
    /// use ntro_workflow::worker::Registry;
    ///
    /// fn registry() -> Registry {
    ///     match HttpJudge::from_environment() {
    ///         Ok(judge) => Registry::new().judge(judge),
    ///         // Checks by a language model fail then, and say so at their gates.
    ///         Err(error) => {
    ///             tracing::warn!("{error}");
    ///             Registry::new()
    ///         }
    ///     }
    /// }
    /// # let _ = registry();
    /// ```
    pub fn from_environment() -> Result<Self, HttpJudgeError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// As [`from_environment`](Self::from_environment), by what `read` gives for each variable: from a
    /// configuration, or in a test.
    ///
    /// # Errors
    /// As [`from_environment`](Self::from_environment).
    ///
    /// ```
    /// use ntro_services::llm::HttpJudge;
    ///
    /// let error = HttpJudge::from_variables(|_| None).err().expect("nothing is set");
    /// assert!(error.to_string().contains("set NTRO_JUDGE_URL"), "{error}");
    /// ```
    pub fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<Self, HttpJudgeError> {
        let set =
            |name: &str| read(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let mut faults = Vec::new();
        let mut needed = |name: &str, example: &str| {
            let value = set(name);
            if value.is_none() {
                faults.push(format!("set {name}, such as {example}"));
            }
            value.unwrap_or_default()
        };
        let api = needed(API_VARIABLE, "`anthropic` or `openai`");
        let url = needed(URL_VARIABLE, "https://llm.example.com");
        let model = needed(MODEL_VARIABLE, "the name of the model");
        if !matches!(api.as_str(), "" | "anthropic" | "openai") {
            faults.push(format!("{API_VARIABLE} is `{api}`, and `anthropic` and `openai` are known"));
        }
        if !faults.is_empty() {
            return Err(HttpJudgeError::Environment { faults });
        }
        let key = set(KEY_VARIABLE).unwrap_or_default();
        match api.as_str() {
            "anthropic" => Self::anthropic(&url, &model, &key),
            _ => Self::openai(&url, &model, &key),
        }
    }
}
