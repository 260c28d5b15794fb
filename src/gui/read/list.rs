//! The list of annotations, filtered by label and words.

use egui::{Id, ScrollArea, Ui};

use super::state::{ListState, ReadState};
use super::tag_palette::shortened;
use crate::gui::action::Action;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::model::{Annotation, AnnotationId};
use crate::session::Session;

/// The search field of the list, for giving it the keyboard.
pub fn search_id() -> Id {
    Id::unique("annotation list search")
}

fn words_of(session: &Session, annotation: &Annotation) -> String {
    let article = session.story().article(&annotation.article);
    article.map(|article| annotation.words(&article.text)).unwrap_or_default()
}

/// Works out the rows anew where review, search or label have changed.
fn update(list: &mut ListState, session: &Session) {
    let key = (session.review().revision(), list.query.clone(), list.label.clone());
    if list.key.as_ref() == Some(&key) {
        return;
    }
    let query = list.query.trim().to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&query);
    let fits = |annotation: &&Annotation| {
        list.label.as_ref().is_none_or(|label| annotation.label == *label)
            && (query.is_empty()
                || holds(&words_of(session, annotation))
                || holds(&annotation.note)
                || annotation.attributes.values().any(|value| holds(&value.to_string())))
    };
    // In the order of the story's articles, which is the order of the columns as a rule.
    let review = session.review();
    let articles = session.story().articles.iter();
    list.rows = articles
        .flat_map(|article| review.annotations_of(&article.id))
        .filter(fits)
        .map(|annotation| annotation.id.clone())
        .collect();
    list.key = Some(key);
}

/// Shows the list in what is left of `ui`.
pub fn show(ui: &mut Ui, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    update(&mut state.list, session);
    let all = session.review().len();
    let shown = state.list.rows.len();
    let count = if shown == all { all.to_string() } else { format!("{shown} of {all}") };
    let codebook = &session.project().codebook;
    widgets::section_head_with(ui, "Annotations", |ui| {
        widgets::weak(ui, &count);
    });
    ui.add(widgets::SearchField::new(&mut state.list.query, "Search annotations").id(search_id()));
    ui.add_space(4.0);
    if let Some(label) = state.list.label.as_ref().and_then(|id| codebook.label(id)) {
        let chip = widgets::Chip::new(format!("Only {}", label.name), label.color)
            .clickable(format!("Show all labels, not only {}", label.name))
            .removable();
        if ui.add(chip).clicked() {
            out.push(Action::OnlyLabel(label.id.clone()));
        }
        ui.add_space(4.0);
    }
    if shown == 0 {
        let hint = if all == 0 {
            "Select words in an article and choose a label."
        } else {
            "Nothing fits the search."
        };
        widgets::weak(ui, hint);
        return;
    }
    let step = list_keys(ui, &state.list.rows, state.selected.as_ref());
    if let Some(id) = step {
        out.push(Action::Show(id));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).id_salt("annotations").show_rows(
        ui,
        44.0,
        shown,
        |ui, range| {
            for id in state.list.rows.get(range).unwrap_or_default() {
                let Some(annotation) = session.review().annotation(id) else { continue };
                let Some(article) = session.story().article(&annotation.article) else { continue };
                let label = codebook.label(&annotation.label);
                let words = shortened(&annotation.words(&article.text), 80);
                let place = format!(
                    "{} · {} ¶{}{}",
                    codebook.label_name(&annotation.label),
                    article.short_name(),
                    article.paragraph_number(annotation.start()),
                    if annotation.note.is_empty() { "" } else { " · note" },
                );
                let mut row = widgets::Row::new(words.as_str())
                    .second(place)
                    .font(look::serif(14.0))
                    .name(format!("{} “{words}”", codebook.label_name(&annotation.label)))
                    .selected(state.selected.as_ref() == Some(id));
                row = match label {
                    Some(label) => row.lead(widgets::Lead::Swatch(label.kind, tokens.mark(label.color))),
                    None => row.lead(widgets::Lead::Icon(icons::QUESTION)),
                };
                if ui.push_id(id.as_str(), |ui| ui.add(row)).inner.clicked() {
                    out.push(Action::Show(id.clone()));
                }
            }
        },
    );
    ui.add_space(metrics::GAP);
}

/// With the keyboard in the search: up and down go through the rows.
fn list_keys(ui: &Ui, rows: &[AnnotationId], selected: Option<&AnnotationId>) -> Option<AnnotationId> {
    if !ui.memory(|memory| memory.has_focus(search_id())) {
        return None;
    }
    let (down, up) = ui.input(|i| (i.num_presses(egui::Key::ArrowDown), i.num_presses(egui::Key::ArrowUp)));
    if down == up {
        return None;
    }
    let at = selected.and_then(|id| rows.iter().position(|row| row == id));
    let next = match at {
        None => 0,
        Some(at) => (at + down).saturating_sub(up).min(rows.len().saturating_sub(1)),
    };
    rows.get(next).cloned()
}
