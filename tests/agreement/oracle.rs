//! Every measure worked out the long way, character by character and pairing by pairing, on small
//! reviews made at random: dense, nested, in pieces, empty.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use parallax::agreement::gamma::{Alignment, Continuum, Dissimilarity, GammaUnit};
use parallax::agreement::{
    Class, ClusterScores, Comparison, Layer, Measure, Options, Reviewed, Unit, alpha_u,
};
use proptest::prelude::*;

use crate::support::{article, mark, near, review};

const CHARS: u32 = 24;

/// A mark: its pieces and its label.
type Small = (Vec<(u32, u32)>, usize);

const LABELS: [&str; 3] = ["claim", "person", "quote"];

pub fn marks() -> impl Strategy<Value = Vec<Small>> {
    let piece = (0..CHARS - 1, 1..9u32).prop_map(|(start, length)| (start, (start + length).min(CHARS)));
    let pieces = prop_oneof![4 => proptest::collection::vec(piece.clone(), 1), 1 => proptest::collection::vec(piece, 2)];
    proptest::collection::vec((pieces.prop_map(joined), 0..LABELS.len()), 0..6)
}

fn joined(mut pieces: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    pieces.sort_unstable();
    let mut out: Vec<(u32, u32)> = Vec::new();
    for (start, end) in pieces {
        match out.last_mut() {
            Some(last) if last.1 >= start => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}

/// A review of articles with these marks.
pub fn small(name: &str, articles: &[Vec<Small>]) -> Arc<Reviewed> {
    let of = |(at, marks): (usize, &Vec<Small>)| {
        let mut out = article(CHARS, &[]);
        for (number, (pieces, label)) in marks.iter().enumerate() {
            out.push(mark(&format!("{name}-{at}-{number}"), LABELS[*label], pieces));
        }
        (["a0", "a1", "a2", "a3", "a4", "a5"][at], out)
    };
    review(name, articles.iter().enumerate().map(of).collect())
}

fn compare(reviewers: &[Vec<Vec<Small>>]) -> Comparison {
    let reviews =
        reviewers.iter().zip(["r0", "r1", "r2", "r3"]).map(|(articles, name)| small(name, articles));
    let labels = LABELS.iter().map(|label| (*label).into()).collect();
    Comparison::new(reviews.collect(), &Options { labels, ..Options::default() })
}

fn distinct(marks: &[Small]) -> Vec<Small> {
    marks.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect()
}

fn holds(mark: &Small, at: u32) -> bool {
    mark.0.iter().any(|(start, end)| (*start..*end).contains(&at))
}

fn iou(a: &Small, b: &Small) -> f64 {
    let count = |which: &dyn Fn(u32) -> bool| (0..CHARS).filter(|at| which(*at)).count() as f64;
    count(&|at| holds(a, at) && holds(b, at)) / count(&|at| holds(a, at) || holds(b, at))
}

/// The greatest `(pairs if they come first, sum)` over all one-to-one pairings.
fn best(a: &[Small], b: &[Small], pairs_first: bool, worth: &dyn Fn(&Small, &Small) -> f64) -> (usize, f64) {
    let Some((first, rest)) = a.split_first() else { return (0, 0.0) };
    let mut out = best(rest, b, pairs_first, worth);
    for (at, partner) in b.iter().enumerate() {
        let gain = worth(first, partner);
        if gain > 0.0 {
            let mut left = b.to_vec();
            left.remove(at);
            let (pairs, sum) = best(rest, &left, pairs_first, worth);
            let with = (pairs + usize::from(pairs_first), sum + gain);
            if with.0 > out.0 || (with.0 == out.0 && with.1 > out.1) {
                out = with;
            }
        }
    }
    out
}

/// Values of reviewers on characters: Krippendorff's alpha from its table of coincidences.
fn alpha(items: &[Vec<Vec<usize>>]) -> Option<f64> {
    let mut coincidences: BTreeMap<(&[usize], &[usize]), f64> = BTreeMap::new();
    for values in items.iter().filter(|values| values.len() > 1) {
        for (i, x) in values.iter().enumerate() {
            for (_, y) in values.iter().enumerate().filter(|(j, _)| *j != i) {
                *coincidences.entry((x, y)).or_default() += 1.0 / (values.len() - 1) as f64;
            }
        }
    }
    let mut totals: BTreeMap<&[usize], f64> = BTreeMap::new();
    coincidences.iter().for_each(|((x, _), n)| *totals.entry(x).or_default() += n);
    let n: f64 = totals.values().sum();
    let differing = |(x, y): &(&[usize], &[usize])| x != y;
    let observed: f64 = coincidences.iter().filter(|(pair, _)| differing(pair)).map(|(_, n)| n).sum();
    let expected: f64 = totals
        .iter()
        .flat_map(|(x, n_x)| totals.iter().filter(move |(y, _)| x != *y).map(move |(_, n_y)| n_x * n_y))
        .sum();
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * observed / expected)
}

fn fleiss(items: &[Vec<Vec<usize>>]) -> Option<f64> {
    let m = items.first()?.len();
    if m < 2 || items.iter().any(|values| values.len() != m) {
        return None;
    }
    let (mut agree, mut totals) = (0.0, BTreeMap::<&[usize], f64>::new());
    for values in items {
        for x in values {
            *totals.entry(x).or_default() += 1.0;
        }
        let same = values.iter().flat_map(|x| values.iter().filter(move |y| *y == x)).count() - m;
        agree += same as f64 / (m * (m - 1)) as f64;
    }
    let observed = agree / items.len() as f64;
    let chance: f64 = totals.values().map(|n| (n / (items.len() * m) as f64).powi(2)).sum();
    (totals.len() > 1).then(|| (observed - chance) / (1.0 - chance))
}

/// Sections of a line by one reviewer: start, end, whether it is a unit.
fn sections(units: &[Unit]) -> Vec<(f64, f64, bool)> {
    let mut out = Vec::new();
    let mut from = 0;
    for (start, end, _) in units {
        if from < *start {
            out.push((f64::from(from), f64::from(*start), false));
        }
        out.push((f64::from(*start), f64::from(*end), true));
        from = *end;
    }
    if from < CHARS {
        out.push((f64::from(from), f64::from(CHARS), false));
    }
    out
}

fn alpha_u_the_long_way(reviewers: &[Vec<Unit>]) -> (f64, f64) {
    let (m, l) = (reviewers.len() as f64, f64::from(CHARS));
    let lines: Vec<_> = reviewers.iter().map(|units| sections(units)).collect();
    let mut observed = 0.0;
    for (i, a) in lines.iter().enumerate() {
        for (j, b) in lines.iter().enumerate() {
            for (x, y) in a.iter().flat_map(|x| b.iter().map(move |y| (x, y))).filter(|_| i != j) {
                observed += match (x.2, y.2) {
                    (true, true) if x.0 < y.1 && y.0 < x.1 => (x.0 - y.0).powi(2) + (x.1 - y.1).powi(2),
                    (true, false) if y.0 <= x.0 && x.1 <= y.1 => (x.1 - x.0).powi(2),
                    (false, true) if x.0 <= y.0 && y.1 <= x.1 => (y.1 - y.0).powi(2),
                    _ => 0.0,
                };
            }
        }
    }
    let units: Vec<f64> = lines.iter().flatten().filter(|s| s.2).map(|s| s.1 - s.0).collect();
    let gaps: Vec<f64> = lines.iter().flatten().filter(|s| !s.2).map(|s| s.1 - s.0).collect();
    let mut sum = 0.0;
    for u in &units {
        sum += (units.len() as f64 - 1.0) * (2.0 * u.powi(3) - 3.0 * u * u + u) / 3.0;
        sum += u * u * gaps.iter().filter(|gap| *gap >= u).map(|gap| gap - u + 1.0).sum::<f64>();
    }
    let pairs = m * l * (m * l - 1.0) - units.iter().map(|u| u * (u - 1.0)).sum::<f64>();
    (observed / (m * (m - 1.0) * l * l), 2.0 / l * sum / pairs)
}

/// u-alpha from the shared lengths of all pairs of values, character by character.
fn u_alpha_the_long_way(reviewers: &[Vec<Unit>]) -> Option<f64> {
    let m = reviewers.len() as f64;
    let value = |units: &[Unit], at: u32| units.iter().find(|u| u.0 <= at && at < u.1).map_or(0, |u| u.2);
    let mut shared: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for at in 0..CHARS {
        for (i, a) in reviewers.iter().enumerate() {
            for (j, b) in reviewers.iter().enumerate() {
                if i != j {
                    *shared.entry((value(a, at), value(b, at))).or_default() += 1.0 / (m - 1.0);
                }
            }
        }
    }
    let mut lengths: BTreeMap<u32, f64> = BTreeMap::new();
    shared.iter().for_each(|((c, _), length)| *lengths.entry(*c).or_default() += length);
    let all: f64 = lengths.values().sum();
    let squares: f64 = reviewers.iter().flatten().map(|u| f64::from(u.1 - u.0).powi(2)).sum();
    let blank = lengths.get(&0).copied().unwrap_or(0.0);
    let (mut observed, mut expected) = (0.0, 0.0);
    for (c, length_c) in &lengths {
        for (k, length_k) in lengths.iter().filter(|(k, _)| *k != c) {
            observed += shared.get(&(*c, *k)).copied().unwrap_or(0.0);
            expected += all * length_c * length_k / (all * all - squares - blank);
        }
    }
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

fn units(marks: &[Small], which: impl Fn(usize) -> Option<u32>) -> Option<Vec<Unit>> {
    let mut units: Vec<Unit> = distinct(marks)
        .into_iter()
        .filter_map(|(pieces, label)| which(label).map(|value| (pieces, value)))
        .flat_map(|(pieces, value)| pieces.into_iter().map(move |(start, end)| (start, end, value)))
        .collect();
    units.sort_unstable();
    units.windows(2).all(|pair| pair[0].1 <= pair[1].0).then_some(units)
}

#[track_caller]
fn close(what: &str, got: &Measure, expected: Option<f64>) {
    near(what, got, expected, 1e-9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn pairs_of_reviewers(a in marks(), b in marks()) {
        let comparison = compare(&[vec![a.clone()], vec![b.clone()]]);
        let pair = &comparison.pairs[0];
        let (a, b) = (distinct(&a), distinct(&b));
        let all = (a.len() + b.len()) as f64;
        let f1 = |both: f64| (all > 0.0).then(|| 2.0 * both / all);

        let identical: Vec<&Small> = a.iter().filter(|mark| b.contains(mark)).collect();
        close("exact", &pair.exact_f1(), f1(identical.len() as f64));
        let same_label = |x: &Small, y: &Small| if x.1 == y.1 { iou(x, y) } else { 0.0 };
        close("soft", &pair.soft_f1(), f1(best(&a, &b, false, &same_label).1));
        let pairings = comparison.pairings(pair);
        let touch = |x: &Small, y: &Small| f64::from(u8::from(iou(x, y) > 0.0));
        close("type", &pairings.type_f1(), f1(best(&a, &b, false, &|x, y| if x.1 == y.1 { touch(x, y) } else { 0.0 }).1));
        close("any", &pairings.any_f1(), f1(best(&a, &b, false, &touch).1));
        let text = |x: &Small, y: &Small| f64::from(u8::from(x.0 == y.0));
        close("boundary", &pairings.boundary_f1(), f1(best(&a, &b, false, &text).1));
        let half = |x: &Small, y: &Small| f64::max(text(x, y), touch(x, y) / 2.0);
        close("partial", &pairings.partial_f1(), f1(best(&a, &b, false, &half).1));

        let rest = |side: &[Small]| side.iter().filter(|mark| !identical.contains(mark)).cloned().collect::<Vec<_>>();
        let (pairs, sum) = best(&rest(&a), &rest(&b), true, &same_label);
        let rows = |class| pair.rows_where(Some(class), None, None);
        prop_assert_eq!(rows(Class::Identical).count(), identical.len());
        prop_assert_eq!(rows(Class::BoundaryDiffers).count(), pairs);
        prop_assert!((rows(Class::BoundaryDiffers).map(|row| row.iou).sum::<f64>() - sum).abs() < 1e-9);
        close("lenient", &pair.lenient_f1(), f1((identical.len() + pairs) as f64));
        // The third step, on what the second left.
        let left = |side: &[Small], of: &dyn Fn(&parallax::agreement::Row) -> Option<parallax::agreement::MarkRef>| {
            let taken: Vec<Small> = pair
                .rows
                .iter()
                .filter(|row| row.class <= Class::BoundaryDiffers)
                .filter_map(|row| comparison.mark(of(row)?))
                .map(|mark| {
                    let label = LABELS.iter().position(|label| *label == mark.label.as_str()).unwrap();
                    (mark.at.iter().map(|(start, end)| (start.0, end.0)).collect(), label)
                })
                .collect();
            side.iter().filter(|mark| !taken.contains(mark)).cloned().collect::<Vec<_>>()
        };
        let (left_a, left_b) = (left(&a, &|row| row.a), left(&b, &|row| row.b));
        let (pairs, sum) = best(&left_a, &left_b, true, &iou);
        let third = || pair.rows.iter().filter(|row| {
            matches!(row.class, Class::LabelDiffersSameText | Class::LabelDiffersOverlap)
        });
        prop_assert_eq!(third().count(), pairs);
        prop_assert!((third().map(|row| row.iou).sum::<f64>() - sum).abs() < 1e-9);
        prop_assert_eq!(pair.tally.marks_a(), a.len() as u64);
        prop_assert_eq!(pair.tally.marks_b(), b.len() as u64);

        for (label, of) in pair.by_label.iter().enumerate() {
            let has = |side: &[Small], at: u32| side.iter().any(|mark| mark.1 == label && holds(mark, at));
            let count = |x: bool, y: bool| (0..CHARS).filter(|at| has(&a, *at) == x && has(&b, *at) == y).count() as u64;
            let cells = of.cells;
            prop_assert_eq!(
                (cells.n11, cells.n10, cells.n01, cells.n00),
                (count(true, true), count(true, false), count(false, true), count(false, false))
            );
            prop_assert_eq!(of.exact.a, a.iter().filter(|mark| mark.1 == label).count() as u64);
            prop_assert_eq!(of.exact.both, identical.iter().filter(|mark| mark.1 == label).count() as u64);
            prop_assert_eq!(pair.exact(Some(label), Some(0)), of.exact);
        }
    }

    #[test]
    fn characters_of_all_reviewers(
        first in proptest::collection::vec(marks(), 2..5),
        second in proptest::collection::vec(marks(), 2..5),
    ) {
        // The second article may be done by fewer.
        let reviewers: Vec<Vec<Vec<Small>>> = first
            .iter()
            .enumerate()
            .map(|(at, marks)| [Some(marks.clone()), second.get(at).cloned()].into_iter().flatten().collect())
            .collect();
        let comparison = compare(&reviewers);
        let by_article = [first.clone(), second[..second.len().min(first.len())].to_vec()];
        let items = |value: &dyn Fn(&[Small], u32) -> Vec<usize>| -> Vec<Vec<Vec<usize>>> {
            let on = |columns: &Vec<Vec<Small>>, at| columns.iter().map(|marks| value(marks, at)).collect();
            by_article.iter().flat_map(|columns| (0..CHARS).map(move |at| on(columns, at))).collect()
        };
        let set = |marks: &[Small], at: u32| -> Vec<usize> {
            let labels: BTreeSet<usize> = marks.iter().filter(|mark| holds(mark, at)).map(|mark| mark.1).collect();
            labels.into_iter().collect()
        };
        let layers = &comparison.layers;
        close("sets", &layers.label_sets.alpha(), alpha(&items(&set)));
        close("fleiss", &layers.label_sets.fleiss(), fleiss(&items(&set)));
        let any = |marks: &[Small], at: u32| vec![usize::from(!set(marks, at).is_empty())];
        close("any", &layers.any.alpha(), alpha(&items(&any)));
        for (label, nominal) in layers.by_label.iter().enumerate() {
            let has = |marks: &[Small], at: u32| vec![usize::from(set(marks, at).contains(&label))];
            close(LABELS[label], &nominal.alpha(), alpha(&items(&has)));
        }
    }

    #[test]
    fn units_of_all_reviewers(reviewers in proptest::collection::vec(marks(), 2..5)) {
        let articles: Vec<_> = reviewers.iter().map(|marks| vec![marks.clone()]).collect();
        let comparison = compare(&articles);
        let of = |which: &dyn Fn(usize) -> Option<u32>| -> Option<Vec<Vec<Unit>>> {
            reviewers.iter().map(|marks| units(marks, which)).collect()
        };
        let expected = of(&|label| Some(label as u32 + 1)).and_then(|units| u_alpha_the_long_way(&units));
        close("labels", &comparison.u_alpha(0, Layer::Labels), expected);
        close("any", &comparison.u_alpha(0, Layer::Any), of(&|_| Some(1)).and_then(|units| u_alpha_the_long_way(&units)));
        let mut sums = Some((0.0, 0.0));
        for label in 0..LABELS.len() {
            let layer = of(&|other| (other == label).then_some(1));
            close(LABELS[label], &comparison.u_alpha(0, Layer::Label(label)), layer.as_ref().and_then(|u| u_alpha_the_long_way(u)));
            let long = layer.as_ref().map(|units| alpha_u_the_long_way(units));
            if let (Some(units), Some((observed, expected))) = (&layer, long) {
                let got = alpha_u(units, CHARS).unwrap();
                prop_assert!((got.observed - observed).abs() < 1e-9 && (got.expected - expected).abs() < 1e-9);
            }
            sums = sums.zip(long).map(|(sum, part)| (sum.0 + part.0, sum.1 + part.1));
        }
        let expected = sums.filter(|(_, expected)| *expected > 0.0).map(|(observed, expected)| 1.0 - observed / expected);
        close("alpha-U", &comparison.alpha_u(0), expected);
    }

    #[test]
    fn clusters_of_two(cut_a in proptest::collection::vec(0..5usize, 9), cut_b in proptest::collection::vec(0..5usize, 9)) {
        // 4 stands for no cluster.
        let partition = |cut: &[usize]| -> Vec<Vec<u32>> {
            let of = |cluster| cut.iter().zip(0u32..).filter(move |(at, _)| **at == cluster).map(|(_, mention)| mention);
            (0..4).map(|cluster| of(cluster).collect::<Vec<_>>()).filter(|cluster| !cluster.is_empty()).collect()
        };
        let (a, b) = (partition(&cut_a), partition(&cut_b));
        let Ok(scores) = ClusterScores::new(&a, &b) else {
            prop_assert!(a.is_empty() && b.is_empty());
            return Ok(());
        };
        for (k, r, lea, muc, b_cubed) in [
            (&a, &b, scores.lea.recall, scores.muc.recall, scores.b_cubed.recall),
            (&b, &a, scores.lea.precision, scores.muc.precision, scores.b_cubed.precision),
        ] {
            prop_assert!((lea_the_long_way(k, r) - lea).abs() < 1e-12);
            prop_assert!((muc_the_long_way(k, r) - muc).abs() < 1e-12);
            prop_assert!((b_cubed_the_long_way(k, r) - b_cubed).abs() < 1e-12);
        }
        let similar = ceaf_the_long_way(&a, &b);
        prop_assert!((scores.ceaf_e.recall * a.len() as f64 - similar).abs() < 1e-12);
        prop_assert!((scores.ceaf_e.precision * b.len() as f64 - similar).abs() < 1e-12);
    }

    #[test]
    fn best_alignments(
        reviewers in proptest::collection::vec(proptest::collection::vec((0..20u32, 1..9u32, 0..2u32), 0..4), 2..5),
        alpha in prop_oneof![Just(1.0), Just(3.0), Just(0.0)],
        empty in prop_oneof![Just(1.0), Just(0.5)],
    ) {
        let unit = |(start, length, category): &(u32, u32, u32)| GammaUnit {
            start: f64::from(*start), end: f64::from(start + length), category: *category,
        };
        let continuum = Continuum::new(reviewers.iter().map(|units| units.iter().map(unit).collect()).collect());
        prop_assume!(!continuum.is_empty());
        let measure = Dissimilarity { alpha, empty, ..Dissimilarity::default() };
        let got = Alignment::best(&continuum, &measure, &mut || false).unwrap();
        prop_assert!(got.best);
        let expected = least_disorder(&continuum, &measure);
        prop_assert!((got.disorder - expected).abs() <= 1e-8, "{} {}", got.disorder, expected);
        let mut seen: Vec<(usize, usize)> = got
            .unitary
            .iter()
            .flat_map(|unitary| unitary.units.iter().enumerate().filter_map(|(r, unit)| unit.map(|unit| (r, unit))))
            .collect();
        seen.sort_unstable();
        let all = continuum.reviewers().iter().enumerate().flat_map(|(r, units)| (0..units.len()).map(move |u| (r, u)));
        prop_assert_eq!(seen, all.collect::<Vec<_>>());
    }
}

fn common(x: &[u32], y: &[u32]) -> usize {
    x.iter().filter(|mention| y.contains(mention)).count()
}

fn lea_the_long_way(k: &[Vec<u32>], r: &[Vec<u32>]) -> f64 {
    let links = |n: usize| (n * (n.max(1) - 1)) as f64 / 2.0;
    let resolved = |key: &Vec<u32>| {
        if key.len() == 1 {
            return f64::from(u8::from(r.contains(key)));
        }
        r.iter().map(|other| links(common(key, other))).sum::<f64>() / links(key.len())
    };
    let all: usize = k.iter().map(Vec::len).sum();
    if all == 0 {
        0.0
    } else {
        k.iter().map(|key| key.len() as f64 * resolved(key)).sum::<f64>() / all as f64
    }
}

fn muc_the_long_way(k: &[Vec<u32>], r: &[Vec<u32>]) -> f64 {
    let parts = |key: &Vec<u32>| {
        let alone = key.iter().filter(|mention| !r.iter().flatten().any(|other| other == *mention)).count();
        alone + r.iter().filter(|other| common(key, other) > 0).count()
    };
    let all: usize = k.iter().map(|key| key.len() - 1).sum();
    let kept: usize = k.iter().map(|key| key.len() - parts(key)).sum();
    if all == 0 { 0.0 } else { kept as f64 / all as f64 }
}

fn b_cubed_the_long_way(k: &[Vec<u32>], r: &[Vec<u32>]) -> f64 {
    let all: usize = k.iter().map(Vec::len).sum();
    let of = |key: &Vec<u32>| {
        r.iter().map(|other| common(key, other).pow(2) as f64 / key.len() as f64).sum::<f64>()
    };
    if all == 0 { 0.0 } else { k.iter().map(of).sum::<f64>() / all as f64 }
}

fn ceaf_the_long_way(k: &[Vec<u32>], r: &[Vec<u32>]) -> f64 {
    let Some((first, rest)) = k.split_first() else { return 0.0 };
    let mut out = ceaf_the_long_way(rest, r);
    for (at, other) in r.iter().enumerate() {
        let mut left = r.to_vec();
        left.remove(at);
        let alike = 2.0 * common(first, other) as f64 / (first.len() + other.len()) as f64;
        out = out.max(alike + ceaf_the_long_way(rest, &left));
    }
    out
}

/// Tries every way to put the first unit left together with units of other reviewers.
fn least_disorder(continuum: &Continuum, measure: &Dissimilarity) -> f64 {
    fn go(left: &[Vec<GammaUnit>], measure: &Dissimilarity) -> f64 {
        let Some(first) = left.iter().position(|units| !units.is_empty()) else { return 0.0 };
        let mut least = f64::INFINITY;
        let choices = left.iter().enumerate().map(|(r, units)| if r == first { 1 } else { units.len() + 1 });
        let choices: Vec<usize> = choices.collect();
        for mut number in 0..choices.iter().product::<usize>() {
            let mut next = left.to_vec();
            let mut taken = Vec::new();
            for (r, count) in choices.iter().enumerate() {
                let pick = number % count;
                number /= count;
                if r == first {
                    taken.push(next[r].remove(0));
                } else if pick > 0 {
                    taken.push(next[r].remove(pick - 1));
                }
            }
            let (m, k) = (left.len() as f64, taken.len() as f64);
            let pairs = m * (m - 1.0) / 2.0;
            let apart: f64 = (0..taken.len())
                .flat_map(|i| (i + 1..taken.len()).map(move |j| (i, j)))
                .map(|(i, j)| measure.between(&taken[i], &taken[j]))
                .sum();
            let cost = (apart + measure.empty * (pairs - k * (k - 1.0) / 2.0)) / pairs;
            if cost < least {
                least = least.min(cost + go(&next, measure));
            }
        }
        least
    }
    go(continuum.reviewers(), measure) / continuum.mean_units()
}
