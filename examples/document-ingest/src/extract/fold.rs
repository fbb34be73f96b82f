//! Text made comparable: lower case, without accents, cut into plain tokens.

use crate::layout::Word;

/// A run of letters and digits of a word, folded.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    /// The folded characters; `#` stands alone and `n°` reads `no`.
    pub(crate) text: String,
    /// The index of the word it is part of.
    pub(crate) word: usize,
    /// The byte in the word after its last character.
    pub(crate) end: usize,
    /// Whether it begins its word.
    pub(crate) starts_word: bool,
}

/// The tokens of the words of a line.
pub(crate) fn tokens(words: &[Word]) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let from = tokens.len();
        cut(&word.text, at, &mut tokens);
        if let Some(first) = tokens.get_mut(from) {
            first.starts_word = true;
        }
    }
    tokens
}

/// Cuts one word into tokens.
fn cut(text: &str, word: usize, tokens: &mut Vec<Token>) {
    let mut run = String::new();
    let mut push = |run: &mut String, end: usize| {
        if !run.is_empty() {
            let text = std::mem::take(run);
            tokens.push(Token { text, word, end, starts_word: false });
        }
    };
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        match character {
            '#' => {
                push(&mut run, at);
                run.push('#');
                push(&mut run, end);
            }
            '°' | 'º' | '№' => {
                run.push_str(if character == '№' { "no" } else { "o" });
                push(&mut run, end);
            }
            _ if character.is_alphanumeric() => fold_into(&mut run, character),
            _ => push(&mut run, at),
        }
    }
    push(&mut run, text.len());
}

/// The whole text folded: lower case, accents dropped, punctuation as spaces.
pub(crate) fn folded(text: &str) -> String {
    let word = Word { text: text.into(), ..Word::default() };
    let texts: Vec<String> = tokens(&[word]).into_iter().map(|token| token.text).collect();
    texts.join(" ")
}

/// Appends the character in lower case without its accent.
pub(super) fn fold_into(text: &mut String, character: char) {
    for lower in character.to_lowercase() {
        match lower {
            'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' | 'ă' => text.push('a'),
            'ä' | 'æ' => text.push_str("ae"),
            'ç' | 'ć' | 'č' => text.push('c'),
            'ď' => text.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => text.push('e'),
            'ì' | 'í' | 'î' | 'ï' => text.push('i'),
            'ł' => text.push('l'),
            'ñ' | 'ń' | 'ň' => text.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' => text.push('o'),
            'ö' | 'ø' | 'ő' => text.push_str("oe"),
            'ř' => text.push('r'),
            'ß' => text.push_str("ss"),
            'ś' | 'š' => text.push('s'),
            'ť' => text.push('t'),
            'ù' | 'ú' | 'û' | 'ů' => text.push('u'),
            'ü' | 'ű' => text.push_str("ue"),
            'ý' => text.push('y'),
            'ź' | 'ż' | 'ž' => text.push('z'),
            'œ' => text.push_str("oe"),
            other if other.is_alphanumeric() => text.push(other),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_signs_do_not_matter() {
        assert_eq!(folded("Facture N°562 d'ÉMISSION"), "facture no 562 d emission");
        assert_eq!(folded("Rechnungs-Nr.30064"), "rechnungs nr 30064");
        assert_eq!(folded("Invoice#77"), "invoice # 77");
    }
}
