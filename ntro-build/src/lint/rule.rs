//! The rules by name, and what each of them cannot see.

use std::fmt;

/// A rule. Its name is what a finding shows, and what an allow comment takes if it is a lint's.
///
/// ```
/// use ntro_build::lint::Rule;
///
/// assert_eq!(Rule::GateOutsideStep.to_string(), "gate-outside-step");
/// assert_eq!(Rule::named("unused-step"), Some(Rule::UnusedStep));
/// assert_eq!(Rule::named("unused"), None);
/// assert!(Rule::UnusedStep.is_lint() && !Rule::Macro.is_lint());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// `allow`: an allow comment without a reason, of no rule, or that silences nothing.
    Allow,
    /// `gate-outside-step`: a gate or a child run that `run` reaches without a step.
    GateOutsideStep,
    /// `macro`: what the macros refuse.
    Macro,
    /// `nondeterminism`: a call in a runbook that gives something else when it is replayed.
    Nondeterminism,
    /// `package`: what no single macro sees, such as a slug that is taken twice.
    Package,
    /// `source`: a file that cannot be read, or is no Rust.
    Source,
    /// `undeclared-gate`: a gate that its step does not declare.
    UndeclaredGate,
    /// `unnamed-gates`: two gates of a step that ask different things under one name.
    UnnamedGates,
    /// `unreadable-child`: a child run whose runbook the source does not name.
    UnreadableChild,
    /// `unused-step`: a step that nothing calls.
    UnusedStep,
}

impl Rule {
    /// All rules, by name.
    pub const ALL: [Self; 10] = [
        Self::Allow,
        Self::GateOutsideStep,
        Self::Macro,
        Self::Nondeterminism,
        Self::Package,
        Self::Source,
        Self::UndeclaredGate,
        Self::UnnamedGates,
        Self::UnreadableChild,
        Self::UnusedStep,
    ];

    /// Its name, in kebab-case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::GateOutsideStep => "gate-outside-step",
            Self::Macro => "macro",
            Self::Nondeterminism => "nondeterminism",
            Self::Package => "package",
            Self::Source => "source",
            Self::UndeclaredGate => "undeclared-gate",
            Self::UnnamedGates => "unnamed-gates",
            Self::UnreadableChild => "unreadable-child",
            Self::UnusedStep => "unused-step",
        }
    }

    /// The rule of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// Whether it is a lint, which an allow comment can silence. What the others find has to be mended.
    #[must_use]
    pub fn is_lint(self) -> bool {
        !matches!(self, Self::Allow | Self::Macro | Self::Package | Self::Source)
    }

    /// What it does not see, since it reads the source and not the types.
    ///
    /// ```
    /// assert!(ntro_build::lint::Rule::Nondeterminism.unseen().contains("free functions"));
    /// ```
    #[must_use]
    pub fn unseen(self) -> &'static str {
        match self {
            Self::Allow => "comments inside block comments and in files that no module declares",
            Self::GateOutsideStep => {
                "gates opened by free functions, by other impls and by `Ctx::wait_for_action(ctx, …)`"
            }
            Self::Macro => {
                "impls that a `macro_rules!` writes; types that do not fit; derives of types with a `cfg` in \
                 them; outside of annotated impls, a helper in an impl with another attribute or on a \
                 function that is called like it"
            }
            Self::Package => "slugs that are computed; packages that this one depends on",
            Self::Source => "examples, tests and benches; `include!`d files",
            Self::Nondeterminism => {
                "calls inside free functions, other impls and other crates; methods of values, such as \
                 `started.elapsed()`; functions that are handed on by one name, such as `random` in \
                 `repeat_with(random)`; the fields of the runbook; names that come through `crate::`, a \
                 `super` in another file, a glob of one's own or one of a whole module that is found, such \
                 as `tokio::time::*`"
            }
            Self::UndeclaredGate => {
                "gates opened by free functions and other impls; names that are no literals or are given \
                 by way of a variable; whether the declared payload is the one shown, which the run itself \
                 checks"
            }
            Self::UnnamedGates => {
                "gates in helper methods; names that are no literals or are given by way of a variable; \
                 which arm of a macro of one's own is taken; whether two differently written payloads are \
                 the same"
            }
            Self::UnreadableChild => {
                "children of free functions and of other impls; whether another worker has the runbook"
            }
            Self::UnusedStep => "calls that a `macro_rules!` writes; whether the code that calls ever runs",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
