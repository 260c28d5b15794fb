//! From a review's file to a review on the present texts.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use super::Problem;
use super::review_file::{FileAnnotation, FileOrphan, ReviewFile};
use crate::model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleState, Cluster, Edit, Link, LinkEnd, Orphan, Review,
    Ruling, Status, Story, Stretch,
};
use crate::text::anchor::{Anchor, How, find_all};
use crate::text::{Chars, Span};

/// An annotation whose words were found elsewhere than its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Which.
    pub annotation: AnnotationId,
    /// In which article.
    pub article: ArticleId,
    /// The pieces as the file has them.
    pub from: Vec<(Chars, Chars)>,
    /// Where they are now.
    pub to: Vec<Span>,
    /// How they were found: the weakest of the pieces.
    pub how: How,
}

/// A review on the present texts of its articles.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The review, its orphans included.
    pub review: Review,
    /// What is not where the file says.
    pub moved: Vec<Move>,
    /// What was placed in the file and has no place now; in the review's orphans.
    pub lost: Vec<AnnotationId>,
    /// What was an orphan in the file and has a place now.
    pub regained: Vec<AnnotationId>,
    /// The articles that the reviewer was done with and whose text has changed since.
    pub changed: Vec<ArticleId>,
    /// Whether the file says the same as the review: nothing had to be found, left out or brought up
    /// to date.
    pub as_in_file: bool,
    /// References to nothing, which were left out.
    pub problems: Vec<Problem>,
}

/// An annotation on its way to a place.
struct Candidate {
    annotation: FileAnnotation,
    /// Of an orphan: what goes with it.
    orphan: Option<(Option<crate::model::ClusterId>, Vec<Link>)>,
}

impl ReviewFile {
    /// The review on the present texts: each annotation at its place where its words stand there,
    /// else where they are found, else among the orphans. `path` is for problems.
    ///
    /// An article that the story knows under another id is recognised by its text.
    pub fn into_review(mut self, story: &Story, path: &Path) -> Placed {
        let before = self.articles.clone();
        self.adopt_article_ids(story);
        let shifted = self.find_judged(story);
        let mut placed = Placed {
            review: Review::new(self.reviewer.clone(), story.id.clone()),
            moved: Vec::new(),
            lost: Vec::new(),
            regained: Vec::new(),
            changed: Vec::new(),
            as_in_file: true,
            problems: Vec::new(),
        };
        let mut by_article: BTreeMap<ArticleId, Vec<Candidate>> = BTreeMap::new();
        for annotation in std::mem::take(&mut self.annotations) {
            let candidate = Candidate { annotation, orphan: None };
            by_article.entry(candidate.annotation.article.clone()).or_default().push(candidate);
        }
        for orphan in std::mem::take(&mut self.orphans) {
            let candidate = Candidate::from_orphan(orphan);
            by_article.entry(candidate.annotation.article.clone()).or_default().push(candidate);
        }
        let mut orphans: HashMap<AnnotationId, Orphan> = HashMap::new();
        for (id, candidates) in by_article {
            let state = self.articles.get(&id);
            let spans = match story.article(&id) {
                Some(article) => place(article, state, &candidates),
                None => vec![None; candidates.len()],
            };
            for (candidate, spans) in candidates.into_iter().zip(spans) {
                placed.settle(candidate, spans, &mut orphans, &mut self);
            }
        }
        if !self.note.is_empty() {
            placed.put(Edit::PutNote(std::mem::take(&mut self.note)));
        }
        for (id, state) in std::mem::take(&mut self.articles) {
            placed.article(story, id, state);
        }
        placed.gather(self, orphans, path);
        placed.as_in_file = !shifted
            && before == *placed.review.articles()
            && placed.moved.is_empty()
            && placed.lost.is_empty()
            && placed.regained.is_empty()
            && placed.problems.is_empty();
        placed
    }

    /// Looks for the words of rulings and rejections that are not where the file says, because an
    /// article has changed: the nearest place with them is theirs from now on. Whether any was
    /// moved. What is not found stays as it was: its words may come back.
    fn find_judged(&mut self, story: &Story) -> bool {
        let mut moved = false;
        for ruling in &mut self.rulings {
            moved |= find_stretch(story, &mut ruling.of.a);
            moved |= find_stretch(story, &mut ruling.of.b);
            in_order(ruling);
        }
        for piece in self.rejected.iter_mut().flat_map(|rejection| &mut rejection.of.pieces) {
            moved |= find_stretch(story, piece);
        }
        moved
    }

    /// Renames articles that the story has under another id, recognised by the hash of their text.
    fn adopt_article_ids(&mut self, story: &Story) {
        let mut names: HashMap<ArticleId, ArticleId> = HashMap::new();
        for (id, state) in &self.articles {
            let same = || {
                story.articles.iter().find(|a| a.sha256 == state.sha256 && !self.articles.contains_key(&a.id))
            };
            if story.article(id).is_none()
                && let Some(article) = same()
            {
                names.insert(id.clone(), article.id.clone());
            }
        }
        if names.is_empty() {
            return;
        }
        let rename = |id: &mut ArticleId| {
            if let Some(name) = names.get(id) {
                *id = name.clone();
            }
        };
        self.annotations.iter_mut().for_each(|annotation| rename(&mut annotation.article));
        self.orphans.iter_mut().for_each(|orphan| rename(&mut orphan.article));
        for candidate in self.decisions.iter_mut().flat_map(|decision| &mut decision.candidates) {
            candidate.what.rename_articles(&rename);
        }
        for ruling in &mut self.rulings {
            rename(&mut ruling.of.a.article);
            rename(&mut ruling.of.b.article);
            in_order(ruling);
        }
        let pieces = self.rejected.iter_mut().flat_map(|rejection| &mut rejection.of.pieces);
        pieces.for_each(|piece| rename(&mut piece.article));
        self.absences.iter_mut().for_each(|absence| rename(&mut absence.article));
        self.articles = std::mem::take(&mut self.articles)
            .into_iter()
            .map(|(mut id, state)| {
                rename(&mut id);
                (id, state)
            })
            .collect();
    }
}

impl Candidate {
    fn from_orphan(orphan: FileOrphan) -> Self {
        let FileOrphan {
            id,
            article,
            label,
            at,
            text,
            around,
            attributes,
            note,
            origin,
            made,
            changed,
            cluster,
            links,
        } = orphan;
        Self {
            annotation: FileAnnotation {
                id,
                article,
                label,
                at,
                text,
                around,
                attributes,
                note,
                origin,
                made,
                changed,
            },
            orphan: Some((cluster, links)),
        }
    }
}

/// Where the pieces of each candidate are; `None` where one of them is lost.
fn place(
    article: &Article,
    state: Option<&ArticleState>,
    candidates: &[Candidate],
) -> Vec<Option<(Vec<Span>, How)>> {
    let same_text = state.is_some_and(|state| state.sha256 == article.sha256);
    let in_place = |annotation: &FileAnnotation| -> Option<Vec<Span>> {
        annotation
            .at
            .iter()
            .zip(&annotation.text)
            .map(|((start, end), words)| {
                let span = article.offsets.span_from_chars(&article.text, *start, *end)?;
                (span.slice(&article.text)? == words).then_some(span)
            })
            .collect()
    };
    let mut out: Vec<Option<(Vec<Span>, How)>> = vec![None; candidates.len()];
    if same_text {
        for (slot, candidate) in out.iter_mut().zip(candidates) {
            *slot = in_place(&candidate.annotation).map(|spans| (spans, How::Same));
        }
    }
    // On the text that it was made on, an orphan stays one until a person gives it a place.
    let open: Vec<usize> = (0..candidates.len())
        .filter(|i| {
            out.get(*i).is_some_and(Option::is_none)
                && !(same_text && candidates.get(*i).is_some_and(|c| c.orphan.is_some()))
        })
        .collect();
    if open.is_empty() {
        return out;
    }
    // With the same text only some disagree; those in place tell how the others have moved.
    let everyone: Vec<usize> = (0..candidates.len()).collect();
    let asked = if same_text { &open } else { &everyone };
    let mut anchors = Vec::new();
    for annotation in asked.iter().filter_map(|i| Some(&candidates.get(*i)?.annotation)) {
        for (piece, ((start, _), words)) in annotation.at.iter().zip(&annotation.text).enumerate() {
            let around =
                annotation.around.get(piece).map(|(before, after)| (before.as_str(), after.as_str()));
            anchors.push(Anchor { words, was: *start, around });
        }
    }
    let mut found = find_all(&article.text, &article.offsets, &anchors).into_iter();
    for i in asked {
        let pieces = candidates.get(*i).map_or(0, |candidate| candidate.annotation.at.len());
        let found: Vec<_> = found.by_ref().take(pieces).collect();
        let Some(found) = found.into_iter().collect::<Option<Vec<_>>>() else { continue };
        let how = found.iter().map(|piece| piece.how).max().unwrap_or(How::Same);
        let spans = Annotation::normal_spans(found.iter().map(|piece| piece.span).collect());
        if let Some(slot) = out.get_mut(*i).filter(|_| !spans.is_empty()) {
            *slot = Some((spans, how));
        }
    }
    out
}

impl Placed {
    /// Puts a candidate where it belongs.
    fn settle(
        &mut self,
        candidate: Candidate,
        place: Option<(Vec<Span>, How)>,
        orphans: &mut HashMap<AnnotationId, Orphan>,
        file: &mut ReviewFile,
    ) {
        let Candidate { annotation: from, orphan } = candidate;
        let FileAnnotation { id, article, label, at, text, around, attributes, note, origin, made, changed } =
            from;
        let mut annotation =
            Annotation { id, article, label, spans: Vec::new(), attributes, note, origin, made, changed };
        let Some((spans, how)) = place else {
            if orphan.is_none() {
                self.lost.push(annotation.id.clone());
            }
            let (cluster, links) = orphan.unwrap_or_default();
            let id = annotation.id.clone();
            orphans.insert(id, Orphan { annotation, at, words: text, around, cluster, links });
            return;
        };
        if let Some((cluster, links)) = orphan {
            self.regained.push(annotation.id.clone());
            if let Some(cluster) =
                cluster.and_then(|id| file.clusters.iter_mut().find(|cluster| cluster.id == id))
            {
                cluster.members.push(annotation.id.clone());
            }
            for link in links {
                if file.links.iter().all(|known| known.id != link.id) {
                    file.links.push(link);
                }
            }
        } else if how != How::Same {
            let (annotation, article) = (annotation.id.clone(), annotation.article.clone());
            self.moved.push(Move { annotation, article, from: at, to: spans.clone(), how });
        }
        annotation.spans = spans;
        self.put(Edit::PutAnnotation(annotation));
    }

    /// An article as the review knows it; on another text, as that text is.
    fn article(&mut self, story: &Story, id: ArticleId, state: ArticleState) {
        let state = match story.article(&id) {
            Some(article) => {
                if state.status == Status::Done && state.sha256 != article.sha256 {
                    self.changed.push(id.clone());
                }
                ArticleState {
                    sha256: article.sha256.clone(),
                    chars: article.offsets.chars().0,
                    status: state.status,
                    note: state.note,
                }
            }
            None => state,
        };
        self.put(Edit::PutArticle(id, state));
    }

    /// Clusters, links and orphans, once all places are known. What refers to an orphan goes with it.
    fn gather(&mut self, file: ReviewFile, mut orphans: HashMap<AnnotationId, Orphan>, path: &Path) {
        let mut problem = Vec::new();
        let mut taken: HashSet<AnnotationId> = HashSet::new();
        for cluster in file.clusters {
            let mut members = Vec::with_capacity(cluster.members.len());
            for member in cluster.members {
                if let Some(orphan) = orphans.get_mut(&member) {
                    orphan.cluster.get_or_insert_with(|| cluster.id.clone());
                } else if self.review.annotation(&member).is_none() {
                    problem.push(format!(
                        "cluster “{}” holds annotation “{member}”, which is not there",
                        cluster.id
                    ));
                } else if !taken.insert(member.clone()) {
                    problem.push(format!(
                        "annotation “{member}” is left out of cluster “{}”: it is in one already",
                        cluster.id
                    ));
                } else {
                    members.push(member);
                }
            }
            self.put(Edit::PutCluster(Cluster { members, ..cluster }));
        }
        for link in file.links {
            let mut lost = Vec::new();
            let mut nowhere = false;
            for end in [&link.from, &link.to] {
                match end {
                    LinkEnd::Annotation(id) if orphans.contains_key(id) => lost.push(id.clone()),
                    LinkEnd::Annotation(id) => nowhere |= self.review.annotation(id).is_none(),
                    LinkEnd::Cluster(id) => nowhere |= self.review.cluster(id).is_none(),
                }
            }
            if nowhere {
                problem.push(format!(
                    "link “{}” leads to something that is not there, and was left out",
                    link.id
                ));
            } else if lost.is_empty() {
                self.put(Edit::PutLink(link));
            } else {
                for id in lost {
                    let Some(orphan) = orphans.get_mut(&id) else { continue };
                    if orphan.links.iter().all(|known| known.id != link.id) {
                        orphan.links.push(link.clone());
                    }
                }
            }
        }
        for orphan in orphans.into_values() {
            self.put(Edit::PutOrphan(orphan));
        }
        // What they led to may be gone: then they come back into the queue.
        for decision in file.decisions {
            self.put(Edit::PutDecision(decision));
        }
        file.rulings.into_iter().for_each(|ruling| self.put(Edit::PutRuling(ruling)));
        file.rejected.into_iter().for_each(|rejection| self.put(Edit::PutRejection(rejection)));
        for absence in file.absences {
            if self.review.cluster(&absence.cluster).is_some() {
                self.put(Edit::PutAbsence(absence));
            } else {
                problem.push(format!(
                    "“{}” is said not to have cluster “{}”, which is not there",
                    absence.article, absence.cluster
                ));
            }
        }
        self.problems.extend(problem.into_iter().map(|what| Problem::new(path, what)));
    }

    fn put(&mut self, edit: Edit) {
        let put = edit.apply(&mut self.review);
        debug_assert!(put.is_ok(), "{put:?}");
    }

    /// What to tell about it, for people.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let count =
            |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
        if !self.moved.is_empty() {
            let unsure = self.moved.iter().filter(|m| m.how == How::Approximate).count();
            let look = if unsure > 0 {
                format!(", {unsure} of them by similar words only: look at these")
            } else {
                String::new()
            };
            notes.push(format!(
                "{} found again in a changed text{look}",
                count(self.moved.len(), "annotation was", "annotations were")
            ));
        }
        if !self.lost.is_empty() {
            notes.push(format!(
                "{} no place in the changed text and wait in the orphan tray",
                count(self.lost.len(), "annotation has", "annotations have")
            ));
        }
        if !self.regained.is_empty() {
            notes.push(format!(
                "{} a place again",
                count(self.regained.len(), "annotation has", "annotations have")
            ));
        }
        for article in &self.changed {
            notes.push(format!("“{article}” was done, and its text has changed since: read it once more"));
        }
        notes
    }
}

/// The sides of a difference stand in order.
fn in_order(ruling: &mut Ruling) {
    if ruling.of.a > ruling.of.b {
        std::mem::swap(&mut ruling.of.a, &mut ruling.of.b);
    }
}

/// Puts a stretch where its words are now; `false` where they are there, or nowhere.
fn find_stretch(story: &Story, stretch: &mut Stretch) -> bool {
    let Some(article) = story.article(&stretch.article).filter(|_| !stretch.text.is_empty()) else {
        return false;
    };
    let (offsets, text) = (&article.offsets, &article.text);
    let there = offsets.span_from_chars(text, stretch.at.0, stretch.at.1).and_then(|span| span.slice(text));
    if there == Some(&stretch.text) {
        return false;
    }
    let places = text
        .match_indices(&stretch.text)
        .filter_map(|(at, words)| offsets.span_to_chars(text, Span::of(at, at + words.len())?));
    match places.min_by_key(|(start, _)| start.0.abs_diff(stretch.at.0.0)) {
        Some(place) => {
            stretch.at = place;
            true
        }
        None => false,
    }
}
