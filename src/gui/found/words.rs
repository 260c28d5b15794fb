//! Words of articles in the panel: a stretch with what differs in it.

use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Response, Sense, Ui, WidgetInfo};

use crate::gui::look;
use crate::text::Span;

/// Letters of a sentence before and after what matters in it.
const AROUND: usize = 90;

/// A stretch of text in parts, each with whether it stands out.
pub type Parts = Vec<(String, bool)>;

/// A stretch of an article with some of it standing out; long before and after that, cut with `…`.
pub fn parts(text: &str, stretch: Span, loud: &[Span]) -> Parts {
    let mut out: Parts = Vec::new();
    let mut at = stretch.start();
    let mut push = |from, to, loud: bool| {
        if let Some(words) = Span::new(from, to).and_then(|span| span.slice(text)) {
            let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let lead = if words.starts_with(char::is_whitespace) { " " } else { "" };
            let tail = if words.ends_with(char::is_whitespace) && !line.is_empty() { " " } else { "" };
            out.push((format!("{lead}{line}{tail}"), loud));
        }
    };
    let mut spans: Vec<Span> = loud.iter().filter_map(|span| span.intersection(stretch)).collect();
    spans.sort_unstable();
    for span in spans {
        push(at, span.start().max(at), false);
        push(span.start().max(at), span.end(), true);
        at = span.end().max(at);
    }
    push(at, stretch.end(), false);
    shorten(&mut out);
    out
}

/// All of a text, with some of it standing out.
pub fn split(text: &str, loud: &[Span]) -> Parts {
    let mut out = Parts::new();
    let mut at = 0;
    let mut push = |from: usize, to: usize, loud: bool| {
        if let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) {
            out.push((part.to_owned(), loud));
        }
    };
    for span in loud {
        push(at, span.start().to_usize(), false);
        push(span.start().to_usize(), span.end().to_usize(), true);
        at = span.end().to_usize();
    }
    push(at, text.len(), false);
    out
}

/// Cuts what is quiet at both ends.
fn shorten(parts: &mut Parts) {
    let count = parts.len();
    if count > 1
        && let Some((words, false)) = parts.first_mut()
        && words.chars().count() > AROUND
    {
        let skip = words.chars().count() - AROUND;
        let cut: String = words.chars().skip(skip).collect();
        let word = cut.find(' ').map_or(0, |at| at + 1);
        *words = format!("… {}", cut.get(word..).unwrap_or_default());
    }
    if let Some((words, false)) = parts.last_mut()
        && words.chars().count() > 2 * AROUND
    {
        let cut: String = words.chars().take(2 * AROUND).collect();
        let end = cut.rfind(' ').unwrap_or(cut.len());
        *words = format!("{} …", cut.get(..end).unwrap_or(&cut));
    }
}

/// All words of parts, for a screen reader.
pub fn joined(parts: &Parts) -> String {
    parts.iter().map(|(words, _)| words.as_str()).collect()
}

/// Parts in a font; what stands out has a ground.
pub fn job(parts: &Parts, font: &FontId, color: Color32, ground: Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (words, loud) in parts {
        let format = TextFormat {
            background: if *loud { ground } else { Color32::TRANSPARENT },
            ..TextFormat::simple(font.clone(), color)
        };
        job.append(words, 0.0, format);
    }
    job
}

/// Parts on at most so many rows of this height. A click on it is seen where `clicks` names it.
pub fn wrapped(
    ui: &mut Ui,
    parts: &Parts,
    font: &FontId,
    rows: usize,
    line: f32,
    clicks: Option<&str>,
) -> Response {
    let tokens = look::tokens(ui);
    let mut job = job(parts, font, tokens.ink, tokens.difference_ground());
    for section in &mut job.sections {
        section.format.line_height = Some(line);
    }
    job.wrap =
        TextWrapping { max_width: ui.available_width().floor(), max_rows: rows, ..TextWrapping::default() };
    let galley = ui.painter().layout_job(job);
    let sense = if clicks.is_some() { Sense::click() } else { Sense::hover() };
    let size = egui::vec2(ui.available_width(), galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    if clicks.is_some() && response.hovered() {
        ui.painter().rect_filled(rect.expand(3.0), 4, tokens.hover);
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    if response.has_focus() {
        look::paint::focus_ring(ui.painter(), rect.expand(3.0), 4, tokens);
    }
    let role = if clicks.is_some() { Role::Button } else { Role::Label };
    let name = clicks.map_or_else(|| joined(parts), str::to_owned);
    response.widget_info(|| WidgetInfo::labeled(role, true, &name));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, words: &str) -> Span {
        let at = text.find(words).unwrap();
        Span::of(at, at + words.len()).unwrap()
    }

    #[test]
    fn what_differs_stands_out_of_its_sentence() {
        let text = "A spokesman for the\nfirm said no.";
        let parts = parts(text, Span::whole(text).unwrap(), &[span(text, "spokesman")]);
        let expected = [("A ", false), ("spokesman", true), (" for the firm said no.", false)];
        assert_eq!(parts, expected.map(|(words, loud)| (words.to_owned(), loud)));
    }

    #[test]
    fn what_is_long_is_cut_and_what_differs_is_not() {
        let text = format!("{} word {}", "long ".repeat(60), "tail ".repeat(80));
        let parts = parts(&text, Span::whole(&text).unwrap(), &[span(&text, "word")]);
        assert!(parts[0].0.starts_with("… ") && parts[0].0.chars().count() <= AROUND + 4);
        assert_eq!(parts[1], ("word".to_owned(), true));
        assert!(parts[2].0.ends_with(" …"));
    }
}
