//! How far it is, what can be taken all at once, and the switches.

use egui::{Align, Layout, Popup, Rect, Ui, UiBuilder, pos2};

use super::action::{Filter, Page, SettleAction};
use super::state::SettleState;
use super::words;
use crate::gui::action::Action;
use crate::gui::command::{Command, Facts};
use crate::gui::look::{self, icons, metrics, widgets};
use crate::session::Session;

/// Shows it at the top of `rect`; gives where it ends.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    state: &SettleState,
    facts: &Facts,
    out: &mut Vec<Action>,
) -> f32 {
    let tokens = look::tokens(ui);
    let row =
        |top: f32, height: f32| Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + height));
    let first = row(rect.top() + 12.0, 30.0);
    let right = Layout::right_to_left(Align::Center);
    let scope =
        ui.scope_builder(UiBuilder::new().max_rect(first).layout(right).id_salt("settle all"), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            all_at_once(ui, state, facts, out);
        });
    let used = scope.response.rect.left();
    let left = first.with_max_x((used - metrics::PADDING).max(first.left()));
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(left).layout(layout).id_salt("how far"), |ui| {
        let progress = state.queue.progress(|_| true);
        let title = if progress.total() == 0 {
            "Nothing is marked: there is nothing to settle".to_owned()
        } else if progress.is_complete() && state.queue.clusters_wait + state.queue.links_wait == 0 {
            format!("All {} decided", progress.total())
        } else {
            words::progress(&progress)
        };
        widgets::elided(ui, &title, look::serif_bold(18.0), tokens.ink);
    });
    let second = row(first.bottom() + 2.0, 22.0);
    ui.scope_builder(UiBuilder::new().max_rect(second).layout(layout).id_salt("who"), |ui| {
        widgets::elided(ui, &basis(session, state), look::sans(metrics::SMALL), tokens.weak);
    });
    let third = row(second.bottom() + 8.0, 30.0);
    ui.scope_builder(UiBuilder::new().max_rect(third).layout(layout).id_salt("pages"), |ui| {
        let names: Vec<&str> = Page::ALL.iter().map(|page| page.name()).collect();
        let chosen = Page::ALL.iter().position(|page| *page == state.page).unwrap_or(0);
        let picked = widgets::segmented(ui, "Page", &names, chosen);
        if let Some(page) = picked.and_then(|at| Page::ALL.get(at)) {
            out.push(Action::Consensus(SettleAction::Page(*page)));
        }
        ui.add_space(8.0);
        articles(ui, session, state, out);
    });
    ui.scope_builder(UiBuilder::new().max_rect(third).layout(right).id_salt("filter"), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        filters(ui, session, state, out);
    });
    third.bottom() + 10.0
}

/// Who takes part, what is left out, what waits.
fn basis(session: &Session, state: &SettleState) -> String {
    let Some(sources) = &state.sources else { return String::new() };
    let mut out = format!(
        "{} · {}",
        state.names.names(&sources.reviewers),
        crate::gui::compare::counted(sources.articles.len() as u64, "article", "articles")
    );
    let (clusters, links) = (state.queue.clusters_wait, state.queue.links_wait);
    if clusters + links > 0 {
        let mut wait = Vec::new();
        if clusters > 0 {
            wait.push(crate::gui::compare::counted(clusters as u64, "cluster", "clusters"));
        }
        if links > 0 {
            wait.push(crate::gui::compare::counted(links as u64, "link", "links"));
        }
        let before = if clusters > 0 { "marks" } else { "clusters" };
        out += &format!(" · {} follow when the {before} are decided", wait.join(" and "));
    }
    let left: Vec<String> = sources
        .left_out
        .iter()
        .map(|left| {
            let name =
                session.story().article(&left.article).map_or(left.article.as_str(), |a| a.short_name());
            let who = left.who.iter().map(|(who, why)| format!("{} {why}", state.names.name(who)));
            let what = if left.settled_without { "without" } else { "left out:" };
            format!("{name} {what} {}", who.collect::<Vec<_>>().join(", "))
        })
        .collect();
    if !left.is_empty() {
        out += &format!(" · {}", left.join(" · "));
    }
    if let Some(why) = session.read_only() {
        out += &format!(" · read-only: {why}");
    }
    out
}

fn all_at_once(ui: &mut Ui, state: &SettleState, facts: &Facts, out: &mut Vec<Action>) {
    let blind = state.names.is_blind();
    let hide = widgets::IconButton::new(
        if blind { icons::EYE_SLASH } else { icons::EYE },
        if blind { "Show names" } else { "Hide names" },
    )
    .hint(Command::SettleBlind.spec().about)
    .key(Command::SettleBlind.shortcut_text(ui.ctx()))
    .selected(blind);
    if ui.add(hide).clicked() {
        out.push(Action::Do(Command::SettleBlind));
    }
    let wide = ui.available_width() > 640.0;
    let mut button = |ui: &mut Ui, command: Command, words: String, icon: char| {
        let key = command.shortcut_text(ui.ctx());
        let button = widgets::quiet(words).icon(icon).key(key);
        let response = ui.add_enabled(command.applies(facts), button);
        let response = response.on_hover_text(command.spec().about);
        if response.clicked() {
            out.push(Action::Do(command));
        }
    };
    if state.queue.progress(|_| true).is_complete() {
        button(ui, Command::Export, "Export…".to_owned(), icons::EXPORT);
    }
    let proposed = state.majority.proposed.len();
    if state.sources.as_ref().is_some_and(|sources| sources.reviewers.len() > 2) {
        button(ui, Command::SettleMajority, format!("By majority  {proposed}"), icons::USERS);
    }
    let identical = state.queue.identical().count();
    let words = if wide { "Accept identical" } else { "Identical" };
    button(ui, Command::SettleIdentical, format!("{words}  {identical}"), icons::EQUALS);
}

fn articles(ui: &mut Ui, session: &Session, state: &SettleState, out: &mut Vec<Action>) {
    let Some(sources) = &state.sources else { return };
    if state.page != Page::Text || sources.articles.len() < 2 {
        return;
    }
    let progress = state.queue.by_article();
    let shown = state.article.as_ref();
    let name = |id: &crate::model::ArticleId| {
        let name = session.story().article(id).map_or(id.as_str(), |article| article.short_name());
        let left = progress.get(id).map_or(0, |progress| progress.open + progress.postponed);
        let left = if left == 0 { "done".to_owned() } else { format!("{left} left") };
        (crate::gui::read::shortened(name, 28), left)
    };
    let words = shown.map(name).map_or_else(String::new, |(name, left)| format!("{name} · {left}"));
    let button = ui.add(widgets::plain(words).icon(icons::NEWSPAPER));
    Popup::menu(&button).show(|ui| {
        for id in &sources.articles {
            let (name, left) = name(id);
            let row = widgets::Row::new(name.clone())
                .detail(left.clone())
                .name(format!("Show {name}, {left}"))
                .selected(shown == Some(id));
            if ui.add(row).clicked() {
                out.push(Action::Consensus(SettleAction::Article(id.clone())));
                ui.close();
            }
        }
    });
}

/// What narrows the list: kind, label, what is open. From the right.
fn filters(ui: &mut Ui, session: &Session, state: &SettleState, out: &mut Vec<Action>) {
    let filter = &state.filter;
    let open = widgets::plain("Only open").icon(icons::CIRCLE).selected(filter.open);
    if ui.add(open).on_hover_text("List only what is still to be decided").clicked() {
        let filter = Filter { open: !filter.open, ..filter.clone() };
        out.push(Action::Consensus(SettleAction::Filter(filter)));
    }
    let codebook = session.codebook();
    let label = filter.label.as_ref().map_or("All labels", |label| codebook.label_name(label));
    let button = ui.add(widgets::plain(label).icon(icons::TAG).selected(filter.label.is_some()));
    Popup::menu(&button).show(|ui| {
        let all = widgets::Row::new("All labels").selected(filter.label.is_none());
        if ui.add(all).clicked() {
            let filter = Filter { label: None, ..filter.clone() };
            out.push(Action::Consensus(SettleAction::Filter(filter)));
            ui.close();
        }
        for label in &codebook.labels {
            let has = |item: &crate::agreement::settle::Item| {
                item.group.candidates.iter().any(|c| c.what.label() == label.id.as_str())
            };
            let count = state.queue.items.iter().filter(|item| has(item)).count();
            if count == 0 {
                continue;
            }
            let mark = look::tokens(ui).mark(label.color);
            let row = widgets::Row::new(label.name.as_str())
                .lead(widgets::Lead::Swatch(label.kind, mark))
                .detail(count.to_string())
                .selected(filter.label.as_ref() == Some(&label.id));
            if ui.add(row).clicked() {
                let filter = Filter { label: Some(label.id.clone()), ..filter.clone() };
                out.push(Action::Consensus(SettleAction::Filter(filter)));
                ui.close();
            }
        }
    });
    let kind = filter.kind.map_or("All kinds", |kind| kind.name());
    let button = ui.add(widgets::plain(kind).icon(icons::FUNNEL).selected(filter.kind.is_some()));
    Popup::menu(&button).width(280.0).show(|ui| {
        ui.set_min_width(280.0);
        let all = widgets::Row::new("All kinds").selected(filter.kind.is_none());
        if ui.add(all).clicked() {
            out.push(Action::Consensus(SettleAction::Filter(Filter { kind: None, ..filter.clone() })));
            ui.close();
        }
        for (kind, all, left) in state.kinds() {
            let row = widgets::Row::new(kind.name())
                .detail(format!("{left} open of {all}"))
                .selected(filter.kind == Some(kind));
            if ui.add(row).clicked() {
                out.push(Action::Consensus(SettleAction::Filter(Filter {
                    kind: Some(kind),
                    ..filter.clone()
                })));
                ui.close();
            }
        }
    });
}
