//! Measures that take their time, computed on a worker: best pairings of other kinds, alpha-U and
//! u-alpha when their page is opened, gamma when it is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::agreement::gamma::{Gamma, GammaOptions, Sampler, Stopped};
use crate::agreement::{Comparison, Disagreement, Layer, Measure, Pairings, Undefined};
use crate::session::jobs::{Job, JobContext, Outcome};

/// What a person does among the measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DrawerAction {
    /// Computes gamma on all articles.
    Start,
    /// Stops that; what is done stays.
    Cancel,
    /// How chance is modelled.
    Sampler(Sampler),
    /// How far off the mean of the samples may be.
    Precision(Option<Percent>),
}

/// A share in hundredths, so that it can be compared.
pub type Percent = u8;

/// What is computed when the page is opened.
pub struct Units {
    /// By pair, in the order of the comparison's.
    pub pairings: Vec<Pairings>,
    /// By compared article.
    pub lines: Vec<UnitLine>,
}

/// The marks of an article as units on a line.
pub struct UnitLine {
    /// Place in the comparison's articles.
    pub article: usize,
    /// u-alpha, labels as values.
    pub u_alpha: Measure,
    /// u-alpha, marked or not.
    pub any: Measure,
    /// u-alpha of one label against all else, by label.
    pub by_label: Vec<Measure>,
    /// alpha-U over all labels, as its disagreements.
    pub alpha_u: Result<Disagreement, Undefined>,
}

type GammaOf = Vec<(usize, Result<Gamma, Undefined>)>;

/// The measures of a comparison.
pub struct Drawer {
    of: Option<Arc<Comparison>>,
    units_job: Option<Job<Option<Units>>>,
    gamma_job: Option<Job<GammaOf>>,
    /// What was computed.
    pub units: Option<Units>,
    /// Gamma by article, as far as it was computed.
    pub gamma: BTreeMap<usize, Result<Gamma, Undefined>>,
    /// How it was computed.
    pub used: GammaOptions,
    /// How many samples, as typed.
    pub samples: String,
    /// What they are drawn from, as typed.
    pub seed: String,
    /// How chance is modelled.
    pub sampler: Sampler,
    /// How far off the mean of the samples may be.
    pub precision: Option<Percent>,
    /// What went wrong.
    pub failed: Option<String>,
}

impl Default for Drawer {
    fn default() -> Self {
        let used = GammaOptions::default();
        Self {
            of: None,
            units_job: None,
            gamma_job: None,
            units: None,
            gamma: BTreeMap::new(),
            samples: used.samples.to_string(),
            seed: used.seed.to_string(),
            sampler: used.sampler,
            precision: None,
            used,
            failed: None,
        }
    }
}

impl Drawer {
    /// The options as typed; why they cannot be used where they cannot.
    pub fn options(&self) -> Result<GammaOptions, &'static str> {
        let samples = self.samples.trim().parse().ok().filter(|samples| (1..=10_000).contains(samples));
        let samples = samples.ok_or("Samples: a number from 1 to 10,000.")?;
        let seed = self.seed.trim().parse().map_err(|_| "Seed: a whole number, 0 or more.")?;
        let precision = self.precision.map(|percent| f64::from(percent) / 100.0);
        Ok(GammaOptions { samples, seed, sampler: self.sampler, precision, ..GammaOptions::default() })
    }

    /// Whether a worker computes something.
    pub fn is_busy(&self) -> bool {
        self.units_job.is_some() || self.gamma_job.is_some()
    }

    /// How far gamma is, where it is being computed.
    pub fn gamma_progress(&self) -> Option<f32> {
        self.gamma_job.as_ref().map(Job::progress)
    }

    /// Takes what workers have done, and begins on another comparison where it has changed.
    pub fn tend(&mut self, comparison: Option<Arc<Comparison>>, shown: bool, ctx: &egui::Context) {
        let same = match (&self.of, &comparison) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.of = None;
            self.units_job = None;
            self.gamma_job = None;
            self.units = None;
            self.gamma.clear();
        }
        if let Some(job) = &mut self.units_job {
            match job.poll() {
                Some(Outcome::Done(units)) => {
                    self.units = units;
                    self.units_job = None;
                }
                Some(Outcome::Died) => {
                    self.units_job = None;
                    self.failed = Some("Computing the measures has died.".to_owned());
                }
                None => {}
            }
        }
        if let Some(job) = &mut self.gamma_job {
            match job.poll() {
                Some(Outcome::Done(gamma)) => {
                    self.gamma.extend(gamma);
                    self.gamma_job = None;
                }
                Some(Outcome::Died) => {
                    self.gamma_job = None;
                    self.failed = Some("Computing gamma has died.".to_owned());
                }
                None => {}
            }
        }
        if let Some(comparison) = comparison
            && shown
            && self.of.is_none()
        {
            self.of = Some(Arc::clone(&comparison));
            let ctx = ctx.clone();
            let wake = move || ctx.request_repaint();
            match Job::start("measures", wake, move |job| units(&comparison, job)) {
                Ok(job) => self.units_job = Some(job),
                Err(error) => self.failed = Some(error.to_string()),
            }
        }
    }

    /// Does what a person asked for.
    pub fn act(&mut self, action: DrawerAction, ctx: &egui::Context) {
        match action {
            DrawerAction::Sampler(sampler) => self.sampler = sampler,
            DrawerAction::Precision(precision) => self.precision = precision,
            DrawerAction::Cancel => {
                if let Some(job) = &self.gamma_job {
                    job.cancel();
                }
            }
            DrawerAction::Start => {
                let (Some(comparison), Ok(options)) = (self.of.clone(), self.options()) else { return };
                self.gamma.clear();
                self.failed = None;
                self.used = options.clone();
                let ctx = ctx.clone();
                let wake = move || ctx.request_repaint();
                match Job::start("gamma", wake, move |job| gamma(&comparison, &options, job)) {
                    Ok(job) => self.gamma_job = Some(job),
                    Err(error) => self.failed = Some(error.to_string()),
                }
            }
        }
    }
}

/// The articles that are compared.
fn compared(comparison: &Comparison) -> Vec<usize> {
    let articles = comparison.articles.iter().enumerate();
    articles.filter(|(_, article)| article.compared()).map(|(at, _)| at).collect()
}

fn units(comparison: &Comparison, job: &JobContext) -> Option<Units> {
    let line = |article| {
        let label = |label| comparison.u_alpha(article, Layer::Label(label));
        (!job.is_cancelled()).then(|| UnitLine {
            article,
            u_alpha: comparison.u_alpha(article, Layer::Labels),
            any: comparison.u_alpha(article, Layer::Any),
            by_label: (0..comparison.labels.len()).map(label).collect(),
            alpha_u: alpha_u(comparison, article),
        })
    };
    let lines = compared(comparison).into_iter().map(line).collect::<Option<Vec<_>>>()?;
    let pairings = comparison.pairs.iter().map(|pair| comparison.pairings(pair)).collect();
    Some(Units { pairings, lines })
}

fn alpha_u(comparison: &Comparison, article: usize) -> Result<Disagreement, Undefined> {
    let mut sum = Disagreement::default();
    for label in 0..comparison.labels.len() {
        sum += comparison.alpha_u_of_label(article, label)?;
    }
    Ok(sum)
}

/// Gamma on all articles; those that were done before the job was cancelled.
fn gamma(comparison: &Comparison, options: &GammaOptions, job: &JobContext) -> GammaOf {
    let articles = compared(comparison);
    let count = articles.len().max(1) as f32;
    let mut out = Vec::with_capacity(articles.len());
    for (done, article) in articles.into_iter().enumerate() {
        let mut watch = |step: usize, of: usize| {
            job.set_progress((done as f32 + step as f32 / of.max(1) as f32) / count);
            !job.is_cancelled()
        };
        match comparison.gamma(article, options, &mut watch) {
            Ok(gamma) => out.push((article, Ok(gamma))),
            Err(Stopped::Undefined(why)) => out.push((article, Err(why))),
            Err(Stopped::Cancelled) => break,
        }
    }
    out
}
