//! Exporting from the window: which format, whose reviews, what is lost, and where to.

use std::path::Path;
use std::sync::Arc;

use egui::{Context, Id, Modal};

use super::dialogs::{Pick, Purpose, Request};
use super::look::{self, icons, metrics, widgets};
use crate::exchange::{self, Exporter, Source};
use crate::model::{Review, ReviewerId};
use crate::session::Session;

/// What a person wants exported.
#[derive(Clone)]
pub struct Wish {
    format: &'static dyn Exporter,
    reviewers: Vec<ReviewerId>,
}

/// What a frame of the dialog gave.
pub enum ExportAnswer {
    /// Not answered yet.
    Open,
    /// Export this.
    Chosen(Wish),
    /// Nothing is to happen.
    Cancelled,
}

/// The dialog that asks what to export.
pub struct ExportDialog {
    format: usize,
    reviewers: Vec<(ReviewerId, bool)>,
    fresh: bool,
}

impl ExportDialog {
    /// For the story that is open. All are ticked; where the consensus is at work, it alone.
    pub fn new(session: &Session) -> Self {
        let me = session.reviewer();
        let mut reviewers: Vec<(ReviewerId, bool)> =
            session.reviewers().iter().map(|who| (who.clone(), !me.is_consensus() || who == me)).collect();
        if reviewers.iter().all(|(reviewer, _)| reviewer != me) {
            reviewers.insert(0, (me.clone(), true));
        }
        Self { format: 0, reviewers, fresh: true }
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &Context) -> ExportAnswer {
        let tokens = look::tokens_of(ctx);
        let mut answer = ExportAnswer::Open;
        let modal = Modal::new(Id::unique("export")).frame(widgets::dialog_frame(tokens));
        let response = modal.show(ctx, |ui| {
            ui.set_width(460.0_f32.min(ctx.content_rect().width() - 80.0));
            widgets::heading(ui, "Export");
            ui.add_space(metrics::GAP);
            widgets::section_head(ui, "Format");
            for (at, format) in exchange::EXPORTERS.iter().enumerate() {
                let row = widgets::Row::new(format.name())
                    .second(format.gives())
                    .lead(widgets::Lead::Icon(if at == self.format {
                        icons::CHECK_CIRCLE
                    } else {
                        icons::CIRCLE
                    }))
                    .name(format!("Format {}", format.name()))
                    .selected(at == self.format);
                if ui.add(row).clicked() {
                    self.format = at;
                }
            }
            let format = exchange::EXPORTERS.get(self.format).copied();
            if let Some(format) = format {
                ui.add_space(4.0);
                widgets::weak(ui, &format!("Not in it: {}.", format.loses().trim_end_matches('.')));
            }
            ui.add_space(metrics::PADDING);
            widgets::section_head(ui, "Reviewers");
            ui.horizontal_wrapped(|ui| {
                for (reviewer, ticked) in &mut self.reviewers {
                    let button = widgets::quiet(reviewer.as_str())
                        .icon(if *ticked { icons::CHECK } else { icons::CIRCLE })
                        .selected(*ticked);
                    if ui.add(button).clicked() {
                        *ticked = !*ticked;
                    }
                }
            });
            ui.add_space(metrics::PADDING);
            let some = self.reviewers.iter().any(|(_, ticked)| *ticked);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let go = ui.add_enabled(some, widgets::primary("Choose where…"));
                // Enter goes on with what is ticked.
                if std::mem::take(&mut self.fresh) {
                    go.request_focus();
                }
                if go.clicked()
                    && let Some(format) = format
                {
                    let reviewers =
                        self.reviewers.iter().filter(|(_, t)| *t).map(|(r, _)| r.clone()).collect();
                    answer = ExportAnswer::Chosen(Wish { format, reviewers });
                }
                if ui.add(widgets::quiet("Cancel")).clicked() {
                    answer = ExportAnswer::Cancelled;
                }
                if !some {
                    widgets::weak(ui, "Tick at least one reviewer.");
                }
            });
        });
        if matches!(answer, ExportAnswer::Open) && response.should_close() {
            ExportAnswer::Cancelled
        } else {
            answer
        }
    }
}

impl Wish {
    /// The question where to write.
    pub fn request(&self, session: Option<&Session>) -> Request {
        let stem = session.map_or("export", |session| session.story().id.as_str());
        let several = self.reviewers.len() > 1 && self.format.id() == "ron";
        let pick = if several {
            Pick::NewFolder(format!("{stem}-reviews"))
        } else {
            Pick::Save(format!("{stem}.{}", self.format.extension()))
        };
        Request { purpose: Purpose::Export, pick, title: "Export to", filters: &[], start: None }
    }

    /// Writes the export; says what was written and what the format could not hold.
    pub fn write(&self, session: &mut Session, out: &Path) -> anyhow::Result<String> {
        let mut reviews: Vec<Arc<Review>> = Vec::new();
        for reviewer in &self.reviewers {
            if reviewer == session.reviewer() {
                reviews.push(Arc::new(session.review().clone()));
            } else {
                reviews.push(session.load_other(reviewer)?);
            }
        }
        let story = session.story();
        let source = Source {
            project: session.project(),
            stories: vec![(story, reviews.iter().map(Arc::as_ref).collect())],
        };
        exchange::keep_out(session.root(), out)?;
        let export = self.format.export(&source, &mut |_, _| std::ops::ControlFlow::Continue(()))?;
        let files = export.files.fit(out, self.format.extension())?;
        // The dialog has asked already whether a file that is there may be replaced.
        exchange::write(&files, out, true)?;
        let lost: Vec<String> =
            export.lost.iter().map(|loss| format!("{} {}", loss.count, loss.what)).collect();
        let lost = if lost.is_empty() { String::new() } else { format!(" Not in it: {}.", lost.join(", ")) };
        Ok(format!("Exported to {}.{lost}", out.display()))
    }
}
