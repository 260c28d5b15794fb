//! Notes, on anything that a review holds, and the questions in them.

use super::{AnnotationId, ArticleId, ClusterId, LinkId, Review};

/// What a note is on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteOn {
    /// The story as a whole.
    Story,
    /// An article.
    Article(ArticleId),
    /// An annotation.
    Annotation(AnnotationId),
    /// A cluster.
    Cluster(ClusterId),
    /// A link.
    Link(LinkId),
}

/// A task line of a note: `- [ ] Who paid?` asks, `- [x] Who paid?` is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question<'a> {
    /// The line of the note, from 0.
    pub line: usize,
    /// The words after the box.
    pub text: &'a str,
    /// Whether the box is ticked.
    pub settled: bool,
}

/// The questions of a note, in order: its Markdown task lines. A bullet (`-`, `*`, `+`) or a number
/// with `.` or `)`, then `[ ]` or `[x]`, then words; at any depth and inside quotations, but not in
/// fenced code.
///
/// ```
/// # use parallax::model::questions;
/// let note = "Ask Brandt:\n- [ ] Who paid?\n- [x] When?";
/// let asked: Vec<_> = questions(note).map(|question| (question.text, question.settled)).collect();
/// assert_eq!(asked, [("Who paid?", false), ("When?", true)]);
/// ```
pub fn questions(note: &str) -> impl Iterator<Item = Question<'_>> {
    let mut fence: Option<&str> = None;
    note.lines().enumerate().filter_map(move |(line, words)| {
        let bare = words.trim_start_matches([' ', '\t', '>']);
        let opens = ["```", "~~~"].into_iter().find(|fence| bare.starts_with(fence));
        match (fence, opens) {
            (None, Some(_)) => fence = opens,
            (Some(open), Some(close)) if open == close => fence = None,
            (Some(_), _) => {}
            (None, None) => {
                let (settled, at) = task_box(words)?;
                let text = words.get(at + 3..)?.trim();
                return (!text.is_empty()).then_some(Question { line, text, settled });
            }
        }
        None
    })
}

/// Whether the box of a task line is ticked, and the byte at which the box begins.
fn task_box(line: &str) -> Option<(bool, usize)> {
    let start = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    let rest = line.get(start..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let bullet = match rest.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if digits > 0 => digits + 1,
        _ => return None,
    };
    let after = rest.get(bullet..)?;
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    let inside = after.get(blanks..)?;
    let settled = match inside.get(..3)? {
        "[ ]" => false,
        "[x]" | "[X]" => true,
        _ => return None,
    };
    let set_off = inside.get(3..)?.starts_with([' ', '\t']);
    (blanks > 0 && set_off).then_some((settled, start + bullet + blanks))
}

/// The note with the box of a task line ticked or emptied; `None` where that line, from 0, is no
/// task.
pub fn with_settled(note: &str, line: usize, settled: bool) -> Option<String> {
    questions(note).find(|question| question.line == line)?;
    let mut out = String::with_capacity(note.len());
    for (number, words) in note.split_inclusive('\n').enumerate() {
        match task_box(words).filter(|_| number == line) {
            Some((_, at)) => {
                out.push_str(words.get(..at)?);
                out.push_str(if settled { "[x]" } else { "[ ]" });
                out.push_str(words.get(at + 3..)?);
            }
            None => out.push_str(words),
        }
    }
    Some(out)
}

impl Review {
    /// The note on something; `None` where that is not there.
    pub fn note_on(&self, on: &NoteOn) -> Option<&str> {
        match on {
            NoteOn::Story => Some(self.note()),
            NoteOn::Article(id) => Some(self.article_note(id)),
            NoteOn::Annotation(id) => Some(&self.annotation(id)?.note),
            NoteOn::Cluster(id) => Some(&self.cluster(id)?.note),
            NoteOn::Link(id) => Some(&self.link(id)?.note),
        }
    }

    /// All notes that are not empty: on the story, on articles, annotations in order, clusters, links.
    pub fn notes(&self) -> impl Iterator<Item = (NoteOn, &str)> {
        let story = std::iter::once((NoteOn::Story, self.note()));
        let articles =
            self.articles().iter().map(|(id, state)| (NoteOn::Article(id.clone()), state.note.as_str()));
        // Thousands of annotations have no note: no id is copied for them.
        let annotations = self
            .annotations()
            .filter(|annotation| !annotation.note.is_empty())
            .map(|annotation| (NoteOn::Annotation(annotation.id.clone()), annotation.note.as_str()));
        let clusters =
            self.clusters().map(|cluster| (NoteOn::Cluster(cluster.id.clone()), cluster.note.as_str()));
        let links = self.links().map(|link| (NoteOn::Link(link.id.clone()), link.note.as_str()));
        let all = story.chain(articles).chain(annotations).chain(clusters).chain(links);
        all.filter(|(_, note)| !note.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_task_lines_ask() {
        let note = "- [ ] one\n * [x] two\n1. [X] three\n> 2) [ ] four\n-[ ] no\n- [] no\n[ ] no\n\
                    - [ ]\n- [ ]no\n```\n- [ ] code\n~~~\n```\n+\t[ ]\tfive\nplain";
        let asked: Vec<_> = questions(note).map(|q| (q.line, q.text, q.settled)).collect();
        assert_eq!(
            asked,
            [
                (0, "one", false),
                (1, "two", true),
                (2, "three", true),
                (3, "four", false),
                (13, "five", false)
            ]
        );
    }

    proptest! {
        #[test]
        fn ticking_changes_one_box_and_nothing_else(note in "([-*>1. \\[\\]xX`a-zé\r\n]{0,6}|- \\[ \\] [a-z]{1,5}\n){0,12}", pick in 0usize..12) {
            let before: Vec<_> = questions(&note).map(|q| (q.line, q.text.to_owned(), q.settled)).collect();
            prop_assert_eq!(with_settled(&note, usize::MAX, true), None);
            if let Some((line, _, settled)) = before.get(pick) {
                let ticked = with_settled(&note, *line, !settled).unwrap();
                let after: Vec<_> = questions(&ticked).map(|q| (q.line, q.text.to_owned(), q.settled)).collect();
                let mut expected = before.clone();
                expected[pick].2 = !settled;
                prop_assert_eq!(after, expected);
                prop_assert_eq!(ticked.len(), note.len());
                prop_assert_eq!(with_settled(&ticked, *line, *settled).map(|n| n.replace("[X]", "[x]")), Some(note.replace("[X]", "[x]")));
            }
        }
    }
}
