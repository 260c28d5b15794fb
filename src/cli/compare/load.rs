//! What is compared, from projects and from files of reviews.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;

use crate::agreement::{ArticleKey, Comparison, MarkRef, Reviewed};
use crate::cli::{export, out};
use crate::model::{AnnotationId, Article, LabelId, ReviewerId, StoryId};
use crate::store::{self, OpenProject};

/// Reviews, ready to be compared.
#[derive(Default)]
pub(super) struct Loaded {
    /// One entry for each reviewer, in the order in which they are to stand.
    pub reviews: Vec<Arc<Reviewed>>,
    /// What people read for labels, where a codebook says so.
    pub names: HashMap<LabelId, String>,
    /// What to say on standard error.
    pub problems: Vec<String>,
    /// Folders of projects that were read.
    pub projects: Vec<PathBuf>,
    /// Files of reviews that were read.
    pub sources: Vec<PathBuf>,
    texts: HashMap<ArticleKey, Arc<Article>>,
    /// Words of annotations whose texts are not at hand, by reviewer.
    words: HashMap<ReviewerId, HashMap<AnnotationId, String>>,
}

/// Reads all paths. Fewer than two reviewers are an error, and so is a name that nobody has.
pub(super) fn load(paths: &[PathBuf], reviewers: &[String], stories: &[String]) -> anyhow::Result<Loaded> {
    let mut loaded = Loaded::default();
    let mut people: Vec<Reviewed> = Vec::new();
    for path in paths {
        match project_of(path) {
            Some(root) => loaded.read_project(&root, reviewers, stories, &mut people)?,
            None => loaded.read_review(path, stories, &mut people)?,
        }
    }
    let there: Vec<String> = people.iter().map(|review| review.reviewer.to_string()).collect();
    if let Some(name) = reviewers.iter().find(|name| !there.contains(name)) {
        bail!("there is no reviewer “{name}”; there are {}", listed(&there));
    }
    if !reviewers.is_empty() {
        let rank = |review: &Reviewed| reviewers.iter().position(|name| *name == *review.reviewer.as_str());
        people.retain(|review| rank(review).is_some());
        people.sort_by_key(rank);
    }
    if people.len() < 2 {
        bail!("comparing takes two reviewers, and there is only {}", listed(&there));
    }
    for review in &people {
        for (key, article) in &review.articles {
            for (id, why) in &article.problems {
                let (reviewer, article) = (&review.reviewer, &key.article);
                loaded
                    .problems
                    .push(format!("{reviewer}, {article}: annotation “{id}” is not compared: {why}"));
            }
        }
    }
    loaded.reviews = people.into_iter().map(Arc::new).collect();
    Ok(loaded)
}

/// The folder of the project that a path stands for.
fn project_of(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return Some(path.to_owned());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    (path.file_name()? == "project.ron").then(|| folder.to_owned())
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
}

impl Loaded {
    fn read_project(
        &mut self,
        root: &Path,
        reviewers: &[String],
        stories: &[String],
        people: &mut Vec<Reviewed>,
    ) -> anyhow::Result<()> {
        let open = store::open_project(root)?;
        let chosen = export::choose_stories(&open, stories)?;
        // Of the reviewers asked for, some may be in other files.
        let mut there = BTreeSet::new();
        for story in &chosen {
            there.extend(open.reviewers(&story.id)?.iter().map(ToString::to_string));
        }
        // What reviewers were settled into is compared with them only where it is asked for.
        let person = |name: &&String| !ReviewerId::from(name.as_str()).is_consensus();
        let wanted: Vec<String> = if reviewers.is_empty() {
            there.iter().filter(person).cloned().collect()
        } else {
            reviewers.iter().filter(|name| there.contains(*name)).cloned().collect()
        };
        if !wanted.is_empty() {
            let reviews = export::load(&open, &chosen, &wanted)?;
            for review in &reviews {
                if let Some(story) = open.project.story(review.story()) {
                    join(people, Reviewed::of_review(review, story));
                }
            }
        }
        self.learn(&open);
        Ok(())
    }

    /// Keeps what is needed of a project once its reviews are read.
    fn learn(&mut self, open: &OpenProject) {
        if !open.problems.is_empty() {
            let problems = out::count(open.problems.len(), "problem", "problems");
            let root = open.root.display();
            self.problems.push(format!("{root}: has {problems}; “parallax check” lists them"));
        }
        let labels = open.project.codebook.labels.iter();
        self.names.extend(labels.map(|label| (label.id.clone(), label.name.clone())));
        for story in &open.project.stories {
            let key = |article: &Article| ArticleKey { story: story.id.clone(), article: article.id.clone() };
            self.texts.extend(story.articles.iter().map(|article| (key(article), Arc::clone(article))));
        }
        self.projects.push(open.root.clone());
    }

    fn read_review(
        &mut self,
        path: &Path,
        stories: &[String],
        people: &mut Vec<Reviewed>,
    ) -> anyhow::Result<()> {
        let file = store::read_review_file(path)?;
        self.sources.push(path.to_owned());
        if !stories.is_empty() && !stories.iter().any(|id| *id == *file.story.as_str()) {
            self.problems.push(format!(
                "{}: is on the story “{}”, so it is left out",
                path.display(),
                file.story
            ));
            return Ok(());
        }
        let reviewer = join(people, file.to_reviewed());
        let words = self.words.entry(reviewer).or_default();
        for annotation in file.annotations {
            words.insert(annotation.id, annotation.text.join(" … "));
        }
        Ok(())
    }

    /// The words of a mark.
    pub fn words(&self, comparison: &Comparison, at: MarkRef) -> Option<String> {
        let article = comparison.articles.get(at.article as usize)?;
        let mark = comparison.mark(at)?;
        let from_text = || {
            let text = self.texts.get(&article.key).filter(|text| text.sha256 == article.sha256)?;
            let piece =
                |(start, end): &_| text.offsets.span_from_chars(&text.text, *start, *end)?.slice(&text.text);
            let pieces: Option<Vec<&str>> = mark.at.iter().map(piece).collect();
            Some(pieces?.join(" … "))
        };
        let from_file = || {
            let reviewer = comparison.reviewers.get(at.reviewer as usize)?;
            self.words.get(reviewer)?.get(&mark.id).map(|words| words.trim().to_owned())
        };
        from_text().or_else(from_file)
    }
}

/// Adds what a reviewer made on a story to what the same reviewer made on others. A second review
/// of the same story is another reviewer's: `ana (2)`. Gives the name it stands under.
fn join(people: &mut Vec<Reviewed>, mut review: Reviewed) -> ReviewerId {
    let stories = |review: &Reviewed| -> BTreeSet<StoryId> {
        review.articles.keys().map(|key| key.story.clone()).collect()
    };
    let name = review.reviewer.to_string();
    for number in 1u32.. {
        let id: ReviewerId = if number == 1 { name.clone() } else { format!("{name} ({number})") }.into();
        match people.iter_mut().find(|other| other.reviewer == id) {
            Some(other) if stories(other).is_disjoint(&stories(&review)) => {
                other.join(review);
                return id;
            }
            Some(_) => {}
            None => {
                review.reviewer = id.clone();
                people.push(review);
                return id;
            }
        }
    }
    review.reviewer
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::agreement::ReviewedArticle;
    use crate::model::Status;
    use crate::text::Chars;

    fn review(name: &str, story: &str) -> Reviewed {
        let mut review = Reviewed::new(name.into());
        let article = ReviewedArticle::new("x".into(), Chars(9), Status::Done);
        review.articles.insert(ArticleKey { story: story.into(), article: "a".into() }, article);
        review
    }

    #[test]
    fn one_reviewer_has_many_stories_but_one_review_of_each() {
        let mut people = Vec::new();
        for (name, story) in [("ana", "s"), ("ben", "s"), ("ana", "t"), ("ana", "s")] {
            join(&mut people, review(name, story));
        }
        let people: BTreeMap<String, usize> =
            people.into_iter().map(|review| (review.reviewer.to_string(), review.articles.len())).collect();
        let expected = [("ana", 2), ("ana (2)", 1), ("ben", 1)].map(|(name, count)| (name.to_owned(), count));
        assert_eq!(people, expected.into());
    }
}
