//! How reviews stand in files.

use std::path::Path;

use proptest::prelude::*;

use super::{TEXTS, annotation, begun, reviewed, some_edit, span_of, story};
use crate::model::{Annotation, Cluster, Edit, Link, LinkEnd, Value};
use crate::store::{ReviewFile, StoreError};

fn parse(text: &str) -> Result<ReviewFile, StoreError> {
    ReviewFile::parse(Path::new("ana.ron"), text.as_bytes())
}

proptest! {
    #[test]
    fn a_review_written_and_read_is_the_same(edits in prop::collection::vec(some_edit(), 0..16)) {
        let story = story(&TEXTS);
        let (review, _) = reviewed(edits);
        let text = ReviewFile::from_review(&review, &story).to_ron();
        prop_assert!(!text.contains('\r'), "line ends are LF");
        let file = parse(&text).unwrap();
        let placed = file.clone().into_review(&story, Path::new("ana.ron"));
        prop_assert_eq!(&placed.review, &review);
        prop_assert_eq!(&placed.problems, &vec![]);
        prop_assert!(placed.moved.is_empty() && placed.lost.is_empty() && placed.as_in_file);
        prop_assert_eq!(ReviewFile::from_review(&placed.review, &story).to_ron(), text.as_str(), "and writes the same bytes");
        // A row each, whatever is in the texts and notes.
        let rows = text.lines().filter(|line| line.starts_with("        (id:")).count();
        let things = file.annotations.len() + file.clusters.len() + file.links.len();
        prop_assert_eq!(rows, things + file.orphans.len() + file.decisions.len());
    }

    #[test]
    fn no_file_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0usize..900, byte in any::<u8>()) {
        ReviewFile::parse(Path::new("x"), &bytes).ok();
        let mut good = example().into_bytes();
        let at = at % good.len();
        good[at] = byte;
        if let Ok(file) = ReviewFile::parse(Path::new("x"), &good) {
            file.into_review(&story(&TEXTS), Path::new("x"));
        }
        good.truncate(at);
        ReviewFile::parse(Path::new("x"), &good).unwrap_err();
    }
}

#[test]
fn notes_on_articles_and_the_story_are_written_only_where_there_are_some() {
    let story = story(&TEXTS);
    let mut review = begun(&story);
    let without = ReviewFile::from_review(&review, &story).to_ron();
    assert!(!without.contains("note"), "{without}");
    let old = parse(&without).unwrap();
    let mut state = review.articles().values().next().unwrap().clone();
    state.note = "- [ ] Which day?".into();
    Edit::PutArticle("a".into(), state).apply(&mut review).unwrap();
    Edit::PutNote("# The whole\n\nstory".into()).apply(&mut review).unwrap();
    let file = parse(&ReviewFile::from_review(&review, &story).to_ron()).unwrap();
    assert_eq!(file.note, "# The whole\n\nstory");
    let read = file.into_review(&story, Path::new("ana.ron")).review;
    assert_eq!((read.note(), read.article_note(&"a".into())), (review.note(), "- [ ] Which day?"));
    assert_eq!(old.into_review(&story, Path::new("ana.ron")).review.note(), "");
}

fn example() -> String {
    let story = story(&TEXTS);
    let mut review = begun(&story);
    let of = |id: &str, article: usize, words: &str, nth: usize| {
        annotation(id, ["a", "b"][article], vec![span_of(TEXTS[article], words, nth)])
    };
    let quote = Annotation {
        label: "quote".into(),
        attributes: [("form".to_owned(), Value::Choice("direct".into()))].into(),
        note: "Look:\nAna’s \"own\" word, isn't it".into(),
        ..of("q7c2", 0, "harbour", 0)
    };
    for edit in [
        Edit::PutAnnotation(of("k3v9", 0, "Ana", 0)),
        Edit::PutAnnotation(quote),
        Edit::PutAnnotation(of("z1", 0, "น้ำ", 0)),
        Edit::PutAnnotation(of("b1", 1, "barrier", 1)),
        Edit::PutCluster(Cluster {
            id: "c81".into(),
            label: "person".into(),
            name: "Ana".into(),
            members: vec!["k3v9".into()],
            attributes: Default::default(),
            note: String::new(),
        }),
        Edit::PutLink(Link {
            id: "l5".into(),
            kind: "said-by".into(),
            from: LinkEnd::Annotation("q7c2".into()),
            to: LinkEnd::Cluster("c81".into()),
            note: String::new(),
        }),
    ] {
        edit.apply(&mut review).unwrap();
    }
    ReviewFile::from_review(&review, &story).to_ron()
}

#[test]
fn a_file_reads_like_this() {
    insta::assert_snapshot!(example());
}

#[test]
fn a_field_that_is_not_known_is_named_with_its_place() {
    let text = example().replace("note: \"\", origin: Hand", "note: \"\", mood: 3, origin: Hand");
    let error = parse(&text).unwrap_err().to_string();
    let line = 1 + text[..text.find("mood").unwrap()].matches('\n').count();
    assert!(error.starts_with(&format!("ana.ron:{line}:")), "{error}");
    assert!(error.contains("mood"), "{error}");
}

#[test]
fn a_newer_format_is_refused_whatever_else_it_holds() {
    for text in [
        example().replace("format: 1", "format: 2"),
        example()
            .replace("format: 1", "format: 2, colours: Some([(1, 2)])")
            .replace("origin: Hand", "origin: Dreamt(7)"),
    ] {
        let error = parse(&text).unwrap_err();
        assert!(matches!(error, StoreError::Newer { found: 2, .. }), "{error}");
        assert!(error.to_string().contains("update Parallax"), "{error}");
    }
}

#[test]
fn what_breaks_a_rule_is_refused_with_its_line() {
    let line_with = |text: &str, words: &str| 1 + text[..text.find(words).unwrap()].matches('\n').count();
    let twice = example().replace("id: \"q7c2\"", "id: \"k3v9\"");
    let error = parse(&twice).unwrap_err().to_string();
    assert!(error.starts_with(&format!("ana.ron:{}:", line_with(&twice, "harbour"))), "{error}");
    assert!(error.contains("two annotations with the id “k3v9”"), "{error}");
    let backwards = example().replace("at: [(0, 3)]", "at: [(3, 3)]");
    assert!(parse(&backwards).unwrap_err().to_string().contains("does not end after it starts"));
    let silent = example().replace("text: [\"Ana\"]", "text: []");
    assert!(parse(&silent).unwrap_err().to_string().contains("one text for each piece"));
    let nested = format!("({}", "[".repeat(100_000));
    assert!(matches!(parse(&nested), Err(StoreError::Syntax { .. })));
}

#[test]
fn references_to_nothing_are_told_and_left_out() {
    let text = example()
        .replace("members: [\"k3v9\"]", "members: [\"k3v9\", \"gone\"]")
        .replace("to: Cluster(\"c81\")", "to: Cluster(\"gone\")");
    let placed = parse(&text).unwrap().into_review(&story(&TEXTS), Path::new("ana.ron"));
    let told: Vec<_> = placed.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("“gone”") && told[1].contains("link “l5”"), "{told:?}");
    assert!(!placed.as_in_file);
    assert_eq!(placed.review.len(), 4);
}

#[test]
fn articles_are_known_by_their_text_under_another_id() {
    let text = example()
        .replace("article: \"a\"", "article: \"old-name\"")
        .replace("\"a\": (sha256", "\"old-name\": (sha256");
    let placed = parse(&text).unwrap().into_review(&story(&TEXTS), Path::new("ana.ron"));
    assert_eq!(placed.review.annotations_of(&"a".into()).count(), 3);
    assert_eq!(placed.review.orphans().count(), 0);
}
