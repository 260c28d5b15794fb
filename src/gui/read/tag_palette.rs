//! The palette of labels, beside the selection and never over it.

use egui::{Area, Id, Key, Order, Pos2, Rect, Ui, pos2, vec2};

use super::state::{PaletteFor, ReadState};
use crate::gui::action::Action;
use crate::gui::look::{self, metrics, widgets};
use crate::model::{Annotation, Codebook, Label, LabelId};
use crate::session::Session;

const WIDTH: f32 = 232.0;

/// The labels that a search leaves, the best first: those whose name begins with it, then those
/// with a word that does, then those that hold its letters in order.
pub fn matching<'a>(codebook: &'a Codebook, query: &str) -> Vec<&'a Label> {
    let query = query.trim().to_lowercase();
    let rank = |label: &Label| {
        let name = label.name.to_lowercase();
        if name.starts_with(&query) {
            return Some(0);
        }
        if name.split_whitespace().any(|word| word.starts_with(&query)) {
            return Some(1);
        }
        let mut letters = name.chars();
        query.chars().all(|wanted| letters.any(|letter| letter == wanted)).then_some(2)
    };
    let mut found: Vec<(i32, &Label)> =
        codebook.labels.iter().filter_map(|label| Some((rank(label)?, label))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, label)| label).collect()
}

fn action_for(purpose: &PaletteFor, label: LabelId) -> Action {
    match purpose {
        PaletteFor::Selection => Action::Tag(label),
        PaletteFor::Relabel(_) => Action::Relabel(label),
        PaletteFor::Results => Action::TagResults(label),
    }
}

/// Shows the palette for what lies at `anchor` (rows of the selection), inside the column `pane`.
pub fn show(
    ui: &mut Ui,
    pane: Rect,
    anchor: &[Rect],
    session: &Session,
    state: &mut ReadState,
    out: &mut Vec<Action>,
) {
    let codebook = &session.project().codebook;
    let story = session.story();
    let words = state.selection(story).and_then(|(article, span)| {
        let text = &story.article(&article)?.text;
        Some(span.slice(text)?.to_owned())
    });
    let found = state.find.total();
    let Some(palette) = &mut state.palette else { return };
    let labels = matching(codebook, &palette.query);
    palette.cursor = palette.cursor.min(labels.len().saturating_sub(1));
    let title = match (&palette.purpose, &words) {
        (PaletteFor::Relabel(_), _) if !state.chosen.is_empty() => {
            format!("Change the label of {} annotations to", super::with_thousands(state.chosen.len()))
        }
        (PaletteFor::Relabel(_), _) => "Change label to".to_owned(),
        (PaletteFor::Results, _) => format!("Tag all {} results", super::with_thousands(found)),
        (_, Some(words)) => format!("Tag “{}”", shortened(words, 26)),
        (_, None) => "Tag".to_owned(),
    };
    let height = 26.0 + 36.0 + labels.len().max(1) as f32 * metrics::ROW + 20.0;
    let at = beside(anchor, pane, ui.ctx().content_rect(), vec2(WIDTH, height));
    let tokens = look::tokens(ui);
    let area = Area::new(Id::unique("tag palette")).order(Order::Foreground).fixed_pos(at).constrain(true);
    area.show(ui.ctx(), |ui| {
        widgets::float_frame(tokens).show(ui, |ui| {
            ui.set_width(WIDTH - 16.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            widgets::elided(ui, &title, look::sans(metrics::SANS), tokens.weak);
            let id = Id::unique("tag palette search");
            let field = widgets::SearchField::new(&mut palette.query, "Search labels")
                .hint("Search labels   /")
                .id(id);
            let field = ui.add(field);
            if palette.search {
                palette.search = false;
                field.request_focus();
            }
            if field.changed() {
                palette.cursor = 0;
            }
            ui.add_space(4.0);
            for (i, label) in labels.iter().enumerate() {
                let row = widgets::Row::new(label.name.as_str())
                    .lead(widgets::Lead::Swatch(label.kind, tokens.mark(label.color)))
                    .key(label.key.to_uppercase())
                    .name(format!("Tag as {}", label.name))
                    .selected(i == palette.cursor)
                    .driven_from_elsewhere();
                let response = ui.add(row);
                let response = if label.about.is_empty() {
                    response
                } else {
                    response.on_hover_text(label.about.as_str())
                };
                if response.clicked() {
                    out.push(action_for(&palette.purpose, label.id.clone()));
                }
            }
            if labels.is_empty() {
                widgets::weak(ui, "No label of that name.");
            }
        });
    });
    let over = ui.input(|i| i.pointer.any_pressed().then(|| i.pointer.interact_pos()).flatten());
    let rect = Rect::from_min_size(at, vec2(WIDTH, height));
    if over.is_some_and(|point| !rect.expand(8.0).contains(point) && !pane.contains(point)) {
        out.push(Action::ClosePalette);
    }
}

/// Takes the keys of the open palette, before the text sees them.
pub fn keys(ui: &Ui, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    let Some(palette) = &mut state.palette else { return };
    let labels = matching(&session.project().codebook, &palette.query);
    palette.cursor = palette.cursor.min(labels.len().saturating_sub(1));
    take_keys(ui, palette.search, &labels, &mut palette.cursor, &palette.purpose, out);
}

/// Arrows move the choice, Enter takes it, Escape closes.
fn take_keys(
    ui: &Ui,
    search: bool,
    labels: &[&Label],
    cursor: &mut usize,
    purpose: &PaletteFor,
    out: &mut Vec<Action>,
) {
    let in_search = ui.memory(|memory| memory.has_focus(Id::unique("tag palette search"))) || search;
    if !in_search && ui.ctx().text_edit_focused() {
        return;
    }
    let mut step = 0_i64;
    let (mut enter, mut escape) = (false, false);
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let egui::Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            if modifiers.any() {
                return true;
            }
            match key {
                Key::ArrowDown => step += 1,
                Key::ArrowUp => step -= 1,
                Key::Enter => enter = true,
                Key::Escape => escape = true,
                _ => return true,
            }
            false
        });
    });
    if step != 0 && !labels.is_empty() {
        *cursor = (*cursor as i64 + step).rem_euclid(labels.len() as i64) as usize;
        ui.ctx().request_repaint();
    }
    if enter && let Some(label) = labels.get(*cursor) {
        out.push(action_for(purpose, label.id.clone()));
    }
    if escape {
        out.push(Action::ClosePalette);
    }
}

/// Below the selection; above where there is no room; else at its side. Never over it.
fn beside(anchor: &[Rect], pane: Rect, window: Rect, size: egui::Vec2) -> Pos2 {
    let visible: Vec<&Rect> = anchor.iter().filter(|rect| rect.intersects(pane)).collect();
    let (Some(first), Some(last)) = (visible.first(), visible.last()) else {
        return pos2(pane.center().x - size.x / 2.0, pane.top() + 24.0);
    };
    let left = visible.iter().map(|rect| rect.left()).fold(f32::INFINITY, f32::min);
    let right = visible.iter().map(|rect| rect.right()).fold(f32::NEG_INFINITY, f32::max);
    let x = last.left().clamp(window.left() + 8.0, (window.right() - size.x - 8.0).max(window.left() + 8.0));
    if last.bottom() + 6.0 + size.y <= window.bottom() - 8.0 {
        return pos2(x, last.bottom() + 6.0);
    }
    if first.top() - 6.0 - size.y >= window.top() + 8.0 {
        return pos2(first.left().min(window.right() - size.x - 8.0), first.top() - 6.0 - size.y);
    }
    let y = (window.center().y - size.y / 2.0).max(window.top() + 8.0);
    if right + 8.0 + size.x <= window.right() {
        pos2(right + 8.0, y)
    } else {
        pos2((left - 8.0 - size.x).max(window.left() + 8.0), y)
    }
}

/// The first letters of some words, on one line. Looks at no more of the words than it shows.
pub fn shortened(words: &str, most: usize) -> String {
    on_one_line(words.split_whitespace(), most)
}

/// The first letters of an annotation's words, on one line.
pub fn first_words(annotation: &Annotation, text: &str, most: usize) -> String {
    let pieces = annotation.spans.iter().enumerate();
    let words = pieces.flat_map(|(number, span)| {
        let between = (number > 0).then_some("…");
        between.into_iter().chain(span.slice(text).unwrap_or_default().split_whitespace())
    });
    on_one_line(words, most)
}

fn on_one_line<'a>(words: impl Iterator<Item = &'a str>, most: usize) -> String {
    let mut line = String::new();
    // One character more than fits tells that there are more.
    let mut room = most + 1;
    for word in words {
        if room == 0 {
            break;
        }
        if !line.is_empty() {
            line.push(' ');
            room -= 1;
        }
        let before = line.len();
        line.extend(word.chars().take(room));
        room -= line[before..].chars().count();
    }
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_find_a_label() {
        let codebook = Codebook::default();
        let names =
            |query: &str| matching(&codebook, query).iter().map(|l| l.name.clone()).collect::<Vec<_>>();
        assert_eq!(names("pe").first().map(String::as_str), Some("Person"));
        assert_eq!(names("og"), ["Organization"]);
        assert_eq!(names("").len(), codebook.labels.len());
        assert!(names("zz").is_empty());
    }

    #[test]
    fn words_are_cut_where_the_line_is_full() {
        let cases = [
            ("a  b\nc", 5, "a b c"),
            ("a b c", 4, "a b…"),
            ("a b c", 3, "a b…"),
            ("ä b", 2, "ä…"),
            ("äöü", 2, "äö…"),
            ("", 3, ""),
        ];
        for (words, most, line) in cases {
            assert_eq!(shortened(words, most), line, "{words:?}, {most}");
        }
    }

    #[test]
    fn the_palette_is_never_over_the_selection() {
        let window = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
        let size = vec2(WIDTH, 300.0);
        for (top, rows) in [(40.0, 1), (400.0, 2), (760.0, 1), (60.0, 27)] {
            let anchor: Vec<Rect> = (0..rows)
                .map(|row| Rect::from_min_size(pos2(300.0, top + row as f32 * 26.0), vec2(250.0, 26.0)))
                .collect();
            let palette = Rect::from_min_size(beside(&anchor, window, window, size), size);
            assert!(anchor.iter().all(|row| !row.intersects(palette)), "{palette:?} over {anchor:?}");
            assert!(window.contains_rect(palette), "{palette:?}");
        }
    }
}
