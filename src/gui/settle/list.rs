//! The queue.

use egui::{Align2, EventFilter, Key, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::action::{Filter, SettleAction};
use super::state::{SettleState, place_of};
use super::{entry_id, words};
use crate::agreement::settle::{Item, State};
use crate::gui::action::Action;
use crate::gui::compare::excerpt;
use crate::gui::look::{self, icons, metrics, paint, widgets};
use crate::gui::read::shortened;
use crate::session::Session;

/// Height of an entry.
const ENTRY: f32 = 46.0;
/// Letters of a group's words.
const SHORT: usize = 48;

/// Shows it in the rest of `ui`.
pub fn show(ui: &mut Ui, session: &Session, state: &mut SettleState, out: &mut Vec<Action>) {
    let count = state.listed.len();
    let progress = state.queue.progress(|item| state.filter.takes(item));
    let head = if state.filter == Filter::default() {
        format!("Queue  {}", progress.open)
    } else {
        format!("Queue  {} open of {count}", progress.open)
    };
    widgets::section_head_with(ui, &head, |ui| {
        if state.filter != Filter::default()
            && ui.add(widgets::plain("Show all").height(22.0)).on_hover_text("All groups").clicked()
        {
            out.push(Action::Consensus(SettleAction::Filter(Filter::default())));
        }
    });
    if count == 0 {
        widgets::weak(ui, "No group is like this.");
        return;
    }
    let mut area = ScrollArea::vertical().id_salt("queue").auto_shrink(false);
    let current = state.item().map(|(at, _)| at);
    if state.list_to
        && let Some(place) = current.and_then(|at| state.listed.iter().position(|listed| *listed == at))
    {
        let (top, height) = (place as f32 * ENTRY, ui.available_height());
        let now = state.list_at;
        if top < now || top + ENTRY > now + height {
            area = area.vertical_scroll_offset((top - (height / 3.0).max(0.0)).max(0.0));
        }
    }
    state.list_to = false;
    ui.spacing_mut().item_spacing.y = 0.0;
    let shown: &SettleState = state;
    let output = area.show_rows(ui, ENTRY, count, |ui, range| {
        for at in shown.listed.get(range).unwrap_or_default() {
            if let Some(item) = shown.queue.items.get(*at) {
                entry(ui, item, session, shown, out);
            }
        }
    });
    state.list_at = output.state.clamped_offset().y;
}

fn entry(ui: &mut Ui, item: &Item, session: &Session, state: &SettleState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let codebook = session.codebook();
    let chosen = state.current == Some(item.key());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ENTRY), Sense::hover());
    let response = ui.interact(rect, entry_id(item.key()), Sense::click());
    let title = words::title(item, session);
    let labels = words::labels(item, codebook);
    let what = match item.decision(session.review()) {
        Some(decision) => words::choice(decision, &state.names),
        None if item.state == State::Reopened => format!("came back · {}", item.group.kind.name()),
        None => item.group.kind.name().to_owned(),
    };
    let what = if labels.is_empty() { what } else { format!("{what} · {labels}") };
    let place = words::place(item, session);
    response.widget_info(|| {
        let name =
            format!("“{}”, {what}, {place}, {}", shortened(&title, 2 * SHORT), words::state(item.state));
        WidgetInfo::selected(Role::Button, true, chosen, name)
    });
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let ground = match (chosen, response.hovered()) {
        (true, _) => Some(tokens.accent_ground),
        (_, true) => Some(tokens.hover),
        _ => None,
    };
    if let Some(ground) = ground {
        painter.rect_filled(rect, metrics::RADIUS_SMALL, ground);
    }
    let lead = pos2(rect.left() + 14.0, rect.top() + 15.0);
    match item.state {
        // A full dot, an arrow, a dash, a tick: states differ in shape, not by colour alone.
        State::Open => drop(painter.circle_filled(lead, 4.5, tokens.weak)),
        State::Reopened => paint::icon(&painter, lead, icons::ARROW_CLOCKWISE, 15.0, tokens.warn),
        State::Postponed => paint::icon(&painter, lead, icons::MINUS, 14.0, tokens.weak),
        State::Decided => paint::icon(&painter, lead, icons::CHECK, 14.0, tokens.good),
    }
    let (left, width) = (rect.left() + 30.0, rect.width() - 38.0);
    let ink = if item.state == State::Decided && !chosen { tokens.weak } else { tokens.ink };
    let words = match place_of(item, session) {
        Some((article, span)) if item.group.kind.is_mark() => {
            excerpt(&article.text, span, &[], SHORT).into_iter().map(|(words, _)| words).collect()
        }
        _ => title,
    };
    let galley = paint::line(&painter, &words, look::serif(15.0), ink, width);
    paint::put(&painter, pos2(left, rect.top() + 15.0), Align2::LEFT_CENTER, galley);
    let font = look::sans(metrics::SMALL);
    let y = rect.bottom() - 13.0;
    let galley = paint::line(&painter, &place, font.clone(), tokens.weak, width * 0.6);
    let right =
        paint::put(&painter, pos2(left + width, y), Align2::RIGHT_CENTER, galley).left() - metrics::GAP;
    let galley = paint::line(&painter, &what, font, tokens.weak, right - left);
    paint::put(&painter, pos2(left, y), Align2::LEFT_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring(&painter, rect, metrics::RADIUS_SMALL, tokens);
        walk(ui, &response, item.key(), state, out);
    }
    if response.clicked() {
        out.push(Action::Consensus(SettleAction::Show(item.key(), false)));
    }
}

/// With the keyboard on an entry: to the first and to the last. Up and down go everywhere.
fn walk(ui: &Ui, response: &egui::Response, key: u64, state: &SettleState, out: &mut Vec<Action>) {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let key_of = |at: Option<&usize>| at.and_then(|at| state.queue.items.get(*at)).map(Item::key);
    let to = ui.input(|input| {
        let pressed = |key| input.key_pressed(key) && input.modifiers.is_none();
        if pressed(Key::Home) {
            key_of(state.listed.first())
        } else if pressed(Key::End) {
            key_of(state.listed.last())
        } else {
            None
        }
    });
    if let Some(to) = to.filter(|to| *to != key) {
        out.push(Action::Consensus(SettleAction::Show(to, true)));
    }
}
