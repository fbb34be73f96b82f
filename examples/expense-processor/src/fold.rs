//! Texts made comparable: how people and tills spell one name.

/// The words of a text in small letters, without accents and without anything that is neither letter nor
/// digit.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let plain: String = text.chars().map(letter).collect();
    plain.split_whitespace().map(str::to_owned).collect()
}

/// The same as one text.
#[must_use]
pub fn fold(text: &str) -> String {
    words(text).join(" ")
}

/// A letter without its accent, in small; a blank for what is no letter.
fn letter(letter: char) -> String {
    let plain = match letter {
        'à'..='å' | 'À'..='Å' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' => "c",
        'è'..='ë' | 'È'..='Ë' => "e",
        'ì'..='ï' | 'Ì'..='Ï' => "i",
        'ñ' | 'Ñ' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' => "o",
        'ù'..='ü' | 'Ù'..='Ü' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ß' => "ss",
        '\'' | '’' => "",
        other if other.is_alphanumeric() => return other.to_lowercase().collect(),
        _ => " ",
    };
    plain.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_several_spellings_is_one() {
        for text in ["Café  Müller", "CAFE MULLER", "cafe-muller.", "Café/Müller "] {
            assert_eq!(fold(text), "cafe muller", "{text}");
        }
        assert_eq!(fold("Lloyd’s"), "lloyds");
    }
}
