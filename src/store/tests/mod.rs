//! What the floor promises, tried on real folders.

mod decoding;
mod files;
mod journals;
mod moving;
mod projects;
mod saving;

use std::sync::Arc;

use proptest::prelude::*;

use crate::model::{
    Absence, Annotation, AnnotationId, Article, ArticleInfo, ArticleState, Candidate, Choice, Cluster,
    Decision, Difference, Edit, Link, LinkEnd, Made, Matter, Origin, Orphan, Place, Proposal, Rejection,
    Review, Ruling, Status, Story, Stretch, Suggestion, Tied, Value, Verdict, Way,
};
use crate::store::sha256;
use crate::text::{Chars, Span};

/// A story of these texts, named a, b, c …
pub(super) fn story(texts: &[&str]) -> Story {
    let articles = texts.iter().zip('a'..).map(|(text, name)| {
        let name = name.to_string();
        let file = format!("articles/s/{name}.txt");
        let article = Article::new(
            name.as_str().into(),
            ArticleInfo::default(),
            file,
            sha256(text.as_bytes()),
            (*text).into(),
        );
        Arc::new(article)
    });
    Story { id: "s".into(), title: "A story".into(), articles: articles.collect() }
}

pub(super) const TEXTS: [&str; 2] = [
    "Ana’s “harbour” barrier\tน้ำ and the barrier\u{a0}again.\n\nThe minister said \\no\" — 👩\u{200d}👧 e\u{301}!\u{202e}\n",
    "The barrier, the barrier and the barrier.\nAll the same: aaaaaaaa.\n",
];

pub(super) fn annotation(id: &str, article: &str, spans: Vec<Span>) -> Annotation {
    Annotation {
        id: id.into(),
        article: article.into(),
        label: "person".into(),
        spans: Annotation::normal_spans(spans),
        attributes: Default::default(),
        note: String::new(),
        origin: Origin::Hand,
        made: "2026-11-22T09:14:03Z".parse().unwrap(),
        changed: "2026-11-22T09:14:03Z".parse().unwrap(),
    }
}

/// The stretch with these words, number `nth` from 0.
pub(super) fn span_of(text: &str, words: &str, nth: usize) -> Span {
    let (at, _) = text.match_indices(words).nth(nth).unwrap();
    Span::of(at, at + words.len()).unwrap()
}

/// A span of the text from two numbers, whatever these are.
fn some_span(text: &str, a: usize, b: usize) -> Span {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (a, b) = (a % bounds.len(), b % bounds.len());
    let (a, b) =
        if a == b { (a.saturating_sub(1), (a + 1).min(bounds.len() - 1)) } else { (a.min(b), a.max(b)) };
    Span::of(bounds[a], bounds[b]).unwrap()
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z \\n\"\\\\'{}()\\[\\],:#/]{0,12}",
        "\\PC{0,8}",
        Just("น้ำ\u{301}\u{0}\r\u{202e}".to_owned())
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        words().prop_map(Value::Choice),
        prop::collection::vec(words(), 0..3).prop_map(Value::Several),
        words().prop_map(Value::Text),
        any::<f64>().prop_filter("numbers are finite", |n| n.is_finite()).prop_map(Value::Number),
        any::<bool>().prop_map(Value::YesNo),
        words().prop_map(Value::Date),
    ]
}

fn origin() -> impl Strategy<Value = Origin> {
    prop_oneof![
        Just(Origin::Hand),
        words().prop_map(Origin::Suggested),
        words().prop_map(Origin::SuggestedEdited),
        Just(Origin::Repeated),
        (0u8..9).prop_map(|id| Origin::Carried(format!("a{id}").into())),
        words().prop_map(Origin::Imported),
        Just(Origin::Settled),
    ]
}

fn some_annotation() -> impl Strategy<Value = Annotation> {
    let places = prop::collection::vec((any::<usize>(), any::<usize>()), 1..4);
    let said = (prop::collection::btree_map(words(), value(), 0..3), words(), origin());
    let times = (0i64..4_000_000_000, 0i64..4_000_000_000);
    (0u8..9, 0usize..2, places, words(), said, times).prop_map(
        |(id, article, places, label, said, (made, changed))| {
            let spans = places.into_iter().map(|(a, b)| some_span(TEXTS[article], a, b)).collect();
            Annotation {
                label: label.into(),
                attributes: said.0,
                note: said.1,
                origin: said.2,
                made: jiff::Timestamp::from_second(made).unwrap(),
                changed: jiff::Timestamp::from_second(changed).unwrap(),
                ..annotation(&format!("a{id}"), ["a", "b"][article], spans)
            }
        },
    )
}

fn some_link() -> impl Strategy<Value = Link> {
    let end = || {
        prop_oneof![
            (0u8..9).prop_map(|id| LinkEnd::Annotation(format!("a{id}").into())),
            (0u8..3).prop_map(|id| LinkEnd::Cluster(format!("c{id}").into())),
        ]
    };
    (0u8..4, end(), end(), words()).prop_map(|(id, from, to, note)| Link {
        id: format!("l{id}").into(),
        kind: "about".into(),
        from,
        to,
        note,
    })
}

/// Words that stand there, or a place between words.
fn stretch() -> impl Strategy<Value = Stretch> {
    (0usize..2, any::<usize>(), any::<usize>(), any::<bool>()).prop_map(|(article, a, b, empty)| {
        let text = TEXTS[article];
        let span = some_span(text, a, b);
        let chars = |at: usize| Chars(text[..at].chars().count() as u32);
        let (start, end) = (chars(span.start().to_usize()), chars(span.end().to_usize()));
        Stretch {
            article: ["a", "b"][article].into(),
            at: if empty { (start, start) } else { (start, end) },
            text: if empty { String::new() } else { span.slice(text).unwrap().to_owned() },
        }
    })
}

/// What is said about what was found.
fn judged() -> impl Strategy<Value = Edit> {
    let made: jiff::Timestamp = "2026-11-22T09:14:03Z".parse().unwrap();
    let what = prop::sample::select(vec![
        Suggestion::Quote,
        Suggestion::Name,
        Suggestion::Carry,
        Suggestion::Furniture,
    ]);
    let ruling = (words(), stretch(), stretch(), prop::sample::select(Verdict::ALL.to_vec()), words());
    prop_oneof![
        ruling.prop_map(move |(kind, a, b, verdict, note)| {
            Edit::PutRuling(Ruling { of: Difference::new(&kind, a, b), verdict, note, made })
        }),
        (what, prop::collection::vec(stretch(), 1..3)).prop_map(move |(what, pieces)| Edit::PutRejection(
            Rejection { of: Proposal { what, pieces }, made }
        )),
        (0u8..3, 0usize..2, words()).prop_map(move |(cluster, article, note)| Edit::PutAbsence(Absence {
            cluster: format!("c{cluster}").into(),
            article: ["a", "b"][article].into(),
            note,
            made,
        })),
        (0u8..3, 0usize..2).prop_map(|(cluster, article)| {
            Edit::RemoveAbsence(format!("c{cluster}").into(), ["a", "b"][article].into())
        }),
    ]
}

fn some_matter() -> impl Strategy<Value = Matter> {
    let place = || {
        (any::<u32>(), any::<u32>(), words()).prop_map(|(start, end, text)| Place {
            article: "b".into(),
            at: vec![(Chars(start), Chars(end))],
            text,
            id: "a1".into(),
        })
    };
    let attributes = || prop::collection::btree_map(words(), value(), 0..3);
    prop_oneof![
        (words(), words(), attributes()).prop_map(|(text, label, attributes)| Matter::Mark {
            article: "a".into(),
            at: vec![(Chars(3), Chars(9))],
            text: vec![text],
            label: label.into(),
            attributes,
        }),
        (words(), attributes(), prop::collection::vec(place(), 0..3)).prop_map(
            |(name, attributes, members)| Matter::Cluster {
                label: "person".into(),
                name,
                attributes,
                members
            }
        ),
        (place(), words()).prop_map(|(place, name)| Matter::Link {
            kind: "said-by".into(),
            from: Tied::Mark(place),
            to: Tied::Cluster("c1".into(), name),
        }),
    ]
}

fn some_decision() -> impl Strategy<Value = Decision> {
    let candidates = prop::collection::vec(some_matter(), 1..4);
    let why = (words(), words(), prop::sample::select(vec![Way::Hand, Way::Identical, Way::Majority]));
    (0u8..4, candidates, 0u8..5, why).prop_map(|(id, matters, choice, (reason, note, way))| {
        let reviewers = ["ana", "ben", "cleo"];
        let count = matters.len();
        let (choice, results) = match choice {
            0 => (Choice::Take((0..count).rev().collect()), count),
            1 => (Choice::Edited, 1),
            2 => (Choice::Nothing, 0),
            3 => (Choice::Split, 0),
            _ => (Choice::Postponed, 0),
        };
        let candidate = |(what, who): (Matter, &&str)| Candidate { by: vec![(*who).into()], what };
        Decision {
            id: format!("d{id}").into(),
            candidates: matters.into_iter().zip(&reviewers).map(candidate).collect(),
            of: reviewers.iter().map(|who| (*who).into()).collect(),
            choice,
            results: (0..results).map(|n| Made::Annotation(format!("a{n}").into())).collect(),
            way,
            by: "ana".into(),
            at: "2026-11-22T09:14:03Z".parse().unwrap(),
            reason,
            note,
        }
    })
}

/// Edits that may or may not fit.
pub(super) fn some_edit() -> impl Strategy<Value = Edit> {
    let id = |prefix: &'static str, n: u8| (0..n).prop_map(move |id| format!("{prefix}{id}"));
    let cluster = (
        0u8..3,
        words(),
        prop::collection::vec(0u8..9, 0..4),
        prop::collection::btree_map(words(), value(), 0..2),
    );
    let orphan = (some_annotation(), words(), prop::option::of((words(), words()))).prop_map(
        |(annotation, words, around)| Orphan {
            annotation: Annotation { spans: Vec::new(), ..annotation },
            at: vec![(Chars(3), Chars(9))],
            words: vec![words],
            around: around.into_iter().collect(),
            cluster: None,
            links: Vec::new(),
        },
    );
    let one = prop_oneof![
        6 => some_annotation().prop_map(Edit::PutAnnotation),
        1 => id("a", 9).prop_map(|id| Edit::RemoveAnnotation(id.into())),
        2 => cluster.prop_map(|(id, name, members, attributes)| Edit::PutCluster(Cluster {
            id: format!("c{id}").into(),
            label: "person".into(),
            name,
            members: members.into_iter().map(|id| AnnotationId::from(format!("a{id}"))).collect(),
            attributes,
            note: String::new(),
        })),
        1 => id("c", 3).prop_map(|id| Edit::RemoveCluster(id.into())),
        2 => some_link().prop_map(Edit::PutLink),
        1 => id("l", 4).prop_map(|id| Edit::RemoveLink(id.into())),
        1 => words().prop_map(Edit::PutNote),
        1 => (0usize..2, prop::sample::select(vec![Status::NotStarted, Status::InProgress, Status::Done]), words()).prop_map(
            |(article, status, note)| {
                let text = TEXTS[article];
                let chars = text.chars().count() as u32;
                let state = ArticleState { sha256: sha256(text.as_bytes()), chars, status, note };
                Edit::PutArticle(["a", "b"][article].into(), state)
            }
        ),
        1 => orphan.prop_map(Edit::PutOrphan),
        2 => judged(),
        1 => id("a", 9).prop_map(|id| Edit::RemoveOrphan(id.into())),
        1 => some_decision().prop_map(Edit::PutDecision),
        1 => id("d", 4).prop_map(|id| Edit::RemoveDecision(id.into())),
    ];
    one.prop_recursive(1, 6, 3, |inner| prop::collection::vec(inner, 1..4).prop_map(Edit::Batch))
}

/// A review after these edits, as far as they fit, on articles that it knows; and the edits that fit.
pub(super) fn reviewed(edits: Vec<Edit>) -> (Review, Vec<Edit>) {
    let mut review = begun(&story(&TEXTS));
    let fit = edits.into_iter().filter(|edit| edit.clone().apply(&mut review).is_ok()).collect();
    (review, fit)
}

/// A review with nothing in it that knows the articles.
pub(super) fn begun(story: &Story) -> Review {
    let mut review = Review::new("ana".into(), story.id.clone());
    for article in &story.articles {
        let state = ArticleState::of(article, Status::InProgress);
        Edit::PutArticle(article.id.clone(), state).apply(&mut review).unwrap();
    }
    review
}
