//! Whether a review's file fits its articles, its codebook and itself.

mod settled;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{
    Absence, AnnotationId, Article, ArticleId, Attributes, Cluster, ClusterId, Codebook, Kind, LabelId, Link,
    LinkEnd, Status, Story, Stretch, twice,
};
use crate::store::{FileAnnotation, ReviewFile};

/// What is wrong, and with which annotation, cluster or link.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// The id as the file has it; `None` for the review as a whole.
    pub id: Option<String>,
    /// One sentence.
    pub what: String,
}

/// How many words of a text are shown.
const SHOWN: usize = 60;

/// Everything that is wrong with it, in the order of the file.
pub(super) fn check(file: &ReviewFile, story: &Story, codebook: &Codebook) -> Vec<Finding> {
    let mut check =
        Check { file, story, codebook, kinds: HashMap::new(), clusters: HashMap::new(), found: Vec::new() };
    let kind = |label| codebook.label(label).map(|label| label.kind);
    check.kinds = file.annotations.iter().map(|one| (&one.id, kind(&one.label))).collect();
    check.clusters = file.clusters.iter().map(|one| (&one.id, kind(&one.label))).collect();
    check.articles();
    check.annotations();
    check.clusters();
    check.links();
    check.orphans();
    settled::check(&mut check);
    check.judged();
    check.found
}

struct Check<'a> {
    file: &'a ReviewFile,
    story: &'a Story,
    codebook: &'a Codebook,
    /// The kinds of all annotations; `None` where the codebook does not know the label.
    kinds: HashMap<&'a AnnotationId, Option<Kind>>,
    clusters: HashMap<&'a ClusterId, Option<Kind>>,
    found: Vec<Finding>,
}

impl<'a> Check<'a> {
    fn tell(&mut self, id: &str, what: impl Into<String>) {
        self.found.push(Finding { id: Some(id.to_owned()), what: what.into() });
    }

    fn articles(&mut self) {
        for (id, state) in &self.file.articles {
            let Some(article) = self.story.article(id) else { continue };
            let chars = article.offsets.chars().0;
            let what = if state.sha256 != article.sha256 {
                format!("article “{id}”: the review was made on another text than the project has")
            } else if state.chars != chars {
                format!("article “{id}” has {chars} code points, the review says {}", state.chars)
            } else {
                continue;
            };
            self.found.push(Finding { id: None, what });
        }
    }

    fn annotations(&mut self) {
        let mut same: HashMap<(&ArticleId, &LabelId, &[_]), &AnnotationId> = HashMap::new();
        let mut unknown = HashSet::new();
        let mut unread: BTreeMap<&ArticleId, usize> = BTreeMap::new();
        for annotation in &self.file.annotations {
            let id = annotation.id.as_str();
            match self.story.article(&annotation.article) {
                None => *unread.entry(&annotation.article).or_default() += 1,
                Some(article) => {
                    if !self.file.articles.contains_key(&annotation.article)
                        && unknown.insert(&annotation.article)
                    {
                        self.tell(
                            id,
                            format!("article “{}” is not among the review's articles", annotation.article),
                        );
                    }
                    for what in misplaced(annotation, article) {
                        self.tell(id, what);
                    }
                }
            }
            let state = self.file.articles.get(&annotation.article);
            let finished = state.is_some_and(|state| state.status == Status::Done);
            self.label(id, &annotation.label, &annotation.attributes, finished);
            let mark = (&annotation.article, &annotation.label, annotation.at.as_slice());
            if let Some(other) = same.insert(mark, &annotation.id) {
                self.tell(id, format!("marks the same words with the same label as “{other}”"));
            }
            if annotation.changed < annotation.made {
                self.tell(id, "was changed before it was made");
            }
        }
        for (article, count) in unread {
            let sum = self.file.articles.get(article).map(|state| &state.sha256);
            let same = self.story.articles.iter().find(|known| Some(&known.sha256) == sum);
            let what = match same {
                Some(same) => {
                    format!("article “{article}” is “{}” in the project, and opens as that", same.id)
                }
                None => format!(
                    "article “{article}” has no text in the story: {count} of its annotations have no place"
                ),
            };
            self.found.push(Finding { id: None, what });
        }
    }

    fn label(&mut self, id: &str, label: &LabelId, attributes: &Attributes, finished: bool) {
        match self.codebook.label(label) {
            None => self.tell(id, format!("the codebook has no label “{label}”")),
            Some(label) => {
                for what in label.problems_of(attributes, finished) {
                    self.tell(id, what);
                }
            }
        }
    }

    fn clusters(&mut self) {
        let mut cluster_of: HashMap<&AnnotationId, &Cluster> = HashMap::new();
        for cluster in &self.file.clusters {
            let id = cluster.id.as_str();
            self.label(id, &cluster.label, &cluster.attributes, false);
            twice(cluster.members.iter().map(AnnotationId::as_str), |member| {
                self.found.push(Finding {
                    id: Some(id.to_owned()),
                    what: format!("annotation “{member}” is in it twice"),
                });
            });
            for member in &cluster.members {
                if !self.kinds.contains_key(member) {
                    self.tell(id, format!("there is no annotation “{member}”, which is said to be in it"));
                }
                match cluster_of.insert(member, cluster) {
                    Some(other) if other.id != cluster.id => {
                        self.tell(id, format!("annotation “{member}” is in cluster “{}” too", other.id));
                    }
                    _ => {}
                }
            }
        }
    }

    fn links(&mut self) {
        let mut seen: HashMap<(&str, &LinkEnd, &LinkEnd), &Link> = HashMap::new();
        for link in &self.file.links {
            let id = link.id.as_str();
            let kind = self.codebook.link(&link.kind);
            if kind.is_none() {
                self.tell(id, format!("the codebook has no link kind “{}”", link.kind));
            }
            let ends = [
                ("from", &link.from, kind.map(|kind| kind.from.as_slice())),
                ("to", &link.to, kind.map(|kind| kind.to.as_slice())),
            ];
            for (side, end, allowed) in ends {
                match self.kind_of(end) {
                    None => self.tell(id, format!("leads {side} {}, which there is not", name(end))),
                    Some(Some(kind))
                        if allowed.is_some_and(|all| !all.is_empty() && !all.contains(&kind)) =>
                    {
                        let what = format!("“{}” may not lead {side} {}", link.kind, kind_name(kind));
                        self.tell(id, what);
                    }
                    Some(_) => {}
                }
            }
            if link.from == link.to {
                self.tell(id, format!("ties {} to itself", name(&link.from)));
            }
            if let Some(other) = seen.insert((link.kind.as_str(), &link.from, &link.to), link) {
                self.tell(id, format!("says the same as link “{}”", other.id));
            }
        }
    }

    fn orphans(&mut self) {
        for orphan in &self.file.orphans {
            let words = orphan.text.join(" … ");
            self.tell(
                orphan.id.as_str(),
                format!("lost its place in article “{}”: “{}”", orphan.article, short(&words)),
            );
        }
    }

    /// Rulings, rejected suggestions, absences: whether what they speak of is there.
    fn judged(&mut self) {
        for ruling in &self.file.rulings {
            let name = format!("ruling of a difference in {}", ruling.of.kind);
            if ruling.of.a > ruling.of.b {
                self.tell_of(format!("{name}: its sides are not in order"));
            }
            for side in [&ruling.of.a, &ruling.of.b] {
                self.stretch(&name, side);
            }
        }
        for rejection in &self.file.rejected {
            let name = format!("rejected {}", rejection.of.what.name());
            if rejection.of.pieces.is_empty() {
                self.tell_of(format!("{name}: it has no words"));
            }
            rejection.of.pieces.iter().for_each(|piece| self.stretch(&name, piece));
        }
        for absence in &self.file.absences {
            let Absence { cluster, article, .. } = absence;
            match self.file.clusters.iter().find(|known| known.id == *cluster) {
                None => self.tell_of(format!(
                    "“{article}” is said not to have cluster “{cluster}”, which there is not"
                )),
                Some(known) => {
                    let told = known.members.iter().find(|member| {
                        self.file.annotations.iter().any(|one| one.id == **member && one.article == *article)
                    });
                    if let Some(told) = told {
                        self.tell(
                            cluster.as_str(),
                            format!("is said not to be in “{article}”, where annotation “{told}” is of it"),
                        );
                    }
                }
            }
            if self.story.article(article).is_none() {
                self.tell_of(format!("absence of “{cluster}”: there is no article “{article}”"));
            }
        }
    }

    fn tell_of(&mut self, what: String) {
        self.found.push(Finding { id: None, what });
    }

    /// Whether words stand where they are said to.
    fn stretch(&mut self, name: &str, stretch: &Stretch) {
        let Stretch { article: id, at: (start, end), text } = stretch;
        let Some(article) = self.story.article(id) else {
            return self.tell_of(format!("{name}: there is no article “{id}”"));
        };
        let there = if start == end {
            (start.0 <= article.offsets.chars().0).then_some("")
        } else {
            let span = article.offsets.span_from_chars(&article.text, *start, *end);
            span.and_then(|span| span.slice(&article.text))
        };
        let at = format!("{}..{}", start.0, end.0);
        match there {
            None => self.tell_of(format!("{name}: {at} lies outside of article “{id}”")),
            Some(there) if there != text => {
                self.tell_of(format!("{name}: at {at} article “{id}” does not read “{}”", short(text)));
            }
            Some(_) => {}
        }
    }

    /// The kind of what is there; `None` where nothing is.
    fn kind_of(&self, end: &LinkEnd) -> Option<Option<Kind>> {
        match end {
            LinkEnd::Annotation(id) => self.kinds.get(id).copied(),
            LinkEnd::Cluster(id) => self.clusters.get(id).copied(),
        }
    }
}

fn name(end: &LinkEnd) -> String {
    match end {
        LinkEnd::Annotation(id) => format!("annotation “{id}”"),
        LinkEnd::Cluster(id) => format!("cluster “{id}”"),
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Entity => "an entity",
        Kind::Claim => "a claim",
        Kind::Quote => "a quote",
        Kind::Other => "another kind of label",
    }
}

/// Where the pieces of an annotation do not fit the text.
fn misplaced(annotation: &FileAnnotation, article: &Article) -> Vec<String> {
    let mut found = Vec::new();
    if annotation.at.windows(2).any(|pair| pair[0].1 >= pair[1].0) {
        found.push("its pieces are not in order and apart".to_owned());
    }
    for ((start, end), words) in annotation.at.iter().zip(&annotation.text) {
        let at = format!("{}..{}", start.0, end.0);
        let there = article
            .offsets
            .span_from_chars(&article.text, *start, *end)
            .and_then(|span| span.slice(&article.text));
        match there {
            None => found.push(format!(
                "{at} lies outside of article “{}”, which has {} code points",
                article.id,
                article.offsets.chars().0
            )),
            Some(there) if there != words => found.push(format!(
                "at {at} article “{}” reads “{}”, not “{}”",
                article.id,
                short(there),
                short(words)
            )),
            Some(_) => {}
        }
    }
    found
}

/// The first characters of a text.
fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
