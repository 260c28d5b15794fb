//! The columns: sheets on a desk, one article each.

use egui::{
    Color32, CornerRadius, CursorIcon, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::aside::Beside;
use super::chosen::Chosen;
use super::overlays::Overlay;
use super::ribbons::{self, Side};
use super::state::ReadState;
use super::ties::{
    self,
    arcs::{self, Seen},
};
use super::visibility::{ColorsBy, Veil, Visibility};
use super::{lanes, style, tag_palette};
use crate::gui::action::Action;
use crate::gui::found::FoundAction;
use crate::gui::look::{self, Tokens, icons, metrics, widgets};
use crate::gui::pane::{self, Mark, PaneInput, PaneStyle, Stroked, strip};
use crate::gui::settings::Settings;
use crate::model::{Annotation, AnnotationId, Article, ArticleId, Cluster, Review, SpanIndex};
use crate::session::Session;
use crate::text::{Span, TextSize};

/// A column is never narrower than this, in points.
const NARROWEST: f32 = 150.0;
/// A gutter with ribbons in it is never narrower than this, in points.
const NARROWEST_RIBBON: f32 = 24.0;
/// Space above the sheets.
const ABOVE: f32 = 12.0;

/// The widget of a column's text, for giving it the keyboard.
pub fn text_id(column: usize) -> Id {
    Id::unique("column").with(column).with("text")
}

/// Shows the columns side by side in `desk`.
pub fn show(
    ui: &mut Ui,
    desk: Rect,
    session: &Session,
    state: &mut ReadState,
    settings: &Settings,
    out: &mut Vec<Action>,
) {
    if state.columns.is_empty() {
        ui.scope_builder(egui::UiBuilder::new().max_rect(desk), |ui| {
            let empty = widgets::EmptyState::new(
                icons::FILES,
                "No articles yet",
                "Drop text files here, or add them with the button.",
            );
            if empty.show(ui, |ui| ui.add(widgets::primary("Add articles…")).clicked()) {
                out.push(Action::Do(crate::gui::command::Command::AddArticles));
            }
        });
        return;
    }
    let weights: Vec<f32> = state.columns.iter().map(|column| column.weight).collect();
    let rects = sheet_rects(desk, &weights, settings.ribbons);
    if settings.together {
        keep_together(ui, &rects, session, state, settings);
    }
    tag_palette::keys(ui, session, state, out);
    ties::take_keys(ui, session, state, out);
    let mut seen = Vec::with_capacity(rects.len());
    let mut sides = Vec::with_capacity(rects.len());
    for (at, rect) in rects.iter().enumerate() {
        let (column, side) = show_column(ui, at, *rect, session, state, settings, out).unzip();
        seen.extend(column);
        sides.push(side);
    }
    let mut on_ribbon = ribbons::Under::default();
    if let Some(shared) = state.shared.passages().filter(|_| settings.ribbons) {
        on_ribbon = ribbons::show(ui, &sides, shared, &state.shared, look::tokens(ui), out);
    }
    for at in 1..rects.len() {
        resize(ui, at, &rects, state, &on_ribbon, out);
    }
    // While words are being selected nothing else lights up.
    let under = on_ribbon.hovered.or_else(|| sides.iter().flatten().find_map(|side| side.under));
    let hovered = under.filter(|_| !ui.input(|input| input.pointer.any_down()));
    if state.shared.hovered != hovered {
        state.shared.hovered = hovered;
        ui.ctx().request_repaint();
    }
    arcs::show(ui, desk, &seen, session, state, out);
    ties::questions(ui, desk, session, state, out);
}

/// The sheets' rectangles: widths by weight, gutters as wide as there is room for, and never too
/// narrow for ribbons.
fn sheet_rects(desk: Rect, weights: &[f32], ribbons: bool) -> Vec<Rect> {
    let count = weights.len().max(1) as f32;
    let least = if ribbons { NARROWEST_RIBBON } else { metrics::PADDING };
    let gutter = if weights.len() < 2 {
        0.0
    } else {
        ((desk.width() - count * 316.0) / (count - 1.0)).clamp(least, metrics::GUTTER).round()
    };
    let room = desk.width() - gutter * (count - 1.0);
    let total: f32 = weights.iter().sum();
    let mut left = desk.left();
    let mut out = Vec::with_capacity(weights.len());
    for weight in weights {
        let width = (room * weight / total).floor();
        out.push(Rect::from_min_max(pos2(left, desk.top() + ABOVE), pos2(left + width, desk.bottom())));
        left += width + gutter;
    }
    out
}

/// Brings the other columns to what stands against the place that the leading one has.
fn keep_together(ui: &Ui, rects: &[Rect], session: &Session, state: &mut ReadState, settings: &Settings) {
    let tokens = look::tokens(ui);
    let moved = |at: usize| state.columns.get(at).is_some_and(|column| column.pane.leads());
    let leads = Some(state.focus).filter(|at| moved(*at)).or_else(|| (0..rects.len()).find(|at| moved(*at)));
    if let Some(column) = leads.and_then(|at| state.columns.get(at)) {
        state.together.lead(&column.article);
    }
    let leader = state.together.leader().and_then(|article| state.column_of(article)).unwrap_or(state.focus);
    let Some(column) = state.columns.get_mut(leader) else { return };
    let (Some(article), Some(sheet)) = (session.story().article(&column.article), rects.get(leader)) else {
        return;
    };
    state.together.lead(&article.id);
    let left_out =
        session.findings().index_of(&article.id).map_or(0, |at| state.shared.aside.words_left_out(at));
    let (style, header) = (style_of(tokens, settings, *sheet), style::header(article, left_out));
    let input = PaneInput {
        id: Id::unique("column").with(leader),
        article,
        header: Some(&header),
        headline: style::begins_with_title(article),
        style: &style,
        marks: &|_| Vec::new(),
        hits: &[],
        shades: &|_| Vec::new(),
        anchors: &|_| Vec::new(),
        name: "",
        editable: false,
    };
    let place = pane::settle_at(ui, text_rect(*sheet), &input, &mut column.pane);
    if !state.together.arrived(place) {
        return;
    }
    for (_, column) in state.columns.iter_mut().enumerate().filter(|(at, _)| *at != leader) {
        if let Some(place) = state.together.counterpart(session.findings(), &column.article, place) {
            column.pane.follow(place, state.together.distance(&column.article));
        }
    }
}

/// Where the text of a sheet is.
fn text_rect(sheet: Rect) -> Rect {
    Rect::from_min_max(sheet.min + vec2(1.0, 1.0), pos2(sheet.right() - 14.0, sheet.bottom()))
}

/// How the text of a sheet is set.
fn style_of(tokens: &Tokens, settings: &Settings, sheet: Rect) -> PaneStyle {
    let margin = if sheet.width() < 280.0 { metrics::PADDING + 2.0 } else { metrics::SHEET_PADDING };
    let margin = style::margin_for(settings, sheet.width() - 15.0, margin);
    style::pane_style(tokens, settings, margin)
}

/// Shows a column; gives what ribbons need of it, and the tie under the pointer.
fn show_column<'a>(
    ui: &mut Ui,
    at: usize,
    sheet: Rect,
    session: &'a Session,
    state: &mut ReadState,
    settings: &Settings,
    out: &mut Vec<Action>,
) -> Option<(Seen, Side<'a>)> {
    let tokens = look::tokens(ui);
    let story = session.story();
    let article = state.columns.get(at).and_then(|column| story.article(&column.article))?;
    let findings = session.findings();
    let indexes: Vec<usize> =
        state.columns.iter().map(|column| findings.index_of(&column.article).unwrap_or(usize::MAX)).collect();
    let index = indexes.get(at).copied().unwrap_or(usize::MAX);
    paint_sheet(ui, sheet, tokens, state.focus == at && state.columns.len() > 1);
    let style = style_of(tokens, settings, sheet);
    let header = style::header(article, state.shared.aside.words_left_out(index));
    let text = text_rect(sheet);
    let review = session.review();
    let scene = Scene {
        session,
        review,
        article,
        tokens,
        selected: state.selected.as_ref(),
        several: &state.chosen,
        cluster: state.selected.as_ref().and_then(|id| review.cluster_of(id)),
        seen: &state.visibility,
        overlays: state.overlays.shown(),
        colors: settings.colors_by,
    };
    let name = format!("Text of {}", article.short_name());
    let picking = state.ties.pick.is_some();
    let column = state.columns.get_mut(at)?;
    let shared = &state.shared;
    let passages = shared.passages().filter(|_| settings.ribbons);
    let hits = state.find.hits(&article.id);
    let input = PaneInput {
        id: Id::unique("column").with(at),
        article,
        header: Some(&header),
        headline: style::begins_with_title(article),
        style: &style,
        marks: &|span| scene.marks(span),
        hits,
        shades: &|span| {
            let mut shades = shared.grounds(index, span, tokens);
            shades.extend(shared.faded(index, span, settings.only_here, tokens));
            shades
        },
        anchors: &|span| {
            let wanted = passages.map_or_else(Vec::new, |known| ribbons::wanted(known, &indexes, at, span));
            wanted.into_iter().chain(shared.aside.anchors(index, span)).collect()
        },
        name: &name,
        editable: session.read_only().is_none(),
    };
    let output = pane::show(ui, text, &input, &mut column.pane);
    if output.response.gained_focus() && state.focus != at {
        out.push(Action::FocusColumn(at));
    }
    if picking && output.hovered.is_some() {
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
    }
    if let Some(item) = output.offered {
        out.push(Action::Found(FoundAction::Go(item, true)));
    }
    if let Some(id) = output.pressed {
        out.push(Action::Select(Some(id)));
    }
    out.extend(output.events.into_iter().map(|event| Action::Pane(at, event)));

    let strip_rect = Rect::from_min_max(
        pos2(sheet.right() - 6.0 - strip::WIDTH, sheet.top() + 8.0),
        pos2(sheet.right() - 6.0, sheet.bottom() - 8.0),
    );
    let length = TextSize::of(&article.text);
    let (seen, codebook) = (&state.visibility, session.codebook());
    column.ticks.update(
        review.revision()
            ^ seen.fingerprint()
            ^ u64::from(settings.colors_by == ColorsBy::Kind) << 62
            ^ u64::from(tokens.dark) << 63
            ^ if hits.is_empty() { 0 } else { state.find.generation << 20 },
        strip_rect,
        length,
        review
            .index(&article.id)
            .into_iter()
            .flat_map(SpanIndex::by_start)
            .map(|(start, annotation)| (start, Some(annotation)))
            .chain(hits.iter().map(|hit| (hit.span.start(), None))),
        |annotation| {
            let Some(annotation) = annotation else { return Some(tokens.warn) };
            let veil = seen.veil(codebook, annotation);
            if veil == Some(Veil::Hidden) {
                return None;
            }
            let label = codebook.label(&annotation.label)?;
            let color = tokens.mark_color(settings.colors_by.color(codebook, label));
            Some(if veil.is_some() { faint(color) } else { color })
        },
    );
    lanes::update(&mut column.ticks, strip_rect, article, session, shared, tokens);
    let visible = output.visible.or(Span::whole(&article.text));
    if let Some(visible) = visible {
        let colors = (tokens.sunk, tokens.edge);
        if let Some(to) =
            strip::show(ui, Id::unique("strip").with(at), strip_rect, visible, length, &column.ticks, colors)
        {
            out.push(Action::Pane(at, pane::PaneEvent::Jump(to)));
        }
    }
    column_buttons(ui, at, sheet, article, state, out);
    if session.read_only().is_none() {
        let beside =
            Beside { column: at, article: index, sheet, margin: style.margin, anchors: &output.anchors };
        state.shared.aside.show(ui, beside, out);
    }
    if state.palette.is_some() && state.focus == at {
        let anchor = if output.selection.is_empty() { &output.chosen } else { &output.selection };
        tag_palette::show(ui, text, anchor, session, state, out);
    }
    let place = output.hovered.filter(|_| settings.ribbons);
    let tie = place.and_then(|place| state.shared.passages()?.at(index, place)).map(|stretch| stretch.tie);
    let side = Side { article, index, sheet, visible: output.visible, anchors: output.anchors, under: tie };
    let seen = Seen {
        column: at,
        article: article.id.clone(),
        sheet,
        text,
        visible: output.visible,
        style,
        hovered: output.hovered,
    };
    Some((seen, side))
}

fn paint_sheet(ui: &Ui, sheet: Rect, tokens: &Tokens, focused: bool) {
    let radius = CornerRadius { nw: metrics::RADIUS, ne: metrics::RADIUS, sw: 0, se: 0 };
    let painter = ui.painter().with_clip_rect(sheet.expand2(vec2(2.0, 2.0)).with_max_y(sheet.bottom()));
    let below = sheet.with_max_y(sheet.bottom() + 4.0);
    painter.rect(below, radius, tokens.sheet, tokens.hairline(), StrokeKind::Inside);
    if focused {
        let bar = Rect::from_min_max(
            pos2(sheet.left() + 8.0, sheet.top()),
            pos2(sheet.right() - 8.0, sheet.top() + 2.0),
        );
        painter.rect_filled(bar, CornerRadius::same(1), tokens.accent);
    }
}

/// Buttons that show when the pointer is on the sheet's head, or the keyboard on one of them.
fn column_buttons(
    ui: &mut Ui,
    at: usize,
    sheet: Rect,
    article: &Article,
    state: &ReadState,
    out: &mut Vec<Action>,
) {
    let head = sheet.with_max_y(sheet.top() + 44.0);
    if state.columns.len() < 2 || !ui.rect_contains_pointer(head) {
        return;
    }
    let name = article.short_name();
    let last = state.columns.len() - 1;
    let buttons = [
        (
            icons::ARROW_LEFT,
            format!("Move {name} left"),
            (at > 0).then(|| Action::MoveColumn { from: at, to: at - 1 }),
        ),
        (
            icons::ARROW_RIGHT,
            format!("Move {name} right"),
            (at < last).then_some(Action::MoveColumn { from: at, to: at + 1 }),
        ),
        (icons::X, format!("Close the column of {name}"), Some(Action::CloseColumn(at))),
    ];
    let buttons: Vec<_> =
        buttons.into_iter().filter_map(|(icon, name, action)| Some((icon, name, action?))).collect();
    let size = 22.0;
    let width = size * buttons.len() as f32 + 4.0;
    let rect = Rect::from_min_size(pos2(sheet.right() - 20.0 - width, sheet.top() + 16.0), vec2(width, size));
    let tokens = look::tokens(ui);
    ui.painter().rect_filled(rect.expand2(vec2(6.0, 2.0)), 6, tokens.sheet);
    let mut x = rect.left();
    for (icon, name, action) in buttons {
        let place = Rect::from_min_size(pos2(x, rect.top()), vec2(size, size));
        if ui.put(place, widgets::IconButton::new(icon, name).size(size)).clicked() {
            out.push(action);
        }
        x += size;
    }
}

/// A gutter that can be dragged: the two columns beside it share their width anew.
fn resize(
    ui: &Ui,
    at: usize,
    rects: &[Rect],
    state: &ReadState,
    under: &ribbons::Under,
    out: &mut Vec<Action>,
) {
    let (Some(left), Some(right)) = (rects.get(at - 1), rects.get(at)) else { return };
    let gutter =
        Rect::from_min_max(pos2(left.right() - 2.0, left.top()), pos2(right.left() + 2.0, left.bottom()));
    let response = ui.interact(gutter, Id::unique("gutter").with(at), Sense::click_and_drag());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Splitter, true, format!("Width of columns {at} and {}", at + 1))
    });
    if let Some(tie) = under.hovered.filter(|_| response.hovered() && !response.dragged()) {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        if response.clicked() {
            out.push(Action::Printings(tie));
        }
        response.on_hover_text_at_pointer(&under.name);
        return;
    }
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        let tokens = look::tokens(ui);
        ui.painter().vline(gutter.center().x, gutter.y_range().shrink(16.0), Stroke::new(2.0, tokens.accent));
    }
    if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        let both = left.width() + right.width();
        if both <= 2.0 * NARROWEST {
            return;
        }
        let new = (pointer.x - gutter.width() / 2.0 + 2.0 - left.left()).clamp(NARROWEST, both - NARROWEST);
        let mut weights: Vec<f32> = state.columns.iter().map(|column| column.weight).collect();
        if at < weights.len() {
            let sum = weights[at - 1] + weights[at];
            weights[at - 1] = sum * new / both;
            weights[at] = sum - weights[at - 1];
            out.push(Action::Widths(weights));
        }
    }
}

/// What is needed to say how the marks of an article look.
struct Scene<'a> {
    session: &'a Session,
    review: &'a Review,
    article: &'a Article,
    tokens: &'static Tokens,
    selected: Option<&'a AnnotationId>,
    /// Those that are chosen together with it.
    several: &'a Chosen,
    /// Its cluster: the other members are lit too.
    cluster: Option<&'a Cluster>,
    seen: &'a Visibility,
    /// Other reviewers' marks.
    overlays: &'a [Overlay],
    colors: ColorsBy,
}

/// A colour of which just so much is left that it is seen.
fn faint(color: Color32) -> Color32 {
    color.gamma_multiply(0.3)
}

impl<'a> Scene<'a> {
    fn is_kin(&self, id: &AnnotationId) -> bool {
        let own = self.review.cluster_of(id);
        self.cluster.is_some_and(|cluster| own.is_some_and(|own| own.id == cluster.id))
    }

    fn marks(&self, span: Span) -> Vec<Mark<'a>> {
        let id: &ArticleId = &self.article.id;
        let own = self.review.overlapping(id, span).into_iter();
        let mut marks: Vec<Mark<'a>> = own.filter_map(|annotation| self.own(annotation)).collect();
        for overlay in self.overlays {
            let theirs = overlay.review.overlapping(id, span).into_iter();
            marks.extend(theirs.filter_map(|annotation| self.theirs(overlay, annotation)));
        }
        marks
    }

    fn own(&self, annotation: &'a Annotation) -> Option<Mark<'a>> {
        let codebook = self.session.codebook();
        let chosen = self.selected == Some(&annotation.id);
        let veil = self.seen.veil(codebook, annotation).filter(|_| !chosen);
        if veil == Some(Veil::Hidden) {
            return None;
        }
        let label = codebook.label(&annotation.label);
        let shades = label.map(|label| self.tokens.mark(self.colors.color(codebook, label)));
        let lit = chosen || self.several.contains(&annotation.id) || self.is_kin(&annotation.id);
        let color = shades.map_or(self.tokens.weak, |shades| shades.line);
        Some(Mark {
            id: &annotation.id,
            spans: &annotation.spans,
            stroked: label.map_or(Stroked::Dotted, |label| label.kind.into()),
            color: if veil.is_some() { faint(color) } else { color },
            tint: lit.then(|| shades.map_or(self.tokens.hover, |shades| shades.tint)),
            differs: &[],
            label: codebook.label_name(&annotation.label),
            handles: chosen && self.session.read_only().is_none(),
        })
    }

    fn theirs(&self, overlay: &'a Overlay, annotation: &'a Annotation) -> Option<Mark<'a>> {
        let codebook = self.session.codebook();
        if self.seen.hides(codebook, annotation) {
            return None;
        }
        let label = codebook.label(&annotation.label);
        let shades = label.map(|label| self.tokens.mark(self.colors.color(codebook, label)));
        Some(Mark {
            id: &annotation.id,
            spans: &annotation.spans,
            stroked: Stroked::Beside,
            color: shades.map_or(self.tokens.weak, |shades| shades.line),
            tint: None,
            differs: &[],
            label: overlay.name(&annotation.label),
            handles: false,
        })
    }
}
