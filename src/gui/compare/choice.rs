//! What can be chosen in the Compare view, and what a person does in it.

use super::compared::Side;
use super::drawer::DrawerAction;
use super::everyone::Scope;
use crate::agreement::chart::{Chart, Subject};
use crate::agreement::{Class, MarkRef, Row};
use crate::exchange::PictureFormat;
use crate::gui::pane::PaneEvent;
use crate::model::{AnnotationId, ReviewerId};

/// Somebody whose review can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A reviewer of the project.
    Project(ReviewerId),
    /// A review brought in from a file, by its number.
    Brought(usize),
}

/// The part of the view between the counts and the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The text, twice.
    #[default]
    Text,
    /// Counts by label.
    Labels,
    /// Counts by article, what is left out, and what is counted.
    Articles,
    /// Clusters, links and attributes.
    Ties,
    /// Measures above chance, and on marks as units.
    Measures,
    /// All reviewers against each other.
    Everyone,
    /// Pictures.
    Charts,
}

impl Page {
    /// All pages in the order of their switch.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Labels, Self::Articles, Self::Ties, Self::Measures, Self::Everyone, Self::Charts];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Labels => "Labels",
            Self::Articles => "Articles",
            Self::Ties => "Clusters & links",
            Self::Measures => "Measures",
            Self::Everyone => "All reviewers",
            Self::Charts => "Charts",
        }
    }

    /// Whether it is about two reviewers alone, with their sentence, tiles and list.
    pub fn of_pair(self) -> bool {
        !matches!(self, Self::Everyone | Self::Charts)
    }
}

/// The labels that meet in a row, `None` for “not marked”.
pub type Cell = (Option<usize>, Option<usize>);

/// Which rows are listed and loud in the text. Without a class and a cell: all that differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this class.
    pub class: Option<Class>,
    /// Only rows in which a mark has this label: place in the comparison's labels.
    pub label: Option<usize>,
    /// Only this article: place in the comparison's articles.
    pub article: Option<usize>,
    /// Only rows in which these labels meet.
    pub cell: Option<Cell>,
    /// Only rows that differ in this attribute: place in [`super::Compared`]'s attributes. Known by
    /// place in the rows, so it is asked of the comparison.
    pub attribute: Option<usize>,
}

impl Filter {
    /// Whether a row is one of them.
    pub fn takes(&self, row: &Row) -> bool {
        let class = match self.class {
            Some(class) => row.class == class,
            None => self.cell.is_some() || self.attribute.is_some() || row.class != Class::Identical,
        };
        class
            && self.label.is_none_or(|label| row.has_label(label))
            && self.article.is_none_or(|article| row.article == article)
            && self.cell.is_none_or(|cell| (row.label_a, row.label_b) == cell)
    }
}

/// What a person does in the view.
#[derive(Clone, Debug, PartialEq)]
pub enum CompareAction {
    /// Chooses who is compared on a side.
    Choose(Side, Who),
    /// Turns to a page.
    Page(Page),
    /// Turns to an article: place in [`Compared::articles`].
    Article(usize),
    /// Lists other rows.
    Filter(Filter),
    /// Shows a row; with `true` the keyboard goes to it in the list.
    Show(usize, bool),
    /// Shows a row, listed or not.
    ShowRow(usize),
    /// Compares articles that are not done too, or no longer.
    Unfinished(bool),
    /// Leaves accepted suggestions out, or no longer.
    WithoutSuggested(bool),
    /// Something in the text of a side.
    Pane(Side, PaneEvent),
    /// A reviewer's mark was pressed.
    Press(Side, AnnotationId),
    /// Chooses both reviewers at once.
    Pair(ReviewerId, ReviewerId),
    /// All reviewers on the story that is shown, or on all stories.
    Scope(Scope),
    /// Whose agreement the charts show: of two, or of everyone.
    ChartsOf(Whose),
    /// Whose agreement is measured.
    MeasuresOf(Whose),
    /// What so many of so many found; again: all.
    Votes(Option<(usize, usize)>),
    /// Shows a mark of the comparison of everyone in the text.
    ShowMark(MarkRef),
    /// Shows a reviewer's annotation in the text.
    ShowAnnotation(Side, AnnotationId),
    /// Lists the pairs of marks that differ in an attribute: place in [`super::Compared`]'s attributes.
    Attribute(usize),
    /// Saves a chart.
    SaveChart(Chart, PictureFormat),
    /// Saves what is compared.
    Save(Table),
    /// Something among the measures.
    Drawer(DrawerAction),
    /// Gives up a comparison that takes long.
    Cancel,
    /// Begins it anew.
    Again,
}

/// Whose agreement is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// The two who are compared.
    #[default]
    Pair,
    /// All reviewers of the story.
    Story,
    /// All reviewers on all stories.
    Project,
}

impl Whose {
    /// All, in the order of their switch.
    pub const ALL: [Self; 3] = [Self::Pair, Self::Story, Self::Project];

    /// Whose it is in a comparison of those.
    pub fn subject(self) -> Subject {
        if self == Self::Pair { Subject::Pair(0) } else { Subject::Everyone }
    }
}

/// What of a comparison is saved for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// Everything, as JSON.
    Json,
    /// The groups, as CSV.
    Groups,
}
