//! What is not defined, what is left out, and why.

use std::sync::Arc;

use parallax::agreement::gamma::{Continuum, GammaOptions, Stopped, gamma};
use parallax::agreement::{
    Cells, Class, Comparison, GroupState, Nominal, Options, Problem, Reviewed, ReviewedArticle, Undefined,
    WhyNot, to_json,
};
use parallax::model::{Origin, Status, Value};
use parallax::text::Chars;

use crate::support::{Span, article, compare, key, mark, review};

fn label(comparison: &Comparison, name: &str) -> usize {
    comparison.labels.iter().position(|label| label.as_str() == name).unwrap()
}

#[test]
fn nothing_marked_by_either_is_no_number() {
    let comparison = compare(100, &[vec![], vec![]]);
    let pair = &comparison.pairs[0];
    assert!(comparison.articles[0].compared());
    assert_eq!(pair.exact_f1(), Err(Undefined::NoMarks));
    assert_eq!(pair.lenient_f1(), Err(Undefined::NoMarks));
    assert_eq!(pair.soft_f1(), Err(Undefined::NoMarks));
    assert_eq!(comparison.mean_exact_f1(None), Err(Undefined::NoMarks));
    assert_eq!(comparison.layers.any.alpha(), Err(Undefined::OneValue));
    assert_eq!(comparison.layers.label_sets.fleiss(), Err(Undefined::OneValue));
    assert_eq!(comparison.alpha_u(0), Err(Undefined::NoMarks));
    let none = gamma(&Continuum::new(vec![vec![], vec![]]), &GammaOptions::default(), &mut |_, _| true);
    assert_eq!(none, Err(Stopped::Undefined(Undefined::NoMarks)));
}

#[test]
fn one_who_marked_nothing_agrees_on_nothing() {
    let comparison = compare(10, &[vec![(3, 4, "person")], vec![]]);
    let pair = &comparison.pairs[0];
    assert_eq!(pair.exact_f1(), Ok(0.0));
    assert_eq!(pair.soft_f1(), Ok(0.0));
    let cells = pair.by_label[0].cells;
    assert_eq!(cells, Cells { n11: 0, n10: 1, n01: 0, n00: 9 });
    assert_eq!(cells.kappa(), Ok(0.0));
    assert!(comparison.layers.any.alpha().unwrap().abs() < 1e-15);
}

#[test]
fn everything_marked_by_both_is_no_more_than_chance() {
    let comparison = compare(10, &[vec![(0, 10, "person")], vec![(0, 10, "person")]]);
    let pair = &comparison.pairs[0];
    assert_eq!(pair.exact_f1(), Ok(1.0));
    assert_eq!(pair.by_label[0].cells.kappa(), Err(Undefined::OneValue));
    assert_eq!(comparison.layers.by_label[0].alpha(), Err(Undefined::OneValue));
    assert_eq!(comparison.u_alpha(0, parallax::agreement::Layer::Any), Err(Undefined::OneValue));
}

#[test]
fn a_label_that_nobody_used_has_no_number() {
    let options = Options { labels: vec!["unused".into()], ..Options::default() };
    let reviews = ["ana", "ben"].map(|name| review(name, vec![("one", article(9, &[(1, 3, "person")]))]));
    let comparison = Comparison::new(reviews.to_vec(), &options);
    let unused = &comparison.pairs[0].by_label[label(&comparison, "unused")];
    assert_eq!(unused.exact.value(), Err(Undefined::NoMarks));
    assert_eq!(unused.cells.kappa(), Err(Undefined::OneValue));
    assert_eq!(unused.cells.char_f1(), Err(Undefined::NoMarks));
    let json = to_json(&comparison, None);
    assert!(json["pairs"][0]["by_label"]["unused"]["f1"].is_null());
    assert!(json["all"]["alpha_by_label"]["unused"].is_null());
}

#[test]
fn a_mark_made_twice_counts_once() {
    let comparison = compare(100, &[vec![(0, 4, "person"), (0, 4, "person")], vec![(0, 4, "person")]]);
    assert_eq!(comparison.pairs[0].exact_f1(), Ok(1.0));
    assert_eq!(comparison.marks_of(0), 1);
    let repeats = comparison.repeats();
    assert_eq!(repeats.len(), 1);
    assert_eq!(comparison.annotation(repeats[0].1).unwrap().as_str(), "m0000");
}

#[test]
fn marks_that_touch_do_not_overlap() {
    let pair = &compare(100, &[vec![(0, 5, "person")], vec![(5, 9, "person")]]).pairs[0];
    assert_eq!((pair.tally.only_a, pair.tally.only_b), (1, 1));
    assert_eq!(pair.lenient_f1(), Ok(0.0));
}

#[test]
fn pieces_count_as_the_characters_that_they_hold() {
    let marks = |at: &[(u32, u32)]| {
        let mut article = article(100, &[]);
        article.push(mark("m", "quote", at));
        article
    };
    let reviews = vec![
        review("ana", vec![("one", marks(&[(30, 40), (0, 10)]))]),
        review("ben", vec![("one", marks(&[(0, 10), (10, 20), (30, 35)]))]),
        review("cho", vec![("one", marks(&[(12, 28)]))]),
    ];
    let comparison = Comparison::new(reviews, &Options::default());
    // 15 shared of 20 and 25; the third lies in the first one's gap.
    let row = comparison.pairs[0].rows[0];
    assert_eq!(row.class, Class::BoundaryDiffers);
    assert!((row.iou - 0.5).abs() < 1e-15);
    assert_eq!(comparison.pairs[1].tally.only_a, 1);
    assert_eq!(comparison.pairs[2].tally.boundary_differs, 1);
}

#[test]
fn marks_with_nothing_in_them_or_past_the_end_are_named() {
    let mut article = ReviewedArticle::new("hash".into(), Chars(10), Status::Done);
    article.push(mark("past", "person", &[(8, 11)]));
    article.push(mark("empty", "person", &[(3, 3)]));
    article.push(mark("turned", "person", &[(5, 3)]));
    article.push(mark("right", "person", &[(8, 10)]));
    let named: Vec<_> = article.problems.iter().map(|(id, why)| (id.as_str(), *why)).collect();
    assert_eq!(named, [("past", Problem::Outside), ("empty", Problem::Blank), ("turned", Problem::Blank)]);
    assert_eq!(article.marks.len(), 1);
}

#[test]
fn blanks_at_the_ends_are_taken_off() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let trimmed =
        mark("m", "quote", &[(4, 10), (20, 23), (30, 33)]).trimmed(&words(&[" été  ", "   ", "no"]));
    // The second piece is all blanks; the third has other words than it says, so it stays.
    assert_eq!(trimmed.at, [(Chars(5), Chars(8)), (Chars(30), Chars(33))]);
}

#[test]
fn an_article_is_compared_for_those_who_are_done_with_it() {
    let with = |status, hash: &str| {
        let mut article = article(50, &[(0, 5, "person")]);
        article.status = status;
        article.sha256 = hash.into();
        article
    };
    let stale = || ReviewedArticle { placed: false, ..with(Status::Done, "x") };
    let reviews: Vec<Arc<Reviewed>> = vec![
        review(
            "ana",
            vec![
                ("all", with(Status::Done, "x")),
                ("few", with(Status::Done, "x")),
                ("two", with(Status::Done, "x")),
            ],
        ),
        review(
            "ben",
            vec![
                ("all", with(Status::Done, "x")),
                ("few", with(Status::InProgress, "x")),
                ("two", with(Status::Done, "y")),
            ],
        ),
        review(
            "cho",
            vec![("all", stale()), ("few", with(Status::NotStarted, "x")), ("two", with(Status::Done, "x"))],
        ),
        review("dan", vec![("two", with(Status::Done, "y"))]),
    ];
    let comparison = Comparison::new(reviews, &Options::default());
    let scopes: Vec<_> =
        comparison.articles.iter().map(|a| (a.key.clone(), a.done.clone(), a.left_out.clone())).collect();
    assert_eq!(
        scopes,
        [
            (key("all"), vec![0, 1], vec![(2, WhyNot::Stale), (3, WhyNot::Unknown)]),
            (
                key("few"),
                vec![],
                vec![
                    (0, WhyNot::Alone),
                    (1, WhyNot::InProgress),
                    (2, WhyNot::NotStarted),
                    (3, WhyNot::Unknown)
                ]
            ),
            (key("two"), vec![0, 2], vec![(1, WhyNot::OtherText), (3, WhyNot::OtherText)]),
            (key("two"), vec![1, 3], vec![(0, WhyNot::OtherText), (2, WhyNot::OtherText)]),
        ]
    );
    let line = comparison.articles[1].why_not(&comparison.reviewers).unwrap();
    assert_eq!(
        line,
        "ana: done, but nobody else is; ben: in progress; cho: not started; dan: not in the review"
    );
    // Each pair counts only what both are done with, in the same version.
    let shared = |a, b| comparison.pair(a, b).unwrap().tally.identical;
    assert_eq!((shared(0, 1), shared(0, 2), shared(1, 3), shared(0, 3)), (1, 1, 1, 0));
    assert_eq!(comparison.pair(3, 0).unwrap().exact_f1(), Err(Undefined::NothingShared));
    // Two reviewers on each text, so Fleiss is defined.
    assert!(comparison.layers.label_sets.fleiss().is_ok());
}

#[test]
fn fleiss_needs_the_same_number_of_reviewers_on_every_article() {
    let one = || article(50, &[(0, 5, "person")]);
    let reviews = vec![
        review("ana", vec![("a", one()), ("b", one())]),
        review("ben", vec![("a", one()), ("b", one())]),
        review("cho", vec![("a", one())]),
    ];
    let layers = Comparison::new(reviews, &Options::default()).layers;
    assert_eq!(layers.label_sets.fleiss(), Err(Undefined::UnequalReviewers));
    assert_eq!(layers.label_sets.alpha(), Ok(1.0));
    assert_eq!(layers.label_sets.percent(), Ok(1.0));
}

#[test]
fn one_reviewer_alone_is_no_comparison() {
    let comparison =
        Comparison::new(vec![review("ana", vec![("a", article(9, &[(1, 2, "x")]))])], &Options::default());
    assert!(comparison.pairs.is_empty());
    assert_eq!(comparison.mean_exact_f1(None), Err(Undefined::OneReviewer));
    assert_eq!(comparison.layers.any.alpha(), Err(Undefined::OneReviewer));
    assert_eq!(Nominal::default().fleiss(), Err(Undefined::OneReviewer));
}

#[test]
fn accepted_suggestions_can_be_left_out() {
    let with_suggestion = || {
        let mut article = article(50, &[(0, 5, "person")]);
        let mut suggested = mark("s", "person", &[(10, 15)]);
        suggested.origin = Origin::Suggested("names".into());
        article.push(suggested);
        article
    };
    let reviews = ["ana", "ben"].map(|name| review(name, vec![("a", with_suggestion())])).to_vec();
    let count = |without_suggested| {
        let options = Options { without_suggested, ..Options::default() };
        Comparison::new(reviews.clone(), &options).pairs[0].tally.identical
    };
    assert_eq!((count(false), count(true)), (2, 1));
}

#[test]
fn overlapping_marks_have_no_unit_measures_but_their_labels_may() {
    let comparison = compare(50, &[vec![(0, 9, "quote"), (2, 4, "person")], vec![(0, 9, "quote")]]);
    let overlapping = Err(Undefined::Overlapping("r0".into()));
    use parallax::agreement::Layer;
    assert_eq!(comparison.u_alpha(0, Layer::Labels), overlapping);
    assert_eq!(comparison.u_alpha(0, Layer::Any), overlapping);
    assert_eq!(comparison.u_alpha(0, Layer::Label(label(&comparison, "quote"))), Ok(1.0));
    assert!(comparison.alpha_u(0).is_ok());
    let twice = compare(50, &[vec![(0, 9, "quote"), (2, 4, "quote")], vec![(0, 9, "quote")]]);
    assert_eq!(twice.alpha_u(0), overlapping);
}

#[test]
fn a_range_needs_five_articles_that_differ() {
    let names = ["a", "b", "c", "d", "e"];
    let reviews = |count: usize, differ: bool| {
        let of = |name: &str, last: Span| {
            let articles = names[..count].iter().map(|id| (*id, article(90, &[(0, 5, "person"), last])));
            review(name, articles.collect())
        };
        let other = if differ { (20, 25, "person") } else { (10, 15, "person") };
        vec![of("ana", (10, 15, "person")), of("ben", other)]
    };
    let interval =
        |count, differ| Comparison::new(reviews(count, differ), &Options::default()).interval(None);
    assert_eq!(interval(4, true), Err(Undefined::FewArticles(4)));
    assert_eq!(interval(5, false), Err(Undefined::AllIdentical(5)));
    let range = interval(5, true).unwrap();
    assert!((range.low - 0.5).abs() < 1e-12 && (range.high - 0.5).abs() < 1e-12, "every article is alike");
}

#[test]
fn a_range_is_that_of_the_jackknife_on_log_odds() {
    // Identical marks per article of 10 each: 9, 8, 7, 9, 5.
    let of = |name: &str, shift: u32| {
        let articles = ["a", "b", "c", "d", "e"].into_iter().zip([9, 8, 7, 9, 5u32]).map(|(id, same)| {
            let spans: Vec<Span> =
                (0..10).map(|i| (i * 20 + if i < same { 0 } else { shift }, i * 20 + 8, "x")).collect();
            (id, article(300, &spans))
        });
        review(name, articles.collect())
    };
    let comparison = Comparison::new(vec![of("ana", 0), of("ben", 2)], &Options::default());
    assert_eq!(comparison.mean_exact_f1(None), Ok(0.76));
    let range = comparison.interval(None).unwrap();
    // Step by step: logits of 38/50 and of the five without one article, and qt(.975, 4).
    let logit = |p: f64| (p / (1.0 - p)).ln();
    let without: Vec<f64> = [9, 8, 7, 9, 5].iter().map(|same| logit(f64::from(38 - same) / 40.0)).collect();
    let mean = without.iter().sum::<f64>() / 5.0;
    let error = (0.8 * without.iter().map(|x| (x - mean).powi(2)).sum::<f64>()).sqrt();
    let end = |sign: f64| 1.0 / (1.0 + (-(logit(0.76) + sign * 2.7764451051977934 * error)).exp());
    assert!((range.low - end(-1.0)).abs() < 1e-9 && (range.high - end(1.0)).abs() < 1e-9);
    assert!(range.low < 0.76 && 0.76 < range.high);
    let of_pair = comparison.pairs[0].interval(None).unwrap();
    assert!((of_pair.low - range.low).abs() < 1e-12);
    let of_label = comparison.interval(Some(0)).unwrap();
    assert!((of_label.low - range.low).abs() < 1e-12);
}

#[test]
fn groups_of_three_say_who_has_what() {
    let comparison = compare(
        200,
        &[
            vec![
                (0, 9, "person"),
                (20, 29, "person"),
                (40, 49, "claim"),
                (60, 69, "claim"),
                (80, 89, "date"),
            ],
            vec![(0, 9, "person"), (20, 29, "person"), (40, 45, "claim"), (60, 69, "quote")],
            vec![(0, 9, "person"), (40, 49, "claim"), (62, 69, "claim"), (100, 109, "date")],
        ],
    );
    let groups = comparison.groups();
    let states: Vec<_> = groups.iter().map(|group| (group.state, group.marks.len(), group.of)).collect();
    assert_eq!(
        states,
        [
            (GroupState::Identical, 3, 3),
            (GroupState::Incomplete, 2, 3),
            (GroupState::BoundaryDiffers, 3, 3),
            (GroupState::LabelDiffersOverlap, 3, 3),
            (GroupState::Only, 1, 3),
            (GroupState::Only, 1, 3),
        ]
    );
    let candidates = comparison.candidates(&groups[2].marks);
    assert_eq!(candidates[0].by, [0, 2], "the one with more votes comes first");
    let votes = Comparison::votes(&groups);
    assert_eq!((votes[&(3, 3)], votes[&(2, 3)], votes[&(1, 3)]), (3, 1, 2));
}

#[test]
fn groups_of_two_are_the_rows_of_their_alignment() {
    let a = vec![(0, 10, "a"), (0, 4, "a"), (30, 40, "b"), (32, 50, "c")];
    let b = vec![(0, 10, "a"), (8, 12, "a"), (31, 41, "c"), (60, 61, "b")];
    let comparison = compare(100, &[a, b]);
    let mut rows: Vec<Vec<_>> =
        comparison.pairs[0].rows.iter().map(|row| row.a.into_iter().chain(row.b).collect()).collect();
    let mut groups: Vec<Vec<_>> = comparison.groups().into_iter().map(|group| group.marks).collect();
    rows.sort();
    groups.sort();
    assert_eq!(rows, groups);
}

#[test]
fn attributes_are_compared_on_marks_that_both_made() {
    let of = |name: &str, values: [Option<Value>; 4]| {
        let mut out = article(100, &[]);
        for (at, value) in (0u32..).zip(values) {
            let mut mark = mark(&format!("{name}{at}"), "claim", &[(at * 10, at * 10 + 5)]);
            mark.attributes = value.map(|value| ("status".to_owned(), value)).into_iter().collect();
            out.push(mark);
        }
        review(name, vec![("a", out)])
    };
    let several = |all: &[&str]| Some(Value::Several(all.iter().map(|one| (*one).to_owned()).collect()));
    let comparison = Comparison::new(
        vec![
            of("ana", [Some(Value::YesNo(true)), None, several(&["x", "y"]), None]),
            of("ben", [Some(Value::YesNo(false)), None, several(&["y", "x"]), Some(Value::YesNo(true))]),
        ],
        &Options::default(),
    );
    let attributes = comparison.attributes(&comparison.pairs[0]);
    assert_eq!(attributes.len(), 1);
    assert_eq!((attributes[0].equal, attributes[0].pairs()), (2, 4));
    assert_eq!(attributes[0].share(), Ok(0.5));
    assert_eq!(attributes[0].differing.len(), 2);
}
