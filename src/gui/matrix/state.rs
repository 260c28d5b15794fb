//! What the matrix remembers: what is shown of it, in which order, and the current cell.

use super::rows::{MatrixRow, RowKey, rows};
use crate::model::{ArticleId, Kind, ReviewerId, StoryId};
use crate::session::Session;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// All of them.
    #[default]
    All,
    /// Those that an article has differently.
    Differ,
    /// Those that an article is known not to have.
    Lack,
    /// Those that were not looked for in some article.
    Open,
}

impl Only {
    /// All but [`Self::All`], in the order of the sidebar.
    pub const SOME: [Self; 3] = [Self::Differ, Self::Lack, Self::Open];

    /// What people read, after “only rows that”.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Differ => "differ between articles",
            Self::Lack => "an article lacks",
            Self::Open => "were not looked for yet",
        }
    }

    /// Whether a row is one of these.
    pub fn fits(self, row: &MatrixRow) -> bool {
        match self {
            Self::All => true,
            Self::Differ => row.differs(),
            Self::Lack => row.lacks(),
            Self::Open => row.open(),
        }
    }
}

/// In which order rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By where they are first told.
    #[default]
    Place,
    /// By name.
    Name,
    /// Those in most articles first.
    Spread,
    /// Those that differ most first.
    Difference,
}

impl Order {
    /// In the order of the sidebar.
    pub const ALL: [Self; 4] = [Self::Place, Self::Name, Self::Spread, Self::Difference];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Place => "Place in the text",
            Self::Name => "Name",
            Self::Spread => "Number of articles",
            Self::Difference => "What differs most",
        }
    }
}

/// What a person did in the matrix.
#[derive(Clone, Debug, PartialEq)]
pub enum MatrixAction {
    /// Only rows of this kind; all of them where none is named.
    Kind(Option<Kind>),
    /// Only such rows.
    Only(Only),
    /// In this order.
    Order(Order),
    /// Only rows with these words.
    Query(String),
    /// Goes to a cell.
    Go(usize, usize),
    /// Opens the places of a cell in Read, beside what is stated.
    Open(usize, usize),
    /// Says that it is not there, or takes that back.
    Absent(usize, usize),
}

#[derive(Clone, Debug, PartialEq)]
struct Made {
    revision: u64,
    reviewer: ReviewerId,
    story: StoryId,
    articles: Vec<ArticleId>,
}

/// What the matrix remembers from frame to frame.
#[derive(Default)]
pub struct MatrixState {
    /// Only rows of this kind.
    pub kind: Option<Kind>,
    /// Only such rows.
    pub only: Only,
    /// In this order.
    pub order: Order,
    /// Only rows with these words.
    pub query: String,
    /// The current cell: its row and article.
    pub current: Option<(RowKey, usize)>,
    pub(super) scroll_to: bool,
    pub(super) at: egui::Vec2,
    made: Option<Made>,
    rows: Vec<MatrixRow>,
    shown: Vec<usize>,
}

impl MatrixState {
    /// All rows, by kind, then in the order chosen.
    pub fn rows(&self) -> &[MatrixRow] {
        &self.rows
    }

    /// The rows that are shown.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &MatrixRow> {
        self.shown.iter().map(|at| &self.rows[*at])
    }

    /// A row that is shown, by its place.
    pub fn row(&self, at: usize) -> Option<&MatrixRow> {
        self.rows.get(*self.shown.get(at)?)
    }

    /// The place of the current cell: row and article.
    pub fn cell(&self) -> Option<(usize, usize)> {
        let (key, column) = self.current.as_ref()?;
        let is_it = |at: &usize| self.rows.get(*at).is_some_and(|row| row.key == *key);
        Some((self.shown.iter().position(is_it)?, *column))
    }

    /// How many rows there are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.kind == kind).count()
    }

    /// Brings the rows up to date.
    pub fn tend(&mut self, session: &Session) {
        let made = Made {
            revision: session.review().revision(),
            reviewer: session.reviewer().clone(),
            story: session.story().id.clone(),
            articles: session.story().articles.iter().map(|article| article.id.clone()).collect(),
        };
        if self.made.as_ref() != Some(&made) {
            self.rows = rows(session);
            self.made = Some(made);
            self.arrange();
        }
    }

    /// Sorts and filters anew.
    pub fn arrange(&mut self) {
        let kinds = [Kind::Claim, Kind::Quote, Kind::Entity, Kind::Other];
        let rank = |row: &MatrixRow| kinds.iter().position(|kind| *kind == row.kind);
        let place = |row: &MatrixRow| {
            let first = row.cells.iter().position(|cell| !cell.places.is_empty());
            (first, row.cells.iter().flat_map(|cell| &cell.places).map(|place| place.span).next())
        };
        let differing = |row: &MatrixRow| {
            let states = row.cells.iter().map(|cell| cell.state).filter(|state| state.differs());
            let mut states: Vec<_> = states.collect();
            states.sort_unstable_by(|a, b| b.cmp(a));
            std::cmp::Reverse(states)
        };
        match self.order {
            Order::Place => self.rows.sort_by_key(place),
            Order::Name => self.rows.sort_by_key(|row| row.name.to_lowercase()),
            Order::Spread => self.rows.sort_by_key(|row| std::cmp::Reverse(row.articles())),
            Order::Difference => self.rows.sort_by_key(differing),
        }
        self.rows.sort_by_key(rank);
        let query = self.query.trim().to_lowercase();
        let says = |row: &MatrixRow| {
            let in_cells = || {
                row.cells.iter().flat_map(|cell| &cell.places).any(|place| {
                    let words: String = place.parts.iter().map(|(words, _)| words.as_str()).collect();
                    words.to_lowercase().contains(&query)
                })
            };
            query.is_empty() || row.name.to_lowercase().contains(&query) || in_cells()
        };
        let fits = |row: &MatrixRow| {
            self.kind.is_none_or(|kind| kind == row.kind) && self.only.fits(row) && says(row)
        };
        self.shown = self.rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at).collect();
    }

    /// Goes to a cell.
    pub fn go(&mut self, row: usize, column: usize) {
        self.current = self.row(row).map(|row| (row.key.clone(), column));
        self.scroll_to = true;
    }
}
