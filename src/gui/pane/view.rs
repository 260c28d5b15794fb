//! Painting a pane, and seeing what a person does in it.

use egui::{Color32, CornerRadius, Id, Painter, Pos2, Rect, Role, Sense, Stroke, Ui};
use egui::{pos2, vec2};

use super::blocks::Block;
use super::header::{Header, HeaderStyle};
use super::input::see_keys;
use super::layout::{BlockLayout, TextStyle};
use super::marks::{self, Mark, Place};
use super::pointer::{End, Handle, PointerEvent};
use super::scroll::settle;
use super::shade::{self, Anchor, Shade};
use super::{PaneEvent, PaneState};
use crate::model::{AnnotationId, Article};
use crate::text::find::Hit;
use crate::text::{self, Span, TextSize};

/// How near an end of a mark the pointer takes hold of it, outside and inside the mark, in points.
const GRASP: f32 = 6.0;
const INSIDE: f32 = 1.0;

/// Faces, sizes and colours of a pane.
#[derive(Clone, Debug, PartialEq)]
pub struct PaneStyle {
    /// How the text is set.
    pub text: TextStyle,
    /// How a headline that is part of the text is set, on lines of the same height.
    pub headline: TextStyle,
    /// How the header is set.
    pub header: HeaderStyle,
    /// The text's colour.
    pub ink: Color32,
    /// The colour of small signs.
    pub weak: Color32,
    /// Caret, selection's edge, handles.
    pub accent: Color32,
    /// The selection's ground.
    pub selection: Color32,
    /// The ground of words that differ.
    pub differs: Color32,
    /// The ground of what was found, and the line over it.
    pub found: Color32,
    /// See [`Self::found`].
    pub found_line: Color32,
    /// Space left and right of the text in points.
    pub margin: f32,
}

/// All that a pane shows.
pub struct PaneInput<'a> {
    /// Names the pane's widgets; the same in every frame.
    pub id: Id,
    /// The article.
    pub article: &'a Article,
    /// What stands above it; `None` for no header.
    pub header: Option<&'a Header>,
    /// Whether the first paragraph is the headline, and is set like one.
    pub headline: bool,
    /// Faces and colours.
    pub style: &'a PaneStyle,
    /// The marks that overlap a stretch of the text, in order.
    pub marks: &'a dyn Fn(Span) -> Vec<Mark<'a>>,
    /// What was found in it, in order, none over another.
    pub hits: &'a [Hit],
    /// The stretches that are set apart in a stretch of the text.
    pub shades: &'a dyn Fn(Span) -> Vec<Shade>,
    /// The stretches whose place on the screen is wanted, of those that overlap what is shown.
    pub anchors: &'a dyn Fn(Span) -> Vec<(usize, Span)>,
    /// The name that a screen reader says.
    pub name: &'a str,
    /// Whether text can be selected and marks reshaped.
    pub editable: bool,
}

/// What came of showing a pane.
pub struct PaneOutput {
    /// The pane's own widget.
    pub response: egui::Response,
    /// What the person did, in order.
    pub events: Vec<PaneEvent>,
    /// A mark whose button a screen reader pressed.
    pub pressed: Option<AnnotationId>,
    /// The visible part of the text; `None` where only the header is.
    pub visible: Option<Span>,
    /// Where the selection is painted, row by row.
    pub selection: Vec<Rect>,
    /// Where the marks with handles are painted, row by row.
    pub chosen: Vec<Rect>,
    /// The item of a suggestion that was pressed by a screen reader.
    pub offered: Option<usize>,
    /// The place under the pointer.
    pub hovered: Option<TextSize>,
    /// Where the stretches are that were asked for, of those in sight.
    pub anchors: Vec<Anchor>,
}

/// A block that is on the screen.
struct Shown {
    block: Block,
    layout: BlockLayout,
    origin: Pos2,
}

/// What layout needs at every turn.
pub(super) struct Setting<'a> {
    pub(super) painter: &'a Painter,
    pub(super) article: &'a Article,
    pub(super) style: &'a PaneStyle,
    header: Option<&'a Header>,
    headline: bool,
    pub(super) width: f32,
}

impl Setting<'_> {
    pub(super) fn words(&self, block: Block) -> &str {
        block.span.slice(&self.article.text).unwrap_or_default()
    }

    pub(super) fn lay_out(&self, block: Block) -> BlockLayout {
        let headline =
            self.headline && self.article.paragraphs.first().is_some_and(|p| p.span.covers(block.span));
        let style = if headline { &self.style.headline } else { &self.style.text };
        BlockLayout::new(self.painter, self.words(block), style, self.width)
    }

    /// Height of an item with the space that follows it.
    pub(super) fn height(&self, item: usize, blocks: &[Block]) -> f32 {
        match item.checked_sub(1) {
            None => self.header.map_or(16.0, |h| h.height(self.painter, &self.style.header, self.width)),
            Some(i) => blocks.get(i).map_or(0.0, |block| {
                self.lay_out(*block).rows() as f32 * self.style.text.line + self.gap(*block)
            }),
        }
    }

    fn gap(&self, block: Block) -> f32 {
        if block.ends_paragraph { self.style.text.gap } else { 0.0 }
    }

    fn place<'a>(&'a self, shown: &'a Shown) -> Place<'a> {
        Place {
            text: self.words(shown.block),
            span: shown.block.span,
            layout: &shown.layout,
            origin: shown.origin,
            line: self.style.text.line,
        }
    }
}

fn setting<'a>(painter: &'a Painter, rect: Rect, input: &'a PaneInput<'_>) -> Setting<'a> {
    Setting {
        painter,
        article: input.article,
        style: input.style,
        header: input.header,
        headline: input.headline,
        width: (rect.width() - 2.0 * input.style.margin).floor().max(40.0),
    }
}

/// Brings the text to where [`show`] will paint it, and says which place then is at the height where
/// columns are brought level. Shown after this, the pane stands where it would have stood.
pub fn settle_at(ui: &Ui, rect: Rect, input: &PaneInput<'_>, state: &mut PaneState) -> f64 {
    state.layout.update(input.article);
    let setting = setting(ui.painter(), rect, input);
    settle(&setting, rect, state);
    super::scroll::eye(&setting, &state.layout.blocks, state.top, rect.height())
}

/// Shows a pane in `rect`. Changes of the state are those that follow from the size alone, so that
/// showing it twice is showing it once.
pub fn show(ui: &mut Ui, rect: Rect, input: &PaneInput<'_>, state: &mut PaneState) -> PaneOutput {
    state.layout.update(input.article);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let setting = setting(&painter, rect, input);
    settle(&setting, rect, state);
    let shown = lay_out_visible(&setting, rect, state);
    let visible = visible_span(&shown, input.article, rect, input.style.text.line);
    if state.layout.seen_at != Some(state.top) {
        state.layout.top_byte = visible.map(Span::start);
        state.layout.seen_at = Some(state.top);
    }
    state.on_screen = shown.iter().map(|shown| (shown.block, shown.origin)).collect();

    let sense = if input.editable { Sense::click_and_drag() } else { Sense::click() };
    let response = ui.interact(rect, input.id.with("text"), sense);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Document, true, input.name));
    let Painted { selection, chosen, pressed, offered } = paint(ui, &setting, rect, input, state, &shown);
    let anchors = anchors(&setting, rect, input, &shown);
    let mut output = PaneOutput {
        response,
        events: Vec::new(),
        pressed,
        offered,
        visible,
        selection,
        chosen,
        hovered: None,
        anchors,
    };
    see_pointer(ui, &setting, rect, input, state, &shown, &mut output);
    see_keys(ui, &setting, rect, state, &mut output);
    output
}

fn lay_out_visible(setting: &Setting<'_>, rect: Rect, state: &PaneState) -> Vec<Shown> {
    let left = rect.left() + setting.style.margin;
    let mut y = (rect.top() - state.top.into).round();
    let mut item = state.top.item;
    if item == 0 {
        if let Some(header) = setting.header {
            header.paint(setting.painter, &setting.style.header, pos2(left, y), setting.width);
        }
        y += setting.height(0, &state.layout.blocks);
        item = 1;
    }
    let mut out = Vec::new();
    while y < rect.bottom() {
        let Some(block) = state.layout.blocks.get(item - 1) else { break };
        let layout = setting.lay_out(*block);
        let height = layout.rows() as f32 * setting.style.text.line;
        out.push(Shown { block: *block, layout, origin: pos2(left, y) });
        y += height + setting.gap(*block);
        item += 1;
    }
    out
}

/// From the first row that is fully in view to the last one that begins in it.
fn visible_span(shown: &[Shown], article: &Article, rect: Rect, line: f32) -> Option<Span> {
    let start = shown.iter().find_map(|shown| {
        let words = shown.block.span.slice(&article.text)?;
        let row = ((rect.top() - shown.origin.y) / line).ceil().max(0.0);
        let at = shown.layout.hit(words, vec2(0.0, (row + 0.5) * line), line);
        (row < shown.layout.rows() as f32).then(|| shown.block.span.start() + TextSize::from_usize(at))
    })?;
    let last = shown.last()?;
    let words = last.block.span.slice(&article.text)?;
    let at = last.layout.hit(words, vec2(f32::INFINITY, rect.bottom() - last.origin.y - 1.0), line);
    Span::new(start, last.block.span.start() + TextSize::from_usize(at)).or(Some(last.block.span))
}

/// What painting found out.
#[derive(Default)]
struct Painted {
    selection: Vec<Rect>,
    chosen: Vec<Rect>,
    pressed: Option<AnnotationId>,
    offered: Option<usize>,
}

fn paint(
    ui: &Ui,
    setting: &Setting<'_>,
    rect: Rect,
    input: &PaneInput<'_>,
    state: &PaneState,
    shown: &[Shown],
) -> Painted {
    let style = input.style;
    let painter = setting.painter;
    let selected = state.selection.and_then(super::Selection::span);
    let mut painted = Painted::default();
    let reshaped = state.pointer.reshaping();
    for (number, item) in shown.iter().enumerate() {
        let place = setting.place(item);
        let mut marks = (input.marks)(item.block.span);
        let mut changed: Vec<Span> = Vec::new();
        if let Some((id, piece, to)) = reshaped
            && let Some(mark) = marks.iter().find(|mark| mark.id == id)
        {
            changed = mark.spans.to_vec();
            if let Some(span) = changed.get_mut(piece) {
                *span = to;
            }
        }
        if !changed.is_empty() {
            for mark in &mut marks {
                if reshaped.is_some_and(|(id, ..)| id == mark.id) {
                    mark.spans = &changed;
                }
            }
        }
        let shades = (input.shades)(item.block.span);
        shade::paint_grounds(painter, &place, &shades);
        marks::paint_tints(painter, &place, &marks);
        paint_hits(painter, &place, input.hits, style);
        super::outline::paint(painter, &place, &state.outlines, style.differs);
        for row in state.spotlight.iter().flat_map(|span| place.rects(*span)) {
            let row = row.shrink2(vec2(0.0, 1.0)).expand2(vec2(2.0, 0.0));
            painter.rect_stroke(row, 3, Stroke::new(1.5, style.accent), egui::StrokeKind::Inside);
        }
        if let Some(span) = selected {
            for row in place.rects(span) {
                let row = row.shrink2(vec2(0.0, 1.0)).expand2(vec2(1.0, 0.0));
                painter.rect_filled(row, CornerRadius::same(3), style.selection);
                painter.rect_stroke(
                    row,
                    CornerRadius::same(3),
                    Stroke::new(1.0, style.accent),
                    egui::StrokeKind::Inside,
                );
                painted.selection.push(row);
            }
        }
        item.layout.paint(painter, item.origin, style.ink);
        shade::paint_veils(painter, &place, &shades);
        let lanes = marks::lanes(&marks);
        marks::paint_lines(painter, &place, &marks, &lanes, style.weak);
        let offered = super::outline::expose(ui, input, &place, rect, &state.outlines);
        painted.offered = painted.offered.or(offered);
        for mark in &marks {
            if mark.handles {
                paint_handles(painter, &place, mark, style.accent);
                painted.chosen.extend(mark.spans.iter().flat_map(|span| place.rects(*span)));
            }
            if expose(ui, input, number, &place, rect, mark) {
                painted.pressed = Some(mark.id.clone());
            }
        }
    }
    if selected.is_none()
        && let Some(caret) = state.selection
        && ui.memory(|m| m.has_focus(input.id.with("text")))
        && let Some(bar) = caret_rect(setting, shown, caret.head)
    {
        painter.rect_filled(bar, CornerRadius::ZERO, style.accent);
    }
    painted
}

/// Where the stretches are that the caller wants to know of. They are measured on what is laid out
/// anyway.
fn anchors(setting: &Setting<'_>, rect: Rect, input: &PaneInput<'_>, shown: &[Shown]) -> Vec<Anchor> {
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return Vec::new() };
    let mut out = Vec::new();
    for (key, span) in (input.anchors)(first.block.span.hull(last.block.span)) {
        let inside = shown.iter().filter(|shown| shown.block.span.overlaps(span));
        let rows = inside.flat_map(|shown| setting.place(shown).rects(span));
        let seen = rows.map(|row| row.intersect(rect)).filter(|row| row.height() > 2.0);
        if let Some(hull) = seen.reduce(Rect::union) {
            out.push(Anchor { key, rows: hull.y_range() });
        }
    }
    out
}

/// Paints what was found in a block: a ground and a line over it, so that it is not told by colour
/// alone.
fn paint_hits(painter: &Painter, place: &Place<'_>, hits: &[Hit], style: &PaneStyle) {
    let first = hits.partition_point(|hit| hit.span.end() <= place.span.start());
    let here = hits.iter().skip(first).take_while(|hit| hit.span.start() < place.span.end());
    for row in here.flat_map(|hit| place.rects(hit.span)) {
        let row = row.shrink2(vec2(0.0, 2.0)).expand2(vec2(1.0, 0.0));
        painter.rect_filled(row, CornerRadius::same(2), style.found);
        painter.hline(row.x_range(), row.top() + 0.5, Stroke::new(1.0, style.found_line));
    }
}

/// Shows a mark to screen readers as a button; gives whether one pressed it.
fn expose(
    ui: &Ui,
    input: &PaneInput<'_>,
    number: usize,
    place: &Place<'_>,
    pane: Rect,
    mark: &Mark<'_>,
) -> bool {
    let Some(first) = mark.spans.iter().copied().find(|span| place.span.contains(span.start())) else {
        return false;
    };
    let Some(rect) = place.rects(first).first().map(|rect| rect.intersect(pane)) else { return false };
    if !rect.is_positive() {
        return false;
    }
    let id = input.id.with((mark.id.as_str(), number));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| {
        let words = mark.spans.iter().filter_map(|span| span.slice(&input.article.text)).collect::<Vec<_>>();
        egui::WidgetInfo::labeled(Role::Button, true, format!("{}: “{}”", mark.label, words.join(" … ")))
    });
    ui.input(|i| i.has_accesskit_action_request(id, egui::accesskit::Action::Click))
}

fn paint_handles(painter: &Painter, place: &Place<'_>, mark: &Mark<'_>, accent: Color32) {
    for span in mark.spans {
        for (at, right) in [(span.start(), false), (span.end(), true)] {
            let here = if right {
                place.span.touches(at) && at > place.span.start()
            } else {
                place.span.contains(at)
            };
            if here && let Some(rect) = end_rect(place, at, right) {
                let x = rect.center().x;
                painter.vline(x, rect.y_range().shrink(2.0), Stroke::new(2.0, accent));
                let knob = pos2(x, if right { rect.bottom() - 2.0 } else { rect.top() + 2.0 });
                painter.circle_filled(knob, 3.5, accent);
            }
        }
    }
}

/// The rectangle at an end of a span: after the last character it covers, not before the next.
fn end_rect(place: &Place<'_>, at: TextSize, right: bool) -> Option<Rect> {
    let local = (at - place.span.start()).to_usize();
    let (row, x) = if right {
        let before = text::grapheme_before(place.text, TextSize::from_usize(local));
        let part = place.rects(Span::new(place.span.start() + before, at)?).pop()?;
        (((part.top() - place.origin.y) / place.line).round() as usize, part.right() - place.origin.x)
    } else {
        place.layout.caret(place.text, local)
    };
    let min = place.origin + vec2(x - 1.0, row as f32 * place.line);
    Some(Rect::from_min_size(min, vec2(2.0, place.line)))
}

fn caret_rect(setting: &Setting<'_>, shown: &[Shown], at: TextSize) -> Option<Rect> {
    let item = shown.iter().find(|item| item.block.span.touches(at))?;
    let words = setting.words(item.block);
    let (row, x) = item.layout.caret(words, at.saturating_sub(item.block.span.start()).to_usize());
    let line = setting.style.text.line;
    let min = item.origin + vec2(x - 0.75, row as f32 * line + line * 0.12);
    Some(Rect::from_min_size(min, vec2(1.5, line * 0.76)))
}

/// The place nearest to a point, and the start of the grapheme under it.
fn place_at(setting: &Setting<'_>, shown: &[Shown], point: Pos2) -> Option<(TextSize, Option<TextSize>)> {
    let line = setting.style.text.line;
    let bottom = |item: &Shown| item.origin.y + item.layout.rows() as f32 * line;
    let distance = |item: &Shown| (item.origin.y - point.y).max(point.y - bottom(item)).max(0.0);
    let item = shown.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    let words = setting.words(item.block);
    let base = item.block.span.start();
    let at = item.layout.hit(words, point - item.origin, line);
    let near = TextSize::from_usize(at);
    let place = setting.place(item);
    let covers = |from: TextSize, to: TextSize| {
        let span = Span::new(base + from, base + to)?;
        place.rects(span).iter().any(|rect| rect.contains(point)).then_some(base + from)
    };
    let under = covers(text::grapheme_before(words, near), near)
        .or_else(|| covers(near, text::grapheme_after(words, near)));
    Some((base + near, under))
}

fn handle_at(setting: &Setting<'_>, shown: &[Shown], input: &PaneInput<'_>, point: Pos2) -> Option<Handle> {
    for item in shown {
        let place = setting.place(item);
        for mark in (input.marks)(item.block.span).iter().filter(|mark| mark.handles) {
            for (piece, span) in mark.spans.iter().enumerate() {
                for (at, end) in [(span.start(), End::Start), (span.end(), End::End)] {
                    let right = end == End::End;
                    if !(if right {
                        place.span.touches(at) && at > place.span.start()
                    } else {
                        place.span.contains(at)
                    }) {
                        continue;
                    }
                    // Outside the mark more than inside, where a drag selects words of it.
                    let grasp = |end: Rect| {
                        let (left, right) = if right { (INSIDE, GRASP) } else { (GRASP, INSIDE) };
                        Rect::from_min_max(end.min - vec2(left, 0.0), end.max + vec2(right, 0.0))
                    };
                    if end_rect(&place, at, right).is_some_and(|end| grasp(end).contains(point)) {
                        return Some(Handle { id: mark.id.clone(), piece, span: *span, end });
                    }
                }
            }
        }
    }
    None
}

fn see_pointer(
    ui: &Ui,
    setting: &Setting<'_>,
    rect: Rect,
    input: &PaneInput<'_>,
    state: &PaneState,
    shown: &[Shown],
    output: &mut PaneOutput,
) {
    let response = &output.response;
    let (hover, pressed, released, down, modifiers, time, wheel) = ui.input(|i| {
        (
            i.pointer.latest_pos(),
            i.pointer.primary_pressed(),
            i.pointer.primary_released(),
            i.pointer.primary_down(),
            i.modifiers,
            i.time,
            i.smooth_scroll_delta().y,
        )
    });
    if response.contains_pointer() && wheel != 0.0 && !modifiers.command {
        output.events.push(if modifiers.alt {
            PaneEvent::ScrollAlone(-wheel)
        } else {
            PaneEvent::Scroll(-wheel)
        });
    }
    let Some(point) = hover else { return };
    if response.contains_pointer() {
        let handle = handle_at(setting, shown, input, point).filter(|_| input.editable);
        let place = place_at(setting, shown, point);
        output.hovered = place.and_then(|(_, under)| under);
        let marked = output.hovered.is_some_and(|at| {
            let next = text::grapheme_after(&input.article.text, at);
            Span::new(at, next).is_some_and(|span| {
                (input.marks)(span).iter().any(|mark| mark.spans.iter().any(|piece| piece.overlaps(span)))
            })
        });
        if !state.pointer.is_busy() {
            ui.ctx().set_cursor_icon(match (&handle, output.hovered) {
                (Some(_), _) => egui::CursorIcon::ResizeHorizontal,
                (None, Some(_)) if marked => egui::CursorIcon::PointingHand,
                (None, Some(_)) if input.editable => egui::CursorIcon::Text,
                _ => egui::CursorIcon::Default,
            });
        }
        if pressed
            && (response.is_pointer_button_down_on() || response.clicked())
            && let Some((at, under)) = place
        {
            output.events.push(PaneEvent::Pointer(PointerEvent::Press {
                at,
                under,
                x: point.x,
                y: point.y,
                time,
                handle,
                extend: modifiers.shift,
                add: modifiers.command,
            }));
            return;
        }
    }
    if !state.pointer.is_busy() {
        return;
    }
    if input.editable
        && (down || released)
        && let Some((at, _)) = place_at(setting, shown, point)
    {
        output.events.push(PaneEvent::Pointer(PointerEvent::Drag {
            at,
            x: point.x,
            y: point.y,
            fine: modifiers.alt,
        }));
    }
    if released || !down {
        output.events.push(PaneEvent::Pointer(PointerEvent::Release));
    } else {
        // Held above or below the text, it draws the text along.
        let past = (point.y - rect.bottom() + 8.0).max(0.0) - (rect.top() + 8.0 - point.y).max(0.0);
        if past != 0.0 {
            output.events.push(PaneEvent::Scroll((past * 0.4).clamp(-40.0, 40.0)));
            ui.ctx().request_repaint();
        }
    }
}
