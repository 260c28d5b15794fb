//! Links drawn over the columns, while an annotation is selected or under the pointer; and the knob
//! from which a link is drawn.
//!
//! A line leaves its annotation in the gap under the row, runs along a margin, and so never crosses
//! words of its own column. What is out of sight is told at the edge where it would come into view.

use egui::accesskit::Role;
use egui::{Align2, CursorIcon, Id, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::link_card::starts_at;
use super::words::end_of;
use super::{PickFor, ReadState, TieAction, links_of};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, Tokens, icons, metrics, paint};
use crate::gui::pane::{PaneState, PaneStyle};
use crate::gui::read::shortened;
use crate::model::{Annotation, AnnotationId, Article, ArticleId, LinkEnd, LinkId};
use crate::session::Session;
use crate::text::{Span, TextSize};

/// How many lines are drawn at most for one annotation.
const MOST: usize = 40;
/// Height of what is told at an edge.
const STUB: f32 = 22.0;
/// Room for the knob in the margin.
const KNOB: f32 = 16.0;

/// A column as it was just painted.
pub struct Seen {
    /// Which column.
    pub column: usize,
    /// Its article.
    pub article: ArticleId,
    /// The sheet.
    pub sheet: Rect,
    /// Where its text is.
    pub text: Rect,
    /// What of the text is in view.
    pub visible: Option<Span>,
    /// How the text is set.
    pub style: PaneStyle,
    /// The place under the pointer.
    pub hovered: Option<TextSize>,
}

/// Where an annotation is on the screen.
enum Place {
    /// In a column, row by row.
    At(usize, Vec<Rect>),
    /// Out of sight in a column: so many screens further, upwards where negative.
    Away(usize, f32),
    /// Its article has no column.
    Closed,
}

/// A line to be drawn.
struct Line {
    /// The link; `None` for two that are the same.
    link: Option<LinkId>,
    /// What it is called.
    name: String,
    /// The annotation at its other end.
    other: AnnotationId,
    /// Whether it leads there, and not from there.
    outward: bool,
}

/// What is needed to find annotations on the screen.
struct Scene<'a> {
    session: &'a Session,
    seen: &'a [Seen],
    panes: Vec<&'a PaneState>,
    painter: Painter,
    tokens: &'static Tokens,
}

impl Scene<'_> {
    fn article(&self, id: &ArticleId) -> Option<&Article> {
        self.session.story().article(id).map(AsRef::as_ref)
    }

    fn rects(&self, at: usize, span: Span) -> Vec<Rect> {
        let (Some(seen), Some(pane)) = (self.seen.get(at), self.panes.get(at)) else { return Vec::new() };
        let Some(article) = self.article(&seen.article) else { return Vec::new() };
        let rects = pane.rects_of(&self.painter, article, &seen.style, span);
        let inside = |rect: &Rect| rect.bottom() <= seen.text.bottom() && rect.top() >= seen.text.top();
        rects.into_iter().filter(inside).collect()
    }

    fn place(&self, annotation: &Annotation) -> Place {
        let Some(at) = self.seen.iter().position(|seen| seen.article == annotation.article) else {
            return Place::Closed;
        };
        let rects: Vec<Rect> = annotation.spans.iter().flat_map(|span| self.rects(at, *span)).collect();
        if !rects.is_empty() {
            return Place::At(at, rects);
        }
        let visible = self.seen.get(at).and_then(|seen| seen.visible);
        let Some(visible) = visible else { return Place::Away(at, 1.0) };
        let screen = f64::from(visible.len().to_u32()).max(1.0);
        let bytes = |from: TextSize, to: TextSize| f64::from(to.saturating_sub(from).to_u32());
        let away = if annotation.start() >= visible.end() {
            bytes(visible.end(), annotation.start()) / screen
        } else {
            -(bytes(annotation.end(), visible.start()) / screen).max(f64::MIN_POSITIVE)
        };
        Place::Away(at, away as f32)
    }
}

/// “2 screens down”.
fn distance(screens: f32) -> String {
    let (count, way) = (screens.abs().round(), if screens < 0.0 { "up" } else { "down" });
    if count < 1.0 {
        return format!("a little {}", if screens < 0.0 { "above" } else { "below" });
    }
    format!("{count} screen{} {way}", if count == 1.0 { "" } else { "s" })
}

/// The annotation under the pointer, the smallest where several are.
fn under_pointer<'a>(session: &'a Session, seen: &[Seen], state: &ReadState) -> Option<&'a Annotation> {
    let (column, at) = seen.iter().find_map(|seen| Some((seen, seen.hovered?)))?;
    let article = session.story().article(&column.article)?;
    let span = Span::new(at, crate::text::grapheme_after(&article.text, at))?;
    let here = session.review().overlapping(&article.id, span).into_iter();
    let shown = here.filter(|annotation| !state.visibility.hides(session.codebook(), annotation));
    shown.min_by_key(|annotation| annotation.spans.iter().map(|span| span.len().to_u32()).sum::<u32>())
}

/// Draws the lines of the selected annotation and of that under the pointer.
pub fn show(ui: &Ui, desk: Rect, seen: &[Seen], session: &Session, state: &ReadState, out: &mut Vec<Action>) {
    let hovered = under_pointer(session, seen, state);
    let id = hovered.map(|annotation| &annotation.id);
    if state.ties.hovered.as_ref() != id {
        out.push(TieAction::Hover(id.cloned()).into());
    }
    let scene = Scene {
        session,
        seen,
        panes: seen.iter().filter_map(|seen| Some(&state.columns.get(seen.column)?.pane)).collect(),
        painter: ui.painter().with_clip_rect(desk.intersect(ui.clip_rect())),
        tokens: look::tokens(ui),
    };
    let selected = state.selected.as_ref().and_then(|id| session.review().annotation(id));
    for annotation in [hovered, selected].into_iter().flatten() {
        pieces(&scene, annotation);
    }
    let hovered = hovered.filter(|hovered| selected.is_none_or(|selected| selected.id != hovered.id));
    if let Some(hovered) = hovered {
        lines(ui, &scene, hovered, state, false, out);
    }
    if let Some(selected) = selected {
        lines(ui, &scene, selected, state, true, out);
        if session.read_only().is_none() && !state.ties.is_asking() {
            knob(ui, &scene, selected, hovered, out);
        }
    }
    offer(ui, &scene, state, out);
}

/// A quiet line that joins the pieces of an annotation: under the words between two of them, and
/// down the margin where there are many.
fn pieces(scene: &Scene<'_>, annotation: &Annotation) {
    let Some(at) = scene.seen.iter().position(|seen| seen.article == annotation.article) else { return };
    let Some(seen) = scene.seen.get(at) else { return };
    let color = scene.session.codebook().label(&annotation.label);
    let color = color.map_or(scene.tokens.weak, |label| scene.tokens.mark_color(label.color));
    let stroke = Stroke::new(1.0, color);
    let dotted = |from: Pos2, to: Pos2| {
        scene.painter.extend(Shape::dashed_line(&[from, to], stroke, 1.5, 2.5));
    };
    for pair in annotation.spans.windows(2) {
        let [first, second] = pair else { continue };
        let (before, after) = (scene.rects(at, *first), scene.rects(at, *second));
        let y = |rect: &Rect| rect.bottom() - 2.0;
        match (before.last(), after.first()) {
            (Some(a), Some(b)) if (a.top() - b.top()).abs() < 1.0 => {
                dotted(pos2(a.right(), y(a)), pos2(b.left(), y(b)));
            }
            (a, b) => {
                let margin = seen.text.left() + seen.style.margin * 0.7;
                let end = seen.text.right() - seen.style.margin;
                let top = a.map_or(seen.text.top(), y);
                let bottom = b.map_or(seen.text.bottom(), y);
                if let Some(a) = a {
                    dotted(pos2(a.right(), y(a)), pos2(end, y(a)));
                    dotted(pos2(margin, y(a)), pos2(seen.text.left() + seen.style.margin - 2.0, y(a)));
                }
                if let Some(b) = b {
                    dotted(pos2(margin, y(b)), pos2(b.left(), y(b)));
                }
                if a.is_some() || b.is_some() {
                    dotted(pos2(margin, top), pos2(margin, bottom));
                }
            }
        }
    }
}

/// The lines from an annotation: its links, and the nearest in each other column that is the same.
fn lines_of(scene: &Scene<'_>, annotation: &Annotation) -> Vec<Line> {
    let session = scene.session;
    let mut out = Vec::new();
    for link in links_of(session.review(), &annotation.id).into_iter().take(MOST) {
        let outward = starts_at(session, annotation, &link.from);
        let other = if outward { &link.to } else { &link.from };
        let Some(other) = shown_for(scene, annotation, other) else { continue };
        if other == annotation.id {
            continue;
        }
        let name = session.codebook().link(&link.kind).map_or(link.kind.as_str(), |kind| &kind.name);
        out.push(Line { link: Some(link.id.clone()), name: name.to_owned(), other, outward });
    }
    if let Some(cluster) = session.review().cluster_of(&annotation.id) {
        let end = LinkEnd::Cluster(cluster.id.clone());
        for seen in scene.seen.iter().filter(|seen| seen.article != annotation.article) {
            if let Some(other) = nearest_in(scene, &end, seen) {
                out.push(Line { link: None, name: "the same".to_owned(), other, outward: true });
            }
        }
    }
    out
}

/// Of an end of a link, the annotation to which a line leads: of several that are the same, one in
/// the same article, else one that is in view, else the first.
fn shown_for(scene: &Scene<'_>, annotation: &Annotation, end: &LinkEnd) -> Option<AnnotationId> {
    let LinkEnd::Cluster(id) = end else {
        return end_of(scene.session, end, None)?.shown;
    };
    let own = scene.seen.iter().find(|seen| seen.article == annotation.article);
    let others = scene.seen.iter().filter(|seen| seen.article != annotation.article);
    own.into_iter()
        .chain(others)
        .find_map(|seen| nearest_in(scene, end, seen))
        .or_else(|| scene.session.review().cluster(id)?.members.first().cloned())
}

/// The member of a cluster in a column that is nearest to the middle of what is in view.
fn nearest_in(scene: &Scene<'_>, end: &LinkEnd, seen: &Seen) -> Option<AnnotationId> {
    let LinkEnd::Cluster(id) = end else { return None };
    let review = scene.session.review();
    let middle = seen.visible.map_or(0, |v| v.start().to_u32() / 2 + v.end().to_u32() / 2);
    let here = review.cluster(id)?.members.iter().filter_map(|id| review.annotation(id));
    here.filter(|member| member.article == seen.article)
        .min_by_key(|member| member.start().to_u32().abs_diff(middle))
        .map(|member| member.id.clone())
}

/// What is told at an edge of a column: the lines that lead out of sight there.
struct Stub {
    column: usize,
    up: bool,
    names: Vec<String>,
    nearest: f32,
    other: AnnotationId,
    closed: Option<String>,
    strong: bool,
}

fn lines(
    ui: &Ui,
    scene: &Scene<'_>,
    annotation: &Annotation,
    state: &ReadState,
    strong: bool,
    out: &mut Vec<Action>,
) {
    let Place::At(column, rows) = scene.place(annotation) else { return };
    let mut stubs: Vec<Stub> = Vec::new();
    for (number, line) in lines_of(scene, annotation).into_iter().enumerate() {
        let Some(other) = scene.session.review().annotation(&line.other) else { continue };
        let chosen = line.link.is_some() && line.link == state.ties.link;
        let color =
            if chosen || (strong && line.link.is_some()) { scene.tokens.accent } else { scene.tokens.weak };
        let stroke = Stroke::new(if chosen { 2.0 } else { 1.25 }, color);
        let shift = (number % 4) as f32 * 3.0;
        match scene.place(other) {
            Place::At(to, rects) => {
                let path = route(scene, (column, &rows), (to, &rects), shift);
                draw(scene, &path, stroke, &line);
                if line.link.is_some() {
                    label(ui, scene, &path, &line, annotation, chosen, out);
                }
            }
            Place::Away(to, screens) => gather(&mut stubs, to, screens, &line, None, strong),
            Place::Closed => {
                let name = scene.article(&other.article).map(|article| article.short_name().to_owned());
                gather(&mut stubs, column, f32::INFINITY, &line, name, strong);
            }
        }
    }
    for (number, stub) in stubs.iter().enumerate() {
        stub_button(ui, scene, stub, number, out);
    }
}

fn gather(
    stubs: &mut Vec<Stub>,
    column: usize,
    screens: f32,
    line: &Line,
    closed: Option<String>,
    strong: bool,
) {
    let up = screens < 0.0;
    let known = stubs.iter_mut().find(|s| s.column == column && s.up == up && s.closed == closed);
    match known {
        Some(stub) => {
            if !stub.names.contains(&line.name) {
                stub.names.push(line.name.clone());
            }
            if screens.abs() < stub.nearest.abs() {
                (stub.nearest, stub.other) = (screens, line.other.clone());
            }
        }
        None => stubs.push(Stub {
            column,
            up,
            names: vec![line.name.clone()],
            nearest: screens,
            other: line.other.clone(),
            closed,
            strong,
        }),
    }
}

/// What a stub says, to be clicked.
fn stub_button(ui: &Ui, scene: &Scene<'_>, stub: &Stub, number: usize, out: &mut Vec<Action>) {
    let Some(seen) = scene.seen.get(stub.column) else { return };
    let names = stub.names.join(", ");
    let words = match &stub.closed {
        Some(article) => format!("{names}: {article}, not open"),
        None => format!("{names}: {}", distance(stub.nearest)),
    };
    let icon = match (&stub.closed, stub.up) {
        (Some(_), _) => icons::COLUMNS_PLUS_RIGHT,
        (None, true) => icons::ARROW_UP,
        (None, false) => icons::ARROW_DOWN,
    };
    let lift = if stub.closed.is_some() { STUB + 4.0 } else { 0.0 };
    let y = if stub.up { seen.text.top() + 4.0 } else { seen.text.bottom() - STUB - 6.0 - lift };
    let at = pos2(seen.text.left() + 6.0, y);
    let id = Id::unique("tie out of sight").with((stub.column, stub.up, number, stub.strong));
    let color = if stub.strong { scene.tokens.accent } else { scene.tokens.weak };
    if pill(ui, scene, id, at, seen.text.width() - 12.0, (icon, color), &words).clicked() {
        out.push(match &stub.closed {
            Some(_) => Action::Show(stub.other.clone()),
            None => TieAction::Reveal(stub.other.clone()).into(),
        });
    }
}

/// A small button over the text's edge.
fn pill(
    ui: &Ui,
    scene: &Scene<'_>,
    id: Id,
    at: Pos2,
    width: f32,
    (icon, color): (char, egui::Color32),
    words: &str,
) -> egui::Response {
    let tokens = scene.tokens;
    let galley = paint::line(&scene.painter, words, look::sans(metrics::SMALL), tokens.ink, width - 34.0);
    let rect = Rect::from_min_size(at, vec2((galley.size().x + 34.0).ceil(), STUB));
    // Drags too, or the text under it would take the press.
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let fill = if response.hovered() { tokens.hover } else { tokens.raised };
    scene.painter.rect(rect, 11, fill, Stroke::new(1.0, tokens.edge), egui::StrokeKind::Inside);
    paint::icon(&scene.painter, pos2(rect.left() + 14.0, rect.center().y), icon, 12.0, color);
    paint::put(&scene.painter, pos2(rect.left() + 24.0, rect.center().y), Align2::LEFT_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring(&scene.painter, rect, 11, tokens);
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    response
}

/// The corners of a line from one annotation to another.
fn route(scene: &Scene<'_>, from: (usize, &[Rect]), to: (usize, &[Rect]), shift: f32) -> Vec<Pos2> {
    let low = |rect: &Rect| rect.bottom() - 1.0;
    let (Some(a), Some(b)) = (scene.seen.get(from.0), scene.seen.get(to.0)) else { return Vec::new() };
    if from.0 == to.0 {
        let (Some(first), Some(second)) = (from.1.first(), to.1.first()) else { return Vec::new() };
        let margin = a.text.left() + (a.style.margin * 0.62 - shift).max(4.0);
        return vec![
            pos2(first.left(), low(first)),
            pos2(margin, low(first)),
            pos2(margin, low(second)),
            pos2(second.left(), low(second)),
        ];
    }
    let rightwards = a.sheet.center().x < b.sheet.center().x;
    // The rows nearest to each other.
    let nearest = |rows: &[Rect], y: f32| {
        rows.iter().copied().min_by(|p, q| (p.center().y - y).abs().total_cmp(&(q.center().y - y).abs()))
    };
    let y = to.1.first().map_or(0.0, Rect::bottom);
    let (Some(first), Some(second)) = (nearest(from.1, y), nearest(to.1, y)) else { return Vec::new() };
    let (out, side) = if rightwards {
        (first.right(), a.sheet.right() + 2.0)
    } else {
        (first.left(), a.sheet.left() - 2.0)
    };
    let (into, other) = if rightwards {
        (second.left(), b.sheet.left() - 2.0)
    } else {
        (second.right(), b.sheet.right() + 2.0)
    };
    let lane = if rightwards { shift } else { -shift };
    let (start, end) = (pos2(out, low(&first)), pos2(into, low(&second)));
    let (near, far) = (side + lane, other + lane);
    if from.0.abs_diff(to.0) == 1 {
        return vec![start, pos2(near, start.y), pos2(far, end.y), end];
    }
    // Over the columns between, not through their words.
    let top = a.sheet.top() - 6.0 + shift * 0.5;
    vec![start, pos2(near, start.y), pos2(near, top), pos2(far, top), pos2(far, end.y), end]
}

/// Draws a line with round corners, an arrow head where it leads, and dots where two are the same.
fn draw(scene: &Scene<'_>, path: &[Pos2], stroke: Stroke, line: &Line) {
    let points = rounded(path, 5.0);
    if line.link.is_none() {
        scene.painter.extend(Shape::dashed_line(&points, stroke, 2.0, 3.0));
        return;
    }
    scene.painter.add(Shape::line(points, stroke));
    let (tip, before) = match (path, line.outward) {
        ([.., before, tip], true) | ([tip, before, ..], false) => (*tip, *before),
        _ => return,
    };
    let way = (tip - before).normalized();
    let side = vec2(-way.y, way.x);
    let back = tip - way * 6.0;
    let head = vec![tip, back + side * 3.5, back - side * 3.5];
    scene.painter.add(Shape::convex_polygon(head, stroke.color, Stroke::NONE));
}

fn rounded(path: &[Pos2], radius: f32) -> Vec<Pos2> {
    let mut out = Vec::with_capacity(path.len() * 5);
    for (at, corner) in path.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| path.get(before));
        let (Some(before), Some(after)) = (before, path.get(at + 1)) else {
            out.push(*corner);
            continue;
        };
        let (to, on) = (*before - *corner, *after - *corner);
        let radius = radius.min(to.length() / 2.0).min(on.length() / 2.0);
        let (start, end) = (*corner + to.normalized() * radius, *corner + on.normalized() * radius);
        for step in 0..=4 {
            let t = step as f32 / 4.0;
            let (a, b) = (start.lerp(*corner, t), corner.lerp(end, t));
            out.push(a.lerp(b, t));
        }
    }
    out
}

/// What a line is called, along its middle stretch: in the margin along the line, between columns on
/// a ground of its own. A click selects the link.
fn label(
    ui: &Ui,
    scene: &Scene<'_>,
    path: &[Pos2],
    line: &Line,
    annotation: &Annotation,
    chosen: bool,
    out: &mut Vec<Action>,
) {
    // Between two columns, or over those between; in the margin where both ends are in one.
    let at = if path.len() > 4 { 2 } else { 1 };
    let (Some(b), Some(c)) = (path.get(at), path.get(at + 1)) else { return };
    let tokens = scene.tokens;
    let color = if chosen { tokens.accent } else { tokens.weak };
    let galley = scene.painter.layout_no_wrap(line.name.clone(), look::medium(metrics::CAPS), color);
    let size = galley.size();
    let middle = b.lerp(*c, 0.5);
    let upright = (b.x - c.x).abs() < 1.0;
    let rect = if upright {
        Rect::from_center_size(middle, vec2(size.y, size.x + 8.0))
    } else {
        Rect::from_center_size(middle, vec2(size.x + 12.0, size.y + 4.0))
    };
    // No words over a stretch that is too short for them: the inspector has them.
    if upright && (b.y - c.y).abs() < size.x + 14.0 {
        return;
    }
    let id = Id::unique("link line").with((annotation.id.as_str(), line.link.as_ref().map(LinkId::as_str)));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let ground = if response.hovered() { tokens.hover } else { tokens.sheet };
    if upright {
        scene.painter.rect_filled(rect, 2, ground);
        let origin = pos2(middle.x - size.y / 2.0, middle.y + size.x / 2.0);
        let shape =
            egui::epaint::TextShape::new(origin, galley, color).with_angle(-std::f32::consts::FRAC_PI_2);
        scene.painter.add(shape);
    } else {
        scene.painter.rect(rect, 4, ground, Stroke::new(1.0, tokens.edge), egui::StrokeKind::Inside);
        paint::put(&scene.painter, rect.center(), Align2::CENTER_CENTER, galley);
    }
    if response.has_focus() {
        paint::focus_ring(&scene.painter, rect, 4, tokens);
    }
    let name = format!("Link drawn: {}", line.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    if response.clicked() {
        out.push(Action::Select(Some(annotation.id.clone())));
        out.push(TieAction::SelectLink(line.link.clone()).into());
    }
}

/// The knob beside the selected annotation: drawn onto another mark it links the two, a click asks
/// with what.
fn knob(
    ui: &Ui,
    scene: &Scene<'_>,
    annotation: &Annotation,
    hovered: Option<&Annotation>,
    out: &mut Vec<Action>,
) {
    let Place::At(at, rows) = scene.place(annotation) else { return };
    let (Some(seen), Some(row)) = (scene.seen.get(at), rows.first()) else { return };
    let tokens = scene.tokens;
    let center = pos2(seen.text.left() + (seen.style.margin * 0.42).max(8.0), row.center().y);
    let rect = Rect::from_center_size(center, vec2(KNOB, KNOB));
    let id = Id::unique("link knob");
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Link the selected annotation"));
    let live = response.hovered() || response.dragged() || response.has_focus();
    let (fill, ink) =
        if live { (tokens.accent, tokens.on_accent) } else { (tokens.accent_ground, tokens.accent) };
    scene.painter.circle(center, KNOB / 2.0, fill, Stroke::new(1.0, tokens.accent));
    paint::icon(&scene.painter, center, icons::LINK, 11.0, ink);
    if response.hovered() && !response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::Grab);
    }
    if response.clicked() {
        out.push(TieAction::Pick(annotation.id.clone(), PickFor::Link).into());
    }
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let target = hovered.filter(|hovered| hovered.id != annotation.id);
    if response.drag_stopped()
        && let Some(target) = target
    {
        out.push(TieAction::Drawn(annotation.id.clone(), target.id.clone()).into());
    }
    if response.dragged()
        && let Some(pointer) = pointer
    {
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        let bend = vec2(0.0, (pointer.y - center.y) * 0.5);
        let curve = egui::epaint::CubicBezierShape::from_points_stroke(
            [center, center + bend, pointer - bend, pointer],
            false,
            egui::Color32::TRANSPARENT,
            Stroke::new(2.0, tokens.accent),
        );
        scene.painter.add(curve);
        if let Some(Place::At(_, rows)) = target.map(|target| scene.place(target)) {
            for row in rows {
                let row = row.shrink2(vec2(0.0, 1.0)).expand2(vec2(2.0, 0.0));
                let stroke = Stroke::new(1.5, tokens.accent);
                scene.painter.rect_stroke(row, 3, stroke, egui::StrokeKind::Inside);
            }
        }
    }
    if !response.dragged() {
        let key = Command::LinkTo.shortcut_text(ui.ctx());
        response.on_hover_text(format!("Draw to another mark to link the two, or click  ({key})"));
    }
}

/// What is offered for what was tagged last, at the foot of its column.
fn offer(ui: &Ui, scene: &Scene<'_>, state: &ReadState, out: &mut Vec<Action>) {
    let Some(offer) = &state.ties.offer else { return };
    let article = scene.session.review().annotation(&offer.of).map(|annotation| &annotation.article);
    let Some(seen) = scene.seen.iter().find(|seen| Some(&seen.article) == article) else { return };
    let key = Command::TakeOffer.shortcut_text(ui.ctx());
    let words = format!("The same as “{}”?  Press {key}", shortened(&offer.name, 32));
    let at = pos2(seen.text.left() + 6.0, seen.text.bottom() - STUB - 6.0);
    let look = (icons::EQUALS, scene.tokens.accent);
    if pill(ui, scene, Id::unique("offer"), at, seen.text.width() - 12.0, look, &words).clicked() {
        out.push(TieAction::TakeOffer.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_told_as_people_say_them() {
        assert_eq!(distance(2.2), "2 screens down");
        assert_eq!(distance(-1.1), "1 screen up");
        assert_eq!(distance(0.2), "a little below");
        assert_eq!(distance(-0.01), "a little above");
    }

    #[test]
    fn corners_are_round_and_the_ends_stay() {
        let path = [pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 10.0)];
        let points = rounded(&path, 4.0);
        assert_eq!((points.first(), points.last()), (path.first(), path.last()));
        assert!(!points.contains(&pos2(10.0, 0.0)));
    }
}
