//! The one or two objects that a row action is spread over.

use serde_json::{Map, Value};

use super::fields;
use crate::wire::action::Malformed;

/// The message and the object under its `payload`, read as one.
pub(super) struct Places<'a> {
    top: &'a Map<String, Value>,
    nested: Option<&'a Map<String, Value>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(message: &'a Map<String, Value>) -> Result<Self, Malformed> {
        let nested = match fields::given(message, "payload") {
            None => None,
            Some(Value::Object(nested)) => Some(nested),
            Some(other) => {
                let wanted = "an object, or put the row action's keys beside `kind`";
                return Err(fields::wrong("/payload", other, wanted));
            }
        };
        Ok(Self { top: message, nested })
    }

    /// Every key of every place, with the JSON pointer of the place.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'static str, &'a str, &'a Value)> {
        self.all().flat_map(|(at, object)| {
            let entries = object.iter();
            entries.map(move |(key, value)| (at, key.as_str(), value))
        })
    }

    /// The string under any of the keys.
    pub(super) fn text(&self, keys: &[&str]) -> Result<Option<&'a str>, Malformed> {
        match self.find(keys)? {
            None => Ok(None),
            Some((_, Value::String(text))) => Ok(Some(text)),
            Some((pointer, other)) => Err(fields::wrong(&pointer, other, "a string")),
        }
    }

    /// The value under any of the keys, with its JSON pointer.
    pub(super) fn find(&self, keys: &[&str]) -> Result<Option<(String, &'a Value)>, Malformed> {
        self.search(keys, |value| !value.is_null())
    }

    /// The same for a key under which JSON `null` is a value like any other.
    pub(super) fn find_even_null(&self, key: &str) -> Result<Option<&'a Value>, Malformed> {
        Ok(self.search(&[key], |_| true)?.map(|(_, value)| value))
    }

    /// A value may stand in several places as long as they agree.
    fn search(
        &self,
        keys: &[&str],
        counts: impl Fn(&Value) -> bool,
    ) -> Result<Option<(String, &'a Value)>, Malformed> {
        let mut found: Option<(String, &'a Value)> = None;
        for (at, object) in self.all() {
            for key in keys {
                let Some(value) = object.get(*key).filter(|value| counts(value)) else {
                    continue;
                };
                match &found {
                    None => found = Some((format!("{at}/{key}"), value)),
                    Some((before, same)) if *same != value => {
                        return Err(disagree(before, &format!("{at}/{key}")));
                    }
                    Some(_) => {}
                }
            }
        }
        Ok(found)
    }

    fn all(&self) -> impl Iterator<Item = (&'static str, &'a Map<String, Value>)> {
        let nested = self.nested.map(|nested| ("/payload", nested));
        std::iter::once(("", self.top)).chain(nested)
    }
}

pub(super) fn disagree(one: &str, other: &str) -> Malformed {
    Malformed::ambiguous(format!("`{one}` and `{other}` differ: send one of them"))
}
