//! Gamma (Mathet, Widlöcher and Métivier 2015): how much better reviewers' marks line up than
//! marks put down by chance, in place and label together.
//!
//! The disorder of the best alignment is exact for two reviewers and, as a rule, for more; what
//! chance gives is estimated from samples. One seed gives one result.

mod alignment;
mod candidates;
mod continuum;
mod packing;
mod sampler;

pub use alignment::{Alignment, Stopped, Unitary};
pub use continuum::{Continuum, Dissimilarity, GammaUnit};
use sampler::Spread;
pub use sampler::{Chance, Sampler};

use super::measure::Undefined;

/// How gamma is computed.
#[derive(Clone, Debug, PartialEq)]
pub struct GammaOptions {
    /// How unlike two units are.
    pub measure: Dissimilarity,
    /// How chance is modelled.
    pub sampler: Sampler,
    /// How many samples at first.
    pub samples: usize,
    /// How far off the mean of the samples may be, as a share of it, 95 times in 100: more samples
    /// are drawn, once, where the first do not reach it.
    pub precision: Option<f64>,
    /// What the samples are drawn from.
    pub seed: u64,
}

impl Default for GammaOptions {
    fn default() -> Self {
        let (measure, sampler) = (Dissimilarity::default(), Sampler::default());
        Self { measure, sampler, samples: 30, precision: None, seed: 4772 }
    }
}

/// However precise the result is to be, no more samples than this are drawn.
const MOST_SAMPLES: usize = 100_000;

/// Gamma and what it was computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct Gamma {
    /// `1 − observed / expected`: 1 where all is the same, 0 where chance does as well, less than
    /// 0 where chance does better.
    pub gamma: f64,
    /// The best alignment with its disorder.
    pub observed: Alignment,
    /// The mean disorder of the samples.
    pub expected: f64,
    /// How many samples.
    pub samples: usize,
    /// How far off `expected` may be, as a share of it, 95 times in 100.
    pub precision: f64,
    /// Whether every alignment is known to be the best.
    pub exact: bool,
}

/// Computes gamma. After each alignment `progress` is told how many are done of how many, and
/// inside long ones again; where it returns false the work ends.
pub fn gamma(
    continuum: &Continuum,
    options: &GammaOptions,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Gamma, Stopped> {
    let mut total = options.samples.max(1) + 1;
    let observed = Alignment::best(continuum, &options.measure, &mut || !progress(0, total))?;
    let chance = Chance::new(continuum, options.sampler, options.seed);
    let mut disorders: Vec<f64> = Vec::with_capacity(total);
    let mut exact = observed.best;
    while disorders.len() + 1 < total {
        let done = disorders.len() + 1;
        let sample = chance.sample(disorders.len() as u64);
        let best = Alignment::best(&sample, &options.measure, &mut || !progress(done, total))?;
        exact &= best.best;
        disorders.push(best.disorder);
        if disorders.len() == options.samples.max(1)
            && let Some(precision) = options.precision
        {
            total = total.max(needed(Spread::of(disorders.iter().copied()), precision) + 1);
        }
        if !progress(disorders.len() + 1, total) {
            return Err(Stopped::Cancelled);
        }
    }
    let spread = Spread::of(disorders.iter().copied());
    let samples = disorders.len();
    let precision = if spread.deviation == 0.0 { 0.0 } else { error(spread) / (samples as f64).sqrt() };
    let gamma = if observed.disorder == 0.0 {
        1.0
    } else if spread.mean == 0.0 {
        return Err(Undefined::NoChance.into());
    } else {
        1.0 - observed.disorder / spread.mean
    };
    Ok(Gamma { gamma, observed, expected: spread.mean, samples, precision, exact })
}

/// How far one sample is off the mean, as a share of it, 95 times in 100.
fn error(spread: Spread) -> f64 {
    spread.deviation / spread.mean * 1.96
}

fn needed(spread: Spread, precision: f64) -> usize {
    if spread.deviation == 0.0 {
        return 0;
    }
    let samples = (error(spread) / precision).powi(2).ceil();
    if samples.is_finite() { (samples as usize).min(MOST_SAMPLES) } else { MOST_SAMPLES }
}
