//! Numbers, strings and listed values.

use serde_json::Value;

use crate::schema::node::Conj;
use crate::schema::number::{Num, is_same};
use crate::schema::objects::{at_least, at_most};
use crate::schema::reason::{Reason, Text, shown};
use crate::schema::types::Types;

/// The formats of Rust's integers, with what they hold; of the widest ones only the lower bound is in
/// reach.
const INTEGERS: [(&str, i128, i128); 12] = [
    ("int8", i8::MIN as i128, i8::MAX as i128),
    ("int16", i16::MIN as i128, i16::MAX as i128),
    ("int32", i32::MIN as i128, i32::MAX as i128),
    ("int64", i64::MIN as i128, i64::MAX as i128),
    ("int", i64::MIN as i128, i64::MAX as i128),
    ("int128", i128::MIN, i128::MAX),
    ("uint8", 0, u8::MAX as i128),
    ("uint16", 0, u16::MAX as i128),
    ("uint32", 0, u32::MAX as i128),
    ("uint64", 0, u64::MAX as i128),
    ("uint", 0, u64::MAX as i128),
    ("uint128", 0, i128::MAX),
];

/// A bound, and whether it is itself outside.
#[derive(Clone, Copy)]
struct Bound {
    at: Num,
    exclusive: bool,
}

impl Conj<'_> {
    fn bounds(
        &self,
        inclusive: &str,
        exclusive: &str,
        of_format: impl Fn(&(&str, i128, i128)) -> i128,
    ) -> Vec<Bound> {
        let bound = |exclusive| move |(value, _)| Some(Bound { at: Num::of_value(value)?, exclusive });
        let formats = self.all("format").filter_map(|(format, _)| integers(format.as_str()?));
        let formats = formats.map(|format| Bound { at: Num::Int(of_format(format)), exclusive: false });
        let said = self.all(inclusive).filter_map(bound(false));
        said.chain(self.all(exclusive).filter_map(bound(true))).chain(formats).collect()
    }

    /// The numbers that it lists, if it lists values.
    fn numbers(&self) -> Option<Vec<Num>> {
        Some(self.values()?.into_iter().filter_map(Num::of_value).collect())
    }

    fn has_integers_only(&self) -> bool {
        self.types().and(Types::NUMBER).is_within(Types::INTEGER)
    }

    /// What is known of the least number.
    fn lowest(&self) -> Option<Bound> {
        if let Some(at) = self.numbers().and_then(|numbers| numbers.into_iter().min()) {
            return Some(Bound { at, exclusive: false });
        }
        let bounds = self.bounds("minimum", "exclusiveMinimum", |format| format.1);
        let bounds = bounds.into_iter().map(|bound| self.next_integer(bound, 1));
        bounds.max_by_key(|bound| (bound.at, bound.exclusive))
    }

    /// What is known of the greatest number.
    fn highest(&self) -> Option<Bound> {
        if let Some(at) = self.numbers().and_then(|numbers| numbers.into_iter().max()) {
            return Some(Bound { at, exclusive: false });
        }
        let bounds = self.bounds("maximum", "exclusiveMaximum", |format| format.2);
        let bounds = bounds.into_iter().map(|bound| self.next_integer(bound, -1));
        bounds.min_by_key(|bound| (bound.at, !bound.exclusive))
    }

    /// Among integers, what is beyond 0 begins at 1.
    fn next_integer(&self, bound: Bound, step: i128) -> Bound {
        match bound.at {
            Num::Int(at) if bound.exclusive && self.has_integers_only() => {
                Bound { at: Num::Int(at.saturating_add(step)), exclusive: false }
            }
            _ => bound,
        }
    }
}

fn integers(format: &str) -> Option<&'static (&'static str, i128, i128)> {
    INTEGERS.iter().find(|(name, ..)| *name == format)
}

/// Whether the values of `a` are among those.
pub(crate) fn values_fit(a: &Conj<'_>, allowed: &[Value], at: &str) -> Option<Reason> {
    let listed = |values: &mut dyn Iterator<Item = &Value>| values.map(shown).collect::<Vec<_>>().join(", ");
    let Some(values) = a.values() else {
        let allowed = if allowed.is_empty() { "no value".to_owned() } else { listed(&mut allowed.iter()) };
        return Some(Reason::says(at, "enum", None::<&str>, Some(allowed)));
    };
    let missing = |value: &&Value| !allowed.iter().any(|other| is_same(value, other));
    let missing = listed(&mut values.into_iter().filter(missing));
    (!missing.is_empty()).then(|| Reason::new(at, "enum", Text::NotTaken(missing)))
}

/// `None` if the keyword's value is not understood.
pub(crate) fn number_fits(a: &Conj<'_>, (keyword, value): (&str, &Value), at: &str) -> Option<Vec<Reason>> {
    let there = Num::of_value(value)?;
    if !a.types().meets(Types::NUMBER) {
        return Some(Vec::new());
    }
    let (lowest, highest) = (a.lowest(), a.highest());
    let (here, fits) = match keyword {
        "minimum" => (lowest, lowest.is_some_and(|low| low.at >= there)),
        "exclusiveMinimum" => {
            (lowest, lowest.is_some_and(|low| low.at > there || (low.at == there && low.exclusive)))
        }
        "maximum" => (highest, highest.is_some_and(|high| high.at <= there)),
        "exclusiveMaximum" => {
            (highest, highest.is_some_and(|high| high.at < there || (high.at == there && high.exclusive)))
        }
        _ => return Some(Vec::from_iter(multiple_fits(a, there, at))),
    };
    let reason = || Reason::says(at, keyword, here.map(|bound| bound.at), Some(there));
    Some(Vec::from_iter((!fits).then(reason)))
}

fn multiple_fits(a: &Conj<'_>, there: Num, at: &str) -> Option<Reason> {
    let steps: Vec<Num> = a.all("multipleOf").filter_map(|(step, _)| Num::of_value(step)).collect();
    let of_values = a.numbers().is_some_and(|numbers| numbers.iter().all(|it| it.is_multiple_of(there)));
    let of_integers = a.has_integers_only() && Num::Int(1).is_multiple_of(there);
    let of_steps = steps.iter().any(|step| *step == there || step.is_multiple_of(there));
    let fits = of_values || of_integers || of_steps;
    (!fits).then(|| Reason::says(at, "multipleOf", steps.first(), Some(there)))
}

/// `None` if the keyword's value is not understood.
pub(crate) fn string_fits(a: &Conj<'_>, (keyword, value): (&str, &Value), at: &str) -> Option<Vec<Reason>> {
    if !a.types().meets(Types::STRING) {
        return Some(Vec::new());
    }
    let strings = a.values().map(|values| values.into_iter().filter_map(Value::as_str));
    let lengths: Option<Vec<u64>> = strings.map(|it| it.map(|text| text.chars().count() as u64).collect());
    let reason = match keyword {
        "minLength" => {
            let listed = lengths.and_then(|lengths| lengths.into_iter().min());
            at_least(listed.unwrap_or_else(|| a.at_least(keyword)), value.as_u64()?, keyword, at)
        }
        "maxLength" => {
            let listed = lengths.and_then(|lengths| lengths.into_iter().max());
            at_most(listed.or_else(|| a.at_most(keyword)), value.as_u64()?, keyword, at)
        }
        _ => pattern_fits(a, value.as_str()?, lengths.is_some(), at),
    };
    Some(Vec::from_iter(reason))
}

/// Two patterns are not compared; that nothing was asked before is certain.
fn pattern_fits(a: &Conj<'_>, there: &str, listed: bool, at: &str) -> Option<Reason> {
    let patterns: Vec<&str> = a.all("pattern").filter_map(|(pattern, _)| pattern.as_str()).collect();
    if patterns.contains(&there) {
        return None;
    }
    let reason = Reason::says(at, "pattern", patterns.first(), Some(there));
    Some(if listed || !patterns.is_empty() { reason.unknown() } else { reason })
}

/// Formats bind. Those of integers are bounds; `double` holds every number of JSON; of the others, which
/// may be of any type and say nothing of its absence, only the same one fits.
pub(crate) fn format_fits(a: &Conj<'_>, there: &str, at: &str) -> Option<Vec<Reason>> {
    let formats: Vec<&str> = a.all("format").filter_map(|(format, _)| format.as_str()).collect();
    let concerns = if integers(there).is_some() || ["float", "double"].contains(&there) {
        Types::NUMBER
    } else {
        Types::NOT_NULL
    };
    if !a.types().meets(concerns) || there == "double" || formats.contains(&there) {
        return Some(Vec::new());
    }
    let within = integers(there).is_some_and(|(_, least, most)| {
        a.has_integers_only()
            && a.lowest().is_some_and(|low| low.at >= Num::Int(*least))
            && a.highest().is_some_and(|high| high.at <= Num::Int(*most))
    });
    let reason = || Reason::says(at, "format", formats.first(), Some(there));
    Some(Vec::from_iter((!within).then(reason)))
}
