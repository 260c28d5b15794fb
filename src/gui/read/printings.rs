//! The drawer under the columns: how each article prints one passage, one above the other, with the
//! words that differ marked.

use egui::text::{LayoutJob, TextFormat};
use egui::{Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::shared::{kind_color, kind_name};
use super::state::ReadState;
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, Tokens, icons, metrics, widgets};
use crate::gui::settings::Settings;
use crate::insight::passages::{Change, Passage, PassageKind, passages};
use crate::insight::unwatched;
use crate::model::Article;
use crate::session::Session;
use crate::session::findings::{Findings, Shared};
use crate::text::{Span, TextSize};

/// The most of the desk that the drawer takes.
const MOST: f32 = 0.42;
/// Width of the names at the left.
const NAMES: f32 = 132.0;
/// Differences that are spelled out for one printing.
const SPELLED: usize = 4;

/// The printings of a tie, compared with one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Printings {
    /// The tie, by its index.
    pub tie: usize,
    /// The printing with which the others are compared, by its index.
    pub base: usize,
    /// One for each member of the tie, in its order.
    pub rows: Vec<Printing>,
}

/// How one article prints a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Printing {
    /// The article, by the index that findings use.
    pub article: usize,
    /// Where it stands.
    pub span: Span,
    /// How close it is to the base; `None` for the base itself and where no words match.
    pub kind: Option<PassageKind>,
    /// Where it differs from the base, in order.
    pub differences: Vec<Difference>,
}

/// A place where a printing differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Its words here; `None` where it has none.
    pub here: Option<Span>,
    /// Where they start, or would.
    pub at: TextSize,
    /// The words of the base; empty where it has none.
    pub base: String,
    /// Spelling, case, punctuation or figures only.
    pub style: bool,
}

impl Printings {
    /// Compares the members of a tie with the one in `article`, or else with the first.
    pub fn new(findings: &Findings, shared: &Shared, tie: usize, article: Option<usize>) -> Option<Self> {
        let members = shared.ties().get(tie)?.members.as_slice();
        let base = members.iter().position(|(at, _)| Some(*at) == article).unwrap_or(0);
        let first = *members.get(base)?;
        let rows = members
            .iter()
            .enumerate()
            .map(|(number, member)| {
                let none =
                    Printing { article: member.0, span: member.1, kind: None, differences: Vec::new() };
                if number == base {
                    return Some(none);
                }
                let passage = direct(shared, first, *member).or_else(|| anew(findings, first, *member));
                let Some(passage) = passage else { return Some(none) };
                let a = findings.articles().get(first.0)?;
                let differences = passage.changes.iter().map(|c| difference(&passage, c, a)).collect();
                Some(Printing { kind: Some(passage.kind), differences, ..none })
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Self { tie, base, rows })
    }
}

/// The passage that was found between two members, the first one's side first.
fn direct(shared: &Shared, a: (usize, Span), b: (usize, Span)) -> Option<Passage> {
    shared
        .between(a.0, b.0)
        .filter(|(_, found)| !found.passage.echo)
        .map(|(_, found)| if found.a == a.0 { found.passage.clone() } else { found.passage.flipped() })
        .filter(|passage| passage.a.overlaps(a.1) && passage.b.overlaps(b.1))
        .max_by(|one, other| one.score.total_cmp(&other.score))
}

/// Two members that are joined only by way of a third are compared here and now: they are short.
fn anew(findings: &Findings, a: (usize, Span), b: (usize, Span)) -> Option<Passage> {
    let words = |(article, span): (usize, Span)| span.slice(&findings.articles().get(article)?.text);
    let found = passages(words(a)?, words(b)?, &mut unwatched()).ok()?;
    let mut best = found.into_iter().max_by(|one, other| one.score.total_cmp(&other.score))?;
    let (from, to) = (a.1.start(), b.1.start());
    best.a = best.a.shifted(from);
    best.b = best.b.shifted(to);
    for column in &mut best.columns {
        column.a = column.a.map(|span| span.shifted(from));
        column.b = column.b.map(|span| span.shifted(to));
    }
    for change in &mut best.changes {
        change.a = change.a.map(|span| span.shifted(from));
        change.b = change.b.map(|span| span.shifted(to));
    }
    Some(best)
}

fn difference(passage: &Passage, change: &Change, a: &Article) -> Difference {
    let words = change.a.and_then(|span| span.slice(&a.text)).unwrap_or_default();
    let at = change.b.map(Span::start).unwrap_or_else(|| {
        let before = passage.columns.iter().take_while(|column| {
            change.a.zip(column.a).is_none_or(|(change, word)| word.start() < change.start())
        });
        before.filter_map(|column| column.b).last().map_or(passage.b.start(), Span::end)
    });
    Difference { here: change.b, at, base: words.to_owned(), style: change.style }
}

impl Printing {
    /// The differences in so many words: “here” for “there”.
    fn spelled(&self, article: &Article, style: bool) -> String {
        let all: Vec<&Difference> = self.differences.iter().filter(|d| style || !d.style).collect();
        let mut said: Vec<String> = all
            .iter()
            .take(SPELLED)
            .map(|difference| match difference.here.and_then(|span| span.slice(&article.text)) {
                Some(here) if difference.base.is_empty() => format!("has “{here}”"),
                Some(here) => format!("“{here}” for “{}”", difference.base),
                None => format!("without “{}”", difference.base),
            })
            .collect();
        if all.len() > SPELLED {
            said.push(format!("{} more", all.len() - SPELLED));
        }
        said.join("  ·  ")
    }
}

/// Shows the drawer at the bottom of `desk`; gives what is left of it.
pub(super) fn show(
    ui: &mut Ui,
    desk: Rect,
    session: &Session,
    state: &mut ReadState,
    settings: &Settings,
    out: &mut Vec<Action>,
) -> Rect {
    let Some(open) = state.shared.open.clone() else { return desk };
    let findings = session.findings();
    let tokens = look::tokens(ui);
    let wanted = state.shared.height.unwrap_or(0.0);
    let height = (wanted + 48.0).clamp(96.0, (desk.height() * MOST).max(96.0));
    let drawer = desk.with_min_y(desk.bottom() - height).with_max_y(desk.bottom());
    let rest = desk.with_max_y(drawer.top() - metrics::GAP);
    let card = drawer.with_max_y(drawer.bottom() + f32::from(metrics::RADIUS));
    ui.painter().with_clip_rect(drawer).rect(
        card,
        metrics::RADIUS,
        tokens.raised,
        tokens.hairline(),
        egui::StrokeKind::Inside,
    );
    let inner = drawer.shrink2(vec2(metrics::PADDING, 6.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("printings"), |ui| {
        head(ui, &open, findings, settings, out);
        ui.add_space(4.0);
        let scroll = ScrollArea::vertical().auto_shrink([false, false]).id_salt("printings list");
        let inside = scroll.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (number, printing) in open.rows.iter().enumerate() {
                row(ui, &open, number, printing, findings, settings, out);
            }
        });
        state.shared.height = Some(inside.content_size.y);
    });
    rest
}

fn head(ui: &mut Ui, open: &Printings, findings: &Findings, settings: &Settings, out: &mut Vec<Action>) {
    let articles: std::collections::BTreeSet<usize> = open.rows.iter().map(|row| row.article).collect();
    let of_base = || {
        let base = open.rows.get(open.base)?;
        let stretches = || findings.passages().into_iter().flat_map(|shared| shared.stretches(base.article));
        let at = stretches().position(|stretch| stretch.tie == open.tie)?;
        let name = findings.articles().get(base.article)?.short_name();
        Some(format!("  ·  {} of {} in {name}", at + 1, stretches().count()))
    };
    let what = format!("Passage in {} articles{}", articles.len(), of_base().unwrap_or_default());
    widgets::section_head_with(ui, &what, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if ui.add(widgets::IconButton::new(icons::X, "Close the printings").key("Esc")).clicked() {
            out.push(Action::ClosePrintings);
        }
        let steps = [(icons::CARET_DOWN, Command::NextPassage), (icons::CARET_UP, Command::PreviousPassage)];
        for (icon, command) in steps {
            let button = widgets::IconButton::new(icon, command.name()).key(command.shortcut_text(ui.ctx()));
            if ui.add(button).clicked() {
                out.push(Action::Do(command));
            }
        }
        let level = widgets::quiet("Bring level").icon(icons::EQUALS);
        let level = ui.add(level).on_hover_text("The passage at the same height in every column");
        if level.clicked() {
            out.push(Action::Printings(open.tie));
        }
        let style = widgets::quiet("Style differences").selected(settings.style_differences);
        let style = ui.add(style).on_hover_text(Command::ToggleStyleDifferences.spec().about);
        if style.clicked() {
            out.push(Action::Do(Command::ToggleStyleDifferences));
        }
    });
}

/// One printing: whose it is, its words, and what differs.
fn row(
    ui: &mut Ui,
    open: &Printings,
    number: usize,
    printing: &Printing,
    findings: &Findings,
    settings: &Settings,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let Some(article) = findings.articles().get(printing.article) else { return };
    let place = format!("{} ¶{}", article.short_name(), article.paragraph_number(printing.span.start()));
    let is_base = number == open.base;
    if number > 0 {
        widgets::hairline(ui, 0.0);
    }
    ui.add_space(6.0);
    let top = ui.cursor().min;
    let width = ui.available_width();
    let words = job(printing, article, settings, tokens, is_base);
    let galley = {
        let mut job = words;
        job.wrap.max_width = (width - NAMES - metrics::PADDING).max(80.0).floor();
        ui.painter().layout_job(job)
    };
    let said = printing.spelled(article, settings.style_differences);
    let note = match (is_base, printing.kind) {
        (true, _) => String::new(),
        (false, None) => {
            "Joined to it by another article’s printing; no wording of its own matches.".to_owned()
        }
        (false, Some(_)) => said.clone(),
    };
    let note = (!note.is_empty()).then(|| {
        let mut job = LayoutJob::simple(
            note,
            look::sans(metrics::SMALL),
            tokens.weak,
            (width - NAMES - metrics::PADDING).max(80.0).floor(),
        );
        job.wrap.max_rows = 3;
        ui.painter().layout_job(job)
    });
    let height = galley.size().y + note.as_ref().map_or(0.0, |note| note.size().y + 2.0) + 6.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height.max(metrics::ROW)), Sense::click());
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect.expand2(vec2(4.0, 3.0)), metrics::RADIUS_SMALL, tokens.hover);
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if response.has_focus() {
        look::paint::focus_ring(painter, rect.expand2(vec2(4.0, 3.0)), metrics::RADIUS_SMALL, tokens);
    }
    let name = look::paint::line(painter, &place, look::semibold(metrics::SMALL), tokens.ink, NAMES - 12.0);
    look::paint::put(painter, pos2(rect.left(), top.y + 11.0), egui::Align2::LEFT_CENTER, name);
    let (under, color) = match printing.kind {
        _ if is_base => ("compared with", tokens.weak),
        Some(kind) => (kind_name(kind), kind_color(kind, tokens)),
        None => ("", tokens.weak),
    };
    let under = look::paint::line(painter, under, look::sans(metrics::CAPS), color, NAMES - 12.0);
    look::paint::put(painter, pos2(rect.left(), top.y + 27.0), egui::Align2::LEFT_CENTER, under);
    let x = rect.left() + NAMES;
    let bottom = top.y + galley.size().y;
    painter.galley(pos2(x, top.y), galley, tokens.ink);
    if let Some(note) = note {
        painter.galley(pos2(x, bottom + 2.0), note, tokens.weak);
    }
    let text = printing.span.slice(&article.text).unwrap_or_default();
    response.widget_info(|| {
        let said = if said.is_empty() { String::new() } else { format!("; {said}") };
        egui::WidgetInfo::labeled(Role::Button, true, format!("{place}: “{text}”{said}"))
    });
    let response = response.on_hover_text("Go there, and compare the others with it");
    if response.clicked() {
        out.push(Action::Printing(number));
    }
}

/// The words of a printing, with what differs marked: a ground under other words, a caret where the
/// base has words, a thin line under style.
fn job(
    printing: &Printing,
    article: &Article,
    settings: &Settings,
    tokens: &Tokens,
    is_base: bool,
) -> LayoutJob {
    let plain = TextFormat {
        font_id: look::serif(15.0),
        color: tokens.ink,
        line_height: Some(22.0),
        ..TextFormat::default()
    };
    let differs = TextFormat { background: tokens.difference_ground(), ..plain.clone() };
    let style = TextFormat { underline: Stroke::new(1.0, tokens.weak), ..plain.clone() };
    let gap = TextFormat { color: tokens.bad, font_id: look::serif_bold(15.0), ..plain.clone() };
    let mut marks: Vec<(TextSize, Option<Span>, bool)> = if is_base {
        Vec::new()
    } else {
        printing.differences.iter().map(|d| (d.at, d.here, d.style)).collect()
    };
    marks.retain(|(_, _, style)| settings.style_differences || !style);
    marks.sort_by_key(|(at, here, _)| (*at, here.is_some()));
    let mut job = LayoutJob::default();
    let mut done = printing.span.start();
    let push = |job: &mut LayoutJob, from: TextSize, to: TextSize, format: &TextFormat| {
        if let Some(words) = Span::new(from, to).and_then(|span| span.slice(&article.text)) {
            job.append(&words.replace(['\n', '\r'], " "), 0.0, format.clone());
        }
    };
    for (at, here, is_style) in marks {
        if at < done || at > printing.span.end() {
            continue;
        }
        push(&mut job, done, at, &plain);
        done = at;
        match here {
            Some(here) => {
                push(&mut job, here.start(), here.end(), if is_style { &style } else { &differs });
                done = here.end();
            }
            None => job.append("‸", 0.0, if is_style { style.clone() } else { gap.clone() }),
        }
    }
    push(&mut job, done, printing.span.end(), &plain);
    job
}
