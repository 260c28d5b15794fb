//! What all reviewers marked, by how many of them found it.

use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::choice::CompareAction;
use super::everyone::{Everyone, Part};
use super::state::CompareState;
use super::words;
use crate::agreement::{Group, GroupState};
use crate::gui::action::Action;
use crate::gui::look::{self, metrics, paint, widgets};
use crate::gui::read::shortened;
use crate::text::Chars;

/// Height of an entry of the list.
const ENTRY: f32 = 46.0;
/// Letters of an entry.
const SHORT: usize = 60;

/// The words that a group is about: from its first to its last character.
fn group_words(part: &Part, everyone: &Everyone, group: &Group) -> Option<(String, String)> {
    let scope = part.comparison.articles.get(group.article)?;
    let text = everyone.texts.get(&scope.key)?;
    let marks = group.marks.iter().filter_map(|at| part.comparison.mark(*at));
    let (start, end) = marks.fold((Chars(u32::MAX), Chars(0)), |(start, end), mark| {
        (start.min(mark.start()), end.max(mark.end()))
    });
    let span = text.offsets.span_from_chars(&text.text, start, end)?;
    let place = format!("{} ¶{}", text.short_name(), text.paragraph_number(span.start()));
    Some((span.slice(&text.text)?.replace(['\n', '\r', '\t'], " "), place))
}

/// How many found what was found, and the list of it.
pub fn show(ui: &mut Ui, part: &Part, everyone: &Everyone, state: &CompareState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    widgets::section_head(ui, "Found by");
    let most = part.votes.values().copied().max().unwrap_or(1).max(1) as f32;
    let mut order: Vec<_> = part.votes.iter().map(|(votes, count)| (*votes, *count)).collect();
    order.sort_by_key(|((found, of), _)| (std::cmp::Reverse(*of), std::cmp::Reverse(*found)));
    for ((found, of), count) in order {
        let chosen = state.votes == Some((found, of));
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), metrics::ROW), Sense::hover());
        let response = ui.interact(rect, ui.scope_id().with(("votes", found, of)), Sense::click());
        let said = format!("Found by {found} of {of}: {}", words::counted(count as u64, "place", "places"));
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, said.as_str()));
        let painter = ui.painter();
        if chosen || response.hovered() {
            let ground = if chosen { tokens.accent_ground } else { tokens.hover };
            painter.rect_filled(rect, metrics::RADIUS_TINY, ground);
        }
        let names = 64.0;
        let galley =
            painter.layout_no_wrap(format!("{found} of {of}"), look::sans(metrics::SANS), tokens.ink);
        paint::put(painter, pos2(rect.left() + 8.0, rect.center().y), Align2::LEFT_CENTER, galley);
        let room = rect.width() - names - 56.0;
        let bar = Rect::from_min_size(
            pos2(rect.left() + names, rect.center().y - 5.0),
            vec2((room * count as f32 / most).max(2.0), 10.0),
        );
        let strong = look::over(tokens.accent, 0.25 + 0.6 * found as f32 / of.max(1) as f32, tokens.desk);
        painter.rect_filled(bar, 2, strong);
        let galley = painter.layout_no_wrap(count.to_string(), look::medium(metrics::SANS), tokens.ink);
        paint::put(painter, pos2(bar.right() + 8.0, rect.center().y), Align2::LEFT_CENTER, galley);
        if response.has_focus() {
            paint::focus_ring(painter, rect, metrics::RADIUS_TINY, tokens);
        }
        if response.clicked() {
            let chosen = (!chosen).then_some((found, of));
            out.push(Action::Compare(CompareAction::Votes(chosen)));
        }
    }
    ui.add_space(8.0);
    let listed: Vec<&Group> = part
        .groups
        .iter()
        .filter(|group| match state.votes {
            Some(votes) => (group.marks.len(), group.of) == votes,
            None => group.state != GroupState::Identical,
        })
        .collect();
    let head = match state.votes {
        Some((found, of)) => format!("{found} of {of}  {}", listed.len()),
        None => format!("Not the same for all  {}", listed.len()),
    };
    widgets::section_head_with(ui, &head, |ui| {
        if state.votes.is_some() && ui.add(widgets::plain("Show all").height(22.0)).clicked() {
            out.push(Action::Compare(CompareAction::Votes(None)));
        }
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("places").auto_shrink(false);
    area.show_rows(ui, ENTRY, listed.len(), |ui, range| {
        for at in range {
            if let Some(group) = listed.get(at) {
                entry(ui, at, part, everyone, group, out);
            }
        }
    });
}

fn entry(ui: &mut Ui, at: usize, part: &Part, everyone: &Everyone, group: &Group, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ENTRY), Sense::hover());
    let Some((words, place)) = group_words(part, everyone, group) else { return };
    let label = |at: &crate::agreement::MarkRef| {
        let mark = part.comparison.mark(*at)?;
        let place = part.comparison.labels.iter().position(|label| *label == mark.label)?;
        part.names.labels.get(place).map(String::as_str)
    };
    let mut labels: Vec<&str> = group.marks.iter().filter_map(label).collect();
    labels.dedup();
    let who: Vec<&str> = group
        .marks
        .iter()
        .filter_map(|at| part.names.reviewers.get(at.reviewer as usize).map(String::as_str))
        .collect();
    let what = format!(
        "{} of {} · {} · {} · {}",
        group.marks.len(),
        group.of,
        group.state.name(),
        labels.join(" / "),
        who.join(", ")
    );
    let response = ui.interact(rect, ui.scope_id().with(("place", at)), Sense::click());
    let short = shortened(&words, SHORT);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("“{short}”, {what}, {place}")));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if response.hovered() {
        painter.rect_filled(rect, metrics::RADIUS_SMALL, tokens.hover);
    }
    let width = rect.width() - 16.0;
    let galley = paint::line(&painter, &short, look::serif(15.0), tokens.ink, width);
    paint::put(&painter, pos2(rect.left() + 8.0, rect.top() + 15.0), Align2::LEFT_CENTER, galley);
    let font = look::sans(metrics::SMALL);
    let galley = paint::line(&painter, &place, font.clone(), tokens.weak, width * 0.5);
    let y = rect.bottom() - 13.0;
    let right = paint::put(&painter, pos2(rect.right() - 8.0, y), Align2::RIGHT_CENTER, galley).left();
    let galley = paint::line(&painter, &what, font, tokens.weak, right - rect.left() - 16.0);
    paint::put(&painter, pos2(rect.left() + 8.0, y), Align2::LEFT_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring(&painter, rect, metrics::RADIUS_SMALL, tokens);
    }
    if response.clicked()
        && let Some(first) = group.marks.first()
    {
        out.push(Action::Compare(CompareAction::ShowMark(*first)));
    }
    response.on_hover_text(what);
}
