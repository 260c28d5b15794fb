//! What a change would do, review by review.

use egui::{ScrollArea, Ui};

use crate::gui::look::{self, icons, metrics, widgets};
use crate::gui::read::with_thousands;
use crate::model::{Codebook, CodebookChange, StoryId};
use crate::session::{Affected, Count, Survey, total};

/// “1 review”, “3 reviews”, “12,400 annotations”.
pub fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {one}s", with_thousands(count)) }
}

/// What a change would do.
pub(super) struct Preview {
    affected: Vec<Affected>,
    sum: Count,
    /// Annotations that will say something that the codebook does not offer.
    misfits: usize,
    unread: Vec<String>,
    stories: Vec<(StoryId, String)>,
}

impl Preview {
    pub(super) fn new(
        survey: &Survey,
        before: &Codebook,
        change: &CodebookChange,
        stories: &[(StoryId, String)],
    ) -> Self {
        let affected = survey.preview(&change.recode);
        let unread = if change.recode.rules.is_empty() {
            Vec::new()
        } else {
            survey.unread().map(|(_, why)| why.to_owned()).collect()
        };
        Self {
            sum: total(&affected),
            affected,
            misfits: survey.misfits(before, &change.codebook, &change.recode),
            unread,
            stories: stories.to_vec(),
        }
    }

    /// Whether no review is concerned.
    pub(super) fn is_nothing(&self) -> bool {
        self.affected.is_empty() && self.misfits == 0
    }

    /// Whether a review that is concerned is open elsewhere.
    pub(super) fn is_blocked(&self) -> bool {
        self.affected.iter().any(|one| one.held.is_some())
    }

    /// How many things would change, as a person would count them.
    pub(super) fn things(&self) -> usize {
        if self.sum.annotations > 0 { self.sum.annotations } else { self.sum.links }
    }

    pub(super) fn show(&self, ui: &mut Ui, height: f32) {
        let tokens = look::tokens(ui);
        widgets::section_head(ui, "In reviews");
        let sum = match parts(self.sum) {
            parts if parts.is_empty() => "No review changes.".to_owned(),
            parts => format!("{parts} in {} will change.", counted(self.sum.reviews, "review")),
        };
        widgets::strong(ui, &sum);
        if self.misfits > 0 {
            let words = format!(
                "{} will say something that the codebook does not offer. It is kept and shown as not fitting.",
                counted(self.misfits, "annotation")
            );
            notice(ui, &words, tokens.warn);
        }
        let height = height.min(self.affected.len() as f32 * metrics::ROW).max(1.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).id_salt("affected").show(
            ui,
            |ui| {
                widgets::list(ui, |ui| {
                    for (at, one) in self.affected.iter().enumerate() {
                        let story = self.stories.iter().find(|(id, _)| *id == one.story);
                        let words = match story {
                            Some((_, title)) => format!("{} · {title}", one.reviewer),
                            None => one.reviewer.to_string(),
                        };
                        let lead = match one.held {
                            Some(_) => widgets::Lead::ColoredIcon(icons::LOCK_SIMPLE, tokens.bad),
                            None => widgets::Lead::Icon(icons::USER),
                        };
                        let row = widgets::Row::new(words).lead(lead).detail(parts(one.count));
                        ui.push_id(at, |ui| ui.add_enabled(true, row.role(egui::Role::ListItem)));
                    }
                });
            },
        );
        for one in &self.affected {
            if let Some(who) = &one.held {
                let words = format!(
                    "The review of {} is open elsewhere: {who}. Nothing can be changed until it is closed there.",
                    one.reviewer
                );
                notice(ui, &words, tokens.bad);
            }
        }
        for why in &self.unread {
            let words = format!("{why}. It is not counted, and stays as it is.");
            notice(ui, &words, tokens.warn);
        }
    }
}

/// Something to know, on as many lines as it needs.
fn notice(ui: &mut Ui, words: &str, color: egui::Color32) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(18.0, 18.0), egui::Sense::hover());
        look::paint::icon(ui.painter(), rect.center(), icons::WARNING, 14.0, color);
        widgets::body(ui, words);
    });
}

fn parts(count: Count) -> String {
    let parts = [(count.annotations, "annotation"), (count.clusters, "cluster"), (count.links, "link")];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, one)| counted(count, one)).collect();
    parts.join(", ")
}
