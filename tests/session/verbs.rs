//! What a reviewer can do.

use parallax::model::{AnnotationId, ClusterId, LabelId, LinkEnd, NoteOn, Origin, Status, Value, questions};
use parallax::session::Session;
use parallax::session::verbs::{Deed, VerbError};
use parallax::text::Span;

use crate::desk::{Desk, tag, tag_in, words};

/// Does something, undoes it, checks that all is as before, and does it again.
fn perform(session: &mut Session, deed: Deed) {
    let before = session.review().clone();
    let name = deed.name.clone();
    session.perform(deed).unwrap();
    let after = session.review().clone();
    assert_eq!(session.undo().unwrap(), Some(name.clone()));
    assert_eq!(*session.review(), before, "{name}");
    assert_eq!(session.redo().unwrap(), Some(name.clone()));
    assert_eq!(*session.review(), after, "{name}");
}

fn span(session: &Session, words: &str) -> Span {
    let text = &session.story().articles[0].text;
    let at = text.find(words).unwrap();
    Span::of(at, at + words.len()).unwrap()
}

fn open(desk: &Desk) -> Session {
    desk.open(&desk.project(), "ana")
}

#[test]
fn a_tag_starts_with_its_labels_defaults() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let id = tag(&mut session, "The harbour barrier opened on Monday", "claim");
    let annotation = session.review().annotation(&id).unwrap();
    assert_eq!(annotation.attributes.get("status"), Some(&Value::Choice("open".into())));
    assert_eq!(annotation.attributes.len(), 1);
    let article = annotation.article.clone();
    let nothing = session.verbs().tag(&article, vec![], &LabelId::from("claim"), Origin::Hand);
    assert!(matches!(nothing, Err(VerbError::Nonsense(_))));
    let outside = Span::of(9_000, 9_001).unwrap();
    assert!(session.verbs().tag(&article, vec![outside], &LabelId::from("claim"), Origin::Hand).is_err());
}

#[test]
fn many_places_are_tagged_in_one_step() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let places: Vec<_> = session
        .story()
        .articles
        .iter()
        .flat_map(|article| {
            let spans = article
                .text
                .match_indices("Ana Ortiz")
                .map(|(at, words)| Span::of(at, at + words.len()).unwrap());
            spans.map(|span| (article.id.clone(), vec![span])).collect::<Vec<_>>()
        })
        .collect();
    let (ids, deed) = session.verbs().tag_all(places, &LabelId::from("person"), &Origin::Repeated).unwrap();
    assert_eq!((ids.len(), deed.name.as_str()), (3, "tag 3 places as “Person”"));
    perform(&mut session, deed);
    assert_eq!(session.review().articles().len(), 2, "both articles are begun");
}

#[test]
fn relabelling_keeps_what_the_new_label_offers_too() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let id = tag(&mut session, "It holds", "quote");
    let deed = session
        .verbs()
        .set_attribute(std::slice::from_ref(&id), "speaker", Some(&Value::Text("she".into())))
        .unwrap();
    assert_eq!(deed.name, "set speaker as printed to “she”");
    perform(&mut session, deed);
    let deed = session.verbs().relabel(std::slice::from_ref(&id), &LabelId::from("claim")).unwrap();
    assert_eq!(deed.name, "relabel as “Claim”");
    perform(&mut session, deed);
    let annotation = session.review().annotation(&id).unwrap();
    assert_eq!(annotation.attributes.keys().collect::<Vec<_>>(), ["status"]);
    let wrong = session.verbs().set_attribute(&[id], "status", Some(&Value::YesNo(true)));
    assert!(wrong.is_err(), "a choice is no yes or no");
}

#[test]
fn pieces_are_reshaped_added_and_removed() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let id = tag(&mut session, "harbour", "place");
    let deed = session.verbs().reshape(&id, 0, span(&session, "harbour barrier")).unwrap();
    perform(&mut session, deed);
    assert_eq!(words(&session, &id), "harbour barrier");
    let deed = session.verbs().add_piece(&id, span(&session, "ribbon")).unwrap();
    perform(&mut session, deed);
    assert_eq!(words(&session, &id), "harbour barrier … ribbon");
    assert!(session.verbs().reshape(&id, 2, span(&session, "ribbon")).is_err());
    let deed = session.verbs().remove_piece(&id, 0).unwrap();
    perform(&mut session, deed);
    assert_eq!(words(&session, &id), "ribbon");
    assert!(session.verbs().remove_piece(&id, 0).is_err(), "an annotation keeps a place");
    let deed = session.verbs().set_note(&id, "Who cut it?\nAsk.").unwrap();
    assert_eq!(deed.name, "note “Who cut it?”");
    perform(&mut session, deed);
}

#[test]
fn an_accepted_suggestion_that_is_changed_is_one_no_more() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let article = session.story().articles[0].id.clone();
    let origin = Origin::Suggested("names".into());
    let place = span(&session, "Monday");
    let (id, deed) = session.verbs().tag(&article, vec![place], &LabelId::from("date"), origin).unwrap();
    session.perform(deed).unwrap();
    let deed = session.verbs().set_note(&id, "which?").unwrap();
    perform(&mut session, deed);
    assert_eq!(session.review().annotation(&id).unwrap().origin, Origin::SuggestedEdited("names".into()));
}

/// Four people, the first two in one article.
fn four(session: &mut Session) -> Vec<AnnotationId> {
    let herald = session.story().articles[1].id.clone();
    vec![
        tag(session, "Mayor Ana Ortiz", "person"),
        tag(session, "Ana Ortiz cut", "person"),
        tag_in(session, &herald, "Ana Ortiz", "person"),
        tag_in(session, &herald, "Nobody", "person"),
    ]
}

fn members(session: &Session, cluster: &ClusterId) -> Vec<AnnotationId> {
    session.review().cluster(cluster).unwrap().members.clone()
}

#[test]
fn what_is_the_same_is_tied_and_untied() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let ids = four(&mut session);
    let (small, deed) = session.verbs().tie(&ids[..2]).unwrap();
    assert_eq!(deed.name, "tie “Mayor Ana Ortiz”");
    perform(&mut session, deed);
    let (other, deed) = session.verbs().tie(&[ids[3].clone(), ids[2].clone()]).unwrap();
    perform(&mut session, deed);
    assert_ne!(small, other);
    let deed = session.verbs().set_cluster_note(&other, "who?").unwrap();
    perform(&mut session, deed);
    let quote = tag(&mut session, "It holds", "quote");
    let about = parallax::model::LinkKindId::from("about");
    for cluster in [&small, &other] {
        let (_, deed) = session
            .verbs()
            .link(&about, LinkEnd::Annotation(quote.clone()), LinkEnd::Cluster(cluster.clone()))
            .unwrap();
        perform(&mut session, deed);
    }
    // Both clusters become one, with all that was in and on them.
    let (all, deed) = session.verbs().tie(&[ids[0].clone(), ids[3].clone()]).unwrap();
    perform(&mut session, deed);
    assert_eq!(all, small);
    assert_eq!(members(&session, &all).len(), 4);
    assert_eq!(session.review().cluster(&all).unwrap().note, "who?");
    assert_eq!(session.review().links().count(), 1, "two links to the same thing are one");
    let deed = session.verbs().rename_cluster(&all, "Ana Ortiz").unwrap();
    perform(&mut session, deed);
    let deed = session.verbs().untie(&ids[3..]).unwrap();
    assert_eq!(deed.name, "untie from “Ana Ortiz”");
    perform(&mut session, deed);
    assert_eq!(members(&session, &all).len(), 3);
    let deed = session.verbs().untie(&ids[..3]).unwrap();
    perform(&mut session, deed);
    assert_eq!(session.review().clusters().count(), 0);
    assert!(session.review().links().all(|link| matches!(link.to, LinkEnd::Annotation(_))), "the link stays");
    assert!(session.verbs().untie(&ids[..1]).is_err());
    assert!(session.verbs().tie(&ids[..1]).is_err());
}

#[test]
fn a_quote_has_one_speaker_the_entity_or_its_cluster() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let ids = four(&mut session);
    let quote = tag(&mut session, "It holds", "quote");
    let deed = session.verbs().set_speaker(&quote, &ids[3]).unwrap();
    assert_eq!(deed.name, "speaker “Nobody”");
    perform(&mut session, deed);
    assert_eq!(session.verbs().speaker(&quote), Some(LinkEnd::Annotation(ids[3].clone())));
    let (cluster, deed) = session.verbs().tie(&ids[..3]).unwrap();
    session.perform(deed).unwrap();
    let deed = session.verbs().set_speaker(&quote, &ids[2]).unwrap();
    perform(&mut session, deed);
    assert_eq!(session.verbs().speaker(&quote), Some(LinkEnd::Cluster(cluster)));
    assert_eq!(session.review().links().count(), 1, "the former one goes");
    let annotation = session.review().annotation(&quote).unwrap();
    assert_eq!(annotation.attributes.get("speaker"), Some(&Value::Text("Ana Ortiz".into())));
    let deed = session.verbs().clear_speaker(&quote).unwrap();
    perform(&mut session, deed);
    assert_eq!(session.review().links().count(), 0);
    assert!(!session.review().annotation(&quote).unwrap().attributes.contains_key("speaker"));
    assert!(session.verbs().set_speaker(&quote, &quote).is_err());
    // A claim has no attribute for it, but a speaker.
    let claim = tag(&mut session, "opened on Monday", "claim");
    let deed = session.verbs().set_speaker(&claim, &ids[0]).unwrap();
    perform(&mut session, deed);
    assert!(session.verbs().speaker(&claim).is_some());
}

#[test]
fn what_is_deleted_takes_its_ties_along_and_brings_them_back() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let ids = four(&mut session);
    let quote = tag(&mut session, "It holds", "quote");
    let (_, deed) = session.verbs().tie(&ids[..2]).unwrap();
    session.perform(deed).unwrap();
    let deed = session.verbs().set_speaker(&quote, &ids[3]).unwrap();
    session.perform(deed).unwrap();
    let deed = session.verbs().delete(&ids).unwrap();
    assert_eq!(deed.name, "delete 4 annotations");
    perform(&mut session, deed);
    assert_eq!(session.review().len(), 1);
    assert_eq!((session.review().clusters().count(), session.review().links().count()), (0, 0));
    assert!(session.verbs().delete(&ids).is_err());
}

#[test]
fn anything_takes_a_note_and_its_questions_are_settled_one_by_one() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let [a, b] = ["Ana Ortiz", "It holds"].map(|words| tag(&mut session, words, "person"));
    let (cluster, deed) = session.verbs().tie(&[a.clone(), b]).unwrap();
    perform(&mut session, deed);
    let claim = tag(&mut session, "opened on Monday", "claim");
    let (link, deed) = session
        .verbs()
        .link(&"about".into(), LinkEnd::Annotation(claim), LinkEnd::Annotation(a.clone()))
        .unwrap();
    perform(&mut session, deed);
    let herald = session.story().articles[1].id.clone();
    let places = [
        NoteOn::Story,
        NoteOn::Article(herald.clone()),
        NoteOn::Annotation(a),
        NoteOn::Cluster(cluster),
        NoteOn::Link(link),
    ];
    for (number, on) in places.iter().enumerate() {
        let note = format!("Look:\n- [ ] question {number}\n- [ ] another");
        let deed = session.verbs().write_note(on, &note).unwrap();
        perform(&mut session, deed);
        let deed = session.verbs().settle(on, 1, true).unwrap();
        assert_eq!(deed.name, format!("settle “question {number}”"));
        perform(&mut session, deed);
    }
    let noted: Vec<NoteOn> = session.review().notes().map(|(on, _)| on).collect();
    assert_eq!(noted, places, "each note is found where it was put");
    let open = |session: &Session| {
        let notes = session.review().notes();
        notes.flat_map(|(_, note)| questions(note).filter(|question| !question.settled)).count()
    };
    assert_eq!(open(&session), 5);
    assert!(session.verbs().settle(&NoteOn::Story, 0, true).is_err(), "the first line asks nothing");
    assert_eq!(session.review().status(&herald), Status::NotStarted, "a note does not begin an article");
    let deed = session.verbs().set_status(&herald, Status::Done).unwrap();
    perform(&mut session, deed);
    tag_in(&mut session, &herald, "Tuesday", "date");
    assert!(session.review().article_note(&herald).contains("question 1"), "the note stays");
}

#[test]
fn many_annotations_take_one_note_and_join_a_cluster() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let [a, b, c] = ["Ana Ortiz", "It holds", "ribbon"].map(|words| tag(&mut session, words, "person"));
    let deed = session.verbs().set_notes(&[a.clone(), b.clone()], "who?").unwrap();
    assert_eq!(deed.name, "note on 2 annotations");
    perform(&mut session, deed);
    assert_eq!(session.review().notes().count(), 2);
    let (first, deed) = session.verbs().tie(&[a.clone(), b.clone()]).unwrap();
    perform(&mut session, deed);
    let alone = tag(&mut session, "Monday", "date");
    let (second, deed) = session.verbs().tie(&[alone.clone(), c.clone()]).unwrap();
    perform(&mut session, deed);
    let deed = session.verbs().join(&[c.clone(), alone, a], &first).unwrap();
    assert_eq!(deed.name, "add 2 annotations to “Ana Ortiz”");
    perform(&mut session, deed);
    assert_eq!(session.review().cluster(&first).unwrap().members.len(), 4);
    assert!(session.review().cluster(&second).is_none(), "an emptied cluster goes");
    assert!(session.verbs().join(&[c], &first).is_err());
}

#[test]
fn clusters_are_merged_named_split_and_given_up() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let ids = four(&mut session);
    let (first, deed) = session.verbs().name_one(&ids[0]).unwrap();
    assert_eq!(deed.name, "name “Mayor Ana Ortiz”");
    perform(&mut session, deed);
    assert!(session.verbs().name_one(&ids[0]).is_err(), "it has one");
    // A smaller one that is chosen keeps its name, whatever is in the other.
    let (large, deed) = session.verbs().tie(&ids[1..]).unwrap();
    perform(&mut session, deed);
    let deed = session.verbs().tie_to(&ids[1..2], &first).unwrap();
    perform(&mut session, deed);
    assert_eq!(members(&session, &first), [ids[0].clone(), ids[1].clone(), ids[2].clone(), ids[3].clone()]);
    assert!(session.review().cluster(&large).is_none());
    assert!(session.verbs().tie_to(&ids[1..2], &first).is_err(), "they are tied already");
    let (off, deed) = session.verbs().split(&first, &ids[2..]).unwrap();
    assert_eq!(deed.name, "split “Mayor Ana Ortiz”");
    perform(&mut session, deed);
    assert_eq!((members(&session, &first).len(), members(&session, &off).len()), (2, 2));
    assert_eq!(session.review().cluster(&off).unwrap().name, "Ana Ortiz");
    assert!(session.verbs().split(&first, &ids[..2]).is_err(), "at least one stays");
    assert!(session.verbs().split(&first, &ids[2..]).is_err(), "they are not in it");
    // What led to it leads to its first annotation.
    let claim = tag(&mut session, "opened on Monday", "claim");
    let (link, deed) = session
        .verbs()
        .link(&"about".into(), LinkEnd::Annotation(claim), LinkEnd::Cluster(off.clone()))
        .unwrap();
    perform(&mut session, deed);
    let deed = session.verbs().delete_cluster(&off).unwrap();
    assert_eq!(deed.name, "untie all of “Ana Ortiz”");
    perform(&mut session, deed);
    assert_eq!(session.review().link(&link).unwrap().to, LinkEnd::Annotation(ids[2].clone()));
    assert!(session.verbs().delete_cluster(&off).is_err());
}

#[test]
fn a_cluster_has_attributes_of_its_own() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let claim = tag(&mut session, "opened on Monday", "claim");
    let (cluster, deed) = session.verbs().name_one(&claim).unwrap();
    perform(&mut session, deed);
    let wrong = Value::Choice("wrong".into());
    let deed = session.verbs().set_cluster_attribute(&cluster, "status", Some(&wrong)).unwrap();
    assert_eq!(deed.name, "set status of “opened on Monday”");
    perform(&mut session, deed);
    assert_eq!(session.review().cluster(&cluster).unwrap().attributes.get("status"), Some(&wrong));
    let odd = Value::YesNo(true);
    assert!(session.verbs().set_cluster_attribute(&cluster, "status", Some(&odd)).is_err());
    let deed = session.verbs().set_cluster_attribute(&cluster, "status", None).unwrap();
    perform(&mut session, deed);
    assert!(session.review().cluster(&cluster).unwrap().attributes.is_empty());
}

#[test]
fn links_are_those_that_the_codebook_allows_and_are_changed_and_turned() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let claim = LinkEnd::Annotation(tag(&mut session, "opened on Monday", "claim"));
    let quote = LinkEnd::Annotation(tag(&mut session, "It holds", "quote"));
    let person = LinkEnd::Annotation(tag(&mut session, "Ana Ortiz cut", "person"));
    let kinds = |session: &Session, from: &LinkEnd, to: &LinkEnd| -> Vec<String> {
        session.verbs().link_kinds(from, to).iter().map(|kind| kind.id.to_string()).collect()
    };
    assert_eq!(kinds(&session, &claim, &person), ["said-by", "about"]);
    assert_eq!(kinds(&session, &claim, &quote), ["supports", "contradicts"]);
    assert!(kinds(&session, &person, &claim).is_empty());
    assert!(session.verbs().link(&"supports".into(), claim.clone(), person.clone()).is_err());
    let (id, deed) = session.verbs().link(&"supports".into(), claim.clone(), quote.clone()).unwrap();
    perform(&mut session, deed);
    assert!(session.verbs().link(&"supports".into(), claim.clone(), quote.clone()).is_err(), "there already");
    let deed = session.verbs().reverse_link(&id).unwrap();
    assert_eq!(deed.name, "turn round link “supports”");
    perform(&mut session, deed);
    assert_eq!(session.review().link(&id).unwrap().from, quote);
    let deed = session.verbs().change_link(&id, &"contradicts".into(), true).unwrap();
    assert_eq!(deed.name, "change link to “contradicts”");
    perform(&mut session, deed);
    let link = session.review().link(&id).unwrap();
    assert_eq!((link.kind.as_str(), &link.from, &link.to), ("contradicts", &claim, &quote));
    let deed = session.verbs().set_link_note(&id, "Since when?").unwrap();
    perform(&mut session, deed);
    assert_eq!(session.review().link(&id).unwrap().note, "Since when?");
    let (about, deed) = session.verbs().link(&"about".into(), claim, person).unwrap();
    perform(&mut session, deed);
    assert!(session.verbs().reverse_link(&about).is_err(), "a person is not about a claim");
    let deed = session.verbs().unlink(&id).unwrap();
    perform(&mut session, deed);
    assert!(session.verbs().unlink(&id).is_err());
}
