//! The outcome of a comparison, as data and as a table.

use std::fmt;

/// How a value compares with the expected one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is the expected one.
    Right,
    /// It is another one.
    Wrong,
    /// There is none.
    Missing,
}

/// One value of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// `issuer`, `number`, `date`, `currency`, `total` or `line`.
    pub field: &'static str,
    /// How it compares.
    pub outcome: Outcome,
    /// What it should be.
    pub expected: String,
    /// What it is.
    pub got: Option<String>,
}

/// One document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The name of its file.
    pub name: String,
    /// Why it could not be read, if it could not.
    pub failure: Option<String>,
    /// Its values that have an expected one.
    pub fields: Vec<Checked>,
}

/// All documents of a directory; its `Display` is the table for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The documents in the order of their names.
    pub documents: Vec<Document>,
}

/// How often a field was right, wrong and missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// As expected.
    pub right: usize,
    /// Not as expected.
    pub wrong: usize,
    /// Not found.
    pub missing: usize,
}

impl Tally {
    /// All values of the field.
    #[must_use]
    pub fn all(self) -> usize {
        self.right + self.wrong + self.missing
    }
}

impl Report {
    /// The fields in the order they are shown.
    pub const FIELDS: [&str; 6] = ["issuer", "number", "date", "currency", "total", "line"];

    /// The tally of one field over all documents.
    #[must_use]
    pub fn tally(&self, field: &str) -> Tally {
        let mut tally = Tally::default();
        for checked in self.documents.iter().flat_map(|document| &document.fields) {
            if checked.field == field {
                match checked.outcome {
                    Outcome::Right => tally.right += 1,
                    Outcome::Wrong => tally.wrong += 1,
                    Outcome::Missing => tally.missing += 1,
                }
            }
        }
        tally
    }

    /// Whether every expected value was found.
    #[must_use]
    pub fn is_all_right(&self) -> bool {
        Self::FIELDS.iter().all(|field| {
            let tally = self.tally(field);
            tally.right == tally.all()
        })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Right => "right",
            Self::Wrong => "WRONG",
            Self::Missing => "MISSING",
        })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for document in &self.documents {
            writeln!(formatter, "{document}")?;
        }
        writeln!(formatter, "{:<10}{:>7}{:>7}{:>9}{:>7}", "field", "right", "wrong", "missing", "of")?;
        for field in Self::FIELDS {
            let Tally { right, wrong, missing } = self.tally(field);
            let all = right + wrong + missing;
            writeln!(formatter, "{field:<10}{right:>7}{wrong:>7}{missing:>9}{all:>7}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Document {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", self.name)?;
        if let Some(failure) = &self.failure {
            writeln!(formatter, "  not read: {failure}")?;
        }
        for checked in &self.fields {
            let Checked { field, outcome, expected, got } = checked;
            write!(formatter, "  {field:<10}{outcome:<9}{expected}")?;
            match (outcome, got) {
                (Outcome::Wrong, Some(got)) => writeln!(formatter, "  (got {got})")?,
                _ => writeln!(formatter)?,
            }
        }
        Ok(())
    }
}
