//! Colours, where they are wanted.

/// A colour, by what it says.
///
/// ```
/// use ntro_console::Colour;
///
/// assert_ne!(Colour::Good, Colour::Bad);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Done.
    Good,
    /// Failed.
    Bad,
    /// Waits for a person.
    Asking,
    /// Under way.
    Busy,
    /// Of less importance.
    Faint,
    /// A heading.
    Strong,
}

/// Colours on a terminal, unless `NO_COLOR` is set; none elsewhere.
///
/// ```
/// use ntro_console::{Colour, Paint};
///
/// assert_eq!(Paint::new(false).text(Colour::Bad, "failed"), "failed");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    colours: bool,
}

impl Paint {
    /// For what is a terminal, or is not.
    #[must_use]
    pub fn new(is_terminal: bool) -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { colours: is_terminal && !unwanted }
    }

    /// The text in that colour.
    #[must_use]
    pub fn text(self, colour: Colour, text: &str) -> String {
        if !self.colours {
            return text.to_owned();
        }
        let code = match colour {
            Colour::Good => 32,
            Colour::Bad => 31,
            Colour::Asking => 33,
            Colour::Busy => 36,
            Colour::Faint => 2,
            Colour::Strong => 1,
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}
