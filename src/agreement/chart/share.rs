//! Shares with their ranges, one line each: agreement by label and by article.

use super::drawing::fitting;
use super::{Anchor, Chart, Drawing, Names, Opens, Paint, Shape, Spot, Subject};
use crate::agreement::{Comparison, F1, Interval, Measure, Pair, mean};

/// Marks below which a share says little.
const FEW: u64 = 20;
const WIDTH: f32 = 760.0;
const NAMES: f32 = 176.0;
const COUNTS: f32 = 92.0;
const ROW: f32 = 26.0;

/// One line.
struct Share {
    name: String,
    marks: u64,
    exact: Measure,
    lenient: Measure,
    /// On other articles like these.
    range: Option<Interval>,
    /// The lowest and the highest of all pairs.
    pairs: Option<(f64, f64)>,
    opens: Opens,
}

/// The pairs that a picture is about.
fn pairs(comparison: &Comparison, subject: Subject) -> Vec<&Pair> {
    match subject {
        Subject::Pair(at) => comparison.pairs.get(at).into_iter().collect(),
        Subject::Everyone => comparison.pairs.iter().collect(),
    }
}

fn lenient(pair: &Pair, label: Option<usize>, article: Option<usize>) -> F1 {
    match (label, article) {
        (Some(label), None) => pair.by_label.get(label).map(|label| label.lenient).unwrap_or_default(),
        (None, Some(article)) => pair.tally_of(article).lenient(),
        _ => pair.tally.lenient(),
    }
}

fn share(
    comparison: &Comparison,
    subject: Subject,
    name: &str,
    label: Option<usize>,
    article: Option<usize>,
    opens: Opens,
) -> Share {
    let pairs = pairs(comparison, subject);
    let here: Vec<&&Pair> =
        pairs.iter().filter(|pair| article.is_none_or(|at| pair.articles.contains(&at))).collect();
    let values: Vec<Measure> = here.iter().map(|pair| pair.exact(label, article).value()).collect();
    let defined: Vec<f64> = values.iter().filter_map(|value| value.as_ref().ok().copied()).collect();
    let low_high = (
        defined.iter().copied().fold(f64::INFINITY, f64::min),
        defined.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    );
    let sum = here.iter().map(|pair| pair.exact(label, article));
    let marks = match (subject, label, article) {
        // Each mark once, however many pairs its reviewer is in.
        (Subject::Everyone, Some(label), None) => {
            (0..comparison.reviewers.len()).map(|reviewer| comparison.marks_with(reviewer, label)).sum()
        }
        (Subject::Everyone, None, Some(article)) => comparison.marks_in(article),
        _ => sum.map(|f1| f1.a + f1.b).sum(),
    };
    let range = match (subject, article) {
        (_, Some(_)) => None,
        (Subject::Pair(_), None) => pairs.first().and_then(|pair| pair.interval(label).ok()),
        (Subject::Everyone, None) => comparison.interval(label).ok(),
    };
    Share {
        name: name.to_owned(),
        marks,
        exact: mean(values),
        lenient: mean(here.iter().map(|pair| lenient(pair, label, article).value())),
        range,
        pairs: (defined.len() > 1).then_some(low_high),
        opens,
    }
}

/// The share of identical marks by label, the highest first.
pub(super) fn by_label(comparison: &Comparison, subject: Subject, names: &Names) -> Drawing {
    let mut shares: Vec<Share> = (0..comparison.labels.len())
        .map(|label| {
            share(comparison, subject, names.label(Some(label)), Some(label), None, Opens::Label(label))
        })
        .filter(|share| share.marks > 0)
        .collect();
    // Places follow the ids of labels, so the order of equals is always the same.
    let value = |share: &Share| share.exact.as_ref().map_or(-1.0, |value| *value);
    shares.sort_by(|x, y| value(y).total_cmp(&value(x)));
    draw(comparison, subject, names, Chart::ByLabel, &shares)
}

/// The share of identical marks by article, in their order.
pub(super) fn by_article(comparison: &Comparison, subject: Subject, names: &Names) -> Drawing {
    let compared = comparison.articles.iter().enumerate().filter(|(_, article)| article.compared());
    let here =
        |article: usize| pairs(comparison, subject).iter().any(|pair| pair.articles.contains(&article));
    let shares: Vec<Share> = compared
        .filter(|(article, _)| here(*article))
        .map(|(article, _)| {
            share(comparison, subject, names.article(article), None, Some(article), Opens::Article(article))
        })
        .collect();
    draw(comparison, subject, names, Chart::ByArticle, &shares)
}

fn draw(comparison: &Comparison, subject: Subject, names: &Names, chart: Chart, shares: &[Share]) -> Drawing {
    let who = names.subject(comparison, subject);
    let what = match subject {
        Subject::Pair(_) => format!("{who}. Share of marks that are identical: same text, same label."),
        Subject::Everyone => format!("{who}. Share of marks that are identical, mean over pairs."),
    };
    let (mut out, top) = Drawing::titled(chart.name(), &[what], WIDTH);
    let (left, right) = (16.0 + NAMES, WIDTH - 16.0 - COUNTS);
    let x = |share: f64| left + share as f32 * (right - left);
    let mut y = top + 2.0;
    legend(&mut out, y, shares, chart == Chart::ByArticle && whole(comparison, subject).is_some());
    y += 26.0;
    let bottom = y + ROW * shares.len().max(1) as f32;
    if chart == Chart::ByArticle
        && let Some(range) = whole(comparison, subject)
    {
        let (low, high) = (x(range.low), x(range.high));
        out.shapes.push(Shape::Rect([low, y, high - low, bottom - y], Paint::Sunk));
    }
    for quarter in 0..=4u8 {
        let share = f64::from(quarter) / 4.0;
        out.shapes.push(Shape::Line([x(share), y, x(share), bottom], 1.0, Paint::Line));
        let words = format!("{:.0} %", share * 100.0);
        out.text([x(share), bottom + 14.0], 11.0, Anchor::Middle, false, Paint::Weak, &words);
    }
    for share in shares {
        line(&mut out, y + ROW / 2.0, x, share);
        y += ROW;
    }
    if shares.is_empty() {
        out.text([left, y + ROW / 2.0], 12.0, Anchor::Start, false, Paint::Weak, "Nothing was marked.");
    }
    out.height = bottom + 32.0;
    out
}

/// The range over all labels and articles.
fn whole(comparison: &Comparison, subject: Subject) -> Option<Interval> {
    match subject {
        Subject::Pair(at) => comparison.pairs.get(at)?.interval(None).ok(),
        Subject::Everyone => comparison.interval(None).ok(),
    }
}

fn legend(out: &mut Drawing, y: f32, shares: &[Share], band: bool) {
    let mut x = 16.0;
    let mut entry = |out: &mut Drawing, words: &str, mark: &dyn Fn(f32) -> Vec<Shape>| {
        out.shapes.extend(mark(x));
        out.text([x + 26.0, y], 11.0, Anchor::Start, false, Paint::Weak, words);
        x += 26.0 + super::drawing::about_width(words, 11.0) + 20.0;
    };
    entry(out, "identical", &|x| vec![Shape::Dot([x + 10.0, y, 4.5], Paint::Accent, false)]);
    entry(out, "with overlapping text", &|x| vec![Shape::Dot([x + 10.0, y, 4.0], Paint::Accent, true)]);
    if shares.iter().any(|share| share.range.is_some()) {
        entry(out, "95 % range", &|x| vec![Shape::Line([x, y, x + 20.0, y], 3.0, Paint::Same(0.6))]);
    }
    if shares.iter().any(|share| share.pairs.is_some()) {
        entry(out, "lowest to highest pair", &|x| {
            let end = |x: f32| Shape::Line([x, y - 4.0, x, y + 4.0], 1.0, Paint::Weak);
            vec![Shape::Line([x, y, x + 20.0, y], 1.0, Paint::Weak), end(x + 0.5), end(x + 19.5)]
        });
    }
    if band {
        entry(out, "95 % range over all articles", &|x| {
            vec![Shape::Rect([x, y - 6.0, 20.0, 12.0], Paint::Sunk)]
        });
    }
}

fn line(out: &mut Drawing, y: f32, x: impl Fn(f64) -> f32, share: &Share) {
    let few = share.marks < FEW;
    let ink = if few { Paint::Weak } else { Paint::Ink };
    let name = fitting(&share.name, 12.5, NAMES - 12.0);
    out.text([16.0, y], 12.5, Anchor::Start, false, ink, &name);
    let mut says = format!("{}: ", share.name);
    if let Some(range) = share.range {
        out.shapes.push(Shape::Line([x(range.low), y, x(range.high), y], 3.0, Paint::Same(0.6)));
    }
    if let Some((low, high)) = share.pairs {
        out.shapes.push(Shape::Line([x(low), y, x(high), y], 1.0, Paint::Weak));
        for end in [low, high] {
            out.shapes.push(Shape::Line([x(end), y - 4.0, x(end), y + 4.0], 1.0, Paint::Weak));
        }
    }
    let percent = |value: f64| format!("{:.0} %", value * 100.0);
    let mut shown = "—".to_owned();
    match &share.exact {
        Ok(value) => {
            // Where both are the same place, the dot alone is shown.
            if let Ok(lenient) = &share.lenient
                && x(*lenient) - x(*value) > 1.0
            {
                out.shapes.push(Shape::Dot([x(*lenient), y, 4.0], Paint::Accent, true));
            }
            let paint = if few { Paint::Weak } else { Paint::Accent };
            out.shapes.push(Shape::Dot([x(*value), y, 4.5], paint, false));
            shown = percent(*value);
            says += &format!("{shown} of {} marks are identical", share.marks);
            if let Ok(lenient) = &share.lenient {
                says += &format!(", {} counting overlapping text", percent(*lenient));
            }
        }
        Err(why) => says += &format!("not defined, {why}"),
    }
    if let Some(range) = share.range {
        let (low, high) = (percent(range.low), percent(range.high));
        says += &format!("; in other articles like these probably between {low} and {high}");
    }
    if let Some((low, high)) = share.pairs {
        says += &format!("; pairs from {} to {}", percent(low), percent(high));
    }
    if few {
        says += &format!(". Fewer than {FEW} marks: this says little");
    }
    out.text([WIDTH - 16.0 - 44.0, y], 12.0, Anchor::End, !few, ink, &shown);
    let marks = format!("n {}", share.marks);
    out.text([WIDTH - 16.0, y], 11.0, Anchor::End, false, Paint::Weak, &marks);
    let at = [8.0, y - ROW / 2.0, WIDTH - 16.0, ROW];
    out.spots.push(Spot { at, says: format!("{says}."), opens: share.opens });
}
