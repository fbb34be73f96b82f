//! Refuses files whose compressed parts unfold beyond all measure.
//!
//! A few kilobytes can unfold to gigabytes. The interpreter unfolds whole parts
//! into memory, so each part is measured first: unfolded piece by piece into
//! nothing, and counted.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use super::{DocumentError, MAX_UNFOLDED};

/// Checks every `stream` of the file that begins like zlib data.
pub(super) fn check(bytes: &[u8]) -> Result<(), DocumentError> {
    check_within(bytes, MAX_UNFOLDED)
}

/// Checks that no part unfolds to more than `limit` bytes.
fn check_within(bytes: &[u8], limit: u64) -> Result<(), DocumentError> {
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        rest = &rest[at + b"stream".len()..];
        if unfolded(body(rest), limit) > limit {
            return Err(DocumentError::TooLarge { what: "bytes in one compressed part", limit });
        }
    }
    Ok(())
}

/// The data after the line end that follows the keyword.
fn body(after_keyword: &[u8]) -> &[u8] {
    let start = after_keyword.iter().take_while(|byte| matches!(**byte, b'\r' | b'\n')).count();
    &after_keyword[start..]
}

/// How many bytes the data unfolds to, counted up to just beyond the limit; 0
/// when it is not zlib data.
fn unfolded(data: &[u8], limit: u64) -> u64 {
    let zlib = data.first().is_some_and(|first| first & 0x0f == 8);
    if !zlib {
        return 0;
    }
    let mut counted = Counter(0);
    // Data that breaks off counts as far as it goes: the interpreter recovers
    // that much of it, too.
    let _broken_off = io::copy(&mut ZlibDecoder::new(data).take(limit + 1), &mut counted);
    counted.0
}

/// Counts what is written to it and keeps none of it.
struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.0 += piece.len() as u64;
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn stream_of(zeros: u64) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        io::copy(&mut io::repeat(0).take(zeros), &mut encoder).expect("memory");
        let mut file = b"%PDF-1.4 1 0 obj << >> stream\r\n".to_vec();
        file.write_all(&encoder.finish().expect("memory")).expect("memory");
        file
    }

    #[test]
    fn a_bomb_is_refused_and_an_ordinary_part_is_not() {
        assert_eq!(check_within(&stream_of(1_000_000), 1_000_000), Ok(()));
        let refusal = check_within(&stream_of(1_000_001), 1_000_000);
        assert!(matches!(refusal, Err(DocumentError::TooLarge { .. })), "{refusal:?}");
    }
}
