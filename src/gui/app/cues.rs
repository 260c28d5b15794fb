//! Jumping to quotes and claims that are not tagged yet.

use super::App;
use crate::gui::pane::{Aim, Selection};
use crate::gui::read::text_id;
use crate::insight::cues::{self, Cue, Way};
use crate::model::{ArticleId, Kind, LabelId, Origin};
use crate::text::{Span, TextSize};

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueKind {
    /// Words in quote marks.
    Quote,
    /// Sentences that claim something.
    Claim,
}

impl CueKind {
    fn kind(self) -> Kind {
        match self {
            Self::Quote => Kind::Quote,
            Self::Claim => Kind::Claim,
        }
    }
}

impl App {
    /// Selects the next place of the focused article where a quote or claim may be and none is tagged,
    /// and says why. Past the end comes the start.
    pub(super) fn go_to_cue(&mut self, what: CueKind, onward: bool) {
        let (Some(session), Some(column)) = (&self.session, self.read.focused()) else { return };
        let Some(article) = session.story().article(&column.article).cloned() else { return };
        let (review, codebook) = (session.review(), session.codebook());
        let is_free = |span: Span| {
            let over = review.overlapping(&article.id, span);
            !over.iter().any(|annotation| codebook.kind(&annotation.label) == what.kind())
        };
        let find = |from: TextSize, way: Way| -> Option<Cue> {
            let (text, paragraphs) = (&article.text, &article.paragraphs);
            match what {
                CueKind::Quote => cues::next_quote(text, paragraphs, from, way, is_free),
                CueKind::Claim => cues::next_claim(text, paragraphs, from, way, is_free),
            }
        };
        let selected = column.pane.selection.and_then(Selection::span);
        let from = selected.map_or(column.pane.caret(), Span::start);
        let here = if onward { Way::On { at: selected.is_none() } } else { Way::Back };
        let (again, end) = if onward {
            (Way::On { at: true }, TextSize::ZERO)
        } else {
            (Way::Back, TextSize::of(&article.text))
        };
        let found = find(from, here)
            .map(|cue| (cue, ""))
            .or_else(|| Some((find(end, again)?, if onward { "From the top. " } else { "From the end. " })));
        let noun = if what == CueKind::Quote { "quote" } else { "claim" };
        let said = match &found {
            Some((cue, round)) => format!("{round}{}. No {noun} is tagged here yet.", cue.reason),
            None => format!("No untagged {noun} is to be seen in {}.", article.short_name()),
        };
        if let Some((cue, _)) = found {
            if let Some(column) = self.read.columns.get_mut(self.read.focus) {
                column.pane.selection = Some(Selection::of(cue.span));
                column.pane.reveal(cue.span.start(), Aim::Eye);
            }
            self.read.palette = None;
            self.read.cue = Some((article.id.clone(), cue.span, cue.rule.to_owned()));
            self.keyboard = Some(text_id(self.read.focus));
        }
        self.read.said = Some(said);
    }

    /// How a mark that is about to be made comes to be: what a cue found, and nobody changed, is a
    /// suggestion that was accepted.
    pub(super) fn origin_of(&self, article: &ArticleId, span: Span, label: &LabelId) -> Origin {
        let kind = self.session.as_ref().map(|session| session.codebook().kind(label));
        match &self.read.cue {
            Some((of, found, rule)) if of == article && *found == span => {
                let fits = match kind {
                    Some(Kind::Quote) => rule.starts_with("quote"),
                    Some(Kind::Claim) => rule.starts_with("claim"),
                    _ => false,
                };
                if fits { Origin::Suggested(rule.clone()) } else { Origin::Hand }
            }
            _ => Origin::Hand,
        }
    }
}
