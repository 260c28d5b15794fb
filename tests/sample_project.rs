//! The sample project is what everybody sees first. It must open, and it must show all that real
//! coverage and real reviewers show.
//!
//! `UPDATE_SAMPLE=1 cargo test --test sample_project the_files` makes its files again from
//! `tests/fixtures/sample`.

// What fails here fails a test.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "fixtures/sample/make.rs"]
mod make;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use parallax::agreement::{AttributePair, Class, Comparison, Mentions, Options, Pair, Reviewed, TangleKind};
use parallax::model::{
    Annotation, Cluster, ClusterId, Codebook, Kind, LinkEnd, Origin, Project, Review, Status, Story,
};
use parallax::store;
use parallax::text::word_count;

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

/// Asserts that each article prints these words, and none of those that the others print.
fn each_prints(words: &[(&str, &str)]) {
    for (article, own) in words {
        assert!(text(article).contains(own), "{article} lacks “{own}”");
        for (_, other) in words.iter().filter(|(_, other)| !own.contains(other)) {
            assert!(!text(article).contains(other), "{article} prints “{other}” too");
        }
    }
}

// --- the files ---------------------------------------------------------------------------------

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

// --- the reports -------------------------------------------------------------------------------

#[test]
fn each_report_has_500_to_900_words() {
    for article in ARTICLES {
        let words = word_count(&text(article));
        assert!((500..=900).contains(&words), "{article} has {words} words");
    }
}

#[test]
fn passages_are_shared_in_another_order() {
    let place = |article: &str, words: &str| {
        text(article).find(words).unwrap_or_else(|| panic!("{article} lacks “{words}”"))
    };
    let surge = "first proposed after the storm surge of";
    let ground = "ground under the north pier is softer than the design assumed";
    let steel = "The price of steel plate has risen by a third since the contract was signed";
    assert!(place(WIRE, surge) < place(WIRE, ground) && place(WIRE, ground) < place(WIRE, steel));
    assert!(place(GAZETTE, ground) < place(GAZETTE, steel) && place(GAZETTE, steel) < place(GAZETTE, surge));
    assert!(place(HERALD, steel) < place(HERALD, ground) && place(HERALD, ground) < place(HERALD, surge));
}

#[test]
fn near_copies_differ_in_british_and_american_spelling() {
    each_prints(&[
        (GAZETTE, "skilled labour has become hard to find"),
        (HERALD, "skilled labor has become hard to find"),
    ]);
    each_prints(&[
        (GAZETTE, "the foundations will have to go 19 metres deeper, through a bed of clay"),
        (HERALD, "the foundations will have to go 19 meters deeper, through a bed of clay"),
    ]);
    each_prints(&[
        (GAZETTE, "It was summarised for members in two lines."),
        (HERALD, "It was summarized for members in two lines."),
    ]);
    each_prints(&[(GAZETTE, "I will not sign a blank cheque"), (HERALD, "I will not sign a blank check,")]);
}

#[test]
fn a_quote_is_split_by_its_attribution_in_one_and_whole_in_another() {
    each_prints(&[
        (
            GAZETTE,
            "two hundred million,” said Priya Nandakumar, who leads the opposition on the borough council, “it can start",
        ),
        (WIRE, "two hundred million, it can start"),
    ]);
    each_prints(&[
        (GAZETTE, "“I will not sign a blank cheque,” he said, “and I will not ask"),
        (WIRE, "“I will not sign a blank cheque, and I will not ask"),
    ]);
}

#[test]
fn a_quote_is_trimmed_at_its_end_and_in_its_middle() {
    each_prints(&[
        (WIRE, "could call this a surprise. The only surprise is"),
        (HERALD, "could call this a surprise,\" Tamsin Okell,"),
    ]);
    each_prints(&[
        (GAZETTE, "in the dark, with the water at our knees, and we were told"),
        (HERALD, "in the dark, and we were told"),
    ]);
}

#[test]
fn quotation_marks_are_curly_in_two_and_straight_in_one() {
    for article in [GAZETTE, WIRE] {
        assert!(text(article).contains(['“', '”', '’']) && !text(article).contains(['"', '\'']), "{article}");
    }
    assert!(text(HERALD).contains('"') && text(HERALD).contains('\''));
    assert!(!text(HERALD).contains(['“', '”', '‘', '’']));
    // Single inside double, in both manners.
    assert!(text(GAZETTE).contains("in plain words, ‘Do not fix a price"));
    assert!(text(HERALD).contains("in plain words, 'Do not fix a price"));
}

#[test]
fn a_spokesman_is_a_spokeswoman_elsewhere() {
    each_prints(&[
        (GAZETTE, "A spokesman for Norrström Marine declined to say"),
        (HERALD, "A spokeswoman for Norrstrom Marine declined to say"),
    ]);
}

#[test]
fn one_meeting_has_two_dates() {
    each_prints(&[
        (GAZETTE, "told members at a meeting on Tuesday that ran past midnight"),
        (HERALD, "told members at a meeting on Wednesday that ran past midnight"),
    ]);
}

#[test]
fn a_number_and_a_name_differ() {
    each_prints(&[(GAZETTE, "flooded 640 homes"), (HERALD, "flooded 460 homes")]);
    each_prints(&[(GAZETTE, "Agnes Thorley, 71"), (HERALD, "Agnes Thornley, 71")]);
}

#[test]
fn a_not_is_lost() {
    each_prints(&[
        (GAZETTE, "said the Ministry of Public Works had not ruled out paying"),
        (HERALD, "said the Ministry of Public Works had ruled out paying"),
    ]);
}

#[test]
fn a_hedge_is_added_in_one_and_dropped_in_another() {
    each_prints(&[(GAZETTE, "The delay will leave"), (HERALD, "The delay could leave")]);
    each_prints(&[
        (GAZETTE, "Harbour dues will rise by a fifth"),
        (WIRE, "Harbour dues could rise by as much as a fifth"),
    ]);
}

#[test]
fn an_attribution_is_dropped_and_another_added() {
    each_prints(&[
        (GAZETTE, "since the contract was signed, the company said, and skilled"),
        (WIRE, "since the contract was signed, a spokesman said, and skilled"),
        (HERALD, "since the contract was signed, and skilled"),
    ]);
    each_prints(&[
        (WIRE, "was delivered in November 2023, five months before"),
        (HERALD, "was delivered in November 2023, according to a former member, five months before"),
    ]);
}

#[test]
fn a_clause_is_inserted() {
    each_prints(&[
        (GAZETTE, "out of Brackhaven will cost 412 million"),
        (HERALD, "out of Brackhaven, and that half the town never wanted, will cost 412 million"),
    ]);
    each_prints(&[
        (WIRE, "The barrier was first proposed after"),
        (
            HERALD,
            "The barrier, which opponents have called a monument to the board's vanity, was first proposed after",
        ),
    ]);
}

#[test]
fn a_photo_caption_is_printed_twice_with_its_credit() {
    let text = text(HERALD);
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines[0], lines[1]);
    assert!(lines[0].starts_with("The north pier at"));
    assert_eq!(lines[2], "Tove Lindgren/Morning Herald");
}

#[test]
fn one_ends_with_its_authors_bio_one_with_credits_and_one_with_an_update() {
    let last = |article| text(article).trim_end().lines().next_back().unwrap_or_default().to_owned();
    assert!(last(GAZETTE).starts_with("Siân Prowse covers"));
    assert!(last(WIRE).starts_with("(Reporting by"));
    assert!(last(HERALD).starts_with("This article was updated"));
}

#[test]
fn a_no_break_space_stands_in_words_that_others_print_with_a_plain_one() {
    each_prints(&[(GAZETTE, "412 million crowns"), (WIRE, "412\u{a0}million crowns")]);
}

#[test]
fn a_name_is_printed_with_its_accent_and_without() {
    each_prints(&[(GAZETTE, "Norrström Marine"), (HERALD, "Norrstrom Marine")]);
}

#[test]
fn marks_after_an_emoji_count_code_points() {
    let text = text(GAZETTE);
    let emoji = text.find('🌊').expect("the Gazette prints an emoji");
    let path = make::root().join(format!("reviews/{}/ana.ron", make::STORY));
    let file = store::read_review_file(&path).unwrap();
    let after = file
        .annotations
        .iter()
        .filter(|a| a.article.as_str() == GAZETTE)
        .filter(|a| a.at[0].0.0 as usize > emoji);
    let mut checked = 0;
    for annotation in after {
        for ((start, end), words) in annotation.at.iter().zip(&annotation.text) {
            let found: String =
                text.chars().skip(start.0 as usize).take((end.0 - start.0) as usize).collect();
            assert_eq!(found, *words);
            checked += 1;
        }
    }
    assert!(checked > 5, "marks after the emoji: {checked}");
}

// --- the reviewers -----------------------------------------------------------------------------

fn ana_and_ben() -> (Review, Review) {
    (review("ana"), review("ben"))
}

/// All three compared, in this order: Ana, Ben, Chloe.
fn compared() -> Comparison {
    let project = open();
    let reviewed = |name: &&str| Arc::new(Reviewed::of_review(&review(name), &project.stories[0]));
    Comparison::new(make::REVIEWERS.iter().map(reviewed).collect(), &Options::default())
}

fn marks(review: &Review, kind: Kind) -> Vec<&Annotation> {
    let codebook = Codebook::default();
    review.annotations().filter(|annotation| codebook.kind(&annotation.label) == kind).collect()
}

#[test]
fn ana_and_ben_are_done_and_chloe_is_halfway() {
    for reviewer in ["ana", "ben"] {
        let review = review(reviewer);
        for article in ARTICLES {
            assert_eq!(review.status(&article.into()), Status::Done, "{reviewer}, {article}");
        }
        assert!((40..=70).contains(&review.len()), "{reviewer} has {} annotations", review.len());
    }
    let chloe = review("chloe");
    assert_eq!(chloe.status(&WIRE.into()), Status::Done);
    assert_eq!(chloe.status(&HERALD.into()), Status::InProgress);
    assert_eq!(chloe.status(&GAZETTE.into()), Status::NotStarted);
    assert!(chloe.annotations_of(&HERALD.into()).count() > 3);
    assert_eq!(chloe.annotations_of(&GAZETTE.into()).count(), 0);
}

#[test]
fn chloe_is_compared_on_the_article_that_she_is_done_with() {
    let compared = compared();
    let names = |pair: &Pair| {
        pair.articles.iter().map(|at| compared.articles[*at].key.article.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(compared.pair(0, 1).unwrap()).len(), 3);
    assert_eq!(names(compared.pair(0, 2).unwrap()), [WIRE]);
}

#[test]
fn ana_and_ben_differ_in_every_way_in_which_marks_differ() {
    let compared = compared();
    let tally = compared.pair(0, 1).unwrap().tally;
    for class in Class::ALL {
        assert!(tally.of(class) >= 2, "{class:?}: {tally:?}");
    }
    let share = tally.exact().value().unwrap();
    assert!((0.45..0.75).contains(&share), "{share:.2} of their marks are identical");
}

#[test]
fn marks_lie_inside_of_others() {
    let (ana, ben) = ana_and_ben();
    for (review, inner, outer) in [
        (&ana, Kind::Entity, Kind::Quote),
        (&ben, Kind::Entity, Kind::Quote),
        (&ana, Kind::Entity, Kind::Claim),
        (&ana, Kind::Quote, Kind::Quote),
    ] {
        let lies_in = |i: &Annotation, o: &Annotation| {
            i.article == o.article
                && o.spans.iter().any(|span| span.covers(i.spans[0]) && *span != i.spans[0])
        };
        let nested = marks(review, inner).iter().any(|i| marks(review, outer).iter().any(|o| lies_in(i, o)));
        assert!(nested, "{} has no {inner:?} in a {outer:?}", review.reviewer());
    }
}

#[test]
fn a_quote_around_its_attribution_has_two_pieces_for_ana_and_one_or_two_marks_for_ben() {
    let (ana, ben) = ana_and_ben();
    let article = text(GAZETTE);
    let find = |review: &Review, words: &str| -> Vec<usize> {
        let quotes =
            review.annotations().filter(|a| a.article.as_str() == GAZETTE && a.label.as_str() == "quote");
        quotes.filter(|a| a.words(&article).contains(words)).map(|a| a.spans.len()).collect()
    };
    assert_eq!(find(&ana, "another two hundred million … it can start"), [2]);
    assert_eq!(find(&ben, "another two hundred million"), [1]);
    assert_eq!(find(&ben, "it can start"), [1]);
    assert_eq!(find(&ana, "blank cheque … and I"), [2]);
    assert_eq!(find(&ben, "blank cheque,” he said, “and I"), [1]);
}

#[test]
fn attributes_differ_on_marks_that_are_identical() {
    let compared = compared();
    let differ =
        |attribute: &AttributePair| attribute.differing.iter().any(|row| row.class == Class::Identical);
    let attributes = compared.attributes(compared.pair(0, 1).unwrap());
    let differing: BTreeSet<&str> = attributes
        .iter()
        .filter(|attribute| differ(attribute))
        .map(|attribute| &*attribute.attribute)
        .collect();
    assert_eq!(differing, ["form", "speaker", "status", "type"].into());
}

#[test]
fn all_three_leave_notes() {
    for (reviewer, least) in [("ana", 15), ("ben", 12), ("chloe", 3)] {
        let notes = review(reviewer).annotations().filter(|a| !a.note.is_empty()).count();
        assert!(notes >= least, "{reviewer} leaves {notes} notes");
    }
}

#[test]
fn marks_came_about_in_several_ways() {
    let (ana, ben) = ana_and_ben();
    assert!(
        ana.annotations()
            .any(|a| matches!(&a.origin, Origin::Carried(from) if ana.annotation(from).is_some()))
    );
    assert!(ben.annotations().any(|a| a.origin == Origin::Repeated));
    assert!(ana.annotations().filter(|a| a.origin == Origin::Hand).count() > ana.len() / 2);
}

#[test]
fn clusters_reach_across_articles_and_hold_every_kind() {
    let codebook = Codebook::default();
    for review in [review("ana"), review("ben")] {
        let across = |cluster: &&Cluster| {
            let articles: BTreeSet<_> =
                cluster.members.iter().filter_map(|m| review.annotation(m)).map(|a| &a.article).collect();
            articles.len() > 1
        };
        let kinds: BTreeSet<Kind> =
            review.clusters().filter(across).map(|c| codebook.kind(&c.label)).collect();
        assert_eq!(kinds, [Kind::Entity, Kind::Claim, Kind::Quote].into(), "{}", review.reviewer());
        assert!(review.clusters().filter(across).count() >= 12);
    }
}

#[test]
fn each_merges_what_the_other_splits() {
    let (ana, ben) = ana_and_ben();
    let compared = compared();
    let ties = compared.ties(compared.pair(0, 1).unwrap(), Mentions::Aligned);
    let names = |review: &Review, ids: &[ClusterId], at: &[usize]| {
        at.iter().map(|at| review.cluster(&ids[*at]).unwrap().name.clone()).collect::<Vec<_>>()
    };
    let found: Vec<_> = ties
        .tangles()
        .into_iter()
        .map(|t| (t.kind, names(&ana, &ties.clusters_a, &t.a), names(&ben, &ties.clusters_b, &t.b)))
        .collect();
    let thorley = vec!["Agnes Thornley".to_owned(), "Agnes Thorley".to_owned()];
    let split = found.iter().find(|(kind, a, _)| *kind == TangleKind::SplitByB && a == &["Agnes Thorley"]);
    assert_eq!(
        split.map(|(.., b)| b.iter().cloned().collect::<BTreeSet<_>>()),
        Some(thorley.into_iter().collect())
    );
    for kind in [TangleKind::Same, TangleKind::MembersDiffer, TangleKind::OnlyA, TangleKind::OnlyB] {
        assert!(found.iter().any(|(found, ..)| *found == kind), "{kind:?}: {found:#?}");
    }
    assert!(found.iter().any(|(kind, ..)| *kind == TangleKind::SplitByA), "{found:#?}");
}

#[test]
fn links_of_every_kind_fit_their_ends_and_differ() {
    let codebook = Codebook::default();
    let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in ["ana", "ben"] {
        let review = review(name);
        let kind_of = |end: &LinkEnd| match end {
            LinkEnd::Annotation(id) => {
                codebook.kind(&review.annotation(id).expect("links lead to something").label)
            }
            LinkEnd::Cluster(id) => {
                codebook.kind(&review.cluster(id).expect("links lead to something").label)
            }
        };
        for link in review.links() {
            let kind = codebook.link(&link.kind).expect("the codebook knows the link");
            assert!(
                kind.from.contains(&kind_of(&link.from)) && kind.to.contains(&kind_of(&link.to)),
                "{link:?}"
            );
            kinds.entry(name.into()).or_default().insert(link.kind.to_string());
        }
    }
    let all: BTreeSet<String> = codebook.links.iter().map(|kind| kind.id.to_string()).collect();
    assert_eq!(kinds["ana"], all);
    assert_eq!(kinds["ben"], all);

    let compared = compared();
    let ties = compared.ties(compared.pair(0, 1).unwrap(), Mentions::Aligned);
    let links =
        |a, b| ties.links.iter().filter(|link| link.a.is_some() == a && link.b.is_some() == b).count();
    assert!(links(true, true) > 3 && links(true, false) > 3 && links(false, true) > 3, "{:#?}", ties.links);
}

#[test]
fn edges_of_marks_are_clean() {
    let project = open();
    let story: &Story = &project.stories[0];
    for reviewer in make::REVIEWERS {
        for annotation in review(reviewer).annotations() {
            let article = &story.article(&annotation.article).expect("the article is there").text;
            for span in &annotation.spans {
                assert_eq!(
                    parallax::text::trim(article, *span),
                    Some(*span),
                    "{reviewer}: {:?}",
                    span.slice(article)
                );
            }
        }
    }
}
