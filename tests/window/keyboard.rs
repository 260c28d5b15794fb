//! A whole review of the sample project with the keyboard alone: every annotation, note, attribute,
//! cluster and link that Ana has made there is made again by keys and typed letters, as a person
//! makes them who looks at the window, and is then compared with what was meant.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::model::{
    Annotation, AnnotationId, AttributeKind, Cluster, Codebook, Kind, LinkEnd, Review, Status, Value,
};
use parallax::session::verbs::allows;
use parallax::store;
use parallax::text::{self, Span, TextSize};

use crate::desk::{Desk, Window};

/// What the keyboard sends for Ctrl on Linux and Windows.
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

/// What names an annotation in two reviews.
type Mark = (String, String, Vec<Span>);

fn mark(annotation: &Annotation) -> Mark {
    (annotation.article.to_string(), annotation.label.to_string(), annotation.spans.clone())
}

/// Somebody at a keyboard, who sees where the caret is and what is selected.
struct Typist {
    window: Window,
    codebook: Codebook,
    /// How many keys were pressed.
    presses: usize,
}

impl Typist {
    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.press_all(&[(modifiers, key)]);
        // The keyboard may go elsewhere with it.
        self.window.run_steps(2);
    }

    /// Presses keys faster than the window is drawn, as a key that is held down does.
    fn press_all(&mut self, keys: &[(Modifiers, Key)]) {
        let Some((last, _)) = keys.last() else { return };
        self.presses += keys.len();
        assert!(self.presses < 20_000, "the keys lead nowhere");
        let input = self.window.input_mut();
        input.events.push(Event::ModifiersChanged(*last));
        for (modifiers, key) in keys {
            for pressed in [true, false] {
                let (key, modifiers) = (*key, *modifiers);
                input.events.push(Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
            }
        }
        input.events.push(Event::ModifiersChanged(NONE));
        self.window.run_steps(2);
    }

    fn write(&mut self, words: &str) {
        self.presses += words.chars().count();
        self.window.input_mut().events.push(Event::Text(words.to_owned()));
        self.window.run_steps(2);
    }

    fn text(&self, article: &str) -> std::sync::Arc<str> {
        self.window.session().story().article(&article.into()).unwrap().text.clone()
    }

    /// Puts the keyboard into the column of an article.
    fn column(&mut self, article: &str) {
        let articles = &self.window.session().story().articles;
        let at = articles.iter().position(|other| other.id.as_str() == article).unwrap();
        self.press(CTRL, [Key::Num1, Key::Num2, Key::Num3][at]);
    }

    /// Brings the caret to a place of the focused column: paragraph by paragraph, then sentences, words
    /// and characters.
    fn go(&mut self, article: &str, to: TextSize) {
        let text = self.text(article);
        let starts: Vec<TextSize> = text::paragraphs(&text).into_iter().map(|p| p.span.start()).collect();
        let mut keys = Vec::new();
        if self.window.state().selected_words().is_some() {
            // The selection goes first.
            self.press(NONE, Key::ArrowLeft);
        }
        let mut at = self.caret();
        while at > to {
            let start = starts.iter().rev().copied().find(|start| *start < at).unwrap_or_default();
            keys.push((CTRL, Key::ArrowUp));
            at = start;
        }
        while let Some(next) = starts.iter().copied().find(|start| *start > at && *start <= to) {
            keys.push((CTRL, Key::ArrowDown));
            at = next;
        }
        onward(&text, at, to, false, &mut keys);
        self.press_all(&keys);
        assert_eq!(self.caret(), to, "in {article}");
    }

    fn caret(&self) -> TextSize {
        self.window.state().caret().unwrap()
    }

    /// Selects from the caret on to a place: by sentences, words, characters.
    fn extend(&mut self, article: &str, to: TextSize) {
        let mut keys = Vec::new();
        onward(&self.text(article), self.caret(), to, true, &mut keys);
        self.press_all(&keys);
        assert_eq!(self.caret(), to, "in {article}");
    }

    fn select_words(&mut self, article: &str, span: Span) {
        self.go(article, span.start());
        self.extend(article, span.end());
    }

    fn selected_words(&self) -> Option<String> {
        self.window.state().selected_words()
    }

    /// Finds words with the find bar, and leaves them selected.
    fn find(&mut self, words: &str) {
        self.press(CTRL, Key::F);
        self.press(CTRL, Key::A);
        self.write(words);
        self.press(NONE, Key::Escape);
    }

    fn label_key(&self, label: &str) -> String {
        self.codebook.label(&label.into()).unwrap().key.clone()
    }

    /// Tags what is meant; how the words are selected differs as it does with people.
    fn tag(&mut self, number: usize, meant: &Annotation) {
        let article = meant.article.to_string();
        let text = self.text(&article);
        let first = meant.spans[0];
        let words = first.slice(&text).unwrap();
        let once = text.matches(words).count() == 1;
        let elsewhere =
            self.window.session().story().articles.iter().filter(|a| a.text.contains(words)).count() > 1;
        match self.codebook.kind(&meant.label) {
            Kind::Quote if meant.attributes.get("form") == Some(&Value::Choice("direct".into())) => {
                // From the start of its paragraph, past what is not meant.
                self.go(&article, first.start());
                self.press(ALT, Key::Q);
                if self.selected_words().as_deref() != Some(words) {
                    self.select_words(&article, first);
                }
            }
            Kind::Entity if number.is_multiple_of(2) && once && !elsewhere => self.find(words),
            _ => self.select_words(&article, first),
        }
        assert_eq!(self.selected_words().as_deref(), Some(words));
        let key = self.label_key(meant.label.as_str());
        self.write(&key);
        for piece in &meant.spans[1..] {
            self.select_words(&article, *piece);
            self.press(ALT, Key::A);
        }
        assert_eq!(self.window.selected().map(mark), Some(mark(meant)));
    }

    /// Writes the note and sets the attributes that are not as they come.
    fn describe(&mut self, meant: &Annotation) {
        let article = meant.article.to_string();
        if !meant.note.is_empty() {
            self.press(NONE, Key::F2);
            self.write(&meant.note);
            self.column(&article);
        }
        let label = self.codebook.label(&meant.label).unwrap().clone();
        for attribute in &label.attributes {
            let (now, wanted) = (
                self.window.selected().unwrap().attributes.get(&attribute.id),
                meant.attributes.get(&attribute.id),
            );
            let Some(value) = wanted.filter(|wanted| Some(*wanted) != now) else { continue };
            let value = value.to_string();
            match attribute.kind {
                AttributeKind::Text => {
                    self.focus(&attribute.name);
                    self.press(CTRL, Key::A);
                    self.write(&value);
                }
                _ => {
                    self.focus(&value);
                    self.press(NONE, Key::Space);
                }
            }
            self.column(&article);
        }
    }

    /// Goes with Shift+Tab from the note of the selected annotation to what has this name.
    fn focus(&mut self, name: &str) {
        self.press(NONE, Key::F2);
        for _ in 0..40 {
            let root = self.window.root();
            let here = root.children_recursive().any(|node| {
                let node = node.accesskit_node();
                node.is_focused() && node.label().as_deref() == Some(name)
            });
            if here {
                return;
            }
            self.press(SHIFT, Key::Tab);
        }
        panic!("“{name}” is not to be reached");
    }

    /// Selects an annotation that was made.
    fn select(&mut self, meant: &Annotation) {
        let article = meant.article.to_string();
        self.column(&article);
        self.go(&article, meant.start());
        self.press(ALT, Key::Enter);
        let mut turns = 0;
        while self.window.selected().map(mark) != Some(mark(meant)) {
            self.press(ALT, Key::ArrowDown);
            turns += 1;
            assert!(turns < 6, "{:?} is not to be selected", mark(meant));
        }
    }

    /// With a question open: goes to an annotation in the text and takes it.
    fn point_at(&mut self, meant: &Annotation) {
        let article = meant.article.to_string();
        self.column(&article);
        self.go(&article, meant.start());
        self.press(NONE, Key::Enter);
    }

    /// The first words and the place, as they are typed into a search.
    fn search_for(&self, annotation: &Annotation) -> String {
        let article = self.window.session().story().article(&annotation.article).unwrap();
        let words = annotation.words(&article.text);
        let words: Vec<&str> = words.split_whitespace().filter(|word| *word != "…").take(4).collect();
        let place = format!("{} ¶{}", article.short_name(), article.paragraph_number(annotation.start()));
        format!("{} {place}", words.join(" "))
    }

    /// The annotation of this reviewer that is what was meant.
    fn made(&self, meant: &Annotation) -> AnnotationId {
        let mut all = self.window.session().review().annotations();
        all.find(|a| mark(a) == mark(meant)).map(|a| a.id.clone()).unwrap()
    }

    fn cluster(&mut self, number: usize, meant: &Cluster, members: &[Annotation]) {
        let (first, others) = members.split_first().unwrap();
        self.select(first);
        for other in others {
            let tied =
                self.window.session().review().cluster_of(&self.made(first)).map(|c| c.members.clone());
            if tied.is_some_and(|tied| tied.contains(&self.made(other))) {
                // Taken when it was offered.
                continue;
            }
            self.press(ALT, Key::T);
            if number.is_multiple_of(2) {
                let words = self.search_for(other);
                self.write(&words);
                self.press(NONE, Key::Enter);
            } else {
                self.point_at(other);
            }
            assert_eq!(self.window.selected().map(mark), Some(mark(first)));
        }
        let now = self.window.session().review().cluster_of(&self.made(first)).map(|c| c.name.clone());
        if now.as_deref() != Some(&meant.name) {
            self.press(SHIFT, Key::F2);
            self.press(CTRL, Key::A);
            self.write(&meant.name);
            self.press(NONE, Key::Enter);
        }
        if !meant.note.is_empty() {
            self.press(CTRL, Key::F2);
            self.write(&meant.note);
            self.column(first.article.as_str());
        }
    }

    /// Links two things: `from` and `to` stand for them, alone or with all that is the same.
    fn link(&mut self, kind: &str, from: (&Annotation, bool), to: (&Annotation, bool), note: &str) {
        self.select(from.0);
        let codebook = self.codebook.clone();
        let kinds = (codebook.kind(&from.0.label), codebook.kind(&to.0.label));
        let clustered = |typist: &Self, a: &Annotation| {
            typist.window.session().review().cluster_of(&typist.made(a)).is_some()
        };
        if kind == "said-by" && kinds.0 == Kind::Claim && to.1 && !from.1 {
            // A speaker has a command of its own.
            self.press(ALT, Key::S);
            self.write("norr");
            self.press(NONE, Key::Enter);
        } else {
            self.press(ALT, Key::R);
            self.point_at(to.0);
            self.window.get_by_value("How are they linked?");
            if clustered(self, from.0) && from.1 {
                self.write("f");
            }
            // An entity that has a name is meant as such.
            let wide = kinds.1 == Kind::Entity && clustered(self, to.0);
            if wide != to.1 {
                self.write("t");
            }
            let same = usize::from(kinds.0 == kinds.1);
            let mut allowed = codebook.links.iter().filter(|link| allows(link, kinds.0, kinds.1));
            let row = same + allowed.position(|link| link.id.as_str() == kind).unwrap() + 1;
            self.write(&row.to_string());
        }
        if !note.is_empty() {
            if self.window.query_by_label("Note on the link").is_none() {
                self.press(ALT, Key::N);
            }
            self.press(CTRL | SHIFT, Key::F2);
            self.write(note);
            self.column(from.0.article.as_str());
        }
    }
}

/// The keys that lead on from one place to another: by sentences, by words, by characters.
fn onward(text: &str, mut at: TextSize, to: TextSize, select: bool, keys: &mut Vec<(Modifiers, Key)>) {
    let (by_sentence, shift) = if select { (ALT, SHIFT) } else { (NONE, NONE) };
    let sentences: Vec<TextSize> = text::sentences(text).into_iter().map(Span::start).collect();
    while let Some(next) = sentences.iter().copied().find(|start| *start > at && *start <= to) {
        keys.push((by_sentence, Key::Period));
        at = next;
    }
    while at < to && text::word_after(text, at) <= to {
        keys.push((CTRL | shift, Key::ArrowRight));
        at = text::word_after(text, at);
    }
    while at < to {
        keys.push((shift, Key::ArrowRight));
        at = text::grapheme_after(text, at);
    }
}

/// A folder with all its files.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What of a review is compared: by marks, not by ids.
#[derive(Debug, PartialEq)]
struct Content {
    marks: BTreeMap<Mark, (BTreeMap<String, String>, String)>,
    clusters: BTreeMap<String, (String, BTreeSet<Mark>, String)>,
    links: BTreeSet<(String, String, String, String)>,
    done: usize,
}

fn content(review: &Review) -> Content {
    let of = |id: &AnnotationId| mark(review.annotation(id).unwrap());
    let end = |end: &LinkEnd| match end {
        LinkEnd::Annotation(id) => format!("{:?}", of(id)),
        LinkEnd::Cluster(id) => format!("all {}", review.cluster(id).unwrap().name),
    };
    Content {
        marks: review
            .annotations()
            .map(|a| {
                let said = a.attributes.iter().map(|(id, value)| (id.clone(), value.to_string())).collect();
                (mark(a), (said, a.note.clone()))
            })
            .collect(),
        clusters: review
            .clusters()
            .map(|c| {
                (c.name.clone(), (c.label.to_string(), c.members.iter().map(of).collect(), c.note.clone()))
            })
            .collect(),
        links: review
            .links()
            .map(|l| (l.kind.to_string(), end(&l.from), end(&l.to), l.note.clone()))
            .collect(),
        done: review.articles().values().filter(|state| state.status == Status::Done).count(),
    }
}

#[test]
fn a_whole_review_is_made_with_the_keyboard_alone() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/harbour-barrier");
    let project = store::open_project(&sample).unwrap().project;
    let meant = store::load_review(&sample, &project.stories[0], &"ana".into()).unwrap().review;
    let desk = Desk::new().with_reviewer("dora");
    let root = desk.path("project");
    copy(&sample, &root);
    let mut typist = Typist { window: desk.open_at(&[root]), codebook: project.codebook.clone(), presses: 0 };
    assert!(typist.window.session().review().is_empty());

    for article in &project.stories[0].articles {
        typist.column(article.id.as_str());
        for (number, annotation) in meant.annotations_of(&article.id).enumerate() {
            typist.tag(number, annotation);
            // The same name has been there: taken where it is right.
            let known = meant.cluster_of(&annotation.id).is_some_and(|cluster| {
                let made = typist.window.session().review();
                let of = |id: &&AnnotationId| {
                    meant.annotation(id).is_some_and(|m| made.annotations().any(|a| mark(a) == mark(m)))
                };
                cluster.members.iter().filter(|id| **id != annotation.id).any(|id| of(&id))
            });
            if known && typist.window.query_by_label_contains("?  Press =").is_some() {
                typist.press(NONE, Key::Equals);
            }
            typist.describe(annotation);
        }
    }
    let of = |id: &AnnotationId| meant.annotation(id).unwrap().clone();
    for (number, cluster) in meant.clusters().enumerate() {
        let members: Vec<Annotation> = cluster.members.iter().map(of).collect();
        typist.cluster(number, cluster, &members);
    }
    for link in meant.links() {
        let end = |end: &LinkEnd| match end {
            LinkEnd::Annotation(id) => (of(id), false),
            LinkEnd::Cluster(id) => (of(&meant.cluster(id).unwrap().members[0]), true),
        };
        let (from, to) = (end(&link.from), end(&link.to));
        typist.link(link.kind.as_str(), (&from.0, from.1), (&to.0, to.1), &link.note);
    }
    for article in &project.stories[0].articles {
        typist.column(article.id.as_str());
        typist.press(CTRL, Key::D);
    }

    let made = content(typist.window.session().review());
    let meant = content(&meant);
    assert_eq!(made.marks, meant.marks);
    assert_eq!(made.clusters, meant.clusters);
    assert_eq!(made.links, meant.links);
    assert_eq!(made, meant);
    assert!(
        made.marks.len() >= 60 && made.clusters.len() >= 20 && made.links.len() >= 15,
        "{} presses",
        typist.presses
    );
}
