//! Reading an article's text from a file of unknown encoding.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::StoreError;

/// The largest file that is taken for an article, in bytes.
pub const ARTICLE_LIMIT: u64 = 64 << 20;

/// A text read from a file, and what was assumed about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedText {
    /// The text with LF line ends, without a byte order mark.
    pub text: String,
    /// The encoding that it was read in.
    pub encoding: &'static Encoding,
    /// What was assumed or changed, for people; empty where the file was UTF-8 with LF.
    pub notes: Vec<String>,
}

/// Reads a text: a byte order mark decides; else UTF-8 where it is valid; else UTF-16 where zero
/// bytes tell; else the most likely older encoding, which is Windows-1252 for most western texts.
///
/// Refuses what is binary, empty or larger than [`ARTICLE_LIMIT`], and says what to do.
pub fn read_article_text(path: &Path) -> Result<DecodedText, StoreError> {
    let file = File::open(path).map_err(StoreError::io("read", path))?;
    let size = file.metadata().map_err(StoreError::io("read", path))?;
    if size.is_dir() {
        return Err(refusal(
            path,
            "this is a folder",
            "Open the text files in it, or a folder with a project.ron.",
        ));
    }
    if size.len() > ARTICLE_LIMIT {
        return Err(too_large(path));
    }
    let mut bytes = Vec::new();
    file.take(ARTICLE_LIMIT + 1).read_to_end(&mut bytes).map_err(StoreError::io("read", path))?;
    if bytes.len() as u64 > ARTICLE_LIMIT {
        return Err(too_large(path));
    }
    decode(path, &bytes)
}

fn refusal(path: &Path, why: &str, remedy: &str) -> StoreError {
    StoreError::NotAnArticle { path: path.to_owned(), why: why.to_owned(), remedy: remedy.to_owned() }
}

fn too_large(path: &Path) -> StoreError {
    refusal(
        path,
        "this is larger than 64 MiB, no article is",
        "Split it, or open the articles in it one by one.",
    )
}

/// The same from bytes; `path` is for messages.
pub fn decode(path: &Path, bytes: &[u8]) -> Result<DecodedText, StoreError> {
    if let Some(what) = other_format(bytes) {
        return Err(refusal(
            path,
            &format!("this is {what}, not a text"),
            "Save the article as plain text (UTF-8) first.",
        ));
    }
    let mut notes = Vec::new();
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => {
            notes.push(format!("{} by its byte order mark, which was left out", encoding.name()));
            (encoding, bytes.get(length..).unwrap_or_default())
        }
        // No text has NUL in it; UTF-16 that happens to be valid UTF-8 has.
        None if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) => (UTF_8, bytes),
        None => {
            let encoding = utf16_without_mark(bytes).unwrap_or_else(|| older_encoding(bytes));
            notes.push(format!(
                "{} by its bytes: look whether accents and quote marks are right",
                encoding.name()
            ));
            (encoding, bytes)
        }
    };
    let (text, wrong) = encoding.decode_without_bom_handling(body);
    if wrong {
        let marks = text.matches('\u{FFFD}').count();
        notes.push(format!("{marks} places are not valid {} and show as “\u{FFFD}”", encoding.name()));
    }
    if looks_binary(&text) {
        return Err(refusal(
            path,
            "this is no text: it is full of control characters",
            "Save the article as plain text (UTF-8) first.",
        ));
    }
    let text = normal_lines(text.into_owned(), &mut notes);
    if text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{2060}')) {
        return Err(refusal(path, "there is no text in it", "Choose another file."));
    }
    Ok(DecodedText { text, encoding, notes })
}

/// LF for CR LF and for CR alone.
pub(super) fn normal_lines(text: String, notes: &mut Vec<String>) -> String {
    if !text.contains('\r') {
        return text;
    }
    let pairs = text.matches("\r\n").count();
    let alone = text.matches('\r').count() - pairs;
    let kinds = match (pairs, alone) {
        (_, 0) => "CR LF",
        (0, _) => "CR",
        _ => "CR LF and CR",
    };
    notes.push(format!("its line ends were {kinds} and are now LF"));
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// What a file is that begins like another format.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 12] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a Word or OpenDocument file or another archive"),
        (b"\xD0\xCF\x11\xE0", "an old Word file"),
        (b"{\\rtf", "a rich text file (RTF)"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1F\x8B", "a compressed file"),
        (b"7z\xBC\xAF", "a compressed file"),
        (b"\x7FELF", "a program"),
        (b"MZ\x90\x00", "a program"),
        (b"SQLite format 3\0", "a database"),
    ];
    STARTS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}

/// UTF-16 without a mark: there are zero bytes, in the line ends and blanks of any script and in all
/// of ASCII, and the halves of the units that name the script differ less than the others.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) || !bytes.contains(&0) {
        return None;
    }
    let kinds =
        |from: usize| bytes.iter().skip(from).step_by(2).collect::<std::collections::BTreeSet<_>>().len();
    let likely = if kinds(1) <= kinds(0) { UTF_16LE } else { UTF_16BE };
    let (text, wrong) = likely.decode_without_bom_handling(bytes);
    (!wrong && !looks_binary(&text)).then_some(likely)
}

fn older_encoding(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Whether more than one character in fifty is a control character that no text has, or any is NUL.
fn looks_binary(text: &str) -> bool {
    let controls = text
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}'));
    let (mut count, mut nul) = (0usize, false);
    for c in controls {
        count += 1;
        nul |= c == '\0';
    }
    nul || count * 50 > text.chars().count()
}
