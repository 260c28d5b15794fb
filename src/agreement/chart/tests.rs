use std::sync::Arc;

use super::*;
use crate::agreement::{ArticleKey, Mark, Options, Reviewed, ReviewedArticle};
use crate::model::{Origin, Status};
use crate::text::Chars;

type Spans<'a> = &'a [(u32, u32, &'a str)];

fn review(name: &str, articles: &[Spans]) -> Arc<Reviewed> {
    let mut review = Reviewed::new(name.into());
    for (at, spans) in articles.iter().enumerate() {
        let mut article = ReviewedArticle::new("sum".into(), Chars(100), Status::Done);
        for (number, (start, end, label)) in spans.iter().enumerate() {
            article.push(Mark {
                id: format!("{name}{at}{number}").into(),
                label: (*label).into(),
                at: vec![(Chars(*start), Chars(*end))],
                attributes: Default::default(),
                origin: Origin::Hand,
            });
        }
        let key = ArticleKey { story: "s".into(), article: format!("a{at}").into() };
        review.articles.insert(key, article);
    }
    Arc::new(review)
}

fn three() -> Vec<Arc<Reviewed>> {
    vec![
        review("ana", &[&[(0, 5, "person"), (10, 20, "claim")], &[(0, 5, "person")]]),
        review("ben", &[&[(0, 5, "person"), (10, 22, "claim")], &[(0, 5, "place")]]),
        review("cho", &[&[(0, 5, "person")], &[]]),
    ]
}

fn names(comparison: &Comparison) -> Names {
    Names {
        reviewers: comparison.reviewers.iter().map(ToString::to_string).collect(),
        labels: comparison.labels.iter().map(|label| format!("<{label}> & \u{202E}")).collect(),
        articles: comparison.articles.iter().map(|article| article.key.article.to_string()).collect(),
    }
}

fn says(drawing: &Drawing) -> Vec<&str> {
    drawing.spots.iter().map(|spot| spot.says.as_str()).collect()
}

#[test]
fn a_line_says_its_share_and_opens_its_label() {
    let comparison = Comparison::new(three(), &Options::default());
    let mut names = names(&comparison);
    names.labels = vec!["Claim".into(), "Person".into(), "Place".into()];
    let drawing = Chart::ByLabel.draw(&comparison, Subject::Pair(0), &names);
    assert_eq!(
        says(&drawing),
        [
            "Person: 67 % of 3 marks are identical, 67 % counting overlapping text. Fewer than 20 marks: this says \
             little.",
            "Claim: 0 % of 2 marks are identical, 100 % counting overlapping text. Fewer than 20 marks: this says \
             little.",
            "Place: 0 % of 1 marks are identical, 0 % counting overlapping text. Fewer than 20 marks: this says \
             little.",
        ]
    );
    assert_eq!(drawing.spots[1].opens, Opens::Label(0));
    let everyone = Chart::ByArticle.draw(&comparison, Subject::Everyone, &names);
    // Pairs: 2 of 4, 2 of 3, 2 of 3.
    assert!(says(&everyone)[0].starts_with("a0: 61 % of 5 marks are identical"), "{:?}", says(&everyone));
    assert!(says(&everyone)[0].contains("pairs from 50 % to 67 %"));
    assert!(says(&everyone)[1].starts_with("a1: 0 % of 2 marks"));
}

#[test]
fn votes_are_those_of_the_groups() {
    let comparison = Comparison::new(three(), &Options::default());
    let drawing = Chart::Votes.draw(&comparison, Subject::Everyone, &Names::default());
    assert_eq!(says(&drawing), ["Found by 3 of 3: 1 place.", "Found by 2 of 3: 2 places."]);
}

#[test]
fn labels_that_meet_are_counted_either_way_round_for_everyone() {
    let comparison = Comparison::new(three(), &Options::default());
    let names = Names { labels: vec!["C".into(), "P".into(), "L".into()], ..names(&comparison) };
    let pair = Chart::Confusion.draw(&comparison, Subject::Pair(0), &names);
    assert_eq!(says(&pair), ["C / C: 1 row.", "P / P: 1 row.", "P / L: 1 row."]);
    let all = Chart::Confusion.draw(&comparison, Subject::Everyone, &names);
    assert!(says(&all).contains(&"P / not marked: 1 row.") && says(&all).contains(&"not marked / P: 1 row."));
}

#[test]
fn the_order_of_reviewers_changes_no_picture_of_everyone() {
    let once = Comparison::new(three(), &Options::default());
    let mut turned = three();
    turned.reverse();
    let turned = Comparison::new(turned, &Options::default());
    for chart in Chart::ALL {
        let draw = |of: &Comparison| chart.draw(of, Subject::Everyone, &names(of));
        assert_eq!(draw(&once), draw(&turned), "{chart:?}");
    }
}

#[test]
fn svg_is_well_formed_whatever_people_call_things() {
    let comparison = Comparison::new(three(), &Options::default());
    for chart in Chart::ALL {
        let svg = chart.draw(&comparison, Subject::Pair(0), &names(&comparison)).to_svg(&Palette::PAPER);
        assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>\n"));
        assert!(!svg.contains("& ") && !svg.contains('\u{202E}'), "{svg}");
        // Every element is closed: as many ends as beginnings.
        let count = |what: &str| svg.matches(what).count();
        for name in ["text", "title", "svg"] {
            assert_eq!(count(&format!("<{name}")), count(&format!("</{name}>")), "{name}");
        }
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}

#[test]
fn nothing_marked_is_a_picture_that_says_so() {
    let nothing = Comparison::new(vec![review("ana", &[&[]]), review("ben", &[&[]])], &Options::default());
    for chart in Chart::ALL {
        let svg = chart.draw(&nothing, Subject::Everyone, &names(&nothing)).to_svg(&Palette::PAPER);
        assert!(!svg.contains("NaN"), "{svg}");
    }
}
