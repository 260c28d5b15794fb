//! The palette of labels, beside the selection and never over it.

use egui::{Area, Id, Key, Order, Pos2, Rect, Ui, pos2, vec2};

use super::state::{PaletteFor, ReadState, TagPalette};
use crate::gui::action::Action;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::model::{Annotation, Codebook, Label, LabelId};
use crate::session::Session;

const WIDTH: f32 = 232.0;
/// Between rows.
const GAP: f32 = 2.0;
/// The key that leads to a new label, where no label has it.
pub const NEW_KEY: &str = "n";

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

/// The name that would be made a label: what was typed, where no label is called so.
fn new_name<'a>(codebook: &Codebook, query: &'a str) -> Option<&'a str> {
    let name = query.trim();
    let taken = codebook.labels.iter().any(|label| label.name.to_lowercase() == name.to_lowercase());
    (!name.is_empty() && !taken).then_some(name)
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
    let writable = session.read_only().is_none();
    let new = new_name(codebook, &palette.query).filter(|_| writable).map(str::to_owned);
    palette.cursor = palette.cursor.min((labels.len() + usize::from(new.is_some())).saturating_sub(1));
    let title = match (&palette.purpose, &words) {
        (PaletteFor::Relabel(_), _) if !state.chosen.is_empty() => {
            format!("Change the label of {} annotations to", super::with_thousands(state.chosen.len()))
        }
        (PaletteFor::Relabel(_), _) => "Change label to".to_owned(),
        (PaletteFor::Results, _) => format!("Tag all {} results", super::with_thousands(found)),
        (_, Some(words)) => format!("Tag “{}”", shortened(words, 26)),
        (_, None) => "Tag".to_owned(),
    };
    let window = ui.ctx().content_rect();
    let rows = (labels.len().max(1) as f32 * (metrics::ROW + GAP)).min(window.height() * 0.55);
    let height = 26.0 + 36.0 + rows + 20.0 + if writable { metrics::ROW + 9.0 } else { 0.0 };
    let at = beside(anchor, pane, window, vec2(WIDTH, height));
    let stepped = std::mem::take(&mut palette.stepped);
    let tokens = look::tokens(ui);
    let mut shown = palette.cursor;
    let area = Area::new(Id::unique("tag palette")).order(Order::Foreground).fixed_pos(at).constrain(true);
    area.show(ui.ctx(), |ui| {
        widgets::float_frame(tokens).show(ui, |ui| {
            ui.set_width(WIDTH - 16.0);
            ui.spacing_mut().item_spacing.y = GAP;
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
            let searching = !palette.query.trim().is_empty();
            egui::ScrollArea::vertical().max_height(rows).min_scrolled_height(rows).id_salt("labels").show(
                ui,
                |ui| {
                    for (i, label) in labels.iter().enumerate() {
                        let depth = if searching { 0 } else { codebook.depth(label) };
                        let row = widgets::Row::new(label.name.as_str())
                            .lead(widgets::Lead::Swatch(label.kind, tokens.mark(label.color)))
                            .key(label.key.to_uppercase())
                            .name(format!("Tag as {}", label.name))
                            .inset(depth as f32 * 12.0)
                            .selected(i == palette.cursor)
                            .driven_from_elsewhere();
                        let response = ui.add(row);
                        if stepped && i == palette.cursor {
                            response.scroll_to_me(None);
                        }
                        if response.hovered() {
                            shown = i;
                        }
                        if response.clicked() {
                            out.push(action_for(&palette.purpose, label.id.clone()));
                        }
                    }
                    if labels.is_empty() {
                        widgets::weak(ui, "No label of that name.");
                    }
                },
            );
            if writable {
                widgets::hairline(ui, 2.0);
                new_row(ui, codebook, new.as_deref(), labels.len(), palette, out);
            }
        });
    });
    let placed = Rect::from_min_size(at, vec2(WIDTH, height));
    if let Some(label) = labels.get(shown) {
        guideline(ui, label, placed, anchor);
    }
    let over = ui.input(|i| i.pointer.any_pressed().then(|| i.pointer.interact_pos()).flatten());
    if over.is_some_and(|point| !placed.expand(8.0).contains(point) && !pane.contains(point)) {
        out.push(Action::ClosePalette);
    }
}

/// The last row: makes a label of what was typed, or leads to where its name is typed.
fn new_row(
    ui: &mut Ui,
    codebook: &Codebook,
    new: Option<&str>,
    at: usize,
    palette: &TagPalette,
    out: &mut Vec<Action>,
) {
    let words = match new {
        Some(name) => format!("Make label “{name}”"),
        None => "New label…".to_owned(),
    };
    let key = if new.is_none() && codebook.key_holder(NEW_KEY, None).is_none() { NEW_KEY } else { "" };
    let row = widgets::Row::new(words)
        .lead(widgets::Lead::Icon(icons::PLUS))
        .key(key.to_uppercase())
        .selected(new.is_some() && palette.cursor == at)
        .driven_from_elsewhere();
    if ui.add(row).clicked() {
        out.push(match new {
            Some(name) => Action::MakeLabel(name.to_owned()),
            None => Action::SearchPalette(palette.purpose.clone()),
        });
    }
}

/// When to use a label, beside the palette and not over the selection.
fn guideline(ui: &Ui, label: &Label, palette: Rect, anchor: &[Rect]) {
    const WIDE: f32 = 272.0;
    if label.about.trim().is_empty() {
        return;
    }
    let window = ui.ctx().content_rect().shrink(8.0);
    let most = (window.height() * 0.6).min(360.0);
    let free = |left: f32| {
        let place = Rect::from_min_size(pos2(left, palette.top()), vec2(WIDE, palette.height().min(most)));
        let fits = window.left() <= place.left() && place.right() <= window.right();
        (fits && !anchor.iter().any(|row| row.intersects(place))).then_some(place.min)
    };
    let place = free(palette.right() + 6.0).or_else(|| free(palette.left() - WIDE - 6.0));
    let Some(place) = place else { return };
    let tokens = look::tokens(ui);
    let area = Area::new(Id::unique("tag palette guideline")).order(Order::Foreground);
    area.fixed_pos(place).constrain_to(window).show(ui.ctx(), |ui| {
        widgets::float_frame(tokens).inner_margin(12).show(ui, |ui| {
            ui.set_width(WIDE - 24.0);
            egui::ScrollArea::vertical().max_height(most).id_salt("guideline").show(ui, |ui| {
                widgets::strong(ui, &label.name);
                widgets::markdown(ui, &label.about);
            });
        });
    });
}

/// Arrows move the choice, Enter takes it, Escape closes: before the text can take them.
pub fn keys(ui: &Ui, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    let Some(palette) = &mut state.palette else { return };
    let focused = ui.memory(|memory| memory.has_focus(Id::unique("tag palette search")));
    if !focused && !palette.search && ui.ctx().text_edit_focused() {
        return;
    }
    let codebook = session.codebook();
    let labels = matching(codebook, &palette.query);
    let new = new_name(codebook, &palette.query).filter(|_| session.read_only().is_none());
    let cursor = &mut palette.cursor;
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
    let rows = labels.len() + usize::from(new.is_some());
    if step != 0 && rows > 0 {
        *cursor = (*cursor as i64 + step).rem_euclid(rows as i64) as usize;
        palette.stepped = true;
        ui.ctx().request_repaint();
    }
    if enter {
        match (labels.get(*cursor), new) {
            (Some(label), _) => out.push(action_for(&palette.purpose, label.id.clone())),
            (None, Some(name)) => out.push(Action::MakeLabel(name.to_owned())),
            (None, None) => {}
        }
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
