//! What is found in the sample project, as a reviewer takes it over.

use std::sync::Arc;
use std::time::{Duration, Instant};

use parallax::insight::discrepancies::DiscrepancyKind;
use parallax::insight::quotes::Confidence;
use parallax::model::{Annotation, ArticleId, LinkEnd, Origin, Suggestion, Verdict};
use parallax::session::Session;
use parallax::session::findings::Sought;
use parallax::session::suggest::{QuoteSuggestion, difference, ghosts, name_groups, quote_suggestions};
use parallax::text::Span;

use crate::desk::Desk;

const GAZETTE: &str = "gazette";

/// A session of somebody new on a copy of the sample project.
fn open(desk: &Desk) -> Session {
    let root = desk.sample();
    let mut session = desk.open(&root, "dora");
    for sought in [Sought::Quotes, Sought::Names, Sought::Discrepancies] {
        session.look_for(sought);
    }
    let from = Instant::now();
    while session.findings().discrepancies().is_none() || session.findings().names().is_none() {
        assert!(from.elapsed() < Duration::from_secs(120), "nothing was found");
        session.tick();
        std::thread::yield_now();
    }
    session
}

fn quotes(session: &Session) -> Vec<QuoteSuggestion> {
    let findings = session.findings();
    quote_suggestions(findings.articles(), findings.quotes().unwrap(), session.review(), session.codebook())
}

fn words(session: &Session, annotation: &Annotation) -> String {
    annotation.words(&session.article(&annotation.article).unwrap().text)
}

fn quote_of(session: &Session, article: &str, begins: &str) -> QuoteSuggestion {
    let found = quotes(session).into_iter().find(|quote| {
        let text = &session.article(&quote.article).unwrap().text;
        quote.article.as_str().contains(article) && quote.spans[0].slice(text).unwrap().starts_with(begins)
    });
    found.unwrap_or_else(|| panic!("no quote “{begins}”"))
}

#[test]
fn a_quote_split_by_its_attribution_is_one_annotation_with_its_speaker() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let before = quotes(&session).len();
    let quote = quote_of(&session, GAZETTE, "Nobody who read");
    assert_eq!(quote.spans.len(), 2);
    assert!(!quote.reason.is_empty() && quote.confidence == Confidence::High);
    let (ids, deed) = session.verbs().accept_quotes(&[(quote.clone(), false)]).unwrap();
    session.perform(deed).unwrap();
    let made = session.review().annotation(&ids[0]).unwrap().clone();
    assert_eq!((made.label.as_str(), made.spans.len()), ("quote", 2));
    assert_eq!(made.origin, Origin::Suggested(quote.rule.to_owned()));
    assert_eq!(made.attributes["speaker"].to_string(), "Tamsin Okell");
    let link = session.review().links_of(&LinkEnd::Annotation(made.id.clone())).next().unwrap();
    let LinkEnd::Annotation(speaker) = &link.to else { panic!("{link:?}") };
    let speaker = session.review().annotation(speaker).unwrap();
    assert_eq!((speaker.label.as_str(), words(&session, speaker)), ("person", "Tamsin Okell".to_owned()));
    assert_eq!(quotes(&session).len(), before - 1, "what is marked is not offered");
    session.undo().unwrap();
    assert!(session.review().is_empty() && session.review().links().count() == 0, "one step");
}

#[test]
fn all_sure_quotes_are_taken_in_one_step_and_printings_are_tied() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let sure: Vec<(QuoteSuggestion, bool)> = quotes(&session)
        .into_iter()
        .filter(|quote| quote.confidence == Confidence::High)
        .map(|quote| (quote, false))
        .collect();
    assert!(sure.len() > 5);
    let (ids, deed) = session.verbs().accept_quotes(&sure).unwrap();
    session.perform(deed).unwrap();
    assert_eq!(ids.len(), sure.len());
    let review = session.review();
    let statement = review
        .annotations()
        .find(|a| words(&session, a).starts_with("Nobody who read"))
        .and_then(|a| review.cluster_of(&a.id))
        .unwrap();
    let articles: Vec<&ArticleId> =
        statement.members.iter().map(|id| &review.annotation(id).unwrap().article).collect();
    assert!(articles.len() >= 2, "{articles:?}");
    // A person named in several places is one thing.
    let okell: Vec<&str> = review
        .annotations()
        .filter(|a| a.label.as_str() == "person" && words(&session, a).ends_with("Okell"))
        .map(|a| review.cluster_of(&a.id).unwrap().id.as_str())
        .collect();
    assert!(okell.len() > 1 && okell.windows(2).all(|pair| pair[0] == pair[1]), "{okell:?}");
    session.undo().unwrap();
    assert!(session.review().is_empty());
}

#[test]
fn what_is_rejected_stays_rejected() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let quote = quote_of(&session, GAZETTE, "Nobody who read");
    let before = quotes(&session).len();
    let deed = session.verbs().reject(std::slice::from_ref(&quote.of));
    session.perform(deed).unwrap();
    assert_eq!(quotes(&session).len(), before - 1);
    let root = session.root().to_owned();
    session.close().unwrap();
    drop(desk.open(&root, "ben"));
    let mut session = desk.open(&root, "dora");
    assert!(session.review().is_rejected(&quote.of), "it is in the file");
    let deed = session.verbs().offer_again(Suggestion::Quote).unwrap();
    session.perform(deed).unwrap();
    assert!(!session.review().is_rejected(&quote.of));
}

#[test]
fn a_ruling_is_found_again_and_is_nobody_elses() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let findings = session.findings();
    let gender =
        findings.discrepancies().unwrap().iter().find(|d| d.kind == DiscrepancyKind::Gender).unwrap();
    let of = difference(findings.articles(), gender).unwrap();
    let deed = session.verbs().rule(&of, Verdict::Error);
    session.perform(deed).unwrap();
    let deed = session.verbs().set_ruling_note(&of, "Ask the desk");
    session.perform(deed).unwrap();
    let root = session.root().to_owned();
    session.close().unwrap();
    let session = desk.open(&root, "dora");
    let ruling = session.review().ruling(&of).unwrap();
    assert_eq!((ruling.verdict, ruling.note.as_str()), (Verdict::Error, "Ask the desk"));
    session.close().unwrap();
    let session = desk.open(&root, "ben");
    assert_eq!(session.review().ruling(&of), None);
}

#[test]
fn a_tag_is_carried_over_onto_the_same_words_and_tied() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let article = session.story().articles.iter().find(|a| a.id.as_str().contains(GAZETTE)).unwrap().clone();
    let at = article.text.find("The price of steel plate has risen").unwrap();
    let span = Span::of(at, at + "The price of steel plate has risen".len()).unwrap();
    let (id, deed) = session.verbs().tag(&article.id, vec![span], &"claim".into(), Origin::Hand).unwrap();
    session.perform(deed).unwrap();
    let offered = |session: &Session| {
        let findings = session.findings();
        let annotation = session.review().annotation(&id).unwrap();
        ghosts(findings.articles(), findings.passages().unwrap().passages(), session.review(), annotation)
    };
    let ghost = offered(&session).into_iter().find(|ghost| ghost.same_words).unwrap();
    let (made, deed) = session.verbs().carry_over(std::slice::from_ref(&ghost)).unwrap();
    session.perform(deed).unwrap();
    let carried = session.review().annotation(&made[0]).unwrap();
    assert_eq!(carried.origin, Origin::Carried(id.clone()));
    assert_eq!(words(&session, carried), "The price of steel plate has risen");
    assert_eq!(carried.note, "");
    assert!(session.review().cluster_of(&id).unwrap().members.contains(&made[0]));
    assert!(offered(&session).iter().all(|other| other.article != ghost.article), "it is there now");
    session.undo().unwrap();
    assert_eq!(session.review().len(), 1, "one step");
}

#[test]
fn nothing_is_carried_onto_other_words_without_saying_so() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let article = session.story().articles.iter().find(|a| a.id.as_str().contains(GAZETTE)).unwrap().clone();
    let at = article.text.find("had not ruled out").unwrap();
    let span = Span::of(at, at + "had not ruled out".len()).unwrap();
    let (id, deed) = session.verbs().tag(&article.id, vec![span], &"claim".into(), Origin::Hand).unwrap();
    session.perform(deed).unwrap();
    let findings = session.findings();
    let annotation = session.review().annotation(&id).unwrap();
    let passages = findings.passages().unwrap().passages();
    let all = ghosts(findings.articles(), passages, session.review(), annotation);
    let ghost = all.iter().find(|ghost| ghost.article.as_str().contains("herald")).unwrap().clone();
    assert!(!ghost.same_words);
    assert!(ghost.changes.contains(&("not".to_owned(), String::new())), "{:?}", ghost.changes);
    let (made, deed) = session.verbs().carry_over(&[ghost]).unwrap();
    session.perform(deed).unwrap();
    let note = &session.review().annotation(&made[0]).unwrap().note;
    assert_eq!(note, "Carried over onto other words: without “not”.");
}

#[test]
fn names_are_taken_as_groups() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let groups = |session: &Session| {
        let findings = session.findings();
        name_groups(findings.articles(), findings.names().unwrap(), session.review(), session.codebook())
    };
    let sure: Vec<_> =
        groups(&session).into_iter().filter_map(|group| Some((group.clone(), group.label?))).collect();
    let okell = sure.iter().find(|(group, _)| group.name.ends_with("Okell")).unwrap();
    assert!(okell.0.mentions.len() > 2 && !okell.0.reasons.is_empty());
    let count: usize = sure.iter().map(|(group, _)| group.mentions.len()).sum();
    let (made, deed) = session.verbs().accept_names(&sure).unwrap();
    session.perform(deed).unwrap();
    assert_eq!(made.len(), count);
    assert!(groups(&session).iter().all(|group| group.label.is_none()));
    session.undo().unwrap();
    assert!(session.review().is_empty());
}

#[test]
fn what_was_looked_for_and_is_not_there_is_kept_until_it_is_tagged() {
    let desk = Desk::new();
    let mut session = open(&desk);
    let (gazette, herald) = (
        session.story().articles[0].clone(),
        Arc::clone(session.story().articles.iter().find(|a| a.id.as_str().contains("herald")).unwrap()),
    );
    let tag = |session: &mut Session, article: &ArticleId, from: usize| {
        let span = Span::of(from, from + 3).unwrap();
        let (id, deed) = session.verbs().tag(article, vec![span], &"claim".into(), Origin::Hand).unwrap();
        session.perform(deed).unwrap();
        id
    };
    let (one, two) = (tag(&mut session, &gazette.id, 0), tag(&mut session, &gazette.id, 10));
    let (cluster, deed) = session.verbs().tie(&[one.clone(), two]).unwrap();
    session.perform(deed).unwrap();
    assert!(session.verbs().set_absent(&cluster, &gazette.id, "").is_err(), "it is there");
    let deed = session.verbs().set_absent(&cluster, &herald.id, "Read it twice").unwrap();
    session.perform(deed).unwrap();
    assert_eq!(session.review().absence(&cluster, &herald.id).unwrap().note, "Read it twice");
    let there = tag(&mut session, &herald.id, 0);
    let (_, deed) = session.verbs().tie(&[one, there]).unwrap();
    session.perform(deed).unwrap();
    assert_eq!(session.review().absences().count(), 0, "it is there after all");
    session.undo().unwrap();
    assert_eq!(session.review().absences().count(), 1);
}
