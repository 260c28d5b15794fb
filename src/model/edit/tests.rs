//! Edits and their inverses.

use proptest::prelude::*;

use super::super::{
    Candidate, Choice, LabelId, Made, Matter, Origin, Status, Stretch, Suggestion, Verdict, Way,
};
use super::*;
use crate::text::{Chars, Span};

fn annotation(id: u8, article: u8, label: u8, pieces: Vec<(u16, u16)>) -> Annotation {
    let spans = pieces.into_iter().filter_map(|(start, length)| {
        Span::of(usize::from(start), usize::from(start) + usize::from(length) + 1)
    });
    Annotation {
        id: format!("a{id}").into(),
        article: format!("text{article}").into(),
        label: LabelId::from(["person", "claim", "quote"][usize::from(label)]),
        spans: Annotation::normal_spans(spans.collect()),
        attributes: Default::default(),
        note: String::new(),
        origin: Origin::Hand,
        made: jiff::Timestamp::UNIX_EPOCH,
        changed: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn candidate(who: &str, end: u32) -> Candidate {
    Candidate {
        by: vec![who.into()],
        what: Matter::Mark {
            article: "text0".into(),
            at: vec![(Chars(0), Chars(end))],
            text: vec!["x".into()],
            label: "person".into(),
            attributes: Default::default(),
        },
    }
}

fn end() -> impl Strategy<Value = LinkEnd> {
    prop_oneof![
        (0u8..12).prop_map(|id| LinkEnd::Annotation(format!("a{id}").into())),
        (0u8..4).prop_map(|id| LinkEnd::Cluster(format!("c{id}").into())),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let one = prop_oneof![
        4 => (0u8..12, 0u8..2, 0u8..3, prop::collection::vec((0u16..9000, 0u16..5000), 1..4))
            .prop_map(|(id, article, label, pieces)| Edit::PutAnnotation(annotation(id, article, label, pieces))),
        1 => (0u8..12).prop_map(|id| Edit::RemoveAnnotation(format!("a{id}").into())),
        2 => (0u8..4, prop::collection::vec(0u8..12, 0..4)).prop_map(|(id, members)| Edit::PutCluster(Cluster {
            id: format!("c{id}").into(),
            label: "person".into(),
            name: "x".into(),
            members: members.into_iter().map(|id| format!("a{id}").into()).collect(),
            attributes: Default::default(),
            note: String::new(),
        })),
        1 => (0u8..4).prop_map(|id| Edit::RemoveCluster(format!("c{id}").into())),
        2 => (0u8..4, end(), end()).prop_map(|(id, from, to)| Edit::PutLink(Link {
            id: format!("l{id}").into(),
            kind: "about".into(),
            from,
            to,
            note: String::new(),
        })),
        1 => (0u8..4).prop_map(|id| Edit::RemoveLink(format!("l{id}").into())),
        1 => (0u8..2).prop_map(|id| Edit::PutArticle(
            format!("text{id}").into(),
            ArticleState { sha256: "0".into(), chars: 9, status: Status::Done, note: "Read twice.".into() },
        )),
        1 => (0u8..3).prop_map(|id| Edit::PutNote(format!("note {id}"))),
    ];
    let orphan = (0u8..12).prop_map(|id| {
        Edit::PutOrphan(Orphan {
            annotation: Annotation { spans: Vec::new(), ..annotation(id, 0, 0, vec![(0, 0)]) },
            at: vec![(Chars(1), Chars(4))],
            words: vec!["the".into()],
            around: Vec::new(),
            cluster: None,
            links: Vec::new(),
        })
    });
    let lost = (0u8..12).prop_map(|id| Edit::RemoveOrphan(format!("a{id}").into()));
    let decision = (0u8..4, 0usize..3, any::<bool>()).prop_map(|(id, taken, takes)| {
        Edit::PutDecision(Decision {
            id: format!("d{id}").into(),
            candidates: vec![candidate("ana", 1), candidate("ben", 2)],
            of: vec!["ana".into(), "ben".into()],
            choice: if takes { Choice::Take(vec![taken]) } else { Choice::Nothing },
            results: if takes { vec![Made::Annotation("a1".into())] } else { Vec::new() },
            way: Way::Hand,
            by: "cleo".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
            reason: String::new(),
            note: String::new(),
        })
    });
    let taken_back = (0u8..4).prop_map(|id| Edit::RemoveDecision(format!("d{id}").into()));
    let one = prop_oneof![8 => one, 1 => orphan, 1 => lost, 3 => judged(), 1 => decision, 1 => taken_back];
    one.prop_recursive(2, 8, 4, |inner| prop::collection::vec(inner, 1..4).prop_map(Edit::Batch))
}

fn stretch(article: u8) -> Stretch {
    let article = format!("text{article}").into();
    Stretch { article, at: (Chars(1), Chars(4)), text: "the".into() }
}

fn judged() -> impl Strategy<Value = Edit> {
    let made = jiff::Timestamp::UNIX_EPOCH;
    let difference = |kind: u8| Difference::new(["date", "name"][usize::from(kind)], stretch(0), stretch(1));
    let proposal = |article: u8| Proposal { what: Suggestion::Quote, pieces: vec![stretch(article)] };
    prop_oneof![
        (0u8..2, 0usize..5).prop_map(move |(kind, verdict)| Edit::PutRuling(Ruling {
            of: difference(kind),
            verdict: Verdict::ALL[verdict],
            note: String::new(),
            made,
        })),
        (0u8..2).prop_map(move |kind| Edit::RemoveRuling(difference(kind))),
        (0u8..2).prop_map(move |at| Edit::PutRejection(Rejection { of: proposal(at), made })),
        (0u8..2).prop_map(move |at| Edit::RemoveRejection(proposal(at))),
        (0u8..4, 0u8..2).prop_map(move |(cluster, article)| Edit::PutAbsence(Absence {
            cluster: format!("c{cluster}").into(),
            article: format!("text{article}").into(),
            note: String::new(),
            made,
        })),
        (0u8..4, 0u8..2).prop_map(|(cluster, article)| Edit::RemoveAbsence(
            format!("c{cluster}").into(),
            format!("text{article}").into()
        )),
    ]
}

fn index_tells_the_truth(review: &Review) -> Result<(), TestCaseError> {
    for article in ["text0", "text1"].map(ArticleId::from) {
        for (start, end) in [(0, 1), (2040, 2060), (4000, 9000), (0, 20000)] {
            let span = Span::of(start, end).unwrap();
            let found: Vec<_> = review.overlapping(&article, span).iter().map(|a| a.id.clone()).collect();
            let mut scan: Vec<_> = review
                .annotations
                .values()
                .filter(|a| a.article == article && a.spans.iter().any(|piece| piece.overlaps(span)))
                .collect();
            scan.sort_by_key(|a| a.order());
            prop_assert_eq!(found, scan.iter().map(|a| a.id.clone()).collect::<Vec<_>>());
        }
    }
    for label in ["person", "claim", "quote"].map(LabelId::from) {
        let scan = review.annotations.values().filter(|a| a.label == label).count();
        prop_assert_eq!(review.count(&label), scan);
    }
    for absence in review.absences() {
        prop_assert!(review.cluster(&absence.cluster).is_some(), "no absence outlives its cluster");
    }
    for cluster in review.clusters() {
        for member in &cluster.members {
            prop_assert_eq!(review.cluster_of(member).map(|c| &c.id), Some(&cluster.id));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn edits_undone_give_the_first_state(edits in prop::collection::vec(edit(), 0..40)) {
        let mut review = Review::new("ana".into(), "story".into());
        let mut history = History::default();
        let mut states = vec![review.clone()];
        for edit in edits {
            let before = review.clone();
            if history.apply(&mut review, "edit", edit).is_ok() {
                states.push(review.clone());
            } else {
                prop_assert_eq!(&review, &before, "a refused edit changes nothing");
            }
            index_tells_the_truth(&review)?;
        }
        let last = review.clone();
        for state in states.iter().rev().skip(1) {
            history.undo(&mut review).unwrap().unwrap();
            prop_assert_eq!(&review, state);
            index_tells_the_truth(&review)?;
        }
        prop_assert!(history.undo(&mut review).is_none());
        while let Some(step) = history.redo(&mut review) {
            step.unwrap();
        }
        prop_assert_eq!(&review, &last);
    }

    #[test]
    fn removing_leaves_nothing_behind(edits in prop::collection::vec(edit(), 0..40), ids in prop::collection::vec(0u8..12, 1..5)) {
        let mut review = Review::new("ana".into(), "story".into());
        for edit in edits {
            edit.apply(&mut review).ok();
        }
        let mut ids: Vec<AnnotationId> = ids.into_iter().map(|id| format!("a{id}").into()).collect();
        ids.sort();
        ids.dedup();
        ids.retain(|id| review.annotation(id).is_some());
        let before = review.clone();
        let inverse = review.removal_of_all(&ids).apply(&mut review).unwrap();
        prop_assert!(ids.iter().all(|id| review.annotation(id).is_none() && review.cluster_of(id).is_none()));
        inverse.apply(&mut review).unwrap();
        prop_assert_eq!(review, before);
    }
}
