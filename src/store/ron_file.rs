//! RON as this program reads and writes it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::{FORMAT, StoreError};

/// How deep values may nest: ours need eight.
const NESTING: usize = 32;

/// The whole of a file that is at most `limit` bytes; `None` where there is none.
pub(super) fn read_bytes(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io("read", path)(error)),
    };
    let size = file.metadata().map_err(StoreError::io("read", path))?.len();
    if size > limit {
        return Err(StoreError::TooLarge { path: path.to_owned(), size, limit });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes).map_err(StoreError::io("read", path))?;
    if bytes.len() as u64 > limit {
        return Err(StoreError::TooLarge { path: path.to_owned(), size: bytes.len() as u64, limit });
    }
    Ok(Some(bytes))
}

/// Takes a file with a field `format` apart. A file of a newer format is refused as such, whatever
/// else it holds; an unknown field is an error with its place.
pub(super) fn parse<T: DeserializeOwned + HasFormat>(path: &Path, bytes: &[u8]) -> Result<T, StoreError> {
    #[derive(serde::Deserialize)]
    struct Probe {
        format: u32,
    }
    let options = options();
    let newer = |found| StoreError::Newer { path: path.to_owned(), found };
    match options.from_bytes::<T>(bytes) {
        Ok(value) if value.format() > FORMAT => Err(newer(value.format())),
        Ok(value) if value.format() == 0 => Err(StoreError::Syntax {
            path: path.to_owned(),
            line: line_of(bytes, "format:", 0),
            column: 1,
            message: "there is no format 0".into(),
        }),
        Ok(value) => Ok(value),
        Err(error) => match options.from_bytes::<Probe>(bytes) {
            Ok(probe) if probe.format > FORMAT => Err(newer(probe.format)),
            _ => Err(syntax(path, &error)),
        },
    }
}

/// Takes a small value apart, as in settings.
pub(super) fn parse_plain<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<T, StoreError> {
    options().from_bytes(bytes).map_err(|error| syntax(path, &error))
}

fn options() -> ron::Options {
    ron::Options::default().with_recursion_limit(NESTING)
}

fn syntax(path: &Path, error: &ron::error::SpannedError) -> StoreError {
    StoreError::Syntax {
        path: path.to_owned(),
        line: error.span.start.line,
        column: error.span.start.col,
        message: error.code.to_string(),
    }
}

/// What begins a file of ours.
pub(super) trait HasFormat {
    /// Its field `format`.
    fn format(&self) -> u32;
}

/// The line, from 1, of occurrence number `nth` (from 0) of `needle`; 1 where there is none.
pub(super) fn line_of(bytes: &[u8], needle: &str, nth: usize) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let at = text.match_indices(needle).nth(nth).map_or(0, |(at, _)| at);
    1 + text.get(..at).unwrap_or_default().matches('\n').count()
}

/// A value over several lines, down to `depth`; what lies deeper stands in one line.
pub(super) fn pretty<T: Serialize>(value: &T, depth: usize) -> String {
    let config = PrettyConfig::new().depth_limit(depth).struct_names(false).new_line("\n");
    let text = ron::Options::default().to_string_pretty(value, config).unwrap_or_else(|error| {
        // Own types only, with text keys, into memory: there is nothing that could fail.
        unreachable!("{error}")
    });
    readable(&text)
}

/// A value in one line.
pub(super) fn row<T: Serialize>(value: &T) -> String {
    pretty(value, 0)
}

/// The serialiser escapes every apostrophe and every combining character. In a file that people
/// read, apostrophes and the vowels of Thai or Hindi stand as they are.
fn readable(escaped: &str) -> String {
    let mut out = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let (plain, length) = unescape(escape);
        match plain {
            Some(c) => out.push(c),
            None => out.push_str(escape.get(..length).unwrap_or_default()),
        }
        rest = escape.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The character that an escape at the start of `escape` may stand as, and the escape's length.
fn unescape(escape: &str) -> (Option<char>, usize) {
    if escape.starts_with("\\'") {
        return (Some('\''), 2);
    }
    let Some(code) = escape.strip_prefix("\\u{").and_then(|rest| rest.split('}').next()) else {
        return (None, 2);
    };
    let c = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    (c.filter(|c| unicode_normalization::char::is_combining_mark(*c)), code.len() + 4)
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
