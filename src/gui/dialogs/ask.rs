//! A question with a few answers, before anything is discarded.

use egui::{Context, Id, Modal, ScrollArea, vec2};

use crate::gui::look::widgets::{Button, body, danger, dialog_frame, heading, primary, quiet, weak};
use crate::gui::look::{self, icons, metrics, paint};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Primary,
    Quiet,
    Danger,
}

/// What a frame of a question gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// Not answered yet.
    Open,
    /// Answered.
    Chosen(T),
    /// The person left without an answer: nothing is to happen.
    Cancelled,
}

/// An open question. It can always be left without an answer.
pub struct Ask<T> {
    title: String,
    text: String,
    details: Vec<String>,
    choices: Vec<(String, Weight, T)>,
    grave: bool,
    fresh: bool,
}

impl<T: Clone> Ask<T> {
    /// A title that is the question itself, and a text that says what each answer leads to.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        let (details, choices) = (Vec::new(), Vec::new());
        Self { title: title.into(), text: text.into(), details, choices, grave: false, fresh: true }
    }

    /// The answer that keeps everything, or that most people want; it has the keyboard.
    pub fn primary(self, label: impl Into<String>, value: T) -> Self {
        self.choice(label, Weight::Primary, value)
    }

    /// Another answer.
    pub fn quiet(self, label: impl Into<String>, value: T) -> Self {
        self.choice(label, Weight::Quiet, value)
    }

    /// An answer that throws something away. It never has the keyboard at first.
    pub fn danger(mut self, label: impl Into<String>, value: T) -> Self {
        self.grave = true;
        self.choice(label, Weight::Danger, value)
    }

    /// What it is about, one line each: files, annotations.
    pub fn details(mut self, details: Vec<String>) -> Self {
        self.details = details;
        self
    }

    fn choice(mut self, label: impl Into<String>, weight: Weight, value: T) -> Self {
        self.choices.push((label.into(), weight, value));
        self
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &Context) -> Answer<T> {
        let tokens = look::tokens_of(ctx);
        let screen = ctx.content_rect();
        let id = Id::unique("ask");
        let mut answer = Answer::Open;
        let modal = Modal::new(id)
            .area(Modal::default_area(id).default_height(screen.height()))
            .backdrop_color(tokens.veil())
            .frame(dialog_frame(tokens));
        let response = modal.show(ctx, |ui| {
            ui.set_width(440.0_f32.min(screen.width() - 88.0));
            ui.horizontal_top(|ui| {
                let (icon, color) =
                    if self.grave { (icons::WARNING, tokens.warn) } else { (icons::QUESTION, tokens.accent) };
                let (rect, _) = ui.allocate_exact_size(vec2(32.0, 32.0), egui::Sense::hover());
                ui.painter().circle_filled(rect.center(), 16.0, tokens.soft(color));
                paint::icon(ui.painter(), rect.center(), icon, 18.0, color);
                ui.add_space(4.0);
                ui.vertical(|ui| {
                    ui.add_space(5.0);
                    heading(ui, &self.title);
                    ui.add_space(2.0);
                    body(ui, &self.text);
                    if !self.details.is_empty() {
                        ui.add_space(4.0);
                        ScrollArea::vertical().max_height(160.0).auto_shrink([false, true]).show(ui, |ui| {
                            self.details.iter().for_each(|line| {
                                weak(ui, line);
                            });
                        });
                    }
                });
            });
            ui.add_space(metrics::PADDING);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                for (label, weight, value) in &self.choices {
                    let button: Button<'_> = match weight {
                        Weight::Primary => primary(label.as_str()),
                        Weight::Quiet => quiet(label.as_str()),
                        Weight::Danger => danger(label.as_str()),
                    };
                    let response = ui.add(button);
                    if self.fresh && *weight != Weight::Danger {
                        response.request_focus();
                        self.fresh = false;
                    }
                    if response.clicked() {
                        answer = Answer::Chosen(value.clone());
                    }
                }
                let cancel = ui.add(quiet("Cancel"));
                if std::mem::take(&mut self.fresh) {
                    cancel.request_focus();
                }
                if cancel.clicked() {
                    answer = Answer::Cancelled;
                }
            });
        });
        if matches!(answer, Answer::Open) && response.should_close() { Answer::Cancelled } else { answer }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Theme};
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT, Queryable};

    use super::*;
    use crate::gui::testing::{builder, picture};

    fn question() -> Ask<&'static str> {
        Ask::new(
            "Close without saving?",
            "The folder cannot be written. What you tagged since 09:12 would be lost.",
        )
        .primary("Save elsewhere…", "save")
        .danger("Discard 14 changes", "discard")
        .details(vec!["reviews/harbour-barrier/ana.ron".into()])
    }

    fn harness(
        theme: Theme,
        ask: Ask<&'static str>,
    ) -> Harness<'static, (Ask<&'static str>, Answer<&'static str>)> {
        let mut harness = builder(theme, [900.0, 600.0]).build_ui_state(
            |ui, (ask, answer): &mut (Ask<&'static str>, Answer<&'static str>)| {
                egui::CentralPanel::default().show(ui, |_| {});
                if *answer == Answer::Open {
                    *answer = ask.show(ui.ctx());
                }
            },
            (ask, Answer::Open),
        );
        harness.run();
        harness
    }

    #[test]
    fn enter_takes_the_answer_that_keeps_everything() {
        for theme in [Theme::Light, Theme::Dark] {
            let mut harness = harness(theme, question());
            picture(&mut harness, &format!("ask-{theme:?}").to_lowercase());
            harness.key_press(Key::Enter);
            harness.run();
            assert_eq!(harness.state().1, Answer::Chosen("save"));
        }
    }

    #[test]
    fn throwing_away_takes_a_click_and_escape_does_nothing() {
        let mut discard = harness(Theme::Light, question());
        discard.get_by_label("Discard 14 changes").click();
        discard.run();
        assert_eq!(discard.state().1, Answer::Chosen("discard"));
        let mut left = harness(Theme::Light, question());
        left.key_press(Key::Escape);
        left.run();
        assert_eq!(left.state().1, Answer::Cancelled);
    }

    #[test]
    fn where_every_answer_throws_away_cancel_has_the_keyboard() {
        let harness = harness(Theme::Dark, Ask::new("Delete?", "Gone.").danger("Delete", "delete"));
        assert!(harness.get_by_label("Cancel").accesskit_node().is_focused());
    }
}
