//! The keyboard in a pane's text.

use egui::{Event, EventFilter, Key, Rect, Ui, vec2};

use super::blocks::{Block, block_at};
use super::keys::{self, Motion, Way};
use super::layout::BlockLayout;
use super::view::{PaneOutput, Setting};
use super::{PaneEvent, PaneState};
use crate::text::TextSize;

/// What the keyboard does in the text.
pub(super) fn see_keys(
    ui: &Ui,
    setting: &Setting<'_>,
    rect: Rect,
    state: &PaneState,
    output: &mut PaneOutput,
) {
    let id = output.response.id;
    if !output.response.has_focus() {
        return;
    }
    let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let events = ui.input(|i| i.filtered_events(&filter));
    let article = &setting.article.text;
    let mut at = state.caret();
    let mut goal = state.goal;
    for event in &events {
        if let Some((motion, extend)) = keys::motion(event) {
            let selected = state.selection.and_then(super::Selection::span);
            let (to, kept) = match (motion, selected, keys::moved(article, at, motion)) {
                // Without Shift an arrow leaves a selection by its near end.
                (Motion::Grapheme(Way::Back), Some(span), _) if !extend => (span.start(), None),
                (Motion::Grapheme(Way::On), Some(span), _) if !extend => (span.end(), None),
                (_, _, Some(to)) => (to, None),
                (_, _, None) => moved_by_rows(setting, &state.layout.blocks, rect, at, motion, goal),
            };
            at = to;
            goal = kept;
            output.events.push(PaneEvent::Caret { to, extend, goal });
        }
        match event {
            Event::Key { key: Key::A, pressed: true, modifiers, .. } if modifiers.command => {
                output.events.push(PaneEvent::SelectAll);
            }
            Event::Copy => {
                if let Some(words) =
                    state.selection.and_then(super::Selection::span).and_then(|s| s.slice(article))
                {
                    ui.ctx().copy_text(words.to_owned());
                }
            }
            _ => {}
        }
    }
}

/// Movements that depend on how the text is wrapped.
fn moved_by_rows(
    setting: &Setting<'_>,
    blocks: &[Block],
    rect: Rect,
    at: TextSize,
    motion: Motion,
    goal: Option<f32>,
) -> (TextSize, Option<f32>) {
    let line = setting.style.text.line;
    let Some((mut i, mut block)) = block_at(blocks, at).and_then(|i| Some((i, *blocks.get(i)?))) else {
        return (at, None);
    };
    let mut layout = setting.lay_out(block);
    let local = at.saturating_sub(block.span.start()).to_usize();
    let (row, x) = layout.caret(setting.words(block), local);
    let hit = |block: Block, layout: &BlockLayout, row: usize, x: f32| {
        let at = layout.hit(setting.words(block), vec2(x, (row as f32 + 0.5) * line), line);
        block.span.start() + TextSize::from_usize(at)
    };
    let (way, mut rows) = match motion {
        Motion::RowEnd(Way::Back) => return (hit(block, &layout, row, f32::NEG_INFINITY), None),
        Motion::RowEnd(Way::On) => return (hit(block, &layout, row, f32::INFINITY), None),
        Motion::Page(way) => (way, ((rect.height() / line) as usize).saturating_sub(2).max(1)),
        Motion::Row(way) => (way, 1),
        _ => return (at, None),
    };
    let x = goal.unwrap_or(x);
    let mut row = row;
    while rows > 0 {
        rows -= 1;
        let next = match way {
            Way::On if row + 1 < layout.rows() => {
                row += 1;
                continue;
            }
            Way::Back if row > 0 => {
                row -= 1;
                continue;
            }
            Way::On => i + 1,
            Way::Back => match i.checked_sub(1) {
                Some(before) => before,
                None => return (block.span.start(), Some(x)),
            },
        };
        let Some(found) = blocks.get(next) else { return (block.span.end(), Some(x)) };
        i = next;
        block = *found;
        layout = setting.lay_out(block);
        row = if way == Way::On { 0 } else { layout.rows() - 1 };
    }
    (hit(block, &layout, row, x), Some(x))
}
