//! What holds for any texts, however odd: nothing panics, every stretch lies inside its text, the
//! order of articles changes nothing, the same texts give the same, and a watch can stop it all.

use std::ops::ControlFlow;

use proptest::prelude::*;

use super::discrepancies::discrepancies;
use super::elsewhere::elsewhere;
use super::furniture::furniture;
use super::names::{Names, names};
use super::passages::{Likeness, Passage, StoryPassage, passages, story_passages};
use super::quotes::QuoteKind;
use super::statements::{StoryQuotes, story_quotes};
use super::{ArticleText, Cancelled, Watch, unwatched};
use crate::text::Span;

/// A paragraph as agencies write them, in which a few words can differ from one article to the next.
fn sentence() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("The barrier will cost 412 million crowns, twice what the board approved in 2024.".to_owned()),
        Just("The barrier will cost 421 million crowns, twice what the council approved in 2024.".to_owned()),
        Just(
            "“We will not sign it, and we never will,” said Anna Berg, a spokeswoman for the port."
                .to_owned()
        ),
        Just("\"We will not sign it,\" Olaf Lind, a spokesman, said, \"and we never will.\"".to_owned()),
        Just("According to Berg, “the ground is softer than anyone knew”".to_owned()),
        Just("“The ground is softer than anyone knew.\n“We drilled again in May".to_owned()),
        Just(
            "OSLO (Wire) — Officials from the FBI, Norway’s police and Mr. J. R. Lind met on Sept. 4."
                .to_owned()
        ),
        Just("He said «le sol est mou» and „der Boden ist weich“, then ‘that’s all’.".to_owned()),
        "[A-Z][a-z]{1,8}( [a-z]{1,8}){2,14}\\.",
    ]
}

/// Marks without partners, other scripts, blanks of every kind, lines without end.
fn oddity() -> impl Strategy<Value = String> {
    prop_oneof![
        "[“”\"‘’'«»„‹›「」`´]{1,4}",
        "[ \\t\\u{a0}\\u{200b}\\u{ad}\\u{2028}\\n\\r]{1,4}",
        "[\\p{Han}\\p{Thai}\\p{Hebrew}\\p{Arabic}\\p{Greek}]{1,12}",
        "[👩‍👩‍👧🌊é\\u{301}ßﬁİıﬀ…—–-]{1,5}",
        "[A-Za-z0-9.,:;!?()/@#%&*]{1,30}",
        Just("said ".to_owned()),
        Just("word".repeat(300)),
        "\\PC{0,12}",
    ]
}

fn article() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![4 => sentence(), 3 => oddity(), 2 => Just("\n\n".to_owned()), 2 => Just(" ".to_owned())],
        0..22,
    )
    .prop_map(|pieces| pieces.concat())
}

#[derive(Debug, PartialEq)]
struct All {
    passages: Vec<StoryPassage>,
    quotes: StoryQuotes,
    names: Names,
}

fn all(texts: &[ArticleText<'_>], watch: &mut Watch<'_>) -> Result<All, Cancelled> {
    let passages = story_passages(texts, watch)?;
    let quotes = story_quotes(texts, &passages, watch)?;
    let names = names(texts, watch)?;
    Ok(All { passages, quotes, names })
}

/// Asserts that a stretch lies inside a text, on character boundaries.
fn fits(text: &str, span: Span) -> Result<(), TestCaseError> {
    prop_assert!(span.slice(text).is_some(), "{span:?} is no stretch of {text:?}");
    Ok(())
}

fn check_passage(a: &str, b: &str, passage: &Passage) -> Result<(), TestCaseError> {
    let (mut end_a, mut end_b) = (passage.a.start(), passage.b.start());
    for column in &passage.columns {
        if let Some(word) = column.a {
            fits(a, word)?;
            prop_assert!(passage.a.covers(word) && word.start() >= end_a);
            end_a = word.end();
        }
        if let Some(word) = column.b {
            fits(b, word)?;
            prop_assert!(passage.b.covers(word) && word.start() >= end_b);
            end_b = word.end();
        }
        prop_assert!(column.a.is_some() && column.b.is_some() || column.likeness == Likeness::Different);
    }
    prop_assert_eq!((end_a, end_b), (passage.a.end(), passage.b.end()));
    for change in &passage.changes {
        prop_assert!(change.a.is_some() || change.b.is_some());
        prop_assert!(change.a.is_none_or(|words| passage.a.covers(words) && words.slice(a).is_some()));
        prop_assert!(change.b.is_none_or(|words| passage.b.covers(words) && words.slice(b).is_some()));
    }
    prop_assert!(passage.score >= 6.0 && (0.0..=1.0).contains(&passage.similarity));
    Ok(())
}

fn check_quotes(texts: &[ArticleText<'_>], found: &StoryQuotes) -> Result<(), TestCaseError> {
    for (number, entry) in found.quotes.iter().enumerate() {
        let text = texts[entry.article].text;
        let quote = &entry.quote;
        fits(text, quote.span)?;
        fits(text, quote.outer)?;
        prop_assert!(quote.outer.covers(quote.span));
        prop_assert!(entry.statement < found.statements.len());
        if let Some(parent) = quote.parent {
            prop_assert!(parent < number && found.quotes[parent].quote.outer.covers(quote.outer));
        }
        if let Some(said) = &quote.attribution {
            prop_assert_eq!(quote.kind, QuoteKind::Direct);
            for span in [Some(said.speaker), said.name, said.cue, said.place].into_iter().flatten() {
                fits(text, span)?;
            }
        }
    }
    for (a, b) in &found.same {
        prop_assert!(a < b && found.quotes[*a].article != found.quotes[*b].article);
    }
    for statement in &found.statements {
        for printing in &statement.printings {
            for piece in &printing.pieces {
                fits(texts[printing.article].text, *piece)?;
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_stretch_lies_inside_its_text(a in article(), b in article(), c in article()) {
        let texts = [&a, &b, &c].map(|text| ArticleText { id: "", text });
        let found = all(&texts, &mut unwatched()).unwrap();
        for entry in &found.passages {
            check_passage(texts[entry.a].text, texts[entry.b].text, &entry.passage)?;
        }
        check_quotes(&texts, &found.quotes)?;
        for mention in &found.names.mentions {
            fits(texts[mention.article].text, mention.span)?;
            prop_assert!(mention.cluster < found.names.clusters.len());
        }
        for discrepancy in discrepancies(&texts, &found.passages, &found.quotes) {
            for side in [discrepancy.a, discrepancy.b] {
                let text = texts[side.article].text;
                fits(text, side.context)?;
                prop_assert!(text.is_char_boundary(side.at.to_usize()));
                if let Some(words) = side.words {
                    fits(text, words)?;
                }
            }
        }
        for piece in furniture(&a) {
            fits(&a, piece.span)?;
        }
        if let Some(whole) = Span::whole(&a) {
            for similar in elsewhere(&texts, 0, whole, 5) {
                fits(texts[similar.article].text, similar.span)?;
                prop_assert!(similar.article != 0);
            }
        }
    }

    #[test]
    fn the_order_of_two_articles_changes_no_passage(a in article(), b in article()) {
        let there = passages(&a, &b, &mut unwatched()).unwrap();
        let back = passages(&b, &a, &mut unwatched()).unwrap();
        let turned: Vec<Passage> = back.iter().map(Passage::flipped).collect();
        prop_assert_eq!(there.len(), turned.len());
        for passage in &there {
            prop_assert!(turned.contains(passage));
        }
    }

    #[test]
    fn the_same_texts_give_the_same(a in article(), b in article()) {
        let texts = [&a, &b].map(|text| ArticleText { id: "", text });
        prop_assert_eq!(all(&texts, &mut unwatched()), all(&texts, &mut unwatched()));
    }

    #[test]
    fn a_watch_is_told_how_far_it_is_and_can_stop_it(a in article(), b in article(), after in 0_usize..8) {
        let texts = [&a, &b].map(|text| ArticleText { id: "", text });
        let mut told = Vec::new();
        let mut calls = 0;
        let whole = story_passages(&texts, &mut |share| {
            told.push(share);
            calls += 1;
            ControlFlow::Continue(())
        });
        prop_assert!(whole.is_ok());
        prop_assert!(told.iter().all(|share| (0.0..=1.0).contains(share)));
        prop_assert!(told.windows(2).all(|pair| pair[0] <= pair[1]), "{told:?}");
        prop_assert_eq!(told.last(), Some(&1.0));
        let mut left = after;
        let stopped = story_passages(&texts, &mut |_| {
            left = left.saturating_sub(1);
            if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        prop_assert_eq!(stopped.is_err(), after <= calls);
    }
}

#[test]
fn each_part_can_be_stopped_at_once() {
    let text = "“We will not sign it,” said Anna Berg of the port.";
    let texts = [text, text].map(|text| ArticleText { id: "", text });
    let mut stop = |_: f32| ControlFlow::Break(());
    assert_eq!(story_passages(&texts, &mut stop), Err(Cancelled));
    assert_eq!(story_quotes(&texts, &[], &mut stop), Err(Cancelled));
    assert_eq!(names(&texts, &mut stop), Err(Cancelled));
}

#[test]
fn nothing_is_found_in_nothing() {
    let found = all(&[], &mut unwatched()).unwrap();
    assert!(found.passages.is_empty() && found.quotes.quotes.is_empty() && found.names.mentions.is_empty());
    let texts = ["", "\n\n \n"].map(|text| ArticleText { id: "", text });
    let found = all(&texts, &mut unwatched()).unwrap();
    assert!(found.passages.is_empty() && found.quotes.quotes.is_empty() && found.names.mentions.is_empty());
}
