//! What the author did wrong: collected, never thrown, so that one build shows all of it.

use std::fmt::{Display, Write as _};

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};

use crate::place::Place;

/// One mistake: the rule that was broken, at the narrowest place, then the reason and the remedy.
#[derive(Clone, Debug)]
pub struct Problem {
    place: Place,
    text: String,
}

impl Problem {
    /// States the rule that `place` breaks.
    pub(crate) fn at(place: &impl ToTokens, rule: impl Display) -> Self {
        Self { place: Place::of(place), text: rule.to_string() }
    }

    /// States the rule for a place that has no tokens of its own.
    pub(crate) fn at_span(place: Span, rule: impl Display) -> Self {
        Self { place: Place::of_span(place), text: rule.to_string() }
    }

    /// Adds the reason for the rule.
    pub(crate) fn note(self, reason: impl Display) -> Self {
        self.line("note", &reason)
    }

    /// Adds what to write instead.
    pub(crate) fn help(self, remedy: impl Display) -> Self {
        self.line("help", &remedy)
    }

    /// Adds a remedy that is not always known.
    pub(crate) fn maybe_help(self, remedy: Option<String>) -> Self {
        match remedy {
            Some(remedy) => self.help(remedy),
            None => self,
        }
    }

    fn line(mut self, label: &str, text: &dyn Display) -> Self {
        // Writing into a `String` cannot fail.
        let _ = write!(self.text, "\n= {label}: {text}");
        self
    }

    /// The whole text as the author reads it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it is: the first of the tokens that break the rule.
    #[must_use]
    pub fn span(&self) -> Span {
        self.place.start()
    }

    /// The `compile_error!` that puts the text under the author's tokens.
    fn compile_error(&self) -> TokenStream {
        let (place, text) = (self.place, &self.text);
        place.take(quote_spanned!(place.start()=> ::core::compile_error! { #text }))
    }
}

/// The mistakes found so far.
#[derive(Clone, Debug, Default)]
pub struct Errors(Vec<Problem>);

impl Errors {
    /// Records a mistake and lets the stage go on.
    pub(crate) fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Records the mistake of a result, and gives its value if there is one.
    pub(crate) fn keep<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.push(problem)).ok()
    }

    /// Whether nothing was wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mistakes in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// One `compile_error!` per mistake.
    #[must_use]
    pub fn compile_errors(&self) -> TokenStream {
        self.0.iter().map(Problem::compile_error).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn a_problem_is_rule_reason_and_remedy() {
        let mut errors = Errors::default();
        assert_eq!(errors.keep(Ok(1)), Some(1));
        let problem = Problem::at(&quote!(a b), "rule").note("reason").maybe_help(None).help("remedy");
        assert_eq!(errors.keep(Err::<(), _>(problem)), None);
        let expected = quote!(::core::compile_error! { "rule\n= note: reason\n= help: remedy" });
        assert_eq!(errors.compile_errors().to_string(), expected.to_string());
    }
}
