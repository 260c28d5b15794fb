//! The window as a whole: what is open, what is shown, and the one place where actions are
//! performed.
//!
//! Data flows one way. `ui()` shows the session and the views' states and collects [`Action`]s;
//! `logic()` performs them before the next frame.

mod bulk;
mod codebook;
mod compare;
mod cues;
mod edits;
mod facts;
mod files;
mod find;
mod found;
mod matrix;
mod perform;
mod settle;
mod shared;
mod ties;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Event, Rect, Ui, UiBuilder};

pub use files::Opening;

use super::action::Action;
use super::codebook::CodebookState;
use super::command::{self, View};
use super::compare::CompareState;
use super::dialogs::{About, Ask, FileDialogs, Files, ReviewerDialog};
use super::export::{ExportDialog, Wish};
use super::help::Help;
use super::look::{self, metrics};
use super::matrix::MatrixState;
use super::overview::OverviewState;
use super::palette::{Choice, Palette, PaletteOutcome};
use super::read::ReadState;
use super::repeats::{RepeatsDialog, Wanted};
use super::settings::{ColumnLayout, KeepSettings, Settings};
use super::settle::SettleState;
use super::toast::Toasts;
use super::typeahead::Typeahead;
use super::{read, status_bar, top_bar, welcome};
use crate::session::{Resolution, Session};
use crate::store::user::UserData;

/// What the window is started with.
pub struct Start {
    /// What to open.
    pub paths: Vec<PathBuf>,
    /// Where settings and unsaved work are kept; `None` where there is no such place.
    pub user: Option<UserData>,
    /// The desktop's dialogs.
    pub dialogs: Box<dyn FileDialogs>,
}

/// A dialog over the window.
enum Dialog {
    Reviewer(ReviewerDialog, Option<Opening>),
    Ask(Ask<AskFor>),
    Export(ExportDialog),
    Repeats(RepeatsDialog),
    About(About),
    Log,
}

/// What a question is about, as its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AskFor {
    Stay,
    Leave,
    Resolve(Resolution),
}

/// The answer to a dialog, to be acted on in `logic()`.
enum Answered {
    Reviewer { id: crate::model::ReviewerId, name: String, opening: Option<Opening> },
    Ask(AskFor),
    Export(Wish),
    Repeats(Wanted),
}

/// The program's window.
pub struct App {
    session: Option<Session>,
    read: ReadState,
    compare: CompareState,
    settle: SettleState,
    codebook: CodebookState,
    /// A change of the codebook that is being made in all reviews.
    recoding: Option<codebook::Recoding>,
    matrix: MatrixState,
    overview: OverviewState,
    view: View,
    settings: Settings,
    kept_settings: Settings,
    user: Option<UserData>,
    reviewer_name: Option<String>,
    recent: Vec<welcome::RecentProject>,
    files: Files,
    dialog: Option<Dialog>,
    answers: Vec<Answered>,
    exporting: Option<Wish>,
    /// What of a comparison is saved as soon as a place is chosen.
    saving: Option<crate::gui::compare::Saved>,
    /// A review that is being read from a file, for comparison.
    bringing: Option<compare::Bringing>,
    palette: Option<Palette<Action>>,
    help: Option<Help>,
    toasts: Toasts,
    typeahead: Typeahead,
    waiting: Vec<Action>,
    /// The widget that gets the keyboard in the next frame.
    keyboard: Option<egui::Id>,
    trouble: Option<(String, String, bool)>,
    conflict_seen: bool,
    starting: bool,
    closing: bool,
    ctx: Context,
}

impl App {
    /// A window on what it is started with.
    pub fn new(ctx: &Context, start: Start) -> Self {
        look::install(ctx);
        let mut toasts = Toasts::default();
        let mut told = |result: Result<(), crate::store::StoreError>| {
            if let Err(error) = result {
                toasts.warn(format!("Your settings could not be read: {error}"));
            }
        };
        let user = start.user;
        let settings = user.as_ref().map(KeepSettings::load);
        let settings =
            settings.and_then(|loaded| loaded.map_err(|error| told(Err(error))).ok()).unwrap_or_default();
        let name = user.as_ref().map(UserData::reviewer_name);
        let reviewer_name = name.and_then(|name| name.map_err(|error| told(Err(error))).ok()).flatten();
        settings.apply(ctx);
        let waker = ctx.clone();
        let files = Files::new(start.dialogs, Arc::new(move || waker.request_repaint()));
        let mut app = Self {
            session: None,
            read: ReadState::default(),
            compare: CompareState::default(),
            settle: SettleState::default(),
            codebook: CodebookState::default(),
            recoding: None,
            matrix: MatrixState::default(),
            overview: OverviewState::default(),
            view: View::Read,
            kept_settings: settings.clone(),
            settings,
            user,
            reviewer_name,
            recent: Vec::new(),
            files,
            dialog: None,
            answers: Vec::new(),
            exporting: None,
            saving: None,
            bringing: None,
            palette: None,
            help: None,
            toasts,
            typeahead: Typeahead::default(),
            waiting: Vec::new(),
            keyboard: None,
            trouble: None,
            conflict_seen: false,
            starting: true,
            closing: false,
            ctx: ctx.clone(),
        };
        app.refresh_recent();
        if !start.paths.is_empty() {
            app.waiting.push(Action::Open(start.paths));
        }
        app
    }

    /// The session, for tests and the smoke run.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The comparison, for tests.
    #[cfg(test)]
    pub(super) fn comparison(&self) -> &CompareState {
        &self.compare
    }

    /// The room where differences are settled, for tests.
    pub fn settling(&self) -> &SettleState {
        &self.settle
    }

    /// The selected annotation, for tests.
    pub fn selected(&self) -> Option<&crate::model::Annotation> {
        self.session.as_ref()?.review().annotation(self.read.selected.as_ref()?)
    }

    /// Where the caret of the focused column is, for tests.
    pub fn caret(&self) -> Option<crate::text::TextSize> {
        self.read.focused().map(|column| column.pane.caret())
    }

    /// What is selected in the focused column, for tests.
    pub fn selected_words(&self) -> Option<String> {
        let session = self.session.as_ref()?;
        let (article, span) = self.read.selection(session.story())?;
        span.slice(&session.story().article(&article)?.text).map(str::to_owned)
    }

    /// Where the first of some words were in a column in the last frame, in points of the window: for
    /// tests that point at them.
    pub fn place_of(&self, column: usize, words: &str) -> Option<Rect> {
        let column = self.read.columns.get(column)?;
        let article = self.session.as_ref()?.story().article(&column.article)?;
        let at = article.text.find(words)?;
        let span = crate::text::Span::of(at, at + words.len())?;
        let painter = self.ctx.layer_painter(egui::LayerId::background());
        let style = read::pane_style(look::tokens_of(&self.ctx), &self.settings, 0.0);
        column.pane.rects_of(&painter, article, &style, span).into_iter().reduce(Rect::union)
    }

    /// The words that are lit in a column because a shared passage is spoken of: for tests.
    pub fn lit_in(&self, column: usize) -> Vec<String> {
        let lit = || {
            let session = self.session.as_ref()?;
            let article = session.article(&self.read.columns.get(column)?.article)?;
            let index = session.findings().index_of(&article.id)?;
            Some(
                self.read
                    .shared
                    .lit_in(index)
                    .filter_map(|span| span.slice(&article.text))
                    .map(str::to_owned)
                    .collect(),
            )
        };
        lit().unwrap_or_default()
    }

    /// Performs what the last frame asked for. Runs also while the window is hidden.
    pub fn logic(&mut self, ctx: &Context) {
        self.hear();
        for answer in std::mem::take(&mut self.answers) {
            self.answered(ctx, answer);
        }
        // After the frame that shows the tag: looking for its name among many takes a moment.
        self.look_for_offer();
        // What was written belongs to what is open now: it comes before what may open something else.
        let (written, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.waiting).into_iter().partition(Action::is_writing);
        for action in written.into_iter().chain(others) {
            self.perform(ctx, action);
        }
        self.starting = false;
        self.tend_compare();
        self.tend_settle();
        self.tend_codebook();
        self.tend_overlays();
        self.tend_overview();
        self.tend_found();
        self.tend_matrix();
        if ctx.input(|i| i.viewport().close_requested()) {
            self.closing = true;
            if !self.let_go() {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            }
        }
        self.remember_layout(ctx);
        self.settings.apply(ctx);
        if self.settings != self.kept_settings {
            self.kept_settings = self.settings.clone();
            if let Some(Err(error)) = self.user.as_ref().map(|user| KeepSettings::save(user, &self.settings))
            {
                self.toasts.warn(format!("Your settings could not be kept: {error}"));
            }
        }
    }

    /// Draws the window and collects what the person does.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let mut out = Vec::new();
        let facts = self.facts();
        out.extend(command::pressed(&ctx, &facts).into_iter().map(Action::Do));
        drop_letters_of_shortcuts(&ctx);
        self.take_label_keys(&ctx, &mut out);
        self.take_escape(&ctx, &mut out);
        self.take_ghost_key(&ctx, &facts, &mut out);
        self.take_dropped_files(&ctx, &mut out);

        let whole = ui.max_rect();
        let tokens = look::tokens(ui);
        ui.painter().rect_filled(whole, 0, tokens.desk);
        let top = whole.with_max_y(whole.top() + metrics::TOP_BAR);
        let bottom = whole.with_min_y(whole.bottom() - metrics::STATUS_BAR);
        let middle = Rect::from_min_max(
            top.left_bottom(),
            if self.session.is_some() { bottom.right_top() } else { whole.max },
        );
        match &self.session {
            None => {
                ui.scope_builder(UiBuilder::new().max_rect(middle).id_salt("welcome"), |ui| {
                    let mut wishes = Vec::new();
                    welcome::show(ui, &self.recent, &mut wishes);
                    out.extend(wishes.into_iter().map(Action::from));
                });
                welcome::drop_hint(ui, "Drop a project folder or text files");
            }
            Some(session) => {
                ui.scope_builder(UiBuilder::new().max_rect(middle).id_salt("view"), |ui| match self.view {
                    View::Read => read::show(ui, session, &mut self.read, &self.settings, &mut out),
                    View::Matrix => {
                        super::matrix::show(ui, session, &mut self.matrix, &self.settings, &mut out)
                    }
                    View::Overview => super::overview::show(ui, session, &self.overview, &mut out),
                    View::Compare => {
                        super::compare::show(ui, session, &mut self.compare, &self.settings, &mut out)
                    }
                    View::Settle => {
                        super::settle::show(ui, session, &mut self.settle, &self.settings, &facts, &mut out)
                    }
                    View::Codebook => super::codebook::show(ui, session, &mut self.codebook, &mut out),
                });
                welcome::drop_hint(ui, "Drop text files to add them, or a review to compare with");
                status_bar::show(ui, bottom, session, &self.read, &facts, &mut out);
            }
        }
        let seen = (&self.read, &self.settings);
        top_bar::show(ui, top, self.session.as_ref(), seen, &facts, &mut out);
        self.show_floating(&ctx, &mut out);
        if let Some(id) = self.keyboard.take() {
            // Asked for again, a widget would lose its hold on the arrow keys for a frame.
            ctx.memory_mut(|memory| {
                if !memory.has_focus(id) {
                    memory.request_focus(id);
                }
            });
        }
        if !out.is_empty() || !self.answers.is_empty() {
            ctx.request_repaint();
        }
        self.waiting.extend(out);
    }

    /// What lies over the window: dialogs, the command palette, the list of keys, toasts.
    fn show_floating(&mut self, ctx: &Context, out: &mut Vec<Action>) {
        self.show_dialog(ctx);
        self.show_codebook_dialog(ctx, out);
        self.files.ui(ctx);
        if let Some(palette) = &mut self.palette {
            match palette.show(ctx) {
                PaletteOutcome::Open => {}
                PaletteOutcome::Closed => self.palette = None,
                PaletteOutcome::Chosen(choice) => {
                    self.palette = None;
                    out.push(match choice {
                        Choice::Command(command) => Action::Do(command),
                        Choice::Entry(action) => action,
                    });
                }
            }
        }
        if let Some(help) = &mut self.help
            && !help.show(ctx)
        {
            self.help = None;
        }
        let mut commands = Vec::new();
        self.toasts.show(ctx, &mut commands);
        out.extend(commands.into_iter().map(Action::Do));
    }

    /// Keeps the columns and the window's size in the settings.
    fn remember_layout(&mut self, ctx: &Context) {
        if let Some(session) = &self.session {
            let columns: Vec<ColumnLayout> = self
                .read
                .columns
                .iter()
                .map(|column| ColumnLayout { article: column.article.clone(), share: column.weight })
                .collect();
            let (root, story) = (session.root(), &session.story().id);
            self.settings.set_visibility(root, &self.read.visibility);
            if self.settings.columns(root, story) != Some(columns.as_slice()) {
                let (root, story) = (root.to_owned(), story.clone());
                self.settings.set_columns(&root, &story, columns);
            }
        }
        // While the pointer is down the window or a panel may still be on its way to a new size.
        if ctx.input(|input| input.pointer.any_down()) {
            return;
        }
        let viewport = ctx.input(|input| (input.viewport().maximized, input.viewport().inner_rect));
        if let (Some(maximized), Some(rect)) = viewport {
            self.settings.maximized = maximized;
            if !maximized {
                let size = rect.size() * ctx.zoom_factor();
                self.settings.window = Some([size.x.round(), size.y.round()]);
            }
        }
    }

    /// A label's key tags the selection, or relabels the selected annotation.
    fn take_label_keys(&self, ctx: &Context, out: &mut Vec<Action>) {
        let asking = self.dialog_is_open() || self.read.ties.is_asking();
        let listed = super::found::has_keyboard(ctx, &self.read.found);
        if self.view != View::Read || asking || listed || ctx.text_edit_focused() {
            return;
        }
        let Some(session) = self.session.as_ref().filter(|session| session.read_only().is_none()) else {
            return;
        };
        ctx.input(|input| {
            let plain = !input.modifiers.command && !input.modifiers.ctrl && !input.modifiers.alt;
            for event in input.events.iter().filter(|_| plain) {
                let Event::Text(typed) = event else { continue };
                let label =
                    session.project().codebook.labels.iter().find(|label| {
                        !label.key.is_empty() && label.key.to_lowercase() == typed.to_lowercase()
                    });
                if let Some(label) = label {
                    out.push(Action::LabelKey(label.id.clone()));
                } else if (typed == "/" || typed.eq_ignore_ascii_case(read::NEW_KEY))
                    && let Some(palette) = &self.read.palette
                {
                    out.push(Action::SearchPalette(palette.purpose.clone()));
                }
            }
        });
    }

    /// Enter in the text takes what is offered for the selected annotation.
    fn take_ghost_key(&self, ctx: &Context, facts: &command::Facts, out: &mut Vec<Action>) {
        let found = &self.read.found;
        let offered = found.page == Some(super::found::Page::Alike) && found.alike_now().is_some();
        let free = !self.dialog_is_open() && self.read.palette.is_none();
        if offered && free && facts.text_focus && facts.writable && !facts.selection {
            let enter =
                |input: &mut egui::InputState| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter);
            if ctx.input_mut(enter) {
                out.push(Action::Found(super::found::FoundAction::Accept));
            }
        }
    }

    /// Escape leaves the innermost thing: the palette, pointing at a speaker, the selection, the
    /// selected annotation.
    fn take_escape(&self, ctx: &Context, out: &mut Vec<Action>) {
        let pressed = ctx.input(|input| input.key_pressed(egui::Key::Escape));
        if pressed && self.view == View::Codebook && !self.dialog_is_open() && !egui::Popup::is_any_open(ctx)
        {
            // From a field, Escape leaves the field first.
            if ctx.memory(|memory| memory.focused().is_none()) || !ctx.text_edit_focused() {
                out.push(Action::View(View::Read));
            }
            return;
        }
        if pressed && !self.dialog_is_open() && self.view == View::Read && self.session.is_some() {
            out.push(Action::Escape);
        }
    }

    fn take_dropped_files(&self, ctx: &Context, out: &mut Vec<Action>) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if !dropped.is_empty() {
            out.push(Action::Open(dropped));
        }
    }
}

/// Letters that come with Alt held down are shortcuts: a key that repeats must not write into the
/// field that it has just opened. On a Mac, Alt writes signs.
fn drop_letters_of_shortcuts(ctx: &Context) {
    if ctx.os() == egui::os::OperatingSystem::Mac {
        return;
    }
    ctx.input_mut(|input| {
        // Ctrl with Alt is how some keyboards write signs.
        if input.modifiers.alt && !input.modifiers.ctrl {
            input.events.retain(|event| !matches!(event, Event::Text(_)));
        }
    });
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.files.set_parent(frame.winit_window().cloned());
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }

    fn raw_input_hook(&mut self, ctx: &Context, input: &mut egui::RawInput) {
        if self.typeahead.hold(input, command::is_shortcut) {
            ctx.request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if let Some(session) = self.session.take() {
            // What cannot be saved now is in the journal and comes back with the next start.
            session.close().ok();
        }
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        look::tokens_of(&self.ctx).desk.to_normalized_gamma_f32()
    }
}
