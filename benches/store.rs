//! Opening, editing and saving a large story: three articles of 200,000 words with 10,000
//! annotations each, 2,000 of them overlapping.
#![expect(clippy::expect_used, reason = "a bench that cannot be set up is to end")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use parallax::model::{
    Annotation, Article, ArticleId, ArticleState, Codebook, Edit, LabelId, Origin, Review, ReviewerId,
    Status, Story,
};
use parallax::session::Session;
use parallax::store::user::UserData;
use parallax::store::{self, Disk, ReviewFile, Stamp};
use parallax::text::{Span, words};

const WORDS: usize = 200_000;
const ANNOTATIONS: usize = 10_000;

/// The same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }
}

/// Prose of a sort: 6,000 different words, some with accents, sentences and paragraphs.
fn prose(numbers: &mut Numbers) -> String {
    let syllables =
        ["ba", "ró", "mi", "ten", "sul", "ka", "vé", "dor", "ing", "lo", "pra", "chu", "é", "nost", "wa"];
    let vocabulary: Vec<String> = (0..6_000)
        .map(|_| (0..1 + numbers.below(3)).map(|_| syllables[numbers.below(syllables.len())]).collect())
        .collect();
    let mut text = String::new();
    for n in 0..WORDS {
        let ends = n % 17 == 16;
        // Common words are common: the product of two numbers leans towards small ones.
        let word = &vocabulary[numbers.below(6_000) * numbers.below(6_000) / 6_000];
        text.push_str(word);
        text.push_str(match (ends, n % 85 == 84) {
            (true, true) => ".\n",
            (true, false) => ". ",
            _ => " ",
        });
    }
    text
}

fn annotated(story: &Story, numbers: &mut Numbers) -> Review {
    let mut review = Review::new(ReviewerId::from("ana"), story.id.clone());
    let labels = ["person", "organization", "place", "claim", "quote"];
    for article in &story.articles {
        let state = ArticleState::of(article, Status::Done);
        Edit::PutArticle(article.id.clone(), state).apply(&mut review).expect("it fits");
        let words: Vec<Span> = words(&article.text).collect();
        let stride = words.len() / ANNOTATIONS;
        for n in 0..ANNOTATIONS {
            // Every fifth lies over the one before.
            let over = n % 5 == 4;
            let first = if over { n - 1 } else { n } * stride;
            let last = first + numbers.below(if over { 18 } else { 4 });
            let annotation = Annotation {
                id: format!("{}{n:07}", article.id).as_str().into(),
                article: article.id.clone(),
                label: LabelId::from(labels[n % labels.len()]),
                spans: vec![words[first].hull(words[last.min(words.len() - 1)])],
                attributes: Default::default(),
                note: String::new(),
                origin: Origin::Hand,
                made: jiff::Timestamp::UNIX_EPOCH,
                changed: jiff::Timestamp::UNIX_EPOCH,
            };
            Edit::PutAnnotation(annotation).apply(&mut review).expect("it fits");
        }
    }
    review
}

struct Large {
    folder: tempfile::TempDir,
    story: Story,
    review: Review,
}

impl Large {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut numbers = Numbers(1);
        let root = folder.path().join("project");
        let mut open = store::create_project(&root, "Large", Codebook::default()).expect("a project");
        let id = store::add_story(&mut open, "Large");
        for name in ["a", "b", "c"] {
            store::add_text(&mut open, &id, name, &prose(&mut numbers)).expect("an article");
        }
        store::save_project(&mut open).expect("a project file");
        let story = open.project.story(&id).expect("the story").clone();
        let review = annotated(&story, &mut numbers);
        store::save_review(&root, &review, &story, &Stamp(None)).expect("a review");
        Self { folder, story, review }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn session(&self) -> Session {
        let user = UserData::at(&self.folder.path().join("home"));
        Session::open_with(&self.root(), None, "ana".into(), user, Disk::new()).expect("a session")
    }
}

fn benches(c: &mut Criterion) {
    let large = Large::new();
    let mut group = c.benchmark_group("three articles of 200,000 words, 10,000 annotations each");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group.bench_function("open the project, its articles and the review", |b| b.iter(|| large.session()));
    group.bench_function("read the project and its articles", |b| {
        b.iter(|| store::open_project(&large.root()).expect("it opens"));
    });
    group.bench_function("read the review", |b| {
        b.iter(|| store::load_review(&large.root(), &large.story, &"ana".into()).expect("it opens"));
    });
    group.bench_function("make the text of the review's file", |b| {
        b.iter(|| ReviewFile::from_review(&large.review, &large.story).to_ron());
    });
    group.bench_function("copy the review for the thread that saves", |b| b.iter(|| large.review.clone()));
    group.bench_function("find all annotations again under a new first line", |b| {
        let articles = large.story.articles.iter().map(|article| Arc::new(moved(article))).collect();
        let story = Story { articles, ..large.story.clone() };
        let file = ReviewFile::from_review(&large.review, &large.story);
        b.iter(|| file.clone().into_review(&story, Path::new("ana.ron")));
    });
    group.finish();

    let mut group = c.benchmark_group("an edit in that story");
    let mut session = large.session();
    let article = session.story().articles[0].id.clone();
    let places: Vec<Span> = words(&session.story().articles[0].text).collect();
    let mut numbers = Numbers(7);
    group.sample_size(20);
    group.bench_function("tag: until it is in the journal on disk", |b| {
        b.iter(|| {
            tag(&mut session, &article, &places, &mut numbers);
            while !session.is_on_disk() {
                std::thread::yield_now();
                session.tick();
            }
        });
    });
    group.bench_function("tag: what the window's thread waits for", |b| {
        b.iter(|| tag(&mut session, &article, &places, &mut numbers));
    });
    group.finish();
}

fn tag(session: &mut Session, article: &ArticleId, places: &[Span], numbers: &mut Numbers) {
    let span = places[numbers.below(places.len())];
    let made = session.verbs().tag(article, vec![span], &LabelId::from("person"), Origin::Hand);
    session.perform(made.expect("it fits").1).expect("it fits");
}

/// The article under a new first line.
fn moved(article: &Article) -> Article {
    let text = format!("Corrected since.\n{}", article.text);
    let sum = store::sha256(text.as_bytes());
    Article::new(article.id.clone(), article.info.clone(), article.file.clone(), sum, text.into())
}

criterion_group!(store_benches, benches);
criterion_main!(store_benches);
