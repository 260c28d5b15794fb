//! The pieces of an annotation that has several, in the inspector.

use egui::{Ui, vec2};

use super::{ReadState, TieAction};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::gui::read::shortened;
use crate::model::{Annotation, Article};

/// Lists the pieces: a click chooses the one that the keys for ends move. Where words of the same
/// article are selected, offers to add them.
pub fn show(
    ui: &mut Ui,
    annotation: &Annotation,
    article: &Article,
    selected: Option<crate::text::Span>,
    state: &ReadState,
    writable: bool,
    out: &mut Vec<Action>,
) {
    let count = annotation.spans.len();
    if count > 1 {
        widgets::list(ui, |ui| {
            for (at, span) in annotation.spans.iter().enumerate() {
                let words = shortened(span.slice(&article.text).unwrap_or_default(), 48);
                let row = widgets::Row::new(words.as_str())
                    .detail(format!("{} of {count}", at + 1))
                    .font(look::serif(13.0))
                    .name(format!("Piece {} of {count}: “{words}”", at + 1))
                    .selected(state.ties.piece == Some(at))
                    .keep(if writable { 22.0 } else { 0.0 });
                let response = ui.push_id(("piece", at), |ui| ui.add(row)).inner;
                let cross = egui::Rect::from_center_size(
                    egui::pos2(response.rect.right() - 12.0, response.rect.center().y),
                    vec2(20.0, 20.0),
                );
                let button =
                    widgets::IconButton::new(icons::X, format!("Remove piece {}", at + 1)).size(20.0);
                if writable && ui.put(cross, button).clicked() {
                    out.push(TieAction::RemovePiece(annotation.id.clone(), at).into());
                } else if response.clicked() {
                    out.push(TieAction::Piece(at).into());
                }
            }
        });
    }
    let apart = selected.filter(|span| !annotation.spans.iter().any(|piece| piece.covers(*span)));
    if writable && let Some(words) = apart.and_then(|span| span.slice(&article.text)) {
        let add = widgets::plain(format!("Add “{}”", shortened(words, 18)))
            .icon(icons::SELECTION_PLUS)
            .key(Command::AddPiece.shortcut_text(ui.ctx()))
            .height(22.0);
        if ui.add(add).on_hover_text("As another piece of this annotation").clicked() {
            out.push(Action::Do(Command::AddPiece));
        }
        ui.add_space(metrics::GAP / 2.0);
    }
}
