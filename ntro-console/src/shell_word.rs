//! Commands that are printed, for a shell.

/// A word of a command that is printed, as a shell reads it: ids of runs may be anything.
///
/// ```
/// let words = ["close:share:kid", "par ent's", "$HOME", ""].map(ntro_console::shell_word);
/// assert_eq!(words, ["close:share:kid", r"'par ent'\''s'", "'$HOME'", "''"]);
/// ```
#[must_use]
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:=@%+,".contains(c);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}
