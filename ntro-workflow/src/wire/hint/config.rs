//! The configuration that the builders write.

use serde_json::{Map, Value};

use super::DisplayHint;

/// An object in the making, by exact keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Config(Map<String, Value>);

impl Config {
    pub(super) fn set(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        self.0.insert(key.into(), value.into());
    }

    /// Sets a list.
    pub(super) fn set_all(&mut self, key: &str, values: impl IntoIterator<Item = impl Into<Value>>) {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        self.set(key, values);
    }

    /// Adds to a list, which begins with the first value.
    pub(super) fn push(&mut self, key: &str, value: impl Into<Value>) {
        let list = self.0.entry(key).or_insert_with(|| Value::Array(Vec::new()));
        match list {
            Value::Array(list) => list.push(value.into()),
            // An author has put something else there through the builder's `config`.
            other => *other = Value::Array(vec![value.into()]),
        }
    }

    pub(super) fn hint(self, component: &str) -> DisplayHint {
        DisplayHint::new(component, self.0)
    }
}

impl From<Config> for Value {
    fn from(config: Config) -> Self {
        Self::Object(config.0)
    }
}

/// The method that every builder has for keys which this crate does not know.
macro_rules! config_escape {
    () => {
        /// Sets any other option of the component, as it should stand in `config`.
        pub fn config(mut self, key: impl Into<String>, value: impl Into<serde_json::Value>) -> Self {
            self.config.set(key, value);
            self
        }
    };
}

pub(super) use config_escape;
