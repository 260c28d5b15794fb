//! How far a share would move on other articles like these: the jackknife that leaves out one
//! article at a time, on the log-odds, from five articles up.

use std::f64::consts::PI;

use super::measure::{Measure, Undefined};

/// Fewer articles say nothing about others.
pub const FEWEST_ARTICLES: usize = 5;

/// A range that holds the value for other articles like these 95 times in 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A range, or why there is none.
pub type Range = Result<Interval, Undefined>;

/// The range of a share of which `whole` is the value over all articles, and `without` the value
/// over all but the first, all but the second, and so on.
///
/// The shares are taken as log-odds, kept within those of 0.001 and 0.999; the standard error is
/// that of the jackknife, the width that of Student's t with one degree of freedom less than there
/// are articles.
pub(super) fn jackknife(whole: Measure, without: Vec<Measure>) -> Range {
    let whole = whole?;
    let n = without.len();
    if n < FEWEST_ARTICLES {
        return Err(Undefined::FewArticles(n));
    }
    if whole == 1.0 {
        return Err(Undefined::AllIdentical(n));
    }
    let without = without.into_iter().collect::<Result<Vec<f64>, _>>().map_err(|_| Undefined::OneArticle)?;
    let odds: Vec<f64> = without.into_iter().map(log_odds).collect();
    let count = n as f64;
    let mean = odds.iter().sum::<f64>() / count;
    let error = ((count - 1.0) / count * odds.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>()).sqrt();
    let (middle, half) = (log_odds(whole), t_quantile(n - 1) * error);
    let share = |odds: f64| 1.0 / (1.0 + (-odds).exp());
    Ok(Interval { low: share(middle - half), high: share(middle + half) })
}

fn log_odds(share: f64) -> f64 {
    let share = share.clamp(0.001, 0.999);
    (share / (1.0 - share)).ln()
}

/// The value below which Student's t with so many degrees of freedom stays 975 times in 1000.
fn t_quantile(freedom: usize) -> f64 {
    let (mut low, mut high) = (1.0, 13.0);
    // Halving 64 times uses up the digits of a double.
    for _ in 0..64 {
        let middle = (low + high) / 2.0;
        if central(middle, freedom) < 0.95 {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

/// How likely Student's t lies between −t and t (Abramowitz and Stegun 26.7.3 and 26.7.4).
fn central(t: f64, freedom: usize) -> f64 {
    let angle = (t / (freedom as f64).sqrt()).atan();
    let (sin, cos) = angle.sin_cos();
    let odd = freedom % 2 == 1;
    let mut term = if odd { cos } else { 1.0 };
    let mut sum = if freedom == 1 { 0.0 } else { term };
    let mut k = if odd { 3 } else { 2 };
    while k < freedom {
        term *= cos * cos * (k - 1) as f64 / k as f64;
        sum += term;
        k += 2;
    }
    if odd { 2.0 / PI * (angle + sin * sum) } else { sin * sum }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (freedom, expected) in [
            (1, 12.706204736174698),
            (2, 4.302652729749462),
            (3, 3.1824463052837078),
            (4, 2.7764451051977934),
            (5, 2.5705818356363146),
            (9, 2.262157162798205),
            (30, 2.0422724563012378),
            (200, 1.9718962236339088),
        ] {
            assert!((t_quantile(freedom) - expected).abs() < 1e-11, "{freedom}: {}", t_quantile(freedom));
        }
    }
}
