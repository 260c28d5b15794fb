//! Names as reports print them.

use super::{Names, names};
use crate::insight::{ArticleText, unwatched};

fn found(text: &str) -> (Names, Vec<(&str, Option<&'static str>)>) {
    let names = names(&[ArticleText { id: "", text }], &mut unwatched()).unwrap();
    let list = names
        .mentions
        .iter()
        .map(|mention| (mention.span.slice(text).unwrap(), mention.kind.map(|kind| kind.name())))
        .collect();
    (names, list)
}

#[test]
fn titles_possessives_and_roles_are_no_part_of_a_name() {
    for (text, wanted) in [
        ("On Monday Mr. Olaf Lind met the mayor's aide.", vec!["Monday", "Olaf Lind"]),
        ("The police asked Anna Berg's neighbour.", vec!["Anna Berg"]),
        ("Anna Berg Senior Reporter / Harbour Daily News", vec!["Anna Berg", "Harbour Daily News"]),
        ("The Russian-backed groups left.", vec!["Russian"]),
        ("Officials met President Emma Roth in Paris.", vec!["Emma Roth", "Paris"]),
        ("They read it in August 2018.", vec!["August 2018"]),
    ] {
        let (_, list) = found(text);
        assert_eq!(list.iter().map(|(words, _)| *words).collect::<Vec<_>>(), wanted, "{text}");
    }
}

#[test]
fn a_kind_is_given_where_it_is_sure() {
    let (_, list) = found(
        "Anna Berg of the Department of Homeland Security flew from Berlin to Brazil on Sept. 4. Then Zorvex rose.",
    );
    assert_eq!(
        list,
        [
            ("Anna Berg", Some("person")),
            ("Department of Homeland Security", Some("organization")),
            ("Berlin", Some("place")),
            ("Brazil", Some("place")),
            ("Sept. 4", Some("date")),
            ("Zorvex", None),
        ]
    );
}

#[test]
fn surnames_and_acronyms_join_the_full_name() {
    let text = "Anna Berg joined the Department of Homeland Security in May. Berg left the DHS a year later.";
    let (names, list) = found(text);
    let cluster = |words: &str| {
        let at = list.iter().position(|(found, _)| *found == words);
        names.mentions[at.unwrap_or_else(|| panic!("{words} is not in {list:?}"))].cluster
    };
    assert_eq!(cluster("Anna Berg"), cluster("Berg"));
    assert_eq!(cluster("Department of Homeland Security"), cluster("DHS"));
    assert_ne!(cluster("Anna Berg"), cluster("DHS"));
    assert!(names.clusters.iter().all(|cluster| cluster.mentions.len() < 2 || !cluster.reasons.is_empty()));
}

#[test]
fn the_first_word_of_a_sentence_is_no_name_for_its_capital() {
    let (_, list) = found("Rain fell all night. Officials said the rain would stop. Nobody believed it.");
    assert_eq!(list, []);
}
