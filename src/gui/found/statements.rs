//! Statement cards: every printing of what someone said, one above the other.

use egui::{ScrollArea, Ui, vec2};

use super::entry::{Entry, list};
use super::page::FoundAction;
use super::state::FoundState;
use super::words::{self, Parts};
use crate::gui::action::Action;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::gui::read::shortened;
use crate::insight::statements::{Printing, Statement};
use crate::insight::wording::wording;
use crate::model::{Annotation, Kind};
use crate::session::Session;
use crate::session::findings::Findings;
use crate::text::Span;

/// Shows the page.
pub fn show(ui: &mut Ui, session: &Session, state: &mut FoundState, out: &mut Vec<Action>) {
    let Some(found) = session.findings().quotes().cloned() else { return };
    if state.statements().is_empty() {
        let hint = "No two articles print the same words of somebody.";
        widgets::EmptyState::new(icons::QUOTES, "No shared statements", hint).show(ui, |_| {});
        return;
    }
    if let Some(statement) = state.statement().and_then(|number| found.statements.get(number)) {
        let most = (ui.available_height() * 0.72).round();
        ScrollArea::vertical().id_salt("statement").max_height(most).auto_shrink([false, true]).show(
            ui,
            |ui| {
                widgets::card(ui, |ui| card(ui, statement, session, out));
            },
        );
        ui.add_space(metrics::GAP);
    }
    let count = state.statements().len();
    let entry = |state: &FoundState, at: usize| {
        let statement = found.statements.get(*state.statements().get(at)?)?;
        entry_of(statement, session.findings())
    };
    list(ui, state, count, entry, out);
}

fn entry_of(statement: &Statement, findings: &Findings) -> Option<Entry> {
    let longest = statement.printings.get(statement.longest)?;
    let text = &findings.articles().get(longest.article)?.text;
    let words = shortened(&printed(text, longest), 120);
    let speaker = statement
        .printings
        .iter()
        .find_map(|p| {
            let known = p.attribution.as_ref()?;
            known.name.unwrap_or(known.speaker).slice(&findings.articles().get(p.article)?.text)
        })
        .unwrap_or("speaker not told")
        .to_owned();
    let count = statement.printings.len();
    let right = match statement.conflicts.len() {
        0 => format!("{count} printings"),
        1 => format!("{count} printings · 1 conflict"),
        n => format!("{count} printings · {n} conflicts"),
    };
    let name = format!("“{words}”, {speaker}, {right}");
    Some(Entry { parts: vec![(words, false)], quoted: true, left: speaker, right, name })
}

/// The words of a printing, its pieces joined.
fn printed(text: &str, printing: &Printing) -> String {
    let pieces: Vec<String> = printing
        .pieces
        .iter()
        .filter_map(|piece| piece.slice(text))
        .map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    pieces.join(" … ")
}

/// What became of the statement in a printing, for people.
fn became(printing: &Printing, longest: bool) -> Vec<&'static str> {
    let mut out = Vec::new();
    if longest {
        out.push("longest");
    }
    let told = [
        (printing.trimmed, "trimmed"),
        (printing.split, "split"),
        (printing.reworded, "reworded"),
        (!printing.in_marks(), "without marks"),
    ];
    out.extend(told.into_iter().filter(|(is, _)| *is).map(|(_, word)| word));
    if out.is_empty() {
        out.push("whole");
    }
    out
}

/// The card: all printings, and in what they contradict each other.
pub fn card(ui: &mut Ui, statement: &Statement, session: &Session, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let articles = session.findings().articles();
    let place = |printing: &Printing| -> Option<Vec<_>> {
        let article = articles.get(printing.article)?;
        Some(printing.pieces.iter().map(|piece| (article.id.clone(), *piece)).collect())
    };
    let all: Vec<_> = statement.printings.iter().filter_map(place).flatten().collect();
    widgets::section_head_with(ui, &format!("{} printings", statement.printings.len()), |ui| {
        if ui.add(widgets::plain("Show all").height(22.0)).clicked() {
            out.push(Action::Found(FoundAction::Jump(all)));
        }
    });
    let whole = statement
        .printings
        .get(statement.longest)
        .and_then(|printing| Some(printed(&articles.get(printing.article)?.text, printing)));
    let whole = whole.unwrap_or_default();
    for (at, printing) in statement.printings.iter().enumerate() {
        let Some(article) = articles.get(printing.article) else { continue };
        let longest = at == statement.longest;
        if at > 0 {
            widgets::hairline(ui, 3.0);
        }
        let start = printing.pieces.first().map(|piece| piece.start()).unwrap_or_default();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
            let name = format!("{} ¶{}", article.short_name(), article.paragraph_number(start));
            ui.label(egui::RichText::new(name).font(look::semibold(metrics::SMALL)).color(tokens.ink));
            let what = became(printing, longest).join(" · ");
            ui.label(egui::RichText::new(what).font(look::sans(metrics::SMALL)).color(tokens.weak));
        });
        let own = printed(&article.text, printing);
        let held = wording(&whole, &own);
        let (open, close) = if printing.in_marks() { ("“", "”") } else { ("", "") };
        let mut parts: Parts = vec![(open.to_owned(), false)];
        parts.extend(words::split(&own, &held.other));
        parts.push((close.to_owned(), false));
        let name = format!("Show in {}", article.short_name());
        let shown = words::wrapped(ui, &parts, &look::serif(15.0), 14, 22.0, Some(&name));
        if shown.clicked() {
            out.push(Action::Found(FoundAction::Jump(place(printing).unwrap_or_default())));
        }
        if !longest && !held.missing.is_empty() {
            let missing: Vec<String> = held
                .missing
                .iter()
                .filter_map(|span| span.slice(&whole))
                .map(|words| format!("“{}”", shortened(words, 80)))
                .collect();
            widgets::weak(ui, &format!("Leaves out {}", missing.join(", ")));
        }
        widgets::weak(ui, &said(&article.text, printing));
    }
    if !statement.conflicts.is_empty() {
        widgets::hairline(ui, 4.0);
        widgets::section_head(ui, "Conflicts");
        for conflict in &statement.conflicts {
            let side = |side: &crate::insight::discrepancies::Side| {
                let text = articles.get(side.article).map_or("", |article| &article.text);
                side.words.and_then(|words| words.slice(text)).unwrap_or("—").to_owned()
            };
            let parts: Parts =
                vec![(side(&conflict.a), true), (" / ".to_owned(), false), (side(&conflict.b), true)];
            widgets::field_row(ui, conflict.kind.name(), |ui| {
                ui.add_space(3.0);
                words::wrapped(ui, &parts, &look::serif(14.0), 3, 20.0, None);
            });
        }
        if ui.add(widgets::plain("Rule them…").height(22.0)).clicked() {
            out.push(Action::Do(crate::gui::command::Command::ShowDiscrepancies));
        }
    }
}

/// Speaker, verb and place as printed.
fn said(text: &str, printing: &Printing) -> String {
    let Some(known) = &printing.attribution else { return "Nobody is named.".to_owned() };
    let words =
        |span: Span| span.slice(text).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = words(known.speaker);
    if let Some(cue) = known.cue {
        out = format!("{out} · {}", words(cue));
    }
    if let Some(place) = known.place {
        out = format!("{out} · {}", words(place));
    }
    out
}

/// The statement that an annotation marks a printing of, where others print it too and quotes were
/// asked for.
pub fn statement_of<'a>(session: &'a Session, annotation: &Annotation) -> Option<&'a Statement> {
    if session.codebook().kind(&annotation.label) != Kind::Quote {
        return None;
    }
    let findings = session.findings();
    let at = findings.index_of(&annotation.article)?;
    let prints = |printing: &Printing| {
        printing.article == at
            && printing.pieces.iter().any(|piece| annotation.spans.iter().any(|span| span.overlaps(*piece)))
    };
    let statements = findings.quotes()?.statements.iter();
    statements.filter(|s| s.printings.len() > 1).find(|s| s.printings.iter().any(prints))
}
