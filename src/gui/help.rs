//! The list of keys (F1), generated from the table of commands.

use egui::{Context, Id, Modal, ScrollArea, Ui, vec2};

use super::command::{Command, Group, PANE_KEYS, format_shortcut};
use super::fuzzy::{Hay, Needle};
use super::look::widgets::{IconButton, SearchField, card, dialog_frame, heading, list, section_head, weak};
use super::look::{self, icons, metrics, paint};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// As people read them; alternatives apart.
    pub keys: Vec<String>,
    /// What they do.
    pub text: String,
    /// More about it, for the tooltip and the search.
    pub about: String,
}

/// A part of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpSection {
    /// Its head.
    pub title: String,
    /// Its lines.
    pub rows: Vec<HelpRow>,
}

/// All keys: the labels' own (key and name, from the codebook), what the text handles itself, and
/// every command that has a shortcut.
pub fn sections(ctx: &Context, labels: &[(String, String)]) -> Vec<HelpSection> {
    let mut sections = Vec::new();
    let rows: Vec<HelpRow> = labels
        .iter()
        .filter(|(key, _)| !key.is_empty())
        .map(|(key, name)| HelpRow {
            keys: vec![key.to_uppercase()],
            text: name.clone(),
            about: format!("Tag the selected words as {name}"),
        })
        .collect();
    if !rows.is_empty() {
        sections.push(HelpSection { title: "Labels".into(), rows });
    }
    let mac = ctx.os() == egui::os::OperatingSystem::Mac;
    for (title, rows) in PANE_KEYS {
        let rows = rows.iter().map(|row| HelpRow {
            keys: row
                .keys
                .iter()
                .map(|key| {
                    if mac {
                        key.replace("Ctrl+", "Cmd+").replace("Alt", "Option")
                    } else {
                        (*key).to_owned()
                    }
                })
                .collect(),
            text: row.about.to_owned(),
            about: String::new(),
        });
        sections.push(HelpSection { title: (*title).to_owned(), rows: rows.collect() });
    }
    for group in Group::ALL {
        let rows: Vec<HelpRow> = Command::of(group)
            .filter(|command| command.shortcut().is_some())
            .map(|command| HelpRow {
                keys: command.spec().shortcuts.iter().map(|keys| format_shortcut(ctx, *keys)).collect(),
                text: command.name().to_owned(),
                about: command.spec().about.to_owned(),
            })
            .collect();
        if !rows.is_empty() {
            sections.push(HelpSection { title: group.name().to_owned(), rows });
        }
    }
    sections
}

/// The same as a Markdown table a section, for the README.
pub fn markdown(sections: &[HelpSection]) -> String {
    let mut out = String::new();
    for section in sections {
        out.push_str(&format!("### {}\n\n| keys | what they do |\n| --- | --- |\n", section.title));
        for row in &section.rows {
            let keys: Vec<String> = row.keys.iter().map(|keys| format!("`{keys}`")).collect();
            let about = if row.about.is_empty() { String::new() } else { format!(": {}", row.about) };
            out.push_str(&format!("| {} | {}{about} |\n", keys.join(", "), row.text.trim_end_matches('…')));
        }
        out.push('\n');
    }
    out
}

/// The open list.
pub struct Help {
    sections: Vec<(HelpSection, Vec<Hay>)>,
    query: String,
    fresh: bool,
}

impl Help {
    /// Made when the person asks for it.
    pub fn new(ctx: &Context, labels: &[(String, String)]) -> Self {
        let prepared = sections(ctx, labels).into_iter().map(|section| {
            let hays = section.rows.iter().map(|row| {
                Hay::new(&format!("{} {} {} {}", row.text, row.about, row.keys.join(" "), section.title))
            });
            let hays = hays.collect();
            (section, hays)
        });
        Self { sections: prepared.collect(), query: String::new(), fresh: true }
    }

    /// Draws it; false when the person is done with it.
    pub fn show(&mut self, ctx: &Context) -> bool {
        let tokens = look::tokens_of(ctx);
        let screen = ctx.content_rect();
        let again = super::command::consume(ctx, Command::ShowKeys);
        let id = Id::unique("help");
        let response = Modal::new(id)
            .area(Modal::default_area(id).default_height(screen.height()))
            .backdrop_color(tokens.veil())
            .frame(dialog_frame(tokens))
            .show(ctx, |ui| {
                ui.set_width(900.0_f32.min(screen.width() - 88.0));
                self.contents(ui, screen.height() - 180.0)
            });
        !(response.inner || response.should_close() || again)
    }

    fn contents(&mut self, ui: &mut Ui, height: f32) -> bool {
        let mut closed = false;
        ui.horizontal(|ui| {
            heading(ui, "Keys");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                closed = ui.add(IconButton::new(icons::X, "Close").key("Escape")).clicked();
                let response = ui.add(SearchField::new(&mut self.query, "Search keys").width(260.0));
                if std::mem::take(&mut self.fresh) {
                    response.request_focus();
                }
            });
        });
        ui.add_space(8.0);
        let needle = Needle::new(&self.query);
        let nothing = Hay::default();
        let shown: Vec<(&str, Vec<&HelpRow>)> = self
            .sections
            .iter()
            .map(|(section, hays)| {
                let rows =
                    section.rows.iter().zip(hays).filter(|(_, hay)| needle.find(hay, &nothing).is_some());
                (section.title.as_str(), rows.map(|(row, _)| row).collect::<Vec<_>>())
            })
            .filter(|(_, rows)| !rows.is_empty())
            .collect();
        ScrollArea::vertical().max_height(height.max(120.0)).auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(ui.available_width() - 10.0);
            if shown.is_empty() {
                weak(ui, "No key does that. Ctrl+K finds what has no key.");
            } else if ui.available_width() > 620.0 {
                let (left, right) = balance(&shown);
                ui.columns(2, |columns| {
                    if let [a, b] = columns {
                        cards(a, left);
                        cards(b, right);
                    }
                });
            } else {
                cards(ui, &shown);
            }
        });
        closed
    }
}

type Shown<'a> = (&'a str, Vec<&'a HelpRow>);

/// Splits in order, so that both columns are about equally high.
fn balance<'a, 'b>(shown: &'b [Shown<'a>]) -> (&'b [Shown<'a>], &'b [Shown<'a>]) {
    let height = |sections: &[Shown<'a>]| sections.iter().map(|(_, rows)| rows.len() + 2).sum::<usize>();
    let best = (0..=shown.len()).min_by_key(|at| {
        let (left, right) = shown.split_at(*at);
        height(left).abs_diff(height(right))
    });
    shown.split_at(best.unwrap_or(0))
}

fn cards(ui: &mut Ui, sections: &[Shown<'_>]) {
    for (title, rows) in sections {
        card(ui, |ui| {
            section_head(ui, title);
            list(ui, |ui| rows.iter().for_each(|row| key_row(ui, row)));
        });
        ui.add_space(8.0);
    }
}

/// What it does on the left, on as many lines as it needs; its keys on the right.
fn key_row(ui: &mut Ui, row: &HelpRow) {
    let tokens = look::tokens(ui);
    let painter = ui.painter();
    let widths: Vec<f32> = row.keys.iter().map(|key| paint::key_cap_width(painter, key) + 4.0).collect();
    let width = ui.available_width();
    let caps: f32 = widths.iter().sum();
    let text = painter.layout(row.text.clone(), look::sans(metrics::SANS), tokens.ink, width - caps - 16.0);
    let height = (text.size().y + 8.0).max(metrics::ROW);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), egui::Sense::hover());
    let painter = ui.painter();
    paint::put(painter, rect.left_center(), egui::Align2::LEFT_CENTER, text);
    let mut right = rect.max.x;
    for (key, width) in row.keys.iter().zip(widths).rev() {
        paint::key_cap(painter, egui::pos2(right, rect.center().y), key, tokens);
        right -= width;
    }
    let name = format!("{}: {}", row.text, row.keys.join(" or "));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &name));
    if !row.about.is_empty() {
        response.on_hover_text(&row.about);
    }
}

#[cfg(test)]
#[path = "help_tests.rs"]
mod tests;
