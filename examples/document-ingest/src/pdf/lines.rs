//! From characters to words, and from words to lines in reading order.

use hayro_interpret::kurbo::Vec2;

use super::glyphs::Glyph;
use crate::layout::{Line, Word};

/// Baselines closer than this many times the type size are one line.
const SAME_LINE: f64 = 0.35;
/// A gap wider than this many times the type size parts two words.
const WORD_GAP: f64 = 0.17;
/// Where the file itself has a space, a gap this wide parts two words.
const SPACED_GAP: f64 = 0.05;
/// Two equal characters closer than this many times the type size are one
/// character drawn twice to look bold.
const SAME_PLACE: f64 = 0.1;

/// The lines of a page from its glyphs in drawing order.
pub(super) fn compose(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut upright = straighten(glyphs);
    upright.sort_by(|a, b| a.origin.y.total_cmp(&b.origin.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in upright {
        match rows.last_mut().filter(|row| shares_baseline(row, &glyph)) {
            Some(row) => row.push(glyph),
            None => rows.push(vec![glyph]),
        }
    }
    rows.into_iter().filter_map(line).collect()
}

/// Keeps the glyphs that run in the direction most glyphs run in, and turns
/// them so that this direction is from left to right.
fn straighten(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut counts = [0_usize; 4];
    for glyph in &glyphs {
        counts[quarter_turns(glyph.advance)] += 1;
    }
    let most = (0..4).rev().max_by_key(|turns| counts[*turns]).unwrap_or(0);
    glyphs
        .into_iter()
        .filter(|glyph| quarter_turns(glyph.advance) == most)
        .map(|glyph| Glyph {
            origin: turned_back(glyph.origin, most),
            advance: turned_back(glyph.advance, most),
            ..glyph
        })
        .collect()
}

/// How many quarter turns (clockwise on the sheet) lead from left-to-right to
/// this direction: 0 to 3.
fn quarter_turns(direction: Vec2) -> usize {
    match (direction.x.abs() >= direction.y.abs(), direction.x >= 0.0, direction.y >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

/// The vector after as many quarter turns back.
fn turned_back(vector: Vec2, turns: usize) -> Vec2 {
    match turns {
        1 => Vec2::new(vector.y, -vector.x),
        2 => Vec2::new(-vector.x, -vector.y),
        3 => Vec2::new(-vector.y, vector.x),
        _ => vector,
    }
}

/// Whether the glyph, the next one down the page, still belongs to the row.
fn shares_baseline(row: &[Glyph], glyph: &Glyph) -> bool {
    row.first().is_some_and(|first| {
        let smaller = first.size.min(glyph.size);
        glyph.origin.y - first.origin.y <= SAME_LINE * smaller
    })
}

/// The words of one row; none when the row is only spaces.
fn line(mut row: Vec<Glyph>) -> Option<Line> {
    row.sort_by(|a, b| a.origin.x.total_cmp(&b.origin.x));
    let mut words: Vec<Word> = Vec::new();
    let mut spaced = true;
    let mut before: Option<&Glyph> = None;
    for glyph in &row {
        if glyph.text.chars().all(is_space) {
            spaced = true;
            continue;
        }
        if before.is_some_and(|before| is_shadow(before, glyph)) {
            continue;
        }
        match words.last_mut().filter(|word| continues(word, glyph, spaced)) {
            Some(word) => extend(word, glyph),
            None => words.push(begin(glyph)),
        }
        spaced = false;
        before = Some(glyph);
    }
    let baseline = row.first()?.origin.y as f32;
    (!words.is_empty()).then_some(Line { baseline, words })
}

/// Whether the character only makes room.
fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{a0}' | '\u{200b}' | '\u{feff}')
}

/// Whether the glyph repeats the one before it at the same place.
fn is_shadow(before: &Glyph, glyph: &Glyph) -> bool {
    before.text == glyph.text && (glyph.origin.x - before.origin.x).abs() < SAME_PLACE * glyph.size
}

/// Whether the glyph goes on with the word.
fn continues(word: &Word, glyph: &Glyph, spaced: bool) -> bool {
    let gap = glyph.origin.x - f64::from(word.right);
    let limit = if spaced { SPACED_GAP } else { WORD_GAP };
    gap <= limit * glyph.size.max(f64::from(word.size))
}

/// A word of one glyph.
fn begin(glyph: &Glyph) -> Word {
    let left = glyph.origin.x as f32;
    let right = (glyph.origin.x + glyph.advance.x) as f32;
    Word { text: plain(&glyph.text), left, right, size: glyph.size as f32 }
}

/// Adds the glyph to the end of the word.
fn extend(word: &mut Word, glyph: &Glyph) {
    word.text.push_str(&plain(&glyph.text));
    word.right = word.right.max((glyph.origin.x + glyph.advance.x) as f32);
    word.size = word.size.max(glyph.size as f32);
}

/// The text with ligatures taken apart and dashes made plain.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            '‐' | '‑' | '−' => plain.push('-'),
            '\u{ad}' => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs 6 points wide at size 10, one per character.
    fn typed(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        let place = |(at, character): (usize, char)| Glyph {
            text: character.to_string(),
            origin: Vec2::new(x + 6.0 * at as f64, y),
            advance: Vec2::new(6.0, 0.0),
            size: 10.0,
        };
        text.chars().enumerate().map(place).collect()
    }

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn drawing_order_does_not_matter() {
        let glyphs = [typed("4.11", 300.0, 50.0), typed("Total", 20.0, 51.0), typed("Top", 20.0, 20.0)];
        assert_eq!(texts(&compose(glyphs.concat())), ["Top", "Total  4.11"]);
    }

    #[test]
    fn a_character_drawn_twice_is_read_once() {
        let glyphs = [typed("Bold", 20.0, 20.0), typed("Bold", 20.4, 20.0)];
        assert_eq!(texts(&compose(glyphs.concat())), ["Bold"]);
    }

    #[test]
    fn text_that_runs_up_the_sheet_is_read_as_text() {
        let up = |glyph: Glyph| Glyph {
            origin: Vec2::new(glyph.origin.y, 800.0 - glyph.origin.x),
            advance: Vec2::new(0.0, -6.0),
            ..glyph
        };
        let glyphs = [typed("One two", 20.0, 20.0), typed("Three", 20.0, 40.0)].concat();
        let turned = glyphs.into_iter().map(up).collect();
        assert_eq!(texts(&compose(turned)), ["One two", "Three"]);
    }
}
