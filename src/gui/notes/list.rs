//! The list of notes and of the questions in them.

use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::action::Action;
use crate::gui::look::{self, icons, metrics, paint, widgets};
use crate::gui::read::{ReadState, first_words};
use crate::model::{LinkEnd, NoteOn, Review, Story, StoryId, questions};
use crate::session::Session;
use crate::session::work::OpenQuestion;

/// Letters of a note or of words that a row holds at most.
const WORDS: usize = 200;

/// Which notes are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// Questions that are not settled.
    #[default]
    Open,
    /// All questions.
    Questions,
    /// All notes, a row each.
    Notes,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// What the note is on.
    pub on: NoteOn,
    /// The line of the question, and whether it is settled; none where the row is a whole note.
    pub question: Option<(usize, bool)>,
    /// The question, or the beginning of the note.
    pub text: String,
    /// What the note is on, as people read it.
    pub what: String,
    /// The story, where it is another one than that which is shown.
    pub story: Option<StoryId>,
}

/// What the list remembers.
#[derive(Default)]
pub struct NotesState {
    /// Which are listed.
    pub listing: Listing,
    /// Words looked for.
    pub query: String,
    /// Open questions of the project's other stories, which are listed after those of this one.
    pub elsewhere: Vec<(StoryId, OpenQuestion)>,
    rows: Vec<NoteRow>,
    key: Option<(u64, Listing, String, usize)>,
}

/// What a note is on, as people read it.
pub fn name_of(review: &Review, story: &Story, on: &NoteOn) -> String {
    let annotation = |id| {
        let annotation = review.annotation(id)?;
        let article = story.article(&annotation.article)?;
        let words = first_words(annotation, &article.text, 48);
        let place = article.paragraph_number(annotation.start());
        Some(format!("“{words}” · {} ¶{place}", article.short_name()))
    };
    let cluster = |id| review.cluster(id).map(|cluster| format!("“{}”", first_letters(&cluster.name)));
    let name = match on {
        NoteOn::Story => Some("The story".to_owned()),
        NoteOn::Article(id) => story.article(id).map(|article| article.short_name().to_owned()),
        NoteOn::Annotation(id) => annotation(id),
        NoteOn::Cluster(id) => cluster(id).map(|name| format!("{name} · cluster")),
        NoteOn::Link(id) => review.link(id).and_then(|link| match &link.from {
            LinkEnd::Annotation(id) => annotation(id),
            LinkEnd::Cluster(id) => cluster(id),
        }),
    };
    name.unwrap_or_default()
}

/// The rows of a review's notes.
pub fn rows(review: &Review, story: &Story, listing: Listing, query: &str) -> Vec<NoteRow> {
    let query = query.trim().to_lowercase();
    let mut out = Vec::new();
    for (on, note) in review.notes() {
        let mut name = None;
        let mut push = |question: Option<(usize, bool)>, text: String| {
            let what = name.get_or_insert_with(|| name_of(review, story, &on)).clone();
            if query.is_empty() || [&text, &what].iter().any(|words| words.to_lowercase().contains(&query)) {
                out.push(NoteRow { on: on.clone(), question, text, what, story: None });
            }
        };
        if listing == Listing::Notes {
            push(None, first_letters(note));
            continue;
        }
        for question in questions(note).filter(|q| listing == Listing::Questions || !q.settled) {
            push(Some((question.line, question.settled)), first_letters(question.text));
        }
    }
    out
}

fn first_letters(text: &str) -> String {
    text.chars().take(WORDS).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

impl NotesState {
    fn update(&mut self, session: &Session) {
        let revision = session.review().revision();
        let others = self.elsewhere.len();
        let fresh = self.key.as_ref().is_some_and(|(known, listing, query, count)| {
            *known == revision && *listing == self.listing && *query == self.query && *count == others
        });
        if !fresh {
            self.rows = rows(session.review(), session.story(), self.listing, &self.query);
            if self.listing != Listing::Notes {
                let query = self.query.trim().to_lowercase();
                let elsewhere = self.elsewhere.iter().filter_map(|(story, question)| {
                    let what = session.project().story(story)?.title.clone();
                    let fits =
                        [&question.text, &what].iter().any(|words| words.to_lowercase().contains(&query));
                    fits.then(|| NoteRow {
                        on: question.on.clone(),
                        question: Some((question.line, false)),
                        text: first_letters(&question.text),
                        what,
                        story: Some(story.clone()),
                    })
                });
                self.rows.extend(elsewhere);
            }
            self.key = Some((revision, self.listing, self.query.clone(), others));
        }
    }
}

/// What stands in the drawer's bar: which notes, and the search.
pub fn bar(ui: &mut Ui, state: &mut ReadState) {
    let all = [Listing::Open, Listing::Questions, Listing::Notes];
    let names = ["Open questions", "All questions", "All notes"];
    let now = all.iter().position(|listing| *listing == state.notes.listing).unwrap_or(0);
    for (at, (listing, name)) in all.into_iter().zip(names).enumerate() {
        if ui.add(widgets::plain(name).selected(at == now)).clicked() {
            state.notes.listing = listing;
        }
    }
    let room = ui.available_width().clamp(60.0, 220.0);
    ui.add(widgets::SearchField::new(&mut state.notes.query, "Search notes").width(room));
}

/// Shows the list in all of `ui`.
pub fn show(ui: &mut Ui, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    state.notes.update(session);
    let rows = &state.notes.rows;
    if rows.is_empty() {
        ui.add_space(metrics::GAP);
        let hint = match (state.notes.listing, state.notes.query.is_empty()) {
            (_, false) => "No note fits the search.",
            (Listing::Notes, true) => "Nothing is noted yet. Notes are written in the inspector.",
            (_, true) => "Nothing is asked. A line “- [ ] Who paid?” in any note is an open question.",
        };
        widgets::weak(ui, hint);
        return;
    }
    let writable = session.read_only().is_none();
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).id_salt("notes").show_rows(
        ui,
        metrics::ROW,
        rows.len(),
        |ui, range| {
            for (at, row) in rows.iter().enumerate().skip(range.start).take(range.len()) {
                ui.push_id(at, |ui| show_row(ui, row, writable, out));
            }
        },
    );
}

fn show_row(ui: &mut Ui, row: &NoteRow, writable: bool, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), metrics::ROW), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}, {}", row.text, row.what)));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if response.hovered() {
        painter.rect_filled(rect, metrics::RADIUS_TINY, tokens.hover);
    }
    let left = rect.left() + 30.0;
    let icon = match &row.on {
        NoteOn::Story => icons::BOOK_OPEN_TEXT,
        NoteOn::Article(_) => icons::NEWSPAPER,
        NoteOn::Annotation(_) => icons::TAG,
        NoteOn::Cluster(_) => icons::STACK,
        NoteOn::Link(_) => icons::LINK,
    };
    let what = paint::line(&painter, &row.what, look::sans(metrics::SMALL), tokens.weak, rect.width() * 0.42);
    let place = paint::put(&painter, pos2(rect.right() - 8.0, rect.center().y), Align2::RIGHT_CENTER, what);
    let middle = pos2(place.left() - 14.0, rect.center().y);
    paint::icon(&painter, middle, icon, 14.0, tokens.weak);
    let settled = row.question.is_some_and(|(_, settled)| settled);
    let color = if settled { tokens.weak } else { tokens.ink };
    let words = paint::line(&painter, &row.text, look::sans(metrics::SANS), color, middle.x - 16.0 - left);
    let words = paint::put(&painter, pos2(left, rect.center().y), Align2::LEFT_CENTER, words);
    if settled {
        painter.hline(words.x_range(), words.center().y, egui::Stroke::new(1.0, tokens.weak));
    }
    if response.has_focus() {
        paint::focus_ring(&painter, rect, metrics::RADIUS_SMALL, tokens);
    }
    if response.clicked() {
        out.extend(row.story.clone().map(Action::Story));
        out.push(Action::ShowNote(row.on.clone()));
    }
    if row.story.is_some() {
        // Only the review that is open can be changed.
        paint::icon(
            &painter,
            pos2(rect.left() + 15.0, rect.center().y),
            icons::CARET_RIGHT,
            14.0,
            tokens.weak,
        );
        response.on_hover_text("In another story: click to go there");
        return;
    }
    if let Some((line, settled)) = row.question {
        let place = Rect::from_center_size(pos2(rect.left() + 15.0, rect.center().y), vec2(22.0, 22.0));
        let verb = if settled { "Ask again" } else { "Settle" };
        let icon = if settled { icons::CHECK_SQUARE } else { icons::SQUARE };
        let tick = widgets::IconButton::new(icon, format!("{verb}: {}", row.text)).size(22.0);
        if ui.put(place, tick).clicked() && writable {
            out.push(Action::Settle(row.on.clone(), line, !settled));
        }
    }
}
