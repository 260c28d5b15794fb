//! Two printings of the same words as one alignment, also where words were cut out of the middle.

use std::ops::Range;

use crate::insight::passages::local::{Hit, Region, Step, hits};
use crate::insight::passages::words::Pair;

/// Points of a part beside the best one, in tenths: fewer are chance.
const LEAST_PART: i32 = 40;
/// Parts that are looked for.
const PARTS: usize = 6;

/// The best alignment of two stretches with the parts before and after it that keep its order. What
/// lies between two parts stands alone on its side. `None` where nothing reaches `least` tenths.
pub(super) fn chain(pair: &Pair, a: Range<usize>, b: Range<usize>, least: i32) -> Option<Vec<Step>> {
    let mut found = hits(pair, &Region::whole(a, b), least, PARTS).into_iter();
    let mut kept: Vec<Placed> = Placed::new(found.next()?).into_iter().collect();
    for part in found.filter(|hit| hit.points >= LEAST_PART).filter_map(Placed::new) {
        let at = kept.partition_point(|other| other.a.end <= part.a.start);
        let after = at.checked_sub(1).and_then(|at| kept.get(at)).is_none_or(|p| p.is_before(&part));
        let before = kept.get(at).is_none_or(|next| part.is_before(next));
        if after && before {
            kept.insert(at, part);
        }
    }
    let mut out: Vec<Step> = Vec::new();
    let mut end: Option<(usize, usize)> = None;
    for part in kept {
        if let Some((a, b)) = end {
            out.extend((a..part.a.start).map(|a| Step { a: Some(a), b: None }));
            out.extend((b..part.b.start).map(|b| Step { a: None, b: Some(b) }));
        }
        end = Some((part.a.end, part.b.end));
        out.extend(part.steps);
    }
    Some(out)
}

/// An alignment with the words that it covers on both sides.
struct Placed {
    steps: Vec<Step>,
    a: Range<usize>,
    b: Range<usize>,
}

impl Placed {
    fn new(hit: Hit) -> Option<Self> {
        let range = |side: fn(&Step) -> Option<usize>| -> Option<Range<usize>> {
            let first = hit.steps.iter().find_map(side)?;
            Some(first..hit.steps.iter().rev().find_map(side)? + 1)
        };
        let (a, b) = (range(|step| step.a)?, range(|step| step.b)?);
        Some(Self { steps: hit.steps, a, b })
    }

    fn is_before(&self, other: &Self) -> bool {
        self.a.end <= other.a.start && self.b.end <= other.b.start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cut_out_of_the_middle_stand_alone() {
        let a = "We carried my mother down those stairs in the dark, with the water at our knees, and we were told \
                 it would be the last time";
        let b =
            "We carried my mother down those stairs in the dark, and we were told it would be the last time";
        let pair = Pair::new(a, b);
        let steps = chain(&pair, 0..pair.a.words.len(), 0..pair.b.words.len(), 20).unwrap();
        let alone: Vec<&str> = steps
            .iter()
            .filter(|step| step.b.is_none())
            .filter_map(|step| pair.a.words[step.a?].span.slice(a))
            .collect();
        assert_eq!(alone.join(" "), "with the water at our knees");
        assert_eq!(steps.iter().filter(|step| step.b.is_some()).count(), pair.b.words.len());
    }
}
