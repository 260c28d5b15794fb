//! What all reviewers' reviews of all stories make of the codebook, counted before it is changed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Session;
use super::jobs::JobContext;
use crate::model::{
    Attributes, Codebook, LabelId, LinkKindId, Recode, Review, ReviewerId, Story, StoryId, Value,
};
use crate::store::{AtRest, FileAnnotation, ReviewFile, review_holder, reviewers_of};

/// One review as it was found.
#[derive(Clone, Debug)]
pub struct Surveyed {
    /// The story that it is on.
    pub story: StoryId,
    /// Whose it is.
    pub reviewer: ReviewerId,
    /// Whether it is the one at work on here.
    pub own: bool,
    /// Who has it open elsewhere.
    pub held: Option<String>,
    /// What it holds, the edits of its journal included; or why it could not be read.
    pub file: Result<ReviewFile, String>,
}

/// All reviews of a project at one time.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// By story and reviewer.
    pub reviews: Vec<Surveyed>,
}

/// How often something is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Annotations, those without a place included.
    pub annotations: usize,
    /// Clusters.
    pub clusters: usize,
    /// Links.
    pub links: usize,
    /// Reviews with any of these.
    pub reviews: usize,
}

impl Count {
    /// Whether there is nothing.
    pub fn is_nothing(self) -> bool {
        self.reviews == 0
    }

    fn add(&mut self, annotations: usize, clusters: usize, links: usize) {
        self.annotations += annotations;
        self.clusters += clusters;
        self.links += links;
        self.reviews += usize::from(annotations + clusters + links > 0);
    }
}

/// What a change would do to one review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affected {
    /// The story that it is on.
    pub story: StoryId,
    /// Whose it is.
    pub reviewer: ReviewerId,
    /// How much would change.
    pub count: Count,
    /// Who has it open elsewhere: nothing can be changed until it is closed there.
    pub held: Option<String>,
}

/// Everything that [`Session::survey`] needs, to be taken to another thread.
pub struct SurveyWork {
    root: PathBuf,
    away: PathBuf,
    story: Story,
    own: Review,
    stories: Vec<StoryId>,
}

impl Session {
    /// What counts all reviews of the project. It reads files: run it on a worker.
    pub fn survey(&self) -> SurveyWork {
        SurveyWork {
            root: self.open.root.clone(),
            away: self.user.journals_of(&self.open.root),
            story: self.story().clone(),
            own: self.review.clone(),
            stories: self.open.project.stories.iter().map(|story| story.id.clone()).collect(),
        }
    }
}

impl SurveyWork {
    /// Reads all reviews. Nothing is written.
    pub fn run(self, job: &JobContext) -> Survey {
        let mut survey = Survey::default();
        for (done, story) in self.stories.iter().enumerate() {
            job.set_progress(done as f32 / self.stories.len().max(1) as f32);
            let here = *story == self.story.id;
            let mut own_seen = false;
            for reviewer in reviewers_of(&self.root, story).unwrap_or_default() {
                if job.is_cancelled() {
                    return survey;
                }
                let own = here && reviewer == *self.own.reviewer();
                own_seen |= own;
                survey.reviews.extend(self.look(story, reviewer, own));
            }
            if here && !own_seen {
                survey.reviews.extend(self.look(story, self.own.reviewer().clone(), true));
            }
        }
        survey
    }

    fn look(&self, story: &StoryId, reviewer: ReviewerId, own: bool) -> Option<Surveyed> {
        let file = if own {
            Ok(ReviewFile::from_review(&self.own, &self.story))
        } else {
            match AtRest::read(&self.root, story, &reviewer, Some(&self.away)) {
                Ok(found) => Ok(found?.file),
                Err(error) => Err(error.to_string()),
            }
        };
        let held = if own { None } else { review_holder(&self.root, story, &reviewer) };
        Some(Surveyed { story: story.clone(), reviewer, own, held: held.map(|who| who.to_string()), file })
    }
}

impl Survey {
    fn files(&self) -> impl Iterator<Item = &ReviewFile> {
        self.reviews.iter().filter_map(|review| review.file.as_ref().ok())
    }

    /// What could not be read, with the reasons: its annotations are not counted, and not changed.
    pub fn unread(&self) -> impl Iterator<Item = (&Surveyed, &str)> {
        self.reviews.iter().filter_map(|review| Some((review, review.file.as_ref().err()?.as_str())))
    }

    /// How often each label is used, those that the codebook does not know included.
    pub fn labels(&self) -> BTreeMap<LabelId, Count> {
        let mut out: BTreeMap<LabelId, Count> = BTreeMap::new();
        for file in self.files() {
            let mut here: BTreeMap<&LabelId, (usize, usize)> = BTreeMap::new();
            said(file).for_each(|(label, _)| here.entry(label).or_default().0 += 1);
            file.clusters.iter().for_each(|cluster| here.entry(&cluster.label).or_default().1 += 1);
            for (label, (annotations, clusters)) in here {
                out.entry(label.clone()).or_default().add(annotations, clusters, 0);
            }
        }
        out
    }

    /// How often each link kind is used.
    pub fn link_kinds(&self) -> BTreeMap<LinkKindId, Count> {
        let mut out: BTreeMap<LinkKindId, Count> = BTreeMap::new();
        for file in self.files() {
            let mut here: BTreeMap<&LinkKindId, usize> = BTreeMap::new();
            file.links.iter().for_each(|link| *here.entry(&link.kind).or_default() += 1);
            for (kind, links) in here {
                out.entry(kind.clone()).or_default().add(0, 0, links);
            }
        }
        out
    }

    /// By label and attribute, how many annotations have each choice.
    pub fn choices(&self) -> BTreeMap<(LabelId, String), BTreeMap<String, usize>> {
        let mut out: BTreeMap<(LabelId, String), BTreeMap<String, usize>> = BTreeMap::new();
        for (label, attributes) in self.files().flat_map(said) {
            for (attribute, value) in attributes {
                let chosen = match value {
                    Value::Choice(one) => std::slice::from_ref(one),
                    Value::Several(all) => all.as_slice(),
                    _ => continue,
                };
                let counts = out.entry((label.clone(), attribute.clone())).or_default();
                chosen.iter().for_each(|one| *counts.entry(one.clone()).or_default() += 1);
            }
        }
        out
    }

    /// The annotations with a label where `holds` is so of the value of an attribute (`None` where it
    /// is not set).
    pub fn with_value(
        &self,
        label: &LabelId,
        attribute: &str,
        mut holds: impl FnMut(Option<&Value>) -> bool,
    ) -> Count {
        let mut out = Count::default();
        for file in self.files() {
            let fits = |(of, all): &(&LabelId, &Attributes)| *of == label && holds(all.get(attribute));
            out.add(said(file).filter(fits).count(), 0, 0);
        }
        out
    }

    /// The values of an attribute with how many annotations of the label have each, the most frequent
    /// first; `None` for those without.
    pub fn values(&self, label: &LabelId, attribute: &str) -> Vec<(Option<Value>, usize)> {
        let mut out: Vec<(Option<&Value>, usize)> = Vec::new();
        for (_, all) in self.files().flat_map(said).filter(|(of, _)| *of == label) {
            let value = all.get(attribute);
            match out.iter_mut().find(|(known, _)| *known == value) {
                Some((_, count)) => *count += 1,
                None => out.push((value, 1)),
            }
        }
        out.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        out.into_iter().map(|(value, count)| (value.cloned(), count)).collect()
    }

    /// The annotations with a label that have a place, with their reviews.
    pub fn annotations<'a>(
        &'a self,
        label: &'a LabelId,
    ) -> impl Iterator<Item = (&'a Surveyed, &'a FileAnnotation)> {
        let all = self.reviews.iter().filter_map(|review| Some((review, review.file.as_ref().ok()?)));
        all.flat_map(move |(review, file)| {
            file.annotations.iter().filter(move |one| one.label == *label).map(move |one| (review, one))
        })
    }

    /// How many annotations would say something that the codebook does not offer, and do not yet.
    pub fn misfits(&self, before: &Codebook, after: &Codebook, recode: &Recode) -> usize {
        let wrong = |codebook: &Codebook, label: &LabelId, attributes: &Attributes| {
            codebook.label(label).is_some_and(|label| !label.problems_of(attributes, false).is_empty())
        };
        let files = self.files().flat_map(|file| {
            let placed = file.annotations.iter().map(|one| (&one.id, &one.label, &one.attributes));
            placed.chain(file.orphans.iter().map(|one| (&one.id, &one.label, &one.attributes)))
        });
        files
            .filter(|(id, label, attributes)| {
                let coded = recode.annotation(id, label, attributes);
                let (now, said) =
                    coded.as_ref().map_or((*label, *attributes), |coded| (&coded.label, &coded.attributes));
                wrong(after, now, said) && !wrong(before, label, attributes)
            })
            .count()
    }

    /// What a change would do, review by review; those where nothing changes left out.
    pub fn preview(&self, recode: &Recode) -> Vec<Affected> {
        let affected = |review: &Surveyed| {
            let recoded = review.file.as_ref().ok()?.recoded(recode);
            let mut count = Count::default();
            count.add(recoded.annotations.len(), recoded.clusters.len(), recoded.links.len());
            (!count.is_nothing()).then(|| Affected {
                story: review.story.clone(),
                reviewer: review.reviewer.clone(),
                count,
                held: review.held.clone(),
            })
        };
        self.reviews.iter().filter_map(affected).collect()
    }
}

/// Labels and attributes of all annotations, those without a place included.
fn said(file: &ReviewFile) -> impl Iterator<Item = (&LabelId, &Attributes)> {
    let placed = file.annotations.iter().map(|one| (&one.label, &one.attributes));
    placed.chain(file.orphans.iter().map(|one| (&one.label, &one.attributes)))
}

/// The sum of what is affected.
pub fn total(affected: &[Affected]) -> Count {
    affected.iter().fold(Count::default(), |mut sum, one| {
        sum.add(one.count.annotations, one.count.clusters, one.count.links);
        sum
    })
}
