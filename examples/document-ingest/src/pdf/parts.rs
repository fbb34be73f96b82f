//! Refuses files whose compressed parts unfold beyond all measure.
//!
//! A few kilobytes can unfold to gigabytes. The interpreter unfolds whole parts
//! into memory, so each zlib part is measured first: unfolded piece by piece
//! into nothing, and counted. Parts of encrypted files cannot be measured.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use super::nesting::Depth;
use super::{DocumentError, MAX_UNFOLDED};

/// The dictionary before a part is looked for in so many bytes.
const DICTIONARY: usize = 2_000;

/// Checks every `stream` of the file.
pub(super) fn check(bytes: &[u8]) -> Result<(), DocumentError> {
    check_within(bytes, MAX_UNFOLDED)
}

/// Checks that no part unfolds to more than `limit` bytes.
fn check_within(bytes: &[u8], limit: u64) -> Result<(), DocumentError> {
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let (keyword, data) = (at + found, at + found + b"stream".len());
        let dictionary = dictionary(&bytes[..keyword]);
        if count(dictionary, b"/FlateDecode") > 1 {
            return Err(DocumentError::Broken { what: "a part of it is compressed twice" });
        }
        let measure = unfolded(body(&bytes[data..]), limit);
        if measure.bytes > limit {
            return Err(DocumentError::TooLarge { what: "bytes in one compressed part", limit });
        }
        if find(dictionary, b"ObjStm").is_some() {
            measure.depth.judge()?;
        }
        at = data;
    }
    Ok(())
}

/// The dictionary that ends before the keyword: from the last `obj` on.
fn dictionary(before: &[u8]) -> &[u8] {
    let near = &before[before.len().saturating_sub(DICTIONARY)..];
    let start = near.windows(3).rposition(|window| window == b"obj").unwrap_or(0);
    &near[start..]
}

/// The data after the line end that follows the keyword.
fn body(after_keyword: &[u8]) -> &[u8] {
    let start = after_keyword.iter().take_while(|byte| matches!(**byte, b'\r' | b'\n')).count();
    &after_keyword[start..]
}

/// What a part unfolds to, followed up to just beyond the limit; nothing when
/// it is not zlib data.
fn unfolded(data: &[u8], limit: u64) -> Measure {
    let mut measure = Measure::default();
    let zlib = data.first().is_some_and(|first| first & 0x0f == 8);
    if zlib {
        // Data that breaks off counts as far as it goes: the interpreter
        // recovers that much of it, too.
        let _broken_off = io::copy(&mut ZlibDecoder::new(data).take(limit + 1), &mut measure);
    }
    measure
}

/// Measures what is written to it and keeps none of it.
#[derive(Debug, Default)]
struct Measure {
    bytes: u64,
    depth: Depth,
}

impl io::Write for Measure {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.bytes += piece.len() as u64;
        self.depth.follow(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where `needle` first stands in `hay`.
pub(super) fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}

/// How often `needle` stands in `hay`.
fn count(hay: &[u8], needle: &[u8]) -> usize {
    hay.windows(needle.len()).filter(|window| *window == needle).count()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    /// A file with one part that unfolds to `text` repeated.
    fn file(dictionary: &str, text: &[u8], times: usize) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&text.repeat(times)).expect("memory");
        let head = format!("%PDF-1.4 1 0 obj << {dictionary} >> stream\r\n");
        [head.into_bytes(), encoder.finish().expect("memory")].concat()
    }

    #[test]
    fn a_bomb_is_refused_and_an_ordinary_part_is_not() {
        let part = |bytes| check_within(&file("/Filter /FlateDecode", b" ", bytes), 1_000_000);
        assert_eq!(part(1_000_000), Ok(()));
        assert!(matches!(part(1_000_001), Err(DocumentError::TooLarge { .. })));
    }

    #[test]
    fn a_bomb_in_a_bomb_is_refused() {
        let twice = file("/Filter [/FlateDecode /FlateDecode]", b" ", 1);
        assert!(matches!(check(&twice), Err(DocumentError::Broken { .. })));
    }

    #[test]
    fn objects_hidden_in_a_part_may_not_nest_without_end_either() {
        assert!(check(&file("/Type /ObjStm", b"[ ", 10_000)).is_err());
        assert_eq!(check(&file("", b"[ ", 10_000)), Ok(()));
    }
}
