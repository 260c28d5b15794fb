//! Actions that tie: what is the same, links, pieces.

use super::App;
use crate::gui::command::Command;
use crate::gui::pane::Aim;
use crate::gui::read::text_id;
use crate::gui::read::ties::{self, Choice, Choosing, Pick, PickFor, TieAction, choices};
use crate::model::{AnnotationId, Kind, LinkEnd};

impl App {
    /// Performs one action on ties.
    pub(super) fn tie_action(&mut self, action: TieAction) {
        match action {
            TieAction::Pick(id, purpose) => self.pick(id, purpose),
            TieAction::LeavePick => {
                self.read.ties.pick = None;
                self.keyboard = Some(text_id(self.read.focus));
            }
            TieAction::Picked(end) => self.tie_chosen(&end),
            TieAction::PickHere => {
                if let Some(id) = self.pickable(&self.under_caret()) {
                    self.tie_chosen(&LinkEnd::Annotation(id));
                }
            }
            TieAction::Drawn(from, to) => {
                self.read.selected = Some(from.clone());
                self.link_with(&from, &LinkEnd::Annotation(to));
            }
            TieAction::Choose(at) => self.choose_link(at),
            TieAction::ChooseCursor(at) => {
                if let Some(choosing) = &mut self.read.ties.choosing {
                    choosing.cursor = at;
                }
            }
            TieAction::Widen(first) => {
                if let Some(choosing) = &mut self.read.ties.choosing {
                    choosing.widen(first);
                }
            }
            TieAction::LeaveChoice => {
                self.read.ties.choosing = None;
                self.keyboard = Some(text_id(self.read.focus));
            }
            TieAction::Rename(id, name) => {
                if !name.is_empty() {
                    let deed = self.session.as_ref().map(|s| s.verbs().rename_cluster(&id, &name));
                    self.try_deed(deed);
                }
            }
            TieAction::ClusterNote(id, note) => {
                let deed = self.session.as_ref().map(|s| s.verbs().set_cluster_note(&id, &note));
                self.try_deed(deed);
            }
            TieAction::ClusterAttribute(id, attribute, value) => {
                let deed = self
                    .session
                    .as_ref()
                    .map(|s| s.verbs().set_cluster_attribute(&id, &attribute, value.as_ref()));
                self.try_deed(deed);
            }
            TieAction::Untie(id) => {
                let deed = self.session.as_ref().map(|s| s.verbs().untie(&[id]));
                self.try_deed(deed);
            }
            TieAction::Split(cluster, id) => {
                self.read.ties.split = Some((cluster, [id].into()));
                self.read.ties.fresh_split = true;
            }
            TieAction::Tick(id) => {
                if let Some((_, ticked)) = &mut self.read.ties.split
                    && !ticked.remove(&id)
                {
                    ticked.insert(id);
                }
            }
            TieAction::SplitDone(sure) => {
                if let Some((cluster, ticked)) = self.read.ties.split.take().filter(|_| sure) {
                    let off: Vec<AnnotationId> = ticked.into_iter().collect();
                    let deed = self.session.as_ref().map(|s| s.verbs().split(&cluster, &off));
                    self.try_deed(deed.map(|made| made.map(|(_, deed)| deed)));
                }
            }
            TieAction::DeleteCluster(id) => {
                let deed = self.session.as_ref().map(|s| s.verbs().delete_cluster(&id));
                self.try_deed(deed);
            }
            TieAction::NameOne(id) => {
                let deed = self.session.as_ref().map(|s| s.verbs().name_one(&id));
                self.try_deed(deed.map(|made| made.map(|(_, deed)| deed)));
                self.keyboard = Some(ties::name_id());
            }
            TieAction::SelectLink(id) => self.select_link(id),
            TieAction::LinkKind(id, kind) => {
                let deed = self.session.as_ref().map(|s| s.verbs().change_link(&id, &kind, false));
                self.try_deed(deed);
            }
            TieAction::ReverseLink(id) => {
                let deed = self.session.as_ref().map(|s| s.verbs().reverse_link(&id));
                self.try_deed(deed);
            }
            TieAction::LinkNote(id, note) => {
                let deed = self.session.as_ref().map(|s| s.verbs().set_link_note(&id, &note));
                self.try_deed(deed);
            }
            TieAction::Unlink(id) => {
                let deed = self.session.as_ref().map(|s| s.verbs().unlink(&id));
                self.try_deed(deed);
            }
            TieAction::Hover(id) => self.read.ties.hovered = id,
            TieAction::Reveal(id) => self.reveal_annotation(&id),
            TieAction::TakeOffer => self.take_offer(),
            TieAction::RefuseOffer => self.read.ties.offer = None,
            TieAction::Piece(at) => self.choose_piece(at),
            TieAction::RemovePiece(id, at) => {
                let deed = self.session.as_ref().map(|s| s.verbs().remove_piece(&id, at));
                self.try_deed(deed);
                self.read.ties.piece = None;
            }
        }
    }

    /// Performs a command on ties.
    pub(super) fn tie_command(&mut self, command: Command) {
        let Some(id) = self.read.selected.clone() else {
            if command == Command::TakeOffer {
                self.take_offer();
            }
            return;
        };
        let cluster = self.session.as_ref().and_then(|s| s.review().cluster_of(&id)).map(|c| c.id.clone());
        let link = self.read.ties.link.clone();
        match command {
            Command::SetSpeaker => self.pick(id, PickFor::Speaker),
            Command::SameAs => self.pick(id, PickFor::Same),
            Command::LinkTo => self.pick(id, PickFor::Link),
            Command::TakeOffer => self.take_offer(),
            Command::NameCluster => {
                self.settings.inspector = true;
                match cluster {
                    Some(_) => self.keyboard = Some(ties::name_id()),
                    None => self.tie_action(TieAction::NameOne(id)),
                }
            }
            Command::NoteOnCluster => {
                self.settings.inspector = true;
                self.keyboard = Some(ties::note_id());
            }
            Command::Untie => self.tie_action(TieAction::Untie(id)),
            Command::SplitCluster => {
                self.settings.inspector = true;
                if let Some(cluster) = cluster {
                    self.tie_action(TieAction::Split(cluster, id));
                }
            }
            Command::DeleteCluster => {
                if let Some(cluster) = cluster {
                    self.tie_action(TieAction::DeleteCluster(cluster));
                }
            }
            Command::NextLink => self.next_link(&id),
            Command::FollowLink => self.follow_link(&id),
            Command::ChangeLink => {
                let session = self.session.as_ref();
                self.read.ties.choosing =
                    session.zip(link).and_then(|(session, link)| Choosing::change(session, &link));
            }
            Command::ReverseLink => {
                if let Some(link) = link {
                    self.tie_action(TieAction::ReverseLink(link));
                }
            }
            Command::NoteOnLink => {
                self.settings.inspector = true;
                self.keyboard = Some(ties::link_note_id());
            }
            Command::DeleteLink => {
                if let Some(link) = link {
                    self.tie_action(TieAction::Unlink(link));
                }
            }
            Command::NextPiece => {
                let next = self.read.ties.piece.map_or(0, |piece| piece + 1);
                let count = self.pieces();
                self.choose_piece(if next < count { next } else { 0 });
            }
            Command::RemovePiece => {
                let last = self.pieces().saturating_sub(1);
                let piece = self.read.ties.piece.unwrap_or(last);
                self.tie_action(TieAction::RemovePiece(id, piece));
            }
            _ => {}
        }
    }

    fn pick(&mut self, id: AnnotationId, purpose: PickFor) {
        self.read.palette = None;
        self.read.ties.choosing = None;
        self.read.ties.offer = None;
        self.read.ties.pick = Some(Pick::new(id, purpose));
        self.keyboard = Some(ties::pick_id());
    }

    /// The first of some annotations that can be chosen for what is asked, the smallest first.
    fn pickable(&self, here: &[AnnotationId]) -> Option<AnnotationId> {
        let (session, pick) = (self.session.as_ref()?, self.read.ties.pick.as_ref()?);
        let fits =
            here.iter().filter_map(|id| session.review().annotation(id)).filter(|a| pick.fits(session, a));
        let size = |annotation: &&crate::model::Annotation| -> u32 {
            annotation.spans.iter().map(|span| span.len().to_u32()).sum()
        };
        fits.min_by_key(size).map(|annotation| annotation.id.clone())
    }

    /// Something was pointed at while it is asked what to tie to.
    pub(super) fn pointed_at(&mut self, here: &[AnnotationId]) {
        match self.pickable(here) {
            Some(id) => self.tie_chosen(&LinkEnd::Annotation(id)),
            None => {
                let purpose = self.read.ties.pick.as_ref().map(|pick| pick.purpose);
                self.toasts.info(match purpose {
                    Some(PickFor::Speaker) => "Point at a name that is tagged as an entity.",
                    Some(PickFor::Same) if !here.is_empty() => {
                        "That is another kind of thing. A link can tie the two: choose Link to…"
                    }
                    _ => "Point at a mark.",
                });
            }
        }
    }

    /// What is tied to was chosen.
    fn tie_chosen(&mut self, end: &LinkEnd) {
        let Some(pick) = self.read.ties.pick.take() else { return };
        self.keyboard = Some(text_id(self.read.focus));
        match pick.purpose {
            PickFor::Speaker => {
                let near = self.session.as_ref().and_then(|session| {
                    let article = &session.review().annotation(&pick.from)?.article;
                    ties::end_of(session, end, Some(article))?.shown
                });
                if let Some(entity) = near {
                    self.set_speaker(&pick.from, Some(&entity));
                }
            }
            PickFor::Same => self.same(&pick.from, end),
            PickFor::Link => self.link_with(&pick.from, end),
        }
        self.read.selected = Some(pick.from);
    }

    /// Ties an annotation, with all it is tied to already, to something of the same kind.
    fn same(&mut self, id: &AnnotationId, end: &LinkEnd) {
        let deed = self.session.as_ref().map(|session| match end {
            LinkEnd::Cluster(cluster) => session.verbs().tie_to(std::slice::from_ref(id), cluster),
            // The other one is first: what was there names what is new.
            LinkEnd::Annotation(other) => {
                session.verbs().tie(&[other.clone(), id.clone()]).map(|(_, deed)| deed)
            }
        });
        self.try_deed(deed);
    }

    /// Links two things: at once where there is one way to do so, else asks.
    fn link_with(&mut self, from: &AnnotationId, to: &LinkEnd) {
        let Some(session) = &self.session else { return };
        let choosing = Choosing::new(session, &LinkEnd::Annotation(from.clone()), to);
        let ways = choices(session, &choosing);
        if ways.is_empty() {
            self.toasts.info("The codebook has no kind of link between these two.");
            return;
        }
        let sure = ways.len() == 1 && !choosing.has_sides();
        self.read.ties.choosing = Some(choosing);
        if sure {
            self.choose_link(0);
        }
    }

    fn choose_link(&mut self, at: usize) {
        let (Some(session), Some(choosing)) = (&self.session, &self.read.ties.choosing) else { return };
        let Some(((from, to), choice)) = choosing.ends().zip(choices(session, choosing).get(at).cloned())
        else {
            return;
        };
        let link = choosing.link.clone();
        self.read.ties.choosing = None;
        self.keyboard = Some(text_id(self.read.focus));
        match (choice, link) {
            (Choice::Same, _) => {
                let member = |end: &LinkEnd| match end {
                    LinkEnd::Annotation(id) => Some(id.clone()),
                    LinkEnd::Cluster(id) => session.review().cluster(id)?.members.first().cloned(),
                };
                if let Some(from) = member(&from) {
                    self.same(&from, &to);
                }
            }
            (Choice::Link(kind, turned), Some(id)) => {
                if session.review().link(&id).is_some_and(|link| link.kind == kind && !turned) {
                    return;
                }
                let deed = session.verbs().change_link(&id, &kind, turned);
                self.try_deed(Some(deed));
            }
            (Choice::Link(kind, turned), None) => {
                let (from, to) = if turned { (to, from) } else { (from, to) };
                match session.verbs().link(&kind, from, to) {
                    Ok((id, deed)) => {
                        if self.deed(deed) {
                            self.select_link(Some(id));
                        }
                    }
                    Err(error) => self.toasts.error("They could not be linked", error.to_string()),
                }
            }
        }
    }

    fn next_link(&mut self, id: &AnnotationId) {
        let Some(session) = &self.session else { return };
        let links = ties::links_of(session.review(), id);
        let now = self.read.ties.link.as_ref().and_then(|now| links.iter().position(|link| link.id == *now));
        let next = now.map_or(0, |now| (now + 1) % links.len().max(1));
        let link = links.get(next).map(|link| link.id.clone());
        self.select_link(link);
        self.settings.inspector = true;
    }

    fn select_link(&mut self, id: Option<crate::model::LinkId>) {
        self.read.ties.fresh_link = id.is_some();
        self.read.ties.link = id;
    }

    /// Selects what the selected link leads to.
    fn follow_link(&mut self, id: &AnnotationId) {
        let Some(session) = &self.session else { return };
        let review = session.review();
        let Some(link) = self.read.ties.link.as_ref().and_then(|link| review.link(link)) else { return };
        let own = |end: &LinkEnd| match end {
            LinkEnd::Annotation(end) => end == id,
            LinkEnd::Cluster(end) => review.cluster_of(id).is_some_and(|cluster| cluster.id == *end),
        };
        let (other, link_id) = (if own(&link.from) { &link.to } else { &link.from }, link.id.clone());
        let near = review.annotation(id).map(|annotation| &annotation.article);
        let shown = ties::end_of(session, other, near).and_then(|end| end.shown);
        if let Some(shown) = shown {
            self.read.show_annotation(review, &shown);
            self.read.ties.link = Some(link_id);
            self.keyboard = Some(text_id(self.read.focus));
        }
    }

    /// Looks for what the annotation that was just tagged is likely the same as.
    pub(super) fn look_for_offer(&mut self) {
        let (Some(id), Some(session)) = (self.read.ties.asked.take(), &self.session) else { return };
        self.read.ties.offer = ties::offer(session, &id, &mut self.read.ties.names);
        self.ctx.request_repaint();
    }

    fn take_offer(&mut self) {
        if let Some(offer) = self.read.ties.offer.take() {
            self.same(&offer.of, &offer.with);
        }
    }

    /// Brings an annotation into view in its column; what is selected stays.
    fn reveal_annotation(&mut self, id: &AnnotationId) {
        let Some(session) = &self.session else { return };
        let Some(annotation) = session.review().annotation(id) else { return };
        if let Some(at) = self.read.column_of(&annotation.article)
            && let Some(column) = self.read.columns.get_mut(at)
        {
            column.pane.reveal(annotation.start(), Aim::Eye);
        }
    }

    fn pieces(&self) -> usize {
        self.selected().map_or(0, |annotation| annotation.spans.len())
    }

    /// Chooses a piece of the selected annotation, brings it into view and says which it is.
    fn choose_piece(&mut self, at: usize) {
        let Some(session) = &self.session else { return };
        let Some(annotation) = self.read.selected.as_ref().and_then(|id| session.review().annotation(id))
        else {
            return;
        };
        let Some(span) = annotation.spans.get(at).copied() else { return };
        let said = format!("Piece {} of {}: the keys for ends move its ends", at + 1, annotation.spans.len());
        let column = self.read.column_of(&annotation.article);
        self.read.ties.piece = Some(at);
        self.read.said = Some(said);
        if let Some(column) = column.and_then(|at| self.read.columns.get_mut(at)) {
            column.pane.reveal(span.start(), Aim::Nearest);
        }
    }

    /// What belongs to the selection that was, goes with it.
    pub(super) fn tend_selection(&mut self, before: Option<&AnnotationId>) {
        if self.read.selected.as_ref() != before {
            let link = self.read.ties.link.clone();
            self.read.ties.selection_changed();
            // A link stays selected while one of its ends is.
            let (session, id) = (self.session.as_ref(), self.read.selected.as_ref());
            let ours = |link: &crate::model::LinkId| {
                session.zip(id).is_some_and(|(session, id)| {
                    ties::links_of(session.review(), id).iter().any(|other| other.id == *link)
                })
            };
            self.read.ties.link = link.filter(ours);
            let offer = self.read.ties.offer.as_ref();
            if offer.is_some_and(|offer| Some(&offer.of) != self.read.selected.as_ref()) {
                self.read.ties.offer = None;
            }
        }
    }

    /// Asks for an offer where an entity was tagged.
    pub(super) fn tagged(&mut self, id: &AnnotationId) {
        let entity = self.session.as_ref().is_some_and(|session| {
            let label = session.review().annotation(id).map(|annotation| &annotation.label);
            label.is_some_and(|label| session.codebook().kind(label) == Kind::Entity)
        });
        self.read.ties.offer = None;
        self.read.ties.asked = entity.then(|| id.clone());
        self.ctx.request_repaint();
    }

    /// Whether a command is performed here.
    pub(super) fn is_tie(command: Command) -> bool {
        crate::gui::command::Group::Tie == command.spec().group
            || matches!(command, Command::SetSpeaker | Command::NextPiece | Command::RemovePiece)
    }
}
