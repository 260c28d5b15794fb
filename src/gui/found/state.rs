//! What the panel remembers, and the lists that it shows.

use std::sync::Arc;

use super::rows::{Difference, DifferenceRow, difference_rows};
use crate::gui::command::Command;
use crate::gui::look;
use crate::gui::pane::Outline;
use crate::insight::discrepancies::DiscrepancyKind;
use crate::insight::quotes::Confidence;
use crate::model::{AnnotationId, ArticleId, Kind, Suggestion, Verdict};
use crate::session::Session;
use crate::session::findings::Sought;
use crate::session::suggest::{QuoteSuggestion, quote_suggestions};
use crate::text::Span;

/// What the panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// Quotes that may be marked.
    Quotes,
    /// Differences in meaning.
    Discrepancies,
}

impl Page {
    /// All pages, in the order of the sidebar.
    pub const ALL: [Self; 2] = [Self::Quotes, Self::Discrepancies];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotes => "Quotes",
            Self::Discrepancies => "Discrepancies",
        }
    }

    /// What it needs.
    pub fn needs(self) -> Sought {
        match self {
            Self::Quotes => Sought::Quotes,
            Self::Discrepancies => Sought::Discrepancies,
        }
    }

    /// The command that opens it.
    pub fn command(self) -> Command {
        match self {
            Self::Quotes => Command::FindQuotes,
            Self::Discrepancies => Command::ShowDiscrepancies,
        }
    }

    /// Whether it lists what may be marked.
    pub fn suggests(self) -> bool {
        self == Self::Quotes
    }

    fn index(self) -> usize {
        self as usize
    }
}

/// Which discrepancies are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// All of them.
    #[default]
    All,
    /// Those without a ruling, and those that are ruled open.
    ToRule,
    /// Those with a ruling that settles them.
    Ruled,
}

impl Standing {
    /// In the order of the switch.
    pub const ALL: [Self; 3] = [Self::All, Self::ToRule, Self::Ruled];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::ToRule => "To rule",
            Self::Ruled => "Ruled",
        }
    }
}

/// What a person did in the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundAction {
    /// Opens the panel on a page, and looks for what that needs.
    Open(Page),
    /// Closes it.
    Close,
    /// Stops looking.
    Stop(Sought),
    /// Goes to an item of the list; with the keyboard, where asked for.
    Go(usize, bool),
    /// Brings places into view, each in its column.
    Jump(Vec<(ArticleId, Span)>),
    /// Which kind of discrepancy is listed.
    Kind(Option<DiscrepancyKind>),
    /// Which discrepancies are listed.
    Standing(Standing),
    /// Rules the current discrepancy.
    Rule(Verdict),
    /// Takes its ruling back.
    Unrule,
    /// Sets the note on a discrepancy.
    Note(Difference, String),
    /// Takes the current suggestion over.
    Accept,
    /// Rejects it.
    Reject,
    /// Selects its words, to be changed before it is taken over.
    Edit,
    /// Takes over all that are as sure as this.
    AcceptSure,
    /// How sure a suggestion must be for that.
    Sure(Confidence),
    /// Offers what was rejected again.
    OfferAgain(Suggestion),
}

/// What the lists were made from.
#[derive(Clone, Debug, PartialEq)]
struct Made {
    revision: u64,
    reviewer: crate::model::ReviewerId,
    story: crate::model::StoryId,
    found: [Option<usize>; 5],
    selected: Option<AnnotationId>,
    codebook: usize,
    kind: Option<DiscrepancyKind>,
    standing: Standing,
    page: Option<Page>,
    dark: bool,
}

/// What the panel remembers from frame to frame.
#[derive(Default)]
pub struct FoundState {
    /// What is shown; `None` while the panel is closed.
    pub page: Option<Page>,
    /// Only discrepancies of this kind; all but changes of wording where none is chosen.
    pub kind: Option<DiscrepancyKind>,
    /// Which discrepancies are listed.
    pub standing: Standing,
    /// How sure a suggestion must be to be accepted with the others.
    pub sure: Sure,
    /// Whether the words of the current suggestion are being changed.
    pub editing: bool,
    /// The note being written.
    pub note: Option<(Difference, String)>,
    /// The item that the list is to be scrolled to.
    pub(super) scroll_to: Option<usize>,
    pub(super) list_at: f32,
    current: [Option<usize>; Page::ALL.len()],
    /// The columns whose outlines are drawn.
    pub(in crate::gui) outlined: Vec<ArticleId>,
    made: Option<Made>,
    quotes: Vec<QuoteSuggestion>,
    differences: Arc<Vec<DifferenceRow>>,
    differences_of: Option<usize>,
    shown: Vec<usize>,
}

/// How sure a suggestion must be to be accepted with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sure(pub Confidence);

impl Default for Sure {
    fn default() -> Self {
        Self(Confidence::High)
    }
}

impl FoundState {
    /// The quotes that may be marked.
    pub fn quotes(&self) -> &[QuoteSuggestion] {
        &self.quotes
    }

    /// All discrepancies, listed or not.
    pub fn differences(&self) -> &[DifferenceRow] {
        &self.differences
    }

    /// Those that are listed, as indexes into [`Self::differences`].
    pub fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// How many items the page lists.
    pub fn count(&self, page: Page) -> usize {
        match page {
            Page::Quotes => self.quotes.len(),
            Page::Discrepancies => self.shown.len(),
        }
    }

    /// How many items of the page wait for an answer: suggestions, and discrepancies without a
    /// ruling that settles them, but for those that differ in wording alone.
    pub fn open_count(&self, page: Page, session: &Session) -> usize {
        match page {
            Page::Quotes => self.quotes.len(),
            Page::Discrepancies => {
                let review = session.review();
                let settled = |row: &DifferenceRow| {
                    review.ruling(&row.of).is_some_and(|ruling| ruling.verdict != Verdict::Open)
                };
                let meant = self.differences.iter().filter(|row| row.kind != DiscrepancyKind::Wording);
                meant.filter(|row| !settled(row)).count()
            }
        }
    }

    /// The outlines of an article's suggestions.
    pub fn outlines(&self, article: &ArticleId, session: &Session, dark: bool) -> Vec<Outline> {
        if self.page != Some(Page::Quotes) {
            return Vec::new();
        }
        let tokens = look::of_theme(dark);
        let codebook = session.codebook();
        let label = codebook.labels.iter().find(|label| label.kind == Kind::Quote);
        let color = label.map_or(tokens.weak, |label| tokens.mark_color(label.color));
        let own = self.quotes.iter().enumerate().filter(|(_, quote)| quote.article == *article);
        own.map(|(item, quote)| Outline {
            item,
            spans: quote.spans.clone(),
            differs: Vec::new(),
            color,
            name: "Suggested quote".to_owned(),
        })
        .collect()
    }

    /// The item of the page that is shown, which has the keys.
    pub fn current(&self) -> Option<usize> {
        let page = self.page?;
        self.current.get(page.index()).copied().flatten().filter(|at| *at < self.count(page))
    }

    /// The current quote.
    pub fn quote(&self) -> Option<&QuoteSuggestion> {
        (self.page == Some(Page::Quotes)).then(|| self.quotes.get(self.current()?)).flatten()
    }

    /// The current discrepancy.
    pub fn difference(&self) -> Option<&DifferenceRow> {
        (self.page == Some(Page::Discrepancies))
            .then(|| self.differences.get(*self.shown.get(self.current()?)?))
            .flatten()
    }

    /// Goes to an item.
    pub fn go(&mut self, at: usize) {
        let Some(page) = self.page else { return };
        if let Some(slot) = self.current.get_mut(page.index()) {
            *slot = Some(at);
        }
        self.scroll_to = Some(at);
        self.editing = false;
    }

    /// The places of the current item.
    pub fn places(&self) -> Vec<(ArticleId, Span)> {
        match self.page {
            Some(Page::Quotes) => {
                let quote = self.quote().into_iter();
                quote.flat_map(|q| q.spans.iter().map(|span| (q.article.clone(), *span))).collect()
            }
            Some(Page::Discrepancies) => self.difference().map(DifferenceRow::places).unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// The quotes that are as sure as asked for.
    pub fn sure_quotes(&self) -> impl Iterator<Item = &QuoteSuggestion> {
        self.quotes.iter().filter(|quote| quote.confidence >= self.sure.0)
    }

    /// Brings the lists up to date. Whether anything may have changed.
    pub fn tend(&mut self, session: &Session, selected: Option<&AnnotationId>, dark: bool) -> bool {
        let findings = session.findings();
        let place = |found: Option<*const ()>| found.map(|at| at as usize);
        let made = Made {
            revision: session.review().revision(),
            reviewer: session.reviewer().clone(),
            story: session.story().id.clone(),
            found: [
                place(findings.passages().map(|all| Arc::as_ptr(all).cast())),
                place(findings.quotes().map(|all| Arc::as_ptr(all).cast())),
                place(findings.names().map(|all| Arc::as_ptr(all).cast())),
                place(findings.discrepancies().map(|all| Arc::as_ptr(all).cast())),
                None,
            ],
            selected: selected.cloned(),
            codebook: session.codebook().labels.len(),
            kind: self.kind,
            standing: self.standing,
            page: self.page,
            dark,
        };
        if self.made.as_ref() == Some(&made) {
            return false;
        }
        if self.made.as_ref().is_none_or(|before| before.story != made.story) {
            self.current = Default::default();
            self.note = None;
        }
        let (articles, review) = (findings.articles(), session.review());
        self.quotes = findings
            .quotes()
            .map(|found| quote_suggestions(articles, found, review, session.codebook()))
            .unwrap_or_default();
        let [.., discrepancies, _] = made.found;
        if self.differences_of != discrepancies || discrepancies.is_none() {
            let found = findings.discrepancies().map(|found| difference_rows(articles, found));
            self.differences = Arc::new(found.unwrap_or_default());
            self.differences_of = discrepancies;
        }
        let (kind, standing) = (self.kind, self.standing);
        let fits = |row: &DifferenceRow| {
            let of_kind = match kind {
                Some(kind) => row.kind == kind,
                None => row.kind != DiscrepancyKind::Wording,
            };
            let settled = review.ruling(&row.of).is_some_and(|ruling| ruling.verdict != Verdict::Open);
            let stands = match standing {
                Standing::All => true,
                Standing::ToRule => !settled,
                Standing::Ruled => settled,
            };
            of_kind && stands
        };
        let current = self.difference().map(|row| row.of.clone());
        self.shown =
            self.differences.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at).collect();
        // The current one stays current where it is still listed; else the one that took its place.
        let again = current.and_then(|of| {
            let is_it = |at: &usize| self.differences.get(*at).is_some_and(|row| row.of == of);
            self.shown.iter().position(is_it)
        });
        if let (Some(again), Some(slot)) = (again, self.current.get_mut(Page::Discrepancies.index())) {
            *slot = Some(again);
        }
        for page in Page::ALL {
            let count = self.count(page);
            if let Some(slot) = self.current.get_mut(page.index()) {
                *slot = slot.map(|at| at.min(count.saturating_sub(1))).filter(|_| count > 0);
            }
        }
        self.made = Some(made);
        true
    }
}
