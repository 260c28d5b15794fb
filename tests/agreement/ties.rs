//! Clusters and links of two reviewers.

use std::sync::Arc;

use parallax::agreement::{
    ClusterScores, Comparison, Mentions, Options, Reviewed, Shares, TangleKind, Undefined,
};
use parallax::model::{Cluster, Link, LinkEnd};

use crate::support::{Span, article, review};

#[track_caller]
fn shares(what: &str, got: Shares, recall: f64, precision: f64) {
    let near = (got.recall - recall).abs() < 1e-12 && (got.precision - precision).abs() < 1e-12;
    assert!(near, "{what}: {got:?}, not {recall} and {precision}");
}

#[test]
fn one_thing_cut_in_two() {
    // Worked out by hand: six mentions of one thing, seen as four and two.
    let scores = ClusterScores::new(&[vec![0, 1, 2, 3, 4, 5]], &[vec![0, 1, 2, 3], vec![4, 5]]).unwrap();
    // 6 + 1 of 15 links; all links of both parts.
    shares("LEA", scores.lea, 7.0 / 15.0, 1.0);
    // One link more would do.
    shares("MUC", scores.muc, 4.0 / 5.0, 1.0);
    shares("B³", scores.b_cubed, (16.0 + 4.0) / 36.0, 1.0);
    shares("CEAFe", scores.ceaf_e, 8.0 / 10.0, 8.0 / 10.0 / 2.0);
    assert!((scores.lea.f1() - 7.0 / 11.0).abs() < 1e-12);
}

#[test]
fn a_thing_mentioned_once_counts_where_both_say_so() {
    let scores =
        ClusterScores::new(&[vec![0], vec![1], vec![2, 3]], &[vec![0], vec![1, 2], vec![3]]).unwrap();
    // Of {0} the one self-link, of {1} and {2, 3} nothing.
    shares("LEA", scores.lea, 1.0 / 4.0, 1.0 / 4.0);
    shares("MUC", scores.muc, 0.0, 0.0);
    shares("B³", scores.b_cubed, 3.0 / 4.0, 3.0 / 4.0);
    shares("CEAFe", scores.ceaf_e, (1.0 + 4.0 / 3.0) / 3.0, (1.0 + 4.0 / 3.0) / 3.0);
    let mean = (scores.muc.f1() + scores.b_cubed.f1() + scores.ceaf_e.f1()) / 3.0;
    assert!((scores.conll() - mean).abs() < 1e-15);
}

#[test]
fn clusters_of_one_side_alone() {
    let scores = ClusterScores::new(&[vec![0, 1]], &[]).unwrap();
    assert_eq!(scores, ClusterScores::default());
    assert_eq!(ClusterScores::new(&[], &[]), Err(Undefined::NoClusters));
}

fn tied(
    name: &str,
    spans: &[Span],
    clusters: &[&[usize]],
    links: &[(&str, LinkEnd, LinkEnd)],
) -> Arc<Reviewed> {
    let mut review = Reviewed::clone(&review(name, vec![("one", article(200, spans))]));
    for (at, members) in clusters.iter().enumerate() {
        review.clusters.push(Cluster {
            id: format!("c{at}").into(),
            label: "person".into(),
            name: String::new(),
            members: members.iter().map(|at| format!("m{at:04}").into()).collect(),
            attributes: Default::default(),
            note: String::new(),
        });
    }
    for (at, (kind, from, to)) in links.iter().enumerate() {
        review.links.push(Link {
            id: format!("l{at}").into(),
            kind: (*kind).into(),
            from: from.clone(),
            to: to.clone(),
            note: String::new(),
        });
    }
    Arc::new(review)
}

fn annotation(at: usize) -> LinkEnd {
    LinkEnd::Annotation(format!("m{at:04}").into())
}

#[test]
fn mentions_are_the_same_when_identical_or_when_aligned() {
    let a = tied("ana", &[(0, 5, "person"), (20, 25, "person"), (40, 45, "person")], &[&[0, 1, 2]], &[]);
    let b = tied("ben", &[(0, 5, "person"), (20, 27, "person"), (40, 45, "person")], &[&[0, 1, 2]], &[]);
    let comparison = Comparison::new(vec![a, b], &Options::default());
    let ties = |mentions| comparison.ties(&comparison.pairs[0], mentions);
    // One link of three is between identical marks.
    assert!((ties(Mentions::Exact).lea_f1().unwrap() - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(ties(Mentions::Aligned).lea_f1(), Ok(1.0));
    assert_eq!(ties(Mentions::Exact).link_f1(false), Err(Undefined::NoLinks));
}

#[test]
fn links_agree_in_kind_and_both_ends() {
    let spans = [(0, 5, "person"), (20, 25, "quote"), (40, 45, "claim")];
    let cluster = || LinkEnd::Cluster("c0".into());
    let a = tied(
        "ana",
        &spans,
        &[&[0]],
        &[
            ("said-by", annotation(1), annotation(0)),
            ("said-by", annotation(2), cluster()),
            ("about", annotation(2), annotation(0)),
        ],
    );
    let b = tied(
        "ben",
        &[(0, 5, "person"), (20, 25, "quote"), (40, 44, "claim")],
        &[&[0]],
        &[
            ("said-by", annotation(1), annotation(0)),
            ("said-by", annotation(2), cluster()),
            ("about", annotation(0), annotation(2)),
        ],
    );
    let comparison = Comparison::new(vec![a, b], &Options::default());
    let ties = |mentions| comparison.ties(&comparison.pairs[0], mentions);
    let count = |mentions, shared| {
        let links = ties(mentions).links(shared);
        (links.both, links.a, links.b)
    };
    assert_eq!(count(Mentions::Exact, false), (1, 3, 3));
    assert_eq!(count(Mentions::Exact, true), (1, 1, 1), "links of whose ends both are marked alike");
    assert_eq!(count(Mentions::Aligned, false), (2, 3, 3), "the other way round is another link");
}

#[test]
fn what_became_one_and_what_became_several() {
    let a = vec![vec![0, 1], vec![2, 3], vec![4], vec![5], vec![6, 7], vec![10]];
    let b = vec![vec![0, 1], vec![2], vec![3], vec![4, 5], vec![6, 8], vec![11]];
    let kinds: Vec<_> =
        parallax::agreement::tangles(&a, &b).into_iter().map(|t| (t.kind, t.a, t.b)).collect();
    assert_eq!(
        kinds,
        [
            (TangleKind::Same, vec![0], vec![0]),
            (TangleKind::SplitByB, vec![1], vec![1, 2]),
            (TangleKind::SplitByA, vec![2, 3], vec![3]),
            (TangleKind::MembersDiffer, vec![4], vec![4]),
            (TangleKind::OnlyA, vec![5], vec![]),
            (TangleKind::OnlyB, vec![], vec![5]),
        ]
    );
}

#[test]
fn members_on_articles_that_are_not_compared_do_not_count() {
    let mut other = article(50, &[(0, 5, "person")]);
    other.marks[0].id = "elsewhere".into();
    let with = |name: &str, done: bool| {
        let mut review =
            Reviewed::clone(&tied(name, &[(0, 5, "person"), (9, 12, "person")], &[&[0, 1]], &[]));
        let mut other = other.clone();
        if !done {
            other.status = parallax::model::Status::InProgress;
        }
        review.articles.insert(crate::support::key("two"), other);
        review.clusters[0].members.push("elsewhere".into());
        Arc::new(review)
    };
    let comparison = Comparison::new(vec![with("ana", true), with("ben", false)], &Options::default());
    let ties = comparison.ties(&comparison.pairs[0], Mentions::Exact);
    assert_eq!(ties.mentions_a, [[0, 1]]);
    assert_eq!(ties.lea_f1(), Ok(1.0));
}
