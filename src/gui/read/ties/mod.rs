//! Tying in the Read view: what is the same, links, annotations of several pieces.

pub mod arcs;
mod chooser;
mod cluster_card;
mod link_card;
mod offer;
mod pick;
mod pieces;
mod words;

use std::collections::BTreeSet;

use egui::Ui;

pub use chooser::{Choice, Choosing, choices};
pub use cluster_card::{name_id, note_id};
pub use link_card::note_id as link_note_id;
pub use offer::{Names, Offer, offer};
pub use pick::{Pick, PickFor, pick_id};
pub use words::{End, end_of, kind_word};

use super::state::ReadState;
use crate::gui::action::Action;
use crate::model::{Annotation, AnnotationId, ClusterId, LinkEnd, LinkId, LinkKindId, Review, Value};
use crate::session::Session;

/// What the Read view remembers about tying.
#[derive(Default)]
pub struct TieState {
    /// Pointing at, or searching for, what an annotation is to be tied to.
    pub pick: Option<Pick>,
    /// Choosing how two things are linked.
    pub choosing: Option<Choosing>,
    /// The link that is selected, one of the selected annotation.
    pub link: Option<LinkId>,
    /// The piece of the selected annotation that the keys for ends move, from 0.
    pub piece: Option<usize>,
    /// The annotation under the pointer.
    pub hovered: Option<AnnotationId>,
    /// A cluster that is being split, and what is ticked.
    pub split: Option<(ClusterId, BTreeSet<AnnotationId>)>,
    /// Whether the splitting has just begun, and its button gets the keyboard.
    pub fresh_split: bool,
    /// Whether a link has just been selected, and is to be brought into view in the inspector.
    pub fresh_link: bool,
    /// What is offered as the same as the annotation that was tagged last.
    pub offer: Option<Offer>,
    /// The annotation for which an offer is to be looked for.
    pub asked: Option<AnnotationId>,
    /// Names of entities, worked out once.
    pub names: Names,
    /// What is being written: of what, and the words so far.
    draft: Option<(String, String)>,
}

/// What a person did about ties.
#[derive(Clone, Debug, PartialEq)]
pub enum TieAction {
    /// Begins to point at what this annotation is to be tied to.
    Pick(AnnotationId, PickFor),
    /// Leaves that.
    LeavePick,
    /// Something was chosen by search.
    Picked(LinkEnd),
    /// The annotation under the caret is chosen.
    PickHere,
    /// One annotation was drawn onto another.
    Drawn(AnnotationId, AnnotationId),
    /// One of the ways to link was chosen, by its place in the list.
    Choose(usize),
    /// Another way is under the cursor.
    ChooseCursor(usize),
    /// The link starts at, or leads to, all that is the same, or one annotation alone.
    Widen(bool),
    /// Leaves the choice.
    LeaveChoice,
    /// A cluster gets another name.
    Rename(ClusterId, String),
    /// A cluster's note.
    ClusterNote(ClusterId, String),
    /// A cluster's attribute.
    ClusterAttribute(ClusterId, String, Option<Value>),
    /// Takes an annotation out of its cluster.
    Untie(AnnotationId),
    /// Begins to tick what is to be split off.
    Split(ClusterId, AnnotationId),
    /// Ticks a member, or not.
    Tick(AnnotationId),
    /// Splits off what is ticked; `false` leaves it.
    SplitDone(bool),
    /// Nothing of it is the same any more.
    DeleteCluster(ClusterId),
    /// Makes a cluster of one annotation, to be named.
    NameOne(AnnotationId),
    /// Selects a link, or none.
    SelectLink(Option<LinkId>),
    /// Gives a link another kind.
    LinkKind(LinkId, LinkKindId),
    /// Turns a link round.
    ReverseLink(LinkId),
    /// A link's note.
    LinkNote(LinkId, String),
    /// Removes a link.
    Unlink(LinkId),
    /// The pointer is over an annotation, or over none.
    Hover(Option<AnnotationId>),
    /// Brings an annotation into view; what is selected stays.
    Reveal(AnnotationId),
    /// Takes what is offered.
    TakeOffer,
    /// Refuses what is offered.
    RefuseOffer,
    /// Chooses a piece.
    Piece(usize),
    /// Removes a piece.
    RemovePiece(AnnotationId, usize),
}

impl From<TieAction> for Action {
    fn from(action: TieAction) -> Self {
        Self::Tie(action)
    }
}

impl TieState {
    /// Whether something is being asked: letters are not for labels then.
    pub fn is_asking(&self) -> bool {
        self.pick.is_some() || self.choosing.is_some()
    }

    /// Leaves the innermost thing; whether there was one.
    pub fn leave(&mut self) -> bool {
        self.choosing.take().is_some()
            || self.pick.take().is_some()
            || self.split.take().is_some()
            || self.offer.take().is_some()
    }

    /// What belongs to the annotation that was selected before goes.
    pub fn selection_changed(&mut self) {
        (self.link, self.piece, self.split) = (None, None, None);
    }

    /// Forgets what is no longer in the review.
    pub fn forget_missing(&mut self, review: &Review, selected: Option<&AnnotationId>) {
        let missing = |id: &AnnotationId| review.annotation(id).is_none();
        if self.pick.as_ref().is_some_and(|pick| missing(&pick.from)) {
            self.pick = None;
        }
        if self.choosing.as_ref().is_some_and(|choosing| !choosing.is_there(review)) {
            self.choosing = None;
        }
        if self.hovered.as_ref().is_some_and(missing) {
            self.hovered = None;
        }
        if self.offer.as_ref().is_some_and(|offer| !offer.is_there(review)) {
            self.offer = None;
        }
        if self.link.as_ref().is_some_and(|link| review.link(link).is_none()) {
            self.link = None;
        }
        let pieces = selected.and_then(|id| review.annotation(id)).map_or(0, |a| a.spans.len());
        if self.piece.is_some_and(|piece| piece >= pieces || pieces < 2) {
            self.piece = None;
        }
        if let Some((cluster, ticked)) = &mut self.split {
            let members =
                review.cluster(cluster).map(|cluster| cluster.members.as_slice()).unwrap_or_default();
            ticked.retain(|id| members.contains(id));
            if members.len() < 2 {
                self.split = None;
            }
        }
    }

    /// What is being written there; `now` where nothing is.
    fn draft(&self, of: &str, now: &str) -> String {
        let mine = self.draft.as_ref().filter(|(other, _)| other == of);
        mine.map_or_else(|| now.to_owned(), |(_, text)| text.clone())
    }

    /// Takes in a field that was shown; gives the words when it was left with others than before.
    fn written(&mut self, of: &str, now: &str, text: String, field: &egui::Response) -> Option<String> {
        if field.lost_focus() {
            self.draft = None;
            return (text.trim() != now).then(|| text.trim().to_owned());
        }
        if field.has_focus() {
            self.draft = Some((of.to_owned(), text));
        }
        None
    }
}

/// The links of an annotation and of what it is tied to, in the order of their ids.
pub fn links_of<'a>(review: &'a Review, id: &AnnotationId) -> Vec<&'a crate::model::Link> {
    let own = LinkEnd::Annotation(id.clone());
    let cluster = review.cluster_of(id).map(|cluster| LinkEnd::Cluster(cluster.id.clone()));
    let mut out: Vec<_> =
        review.links_of(&own).chain(cluster.iter().flat_map(|end| review.links_of(end))).collect();
    out.sort_by(|a, b| (&a.kind, &a.id).cmp(&(&b.kind, &b.id)));
    out.dedup_by(|a, b| a.id == b.id);
    out
}

/// The inspector's cards below that of the selected annotation.
pub fn cards(
    ui: &mut Ui,
    annotation: &Annotation,
    session: &Session,
    state: &mut ReadState,
    out: &mut Vec<Action>,
) {
    cluster_card::show(ui, annotation, session, state, out);
    link_card::show(ui, annotation, session, state, out);
}

pub use pieces::show as pieces;

/// What is asked over the columns: what to tie to, how to link.
pub fn questions(ui: &Ui, desk: egui::Rect, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    if state.ties.choosing.is_some() {
        chooser::show(ui, desk, session, state, out);
    } else if state.ties.pick.is_some() {
        pick::show(ui, desk, session, state, out);
    }
}

/// Takes the keys that belong to a question, before the text sees them.
pub fn take_keys(ui: &Ui, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    if state.ties.choosing.is_some() {
        chooser::take_keys(ui, session, state, out);
    } else if state.ties.pick.is_some() {
        pick::take_keys(ui, session, state, out);
    }
}
