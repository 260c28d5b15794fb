//! The groups of a comparison as a table: what several reviewers marked in one place.

use std::borrow::Cow;

use super::ExportError;
use super::csv::{attributes, safe};
use crate::agreement::{Comparison, MarkRef};
use crate::model::ReviewerId;

const COLUMNS: [&str; 13] = [
    "story",
    "article",
    "group",
    "state",
    "votes",
    "of",
    "reviewer",
    "id",
    "label",
    "start",
    "end",
    "text",
    "attributes",
];

/// A row for each mark of each group as CSV, made safe for spreadsheets like every table that is
/// exported. `group` counts from 1 over all articles; `votes` of `of` reviewers who are done have a
/// mark in it. Offsets are code points; the starts and ends of several pieces are joined by `;`.
/// `words` gives the words of a mark where they are known.
pub fn groups_csv(
    comparison: &Comparison,
    words: &dyn Fn(MarkRef) -> Option<String>,
) -> Result<Vec<u8>, ExportError> {
    let failed = |error: ::csv::Error| ExportError::Format(error.to_string());
    let mut table = ::csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS).map_err(failed)?;
    for (number, group) in comparison.groups().iter().enumerate() {
        let Some(article) = comparison.articles.get(group.article) else { continue };
        for at in &group.marks {
            let Some(mark) = comparison.mark(*at) else { continue };
            let reviewer = comparison.reviewers.get(at.reviewer as usize).map_or("", ReviewerId::as_str);
            let joined = |values: Vec<String>| values.join(";");
            let cells: [Cow<'_, str>; 13] = [
                article.key.story.as_str().into(),
                article.key.article.as_str().into(),
                (number + 1).to_string().into(),
                group.state.key().into(),
                group.marks.len().to_string().into(),
                group.of.to_string().into(),
                reviewer.into(),
                mark.id.as_str().into(),
                mark.label.as_str().into(),
                joined(mark.at.iter().map(|piece| piece.0.0.to_string()).collect()).into(),
                joined(mark.at.iter().map(|piece| piece.1.0.to_string()).collect()).into(),
                words(*at).unwrap_or_default().into(),
                attributes(&mark.attributes)?.into(),
            ];
            table.write_record(cells.iter().map(|cell| safe(cell).into_owned())).map_err(failed)?;
        }
    }
    table.into_inner().map_err(|error| ExportError::Format(error.to_string()))
}
