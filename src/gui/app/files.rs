//! Opening, saving, reviewers: all that reaches outside the window.

use std::path::{Path, PathBuf};

use super::{App, AskFor, Dialog};
use crate::gui::command::View;
use crate::gui::dialogs::{Answer, Ask, KnownReviewer, Outcome, Purpose, ReviewerAnswer, ReviewerDialog};
use crate::gui::export::{ExportAnswer, ExportDialog};
use crate::gui::read::ReadState;
use crate::gui::repeats::RepeatsAnswer;
use crate::gui::sample;
use crate::gui::welcome::RecentProject;
use crate::model::{ReviewerId, StoryId};
use crate::session::{NoticeKind, Resolution, SaveState, Session};
use crate::store::user::UserData;
use crate::store::{self, Disk};

/// How wide a column should be at least when a story opens, in points.
const COMFORTABLE: f32 = 240.0;

impl App {
    /// Opens what a person named: a project folder, articles, or reviews to compare with.
    pub(super) fn open_paths(&mut self, paths: &[PathBuf]) {
        let Some(first) = paths.first() else { return };
        let is_project =
            |path: &Path| path.is_dir() || path.file_name().is_some_and(|name| name == "project.ron");
        let is_review = |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("ron"));
        if is_project(first) {
            let root =
                if first.is_dir() { first.clone() } else { first.parent().unwrap_or(first).to_owned() };
            self.begin_opening(Opening::Project(root));
        } else if is_review(first) {
            self.open_review_file(first);
        } else if self.session.is_some() && self.view == View::Read && !self.starting {
            self.add_articles(paths);
        } else {
            self.begin_opening(Opening::Loose(paths.to_vec()));
        }
    }

    /// A review lies in its project: the project is opened, and the reviewer is its. One from
    /// elsewhere is compared with the review that is open.
    fn open_review_file(&mut self, path: &Path) {
        let root = path.ancestors().find(|folder| store::project_path(folder).is_file()).map(Path::to_owned);
        match (&self.session, root) {
            (None, Some(root)) => self.begin_opening(Opening::Project(root)),
            (None, None) => self.toasts.error(
                "A review needs its project",
                format!(
                    "{} lies in no project folder. Open the project first, then bring the file in.",
                    path.display()
                ),
            ),
            (Some(_), _) => self.import_review(path),
        }
    }

    /// Asks who reviews, where that is not known yet, and then opens.
    pub(super) fn begin_opening(&mut self, opening: Opening) {
        let known = self.reviewer_name.clone().filter(|name| !name.trim().is_empty());
        match known {
            Some(name) => {
                let reviewer = ReviewerId::of_person(&name, "reviewer");
                self.open(opening, reviewer);
            }
            None => {
                let known = match &opening {
                    Opening::Project(root) => reviewers_of(root),
                    Opening::Loose(_) => Vec::new(),
                };
                let offer = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
                let dialog = ReviewerDialog::new(known, None, &offer);
                self.dialog = Some(Dialog::Reviewer(dialog, Some(opening)));
            }
        }
    }

    fn open(&mut self, opening: Opening, reviewer: ReviewerId) {
        if !self.let_go() {
            return;
        }
        let Some(user) = self.user.clone() else {
            let remedy = "This system names no folder for a user’s data. Set PARALLAX_HOME to one.";
            self.toasts.error("That could not be opened", remedy);
            return;
        };
        let opened = match &opening {
            Opening::Project(root) => Session::open_with(root, None, reviewer, user, Disk::new())
                .map(|session| (session, Vec::new())),
            Opening::Loose(paths) => Session::open_loose_with(paths, reviewer, user, Disk::new()),
        };
        match opened {
            Ok((session, refused)) => {
                self.take_session(session);
                for error in refused {
                    self.toasts.error("An article could not be opened", error.to_string());
                }
            }
            Err(error) => self.toasts.error("That could not be opened", error.to_string()),
        }
        self.refresh_recent();
    }

    fn take_session(&mut self, mut session: Session) {
        let ctx = self.ctx.clone();
        session.set_waker(Box::new(move || ctx.request_repaint()));
        self.read = self.fresh_view(&session);
        self.overview = Default::default();
        self.keyboard = Some(crate::gui::read::text_id(0));
        self.compare = Default::default();
        self.settle = Default::default();
        self.view = View::Read;
        self.session = Some(session);
    }

    /// Brings what is open to disk and closes it. Where that cannot be done it stays open, the
    /// person is asked, and this is false.
    pub(super) fn let_go(&mut self) -> bool {
        self.keep_draft();
        let Some(session) = self.session.take() else { return true };
        match session.close() {
            Ok(()) => true,
            Err((session, error)) => {
                self.session = Some(*session);
                let ask = Ask::new(
                    "Leave without saving?",
                    format!("{error} What is not saved is lost if you leave now."),
                )
                .primary("Stay", AskFor::Stay)
                .danger("Leave and lose it", AskFor::Leave);
                self.dialog = Some(Dialog::Ask(ask));
                false
            }
        }
    }

    /// Keeps the note that is being written, before what it is on is left.
    fn keep_draft(&mut self) {
        if let Some(draft) = self.read.note.take() {
            self.write_note(&draft.on, draft.text.trim_end());
        }
    }

    pub(super) fn close_project(&mut self) {
        if self.let_go() {
            self.read = ReadState::default();
            self.refresh_recent();
        }
    }

    pub(super) fn open_sample(&mut self) {
        let Some(user) = &self.user else {
            self.toasts
                .error("The sample could not be opened", "There is no folder for your data.".to_owned());
            return;
        };
        match sample::unpack(user) {
            Ok(root) => self.begin_opening(Opening::Project(root)),
            Err(error) => self.toasts.error("The sample could not be opened", error.to_string()),
        }
    }

    fn add_articles(&mut self, paths: &[PathBuf]) {
        let Some(session) = &mut self.session else { return };
        match session.add_articles(paths) {
            Ok((ids, refused)) => {
                for id in &ids {
                    self.read.open_column(id);
                }
                for error in refused {
                    self.toasts.error("An article could not be added", error.to_string());
                }
            }
            Err(error) => self.toasts.error("The articles could not be added", error.to_string()),
        }
    }

    pub(super) fn switch_story(&mut self, story: &StoryId) {
        self.keep_draft();
        let Some(session) = &mut self.session else { return };
        match session.switch_story(story) {
            Ok(()) => self.reset_views(),
            Err(error) => self.toasts.error("The story could not be opened", error.to_string()),
        }
    }

    pub(super) fn switch_reviewer(&mut self, reviewer: ReviewerId) {
        self.keep_draft();
        let Some(session) = &mut self.session else { return };
        match session.switch_reviewer(reviewer) {
            Ok(()) => {
                self.read.selected = None;
                self.read.palette = None;
                self.compare = Default::default();
                self.settle_anew();
                self.overview = Default::default();
                if self.view == View::Compare {
                    self.enter_compare();
                }
            }
            Err(error) => self.toasts.error("The reviewer could not be switched", error.to_string()),
        }
    }

    /// The columns of a story as they were left, or as many of its articles as fit.
    fn fresh_view(&self, session: &Session) -> ReadState {
        let story = session.story();
        let kept = self.settings.columns(session.root(), &story.id).unwrap_or_default();
        let kept: Vec<_> = kept.iter().filter(|column| story.article(&column.article).is_some()).collect();
        if kept.is_empty() {
            let fitting = self.ctx.content_rect().width() * 0.68 / COMFORTABLE;
            let visibility = self.settings.visibility(session.root());
            let mut read = ReadState::new(story, fitting as usize);
            read.visibility = visibility;
            return read;
        }
        let visibility = self.settings.visibility(session.root());
        let mut read = ReadState::default();
        read.visibility = visibility;
        for column in kept {
            read.open_column(&column.article);
            if let Some(last) = read.columns.last_mut() {
                last.weight = column.share;
            }
        }
        read.focus = 0;
        read
    }

    fn reset_views(&mut self) {
        let Some(session) = &self.session else { return };
        self.read = self.fresh_view(session);
        self.compare = self.compare.elsewhere();
        // It was put into the texts of the story before.
        self.bringing = None;
        self.settle_anew();
        if self.view == View::Compare {
            self.enter_compare();
        }
    }

    pub(super) fn ask_reviewer(&mut self) {
        let Some(session) = &mut self.session else { return };
        session.refresh_reviewers();
        let known = reviewers_of(session.root());
        let dialog = ReviewerDialog::new(known, Some(session.person().clone()), "");
        self.dialog = Some(Dialog::Reviewer(dialog, None));
    }

    pub(super) fn open_export(&mut self) {
        let Some(session) = &self.session else { return };
        self.dialog = Some(Dialog::Export(ExportDialog::new(session)));
    }

    pub(super) fn refresh_recent(&mut self) {
        self.recent = self.user.as_ref().map(recent_projects).unwrap_or_default();
    }

    pub(super) fn forget_recent(&mut self, root: &Path) {
        if let Some(Err(error)) = self.user.as_ref().map(|user| user.forget(root)) {
            self.toasts.error("The list of recent projects could not be changed", error.to_string());
        }
        self.refresh_recent();
    }

    /// Takes in answers of file dialogs, and what the session has to tell.
    pub(super) fn hear(&mut self) {
        while let Some(outcome) = self.files.poll() {
            match outcome {
                Outcome::Picked(purpose, paths) => self.picked(purpose, &paths),
                Outcome::Cancelled(_) => {
                    self.exporting = None;
                    self.saving = None;
                }
                // `Files` asks in the window instead.
                Outcome::Unavailable(_) => {}
            }
        }
        if let Some(session) = &mut self.session {
            session.tick();
            for notice in session.take_notices() {
                match notice.kind {
                    NoticeKind::Info => self.toasts.info(notice.text),
                    NoticeKind::Warning => self.toasts.warn(notice.text),
                    NoticeKind::Error => self.toasts.error("Something does not work", notice.text),
                }
            }
            let state = session.save_state().clone();
            let trouble = match &state {
                SaveState::Failed { why, remedy, journaled } => {
                    Some((why.clone(), remedy.clone(), *journaled))
                }
                _ => None,
            };
            if trouble != self.trouble {
                if let Some((why, remedy, journaled)) = &trouble {
                    let kept = if *journaled {
                        "Your edits are safe in the journal on disk."
                    } else {
                        "Your edits are in memory only: do not close the program."
                    };
                    self.toasts.error("Not saved", format!("{why} {remedy} {kept}"));
                }
                self.trouble = trouble;
            }
            if matches!(state, SaveState::Conflict { .. }) && self.dialog.is_none() && !self.conflict_seen {
                self.conflict_seen = true;
                self.ask_about_conflict();
            }
            self.conflict_seen &= matches!(state, SaveState::Conflict { .. });
        }
    }

    pub(super) fn ask_about_conflict(&mut self) {
        let Some(SaveState::Conflict { path, why }) = self.session.as_ref().map(Session::save_state) else {
            return;
        };
        let ask = Ask::new(
            "Which version goes on?",
            format!("{}: {why} Both versions are kept whatever you choose.", path.display()),
        )
        .primary("Keep both, mine as a copy", AskFor::Resolve(Resolution::KeepMineAsCopy))
        .quiet("Take theirs", AskFor::Resolve(Resolution::TakeTheirs))
        .quiet("Take mine", AskFor::Resolve(Resolution::OverwriteTheirs));
        self.dialog = Some(Dialog::Ask(ask));
    }

    fn picked(&mut self, purpose: Purpose, paths: &[PathBuf]) {
        let Some(first) = paths.first() else { return };
        match purpose {
            Purpose::OpenProject => self.begin_opening(Opening::Project(first.clone())),
            Purpose::OpenArticles => self.begin_opening(Opening::Loose(paths.to_vec())),
            Purpose::AddArticles => self.add_articles(paths),
            Purpose::ImportReview => self.import_review(first),
            Purpose::ImportCodebook => self.import_codebook(first),
            Purpose::ExportCodebook => self.export_codebook(first),
            Purpose::SaveProjectAs => {
                let Some(session) = &mut self.session else { return };
                match session.save_project_as(first) {
                    Ok(()) => self.toasts.good(format!("Saved as {}", first.display())),
                    Err(error) => {
                        self.toasts.error("The project could not be saved there", error.to_string())
                    }
                }
                self.refresh_recent();
            }
            Purpose::Comparison => self.save_comparison(first),
            Purpose::Export => {
                let (Some(session), Some(wish)) = (&mut self.session, self.exporting.take()) else { return };
                match wish.write(session, first) {
                    Ok(said) => self.toasts.good(said),
                    Err(error) => self.toasts.error("Nothing was exported", format!("{error:#}")),
                }
            }
        }
    }

    /// Shows the dialog that is open, and takes its answer.
    pub(super) fn show_dialog(&mut self, ctx: &egui::Context) {
        match &mut self.dialog {
            None => {}
            Some(Dialog::Reviewer(dialog, _)) => match dialog.show(ctx) {
                ReviewerAnswer::Open => {}
                ReviewerAnswer::Cancelled => self.dialog = None,
                ReviewerAnswer::Chosen { id, name } => {
                    let Some(Dialog::Reviewer(_, opening)) = self.dialog.take() else { return };
                    self.answers.push(super::Answered::Reviewer { id, name, opening });
                }
            },
            Some(Dialog::Ask(ask)) => match ask.show(ctx) {
                Answer::Open => {}
                Answer::Cancelled => self.dialog = None,
                Answer::Chosen(answer) => {
                    self.dialog = None;
                    self.answers.push(super::Answered::Ask(answer));
                }
            },
            Some(Dialog::Export(dialog)) => match dialog.show(ctx) {
                ExportAnswer::Open => {}
                ExportAnswer::Cancelled => self.dialog = None,
                ExportAnswer::Chosen(wish) => {
                    self.dialog = None;
                    self.answers.push(super::Answered::Export(wish));
                }
            },
            Some(Dialog::Repeats(dialog)) => match dialog.show(ctx) {
                RepeatsAnswer::Open => {}
                RepeatsAnswer::Cancelled => self.dialog = None,
                RepeatsAnswer::Chosen(wanted) => {
                    self.dialog = None;
                    self.answers.push(super::Answered::Repeats(wanted));
                }
            },
            Some(Dialog::About(about)) if about.show(ctx) => {}
            Some(Dialog::Log) if self.toasts.show_log(ctx) => {}
            Some(Dialog::About(_) | Dialog::Log) => self.dialog = None,
        }
    }

    /// Does what the answer to a dialog asks for.
    pub(super) fn answered(&mut self, ctx: &egui::Context, answer: super::Answered) {
        match answer {
            super::Answered::Reviewer { id, name, opening } => {
                if self.reviewer_name.is_none() || opening.is_some() {
                    if let Some(Err(error)) = self.user.as_ref().map(|user| user.set_reviewer_name(&name)) {
                        self.toasts.warn(format!("Your name could not be kept: {error}"));
                    }
                    self.reviewer_name = Some(name);
                }
                match opening {
                    Some(opening) => self.open(opening, id),
                    None => self.switch_reviewer(id),
                }
            }
            super::Answered::Ask(AskFor::Stay) => self.closing = false,
            super::Answered::Ask(AskFor::Leave) => {
                self.session = None;
                if self.closing {
                    ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                } else {
                    self.read = ReadState::default();
                }
            }
            super::Answered::Ask(AskFor::Resolve(resolution)) => {
                let resolved = self.session.as_mut().map(|session| session.resolve_conflict(resolution));
                match resolved {
                    Some(Err(error)) => self.toasts.error("The conflict is not settled", error.to_string()),
                    _ => {
                        if let Some(session) = &self.session {
                            self.read.forget_missing(session.review());
                        }
                    }
                }
            }
            super::Answered::Repeats(wanted) => self.mark_all(wanted),
            super::Answered::Export(wish) => {
                let request = wish.request(self.session.as_ref());
                self.exporting = Some(wish);
                self.files.ask(request);
            }
        }
    }
}

/// What is to be opened once it is known who reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A project folder.
    Project(PathBuf),
    /// Articles without a project.
    Loose(Vec<PathBuf>),
}

/// The reviewers of a project's first story, with how much they have done.
fn reviewers_of(root: &Path) -> Vec<KnownReviewer> {
    let Ok(open) = store::open_project(root) else { return Vec::new() };
    let mut known: Vec<ReviewerId> = Vec::new();
    for story in &open.project.stories {
        for reviewer in open.reviewers(&story.id).unwrap_or_default() {
            if !known.contains(&reviewer) && !reviewer.is_consensus() {
                known.push(reviewer);
            }
        }
    }
    known.into_iter().map(|id| KnownReviewer { name: id.to_string(), detail: String::new(), id }).collect()
}

/// The recent projects as the welcome screen shows them, unsaved ones included.
fn recent_projects(user: &UserData) -> Vec<RecentProject> {
    let recent = user.recent().unwrap_or_default();
    let when = |time: jiff::Timestamp| {
        time.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %B, %H:%M").to_string()
    };
    recent
        .into_iter()
        .map(|recent| RecentProject {
            name: recent.name,
            missing: !store::project_path(&recent.root).is_file(),
            when: when(recent.opened),
            scratch: recent.scratch,
            path: recent.root,
        })
        .collect()
}
