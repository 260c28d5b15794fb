//! What the window remembers from one time to the next. Nothing here changes what is in a project.

use std::path::{Path, PathBuf};

use egui::Context;
use serde::{Deserialize, Serialize};

use super::command::Command;
use super::look::{ThemeChoice, metrics};
use super::read::{ColorsBy, Visibility};
use super::table::{Drawer, Sort};
use crate::model::{ArticleId, StoryId};
use crate::store::StoreError;
use crate::store::user::UserData;

/// The zooms that one steps through; 1 is everything at its size.
const ZOOMS: [f32; 13] = [0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0];
/// The sizes of the articles' text, in points.
const TEXT_SIZES: std::ops::RangeInclusive<f32> = 12.0..=28.0;
/// Heights of a line, in sizes of the text.
const LINE_HEIGHTS: std::ops::RangeInclusive<f32> = 1.4..=2.4;
const LINE_HEIGHT: f32 = 1.6;
/// Letters that a line can be limited to, and how many one step is.
const MEASURES: std::ops::RangeInclusive<u16> = 30..=120;
const MEASURE_STEP: u16 = 5;
/// How wide the side panels can be, in points.
const PANELS: std::ops::RangeInclusive<f32> = 160.0..=560.0;
/// How high the drawer under the columns can be, in points.
const DRAWER: std::ops::RangeInclusive<f32> = 140.0..=4000.0;
/// How many widths of table columns are kept at most.
const TABLE_COLUMNS: usize = 32;
/// How many stories' columns are remembered.
const STORIES: usize = 50;
/// How many commands the palette remembers as used last.
const RECENT_COMMANDS: usize = 5;

/// What the window remembers. A field that is missing or out of bounds is as in a new window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the desktop says.
    pub theme: ThemeChoice,
    /// 1 is everything at its size.
    pub zoom: f32,
    /// Size of the articles' text, in points.
    pub text_size: f32,
    /// Height of a line, in sizes of the text.
    pub line_height: f32,
    /// How many letters a line holds at most, about; 0 for as many as there is room for.
    pub measure: u16,
    /// What the articles are set in.
    pub face: Face,
    /// What marks are coloured by.
    pub colors_by: ColorsBy,
    /// Which marks of projects are seen, the project used last first.
    pub visibility: Vec<(PathBuf, Visibility)>,
    /// The sidebar is shown.
    pub sidebar: bool,
    /// Its width, in points.
    pub sidebar_width: f32,
    /// The inspector is shown.
    pub inspector: bool,
    /// Its width, in points.
    pub inspector_width: f32,
    /// Ribbons join what the columns share.
    pub ribbons: bool,
    /// The columns scroll together.
    pub together: bool,
    /// What other articles have too is faded.
    pub only_here: bool,
    /// Where printings are compared, spelling, case and punctuation count as differences.
    pub style_differences: bool,
    /// What is shown under the columns.
    pub drawer: Option<Drawer>,
    /// Its height, in points.
    pub drawer_height: f32,
    /// The order of the table's rows.
    pub table_sort: Sort,
    /// Shares of the table's width, one a column; those of a new window where there are not as many.
    pub table_widths: Vec<f32>,
    /// The window's inner size in points at zoom 1, where it is not maximised.
    pub window: Option<[f32; 2]>,
    /// The window fills the screen.
    pub maximized: bool,
    /// The commands that were used last from the palette, the last one first.
    pub recent_commands: Vec<Command>,
    /// The columns of stories, the story used last first.
    pub layouts: Vec<StoryLayout>,
}

/// What the articles are set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Face {
    /// As newspapers are.
    #[default]
    Serif,
    /// As the program speaks.
    Sans,
}

/// Which articles of a story stand side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryLayout {
    /// The project's folder.
    pub project: PathBuf,
    /// The story.
    pub story: StoryId,
    /// From left to right.
    pub columns: Vec<ColumnLayout>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnLayout {
    /// The article.
    pub article: ArticleId,
    /// Its share of the width; only the proportion to the others counts.
    pub share: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            zoom: 1.0,
            text_size: metrics::TEXT,
            line_height: LINE_HEIGHT,
            measure: 0,
            face: Face::default(),
            colors_by: ColorsBy::default(),
            visibility: Vec::new(),
            sidebar: true,
            sidebar_width: 216.0,
            inspector: true,
            inspector_width: 312.0,
            ribbons: false,
            together: false,
            only_here: false,
            style_differences: false,
            drawer: None,
            drawer_height: 280.0,
            table_sort: Sort::default(),
            table_widths: Vec::new(),
            window: None,
            maximized: false,
            recent_commands: Vec::new(),
            layouts: Vec::new(),
        }
    }
}

/// Where settings are kept.
pub trait KeepSettings {
    /// The settings as they were kept; the default where none were.
    fn load(&self) -> Result<Settings, StoreError>;
    /// Keeps them.
    fn save(&self, settings: &Settings) -> Result<(), StoreError>;
}

impl KeepSettings for UserData {
    fn load(&self) -> Result<Settings, StoreError> {
        Self::load::<Settings>(self, "window").map(Settings::sane)
    }

    fn save(&self, settings: &Settings) -> Result<(), StoreError> {
        Self::save(self, "window", settings)
    }
}

/// `value` within its bounds; `default` where it is no number.
fn within(value: f32, bounds: &std::ops::RangeInclusive<f32>, default: f32) -> f32 {
    if value.is_finite() { value.clamp(*bounds.start(), *bounds.end()) } else { default }
}

impl Settings {
    /// With every number within its bounds: the file may have been edited by hand.
    pub fn sane(mut self) -> Self {
        let new = Self::default();
        self.zoom = within(self.zoom, &(0.5..=3.0), new.zoom);
        self.text_size = within(self.text_size, &TEXT_SIZES, new.text_size);
        // In tenths, so that steps there and back end where they began.
        let lines = within(self.line_height, &LINE_HEIGHTS, LINE_HEIGHT);
        self.line_height = (lines * 10.0).round() / 10.0;
        if self.measure != 0 {
            self.measure = self.measure.clamp(*MEASURES.start(), *MEASURES.end());
        }
        self.visibility.truncate(STORIES);
        self.sidebar_width = within(self.sidebar_width, &PANELS, new.sidebar_width);
        self.inspector_width = within(self.inspector_width, &PANELS, new.inspector_width);
        self.drawer_height = within(self.drawer_height, &DRAWER, new.drawer_height);
        self.table_widths.truncate(TABLE_COLUMNS);
        for width in &mut self.table_widths {
            *width = within(*width, &(0.0..=10_000.0), 1.0);
        }
        self.window = self.window.filter(|size| size.iter().all(|side| (200.0..=20_000.0).contains(side)));
        self.recent_commands.truncate(RECENT_COMMANDS);
        self.layouts.truncate(STORIES);
        for column in self.layouts.iter_mut().flat_map(|layout| &mut layout.columns) {
            column.share = within(column.share, &(0.05..=20.0), 1.0);
        }
        self
    }

    /// Puts theme and zoom into force. Cheap when nothing has changed.
    pub fn apply(&self, ctx: &Context) {
        let theme = egui::ThemePreference::from(self.theme);
        if ctx.options(|options| options.theme_preference) != theme {
            ctx.set_theme(theme);
        }
        if (ctx.zoom_factor() - self.zoom).abs() > f32::EPSILON {
            ctx.set_zoom_factor(self.zoom);
        }
    }

    /// Carries out the commands that change only settings; false where it is not one of them.
    pub fn perform(&mut self, command: Command) -> bool {
        match command {
            Command::ZoomIn => {
                self.zoom = ZOOMS.into_iter().find(|zoom| *zoom > self.zoom + 0.01).unwrap_or(3.0)
            }
            Command::ZoomOut => {
                self.zoom = ZOOMS.into_iter().rev().find(|zoom| *zoom < self.zoom - 0.01).unwrap_or(0.5);
            }
            Command::ZoomReset => self.zoom = 1.0,
            Command::LargerText => self.text_size = (self.text_size + 1.0).min(*TEXT_SIZES.end()),
            Command::SmallerText => self.text_size = (self.text_size - 1.0).max(*TEXT_SIZES.start()),
            Command::LooserLines => self.set_line_height(0.1),
            Command::TighterLines => self.set_line_height(-0.1),
            Command::LongerLines => {
                self.measure = match self.measure {
                    0 => 0,
                    now if now >= *MEASURES.end() => 0,
                    now => now + MEASURE_STEP,
                };
            }
            Command::ShorterLines => {
                self.measure = match self.measure {
                    0 => *MEASURES.end(),
                    now => now.saturating_sub(MEASURE_STEP).max(*MEASURES.start()),
                };
            }
            Command::ToggleFace => {
                self.face = if self.face == Face::Serif { Face::Sans } else { Face::Serif };
            }
            Command::ColorByKind => {
                self.colors_by =
                    if self.colors_by == ColorsBy::Label { ColorsBy::Kind } else { ColorsBy::Label };
            }
            Command::ThemeLight => self.theme = ThemeChoice::Light,
            Command::ThemeDark => self.theme = ThemeChoice::Dark,
            Command::ThemeSystem => self.theme = ThemeChoice::System,
            Command::ToggleTable => self.toggle_drawer(Drawer::Table),
            Command::ToggleNotes => self.toggle_drawer(Drawer::Notes),
            Command::ToggleSidebar => self.sidebar = !self.sidebar,
            Command::ToggleInspector => self.inspector = !self.inspector,
            Command::ToggleRibbons => self.ribbons = !self.ribbons,
            Command::ToggleOnlyHere => self.only_here = !self.only_here,
            Command::ToggleStyleDifferences => self.style_differences = !self.style_differences,
            _ => return false,
        }
        true
    }

    fn set_line_height(&mut self, by: f32) {
        let new = (self.line_height + by).clamp(*LINE_HEIGHTS.start(), *LINE_HEIGHTS.end());
        self.line_height = (new * 10.0).round() / 10.0;
    }

    /// Which marks of a project are seen.
    pub fn visibility(&self, project: &Path) -> Visibility {
        let kept = self.visibility.iter().find(|(path, _)| path == project);
        kept.map(|(_, visibility)| visibility.clone()).unwrap_or_default()
    }

    /// Remembers which marks of a project are seen.
    pub fn set_visibility(&mut self, project: &Path, visibility: &Visibility) {
        if self.visibility(project) == *visibility {
            return;
        }
        self.visibility.retain(|(path, _)| path != project);
        if *visibility != Visibility::default() {
            self.visibility.insert(0, (project.to_owned(), visibility.clone()));
            self.visibility.truncate(STORIES);
        }
    }

    fn toggle_drawer(&mut self, drawer: Drawer) {
        self.drawer = (self.drawer != Some(drawer)).then_some(drawer);
    }

    /// The palette was used for this command.
    pub fn used(&mut self, command: Command) {
        self.recent_commands.retain(|other| *other != command);
        self.recent_commands.insert(0, command);
        self.recent_commands.truncate(RECENT_COMMANDS);
    }

    /// The columns of a story as they were left.
    pub fn columns(&self, project: &Path, story: &StoryId) -> Option<&[ColumnLayout]> {
        let layout =
            self.layouts.iter().find(|layout| layout.project == project && layout.story == *story)?;
        Some(&layout.columns)
    }

    /// Remembers the columns of a story.
    pub fn set_columns(&mut self, project: &Path, story: &StoryId, columns: Vec<ColumnLayout>) {
        self.layouts.retain(|layout| layout.project != project || layout.story != *story);
        let layout = StoryLayout { project: project.to_owned(), story: story.clone(), columns };
        self.layouts.insert(0, layout);
        self.layouts.truncate(STORIES);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn settings_are_there_the_next_time() {
        let home = tempfile::tempdir().unwrap();
        let place = UserData::at(home.path());
        let place: &dyn KeepSettings = &place;
        assert_eq!(place.load().unwrap(), Settings::default());
        let mut settings =
            Settings { theme: ThemeChoice::Dark, zoom: 1.25, sidebar_width: 240.0, ..Settings::default() };
        settings.used(Command::Export);
        let columns = vec![ColumnLayout { article: "gazette".into(), share: 1.5 }];
        settings.set_columns(Path::new("/p"), &"story".into(), columns.clone());
        place.save(&settings).unwrap();
        let read = place.load().unwrap();
        assert_eq!(read, settings);
        assert_eq!(read.columns(Path::new("/p"), &"story".into()), Some(columns.as_slice()));
        assert_eq!(read.columns(Path::new("/q"), &"story".into()), None);
    }

    #[test]
    fn what_is_missing_or_wild_is_as_in_a_new_window() {
        let settings: Settings =
            ron::from_str("(zoom: inf, text_size: 900.0, sidebar_width: -3.0, window: Some((1.0, 2.0)))")
                .unwrap();
        let settings = settings.sane();
        assert_eq!(settings.zoom, 1.0);
        assert_eq!(settings.text_size, 28.0);
        assert_eq!(settings.sidebar_width, 160.0);
        assert_eq!(settings.window, None);
        assert_eq!(settings.theme, ThemeChoice::System);
    }

    #[test]
    fn theme_and_zoom_take_force() {
        let ctx = Context::default();
        let mut settings = Settings::default();
        assert!(settings.perform(Command::ThemeDark) && settings.perform(Command::ZoomIn));
        assert!(!settings.perform(Command::Save));
        settings.apply(&ctx);
        ctx.run_ui(egui::RawInput::default(), |_| {}).drop_without_applying_deltas();
        assert_eq!(ctx.theme(), egui::Theme::Dark);
        assert_eq!(ctx.zoom_factor(), 1.1);
    }

    #[test]
    fn the_palette_remembers_each_command_once() {
        let mut settings = Settings::default();
        for command in [Command::Save, Command::Undo, Command::Save, Command::Redo] {
            settings.used(command);
        }
        assert_eq!(settings.recent_commands, [Command::Redo, Command::Save, Command::Undo]);
    }

    proptest! {
        #[test]
        fn zoom_and_text_size_stay_within_bounds(steps in prop::collection::vec(0_usize..4, 0..80), zoom in any::<f32>()) {
            let mut settings = Settings { zoom, ..Settings::default() }.sane();
            let commands = [Command::ZoomIn, Command::ZoomOut, Command::LargerText, Command::SmallerText];
            for step in steps {
                settings.perform(commands[step]);
                prop_assert_eq!(settings.clone().sane(), settings.clone());
            }
            settings.zoom = 0.5;
            for _ in 0..ZOOMS.len() {
                settings.perform(Command::ZoomIn);
            }
            prop_assert_eq!(settings.zoom, 3.0);
        }
    }
}
