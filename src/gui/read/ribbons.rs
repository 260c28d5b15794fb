//! Ribbons: what neighbouring columns share, joined across the gutter between them.
//!
//! Only passages of which a row is in sight are looked at, and their rows are measured on text that
//! is laid out anyway. A passage whose other end is out of sight is a stub with an arrow that says
//! where the end is: above, below, or in a column further off.

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Id, Pos2, Rangef, Rect, Role, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::shared::{SharedState, kind_color, kind_name, side};
use crate::gui::action::Action;
use crate::gui::look::Tokens;
use crate::gui::pane::Anchor;
use crate::insight::passages::{PassageKind, StoryPassage};
use crate::model::Article;
use crate::session::findings::Shared;
use crate::text::Span;

/// Room that a stub takes beside a sheet, in points.
const STUB: f32 = 12.0;
/// Steps in which a ribbon's curve is drawn.
const STEPS: usize = 18;

/// A column as ribbons see it.
pub(super) struct Side<'a> {
    /// Its article, and the index by which findings name it.
    pub(super) article: &'a Article,
    pub(super) index: usize,
    /// Its sheet.
    pub(super) sheet: Rect,
    /// What of its text is in sight.
    pub(super) visible: Option<Span>,
    /// The passages in sight.
    pub(super) anchors: Vec<Anchor>,
    /// The tie under the pointer.
    pub(super) under: Option<usize>,
}

/// The passages of a column's article that could be drawn beside it: all with other columns' articles,
/// of those that overlap `span`. `columns` are the articles of the columns, by index.
pub(super) fn wanted(shared: &Shared, columns: &[usize], at: usize, span: Span) -> Vec<(usize, Span)> {
    let Some(own) = columns.get(at) else { return Vec::new() };
    let mut out = Vec::new();
    for (other, article) in columns.iter().enumerate().filter(|(_, article)| *article != own) {
        let far = other.abs_diff(at) > 1;
        for (key, found) in shared.between(*own, *article) {
            let Some(here) = side(found, *own).filter(|here| here.overlaps(span)) else { continue };
            if shared.tie_of(key).is_some_and(|tie| !far || !is_between(shared, tie, columns, at, other)) {
                out.push((key, here));
            }
        }
    }
    out
}

/// Whether a column between two others has a member of the tie: then it joins them.
fn is_between(shared: &Shared, tie: usize, columns: &[usize], at: usize, other: usize) -> bool {
    let inner = columns.get(at.min(other) + 1..at.max(other)).unwrap_or_default();
    let members = shared.ties().get(tie).map(|tie| tie.members.as_slice()).unwrap_or_default();
    members.iter().any(|(article, _)| inner.contains(article))
}

/// Where the end of a stub is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    Left,
    Right,
}

enum Form {
    /// From rows at the left edge of the gutter to rows at its right edge.
    Ribbon(Rangef, Rangef),
    /// At the left or the right edge of the gutter.
    Stub { rows: Rangef, at_left: bool, way: Way },
}

/// A ribbon or stub, ready to be painted and pointed at.
struct Drawn {
    key: usize,
    tie: usize,
    kind: PassageKind,
    gutter: Rect,
    form: Form,
}

impl Drawn {
    /// The upper and lower edge at a part of the way from left to right.
    fn edges(left: Rangef, right: Rangef, part: f32) -> Rangef {
        // A cubic Bezier curve with level ends, its handles at the thirds.
        let bend = part * part * (3.0 - 2.0 * part);
        Rangef::new(egui::lerp(left.min..=right.min, bend), egui::lerp(left.max..=right.max, bend))
    }

    fn bounds(&self) -> Rect {
        match self.form {
            Form::Ribbon(left, right) => Rect::from_x_y_ranges(
                self.gutter.x_range(),
                Rangef::new(left.min.min(right.min), left.max.max(right.max)),
            ),
            Form::Stub { rows, at_left, .. } => {
                let width = STUB.min(self.gutter.width());
                let x = if at_left {
                    Rangef::new(self.gutter.left(), self.gutter.left() + width)
                } else {
                    Rangef::new(self.gutter.right() - width, self.gutter.right())
                };
                Rect::from_x_y_ranges(x, rows)
            }
        }
    }

    fn contains(&self, point: Pos2) -> bool {
        match self.form {
            Form::Stub { .. } => self.bounds().contains(point),
            Form::Ribbon(left, right) => {
                let part = (point.x - self.gutter.left()) / self.gutter.width().max(1.0);
                (0.0..=1.0).contains(&part) && Self::edges(left, right, part).expand(1.0).contains(point.y)
            }
        }
    }
}

/// What came of showing the ribbons.
#[derive(Default)]
pub(super) struct Under {
    /// The tie under the pointer.
    pub(super) hovered: Option<usize>,
    /// What it says.
    pub(super) name: String,
}

/// Paints the ribbons between the columns.
pub(super) fn show(
    ui: &Ui,
    sides: &[Option<Side<'_>>],
    shared: &Shared,
    state: &SharedState,
    tokens: &Tokens,
    out: &mut Vec<Action>,
) -> Under {
    let mut drawn = Vec::new();
    for (at, pair) in sides.windows(2).enumerate() {
        if let [Some(left), Some(right)] = pair {
            join(shared, sides, at, left, right, &mut drawn);
        }
    }
    let lit: Vec<usize> = state.lit().collect();
    // What is lit lies on top.
    drawn.sort_by_key(|one| lit.contains(&one.tie));
    let mut shapes = Vec::new();
    for one in &drawn {
        let strength = match lit.is_empty() {
            true => 1.0,
            false if lit.contains(&one.tie) => 1.4,
            false => 0.5,
        };
        paint(one, kind_color(one.kind, tokens), strength, &mut shapes);
    }
    let clip = sides.iter().flatten().map(|side| side.sheet).reduce(Rect::union).unwrap_or(Rect::NOTHING);
    ui.painter().with_clip_rect(clip.intersect(ui.clip_rect())).extend(shapes);

    let mut seen = Under::default();
    let pointer = ui.input(|input| input.pointer.latest_pos()).filter(|_| ui.ui_contains_pointer());
    let under = pointer.and_then(|point| {
        let mut under: Vec<&Drawn> = drawn.iter().filter(|one| one.contains(point)).collect();
        under.sort_by(|a, b| a.bounds().height().total_cmp(&b.bounds().height()));
        under.first().map(|one| one.key)
    });
    for one in &drawn {
        let Some(found) = shared.passages().get(one.key) else { continue };
        let shape = matches!(one.form, Form::Ribbon(..));
        let id = Id::unique("ribbon").with((one.key, one.gutter.left() as i32, shape));
        // For those who do not point: the gutter itself takes the clicks.
        let response = ui.interact(one.bounds().intersect(clip), id, Sense::hover());
        let name = name(found, sides);
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, &name));
        if ui.input(|i| i.has_accesskit_action_request(id, egui::accesskit::Action::Click)) {
            out.push(Action::Printings(one.tie));
        }
        if under == Some(one.key) {
            seen = Under { hovered: Some(one.tie), name };
        }
    }
    seen
}

/// What a ribbon says.
fn name(found: &StoryPassage, sides: &[Option<Side<'_>>]) -> String {
    let place = |article: usize, span: Span| {
        let side = sides.iter().flatten().find(|side| side.index == article);
        side.map_or_else(String::new, |side| {
            format!("{} ¶{}", side.article.short_name(), side.article.paragraph_number(span.start()))
        })
    };
    let (a, b) = (place(found.a, found.passage.a), place(found.b, found.passage.b));
    format!("{}: {a} and {b}", kind_name(found.passage.kind))
}

/// The ribbons and stubs of the gutter after column number `at`.
fn join(
    shared: &Shared,
    sides: &[Option<Side<'_>>],
    at: usize,
    left: &Side<'_>,
    right: &Side<'_>,
    drawn: &mut Vec<Drawn>,
) {
    let gutter = Rect::from_min_max(
        pos2(left.sheet.right(), left.sheet.top()),
        pos2(right.sheet.left(), right.sheet.bottom()),
    );
    let rows_of =
        |side: &Side<'_>, key: usize| side.anchors.iter().find(|anchor| anchor.key == key).map(|a| a.rows);
    let mut push = |key: usize, kind: PassageKind, form: Form| {
        if let Some(tie) = shared.tie_of(key) {
            drawn.push(Drawn { key, tie, kind, gutter, form });
        }
    };
    for (side, other, at_left) in [(left, right, true), (right, left, false)] {
        for anchor in &side.anchors {
            let Some(found) = shared.passages().get(anchor.key) else { continue };
            let kind = found.passage.kind;
            let partner = if found.a == side.index { found.b } else { found.a };
            if partner == other.index {
                match rows_of(other, anchor.key) {
                    Some(rows) if at_left => push(anchor.key, kind, Form::Ribbon(anchor.rows, rows)),
                    Some(_) => {}
                    None => {
                        let end = super::shared::side(found, other.index);
                        let above =
                            end.zip(other.visible).is_some_and(|(end, seen)| end.start() < seen.start());
                        let way = if above { Way::Up } else { Way::Down };
                        push(anchor.key, kind, Form::Stub { rows: anchor.rows, at_left, way });
                    }
                }
                continue;
            }
            // The partner stands further off: on the side where it is.
            let column = sides.iter().position(|side| side.as_ref().is_some_and(|s| s.index == partner));
            match column {
                Some(column) if at_left && column > at + 1 => {
                    push(anchor.key, kind, Form::Stub { rows: anchor.rows, at_left, way: Way::Right });
                }
                Some(column) if !at_left && column < at => {
                    push(anchor.key, kind, Form::Stub { rows: anchor.rows, at_left, way: Way::Left });
                }
                _ => {}
            }
        }
    }
}

/// Shares of a kind's colour: in the body of a ribbon, and in its edges.
fn shares(kind: PassageKind) -> (f32, f32) {
    match kind {
        PassageKind::Verbatim => (0.26, 0.26),
        PassageKind::NearVerbatim => (0.13, 0.6),
        PassageKind::Reworded => (0.07, 0.7),
    }
}

fn paint(one: &Drawn, color: Color32, strength: f32, shapes: &mut Vec<Shape>) {
    let (body, edge) = shares(one.kind);
    let body = color.gamma_multiply((body * strength).min(0.6));
    let edge = Stroke::new(1.0, color.gamma_multiply((edge * strength).min(1.0)));
    let end = color.gamma_multiply((0.75 * strength).min(1.0));
    match one.form {
        Form::Ribbon(left, right) => {
            let mut mesh = Mesh::default();
            let (mut upper, mut lower) = (Vec::new(), Vec::new());
            for step in 0..=STEPS {
                let part = step as f32 / STEPS as f32;
                let x = egui::lerp(one.gutter.x_range(), part);
                let y = Drawn::edges(left, right, part);
                for y in [y.min, y.max] {
                    mesh.vertices.push(Vertex { pos: pos2(x, y), uv: WHITE_UV, color: body });
                }
                upper.push(pos2(x, y.min));
                lower.push(pos2(x, y.max));
                if step > 0 {
                    let base = 2 * step as u32;
                    mesh.add_triangle(base - 2, base - 1, base);
                    mesh.add_triangle(base - 1, base, base + 1);
                }
            }
            shapes.push(Shape::mesh(mesh));
            for line in [upper, lower] {
                if one.kind == PassageKind::Reworded {
                    shapes.extend(Shape::dashed_line(&line, edge, 4.0, 3.0));
                } else {
                    shapes.push(Shape::line(line, edge));
                }
            }
            foot(one.kind, one.gutter.left(), left, end, shapes);
            foot(one.kind, one.gutter.right(), right, end, shapes);
        }
        Form::Stub { rows, at_left, way } => {
            let (x, out) = if at_left { (one.gutter.left(), 1.0) } else { (one.gutter.right(), -1.0) };
            foot(one.kind, x, rows, end, shapes);
            arrow(pos2(x + out * STUB.min(one.gutter.width()) * 0.55, rows.center()), way, end, shapes);
        }
    }
}

/// The bar at a sheet's edge beside the rows of a passage: solid, thin, or dashed.
fn foot(kind: PassageKind, x: f32, rows: Rangef, color: Color32, shapes: &mut Vec<Shape>) {
    let ends = [pos2(x, rows.min + 3.0), pos2(x, rows.max - 3.0)];
    match kind {
        PassageKind::Verbatim => shapes.push(Shape::line_segment(ends, Stroke::new(3.0, color))),
        PassageKind::NearVerbatim => shapes.push(Shape::line_segment(ends, Stroke::new(1.5, color))),
        PassageKind::Reworded => {
            shapes.extend(Shape::dashed_line(&ends, Stroke::new(1.5, color), 4.0, 3.0));
        }
    }
}

/// An arrow head that points where the other end is.
fn arrow(at: Pos2, way: Way, color: Color32, shapes: &mut Vec<Shape>) {
    let (long, wide) = (4.0, 3.5);
    let ahead = match way {
        Way::Up => vec2(0.0, -1.0),
        Way::Down => vec2(0.0, 1.0),
        Way::Left => vec2(-1.0, 0.0),
        Way::Right => vec2(1.0, 0.0),
    };
    let points = vec![
        at + ahead * long,
        at - ahead * long * 0.6 + ahead.rot90() * wide,
        at - ahead * long * 0.6 - ahead.rot90() * wide,
    ];
    shapes.push(Shape::convex_polygon(points, color, Stroke::NONE));
}
