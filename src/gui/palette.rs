//! The palette (Ctrl+K): everything that can be found or done, by typing.

use egui::accesskit::Role;
use egui::{Align2, Context, Id, Key, Modal, Modifiers, ScrollArea, Ui, vec2};

use super::command::{Command, Facts};
use super::fuzzy::{Hay, Hit, Needle};
use super::look::widgets::{Lead, Row, SearchField, float_frame, hairline, list, section_head, weak};
use super::look::{self, icons};

/// Something of the caller's to find: an article, a label, an annotation.
#[derive(Clone, Debug)]
pub struct PaletteEntry<A> {
    /// What people read and search.
    pub title: String,
    /// Where it is or what it is; searched too, but counts less.
    pub detail: String,
    /// What stands before the title.
    pub lead: Lead,
    /// The key that does the same; empty where it has none.
    pub key: String,
    /// What the caller gets back.
    pub action: A,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice<A> {
    /// A command.
    Command(Command),
    /// The action of one of the caller's entries.
    Entry(A),
}

/// What a frame of the palette gave.
#[derive(Clone, Debug, PartialEq)]
pub enum PaletteOutcome<A> {
    /// The person is still looking.
    Open,
    /// Left without choosing.
    Closed,
    /// Chosen; the palette is to be dropped.
    Chosen(Choice<A>),
}

/// How many rows are shown at most; typing narrows the rest down.
const MOST: usize = 60;

struct Item<A> {
    title: String,
    detail: String,
    lead: Lead,
    key: String,
    hay: Hay,
    more: Hay,
    choice: Choice<A>,
    recent: bool,
}

/// An open palette. Made when the person asks for it, dropped when it is closed or something is
/// chosen; holds copies, so that nothing is gathered while it is open.
pub struct Palette<A> {
    items: Vec<Item<A>>,
    query: String,
    /// Indexes of items with what was found, best first.
    hits: Vec<(usize, Hit)>,
    chosen: usize,
    scroll: bool,
    fresh: bool,
}

impl<A> From<PaletteEntry<A>> for Item<A> {
    fn from(entry: PaletteEntry<A>) -> Self {
        Self {
            hay: Hay::new(&entry.title),
            more: Hay::new(&entry.detail),
            title: entry.title,
            detail: entry.detail,
            lead: entry.lead,
            key: entry.key,
            choice: Choice::Entry(entry.action),
            recent: false,
        }
    }
}

impl<A: Clone> Palette<A> {
    /// The commands that apply now, those of `recent` first, and the caller's entries.
    pub fn new(ctx: &Context, facts: &Facts, recent: &[Command], entries: Vec<PaletteEntry<A>>) -> Self {
        let applies = |command: &Command| command.applies(facts) && *command != Command::CommandPalette;
        let first = recent.iter().filter(|command| applies(command)).map(|command| (*command, true));
        let others = Command::ALL.iter().filter(|command| applies(command) && !recent.contains(command));
        let commands = first.chain(others.map(|command| (*command, false))).map(|(command, recent)| {
            let spec = command.spec();
            let title = command.label(facts).into_owned();
            Item {
                hay: Hay::new(&title),
                // “save” finds by what it does, too.
                more: Hay::new(&format!("{} {}", spec.group.name(), spec.about)),
                title,
                detail: spec.group.name().to_owned(),
                lead: Lead::Icon(spec.icon),
                key: command.shortcut_text(ctx),
                choice: Choice::Command(command),
                recent,
            }
        });
        Self::of_items(commands.chain(entries.into_iter().map(Item::from)).collect())
    }

    /// The caller's entries alone.
    pub fn of_entries(entries: Vec<PaletteEntry<A>>) -> Self {
        Self::of_items(entries.into_iter().map(Item::from).collect())
    }

    fn of_items(items: Vec<Item<A>>) -> Self {
        let mut palette =
            Self { items, query: String::new(), hits: Vec::new(), chosen: 0, scroll: false, fresh: true };
        palette.search();
        palette
    }

    fn search(&mut self) {
        let needle = Needle::new(&self.query);
        self.hits = self
            .items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| Some((index, needle.find(&item.hay, &item.more)?)))
            .collect();
        if !needle.is_empty() {
            // Stable: among equals the order of the table, which people know from the menus.
            self.hits.sort_by_key(|(_, hit)| std::cmp::Reverse(hit.score));
        }
        self.chosen = 0;
        self.scroll = true;
    }

    fn step(&mut self, by: isize) {
        let shown = self.hits.len().min(MOST);
        if shown > 0 {
            self.chosen = match self.chosen.checked_add_signed(by) {
                None if by == -1 => shown - 1,
                None => 0,
                Some(at) if at >= shown => {
                    if by == 1 {
                        0
                    } else {
                        shown - 1
                    }
                }
                Some(at) => at,
            };
            self.scroll = true;
        }
    }

    fn choice(&self, at: usize) -> Option<Choice<A>> {
        let (index, _) = self.hits.get(at)?;
        self.items.get(*index).map(|item| item.choice.clone())
    }

    /// Draws it and takes the keyboard.
    pub fn show(&mut self, ctx: &Context) -> PaletteOutcome<A> {
        let tokens = look::tokens_of(ctx);
        let screen = ctx.content_rect();
        let id = Id::unique("palette");
        let top = (screen.height() * 0.12).min(96.0).round();
        let modal = Modal::new(id)
            .area(
                Modal::default_area(id)
                    .anchor(Align2::CENTER_TOP, vec2(0.0, top))
                    .default_height(screen.height()),
            )
            .backdrop_color(tokens.veil())
            .frame(float_frame(tokens));
        let again = super::command::consume(ctx, Command::CommandPalette);
        let response = modal.show(ctx, |ui| {
            ui.set_width(580.0_f32.min(screen.width() - 48.0));
            self.contents(ui, screen.height() - top - 64.0)
        });
        let closed = response.should_close() || again;
        match response.inner {
            Some(choice) => PaletteOutcome::Chosen(choice),
            None if closed => PaletteOutcome::Closed,
            None => PaletteOutcome::Open,
        }
    }

    fn contents(&mut self, ui: &mut Ui, height: f32) -> Option<Choice<A>> {
        let mut choice = None;
        let pages = 8;
        let (step, enter) = ui.input_mut(|input| {
            let mut count =
                |key| isize::try_from(input.count_and_consume_key(Modifiers::NONE, key)).unwrap_or(0);
            let lines = count(Key::ArrowDown) - count(Key::ArrowUp);
            let screens = count(Key::PageDown) - count(Key::PageUp);
            (lines + pages * screens, input.consume_key(Modifiers::NONE, Key::Enter))
        });
        if step != 0 {
            self.step(step);
        }
        let field = SearchField::new(&mut self.query, "Search or command").id(Id::unique("palette-query"));
        let response = ui.add(field.hint("Search articles, labels, annotations and commands"));
        if std::mem::take(&mut self.fresh) {
            response.request_focus();
        }
        if response.changed() {
            self.search();
        }
        if enter {
            choice = self.choice(self.chosen);
            response.request_focus();
        }
        hairline(ui, 3.0);
        let scroll = std::mem::take(&mut self.scroll);
        ScrollArea::vertical().max_height(height.clamp(120.0, 460.0)).auto_shrink([false, true]).show(
            ui,
            |ui| {
                list(ui, |ui| {
                    if self.hits.is_empty() {
                        ui.add_space(12.0);
                        ui.vertical_centered(|ui| weak(ui, "Nothing of that name. Try fewer letters."));
                        ui.add_space(12.0);
                    }
                    if let Some(clicked) = self.rows(ui, scroll) {
                        choice = self.choice(clicked);
                    }
                });
            },
        );
        choice
    }

    fn rows(&self, ui: &mut Ui, scroll: bool) -> Option<usize> {
        let mut clicked = None;
        let mut in_recent = None;
        for (at, (index, hit)) in self.hits.iter().take(MOST).enumerate() {
            let Some(item) = self.items.get(*index) else { continue };
            if self.query.is_empty() && in_recent != Some(item.recent) {
                if item.recent {
                    section_head(ui, "Used last");
                } else if in_recent.is_some() {
                    section_head(ui, "All");
                }
                in_recent = Some(item.recent);
            }
            let row = Row::new(item.title.as_str())
                .lead(item.lead)
                .detail(item.detail.as_str())
                .key(item.key.as_str())
                .found(&hit.found)
                .selected(at == self.chosen)
                .role(Role::ListBoxOption)
                .driven_from_elsewhere();
            let response = ui.add(row);
            if scroll && at == self.chosen {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(at);
            }
        }
        if let Some(more) = self.hits.len().checked_sub(MOST).filter(|more| *more > 0) {
            ui.add(
                Row::new(format!("{more} more: type on to narrow them down"))
                    .faded(true)
                    .lead(Lead::Icon(icons::DOTS_THREE))
                    .driven_from_elsewhere(),
            );
        }
        clicked
    }
}

#[cfg(test)]
#[path = "palette_tests.rs"]
mod tests;
