//! The kinds of custom search attributes.

use std::fmt;

/// What a custom search attribute holds.
///
/// ```
/// use ntro_dev_server::{DevServer, SearchAttributeType};
///
/// let builder = DevServer::builder().search_attribute("Slug", SearchAttributeType::Keyword);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchAttributeType {
    /// Words, searched in one by one.
    Text,
    /// One string, compared as a whole.
    Keyword,
    /// A whole number.
    Int,
    /// A floating point number.
    Double,
    /// True or false.
    Bool,
    /// A point in time.
    Datetime,
    /// Several strings, each compared as a whole.
    KeywordList,
}

impl fmt::Display for SearchAttributeType {
    /// The name that the CLI knows the type by.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "Text",
            Self::Keyword => "Keyword",
            Self::Int => "Int",
            Self::Double => "Double",
            Self::Bool => "Bool",
            Self::Datetime => "Datetime",
            Self::KeywordList => "KeywordList",
        })
    }
}
