//! All reviewers, measures, clusters and links, charts, and what is saved.

use super::*;

#[test]
fn the_matrix_of_reviewers_leads_to_its_pairs() {
    let place = Place::new(&["ana", "ben", "chloe"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    click(&mut harness, "All reviewers");
    harness.get_by_label("3 reviewers, 3 of 3 articles done by two or more");
    let everyone = harness.state().comparison().everyone.everyone().unwrap();
    let pair = everyone.story.comparison.pair(1, 2).unwrap();
    let share = words::percent(&pair.exact_f1());
    let said =
        format!("Ben and Chloe: {share} of {} marks identical", pair.tally.marks_a() + pair.tally.marks_b());
    // The same either way round.
    assert_eq!(harness.query_all_by_label(&said.replace("Ben and Chloe", "Chloe and Ben")).count(), 1);
    click(&mut harness, &said);
    harness.get_by_label_contains("Ben and Chloe: ");
    assert_eq!(harness.state().comparison().page, Page::Text);
    let tally = compared(&harness).tally();
    assert_eq!(share, words::percent(&tally.exact().value()));
}

#[test]
fn votes_list_what_they_counted_and_lead_to_it() {
    let place = Place::new(&["ana", "ben", "chloe"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    click(&mut harness, "All reviewers");
    let everyone = harness.state().comparison().everyone.everyone().unwrap();
    let alone: Vec<_> = everyone.story.groups.iter().filter(|g| (g.marks.len(), g.of) == (1, 3)).collect();
    let count = alone.len();
    let (owner, id) = {
        let at = alone[0].marks[0];
        let comparison = &everyone.story.comparison;
        (comparison.reviewers[at.reviewer as usize].clone(), comparison.annotation(at).unwrap().clone())
    };
    click(&mut harness, &format!("Found by 1 of 3: {count} "));
    harness.get_by_label(&format!("1 of 3  {count}"));
    let first = harness.query_all_by_label_contains("1 of 3 · only one").next().unwrap();
    first.click_accesskit();
    harness.run_steps(3);
    waited(&mut harness);
    let state = harness.state().comparison();
    let row = state.current.and_then(|at| compared(&harness).row(at)).unwrap();
    let shown = Side::BOTH.into_iter().find_map(|side| {
        let compared = compared(&harness);
        let contender = &compared.inputs.contenders[side.index()];
        (contender.id == owner).then(|| compared.mark(row, side).map(|mark| mark.id.clone()))
    });
    assert_eq!(shown, Some(Some(id)));
}

#[test]
fn everyone_is_compared_as_the_command_line_does() {
    let place = Place::new(&["ana", "ben", "chloe"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    click(&mut harness, "All reviewers");
    let open = crate::store::open_project(&place.root()).unwrap();
    let story = &open.project.stories[0];
    let reviews = ["ana", "ben", "chloe"].map(|name| {
        let review = crate::store::load_review(&place.root(), story, &name.into()).unwrap().review;
        std::sync::Arc::new(crate::agreement::Reviewed::of_review(&review, story))
    });
    let labels = open.project.codebook.labels.iter().map(|label| label.id.clone()).collect();
    let options = crate::agreement::Options { labels, ..Default::default() };
    let expected = crate::agreement::Comparison::new(reviews.to_vec(), &options);
    let everyone = harness.state().comparison().everyone.everyone().unwrap();
    for part in [&everyone.story, &everyone.project] {
        let json = |of| crate::agreement::to_json(of, None).to_string();
        assert_eq!(json(&part.comparison), json(&expected));
    }
}

#[test]
fn a_number_tells_how_it_is_computed_and_an_undefined_one_why() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    click(&mut harness, "Labels");
    let line = compared(&harness).labels.iter().find(|line| line.exact.a > 0).unwrap();
    let name = compared(&harness).names.labels[line.label].clone();
    let with = crate::agreement::explain::f1(line.exact);
    click(&mut harness, &format!("{name}, exact F1: "));
    harness.get_by_label(&with);
    click(&mut harness, &format!("{name}, exact F1: "));
    assert!(harness.query_by_label(&with).is_none(), "the same button closes it");
    click(&mut harness, "All reviewers");
    let range = harness.query_all_by_label_contains(", 95 % range: –").next().unwrap();
    range.click_accesskit();
    harness.run_steps(3);
    harness.get_by_label("Not defined here: a range needs at least five articles, not 3.");
}

#[test]
fn gamma_is_computed_on_request_and_can_be_given_up() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    click(&mut harness, "Measures");
    assert!(harness.state().comparison().drawer.units.is_some());
    assert!(harness.state().comparison().drawer.gamma.is_empty());
    click(&mut harness, "Compute gamma");
    let drawer = &harness.state().comparison().drawer;
    assert_eq!(drawer.gamma.len(), 3);
    let expected = compared(&harness)
        .comparison
        .gamma(0, &crate::agreement::gamma::GammaOptions::default(), &mut |_, _| true)
        .unwrap();
    assert_eq!(drawer.gamma[&0], Ok(expected.clone()));
    let shown = words::two_digits(expected.gamma);
    harness.get_by_label(&format!("Coastal Wire, gamma: {shown}"));

    let mut drawer = drawer::Drawer::default();
    let ctx = Context::default();
    let comparison = std::sync::Arc::clone(&compared(&harness).comparison);
    drawer.tend(Some(std::sync::Arc::clone(&comparison)), true, &ctx);
    drawer.samples = "10000".to_owned();
    drawer.act(drawer::DrawerAction::Start, &ctx);
    drawer.act(drawer::DrawerAction::Cancel, &ctx);
    while drawer.is_busy() {
        drawer.tend(Some(std::sync::Arc::clone(&comparison)), true, &ctx);
    }
    assert!(drawer.gamma.len() < 3, "it ended before all was done");
    drawer.samples = "many".to_owned();
    assert!(drawer.options().is_err());
}

#[test]
fn clusters_are_told_in_sentences_and_attributes_list_their_pairs() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    click(&mut harness, "Clusters & links");
    let ties = &compared(&harness).aligned_ties;
    let lea = ties.lea_f1().unwrap();
    let shown = words::two_digits(lea);
    assert!(harness.query_all_by_label(&format!("Clusters, LEA: {shown}")).next().is_some());
    assert!(compared(&harness).tangles.iter().any(|t| t.kind == crate::agreement::TangleKind::SplitByB));
    let split = harness
        .query_all_by_label_contains("Ana: one, “")
        .next()
        .expect("one thing for Ana, several for Ben");
    split.click_accesskit();
    harness.run_steps(3);
    assert_eq!(harness.state().comparison().page, Page::Text);
    assert!(harness.state().comparison().current.is_some());
    click(&mut harness, "Clusters & links");
    let attributes = &compared(&harness).attributes;
    let differ = attributes.iter().find(|line| !line.differing.is_empty()).expect("some attribute differs");
    let count = differ.differing.len();
    let said = format!(", differ: {count}");
    harness.query_all_by_label_contains(&said).next().expect("its count can be pressed").click_accesskit();
    harness.run_steps(3);
    let state = harness.state().comparison();
    assert_eq!(
        state.filter.attribute.map(|listed| compared(&harness).attributes[listed].differing.len()),
        Some(count)
    );
    assert_eq!(state.listed.len(), count);
}

#[test]
fn charts_and_tables_are_saved_where_one_says() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, dialogs) = place.window(Theme::Light, WIDE);
    click(&mut harness, "Charts");
    let file = |name: &str| place.folder.path().join(name);
    for (button, name) in
        [("Save “Agreement by label” as SVG", "labels.svg"), ("Save “Which labels meet” as PNG", "meet.png")]
    {
        dialogs.answer([file(name)]);
        click(&mut harness, button);
        harness.run_steps(3);
    }
    let svg = std::fs::read_to_string(file("labels.svg")).unwrap();
    assert!(svg.contains("Agreement by label") && svg.contains("Ana and Ben"));
    assert!(std::fs::read(file("meet.png")).unwrap().starts_with(b"\x89PNG"));
    for (button, name) in [("Groups as CSV", "groups.csv"), ("Counts as JSON", "counts.json")] {
        dialogs.answer([file(name)]);
        click(&mut harness, button);
        harness.run_steps(3);
    }
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(file("counts.json")).unwrap()).unwrap();
    assert_eq!(json["pairs"][0]["identical"], compared(&harness).tally().identical);
    let groups = std::fs::read_to_string(file("groups.csv")).unwrap();
    assert_eq!(
        groups.lines().count(),
        1 + json["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|group| group["marks"].as_object().unwrap().len())
            .sum::<usize>()
    );
    assert!(groups.lines().nth(1).unwrap().contains("gazette") || groups.contains("gazette"));
}

#[test]
fn a_place_in_a_chart_leads_to_what_it_counted() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    click(&mut harness, "Charts");
    let cells = compared(&harness).cells.clone();
    let names = compared(&harness).names.labels.clone();
    let ((a, b), count) = cells.iter().find(|((a, b), _)| a.is_some() && b.is_some() && a != b).unwrap();
    let rows = if *count == 1 { "row" } else { "rows" };
    let said = format!("{} / {}: {count} {rows}.", names[a.unwrap()], names[b.unwrap()]);
    click(&mut harness, &said);
    let state = harness.state().comparison();
    assert_eq!((state.page, state.listed.len()), (Page::Text, *count));
}

#[test]
fn a_tick_of_a_strip_leads_to_its_row() {
    let place = Place::new(&["ana", "ben"]);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    click(&mut harness, "Articles");
    let first =
        compared(&harness).rows().iter().position(|row| row.article == compared(&harness).articles[0].place);
    let row = *compared(&harness).row(first.unwrap()).unwrap();
    let chars = compared(&harness).comparison.articles[row.article].chars.0 as f32;
    let mark =
        Side::BOTH.into_iter().find_map(|side| compared(&harness).mark(&row, side)).unwrap().start().0 as f32;
    let strip = harness.query_all_by_label_contains(" from beginning to end").next().unwrap().rect();
    let at = pos2(strip.left() + strip.width() * mark / chars, strip.center().y);
    harness.hover_at(at);
    harness.run_steps(2);
    harness.event(Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    });
    harness.step();
    harness.event(Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(3);
    let state = harness.state().comparison();
    assert_eq!(state.page, Page::Text);
    let shown = *compared(&harness).row(state.current.unwrap()).unwrap();
    assert_eq!((shown.article, state.article), (row.article, 0));
}

/// A second story on the same texts, with the same reviews but Chloe's.
fn second_story(place: &Place) {
    let path = place.root().join("project.ron");
    let text = std::fs::read_to_string(&path).unwrap();
    let start = text.find("        (id: \"harbour-barrier\"").unwrap();
    let end = text[start..].find("        ]),\n").unwrap() + start + "        ]),\n".len();
    let second = text[start..end].replace(
        "(id: \"harbour-barrier\", title: \"Harbour barrier\"",
        "(id: \"second\", title: \"Second\"",
    );
    std::fs::write(&path, format!("{}{second}{}", &text[..end], &text[end..])).unwrap();
    let reviews = place.root().join("reviews");
    std::fs::create_dir(reviews.join("second")).unwrap();
    for name in ["ana", "ben"] {
        let review = std::fs::read_to_string(place.review(name)).unwrap();
        let review = review.replace("story: \"harbour-barrier\"", "story: \"second\"");
        std::fs::write(reviews.join("second").join(format!("{name}.ron")), review).unwrap();
    }
}

#[test]
fn all_stories_are_compared_together_and_one_by_one() {
    let place = Place::new(&["ana", "ben", "chloe"]);
    second_story(&place);
    let (mut harness, _) = place.window(Theme::Light, WIDE);
    click(&mut harness, "All reviewers");
    let everyone = |harness: &Harness<'_, App>| {
        let everyone = harness.state().comparison().everyone.everyone().unwrap();
        let pair = |part: &everyone::Part| part.comparison.pair(0, 1).unwrap().tally;
        (pair(&everyone.story), pair(&everyone.project), everyone.stories.len())
    };
    let (story, project, stories) = everyone(&harness);
    assert_eq!(
        (project.identical, project.marks_a(), stories),
        (2 * story.identical, 2 * story.marks_a(), 2)
    );
    click(&mut harness, "All 2 stories");
    harness.get_by_label("3 reviewers, 6 of 6 articles done by two or more");
    assert!(harness.query_all_by_label_contains("Second, reviewers: 2").next().is_some());
    click(&mut harness, "Open Second");
    assert_eq!(harness.state().comparison().page, Page::Everyone, "the page stays");
    let (story, project, _) = everyone(&harness);
    assert_eq!(project.identical, 2 * story.identical);
    let names = &harness.state().comparison().everyone.everyone().unwrap().story.names.reviewers;
    assert_eq!(names, &["Ana", "Ben"], "Chloe has nothing on the second story");
}
