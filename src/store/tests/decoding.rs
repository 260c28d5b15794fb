//! Files of every encoding.

use std::path::Path;

use proptest::prelude::*;

use crate::store::{ARTICLE_LIMIT, DecodedText, StoreError, decode, read_article_text};

const NEWS: &str = "“It holds,” said Zoë Müller – the mayor’s aide – of the £3 barrier.\nNobody was hurt.\n";

fn read(bytes: &[u8]) -> Result<DecodedText, StoreError> {
    decode(Path::new("news.txt"), bytes)
}

fn utf16(text: &str, unit: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn plain_utf8_is_taken_without_a_word() {
    let read = read(NEWS.as_bytes()).unwrap();
    assert_eq!((read.text.as_str(), read.encoding.name()), (NEWS, "UTF-8"));
    assert_eq!(read.notes, Vec::<String>::new());
}

#[test]
fn marks_and_zero_bytes_tell_utf16_from_utf8() {
    let le = utf16(NEWS, u16::to_le_bytes);
    let be = utf16(NEWS, u16::to_be_bytes);
    for (bytes, encoding, how) in [
        ([b"\xEF\xBB\xBF", NEWS.as_bytes()].concat(), "UTF-8", "byte order mark"),
        ([b"\xFF\xFE", le.as_slice()].concat(), "UTF-16LE", "byte order mark"),
        ([b"\xFE\xFF", be.as_slice()].concat(), "UTF-16BE", "byte order mark"),
        (le, "UTF-16LE", "by its bytes"),
        (be, "UTF-16BE", "by its bytes"),
        (
            utf16("港の防潮堤が月曜日に開いた。\n市長は言った。\n", u16::to_le_bytes),
            "UTF-16LE",
            "by its bytes",
        ),
    ] {
        let read = read(&bytes).unwrap();
        assert_eq!(read.encoding.name(), encoding);
        assert!(!read.text.starts_with('\u{FEFF}'));
        assert!(read.text == NEWS || read.text.starts_with("港の防潮堤"), "{:?}", read.text);
        assert!(read.notes[0].contains(encoding) && read.notes[0].contains(how), "{:?}", read.notes);
    }
}

#[test]
fn older_encodings_are_guessed_and_said() {
    let western = encoding_rs::WINDOWS_1252.encode(NEWS).0;
    let read_western = read(&western).unwrap();
    assert_eq!((read_western.text.as_str(), read_western.encoding.name()), (NEWS, "windows-1252"));
    assert!(read_western.notes[0].contains("windows-1252"), "{:?}", read_western.notes);
    // One curly apostrophe in an otherwise plain text: what older newsroom systems leave behind.
    let one = read(b"The mayor\x92s aide said the barrier had opened on Monday morning.\n").unwrap();
    assert_eq!(one.text, "The mayor’s aide said the barrier had opened on Monday morning.\n");
    let russian = "Барьер открылся в понедельник, сказала мэр города. Никто не пострадал.\n";
    assert_eq!(read(&encoding_rs::WINDOWS_1251.encode(russian).0).unwrap().text, russian);
}

#[test]
fn line_ends_become_lf() {
    let read_as = |text: &str| read(text.as_bytes()).unwrap();
    assert_eq!(read_as("one\r\ntwo\r\n").text, "one\ntwo\n");
    assert_eq!(read_as("one\rtwo\r").text, "one\ntwo\n");
    assert_eq!(read_as("one\r\n\rtwo\n").text, "one\n\ntwo\n");
    assert!(read_as("one\r\ntwo\r\n").notes[0].contains("CR LF"));
}

#[test]
fn what_is_no_text_is_refused_with_what_to_do() {
    let refused: [(&[u8], &str); 8] = [
        (b"", "no text"),
        (b" \r\n\t\xEF\xBB\xBF", "no text"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04\x14\x00", "Word"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        (b"some words\0and more", "control characters"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08abc", "control characters"),
    ];
    for (bytes, why) in refused {
        let error = read(bytes).unwrap_err().to_string();
        assert!(error.starts_with("news.txt: ") && error.contains(why), "{error}");
        assert!(error.contains("Save the article") || error.contains("Choose another"), "{error}");
    }
}

#[test]
fn size_decides_before_anything_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.txt");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(ARTICLE_LIMIT + 1).unwrap();
    let error = read_article_text(&path).unwrap_err().to_string();
    assert!(error.contains("larger than 64 MiB"), "{error}");
    std::fs::write(&path, "word ".repeat(2 << 20)).unwrap();
    assert_eq!(read_article_text(&path).unwrap().text.len(), 10 << 20);
    let error = read_article_text(folder.path()).unwrap_err().to_string();
    assert!(error.contains("a folder"), "{error}");
    let error = read_article_text(&folder.path().join("none.txt")).unwrap_err().to_string();
    assert!(error.contains("none.txt"), "{error}");
}

proptest! {
    #[test]
    fn any_bytes_become_a_text_with_lf_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(read) = read(&bytes) {
            prop_assert!(!read.text.contains('\r'));
            prop_assert!(!read.text.trim().is_empty());
        }
    }
}
