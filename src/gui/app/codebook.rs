//! The codebook's screen: what is done to the codebook, and to reviews with it.

use std::path::Path;

use egui::Context;

use super::App;
use crate::gui::codebook::{
    Asked, ChangeAnswer, ChangeDialog, Chosen, CodebookAction, FieldKey, NewLabel, Uses, field_id, filled,
    next_color,
};
use crate::gui::command::{Command, View};
use crate::gui::dialogs::{Pick, Purpose, Request};
use crate::gui::read::PaletteFor;
use crate::model::{Codebook, CodebookChange, Kind, Label, LabelId, Recode, fold_to_id};
use crate::session::jobs::{Job, Outcome};
use crate::session::{ProjectEdit, RecodeDone, RecodeWork, SessionError};
use crate::store::{self, Disk};

/// A change that is being made in all reviews.
pub(super) struct Recoding {
    job: Job<RecodeDone>,
    /// Whether it is an undo or redo, which has no dialog of its own.
    turn: bool,
}

impl Recoding {
    /// What people read of it, and how far it is.
    pub(super) fn progress(&self) -> (&str, f32) {
        (self.job.name(), self.job.progress())
    }

    /// Whether it is shown by itself, and not in the dialog that asked for it.
    pub(super) fn is_turn(&self) -> bool {
        self.turn
    }

    pub(super) fn cancel(&self) {
        self.job.cancel();
    }
}

impl App {
    /// Performs what was done on the screen.
    pub(super) fn codebook_action(&mut self, ctx: &Context, action: CodebookAction) {
        match action {
            CodebookAction::Choose(chosen) => {
                self.codebook.chosen = chosen;
                self.codebook.refused = None;
            }
            CodebookAction::Field(key, text) => self.fill(&key, &text),
            CodebookAction::Put(name, codebook) => self.put_codebook(name, *codebook),
            CodebookAction::Propose(name, change) => self.propose(name, *change),
            CodebookAction::Ask(asked) => self.ask_codebook(&asked, None),
            CodebookAction::NewLabel(place) => self.ask_new_label(place),
            CodebookAction::Adopt(label) => self.adopt(&label),
            CodebookAction::Perform(name, change) => self.make(ctx, name, *change),
            CodebookAction::Cancel => match &self.recoding {
                Some(recoding) => recoding.cancel(),
                None => self.codebook.dialog = None,
            },
        }
    }

    /// Performs a command of the screen.
    pub(super) fn codebook_command(&mut self, command: Command) {
        let label = self.codebook.label().cloned();
        match (command, label) {
            (Command::Codebook, _) => self.set_view(View::Codebook),
            (Command::NewLabel, _) => self.ask_new_label(NewLabel::After),
            (Command::NewLabelUnder, Some(label)) => self.ask_new_label(NewLabel::Under(label)),
            (Command::MergeLabel, Some(label)) => self.ask_codebook(&Asked::Merge(label), None),
            (Command::SplitLabel, Some(label)) => self.ask_codebook(&Asked::Split(label), None),
            (Command::DeleteLabel, Some(label)) => self.ask_codebook(&Asked::Delete(label), None),
            (Command::ImportCodebook, _) => {
                self.set_view(View::Codebook);
                self.ask_codebook_file(true);
            }
            (Command::ExportCodebook, _) => self.ask_codebook_file(false),
            (command, Some(label)) => {
                let (Some(shift), Some(session)) = (command.label_shift(), &self.session) else { return };
                let mut next = session.codebook().clone();
                let name = format!("move “{}”", next.label_name(&label));
                if next.shift(&label, shift) {
                    self.codebook.reveal = true;
                    self.put_codebook(name, next);
                }
            }
            _ => {}
        }
    }

    /// Shows the screen, on the label that was chosen last or the first one.
    pub(super) fn enter_codebook(&mut self) {
        let Some(session) = &self.session else { return };
        let codebook = session.codebook();
        let there = match &self.codebook.chosen {
            Chosen::Nothing => false,
            Chosen::Label(id) => codebook.label(id).is_some(),
            Chosen::Link(id) => codebook.link(id).is_some(),
        };
        if !there {
            let first = codebook.labels.first().map(|label| Chosen::Label(label.id.clone()));
            self.codebook.chosen = first.unwrap_or_default();
        }
        self.codebook.uses = None;
        self.codebook.reveal = true;
    }

    /// Takes what is being written, as when the screen is left.
    pub(super) fn leave_codebook(&mut self) {
        for (key, text) in std::mem::take(&mut self.codebook.drafts) {
            self.fill(&key, &text);
        }
        self.codebook.refused = None;
    }

    fn fill(&mut self, key: &FieldKey, text: &str) {
        let Some(session) = &self.session else { return };
        self.codebook.refused = None;
        let adds = matches!(
            key,
            FieldKey::NewLabel | FieldKey::NewLink | FieldKey::NewAttribute(_) | FieldKey::NewChoice(..)
        );
        // The next one is written in the same field, where Enter has left it.
        if adds && self.ctx.memory(|memory| memory.focused().is_none()) && self.view == View::Codebook {
            self.keyboard = Some(field_id(key));
        }
        if *key == FieldKey::NewLabel {
            return self.new_label(text.trim());
        }
        match filled(session.codebook(), key, text) {
            Ok(Some((name, change))) => {
                let known: Vec<_> = session.codebook().links.iter().map(|link| link.id.clone()).collect();
                let new = change.codebook.links.iter().find(|link| !known.contains(&link.id));
                if let Some(link) = new {
                    self.codebook.chosen = Chosen::Link(link.id.clone());
                }
                self.propose(name, change);
            }
            Ok(None) => {}
            Err(why) => self.codebook.refused = Some((key.clone(), why)),
        }
    }

    /// Puts another codebook in the place of the present one, without anything to follow in reviews.
    fn put_codebook(&mut self, name: String, codebook: Codebook) {
        let Some(session) = &mut self.session else { return };
        if let Err(error) = session.change_project(name, ProjectEdit::Codebook(codebook)) {
            self.toasts.error("The codebook could not be changed", error.to_string());
        }
        self.choose_what_is_there();
    }

    fn choose_what_is_there(&mut self) {
        let Some(session) = &self.session else { return };
        let codebook = session.codebook();
        let gone = match &self.codebook.chosen {
            Chosen::Label(id) => {
                let used = self.codebook.uses_of(id).is_some_and(|count| !count.is_nothing());
                codebook.label(id).is_none() && !used
            }
            Chosen::Link(id) => codebook.link(id).is_none(),
            Chosen::Nothing => true,
        };
        if gone {
            let first = codebook.labels.first().map(|label| Chosen::Label(label.id.clone()));
            self.codebook.chosen = first.unwrap_or_default();
        }
    }

    /// Makes a change at once where no review can be concerned, and asks where some can.
    fn propose(&mut self, name: String, change: CodebookChange) {
        let Some(session) = &self.session else { return };
        let before = session.codebook();
        if change.recode.rules.is_empty() && !before.is_tightened(&change.codebook) {
            self.put_codebook(name, change.codebook);
        } else {
            self.codebook.dialog = Some(ChangeDialog::propose(session, name, change));
            self.feed_dialog();
        }
    }

    fn ask_codebook(&mut self, asked: &Asked, other: Option<Codebook>) {
        self.leave_codebook();
        let Some(session) = &self.session else { return };
        if session.read_only().is_none() {
            self.codebook.dialog = ChangeDialog::ask(session, asked, other);
            self.feed_dialog();
        }
    }

    /// Gives the open dialog the count of all reviews, where that is of now.
    fn feed_dialog(&mut self) {
        let (Some(session), Some(dialog)) = (&self.session, &mut self.codebook.dialog) else { return };
        let uses = self.codebook.uses.as_ref().filter(|uses| uses.revision == session.review().revision());
        if let Some(uses) = uses {
            dialog.counted(&uses.survey);
        }
    }

    /// Puts the keyboard into the field for a new label.
    fn ask_new_label(&mut self, place: NewLabel) {
        if self.view != View::Codebook {
            self.set_view(View::Codebook);
        }
        self.codebook.place = place;
        self.codebook.reveal = false;
        self.keyboard = Some(field_id(&FieldKey::NewLabel));
    }

    /// Makes a label of a name where the next one is to stand.
    fn new_label(&mut self, name: &str) {
        let place = std::mem::take(&mut self.codebook.place);
        let Some(session) = &self.session else { return };
        let mut codebook = session.codebook().clone();
        if name.is_empty() {
            return;
        }
        if codebook.labels.iter().any(|label| label.name.to_lowercase() == name.to_lowercase()) {
            self.codebook.refused = Some((FieldKey::NewLabel, format!("“{name}” is there already.")));
            return;
        }
        let (above, parent) = match &place {
            NewLabel::After => {
                let above = self.codebook.label().and_then(|id| codebook.label(id));
                (above, above.and_then(|above| codebook.parent_of(above)).map(|parent| parent.id.clone()))
            }
            NewLabel::Under(id) => (codebook.label(id), Some(id.clone())),
        };
        let kind = above.map_or(Kind::Other, |above| above.kind);
        let siblings = codebook.children(parent.as_ref());
        let at = above.and_then(|above| siblings.iter().position(|sibling| sibling.id == above.id));
        let at = at.map_or(usize::MAX, |at| at + 1);
        let key = codebook.free_key(name);
        let id = made(&mut codebook, name, kind, key);
        codebook.place(&id, parent.as_ref(), at);
        self.put_codebook(format!("new label “{name}”"), codebook);
        self.codebook.chosen = Chosen::Label(id);
    }

    /// Makes a label of a name, as from the palette of labels; gives its id. One that is there
    /// already is taken.
    pub(super) fn make_label(&mut self, name: &str) -> Option<LabelId> {
        let session = self.session.as_ref()?;
        let name = name.trim();
        let mut codebook = session.codebook().clone();
        let known = codebook.labels.iter().find(|label| label.name.to_lowercase() == name.to_lowercase());
        if let Some(known) = known {
            return Some(known.id.clone());
        }
        if name.is_empty() || session.read_only().is_some() {
            return None;
        }
        let key = codebook.free_key(name);
        let id = made(&mut codebook, name, Kind::Other, key);
        self.put_codebook(format!("new label “{name}”"), codebook);
        Some(id)
    }

    /// Makes a label of what was typed into the palette of labels, and does with it what the palette
    /// is open for.
    pub(super) fn make_label_for_palette(&mut self, name: &str) {
        let purpose = self.read.palette.as_ref().map(|palette| palette.purpose.clone());
        let Some(label) = self.make_label(name) else { return };
        match purpose {
            Some(PaletteFor::Relabel(_)) => self.relabel(&label),
            Some(PaletteFor::Results) => self.tag_results(&label),
            Some(PaletteFor::Selection) => self.tag(&label),
            None => {}
        }
    }

    /// Labels that the codebook does not know become labels of it, under their ids.
    fn adopt(&mut self, id: &LabelId) {
        let Some(session) = &self.session else { return };
        let mut codebook = session.codebook().clone();
        if codebook.label(id).is_some() {
            return;
        }
        codebook.replaced.remove(id);
        let name = id.as_str().replace('-', " ");
        let key = codebook.free_key(&name);
        let label = Label {
            id: id.clone(),
            color: next_color(&codebook),
            kind: Kind::Other,
            parent: None,
            attributes: Vec::new(),
            about: String::new(),
            name,
            key,
        };
        codebook.labels.push(label);
        self.put_codebook(format!("make label “{id}”"), codebook);
        self.codebook.chosen = Chosen::Label(id.clone());
        self.codebook.reveal = true;
    }

    fn ask_codebook_file(&mut self, import: bool) {
        const FILTERS: &[crate::gui::dialogs::Filter] = &[("Codebooks and projects", &["ron"])];
        let Some(session) = &self.session else { return };
        let name = format!("{}-codebook.ron", fold_to_id(&session.project().name, "project"));
        let request = if import {
            Request {
                purpose: Purpose::ImportCodebook,
                pick: Pick::File,
                title: "Bring in a codebook",
                filters: FILTERS,
                start: None,
            }
        } else {
            Request {
                purpose: Purpose::ExportCodebook,
                pick: Pick::Save(name),
                title: "Write the codebook to a file",
                filters: FILTERS,
                start: None,
            }
        };
        self.files.ask(request);
    }

    /// Asks how the codebook of a file is to be brought in.
    pub(super) fn import_codebook(&mut self, path: &Path) {
        match store::read_codebook(path) {
            Ok(other) => self.ask_codebook(&Asked::Intake(path.to_owned()), Some(other)),
            Err(error) => self.toasts.error("The codebook could not be read", error.to_string()),
        }
    }

    /// Writes the codebook to a file of its own.
    pub(super) fn export_codebook(&mut self, path: &Path) {
        let Some(session) = &self.session else { return };
        let root = session.root();
        let inside = path.starts_with(root.join("reviews")) || path.starts_with(root.join("articles"));
        if inside || path == store::project_path(root) {
            let why = format!("{} belongs to the project itself. Choose another place.", path.display());
            self.toasts.error("The codebook was not written", why);
            return;
        }
        match store::write_codebook(&Disk::new(), path, session.codebook()) {
            Ok(()) => self.toasts.good(format!("Codebook written to {}", path.display())),
            Err(error) => self.toasts.error("The codebook was not written", error.to_string()),
        }
    }

    /// Begins a change that reaches into reviews; at once where it does not.
    fn make(&mut self, ctx: &Context, name: String, change: CodebookChange) {
        if change.recode == Recode::default() {
            self.codebook.dialog = None;
            self.put_codebook(name, change.codebook);
            return;
        }
        let Some(session) = &mut self.session else { return };
        match session.begin_recoding(name, change.codebook, change.recode) {
            Ok(work) => self.run(ctx, work, false),
            Err(error) => self.not_recoded(&error),
        }
    }

    /// Undo or redo of a change that reached into reviews; false where the last step is none.
    pub(super) fn turn_recoding(&mut self, undo: bool) -> bool {
        let Some(session) = &mut self.session else { return false };
        let work = if undo { session.begin_undo() } else { session.begin_redo() };
        match work {
            None => return false,
            Some(Ok(work)) => {
                let ctx = self.ctx.clone();
                self.run(&ctx, work, true);
            }
            Some(Err(error)) => self.not_recoded(&error),
        }
        true
    }

    fn run(&mut self, ctx: &Context, work: RecodeWork, turn: bool) {
        let (name, wake) = (work.name().to_owned(), ctx.clone());
        match Job::start(&name, move || wake.request_repaint(), move |job| work.run(job)) {
            Ok(job) => self.recoding = Some(Recoding { job, turn }),
            Err(error) => self.toasts.error("The reviews could not be changed", error.to_string()),
        }
    }

    fn not_recoded(&mut self, error: &SessionError) {
        self.toasts.error("The codebook could not be changed", error.to_string());
        self.codebook.uses = None;
        if let Some(dialog) = &mut self.codebook.dialog {
            dialog.asking();
        }
    }

    /// Takes in what workers have done, and counts anew what is out of date.
    pub(super) fn tend_codebook(&mut self) {
        self.tend_recoding();
        let Some(session) = &self.session else {
            self.codebook = Default::default();
            self.recoding = None;
            return;
        };
        if self.view != View::Codebook || self.recoding.is_some() {
            return;
        }
        let revision = session.review().revision();
        if let Some((of, job)) = &mut self.codebook.counting {
            match job.poll() {
                None => return,
                Some(Outcome::Done(survey)) => {
                    self.codebook.uses = Some(Uses::new(survey, *of));
                }
                Some(Outcome::Died) => {
                    self.toasts
                        .error("The reviews could not be counted", "A fault of the program.".to_owned());
                    self.codebook.uses = Some(Uses::new(Default::default(), *of));
                }
            }
            self.codebook.counting = None;
        }
        if self.codebook.uses.as_ref().is_none_or(|uses| uses.revision != revision) {
            let (work, wake) = (session.survey(), self.ctx.clone());
            let job = Job::start("count", move || wake.request_repaint(), move |job| work.run(job));
            match job {
                Ok(job) => self.codebook.counting = Some((revision, job)),
                Err(error) => self.toasts.error("The reviews could not be counted", error.to_string()),
            }
        }
        self.feed_dialog();
    }

    fn tend_recoding(&mut self) {
        let Some(recoding) = &mut self.recoding else { return };
        if let Some(dialog) = self.codebook.dialog.as_mut().filter(|_| !recoding.turn) {
            dialog.working(recoding.job.progress());
        }
        let done = match recoding.job.poll() {
            None => return,
            Some(done) => done,
        };
        let turn = recoding.turn;
        self.recoding = None;
        let (Outcome::Done(done), Some(session)) = (done, &mut self.session) else {
            self.toasts.error("The reviews could not be changed", "A fault of the program.".to_owned());
            self.codebook.dialog = None;
            return;
        };
        match session.finish_recoding(done) {
            Ok(report) => {
                self.codebook.dialog = None;
                self.codebook.uses = None;
                if report.left > 0 {
                    let words = format!("{} were changed since and stay as they are.", report.left);
                    self.toasts.warn(words);
                }
                if !turn {
                    let reviews = if report.reviews == 1 { "review" } else { "reviews" };
                    self.toasts.good(format!(
                        "{}: {} annotations in {} {reviews}",
                        report.name, report.annotations, report.reviews
                    ));
                }
                self.choose_what_is_there();
                self.reveal_selected();
            }
            Err(error) => self.not_recoded(&error),
        }
    }

    /// Shows the dialog of a change that is asked about, or how far one is.
    pub(super) fn show_codebook_dialog(&mut self, ctx: &Context, out: &mut Vec<crate::gui::action::Action>) {
        use crate::gui::action::Action;
        if let Some(dialog) = &mut self.codebook.dialog {
            match dialog.show(ctx) {
                ChangeAnswer::Open => {}
                ChangeAnswer::Cancelled => out.push(Action::Codebook(CodebookAction::Cancel)),
                ChangeAnswer::Perform(name, change) => {
                    if self.recoding.is_none() {
                        out.push(Action::Codebook(CodebookAction::Perform(name, change)));
                    }
                }
            }
        } else if let Some(recoding) = self.recoding.as_ref().filter(|recoding| recoding.is_turn()) {
            let (name, progress) = recoding.progress();
            if crate::gui::codebook::show_progress(ctx, name, progress) {
                out.push(Action::Codebook(CodebookAction::Cancel));
            }
        }
    }
}

/// Adds a label at the end of the codebook; gives its id.
fn made(codebook: &mut Codebook, name: &str, kind: Kind, key: String) -> LabelId {
    let id = codebook.free_label_id(name);
    let label = Label {
        id: id.clone(),
        name: name.to_owned(),
        kind,
        color: next_color(codebook),
        key,
        parent: None,
        attributes: Vec::new(),
        about: String::new(),
    };
    codebook.labels.push(label);
    id
}
