//! Where the text of a pane stands: scrolling, places brought into view, columns brought level.

use egui::Rect;

use super::blocks::{Block, block_at};
use super::layout::BlockLayout;
use super::view::Setting;
use super::{Aim, PaneState, Top};
use crate::text::TextSize;

/// Space after the last line, so that it can be read at eye height.
const FOOT: f32 = 72.0;
/// The height at which columns are brought level, as a share of the pane's height.
const LEVEL: f32 = 0.3;

/// Brings the top to where scrolling, a changed width and asked-for places want it.
pub(super) fn settle(setting: &Setting<'_>, rect: Rect, state: &mut PaneState) {
    let blocks = std::mem::take(&mut state.layout.blocks);
    let line = setting.style.text.line;
    let resized = state.layout.width != setting.width || state.layout.line != line;
    if resized
        && state.layout.width > 0.0
        && state.top.item > 0
        && let Some(at) = state.layout.top_byte
    {
        state.top = top_of(setting, &blocks, at);
    }
    state.layout.width = setting.width;
    state.layout.line = line;
    state.top.item = state.top.item.min(blocks.len());
    state.loose &= !resized;
    let by = std::mem::take(&mut state.scroll);
    state.alone = false;
    let height = rect.height();
    (state.top, state.loose) = scrolled(setting, &blocks, state.top, by, height, state.loose);
    if resized
        && by == 0.0
        && state.reveal.is_none()
        && state.follow.is_none()
        && state.layout.top_byte.is_some()
    {
        state.layout.seen_at = Some(state.top);
    }
    if let Some((at, aim)) = state.reveal.take() {
        let top = revealed(setting, &blocks, state.top, at, aim, height);
        let loose = aim == Aim::Level;
        (state.top, state.loose) = scrolled(setting, &blocks, top, 0.0, height, loose);
    }
    if let Some((place, below)) = state.follow.take() {
        let top = place_top(setting, &blocks, place);
        let top = Top { into: top.into - (level(height) + below), ..top };
        (state.top, state.loose) = scrolled(setting, &blocks, top, 0.0, height, false);
    }
    state.layout.blocks = blocks;
}

/// The top at which the row of a place is the first.
fn top_of(setting: &Setting<'_>, blocks: &[Block], at: TextSize) -> Top {
    let Some((i, block)) = block_at(blocks, at).and_then(|i| Some((i, *blocks.get(i)?))) else {
        return Top::default();
    };
    let (row, _) =
        setting.lay_out(block).caret(setting.words(block), at.saturating_sub(block.span.start()).to_usize());
    Top { item: i + 1, into: row as f32 * setting.style.text.line }
}

/// The top moved by so many points, and never past the ends; with whether it is past them all the
/// same. It may be where it is `loose`: then it comes back with the next scrolling, and goes no further.
fn scrolled(
    setting: &Setting<'_>,
    blocks: &[Block],
    top: Top,
    by: f32,
    height: f32,
    loose: bool,
) -> (Top, bool) {
    let (above, below) =
        if loose { past(setting, blocks, normal(setting, blocks, top), height) } else { (0.0, 0.0) };
    let mut top = normal(setting, blocks, Top { into: top.into + by, ..top });
    let (over, under) = past(setting, blocks, top, height);
    if over > above {
        top = Top { item: 0, into: -above };
    } else if under > below {
        top = normal(setting, blocks, Top { into: top.into - (under - below), ..top });
        // A text shorter than the pane stands at its top.
        if below == 0.0 {
            top.into = top.into.max(0.0);
        }
    }
    let (over, under) = if loose { past(setting, blocks, top, height) } else { (0.0, 0.0) };
    (top, over > 0.0 || under > 0.0)
}

/// The same top, said of the item in which it lies; above the text it lies in the first one.
fn normal(setting: &Setting<'_>, blocks: &[Block], mut top: Top) -> Top {
    while top.into < 0.0 && top.item > 0 {
        top.item -= 1;
        top.into += setting.height(top.item, blocks);
    }
    let mut here = setting.height(top.item, blocks);
    while top.into >= here && top.item < blocks.len() {
        top.into -= here;
        top.item += 1;
        here = setting.height(top.item, blocks);
    }
    top
}

/// How many points of nothing there are above the text, and how many more than [`FOOT`] below it.
fn past(setting: &Setting<'_>, blocks: &[Block], top: Top, height: f32) -> (f32, f32) {
    // What is left below the top: stop once it fills the pane.
    let (mut below, mut item) = (-top.into, top.item);
    while below < height && item <= blocks.len() {
        below += setting.height(item, blocks);
        item += 1;
    }
    let over = if top.item == 0 { (-top.into).max(0.0) } else { 0.0 };
    let under = if item > blocks.len() { (height - (below + FOOT)).max(0.0) } else { 0.0 };
    (over, under)
}

/// How far below a pane's top columns are brought level.
fn level(height: f32) -> f32 {
    (height * LEVEL).round()
}

/// The place in the text that stands where columns are brought level: an offset in bytes, with the
/// part of its row's bytes that are above.
pub(super) fn eye(setting: &Setting<'_>, blocks: &[Block], top: Top, height: f32) -> f64 {
    let at = normal(setting, blocks, Top { into: top.into + level(height), ..top });
    let Some(block) = at.item.checked_sub(1).and_then(|i| blocks.get(i)) else { return 0.0 };
    let line = setting.style.text.line;
    let layout = setting.lay_out(*block);
    let row = ((at.into / line).floor().max(0.0) as usize).min(layout.rows() - 1);
    let (start, end) = row_bytes(setting, *block, &layout, row);
    let part = f64::from((at.into / line - row as f32).clamp(0.0, 1.0));
    start + (end - start) * part
}

/// The top at which a place, as [`eye`] gives it, is the first.
fn place_top(setting: &Setting<'_>, blocks: &[Block], place: f64) -> Top {
    let at = TextSize::from_usize(place.max(0.0) as usize);
    let Some((i, block)) = block_at(blocks, at).and_then(|i| Some((i, *blocks.get(i)?))) else {
        return Top::default();
    };
    let layout = setting.lay_out(block);
    let local = at.saturating_sub(block.span.start()).to_usize();
    let (row, _) = layout.caret(setting.words(block), local);
    let (start, end) = row_bytes(setting, block, &layout, row);
    let part = if end > start { ((place - start) / (end - start)).clamp(0.0, 1.0) } else { 0.0 };
    Top { item: i + 1, into: (row as f32 + part as f32) * setting.style.text.line }
}

/// From where to where a row of a block goes, in bytes of the article.
fn row_bytes(setting: &Setting<'_>, block: Block, layout: &BlockLayout, row: usize) -> (f64, f64) {
    let line = setting.style.text.line;
    let start_of = |row: usize| {
        let at =
            layout.hit(setting.words(block), egui::vec2(f32::NEG_INFINITY, (row as f32 + 0.5) * line), line);
        f64::from(block.span.start().to_u32()) + at as f64
    };
    let end = if row + 1 < layout.rows() { start_of(row + 1) } else { f64::from(block.span.end().to_u32()) };
    (start_of(row), end)
}

/// The top at which a place is in view.
fn revealed(setting: &Setting<'_>, blocks: &[Block], top: Top, at: TextSize, aim: Aim, height: f32) -> Top {
    let target = top_of(setting, blocks, at);
    match aim {
        Aim::Top => return target,
        Aim::Level => return Top { into: target.into - level(height), ..target },
        Aim::Nearest | Aim::Eye => {}
    }
    let line = setting.style.text.line;
    // How far below the pane's top the place is now, looked for within three heights either way.
    let mut distance = None;
    if target.item >= top.item {
        let (mut y, mut item) = (-top.into, top.item);
        while y < height * 3.0 && item <= blocks.len() {
            if item == target.item {
                distance = Some(y + target.into);
                break;
            }
            y += setting.height(item, blocks);
            item += 1;
        }
    }
    let inside = |y: f32, edge: f32| y >= edge && y + line <= height - edge;
    match (distance, aim) {
        (Some(y), Aim::Nearest) if inside(y, 0.0) => top,
        (Some(y), Aim::Nearest) if y > 0.0 && y < height * 2.0 => {
            Top { into: top.into + (y + 2.0 * line - height), ..top }
        }
        (Some(y), _) if inside(y, (height * 0.12).min(3.0 * line)) => top,
        (None, Aim::Nearest) if target.item + 1 >= top.item => Top { into: target.into - line, ..target },
        _ => Top { into: target.into - (height / 3.0).round(), ..target },
    }
}
