//! Reviews as Parallax keeps them.

use std::ops::ControlFlow;

use super::{Export, ExportError, Exporter, Files, Place, Source, Watch};
use crate::store::ReviewFile;

/// The files of reviews, as they stand in a project.
pub(super) struct Ron;

impl Exporter for Ron {
    fn id(&self) -> &'static str {
        "ron"
    }

    fn name(&self) -> &'static str {
        "RON"
    }

    fn extension(&self) -> &'static str {
        "ron"
    }

    fn gives(&self) -> &'static str {
        "the review files themselves, to send to others who have the project"
    }

    fn loses(&self) -> &'static str {
        "the texts and the codebook, which stay in the project"
    }

    fn about(&self) -> &'static str {
        ABOUT
    }

    fn export(&self, source: &Source<'_>, watch: &mut Watch<'_>) -> Result<Export, ExportError> {
        let total = source.reviews().count();
        let mut files = Vec::with_capacity(total);
        for (done, (story, review)) in source.reviews().enumerate() {
            if let ControlFlow::Break(()) = watch(done, total) {
                return Err(ExportError::Cancelled);
            }
            for annotation in review.annotations() {
                Place::of(annotation, story)?;
            }
            let text = ReviewFile::from_review(review, story).to_ron();
            files.push((format!("{}/{}.ron", story.id, review.reviewer()), text.into_bytes()));
        }
        Ok(Export { files: Files::Folder(files), lost: Vec::new() })
    }
}

const ABOUT: &str = "\
One file for each reviewer and story, as in the project's folder “reviews”: STORY/REVIEWER.ron.
With one reviewer and one story chosen and a name that ends in .ron, that one file. Each can be
opened again, compared, or put in the same place of another copy of the project.

format       1
reviewer     id of the reviewer
story        id of the story
articles     by article id: sha256 (of the text in UTF-8) and chars (code points) of the text
             that was marked, status (NotStarted, InProgress, Done)
annotations  one to a line, by article, start, end, id: id, article, label, at, text, around,
             attributes, note, origin, made, changed
  at         start and end of each piece in Unicode code points of the article's text from 0,
             the end exclusive: in Python text[start:end] gives the words
  text       the words of each piece; a reader checks them
  around     up to 32 characters before and after each piece, only where the same words stand
             more than once in the article
clusters     by id: id, label, name, members (annotation ids), attributes, note
links        by id: id, kind, from, to (each Annotation(id) or Cluster(id)), note
orphans      annotations whose place was lost; left out where there are none
";
