//! Texts that changed under their annotations.

use std::path::Path;

use super::{annotation, begun, span_of, story};
use crate::model::{
    AnnotationId, Cluster, Difference, Edit, Link, LinkEnd, Review, Ruling, Status, Stretch, Verdict,
};
use crate::store::{Placed, ReviewFile};
use crate::text::Chars;
use crate::text::anchor::How;

const OLD: &str = "Barrier opens\n\nMayor Ana Ortiz opened the harbour barrier on Monday.\nThe barrier cost three million pounds, Ortiz said.\nThe port authority had asked for the barrier in 2019.\n";

fn reviewed(text: &str, marks: &[(&str, &str, usize)]) -> Review {
    let mut review = begun(&story(&[text]));
    for (id, words, nth) in marks {
        Edit::PutAnnotation(annotation(id, "a", vec![span_of(text, words, *nth)]))
            .apply(&mut review)
            .unwrap();
    }
    review
}

/// The review, written on the old text and read on the new one.
fn onto(review: &Review, old: &str, new: &str) -> Placed {
    let text = ReviewFile::from_review(review, &story(&[old])).to_ron();
    let file = ReviewFile::parse(Path::new("ana.ron"), text.as_bytes()).unwrap();
    file.into_review(&story(&[new]), Path::new("ana.ron"))
}

fn words<'t>(placed: &Placed, text: &'t str, id: &str) -> (usize, &'t str) {
    let annotation =
        placed.review.annotation(&AnnotationId::from(id)).unwrap_or_else(|| panic!("{id} is lost"));
    (annotation.start().to_usize(), annotation.spans[0].slice(text).unwrap())
}

#[test]
fn words_that_stand_once_follow_their_text() {
    let review = reviewed(OLD, &[("a1", "Ana Ortiz", 0), ("a2", "three million pounds", 0)]);
    let new = format!("CORRECTED at 10:00\n\n{OLD}");
    let placed = onto(&review, OLD, &new);
    assert_eq!(words(&placed, &new, "a1"), (new.find("Ana Ortiz").unwrap(), "Ana Ortiz"));
    assert_eq!(words(&placed, &new, "a2").1, "three million pounds");
    let hows: Vec<_> = placed.moved.iter().map(|moved| moved.how).collect();
    assert_eq!(hows, [How::Words, How::Words]);
    assert_eq!(placed.notes(), ["2 annotations were found again in a changed text"]);
    assert!(!placed.as_in_file);
    assert_eq!(placed.review.articles()["a"].sha256, crate::store::sha256(new.as_bytes()));
}

#[test]
fn words_that_stand_often_are_told_apart_by_what_is_around_them() {
    let review = reviewed(OLD, &[("first", "barrier", 0), ("second", "barrier", 1), ("third", "barrier", 2)]);
    // The sentences change places.
    let new = "Barrier opens\n\nThe port authority had asked for the barrier in 2019.\nMayor Ana Ortiz opened the harbour barrier on Monday.\nThe barrier cost three million pounds, Ortiz said.\n";
    let placed = onto(&review, OLD, new);
    for (id, place) in
        [("first", "harbour barrier"), ("second", "The barrier cost"), ("third", "for the barrier")]
    {
        let start = new.find(place).unwrap() + place.find("barrier").unwrap();
        assert_eq!(words(&placed, new, id), (start, "barrier"), "{id}");
    }
}

#[test]
fn the_same_words_elsewhere_are_not_mistaken_for_those_that_went() {
    let review = reviewed(OLD, &[("third", "barrier", 2)]);
    let new = OLD.replace("The port authority had asked for the barrier in 2019.\n", "");
    let placed = onto(&review, OLD, &new);
    assert_eq!(placed.lost, [AnnotationId::from("third")]);
    let orphan = placed.review.orphan(&"third".into()).unwrap();
    assert_eq!(orphan.text(), "barrier");
    assert!(placed.notes()[0].contains("orphan tray"), "{:?}", placed.notes());
}

#[test]
fn a_caption_printed_twice_keeps_its_copies_apart() {
    let old = "The barrier at dawn. Photo: Ana Ruiz\nThe barrier at dawn. Photo: Ana Ruiz\n\nIt opened on Monday.\n";
    let review = reviewed(old, &[("one", "Ana Ruiz", 0), ("two", "Ana Ruiz", 1), ("day", "Monday", 0)]);
    let new = format!("Updated twice since the morning\n{old}");
    let placed = onto(&review, old, &new);
    let at = |nth| span_of(&new, "Ana Ruiz", nth).start().to_usize();
    assert_eq!(words(&placed, &new, "one").0, at(0));
    assert_eq!(words(&placed, &new, "two").0, at(1));
}

#[test]
fn words_that_were_mended_are_found_and_said_to_be_unsure() {
    let review =
        reviewed(OLD, &[("name", "Ana Ortiz", 0), ("claim", "The barrier cost three million pounds", 0)]);
    let new =
        OLD.replace("Ana Ortiz", "Anna Ortiz").replace("three million pounds", "thirteen million pounds");
    let placed = onto(&review, OLD, &new);
    assert_eq!(words(&placed, &new, "name").1, "Anna Ortiz");
    assert_eq!(words(&placed, &new, "claim").1, "The barrier cost thirteen million pounds");
    assert!(placed.moved.iter().all(|moved| moved.how == How::Approximate));
    assert!(placed.notes()[0].contains("2 of them by similar words only"), "{:?}", placed.notes());
}

#[test]
fn long_stretches_are_found_by_their_ends() {
    let middle: String = (0..60).map(|n| format!("Point {n} was noted. ")).collect();
    let old = format!(
        "Intro.\nThe inquiry began in March with a hearing. {middle}It closed in May without a finding.\nEnd.\n"
    );
    let marked = old.lines().nth(1).unwrap().to_owned();
    let review = reviewed(&old, &[("all", &marked, 0)]);
    let new =
        old.replace("Point 30 was noted. ", "Point 30 was struck out. ").replace("Intro.", "A longer intro.");
    let placed = onto(&review, &old, &new);
    let (_, found) = words(&placed, &new, "all");
    assert!(found.starts_with("The inquiry began") && found.ends_with("without a finding."), "{found}");
}

#[test]
fn what_is_lost_is_kept_with_all_that_belongs_to_it_and_comes_back() {
    let mut review =
        reviewed(OLD, &[("who", "Ana Ortiz", 0), ("again", "Ortiz", 1), ("said", "three million pounds", 0)]);
    for edit in [
        Edit::PutCluster(Cluster {
            id: "c1".into(),
            label: "person".into(),
            name: "Ana Ortiz".into(),
            members: vec!["who".into(), "again".into()],
            attributes: Default::default(),
            note: String::new(),
        }),
        Edit::PutLink(Link {
            id: "l1".into(),
            kind: "said-by".into(),
            from: LinkEnd::Annotation("said".into()),
            to: LinkEnd::Annotation("who".into()),
            note: "sure".into(),
        }),
    ] {
        edit.apply(&mut review).unwrap();
    }
    let cut = "Barrier opens\n\nThe barrier cost three million pounds, Ortiz said.\n";
    let placed = onto(&review, OLD, cut);
    assert_eq!(placed.lost, [AnnotationId::from("who")]);
    let orphan = placed.review.orphan(&"who".into()).unwrap();
    assert_eq!(orphan.cluster, Some("c1".into()));
    assert_eq!(orphan.links.len(), 1);
    assert_eq!(placed.review.cluster(&"c1".into()).unwrap().members, [AnnotationId::from("again")]);
    assert_eq!(placed.review.links().count(), 0);
    // Saved on the cut text and read on it: still waiting.
    let waiting = onto(&placed.review, cut, cut);
    assert_eq!(waiting.review, placed.review);
    assert!(waiting.as_in_file);
    // The words are back.
    let back = onto(&waiting.review, cut, OLD);
    assert_eq!(back.regained, [AnnotationId::from("who")]);
    assert_eq!(back.review.link(&"l1".into()).unwrap().note, "sure");
    let mut members = back.review.cluster(&"c1".into()).unwrap().members.clone();
    members.sort();
    assert_eq!(members, [AnnotationId::from("again"), AnnotationId::from("who")]);
    assert_eq!(back.review.orphans().count(), 0);
}

#[test]
fn annotations_of_an_article_that_is_gone_wait_for_it() {
    let review = reviewed(OLD, &[("who", "Ana Ortiz", 0)]);
    let text = ReviewFile::from_review(&review, &story(&[OLD])).to_ron();
    let file = ReviewFile::parse(Path::new("ana.ron"), text.as_bytes()).unwrap();
    let none = story(&[]);
    let placed = file.into_review(&none, Path::new("ana.ron"));
    assert_eq!(placed.lost, [AnnotationId::from("who")]);
    assert_eq!(placed.review.articles().len(), 1, "how far the reviewer was stays known");
    let text = ReviewFile::from_review(&placed.review, &none).to_ron();
    let file = ReviewFile::parse(Path::new("ana.ron"), text.as_bytes()).unwrap();
    let back = file.into_review(&story(&[OLD]), Path::new("ana.ron"));
    assert_eq!(back.review, review);
}

#[test]
fn an_article_that_was_done_is_to_be_read_again() {
    let mut review = reviewed(OLD, &[("who", "Ana Ortiz", 0)]);
    let mut state = review.articles()["a"].clone();
    state.status = Status::Done;
    Edit::PutArticle("a".into(), state).apply(&mut review).unwrap();
    let placed = onto(&review, OLD, &OLD.replace("2019", "2018"));
    assert_eq!(placed.changed, ["a".into()]);
    assert!(placed.notes().iter().any(|note| note.contains("read it once more")), "{:?}", placed.notes());
    assert!(placed.moved.is_empty());
}

#[test]
fn places_that_another_program_counted_wrongly_are_found_by_their_words() {
    let review = reviewed(OLD, &[("who", "Ana Ortiz", 0), ("sum", "three million", 0)]);
    let text = ReviewFile::from_review(&review, &story(&[OLD])).to_ron();
    let shifted = text.replace("at: [(21, 30)]", "at: [(24, 33)]");
    assert_ne!(text, shifted);
    let placed = ReviewFile::parse(Path::new("x"), shifted.as_bytes())
        .unwrap()
        .into_review(&story(&[OLD]), Path::new("x"));
    assert_eq!(placed.review, review);
    assert_eq!(placed.moved.len(), 1);
}

#[test]
fn rulings_go_with_their_words() {
    let before = story(&["It met on Thursday.\n", "It met on Wednesday.\n"]);
    let stretch = |article: &str, words: &str| {
        let text = &before.article(&article.into()).unwrap().text;
        let at = text.find(words).unwrap() as u32;
        Stretch {
            article: article.into(),
            at: (Chars(at), Chars(at + words.len() as u32)),
            text: words.to_owned(),
        }
    };
    let of = Difference::new("date", stretch("a", "Thursday"), stretch("b", "Wednesday"));
    let made = "2026-11-22T09:14:03Z".parse().unwrap();
    let mut review = begun(&before);
    let ruling = Ruling { of, verdict: Verdict::Error, note: String::new(), made };
    Edit::PutRuling(ruling).apply(&mut review).unwrap();
    let file = ReviewFile::from_review(&review, &before);
    let after = story(&["The council met. It met on Thursday.\n", "It met on Wednesday.\n"]);
    let placed = file.clone().into_review(&after, Path::new("ana.ron"));
    let ruling = placed.review.rulings().next().unwrap();
    assert_eq!(ruling.of.a.at, (Chars(27), Chars(35)));
    assert!(!placed.as_in_file);
    // Words that are nowhere stay what they were: the ruling is not lost.
    let gone = story(&["It met.\n", "It met on Wednesday.\n"]);
    let placed = file.into_review(&gone, Path::new("ana.ron"));
    assert_eq!(placed.review.rulings().next().unwrap().of.a.at, (Chars(10), Chars(18)));
}
