//! Who says what, in the ways in which outlets print it.

use super::quotes_of;

/// Texts with the speaker of each quote, `-` for nobody: text, `|||`, speakers parted by ` ; `.
const CASES: &str = include_str!("cases.txt");

#[test]
fn speakers_are_found_however_they_are_printed() {
    let mut wrong = Vec::new();
    for case in CASES.trim().split("\n====\n") {
        let (text, speakers) = case.rsplit_once("|||").unwrap();
        let text = text.trim();
        let wanted: Vec<&str> = speakers.trim().split(" ; ").collect();
        let quotes = quotes_of(text);
        let found: Vec<&str> = quotes
            .iter()
            .filter(|quote| quote.parent.is_none())
            .map(|quote| quote.attribution.as_ref().map_or("-", |said| said.speaker.slice(text).unwrap()))
            .collect();
        // A title, a role or a name beside it may be part of who is named.
        let fits = |(found, wanted): (&&str, &&str)| {
            found == wanted || *wanted != "-" && (found.contains(*wanted) || wanted.contains(*found))
        };
        if found.len() != wanted.len() || !found.iter().zip(&wanted).all(fits) {
            wrong.push(format!("{text}\n    wanted {wanted:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
