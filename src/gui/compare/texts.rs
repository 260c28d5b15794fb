//! The same text twice, side by side on one line grid, with the marks of each reviewer.

use egui::{CornerRadius, Event, Id, Key, Layout, Rect, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::choice::{CompareAction, Filter};
use super::compared::{Compared, Side};
use super::head;
use super::state::{CompareState, Work};
use crate::agreement::{Class, Row};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, Tokens, metrics, widgets};
use crate::gui::pane::{self, Mark, PaneInput, PaneOutput, Stroked, strip};
use crate::gui::read::{begins_with_title, date_for_people, pane_style};
use crate::gui::settings::Settings;
use crate::model::{Annotation, Article, Codebook, SpanIndex};
use crate::session::Session;
use crate::text::{Span, TextSize};

/// Between the two sheets.
const BETWEEN: f32 = 12.0;
/// Height of a sheet's head.
const HEAD: f32 = 42.0;
/// How much louder the tint of the current row is.
const LOUDER: f32 = 1.9;

/// The text of a side, for giving it the keyboard.
pub fn text_id(side: Side) -> Id {
    pane_id(side).with("text")
}

fn pane_id(side: Side) -> Id {
    Id::unique("compared text").with(side.index())
}

/// Shows both texts in `rect`.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    state: &mut CompareState,
    settings: &Settings,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    // Equal to the point, or lines would not break alike.
    let width = ((rect.width() - BETWEEN) / 2.0).floor();
    let sheet = |side: Side| {
        let left = rect.left() + side.index() as f32 * (width + BETWEEN);
        Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()))
    };
    for side in Side::BOTH {
        show_head(ui, sheet(side), side, state, tokens, out);
    }
    let (revision, current, filter) = (state.revision, state.current, state.filter);
    let CompareState { work: Work::Done(compared), panes, ticks, article, .. } = state else { return };
    let Some(shown) = compared.articles.get(*article) else { return };
    let article = &*shown.article;
    let style = pane_style(tokens, settings, metrics::SHEET_PADDING);
    for side in Side::BOTH {
        let sheet = sheet(side);
        let text =
            Rect::from_min_max(pos2(sheet.left() + 1.0, sheet.top() + HEAD), sheet.max - vec2(14.0, 0.0));
        let scene = Scene { compared, codebook: session.codebook(), article, tokens, side, current, filter };
        let name = format!("{} as {} marked it", article.short_name(), compared.name(side));
        let input = PaneInput {
            hits: &[],
            id: pane_id(side),
            article,
            header: None,
            headline: begins_with_title(article),
            style: &style,
            marks: &|span| scene.marks(span),
            shades: &|_| Vec::new(),
            anchors: &|_| Vec::new(),
            name: &name,
            editable: false,
        };
        let [first, second] = panes;
        let pane = match side {
            Side::A => first,
            Side::B => {
                // The first has just settled where both stand.
                second.set_top(first.top());
                second
            }
        };
        let output = pane::show(ui, text, &input, pane);
        leave_by_tab(ui, &output, out);
        out.extend(output.pressed.map(|id| Action::Compare(CompareAction::Press(side, id))));
        let length = TextSize::of(&article.text);
        let strip_rect = Rect::from_min_max(
            pos2(sheet.right() - 6.0 - strip::WIDTH, text.top() + 4.0),
            pos2(sheet.right() - 6.0, sheet.bottom() - 8.0),
        );
        let key = revision ^ (shown.place as u64) << 40 ^ u64::from(tokens.dark) << 63;
        if let Some(ticks) = ticks.get_mut(side.index()) {
            let marks = compared.review(side).index(&article.id).into_iter().flat_map(SpanIndex::by_start);
            ticks.update(key, strip_rect, length, marks, |annotation| scene.tick(annotation));
            let visible = output.visible.or(Span::whole(&article.text));
            let colors = (tokens.sunk, tokens.edge);
            let to = visible.and_then(|visible| {
                strip::show(ui, pane_id(side).with("strip"), strip_rect, visible, length, ticks, colors)
            });
            out.extend(to.map(|to| Action::Compare(CompareAction::Pane(side, pane::PaneEvent::Jump(to)))));
        }
        out.extend(output.events.into_iter().map(|event| Action::Compare(CompareAction::Pane(side, event))));
    }
}

fn show_head(
    ui: &mut Ui,
    sheet: Rect,
    side: Side,
    state: &CompareState,
    tokens: &Tokens,
    out: &mut Vec<Action>,
) {
    let radius = CornerRadius { nw: metrics::RADIUS, ne: metrics::RADIUS, sw: 0, se: 0 };
    let painter = ui.painter().with_clip_rect(sheet.expand2(vec2(2.0, 2.0)).with_max_y(sheet.bottom()));
    painter.rect(
        sheet.with_max_y(sheet.bottom() + 4.0),
        radius,
        tokens.sheet,
        tokens.hairline(),
        StrokeKind::Inside,
    );
    let head =
        Rect::from_min_max(sheet.min + vec2(14.0, 6.0), pos2(sheet.right() - 24.0, sheet.top() + HEAD - 4.0));
    let layout = Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(
        UiBuilder::new().max_rect(head).layout(layout).id_salt(("sheet head", side.index())),
        |ui| {
            head::picker(ui, side, state, out);
            let shown = state.compared().and_then(|compared| compared.articles.get(state.article));
            let Some(shown) = shown else { return };
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                let (name, date) =
                    (shown.article.short_name(), date_for_people(&shown.article.info.published));
                let words = if date.is_empty() { name.to_owned() } else { format!("{name} · {date}") };
                widgets::elided(ui, &words, look::sans(metrics::SMALL), tokens.weak);
            });
        },
    );
}

/// Tab is not for the text, which cannot be changed here: it goes on to the next part.
fn leave_by_tab(ui: &Ui, output: &PaneOutput, out: &mut Vec<Action>) {
    if !output.response.has_focus() {
        return;
    }
    let tab = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Key { key: Key::Tab, pressed: true, modifiers, .. } => Some(modifiers.shift),
            _ => None,
        })
    });
    out.extend(tab.map(|back| Action::Do(if back { Command::PreviousPart } else { Command::NextPart })));
}

/// What is needed to say how the marks of one reviewer look.
struct Scene<'a> {
    compared: &'a Compared,
    codebook: &'a Codebook,
    article: &'a Article,
    tokens: &'static Tokens,
    side: Side,
    current: Option<usize>,
    filter: Filter,
}

impl<'a> Scene<'a> {
    fn marks(&self, span: Span) -> Vec<Mark<'a>> {
        let tokens = self.tokens;
        let marks = self.compared.review(self.side).overlapping(&self.article.id, span);
        marks
            .into_iter()
            .filter_map(|annotation| {
                let at = self.compared.row_of(self.side, &annotation.id)?;
                let row = self.compared.row(at)?;
                let label = self.codebook.label(&annotation.label);
                let mut mark = Mark {
                    id: &annotation.id,
                    spans: &annotation.spans,
                    stroked: Stroked::Quiet,
                    color: look::over(tokens.weak, 0.36, tokens.sheet),
                    tint: None,
                    differs: &[],
                    label: self.codebook.label_name(&annotation.label),
                    handles: false,
                };
                if self.takes(row) {
                    let shades = label.map(|label| tokens.mark(label.color));
                    mark.stroked = label.map_or(Stroked::Dotted, |label| label.kind.into());
                    mark.color = shades.map_or(tokens.weak, |shades| shades.line);
                    mark.differs = self.compared.differs(at);
                    mark.tint = Some(match row.class {
                        Class::Identical => shades.map_or(tokens.hover, |shades| shades.tint),
                        _ if self.current == Some(at) => {
                            look::over(tokens.difference, tokens.difference_tint * LOUDER, tokens.sheet)
                        }
                        _ => tokens.difference_ground(),
                    });
                }
                Some(mark)
            })
            .collect()
    }

    /// Whether a row is listed, and so loud.
    fn takes(&self, row: &Row) -> bool {
        let differs = |attribute| self.compared.differs_in(row, attribute);
        self.filter.takes(row) && self.filter.attribute.is_none_or(differs)
    }

    /// The colour of an annotation's tick on the strip.
    fn tick(&self, annotation: &Annotation) -> Option<egui::Color32> {
        let row = self.compared.row(self.compared.row_of(self.side, &annotation.id)?)?;
        match row.class {
            _ if !self.takes(row) => None,
            Class::Identical => Some(self.tokens.mark_color(self.codebook.label(&annotation.label)?.color)),
            _ => Some(self.tokens.difference),
        }
    }
}
