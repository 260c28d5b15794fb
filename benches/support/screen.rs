//! The program's window without a window: frames made on demand, with what a person does in them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use cpu_time::ThreadTime;
use egui::{
    Context, Event, FullOutput, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, accesskit, vec2,
};
use parallax::gui::dialogs::ScriptedDialogs;
use parallax::gui::{App, Start};
use parallax::store::user::UserData;

/// What a screen shows.
const SIZE: egui::Vec2 = vec2(1600.0, 1000.0);

/// The program on a screen that nobody sees.
pub struct Screen {
    ctx: Context,
    app: App,
    time: f64,
}

/// What a frame took of the time of its thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// The program's own work: performing what was asked, and drawing.
    pub work: Duration,
    /// Making triangles of what was drawn.
    pub tessellation: Duration,
}

impl Frame {
    /// Both.
    pub fn all(self) -> Duration {
        self.work + self.tessellation
    }
}

impl std::ops::Add for Frame {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { work: self.work + other.work, tessellation: self.tessellation + other.tessellation }
    }
}

impl Screen {
    /// The program, started with `paths` and with its settings under `home`; the first frame is
    /// still to come.
    pub fn new(home: &Path, paths: Vec<PathBuf>) -> Self {
        let user = UserData::at(home);
        user.set_reviewer_name(super::REVIEWER).unwrap();
        let ctx = Context::default();
        ctx.set_theme(egui::Theme::Light);
        let start = Start { paths, user: Some(user), dialogs: Box::new(ScriptedDialogs::new()) };
        let app = App::new(&ctx, start);
        Self { ctx, app, time: 0.0 }
    }

    /// The same after its first frames, with something open.
    pub fn open(home: &Path, path: &Path) -> Self {
        let mut screen = Self::new(home, vec![path.to_owned()]);
        screen.settle();
        assert!(screen.app.session().is_some(), "{} is open", path.display());
        screen
    }

    /// The program.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// How many annotations there are.
    pub fn annotations(&self) -> usize {
        self.app.session().unwrap().review().len()
    }

    fn pass(&mut self, events: Vec<Event>) -> (FullOutput, Duration) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            focused: true,
            ..RawInput::default()
        };
        let app = &mut self.app;
        let begun = ThreadTime::now();
        let output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        (output, begun.elapsed())
    }

    /// One frame in which a person does this.
    pub fn frame(&mut self, events: Vec<Event>) -> Frame {
        let (mut output, work) = self.pass(events);
        let begun = ThreadTime::now();
        let triangles = self.ctx.tessellate(std::mem::take(&mut output.shapes), self.ctx.pixels_per_point());
        let tessellation = begun.elapsed();
        std::hint::black_box(triangles);
        output.drop_without_applying_deltas();
        Frame { work, tessellation }
    }

    /// Some frames in which nothing is done, until animations and what was asked for are over.
    pub fn settle(&mut self) {
        for _ in 0..30 {
            self.frame(Vec::new());
        }
    }

    /// Where everything is whose name begins with `name`, as a screen reader knows it.
    pub fn places(&mut self, name: &str) -> Vec<Rect> {
        self.ctx.enable_accesskit();
        let (mut output, _) = self.pass(Vec::new());
        let update = output.platform_output.accesskit_update.take().unwrap();
        output.drop_without_applying_deltas();
        self.ctx.disable_accesskit();
        let named = |node: &accesskit::Node| {
            [node.label(), node.value()].into_iter().flatten().any(|words| words.starts_with(name))
        };
        let place = |bounds: accesskit::Rect| {
            Rect::from_min_max(
                Pos2::new(bounds.x0 as f32, bounds.y0 as f32),
                Pos2::new(bounds.x1 as f32, bounds.y1 as f32),
            )
        };
        update
            .nodes
            .iter()
            .filter(|(_, node)| named(node))
            .filter_map(|(_, node)| node.bounds())
            .map(place)
            .collect()
    }

    /// Clicks, and waits till it has been taken in.
    pub fn click(&mut self, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at)]);
        for pressed in [true, false] {
            self.frame(vec![button(at, pressed)]);
        }
        // Longer than the time within which another click would be a second one.
        self.settle();
    }

    /// Double clicks: selects the word there.
    pub fn double_click(&mut self, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at)]);
        for pressed in [true, false, true, false] {
            self.frame(vec![button(at, pressed)]);
        }
        self.settle();
    }

    /// Brings all columns to a place: 0 is the top, 1 the end.
    pub fn go_to(&mut self, part: f32) {
        let strips = self.places("Place in the text");
        assert!(!strips.is_empty(), "columns are shown");
        for strip in strips {
            self.click(Pos2::new(strip.center().x, strip.top() + (strip.height() - 1.0) * part));
        }
    }
}

/// The main button goes down or up.
pub fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// A key goes down.
pub fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// What Ctrl is to egui.
pub const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

/// The wheel turned so many points; up is positive.
pub fn wheel(by: f32) -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, by),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    }
}
