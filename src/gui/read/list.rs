//! The list of annotations, filtered by label and words.

use egui::{Id, ScrollArea, Ui};

use super::chosen::{Choose, Listed};
use super::state::{ListState, ReadState};
use super::tag_palette::first_words;
use crate::gui::action::Action;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::model::{Annotation, AnnotationId, Article};
use crate::session::Session;

/// The search field of the list, for giving it the keyboard.
pub fn search_id() -> Id {
    Id::unique("annotation list search")
}

/// Whether a text holds words that are in lower case, whatever the case of its own letters.
fn holds(text: &str, query: &str) -> bool {
    if text.is_ascii() {
        return query.is_ascii()
            && text.as_bytes().windows(query.len()).any(|part| part.eq_ignore_ascii_case(query.as_bytes()));
    }
    text.to_lowercase().contains(query)
}

/// Whether a search in lower case finds an annotation of an article.
pub fn finds(query: &str, article: &Article, annotation: &Annotation) -> bool {
    let in_words = match annotation.spans.as_slice() {
        [span] => span.slice(&article.text).is_some_and(|words| holds(words, query)),
        _ => holds(&annotation.words(&article.text), query),
    };
    in_words
        || holds(&annotation.note, query)
        || annotation.attributes.values().any(|value| holds(&value.to_string(), query))
}

/// Works out the rows anew where review, search or label have changed.
fn update(list: &mut ListState, session: &Session) {
    let key = (session.review().revision(), list.query.clone(), list.label.clone());
    if list.key.as_ref() == Some(&key) {
        return;
    }
    let query = list.query.trim().to_lowercase();
    list.rows.clear();
    // In the order of the story's articles, which is the order of the columns as a rule.
    for article in &session.story().articles {
        let Some(index) = session.review().index(&article.id) else { continue };
        if query.is_empty() && list.label.is_none() {
            list.rows.extend(index.iter().cloned());
            continue;
        }
        let fits = |annotation: &&Annotation| {
            list.label.as_ref().is_none_or(|label| annotation.label == *label)
                && (query.is_empty() || finds(&query, article, annotation))
        };
        list.rows.extend(index.annotations().filter(fits).map(|annotation| annotation.id.clone()));
    }
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
    out.extend(list_keys(ui, &state.list, state.selected.as_ref()).map(Action::Choose));
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).id_salt("annotations").show_rows(
        ui,
        widgets::TWO_LINES,
        shown,
        |ui, range| {
            for id in state.list.rows.get(range).unwrap_or_default() {
                let Some(annotation) = session.review().annotation(id) else { continue };
                let Some(article) = session.story().article(&annotation.article) else { continue };
                let label = codebook.label(&annotation.label);
                let words = first_words(annotation, &article.text, 80);
                let place = format!(
                    "{} · {} ¶{}{}",
                    codebook.label_name(&annotation.label),
                    article.short_name(),
                    article.paragraph_number(annotation.start()),
                    if annotation.note.is_empty() { "" } else { " · note" },
                );
                let place = match label.map(|label| label.unfilled(&annotation.attributes).count()) {
                    None | Some(0) => place,
                    Some(_) => format!("{place} · not filled in"),
                };
                let mut row = widgets::Row::new(words.as_str())
                    .second(place)
                    .font(look::serif(14.0))
                    .name(format!("{} “{words}”", codebook.label_name(&annotation.label)))
                    .selected(state.selected.as_ref() == Some(id) || state.chosen.contains(id));
                row = match label {
                    Some(label) => row.lead(widgets::Lead::Swatch(label.kind, tokens.mark(label.color))),
                    None => row.lead(widgets::Lead::Icon(icons::QUESTION)),
                };
                if ui.push_id(id.as_str(), |ui| ui.add(row)).inner.clicked() {
                    let modifiers = ui.input(|input| input.modifiers);
                    out.push(Action::Choose(Choose::by_click(id, modifiers, Listed::List)));
                }
            }
        },
    );
    ui.add_space(metrics::GAP);
}

/// With the keyboard in the search: up and down go through the rows, with Shift they choose several;
/// Ctrl+A chooses all while nothing is searched for.
fn list_keys(ui: &Ui, list: &ListState, selected: Option<&AnnotationId>) -> Option<Choose> {
    if !ui.memory(|memory| memory.has_focus(search_id())) {
        return None;
    }
    let rows = &list.rows;
    let (down, up, shift, all) = ui.input(|i| {
        let all = i.modifiers.command && !i.modifiers.shift && i.key_pressed(egui::Key::A);
        (
            i.num_presses(egui::Key::ArrowDown),
            i.num_presses(egui::Key::ArrowUp),
            i.modifiers.shift,
            all && list.query.is_empty(),
        )
    });
    if all {
        return Some(Choose::All(Listed::List));
    }
    if down == up {
        return None;
    }
    let at = selected.and_then(|id| rows.iter().position(|row| row == id));
    let next = match at {
        None => 0,
        Some(at) => (at + down).saturating_sub(up).min(rows.len().saturating_sub(1)),
    };
    let id = rows.get(next).cloned()?;
    Some(if shift { Choose::Range(id, Listed::List) } else { Choose::Only(id) })
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn case_does_not_count_in_a_search() {
        for (text, query, found) in [
            ("The Council met", "council", true),
            ("The Council met", "é", false),
            ("", "a", false),
            ("Été à Orléans", "été", true),
            ("STRASSE", "straße", false),
        ] {
            assert_eq!(holds(text, query), found, "{query} in {text}");
        }
    }
}
