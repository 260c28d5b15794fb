//! Measures that are computed when asked for, and all of them at once.

use super::align::{Pairings, overlaps};
use super::compare::{Comparison, Pair};
use super::gamma::{Continuum, Gamma, GammaOptions, Stopped, gamma};
use super::measure::{Measure, Undefined};
use super::spots::Sheet;
use super::unitizing::{Disagreement, Layer, alpha_u, u_alpha, units};

/// Everything that [`Comparison`] does not hold itself.
#[derive(Clone, Debug)]
pub struct Further {
    /// By pair, in the order of [`Comparison::pairs`].
    pub pairings: Vec<Pairings>,
    /// By compared article.
    pub articles: Vec<ArticleMeasures>,
}

/// Measures that look at one article as a line cut into units.
#[derive(Clone, Debug)]
pub struct ArticleMeasures {
    /// Place in [`Comparison::articles`].
    pub article: usize,
    /// u-alpha, labels as values.
    pub u_alpha: Measure,
    /// u-alpha, marked or not.
    pub u_alpha_any: Measure,
    /// u-alpha of one label against all else, in the order of [`Comparison::labels`].
    pub u_alpha_by_label: Vec<Measure>,
    /// alpha-U over all labels.
    pub alpha_u: Measure,
    /// Gamma.
    pub gamma: Result<Gamma, Undefined>,
}

impl Comparison {
    fn sheet(&self, article: usize) -> Result<&Sheet, Undefined> {
        self.sheets.iter().find(|sheet| sheet.article == article).ok_or(Undefined::OneReviewer)
    }

    /// Agreement of a pair on best pairings of several kinds, over all its articles.
    pub fn pairings(&self, pair: &Pair) -> Pairings {
        let mut sum = Pairings::default();
        for sheet in &self.sheets {
            // In the order of the columns, so that sums do not depend on who is named first.
            let mut columns =
                sheet.columns.iter().filter(|column| [pair.a, pair.b].contains(&column.reviewer));
            if let (Some(x), Some(y)) = (columns.next(), columns.next()) {
                let counted = Pairings::count(x, y, &overlaps(x, y), true);
                sum += if x.reviewer == pair.a { counted } else { counted.turned() };
            }
        }
        sum
    }

    /// u-alpha on one article.
    pub fn u_alpha(&self, article: usize, layer: Layer) -> Measure {
        let sheet = self.sheet(article)?;
        u_alpha(&units(sheet, layer, &self.reviewers)?, sheet.chars)
    }

    /// Observed and expected disagreement of alpha-U on one article and label.
    pub fn alpha_u_of_label(&self, article: usize, label: usize) -> Result<Disagreement, Undefined> {
        let sheet = self.sheet(article)?;
        alpha_u(&units(sheet, Layer::Label(label), &self.reviewers)?, sheet.chars)
    }

    /// alpha-U on one article over all labels.
    pub fn alpha_u(&self, article: usize) -> Measure {
        let mut sum = Disagreement::default();
        for label in 0..self.labels.len() {
            sum += self.alpha_u_of_label(article, label)?;
        }
        sum.alpha()
    }

    /// The marks of one article as gamma sees them: reviewers by id, categories as places in
    /// [`Self::labels`]; a mark in pieces from its start to its end.
    pub fn continuum(&self, article: usize) -> Result<Continuum, Undefined> {
        Ok(Continuum::of_sheet(self.sheet(article)?))
    }

    /// Gamma on one article; see [`gamma`] for `progress`.
    pub fn gamma(
        &self,
        article: usize,
        options: &GammaOptions,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Gamma, Stopped> {
        gamma(&self.continuum(article)?, options, progress)
    }

    /// All further measures. `progress` is told how many articles are done of how many; where it
    /// returns false the work ends and there is no result.
    pub fn further(&self, options: &GammaOptions, progress: &mut dyn FnMut(f64) -> bool) -> Option<Further> {
        let pairings = self.pairs.iter().map(|pair| self.pairings(pair)).collect();
        let mut articles = Vec::with_capacity(self.sheets.len());
        for (done, sheet) in self.sheets.iter().enumerate() {
            let mut part = |step: usize, of: usize| {
                let step = step as f64 / of.max(1) as f64;
                progress((done as f64 + step) / self.sheets.len() as f64)
            };
            let gamma = match self.gamma(sheet.article, options, &mut part) {
                Ok(gamma) => Ok(gamma),
                Err(Stopped::Undefined(why)) => Err(why),
                Err(Stopped::Cancelled) => return None,
            };
            articles.push(ArticleMeasures {
                article: sheet.article,
                u_alpha: self.u_alpha(sheet.article, Layer::Labels),
                u_alpha_any: self.u_alpha(sheet.article, Layer::Any),
                u_alpha_by_label: (0..self.labels.len())
                    .map(|label| self.u_alpha(sheet.article, Layer::Label(label)))
                    .collect(),
                alpha_u: self.alpha_u(sheet.article),
                gamma,
            });
        }
        Some(Further { pairings, articles })
    }
}
