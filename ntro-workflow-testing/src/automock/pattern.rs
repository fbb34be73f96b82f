//! Texts that a regular expression matches.

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

use super::format::moments;
use super::place::Place;
use super::text::{Length, fitted};

/// Repetitions are not carried further than this.
const LONGEST: usize = 10_000;

/// Texts to try: moments of that length, the plainest, the shortest, some of the length that is asked for, and some drawn.
/// The engine decides which of them match.
pub(super) fn texts(pattern: &str, place: &Place, length: Length) -> Result<Vec<String>, String> {
    let hir = regex_syntax::parse(pattern).map_err(|error| {
        let cause = error.to_string();
        let cause = cause.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
        format!("no text can be made from `pattern` {pattern}: {cause}")
    })?;
    let shortest = hir.properties().minimum_len();
    let moments = moments(place).into_iter().filter(|moment| Some(moment.len()) == shortest);
    let drawn = (0..4).map(|time| Writer::drawn(place.draw("pattern").wrapping_add(time)));
    let plain = [Writer::plain(), Writer::shortest()].into_iter();
    let writers: Vec<_> = match place.varies() {
        true => drawn.chain(plain).collect(),
        false => plain.chain((1..6).map(Writer::drawn)).collect(),
    };
    Ok(moments.chain(writers.into_iter().flat_map(|writer| writer.texts(&hir, length))).collect())
}

/// How the free places of an expression are filled.
#[derive(Clone, Copy)]
struct Writer {
    shortest: bool,
    state: Option<u64>,
    /// Characters that repetitions are still to add.
    wanted: usize,
}

impl Writer {
    fn plain() -> Self {
        Self { shortest: false, state: None, wanted: 0 }
    }

    fn shortest() -> Self {
        Self { shortest: true, ..Self::plain() }
    }

    fn drawn(state: u64) -> Self {
        Self { state: Some(state), ..Self::plain() }
    }

    /// As it comes; with repetitions as long as is asked for; and filled up behind and in front, for
    /// expressions that are not anchored.
    fn texts(self, hir: &Hir, length: Length) -> Vec<String> {
        let written = |wanted| {
            let mut text = String::new();
            Self { wanted, ..self }.write(hir, &mut text);
            text
        };
        let text = written(0);
        let missing = length.least.saturating_sub(text.chars().count()).min(LONGEST);
        if missing == 0 {
            return vec![text];
        }
        let filling = fitted("a", Length { least: missing, most: missing });
        vec![written(missing), format!("{text}{filling}"), format!("{filling}{text}")]
    }

    fn write(&mut self, hir: &Hir, text: &mut String) {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
            HirKind::Class(class) => text.extend(self.character(class)),
            HirKind::Repetition(repetition) => self.repeat(repetition, text),
            HirKind::Capture(capture) => self.write(&capture.sub, text),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.write(part, text)),
            HirKind::Alternation(alternatives) => {
                self.choose(alternatives).into_iter().for_each(|chosen| self.write(chosen, text));
            }
        }
    }

    fn choose<'h>(&mut self, alternatives: &'h [Hir]) -> Option<&'h Hir> {
        if self.shortest {
            return alternatives.iter().min_by_key(|one| one.properties().minimum_len());
        }
        if self.wanted > 0 {
            let most = |one: &&Hir| one.properties().maximum_len().unwrap_or(usize::MAX);
            return alternatives.iter().rev().max_by_key(most);
        }
        alternatives.get(self.draw(alternatives.len()))
    }

    fn repeat(&mut self, repetition: &Repetition, text: &mut String) {
        let least = usize::try_from(repetition.min).unwrap_or(LONGEST).min(LONGEST);
        let most = repetition.max.and_then(|max| usize::try_from(max).ok()).unwrap_or(LONGEST);
        let times = if self.shortest { least } else { (least + self.draw(4)).min(most) };
        let start = text.len();
        for time in 0..most {
            let enough = time >= times && self.wanted == 0;
            // What adds nothing would be repeated for ever.
            if enough || (time > least && text.len() == start) {
                break;
            }
            let before = text.len();
            self.write(&repetition.sub, text);
            if time >= least {
                self.wanted = self.wanted.saturating_sub(text[before..].chars().count());
            }
        }
    }

    fn character(&mut self, class: &Class) -> Option<char> {
        const PLAIN: [char; 4] = ['a', 'A', '1', '0'];
        let ranges: Vec<(char, char)> = match class {
            Class::Unicode(class) => {
                class.ranges().iter().map(|range| (range.start(), range.end())).collect()
            }
            Class::Bytes(class) => {
                class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
            }
        };
        let within = |c: &char| ranges.iter().any(|(start, end)| (start..=end).contains(&c));
        let printable: Vec<char> = ('!'..='~').filter(within).collect();
        // Numbers with leading zeros match, and are often none to whoever reads them.
        let drawable: Vec<char> = printable.iter().copied().filter(|c| *c != '0').collect();
        if self.state.is_some() && !drawable.is_empty() {
            return drawable.get(self.draw(drawable.len())).copied();
        }
        let plain = PLAIN.into_iter().find(within).or_else(|| printable.first().copied());
        plain.or_else(|| ranges.first().map(|(start, _)| *start))
    }

    /// A number below the bound; 0 where nothing is drawn.
    fn draw(&mut self, bound: usize) -> usize {
        let Some(state) = &mut self.state else { return 0 };
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*state >> 33).unwrap_or(0) % bound.max(1)
    }
}
