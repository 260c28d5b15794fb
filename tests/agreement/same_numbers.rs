//! The order of reviewers, of annotations and of files changes no number.

use std::sync::Arc;

use parallax::agreement::gamma::GammaOptions;
use parallax::agreement::{Comparison, Options, Reviewed, to_json};
use parallax::model::{Cluster, Link, LinkEnd};
use proptest::prelude::*;
use serde_json::Value;

use crate::oracle::{marks, small};

/// All numbers of a comparison, by the names of reviewers instead of their places.
fn numbers(reviews: Vec<Arc<Reviewed>>) -> Value {
    let options = GammaOptions { samples: 2, ..GammaOptions::default() };
    let comparison = Comparison::new(reviews, &Options::default());
    let further = comparison.further(&options, &mut |_| true).unwrap();
    let mut json = to_json(&comparison, Some((&further, &options)));
    for list in ["pairs", "clusters", "judged"] {
        let list = json[list].as_array_mut().unwrap();
        list.iter_mut().for_each(turn);
        list.sort_by_key(|pair| (pair["a"].to_string(), pair["b"].to_string()));
    }
    for article in json["articles"].as_array_mut().unwrap() {
        for list in ["reviewers", "left_out"] {
            article[list].as_array_mut().unwrap().sort_by_key(Value::to_string);
        }
        article["why_not"] = Value::Null;
    }
    json["reviewers"].as_array_mut().unwrap().sort_by_key(Value::to_string);
    for group in json["groups"].as_array_mut().unwrap() {
        group["marks"].as_object_mut().unwrap().sort_keys();
    }
    json
}

/// Puts the reviewer who comes first in the alphabet first.
fn turn(pair: &mut Value) {
    if pair["a"].as_str() > pair["b"].as_str() {
        swap(pair, "a", "b");
        for counts in ["rulings", "absences"] {
            if let Some(counts) = pair.get_mut(counts) {
                swap(counts, "a", "b");
            }
        }
        if pair.get("only_a").is_some() {
            swap(pair, "only_a", "only_b");
            swap(pair, "marks_a", "marks_b");
            for label in pair["by_label"].as_object_mut().unwrap().values_mut() {
                swap(label, "marks_a", "marks_b");
                swap(label, "n10", "n01");
            }
        }
    }
}

fn swap(object: &mut Value, x: &str, y: &str) {
    let (old_x, old_y) = (object[x].take(), object[y].take());
    object[x] = old_y;
    object[y] = old_x;
}

/// Ties the marks of a review in a way that depends on nothing but them.
fn tied(review: &Arc<Reviewed>) -> Arc<Reviewed> {
    let mut review = Reviewed::clone(review);
    let ids: Vec<_> = review
        .articles
        .values()
        .flat_map(|article| article.marks.iter().map(|mark| mark.id.clone()))
        .collect();
    for (at, members) in ids.chunks(2).enumerate() {
        review.clusters.push(Cluster {
            id: format!("c{at}").into(),
            label: "person".into(),
            name: String::new(),
            members: members.to_vec(),
            attributes: Default::default(),
            note: String::new(),
        });
    }
    for (at, pair) in ids.windows(3).enumerate() {
        review.links.push(Link {
            id: format!("l{at}").into(),
            kind: "about".into(),
            from: LinkEnd::Annotation(pair[0].clone()),
            to: if at % 2 == 0 {
                LinkEnd::Annotation(pair[2].clone())
            } else {
                LinkEnd::Cluster("c0".into())
            },
            note: String::new(),
        });
    }
    Arc::new(review)
}

fn shuffled(review: &Arc<Reviewed>, by: usize) -> Arc<Reviewed> {
    let mut review = Reviewed::clone(review);
    for article in review.articles.values_mut() {
        article.marks.reverse();
        let count = article.marks.len().max(1);
        article.marks.rotate_left(by % count);
    }
    review.clusters.reverse();
    review.clusters.iter_mut().for_each(|cluster| cluster.members.reverse());
    review.links.reverse();
    Arc::new(review)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn order_changes_nothing(
        reviewers in proptest::collection::vec(proptest::collection::vec(marks(), 1..3), 2..5),
        turn in 0..7usize,
    ) {
        let names = ["ana", "ben", "cho", "dan"];
        let reviews: Vec<_> =
            reviewers.iter().zip(names).map(|(articles, name)| tied(&small(name, articles))).collect();
        let mut other: Vec<_> = reviews.iter().map(|review| shuffled(review, turn)).collect();
        let count = other.len();
        other.rotate_left(turn % count);
        if turn % 2 == 1 {
            other.reverse();
        }
        prop_assert_eq!(numbers(reviews), numbers(other));
    }
}
