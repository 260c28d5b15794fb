//! The pane as a person meets it: in a window, with pointer and keys.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Theme, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::*;
use crate::gui::look;
use crate::gui::testing::{builder, picture, shows};
use crate::model::{AnnotationId, ArticleInfo, Codebook, LabelId};
use crate::text::marked;

const TEXT: &str = "Tidewater Council was told on <date>Thursday</date> that <claim>the barrier planned for \
    <place>Eastmouth harbour</place> will cost 412 million crowns</claim>.\n\n<quote>“<inner>Nobody here</inner> can \
    say that we were not warned,”</quote> said <person>Ilse Brandt</person>, the chief engineer.\n\nHe said שלום to \
    12 people.\n";

struct Window {
    article: Article,
    marks: Vec<(AnnotationId, LabelId, Vec<Span>)>,
    chosen: Option<AnnotationId>,
    state: PaneState,
    outcomes: Vec<Outcome>,
    pressed: Vec<AnnotationId>,
}

impl Window {
    fn new(filler: usize) -> Self {
        let parsed = marked::parse(TEXT).unwrap();
        let marks = parsed
            .marks
            .iter()
            .map(|(label, span)| {
                let name = if label == "inner" { "person" } else { label };
                (AnnotationId::from(label.as_str()), LabelId::from(name), vec![*span])
            })
            .collect();
        let text = parsed.text + &"Another paragraph of the same report.\n\n".repeat(filler);
        let info = ArticleInfo { title: "Engineer: “We were warned”".into(), ..ArticleInfo::default() };
        let article = Article::new("gazette".into(), info, String::new(), "0".into(), text.as_str().into());
        Self {
            article,
            marks,
            chosen: None,
            state: PaneState::default(),
            outcomes: Vec::new(),
            pressed: Vec::new(),
        }
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        let tokens = look::tokens(ui);
        let codebook = Codebook::default();
        let rect = ui.max_rect();
        ui.painter().rect_filled(rect, 0, tokens.sheet);
        let style = crate::gui::read::pane_style(tokens, &crate::gui::settings::Settings::default(), 24.0);
        let header = Header {
            outlet: "Gazette".into(),
            date: "12 March 2026".into(),
            title: self.article.info.title.clone(),
            byline: "Mara Lindqvist · 640 words".into(),
        };
        let (marks, chosen) = (&self.marks, &self.chosen);
        let input = PaneInput {
            hits: &[],
            id: egui::Id::unique("pane"),
            article: &self.article,
            header: Some(&header),
            headline: false,
            style: &style,
            marks: &|span| {
                let overlapping = marks.iter().filter(|(_, _, spans)| spans.iter().any(|s| s.overlaps(span)));
                overlapping
                    .map(|(id, label, spans)| {
                        let label = codebook.label(label).unwrap();
                        let shades = tokens.mark(label.color);
                        Mark {
                            id,
                            spans,
                            stroked: label.kind.into(),
                            color: shades.line,
                            tint: (chosen.as_ref() == Some(id)).then_some(shades.tint),
                            differs: &[],
                            label: "Label",
                            handles: chosen.as_ref() == Some(id),
                        }
                    })
                    .collect()
            },
            shades: &|_| Vec::new(),
            anchors: &|_| Vec::new(),
            name: "Text of Gazette",
            editable: true,
        };
        let output = show(ui, rect, &input, &mut self.state);
        self.pressed.extend(output.pressed);
        for event in output.events {
            if matches!(event, PaneEvent::Pointer(PointerEvent::Press { .. })) {
                output.response.request_focus();
            }
            let outcome = self.state.take(&self.article, event);
            self.outcomes.push(outcome);
        }
    }
}

fn window(theme: Theme, filler: usize) -> Harness<'static, Window> {
    let app = |ui: &mut egui::Ui, window: &mut Window| window.show(ui);
    let mut harness =
        builder(theme, [420.0, 560.0]).allow_missing_glyphs().build_ui_state(app, Window::new(filler));
    harness.run();
    harness
}

/// The middle of the first letter of some words, found as a person would: by looking where the
/// mark on them is.
fn at_mark(harness: &Harness<'_, Window>, words: &str) -> egui::Rect {
    harness.get_by_label(&format!("Label: “{words}”")).rect()
}

fn drag(harness: &mut Harness<'_, Window>, from: Pos2, to: Pos2, modifiers: Modifiers) {
    harness.event(Event::PointerMoved(from));
    harness.step();
    let button =
        |pos, pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers };
    harness.event(button(from, true));
    harness.step();
    for step in 1..=4 {
        harness.event(Event::PointerMoved(from + (to - from) * (step as f32 / 4.0)));
        harness.step();
    }
    harness.event(button(to, false));
    harness.run();
}

fn selected<'a>(harness: &'a Harness<'_, Window>) -> Option<&'a str> {
    let window = harness.state();
    window.state.selected(&window.article).and_then(|span| span.slice(&window.article.text))
}

#[test]
fn dragging_selects_whole_words_and_reports_them_once() {
    let mut harness = window(Theme::Light, 0);
    let person = at_mark(&harness, "Ilse Brandt");
    drag(
        &mut harness,
        person.left_center() + egui::vec2(10.0, 0.0),
        person.right_center() - egui::vec2(8.0, 0.0),
        Modifiers::NONE,
    );
    assert_eq!(selected(&harness), Some("Ilse Brandt"));
    let done = harness.state().outcomes.iter().filter(|o| matches!(o, Outcome::Selected { .. })).count();
    assert_eq!(done, 1);
}

#[test]
fn a_click_on_a_mark_names_the_letter_under_it() {
    let mut harness = window(Theme::Light, 0);
    let place = at_mark(&harness, "Thursday").center();
    drag(&mut harness, place, place, Modifiers::NONE);
    let under = harness.state().outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Clicked { under, .. } => *under,
        _ => None,
    });
    let date = &harness.state().marks.iter().find(|(id, ..)| id.as_str() == "date").unwrap().2[0];
    assert!(date.contains(under.unwrap()));
}

#[test]
fn dragging_an_end_of_the_chosen_mark_reshapes_it() {
    let mut harness = window(Theme::Light, 0);
    harness.state_mut().chosen = Some("date".into());
    harness.run();
    let date = at_mark(&harness, "Thursday");
    let end = date.right_center();
    drag(&mut harness, end, end + egui::vec2(30.0, 0.0), Modifiers::NONE);
    let reshaped = harness.state().outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Reshaped { id, to, .. } => Some((id.to_string(), to.slice(&harness.state().article.text)?)),
        _ => None,
    });
    assert_eq!(reshaped, Some(("date".to_owned(), "Thursday that")));
}

#[test]
fn the_keyboard_walks_and_selects() {
    let mut harness = window(Theme::Light, 0);
    let start = at_mark(&harness, "Thursday").left_center() + egui::vec2(1.0, 0.0);
    drag(&mut harness, start, start, Modifiers::NONE);
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
        harness.run();
    }
    assert_eq!(selected(&harness), Some("Thursday that the"));
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert_eq!(selected(&harness), None);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    assert!(selected(&harness).unwrap().starts_with("Thursday that"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    assert_eq!(selected(&harness), Some(harness.state().article.text.trim()));
}

#[test]
fn screen_readers_find_the_visible_marks_and_can_press_them() {
    let mut harness = window(Theme::Light, 400);
    harness.get_by_label("Label: “Ilse Brandt”").click_accesskit();
    harness.run();
    assert_eq!(harness.state().pressed, [AnnotationId::from("person")]);
    harness.state_mut().state.reveal(TextSize::new(10_000), Aim::Eye);
    harness.run();
    assert!(harness.query_by_label("Label: “Ilse Brandt”").is_none(), "what is out of sight is not there");
}

#[test]
fn a_long_text_scrolls_to_its_end_and_back_and_stops_there() {
    let mut harness = window(Theme::Light, 300);
    harness.hover_at(pos2(200.0, 300.0));
    harness.run();
    for (delta, expected) in [(-1.0e6_f32, None), (1.0e6, Some(Top::default()))] {
        let wheel = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, delta),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Trackpad,
            modifiers: Modifiers::NONE,
        };
        harness.event(wheel);
        harness.run_steps(60);
        let window = harness.state();
        match expected {
            Some(top) => assert_eq!(window.state.top(), top),
            None => assert!(window.state.top().item > 280, "{:?}", window.state.top()),
        }
    }
}

#[test]
fn it_looks_as_it_should_in_both_themes() {
    for (theme, name) in [(Theme::Light, "pane-light"), (Theme::Dark, "pane-dark")] {
        let mut harness = window(theme, 1);
        harness.state_mut().chosen = Some("quote".into());
        harness.run();
        let Some(picture) = picture(&mut harness, name) else { return };
        let tokens = look::tokens_of(&harness.ctx);
        let color = |label: &str| tokens.mark(Codebook::default().label(&label.into()).unwrap().color);
        assert!(shows(&picture, color("quote").tint), "the chosen mark is tinted");
        assert!(shows(&picture, color("person").line), "an entity is underlined");
        assert!(shows(&picture, color("claim").line), "a claim is underlined");
        assert!(shows(&picture, tokens.sheet));
    }
}

/// The words at the top of the pane.
fn first_words(harness: &Harness<'_, Window>) -> String {
    let window = harness.state();
    let at = window.state.layout.top_byte.unwrap();
    window.article.text[at.to_usize()..].split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_column_dragged_wider_and_narrower_keeps_the_line_at_its_top() {
    let mut harness = window(Theme::Light, 0);
    let text: String = (0..40)
        .map(|number| {
            format!("Paragraph {number} has so many words that it takes several lines. ").repeat(6) + "\n\n"
        })
        .collect();
    harness.state_mut().article =
        Article::new("long".into(), ArticleInfo::default(), String::new(), "1".into(), text.as_str().into());
    harness.state_mut().marks.clear();
    harness.run();
    harness.state_mut().state.scroll = 1500.0;
    harness.run();
    let place = |harness: &Harness<'_, Window>| harness.state().state.layout.top_byte.unwrap();
    let (before, words) = (place(&harness), first_words(&harness));
    for width in [400.0, 371.0, 333.0, 512.0, 470.0, 299.0, 640.0, 420.0] {
        harness.set_size(egui::vec2(width, 560.0));
        harness.run();
        // The place is in the first line: it is no lower than the pane's top, nor more than a line above.
        let top = harness.state().state.top();
        assert_eq!(place(&harness), before, "at {width}, {top:?}");
    }
    assert_eq!(first_words(&harness), words);
}

#[test]
fn the_end_of_ten_megabytes_is_reached_selected_in_and_scrolled_line_by_line() {
    let mut harness = window(Theme::Light, 0);
    let line = "The barrier has been planned for years, and now it will be built. ";
    let mut text = (line.repeat(8) + "\n\n").repeat(20_000);
    text.push_str("The very last words stand here.\n");
    assert!(text.len() > 10_000_000);
    let length = TextSize::of(&text);
    harness.state_mut().article =
        Article::new("long".into(), ArticleInfo::default(), String::new(), "2".into(), text.as_str().into());
    harness.state_mut().marks.clear();
    harness.run();
    harness.state_mut().state.reveal(length, Aim::Top);
    harness.run();
    let end = harness.state().state.top();
    assert!(end.item > 19_900, "{end:?}");
    let rows = |harness: &Harness<'_, Window>| {
        let window = harness.state();
        let on_screen = &window.state.on_screen;
        on_screen.iter().map(|(block, at)| (block.span, *at)).collect::<Vec<_>>()
    };
    // A point at a time: every row moves by just that, however far down it is.
    let mut before = rows(&harness);
    for _ in 0..5 {
        harness.state_mut().state.scroll = -1.0;
        harness.run();
        let after = rows(&harness);
        for (span, at) in &after {
            if let Some((_, was)) = before.iter().find(|(other, _)| other == span) {
                assert_eq!(at.y, was.y + 1.0, "{span:?}");
            }
        }
        before = after;
    }
    harness.state_mut().state.reveal(length, Aim::Eye);
    harness.run();
    let last = harness.state().article.text.rfind("very last").unwrap();
    let last = Span::of(last, last + "very last".len()).unwrap();
    harness.state_mut().marks = vec![(AnnotationId::from("end"), LabelId::from("person"), vec![last])];
    harness.run();
    let place = at_mark(&harness, "very last");
    assert!(place.height() > 10.0 && harness.ctx.content_rect().contains_rect(place));
    drag(
        &mut harness,
        place.left_center() + egui::vec2(2.0, 0.0),
        place.right_center() - egui::vec2(2.0, 0.0),
        Modifiers::NONE,
    );
    let selected = harness.state().outcomes.iter().rev().find_map(|outcome| match outcome {
        Outcome::Selected { span, .. } => Some(*span),
        _ => None,
    });
    assert_eq!(selected, Some(last), "the pointer finds the very place");
}
