//! Changes that reach into reviews: what is to be done, and before it is done, what it would change.

mod picker;
mod preview;
mod split;

use std::sync::Arc;

use egui::{Context, Id, Key, Modal, Modifiers, ScrollArea, Ui};

use super::state::Asked;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::model::{Codebook, CodebookChange, Intake, LabelId, LinkKindId, Recode, Rule, Which};
use crate::session::{Session, Survey};
use picker::Picker;
use preview::Preview;
pub use preview::counted;
use split::Split;

/// What a frame of the dialog gave.
pub enum ChangeAnswer {
    /// Not answered yet.
    Open,
    /// Nothing is to happen, or what happens is to be given up.
    Cancelled,
    /// This is to be done.
    Perform(String, Box<CodebookChange>),
}

enum What {
    Merge { from: LabelId, attributes: bool },
    Delete { id: LabelId },
    Split(Box<Split>),
    Proposed { name: String, change: Box<CodebookChange>, along: bool },
    DeleteLink { id: LinkKindId },
    Unknown { id: LabelId },
    Intake { source: String, other: Box<Codebook>, intake: Intake },
}

/// The dialog.
pub struct ChangeDialog {
    what: What,
    codebook: Codebook,
    picker: Picker,
    survey: Option<Arc<Survey>>,
    preview: Option<Preview>,
    /// What the preview was worked out for.
    previewed: Option<CodebookChange>,
    /// How far what was decided on is; `None` before.
    progress: Option<f32>,
    /// Titles of stories, where there are several.
    stories: Vec<(crate::model::StoryId, String)>,
    fresh: bool,
}

impl ChangeDialog {
    /// Asks how something is to be changed; `None` where it is not there.
    pub fn ask(session: &Session, asked: &Asked, other: Option<Codebook>) -> Option<Self> {
        let codebook = session.codebook();
        let labels_but = |id: &LabelId| Picker::labels(codebook, |label| label.id != *id);
        let (what, picker) = match asked {
            Asked::Merge(from) => {
                codebook.label(from)?;
                (What::Merge { from: from.clone(), attributes: true }, labels_but(from))
            }
            Asked::Delete(id) => {
                codebook.label(id)?;
                (What::Delete { id: id.clone() }, labels_but(id))
            }
            Asked::Split(from) => {
                let split = Split::new(codebook, from)?;
                (What::Split(Box::new(split)), Picker::default())
            }
            Asked::DeleteLink(id) => {
                codebook.link(id)?;
                (What::DeleteLink { id: id.clone() }, Picker::links(codebook, id))
            }
            Asked::Unknown(id) => {
                let mut picker = labels_but(id);
                if let Some(to) = codebook.replaced.get(id) {
                    picker.choose(to.as_str());
                }
                (What::Unknown { id: id.clone() }, picker)
            }
            Asked::Intake(path) => {
                let source =
                    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                (What::Intake { source, other: Box::new(other?), intake: Intake::Merge }, Picker::default())
            }
        };
        Some(Self::new(session, what, picker))
    }

    /// Asks about a change that is worked out, where reviews are concerned.
    pub fn propose(session: &Session, name: String, change: CodebookChange) -> Self {
        let what = What::Proposed { name, change: Box::new(change), along: true };
        Self::new(session, what, Picker::default())
    }

    fn new(session: &Session, what: What, picker: Picker) -> Self {
        let stories = &session.project().stories;
        let title = |story: &crate::model::Story| (story.id.clone(), story.title.clone());
        Self {
            what,
            codebook: session.codebook().clone(),
            picker,
            survey: None,
            preview: None,
            previewed: None,
            progress: None,
            stories: if stories.len() > 1 { stories.iter().map(title).collect() } else { Vec::new() },
            fresh: true,
        }
    }

    /// Gives it the count of all reviews.
    pub fn counted(&mut self, survey: &Arc<Survey>) {
        if self.survey.as_ref().is_some_and(|known| Arc::ptr_eq(known, survey)) {
            return;
        }
        self.survey = Some(Arc::clone(survey));
        self.previewed = None;
        if let What::Split(split) = &mut self.what {
            split.count(survey);
        }
    }

    /// Says how far what was decided on is.
    pub fn working(&mut self, progress: f32) {
        self.progress = Some(progress);
    }

    /// Goes back to asking: what was decided on could not be done.
    pub fn asking(&mut self) {
        self.progress = None;
        self.survey = None;
    }

    /// The change as it is asked for now, and the step's name; `None` while something is missing.
    fn change(&self) -> Option<(String, CodebookChange)> {
        let book = &self.codebook;
        let target = self.picker.chosen();
        Some(match &self.what {
            What::Merge { from, attributes } => {
                let into = LabelId::from(target?);
                let name = format!("merge “{}” into “{}”", book.label_name(from), book.label_name(&into));
                (name, book.merged(from, &into, *attributes)?)
            }
            What::Delete { id } => {
                let to = target.filter(|_| self.is_used()).map(LabelId::from);
                if to.is_none() && self.is_used() {
                    return None;
                }
                (format!("delete label “{}”", book.label_name(id)), book.without_label(id, to.as_ref())?)
            }
            What::Split(split) => split.change(book)?,
            What::Proposed { name, change, along } => {
                let mut change = change.as_ref().clone();
                if !along {
                    change.recode = Recode::default();
                }
                (name.clone(), change)
            }
            What::DeleteLink { id } => {
                let to = target.filter(|_| self.is_used()).map(LinkKindId::from);
                if to.is_none() && self.is_used() {
                    return None;
                }
                let name = book.link(id).map_or(id.as_str(), |link| &link.name);
                (format!("delete kind of link “{name}”"), book.without_link(id, to.as_ref())?)
            }
            What::Unknown { id } => {
                let to = LabelId::from(target?);
                let name = format!("relabel “{id}” as “{}”", book.label_name(&to));
                let mut codebook = book.clone();
                codebook.replaced.insert(id.clone(), to.clone());
                let rule = Rule::Label { from: id.clone(), which: Which::All, to };
                (name, CodebookChange { codebook, recode: Recode::one(rule) })
            }
            What::Intake { source, other, intake } => {
                let survey = self.survey.as_ref()?;
                let (labels, links) = (survey.labels(), survey.link_kinds());
                let used = |id: &LabelId| labels.contains_key(id);
                let codebook = book.with_other(other, *intake, used, |id| links.contains_key(id));
                let verb = if *intake == Intake::Merge { "add" } else { "take over" };
                (
                    format!("{verb} codebook “{source}”"),
                    CodebookChange { codebook, recode: Recode::default() },
                )
            }
        })
    }

    /// Whether reviews use what is to be deleted; `true` while that is not counted.
    fn is_used(&self) -> bool {
        let Some(survey) = &self.survey else { return true };
        match &self.what {
            What::Delete { id } => survey.labels().contains_key(id),
            What::DeleteLink { id } => survey.link_kinds().contains_key(id),
            _ => true,
        }
    }

    /// Works out what the change would do, where it is another than before.
    fn look_ahead(&mut self) -> Option<(String, CodebookChange)> {
        let wanted = self.change();
        let survey = self.survey.as_ref()?;
        let change = wanted.as_ref().map(|(_, change)| change);
        if self.previewed.as_ref() != change || (change.is_some() && self.preview.is_none()) {
            self.preview = change.map(|change| Preview::new(survey, &self.codebook, change, &self.stories));
            self.previewed = change.cloned();
        }
        wanted
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &Context) -> ChangeAnswer {
        let wanted = self.look_ahead();
        if let (What::Proposed { .. }, Some(preview), Some((name, change))) =
            (&self.what, &self.preview, &wanted)
            && self.progress.is_none()
            && preview.is_nothing()
        {
            // No review is concerned: there is nothing to ask.
            return ChangeAnswer::Perform(name.clone(), Box::new(change.clone()));
        }
        let tokens = look::tokens_of(ctx);
        let screen = ctx.content_rect();
        let id = Id::unique("codebook change");
        let mut answer = ChangeAnswer::Open;
        let sure = self.take_keys(ctx);
        let modal = Modal::new(id)
            .area(Modal::default_area(id).default_height(screen.height()))
            .backdrop_color(tokens.veil())
            .frame(widgets::dialog_frame(tokens));
        let response = modal.show(ctx, |ui| {
            ui.set_width(560.0_f32.min(screen.width() - 88.0));
            ui.spacing_mut().item_spacing.y = 6.0;
            let (title, text) = self.words();
            widgets::heading(ui, &title);
            widgets::body(ui, &text);
            ui.add_space(2.0);
            ui.add_enabled_ui(self.progress.is_none(), |ui| self.controls(ui, screen.height()));
            ui.add_space(4.0);
            if let Some(progress) = self.progress {
                if widgets::ProgressBar::new("Changing reviews", Some(progress)).cancellable().show(ui) {
                    answer = ChangeAnswer::Cancelled;
                }
                return;
            }
            match (&self.survey, &self.preview) {
                (None, _) => drop(widgets::ProgressBar::new("Counting in all reviews", None).show(ui)),
                (Some(_), Some(preview)) => preview.show(ui, screen.height() * 0.22),
                (Some(_), None) => {}
            }
            ui.add_space(metrics::PADDING);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let (verb, grave) = self.verb();
                let ready = self.survey.is_some()
                    && self.preview.as_ref().is_some_and(|preview| !preview.is_blocked());
                let button = if grave { widgets::danger(verb) } else { widgets::primary(verb) };
                let button = ui.add_enabled(wanted.is_some() && ready, button);
                let go = button.clicked() || (sure && wanted.is_some() && ready);
                let cancel = ui.add(widgets::quiet("Cancel").key("Esc"));
                if std::mem::take(&mut self.fresh) && !self.has_field() {
                    cancel.request_focus();
                }
                if cancel.clicked() {
                    answer = ChangeAnswer::Cancelled;
                }
                if go && let Some((name, change)) = wanted {
                    answer = ChangeAnswer::Perform(name, Box::new(change));
                }
            });
        });
        let left = matches!(answer, ChangeAnswer::Open) && response.should_close();
        if left { ChangeAnswer::Cancelled } else { answer }
    }

    /// Whether it begins with a field that takes the keyboard.
    fn has_field(&self) -> bool {
        match self.what {
            What::Merge { .. } | What::Split(_) | What::Unknown { .. } => true,
            What::Delete { .. } | What::DeleteLink { .. } => self.is_used(),
            What::Proposed { .. } | What::Intake { .. } => false,
        }
    }

    /// Enter in the search of targets, and Ctrl+Enter anywhere, decide.
    fn take_keys(&mut self, ctx: &Context) -> bool {
        if self.progress.is_some() {
            return false;
        }
        let entered = self.picker.take_keys(ctx);
        entered || ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
    }

    /// Title and text.
    fn words(&self) -> (String, String) {
        let book = &self.codebook;
        let name = |id: &LabelId| book.label_name(id).to_owned();
        match &self.what {
            What::Merge { from, .. } => (
                format!("Merge “{}” into which label?", name(from)),
                "Everything tagged with it gets the other label, in the reviews of all reviewers. What is said \
                 about each annotation is kept. Undo takes it back as one step."
                    .to_owned(),
            ),
            What::Delete { id } if self.is_used() => (
                format!("Delete “{}”: what becomes of its annotations?", name(id)),
                "Choose the label that they get. What is said about each of them is kept. Undo takes it back \
                 as one step."
                    .to_owned(),
            ),
            What::Delete { id } => {
                (format!("Delete “{}”?", name(id)), "Nothing is tagged with it. Undo takes it back.".to_owned())
            }
            What::Split(split) => (
                format!("Split “{}”", name(&split.from)),
                "A part of what is tagged with it gets a new label with the same attributes and guideline."
                    .to_owned(),
            ),
            What::Proposed { name, .. } => (
                capitalised(name),
                "Reviews are concerned. What does not fit any more is never dropped: it is kept as it is, and \
                 shown as not fitting."
                    .to_owned(),
            ),
            What::DeleteLink { id } => {
                let name = book.link(id).map_or(id.as_str(), |link| &link.name);
                if self.is_used() {
                    let text = "Choose the kind that they get. Undo takes it back as one step.".to_owned();
                    (format!("Delete “{name}”: what becomes of its links?"), text)
                } else {
                    (format!("Delete “{name}”?"), "No review uses it. Undo takes it back.".to_owned())
                }
            }
            What::Unknown { id } => (
                format!("Which label do annotations with “{id}” get?"),
                "The codebook does not know it. What is said about each of them is kept.".to_owned(),
            ),
            What::Intake { source, .. } => (
                format!("Bring in the codebook of “{source}”"),
                "Labels are taken for the same where they have the same id. Undo takes it back as one step."
                    .to_owned(),
            ),
        }
    }

    /// The button that decides, and whether it throws something away.
    fn verb(&self) -> (String, bool) {
        let count = self.preview.as_ref().map_or(0, Preview::things);
        let things = if count == 0 { String::new() } else { format!(", changing {count}") };
        match &self.what {
            What::Merge { .. } => (format!("Merge{things}"), false),
            What::Delete { .. } | What::DeleteLink { .. } => (format!("Delete{things}"), true),
            What::Split(_) => (format!("Split{things}"), false),
            What::Proposed { .. } => (format!("Change{things}"), false),
            What::Unknown { .. } => (format!("Relabel{things}"), false),
            What::Intake { intake: Intake::Merge, .. } => ("Add to the codebook".to_owned(), false),
            What::Intake { .. } => ("Take its place".to_owned(), true),
        }
    }

    fn controls(&mut self, ui: &mut Ui, height: f32) {
        let used = self.is_used();
        match &mut self.what {
            What::Merge { attributes, .. } => {
                self.picker.show(ui, "Merge into", self.fresh, height * 0.28);
                widgets::checkbox(ui, attributes, "Take its attributes and choices along");
            }
            What::Delete { .. } | What::DeleteLink { .. } => {
                if used && self.survey.is_some() {
                    self.picker.show(ui, "Give them", self.fresh, height * 0.28);
                }
            }
            What::Unknown { .. } => self.picker.show(ui, "Give them", self.fresh, height * 0.28),
            What::Split(split) => split.show(ui, self.fresh, height * 0.3),
            What::Proposed { change, along, .. } => {
                if !change.recode.rules.is_empty() {
                    widgets::checkbox(ui, along, "Let the values in reviews follow where they can");
                }
            }
            What::Intake { intake, .. } => {
                let now = usize::from(*intake == Intake::Replace);
                let options = ["Add what is missing", "Take its place"];
                if let Some(at) = widgets::segmented(ui, "How it is brought in", &options, now) {
                    *intake = if at == 0 { Intake::Merge } else { Intake::Replace };
                }
                let hint = match intake {
                    Intake::Merge => {
                        "Labels that are here stay as they are; they gain attributes and choices."
                    }
                    Intake::Replace => {
                        "Labels that reviews use and the other lacks stay, so that nothing is lost."
                    }
                };
                widgets::weak(ui, hint);
                self.differences(ui, height * 0.28);
            }
        }
    }

    /// What another codebook changes, line by line.
    fn differences(&self, ui: &mut Ui, height: f32) {
        let Some(after) = &self.previewed else { return };
        let lines = self.codebook.differences(&after.codebook);
        widgets::section_head(ui, "In the codebook");
        if lines.is_empty() {
            widgets::told(ui, icons::CHECK, "Nothing changes.", look::tokens(ui).good, false);
        }
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).id_salt("differences").show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                lines.iter().for_each(|line| {
                    widgets::body(ui, &capitalised(line));
                });
            },
        );
    }
}

/// With a capital at the start, as a title.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
