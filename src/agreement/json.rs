//! A comparison as JSON: the shape that `compare --json` prints and the window exports.

use serde_json::{Map, Value, json};

use super::Mark;
use super::compare::{Comparison, LabelPair, Pair};
use super::further::{ArticleMeasures, Further};
use super::gamma::GammaOptions;
use super::groups::Group;
use super::measure::Measure;
use super::ties::Mentions;
use crate::model::{ReviewerId, StoryId};

/// The comparison as JSON; with the further measures where they are given. What is not defined is
/// `null`. Offsets are code points. Over several stories the numbers are those of all of them, and
/// `stories` has them for each.
pub fn to_json(comparison: &Comparison, further: Option<(&Further, &GammaOptions)>) -> Value {
    let mut out = Map::new();
    let names =
        |reviewers: &[usize]| -> Vec<&str> { reviewers.iter().map(|at| name(comparison, *at)).collect() };
    out.insert("reviewers".into(), comparison.reviewers.iter().map(ReviewerId::as_str).collect());
    let articles = comparison.articles.iter().map(|article| {
        json!({
            "story": article.key.story.as_str(),
            "article": article.key.article.as_str(),
            "compared": article.compared(),
            "why_not": article.why_not(&comparison.reviewers),
            "reviewers": names(&article.done),
            "left_out": article.left_out.iter().map(|(reviewer, why)| {
                json!({ "reviewer": name(comparison, *reviewer), "why": why.to_string() })
            }).collect::<Vec<_>>(),
        })
    });
    out.insert("articles".into(), articles.collect());
    let pairings = |at: usize| further.and_then(|(further, _)| further.pairings.get(at));
    let pairs = comparison.pairs.iter().enumerate().map(|(at, pair)| {
        let mut object = pair_object(comparison, pair);
        if let Some(pairings) = pairings(at) {
            object.insert("boundary_f1".into(), number(&pairings.boundary_f1()));
            object.insert("type_f1".into(), number(&pairings.type_f1()));
            object.insert("any_f1".into(), number(&pairings.any_f1()));
            object.insert("partial_f1".into(), number(&pairings.partial_f1()));
            let by_label = object.remove("by_label");
            object.extend(by_label.map(|by_label| ("by_label".to_owned(), by_label)));
        }
        Value::Object(object)
    });
    out.insert("pairs".into(), pairs.collect());
    let mut all = all_object(comparison);
    if further.is_some() {
        let sets = &comparison.layers.label_sets;
        all.insert("fleiss_label_sets".into(), number(&sets.fleiss()));
        all.insert("percent_label_sets".into(), number(&sets.percent()));
    }
    out.insert("all".into(), Value::Object(all));
    out.insert(
        "clusters".into(),
        comparison.pairs.iter().map(|pair| cluster_object(comparison, pair)).collect(),
    );
    out.insert(
        "judged".into(),
        comparison.pairs.iter().map(|pair| judged_object(comparison, pair)).collect(),
    );
    out.insert(
        "groups".into(),
        comparison.groups().iter().map(|group| group_object(comparison, group)).collect(),
    );
    let stories = comparison.stories();
    if stories.len() > 1 {
        out.insert(
            "stories".into(),
            stories.into_iter().map(|story| story_object(comparison, story)).collect(),
        );
    }
    if let Some((further, options)) = further {
        let articles = further.articles.iter().map(|article| article_object(comparison, article, options));
        out.insert("per_article".into(), articles.collect());
    }
    Value::Object(out)
}

fn name(comparison: &Comparison, reviewer: usize) -> &str {
    comparison.reviewers.get(reviewer).map_or("", ReviewerId::as_str)
}

fn number(measure: &Measure) -> Value {
    measure.as_ref().map_or(Value::Null, |value| json!(value))
}

/// Values by label id.
fn by_label<'a>(comparison: &'a Comparison, values: impl Iterator<Item = Value> + 'a) -> Value {
    Value::Object(comparison.labels.iter().map(|label| label.as_str().to_owned()).zip(values).collect())
}

fn pair_object(comparison: &Comparison, pair: &Pair) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("a".into(), name(comparison, pair.a).into());
    out.insert("b".into(), name(comparison, pair.b).into());
    out.insert("marks_a".into(), pair.tally.marks_a().into());
    out.insert("marks_b".into(), pair.tally.marks_b().into());
    for class in super::Class::ALL {
        out.insert(class.key().into(), pair.tally.of(class).into());
    }
    out.insert("exact_f1".into(), number(&pair.exact_f1()));
    out.insert("lenient_f1".into(), number(&pair.lenient_f1()));
    out.insert("soft_f1".into(), number(&pair.soft_f1()));
    out.insert("by_label".into(), by_label(comparison, pair.by_label.iter().map(label_object)));
    out
}

fn label_object(label: &LabelPair) -> Value {
    json!({
        "marks_a": label.exact.a,
        "marks_b": label.exact.b,
        "identical": label.exact.both,
        "f1": number(&label.exact.value()),
        "n11": label.cells.n11,
        "n10": label.cells.n10,
        "n01": label.cells.n01,
        "n00": label.cells.n00,
        "kappa": number(&label.cells.kappa()),
        "char_f1": number(&label.cells.char_f1()),
    })
}

fn all_object(comparison: &Comparison) -> Map<String, Value> {
    let layers = &comparison.layers;
    let mut all = Map::new();
    all.insert("mean_exact_f1".into(), number(&comparison.mean_exact_f1(None)));
    let interval = comparison.interval(None).map_or(Value::Null, |range| json!([range.low, range.high]));
    all.insert("interval".into(), interval);
    let alphas = layers.by_label.iter().map(|label| number(&label.alpha()));
    all.insert("alpha_by_label".into(), by_label(comparison, alphas));
    all.insert("alpha_label_sets".into(), number(&layers.label_sets.alpha()));
    all.insert("alpha_any".into(), number(&layers.any.alpha()));
    all
}

fn cluster_object(comparison: &Comparison, pair: &Pair) -> Value {
    let exact = comparison.ties(pair, Mentions::Exact);
    let aligned = comparison.ties(pair, Mentions::Aligned);
    let scores = exact.scores().ok();
    let f1 = |pick: fn(&super::ClusterScores) -> f64| scores.as_ref().map(pick);
    json!({
        "a": name(comparison, pair.a),
        "b": name(comparison, pair.b),
        "lea_f1": number(&exact.lea_f1()),
        "link_f1": number(&exact.link_f1(false)),
        "mentions": "exact",
        "link_f1_shared_ends": number(&exact.link_f1(true)),
        "muc_f1": f1(|scores| scores.muc.f1()),
        "b_cubed_f1": f1(|scores| scores.b_cubed.f1()),
        "ceaf_e_f1": f1(|scores| scores.ceaf_e.f1()),
        "conll_f1": f1(super::ClusterScores::conll),
        "aligned": {
            "lea_f1": number(&aligned.lea_f1()),
            "link_f1": number(&aligned.link_f1(false)),
            "link_f1_shared_ends": number(&aligned.link_f1(true)),
        },
    })
}

/// What two reviewers say about what was found: rulings of discrepancies, and absences.
fn judged_object(comparison: &Comparison, pair: &Pair) -> Value {
    let (rulings, absences) = (comparison.rulings(pair), comparison.absences(pair));
    json!({
        "a": name(comparison, pair.a),
        "b": name(comparison, pair.b),
        "rulings": { "a": rulings.a, "b": rulings.b, "both": rulings.both, "agree": rulings.agree },
        "absences": {
            "a": absences.a,
            "b": absences.b,
            "agree": absences.agree,
            "contradicted": absences.contradicted,
        },
    })
}

/// The same numbers on one story of several.
fn story_object(comparison: &Comparison, story: &StoryId) -> Value {
    let of_story = comparison.of_story(story);
    let pairs = of_story.pairs.iter().map(|pair| Value::Object(pair_object(&of_story, pair)));
    let clusters = of_story.pairs.iter().map(|pair| cluster_object(&of_story, pair));
    json!({
        "story": story.as_str(),
        "pairs": pairs.collect::<Vec<_>>(),
        "all": all_object(&of_story),
        "clusters": clusters.collect::<Vec<_>>(),
    })
}

fn group_object(comparison: &Comparison, group: &Group) -> Value {
    let article = &comparison.articles[group.article].key;
    let mut marks = Map::new();
    for at in &group.marks {
        if let Some(mark) = comparison.mark(*at) {
            marks.insert(name(comparison, at.reviewer as usize).to_owned(), mark_object(mark));
        }
    }
    json!({
        "story": article.story.as_str(),
        "article": article.article.as_str(),
        "state": group.state.key(),
        "of": group.of,
        "marks": marks,
    })
}

fn mark_object(mark: &Mark) -> Value {
    json!({
        "id": mark.id.as_str(),
        "label": mark.label.as_str(),
        "at": mark.at.iter().map(|(start, end)| [start.0, end.0]).collect::<Vec<_>>(),
    })
}

fn article_object(comparison: &Comparison, measures: &ArticleMeasures, options: &GammaOptions) -> Value {
    let key = &comparison.articles[measures.article].key;
    let gamma = measures.gamma.as_ref().ok();
    json!({
        "story": key.story.as_str(),
        "article": key.article.as_str(),
        "u_alpha": number(&measures.u_alpha),
        "u_alpha_any": number(&measures.u_alpha_any),
        "u_alpha_by_label": by_label(comparison, measures.u_alpha_by_label.iter().map(number)),
        "alpha_u": number(&measures.alpha_u),
        "gamma": {
            "gamma": gamma.map(|gamma| gamma.gamma),
            "disorder": gamma.map(|gamma| gamma.observed.disorder),
            "expected": gamma.map(|gamma| gamma.expected),
            "samples": gamma.map_or(0, |gamma| gamma.samples),
            "seed": options.seed,
            "sampler": options.sampler.key(),
            "precision": gamma.map(|gamma| gamma.precision),
            "exact": gamma.map(|gamma| gamma.exact),
        },
    })
}
