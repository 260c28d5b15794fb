//! A question for files inside the window, for desktops without a dialog: a path to type, with
//! completion, and the folder to point into.

mod folder;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use egui::accesskit::Role;
use egui::{Context, Id, Key, Modal, Modifiers, ScrollArea, Ui};

use self::folder::{Disk, Entry, Found, Verdict};
use super::{Outcome, Pick, Request, Waker};
use crate::gui::look::widgets::{
    Lead, Row, TextField, dialog_frame, heading, list, plain, primary, quiet, told, weak,
};
use crate::gui::look::{self, icons, metrics};

/// The field, which has the keyboard while the list is walked through.
const FIELD: &str = "path-prompt-field";

/// An open question. Asks the disk on other threads; [`Self::poll`] belongs in `logic()`,
/// [`Self::show`] in `ui()`.
pub struct PathPrompt {
    request: Request,
    disk: Disk,
    /// What relative paths start from.
    base: PathBuf,
    home: Option<PathBuf>,
    typed: String,
    /// A folder as it was pointed at, with what was typed for it: names that are no Unicode survive.
    exact: Option<(String, PathBuf)>,
    /// The folder that was asked for last, and what the disk said about it.
    listed: Option<PathBuf>,
    entries: Vec<Entry>,
    row: Option<usize>,
    ticked: BTreeSet<PathBuf>,
    error: Option<String>,
    replaces: Option<Vec<PathBuf>>,
    checking: bool,
    caret_to_end: bool,
    fresh: bool,
    outcome: Option<Outcome>,
}

impl PathPrompt {
    /// Starts in the folder of the request, or at home.
    pub fn new(request: Request, wake: Waker) -> Self {
        let home = etcetera::home_dir().ok();
        let base = request.start.clone().or_else(|| home.clone()).unwrap_or_else(|| PathBuf::from("/"));
        let mut prompt = Self {
            disk: Disk::new(wake),
            base: base.clone(),
            home,
            typed: String::new(),
            exact: None,
            listed: None,
            entries: Vec::new(),
            row: None,
            ticked: BTreeSet::new(),
            error: None,
            replaces: None,
            checking: false,
            caret_to_end: true,
            fresh: true,
            outcome: None,
            request,
        };
        prompt.look_into(base);
        if let Pick::Save(name) | Pick::NewFolder(name) = &prompt.request.pick {
            prompt.typed.push_str(name);
        }
        prompt
    }

    /// Hears what the disk said and asks for the folder that is typed; the outcome, once.
    pub fn poll(&mut self) -> Option<Outcome> {
        while let Ok(found) = self.disk.answers.try_recv() {
            self.hear(found);
        }
        let folder = self.folder();
        if self.listed.as_ref() != Some(&folder) {
            self.listed = Some(folder.clone());
            self.disk.list(folder);
        }
        self.outcome.take()
    }

    fn hear(&mut self, found: Found) {
        match found {
            Found::Listing(folder, listing) if self.listed.as_ref() == Some(&folder) => {
                self.row = None;
                match listing {
                    Ok(entries) => self.entries = entries,
                    Err(error) => {
                        self.entries.clear();
                        self.error = Some(error);
                    }
                }
            }
            // Of a folder that was left since.
            Found::Listing(..) => {}
            Found::Checked(paths, verdict) => {
                self.checking = false;
                match verdict {
                    Verdict::Good => self.outcome = Some(Outcome::Picked(self.request.purpose, paths)),
                    Verdict::LookInto => paths.into_iter().take(1).for_each(|path| self.look_into(path)),
                    Verdict::Replaces => self.replaces = Some(paths),
                    Verdict::Bad(error) => self.error = Some(error),
                }
            }
        }
    }

    /// The folder part of what is typed.
    fn folder(&self) -> PathBuf {
        let (folder, _) = folder::split(&self.typed);
        match &self.exact {
            Some((typed, path)) if typed == folder => path.clone(),
            _ => folder::resolve(folder, &self.base, self.home.as_deref()),
        }
    }

    fn look_into(&mut self, folder: PathBuf) {
        self.typed = folder.to_string_lossy().into_owned();
        if !self.typed.ends_with(std::path::is_separator) {
            self.typed.push(MAIN_SEPARATOR);
        }
        self.exact = Some((self.typed.clone(), folder));
        self.caret_to_end = true;
        self.changed();
    }

    /// What follows from a change of what is typed.
    fn changed(&mut self) {
        self.row = None;
        self.error = None;
        self.replaces = None;
    }

    /// The entries that fit what is typed and what is asked for.
    fn shown(&self) -> Vec<&Entry> {
        let (_, begun) = folder::split(&self.typed);
        let begun = begun.to_lowercase();
        let saving = matches!(self.request.pick, Pick::Save(_) | Pick::NewFolder(_));
        let folders_only = matches!(self.request.pick, Pick::Folder | Pick::NewFolder(_));
        let offered = |entry: &Entry| {
            let ends: Vec<&str> =
                self.request.filters.iter().flat_map(|(_, ends)| ends.iter().copied()).collect();
            let end = entry.path.extension().and_then(|end| end.to_str()).unwrap_or_default();
            ends.is_empty() || ends.iter().any(|wanted| wanted.eq_ignore_ascii_case(end))
        };
        self.entries
            .iter()
            .filter(|entry| entry.is_folder || (!folders_only && offered(entry)))
            .filter(|entry| !entry.name.starts_with('.') || begun.starts_with('.'))
            // The offered name of a new file is no filter: all is shown to see what is there.
            .filter(|entry| saving || entry.name.to_lowercase().contains(&begun))
            .collect()
    }

    fn decide(&mut self) {
        let paths = if self.ticked.is_empty() {
            let (_, name) = folder::split(&self.typed);
            vec![self.folder().join(name.trim())]
        } else {
            self.ticked.iter().cloned().collect()
        };
        self.check(paths);
    }

    fn check(&mut self, paths: Vec<PathBuf>) {
        self.error = None;
        self.checking = true;
        self.disk.check(paths, self.request.pick.clone());
    }

    fn activate(&mut self, entry: Entry) {
        match (&self.request.pick, entry.is_folder) {
            (_, true) => self.look_into(entry.path),
            (Pick::Files, false) => {
                if !self.ticked.remove(&entry.path) {
                    self.ticked.insert(entry.path);
                }
                self.error = None;
            }
            (Pick::Save(_), false) => {
                let (folder, _) = folder::split(&self.typed);
                self.typed = format!("{folder}{}", entry.name);
                self.caret_to_end = true;
                self.changed();
            }
            _ => self.check(vec![entry.path]),
        }
    }

    fn verb(&self) -> String {
        match (&self.request.pick, self.ticked.len()) {
            (Pick::Files, 2..) => format!("Open {} files", self.ticked.len()),
            (Pick::Folder, _) => "Open folder".into(),
            (Pick::Save(_) | Pick::NewFolder(_), _) => "Save".into(),
            _ => "Open".into(),
        }
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &Context) {
        let tokens = look::tokens_of(ctx);
        let screen = ctx.content_rect();
        let id = Id::unique("path-prompt");
        let response = Modal::new(id)
            .area(Modal::default_area(id).default_height(screen.height()))
            .backdrop_color(tokens.veil())
            .frame(dialog_frame(tokens))
            .show(ctx, |ui| {
                ui.set_width(640.0_f32.min(screen.width() - 88.0));
                self.contents(ui, (screen.height() - 320.0).clamp(104.0, 338.0));
            });
        if response.should_close() && self.outcome.is_none() {
            self.outcome = Some(Outcome::Cancelled(self.request.purpose));
        }
        if self.outcome.is_some() {
            // `poll` runs in the next frame's logic.
            ctx.request_repaint();
        }
    }

    fn contents(&mut self, ui: &mut Ui, height: f32) {
        heading(ui, self.request.title);
        ui.add_space(8.0);
        let confirm = Id::unique("path-prompt-confirm");
        let mut decided = self.field(ui, confirm);
        ui.add_space(6.0);
        self.folder_list(ui, height);
        self.told(ui);
        ui.horizontal(|ui| {
            let hint = match self.request.pick {
                Pick::Files => "Tab completes · click or Enter ticks files",
                _ => "Tab completes · ↓ goes into the list",
            };
            weak(ui, hint);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let ready = !self.checking && !self.typed.trim().is_empty();
                let button = ui.push_id(confirm, |ui| ui.add_enabled(ready, primary(self.verb()))).inner;
                if ui.memory_mut(|memory| memory.data.remove_temp::<bool>(confirm)).is_some() {
                    button.request_focus();
                }
                decided |= button.clicked();
                if ui.add(quiet("Cancel")).clicked() {
                    self.outcome = Some(Outcome::Cancelled(self.request.purpose));
                }
            });
        });
        if decided && !self.checking {
            self.decide();
        }
    }

    /// The field and its keys; true when what is typed is meant.
    fn field(&mut self, ui: &mut Ui, confirm: Id) -> bool {
        let id = Id::unique(FIELD);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let mut decided = false;
        if focused {
            let (step, tab, back, enter) = ui.input_mut(|input| {
                let back = input.consume_key(Modifiers::SHIFT, Key::Tab);
                let mut count =
                    |key| isize::try_from(input.count_and_consume_key(Modifiers::NONE, key)).unwrap_or(0);
                let step = count(Key::ArrowDown) - count(Key::ArrowUp);
                (step, count(Key::Tab) > 0, back, count(Key::Enter) > 0)
            });
            self.step(step);
            // Where there is nothing to complete, and always backwards, Tab leaves the field.
            if back || (tab && !self.complete()) {
                ui.memory_mut(|memory| memory.data.insert_temp(confirm, true));
            }
            if enter {
                match self.row.and_then(|row| self.shown().get(row).map(|entry| (*entry).clone())) {
                    Some(entry) => self.activate(entry),
                    None => decided = true,
                }
            }
        }
        let field = TextField::new(&mut self.typed, "Path").mono().icon(icons::FOLDER).keep_tab().id(id);
        let response = ui.add(field);
        let fresh = std::mem::take(&mut self.fresh);
        if fresh || (decided && self.request.pick != Pick::Folder) {
            response.request_focus();
        }
        if std::mem::take(&mut self.caret_to_end) {
            let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
            let place = |text: &str| egui::text::CCursor::new(egui::text::CharIndex(text.chars().count()));
            let end = place(&self.typed);
            // The offered name is selected: typing replaces it.
            let start = if fresh { place(folder::split(&self.typed).0) } else { end };
            state.cursor.set_char_range(Some(egui::text::CCursorRange::two(start, end)));
            state.store(ui.ctx(), id);
        }
        if response.changed() {
            if let Some(anew) = folder::begun_anew(&self.typed) {
                self.typed = anew.to_owned();
                self.caret_to_end = true;
            }
            self.changed();
        }
        decided
    }

    fn step(&mut self, by: isize) {
        let last = self.shown().len().checked_sub(1);
        self.row = match (self.row, last) {
            (row, _) if by == 0 => row,
            (_, None) => None,
            (None, Some(_)) => (by > 0).then_some(0),
            (Some(row), Some(last)) => row.checked_add_signed(by).map(|row| row.min(last)),
        };
    }

    /// Completes the name; false where no more is certain.
    fn complete(&mut self) -> bool {
        let (folder, begun) = folder::split(&self.typed);
        let Some(name) = folder::complete(begun, self.shown().into_iter().map(|entry| entry.name.as_str()))
        else {
            return false;
        };
        let whole = self.entries.iter().find(|entry| entry.is_folder && entry.name == name);
        match whole.map(|entry| entry.path.clone()) {
            Some(path) => self.look_into(path),
            None => {
                self.typed = format!("{folder}{name}");
                self.caret_to_end = true;
                self.changed();
            }
        }
        true
    }

    fn folder_list(&mut self, ui: &mut Ui, height: f32) {
        let tokens = look::tokens(ui);
        let mut activated = None;
        let parent = self.folder().parent().map(Path::to_path_buf);
        let frame = egui::Frame::new().fill(tokens.sheet).stroke(tokens.hairline());
        frame.corner_radius(metrics::RADIUS).inner_margin(4).show(ui, |ui| {
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink(false).show(
                ui,
                |ui| {
                    list(ui, |ui| {
                        if let Some(parent) = parent {
                            let row = Row::new("Up")
                                .lead(Lead::Icon(icons::ARROW_UP))
                                .detail(parent.to_string_lossy());
                            if ui.add(row.name("Up to the folder above")).clicked() {
                                activated = Some(Entry {
                                    path: parent,
                                    name: String::new(),
                                    is_folder: true,
                                    bytes: 0,
                                });
                            }
                        }
                        let shown = self.shown();
                        if shown.is_empty() && self.error.is_none() {
                            ui.add_space(8.0);
                            ui.vertical_centered(|ui| weak(ui, "Nothing here that fits"));
                        }
                        for (at, entry) in shown.into_iter().enumerate() {
                            let response =
                                ui.push_id(&entry.path, |ui| ui.add(self.entry_row(entry, at))).inner;
                            if self.row == Some(at) {
                                response.scroll_to_me(None);
                            }
                            if response.clicked() {
                                activated = Some(entry.clone());
                            }
                        }
                    });
                },
            );
        });
        if let Some(entry) = activated {
            self.activate(entry);
            ui.memory_mut(|memory| memory.request_focus(Id::unique(FIELD)));
        }
    }

    fn entry_row<'a>(&self, entry: &'a Entry, at: usize) -> Row<'a> {
        let ticked = self.ticked.contains(&entry.path);
        let icon = match (entry.is_folder, ticked) {
            (true, _) => icons::FOLDER,
            (false, true) => icons::CHECK_CIRCLE,
            (false, false) => icons::FILE_TEXT,
        };
        let row = Row::new(entry.name.as_str())
            .lead(Lead::Icon(icon))
            .role(Role::ListBoxOption)
            .driven_from_elsewhere();
        let row = row.name(entry.name.as_str()).selected(ticked || self.row == Some(at));
        if entry.is_folder { row } else { row.detail(size(entry.bytes)) }
    }

    /// A line for what is wrong. It is there even when nothing is, so that nothing moves.
    fn told(&mut self, ui: &mut Ui) {
        let tokens = look::tokens(ui);
        let line = egui::vec2(ui.available_width(), metrics::ROW);
        ui.allocate_ui_with_layout(line, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_height(metrics::ROW);
            if let Some(paths) = self.replaces.clone() {
                told(ui, icons::WARNING, "A file of this name exists.", tokens.warn, false);
                if ui.add(plain("Replace it")).clicked() {
                    self.outcome = Some(Outcome::Picked(self.request.purpose, paths));
                }
            } else if let Some(error) = &self.error {
                told(ui, icons::WARNING_CIRCLE, error, tokens.bad, false);
            }
        });
    }
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
