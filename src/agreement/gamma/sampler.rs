//! Continua made by chance from one continuum.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::continuum::{Continuum, GammaUnit};

/// How a continuum is made by chance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sampler {
    /// New units whose number, gaps, lengths and categories are spread like those of the
    /// reviewers: normal distributions with their mean and deviation.
    #[default]
    Statistical,
    /// The units of reviewers drawn at random, each shifted round the text as a whole (Mathet,
    /// Widlöcher and Métivier 2015, 5.2).
    Shuffle,
}

impl Sampler {
    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Statistical => "statistical",
            Self::Shuffle => "shuffle",
        }
    }
}

/// A source of continua by chance. Each sample has its own stream of random numbers: sample 7 is
/// the same whether or not sample 6 was drawn before it.
#[derive(Clone, Debug)]
pub struct Chance<'a> {
    continuum: &'a Continuum,
    sampler: Sampler,
    seed: u64,
    units: Spread,
    gaps: Spread,
    lengths: Spread,
}

impl<'a> Chance<'a> {
    /// A source for a continuum with at least one unit.
    pub fn new(continuum: &'a Continuum, sampler: Sampler, seed: u64) -> Self {
        let lists = continuum.reviewers();
        // A gap of 0 comes first so that one unit alone has a mean gap.
        let between = lists.iter().flat_map(|units| units.windows(2).map(|pair| pair[1].start - pair[0].end));
        let before = lists
            .iter()
            .filter_map(|units| units.first())
            .map(|unit| unit.start)
            .filter(|start| *start > 0.0);
        Self {
            continuum,
            sampler,
            seed,
            units: Spread::of(lists.iter().map(|units| units.len() as f64)),
            gaps: Spread::of([0.0].into_iter().chain(between).chain(before)),
            lengths: Spread::of(lists.iter().flatten().map(GammaUnit::length)),
        }
    }

    /// Sample number `index`.
    pub fn sample(&self, index: u64) -> Continuum {
        let mut source = ChaCha8Rng::seed_from_u64(self.seed);
        source.set_stream(index);
        let mut random = Random { source, spare: None };
        match self.sampler {
            Sampler::Statistical => self.statistical(&mut random),
            Sampler::Shuffle => self.shuffle(&mut random),
        }
    }

    fn statistical(&self, random: &mut Random) -> Continuum {
        let all: Vec<&GammaUnit> = self.continuum.reviewers().iter().flatten().collect();
        let mut out: Vec<Vec<GammaUnit>> = Vec::new();
        for _ in self.continuum.reviewers() {
            let count = random.normal(self.units).trunc().abs();
            let count = if out.iter().all(Vec::is_empty) { count.max(1.0) } else { count };
            let mut last = 0.0;
            let mut units = Vec::new();
            for _ in 0..count as usize {
                let start = last + random.normal(self.gaps);
                let length = loop {
                    let length = random.normal(self.lengths).abs();
                    // A length that is all but nothing would make distances explode.
                    if length >= 1e-6 {
                        break length;
                    }
                };
                last = start + length;
                // A category as often as it is used: that of any unit.
                let category = all[random.below(all.len())].category;
                units.push(GammaUnit { start, end: last, category });
            }
            out.push(units);
        }
        Continuum::new(out)
    }

    fn shuffle(&self, random: &mut Random) -> Continuum {
        let lists = self.continuum.reviewers();
        let units = || lists.iter().flatten();
        let low = units().map(|unit| unit.start).fold(f64::INFINITY, f64::min);
        let high = units().map(|unit| unit.end).fold(f64::NEG_INFINITY, f64::max);
        // Two reviewers must not be shifted alike: shifts keep half a unit's length apart.
        let apart = self.lengths.mean / 2.0;
        let mut out: Vec<Vec<GammaUnit>> = Vec::new();
        while out.iter().all(Vec::is_empty) {
            out.clear();
            let mut free = vec![(low, high)];
            for _ in lists {
                let shift = match random.in_stretches(&free) {
                    Some(shift) => shift.floor(),
                    None => low + random.unit() * (high - low),
                };
                free = free
                    .into_iter()
                    .flat_map(|stretch| without(stretch, shift - apart, shift + apart))
                    .collect();
                let moved = lists[random.below(lists.len())].iter().map(|unit| {
                    let by = if unit.start + shift > high { shift + low - high } else { shift };
                    GammaUnit { start: unit.start + by, end: unit.end + by, category: unit.category }
                });
                out.push(moved.collect());
            }
        }
        Continuum::new(out)
    }
}

/// What is left of a stretch around a hole.
fn without((start, end): (f64, f64), from: f64, to: f64) -> impl Iterator<Item = (f64, f64)> {
    [(start, end.min(from)), (start.max(to), end)].into_iter().filter(|(start, end)| start < end)
}

/// Mean and standard deviation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spread {
    pub mean: f64,
    pub deviation: f64,
}

impl Spread {
    /// Of all of them, not of a sample of them.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.into_iter().collect();
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
        Self { mean, deviation: variance.sqrt() }
    }
}

struct Random {
    source: ChaCha8Rng,
    spare: Option<f64>,
}

impl Random {
    /// Uniform in `[0, 1)`.
    fn unit(&mut self) -> f64 {
        (self.source.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Uniform in `0..count`.
    fn below(&mut self, count: usize) -> usize {
        ((self.unit() * count as f64) as usize).min(count - 1)
    }

    /// Normal, by the method of Box and Muller in Marsaglia's polar form.
    fn normal(&mut self, spread: Spread) -> f64 {
        let standard = self.spare.take().unwrap_or_else(|| {
            loop {
                let (x, y) = (2.0 * self.unit() - 1.0, 2.0 * self.unit() - 1.0);
                let square = x * x + y * y;
                if square > 0.0 && square < 1.0 {
                    let factor = (-2.0 * square.ln() / square).sqrt();
                    self.spare = Some(y * factor);
                    break x * factor;
                }
            }
        });
        spread.mean + spread.deviation * standard
    }

    /// Uniform over stretches; `None` where they hold nothing.
    fn in_stretches(&mut self, stretches: &[(f64, f64)]) -> Option<f64> {
        let total: f64 = stretches.iter().map(|(start, end)| end - start).sum();
        let mut at = self.unit() * total;
        for (start, end) in stretches {
            if at < end - start {
                return Some(start + at);
            }
            at -= end - start;
        }
        stretches.last().map(|(_, end)| *end)
    }
}
