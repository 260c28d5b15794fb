//! What of a comparison is written to files: its groups and counts, and its charts.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::choice::{Page, Table, Whose};
use super::everyone::Scope;
use super::state::CompareState;
use crate::agreement::chart::{Chart, Drawing, Names};
use crate::agreement::{ArticleKey, Comparison, MarkRef, to_json};
use crate::exchange::{self, Files, PictureFormat};
use crate::gui::dialogs::{Pick, Purpose, Request};
use crate::model::Article;
use crate::session::Session;

/// Something that is to be written as soon as a place is chosen, as it was when that was asked.
pub enum Saved {
    /// All of a comparison, or its groups.
    Table(Table, Arc<Comparison>, HashMap<ArticleKey, Arc<Article>>),
    /// A picture.
    Picture(Box<Drawing>, PictureFormat, String),
}

impl CompareState {
    /// Whose agreement the page that is shown is about.
    fn shown(&self) -> Whose {
        match (self.page, self.scope) {
            (Page::Charts, _) => self.charts_of,
            (Page::Measures, _) => self.measures_of,
            (Page::Everyone, Scope::Story) => Whose::Story,
            (Page::Everyone, Scope::Project) => Whose::Project,
            _ => Whose::Pair,
        }
    }

    /// What is shown, to be saved as a table.
    pub fn table(&self, table: Table, session: &Session) -> Option<Saved> {
        let (comparison, _) = self.comparison_of(self.shown())?;
        let texts = session.project().stories.iter().flat_map(|story| {
            story.articles.iter().map(|article| {
                let key = ArticleKey { story: story.id.clone(), article: article.id.clone() };
                (key, Arc::clone(article))
            })
        });
        Some(Saved::Table(table, Arc::clone(comparison), texts.collect()))
    }

    /// A chart as it is shown, to be saved.
    pub fn picture(&self, chart: Chart, format: PictureFormat) -> Option<Saved> {
        let (comparison, names): (_, &Names) = self.comparison_of(self.charts_of)?;
        let drawing = chart.draw(comparison, self.charts_of.subject(), names);
        Some(Saved::Picture(Box::new(drawing), format, chart.key().to_owned()))
    }
}

impl Saved {
    /// The question where to write.
    pub fn request(&self, session: &Session) -> Request {
        let stem = &session.story().id;
        let (name, title) = match self {
            Self::Table(Table::Json, ..) => (format!("{stem}-comparison.json"), "Save the comparison to"),
            Self::Table(Table::Groups, ..) => (format!("{stem}-groups.csv"), "Save the groups to"),
            Self::Picture(_, format, key) => {
                (format!("{stem}-{key}.{}", format.extension()), "Save the chart to")
            }
        };
        Request { purpose: Purpose::Comparison, pick: Pick::Save(name), title, filters: &[], start: None }
    }

    /// Writes it. A chart's name may ask for the other format.
    pub fn write(&self, session: &Session, out: &Path) -> anyhow::Result<String> {
        let bytes = match self {
            Self::Table(Table::Json, comparison, _) => serde_json::to_vec_pretty(&to_json(comparison, None))?,
            Self::Table(Table::Groups, comparison, texts) => {
                exchange::groups_csv(comparison, &|mark| words(comparison, texts, mark))?
            }
            Self::Picture(drawing, format, _) => {
                let format = PictureFormat::of(out).unwrap_or(*format);
                exchange::picture(drawing, format)?
            }
        };
        exchange::keep_out(session.root(), out)?;
        // The dialog has asked already whether a file that is there may be replaced.
        exchange::write(&Files::One(bytes), out, true)?;
        Ok(format!("Saved to {}.", out.display()))
    }
}

/// The words of a mark.
fn words(comparison: &Comparison, texts: &HashMap<ArticleKey, Arc<Article>>, at: MarkRef) -> Option<String> {
    let article = comparison.articles.get(at.article as usize)?;
    let text = texts.get(&article.key).filter(|text| text.sha256 == article.sha256)?;
    let piece = |(start, end): &_| text.offsets.span_from_chars(&text.text, *start, *end)?.slice(&text.text);
    let pieces: Option<Vec<&str>> = comparison.mark(at)?.at.iter().map(piece).collect();
    Some(pieces?.join(" … "))
}
