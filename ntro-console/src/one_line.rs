//! What somebody else wrote, where it is to be one line of a screen.

/// The text in one line, without what a terminal would obey: people, documents and models may write anything.
///
/// ```
/// assert_eq!(ntro_console::one_line("first\nsecond \u{1b}[31mred"), "first second  [31mred");
/// ```
#[must_use]
pub fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
