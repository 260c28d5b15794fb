//! Two reviewers: sentence, tiles, texts, list, labels and articles.

use super::*;

#[test]
fn the_six_tiles_hold_every_mark_of_both_once() {
    let place = Place::new(&["ana", "ben"]);
    let (harness, _) = place.window(Theme::Light, WIDE);
    let marks_of = |reviewer: &str| place.session(reviewer).review().len();
    let names = ["identical: ", "boundary differs: ", "same text: ", "overlap: ", "only Ana: ", "only Ben: "];
    let on_tiles: usize = names
        .iter()
        .map(|name| {
            let tiles = harness.query_all_by_label_contains(name);
            let label =
                tiles.filter_map(|node| node.accesskit_node().label()).find(|label| label.contains(" mark"));
            let label = label.unwrap();
            label.split(": ").nth(1).unwrap().split(' ').next().unwrap().parse::<usize>().unwrap()
        })
        .sum();
    drop(harness);
    // Both are done with all three articles, and nothing is marked twice.
    assert_eq!(on_tiles, marks_of("ana") + marks_of("ben"));
}

#[test]
fn a_tile_lists_exactly_the_rows_that_it_counted_and_a_second_click_all_again() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    let all = harness.state().comparison().listed.len() as u64;
    let tally = compared(&harness).tally();
    assert_eq!(all, Class::ALL[1..].iter().map(|class| tally.of(*class)).sum::<u64>());
    click(&mut harness, "boundary differs: ");
    let listed = &harness.state().comparison().listed;
    assert_eq!(listed.len() as u64, tally.boundary_differs);
    assert!(listed.iter().all(|at| compared(&harness).row(*at).unwrap().class == Class::BoundaryDiffers));
    click(&mut harness, "boundary differs: ");
    assert_eq!(harness.state().comparison().listed.len() as u64, all);
    click(&mut harness, "only Ben: 1");
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert_eq!(harness.state().comparison().filter, Filter::default(), "Escape lists all again");
}

#[test]
fn f8_goes_through_every_difference_of_every_article_and_back() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    let listed = harness.state().comparison().listed.clone();
    let mut articles = BTreeSet::new();
    for at in &listed {
        harness.key_press(Key::F8);
        harness.run_steps(2);
        let state = harness.state().comparison();
        assert_eq!(state.current, Some(*at));
        let row = compared(&harness).row(*at).unwrap();
        assert_eq!(compared(&harness).article_of(row), Some(state.article));
        articles.insert(state.article);
    }
    assert_eq!(articles.len(), 3);
    harness.key_press(Key::F8);
    harness.run_steps(2);
    assert_eq!(harness.state().comparison().current, listed.first().copied(), "round at the end");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F8);
    harness.run_steps(2);
    assert_eq!(harness.state().comparison().current, listed.last().copied());
}

#[test]
fn both_texts_stand_at_the_same_line_whichever_is_scrolled() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, [1280.0, 800.0]);
    for name in ["Gazette as Ana marked it", "Gazette as Ben marked it"] {
        let before = harness.state().comparison().panes[0].top();
        let middle = harness.get_by_label(name).rect().center();
        harness.event(Event::PointerMoved(middle));
        harness.step();
        harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            source: egui::MouseWheelSource::Unknown,
            delta: egui::vec2(0.0, -120.0),
            modifiers: Modifiers::NONE,
            phase: egui::TouchPhase::Move,
        });
        harness.run_steps(30);
        let state = harness.state().comparison();
        assert_ne!(state.panes[0].top(), before);
        assert_eq!(state.panes[0].top(), state.panes[1].top());
    }
}

#[test]
fn the_list_is_walked_by_keys_and_leads_to_the_place() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    let listed = harness.state().comparison().listed.clone();
    // Tiles, first text, second text, list.
    for _ in 0..4 {
        harness.key_press(Key::F6);
        harness.run_steps(2);
    }
    for at in &listed[1..] {
        harness.key_press(Key::ArrowDown);
        harness.run_steps(3);
        assert_eq!(harness.state().comparison().current, Some(*at));
    }
    harness.key_press(Key::Home);
    harness.run_steps(3);
    assert_eq!(harness.state().comparison().current, listed.first().copied());
}

#[test]
fn tab_is_never_caught_in_the_text() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    harness.get_by_label("Gazette as Ana marked it").focus();
    harness.run_steps(2);
    let focused = |harness: &Harness<'_, App>| harness.ctx.memory(|memory| memory.focused());
    harness.key_press(Key::Tab);
    harness.run_steps(3);
    assert_eq!(focused(&harness), Some(texts::text_id(Side::B)));
    harness.key_press(Key::Tab);
    harness.run_steps(3);
    assert_eq!(focused(&harness), harness.state().comparison().listed.first().copied().map(row_id));
}

#[test]
fn another_reviewer_is_chosen_by_keys_and_what_is_left_out_is_said() {
    let place = Place::new(&["ana", "ben", "chloe"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    harness.get_by_label("Second reviewer: Ben").focus();
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    harness.get_by_label("Compare Chloe").focus();
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    waited(&mut harness);
    assert!(harness.query_by_label("Compare Chloe").is_none(), "the menu is closed");
    harness.get_by_label_contains("Ana and Chloe: ");
    harness.get_by_label_contains(
        "left out: Gazette (Chloe has not started), Morning Herald (Chloe is not done)",
    );
    click(&mut harness, "What is compared");
    click(&mut harness, "Compare unfinished articles too");
    let articles =
        compared(&harness).articles.iter().map(|article| article.unfinished.len()).collect::<Vec<_>>();
    assert_eq!(articles, [1, 0], "the Herald is compared too; the Gazette was never begun");
    harness.get_by_label_contains("2 articles, 1 not done by both");
}

#[test]
fn choosing_who_is_on_the_other_side_swaps_them_and_no_number_changes() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    let before = compared(&harness).tally();
    click(&mut harness, "First reviewer: Ana");
    click(&mut harness, "Compare Ben");
    harness.get_by_label_contains("Ben and Ana: ");
    let after = compared(&harness).tally();
    for class in Class::ALL {
        assert_eq!(after.of(class.turned()), before.of(class));
    }
}

#[test]
fn alone_one_is_told_what_to_do_and_a_file_from_anywhere_is_compared() {
    let place = Place::new(&["ana"]);
    let (mut harness, dialogs) = place.window(Theme::Light, WIDE);
    harness.get_by_label("It takes two to compare");
    dialogs.answer([place.folder.path().join("ben.ron")]);
    click(&mut harness, "Compare with a file…");
    appears(&mut harness, "Ana and Ben (ben.ron): ");
    harness.get_by_label_contains("Ana and Ben (ben.ron): ");
    let brought = compared(&harness).tally();
    let place = Place::new(&["ana", "ben"]);
    let (harness, _) = place.window(Theme::Light, WIDE);
    assert_eq!(compared(&harness).tally(), brought, "as if it were a review of the project");
}

#[test]
fn where_nobody_is_done_one_can_compare_what_there_is() {
    let place = Place::new(&["ana", "ben"]);
    for reviewer in ["ana", "ben"] {
        let path = place.review(reviewer);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace("status: Done", "status: InProgress")).unwrap();
    }
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    harness.get_by_label("No article is done by both");
    assert_eq!(harness.query_all_by_label("Ana is not done; Ben is not done").count(), 3);
    click(&mut harness, "Compare unfinished articles too");
    harness.get_by_label_contains("Ana and Ben: ");
}

#[test]
fn what_nobody_has_begun_is_not_offered_for_comparison() {
    let place = Place::new(&["ana"]);
    let path = place.review("ana");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("status: Done", "status: InProgress")).unwrap();
    let begin = text.split("annotations:").next().unwrap().replace("\"ana\"", "\"dora\"");
    let dora = begin.replace("status: Done", "status: NotStarted")
        + "annotations: [],\n    clusters: [],\n    links: [],\n)\n";
    std::fs::write(place.review("dora"), dora).unwrap();
    let (harness, _) = place.window(Theme::Light, WIDE);
    assert_eq!(harness.query_all_by_label("Ana is not done; Dora has not started").count(), 3);
    assert!(harness.query_by_label("Compare unfinished articles too").is_none());
}

#[test]
fn how_it_is_computed_has_the_counts_put_in() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    click(&mut harness, "How is this computed?");
    let exact = compared(&harness).tally().exact();
    let sum = format!("2 × {} ÷ ({} + {})", exact.both, exact.a, exact.b);
    harness.get_by_label_contains(&sum);
}

#[test]
fn a_count_of_a_label_lists_the_rows_behind_it() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    click(&mut harness, "Labels");
    let claim = compared(&harness).labels.iter().find(|line| {
        compared(&harness).label(Some(line.label)).is_some_and(|label| label.as_str() == "claim")
    });
    let (label, pairs) = claim.map(|line| (line.label, line.by_class[1] / 2)).unwrap();
    click(&mut harness, "Claim, boundary differs: ");
    let state = harness.state().comparison();
    assert_eq!(state.listed.len() as u64, pairs);
    assert!(state.listed.iter().all(|at| compared(&harness).row(*at).unwrap().has_label(label)));
    let cells = compared(&harness).cells.clone();
    click(&mut harness, "Claim / not marked: ");
    assert_eq!(harness.state().comparison().listed.len(), cells[&(Some(label), None)]);
}

#[test]
fn the_tables_add_up_to_the_tiles() {
    let place = Place::new(&["ana", "ben"]);
    let (harness, _) = place.window(Theme::Light, WIDE);
    let compared = compared(&harness);
    for (at, class) in Class::ALL.into_iter().enumerate() {
        let marks = words::marks_in(class, compared.tally().of(class));
        assert_eq!(compared.labels.iter().map(|line| line.by_class[at]).sum::<u64>(), marks);
        let rows: u64 = compared.articles.iter().map(|article| article.tally.of(class)).sum();
        assert_eq!(words::marks_in(class, rows), marks);
    }
    assert_eq!(compared.cells.values().sum::<usize>(), compared.rows().len());
}

#[test]
fn what_differs_is_exact_to_the_character() {
    let place = Place::new(&["ana", "ben"]);
    let (harness, _) = place.window(Theme::Light, WIDE);
    let compared = compared(&harness);
    let mut seen = 0;
    for (at, row) in compared.rows().iter().enumerate() {
        let bytes = |spans: &[Span]| spans.iter().flat_map(|span| span.range()).collect::<BTreeSet<_>>();
        let [a, b] = Side::BOTH.map(|side| bytes(&compared.spans(row, side)));
        let differs = bytes(compared.differs(at));
        if row.class == Class::BoundaryDiffers {
            assert_eq!(differs, a.symmetric_difference(&b).copied().collect());
            seen += 1;
        } else {
            assert!(differs.is_empty());
        }
    }
    assert!(seen > 3);
}

#[test]
fn an_edit_of_the_one_at_work_is_compared_at_once() {
    let place = Place::new(&["ana", "ben"]);
    let mut session = place.session("ana");
    let ctx = Context::default();
    let mut state = CompareState::default();
    state.refresh(&mut session, &ctx);
    tended(&mut state, &mut session, &ctx);
    let before = state.compared().unwrap().tally();
    let identical =
        state.compared().unwrap().rows().iter().find(|row| row.class == Class::Identical).unwrap();
    let id = state.compared().unwrap().mark(identical, Side::A).unwrap().id.clone();
    let removal = session.review().removal_of(&id);
    session.apply("remove", removal).unwrap();
    state.tend(&mut session, &ctx);
    let after = state.compared().unwrap().tally();
    assert_eq!((after.identical, after.marks_a()), (before.identical - 1, before.marks_a() - 1));
    session.undo().unwrap();
    state.tend(&mut session, &ctx);
    assert_eq!(state.compared().unwrap().tally(), before);
}

#[test]
fn nothing_is_computed_while_nothing_changes() {
    let place = Place::new(&["ana", "ben"]);
    let mut session = place.session("ana");
    let ctx = Context::default();
    let mut state = CompareState::default();
    state.refresh(&mut session, &ctx);
    tended(&mut state, &mut session, &ctx);
    let place_of = |state: &CompareState| match &state.work {
        Work::Done(compared) => std::ptr::from_ref::<Compared>(compared) as usize,
        _ => 0,
    };
    let before = (place_of(&state), state.revision);
    for _ in 0..3 {
        state.tend(&mut session, &ctx);
    }
    assert_eq!((place_of(&state), state.revision), before);
}

#[test]
fn a_review_that_cannot_be_read_is_said_and_not_tried_at_every_turn() {
    let place = Place::new(&["ana", "ben"]);
    std::fs::write(place.review("ben"), "(format: 1, reviewer: ").unwrap();
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    harness.get_by_label("This could not be compared");
    harness.get_by_label_contains("ben.ron");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data").join(STORY);
    std::fs::copy(sample.join("reviews").join(STORY).join("ben.ron"), place.review("ben")).unwrap();
    click(&mut harness, "Compare again");
    harness.get_by_label_contains("Ana and Ben: ");
}

#[test]
fn both_themes_show_what_differs_in_their_tint() {
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for size in [WIDE, [1280.0, 800.0]] {
            let place = Place::new(&["ana", "ben"]);
            let (mut harness, _) = place.window(theme, size);
            let tokens = look::tokens_of(&harness.ctx);
            assert_eq!(tokens.dark, theme == Theme::Dark);
            let name = format!("compare-{name}-{}", size[0]);
            if let Some(picture) = picture(&mut harness, &name) {
                assert!(shows(&picture, tokens.difference_ground()), "{name}");
            }
        }
    }
}

#[test]
fn statuses_are_those_of_the_sample() {
    let place = Place::new(&["ana", "ben", "chloe"]);
    let session = place.session("chloe");
    let statuses: Vec<Status> =
        session.story().articles.iter().map(|article| session.review().status(&article.id)).collect();
    assert_eq!(
        statuses,
        [Status::NotStarted, Status::InProgress, Status::Done],
        "what the tests above rely on"
    );
}
