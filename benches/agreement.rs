//! What comparing reviewers costs. The figures to reach are in `ARCHITECTURE.md`: two reviewers of
//! 10,000 marks each in 30 ms, of 100,000 in 0.5 s; gamma with 30 samples of two reviewers with
//! 942 marks together in 0.3 s, of three with 229 in 1 s.
#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use parallax::agreement::gamma::{Continuum, GammaOptions, gamma};
use parallax::agreement::{ArticleKey, Comparison, Mark, Options, Reviewed, ReviewedArticle};
use parallax::model::{Attributes, Origin, Status};
use parallax::text::Chars;

const LABELS: [&str; 8] = ["person", "organization", "place", "date", "event", "other", "claim", "quote"];

/// Numbers that look random and are the same each time (Knuth's linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// What a newsroom would mark: names of a word or two, claims and quotes of a sentence that hold
/// names, some in two pieces; each reviewer with slips of one's own.
fn reviewers(count: u64, marks: u64) -> Vec<Arc<Reviewed>> {
    let chars = marks * 12 + 100;
    let mut numbers = Numbers(7);
    let mut common: Vec<(u64, u64, usize)> = Vec::new();
    for _ in 0..marks {
        let label = numbers.below(8) as usize;
        let length = if label < 6 { 3 + numbers.below(15) } else { 40 + numbers.below(160) };
        common.push((numbers.below(chars - 250), length, label));
    }
    let review = |reviewer: u64| {
        let mut numbers = Numbers(reviewer + 100);
        let mut article = ReviewedArticle::new("x".into(), Chars(chars as u32), Status::Done);
        for (at, (start, length, label)) in common.iter().enumerate() {
            let (mut start, mut length, mut label) = (*start, *length, *label);
            match numbers.below(10) {
                0 => start += 1 + numbers.below(3),
                1 => length += 1 + numbers.below(9),
                2 => label = numbers.below(8) as usize,
                3 => start = numbers.below(chars - 250),
                _ => {}
            }
            let mut pieces = vec![(Chars(start as u32), Chars((start + length) as u32))];
            if label == 7 && numbers.below(5) == 0 {
                pieces.push((Chars((start + length + 10) as u32), Chars((start + length + 30) as u32)));
            }
            article.push(Mark {
                id: format!("r{reviewer}m{at:06}").into(),
                label: LABELS[label].into(),
                at: pieces,
                attributes: Attributes::new(),
                origin: Origin::Hand,
            });
        }
        let mut review = Reviewed::new(format!("reviewer-{reviewer}").into());
        review.articles.insert(ArticleKey { story: "s".into(), article: "a".into() }, article);
        Arc::new(review)
    };
    (0..count).map(review).collect()
}

fn compare(c: &mut Criterion) {
    let mut group = c.benchmark_group("compare");
    group.sample_size(20);
    for marks in [1_000, 10_000, 100_000] {
        let reviews = reviewers(2, marks);
        group.bench_function(BenchmarkId::new("two reviewers", marks), |b| {
            b.iter(|| Comparison::new(black_box(reviews.clone()), &Options::default()))
        });
    }
    let reviews = reviewers(5, 10_000);
    group.bench_function(BenchmarkId::new("five reviewers", 10_000), |b| {
        b.iter(|| Comparison::new(black_box(reviews.clone()), &Options::default()))
    });
    let comparison = Comparison::new(reviewers(2, 10_000), &Options::default());
    group.bench_function(BenchmarkId::new("groups of two reviewers", 10_000), |b| {
        b.iter(|| comparison.groups())
    });
    group.finish();
}

fn of_marks(count: u64, marks: u64) -> Continuum {
    let comparison = Comparison::new(reviewers(count, marks), &Options::default());
    comparison.continuum(0).expect("one article is compared")
}

fn with_samples(c: &mut Criterion) {
    let mut group = c.benchmark_group("gamma, 30 samples");
    group.sample_size(10);
    for (count, marks) in [(2, 471), (3, 76), (3, 500), (5, 40)] {
        let continuum = of_marks(count, marks);
        let name = format!("{count} reviewers");
        group.bench_function(BenchmarkId::new(name, continuum.len()), |b| {
            b.iter(|| gamma(black_box(&continuum), &GammaOptions::default(), &mut |_, _| true))
        });
    }
    group.finish();
}

criterion_group!(benches, compare, with_samples);
criterion_main!(benches);
