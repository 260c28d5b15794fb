//! Quotes that may be marked: each with its speaker, its rule and how sure that is.

use egui::accesskit::Role;
use egui::{Align2, Key, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::page::FoundAction;
use super::state::FoundState;
use super::words;
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, paint, widgets};
use crate::gui::read::shortened;
use crate::insight::quotes::{Confidence, SpeakerKind};
use crate::model::Suggestion;
use crate::session::Session;
use crate::session::suggest::QuoteSuggestion;

/// Height of an entry of the list.
const ENTRY: f32 = 46.0;

/// Shows the page.
pub fn show(ui: &mut Ui, session: &Session, state: &mut FoundState, out: &mut Vec<Action>) {
    let writable = session.read_only().is_none();
    if state.quotes().is_empty() {
        let rejected =
            session.review().rejections().filter(|rejection| rejection.of.what == Suggestion::Quote).count();
        none_left(ui, rejected, writable, out);
        return;
    }
    if let Some(quote) = state.quote().cloned() {
        let most = (ui.available_height() * 0.6).round();
        ScrollArea::vertical().id_salt("quote").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            widgets::card(ui, |ui| card(ui, &quote, session, state, writable, out));
        });
        ui.add_space(metrics::GAP);
    }
    sure(ui, state, writable, out);
    list(ui, session, state, out);
}

fn none_left(ui: &mut Ui, rejected: usize, writable: bool, out: &mut Vec<Action>) {
    let hint = match rejected {
        0 => "Every quote that was found is marked.".to_owned(),
        1 => "Every quote that was found is marked, or was rejected: 1.".to_owned(),
        n => format!("Every quote that was found is marked, or was rejected: {n}."),
    };
    widgets::EmptyState::new(icons::QUOTES, "No more quotes", &hint).show(ui, |ui| {
        if rejected > 0 && writable && ui.add(widgets::quiet("Offer the rejected again")).clicked() {
            out.push(Action::Found(FoundAction::OfferAgain(Suggestion::Quote)));
        }
    });
}

/// Accepting all that are sure enough.
fn sure(ui: &mut Ui, state: &FoundState, writable: bool, out: &mut Vec<Action>) {
    const LEVELS: [Confidence; 3] = [Confidence::High, Confidence::Medium, Confidence::Low];
    let names = ["Sure", "Likely", "All"];
    let chosen = LEVELS.iter().position(|level| *level == state.sure.0).unwrap_or(0);
    if let Some(level) =
        widgets::segmented(ui, "How sure", &names, chosen).and_then(|at| LEVELS.get(at).copied())
    {
        out.push(Action::Found(FoundAction::Sure(level)));
    }
    let count = state.sure_quotes().count();
    let words = if count == 1 { "Accept 1 quote".to_owned() } else { format!("Accept {count} quotes") };
    let button = widgets::quiet(words).icon(icons::CHECK).width(ui.available_width());
    let hint =
        format!("{} ({})", Command::AcceptSure.spec().about, Command::AcceptSure.shortcut_text(ui.ctx()));
    if ui.add_enabled(writable && count > 0, button).on_hover_text(hint).clicked() {
        out.push(Action::Found(FoundAction::AcceptSure));
    }
    ui.add_space(4.0);
}

/// Who speaks, for people.
pub fn speaker_words(quote: &QuoteSuggestion, session: &Session) -> String {
    let text = session.article(&quote.article).map_or("", |article| &article.text);
    let Some(speaker) = &quote.speaker else { return "speaker not told".to_owned() };
    let printed = speaker.printed.slice(text).unwrap_or_default();
    let name = speaker.name.and_then(|name| name.slice(text)).filter(|name| *name != printed);
    match (speaker.kind, name) {
        (SpeakerKind::Pronoun, Some(name)) => format!("{printed}: {name}?"),
        (SpeakerKind::Unnamed, _) => format!("{printed} (unnamed)"),
        (SpeakerKind::Document, _) => format!("{printed} (a text)"),
        (_, Some(name)) => name.to_owned(),
        (_, None) => printed.to_owned(),
    }
}

/// How sure the speaker is, for people.
fn sureness(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "nearly always right",
        Confidence::Medium => "right as a rule",
        Confidence::Low => "look at it",
    }
}

/// A name and what it is, on one height.
fn field(ui: &mut Ui, name: &str, value: &str) {
    widgets::field_row(ui, name, |ui| {
        ui.add_space(4.0);
        widgets::body(ui, value);
    });
}

fn card(
    ui: &mut Ui,
    quote: &QuoteSuggestion,
    session: &Session,
    state: &FoundState,
    writable: bool,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let Some(article) = session.article(&quote.article) else { return };
    let Some(first) = quote.spans.first().copied() else { return };
    let place = format!("{} ¶{}", article.short_name(), article.paragraph_number(first.start()));
    widgets::elided(ui, &place, look::medium(metrics::SMALL), tokens.weak);
    let pieces: Vec<&str> = quote.spans.iter().filter_map(|span| span.slice(&article.text)).collect();
    widgets::words(ui, &shortened(&pieces.join(" … "), 400));
    ui.add_space(2.0);
    field(ui, "Speaker", &speaker_words(quote, session));
    let cue = quote.speaker.as_ref().and_then(|speaker| speaker.cue?.slice(&article.text));
    if let Some(cue) = cue {
        field(ui, "Cue", cue);
    }
    if !quote.others.is_empty() {
        let names: Vec<&str> = quote
            .others
            .iter()
            .filter_map(|(article, _)| session.article(article).map(|article| article.short_name()))
            .collect();
        field(ui, "Also in", &names.join(", "));
    }
    widgets::weak(ui, &format!("{} ({})", quote.reason, sureness(quote.confidence)))
        .on_hover_text(format!("Rule {}", quote.rule));
    if state.editing {
        widgets::body(ui, "Select the words as they should be, then accept.");
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (command, action, main) in [
            (Command::AcceptFound, FoundAction::Accept, true),
            (Command::RejectFound, FoundAction::Reject, false),
            (Command::EditFound, FoundAction::Edit, false),
        ] {
            let words = command.name().split(' ').next().unwrap_or_default();
            let button = if main { widgets::primary(words) } else { widgets::quiet(words) };
            let hint = format!("{} ({})", command.spec().about, command.shortcut_text(ui.ctx()));
            if ui.add_enabled(writable, button).on_hover_text(hint).clicked() {
                out.push(Action::Found(action));
            }
        }
    });
}

fn list(ui: &mut Ui, session: &Session, state: &mut FoundState, out: &mut Vec<Action>) {
    let mut area = ScrollArea::vertical().id_salt("quotes").auto_shrink(false);
    if let Some(to) = state.scroll_to.take() {
        let (top, height) = (to as f32 * ENTRY, ui.available_height());
        if top < state.list_at || top + ENTRY > state.list_at + height {
            area = area.vertical_scroll_offset((top - (height / 3.0).max(0.0)).max(0.0));
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let shown: &FoundState = state;
    let output = area.show_rows(ui, ENTRY, shown.quotes().len(), |ui, range| {
        for at in range {
            if let Some(quote) = shown.quotes().get(at) {
                entry(ui, at, quote, session, shown, out);
            }
        }
    });
    state.list_at = output.state.clamped_offset().y;
}

fn entry(
    ui: &mut Ui,
    at: usize,
    quote: &QuoteSuggestion,
    session: &Session,
    state: &FoundState,
    out: &mut Vec<Action>,
) {
    let Some(article) = session.article(&quote.article) else { return };
    let Some(first) = quote.spans.first().copied() else { return };
    let tokens = look::tokens(ui);
    let chosen = state.current() == Some(at);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ENTRY), Sense::hover());
    let response = ui.interact(rect, super::row_id(at), Sense::click());
    let pieces: Vec<&str> = quote.spans.iter().filter_map(|span| span.slice(&article.text)).collect();
    let words = shortened(&pieces.join(" … "), 120);
    let place = format!("{} ¶{}", article.short_name(), article.paragraph_number(first.start()));
    let speaker = speaker_words(quote, session);
    let name = format!("“{words}”, {speaker}, {place}, {}", quote.confidence.name());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let ground = match (chosen, response.hovered()) {
        (true, _) => Some(tokens.accent_ground),
        (_, true) => Some(tokens.hover),
        _ => None,
    };
    if let Some(ground) = ground {
        painter.rect_filled(rect, metrics::RADIUS_SMALL, ground);
    }
    let (left, right) = (rect.left() + 8.0, rect.right() - 8.0);
    let mut job = words::job(&vec![(words, false)], &look::serif(14.0), tokens.ink, tokens.sheet);
    job.wrap = egui::text::TextWrapping {
        max_width: (right - left).floor(),
        max_rows: 1,
        break_anywhere: true,
        ..Default::default()
    };
    let galley = painter.layout_job(job);
    paint::put(&painter, pos2(left, rect.top() + 15.0), Align2::LEFT_CENTER, galley);
    let y = rect.bottom() - 13.0;
    let dots = match quote.confidence {
        Confidence::High => "●●●",
        Confidence::Medium => "●●○",
        Confidence::Low => "●○○",
    };
    // Painted, not typed: not every font has the dots.
    let mut x = right - 3.0;
    for (at, dot) in dots.chars().rev().enumerate() {
        let center = pos2(x - at as f32 * 8.0, y);
        if dot == '●' {
            painter.circle_filled(center, 2.5, tokens.weak);
        } else {
            painter.circle_stroke(center, 2.5, egui::Stroke::new(1.0, tokens.weak));
        }
    }
    x -= 2.0 * 8.0 + 3.0 + metrics::GAP;
    let font = look::sans(metrics::SMALL);
    let galley = paint::line(&painter, &place, font.clone(), tokens.weak, (right - left) * 0.55);
    let end = paint::put(&painter, pos2(x, y), Align2::RIGHT_CENTER, galley).left() - metrics::GAP;
    let galley = paint::line(&painter, &speaker, font, tokens.weak, end - left);
    paint::put(&painter, pos2(left, y), Align2::LEFT_CENTER, galley);
    painter.hline(left..=right, rect.bottom() - 0.5, tokens.hairline());
    if response.has_focus() {
        paint::focus_ring(&painter, rect, metrics::RADIUS_SMALL, tokens);
        super::walk(ui, &response, at, state, out);
        answer(ui, out);
    }
    if response.on_hover_text(quote.reason).clicked() {
        out.push(Action::Found(FoundAction::Go(at, true)));
    }
}

/// With the keyboard on an entry: Enter accepts it, Delete rejects it.
fn answer(ui: &Ui, out: &mut Vec<Action>) {
    let pressed = |key| ui.input(|input| input.key_pressed(key) && input.modifiers.is_none());
    if pressed(Key::Enter) {
        out.push(Action::Found(FoundAction::Accept));
    } else if pressed(Key::Delete) || pressed(Key::Backspace) {
        out.push(Action::Found(FoundAction::Reject));
    }
}
