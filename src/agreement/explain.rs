//! What each number is, in a sentence, and how it comes out of its counts.

use super::compare::{Comparison, Options};
use super::gamma::{Gamma, GammaOptions};
use super::layers::{Cells, Nominal};
use super::measure::{F1, Measure};
use super::unitizing::Disagreement;

/// A number that people see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// [`super::Pair::exact_f1`].
    ExactF1,
    /// [`super::Pair::lenient_f1`].
    LenientF1,
    /// [`super::Pair::soft_f1`].
    SoftF1,
    /// [`super::Pairings::boundary_f1`].
    BoundaryF1,
    /// [`super::Pairings::type_f1`].
    TypeF1,
    /// [`super::Pairings::any_f1`].
    AnyF1,
    /// [`super::Pairings::partial_f1`].
    PartialF1,
    /// [`super::Comparison::mean_exact_f1`].
    MeanExactF1,
    /// [`super::Comparison::interval`].
    Interval,
    /// [`Cells::kappa`].
    Kappa,
    /// [`Cells::char_f1`].
    CharF1,
    /// [`Nominal::alpha`] of one label, or of marked or not.
    Alpha,
    /// [`Nominal::alpha`] of sets of labels.
    AlphaLabelSets,
    /// [`Nominal::fleiss`] of sets of labels.
    Fleiss,
    /// [`Nominal::percent`] of sets of labels.
    Percent,
    /// [`super::Comparison::alpha_u`].
    AlphaU,
    /// [`super::Comparison::u_alpha`].
    UAlpha,
    /// [`super::gamma::Gamma::gamma`].
    Gamma,
    /// [`super::Ties::lea_f1`].
    LeaF1,
    /// [`super::ClusterScores::conll`].
    Conll,
    /// [`super::Ties::link_f1`].
    LinkF1,
    /// [`super::AttributePair::share`].
    Attribute,
}

impl Figure {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::ExactF1 => "exact F1",
            Self::LenientF1 => "lenient F1",
            Self::SoftF1 => "soft F1",
            Self::BoundaryF1 => "boundary F1",
            Self::TypeF1 => "type F1",
            Self::AnyF1 => "any F1",
            Self::PartialF1 => "partial F1",
            Self::MeanExactF1 => "mean exact F1",
            Self::Interval => "95 % range",
            Self::Kappa => "kappa",
            Self::CharF1 => "character F1",
            Self::Alpha => "alpha",
            Self::AlphaLabelSets => "alpha over sets of labels",
            Self::Fleiss => "Fleiss’ kappa",
            Self::Percent => "percent agreement",
            Self::AlphaU => "alpha-U",
            Self::UAlpha => "u-alpha",
            Self::Gamma => "gamma",
            Self::LeaF1 => "LEA",
            Self::Conll => "CoNLL mean",
            Self::LinkF1 => "link F1",
            Self::Attribute => "attributes",
        }
    }

    /// How it is computed, in a sentence.
    pub fn rule(self) -> &'static str {
        match self {
            Self::ExactF1 => {
                "2 × identical marks (same text, same label), by the marks of both. 0 is no mark in common, 1 all."
            }
            Self::LenientF1 => {
                "2 × pairs with the same label on the same or overlapping text, by the marks of both. Pairs are \
                 one to one: first identical marks, then as many others as possible with the greatest overlap."
            }
            Self::SoftF1 => {
                "2 × the greatest sum of overlap (shared characters by those of either) over one-to-one pairs \
                 with the same label, by the marks of both."
            }
            Self::BoundaryF1 => "2 × marks on the same text, whatever the label, by the marks of both.",
            Self::TypeF1 => {
                "2 × the greatest number of one-to-one pairs with the same label that overlap, by the marks of both."
            }
            Self::AnyF1 => {
                "2 × the greatest number of one-to-one pairs that overlap, whatever the label, by the marks of both."
            }
            Self::PartialF1 => {
                "2 × the greatest sum over one-to-one pairs, 1 for the same text and ½ for overlapping text, \
                 whatever the label, by the marks of both."
            }
            Self::MeanExactF1 => "The mean of exact F1 over all pairs of reviewers.",
            Self::Interval => {
                "Where the number would lie on other articles like these, 95 times in 100: the jackknife that \
                 leaves out one article at a time, on log-odds, with Student’s t. From five articles up."
            }
            Self::Kappa => {
                "Cohen’s kappa on characters: how far two reviewers agree on which characters have the label, above \
                 what their own rates of marking would give. 0 is chance, 1 perfect."
            }
            Self::CharF1 => {
                "2 × characters that both marked with the label, by the characters that each marked with it."
            }
            Self::Alpha => {
                "Krippendorff’s alpha on characters, marked or not, all reviewers who are done: how far above what \
                 lucky guessing would give. 0 is guessing, 1 perfect. Krippendorff relies on .800 and above, draws \
                 tentative conclusions from .667, and none below."
            }
            Self::AlphaLabelSets => {
                "Krippendorff’s alpha on characters, where the value of a character is the set of labels on it."
            }
            Self::Fleiss => {
                "Fleiss’ kappa on characters, where the value of a character is the set of labels on it; the same \
                 number of reviewers on every article."
            }
            Self::Percent => {
                "The share of pairs of reviewers who have the same set of labels on a character. High wherever \
                 little is marked."
            }
            Self::AlphaU => {
                "Krippendorff’s alpha-U (1995, 2004): squared distances between the ends of marks with the same \
                 label, against those of marks put down at random. Marks of one reviewer with one label must not \
                 overlap."
            }
            Self::UAlpha => {
                "u-alpha (Krippendorff, Mathet, Bouvry and Widlöcher 2016): the length on which values differ, \
                 against that of the same marks put down at random. Marks of one reviewer must not overlap."
            }
            Self::Gamma => {
                "Gamma (Mathet, Widlöcher and Métivier 2015): 1 − disorder of the best alignment of all marks, in \
                 place and label, by the mean disorder of marks made at random. A mark in pieces counts from its \
                 start to its end."
            }
            Self::LeaF1 => {
                "LEA (Moosavi and Strube 2016): how many of the links between the members of each cluster the other \
                 reviewer has too, larger clusters weighing more."
            }
            Self::Conll => "The mean F1 of MUC, B³ and CEAFe.",
            Self::LinkF1 => "2 × links of the same kind between the same ends, by the links of both.",
            Self::Attribute => {
                "The share of pairs with the same value, not set being a value: of marks that both made, with the \
                 same label."
            }
        }
    }
}

/// What is counted at all, in sentences, from the options in force.
pub fn counting_rules(options: &Options) -> Vec<&'static str> {
    let mut rules = vec![
        "An article counts for the reviewers who are done with it and marked the same version of its text.",
        "Blanks at the ends of a mark do not count; the same mark made twice by one reviewer counts once.",
        "Numbers over several articles come from the sums of their counts.",
    ];
    if options.without_suggested {
        rules.push("Suggestions that were accepted are left out.");
    }
    rules
}

/// A number with three digits; a dash with the reason where it is not defined.
pub fn shown(measure: &Measure) -> String {
    match measure {
        Ok(value) => format!("{value:.3}"),
        Err(why) => format!("— ({why})"),
    }
}

/// `2 × 30 / (52 + 56) = 0.556`.
pub fn f1(counts: F1) -> String {
    format!("{counts} = {}", shown(&counts.value()))
}

/// Kappa with its table: agreed by both, by chance, and what is above it.
pub fn kappa(cells: &Cells) -> String {
    let n = cells.total() as f64;
    let (a, b) = ((cells.n11 + cells.n10) as f64 / n, (cells.n11 + cells.n01) as f64 / n);
    let observed = (cells.n11 + cells.n00) as f64 / n;
    let chance = a * b + (1.0 - a) * (1.0 - b);
    format!(
        "both {}, first only {}, second only {}, neither {}: agreed {observed:.4}, by chance {chance:.4}; \
         (agreed − chance) / (1 − chance) = {}",
        cells.n11,
        cells.n10,
        cells.n01,
        cells.n00,
        shown(&cells.kappa())
    )
}

/// Alpha with its disagreements.
pub fn alpha(values: &Nominal) -> String {
    match (values.observed_disagreement(), values.expected_disagreement()) {
        (Ok(observed), Ok(expected)) => {
            format!(
                "1 − {observed:.4} observed / {expected:.4} expected disagreement = {}",
                shown(&values.alpha())
            )
        }
        (Err(why), _) | (_, Err(why)) => shown(&Err(why)),
    }
}

/// Alpha-U with its disagreements.
pub fn alpha_u(disagreement: Disagreement) -> String {
    let Disagreement { observed, expected } = disagreement;
    format!(
        "1 − {observed:.4} observed / {expected:.4} expected disagreement = {}",
        shown(&disagreement.alpha())
    )
}

/// Gamma with its disorders and samples.
pub fn gamma(gamma: &Gamma, options: &GammaOptions) -> String {
    format!(
        "1 − {:.4} / {:.4} = {:.3}; {} samples ({}, seed {}), expected disorder ± {:.1} %{}",
        gamma.observed.disorder,
        gamma.expected,
        gamma.gamma,
        gamma.samples,
        options.sampler.key(),
        options.seed,
        gamma.precision * 100.0,
        if gamma.exact { "" } else { "; an alignment may not be the best" }
    )
}

/// Two reviewers in words: how many of their marks are identical, how many more overlap with the
/// same label, and what differs.
pub fn pair_in_words(comparison: &Comparison, pair: &super::Pair) -> Vec<String> {
    let name = |at: usize| comparison.reviewers.get(at).map_or("?", |reviewer| reviewer.as_str());
    let (a, b) = (name(pair.a), name(pair.b));
    let tally = &pair.tally;
    let all = tally.marks_a() + tally.marks_b();
    let percent = |measure: Measure| {
        measure.map_or_else(|why| format!("— ({why})"), |f1| format!("{:.0} %", f1 * 100.0))
    };
    let mut lines = vec![format!(
        "{a} and {b}: {} of their {all} marks are identical (same text, same label): {}",
        2 * tally.identical,
        percent(pair.exact_f1())
    )];
    if tally.boundary_differs > 0 {
        lines.push(format!(
            "{} more marks ({}) are the same label on overlapping text; counting those: {}",
            2 * tally.boundary_differs,
            pairs(tally.boundary_differs),
            percent(pair.lenient_f1())
        ));
    }
    let labels = tally.label_differs_same_text + tally.label_differs_overlap;
    if labels + tally.only_a + tally.only_b > 0 {
        let (only_a, only_b) = (tally.only_a, tally.only_b);
        lines.push(format!(
            "{}: same place, different label · {only_a} only {a} · {only_b} only {b}",
            pairs(labels)
        ));
    }
    lines
}

fn pairs(count: u64) -> String {
    format!("{count} {}", if count == 1 { "pair" } else { "pairs" })
}
