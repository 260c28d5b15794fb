//! Other formats, one file each, behind one trait and one table.
//!
//! A format is a value in [`EXPORTERS`]; commands and window know it only through [`Exporter`].
//! Every offset that leaves here counts Unicode code points.

mod csv;
mod groups;
mod json;
mod picture;
mod pretty;
mod ron;
#[cfg(test)]
mod tests;
mod write;

use std::ops::ControlFlow;

use crate::model::{Annotation, AnnotationId, ArticleId, Project, Review, Story, StoryId, Value};
use crate::text::Chars;

pub use csv::csv_of;
pub use groups::groups_csv;
pub use picture::{PictureFormat, picture};
pub use write::{WriteError, keep_out, write};

/// All formats, in the order in which people see them.
pub static EXPORTERS: &[&dyn Exporter] = &[&json::Json, &csv::Csv, &ron::Ron];

/// The format with this id.
pub fn exporter(id: &str) -> Option<&'static dyn Exporter> {
    EXPORTERS.iter().copied().find(|exporter| exporter.id() == id)
}

/// A format that reviews can be written in.
pub trait Exporter: Sync {
    /// Names it in `--to`.
    fn id(&self) -> &'static str;

    /// What people read.
    fn name(&self) -> &'static str;

    /// Ending of its files, without the dot.
    fn extension(&self) -> &'static str;

    /// What one gets, in half a line.
    fn gives(&self) -> &'static str;

    /// What is not in it, in half a line.
    fn loses(&self) -> &'static str;

    /// The format for whoever reads its files with a program: every field, its unit and when it is
    /// absent. Plain text, lines of at most 100 characters.
    fn about(&self) -> &'static str;

    /// Writes all of `source` into memory. `watch` is called before each review with how many are
    /// done and how many there are; when it breaks, so does the export.
    fn export(&self, source: &Source<'_>, watch: &mut Watch<'_>) -> Result<Export, ExportError>;
}

/// Told how many reviews are done and how many there are; breaks to cancel.
pub type Watch<'a> = dyn FnMut(usize, usize) -> ControlFlow<()> + 'a;

/// What is to be written: a project, and of it the stories and reviews that were chosen.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The project, for its name and codebook.
    pub project: &'a Project,
    /// The chosen stories in the project's order, each with its chosen reviews by reviewer.
    pub stories: Vec<(&'a Story, Vec<&'a Review>)>,
}

impl<'a> Source<'a> {
    /// Each review with its story, in order.
    pub fn reviews(&self) -> impl Iterator<Item = (&'a Story, &'a Review)> + '_ {
        self.stories.iter().flat_map(|(story, reviews)| reviews.iter().map(|review| (*story, *review)))
    }
}

/// What an exporter wrote, not yet on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The files.
    pub files: Files,
    /// What of this source the format could not hold.
    pub lost: Vec<Loss>,
}

/// One file, or a folder of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Files {
    /// The bytes of one file.
    One(Vec<u8>),
    /// Paths inside a folder, with `/` and without `..`, and the bytes of each.
    Folder(Vec<(String, Vec<u8>)>),
}

/// What a format could not hold, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// How many; at least one.
    pub count: usize,
    /// Of what, in the number that fits `count`.
    pub what: &'static str,
}

impl Loss {
    /// The losses that are any, each from its count and its name for one and for more.
    fn list(counts: impl IntoIterator<Item = (usize, &'static str, &'static str)>) -> Vec<Self> {
        let counted = counts.into_iter().filter(|(count, ..)| *count > 0);
        counted.map(|(count, one, more)| Self { count, what: if count == 1 { one } else { more } }).collect()
    }
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A mark lies where its article has no text, or its article is not in the story.
    #[error("story “{story}”, article “{article}”: annotation “{annotation}” does not fit the text")]
    DoesNotFit {
        /// Where it is.
        story: StoryId,
        /// Where it should be.
        article: ArticleId,
        /// The mark.
        annotation: AnnotationId,
    },
    /// The format's own writer failed.
    #[error("{0}")]
    Format(String),
    /// Whoever watched wanted no more.
    #[error("cancelled")]
    Cancelled,
}

/// Where an annotation is, for whoever has the text.
struct Place<'a> {
    /// Start and end of each piece.
    at: Vec<(Chars, Chars)>,
    /// The words of each piece.
    words: Vec<&'a str>,
}

impl<'a> Place<'a> {
    fn of(annotation: &Annotation, story: &'a Story) -> Result<Self, ExportError> {
        let find = || {
            let article = story.article(&annotation.article)?;
            let mut place = Self { at: Vec::new(), words: Vec::new() };
            for span in &annotation.spans {
                place.at.push(article.offsets.span_to_chars(&article.text, *span)?);
                place.words.push(span.slice(&article.text)?);
            }
            Some(place)
        };
        find().ok_or_else(|| ExportError::DoesNotFit {
            story: story.id.clone(),
            article: annotation.article.clone(),
            annotation: annotation.id.clone(),
        })
    }
}

/// The value of an attribute as plain JSON; whole numbers without a fraction.
fn plain(value: &Value) -> serde_json::Value {
    /// Up to here every whole number has its own `f64`.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Choice(text) | Value::Text(text) | Value::Date(text) => text.as_str().into(),
        Value::Several(all) => all.as_slice().into(),
        Value::Number(number) if number.fract() == 0.0 && number.abs() <= EXACT => (*number as i64).into(),
        Value::Number(number) => (*number).into(),
        Value::YesNo(yes) => (*yes).into(),
    }
}
