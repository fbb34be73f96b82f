//! Which vendor is for what: names, other names, categories and accounts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::fold::words;

/// The vendors of the example.
const EXAMPLE: &str = include_str!("../vendors.csv");

/// How alike two names are that may be the same: below it, a suggestion would be a guess.
const ALIKE: f64 = 0.88;

/// What follows a company's name and says nothing of it.
const FORMS: [&str; 18] = [
    "ab", "ag", "as", "bv", "co", "corp", "gmbh", "inc", "kg", "limited", "llc", "llp", "ltd", "nv", "plc",
    "sa", "sarl", "spa",
];

/// The vendors that are known, and what can be paid for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vendors {
    /// By the words of each of their names.
    names: BTreeMap<Vec<String>, Vendor>,
    categories: BTreeMap<String, String>,
}

/// A vendor that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vendor {
    /// As it is called.
    pub name: String,
    /// What it is paid for.
    pub category: String,
}

/// Why a list of vendors cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum VendorsError {
    /// It cannot be read.
    #[error("cannot read the vendors in {path}: {source}; name a CSV file")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Something in it is wrong; all of it is told at once.
    #[error("the list of vendors is wrong: {}", problems.join("; "))]
    Wrong {
        /// One per line that is wrong.
        problems: Vec<String>,
    },
}

/// A line of the list. Without a vendor, it says of a category that it is there.
#[derive(Debug, Deserialize)]
struct Line {
    vendor: String,
    aliases: String,
    category: String,
    account: String,
}

impl Vendors {
    /// The vendors of a file, or those of the example.
    ///
    /// # Errors
    /// [`VendorsError`].
    pub fn load(path: Option<&Path>) -> Result<Self, VendorsError> {
        match path {
            None => Self::parse(EXAMPLE),
            Some(path) => {
                let unreadable = |source| VendorsError::Unreadable { path: path.to_owned(), source };
                Self::parse(&std::fs::read_to_string(path).map_err(unreadable)?)
            }
        }
    }

    /// The vendors in a CSV text with the columns `vendor`, `aliases` (parted by `|`), `category` and
    /// `account`.
    ///
    /// # Errors
    /// [`VendorsError::Wrong`] with everything that is wrong.
    pub fn parse(text: &str) -> Result<Self, VendorsError> {
        let mut vendors = Self::default();
        let mut problems = Vec::new();
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        for (line, number) in reader.deserialize::<Line>().zip(2..) {
            let added = line.map_err(|error| error.to_string()).and_then(|line| vendors.add(&line));
            problems.extend(added.err().map(|problem| format!("line {number}: {problem}")));
        }
        if vendors.categories.is_empty() && problems.is_empty() {
            problems.push("it has no category; add lines with vendor, aliases, category, account".into());
        }
        if problems.is_empty() { Ok(vendors) } else { Err(VendorsError::Wrong { problems }) }
    }

    fn add(&mut self, line: &Line) -> Result<(), String> {
        let Line { vendor, aliases, category, account } = line;
        if category.is_empty() || account.is_empty() {
            return Err("it needs a category and an account".into());
        }
        let known = self.categories.entry(category.clone()).or_insert_with(|| account.clone());
        if known != account {
            return Err(format!("`{category}` has the accounts {known} and {account}; give it one"));
        }
        for name in std::iter::once(vendor.as_str()).chain(aliases.split('|')) {
            let (key, entry) = (key(name), Vendor { name: vendor.clone(), category: category.clone() });
            if key.is_empty() {
                continue;
            }
            if let Some(other) = self.names.insert(key, entry.clone()).filter(|other| *other != entry) {
                return Err(format!(
                    "`{}` is `{}` already; let a name mean one vendor",
                    name.trim(),
                    other.name
                ));
            }
        }
        Ok(())
    }

    /// What can be paid for, each with its account.
    #[must_use]
    pub fn categories(&self) -> &BTreeMap<String, String> {
        &self.categories
    }

    /// The category that a sheet means, whatever capitals it has.
    #[must_use]
    pub fn category(&self, said: &str) -> Option<&str> {
        let said = words(said);
        self.categories.keys().map(String::as_str).find(|category| words(category) == said)
    }

    /// The vendor of a name: the same name, or one that begins with it, as `Uber *trip help.uber.com` does with
    /// `Uber`. The longest wins.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Vendor> {
        let words = key(name);
        (1..=words.len()).rev().find_map(|length| self.names.get(&words[..length]))
    }

    /// The name that is most like one that nobody knows, if it is like it at all.
    #[must_use]
    pub fn suggest(&self, name: &str) -> Option<&str> {
        let name = key(name).join(" ");
        let scored = self.names.iter().map(|(words, vendor)| {
            let score = strsim::jaro_winkler(&name, &words.join(" "));
            (score, vendor.name.as_str())
        });
        let alike = scored.filter(|(score, _)| *score >= ALIKE);
        // Of several that are as much alike, the first by name.
        alike.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, name)| name)
    }
}

/// The words of a company's name without its legal form.
fn key(name: &str) -> Vec<String> {
    let mut words = words(&name.replace('.', ""));
    while words.len() > 1 && words.last().is_some_and(|last| FORMS.contains(&last.as_str())) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Vendors {
        Vendors::load(None).expect("the example's vendors")
    }

    #[test]
    fn a_vendor_is_known_by_all_of_its_names_however_they_are_written() {
        for name in ["Deutsche Bahn", "DEUTSCHE BAHN AG", "deutsche bahn a.g.", "DB Vertrieb GmbH"] {
            let vendor = example().find(name).cloned();
            assert_eq!(vendor.map(|vendor| vendor.category), Some("travel".into()), "{name}");
        }
        assert_eq!(
            example().find("UBER *TRIP HELP.UBER.COM").map(|vendor| vendor.name.clone()),
            Some("Uber".into())
        );
    }

    #[test]
    fn a_vendor_that_nobody_knows_is_none_and_what_it_may_be_is_suggested() {
        let vendors = example();
        assert_eq!(vendors.find("Deutche Bahn"), None);
        assert_eq!(vendors.suggest("Deutche Bahn"), Some("Deutsche Bahn"));
        assert_eq!(vendors.suggest("Zwölf Affen Zirkus"), None);
        assert_eq!(vendors.find("Ub"), None);
    }

    #[test]
    fn a_category_is_found_whatever_its_capitals() {
        assert_eq!(example().category("TRAVEL"), Some("travel"));
        assert_eq!(example().category("fun"), None);
    }

    #[test]
    fn all_that_is_wrong_with_a_list_is_told_at_once() {
        let list = "vendor,aliases,category,account\n\
                    A,,travel,1\nB,,travel,2\nC,A,office,3\nD,,,\n";
        let error = Vendors::parse(list).expect_err("wrong").to_string();
        for said in
            ["line 3: `travel` has the accounts 1 and 2", "line 4: `A` is `A` already", "line 5: it needs"]
        {
            assert!(error.contains(said), "{error}");
        }
        assert!(Vendors::parse("vendor,aliases,category,account\n").is_err());
        assert!(Vendors::parse("who,what\na,b\n").is_err());
    }
}
