//! What the Read view knows of what its articles share: which passage is lit, which one is open in
//! the drawer, and how a passage is shown.

use std::sync::Arc;

use egui::Color32;

use super::aside::Aside;
use super::printings::Printings;
use crate::gui::look::Tokens;
use crate::gui::pane::{Shade, Shading};
use crate::insight::passages::{PassageKind, StoryPassage};
use crate::session::Session;
use crate::session::findings::Shared;
use crate::text::Span;

/// What the Read view remembers of what articles share. A tie is named by its index.
#[derive(Default)]
pub struct SharedState {
    /// The passages that all this is about.
    known: Option<Arc<Shared>>,
    /// The tie under the pointer.
    pub hovered: Option<usize>,
    /// The tie whose printings are in the drawer.
    pub open: Option<Printings>,
    /// The furniture of the articles.
    pub aside: Aside,
    /// How high what is in the drawer was in the last frame.
    pub(super) height: Option<f32>,
}

impl SharedState {
    /// Forgets what is about passages that are no longer those of the story.
    pub fn follow(&mut self, session: &Session) {
        let now = session.findings().passages();
        let same = match (&self.known, now) {
            (Some(known), Some(now)) => Arc::ptr_eq(known, now),
            (None, None) => true,
            _ => false,
        };
        if !same {
            *self = Self { known: now.cloned(), ..Self::default() };
        }
        self.aside.follow(session);
    }

    /// The passages, where they are known.
    pub fn passages(&self) -> Option<&Arc<Shared>> {
        self.known.as_ref()
    }

    /// The ties that are lit.
    pub(super) fn lit(&self) -> impl Iterator<Item = usize> {
        let open = self.open.as_ref().map(|open| open.tie);
        self.hovered.into_iter().chain(open.filter(|tie| Some(*tie) != self.hovered))
    }

    /// What is lit in an article.
    pub fn lit_in(&self, article: usize) -> impl Iterator<Item = Span> {
        let members = |tie: usize| {
            self.known.iter().flat_map(move |known| known.ties().get(tie)).flat_map(|tie| &tie.members)
        };
        self.lit().flat_map(members).filter(move |(at, _)| *at == article).map(|(_, span)| *span)
    }

    /// What is faded in a stretch of an article: furniture, and where `only_here`, what other articles
    /// have too. Each place once, so that it stays readable.
    pub(super) fn faded(&self, article: usize, span: Span, only_here: bool, tokens: &Tokens) -> Vec<Shade> {
        let furniture = self.aside.of(article).iter().filter(|piece| !piece.counts).map(|piece| piece.span);
        let known = self.known.iter().filter(|_| only_here);
        let shared = known.flat_map(|known| known.stretches(article)).map(|stretch| stretch.span);
        let mut spans: Vec<Span> = furniture.chain(shared).filter(|other| other.overlaps(span)).collect();
        spans.sort_unstable();
        let mut joined: Vec<Span> = Vec::new();
        for span in spans {
            match joined.last_mut() {
                Some(last) if last.overlaps(span) => *last = last.hull(span),
                _ => joined.push(span),
            }
        }
        let shading = Shading::Veil(tokens.fade());
        joined.into_iter().map(|span| Shade { span, shading }).collect()
    }

    /// The grounds of what is lit in a stretch of an article.
    pub(super) fn grounds(&self, article: usize, span: Span, tokens: &Tokens) -> Vec<Shade> {
        let shading = Shading::Ground(tokens.accent_ground);
        self.lit_in(article)
            .filter(|member| member.overlaps(span))
            .map(|span| Shade { span, shading })
            .collect()
    }
}

/// How close two printings are, as people read it.
pub(super) fn kind_name(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Verbatim => "Word for word",
        PassageKind::NearVerbatim => "Nearly word for word",
        PassageKind::Reworded => "Reworded",
    }
}

/// The colour of a kind. Ribbons differ in their edges too, never by colour alone.
pub(super) fn kind_color(kind: PassageKind, tokens: &Tokens) -> Color32 {
    match kind {
        PassageKind::Verbatim => tokens.verbatim,
        PassageKind::NearVerbatim => tokens.near,
        PassageKind::Reworded => tokens.reworded,
    }
}

/// The side of a passage that lies in an article.
pub(super) fn side(found: &StoryPassage, article: usize) -> Option<Span> {
    match article {
        a if a == found.a => Some(found.passage.a),
        b if b == found.b => Some(found.passage.b),
        _ => None,
    }
}
