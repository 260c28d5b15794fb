//! What the program has to say: a toast for a moment, and the log of messages for good.

use std::time::Duration;

use egui::accesskit::{Live, Role};
use egui::{Align2, Area, Color32, Context, Id, Modal, Order, ScrollArea, Ui, WidgetInfo, vec2};
use jiff::Timestamp;

use super::command::{self, Command};
use super::look::widgets::{
    EmptyState, IconButton, SearchField, dialog_frame, float_frame, hairline, heading, plain, quiet, strong,
    weak,
};
use super::look::{self, Tokens, icons, metrics, paint};

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// Good to know.
    Info,
    /// Something that was asked for is done.
    Good,
    /// Something was assumed, skipped, or is to be looked at.
    Warn,
    /// Something failed. Stays until it is dismissed.
    Bad,
}

impl Gravity {
    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "Note",
            Self::Good => "Done",
            Self::Warn => "Warning",
            Self::Bad => "Error",
        }
    }

    fn sign(self, tokens: &Tokens) -> (char, Color32) {
        match self {
            Self::Info => (icons::INFO, tokens.accent),
            Self::Good => (icons::CHECK_CIRCLE, tokens.good),
            Self::Warn => (icons::WARNING, tokens.warn),
            Self::Bad => (icons::WARNING_CIRCLE, tokens.bad),
        }
    }
}

/// Something the program says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub gravity: Gravity,
    /// What happened, in one sentence.
    pub text: String,
    /// The rest: paths, causes, lists. May be long.
    pub details: String,
    /// A command that helps: undo it, save elsewhere, try again.
    pub offer: Option<Command>,
}

impl Notice {
    /// A notice without details.
    pub fn new(gravity: Gravity, text: impl Into<String>) -> Self {
        Self { gravity, text: text.into(), details: String::new(), offer: None }
    }

    /// Good to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self::new(Gravity::Info, text)
    }

    /// Something that was asked for is done.
    pub fn good(text: impl Into<String>) -> Self {
        Self::new(Gravity::Good, text)
    }

    /// Something to be looked at.
    pub fn warn(text: impl Into<String>) -> Self {
        Self::new(Gravity::Warn, text)
    }

    /// Something failed: `what` in a sentence, the chain of causes as details.
    pub fn error(what: impl Into<String>, error: &anyhow::Error) -> Self {
        let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
        Self::new(Gravity::Bad, what).details(causes.join("\n"))
    }

    /// With details.
    pub fn details(mut self, details: impl Into<String>) -> Self {
        self.details = details.into();
        self
    }

    /// With a command that helps.
    pub fn offer(mut self, command: Command) -> Self {
        self.offer = Some(command);
        self
    }
}

/// A notice that was given.
#[derive(Clone, Debug)]
pub struct Said {
    /// When.
    pub at: Timestamp,
    /// What.
    pub notice: Notice,
}

impl Said {
    fn time(&self) -> String {
        self.at.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M:%S").to_string()
    }

    /// The line as it is copied.
    fn line(&self) -> String {
        let mut line = format!("{} {}: {}", self.time(), self.notice.gravity.name(), self.notice.text);
        for detail in self.notice.details.lines() {
            line.push_str("\n    ");
            line.push_str(detail);
        }
        line
    }
}

struct Toast {
    number: u64,
    notice: Notice,
    /// Seconds for which it is still shown; none where it stays.
    left: Option<f64>,
    /// When it was drawn last.
    seen: Option<f64>,
}

/// How many toasts are shown at once; older ones are in the log.
const SHOWN: usize = 4;
/// How many notices the log keeps.
const KEPT: usize = 2000;
/// Width of a toast.
const WIDTH: f32 = 380.0;

/// The toasts on screen and the log behind them.
#[derive(Default)]
pub struct Toasts {
    toasts: Vec<Toast>,
    log: Vec<Said>,
    number: u64,
    query: String,
}

impl Toasts {
    /// Nothing said yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says something now.
    pub fn say(&mut self, notice: Notice) {
        self.say_at(Timestamp::now(), notice);
    }

    /// Says what is good to know.
    pub fn info(&mut self, text: impl Into<String>) {
        self.say(Notice::info(text));
    }

    /// Says that something asked for is done.
    pub fn good(&mut self, text: impl Into<String>) {
        self.say(Notice::good(text));
    }

    /// Says what is to be looked at.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.say(Notice::warn(text));
    }

    /// Says that something failed, and why and what to do in the details.
    pub fn error(&mut self, text: impl Into<String>, details: impl Into<String>) {
        self.say(Notice::new(Gravity::Bad, text).details(details));
    }

    /// Says something, at a time. What is shown already is not shown twice.
    pub fn say_at(&mut self, at: Timestamp, notice: Notice) {
        // As long as it takes to read, and some seconds to notice it.
        let read = 4.0 + (notice.text.len() + notice.details.len().min(300)) as f64 / 20.0;
        let left = (notice.gravity < Gravity::Bad).then_some(read);
        self.toasts.retain(|toast| toast.notice != notice);
        self.number += 1;
        self.toasts.push(Toast { number: self.number, notice: notice.clone(), left, seen: None });
        let extra = self.toasts.len().saturating_sub(SHOWN);
        self.toasts.drain(..extra);
        self.log.push(Said { at, notice });
        let extra = self.log.len().saturating_sub(KEPT);
        self.log.drain(..extra);
    }

    /// All that was said, the oldest first.
    pub fn log(&self) -> &[Said] {
        &self.log
    }

    /// Draws the toasts above the status bar; pushes what they offer when it is taken.
    pub fn show(&mut self, ctx: &Context, out: &mut Vec<Command>) {
        if self.toasts.is_empty() {
            return;
        }
        let now = ctx.input(|input| input.time);
        let tokens = look::tokens_of(ctx);
        let mut gone = Vec::new();
        let mut held = false;
        let mut bottom = metrics::STATUS_BAR + 12.0;
        for toast in self.toasts.iter().rev() {
            let area = Area::new(Id::unique(("toast", toast.number)))
                .order(Order::Foreground)
                .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -bottom))
                .interactable(true);
            let shown = area.show(ctx, |ui| {
                float_frame(tokens).inner_margin(12).show(ui, |ui| toast_card(ui, &toast.notice, out)).inner
            });
            bottom += shown.response.rect.height() + 8.0;
            held |= shown.response.contains_pointer();
            if shown.inner {
                gone.push(toast.number);
            }
        }
        // A toast that is being read does not go, and neither do those around it.
        for toast in &mut self.toasts {
            let passed = toast.seen.replace(now).map_or(0.0, |before| now - before);
            if let Some(left) = toast.left.as_mut().filter(|_| !held) {
                *left -= passed;
                if *left <= 0.0 {
                    gone.push(toast.number);
                } else {
                    ctx.request_repaint_after(Duration::from_secs_f64(*left));
                }
            }
        }
        if !gone.is_empty() {
            self.toasts.retain(|toast| !gone.contains(&toast.number));
            ctx.request_repaint();
        }
    }

    /// Draws the log as a dialog; false when the person is done with it.
    pub fn show_log(&mut self, ctx: &Context) -> bool {
        let tokens = look::tokens_of(ctx);
        let screen = ctx.content_rect();
        let again = command::consume(ctx, Command::ShowLog);
        let id = Id::unique("messages");
        let response = Modal::new(id)
            .area(Modal::default_area(id).default_height(screen.height()))
            .backdrop_color(tokens.veil())
            .frame(dialog_frame(tokens))
            .show(ctx, |ui| {
                ui.set_width(720.0_f32.min(screen.width() - 88.0));
                self.log_contents(ui, (screen.height() - 220.0).clamp(120.0, 520.0))
            });
        !(response.inner || again || response.should_close())
    }

    fn log_contents(&mut self, ui: &mut Ui, height: f32) -> bool {
        let mut closed = false;
        ui.horizontal(|ui| {
            heading(ui, "Messages");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                closed = ui.add(IconButton::new(icons::X, "Close").key("Escape")).clicked();
                if ui.add_enabled(!self.log.is_empty(), quiet("Copy all").icon(icons::COPY)).clicked() {
                    let lines: Vec<String> = self.log.iter().map(Said::line).collect();
                    ui.ctx().copy_text(lines.join("\n"));
                }
                ui.add(SearchField::new(&mut self.query, "Search messages").width(220.0));
            });
        });
        ui.add_space(8.0);
        let query = self.query.to_lowercase();
        ScrollArea::vertical().max_height(height).auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(ui.available_width() - 10.0);
            let found = |said: &&Said| query.is_empty() || said.line().to_lowercase().contains(&query);
            let mut any = false;
            for (at, said) in self.log.iter().enumerate().rev().filter(|(_, said)| found(said)) {
                if any {
                    hairline(ui, 4.0);
                }
                any = true;
                ui.push_id(at, |ui| log_row(ui, said));
            }
            if !any {
                EmptyState::new(
                    icons::SCROLL,
                    "No messages",
                    "What the program says is kept here until it is closed.",
                )
                .show(ui, |_| {});
            }
        });
        closed
    }
}

/// True when it is dismissed.
fn toast_card(ui: &mut Ui, notice: &Notice, out: &mut Vec<Command>) -> bool {
    let tokens = look::tokens(ui);
    let (icon, color) = notice.gravity.sign(tokens);
    ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 64.0));
    let mut dismissed = false;
    let response = ui
        .horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), egui::Sense::hover());
            paint::icon(ui.painter(), rect.center(), icon, 18.0, color);
            let room = ui.available_width() - 30.0;
            ui.vertical(|ui| {
                ui.set_width(room);
                strong(ui, &notice.text);
                let mut lines = notice.details.lines().filter(|line| !line.trim().is_empty());
                for line in lines.by_ref().take(3) {
                    look::widgets::elided(ui, line, look::sans(metrics::SANS), tokens.weak);
                }
                let more = lines.count();
                if notice.offer.is_none() && more == 0 {
                    return;
                }
                ui.horizontal(|ui| {
                    if let Some(command) = notice.offer
                        && ui.add(quiet(command.name()).icon(command.spec().icon)).clicked()
                    {
                        out.push(command);
                        dismissed = true;
                    }
                    if more > 0 && ui.add(plain(format!("{more} more…"))).clicked() {
                        out.push(Command::ShowLog);
                        dismissed = true;
                    }
                });
            });
            dismissed |= ui.add(IconButton::new(icons::X, "Dismiss").size(20.0)).clicked();
        })
        .response;
    let name = format!("{}: {}", notice.gravity.name(), notice.text);
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(if notice.gravity == Gravity::Bad { Live::Assertive } else { Live::Polite });
    });
    dismissed
}

fn log_row(ui: &mut Ui, said: &Said) {
    let tokens = look::tokens(ui);
    let (icon, color) = said.notice.gravity.sign(tokens);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), egui::Sense::hover());
        paint::icon(ui.painter(), rect.center(), icon, 16.0, color);
        let (rect, _) = ui.allocate_exact_size(vec2(58.0, 18.0), egui::Sense::hover());
        let time = paint::line(ui.painter(), &said.time(), look::sans(metrics::SMALL), tokens.weak, 58.0);
        paint::put(ui.painter(), rect.left_center(), Align2::LEFT_CENTER, time);
        let room = ui.available_width() - 36.0;
        ui.vertical(|ui| {
            ui.set_width(room);
            strong(ui, &said.notice.text);
            if !said.notice.details.is_empty() {
                weak(ui, &said.notice.details);
            }
        });
        let copy = IconButton::new(icons::COPY, format!("Copy: {}", said.notice.text)).size(22.0);
        if ui.add(copy).clicked() {
            ui.ctx().copy_text(said.line());
        }
    });
}

#[cfg(test)]
#[path = "toast_tests.rs"]
mod tests;
