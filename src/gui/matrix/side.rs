//! What of the matrix is shown: kinds, filters, order.

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::state::{MatrixAction, MatrixState, Only, Order};
use crate::gui::action::Action;
use crate::gui::look::{self, metrics, widgets};
use crate::model::Kind;

const KINDS: [(Kind, &str); 4] = [
    (Kind::Claim, "Claims"),
    (Kind::Quote, "Statements"),
    (Kind::Entity, "Entities"),
    (Kind::Other, "Other"),
];

/// Shows it in `rect`.
pub fn show(ui: &mut Ui, rect: Rect, state: &mut MatrixState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), tokens.hairline());
    let inner = rect.shrink2(vec2(metrics::PADDING, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("matrix side"), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add_space(metrics::PADDING);
            let mut query = state.query.clone();
            if ui.add(widgets::SearchField::new(&mut query, "Search the matrix")).changed() {
                out.push(Action::Matrix(MatrixAction::Query(query)));
            }
            ui.add_space(metrics::PADDING);
            widgets::section_head(ui, "Show");
            let all = state.rows().len();
            if choice(ui, "Everything", all, state.kind.is_none()) {
                out.push(Action::Matrix(MatrixAction::Kind(None)));
            }
            for (kind, name) in KINDS {
                let count = state.count(kind);
                let chosen = state.kind == Some(kind);
                if (count > 0 || kind != Kind::Other) && choice(ui, name, count, chosen) {
                    out.push(Action::Matrix(MatrixAction::Kind((!chosen).then_some(kind))));
                }
            }
            ui.add_space(16.0);
            widgets::section_head(ui, "Only rows that");
            for only in Only::SOME {
                let of_kind = |row: &&super::MatrixRow| state.kind.is_none_or(|kind| kind == row.kind);
                let count = state.rows().iter().filter(of_kind).filter(|row| only.fits(row)).count();
                let chosen = state.only == only;
                if choice(ui, only.name(), count, chosen) {
                    let to = if chosen { Only::All } else { only };
                    out.push(Action::Matrix(MatrixAction::Only(to)));
                }
            }
            ui.add_space(16.0);
            widgets::section_head(ui, "Order");
            for order in Order::ALL {
                let row = widgets::Row::new(order.name()).selected(state.order == order);
                if ui.add(row).clicked() {
                    out.push(Action::Matrix(MatrixAction::Order(order)));
                }
            }
            ui.add_space(16.0);
        });
    });
}

fn choice(ui: &mut Ui, name: &str, count: usize, chosen: bool) -> bool {
    let row = widgets::Row::new(name)
        .detail(count.to_string())
        .name(format!("{name}, {count} rows"))
        .selected(chosen);
    ui.add(row).clicked()
}
