//! JSON with everything in it.

mod settled;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use serde::Serialize;

use settled::{DecisionOut, decision_out};

use super::pretty::to_bytes;
use super::{Export, ExportError, Exporter, Files, Place, Source, Watch, plain};
use crate::model::{
    Absence, Annotation, AnnotationId, Article, ArticleState, Attribute, AttributeKind, Attributes, Cluster,
    ClusterId, Codebook, Kind, Label, Link, LinkEnd, LinkKind, Origin, Orphan, Reason, Rejection, Review,
    Ruling, Status, Story, Stretch,
};
use crate::text::Chars;

/// The version of the layout. Grows when a field is renamed, removed or changes its meaning; a new
/// field does not raise it.
const VERSION: u32 = 1;

/// One JSON document with project, codebook, texts and reviews.
pub(super) struct Json;

impl Exporter for Json {
    fn id(&self) -> &'static str {
        "json"
    }

    fn name(&self) -> &'static str {
        "JSON"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn gives(&self) -> &'static str {
        "one file with everything: project, codebook, articles with texts, all reviews"
    }

    fn loses(&self) -> &'static str {
        "nothing; undo history is not part of a review"
    }

    fn about(&self) -> &'static str {
        ABOUT
    }

    fn export(&self, source: &Source<'_>, watch: &mut Watch<'_>) -> Result<Export, ExportError> {
        let total = source.reviews().count();
        let mut done = 0;
        let mut stories = Vec::with_capacity(source.stories.len());
        for (story, reviews) in &source.stories {
            let mut out = Vec::with_capacity(reviews.len());
            for review in reviews {
                if let ControlFlow::Break(()) = watch(done, total) {
                    return Err(ExportError::Cancelled);
                }
                out.push(review_out(source, story, review)?);
                done += 1;
            }
            stories.push(StoryOut {
                id: story.id.as_str(),
                title: &story.title,
                articles: story.articles.iter().map(|article| article_out(article)).collect(),
                reviews: out,
            });
        }
        let document = Document {
            format: "parallax-export",
            version: VERSION,
            offsets: "code points from 0, end exclusive",
            project: &source.project.name,
            codebook: codebook_out(&source.project.codebook),
            stories,
        };
        let bytes = to_bytes(&document).map_err(|error| ExportError::Format(error.to_string()))?;
        Ok(Export { files: Files::One(bytes), lost: Vec::new() })
    }
}

const ABOUT: &str = "\
One UTF-8 document. Offsets count Unicode code points of the article's text from 0, the end
exclusive: in Python text[start:end] gives the words. Lists and objects are never absent, only
empty; a text that is not known is \"\". Control characters and those that turn the direction
of text are written as \\uXXXX. The same project gives the same bytes.

format    \"parallax-export\"
version   1; grows when a field is renamed, removed or changes its meaning
offsets   the unit of all offsets, in words
project   name of the project
codebook
  labels[]    id, name, kind (Entity, Claim, Quote, Other), color (#RRGGBB), key, parent (a
              label's id or null), about (Markdown), attributes[]: id, name, type (choice,
              several, text, number, yes-no, date), options[] (of choice and several),
              required, default (null where there is none)
  links[]     id, name, from[] and to[] (kinds; empty for any), about
  reasons[]   why a decision may be what it is: id, name, about (Markdown), mend (whether it says
              that the guideline is to be mended)
stories[]     in the project's order
  id, title
  articles[]  in the project's order: id, title, outlet, byline, published, url, language, file
              (inside the project folder), sha256 (of the text in UTF-8), chars (code points),
              text
  reviews[]   by reviewer
    reviewer
    note          on the story as a whole (Markdown)
    articles{}    by article id: status (NotStarted, InProgress, Done), sha256 and chars of the
                  text that was marked, note (Markdown)
    annotations[] by article, start, end, id: id, article, label, kind, at[] (pairs of start and
                  end, one for each piece), text[] (the words of each piece), attributes{},
                  note (Markdown), origin, cluster (id or null), made, changed (RFC 3339, UTC)
      attributes  by the attribute's id: text, list of texts, number, true or false; a date is a
                  text, 2026-11-22
      origin      how (Hand, Suggested, SuggestedEdited, Repeated, Carried, Imported, Settled),
                  with rule, from (annotation id) or format where that applies
    clusters[]    by id: id, label, kind, name, members[] (annotation ids), attributes{}, note
    links[]       by id: id, kind (a link kind's id), from and to (each {\"annotation\": id} or
                  {\"cluster\": id}), note
    orphans[]     annotations whose article changed so that their place is lost, by id: as an
                  annotation, but at[] and text[] are those of the text that it was made on, and
                  links[] are the links that it has
    decisions[]   of a consensus (the reviewer \"consensus\"), by id; empty for a person: id, choice
                  (take, nothing, edited, split, postponed), taken[] (places in candidates[]),
                  way (hand, identical, majority), by, at (RFC 3339, UTC), reason (a reason's id),
                  note, of[] (the reviewers who were done), results[] (each {\"annotation\": id},
                  {\"cluster\": id} or {\"link\": id}), candidates[]: by[] (reviewers), what (mark,
                  cluster, link), and of a mark article, at[], text[], label, attributes{}; of a
                  cluster label, name, attributes{}, members[] (article, at[], text, id); of a link
                  kind, from and to (each {\"annotation\": member} or {\"cluster\": {id, name}})
    rulings[]     of discrepancies between two articles, by kind and place: kind (gender, number,
                  date, name, negation, hedge, attribution, insertion, wording), a and b (each
                  article, start, end, text; start is end where the article has no words), ruling
                  (error, update, style, harmless, open), note, made
    rejected[]    suggestions that are not made again: what (quote, name, carry), pieces[] (each
                  article, start, end, text), made
    absences[]    what was looked for and is not there: cluster, article, note, made
";

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    offsets: &'static str,
    project: &'a str,
    codebook: CodebookOut<'a>,
    stories: Vec<StoryOut<'a>>,
}

#[derive(Serialize)]
struct CodebookOut<'a> {
    labels: Vec<LabelOut<'a>>,
    links: &'a [LinkKind],
    reasons: &'a [Reason],
}

#[derive(Serialize)]
struct LabelOut<'a> {
    id: &'a str,
    name: &'a str,
    kind: Kind,
    color: String,
    key: &'a str,
    parent: Option<&'a str>,
    about: &'a str,
    attributes: Vec<AttributeOut<'a>>,
}

#[derive(Serialize)]
struct AttributeOut<'a> {
    id: &'a str,
    name: &'a str,
    r#type: &'static str,
    options: &'a [String],
    required: bool,
    default: Option<serde_json::Value>,
}

#[derive(Serialize)]
struct StoryOut<'a> {
    id: &'a str,
    title: &'a str,
    articles: Vec<ArticleOut<'a>>,
    reviews: Vec<ReviewOut<'a>>,
}

#[derive(Serialize)]
struct ArticleOut<'a> {
    id: &'a str,
    title: &'a str,
    outlet: &'a str,
    byline: &'a str,
    published: &'a str,
    url: &'a str,
    language: &'a str,
    file: &'a str,
    sha256: &'a str,
    chars: Chars,
    text: &'a str,
}

#[derive(Serialize)]
struct ReviewOut<'a> {
    reviewer: &'a str,
    note: &'a str,
    articles: BTreeMap<&'a str, StateOut<'a>>,
    annotations: Vec<AnnotationOut<'a>>,
    clusters: Vec<ClusterOut<'a>>,
    links: Vec<LinkOut<'a>>,
    orphans: Vec<OrphanOut<'a>>,
    decisions: Vec<DecisionOut<'a>>,
    rulings: Vec<RulingOut<'a>>,
    rejected: Vec<RejectionOut<'a>>,
    absences: Vec<AbsenceOut<'a>>,
}

#[derive(Serialize)]
struct OrphanOut<'a> {
    #[serde(flatten)]
    annotation: AnnotationOut<'a>,
    links: Vec<LinkOut<'a>>,
}

#[derive(Serialize)]
struct StretchOut<'a> {
    article: &'a str,
    start: Chars,
    end: Chars,
    text: &'a str,
}

#[derive(Serialize)]
struct RulingOut<'a> {
    kind: &'a str,
    a: StretchOut<'a>,
    b: StretchOut<'a>,
    ruling: &'static str,
    note: &'a str,
    made: String,
}

#[derive(Serialize)]
struct RejectionOut<'a> {
    what: &'static str,
    pieces: Vec<StretchOut<'a>>,
    made: String,
}

#[derive(Serialize)]
struct AbsenceOut<'a> {
    cluster: &'a str,
    article: &'a str,
    note: &'a str,
    made: String,
}

#[derive(Serialize)]
struct StateOut<'a> {
    status: Status,
    sha256: &'a str,
    chars: u32,
    note: &'a str,
}

#[derive(Serialize)]
struct AnnotationOut<'a> {
    id: &'a str,
    article: &'a str,
    label: &'a str,
    kind: Kind,
    at: Vec<(Chars, Chars)>,
    text: Vec<&'a str>,
    attributes: BTreeMap<&'a str, serde_json::Value>,
    note: &'a str,
    origin: OriginOut<'a>,
    cluster: Option<&'a str>,
    made: String,
    changed: String,
}

#[derive(Serialize)]
#[serde(tag = "how")]
enum OriginOut<'a> {
    Hand,
    Suggested { rule: &'a str },
    SuggestedEdited { rule: &'a str },
    Repeated,
    Carried { from: &'a str },
    Imported { format: &'a str },
    Settled,
}

#[derive(Serialize)]
struct ClusterOut<'a> {
    id: &'a str,
    label: &'a str,
    kind: Kind,
    name: &'a str,
    members: &'a [AnnotationId],
    attributes: BTreeMap<&'a str, serde_json::Value>,
    note: &'a str,
}

#[derive(Serialize)]
struct LinkOut<'a> {
    id: &'a str,
    kind: &'a str,
    from: EndOut<'a>,
    to: EndOut<'a>,
    note: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum EndOut<'a> {
    Annotation(&'a AnnotationId),
    Cluster(&'a ClusterId),
}

fn codebook_out(codebook: &Codebook) -> CodebookOut<'_> {
    CodebookOut {
        labels: codebook.labels.iter().map(label_out).collect(),
        links: &codebook.links,
        reasons: &codebook.reasons,
    }
}

fn label_out(label: &Label) -> LabelOut<'_> {
    LabelOut {
        id: label.id.as_str(),
        name: &label.name,
        kind: label.kind,
        color: label.color.to_string(),
        key: &label.key,
        parent: label.parent.as_ref().map(|id| id.as_str()),
        about: &label.about,
        attributes: label.attributes.iter().map(attribute_out).collect(),
    }
}

fn attribute_out(attribute: &Attribute) -> AttributeOut<'_> {
    let (kind, options): (_, &[String]) = match &attribute.kind {
        AttributeKind::Choice(options) => ("choice", options),
        AttributeKind::Several(options) => ("several", options),
        AttributeKind::Text => ("text", &[]),
        AttributeKind::Number => ("number", &[]),
        AttributeKind::YesNo => ("yes-no", &[]),
        AttributeKind::Date => ("date", &[]),
    };
    AttributeOut {
        id: &attribute.id,
        name: &attribute.name,
        r#type: kind,
        options,
        required: attribute.required,
        default: attribute.default.as_ref().map(plain),
    }
}

fn article_out(article: &Article) -> ArticleOut<'_> {
    let info = &article.info;
    ArticleOut {
        id: article.id.as_str(),
        title: &info.title,
        outlet: &info.outlet,
        byline: &info.byline,
        published: &info.published,
        url: &info.url,
        language: &info.language,
        file: &article.file,
        sha256: &article.sha256,
        chars: article.offsets.chars(),
        text: &article.text,
    }
}

fn review_out<'a>(
    source: &Source<'a>,
    story: &'a Story,
    review: &'a Review,
) -> Result<ReviewOut<'a>, ExportError> {
    let codebook = &source.project.codebook;
    let states = review.articles().iter().map(|(id, state)| {
        let ArticleState { sha256, chars, status, note } = state;
        (id.as_str(), StateOut { status: *status, sha256, chars: *chars, note })
    });
    let annotations =
        review.annotations().map(|annotation| annotation_out(codebook, story, review, annotation));
    Ok(ReviewOut {
        reviewer: review.reviewer().as_str(),
        note: review.note(),
        articles: states.collect(),
        annotations: annotations.collect::<Result<_, _>>()?,
        clusters: review.clusters().map(|cluster| cluster_out(codebook, cluster)).collect(),
        links: review.links().map(link_out).collect(),
        orphans: review.orphans().map(|orphan| orphan_out(codebook, orphan)).collect(),
        decisions: review.decisions().map(decision_out).collect(),
        rulings: review.rulings().map(ruling_out).collect(),
        rejected: review.rejections().map(rejection_out).collect(),
        absences: review.absences().map(absence_out).collect(),
    })
}

fn stretch_out(stretch: &Stretch) -> StretchOut<'_> {
    let Stretch { article, at: (start, end), text } = stretch;
    StretchOut { article: article.as_str(), start: *start, end: *end, text }
}

fn ruling_out(ruling: &Ruling) -> RulingOut<'_> {
    RulingOut {
        kind: &ruling.of.kind,
        a: stretch_out(&ruling.of.a),
        b: stretch_out(&ruling.of.b),
        ruling: ruling.verdict.name(),
        note: &ruling.note,
        made: ruling.made.to_string(),
    }
}

fn rejection_out(rejection: &Rejection) -> RejectionOut<'_> {
    RejectionOut {
        what: rejection.of.what.name(),
        pieces: rejection.of.pieces.iter().map(stretch_out).collect(),
        made: rejection.made.to_string(),
    }
}

fn absence_out(absence: &Absence) -> AbsenceOut<'_> {
    AbsenceOut {
        cluster: absence.cluster.as_str(),
        article: absence.article.as_str(),
        note: &absence.note,
        made: absence.made.to_string(),
    }
}

fn annotation_out<'a>(
    codebook: &Codebook,
    story: &'a Story,
    review: &'a Review,
    annotation: &'a Annotation,
) -> Result<AnnotationOut<'a>, ExportError> {
    let Place { at, words } = Place::of(annotation, story)?;
    let cluster = review.cluster_of(&annotation.id).map(|cluster| cluster.id.as_str());
    Ok(placed(codebook, annotation, at, words, cluster))
}

fn orphan_out<'a>(codebook: &Codebook, orphan: &'a Orphan) -> OrphanOut<'a> {
    let words = orphan.words.iter().map(String::as_str).collect();
    let cluster = orphan.cluster.as_ref().map(ClusterId::as_str);
    OrphanOut {
        annotation: placed(codebook, &orphan.annotation, orphan.at.clone(), words, cluster),
        links: orphan.links.iter().map(link_out).collect(),
    }
}

fn placed<'a>(
    codebook: &Codebook,
    annotation: &'a Annotation,
    at: Vec<(Chars, Chars)>,
    text: Vec<&'a str>,
    cluster: Option<&'a str>,
) -> AnnotationOut<'a> {
    AnnotationOut {
        id: annotation.id.as_str(),
        article: annotation.article.as_str(),
        label: annotation.label.as_str(),
        kind: codebook.kind(&annotation.label),
        at,
        text,
        attributes: attributes_out(&annotation.attributes),
        note: &annotation.note,
        origin: match &annotation.origin {
            Origin::Hand => OriginOut::Hand,
            Origin::Suggested(rule) => OriginOut::Suggested { rule },
            Origin::SuggestedEdited(rule) => OriginOut::SuggestedEdited { rule },
            Origin::Repeated => OriginOut::Repeated,
            Origin::Carried(from) => OriginOut::Carried { from: from.as_str() },
            Origin::Imported(format) => OriginOut::Imported { format },
            Origin::Settled => OriginOut::Settled,
        },
        cluster,
        made: annotation.made.to_string(),
        changed: annotation.changed.to_string(),
    }
}

fn attributes_out(attributes: &Attributes) -> BTreeMap<&str, serde_json::Value> {
    attributes.iter().map(|(id, value)| (id.as_str(), plain(value))).collect()
}

fn cluster_out<'a>(codebook: &Codebook, cluster: &'a Cluster) -> ClusterOut<'a> {
    ClusterOut {
        id: cluster.id.as_str(),
        label: cluster.label.as_str(),
        kind: codebook.kind(&cluster.label),
        name: &cluster.name,
        members: &cluster.members,
        attributes: attributes_out(&cluster.attributes),
        note: &cluster.note,
    }
}

fn link_out(link: &Link) -> LinkOut<'_> {
    fn end(end: &LinkEnd) -> EndOut<'_> {
        match end {
            LinkEnd::Annotation(id) => EndOut::Annotation(id),
            LinkEnd::Cluster(id) => EndOut::Cluster(id),
        }
    }
    LinkOut {
        id: link.id.as_str(),
        kind: link.kind.as_str(),
        from: end(&link.from),
        to: end(&link.to),
        note: &link.note,
    }
}
