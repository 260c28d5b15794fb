//! The discrepancies: the current one with both sides in context, and the list.

use egui::accesskit::Role;
use egui::{Align2, Id, Margin, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::page::{FoundAction, Standing};
use super::rows::{DifferenceRow, SideRow};
use super::state::FoundState;
use super::words::{self, Parts};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, paint, widgets};
use crate::insight::discrepancies::{DiscrepancyKind, Source};
use crate::model::Verdict;
use crate::session::Session;

/// Height of an entry of the list.
const ENTRY: f32 = 46.0;
/// Width of the names of kinds.
const KINDS: f32 = 74.0;

/// The commands that rule, in the order in which they are offered.
const RULE: [(Command, Verdict); 5] = [
    (Command::RuleError, Verdict::Error),
    (Command::RuleUpdate, Verdict::Update),
    (Command::RuleStyle, Verdict::Style),
    (Command::RuleHarmless, Verdict::Harmless),
    (Command::RuleOpen, Verdict::Open),
];

/// Shows the page.
pub fn show(ui: &mut Ui, session: &Session, state: &mut FoundState, out: &mut Vec<Action>) {
    kinds(ui, session, state, out);
    let chosen = Standing::ALL.iter().position(|one| *one == state.standing).unwrap_or(0);
    let names = Standing::ALL.map(Standing::name);
    if let Some(at) = widgets::segmented(ui, "Which discrepancies", &names, chosen)
        && let Some(standing) = Standing::ALL.get(at)
    {
        out.push(Action::Found(FoundAction::Standing(*standing)));
    }
    ui.add_space(4.0);
    if let Some(row) = state.difference().cloned() {
        let most = (ui.available_height() * 0.6).round();
        ScrollArea::vertical().id_salt("difference").max_height(most).auto_shrink([false, true]).show(
            ui,
            |ui| {
                widgets::card(ui, |ui| card(ui, &row, session, state, out));
            },
        );
        ui.add_space(metrics::GAP);
    }
    list(ui, session, state, out);
}

/// How many there are of each kind, as a filter.
fn kinds(ui: &mut Ui, session: &Session, state: &FoundState, out: &mut Vec<Action>) {
    let review = session.review();
    let is_open =
        |row: &&DifferenceRow| review.ruling(&row.of).is_none_or(|ruling| ruling.verdict == Verdict::Open);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        for kind in DiscrepancyKind::ALL {
            let of_kind = || state.differences().iter().filter(|row| row.kind == kind);
            let (all, open) = (of_kind().count(), of_kind().filter(is_open).count());
            if all == 0 {
                continue;
            }
            let chosen = state.kind == Some(kind);
            let button = widgets::plain(format!("{} {open}", kind.name())).height(22.0).selected(chosen);
            let hint = format!("{} {all} found, {open} open.", kind.reason());
            if ui.add(button).on_hover_text(hint).clicked() {
                out.push(Action::Found(FoundAction::Kind((!chosen).then_some(kind))));
            }
        }
    });
}

fn card(ui: &mut Ui, row: &DifferenceRow, session: &Session, state: &mut FoundState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let ruling = session.review().ruling(&row.of);
    let source = match row.source {
        Source::Passage => "in a passage that both print",
        Source::Statement => "in two printings of a statement",
    };
    ui.horizontal(|ui| {
        widgets::strong(ui, &capital(row.kind.name())).on_hover_text(row.kind.reason());
        widgets::elided(ui, source, look::sans(metrics::SMALL), tokens.weak);
    });
    let writable = session.read_only().is_none();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (command, verdict) in RULE {
            let chosen = ruling.is_some_and(|ruling| ruling.verdict == verdict);
            let button = widgets::quiet(capital(verdict.name())).selected(chosen).height(24.0);
            let key = command.shortcut_text(ui.ctx());
            let hint = format!("{}  ({key}, or {} in the list)", command.spec().about, letter(verdict));
            if ui.add_enabled(writable, button).on_hover_text(hint).clicked() {
                let again = if chosen { FoundAction::Unrule } else { FoundAction::Rule(verdict) };
                out.push(Action::Found(again));
            }
        }
    });
    for side in &row.sides {
        let Some(article) = session.article(&side.article) else { continue };
        let place = format!("{} ¶{}", article.short_name(), article.paragraph_number(side.at));
        let place = match side.words {
            Some(_) => place,
            None => format!("{place} · has no such words"),
        };
        ui.add_space(4.0);
        widgets::elided(ui, &place, look::medium(metrics::SMALL), tokens.weak);
        let loud: Vec<_> = side.words.into_iter().collect();
        let parts = words::parts(&article.text, side.context, &loud);
        let name = format!("Show in {}", article.short_name());
        let shown = words::wrapped(ui, &parts, &look::serif(15.0), 6, 22.0, Some(&name));
        if shown.on_hover_text("Show both places").clicked() {
            out.push(Action::Found(FoundAction::Jump(row.places())));
        }
    }
    ui.add_space(4.0);
    note(ui, row, ruling.map_or("", |ruling| ruling.note.as_str()), state, writable, out);
}

/// The letter that rules while the list has the keyboard.
fn letter(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Error => "E",
        Verdict::Update => "U",
        Verdict::Style => "S",
        Verdict::Harmless => "H",
        Verdict::Open => "O",
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The field of the note, for giving it the keyboard.
pub fn note_id() -> Id {
    Id::unique("note on a discrepancy")
}

fn note(
    ui: &mut Ui,
    row: &DifferenceRow,
    now: &str,
    state: &mut FoundState,
    writable: bool,
    out: &mut Vec<Action>,
) {
    let mut text = match &state.note {
        Some((of, text)) if *of == row.of => text.clone(),
        _ => now.to_owned(),
    };
    let tokens = look::tokens(ui);
    let edit = TextEdit::multiline(&mut text)
        .id(note_id())
        .font(look::sans(metrics::SANS))
        .text_color(tokens.ink)
        .hint_text(egui::RichText::new("Note").color(tokens.weak))
        .desired_rows(1)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(8, 4));
    let response = ui.add_enabled(writable, edit).accessible_name("Note on the discrepancy");
    if response.changed() {
        state.note = Some((row.of.clone(), text));
    }
    if response.lost_focus()
        && let Some((of, text)) = state.note.take()
        && text.trim_end() != now
    {
        out.push(Action::Found(FoundAction::Note(of, text.trim_end().to_owned())));
    }
}

fn list(ui: &mut Ui, session: &Session, state: &mut FoundState, out: &mut Vec<Action>) {
    let count = state.shown().len();
    if count == 0 {
        nothing(ui, state);
        return;
    }
    let mut area = ScrollArea::vertical().id_salt("discrepancies").auto_shrink(false);
    if let Some(to) = state.scroll_to.take() {
        let (top, height) = (to as f32 * ENTRY, ui.available_height());
        if top < state.list_at || top + ENTRY > state.list_at + height {
            area = area.vertical_scroll_offset((top - (height / 3.0).max(0.0)).max(0.0));
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let shown: &FoundState = state;
    let output = area.show_rows(ui, ENTRY, count, |ui, range| {
        for at in range {
            let row = shown.shown().get(at).and_then(|row| shown.differences().get(*row));
            if let Some(row) = row {
                entry(ui, at, row, session, shown, out);
            }
        }
    });
    state.list_at = output.state.clamped_offset().y;
}

fn nothing(ui: &mut Ui, state: &FoundState) {
    let (title, hint) = if state.differences().is_empty() {
        ("Nothing differs", "What the articles share says the same in all of them.")
    } else if state.standing == Standing::Ruled {
        ("None ruled yet", "Choose one and say what it is: an error, an update, style, harmless.")
    } else {
        ("Nothing left here", "All of these are ruled.")
    };
    widgets::EmptyState::new(icons::CHECK_CIRCLE, title, hint).show(ui, |_| {});
}

/// The words of a side on one line.
fn side_words(side: &SideRow, session: &Session) -> Parts {
    let text = session.article(&side.article).map_or("", |article| &article.text);
    match side.words.and_then(|span| span.slice(text)) {
        Some(words) => vec![(words.split_whitespace().collect::<Vec<_>>().join(" "), true)],
        None => vec![("—".to_owned(), false)],
    }
}

fn entry(
    ui: &mut Ui,
    at: usize,
    row: &DifferenceRow,
    session: &Session,
    state: &FoundState,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let chosen = state.current() == Some(at);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ENTRY), Sense::hover());
    let response = ui.interact(rect, super::row_id(at), Sense::click());
    let verdict = session.review().ruling(&row.of).map(|ruling| ruling.verdict);
    let names: Vec<String> = row
        .sides
        .iter()
        .filter_map(|side| {
            let article = session.article(&side.article)?;
            Some(format!("{} ¶{}", article.short_name(), article.paragraph_number(side.at)))
        })
        .collect();
    let place = names.join(" / ");
    let mut parts: Parts = Vec::new();
    for (number, side) in row.sides.iter().enumerate() {
        if number > 0 {
            parts.push((" / ".to_owned(), false));
        }
        parts.extend(side_words(side, session));
    }
    let ruled = verdict.map_or("not ruled", Verdict::name);
    let name = format!("{}: {}, {place}, {ruled}", row.kind.name(), words::joined(&parts));
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
    let font = look::sans(metrics::SMALL);
    let kind = paint::line(&painter, row.kind.name(), font.clone(), tokens.weak, KINDS - 6.0);
    paint::put(&painter, pos2(left, rect.top() + 15.0), Align2::LEFT_CENTER, kind);
    let under = ground.unwrap_or(tokens.panel);
    let loud = look::over(tokens.difference, tokens.difference_tint, under);
    let mut job = words::job(&parts, &look::serif(14.0), tokens.ink, loud);
    job.wrap = egui::text::TextWrapping {
        max_width: (right - left - KINDS).floor(),
        max_rows: 1,
        break_anywhere: true,
        ..Default::default()
    };
    let galley = painter.layout_job(job);
    paint::put(&painter, pos2(left + KINDS, rect.top() + 15.0), Align2::LEFT_CENTER, galley);
    let y = rect.bottom() - 13.0;
    let mut end = right;
    if let Some(verdict) = verdict {
        let color = match verdict {
            Verdict::Error => tokens.bad,
            Verdict::Open => tokens.warn,
            _ => tokens.good,
        };
        let galley = paint::line(&painter, verdict.name(), look::medium(metrics::SMALL), color, 80.0);
        end = paint::put(&painter, pos2(right, y), Align2::RIGHT_CENTER, galley).left() - metrics::GAP;
    }
    let galley = paint::line(&painter, &place, font, tokens.weak, end - left - KINDS);
    paint::put(&painter, pos2(left + KINDS, y), Align2::LEFT_CENTER, galley);
    painter.hline(left..=right, rect.bottom() - 0.5, tokens.hairline());
    if response.has_focus() {
        paint::focus_ring(&painter, rect, metrics::RADIUS_SMALL, tokens);
        super::walk(ui, &response, at, state, out);
        rule_by_letter(ui, out);
    }
    let response = response.on_hover_text(&name);
    if response.clicked() {
        out.push(Action::Found(FoundAction::Go(at, true)));
    }
}

/// With the keyboard on an entry: one letter rules it.
fn rule_by_letter(ui: &Ui, out: &mut Vec<Action>) {
    let typed = ui.input(|input| {
        let text = |event: &egui::Event| match event {
            egui::Event::Text(text) => Some(text.to_uppercase()),
            _ => None,
        };
        input.events.iter().find_map(text)
    });
    let verdict = RULE.iter().map(|(_, verdict)| *verdict).find(|v| typed.as_deref() == Some(letter(*v)));
    out.extend(verdict.map(|verdict| Action::Found(FoundAction::Rule(verdict))));
}
