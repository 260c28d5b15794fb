//! What the three reports show.

use parallax::store;
use parallax::text::word_count;

use super::{ARTICLES, GAZETTE, HERALD, WIRE, make, text};

/// Asserts that each article prints these words, and none of those that the others print.
fn each_prints(words: &[(&str, &str)]) {
    for (article, own) in words {
        assert!(text(article).contains(own), "{article} lacks “{own}”");
        for (_, other) in words.iter().filter(|(_, other)| !own.contains(other)) {
            assert!(!text(article).contains(other), "{article} prints “{other}” too");
        }
    }
}

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
        (HERALD, "out of Brackhaven, and that half the town opposed, will cost 412 million"),
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
