//! What the program finds by itself in the three reports.

use parallax::insight::discrepancies::{DiscrepancyKind as Kind, Side, discrepancies};
use parallax::insight::furniture::{FurnitureKind, furniture};
use parallax::insight::passages::{StoryPassage, story_passages};
use parallax::insight::statements::{Printing, StoryQuotes, story_quotes};
use parallax::insight::{ArticleText, unwatched};
use parallax::text::Span;

use super::{ARTICLES, GAZETTE, HERALD, WIRE, text};

struct Found {
    texts: [String; 3],
    passages: Vec<StoryPassage>,
    quotes: StoryQuotes,
    /// Kind, and the article and words of each side; no words where it has none.
    discrepancies: Vec<(Kind, [(&'static str, String); 2])>,
}

impl Found {
    fn new() -> Self {
        let texts = ARTICLES.map(text);
        let articles: Vec<ArticleText<'_>> =
            ARTICLES.iter().zip(&texts).map(|(id, text)| ArticleText { id, text }).collect();
        let passages = story_passages(&articles, &mut unwatched()).unwrap();
        let quotes = story_quotes(&articles, &passages, &mut unwatched()).unwrap();
        let side = |side: &Side| {
            let words = side.words.and_then(|words| words.slice(&texts[side.article])).unwrap_or_default();
            (ARTICLES[side.article], words.to_owned())
        };
        let found = discrepancies(&articles, &passages, &quotes);
        let discrepancies = found.iter().map(|d| (d.kind, [side(&d.a), side(&d.b)])).collect();
        Self { texts, passages, quotes, discrepancies }
    }

    fn words(&self, article: usize, span: Span) -> &str {
        span.slice(&self.texts[article]).unwrap()
    }

    fn prints(&self, article: usize, span: Span, (name, words): (&str, &str)) -> bool {
        ARTICLES[article] == name && self.words(article, span).contains(words)
    }

    /// The printing whose first piece in this article begins so, with the others of its statement.
    fn statement(&self, article: &str, words: &str) -> (&Printing, &[Printing]) {
        let begins = |p: &&Printing| {
            ARTICLES[p.article] == article
                && p.pieces.iter().any(|piece| self.words(p.article, *piece).starts_with(words))
        };
        let of = |statement: &'_ &parallax::insight::statements::Statement| {
            statement.printings.iter().any(|p| begins(&p))
        };
        let statement = self.quotes.statements.iter().find(of);
        let statement = statement.unwrap_or_else(|| panic!("{article} has no statement “{words}”"));
        (statement.printings.iter().find(begins).unwrap(), &statement.printings)
    }
}

#[test]
fn shared_passages_are_found_whatever_their_order() {
    let found = Found::new();
    for (one, other) in [
        ((GAZETTE, "The price of steel plate has risen"), (HERALD, "The price of steel plate has risen")),
        ((GAZETTE, "skilled labour has become hard"), (HERALD, "skilled labor has become hard")),
        ((GAZETTE, "The ground under the north pier is"), (WIRE, "The ground under the north pier is")),
        ((HERALD, "storm surge of January 6, 2019"), (WIRE, "storm surge of 6 January 2019")),
        ((GAZETTE, "412 million crowns"), (WIRE, "412\u{a0}million crowns")),
        ((GAZETTE, "had not ruled out"), (HERALD, "had ruled out")),
    ] {
        let is_there = found
            .passages
            .iter()
            .any(|p| found.prints(p.a, p.passage.a, one) && found.prints(p.b, p.passage.b, other));
        assert!(is_there, "{one:?} / {other:?}");
    }
    let pairs: Vec<_> = found
        .passages
        .iter()
        .filter(|p| (ARTICLES[p.a], ARTICLES[p.b]) == (GAZETTE, WIRE))
        .map(|p| (p.passage.a.start(), p.passage.b.start()))
        .collect();
    assert!(pairs.iter().any(|x| pairs.iter().any(|y| x.0 < y.0 && x.1 > y.1)), "no passage crosses another");
}

#[test]
fn a_statement_is_whole_in_one_split_in_another_and_trimmed_in_a_third() {
    let found = Found::new();
    let (whole, printings) = found.statement(WIRE, "Nobody who read the borehole logs");
    assert!(!whole.split && !whole.trimmed);
    let printed = |article: &str| printings.iter().find(|p| ARTICLES[p.article] == article).unwrap();
    assert!(printed(GAZETTE).split && printed(GAZETTE).pieces.len() == 2);
    assert!(printed(HERALD).trimmed);
    for (article, words) in [
        (GAZETTE, "If the board wants another"),
        (GAZETTE, "I will not sign a blank cheque"),
        (GAZETTE, "Soft ground is the rule"),
    ] {
        let (printing, all) = found.statement(article, words);
        assert!(printing.split, "{words}");
        assert!(all.len() > 1, "{words}");
    }
}

#[test]
fn words_cut_out_of_the_middle_of_a_quote_are_told() {
    let found = Found::new();
    let (cut, printings) = found.statement(HERALD, "We carried my mother");
    assert!(printings.iter().any(|p| ARTICLES[p.article] == GAZETTE), "the two are one statement");
    assert!(cut.trimmed);
}

#[test]
fn speakers_are_found() {
    let found = Found::new();
    for (article, words, speaker) in [
        (GAZETTE, "Nobody who read the borehole logs", "Tamsin Okell"),
        (HERALD, "Nobody who read the borehole logs", "Tamsin Okell"),
        (WIRE, "Nobody who read the borehole logs", "Okell"),
        (WIRE, "If the board wants another", "Priya Nandakumar"),
        (WIRE, "We have seen the reports", "the official"),
        (HERALD, "The board acted on the advice", "Rask"),
        (HERALD, "Soft ground is the rule", "Samuel Adeyemi"),
    ] {
        let (printing, _) = found.statement(article, words);
        let said = printing.attribution.as_ref().map(|by| found.words(printing.article, by.speaker));
        assert_eq!(said, Some(speaker), "{article}: “{words}”");
    }
}

#[test]
fn a_discrepancy_of_every_kind_is_found() {
    let found = Found::new();
    // The words of each side; empty where that side has none.
    for (kind, one, other) in [
        (Kind::Gender, (GAZETTE, "spokesman"), (HERALD, "spokeswoman")),
        (Kind::Number, (GAZETTE, "640"), (HERALD, "460")),
        (Kind::Number, (HERALD, "460"), (WIRE, "640")),
        (Kind::Date, (GAZETTE, "Tuesday"), (HERALD, "Wednesday")),
        (Kind::Name, (GAZETTE, "Thorley"), (HERALD, "Thornley")),
        (Kind::Negation, (GAZETTE, "not"), (HERALD, "")),
        (Kind::Negation, (HERALD, ""), (WIRE, "not")),
        (Kind::Hedge, (GAZETTE, "will"), (HERALD, "could")),
        (Kind::Hedge, (HERALD, "could"), (WIRE, "will")),
        (Kind::Hedge, (GAZETTE, "will"), (WIRE, "could")),
        (Kind::Attribution, (GAZETTE, "the company said"), (HERALD, "")),
        (Kind::Attribution, (HERALD, ""), (WIRE, "a spokesman said")),
        (Kind::Attribution, (GAZETTE, ""), (HERALD, "according to a former member")),
        (Kind::Attribution, (HERALD, "according to a former member"), (WIRE, "")),
        (Kind::Insertion, (GAZETTE, ""), (HERALD, "and that half the town opposed")),
        (Kind::Insertion, (HERALD, "and that half the town opposed"), (WIRE, "")),
    ] {
        let sides = [(one.0, one.1.to_owned()), (other.0, other.1.to_owned())];
        assert!(
            found.discrepancies.contains(&(kind, sides)),
            "{kind:?} {one:?} {other:?}: {:#?}",
            found.discrepancies
        );
    }
}

#[test]
fn spelling_is_no_discrepancy() {
    let found = Found::new();
    for word in ["labour", "metres", "cheque", "summarised", "Norrström"] {
        let wrong: Vec<_> = found
            .discrepancies
            .iter()
            .filter(|(_, sides)| sides.iter().any(|(_, words)| words == word))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

/// Whether a discrepancy of this kind has these words on a side.
fn has(found: &Found, kind: Kind, words: &str) -> bool {
    found.discrepancies.iter().any(|(k, sides)| *k == kind && sides.iter().any(|(_, w)| w == words))
}

#[test]
fn what_only_looks_like_a_discrepancy_is_none() {
    let found = Found::new();
    for (kind, words, why) in [
        (Kind::Insertion, "June", "16 June and June 16 are one date"),
        (Kind::Insertion, "6", "6 January and January 6 are one date"),
        (Kind::Insertion, "cold", "“cold butter” stands in marks on one side only"),
        (Kind::Attribution, "had brought the bucket", "it says nothing about who spoke"),
        (Kind::Attribution, "said prices were", "the sentences go on differently"),
        (Kind::Attribution, "he said", "where it stands in a split quote is style"),
        (Kind::Attribution, "she", "Thorley and Thornley are one speaker, printed in two ways"),
    ] {
        assert!(!has(&found, kind, words), "{why}");
    }
    assert!(has(&found, Kind::Insertion, "with the water at our knees"));
}

#[test]
fn the_closing_bio_is_furniture() {
    let text = text(GAZETTE);
    let found = furniture(&text).into_iter().find(|found| found.kind == FurnitureKind::Bio).unwrap();
    assert!(found.span.slice(&text).unwrap().starts_with("Siân Prowse covers the harbour"));
}

#[test]
fn the_caption_that_is_there_twice_is_furniture() {
    let text = text(HERALD);
    let captions = furniture(&text).into_iter().filter(|found| found.kind == FurnitureKind::Caption);
    let words: Vec<_> = captions.map(|found| found.span.slice(&text).unwrap().to_owned()).collect();
    assert_eq!(words, ["The north pier at Brackhaven Harbor on Thursday."; 2]);
}
