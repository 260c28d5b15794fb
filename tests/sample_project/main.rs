//! The sample project is what everybody sees first. It must open, and it must show all that real
//! coverage and real reviewers show.
//!
//! `UPDATE_SAMPLE=1 cargo test --test sample_project the_files` makes its files again from
//! `tests/fixtures/sample`.

// What fails here fails a test.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod insight;
mod make;
mod reports;
mod reviewers;

use parallax::model::{Codebook, Project, Review};
use parallax::store;

const GAZETTE: &str = "gazette";
const HERALD: &str = "morning-herald";
const WIRE: &str = "coastal-wire";
const ARTICLES: [&str; 3] = [GAZETTE, HERALD, WIRE];

fn open() -> Project {
    let open = store::open_project(&make::root()).unwrap();
    assert!(open.problems.is_empty(), "{:?}", open.problems);
    open.project
}

fn review(reviewer: &str) -> Review {
    let project = open();
    let loaded = store::load_review(&make::root(), &project.stories[0], &reviewer.into()).unwrap();
    assert!(store::unknown_labels(&loaded.review, &project.codebook).is_empty());
    loaded.review
}

/// The text of an article as the program sees it.
fn text(article: &str) -> String {
    let project = open();
    project.stories[0].article(&article.into()).expect("the article is there").text.to_string()
}

#[test]
fn the_files_are_those_that_the_marked_texts_give() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("project");
    make::make(&root);
    let expected = make::files(&root);
    if std::env::var_os("UPDATE_SAMPLE").is_some() {
        make::replace(&expected);
    }
    let found = make::files(&make::root());
    assert!(expected.keys().eq(found.keys()), "{:?}\n{:?}", expected.keys(), found.keys());
    for (path, text) in expected {
        assert!(
            found[&path] == text,
            "{path} is stale: UPDATE_SAMPLE=1 cargo test --test sample_project the_files"
        );
    }
}

#[test]
fn it_holds_one_story_of_three_reports_and_the_default_codebook() {
    let project = open();
    assert_eq!(project.codebook, Codebook::default());
    assert_eq!(project.stories.len(), 1);
    let articles = &project.stories[0].articles;
    assert_eq!(articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ARTICLES);
    for article in articles {
        let info = &article.info;
        for field in [&info.title, &info.outlet, &info.byline, &info.published, &info.url, &info.language] {
            assert!(!field.is_empty(), "{} tells too little of itself: {info:?}", article.id);
        }
        assert_eq!(article.sha256, store::sha256(article.text.as_bytes()));
    }
}
