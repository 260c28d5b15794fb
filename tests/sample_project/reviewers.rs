//! What the three reviewers show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use parallax::agreement::{AttributePair, Class, Comparison, Mentions, Options, Pair, Reviewed, TangleKind};
use parallax::model::{Annotation, Cluster, ClusterId, Codebook, Kind, LinkEnd, Origin, Review, Status};

use super::{ARTICLES, GAZETTE, HERALD, WIRE, make, open, review, text};

fn ana_and_ben() -> (Review, Review) {
    (review("ana"), review("ben"))
}

/// All three compared, in this order: Ana, Ben, Chloe.
fn compared() -> Comparison {
    let project = open();
    let reviewed = |name: &&str| Arc::new(Reviewed::of_review(&review(name), &project.stories[0]));
    Comparison::new(make::REVIEWERS.iter().map(reviewed).collect(), &Options::default())
}

fn marks(review: &Review, kind: Kind) -> Vec<&Annotation> {
    let codebook = Codebook::default();
    review.annotations().filter(|annotation| codebook.kind(&annotation.label) == kind).collect()
}

#[test]
fn ana_and_ben_are_done_and_chloe_is_halfway() {
    for reviewer in ["ana", "ben"] {
        let review = review(reviewer);
        for article in ARTICLES {
            assert_eq!(review.status(&article.into()), Status::Done, "{reviewer}, {article}");
        }
        assert!((40..=70).contains(&review.len()), "{reviewer} has {} annotations", review.len());
    }
    let chloe = review("chloe");
    assert_eq!(chloe.status(&WIRE.into()), Status::Done);
    assert_eq!(chloe.status(&HERALD.into()), Status::InProgress);
    assert_eq!(chloe.status(&GAZETTE.into()), Status::NotStarted);
    assert!(chloe.annotations_of(&HERALD.into()).count() > 3);
    assert_eq!(chloe.annotations_of(&GAZETTE.into()).count(), 0);
}

#[test]
fn chloe_is_compared_on_the_article_that_she_is_done_with() {
    let compared = compared();
    let names = |pair: &Pair| {
        pair.articles.iter().map(|at| compared.articles[*at].key.article.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(compared.pair(0, 1).unwrap()).len(), 3);
    assert_eq!(names(compared.pair(0, 2).unwrap()), [WIRE]);
}

#[test]
fn ana_and_ben_differ_in_every_way_in_which_marks_differ() {
    let compared = compared();
    let tally = compared.pair(0, 1).unwrap().tally;
    for class in Class::ALL {
        assert!(tally.of(class) >= 2, "{class:?}: {tally:?}");
    }
    let share = tally.exact().value().unwrap();
    assert!((0.45..0.75).contains(&share), "{share:.2} of their marks are identical");
}

#[test]
fn marks_lie_inside_of_others() {
    let (ana, ben) = ana_and_ben();
    for (review, inner, outer) in [
        (&ana, Kind::Entity, Kind::Quote),
        (&ben, Kind::Entity, Kind::Quote),
        (&ana, Kind::Entity, Kind::Claim),
        (&ana, Kind::Quote, Kind::Quote),
    ] {
        let lies_in = |i: &Annotation, o: &Annotation| {
            i.article == o.article
                && o.spans.iter().any(|span| span.covers(i.spans[0]) && *span != i.spans[0])
        };
        let nested = marks(review, inner).iter().any(|i| marks(review, outer).iter().any(|o| lies_in(i, o)));
        assert!(nested, "{} has no {inner:?} in a {outer:?}", review.reviewer());
    }
}

#[test]
fn a_quote_around_its_attribution_has_two_pieces_for_ana_and_one_or_two_marks_for_ben() {
    let (ana, ben) = ana_and_ben();
    let article = text(GAZETTE);
    let find = |review: &Review, words: &str| -> Vec<usize> {
        let quotes =
            review.annotations().filter(|a| a.article.as_str() == GAZETTE && a.label.as_str() == "quote");
        quotes.filter(|a| a.words(&article).contains(words)).map(|a| a.spans.len()).collect()
    };
    assert_eq!(find(&ana, "another two hundred million … it can start"), [2]);
    assert_eq!(find(&ben, "another two hundred million"), [1]);
    assert_eq!(find(&ben, "it can start"), [1]);
    assert_eq!(find(&ana, "blank cheque … and I"), [2]);
    assert_eq!(find(&ben, "blank cheque,” he said, “and I"), [1]);
}

#[test]
fn attributes_differ_on_marks_that_are_identical() {
    let compared = compared();
    let differ =
        |attribute: &AttributePair| attribute.differing.iter().any(|row| row.class == Class::Identical);
    let attributes = compared.attributes(compared.pair(0, 1).unwrap());
    let differing: BTreeSet<&str> = attributes
        .iter()
        .filter(|attribute| differ(attribute))
        .map(|attribute| &*attribute.attribute)
        .collect();
    assert_eq!(differing, ["form", "speaker", "status", "type"].into());
}

#[test]
fn all_three_leave_notes() {
    for (reviewer, least) in [("ana", 15), ("ben", 12), ("chloe", 3)] {
        let notes = review(reviewer).annotations().filter(|a| !a.note.is_empty()).count();
        assert!(notes >= least, "{reviewer} leaves {notes} notes");
    }
}

#[test]
fn marks_came_about_in_several_ways() {
    let (ana, ben) = ana_and_ben();
    assert!(
        ana.annotations()
            .any(|a| matches!(&a.origin, Origin::Carried(from) if ana.annotation(from).is_some()))
    );
    assert!(ben.annotations().any(|a| a.origin == Origin::Repeated));
    assert!(ana.annotations().filter(|a| a.origin == Origin::Hand).count() > ana.len() / 2);
}

#[test]
fn clusters_reach_across_articles_and_hold_every_kind() {
    let codebook = Codebook::default();
    for review in [review("ana"), review("ben")] {
        let across = |cluster: &&Cluster| {
            let articles: BTreeSet<_> =
                cluster.members.iter().filter_map(|m| review.annotation(m)).map(|a| &a.article).collect();
            articles.len() > 1
        };
        let kinds: BTreeSet<Kind> =
            review.clusters().filter(across).map(|c| codebook.kind(&c.label)).collect();
        assert_eq!(kinds, [Kind::Entity, Kind::Claim, Kind::Quote].into(), "{}", review.reviewer());
        assert!(review.clusters().filter(across).count() >= 12);
    }
}

#[test]
fn each_merges_what_the_other_splits() {
    let (ana, ben) = ana_and_ben();
    let compared = compared();
    let ties = compared.ties(compared.pair(0, 1).unwrap(), Mentions::Aligned);
    let names = |review: &Review, ids: &[ClusterId], at: &[usize]| {
        at.iter().map(|at| review.cluster(&ids[*at]).unwrap().name.clone()).collect::<Vec<_>>()
    };
    let found: Vec<_> = ties
        .tangles()
        .into_iter()
        .map(|t| (t.kind, names(&ana, &ties.clusters_a, &t.a), names(&ben, &ties.clusters_b, &t.b)))
        .collect();
    let thorley = vec!["Agnes Thornley".to_owned(), "Agnes Thorley".to_owned()];
    let split = found.iter().find(|(kind, a, _)| *kind == TangleKind::SplitByB && a == &["Agnes Thorley"]);
    assert_eq!(
        split.map(|(.., b)| b.iter().cloned().collect::<BTreeSet<_>>()),
        Some(thorley.into_iter().collect())
    );
    for kind in [TangleKind::Same, TangleKind::MembersDiffer, TangleKind::OnlyA, TangleKind::OnlyB] {
        assert!(found.iter().any(|(found, ..)| *found == kind), "{kind:?}: {found:#?}");
    }
    assert!(found.iter().any(|(kind, ..)| *kind == TangleKind::SplitByA), "{found:#?}");
}

#[test]
fn links_of_every_kind_fit_their_ends_and_differ() {
    let codebook = Codebook::default();
    let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in ["ana", "ben"] {
        let review = review(name);
        let kind_of = |end: &LinkEnd| match end {
            LinkEnd::Annotation(id) => {
                codebook.kind(&review.annotation(id).expect("links lead to something").label)
            }
            LinkEnd::Cluster(id) => {
                codebook.kind(&review.cluster(id).expect("links lead to something").label)
            }
        };
        for link in review.links() {
            let kind = codebook.link(&link.kind).expect("the codebook knows the link");
            assert!(
                kind.from.contains(&kind_of(&link.from)) && kind.to.contains(&kind_of(&link.to)),
                "{link:?}"
            );
            kinds.entry(name.into()).or_default().insert(link.kind.to_string());
        }
    }
    let all: BTreeSet<String> = codebook.links.iter().map(|kind| kind.id.to_string()).collect();
    assert_eq!(kinds["ana"], all);
    assert_eq!(kinds["ben"], all);

    let compared = compared();
    let ties = compared.ties(compared.pair(0, 1).unwrap(), Mentions::Aligned);
    let links =
        |a, b| ties.links.iter().filter(|link| link.a.is_some() == a && link.b.is_some() == b).count();
    assert!(links(true, true) > 3 && links(true, false) > 3 && links(false, true) > 3, "{:#?}", ties.links);
}

#[test]
fn edges_of_marks_are_clean() {
    let project = open();
    let story = &project.stories[0];
    for reviewer in make::REVIEWERS {
        for annotation in review(reviewer).annotations() {
            let article = &story.article(&annotation.article).expect("the article is there").text;
            for span in &annotation.spans {
                assert_eq!(
                    parallax::text::trim(article, *span),
                    Some(*span),
                    "{reviewer}: {:?}",
                    span.slice(article)
                );
            }
        }
    }
}
