//! The sidebar: stories, articles with their status, labels with their counts.

use egui::{Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::state::ReadState;
use super::visibility::{Aside, Veil, VisibleAction};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::found;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::gui::overview;
use crate::model::Status;
use crate::session::Session;
use crate::session::work::Progress;

/// Shows the sidebar in `rect`.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, state: &ReadState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), tokens.hairline());
    let inner = rect.shrink2(vec2(metrics::PADDING, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("sidebar"), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add_space(metrics::PADDING);
            stories(ui, session, state, out);
            articles(ui, session, state, out);
            ui.add_space(16.0);
            labels(ui, session, state, out);
            ui.add_space(16.0);
            found::sidebar(ui, session, &state.found, out);
            ui.add_space(16.0);
        });
    });
}

fn stories(ui: &mut Ui, session: &Session, state: &ReadState, out: &mut Vec<Action>) {
    let all = &session.project().stories;
    if all.len() < 2 {
        return;
    }
    widgets::section_head(ui, "Stories");
    for story in all {
        let chosen = story.id == session.story().id;
        let progress = if chosen {
            Some(Progress::of(session.review(), story))
        } else {
            state.progress.get(&story.id).copied()
        };
        let words = progress.map_or_else(
            || match story.articles.len() {
                1 => "1 article, not begun".to_owned(),
                many => format!("{many} articles, not begun"),
            },
            overview::progress_words,
        );
        let row = widgets::Row::new(story.title.as_str()).second(words).selected(chosen);
        let response = ui.add(row);
        let line = Rect::from_min_max(
            response.rect.left_bottom() + vec2(8.0, -5.0),
            response.rect.right_bottom() + vec2(-8.0, -2.0),
        );
        overview::progress_line(ui, line, progress.unwrap_or_default());
        if response.clicked() && !chosen {
            out.push(Action::Story(story.id.clone()));
        }
    }
    ui.add_space(16.0);
}

fn next(status: Status) -> Status {
    match status {
        Status::NotStarted => Status::InProgress,
        Status::InProgress => Status::Done,
        Status::Done => Status::NotStarted,
    }
}

fn articles(ui: &mut Ui, session: &Session, state: &ReadState, out: &mut Vec<Action>) {
    let writable = session.read_only().is_none();
    widgets::section_head_with(ui, "Articles", |ui| {
        if writable && ui.add(widgets::IconButton::new(icons::PLUS, "Add articles").size(20.0)).clicked() {
            out.push(Action::Do(Command::AddArticles));
        }
    });
    let review = session.review();
    for article in &session.story().articles {
        let status = review.status(&article.id);
        let count = review.index(&article.id).map_or(0, |index| index.len());
        let column = state.column_of(&article.id);
        let row = widgets::Row::new(article.short_name())
            .lead(widgets::Lead::Status(status))
            .detail(count.to_string())
            .name(format!("{}, {}, {count} annotations", article.short_name(), status.name()))
            .selected(column.is_some() && column == Some(state.focus))
            .faded(column.is_none());
        let response = ui.add(row);
        let hint = format!(
            "{}\n{}{}",
            if article.info.title.is_empty() { article.short_name() } else { &article.info.title },
            status.name(),
            if column.is_none() { " · closed: click to open its column" } else { "" },
        );
        let response = response.on_hover_text(hint);
        if response.clicked() {
            out.push(Action::ShowArticle(article.id.clone()));
        }
        response.context_menu(|ui| {
            for choice in [Status::NotStarted, Status::InProgress, Status::Done] {
                let row = widgets::Row::new(format!("Mark as {}", choice.name()))
                    .lead(widgets::Lead::Status(choice))
                    .faded(!writable);
                if ui.add(row).clicked() && writable {
                    out.push(Action::Status(article.id.clone(), choice));
                    ui.close();
                }
            }
            widgets::hairline(ui, 4.0);
            let words = if column.is_some() { "Close its column" } else { "Open its column" };
            if ui.add(widgets::Row::new(words).lead(widgets::Lead::Icon(icons::COLUMNS))).clicked() {
                out.push(Action::ToggleColumn(article.id.clone()));
                ui.close();
            }
        });
    }
    let progress = Progress::of(review, session.story());
    if progress.articles > 1 {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 10.0), Sense::hover());
        let line = Rect::from_center_size(rect.center(), vec2(rect.width() - 16.0, 3.0));
        overview::progress_line(ui, line, progress);
        let words = overview::progress_words(progress);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.as_str()));
        response.on_hover_text(words.as_str());
    }
    let Some(column) = state.focused() else { return };
    let status = review.status(&column.article);
    ui.add_space(6.0);
    if writable {
        let words = match status {
            Status::NotStarted => "Begin this article",
            Status::InProgress => "Done with this article",
            Status::Done => "Open it again",
        };
        let to = if status == Status::Done { Status::InProgress } else { next(status) };
        if ui.add(widgets::quiet(words).icon(icons::CHECK).width(ui.available_width())).clicked() {
            out.push(Action::Status(column.article.clone(), to));
        }
    }
}

fn labels(ui: &mut Ui, session: &Session, state: &ReadState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    widgets::section_head_with(ui, "Labels", |ui| {
        let key = Command::Codebook.shortcut_text(ui.ctx());
        let edit = widgets::IconButton::new(icons::PENCIL_SIMPLE, "Edit the codebook").size(20.0).key(key);
        if ui.add(edit).clicked() {
            out.push(Action::Do(Command::Codebook));
        }
    });
    let review = session.review();
    for label in &session.project().codebook.labels {
        let aside = Aside::Label(label.id.clone());
        let veil = state.visibility.of(&aside);
        let hidden = veil.is_some();
        let inset = if label.parent.is_some() { 12.0 } else { 0.0 };
        let row = widgets::Row::new(label.name.as_str())
            .lead(widgets::Lead::Swatch(label.kind, tokens.mark(label.color)))
            .detail(review.count(&label.id).to_string())
            .name(format!("Show only {}, {} annotations", label.name, review.count(&label.id)))
            .selected(state.list.label.as_ref() == Some(&label.id))
            .faded(hidden)
            .inset(inset)
            .keep(22.0);
        let response = ui.add(row);
        let eye = Rect::from_center_size(
            egui::pos2(response.rect.right() - 12.0, response.rect.center().y),
            vec2(20.0, 20.0),
        );
        let (icon, name) = if hidden {
            (icons::EYE_SLASH, format!("Show {} marks", label.name))
        } else {
            (icons::EYE, format!("Hide {} marks", label.name))
        };
        if (hidden || ui.rect_contains_pointer(response.rect))
            && ui.put(eye, widgets::IconButton::new(icon, name).size(20.0)).clicked()
        {
            let veil = veil.is_none().then_some(Veil::Hidden);
            out.push(Action::Visible(VisibleAction::Veil(aside, veil)));
        } else if response.clicked() {
            out.push(Action::OnlyLabel(label.id.clone()));
        }
        if !label.about.is_empty() {
            response.on_hover_text(label.about.as_str());
        }
    }
}
