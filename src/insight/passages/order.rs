//! The passages that two articles have in the same order, and what stands against what between them.

use super::Passage;
use crate::text::{Span, TextSize};

/// The passages that come in the same order in both articles, without those that cross them: of all
/// such chains one that covers the most of the first article. Echoes are left out. The first article's
/// side comes first.
pub fn in_order<'a>(passages: impl IntoIterator<Item = &'a Passage>) -> Vec<(Span, Span)> {
    let mut pairs: Vec<(Span, Span)> =
        passages.into_iter().filter(|passage| !passage.echo).map(|passage| (passage.a, passage.b)).collect();
    pairs.sort_unstable();
    let mut ends: Vec<TextSize> = pairs.iter().map(|(_, b)| b.end()).collect();
    ends.sort_unstable();
    ends.dedup();
    let rank = |place: TextSize| ends.partition_point(|end| *end <= place);
    let mut by_end: Vec<usize> = (0..pairs.len()).collect();
    by_end.sort_by_key(|at| pairs.get(*at).map(|(a, _)| a.end()));
    let mut best = Best::new(ends.len());
    let mut chains: Vec<Chain> = Vec::with_capacity(pairs.len());
    let mut closed = 0;
    for (a, b) in &pairs {
        // What has ended in the first article by now can come before this one.
        while let Some(at) = by_end.get(closed).copied()
            && let Some((_, other)) = pairs.get(at).filter(|(before, _)| before.end() <= a.start())
            && let Some(chain) = chains.get(at)
        {
            best.put(rank(other.end()), (chain.weight, at));
            closed += 1;
        }
        let before = best.up_to(rank(b.start()));
        let weight = u64::from(a.len().to_u32()) + before.map_or(0, |(weight, _)| weight);
        chains.push(Chain { weight, before: before.map(|(_, at)| at) });
    }
    let mut at =
        (0..chains.len()).max_by_key(|at| (chains.get(*at).map(|c| c.weight), std::cmp::Reverse(*at)));
    let mut out = Vec::new();
    while let Some(here) = at {
        out.extend(pairs.get(here).copied());
        at = chains.get(here).and_then(|chain| chain.before);
    }
    out.reverse();
    out
}

/// The best chain that ends with a pair.
struct Chain {
    weight: u64,
    before: Option<usize>,
}

/// The heaviest chain among those that end no later than a rank: a Fenwick tree of maxima.
struct Best(Vec<Option<(u64, usize)>>);

impl Best {
    fn new(ranks: usize) -> Self {
        Self(vec![None; ranks + 1])
    }

    fn put(&mut self, mut rank: usize, value: (u64, usize)) {
        while rank > 0
            && let Some(slot) = self.0.get_mut(rank)
        {
            *slot = (*slot).max(Some(value));
            rank += rank & rank.wrapping_neg();
        }
    }

    fn up_to(&self, mut rank: usize) -> Option<(u64, usize)> {
        let mut best = None;
        while rank > 0 {
            best = best.max(self.0.get(rank).copied().flatten());
            rank &= rank - 1;
        }
        best
    }
}

/// What stands in the second article against a place of the first: inside passages and between them
/// in proportion, from the first place to the last. Places are offsets in bytes, with parts of a byte;
/// the result never runs backwards.
///
/// `chain` is what [`in_order`] gives; `lengths` are those of the two texts.
pub fn counterpart(chain: &[(Span, Span)], lengths: (TextSize, TextSize), place: f64) -> f64 {
    let number = |size: TextSize| f64::from(size.to_u32());
    let (all_a, all_b) = (number(lengths.0), number(lengths.1));
    let place = place.clamp(0.0, all_a);
    let next = chain.partition_point(|(a, _)| number(a.start()) <= place);
    let before = next.checked_sub(1).and_then(|at| chain.get(at));
    let (from, to) = match before {
        Some((a, b)) if place < number(a.end()) => {
            ((number(a.start()), number(b.start())), (number(a.end()), number(b.end())))
        }
        _ => {
            let from = before.map_or((0.0, 0.0), |(a, b)| (number(a.end()), number(b.end())));
            let to = chain.get(next).map_or((all_a, all_b), |(a, b)| (number(a.start()), number(b.start())));
            (from, to)
        }
    };
    let part = if to.0 > from.0 { (place - from.0) / (to.0 - from.0) } else { 0.0 };
    from.1 + (to.1 - from.1) * part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::passages::PassageKind;
    use proptest::prelude::*;

    fn passage(a: (usize, usize), b: (usize, usize)) -> Passage {
        Passage {
            a: Span::of(a.0, a.1).unwrap(),
            b: Span::of(b.0, b.1).unwrap(),
            kind: PassageKind::Verbatim,
            score: 10.0,
            similarity: 1.0,
            echo: false,
            columns: Vec::new(),
            changes: Vec::new(),
        }
    }

    fn starts(passages: &[Passage]) -> Vec<(u32, u32)> {
        in_order(passages).iter().map(|(a, b)| (a.start().to_u32(), b.start().to_u32())).collect()
    }

    #[test]
    fn what_crosses_the_others_is_left_out() {
        let all = [
            passage((0, 10), (50, 60)),
            passage((20, 30), (0, 10)),
            passage((40, 50), (20, 30)),
            passage((60, 70), (35, 45)),
        ];
        assert_eq!(starts(&all), [(20, 0), (40, 20), (60, 35)]);
    }

    #[test]
    fn one_long_passage_outweighs_two_short_ones_that_cross_it() {
        let all = [passage((0, 100), (50, 150)), passage((110, 120), (0, 10)), passage((130, 140), (20, 30))];
        assert_eq!(starts(&all), [(0, 50)]);
        let echo = Passage { echo: true, ..passage((0, 100), (0, 100)) };
        assert_eq!(starts(&[echo]), []);
    }

    #[test]
    fn places_between_passages_are_in_proportion() {
        let chain = [(Span::of(10, 20).unwrap(), Span::of(100, 140).unwrap())];
        let lengths = (TextSize::new(30), TextSize::new(240));
        let at = |place: f64| counterpart(&chain, lengths, place);
        assert_eq!(
            [at(0.0), at(5.0), at(10.0), at(15.0), at(20.0), at(25.0)],
            [0.0, 50.0, 100.0, 120.0, 140.0, 190.0]
        );
        assert_eq!((at(30.0), at(99.0), at(-1.0)), (240.0, 240.0, 0.0));
        assert_eq!(counterpart(&[], lengths, 15.0), 120.0);
    }

    fn any_passages() -> impl Strategy<Value = Vec<Passage>> {
        let side = || (0_usize..200, 1_usize..40).prop_map(|(start, len)| (start, start + len));
        prop::collection::vec((side(), side()).prop_map(|(a, b)| passage(a, b)), 0..9)
    }

    proptest! {
        #[test]
        fn a_chain_never_crosses_itself_and_none_is_heavier(all in any_passages()) {
            let chain = in_order(&all);
            for pair in chain.windows(2) {
                prop_assert!(pair[0].0.end() <= pair[1].0.start() && pair[0].1.end() <= pair[1].1.start());
            }
            let weight = |chain: &[(Span, Span)]| chain.iter().map(|(a, _)| a.len().to_u32()).sum::<u32>();
            let heaviest = (0_u32..1 << all.len())
                .map(|set| {
                    let mut some: Vec<(Span, Span)> = all
                        .iter()
                        .enumerate()
                        .filter(|(at, _)| set >> at & 1 == 1)
                        .map(|(_, p)| (p.a, p.b))
                        .collect();
                    some.sort_unstable();
                    let fits = some
                        .windows(2)
                        .all(|w| w[0].0.end() <= w[1].0.start() && w[0].1.end() <= w[1].1.start());
                    if fits { weight(&some) } else { 0 }
                })
                .max();
            prop_assert_eq!(Some(weight(&chain)), heaviest);
        }

        #[test]
        fn there_and_back_is_where_one_was(all in any_passages(), place in 0.0_f64..260.0) {
            let chain = in_order(&all);
            let back: Vec<(Span, Span)> = chain.iter().map(|(a, b)| (*b, *a)).collect();
            let lengths = (TextSize::new(260), TextSize::new(260));
            let there = counterpart(&chain, lengths, place);
            prop_assert!((0.0..=260.0).contains(&there));
            prop_assert!(counterpart(&chain, lengths, place + 1.0) >= there);
            let again = counterpart(&chain, lengths, counterpart(&back, lengths, there));
            prop_assert!((again - there).abs() < 1e-6, "{there} and {again}");
        }
    }
}
