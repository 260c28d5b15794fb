//! What a kind of link is.

use egui::{Ui, vec2};

use super::field::FieldKey;
use super::state::{Asked, CodebookAction, CodebookState};
use super::widgets::{line, named, refusal};
use crate::gui::action::Action;
use crate::gui::look::{icons, widgets};
use crate::model::{Codebook, Kind, LinkKind};

/// Shows a kind of link.
pub fn show(
    ui: &mut Ui,
    codebook: &Codebook,
    link: &LinkKind,
    state: &mut CodebookState,
    out: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.y = 8.0;
    widgets::section_head_with(ui, "Kind of link", |ui| {
        let delete = widgets::IconButton::new(icons::TRASH, "Delete this kind of link").size(22.0);
        if ui.add(delete).clicked() {
            out.push(Action::Codebook(CodebookAction::Ask(Asked::DeleteLink(link.id.clone()))));
        }
        for (icon, name, step) in
            [(icons::ARROW_DOWN, "Move down", 1_isize), (icons::ARROW_UP, "Move up", -1)]
        {
            let at = codebook.links.iter().position(|one| one.id == link.id);
            let to = at.and_then(|at| at.checked_add_signed(step)).filter(|to| *to < codebook.links.len());
            let button = ui.add_enabled(to.is_some(), widgets::IconButton::new(icon, name).size(22.0));
            if let (true, Some(at), Some(to)) = (button.clicked(), at, to) {
                let mut next = codebook.clone();
                next.links.swap(at, to);
                put(format!("move “{}”", link.name), next, out);
            }
        }
    });
    let key = FieldKey::LinkName(link.id.clone());
    named(ui, "Name", |ui| {
        line(ui, state, &key, "Name of the kind of link", &link.name, f32::INFINITY, out);
        refusal(ui, state, &key);
        widgets::weak(ui, "As in “… said by …”.");
    });
    for from in [true, false] {
        named(ui, if from { "From" } else { "To" }, |ui| ends(ui, codebook, link, from, out));
    }
    ui.add_space(4.0);
    if let Some(uses) = &state.uses {
        let count = uses.links.get(&link.id).copied().unwrap_or_default();
        let words = match count.links {
            0 => "No review uses it.".to_owned(),
            n => format!(
                "{} in {}.",
                super::change::counted(n, "link"),
                super::change::counted(count.reviews, "review")
            ),
        };
        widgets::weak(ui, &words);
    }
    ui.add_space(2.0);
    widgets::weak(ui, &format!("Its id in files is “{}”.", link.id));
}

/// What a link of this kind may start from or lead to.
fn ends(ui: &mut Ui, codebook: &Codebook, link: &LinkKind, from: bool, out: &mut Vec<Action>) {
    let now = if from { &link.from } else { &link.to };
    let side = if from { "from" } else { "to" };
    let mut set = |kinds: Vec<Kind>| {
        let mut next = codebook.clone();
        if let Some(one) = next.links.iter_mut().find(|one| one.id == link.id) {
            *(if from { &mut one.from } else { &mut one.to }) = kinds;
        }
        put(format!("what “{}” leads {side}", link.name), next, out);
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let any = ui.add(widgets::quiet("Anything").selected(now.is_empty()));
        any.widget_info(|| {
            egui::WidgetInfo::selected(
                egui::Role::Button,
                true,
                now.is_empty(),
                format!("Links {side} anything"),
            )
        });
        if any.clicked() && !now.is_empty() {
            set(Vec::new());
        }
        for kind in Kind::ALL {
            let on = now.contains(&kind);
            let button = ui.add(widgets::quiet(kind.name()).selected(on));
            button.widget_info(|| {
                let name = format!("Links {side} {}", kind.name());
                egui::WidgetInfo::selected(egui::Role::Button, true, on, name)
            });
            if button.clicked() {
                set(Kind::ALL.into_iter().filter(|other| now.contains(other) != (*other == kind)).collect());
            }
        }
    });
}

fn put(name: String, codebook: Codebook, out: &mut Vec<Action>) {
    out.push(Action::Codebook(CodebookAction::Put(name, Box::new(codebook))));
}
