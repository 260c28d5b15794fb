//! What must hold for any number of reviewers and whatever they mark.

use proptest::prelude::*;

use super::*;

/// Words that overlap, nest and touch.
const WORDS: [&str; 7] =
    ["Tidewater Council", "Council", "was told on", "told on Thursday", "Thursday", "Ilse Brandt", "Brandt"];

/// Marks of up to five reviewers: who, what words, which label.
fn marks() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    prop::collection::vec((0usize..5, 0..WORDS.len(), 0usize..2), 0..24)
}

fn table(count: usize, marks: &[(usize, usize, usize)]) -> Table {
    let names = ["ana", "ben", "cleo", "dan", "eva"];
    let mut reviews: Vec<Review> = names.iter().take(count).map(|who| done(who, &["a", "b"])).collect();
    for (who, words, label) in marks {
        let who = who % count;
        let id = format!("{}-{words}-{label}", names[who]);
        mark(&mut reviews[who], &id, "a", ["person", "date"][*label], WORDS[*words]);
    }
    Table::new(reviews)
}

fn some_choice(number: usize, candidates: usize) -> Choice {
    match number % 5 {
        0 => Choice::Nothing,
        1 if candidates > 1 => Choice::Split,
        2 => Choice::Postponed,
        3 => Choice::Take((0..candidates).collect()),
        _ => Choice::Take(vec![number % candidates]),
    }
}

proptest! {
    /// Every mark stands in exactly one group, with at most one mark of each reviewer in each way.
    #[test]
    fn every_mark_is_in_the_queue_once(count in 2usize..=5, marks in marks()) {
        let table = table(count, &marks);
        let queue = table.queue();
        let mut seen: Vec<AnnotationId> = Vec::new();
        for item in &queue.items {
            let mut voters: Vec<_> = item.group.candidates.iter().flat_map(|c| &c.by).collect();
            let all = voters.len();
            voters.sort();
            voters.dedup();
            prop_assert_eq!(voters.len(), all, "nobody votes twice");
            prop_assert!(voters.iter().all(|who| item.group.of.contains(*who)));
            for from in item.group.from.iter().flatten() {
                if let From::Annotation(_, id) = from {
                    seen.push(id.clone());
                }
            }
        }
        seen.sort();
        let mut all: Vec<AnnotationId> =
            table.reviews.iter().flat_map(|r| r.annotations().map(|a| a.id.clone())).collect();
        all.sort();
        prop_assert_eq!(seen, all);
    }

    /// Going to the next open group decides all of them, each once, whatever is decided.
    #[test]
    fn nothing_is_skipped(count in 2usize..=4, marks in marks(), choices in prop::collection::vec(0usize..40, 60)) {
        let mut table = table(count, &marks);
        let mut choices = choices.into_iter();
        let mut at = None;
        let mut steps = 0;
        loop {
            let queue = table.queue();
            let Some(next) = queue.next(at, true, |item| item.state.is_open()) else { break };
            let item = &queue.items[next];
            let key = item.key();
            let choice = some_choice(choices.next().unwrap_or(0), item.group.candidates.len());
            let split = choice == Choice::Split;
            table.decide(next, choice);
            let after = table.queue();
            prop_assert_eq!(after.position(key).is_some(), !split, "it stays in the list");
            // A group that is taken apart takes its place in the order of the queue along.
            at = after.position(key).or(next.checked_sub(1));
            steps += 1;
            prop_assert!(steps <= 4 * marks.len() + 4, "it comes to an end");
        }
        let progress = table.queue().progress(|_| true);
        prop_assert_eq!(progress.open, 0);
        let results: usize = table.consensus.decisions().map(|decision| decision.results.len()).sum();
        prop_assert_eq!(table.consensus.len(), results, "nothing stands there that was not decided");
    }

    /// After any change of any reviewer, a decision stays exactly where its candidates stay, and
    /// every other one that led to something is in a group that came back.
    #[test]
    fn decisions_stay_or_come_back(
        count in 2usize..=4,
        marks in marks(),
        changes in prop::collection::vec((0usize..4, 0..WORDS.len(), 0usize..2, any::<bool>()), 0..4),
        choices in prop::collection::vec(prop_oneof![Just(0usize), Just(3), Just(4)], 40),
    ) {
        let mut table = table(count, &marks);
        for (at, choice) in (0..table.queue().items.len()).zip(choices) {
            let candidates = table.queue().items[at].group.candidates.len();
            table.decide(at, some_choice(choice, candidates));
        }
        let before = table.queue();
        for (who, words, label, remove) in changes {
            let review = &mut table.reviews[who % count];
            let id = AnnotationId::from(format!("{}-{words}-{label}", review.reviewer()));
            if !remove {
                mark(review, id.as_str(), "a", ["person", "date"][label], WORDS[words]);
            } else if review.annotation(&id).is_some() {
                review.removal_of(&id).apply(review).unwrap();
            }
        }
        let after = table.queue();
        for item in &before.items {
            if let Some(same) = after.items.iter().find(|other| other.group.candidates == item.group.candidates) {
                prop_assert_eq!(same.state, item.state, "unchanged candidates, unchanged decision");
            }
        }
        for decision in table.consensus.decisions() {
            let at = after.items.iter().find(|item| item.decisions.contains(&decision.id));
            match at {
                None => prop_assert!(decision.results.is_empty(), "what stands is never forgotten"),
                Some(item) if item.state == State::Decided => {
                    prop_assert_eq!(&item.group.candidates, &decision.candidates);
                }
                Some(item) => {
                    prop_assert_eq!(item.state, State::Reopened);
                    prop_assert!(!moved(item, &table.consensus).is_empty(), "what moved is listed");
                }
            }
        }
    }

    /// Who is named first changes nothing.
    #[test]
    fn the_order_of_reviewers_changes_nothing(count in 2usize..=5, marks in marks()) {
        let mut table = table(count, &marks);
        let before: Vec<_> = table.queue().items.iter().map(|item| (*item.group).clone()).collect();
        table.reviews.reverse();
        let after: Vec<_> = table.queue().items.iter().map(|item| (*item.group).clone()).collect();
        prop_assert_eq!(before, after);
    }

    /// A majority is what more than half say; with two reviewers there is none.
    #[test]
    fn a_majority_is_more_than_half(count in 2usize..=5, marks in marks()) {
        let table = table(count, &marks);
        let queue = table.queue();
        let found = majority(&queue);
        for (at, choice) in &found.proposed {
            let group = &queue.items[*at].group;
            let votes = match choice {
                Choice::Take(taken) => group.candidates[taken[0]].by.len(),
                _ => group.of.len() - group.votes(),
            };
            prop_assert!(votes * 2 > group.of.len());
        }
        if count == 2 {
            prop_assert!(found.proposed.is_empty());
        }
        let open = queue.items.iter().filter(|item| !item.group.kind.is_identical()).count();
        prop_assert_eq!(found.proposed.len() + found.ties.len(), open, "all are listed");
    }
}
