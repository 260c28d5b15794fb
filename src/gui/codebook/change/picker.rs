//! Choosing one of many by typing or pointing: the list follows the search, Enter decides.

use egui::{Context, Id, Key, ScrollArea, Ui};

use crate::gui::look::{self, icons, metrics, widgets};
use crate::model::{Codebook, Color, Kind, Label, LinkKindId};

/// Something to choose.
#[derive(Clone, Debug)]
struct Item {
    id: String,
    name: String,
    mark: Option<(Kind, Color)>,
    depth: usize,
}

/// The list with its search.
#[derive(Clone, Debug, Default)]
pub(super) struct Picker {
    items: Vec<Item>,
    query: String,
    chosen: Option<String>,
}

impl Picker {
    /// The labels of a codebook that fit.
    pub(super) fn labels(codebook: &Codebook, fits: impl Fn(&Label) -> bool) -> Self {
        let labels = codebook.tree().into_iter().filter(|branch| fits(branch.label));
        let item = |branch: crate::model::Branch<'_>| Item {
            id: branch.label.id.to_string(),
            name: branch.label.name.clone(),
            mark: Some((branch.label.kind, branch.label.color)),
            depth: branch.depth,
        };
        Self { items: labels.map(item).collect(), ..Self::default() }
    }

    /// The kinds of links but one.
    pub(super) fn links(codebook: &Codebook, but: &LinkKindId) -> Self {
        let links = codebook.links.iter().filter(|link| link.id != *but);
        let item = |link: &crate::model::LinkKind| Item {
            id: link.id.to_string(),
            name: link.name.clone(),
            mark: None,
            depth: 0,
        };
        Self { items: links.map(item).collect(), ..Self::default() }
    }

    /// The id of what is chosen.
    pub(super) fn chosen(&self) -> Option<&str> {
        self.chosen.as_deref()
    }

    /// Chooses what has this id.
    pub(super) fn choose(&mut self, id: &str) {
        self.chosen = self.items.iter().find(|item| item.id == id).map(|item| item.id.clone());
    }

    fn search_id() -> Id {
        Id::unique("codebook target")
    }

    fn found(&self) -> Vec<&Item> {
        let query = self.query.trim().to_lowercase();
        self.items.iter().filter(|item| item.name.to_lowercase().contains(&query)).collect()
    }

    /// Arrows in the search move the choice; true where Enter was pressed there.
    pub(super) fn take_keys(&mut self, ctx: &Context) -> bool {
        if !ctx.memory(|memory| memory.has_focus(Self::search_id())) {
            return false;
        }
        let (mut step, mut entered) = (0_i64, false);
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let egui::Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                match key {
                    _ if modifiers.any() => return true,
                    Key::ArrowDown => step += 1,
                    Key::ArrowUp => step -= 1,
                    Key::Enter => entered = true,
                    _ => return true,
                }
                false
            });
        });
        if step != 0 {
            let found = self.found();
            let now = found.iter().position(|item| Some(&item.id) == self.chosen.as_ref());
            let next = match now {
                None => 0,
                Some(at) => (at as i64 + step).rem_euclid(found.len().max(1) as i64) as usize,
            };
            self.chosen = found.get(next).map(|item| item.id.clone());
        }
        entered && self.chosen.is_some()
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, name: &str, fresh: bool, height: f32) {
        let tokens = look::tokens(ui);
        let field = widgets::SearchField::new(&mut self.query, name).hint("Search").id(Self::search_id());
        let field = ui.add(field);
        if fresh {
            field.request_focus();
        }
        if field.changed() {
            let found = self.found();
            let kept = found.iter().any(|item| Some(&item.id) == self.chosen.as_ref());
            if !kept {
                let first = found.first().map(|item| item.id.clone());
                self.chosen = first.filter(|_| !self.query.trim().is_empty());
            }
        }
        let found: Vec<Item> = self.found().into_iter().cloned().collect();
        let height = height.min(found.len().max(1) as f32 * metrics::ROW);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).id_salt(name).show(ui, |ui| {
            widgets::list(ui, |ui| {
                for item in &found {
                    let lead = match item.mark {
                        Some((kind, color)) => widgets::Lead::Swatch(kind, tokens.mark(color)),
                        None => widgets::Lead::Icon(icons::LINK),
                    };
                    let chosen = self.chosen.as_ref() == Some(&item.id);
                    let row = widgets::Row::new(item.name.as_str())
                        .lead(lead)
                        .inset(item.depth as f32 * 16.0)
                        .role(egui::Role::RadioButton)
                        .name(format!("{name} {}", item.name))
                        .selected(chosen);
                    let response = ui.push_id(&item.id, |ui| ui.add(row)).inner;
                    if response.clicked() {
                        self.chosen = Some(item.id.clone());
                    }
                }
            });
        });
        if found.is_empty() {
            widgets::weak(ui, "Nothing of that name.");
        }
    }
}
