//! From raw hits to passages: split, cut, stretch, sift, and drop what better hits cover.

use std::ops::Range;

use super::local::{Hit, Step};
use super::words::{Lean, Pair, Word, Words};

/// A hit with less is no passage, in tenths: about four words that say something.
pub(super) const LEAST_POINTS: i32 = 60;
/// A stretch without a match that costs more parts a hit in two, in tenths.
const TEAR: i32 = 84;
/// So many words before a boundary are cut off an end.
const DANGLING: usize = 2;
/// So many words up to the end of a sentence are taken in although they differ.
const STRETCH: usize = 3;
/// Matched words that say something and belong to no name.
const LEAST_WORDS: usize = 3;
/// Share of a hit that better hits may cover.
const COVERED: f64 = 0.6;

/// What an end of an alignment is next to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// A sifted alignment.
#[derive(Clone, Debug)]
pub(super) struct Refined {
    pub points: i32,
    pub steps: Vec<Step>,
    /// The passage repeats words that a better passage already ties on one of the sides.
    pub echo: bool,
}

/// All that is left of the hits, best first.
pub(super) fn refine(pair: &Pair, hits: Vec<Hit>) -> Vec<Refined> {
    let mut parts: Vec<Hit> = Vec::new();
    for hit in hits {
        for part in tear(pair, hit.steps) {
            let steps = stretch(pair, cut(pair, part));
            let points = points(pair, &steps);
            if points >= LEAST_POINTS && says_something(pair, &steps) {
                parts.push(Hit { points, steps });
            }
        }
    }
    parts.sort_by_key(|part| (std::cmp::Reverse(part.points), bounds(&part.steps)));
    declump(pair, parts)
}

/// First and last word on both sides.
fn bounds(steps: &[Step]) -> (usize, usize, usize, usize) {
    let first = |side: fn(&Step) -> Option<usize>| steps.iter().find_map(side).unwrap_or(0);
    let last = |side: fn(&Step) -> Option<usize>| steps.iter().rev().find_map(side).unwrap_or(0);
    (first(|s| s.a), first(|s| s.b), last(|s| s.a), last(|s| s.b))
}

/// What a step brings, in tenths; `None` where nothing matches.
fn gain(pair: &Pair, step: &Step) -> Option<i32> {
    let a = pair.a.words.get(step.a?)?;
    let b = pair.b.words.get(step.b?)?;
    pair.points(a.form, b.form)
}

fn points(pair: &Pair, steps: &[Step]) -> i32 {
    steps.iter().map(|step| gain(pair, step).unwrap_or(-12)).sum()
}

/// Parts at long stretches without a match, where both sides can stand alone.
fn tear(pair: &Pair, steps: Vec<Step>) -> Vec<Vec<Step>> {
    let mut cost = 0;
    let mut from = 0;
    for (at, step) in steps.iter().enumerate() {
        if gain(pair, step).is_none() {
            cost += 12;
            continue;
        }
        if cost > TEAR {
            let (before, after) = (&steps[..from], &steps[at..]);
            if points(pair, before) >= LEAST_POINTS && points(pair, after) >= LEAST_POINTS {
                let mut parts = vec![before.to_vec()];
                parts.extend(tear(pair, after.to_vec()));
                return parts;
            }
        }
        cost = 0;
        from = at + 1;
    }
    vec![steps]
}

fn opens(words: &Words, at: Option<usize>) -> bool {
    at.and_then(|at| words.words.get(at)).is_some_and(|word| word.opens)
}

/// Cuts one or two words off an end where a sentence or quote mark parts them from the rest, unless
/// they are a whole sentence or quote on both sides.
fn cut(pair: &Pair, mut steps: Vec<Step>) -> Vec<Step> {
    let open = |step: &Step| opens(&pair.a, step.a) || opens(&pair.b, step.b);
    let (a, b, last_a, last_b) = bounds(&steps);
    let starts = opens(&pair.a, Some(a)) && opens(&pair.b, Some(b));
    let closes =
        |words: &Words, at: usize| opens(words, Some(at + 1)) || words.block_of(at) != words.block_of(at + 1);
    let ends = closes(&pair.a, last_a) && closes(&pair.b, last_b);
    if !starts && let Some(at) = (1..=DANGLING).rev().find(|at| steps.get(*at).is_some_and(open)) {
        steps.drain(..at);
    }
    let length = steps.len();
    if !ends
        && let Some(at) = (1..=DANGLING)
            .filter_map(|n| length.checked_sub(n))
            .rev()
            .find(|at| steps.get(*at).is_some_and(open))
    {
        steps.truncate(at);
    }
    let stays = |step: &Step, edge: Edge| gain(pair, step).is_some() && !dangles(pair, step, edge);
    let first = steps.iter().position(|step| stays(step, Edge::Start)).unwrap_or(steps.len());
    steps.drain(..first);
    let last = steps.iter().rposition(|step| stays(step, Edge::End)).map_or(0, |at| at + 1);
    steps.truncate(last);
    steps
}

/// Whether a shared word leans on what comes next (`and`, `of the`) or before (`and`), which is not
/// shared.
fn dangles(pair: &Pair, step: &Step, edge: Edge) -> bool {
    let Some((a, b)) = step.a.zip(step.b) else { return false };
    let lean = |words: &Words, at: usize| {
        words.words.get(at).and_then(|word| pair.weights.get(word.form as usize)).is_some_and(|weight| {
            match edge {
                Edge::Start => weight.leans == Lean::Both,
                Edge::End => weight.leans != Lean::None,
            }
        })
    };
    let free = |words: &Words, at: usize| match edge {
        Edge::Start => opens(words, Some(at)),
        Edge::End => opens(words, Some(at + 1)) || words.block_of(at) != words.block_of(at + 1),
    };
    lean(&pair.a, a) && !(free(&pair.a, a) && free(&pair.b, b))
}

/// Takes in a few differing words up to the end of the sentence on both sides: the number or the
/// name that two reports disagree on is often the first or the last word. Where one side has no
/// words left, those of the other are taken in if it prints them elsewhere in reach: `16 June` and
/// `June 16`.
fn stretch(pair: &Pair, mut steps: Vec<Step>) -> Vec<Step> {
    if steps.len() < 2 * STRETCH {
        return steps;
    }
    let (a, b, ..) = bounds(&steps);
    if let (Some(rest_a), Some(rest_b)) = (rest(&pair.a, a, Edge::Start), rest(&pair.b, b, Edge::Start)) {
        let (words_a, words_b) = (a - rest_a..a, b - rest_b..b);
        if is_wanted(pair, &steps, &words_a, &words_b) {
            let mut added = facing(pair, words_a, words_b, Edge::Start);
            added.append(&mut steps);
            steps = added;
        }
    }
    let (.., a, b) = bounds(&steps);
    if let (Some(rest_a), Some(rest_b)) = (rest(&pair.a, a, Edge::End), rest(&pair.b, b, Edge::End)) {
        let (words_a, words_b) = (a + 1..a + 1 + rest_a, b + 1..b + 1 + rest_b);
        if is_wanted(pair, &steps, &words_a, &words_b) {
            steps.extend(facing(pair, words_a, words_b, Edge::End));
        }
    }
    steps
}

/// Whether words beside an alignment belong to it.
fn is_wanted(pair: &Pair, steps: &[Step], a: &Range<usize>, b: &Range<usize>) -> bool {
    let form = |words: &Words, at: usize| words.words.get(at).map(|word| word.form);
    let alone = |step: &Step| match (step.a, step.b) {
        (Some(a), None) => form(&pair.a, a),
        (None, Some(b)) => form(&pair.b, b),
        _ => None,
    };
    match (a.len(), b.len()) {
        (0, 0) => false,
        (1, 0) => steps.iter().any(|step| step.a.is_none() && alone(step) == form(&pair.a, a.start)),
        (0, 1) => steps.iter().any(|step| step.b.is_none() && alone(step) == form(&pair.b, b.start)),
        (0, _) | (_, 0) => false,
        (a, b) => a.max(b) <= STRETCH,
    }
}

/// How many words lie between a word and the end of its sentence or quote; `None` where they are
/// too many to matter.
fn rest(words: &Words, at: usize, edge: Edge) -> Option<usize> {
    let block = words.block_of(at).and_then(|block| words.blocks.get(block))?;
    match edge {
        Edge::Start => (0..=STRETCH).find(|back| {
            let Some(word) = at.checked_sub(*back) else { return true };
            opens(words, Some(word)) || word == block.start
        }),
        Edge::End => (0..=STRETCH).find(|on| {
            let next = at + on + 1;
            next >= block.end || opens(words, Some(next))
        }),
    }
}

/// Sets two runs against each other: equal words at the far end, the others word by word from the
/// side of the match.
fn facing(pair: &Pair, a: Range<usize>, b: Range<usize>, edge: Edge) -> Vec<Step> {
    let equal = |a: usize, b: usize| {
        let forms = pair.a.words.get(a).zip(pair.b.words.get(b));
        forms.is_some_and(|(a, b)| a.form == b.form)
    };
    let both = |(a, b): (usize, usize)| Step { a: Some(a), b: Some(b) };
    let far: Vec<Step> = match edge {
        Edge::Start => a.clone().zip(b.clone()).take_while(|(a, b)| equal(*a, *b)).map(both).collect(),
        Edge::End => {
            let back = a.clone().rev().zip(b.clone().rev()).take_while(|(a, b)| equal(*a, *b));
            back.map(both).collect::<Vec<_>>().into_iter().rev().collect()
        }
    };
    let (a, b) = match edge {
        Edge::Start => (a.start + far.len()..a.end, b.start + far.len()..b.end),
        Edge::End => (a.start..a.end - far.len(), b.start..b.end - far.len()),
    };
    let length = a.len().max(b.len());
    let near = (0..length).map(|at| match edge {
        Edge::End => Step { a: a.clone().nth(at), b: b.clone().nth(at) },
        Edge::Start => {
            let back = length - 1 - at;
            Step { a: a.clone().rev().nth(back), b: b.clone().rev().nth(back) }
        }
    });
    match edge {
        Edge::Start => far.into_iter().chain(near).collect(),
        Edge::End => near.chain(far).collect(),
    }
}

/// Whether more is shared than names and stock phrases.
fn says_something(pair: &Pair, steps: &[Step]) -> bool {
    let matched = steps.iter().filter(|step| gain(pair, step).is_some()).count();
    if matched < 5 || matched * 2 < steps.len() {
        return false;
    }
    let telling = |word: &Word| {
        pair.weights.get(word.form as usize).is_some_and(|weight| weight.content && !weight.stock)
            && !word.name
    };
    let (mut count, mut without_names) = (0, 0);
    for step in steps {
        let words = step.a.zip(step.b).and_then(|(a, b)| Some((pair.a.words.get(a)?, pair.b.words.get(b)?)));
        let gain = gain(pair, step);
        let named = words.is_some_and(|(a, b)| a.name && b.name);
        without_names += if named && gain.is_some() { 0 } else { gain.unwrap_or(-12) };
        count += usize::from(gain.is_some() && words.is_some_and(|(a, b)| telling(a) && telling(b)));
    }
    count >= LEAST_WORDS && without_names >= LEAST_POINTS
}

/// Best first: drops what better hits cover on both sides, and notes as an echo what they cover on
/// one.
fn declump(pair: &Pair, parts: Vec<Hit>) -> Vec<Refined> {
    let mut taken_a = vec![false; pair.a.words.len()];
    let mut taken_b = vec![false; pair.b.words.len()];
    let mut out = Vec::new();
    for Hit { points, steps } in parts {
        let share = |taken: &[bool], side: fn(&Step) -> Option<usize>| {
            let all = steps.iter().filter_map(side).count();
            let covered = steps.iter().filter_map(side).filter(|at| taken.get(*at) == Some(&true)).count();
            covered as f64 > COVERED * all as f64
        };
        let (in_a, in_b) = (share(&taken_a, |s| s.a), share(&taken_b, |s| s.b));
        if in_a && in_b {
            continue;
        }
        let echo = in_a || in_b;
        if !echo {
            for step in &steps {
                for (at, taken) in [(step.a, &mut taken_a), (step.b, &mut taken_b)] {
                    if let Some(slot) = at.and_then(|at| taken.get_mut(at)) {
                        *slot = true;
                    }
                }
            }
        }
        out.push(Refined { points, steps, echo });
    }
    out
}
