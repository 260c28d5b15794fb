//! Splitting a label: by the value of an attribute, or by ticking annotations.

use std::collections::BTreeSet;

use egui::{ScrollArea, Ui};

use crate::gui::codebook::colors::next_color;
use crate::gui::codebook::widgets::menu;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::gui::read::shortened;
use crate::model::{AnnotationId, Codebook, CodebookChange, LabelId, Part, Value};
use crate::session::Survey;

/// An annotation to tick.
struct Tick {
    id: AnnotationId,
    words: String,
    place: String,
}

/// What is split off.
pub(super) struct Split {
    pub(super) from: LabelId,
    name: String,
    by_value: bool,
    /// Ids and names of the label's attributes.
    attributes: Vec<(String, String)>,
    attribute: usize,
    /// The values of each attribute, with how many annotations have it, and whether it is ticked.
    values: Vec<Vec<(Option<Value>, usize, bool)>>,
    ticks: Vec<Tick>,
    ticked: BTreeSet<AnnotationId>,
    query: String,
}

impl Split {
    pub(super) fn new(codebook: &Codebook, from: &LabelId) -> Option<Self> {
        let label = codebook.label(from)?;
        let attributes: Vec<(String, String)> =
            label.attributes.iter().map(|one| (one.id.clone(), one.name.clone())).collect();
        Some(Self {
            from: from.clone(),
            name: String::new(),
            by_value: !attributes.is_empty(),
            attributes,
            attribute: 0,
            values: Vec::new(),
            ticks: Vec::new(),
            ticked: BTreeSet::new(),
            query: String::new(),
        })
    }

    /// Takes in what all reviews have.
    pub(super) fn count(&mut self, survey: &Survey) {
        let values = |id: &str| {
            let all = survey.values(&self.from, id).into_iter();
            all.map(|(value, count)| (value, count, false)).collect::<Vec<_>>()
        };
        self.values = self.attributes.iter().map(|(id, _)| values(id)).collect();
        self.ticks = survey
            .annotations(&self.from)
            .map(|(review, one)| Tick {
                id: one.id.clone(),
                words: shortened(&one.text.join(" … "), 90),
                place: format!("{} · {}", review.reviewer, one.article),
            })
            .collect();
        let known: BTreeSet<&AnnotationId> = self.ticks.iter().map(|tick| &tick.id).collect();
        self.ticked.retain(|id| known.contains(id));
    }

    pub(super) fn change(&self, codebook: &Codebook) -> Option<(String, CodebookChange)> {
        let name = self.name.trim();
        let part = if self.by_value {
            let values = self.values.get(self.attribute)?;
            let ticked: Vec<Option<Value>> =
                values.iter().filter(|(.., ticked)| *ticked).map(|(value, ..)| value.clone()).collect();
            (!ticked.is_empty())
                .then(|| Some(Part::Values(self.attributes.get(self.attribute)?.0.clone(), ticked)))??
        } else {
            (!self.ticked.is_empty()).then(|| Part::These(self.ticked.clone()))?
        };
        let step = format!("split “{name}” off “{}”", codebook.label_name(&self.from));
        let change = codebook.split(&self.from, part, name, next_color(codebook))?;
        (!name.is_empty()).then_some((step, change))
    }

    pub(super) fn show(&mut self, ui: &mut Ui, fresh: bool, height: f32) {
        let field =
            widgets::TextField::new(&mut self.name, "Name of the new label").hint("Name of the new label");
        let field = ui.add(field);
        if fresh {
            field.request_focus();
        }
        if !self.attributes.is_empty() {
            ui.horizontal(|ui| {
                let options = ["By what is said", "By ticking"];
                if let Some(at) =
                    widgets::segmented(ui, "How it is split", &options, usize::from(!self.by_value))
                {
                    self.by_value = at == 0;
                }
                if self.by_value {
                    let names: Vec<String> = self.attributes.iter().map(|(_, name)| name.clone()).collect();
                    let shown = names.get(self.attribute).cloned().unwrap_or_default();
                    if let Some(at) = menu(ui, "Attribute", &shown, &names, self.attribute) {
                        self.attribute = at;
                    }
                }
            });
        }
        if self.by_value { self.show_values(ui, height) } else { self.show_ticks(ui, height) }
    }

    fn show_values(&mut self, ui: &mut Ui, height: f32) {
        widgets::weak(ui, "Tick the values that go to the new label.");
        let Some(values) = self.values.get_mut(self.attribute) else { return };
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).id_salt("values").show(
            ui,
            |ui| {
                widgets::list(ui, |ui| {
                    for (at, (value, count, ticked)) in values.iter_mut().enumerate() {
                        let words = value.as_ref().map_or("Not set".to_owned(), ToString::to_string);
                        let row = tick_row(&words, *ticked).detail(super::counted(*count, "annotation"));
                        if ui.push_id(at, |ui| ui.add(row.name(format!("Value {words}")))).inner.clicked() {
                            *ticked = !*ticked;
                        }
                    }
                });
                if values.is_empty() {
                    widgets::weak(ui, "Nothing is tagged with it.");
                }
            },
        );
    }

    fn show_ticks(&mut self, ui: &mut Ui, height: f32) {
        ui.add(widgets::SearchField::new(&mut self.query, "Search annotations"));
        let query = self.query.trim().to_lowercase();
        let found: Vec<&Tick> = self
            .ticks
            .iter()
            .filter(|tick| query.is_empty() || tick.words.to_lowercase().contains(&query))
            .collect();
        let mut all = None;
        ui.horizontal(|ui| {
            widgets::weak(ui, &format!("{} of {} ticked", self.ticked.len(), self.ticks.len()));
            if ui.add_enabled(!found.is_empty(), widgets::plain("Tick these").height(22.0)).clicked() {
                all = Some(true);
            }
            if ui.add_enabled(!found.is_empty(), widgets::plain("Untick these").height(22.0)).clicked() {
                all = Some(false);
            }
        });
        if let Some(on) = all {
            for tick in &found {
                if on {
                    self.ticked.insert(tick.id.clone());
                } else {
                    self.ticked.remove(&tick.id);
                }
            }
        }
        let mut turned = None;
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let height = height.min(found.len().max(1) as f32 * metrics::ROW);
            let scroll = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
            scroll.id_salt("ticks").show_rows(ui, metrics::ROW, found.len(), |ui, range| {
                for tick in found.get(range).unwrap_or_default() {
                    let on = self.ticked.contains(&tick.id);
                    let row = tick_row(&tick.words, on).font(look::serif(14.0)).detail(tick.place.as_str());
                    let row = row.name(format!("“{}”, {}", tick.words, tick.place));
                    if ui.push_id(tick.id.as_str(), |ui| ui.add(row)).inner.clicked() {
                        turned = Some(tick.id.clone());
                    }
                }
            });
        });
        if self.ticks.is_empty() {
            widgets::weak(ui, "Nothing is tagged with it.");
        }
        if let Some(id) = turned
            && !self.ticked.remove(&id)
        {
            self.ticked.insert(id);
        }
    }
}

fn tick_row(words: &str, on: bool) -> widgets::Row<'_> {
    widgets::Row::new(words)
        .lead(widgets::Lead::Icon(if on { icons::CHECK_CIRCLE } else { icons::CIRCLE }))
        .role(egui::Role::CheckBox)
        .selected(on)
}
