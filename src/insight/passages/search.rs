//! Where to look for passages, in small and in large articles.

use std::collections::BTreeMap;
use std::ops::Range;

use super::local::{Hit, Region, hits};
use super::refine::{LEAST_POINTS, refine};
use super::words::{Form, Pair, Words};
use super::{Passage, seeds};
use crate::insight::watch::{report, step};
use crate::insight::{ArticleText, Cancelled, Watch};
use crate::text::Span;

/// Hits of one region.
const MOST_HITS: usize = 60;
/// Cells of one pair of paragraphs; 16 MB.
const REGION_CELLS: usize = 4_000_000;
/// Cells of all pairs of paragraphs that are aligned without looking for seeds first: about 50 ms.
const ALL_CELLS: usize = 12_000_000;

/// The passages that two articles share, best first, echoes among them.
///
/// Small articles are aligned everywhere. In large ones (12 million cells, two articles of 3,500
/// words without a paragraph between them) seeds say where to align; what has no four words in a
/// row and no two pairs of neighbouring words in common is then not found. Memory beside the result
/// stays under 16 MB and 100 bytes a word. The order of the articles changes nothing but the sides.
pub fn passages(a: &str, b: &str, watch: &mut Watch<'_>) -> Result<Vec<Passage>, Cancelled> {
    // Where two alignments are equally good, the choice must not hang on which article is named first.
    let turned = (b.len(), b) < (a.len(), a);
    let (first, second) = if turned { (b, a) } else { (a, b) };
    let pair = Pair::new(first, second);
    let found = search(&pair, watch)?;
    let refined = refine(&pair, found);
    let found = refined.iter().filter_map(|refined| Passage::new(first, second, &pair, refined));
    let mut out: Vec<Passage> =
        if turned { found.map(|passage| passage.flipped()).collect() } else { found.collect() };
    out.sort_by(|one, other| other.score.total_cmp(&one.score).then((one.a, one.b).cmp(&(other.a, other.b))));
    Ok(out)
}

/// Every paragraph against every paragraph where that is cheap enough, else bands around seeds.
fn search(pair: &Pair, watch: &mut Watch<'_>) -> Result<Vec<Hit>, Cancelled> {
    report(watch, 0, 1)?;
    let mut out = Vec::new();
    if let Some(paragraphs) = everywhere(pair) {
        for (done, (a, b)) in paragraphs.iter().enumerate() {
            report(watch, done, paragraphs.len())?;
            out.extend(hits(pair, &Region::whole(a.clone(), b.clone()), LEAST_POINTS, MOST_HITS));
        }
    } else {
        let bands = seeds::regions(pair);
        for (done, band) in bands.iter().enumerate() {
            report(watch, done, bands.len())?;
            out.extend(hits(pair, band, LEAST_POINTS, MOST_HITS));
        }
    }
    report(watch, 1, 1)?;
    Ok(out)
}

/// The pairs of paragraphs that can hold a passage; `None` where they are too large.
fn everywhere(pair: &Pair) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let profiles = |words: &Words| -> Vec<Profile> {
        words.blocks.iter().map(|block| Profile::new(pair, words, block.clone())).collect()
    };
    let (blocks_a, blocks_b) = (profiles(&pair.a), profiles(&pair.b));
    let mut out = Vec::new();
    let mut cells = 0;
    for (profile_a, block_a) in blocks_a.iter().zip(&pair.a.blocks) {
        for (profile_b, block_b) in blocks_b.iter().zip(&pair.b.blocks) {
            let size = block_a.len().saturating_mul(block_b.len());
            if size == 0 || profile_a.at_most(profile_b) < LEAST_POINTS {
                continue;
            }
            cells += size;
            if size > REGION_CELLS || cells > ALL_CELLS {
                return None;
            }
            out.push((block_a.clone(), block_b.clone()));
        }
    }
    Some(out)
}

/// How often each family of words stands in a paragraph.
struct Profile(Vec<(Form, i32, i32)>);

impl Profile {
    fn new(pair: &Pair, words: &Words, block: Range<usize>) -> Self {
        let mut counts: BTreeMap<Form, (i32, i32)> = BTreeMap::new();
        for word in words.words.get(block).unwrap_or_default() {
            let family = pair.family.get(word.form as usize).copied().unwrap_or(word.form);
            let points = pair.weights.get(word.form as usize).map_or(0, |weight| weight.points);
            let slot = counts.entry(family).or_insert((0, 0));
            slot.0 += 1;
            slot.1 = slot.1.max(points);
        }
        Self(counts.into_iter().map(|(form, (count, points))| (form, count, points)).collect())
    }

    /// No hit between the two paragraphs can have more points than this.
    fn at_most(&self, other: &Self) -> i32 {
        let mut sum = 0;
        let mut rest = other.0.as_slice();
        for (form, count, points) in &self.0 {
            while let Some(((first, ..), tail)) = rest.split_first()
                && first < form
            {
                rest = tail;
            }
            if let Some((same, others, more)) = rest.first()
                && same == form
            {
                sum += count.min(others) * points.max(more);
            }
        }
        sum
    }
}

/// A passage between two articles of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryPassage {
    /// Index of the first article.
    pub a: usize,
    /// Index of the second article, larger than the first's.
    pub b: usize,
    /// The passage.
    pub passage: Passage,
}

/// The passages of every pair of articles: by pair, then best first.
pub fn story_passages(
    articles: &[ArticleText<'_>],
    watch: &mut Watch<'_>,
) -> Result<Vec<StoryPassage>, Cancelled> {
    let pairs: Vec<(usize, usize)> =
        (0..articles.len()).flat_map(|a| (a + 1..articles.len()).map(move |b| (a, b))).collect();
    let mut out = Vec::new();
    for (done, (a, b)) in pairs.iter().copied().enumerate() {
        let (Some(first), Some(second)) = (articles.get(a), articles.get(b)) else { continue };
        let found = passages(first.text, second.text, &mut step(watch, done, pairs.len()))?;
        out.extend(found.into_iter().map(|passage| StoryPassage { a, b, passage }));
    }
    report(watch, 1, 1)?;
    Ok(out)
}

/// What several articles share: the members of passages that overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Index of the article and the stretch, in order; at least two.
    pub members: Vec<(usize, Span)>,
}

/// Joins the passages of a story, so that what three articles share is one thing. Echoes are left
/// out. Two passages are joined where their stretches in one article overlap by more than half of
/// the shorter.
pub fn ties(passages: &[StoryPassage]) -> Vec<Tie> {
    let ends: Vec<[(usize, Span); 2]> = passages
        .iter()
        .filter(|found| !found.passage.echo)
        .map(|found| [(found.a, found.passage.a), (found.b, found.passage.b)])
        .collect();
    let mut group: Vec<usize> = (0..ends.len()).collect();
    for (first, one) in ends.iter().enumerate() {
        for (second, other) in ends.iter().enumerate().skip(first + 1) {
            let meets = one.iter().any(|x| other.iter().any(|y| x.0 == y.0 && mostly_same(x.1, y.1)));
            if meets {
                let (from, to) = (root(&group, second), root(&group, first));
                if let Some(slot) = group.get_mut(from.max(to)) {
                    *slot = from.min(to);
                }
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<(usize, Span)>> = BTreeMap::new();
    for (number, ends) in ends.iter().enumerate() {
        members.entry(root(&group, number)).or_default().extend(ends);
    }
    members.into_values().map(|members| Tie { members: joined(members) }).collect()
}

fn root(group: &[usize], mut at: usize) -> usize {
    while let Some(up) = group.get(at).copied().filter(|up| *up != at) {
        at = up;
    }
    at
}

fn mostly_same(a: Span, b: Span) -> bool {
    let shorter = a.len().min(b.len()).to_usize();
    a.intersection(b).is_some_and(|both| both.len().to_usize() * 2 > shorter)
}

/// One member for stretches of one article that overlap.
fn joined(mut members: Vec<(usize, Span)>) -> Vec<(usize, Span)> {
    members.sort_unstable();
    let mut out: Vec<(usize, Span)> = Vec::new();
    for (article, span) in members {
        match out.last_mut() {
            Some((last, end)) if *last == article && end.overlaps(span) => *end = end.hull(span),
            _ => out.push((article, span)),
        }
    }
    out
}
