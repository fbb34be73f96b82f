//! Which `#[cfg]`s hold: those of the build script's own variables, or of a compiler.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};

use crate::item::is_punct;

/// The names that Cargo tells every build script about, so that one which is absent does not hold.
const TOLD: [&str; 13] = [
    "panic",
    "target_abi",
    "target_arch",
    "target_endian",
    "target_env",
    "target_family",
    "target_feature",
    "target_has_atomic",
    "target_os",
    "target_pointer_width",
    "target_vendor",
    "unix",
    "windows",
];

/// The names that hold in no target that is read: it is no test, and nobody documents or checks it.
const NEVER: [&str; 5] = ["doc", "doctest", "miri", "proc_macro", "test"];

/// What is configured.
///
/// `test` is not. A name that nothing is known of counts as set, since the one who named it most
/// likely sets it.
///
/// ```
/// use ntro_build::Cfg;
///
/// let cfg = Cfg::of_compiler("unix\ntarget_os=\"linux\"\n").with_features(["console"]);
/// assert!(cfg.holds("all(unix, target_os = \"linux\", feature = \"console\")"));
/// assert!(!cfg.holds("any(windows, test, feature = \"desktop\")"));
/// assert!(cfg.holds("tokio_unstable") && !cfg.holds("not(tokio_unstable)"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cfg {
    /// The names that are set, with their values. A flag has none.
    set: BTreeMap<String, BTreeSet<String>>,
    /// The features, as Cargo spells them in variables: `NIGHTLY_BUILD`.
    features: BTreeSet<String>,
}

/// Whether something is configured, and whether that is sure or taken for granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) holds: bool,
    pub(crate) known: bool,
}

impl Verdict {
    pub(crate) const YES: Self = Self { holds: true, known: true };
    const ASSUMED: Self = Self { holds: true, known: false };

    pub(crate) fn sure(holds: bool) -> Self {
        Self { holds, known: true }
    }

    fn not(self) -> Self {
        Self { holds: !self.holds, ..self }
    }

    /// Both hold. What is surely false makes the whole surely false.
    pub(crate) fn and(self, other: Self) -> Self {
        let surely_false = |verdict: Self| !verdict.holds && verdict.known;
        Self {
            holds: self.holds && other.holds,
            known: self.known && other.known || surely_false(self) || surely_false(other),
        }
    }

    fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }
}

impl Cfg {
    /// What Cargo tells the build script that is running: its `CARGO_CFG_*` and `CARGO_FEATURE_*` variables.
    /// Whether there are `debug_assertions` it does not tell.
    ///
    /// ```no_run
    /// let cfg = ntro_build::Cfg::of_build_script(std::env::vars());
    /// assert!(!cfg.holds("test"));
    /// ```
    #[must_use]
    pub fn of_build_script(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut cfg = Self::default();
        for (name, value) in variables {
            if let Some(feature) = name.strip_prefix("CARGO_FEATURE_") {
                cfg.features.insert(feature.to_owned());
            } else if let Some(name) = name.strip_prefix("CARGO_CFG_") {
                // A flag has the empty value as well, as `target_abi` has it of most targets.
                let values = value.split(',').map(str::to_owned);
                cfg.set.entry(name.to_lowercase()).or_default().extend(values);
            }
        }
        cfg
    }

    /// What a compiler prints for `rustc --print cfg`: for a program that is no build script.
    ///
    /// ```
    /// assert!(ntro_build::Cfg::of_compiler("debug_assertions\nunix").holds("unix"));
    /// ```
    #[must_use]
    pub fn of_compiler(printed: &str) -> Self {
        let mut cfg = Self::default();
        for line in printed.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (name, value) =
                line.split_once('=').map_or((line, None), |(name, value)| (name, Some(value)));
            let values = cfg.set.entry(name.to_owned()).or_default();
            values.extend(value.map(|value| value.trim_matches('"').to_owned()));
        }
        cfg
    }

    /// The same with these features on.
    ///
    /// ```
    /// assert!(ntro_build::Cfg::default().with_features(["a-b"]).holds("feature = \"a-b\""));
    /// ```
    #[must_use]
    pub fn with_features<F: AsRef<str>>(mut self, features: impl IntoIterator<Item = F>) -> Self {
        self.features.extend(features.into_iter().map(|feature| as_variable(feature.as_ref())));
        self
    }

    /// Whether a predicate, as it stands between the parentheses of `#[cfg(…)]`, holds. One that cannot
    /// be read does: the compiler will say what is wrong with it.
    ///
    /// ```
    /// assert!(!ntro_build::Cfg::default().holds("windows"));
    /// ```
    #[must_use]
    pub fn holds(&self, predicate: &str) -> bool {
        predicate.parse().map_or(true, |tokens: TokenStream| self.verdict(tokens).holds)
    }

    pub(crate) fn has_feature(&self, feature: &str) -> bool {
        self.features.contains(&as_variable(feature))
    }

    /// Whether the tokens of a predicate hold.
    pub(crate) fn verdict(&self, predicate: TokenStream) -> Verdict {
        let tokens: Vec<TokenTree> = predicate.into_iter().collect();
        match tokens.as_slice() {
            [TokenTree::Ident(name)] => self.flag(&name.to_string()),
            [TokenTree::Ident(name), comma] if is_punct(comma, ',') => self.flag(&name.to_string()),
            [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(value), ..] => {
                self.pair(&name.to_string(), value)
            }
            [TokenTree::Ident(name), TokenTree::Group(group), ..]
                if group.delimiter() == Delimiter::Parenthesis =>
            {
                self.combination(&name.to_string(), group.stream())
            }
            _ => Verdict::ASSUMED,
        }
    }

    fn combination(&self, name: &str, inside: TokenStream) -> Verdict {
        let mut parts = split_at_commas(inside).into_iter().map(|part| self.verdict(part));
        match name {
            "all" => parts.fold(Verdict::YES, Verdict::and),
            "any" => parts.fold(Verdict::sure(false), Verdict::or),
            "not" => parts.next().map_or(Verdict::ASSUMED, Verdict::not),
            _ => Verdict::ASSUMED,
        }
    }

    fn flag(&self, name: &str) -> Verdict {
        match name {
            "true" => Verdict::YES,
            "false" => Verdict::sure(false),
            _ if NEVER.contains(&name) => Verdict::sure(false),
            _ if self.set.contains_key(name) || TOLD.contains(&name) => {
                Verdict::sure(self.set.contains_key(name))
            }
            _ => Verdict::ASSUMED,
        }
    }

    fn pair(&self, name: &str, value: &Literal) -> Verdict {
        let Some(value) = text_of(value) else { return Verdict::ASSUMED };
        if name == "feature" {
            return Verdict::sure(self.has_feature(&value));
        }
        match self.set.get(name) {
            Some(values) => Verdict::sure(values.contains(&value)),
            None if TOLD.contains(&name) => Verdict::sure(false),
            None => Verdict::ASSUMED,
        }
    }
}

/// A feature as Cargo spells it in a variable's name.
fn as_variable(feature: &str) -> String {
    feature.to_uppercase().replace('-', "_")
}

/// The value of a string literal.
pub(crate) fn text_of(literal: &Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

/// The tokens between the commas; a trailing comma adds nothing.
pub(crate) fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts: Vec<Vec<TokenTree>> = vec![Vec::new()];
    for token in tokens {
        match (&token, parts.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => parts.push(Vec::new()),
            (_, Some(part)) => part.push(token),
            (_, None) => {}
        }
    }
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| part.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cfg() -> Cfg {
        let variables = [
            ("CARGO_CFG_UNIX", ""),
            ("CARGO_CFG_TARGET_OS", "linux"),
            ("CARGO_CFG_TARGET_FEATURE", "fxsr,sse,sse2"),
            ("CARGO_CFG_HOUSE", "green"),
            ("CARGO_FEATURE_DARK_MODE", "1"),
            ("CARGO_CFG_TARGET_ABI", ""),
            ("PROFILE", "release"),
            ("HOME", "/"),
        ];
        Cfg::of_build_script(variables.map(|(name, value)| (name.to_owned(), value.to_owned())))
    }

    fn verdict(predicate: &str) -> Verdict {
        cfg().verdict(predicate.parse().expect("tokens"))
    }

    #[test]
    fn what_cargo_says_holds() {
        for predicate in [
            "unix",
            "target_os = \"linux\"",
            "target_feature = \"sse2\"",
            "house = \"green\"",
            "feature = \"dark-mode\"",
            "all()",
            "any(windows, not(test),)",
            "target_abi = \"\"",
            "unix,",
            "true",
        ] {
            assert_eq!(verdict(predicate), Verdict::YES, "{predicate}");
        }
    }

    #[test]
    fn what_cargo_does_not_say_does_not_hold() {
        for predicate in [
            "windows",
            "test",
            "target_os = \"macos\"",
            "target_env = \"msvc\"",
            "house = \"red\"",
            "feature = \"light-mode\"",
            "target_abi = \"eabihf\"",
            "test,",
            "any()",
            "all(loom, test)",
            "not(unix)",
            "false",
        ] {
            assert_eq!(verdict(predicate), Verdict::sure(false), "{predicate}");
        }
    }

    #[test]
    fn what_nobody_knows_counts_as_set() {
        for predicate in
            ["loom", "debug_assertions", "release = \"beta\"", "all(unix, loom)", "version(\"1.80\")", "= ="]
        {
            assert_eq!(verdict(predicate), Verdict::ASSUMED, "{predicate}");
        }
        assert_eq!(verdict("not(loom)"), Verdict { holds: false, known: false });
        assert_eq!(verdict("any(loom, unix)"), Verdict::YES);
    }
}
