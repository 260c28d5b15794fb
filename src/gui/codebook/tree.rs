//! The list at the left: labels as a tree, those that the codebook does not know, kinds of links.

use egui::{Rect, ScrollArea, Stroke, Ui, pos2};

use super::field::FieldKey;
use super::state::{Chosen, CodebookAction, CodebookState, NewLabel};
use super::widgets::{hinted_line, refusal};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, paint, widgets};
use crate::model::{Codebook, LabelId};
use crate::session::Session;

/// How far a label stands to the right of the one that it stands under.
const STEP: f32 = 16.0;
/// Room for keys at the right end of rows.
const KEYS: f32 = 26.0;

/// A row as it was drawn.
struct Drawn {
    label: LabelId,
    depth: usize,
    rect: Rect,
}

/// Where a dragged label would come to stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drop {
    /// Under which label; `None`: at the top.
    pub parent: Option<LabelId>,
    /// As number what of those there, itself left out.
    pub at: usize,
}

/// Shows the list.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut CodebookState,
    writable: bool,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    ScrollArea::vertical().auto_shrink(false).id_salt("codebook tree").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::section_head(ui, "Labels");
        let codebook = session.codebook();
        let mut drawn = Vec::with_capacity(codebook.labels.len());
        for branch in codebook.tree() {
            let label = branch.label;
            let count = state.uses_of(&label.id).map(|count| count.annotations.to_string());
            let inset = branch.depth as f32 * STEP;
            let row = widgets::Row::new(label.name.as_str())
                .lead(widgets::Lead::Swatch(label.kind, tokens.mark(label.color)))
                .detail(count.clone().unwrap_or_default())
                .keep(KEYS)
                .name(row_name(&label.name, branch.depth, count.as_deref()))
                .selected(state.label() == Some(&label.id))
                .inset(inset);
            let row = if writable { row.draggable() } else { row };
            let response = ui.push_id(label.id.as_str(), |ui| ui.add(row)).inner;
            if !label.key.is_empty() {
                let at = pos2(response.rect.right() - metrics::GAP, response.rect.center().y);
                paint::key_cap(ui.painter(), at, &label.key.to_uppercase(), tokens);
            }
            if response.clicked() || response.gained_focus() {
                choose(state, Chosen::Label(label.id.clone()), out);
            }
            if state.reveal && state.label() == Some(&label.id) {
                state.reveal = false;
                response.scroll_to_me(None);
                response.request_focus();
            }
            if response.drag_started() {
                state.dragged = Some(label.id.clone());
            }
            drawn.push(Drawn { label: label.id.clone(), depth: branch.depth, rect: response.rect });
        }
        if codebook.labels.is_empty() {
            widgets::weak(ui, "No labels yet. Make the first one.");
        }
        if writable {
            new_label(ui, codebook, state, out);
        }
        drag(ui, codebook, state, &drawn, out);
        unknown(ui, session, state, out);
        ui.add_space(16.0);
        links(ui, session, state, writable, out);
        ui.add_space(16.0);
    });
}

/// Where the name of a new label is written.
fn new_label(ui: &mut Ui, codebook: &Codebook, state: &mut CodebookState, out: &mut Vec<Action>) {
    ui.add_space(4.0);
    let hint = match &state.place {
        NewLabel::Under(id) => format!("Add a label under “{}”", codebook.label_name(id)),
        NewLabel::After => format!("Add a label   {}", Command::NewLabel.shortcut_text(ui.ctx())),
    };
    hinted_line(ui, state, &FieldKey::NewLabel, "New label", &hint, f32::INFINITY, out);
    refusal(ui, state, &FieldKey::NewLabel);
}

fn row_name(name: &str, depth: usize, count: Option<&str>) -> String {
    let level = if depth == 0 { String::new() } else { format!(", level {}", depth + 1) };
    match count {
        Some(count) => format!("Label {name}{level}, {count} annotations"),
        None => format!("Label {name}{level}"),
    }
}

fn choose(state: &CodebookState, chosen: Chosen, out: &mut Vec<Action>) {
    if state.chosen != chosen {
        out.push(Action::Codebook(CodebookAction::Choose(chosen)));
    }
}

/// Moves the dragged row: shows where it would go, and puts it there when it is let go.
fn drag(ui: &Ui, codebook: &Codebook, state: &mut CodebookState, drawn: &[Drawn], out: &mut Vec<Action>) {
    let Some(dragged) = state.dragged.clone() else { return };
    let tokens = look::tokens(ui);
    let (pointer, down) = ui.input(|input| (input.pointer.latest_pos(), input.pointer.any_down()));
    let target = pointer.and_then(|pointer| drop_at(codebook, drawn, &dragged, pointer.y));
    if down {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        if let Some((_, mark)) = &target {
            let stroke = Stroke::new(2.0, tokens.accent);
            match mark {
                Mark::Into(rect) => {
                    ui.painter().rect_stroke(*rect, metrics::RADIUS_SMALL, stroke, egui::StrokeKind::Inside);
                }
                Mark::Line(from, to, y) => {
                    ui.painter().hline(*from..=*to, *y, stroke);
                    ui.painter().circle_filled(pos2(*from, *y), 3.0, tokens.accent);
                }
            }
        }
        return;
    }
    state.dragged = None;
    let Some((target, _)) = target else { return };
    let mut next = codebook.clone();
    if next.place(&dragged, target.parent.as_ref(), target.at) && next != *codebook {
        let name = format!("move “{}”", codebook.label_name(&dragged));
        out.push(Action::Codebook(CodebookAction::Put(name, Box::new(next))));
    }
}

enum Mark {
    Into(Rect),
    Line(f32, f32, f32),
}

/// Where a label that is dragged to this height would come to stand: in the upper part of a row
/// before it, in the middle under it, in the lower part after it.
fn drop_at(codebook: &Codebook, drawn: &[Drawn], dragged: &LabelId, y: f32) -> Option<(Drop, Mark)> {
    let last = drawn.last()?;
    let row = drawn.iter().find(|row| y < row.rect.bottom() + 1.0).unwrap_or(last);
    if codebook.is_within(&row.label, dragged) {
        return None;
    }
    let place_of = |label: &LabelId| {
        let parent = codebook.parent_of(codebook.label(label)?).map(|parent| parent.id.clone());
        let siblings = codebook.children(parent.as_ref());
        let at = siblings.iter().filter(|other| other.id != *dragged).position(|other| other.id == *label)?;
        Some((parent, at))
    };
    let line = |row: &Drawn, y: f32| {
        let left = row.rect.left() + metrics::GAP + row.depth as f32 * STEP;
        Mark::Line(left, row.rect.right() - metrics::GAP, y)
    };
    let part = (y - row.rect.top()) / row.rect.height();
    if part < 0.3 {
        let (parent, at) = place_of(&row.label)?;
        return Some((Drop { parent, at }, line(row, row.rect.top())));
    }
    let has_children = !codebook.children(Some(&row.label)).is_empty();
    if part < 0.7 || (has_children && part <= 1.0) {
        let at = if part < 0.7 { usize::MAX } else { 0 };
        return Some((Drop { parent: Some(row.label.clone()), at }, Mark::Into(row.rect)));
    }
    if y > last.rect.bottom() {
        // Below all rows: the end of the top.
        return Some((
            Drop { parent: None, at: usize::MAX },
            line(&Drawn { depth: 0, ..copy(last) }, last.rect.bottom()),
        ));
    }
    let (parent, at) = place_of(&row.label)?;
    Some((Drop { parent, at: at + 1 }, line(row, row.rect.bottom())))
}

fn copy(row: &Drawn) -> Drawn {
    Drawn { label: row.label.clone(), depth: row.depth, rect: row.rect }
}

/// Labels that reviews have and the codebook does not know.
fn unknown(ui: &mut Ui, session: &Session, state: &CodebookState, out: &mut Vec<Action>) {
    let Some(uses) = &state.uses else { return };
    let unknown: Vec<_> =
        uses.labels.iter().filter(|(id, _)| session.codebook().label(id).is_none()).collect();
    if unknown.is_empty() {
        return;
    }
    ui.add_space(16.0);
    widgets::section_head(ui, "Not in the codebook");
    for (id, count) in unknown {
        let row = widgets::Row::new(id.as_str())
            .lead(widgets::Lead::Icon(icons::QUESTION))
            .detail(count.annotations.to_string())
            .keep(KEYS)
            .name(format!("Unknown label {id}, {} annotations", count.annotations))
            .selected(state.label() == Some(id));
        let response = ui.push_id(("unknown", id.as_str()), |ui| ui.add(row)).inner;
        if response.clicked() || response.gained_focus() {
            choose(state, Chosen::Label(id.clone()), out);
        }
    }
}

fn links(ui: &mut Ui, session: &Session, state: &mut CodebookState, writable: bool, out: &mut Vec<Action>) {
    widgets::section_head(ui, "Kinds of links");
    for link in &session.codebook().links {
        let uses = state.uses.as_ref();
        let count = uses.map(|uses| uses.links.get(&link.id).copied().unwrap_or_default().links);
        let row = widgets::Row::new(link.name.as_str())
            .lead(widgets::Lead::Icon(icons::LINK))
            .detail(count.map(|count| count.to_string()).unwrap_or_default())
            .keep(KEYS)
            .name(format!("Kind of link {}", link.name))
            .selected(state.chosen == Chosen::Link(link.id.clone()));
        let response = ui.push_id(("link", link.id.as_str()), |ui| ui.add(row)).inner;
        if response.clicked() || response.gained_focus() {
            choose(state, Chosen::Link(link.id.clone()), out);
        }
    }
    if session.codebook().links.is_empty() {
        widgets::weak(ui, "None: annotations cannot be linked.");
    }
    if writable {
        ui.add_space(4.0);
        let hint = "Add a kind of link";
        hinted_line(ui, state, &FieldKey::NewLink, "New kind of link", hint, f32::INFINITY, out);
        refusal(ui, state, &FieldKey::NewLink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(codebook: &Codebook) -> Vec<Drawn> {
        let row = |(number, branch): (usize, crate::model::Branch<'_>)| Drawn {
            label: branch.label.id.clone(),
            depth: branch.depth,
            rect: Rect::from_min_size(pos2(0.0, number as f32 * 28.0), egui::vec2(200.0, 26.0)),
        };
        codebook.tree().into_iter().enumerate().map(row).collect()
    }

    #[test]
    fn a_row_goes_before_under_or_after_the_one_it_is_dropped_on() {
        let mut book = Codebook::default();
        book.labels.truncate(4);
        book.place(&"organization".into(), Some(&"person".into()), 0);
        // person, organization under it, place, date
        let rows = drawn(&book);
        let drop = |dragged: &str, y: f32| {
            drop_at(&book, &rows, &dragged.into(), y)
                .map(|(drop, _)| (drop.parent.map(|parent| parent.to_string()), drop.at))
        };
        let person = Some("person".to_owned());
        assert_eq!(drop("date", 2.0), Some((None, 0)), "before person");
        assert_eq!(drop("date", 13.0), Some((person.clone(), usize::MAX)), "under person, last");
        assert_eq!(drop("date", 24.0), Some((person.clone(), 0)), "under person, first");
        assert_eq!(drop("date", 30.0), Some((person.clone(), 0)), "before organization");
        assert_eq!(drop("date", 52.0), Some((person, 1)), "after organization");
        assert_eq!(drop("place", 500.0), Some((None, usize::MAX)));
        assert_eq!(drop("person", 40.0), None, "not under itself");
        assert_eq!(drop("person", 13.0), None);
    }
}
