//! Which labels meet, as a heat map.

use std::collections::BTreeMap;

use super::drawing::{about_width, fitting};
use super::{Anchor, Chart, Drawing, Names, Opens, Paint, Shape, Spot, Subject};
use crate::agreement::Comparison;

const NAMES: f32 = 140.0;
const CELL: [f32; 2] = [58.0, 30.0];

type Counts = BTreeMap<(Option<usize>, Option<usize>), usize>;

/// Two reviewers: down the first one's label, across the second one's. All of them: over all
/// pairs, the same either way round, so that the order of reviewers changes nothing.
pub(super) fn draw(comparison: &Comparison, subject: Subject, names: &Names) -> Drawing {
    let counts = counts(comparison, subject);
    let used = |label: &usize| counts.keys().any(|(a, b)| *a == Some(*label) || *b == Some(*label));
    let mut order: Vec<Option<usize>> = (0..comparison.labels.len()).filter(used).map(Some).collect();
    order.push(None);
    let who = names.subject(comparison, subject);
    let under = match subject {
        Subject::Pair(at) => comparison.pairs.get(at).map_or_else(Vec::new, |pair| {
            let (a, b) = (names.reviewer(pair.a), names.reviewer(pair.b));
            vec![format!("Down: the label that {a} gave. Across: the label that {b} gave.")]
        }),
        Subject::Everyone => vec![format!("{who}, all pairs together; a pair of labels either way round.")],
    };
    let grid = NAMES + CELL[0] * order.len() as f32;
    let words = under.iter().map(|line| about_width(line, 12.0)).fold(0.0, f32::max);
    // Room for the last turned name.
    let width = (grid + 110.0).max(words + 40.0).max(360.0);
    let (mut out, top) = Drawing::titled(Chart::Confusion.name(), &under, width);
    let longest = order.iter().map(|place| about_width(&head(names, *place), 12.0)).fold(0.0, f32::max);
    let y0 = top + longest * 0.6 + 14.0;
    let most = counts.values().copied().max().unwrap_or(1).max(1) as f32;
    for (at, across) in order.iter().enumerate() {
        let x = 16.0 + NAMES + CELL[0] * (at as f32 + 0.5);
        out.shapes.push(Shape::Text {
            at: [x - 4.0, y0 - 10.0],
            size: 12.0,
            anchor: Anchor::Start,
            bold: false,
            turn: -35.0,
            paint: Paint::Weak,
            words: head(names, *across),
        });
    }
    for (row, down) in order.iter().enumerate() {
        let y = y0 + CELL[1] * row as f32;
        let name = fitting(names.label(*down), 12.5, NAMES - 14.0);
        let middle = y + CELL[1] / 2.0;
        out.text([16.0 + NAMES - 10.0, middle], 12.5, Anchor::End, false, Paint::Ink, &name);
        for (column, across) in order.iter().enumerate() {
            if down.is_none() && across.is_none() {
                continue;
            }
            let x = 16.0 + NAMES + CELL[0] * column as f32;
            let count = counts.get(&(*down, *across)).copied().unwrap_or(0);
            let heat = (count as f32 / most).sqrt();
            if count > 0 {
                let paint = if down == across { Paint::Same(heat) } else { Paint::Differs(heat) };
                out.shapes.push(Shape::Rect([x + 1.0, y + 1.0, CELL[0] - 2.0, CELL[1] - 2.0], paint));
            }
            let (words, paint) =
                if count == 0 { ("·".to_owned(), Paint::Weak) } else { (count.to_string(), Paint::Ink) };
            out.text([x + CELL[0] / 2.0, middle], 12.5, Anchor::Middle, count > 0, paint, &words);
            if count > 0 {
                let rows = if count == 1 { "row" } else { "rows" };
                let says = format!("{} / {}: {count} {rows}.", names.label(*down), names.label(*across));
                let at = [x, y, CELL[0], CELL[1]];
                out.spots.push(Spot { at, says, opens: Opens::Cell(*down, *across) });
            }
        }
    }
    out.height = y0 + CELL[1] * order.len() as f32 + 16.0;
    out
}

fn head(names: &Names, place: Option<usize>) -> String {
    fitting(names.label(place), 12.0, 110.0)
}

fn counts(comparison: &Comparison, subject: Subject) -> Counts {
    let mut out = Counts::new();
    let pairs = comparison.pairs.iter().enumerate();
    for (at, pair) in pairs {
        match subject {
            Subject::Pair(wanted) if wanted != at => {}
            Subject::Pair(_) => {
                for row in &pair.rows {
                    *out.entry((row.label_a, row.label_b)).or_default() += 1;
                }
            }
            Subject::Everyone => {
                for row in &pair.rows {
                    *out.entry((row.label_a, row.label_b)).or_default() += 1;
                    if row.label_a != row.label_b {
                        *out.entry((row.label_b, row.label_a)).or_default() += 1;
                    }
                }
            }
        }
    }
    out
}
