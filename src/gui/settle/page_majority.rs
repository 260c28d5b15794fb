//! What more than half say, before it is taken; and where nobody has more than half.

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::action::SettleAction;
use super::state::SettleState;
use super::words;
use crate::agreement::settle::Item;
use crate::gui::action::Action;
use crate::gui::command::Facts;
use crate::gui::compare::counted;
use crate::gui::look::{icons, widgets};
use crate::model::Choice;
use crate::session::Session;

/// Shows it in `rect`.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    state: &SettleState,
    facts: &Facts,
    out: &mut Vec<Action>,
) {
    let majority = &state.majority;
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt("majority"), |ui| {
        widgets::card(ui, |ui| {
            ui.set_min_size(vec2(rect.width() - 24.0, rect.height() - 28.0));
            widgets::heading(ui, "What more than half say");
            let two = state.sources.as_ref().is_some_and(|sources| sources.reviewers.len() == 2);
            widgets::weak(
                ui,
                if two {
                    "Of two reviewers neither is more than half: every difference is a tie. Decide them one by one."
                } else {
                    "Half of those who are done with an article are not enough; having marked nothing is a vote too. \
                     Nothing is taken before you accept it, and one undo takes all of it back."
                },
            );
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                let count = majority.proposed.len();
                let words = format!("Accept {} by majority", counted(count as u64, "group", "groups"));
                let accept = widgets::primary(words).icon(icons::CHECK);
                if ui.add_enabled(count > 0 && facts.writable, accept).clicked() {
                    out.push(Action::Consensus(SettleAction::AcceptMajority));
                }
                widgets::weak(ui, &format!("{} stay open", counted(majority.ties.len() as u64, "tie", "ties")));
            });
            widgets::hairline(ui, 4.0);
            let lines = lines(state);
            if lines.is_empty() {
                widgets::weak(ui, "Nothing is open on which reviewers differ.");
                return;
            }
            let height = widgets::TWO_LINES;
            let area = ScrollArea::vertical().id_salt("majority list").auto_shrink(false);
            area.show_rows(ui, height, lines.len(), |ui, range| {
                for line in lines.get(range).unwrap_or_default() {
                    row(ui, line, session, out);
                }
            });
        });
    });
}

/// A line of the list: what is proposed, or a tie.
struct Line<'a> {
    item: &'a Item,
    choice: Option<&'a Choice>,
}

fn lines(state: &SettleState) -> Vec<Line<'_>> {
    let majority = &state.majority;
    let proposed = majority.proposed.iter().map(|(at, choice)| (*at, Some(choice)));
    let ties = majority.ties.iter().map(|at| (*at, None));
    let line = |(at, choice)| state.queue.items.get(at).map(|item| Line { item, choice });
    proposed.chain(ties).filter_map(line).collect()
}

fn row(ui: &mut Ui, line: &Line<'_>, session: &Session, out: &mut Vec<Action>) {
    let Line { item, choice } = line;
    let codebook = session.codebook();
    let group = &item.group;
    let says = |candidate: &crate::model::Candidate| {
        format!(
            "{} “{}”",
            words::label(&candidate.what, codebook),
            crate::gui::read::shortened(&words::matter(&candidate.what, codebook), 60)
        )
    };
    let (icon, what, votes) = match choice {
        Some(Choice::Take(taken)) => {
            let taken = taken.first().and_then(|at| group.candidates.get(*at));
            let votes = taken.map_or(0, |candidate| candidate.by.len());
            (icons::CHECK, taken.map(says).unwrap_or_default(), words::votes(votes, group.of.len()))
        }
        Some(_) => {
            let none = group.of.len().saturating_sub(group.votes());
            (icons::PROHIBIT, "nothing here".to_owned(), words::votes(none, group.of.len()))
        }
        None => {
            let mut votes: Vec<String> = group
                .candidates
                .iter()
                .map(|candidate| {
                    format!("{} × {}", candidate.by.len(), words::label(&candidate.what, codebook))
                })
                .collect();
            let none = group.of.len().saturating_sub(group.votes());
            if none > 0 {
                votes.push(format!("{none} × nothing"));
            }
            (icons::NOT_EQUALS, format!("tie: {}", votes.join(", ")), "stays open".to_owned())
        }
    };
    let title = words::title(item, session);
    let row = widgets::Row::new(title.clone())
        .second(format!("{what} · {} · {}", group.kind.name(), words::place(item, session)))
        .detail(votes.clone())
        .lead(widgets::Lead::Icon(icon))
        .name(format!("{title}: {what}, {votes}"));
    if ui.add(row).clicked() {
        out.push(Action::Consensus(SettleAction::Show(item.key(), false)));
    }
}
