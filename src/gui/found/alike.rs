//! The selected annotation in the other articles: the same words, to be carried over, and similar
//! sentences, to be looked at.

use egui::{ScrollArea, Ui, vec2};

use super::entry::{Entry, list};
use super::page::FoundAction;
use super::state::{Alike, FoundState};
use super::words;
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::gui::read::{first_words, shortened};
use crate::session::Session;
use crate::session::suggest::Ghost;

/// Shows the page.
pub fn show(ui: &mut Ui, session: &Session, state: &mut FoundState, out: &mut Vec<Action>) {
    let Some(annotation) = state.of().and_then(|id| session.review().annotation(id)) else {
        let hint = "Select an annotation: where other articles have its words, it is offered there.";
        widgets::EmptyState::new(icons::CURSOR_TEXT, "Nothing selected", hint).show(ui, |_| {});
        return;
    };
    let text = session.article(&annotation.article).map_or("", |article| &article.text);
    let tokens = look::tokens(ui);
    let of = format!(
        "{}: “{}”",
        session.codebook().label_name(&annotation.label),
        first_words(annotation, text, 80)
    );
    widgets::elided(ui, &of, look::sans(metrics::SMALL), tokens.weak);
    let writable = session.read_only().is_none();
    match state.alike_now().cloned() {
        Some(Alike::Ghost(ghost)) => {
            widgets::card(ui, |ui| ghost_card(ui, &ghost, session, writable, out));
        }
        Some(Alike::Similar { article, span, shared, score }) => {
            widgets::card(ui, |ui| {
                let Some(of) = session.article(&article) else { return };
                let place = format!("{} ¶{}", of.short_name(), of.paragraph_number(span.start()));
                widgets::elided(ui, &place, look::medium(metrics::SMALL), tokens.weak);
                ScrollArea::vertical().max_height(180.0).id_salt("similar").show(ui, |ui| {
                    widgets::words(ui, span.slice(&of.text).unwrap_or_default());
                });
                let shared = shared.iter().take(6).map(String::as_str).collect::<Vec<_>>().join(", ");
                widgets::weak(ui, &format!("Both have: {shared} ({:.0} % alike)", score * 100.0));
                widgets::weak(ui, "Whether it is the same, only you can say.");
                answers(ui, writable, "Tag and tie", false, out);
            });
        }
        None => {}
    }
    ui.add_space(4.0);
    if !state.searching() && !state.searched() {
        let button = widgets::quiet("Find similar sentences")
            .icon(icons::MAGNIFYING_GLASS)
            .width(ui.available_width());
        let hint = Command::FindElsewhere.tooltip(ui.ctx(), &crate::gui::command::Facts::default());
        if ui.add(button).on_hover_text(hint).clicked() {
            out.push(Action::Do(Command::FindElsewhere));
        }
    }
    if state.searching() {
        widgets::ProgressBar::new("Looking for similar sentences", None).show(ui);
    }
    let same =
        state.alike().iter().filter(|one| matches!(one, Alike::Ghost(ghost) if ghost.same_words)).count();
    if same > 1 {
        let words = format!("Carry over to all {same} with the same words");
        if ui.add_enabled(writable, widgets::quiet(words).width(ui.available_width())).clicked() {
            out.push(Action::Found(FoundAction::AcceptSure));
        }
    }
    if state.alike().is_empty() && !state.searching() {
        let hint = if state.searched() {
            "No other article has a sentence like it."
        } else {
            "No passage holds these words in another article, or they are tagged there already."
        };
        widgets::weak(ui, hint);
        return;
    }
    let count = state.alike().len();
    list(ui, state, count, |state, at| entry_of(state.alike().get(at)?, session), out);
}

fn ghost_card(ui: &mut Ui, ghost: &Ghost, session: &Session, writable: bool, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let Some(article) = session.article(&ghost.article) else { return };
    let Some(first) = ghost.spans.first() else { return };
    let place = format!("{} ¶{}", article.short_name(), article.paragraph_number(first.start()));
    widgets::elided(ui, &place, look::medium(metrics::SMALL), tokens.weak);
    for span in &ghost.spans {
        let parts = words::parts(&article.text, *span, &ghost.differs);
        words::wrapped(ui, &parts, &look::serif(15.0), 8, 22.0, None);
    }
    if ghost.same_words {
        widgets::weak(ui, "The same words.");
    } else {
        widgets::body(ui, &differs(ghost));
    }
    answers(ui, writable, "Carry over", true, out);
}

/// What differs, for people.
fn differs(ghost: &Ghost) -> String {
    let changed = ghost.changes.iter().map(|(a, b)| match (a.as_str(), b.as_str()) {
        (a, "") => format!("without “{a}”"),
        ("", b) => format!("with “{b}”"),
        (a, b) => format!("“{b}” for “{a}”"),
    });
    let left = ghost.left_out.iter().map(|words| format!("without “{words}”"));
    let all: Vec<String> = changed.chain(left).collect();
    if all.is_empty() {
        "Only a part of the words is there.".to_owned()
    } else {
        format!("Other words: {}. The note will say so.", all.join(", "))
    }
}

fn answers(ui: &mut Ui, writable: bool, accept: &str, rejects: bool, out: &mut Vec<Action>) {
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let key = Command::AcceptFound.shortcut_text(ui.ctx());
        if ui
            .add_enabled(writable, widgets::primary(accept))
            .on_hover_text(format!("Enter, or {key}"))
            .clicked()
        {
            out.push(Action::Found(FoundAction::Accept));
        }
        let key = Command::RejectFound.shortcut_text(ui.ctx());
        if rejects
            && ui
                .add_enabled(writable, widgets::quiet("Reject"))
                .on_hover_text(format!("Delete, or {key}"))
                .clicked()
        {
            out.push(Action::Found(FoundAction::Reject));
        }
    });
}

fn entry_of(one: &Alike, session: &Session) -> Option<Entry> {
    let (article, span) = one.place()?;
    let of = session.article(&article)?;
    let place = format!("{} ¶{}", of.short_name(), of.paragraph_number(span.start()));
    let (parts, left) = match one {
        Alike::Ghost(ghost) => {
            let left = if ghost.same_words { "same words" } else { "other words" };
            (words::parts(&of.text, span, &ghost.differs), left.to_owned())
        }
        Alike::Similar { score, .. } => {
            let words = shortened(span.slice(&of.text).unwrap_or_default(), 120);
            (vec![(words, false)], format!("similar, {:.0} %", score * 100.0))
        }
    };
    let name = format!("{left}: “{}”, {place}", words::joined(&parts));
    Some(Entry { parts, quoted: true, left, right: place, name })
}
