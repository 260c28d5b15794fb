//! What became of one reviewer's marks, with the reasons; and what the reasons say about the
//! guideline.

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::action::SettleAction;
use super::state::SettleState;
use super::words;
use crate::agreement::settle::{Fate, Mine, Queue, mending, mine};
use crate::gui::action::Action;
use crate::gui::compare::display_name;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::model::{ReviewerId, Way};
use crate::session::Session;

/// A decision as one reviewer reads it.
pub struct MineRow {
    /// What it means for the reviewer.
    pub fate: Fate,
    /// What it was about, in the reviewer's own words where they had any.
    pub title: String,
    /// What became of it.
    pub detail: String,
    /// The reason, as people read it; empty for none.
    pub reason: String,
    /// The reason and the label, by id.
    pub mending: (String, String),
    /// The group in the queue.
    pub key: Option<u64>,
}

/// All decisions as a reviewer reads them.
pub fn rows(session: &Session, who: &ReviewerId, queue: &Queue) -> Vec<MineRow> {
    let codebook = session.codebook();
    let groups: std::collections::HashMap<_, _> =
        queue.items.iter().flat_map(|item| item.decisions.iter().map(|id| (id, item.key()))).collect();
    let lines = mending(session.review(), codebook);
    let of = |all: Vec<Mine<'_>>| -> Vec<MineRow> {
        all.into_iter()
            .map(|mine| {
                let decision = mine.decision;
                let said =
                    |what| format!("{} “{}”", words::label(what, codebook), words::matter(what, codebook));
                let became: Vec<String> = mine.became.iter().map(said).collect();
                let first = decision.candidates.first().map(|candidate| &candidate.what);
                let title = mine.made.or(mine.became.first()).or(first).map(said).unwrap_or_default();
                let what = match mine.fate {
                    Fate::Kept if mine.made.is_none() => "nothing here, as you had it".to_owned(),
                    Fate::Kept => "stands as you made it".to_owned(),
                    Fate::Changed => format!("became {}", became.join(", ")),
                    Fate::Refused => "nothing stands here".to_owned(),
                    Fate::Missed => format!("you had nothing here; {} stands", became.join(", ")),
                };
                let by = match decision.way {
                    Way::Hand => format!("{}, {}", display_name(&decision.by), words::when(decision.at)),
                    Way::Identical => "all agree".to_owned(),
                    Way::Majority => "by majority".to_owned(),
                };
                let mut reason = codebook.reason_name(&decision.reason).to_owned();
                if !decision.note.is_empty() {
                    reason =
                        format!("{reason}{}{}", if reason.is_empty() { "" } else { ": " }, decision.note);
                }
                let label = lines
                    .iter()
                    .find(|line| line.decisions.contains(&decision.id))
                    .map_or_else(String::new, |line| line.label.clone());
                MineRow {
                    fate: mine.fate,
                    title,
                    detail: format!("{what} · {by}"),
                    reason,
                    mending: (decision.reason.clone(), label),
                    key: groups.get(&decision.id).copied(),
                }
            })
            .collect()
    };
    of(mine(session.review(), session.story(), who))
}

/// Shows it in `rect`.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, state: &SettleState, out: &mut Vec<Action>) {
    let Some((_, who, all)) = &state.mine else { return };
    let side = (rect.width() * 0.32).clamp(220.0, 340.0);
    let gap = metrics::PADDING;
    let left = rect.with_max_x(rect.right() - side - gap);
    let right = rect.with_min_x(rect.right() - side);
    let inside = |rect: Rect, id: &str| UiBuilder::new().max_rect(rect).id_salt(id.to_owned());
    ui.scope_builder(inside(left, "mine"), |ui| {
        widgets::card(ui, |ui| {
            ui.set_min_size(vec2(left.width() - 24.0, left.height() - 28.0));
            head(ui, who, all, session, state, out);
            list(ui, all, state, out);
        });
    });
    ui.scope_builder(inside(right, "guideline"), |ui| {
        widgets::card(ui, |ui| {
            ui.set_min_size(vec2(right.width() - 24.0, right.height() - 28.0));
            guideline(ui, session, state, out);
        });
    });
}

fn head(
    ui: &mut Ui,
    who: &ReviewerId,
    all: &[MineRow],
    session: &Session,
    state: &SettleState,
    out: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        let name = if state.names.is_blind() && who != session.person() {
            state.names.name(who)
        } else {
            display_name(who)
        };
        widgets::heading(ui, &format!("{name} and the consensus"));
        if !state.names.is_blind() {
            let button = ui.add(widgets::quiet("Another reviewer").icon(icons::CARET_DOWN));
            egui::Popup::menu(&button).show(|ui| {
                let reviewers = state.sources.iter().flat_map(|sources| &sources.reviewers);
                for reviewer in reviewers {
                    let row = widgets::Row::new(display_name(reviewer))
                        .lead(widgets::Lead::Icon(icons::USER))
                        .selected(reviewer == who);
                    if ui.add(row).clicked() {
                        out.push(Action::Consensus(SettleAction::MineOf(reviewer.clone())));
                        ui.close();
                    }
                }
            });
        }
    });
    ui.horizontal_wrapped(|ui| {
        for fate in Fate::ALL {
            let count = all.iter().filter(|row| row.fate == fate).count();
            let chosen = state.fate == Some(fate);
            let button = widgets::plain(format!("{}  {count}", capital(fate.name()))).selected(chosen);
            if ui.add_enabled(count > 0 || chosen, button).clicked() {
                out.push(Action::Consensus(SettleAction::Fate((!chosen).then_some(fate))));
            }
        }
    });
    widgets::hairline(ui, 4.0);
}

fn list(ui: &mut Ui, all: &[MineRow], state: &SettleState, out: &mut Vec<Action>) {
    let listed: Vec<&MineRow> = all
        .iter()
        .filter(|row| state.fate.is_none_or(|fate| row.fate == fate))
        .filter(|row| state.mending.as_ref().is_none_or(|mending| row.mending == *mending))
        .collect();
    if listed.is_empty() {
        widgets::weak(
            ui,
            if all.is_empty() {
                "Nothing has been decided yet that this reviewer took part in."
            } else {
                "None of this kind."
            },
        );
        return;
    }
    let height = 46.0;
    ScrollArea::vertical().id_salt("what became").auto_shrink(false).show_rows(
        ui,
        height - ui.spacing().item_spacing.y,
        listed.len(),
        |ui, range| {
            for row in listed.get(range).unwrap_or_default() {
                mine_row(ui, row, height, out);
            }
        },
    );
}

fn mine_row(ui: &mut Ui, row: &MineRow, height: f32, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let icon = match row.fate {
        Fate::Kept => icons::CHECK,
        Fate::Changed => icons::SWAP,
        Fate::Refused => icons::X,
        Fate::Missed => icons::PLUS,
    };
    let size = vec2(ui.available_width(), height - ui.spacing().item_spacing.y);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    response.widget_info(|| {
        let name = format!("{}: {}. {} {}", row.fate.name(), row.title, row.detail, row.reason);
        egui::WidgetInfo::labeled(egui::Role::Button, true, name)
    });
    if response.hovered() && row.key.is_some() {
        ui.painter().rect_filled(rect, metrics::RADIUS_SMALL, tokens.hover);
    }
    let painter = ui.painter().with_clip_rect(rect);
    look::paint::icon(&painter, rect.left_top() + vec2(14.0, 16.0), icon, 14.0, tokens.weak);
    let left = rect.left() + 32.0;
    let width = rect.right() - left - 8.0;
    let galley = look::paint::line(&painter, &row.title, look::serif(15.0), tokens.ink, width);
    look::paint::put(&painter, egui::pos2(left, rect.top() + 15.0), egui::Align2::LEFT_CENTER, galley);
    let font = look::sans(metrics::SMALL);
    let mut from = left;
    if !row.reason.is_empty() {
        let galley =
            look::paint::line(&painter, &row.reason, look::semibold(metrics::SMALL), tokens.ink, width / 2.0);
        let at = egui::pos2(from, rect.top() + 33.0);
        from = look::paint::put(&painter, at, egui::Align2::LEFT_CENTER, galley).right() + 8.0;
    }
    let galley = look::paint::line(&painter, &row.detail, font, tokens.weak, rect.right() - from - 8.0);
    look::paint::put(&painter, egui::pos2(from, rect.top() + 33.0), egui::Align2::LEFT_CENTER, galley);
    if response.has_focus() {
        look::paint::focus_ring(ui.painter(), rect, metrics::RADIUS_SMALL, tokens);
    }
    if response.clicked()
        && let Some(key) = row.key
    {
        out.push(Action::Consensus(SettleAction::Show(key, false)));
    }
}

fn guideline(ui: &mut Ui, session: &Session, state: &SettleState, out: &mut Vec<Action>) {
    let codebook = session.codebook();
    widgets::heading(ui, "What the reasons say");
    let lines = mending(session.review(), codebook);
    if lines.is_empty() {
        widgets::weak(ui, "No reasons were given yet. R gives one with a decision; they are counted here.");
        return;
    }
    ScrollArea::vertical().id_salt("reasons").auto_shrink(false).show(ui, |ui| {
        for mend in [true, false] {
            let part: Vec<_> = lines.iter().filter(|line| line.mend == mend).collect();
            if part.is_empty() {
                continue;
            }
            widgets::section_head(ui, if mend { "To mend in the guideline" } else { "Other reasons" });
            for line in part {
                let label = codebook
                    .label(&line.label.as_str().into())
                    .map(|label| label.name.as_str())
                    .or_else(|| codebook.link(&line.label.as_str().into()).map(|kind| kind.name.as_str()))
                    .unwrap_or(&line.label);
                let key = (line.reason.clone(), line.label.clone());
                let chosen = state.mending.as_ref() == Some(&key);
                let row = widgets::Row::new(codebook.reason_name(&line.reason).to_owned())
                    .second(label.to_owned())
                    .detail(line.decisions.len().to_string())
                    .selected(chosen)
                    .name(format!(
                        "{}, {label}: {} decisions",
                        codebook.reason_name(&line.reason),
                        line.decisions.len()
                    ));
                let about = codebook.reason(&line.reason).map_or("", |reason| reason.about.as_str());
                let response = ui.add(row);
                if response.clicked() {
                    out.push(Action::Consensus(SettleAction::Mending((!chosen).then_some(key))));
                }
                if !about.is_empty() {
                    response.on_hover_text(about);
                }
            }
            ui.add_space(metrics::GAP);
        }
    });
}

/// With a capital letter.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
