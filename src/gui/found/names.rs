//! Names as suggestions, grouped by what they likely name.

use egui::{ScrollArea, Ui, vec2};

use super::entry::{Entry, list};
use super::page::FoundAction;
use super::state::FoundState;
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::model::{Kind, Suggestion};
use crate::session::Session;
use crate::session::suggest::NameGroup;

/// Mentions that the card lists.
const SHOWN: usize = 8;

/// Shows the page.
pub fn show(ui: &mut Ui, session: &Session, state: &mut FoundState, out: &mut Vec<Action>) {
    let writable = session.read_only().is_none();
    if state.groups().is_empty() {
        let rejected =
            session.review().rejections().filter(|rejection| rejection.of.what == Suggestion::Name).count();
        let hint = "Every name that was found is tagged, or was rejected.";
        widgets::EmptyState::new(icons::USER, "No more names", hint).show(ui, |ui| {
            if rejected > 0 && writable && ui.add(widgets::quiet("Offer the rejected again")).clicked() {
                out.push(Action::Found(FoundAction::OfferAgain(Suggestion::Name)));
            }
        });
        return;
    }
    if let Some(group) = state.group().cloned() {
        let most = (ui.available_height() * 0.62).round();
        ScrollArea::vertical().id_salt("name").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            widgets::card(ui, |ui| card(ui, &group, session, state, writable, out));
        });
        ui.add_space(metrics::GAP);
    }
    let sure = state.groups().iter().filter(|group| state.label_of(group).is_some()).count();
    let words = if sure == 1 { "Accept 1 name".to_owned() } else { format!("Accept {sure} names") };
    let button = widgets::quiet(words).icon(icons::CHECK).width(ui.available_width());
    let hint = format!(
        "All whose kind is sure or was chosen, in one step ({})",
        Command::AcceptSure.shortcut_text(ui.ctx())
    );
    if ui.add_enabled(writable && sure > 0, button).on_hover_text(hint).clicked() {
        out.push(Action::Found(FoundAction::AcceptSure));
    }
    ui.add_space(4.0);
    let count = state.groups().len();
    list(ui, state, count, |state, at| entry_of(state.groups().get(at)?, session, state), out);
}

fn entry_of(group: &NameGroup, session: &Session, state: &FoundState) -> Option<Entry> {
    let label = state.label_of(group);
    let left = label.map_or("kind not sure", |label| session.codebook().label_name(label)).to_owned();
    let count = group.mentions.len();
    let right = match (count, group.marked.len()) {
        (1, 0) => "1 place".to_owned(),
        (n, 0) => format!("{n} places"),
        (n, marked) => format!("{n} places · {marked} tagged"),
    };
    let name = format!("{}, {left}, {right}", group.name);
    Some(Entry { parts: vec![(group.name.clone(), false)], quoted: true, left, right, name })
}

fn card(
    ui: &mut Ui,
    group: &NameGroup,
    session: &Session,
    state: &FoundState,
    writable: bool,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    widgets::words(ui, &group.name);
    for reason in &group.reasons {
        widgets::weak(ui, reason);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let chosen = state.label_of(group);
        for label in session.codebook().labels.iter().filter(|label| label.kind == Kind::Entity) {
            let button = widgets::plain(label.name.as_str()).selected(chosen == Some(&label.id)).height(22.0);
            if ui.add_enabled(writable, button).clicked() {
                out.push(Action::Found(FoundAction::NameLabel(group.name.clone(), label.id.clone())));
            }
        }
    });
    for mention in group.mentions.iter().take(SHOWN) {
        let Some(article) = session.article(&mention.article) else { continue };
        let words = mention.span.slice(&article.text).unwrap_or_default();
        let place =
            format!("{words} · {} ¶{}", article.short_name(), article.paragraph_number(mention.span.start()));
        widgets::elided(ui, &place, look::sans(metrics::SMALL), tokens.weak).on_hover_text(mention.reason);
    }
    if group.mentions.len() > SHOWN {
        widgets::weak(ui, &format!("and {} more", group.mentions.len() - SHOWN));
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let ready = writable && state.label_of(group).is_some();
        let key = Command::AcceptFound.shortcut_text(ui.ctx());
        if ui
            .add_enabled(ready, widgets::primary("Accept"))
            .on_hover_text(format!("Enter, or {key}"))
            .clicked()
        {
            out.push(Action::Found(FoundAction::Accept));
        }
        let key = Command::RejectFound.shortcut_text(ui.ctx());
        if ui
            .add_enabled(writable, widgets::quiet("Reject"))
            .on_hover_text(format!("Delete, or {key}"))
            .clicked()
        {
            out.push(Action::Found(FoundAction::Reject));
        }
    });
}
