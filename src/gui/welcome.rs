//! The first screen: the sample, projects, articles, what was open before.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{
    Align2, Color32, Pos2, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::command::Command;
use super::look::widgets::{IconButton, Lead, Row, card, key_cap, list, primary, quiet, section_head, weak};
use super::look::{self, Tokens, icons, metrics, paint};
use crate::model::{Codebook, Kind};

/// A project that was open before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentProject {
    /// What people read.
    pub name: String,
    /// Its folder.
    pub path: PathBuf,
    /// When it was open, as people read it.
    pub when: String,
    /// It is not there now.
    pub missing: bool,
    /// Not saved as a project yet: it lives in the user's data folder.
    pub scratch: bool,
}

/// What a person wants from the first screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WelcomeAction {
    /// A command.
    Do(Command),
    /// Open this project.
    Open(PathBuf),
    /// Take this project off the list; its files stay.
    Forget(PathBuf),
}

/// Draws it in all the room there is.
pub fn show(ui: &mut Ui, recent: &[RecentProject], out: &mut Vec<WelcomeAction>) {
    let tokens = look::tokens(ui);
    let room = ui.available_rect_before_wrap();
    ui.painter().rect_filled(room, 0, tokens.desk);
    let wide = room.width() >= 900.0;
    let left_width = 400.0_f32.min(room.width() - 48.0);
    let gap = 72.0;
    let picture = vec2(430.0_f32.min(room.width() - left_width - gap - 64.0), 400.0);
    let whole = if wide { left_width + gap + picture.x } else { left_width };
    let recent_height = if recent.is_empty() { 0.0 } else { 52.0 + 44.0 * recent.len().min(5) as f32 };
    let height = (332.0 + recent_height).min(room.height() - 32.0);
    let left = Rect::from_min_size(
        pos2(
            (room.center().x - whole / 2.0).round(),
            (room.center().y - height / 2.0).round().max(room.min.y + 16.0),
        ),
        vec2(left_width, room.max.y - 16.0 - (room.center().y - height / 2.0).max(room.min.y + 16.0)),
    );
    if wide {
        let middle = pos2(left.max.x + gap + picture.x / 2.0, room.center().y);
        illustration(ui, Rect::from_center_size(middle, picture), tokens);
    }
    // Room for the scroll bar beside the buttons, not on them.
    let scrolled = left.with_max_x(left.max.x + 14.0);
    ui.scope_builder(UiBuilder::new().max_rect(scrolled), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_width(left.width());
            contents(ui, recent, out);
        });
    });
    ui.advance_cursor_after_rect(room);
}

fn contents(ui: &mut Ui, recent: &[RecentProject], out: &mut Vec<WelcomeAction>) {
    let tokens = look::tokens(ui);
    let title = ui.painter().layout_no_wrap("Parallax".into(), look::serif_bold(38.0), tokens.ink);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::hover());
    paint::put(ui.painter(), rect.left_center(), Align2::LEFT_CENTER, title);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, "Parallax"));
    let text = "Several reports on one event, side by side: mark what they say, tie together what they share, compare reviewers.";
    let galley =
        ui.painter().layout(text.into(), look::serif(metrics::TEXT), tokens.weak, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, tokens.weak);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.add_space(20.0);
    let width = ui.available_width();
    let mut command = |ui: &mut Ui, button: look::widgets::Button<'_>, command: Command| {
        if ui.add(button).on_hover_text(command.spec().about).clicked() {
            out.push(WelcomeAction::Do(command));
        }
    };
    command(
        ui,
        primary("Open the sample").icon(icons::BOOK_OPEN_TEXT).width(width).height(40.0),
        Command::OpenSample,
    );
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let half = (width - ui.spacing().item_spacing.x) / 2.0;
        let button = |text, icon| quiet(text).icon(icon).width(half).height(40.0);
        command(ui, button("Open project…", icons::FOLDER_OPEN), Command::OpenProject);
        command(ui, button("Open articles…", icons::FILES), Command::OpenArticles);
    });
    ui.add_space(12.0);
    weak(ui, "Or drop text files or a project folder anywhere in the window.");
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (about, command) in
            [("Everything by name", Command::CommandPalette), ("All keys", Command::ShowKeys)]
        {
            let key = command.shortcut_text(ui.ctx());
            key_cap(ui, &key);
            weak(ui, about);
            ui.add_space(10.0);
        }
    });
    if !recent.is_empty() {
        ui.add_space(20.0);
        card(ui, |ui| {
            section_head(ui, "Recent projects");
            list(ui, |ui| recent.iter().for_each(|project| recent_row(ui, project, out)));
        });
    }
}

fn recent_row(ui: &mut Ui, project: &RecentProject, out: &mut Vec<WelcomeAction>) {
    ui.push_id(&project.path, |ui| {
        let path = shortened(&project.path);
        let (icon, second) = match (project.missing, project.scratch) {
            (true, _) => (icons::PROHIBIT, format!("Not there now: {path}")),
            (false, true) => (icons::FILES, "Not saved as a project yet".to_owned()),
            (false, false) => (icons::FOLDER, path),
        };
        let row = Row::new(project.name.as_str())
            .lead(Lead::Icon(icon))
            .second(second)
            .detail(project.when.as_str())
            .faded(project.missing)
            .keep(28.0);
        let response = ui.add(row).on_hover_text(project.path.to_string_lossy());
        let at = Rect::from_center_size(
            pos2(response.rect.max.x - 18.0, response.rect.center().y),
            vec2(22.0, 22.0),
        );
        let forget = IconButton::new(icons::X, format!("Take {} off the list", project.name));
        let forget = ui.put(at, forget.hint("Its files stay where they are.").size(22.0));
        if forget.clicked() {
            out.push(WelcomeAction::Forget(project.path.clone()));
        } else if response.clicked() {
            out.push(WelcomeAction::Open(project.path.clone()));
        }
    });
}

/// A path with `~` for home.
fn shortened(path: &std::path::Path) -> String {
    let home = etcetera::home_dir().ok();
    match home.as_deref().and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) => format!("~{}{}", std::path::MAIN_SEPARATOR, rest.display()),
        None => path.display().to_string(),
    }
}

/// While files are dragged over the window: what dropping them will do.
pub fn drop_hint(ui: &Ui, what: &str) {
    let dragged = ui.input(|input| !input.raw.hovered_files.is_empty());
    if !dragged {
        return;
    }
    let tokens = look::tokens(ui);
    let room = ui.ctx().content_rect();
    let layer = egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("drop-hint"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect_filled(room, 0, tokens.accent.gamma_multiply(0.10));
    painter.rect_stroke(room.shrink(8.0), 12, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    let galley = painter.layout_no_wrap(what.to_owned(), look::semibold(15.0), tokens.on_accent);
    let badge = Rect::from_center_size(room.center(), galley.size() + vec2(40.0, 24.0));
    painter.rect_filled(badge, metrics::RADIUS, tokens.accent);
    paint::put(&painter, badge.center(), Align2::CENTER_CENTER, galley);
}

/// Three sheets with marks on their lines, and ribbons where they share something.
fn illustration(ui: &Ui, room: Rect, tokens: &Tokens) {
    let painter = ui.painter();
    let gap = 34.0;
    let width = (room.width() - 2.0 * gap) / 3.0;
    let heights = [340.0, 400.0, 290.0];
    let sheets: Vec<Rect> = [0.0, 1.0, 2.0]
        .into_iter()
        .zip(heights)
        .map(|(at, height)| {
            let top = room.center().y - 190.0 + [22.0, 0.0, 46.0][at as usize];
            Rect::from_min_size(pos2(room.min.x + at * (width + gap), top), vec2(width, height))
        })
        .collect();
    let labels = Codebook::default().labels;
    let mark = |id: &str| {
        labels
            .iter()
            .find(|label| label.id.as_str() == id)
            .map(|label| (tokens.mark(label.color), label.kind))
    };
    // Which line of which sheet shares what with which line of the next.
    let ribbons = [(0, 3, 7, "quote"), (0, 9, 2, "person"), (1, 7, 4, "quote"), (1, 12, 9, "claim")];
    for (sheet, from, to, id) in ribbons {
        let (Some(a), Some(b), Some((mark, _))) = (sheets.get(sheet), sheets.get(sheet + 1), mark(id)) else {
            continue;
        };
        let y = |sheet: &Rect, line: i32| sheet.min.y + 76.0 + 20.0 * line as f32;
        ribbon(ui, pos2(a.max.x, y(a, from)), pos2(b.min.x, y(b, to)), mark.line.gamma_multiply(0.28));
    }
    let marks: [&[(i32, f32, f32, &str)]; 3] = [
        &[
            (1, 0.0, 0.5, "organization"),
            (3, 0.0, 1.0, "quote"),
            (4, 0.0, 0.7, "quote"),
            (6, 0.3, 0.4, "date"),
            (9, 0.0, 0.55, "person"),
        ],
        &[
            (2, 0.35, 0.5, "person"),
            (5, 0.0, 0.6, "place"),
            (7, 0.0, 1.0, "quote"),
            (8, 0.0, 0.5, "quote"),
            (12, 0.1, 0.9, "claim"),
            (13, 0.0, 0.4, "claim"),
        ],
        &[
            (1, 0.4, 0.5, "organization"),
            (4, 0.0, 0.9, "quote"),
            (6, 0.0, 0.3, "person"),
            (9, 0.0, 0.95, "claim"),
        ],
    ];
    for (sheet, marks) in sheets.iter().zip(marks) {
        painter.add(tokens.float_shadow().as_shape(*sheet, metrics::RADIUS));
        painter.rect(*sheet, metrics::RADIUS, tokens.sheet, tokens.hairline(), StrokeKind::Inside);
        let inner = sheet.shrink2(vec2(16.0, 18.0));
        let bar = |y: f32, from: f32, to: f32, height: f32, color: Color32| {
            let x = inner.x_range();
            let place =
                Rect::from_x_y_ranges(x.min + from * x.span()..=x.min + to * x.span(), y..=y + height);
            painter.rect_filled(place, 2, color);
        };
        bar(inner.min.y, 0.0, 0.35, 4.0, tokens.edge);
        bar(inner.min.y + 12.0, 0.0, 0.9, 8.0, tokens.weak);
        bar(inner.min.y + 26.0, 0.0, 0.6, 8.0, tokens.weak);
        let lines = ((inner.max.y - inner.min.y - 58.0) / 20.0) as i32;
        for line in 0..=lines {
            let y = inner.min.y + 54.0 + 20.0 * line as f32;
            let end = [1.0, 0.94, 0.98, 0.9, 1.0, 0.62][(line % 6) as usize];
            bar(y, 0.0, end, 5.0, tokens.line);
            for (_, from, to, id) in marks.iter().filter(|(at, ..)| *at == line) {
                let Some((mark, kind)) = mark(id) else { continue };
                if kind == Kind::Quote {
                    bar(y - 3.0, *from, *to, 12.0, mark.tint);
                }
                bar(y, *from, *to, 5.0, tokens.edge);
                let (a, b) = (inner.min.x + from * inner.width(), inner.min.x + to * inner.width());
                let stroke = Stroke::new(2.0, mark.line);
                if kind == Kind::Claim {
                    painter.extend(egui::Shape::dashed_line(
                        &[pos2(a, y + 9.0), pos2(b, y + 9.0)],
                        stroke,
                        6.0,
                        3.0,
                    ));
                } else {
                    painter.hline(a..=b, y + 9.0, stroke);
                }
            }
        }
    }
}

fn ribbon(ui: &Ui, from: Pos2, to: Pos2, color: Color32) {
    let half = 13.0;
    let bend = (to.x - from.x) * 0.5;
    let mut mesh = egui::Mesh::default();
    let steps = 24;
    for step in 0..=steps {
        let t = step as f32 / steps as f32;
        let curve = egui::epaint::CubicBezierShape::from_points_stroke(
            [from, from + vec2(bend, 0.0), to - vec2(bend, 0.0), to],
            false,
            Color32::TRANSPARENT,
            Stroke::NONE,
        );
        let at = curve.sample(t);
        mesh.colored_vertex(at - vec2(0.0, half), color);
        mesh.colored_vertex(at + vec2(0.0, half), color);
        if step > 0 {
            let last = 2 * step;
            mesh.add_triangle(last - 2, last - 1, last);
            mesh.add_triangle(last - 1, last, last + 1);
        }
    }
    ui.painter().add(mesh);
}

#[cfg(test)]
#[path = "welcome_tests.rs"]
mod tests;
