//! How many reviewers found what was found.

use super::{Anchor, Chart, Drawing, Opens, Paint, Shape, Spot};
use crate::agreement::Comparison;

const WIDTH: f32 = 760.0;
const ROW: f32 = 28.0;
const NAMES: f32 = 96.0;

/// A bar for each number of votes, most votes first, apart by how many were done with the article.
pub(super) fn draw(comparison: &Comparison) -> Drawing {
    let groups = comparison.groups();
    let votes = Comparison::votes(&groups);
    let under = format!(
        "{} places that somebody marked, by how many of those who are done marked them; the mark may differ.",
        groups.len()
    );
    let (mut out, mut y) = Drawing::titled(Chart::Votes.name(), &[under], WIDTH);
    let most = votes.values().copied().max().unwrap_or(1).max(1) as f32;
    let (left, right) = (16.0 + NAMES, WIDTH - 80.0);
    let mut order: Vec<((usize, usize), usize)> = votes.into_iter().collect();
    order.sort_by_key(|((found, of), _)| (std::cmp::Reverse(*of), std::cmp::Reverse(*found)));
    let mut last = None;
    for ((found, of), count) in order {
        if last.is_some_and(|last| last != of) {
            y += 10.0;
        }
        last = Some(of);
        let middle = y + ROW / 2.0;
        let name = format!("{found} of {of}");
        out.text([left - 12.0, middle], 12.5, Anchor::End, false, Paint::Ink, &name);
        let width = ((right - left) * count as f32 / most).max(1.0);
        let paint = if found == of { Paint::Accent } else { Paint::Same(found as f32 / of.max(1) as f32) };
        out.shapes.push(Shape::Rect([left, y + 4.0, width, ROW - 8.0], paint));
        out.text([left + width + 8.0, middle], 12.0, Anchor::Start, true, Paint::Ink, &count.to_string());
        let places = if count == 1 { "place" } else { "places" };
        let says = format!("Found by {found} of {of}: {count} {places}.");
        out.spots.push(Spot { at: [8.0, y, WIDTH - 16.0, ROW], says, opens: Opens::Votes(found, of) });
        y += ROW;
    }
    if last.is_none() {
        out.text([16.0, y + ROW / 2.0], 12.0, Anchor::Start, false, Paint::Weak, "Nothing was marked.");
        y += ROW;
    }
    out.height = y + 16.0;
    out
}
