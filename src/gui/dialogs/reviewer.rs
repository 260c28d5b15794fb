//! Who is reviewing: asked once, and again when reviewers of a project are switched.

use egui::{Context, Id, Modal, ScrollArea};

use crate::gui::look::widgets::{
    Lead, Row, TextField, dialog_frame, heading, list, primary, quiet, section_head, weak,
};
use crate::gui::look::{self, icons, metrics};
use crate::model::ReviewerId;

/// A reviewer of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownReviewer {
    /// Names the file.
    pub id: ReviewerId,
    /// What people read; the id where nothing better is known.
    pub name: String,
    /// How far they are, or who has their review open.
    pub detail: String,
}

/// What a frame of the dialog gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewerAnswer {
    /// Not answered yet.
    Open,
    /// This one is reviewing from now on.
    Chosen {
        /// Names the file.
        id: ReviewerId,
        /// As it was typed, or as it was known.
        name: String,
    },
    /// Left as it was: nobody, or the reviewer before.
    Cancelled,
}

/// The open dialog.
pub struct ReviewerDialog {
    known: Vec<KnownReviewer>,
    current: Option<ReviewerId>,
    typed: String,
    fresh: bool,
}

impl ReviewerDialog {
    /// `current` is who is reviewing now; `offer` is a name to start with, as of the account.
    pub fn new(known: Vec<KnownReviewer>, current: Option<ReviewerId>, offer: &str) -> Self {
        let typed = if current.is_some() { String::new() } else { offer.trim().to_owned() };
        Self { known, current, typed, fresh: true }
    }

    /// The reviewer who is meant by a name: one who is known, or a new one.
    fn meant(&self) -> Option<(KnownReviewer, bool)> {
        let name = self.typed.trim();
        if name.is_empty() {
            return None;
        }
        let folded = ReviewerId::of_person(name, "").to_string();
        let known = self.known.iter().find(|known| {
            known.name.to_lowercase() == name.to_lowercase()
                || (!folded.is_empty() && known.id.as_str() == folded)
        });
        if let Some(known) = known {
            return Some((known.clone(), true));
        }
        // A name without Latin letters leaves nothing for a file name: a number then tells them apart.
        let id = if folded.is_empty() { self.free_id() } else { folded };
        Some((KnownReviewer { id: id.into(), name: name.to_owned(), detail: String::new() }, false))
    }

    fn free_id(&self) -> String {
        let taken = |id: &str| self.known.iter().any(|known| known.id.as_str() == id);
        let mut id = "reviewer".to_owned();
        let mut number = 1_u32;
        while taken(&id) {
            number = number.saturating_add(1);
            id = format!("reviewer-{number}");
        }
        id
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &Context) -> ReviewerAnswer {
        let tokens = look::tokens_of(ctx);
        let screen = ctx.content_rect();
        let id = Id::unique("reviewer");
        let mut chosen = None;
        let mut cancelled = false;
        let modal = Modal::new(id)
            .area(Modal::default_area(id).default_height(screen.height()))
            .backdrop_color(tokens.veil())
            .frame(dialog_frame(tokens));
        let response = modal.show(ctx, |ui| {
            ui.set_width(420.0_f32.min(screen.width() - 88.0));
            heading(ui, "Who is reviewing?");
            weak(ui, "Each reviewer has a file of their own. Asked once; you can switch at any time.");
            ui.add_space(10.0);
            let field = TextField::new(&mut self.typed, "Your name").hint("Your name").icon(icons::USER);
            let response = ui.add(field);
            if std::mem::take(&mut self.fresh) {
                response.request_focus();
            }
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let meant = self.meant();
            let line = match &meant {
                Some((known, true)) => format!("Goes on with the review of {}.", known.name),
                Some((new, false)) => format!("Starts a review in {}.ron.", new.id),
                None => "A first name or initials will do.".to_owned(),
            };
            weak(ui, &line);
            if !self.known.is_empty() {
                ui.add_space(8.0);
                section_head(ui, "Reviewers of this project");
                ScrollArea::vertical().max_height(220.0).auto_shrink([false, true]).show(ui, |ui| {
                    list(ui, |ui| {
                        for known in &self.known {
                            let current = self.current.as_ref() == Some(&known.id);
                            let row = Row::new(known.name.as_str()).lead(Lead::Icon(icons::USER));
                            if ui.add(row.detail(known.detail.as_str()).selected(current)).clicked() {
                                chosen = Some(known.clone());
                            }
                        }
                    });
                });
            }
            ui.add_space(metrics::PADDING);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let goes_on = matches!(meant, Some((_, true)));
                let verb = if goes_on { "Go on" } else { "Start reviewing" };
                let go = ui.add_enabled(meant.is_some(), primary(verb));
                if go.clicked() || entered {
                    chosen = meant.map(|(reviewer, _)| reviewer).or(chosen.take());
                }
                cancelled = ui.add(quiet("Cancel")).clicked();
            });
        });
        match chosen {
            Some(reviewer) => ReviewerAnswer::Chosen { id: reviewer.id, name: reviewer.name },
            None if cancelled || response.should_close() => ReviewerAnswer::Cancelled,
            None => ReviewerAnswer::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Theme};
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT, Queryable};

    use super::*;
    use crate::gui::testing::{builder, picture};

    fn known() -> Vec<KnownReviewer> {
        let reviewer = |id: &str, name: &str, detail: &str| KnownReviewer {
            id: id.into(),
            name: name.into(),
            detail: detail.into(),
        };
        vec![reviewer("ana", "Ana", "3 of 3 done"), reviewer("ben", "Ben", "1 of 3 done")]
    }

    type State = (ReviewerDialog, ReviewerAnswer);

    fn harness(theme: Theme, dialog: ReviewerDialog) -> Harness<'static, State> {
        let mut harness = builder(theme, [900.0, 600.0]).build_ui_state(
            |ui, (dialog, answer): &mut State| {
                egui::CentralPanel::default().show(ui, |_| {});
                if *answer == ReviewerAnswer::Open {
                    *answer = dialog.show(ui.ctx());
                }
            },
            (dialog, ReviewerAnswer::Open),
        );
        harness.run();
        harness
    }

    fn answer(id: &str, name: &str) -> ReviewerAnswer {
        ReviewerAnswer::Chosen { id: id.into(), name: name.into() }
    }

    #[test]
    fn a_name_and_enter_start_a_review() {
        let mut harness = harness(Theme::Light, ReviewerDialog::new(vec![], None, ""));
        assert!(harness.get_by_label("Start reviewing").accesskit_node().is_disabled());
        harness.get_by_label("Your name").type_text("Zoë Åström");
        harness.run();
        assert!(harness.query_by_label("Starts a review in zoe-astrom.ron.").is_some());
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().1, answer("zoe-astrom", "Zoë Åström"));
    }

    #[test]
    fn a_name_that_is_known_goes_on_with_that_review() {
        let mut harness = harness(Theme::Dark, ReviewerDialog::new(known(), None, "ANA"));
        picture(&mut harness, "reviewer-dark");
        assert!(harness.query_by_label("Goes on with the review of Ana.").is_some());
        harness.get_by_label("Go on").click();
        harness.run();
        assert_eq!(harness.state().1, answer("ana", "Ana"));
    }

    #[test]
    fn switching_is_one_click() {
        let mut harness = harness(Theme::Light, ReviewerDialog::new(known(), Some("ana".into()), "Ana"));
        picture(&mut harness, "reviewer-light");
        harness.get_by_label("Ben, 1 of 3 done").click();
        harness.run();
        assert_eq!(harness.state().1, answer("ben", "Ben"));
    }

    #[test]
    fn one_may_only_read() {
        let mut harness = harness(Theme::Light, ReviewerDialog::new(vec![], None, ""));
        harness.get_by_label("Cancel").click();
        harness.run();
        assert_eq!(harness.state().1, ReviewerAnswer::Cancelled);
    }

    #[test]
    fn names_without_latin_letters_get_files_of_their_own() {
        let mut known = known();
        let mut dialog = ReviewerDialog::new(known.clone(), None, "東京");
        let (first, existing) = dialog.meant().unwrap();
        assert_eq!((first.id.as_str(), existing), ("reviewer", false));
        known.push(first);
        dialog = ReviewerDialog::new(known.clone(), None, "大阪");
        assert_eq!(dialog.meant().unwrap().0.id.as_str(), "reviewer-2");
        dialog = ReviewerDialog::new(known, None, "東京");
        assert!(dialog.meant().unwrap().1, "the same name is the same person");
    }
}
