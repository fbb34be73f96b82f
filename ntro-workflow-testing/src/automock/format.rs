//! Texts of the formats of JSON Schema, and of those that schemars adds.

use super::place::Place;

/// Texts of a format; none for a format that is not known.
pub(super) fn texts(format: &str, place: &Place) -> Vec<String> {
    let drawn = place.draw("format") ^ position(place);
    if let Some(text) = moment(format, drawn) {
        return vec![text];
    }
    match address(format, drawn, place) {
        Some(texts) => texts,
        None => other(format, drawn).into_iter().collect(),
    }
}

/// Moments in the shapes that patterns often ask for; what only looks like one is seldom read as one.
pub(super) fn moments(place: &Place) -> Vec<String> {
    let month = format!("2026-{:02}", 1 + (place.draw("format") ^ position(place)) % 12);
    let formats = ["date", "partial-time", "partial-date-time", "date-time"];
    let mut moments: Vec<_> = formats.iter().flat_map(|format| texts(format, place)).collect();
    moments.extend([month, "09:30".into()]);
    moments
}

/// Items of a list differ also where nothing is drawn.
fn position(place: &Place) -> u64 {
    if place.varies() { 0 } else { place.ordinal() as u64 }
}

fn moment(format: &str, drawn: u64) -> Option<String> {
    let (day, minute) = (1 + (drawn + 14) % 28, (drawn / 28 + 30) % 60);
    let (date, time) = (format!("2026-01-{day:02}"), format!("09:{minute:02}:00"));
    Some(match format {
        "date" => date,
        "time" => format!("{time}Z"),
        "partial-time" => time,
        "date-time" => format!("{date}T{time}Z"),
        "partial-date-time" => format!("{date}T{time}"),
        "zoned-date-time" => format!("{date}T{time}+00:00[+00:00]"),
        "duration" => format!("PT{}H", 1 + drawn % 24),
        _ => return None,
    })
}

fn address(format: &str, drawn: u64, place: &Place) -> Option<Vec<String>> {
    let (host, name) = (1 + drawn % 254, label(&place.word()));
    Some(match format {
        "email" | "idn-email" => vec![format!("{name}@example.com"), "a@b.co".into()],
        "hostname" | "idn-hostname" => vec![format!("{name}.example.com"), "a.co".into()],
        "ipv4" | "ip" => vec![format!("192.0.2.{host}")],
        "ipv6" => vec![format!("2001:db8::{host:x}"), "::1".into()],
        "uri" | "iri" | "url" => vec![format!("https://example.com/{name}"), "a:b".into()],
        "uri-reference" | "iri-reference" | "uri-template" => vec![format!("/{name}"), "a".into()],
        _ => return None,
    })
}

fn other(format: &str, drawn: u64) -> Option<String> {
    Some(match format {
        "uuid" => format!("00000000-0000-4000-8000-{:012x}", (drawn.wrapping_add(1)) & 0xffff_ffff_ffff),
        "json-pointer" => "/a".into(),
        "relative-json-pointer" => "0/a".into(),
        "regex" => "^a$".into(),
        _ => return None,
    })
}

/// The word as a label of a host's name.
fn label(word: &str) -> String {
    let kept = word.to_ascii_lowercase().replace('_', "-");
    let kept: String = kept.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    let kept = kept.trim_matches('-');
    if kept.is_empty() { "a".into() } else { kept.to_owned() }
}
