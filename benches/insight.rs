//! What follows from the articles. The figures to reach: the passages of three articles of 800
//! words in 60 ms, of three of 20,000 words in 3 s.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use parallax::insight::discrepancies::discrepancies;
use parallax::insight::furniture::furniture;
use parallax::insight::names::names;
use parallax::insight::passages::story_passages;
use parallax::insight::statements::story_quotes;
use parallax::insight::{ArticleText, unwatched};

fn texts(articles: &[String]) -> Vec<ArticleText<'_>> {
    articles.iter().map(|text| ArticleText { id: "", text }).collect()
}

/// Passages, quotes, statements, names, discrepancies and furniture: all that a story shows.
fn everything(articles: &[ArticleText<'_>]) -> usize {
    let passages = story_passages(articles, &mut unwatched()).unwrap();
    let quotes = story_quotes(articles, &passages, &mut unwatched()).unwrap();
    let names = names(articles, &mut unwatched()).unwrap();
    let found = discrepancies(articles, &passages, &quotes);
    let furniture: usize = articles.iter().map(|article| furniture(article.text).len()).sum();
    passages.len() + quotes.quotes.len() + names.mentions.len() + found.len() + furniture
}

fn story(c: &mut Criterion, words: usize, samples: usize) {
    let articles = support::news::story(3, words);
    let texts = texts(&articles);
    let mut group = c.benchmark_group(format!("three articles of {words} words"));
    group.sample_size(samples).warm_up_time(Duration::from_secs(1));
    let passages = story_passages(&texts, &mut unwatched()).unwrap();
    group.bench_function("passages", |b| {
        b.iter(|| story_passages(black_box(&texts), &mut unwatched()).unwrap());
    });
    group.bench_function("quotes and statements", |b| {
        b.iter(|| story_quotes(black_box(&texts), &passages, &mut unwatched()).unwrap());
    });
    group.bench_function("names", |b| b.iter(|| names(black_box(&texts), &mut unwatched()).unwrap()));
    group.bench_function("everything", |b| b.iter(|| everything(black_box(&texts))));
    group.finish();
}

/// Two articles whose one paragraph each is 20,000 words long, as some imports give.
fn without_paragraphs(c: &mut Criterion) {
    let articles: Vec<String> =
        support::news::story(2, 20_000).iter().map(|text| text.replace('\n', " ")).collect();
    let texts = texts(&articles);
    let mut group = c.benchmark_group("two articles of 20,000 words in one paragraph");
    group.sample_size(10).warm_up_time(Duration::from_secs(1));
    group.bench_function("everything", |b| b.iter(|| everything(black_box(&texts))));
    group.finish();
}

fn all(c: &mut Criterion) {
    story(c, 800, 20);
    story(c, 20_000, 10);
    without_paragraphs(c);
}

criterion_group!(benches, all);
criterion_main!(benches);
