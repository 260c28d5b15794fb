//! Where to align in articles that are too large to align everywhere.
//!
//! Short runs that both articles have and that are rare in each are seeds. Seeds that lie near one
//! diagonal, one after the other, are a chain, and a band around a chain is where an alignment is
//! worth its time.

use std::collections::HashMap;
use std::ops::Range;

use super::local::Region;
use super::words::{Form, Pair, Words};

/// Words of a run.
const RUN: usize = 4;
/// A run that is in an article more often than this is no seed.
const MOST_RUNS: usize = 8;
/// The same for two neighbouring words that say something.
const MOST_TWOS: usize = 4;
/// Words between two that say something, and that count as neighbours.
const TWO_GAP: usize = 3;
/// Words between two seeds of one chain.
const CHAIN_GAP: usize = 24;
/// Diagonals between two seeds of one chain.
const CHAIN_DRIFT: usize = 12;
/// Half the width of a band, and what is added to its ends.
const BAND: usize = 32;
/// Words of one band; 13 MB of memory. A longer chain is cut.
const LONGEST: usize = 50_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seed {
    a: usize,
    b: usize,
    run: bool,
}

struct Chain {
    seeds: Vec<Seed>,
    block_b: usize,
}

/// The bands in which passages may lie.
pub(super) fn regions(pair: &Pair) -> Vec<Region> {
    let mut seeds = shared(&runs(pair, &pair.a), &runs(pair, &pair.b), MOST_RUNS, true);
    seeds.extend(shared(&twos(pair, &pair.a), &twos(pair, &pair.b), MOST_TWOS, false));
    seeds.sort_unstable();
    let mut out = Vec::new();
    for block_a in &pair.a.blocks {
        let from = seeds.partition_point(|seed| seed.a < block_a.start);
        let to = seeds.partition_point(|seed| seed.a < block_a.end);
        for chain in chains(&pair.b, seeds.get(from..to).unwrap_or_default()) {
            if let Some(block_b) = pair.b.blocks.get(chain.block_b) {
                out.extend(bands(&chain.seeds, block_a, block_b));
            }
        }
    }
    out
}

type Places<K> = HashMap<K, Vec<usize>>;

fn runs(pair: &Pair, words: &Words) -> Places<[Form; RUN]> {
    let mut out: Places<[Form; RUN]> = HashMap::new();
    for block in &words.blocks {
        let inside = words.words.get(block.clone()).unwrap_or_default();
        for (at, run) in (block.start..).zip(inside.windows(RUN)) {
            let mut forms = [0; RUN];
            for (form, word) in forms.iter_mut().zip(run) {
                *form = word.form;
            }
            if forms.iter().filter(|form| pair.is_content(**form)).count() >= 2 {
                out.entry(forms).or_default().push(at);
            }
        }
    }
    out
}

fn twos(pair: &Pair, words: &Words) -> Places<[Form; 2]> {
    let mut out: Places<[Form; 2]> = HashMap::new();
    for block in &words.blocks {
        let mut before: Option<(usize, Form)> = None;
        for (at, word) in (block.start..).zip(words.words.get(block.clone()).unwrap_or_default()) {
            if !pair.is_content(word.form) {
                continue;
            }
            if let Some((first, form)) = before.filter(|(first, _)| at - first <= TWO_GAP + 1) {
                out.entry([form, word.form]).or_default().push(first);
            }
            before = Some((at, word.form));
        }
    }
    out
}

fn shared<K: std::hash::Hash + Eq>(a: &Places<K>, b: &Places<K>, most: usize, run: bool) -> Vec<Seed> {
    let mut out = Vec::new();
    for (key, places_a) in a {
        let Some(places_b) = b.get(key) else { continue };
        if places_a.len() <= most && places_b.len() <= most {
            out.extend(
                places_a.iter().flat_map(|a| places_b.iter().map(move |b| Seed { a: *a, b: *b, run })),
            );
        }
    }
    out
}

/// Chains among the seeds of one paragraph, given in order.
fn chains(b: &Words, seeds: &[Seed]) -> Vec<Chain> {
    let mut done: Vec<Chain> = Vec::new();
    let mut open: Vec<Chain> = Vec::new();
    for seed in seeds {
        let Some(block_b) = b.block_of(seed.b) else { continue };
        let (still, closed): (Vec<Chain>, Vec<Chain>) = open
            .into_iter()
            .partition(|chain| chain.seeds.last().is_some_and(|last| seed.a <= last.a + CHAIN_GAP));
        done.extend(closed);
        open = still;
        let fits = |chain: &&mut Chain| {
            chain.block_b == block_b
                && chain.seeds.last().is_some_and(|last| {
                    last.b <= seed.b
                        && seed.b <= last.b + CHAIN_GAP
                        && (seed.a - last.a).abs_diff(seed.b - last.b) <= CHAIN_DRIFT
                })
        };
        match open.iter_mut().find(fits) {
            Some(chain) => chain.seeds.push(*seed),
            None => open.push(Chain { seeds: vec![*seed], block_b }),
        }
    }
    done.extend(open);
    done.retain(|chain| {
        let places = chain.seeds.iter().map(|seed| seed.a).collect::<std::collections::BTreeSet<_>>().len();
        places >= 2 || chain.seeds.iter().any(|seed| seed.run)
    });
    done.sort_by_key(|chain| chain.seeds.first().copied());
    done
}

/// Bands around a chain: one, or several where it is very long.
fn bands(seeds: &[Seed], block_a: &Range<usize>, block_b: &Range<usize>) -> Vec<Region> {
    let (Some(first), Some(last)) = (seeds.first(), seeds.last()) else { return Vec::new() };
    let start = first.a.saturating_sub(BAND).max(block_a.start);
    let end = (last.a + RUN + BAND).min(block_a.end);
    (start..end)
        .step_by(LONGEST)
        .map(|from| {
            let mut next = seeds.iter().peekable();
            let mut near = first;
            let columns = (from..end.min(from + LONGEST)).map(move |row| {
                while let Some(seed) = next.next_if(|seed| seed.a <= row) {
                    near = seed;
                }
                let middle = (row + near.b).saturating_sub(near.a);
                let low = middle.saturating_sub(BAND).max(block_b.start).min(block_b.end);
                low..(middle + BAND + 1).clamp(low, block_b.end)
            });
            Region::new(from, columns)
        })
        .collect()
}
