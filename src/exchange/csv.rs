//! A table with a row for each annotation.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use super::{Export, ExportError, Exporter, Files, Loss, Place, Source, Watch, plain};
use crate::model::{Annotation, AnnotationId, Attributes, Cluster, Origin, Orphan, Project, Review, Story};
use crate::text::{Chars, is_unseen};

/// Comma-separated values as RFC 4180 has them, with LF.
pub(super) struct Csv;

const COLUMNS: [&str; 14] = [
    "story",
    "article",
    "reviewer",
    "id",
    "label",
    "kind",
    "start",
    "end",
    "text",
    "attributes",
    "note",
    "cluster",
    "made",
    "changed",
];

/// Stands between the texts of pieces.
pub(super) const GAP: &str = " … ";

impl Exporter for Csv {
    fn id(&self) -> &'static str {
        "csv"
    }

    fn name(&self) -> &'static str {
        "CSV"
    }

    fn extension(&self) -> &'static str {
        "csv"
    }

    fn gives(&self) -> &'static str {
        "a table for spreadsheets and statistics, one row per annotation"
    }

    fn loses(&self) -> &'static str {
        "links, clusters but for their name, rulings, absences, status, origin, texts, codebook"
    }

    fn about(&self) -> &'static str {
        ABOUT
    }

    fn export(&self, source: &Source<'_>, watch: &mut Watch<'_>) -> Result<Export, ExportError> {
        let failed = |error: ::csv::Error| ExportError::Format(error.to_string());
        let total = source.reviews().count();
        let mut table = ::csv::Writer::from_writer(Vec::new());
        let mut changed = 0;
        table.write_record(COLUMNS).map_err(failed)?;
        for (done, (story, review)) in source.reviews().enumerate() {
            if let ControlFlow::Break(()) = watch(done, total) {
                return Err(ExportError::Cancelled);
            }
            let names = cluster_names(review);
            let rows = review
                .annotations()
                .map(|annotation| row(source, story, review, annotation, &names))
                .chain(review.orphans().map(|orphan| orphan_row(source, story, review, orphan, &names)));
            for row in rows {
                let row = row?;
                let safe = row.each_ref().map(|cell| safe(cell));
                changed += safe.iter().filter(|cell| matches!(cell, Cow::Owned(_))).count();
                table.write_record(safe.iter().map(|cell| cell.as_bytes())).map_err(failed)?;
            }
        }
        let bytes = table.into_inner().map_err(|error| ExportError::Format(error.to_string()))?;
        let cells = Loss::list([(
            changed,
            "cell as it was, made safe for spreadsheets",
            "cells as they were, made safe for spreadsheets",
        )]);
        Ok(Export { files: Files::One(bytes), lost: losses(source).into_iter().chain(cells).collect() })
    }
}

/// Some annotations of a review as such a table, in the order given. Ids that the review does not
/// have are left out.
pub fn csv_of(
    project: &Project,
    story: &Story,
    review: &Review,
    ids: &[AnnotationId],
) -> Result<String, ExportError> {
    let failed = |error: ::csv::Error| ExportError::Format(error.to_string());
    let source = Source { project, stories: Vec::new() };
    let names = cluster_names(review);
    let mut table = ::csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS).map_err(failed)?;
    for annotation in ids.iter().filter_map(|id| review.annotation(id)) {
        let row = row(&source, story, review, annotation, &names)?;
        table
            .write_record(row.each_ref().map(|cell| safe(cell)).iter().map(|cell| cell.as_bytes()))
            .map_err(failed)?;
    }
    let bytes = table.into_inner().map_err(|error| ExportError::Format(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| ExportError::Format(error.to_string()))
}

const ABOUT: &str = "\
UTF-8 without a byte order mark, commas, LF, quotes only where a cell needs them, one header
row, then one row for each annotation: by story, reviewer, article, start, end, id. In Excel:
Data > From Text/CSV, file origin 65001 (UTF-8). A cell that is not known is empty.

story       id of the story
article     id of the article
reviewer    id of the reviewer
id          id of the annotation
label       id of the label
kind        Entity, Claim, Quote or Other
start, end  Unicode code points of the article's text from 0, the end exclusive: in Python
            text[start:end] gives the words. An annotation of several pieces has all their
            starts and all their ends, as 12;40 and 15;52. Empty for one whose article changed
            so that its place is lost; such rows stand last in their review
text        the words; those of several pieces joined by \u{201c} \u{2026} \u{201d}
attributes  a JSON object by the attribute's id, {\"status\": \"open\"}; empty where none is set
note        Markdown
cluster     name of the annotation's cluster; where it has none or shares it with another
            cluster of the review, with the cluster's id: Facebook [c81x0d2p]
made        RFC 3339, UTC
changed     the same

Spreadsheets run a cell that begins with = + - @ or their full-width forms. Such a cell gets an
apostrophe in front, which says \u{201c}this is text\u{201d}. The same is done inside a cell after a line end,
tab or semicolon, where a spreadsheet set to other separators would begin a new cell. Control
characters other than line ends and tabs are replaced by their pictures (U+2400 and on), so the
count of code points stays.
";

type Names<'a> = HashMap<&'a str, Cow<'a, str>>;

/// The cells of one annotation, as they are.
fn row<'a>(
    source: &Source<'_>,
    story: &'a Story,
    review: &'a Review,
    annotation: &'a Annotation,
    names: &'a Names<'_>,
) -> Result<[Cow<'a, str>; 14], ExportError> {
    let Place { at, words } = Place::of(annotation, story)?;
    let offsets = |pick: fn(&(Chars, Chars)) -> Chars| {
        at.iter().map(|pair| pick(pair).0.to_string()).collect::<Vec<_>>().join(";")
    };
    let text = match words.as_slice() {
        [one] => (*one).into(),
        pieces => pieces.join(GAP).into(),
    };
    let place = [offsets(|(start, _)| *start).into(), offsets(|(_, end)| *end).into(), text];
    let cluster = review.cluster_of(&annotation.id).map(|cluster| &cluster.id);
    cells(source, story, review, annotation, place, cluster.and_then(|id| names.get(id.as_str())))
}

/// The cells of an annotation that lost its place.
fn orphan_row<'a>(
    source: &Source<'_>,
    story: &'a Story,
    review: &'a Review,
    orphan: &'a Orphan,
    names: &'a Names<'_>,
) -> Result<[Cow<'a, str>; 14], ExportError> {
    let place = ["".into(), "".into(), orphan.words.join(GAP).into()];
    let cluster = orphan.cluster.as_ref().and_then(|id| names.get(id.as_str()));
    cells(source, story, review, &orphan.annotation, place, cluster)
}

fn cells<'a>(
    source: &Source<'_>,
    story: &'a Story,
    review: &'a Review,
    annotation: &'a Annotation,
    [start, end, text]: [Cow<'a, str>; 3],
    cluster: Option<&'a Cow<'_, str>>,
) -> Result<[Cow<'a, str>; 14], ExportError> {
    Ok([
        story.id.as_str().into(),
        annotation.article.as_str().into(),
        review.reviewer().as_str().into(),
        annotation.id.as_str().into(),
        annotation.label.as_str().into(),
        source.project.codebook.kind(&annotation.label).name().into(),
        start,
        end,
        text,
        attributes(&annotation.attributes)?.into(),
        annotation.note.as_str().into(),
        cluster.map_or("".into(), |name| name.as_ref().into()),
        annotation.made.to_string().into(),
        annotation.changed.to_string().into(),
    ])
}

pub(super) fn attributes(attributes: &Attributes) -> Result<String, ExportError> {
    if attributes.is_empty() {
        return Ok(String::new());
    }
    let plain: BTreeMap<&str, _> = attributes.iter().map(|(id, value)| (id.as_str(), plain(value))).collect();
    serde_json::to_string(&plain).map_err(|error| ExportError::Format(error.to_string()))
}

/// What to call each cluster of a review so that no two are called the same, by id.
fn cluster_names(review: &Review) -> Names<'_> {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for cluster in review.clusters() {
        *uses.entry(cluster.name.trim()).or_default() += 1;
    }
    review
        .clusters()
        .map(|cluster| {
            let unique = uses.get(cluster.name.trim()) == Some(&1) && !cluster.name.trim().is_empty();
            let name = if unique {
                cluster.name.trim().into()
            } else {
                format!("{} [{}]", cluster.name.trim(), cluster.id).trim().to_owned().into()
            };
            (cluster.id.as_str(), name)
        })
        .collect()
}

fn losses(source: &Source<'_>) -> Vec<Loss> {
    let count = |of: fn(&Review) -> usize| source.reviews().map(|(_, review)| of(review)).sum();
    let clusters = |is: fn(&&Cluster) -> bool| -> usize {
        source.reviews().map(|(_, review)| review.clusters().filter(is).count()).sum()
    };
    Loss::list([
        (count(|review| review.links().count()), "link", "links"),
        (
            clusters(|cluster| cluster.members.is_empty()),
            "cluster without members",
            "clusters without members",
        ),
        (clusters(|cluster| !cluster.note.is_empty()), "note of a cluster", "notes of clusters"),
        (clusters(|cluster| !cluster.attributes.is_empty()), "cluster's attributes", "clusters' attributes"),
        (count(|review| review.rulings().count()), "ruling of a discrepancy", "rulings of discrepancies"),
        (count(|review| review.absences().count()), "absence", "absences"),
        (count(|review| review.rejections().count()), "rejected suggestion", "rejected suggestions"),
        (
            count(|review| {
                review.annotations().filter(|annotation| annotation.origin != Origin::Hand).count()
            }),
            "origin of an annotation",
            "origins of annotations",
        ),
    ])
}

/// Whether a spreadsheet takes a cell that begins so for a formula. Full-width forms are folded to
/// plain ones by some.
fn runs(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}')
}

/// The cell with an apostrophe before every place at which a spreadsheet would begin a formula,
/// and with pictures for control characters. Borrowed where nothing had to be changed.
///
/// The rules of OWASP’s “CSV Injection”, and beyond them: blanks before the sign do not hide it, and
/// with separators other than ours a cell also begins inside one of ours.
pub(super) fn safe(cell: &str) -> Cow<'_, str> {
    let mut out = String::new();
    // What to look at before the next sign: nothing has been seen yet since a cell began.
    let mut fresh = true;
    // Where in `out` that cell began.
    let mut began = 0;
    let mut first = true;
    for c in cell.chars() {
        if fresh && runs(c) {
            out.insert(began, '\'');
            fresh = false;
        }
        match c {
            '\n' | '\r' | '\t' | ';' => {}
            c if c.is_whitespace()
                || c.is_control()
                || is_unseen(c)
                || matches!(c, '\u{FEFF}' | '\u{200B}') => {}
            // Quotes that were meant for our separators open an empty cell for others.
            '"' if !first => {}
            _ => fresh = false,
        }
        out.push(match c {
            '\n' | '\r' | '\t' => c,
            '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
            '\u{7F}' => '\u{2421}',
            '\u{80}'..='\u{9F}' => '\u{FFFD}',
            c => c,
        });
        if matches!(c, '\n' | '\r' | '\t' | ';') {
            (fresh, first, began) = (true, false, out.len());
        }
    }
    if out == cell { cell.into() } else { out.into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_that_a_spreadsheet_would_run_are_text() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\t'=1"),
            ("\r=1", "\r'=1"),
            ("  =1", "'  =1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("＝1", "'＝1"),
            ("first\n=cmd|' /C calc'!A0", "first\n'=cmd|' /C calc'!A0"),
            ("a;=1", "a;'=1"),
            ("a; \"=1", "a;' \"=1"),
            ("\u{1b}[31m\0\u{7f}", "␛[31m␀␡"),
            ("\u{1b}=1", "'␛=1"),
            ("\u{202e}=1", "'\u{202e}=1"),
        ];
        for (cell, expected) in cases {
            assert_eq!(safe(cell), expected, "{cell:?}");
        }
        for cell in ["", "a=b", "2026-11-22", "12;40", "“=” is a sign", "a - b", "two\nlines", "👩‍👩‍👧 no"]
        {
            assert!(matches!(safe(cell), Cow::Borrowed(_)), "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn no_cell_begins_a_formula_under_any_separator(cell in "[ab =+@\"';,\t\n\u{200b}＝-]{0,12}") {
            let written = safe(&cell);
            for piece in written.split([';', '\t', '\n']) {
                let begins = piece.trim_start_matches([' ', '"', '\u{200b}']);
                let quoted = piece.trim_start_matches([' ', '\u{200b}']).starts_with('"');
                let first = written.starts_with(piece) && quoted;
                prop_assert!(first || !begins.starts_with(runs), "{:?} of {:?}", piece, written);
            }
            let back: String = written.chars().filter(|c| *c != '\'').collect();
            prop_assert_eq!(back, cell.replace('\'', ""));
        }
    }
}
