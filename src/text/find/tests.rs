use proptest::prelude::*;

use super::near::WordIndex;
use super::*;

fn found(pattern: &str, rules: Rules, text: &str) -> Vec<(String, Likeness)> {
    let query = Query::new(pattern, rules).unwrap();
    let hits = query.hits(text, || WordIndex::new(text));
    hits.into_iter().map(|hit| (hit.span.slice(text).unwrap().to_owned(), hit.likeness)).collect()
}

fn words(pattern: &str, rules: Rules, text: &str) -> Vec<String> {
    found(pattern, rules, text).into_iter().map(|(word, _)| word).collect()
}

const NEAR: Rules = Rules { case: true, words: true, regex: false, near: true };

fn near(pattern: &str, text: &str) -> Vec<(String, Likeness)> {
    found(pattern, NEAR, text)
}

fn one(word: &str, likeness: Near) -> Vec<(String, Likeness)> {
    vec![(word.to_owned(), Likeness::Near(likeness))]
}

#[test]
fn case_and_whole_words_are_asked_for() {
    let text = "The barrier. BARRIERS, barrier-free; Barrier_x";
    assert_eq!(words("barrier", Rules::default(), text), ["barrier", "BARRIER", "barrier", "Barrier"]);
    let whole = Rules { words: true, ..Rules::default() };
    assert_eq!(words("barrier", whole, text), ["barrier", "barrier"]);
    let case = Rules { case: true, ..Rules::default() };
    assert_eq!(words("BARRIER", case, text), ["BARRIER"]);
    assert_eq!(words("straße ÉTÉ", Rules::default(), "STRAßE été"), ["STRAßE été"]);
}

#[test]
fn a_hit_that_is_no_whole_word_hides_none_that_is() {
    let whole = Rules { words: true, ..Rules::default() };
    assert_eq!(words("a a", whole, "ba a a").len(), 1);
}

#[test]
fn a_letter_is_not_found_without_its_accent() {
    assert_eq!(words("e", Rules::default(), "cafe\u{301} e"), ["e"]);
}

#[test]
fn regular_expressions_find_and_are_limited() {
    let regex = Rules { regex: true, ..Rules::default() };
    assert_eq!(
        words(r"\d+ million", regex, "cost 412 million, not 200 million"),
        ["412 million", "200 million"]
    );
    assert_eq!(words("^the", regex, "The one\nthe other, the third"), ["The", "the"]);
    assert!(words("x*", regex, "aaa").is_empty(), "nothing is no hit");
    let whole = Rules { words: true, ..regex };
    assert_eq!(words("cat|category", whole, "category"), ["category"]);
    assert!(matches!(Query::new("(", regex), Err(QueryError::Pattern(said)) if said.contains("unclosed")));
    assert_eq!(Query::new(r"(?:\w{200}){200}", regex).unwrap_err(), QueryError::TooLarge);
    assert_eq!(Query::new("", regex).unwrap_err(), QueryError::Empty);
}

#[test]
fn what_differs_a_little_is_found_and_said() {
    assert_eq!(near("Brandt", "BRANDT"), one("BRANDT", Near::Case));
    assert_eq!(near("Brandt", "Brandt’s"), one("Brandt", Near::Possessive));
    assert_eq!(near("Brandt's", "Brandt said"), one("Brandt", Near::Possessive));
    assert_eq!(near("sea wall", "sea-wall"), one("sea-wall", Near::Joining));
    assert_eq!(near("sea-wall", "seawall"), one("seawall", Near::Joining));
    assert_eq!(near("seawall", "sea\nwall"), one("sea\nwall", Near::Joining));
    assert_eq!(near("US", "the U.S."), one("U.S", Near::Joining));
    assert_eq!(near("Mr Brandt", "Mr. Brandt"), one("Mr. Brandt", Near::Joining));
    assert_eq!(near("Zoë", "Zoe"), one("Zoe", Near::Accents));
    assert_eq!(near("cafe", "cafe\u{301}"), one("cafe\u{301}", Near::Accents));
    assert_eq!(near("harbour", "harbor"), one("harbor", Near::Spelling));
    for (a, b) in [
        ("organise", "organize"),
        ("centre", "center"),
        ("travelled", "traveled"),
        ("programme", "program"),
        ("defence", "defense"),
        ("dialogue", "dialog"),
        ("paediatric", "pediatric"),
        ("Mohammed", "Mohamed"),
    ] {
        assert_eq!(near(a, b), one(b, Near::Spelling));
        assert_eq!(near(b, a), one(a, Near::Spelling));
    }
    assert_eq!(near("Brandt", "Brandt"), [("Brandt".to_owned(), Likeness::Exact)]);
}

#[test]
fn what_is_another_word_is_not_near() {
    for (wanted, text) in [
        ("barrier", "barriers"),
        ("Brandt", "Brandts"),
        ("sea wall", "sea\n\nwall"),
        ("sea wall", "sea, wall"),
        ("Ilse Brandt", "Ilse. Brandt"),
        ("four", "for"),
        ("been", "Ben"),
        ("wall", "seawall"),
    ] {
        assert!(near(wanted, text).is_empty(), "{wanted} is not {text}");
    }
}

#[test]
fn without_the_case_rule_capitals_are_no_difference() {
    let rules = Rules { case: false, ..NEAR };
    assert_eq!(found("brandt", rules, "BRANDT"), [("BRANDT".to_owned(), Likeness::Exact)]);
}

fn same_letter(a: char, b: char, case: bool) -> bool {
    a == b || (!case && a.to_lowercase().eq(b.to_lowercase()))
}

/// Every place tried, one after the other.
fn scanned(pattern: &str, case: bool, whole: bool, text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (start, _) in text.char_indices() {
        let mut rest = text[start..].chars();
        let all = pattern.chars().all(|c| rest.next().is_some_and(|d| same_letter(c, d, case)));
        let end = text.len() - rest.as_str().len();
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let alone = !before.is_some_and(is_word) && !after.is_some_and(is_word);
        let free = out.last().is_none_or(|last| last.end().to_usize() <= start);
        if all && free && (!whole || alone) && !after.is_some_and(is_combining_mark) {
            out.push(Span::of(start, end).unwrap());
        }
    }
    out
}

proptest! {
    #[test]
    fn a_search_finds_what_a_plain_scan_finds(
        pattern in "[aAbÉé .-]{1,4}",
        text in "[aAbÉé\u{301} .\n-]{0,40}",
        case: bool,
        whole: bool,
    ) {
        let rules = Rules { case, words: whole, ..Rules::default() };
        let query = Query::new(&pattern, rules).unwrap();
        let hits: Vec<Span> = query.hits(&text, || WordIndex::new(&text)).iter().map(|h| h.span).collect();
        prop_assert_eq!(hits, scanned(&pattern, case, whole, &text));
    }

    #[test]
    fn the_index_finds_what_trying_every_stretch_finds(
        pattern in "(sea|wall|Sea|séa|harbour|harbor|s|[ '-]){1,5}",
        text in "(sea|wall|SEA|séa|harbour|harbor|s|[ '.,\n-]){0,14}",
    ) {
        let query = Query::new(&pattern, NEAR).unwrap();
        let hits = query.hits(&text, || WordIndex::new(&text));
        // In order, none over another, at the ends of words.
        for pair in hits.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
        // Every stretch that is one by itself overlaps a hit, and every hit is one by itself.
        let alone = |span: Span| {
            let words = span.slice(&text).unwrap();
            query.first(words) == Span::whole(words)
        };
        for hit in &hits {
            prop_assert!(alone(hit.span), "{:?}", hit.span.slice(&text));
        }
        let bound = |at: usize| {
            let before = text[..at].chars().next_back().is_some_and(is_word);
            let after = text[at..].chars().next().is_some_and(is_word);
            (before, after)
        };
        for (start, _) in text.char_indices().filter(|(at, c)| !bound(*at).0 && is_word(*c)) {
            for end in (start + 1..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                if bound(end) != (true, false) {
                    continue;
                }
                let span = Span::of(start, end).unwrap();
                if alone(span) {
                    prop_assert!(
                        hits.iter().any(|hit| hit.span.overlaps(span)),
                        "{pattern:?}: {:?} at {span:?} of {text:?} was not found",
                        span.slice(&text)
                    );
                }
            }
        }
    }

    #[test]
    fn no_expression_and_no_text_breaks_it(pattern in ".{1,12}", text in ".{0,60}", bits in 0_u8..16) {
        let rules = Rules { case: bits & 1 > 0, words: bits & 2 > 0, regex: bits & 4 > 0, near: bits & 8 > 0 };
        if let Ok(query) = Query::new(&pattern, rules) {
            for hit in query.hits(&text, || WordIndex::new(&text)) {
                prop_assert!(hit.span.slice(&text).is_some());
            }
        }
    }
}
