//! Choosing how two things are linked.

use egui::{Align2, Area, Event, Id, Key, Order, Rect, Ui, vec2};

use super::words::{end_of, kind_word, times};
use super::{ReadState, TieAction};
use crate::gui::action::Action;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::gui::read::shortened;
use crate::model::{AnnotationId, ClusterId, Kind, LinkEnd, LinkId, LinkKindId, Review};
use crate::session::Session;

/// An end that can be one annotation, or all that is the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The annotation, where one was pointed at.
    one: Option<AnnotationId>,
    /// What it is tied to.
    all: Option<ClusterId>,
    /// Whether all of it is meant.
    wide: bool,
}

impl Side {
    fn new(session: &Session, end: &LinkEnd) -> Self {
        match end {
            LinkEnd::Cluster(id) => Self { one: None, all: Some(id.clone()), wide: true },
            LinkEnd::Annotation(id) => {
                let all = session.review().cluster_of(id).map(|cluster| cluster.id.clone());
                // An entity is meant as such; a claim or quote as it is printed here.
                let label = session.review().annotation(id).map(|annotation| &annotation.label);
                let entity = label.is_some_and(|label| session.codebook().kind(label) == Kind::Entity);
                Self { one: Some(id.clone()), wide: entity && all.is_some(), all }
            }
        }
    }

    fn can_turn(&self) -> bool {
        self.one.is_some() && self.all.is_some()
    }

    fn end(&self) -> Option<LinkEnd> {
        let all = self.all.clone().map(LinkEnd::Cluster);
        let one = self.one.clone().map(LinkEnd::Annotation);
        if self.wide { all.or(one) } else { one.or(all) }
    }
}

/// Two things that are to be linked.
#[derive(Clone, Debug, PartialEq)]
pub struct Choosing {
    from: Side,
    to: Side,
    /// The link that is changed; `None` where a new one is made.
    pub link: Option<LinkId>,
    /// The row that Enter takes.
    pub cursor: usize,
}

/// A way to link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The two are the same.
    Same,
    /// A link of this kind; turned where it leads from the second to the first.
    Link(LinkKindId, bool),
}

impl Choosing {
    /// A new link between two things.
    pub fn new(session: &Session, from: &LinkEnd, to: &LinkEnd) -> Self {
        Self { from: Side::new(session, from), to: Side::new(session, to), link: None, cursor: 0 }
    }

    /// Another kind or direction for a link.
    pub fn change(session: &Session, id: &LinkId) -> Option<Self> {
        let link = session.review().link(id)?;
        let side = |end: &LinkEnd| match end {
            LinkEnd::Annotation(id) => Side { one: Some(id.clone()), all: None, wide: false },
            LinkEnd::Cluster(id) => Side { one: None, all: Some(id.clone()), wide: true },
        };
        let mut choosing =
            Self { from: side(&link.from), to: side(&link.to), link: Some(id.clone()), cursor: 0 };
        let now = Choice::Link(link.kind.clone(), false);
        choosing.cursor = choices(session, &choosing).iter().position(|choice| *choice == now).unwrap_or(0);
        Some(choosing)
    }

    /// Both ends; `None` where one has gone.
    pub fn ends(&self) -> Option<(LinkEnd, LinkEnd)> {
        Some((self.from.end()?, self.to.end()?))
    }

    /// Whether there is anything to choose beside the kind.
    pub fn has_sides(&self) -> bool {
        self.from.can_turn() || self.to.can_turn()
    }

    /// Means all that is the same, or one annotation: of the first thing or of the second.
    pub fn widen(&mut self, first: bool) {
        let side = if first { &mut self.from } else { &mut self.to };
        if side.can_turn() {
            side.wide = !side.wide;
        }
    }

    pub(super) fn is_there(&self, review: &Review) -> bool {
        let there = |side: &Side| {
            side.one.as_ref().is_none_or(|id| review.annotation(id).is_some())
                && side.all.as_ref().is_none_or(|id| review.cluster(id).is_some())
        };
        there(&self.from) && there(&self.to)
    }
}

/// The ways to link two things that the codebook allows: forwards, then backwards; and first of all
/// that they are the same, where they are of one kind.
pub fn choices(session: &Session, choosing: &Choosing) -> Vec<Choice> {
    let Some((from, to)) = choosing.ends() else { return Vec::new() };
    let verbs = session.verbs();
    let mut out = Vec::new();
    if choosing.link.is_none() && verbs.kind_of(&from) == verbs.kind_of(&to) {
        out.push(Choice::Same);
    }
    for (from, to, turned) in [(&from, &to, false), (&to, &from, true)] {
        let kinds = verbs.link_kinds(from, to);
        out.extend(kinds.into_iter().map(|kind| Choice::Link(kind.id.clone(), turned)));
    }
    out
}

/// Arrows, Enter, the digits of the rows, and F and T for what the ends mean.
pub(super) fn take_keys(ui: &Ui, session: &Session, state: &ReadState, out: &mut Vec<Action>) {
    let Some(choosing) = &state.ties.choosing else { return };
    if ui.ctx().text_edit_focused() {
        return;
    }
    let count = choices(session, choosing).len();
    let mut cursor = choosing.cursor;
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } if !modifiers.any() => {
                match key {
                    Key::ArrowDown => cursor = (cursor + 1) % count.max(1),
                    Key::ArrowUp => cursor = (cursor + count.max(1) - 1) % count.max(1),
                    Key::Enter => out.push(TieAction::Choose(cursor).into()),
                    _ => return true,
                }
                false
            }
            Event::Text(typed) => {
                match typed.as_str() {
                    "f" | "F" => out.push(TieAction::Widen(true).into()),
                    "t" | "T" => out.push(TieAction::Widen(false).into()),
                    digit => {
                        let at = digit.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
                        out.extend(at.filter(|at| *at < count).map(|at| Action::from(TieAction::Choose(at))));
                    }
                }
                false
            }
            _ => true,
        });
    });
    if cursor != choosing.cursor {
        out.push(TieAction::ChooseCursor(cursor).into());
    }
}

/// Shows the ways to link, over the columns' lower end.
pub(super) fn show(ui: &Ui, desk: Rect, session: &Session, state: &ReadState, out: &mut Vec<Action>) {
    let Some(choosing) = &state.ties.choosing else { return };
    let Some((from, to)) = choosing.ends() else { return };
    let (Some(first), Some(second)) = (end_of(session, &from, None), end_of(session, &to, None)) else {
        return;
    };
    let codebook = session.codebook();
    let tokens = look::tokens(ui);
    let area = Area::new(Id::unique("link kinds")).order(Order::Foreground).pivot(Align2::CENTER_BOTTOM);
    let width = desk.width().min(460.0);
    area.fixed_pos(desk.center_bottom() - vec2(0.0, 12.0)).show(ui.ctx(), |ui| {
        widgets::float_frame(tokens).show(ui, |ui| {
            ui.set_width(width - 16.0);
            let change = choosing.link.is_some();
            widgets::strong(ui, if change { "Change the link" } else { "How are they linked?" });
            for (side, end, key, name) in
                [(&choosing.from, &first, "F", "From"), (&choosing.to, &second, "T", "To")]
            {
                widgets::field_row(ui, name, |ui| {
                    ui.horizontal(|ui| {
                        ui.spacing_mut().item_spacing.x = metrics::GAP;
                        ui.add(widgets::Chip::new(end.name.as_str(), end.color).max_width(width * 0.5));
                        if !side.can_turn() {
                            widgets::weak(ui, &end.place);
                            return;
                        }
                        let count = side.all.as_ref().and_then(|id| session.review().cluster(id));
                        let words = if side.wide {
                            format!("all {}", times(end.kind, count.map_or(0, |c| c.members.len())))
                        } else {
                            "only this one".to_owned()
                        };
                        if ui.add(widgets::plain(words).icon(icons::SWAP).key(key)).clicked() {
                            out.push(TieAction::Widen(name == "From").into());
                        }
                    });
                });
            }
            widgets::hairline(ui, 4.0);
            let choices = choices(session, choosing);
            widgets::list(ui, |ui| {
                for (at, choice) in choices.iter().enumerate() {
                    let (icon, words, about) = match choice {
                        Choice::Same => {
                            let label = match &from {
                                LinkEnd::Annotation(id) => session.review().annotation(id).map(|a| &a.label),
                                LinkEnd::Cluster(id) => session.review().cluster(id).map(|c| &c.label),
                            };
                            let word = label.map_or_else(|| "thing".to_owned(), |l| kind_word(codebook, l));
                            (icons::EQUALS, format!("The same {word}"), "")
                        }
                        Choice::Link(id, turned) => {
                            let kind = codebook.link(id);
                            let name = kind.map_or(id.as_str(), |kind| kind.name.as_str());
                            let about = kind.map_or("", |kind| kind.about.as_str());
                            if *turned {
                                let second = shortened(&second.name, 24);
                                (icons::ARROW_LEFT, format!("← {name}: from “{second}”"), about)
                            } else {
                                (icons::ARROW_RIGHT, name.to_owned(), about)
                            }
                        }
                    };
                    let row = widgets::Row::new(words.as_str())
                        .lead(widgets::Lead::Icon(icon))
                        .detail(about)
                        .key(if at < 9 { (at + 1).to_string() } else { String::new() })
                        .selected(at == choosing.cursor)
                        .name(words.clone())
                        .driven_from_elsewhere();
                    if ui.add(row).clicked() {
                        out.push(TieAction::Choose(at).into());
                    }
                }
            });
            if choices.is_empty() {
                widgets::weak(ui, "The codebook has no kind of link between these two.");
            }
            ui.add_space(4.0);
            if ui.add(widgets::quiet("Cancel").key("Esc")).clicked() {
                out.push(TieAction::LeaveChoice.into());
            }
        });
    });
}
