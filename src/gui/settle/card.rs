//! The group that is shown: what each reviewer has, and one key a decision.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::action::SettleAction;
use super::state::{SettleState, place_of};
use super::{edit, words};
use crate::agreement::settle::{Item, State, moved};
use crate::gui::action::Action;
use crate::gui::command::{Command, Facts};
use crate::gui::compare::excerpt;
use crate::gui::look::{self, icons, metrics, paint, widgets};
use crate::model::{Candidate, Choice, Matter, ReviewerId};
use crate::session::Session;

/// Letters of a group's words.
const LONG: usize = 220;

/// Shows it.
pub fn show(ui: &mut Ui, session: &Session, state: &mut SettleState, facts: &Facts, out: &mut Vec<Action>) {
    widgets::card(ui, |ui| {
        let progress = state.queue.progress(|_| true);
        widgets::section_head_with(ui, "Settling", |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for command in [Command::NextDifference, Command::PreviousDifference] {
                let icon =
                    if command == Command::NextDifference { icons::CARET_DOWN } else { icons::CARET_UP };
                let button = widgets::IconButton::new(icon, command.name())
                    .hint(command.spec().about)
                    .key(command.shortcut_text(ui.ctx()))
                    .size(22.0);
                if ui.add_enabled(progress.open > 0, button).clicked() {
                    out.push(Action::Do(command));
                }
            }
        });
        bar(ui, progress.decided, progress.postponed, progress.total());
        ui.add_space(6.0);
        let Some(item) = state.item().map(|(_, item)| item.clone()) else {
            widgets::weak(ui, "Nothing is chosen. Choose a group below, or a mark in a text.");
            return;
        };
        title(ui, &item, session, state);
        if state.draft.is_some() {
            edit::show(ui, &item, session, state, out);
            return;
        }
        came_back(ui, &item, session, state);
        decided(ui, &item, session, state);
        ui.add_space(2.0);
        for row in rows(&item, state) {
            match row {
                Some(at) => candidate(ui, &item, at, session, state, facts, out),
                None => nothing(ui, &item, state, facts, out),
            }
        }
        differing_attributes(ui, &item, session);
        ui.add_space(4.0);
        buttons(ui, &item, facts, out);
        ui.add_space(4.0);
        reason(ui, session, state, facts, out);
    });
}

/// How far it is, as a bar: decided, put off, open.
fn bar(ui: &mut Ui, decided: usize, postponed: usize, total: usize) {
    let tokens = look::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 5.0), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::ProgressIndicator, true, format!("{decided} of {total} decided"))
    });
    let part = |count: usize| if total == 0 { 0.0 } else { count as f32 / total as f32 * rect.width() };
    let painter = ui.painter();
    painter.rect_filled(rect, 2, tokens.sunk);
    painter.rect_filled(rect.with_max_x(rect.left() + part(decided)), 2, tokens.accent);
    let from = rect.left() + part(decided);
    let later = egui::Rect::from_min_max(pos2(from, rect.top()), pos2(from + part(postponed), rect.bottom()));
    painter.rect_filled(later, 2, look::over(tokens.accent, 0.35, tokens.sunk));
}

/// The words of the group in what surrounds them, and what it is about.
fn title(ui: &mut Ui, item: &Item, session: &Session, state: &SettleState) {
    let tokens = look::tokens(ui);
    let ground = look::over(tokens.difference, tokens.difference_tint, tokens.sheet);
    let font = look::serif_italic(15.0);
    match place_of(item, session).filter(|_| item.group.kind.is_mark()) {
        Some((article, span)) => {
            let parts = excerpt(&article.text, span, &state.differs, LONG);
            let mut job = LayoutJob::default();
            for (words, loud) in &parts {
                let background = if *loud { ground } else { Color32::TRANSPARENT };
                let format = TextFormat { background, ..TextFormat::simple(font.clone(), tokens.ink) };
                job.append(words, 0.0, format);
            }
            wrapped(ui, job, 4, 22.0, &parts.iter().map(|(words, _)| words.as_str()).collect::<String>());
        }
        None => {
            let words = words::title(item, session);
            let job = LayoutJob::single_section(words.clone(), TextFormat::simple(font, tokens.ink));
            wrapped(ui, job, 4, 22.0, &words);
        }
    }
    let mut line = item.group.kind.name().to_owned();
    let place = words::place(item, session);
    if !place.is_empty() {
        line = format!("{line} · {place}");
    }
    if item.group.of.len() > 2 {
        line = format!("{line} · marked by {} of {}", item.group.votes(), item.group.of.len());
    }
    widgets::weak(ui, &line);
}

fn wrapped(ui: &mut Ui, mut job: LayoutJob, rows: usize, line: f32, name: &str) {
    for section in &mut job.sections {
        section.format.line_height = Some(line);
    }
    job.wrap =
        TextWrapping { max_width: ui.available_width().floor(), max_rows: rows, ..TextWrapping::default() };
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
}

/// Why the group is in the queue again.
fn came_back(ui: &mut Ui, item: &Item, session: &Session, state: &SettleState) {
    if item.state != State::Reopened {
        return;
    }
    let tokens = look::tokens(ui);
    let moved = moved(item, session.review());
    widgets::told(ui, icons::ARROW_CLOCKWISE, "Decided before; this has changed since:", tokens.warn, false);
    if moved.is_empty() {
        widgets::weak(ui, "What was decided is no longer in the consensus, or not all agree any more.");
    }
    for moved in moved {
        widgets::weak(ui, &words::moved(&moved, &state.names, session.codebook()));
    }
    for decision in item.decisions.iter().filter_map(|id| session.review().decision(id)) {
        widgets::weak(ui, &format!("Then: {}", words::choice(decision, &state.names)));
    }
}

/// What was decided, by whom and when.
fn decided(ui: &mut Ui, item: &Item, session: &Session, state: &SettleState) {
    let Some(decision) = item.decision(session.review()) else { return };
    let tokens = look::tokens(ui);
    let (icon, color) = match item.state {
        State::Postponed => (icons::MINUS, tokens.weak),
        _ => (icons::CHECK, tokens.good),
    };
    let by = if state.names.is_blind() {
        String::new()
    } else {
        format!(" · {}", crate::gui::compare::display_name(&decision.by))
    };
    let words = format!("{}{by}, {}", words::choice(decision, &state.names), words::when(decision.at));
    widgets::told(ui, icon, &words, color, false);
}

/// The candidates, and those who have nothing, in the order in which their reviewers stand.
fn rows(item: &Item, state: &SettleState) -> Vec<Option<usize>> {
    let place = |reviewers: &[ReviewerId]| reviewers.iter().filter_map(|who| state.names.place(who)).min();
    let mut rows: Vec<(Option<usize>, Option<usize>)> =
        item.group.candidates.iter().enumerate().map(|(at, one)| (place(&one.by), Some(at))).collect();
    let absent = absent(item);
    if !absent.is_empty() && !rows.is_empty() {
        rows.push((place(&absent), None));
    }
    rows.sort();
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Those who are done and have nothing here.
fn absent(item: &Item) -> Vec<ReviewerId> {
    item.group.of.iter().filter(|who| item.group.candidate_of(who).is_none()).cloned().collect()
}

/// The keys of reviewers: the places at which they stand.
fn keys(state: &SettleState, reviewers: &[ReviewerId]) -> Vec<String> {
    let mut places: Vec<usize> = reviewers.iter().filter_map(|who| state.names.place(who)).collect();
    places.sort_unstable();
    places.into_iter().filter(|place| *place < 9).map(|place| (place + 1).to_string()).collect()
}

fn candidate(
    ui: &mut Ui,
    item: &Item,
    at: usize,
    session: &Session,
    state: &SettleState,
    facts: &Facts,
    out: &mut Vec<Action>,
) {
    let Some(Candidate { by, what }) = item.group.candidates.get(at) else { return };
    let codebook = session.codebook();
    let taken = item
        .decision(session.review())
        .is_some_and(|decision| matches!(&decision.choice, Choice::Take(taken) if taken.contains(&at)));
    let mut detail = words::matter(what, codebook);
    if let (Matter::Mark { .. }, Some(other)) = (what, difference(item, at)) {
        detail = format!("{detail}  {other}");
    }
    let label = match what {
        Matter::Mark { label, .. } | Matter::Cluster { label, .. } => codebook.label(label),
        Matter::Link { .. } => None,
    };
    let votes = (item.group.of.len() > 2).then(|| words::votes(by.len(), item.group.of.len()));
    let row = Choose {
        keys: keys(state, by),
        who: state.names.names(by),
        label: label.map(|label| (label.name.clone(), label.kind, label.color)),
        label_name: words::label(what, codebook).to_owned(),
        words: detail,
        votes,
        taken,
    };
    if row.show(ui, facts.group && facts.writable) {
        out.push(Action::Consensus(SettleAction::Take(at)));
    }
}

/// How the ends of a mark differ from the first candidate's: `−8 at end`.
fn difference(item: &Item, at: usize) -> Option<String> {
    let ends = |at: usize| match &item.group.candidates.get(at)?.what {
        Matter::Mark { at, .. } => Some((at.first()?.0.0, at.last()?.1.0)),
        _ => None,
    };
    let ((start, end), (from, to)) = (ends(0)?, ends(at)?);
    let longer = |by: i64, place: &str| match by {
        0 => None,
        1.. => Some(format!("+{by} at {place}")),
        _ => Some(format!("−{} at {place}", -by)),
    };
    let parts: Vec<String> =
        [longer(i64::from(start) - i64::from(from), "start"), longer(i64::from(to) - i64::from(end), "end")]
            .into_iter()
            .flatten()
            .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Those who are done and have nothing here: taking theirs means that nothing stands here.
fn nothing(ui: &mut Ui, item: &Item, state: &SettleState, facts: &Facts, out: &mut Vec<Action>) {
    let absent = absent(item);
    let votes = (item.group.of.len() > 2).then(|| words::votes(absent.len(), item.group.of.len()));
    let row = Choose {
        keys: keys(state, &absent),
        who: state.names.names(&absent),
        label: None,
        label_name: if item.group.kind.is_mark() { "not marked" } else { "nothing" }.to_owned(),
        words: String::new(),
        votes,
        taken: false,
    };
    if row.show(ui, facts.group && facts.writable) {
        out.push(Action::Consensus(SettleAction::Decide(Choice::Nothing)));
    }
}

/// A way to see it, which a click takes.
struct Choose {
    keys: Vec<String>,
    who: String,
    label: Option<(String, crate::model::Kind, crate::model::Color)>,
    label_name: String,
    words: String,
    votes: Option<String>,
    taken: bool,
}

impl Choose {
    /// Shows it; whether it was chosen.
    fn show(&self, ui: &mut Ui, enabled: bool) -> bool {
        let tokens = look::tokens(ui);
        let height = if self.words.is_empty() { 34.0 } else { 54.0 };
        let sense = if enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
        response.widget_info(|| {
            let votes = self.votes.as_deref().unwrap_or_default();
            let name = format!("Take {}: {} {} {votes}", self.who, self.label_name, self.words);
            WidgetInfo::selected(Role::Button, enabled, self.taken, name.trim().to_owned())
        });
        let painter = ui.painter().with_clip_rect(rect.expand(2.0));
        let ground = match (self.taken, response.hovered() && enabled) {
            (true, _) => tokens.accent_ground,
            (_, true) => tokens.hover,
            _ => tokens.sheet,
        };
        let line = if self.taken { egui::Stroke::new(1.5, tokens.accent) } else { tokens.hairline() };
        painter.rect(rect, metrics::RADIUS_SMALL, ground, line, StrokeKind::Inside);
        let y = rect.top() + 17.0;
        let mut right = rect.right() - 8.0;
        for key in self.keys.iter().rev() {
            right = paint::key_cap(&painter, pos2(right, y), key, tokens).left() - 4.0;
        }
        if let Some(votes) = &self.votes {
            let galley = paint::line(&painter, votes, look::sans(metrics::SMALL), tokens.weak, 100.0);
            right = paint::put(&painter, pos2(right, y), Align2::RIGHT_CENTER, galley).left() - 8.0;
        }
        let mut left = rect.left() + 10.0;
        if self.taken {
            paint::icon(&painter, pos2(left + 6.0, y), icons::CHECK, 13.0, tokens.accent);
            left += 18.0;
        }
        let half = ((right - left) * 0.5).max(40.0);
        let galley = paint::line(&painter, &self.who, look::semibold(metrics::SANS), tokens.ink, half);
        left = paint::put(&painter, pos2(left, y), Align2::LEFT_CENTER, galley).right() + 10.0;
        let mut ink = tokens.weak;
        if let Some((_, kind, color)) = &self.label {
            let mark = tokens.mark(*color);
            paint::swatch(&painter, pos2(left + 7.0, y), *kind, mark);
            ink = mark.line;
            left += 20.0;
        }
        let room = (right - left).max(20.0);
        let galley = paint::line(&painter, &self.label_name, look::medium(metrics::SANS), ink, room);
        paint::put(&painter, pos2(left, y), Align2::LEFT_CENTER, galley);
        if !self.words.is_empty() {
            let width = rect.width() - 20.0;
            let galley = paint::line(&painter, &self.words, look::serif(14.0), tokens.ink, width);
            paint::put(&painter, pos2(rect.left() + 10.0, rect.bottom() - 17.0), Align2::LEFT_CENTER, galley);
        }
        if response.has_focus() {
            paint::focus_ring(&painter, rect, metrics::RADIUS_SMALL, tokens);
        }
        enabled && response.clicked()
    }
}

fn differing_attributes(ui: &mut Ui, item: &Item, session: &Session) {
    let attributes = words::attributes(&item.group.candidates, session.codebook());
    for (name, values) in attributes {
        widgets::field_row(ui, &name, |ui| widgets::body(ui, &values.join(" / ")));
    }
}

/// The other decisions, each with its key.
fn buttons(ui: &mut Ui, item: &Item, facts: &Facts, out: &mut Vec<Action>) {
    let two = item.group.candidates.len() == 2;
    let both = if item.group.candidates.len() < 3 {
        "Both".to_owned()
    } else {
        format!("All {}", item.group.candidates.len())
    };
    let neither = if two { "Neither" } else { "Nothing" };
    let back = match (item.state, &item.split) {
        (State::Open | State::Reopened, Some(_)) => "Put together",
        _ => "Take back",
    };
    let rows = [
        (Command::SettleBoth, both.as_str(), icons::STACK),
        (Command::SettleNothing, neither, icons::PROHIBIT),
        (Command::SettleEdit, "Edit…", icons::PENCIL_SIMPLE),
        (Command::SettleSplit, "Split", icons::ARROWS_LEFT_RIGHT),
        (Command::SettlePostpone, "Postpone", icons::CLOCK_COUNTER_CLOCKWISE),
        (Command::SettleTakeBack, back, icons::ARROW_U_UP_LEFT),
    ];
    let width = ((ui.available_width() - 8.0) / 2.0).floor();
    egui::Grid::new("decisions").num_columns(2).spacing(vec2(8.0, 6.0)).show(ui, |ui| {
        for (at, (command, words, icon)) in rows.into_iter().enumerate() {
            let key = command.shortcut_text(ui.ctx());
            let button = widgets::quiet(words).icon(icon).key(key).width(width).left();
            let response = ui.add_enabled(command.applies(facts), button);
            let response = response.on_hover_text(command.spec().about);
            if let Some(missing) = command.missing(facts) {
                response.on_disabled_hover_text(missing.hint());
            } else if response.clicked() {
                out.push(Action::Do(command));
            }
            if at % 2 == 1 {
                ui.end_row();
            }
        }
    });
}

/// The reason: what it is, and, opened, the list to choose from.
fn reason(ui: &mut Ui, session: &Session, state: &mut SettleState, facts: &Facts, out: &mut Vec<Action>) {
    let codebook = session.codebook();
    ui.horizontal(|ui| {
        let name = if state.reason.is_empty() { "none" } else { codebook.reason_name(&state.reason) };
        let words = format!("Reason: {name}");
        let key = Command::SettleReason.shortcut_text(ui.ctx());
        let button = widgets::plain(words).icon(icons::NOTE_PENCIL).key(key).selected(state.reasons_open);
        let response = ui.add_enabled(Command::SettleReason.applies(facts), button);
        if response.on_hover_text(Command::SettleReason.spec().about).clicked() {
            out.push(Action::Do(Command::SettleReason));
        }
    });
    if !state.reasons_open {
        return;
    }
    let none = [(String::new(), "No reason", "")].into_iter();
    let known = codebook
        .reasons
        .iter()
        .map(|reason| (reason.id.clone(), reason.name.as_str(), reason.about.as_str()));
    for (at, (id, name, about)) in none.chain(known).enumerate() {
        let key = if at <= 9 { at.to_string() } else { String::new() };
        let row =
            widgets::Row::new(name).key(key).selected(state.reason == id).name(format!("Reason {name}"));
        let response = ui.add(row);
        let chosen = response.clicked();
        if !about.is_empty() {
            response.on_hover_text(about);
        }
        if chosen {
            out.push(Action::Consensus(SettleAction::Reason(id)));
        }
    }
    let before = state.note.clone();
    let field = widgets::TextField::new(&mut state.note, "More about why").hint("More about why");
    let response = ui.add(field);
    if response.lost_focus() || (response.changed() && before.is_empty() != state.note.is_empty()) {
        out.push(Action::Consensus(SettleAction::Note(state.note.clone())));
    }
}
