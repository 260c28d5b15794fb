//! What settling promises, one case each.

use super::*;

fn ana_and_ben() -> Table {
    let (mut ana, mut ben) = (done("ana", &["a", "b"]), done("ben", &["a", "b"]));
    mark(&mut ana, "a1", "a", "organization", "Tidewater Council");
    mark(&mut ben, "b1", "a", "organization", "Tidewater Council");
    mark(&mut ana, "a2", "a", "person", "Ilse Brandt");
    mark(&mut ben, "b2", "a", "person", "Brandt");
    mark(&mut ana, "a3", "a", "claim", "the barrier will cost more");
    mark(&mut ben, "b3", "a", "quote", "the barrier will cost more");
    mark(&mut ben, "b4", "a", "date", "Thursday");
    mark(&mut ana, "a5", "a", "event", "told on");
    mark(&mut ben, "b5", "a", "claim", "was told on");
    Table::new(vec![ana, ben])
}

#[test]
fn the_worst_comes_first_and_nothing_moves_when_it_is_decided() {
    let mut table = ana_and_ben();
    let before = table.lines();
    assert_eq!(
        before,
        [
            "not marked by all: Thursday (Open, 1 of 2)",
            "label on other text: was told on (Open, 2 of 2)",
            "label: the barrier will cost more (Open, 2 of 2)",
            "boundary: Ilse Brandt (Open, 2 of 2)",
            "identical: Tidewater Council (Open, 2 of 2)",
        ]
    );
    // Always the first that is open: nobody is skipped, however the list is shown.
    let mut seen = Vec::new();
    loop {
        let queue = table.queue();
        let Some(at) = queue.next(None, true, |item| item.state.is_open()) else { break };
        seen.push(at);
        table.decide(at, if seen.len() == 1 { Choice::Nothing } else { Choice::Take(vec![0]) });
    }
    assert_eq!(seen, [0, 1, 2, 3, 4]);
    let after: Vec<String> = table.lines().iter().map(|line| line.replace("Decided", "Open")).collect();
    assert_eq!(after, before);
    assert!(table.queue().progress(|_| true).is_complete());
    assert_eq!(table.standing().len(), 4, "{:?}", table.standing());
}

#[test]
fn other_attributes_are_a_difference_of_their_own() {
    let (mut ana, mut ben) = (done("ana", &["a"]), done("ben", &["a"]));
    mark(&mut ana, "a1", "a", "claim", "cost more");
    let mut other = annotation("b1", "a", "claim", "cost more");
    other.attributes = [("status".to_owned(), Value::Choice("wrong".into()))].into();
    Edit::PutAnnotation(other).apply(&mut ben).unwrap();
    let mut table = Table::new(vec![ana, ben]);
    assert_eq!(table.lines(), ["attributes: cost more (Open, 2 of 2)"]);
    assert_eq!(table.queue().items[0].group.candidates.len(), 2);
    table.decide(0, Choice::Take(vec![1]));
    assert_eq!(table.lines(), ["attributes: cost more (Decided, 2 of 2)"]);
}

#[test]
fn an_article_that_only_one_has_done_is_not_settled_and_is_named() {
    let (mut ana, mut ben) = (done("ana", &["a", "b"]), done("ben", &["a"]));
    mark(&mut ana, "a1", "b", "date", "Thursday");
    mark(&mut ben, "b1", "a", "date", "Thursday");
    let table = Table::new(vec![ana, ben]);
    let sources = table.sources();
    assert_eq!(sources.articles, ["a".into()]);
    assert_eq!(table.lines(), ["not marked by all: Thursday (Open, 1 of 2)"]);
    let left: Vec<_> =
        sources.left_out.iter().map(|out| (out.article.as_str(), out.settled_without)).collect();
    assert_eq!(left, [("b", false)]);
    assert!(sources.left_out[0].who.iter().any(|(who, _)| who.as_str() == "ben"));
}

#[test]
fn a_change_brings_back_what_it_touches_and_nothing_else() {
    let mut table = ana_and_ben();
    for at in 0..5 {
        table.decide(at, Choice::Take(vec![0]));
    }
    // Ben comes over to Ana's boundary, and marks something new.
    mark(&mut table.reviews[1], "b2", "a", "person", "Ilse Brandt");
    mark(&mut table.reviews[1], "b9", "a", "other", "the barrier");
    let lines = table.lines();
    let open: Vec<&String> = lines.iter().filter(|line| !line.contains("Decided")).collect();
    assert_eq!(
        open,
        ["not marked by all: the barrier (Open, 1 of 2)", "identical: Ilse Brandt (Reopened, 2 of 2)"]
    );
    let queue = table.queue();
    let item = queue.items.iter().find(|item| item.state == State::Reopened).unwrap();
    let moved = moved(item, &table.consensus);
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].who.as_str(), "ben");
    let words = |matter: &Option<Matter>| match matter {
        Some(Matter::Mark { text, .. }) => text.concat(),
        _ => String::new(),
    };
    assert_eq!((words(&moved[0].before).as_str(), words(&moved[0].now).as_str()), ("Brandt", "Ilse Brandt"));
    // Decided anew, it stands once.
    let at = queue.position(item.key()).unwrap();
    table.decide(at, Choice::Take(vec![0]));
    assert_eq!(table.standing().iter().filter(|line| line.contains("Brandt")).count(), 1);
    assert_eq!(table.queue().progress(|_| true).reopened, 0);
}

#[test]
fn what_nobody_marks_any_more_comes_back_too() {
    let mut table = ana_and_ben();
    table.decide(0, Choice::Take(vec![0]));
    table.reviews[1].removal_of(&"b4".into()).apply(&mut table.reviews[1].clone()).unwrap();
    let removal = table.reviews[1].removal_of(&"b4".into());
    removal.apply(&mut table.reviews[1]).unwrap();
    let at = table.lines().iter().position(|line| line.starts_with("marked by nobody now")).unwrap();
    table.decide(at, Choice::Nothing);
    assert!(!table.lines().iter().any(|line| line.starts_with("marked by nobody now")));
    assert!(table.standing().is_empty());
}

#[test]
fn another_reviewer_who_agrees_or_has_nothing_is_heard() {
    let mut table = ana_and_ben();
    for at in 0..4 {
        table.decide(at, Choice::Take(vec![0]));
    }
    table.decide_by(4, Choice::Take(vec![0]), Way::Identical);
    // Cleo has marked nothing at all: what was decided by hand stays, what all agreed on does not.
    table.reviews.push(done("cleo", &["a", "b"]));
    let open: Vec<String> = table.lines().into_iter().filter(|line| !line.contains("Decided")).collect();
    assert_eq!(open, ["not marked by all: Tidewater Council (Reopened, 2 of 3)"]);
    // Cleo marks what Ben marked: that group has another voice now.
    mark(&mut table.reviews[2], "c1", "a", "date", "Thursday");
    let open: Vec<String> = table.lines().into_iter().filter(|line| !line.contains("Decided")).collect();
    assert_eq!(
        open,
        [
            "not marked by all: Tidewater Council (Reopened, 2 of 3)",
            "not marked by all: Thursday (Reopened, 2 of 3)",
        ]
    );
}

#[test]
fn what_an_article_leads_to_rests_while_it_is_not_settled() {
    let mut table = ana_and_ben();
    for at in 0..5 {
        table.decide(at, Choice::Take(vec![0]));
    }
    let mut state = table.reviews[1].articles()[&ArticleId::from("a")].clone();
    state.status = Status::InProgress;
    Edit::PutArticle("a".into(), state).apply(&mut table.reviews[1]).unwrap();
    assert!(table.lines().is_empty(), "{:?}", table.lines());
    assert_eq!(table.standing().len(), 5);
}

#[test]
fn a_group_can_be_taken_apart() {
    let mut table = ana_and_ben();
    table.decide(1, Choice::Split);
    let lines = table.lines();
    assert_eq!(
        lines[..3],
        [
            "not marked by all: was told on (Open, 1 of 2)".to_owned(),
            "not marked by all: told on (Open, 1 of 2)".to_owned(),
            "not marked by all: Thursday (Open, 1 of 2)".to_owned(),
        ]
    );
    assert_eq!(lines.len(), 6);
    let split = table.queue().items[0].split.clone();
    assert!(split.is_some() && table.queue().items[1].split == split);
    table.decide(0, Choice::Nothing);
    table.decide(1, Choice::Take(vec![0]));
    assert_eq!(table.standing(), ["event told on"]);
}

#[test]
fn more_than_half_is_a_majority_and_the_rest_are_ties() {
    let reviewers = ["ana", "ben", "cleo", "dan"];
    let mut reviews: Vec<Review> = reviewers.iter().map(|who| done(who, &["a"])).collect();
    for (at, review) in reviews.iter_mut().enumerate() {
        // Three of four say Council; two of four Brandt; one of four Thursday.
        if at < 3 {
            mark(review, &format!("x{at}"), "a", "organization", "Tidewater Council");
        }
        mark(review, &format!("y{at}"), "a", "person", if at < 2 { "Brandt" } else { "Ilse Brandt" });
        if at == 0 {
            mark(review, "z", "a", "date", "Thursday");
        }
    }
    let table = Table::new(reviews);
    let queue = table.queue();
    let found = majority(&queue);
    let words = |at: &usize| match &queue.items[*at].group.candidates[0].what {
        Matter::Mark { text, .. } => text.concat(),
        _ => String::new(),
    };
    let proposed: Vec<(String, Choice)> =
        found.proposed.iter().map(|(at, choice)| (words(at), choice.clone())).collect();
    assert_eq!(
        proposed,
        [("Tidewater Council".to_owned(), Choice::Take(vec![0])), ("Thursday".to_owned(), Choice::Nothing)]
    );
    assert_eq!(found.ties.iter().map(words).collect::<Vec<_>>(), ["Ilse Brandt"]);
}

/// Ana and Ben agree on three marks and tie them differently.
fn tied() -> Table {
    let (mut ana, mut ben) = (done("ana", &["a", "b"]), done("ben", &["a", "b"]));
    for (review, prefix) in [(&mut ana, "a"), (&mut ben, "b")] {
        mark(review, &format!("{prefix}1"), "a", "person", "Ilse Brandt");
        mark(review, &format!("{prefix}2"), "b", "person", "Ilse Brandt");
        mark(review, &format!("{prefix}3"), "a", "quote", "the barrier will cost more");
    }
    cluster(&mut ana, "ca", "Ilse Brandt", &["a1", "a2"]);
    cluster(&mut ben, "cb", "Brandt", &["b1", "b2"]);
    link(&mut ana, "la", "said-by", "a3", LinkEnd::Cluster("ca".into()));
    // Ben's link leads to a mention, which is in the cluster.
    link(&mut ben, "lb", "said-by", "b3", LinkEnd::Annotation("b1".into()));
    Table::new(vec![ana, ben])
}

#[test]
fn clusters_wait_for_marks_and_links_for_clusters() {
    let mut table = tied();
    let queue = table.queue();
    assert_eq!((queue.items.len(), queue.clusters_wait, queue.links_wait), (3, 2, 2));
    for at in 0..3 {
        table.decide_by(at, Choice::Take(vec![0]), Way::Identical);
    }
    let queue = table.queue();
    assert_eq!((queue.items.len(), queue.clusters_wait, queue.links_wait), (4, 0, 2));
    assert_eq!(queue.items[3].group.kind, Kind::ClusterDetails);
    table.decide(3, Choice::Take(vec![0]));
    let lines = table.lines();
    assert_eq!(lines[4], "identical link: said-by (Open, 2 of 2)", "a mention stands for its cluster");
    table.decide(4, Choice::Take(vec![0]));
    assert!(table.queue().progress(|_| true).is_complete());
    assert_eq!((table.consensus.clusters().count(), table.consensus.links().count()), (1, 1));
    assert_eq!(table.consensus.clusters().next().unwrap().members.len(), 2);
}

#[test]
fn other_members_are_a_difference_and_no_cluster_at_all_too() {
    let mut table = tied();
    Edit::RemoveLink("la".into()).apply(&mut table.reviews[0]).unwrap();
    cluster(&mut table.reviews[0], "ca", "Ilse Brandt", &["a1"]);
    for at in 0..3 {
        table.decide(at, Choice::Take(vec![0]));
    }
    assert_eq!(table.queue().items[3].group.kind, Kind::Members);
    Edit::RemoveCluster("ca".into()).apply(&mut table.reviews[0]).unwrap();
    assert_eq!(table.queue().items[3].group.kind, Kind::ClusterExistence);
    table.decide(3, Choice::Nothing);
    // Its link led to a mention of it: without a cluster it leads to the mention.
    assert_eq!(table.lines()[4], "link not made by all: said-by (Open, 1 of 2)");
}

#[test]
fn somebody_who_has_done_less_agrees_where_they_can() {
    let mut table = tied();
    let mut cleo = done("cleo", &["a"]);
    mark(&mut cleo, "c1", "a", "person", "Ilse Brandt");
    mark(&mut cleo, "c3", "a", "quote", "the barrier will cost more");
    cluster(&mut cleo, "cc", "Ilse Brandt", &["c1"]);
    table.reviews.push(cleo);
    for at in 0..3 {
        table.decide(at, Choice::Take(vec![0]));
    }
    let queue = table.queue();
    let group = &queue.items[3].group;
    assert_eq!(group.candidates.len(), 2, "{group:?}");
    let with_cleo = group.candidates.iter().find(|candidate| candidate.by.len() == 2).unwrap();
    assert_eq!(with_cleo.by, ["ana".into(), "cleo".into()]);
}

#[test]
fn everyone_sees_what_became_of_their_marks() {
    let mut table = ana_and_ben();
    let take_ana = |table: &Table, at: usize| {
        table.queue().items[at]
            .group
            .candidate_of(&"ana".into())
            .map_or(Choice::Nothing, |c| Choice::Take(vec![c]))
    };
    for at in 0..5 {
        let choice = take_ana(&table, at);
        table.decide(at, choice);
    }
    let of = |who: &str| Mine::count(&mine(&table.consensus, &table.story, &who.into()));
    assert_eq!(of("ana"), [(Fate::Kept, 5)].into());
    assert_eq!(of("ben"), [(Fate::Changed, 3), (Fate::Refused, 1), (Fate::Kept, 1)].into());
    let all = mine(&table.consensus, &table.story, &"ben".into());
    let brandt =
        all.iter().find(|mine| matches!(mine.made, Some(Matter::Mark { text, .. }) if text[0] == "Brandt"));
    let became = &brandt.unwrap().became;
    assert!(matches!(&became[..], [Matter::Mark { text, .. }] if text[0] == "Ilse Brandt"), "{became:?}");
}

#[test]
fn reasons_count_up_into_lines_to_mend() {
    let mut table = ana_and_ben();
    for at in 0..4 {
        table.decide(at, Choice::Take(vec![0]));
    }
    let decisions: Vec<Decision> = table.consensus.decisions().cloned().collect();
    for (decision, reason) in decisions.into_iter().zip(["slip", "boundary", "boundary", "slip"]) {
        let decision = Decision { reason: reason.into(), ..decision };
        Edit::PutDecision(decision).apply(&mut table.consensus).unwrap();
    }
    let lines = mending(&table.consensus, &codebook());
    assert_eq!(lines.iter().map(|line| line.decisions.len()).sum::<usize>(), 4);
    assert!(lines[0].mend && lines[0].reason == "boundary");
    assert!(lines.iter().skip_while(|line| line.mend).all(|line| !line.mend && line.reason == "slip"));
}

#[test]
fn blind_names_keep_their_order_and_tell_nothing() {
    let all: Vec<ReviewerId> = ["ana", "ben", "cleo", "dan", "eva"].into_iter().map(Into::into).collect();
    let turned: Vec<_> = all.iter().rev().cloned().collect();
    assert_eq!(shuffled(&"s".into(), &all), shuffled(&"s".into(), &turned), "whoever is named first");
    // Over many stories everyone stands first about as often as anyone.
    let mut first = std::collections::BTreeMap::new();
    for story in 0..1000 {
        let story = format!("story-{story}").into();
        *first.entry(shuffled(&story, &all)[0].clone()).or_insert(0) += 1;
    }
    assert!(first.len() == 5 && first.values().all(|times| (150..250).contains(times)), "{first:?}");
    assert_eq!(label("x").as_str(), "x");
}
