//! Actions on several annotations, and on the drawer that lists them.

use super::App;
use crate::exchange;
use crate::gui::command::{Command, View};
use crate::gui::notes;
use crate::gui::overview::OverviewAction;
use crate::gui::read::{self, BulkAction, Choose, Listed, VisibleAction};
use crate::gui::table::{self, Drawer, TableAction};
use crate::model::{AnnotationId, LinkEnd, NoteOn};

impl App {
    /// The annotations that a command on the selected ones means, in order.
    pub(super) fn targets(&self) -> Vec<AnnotationId> {
        match &self.session {
            Some(session) if !self.read.chosen.is_empty() => self.read.chosen.in_order(session.review()),
            _ => self.read.selected.iter().cloned().collect(),
        }
    }

    /// The rows that “all” means: the table's while it is shown.
    pub(super) fn listed(&self) -> Listed {
        if self.settings.drawer == Some(Drawer::Table) { Listed::Table } else { Listed::List }
    }

    pub(super) fn choose(&mut self, choose: Choose) {
        let Some(session) = &self.session else { return };
        let rows = match &choose {
            Choose::Range(_, Listed::List) | Choose::All(Listed::List) => self.read.list.rows(),
            _ => self.read.table.rows(),
        };
        let scroll = !matches!(choose, Choose::All(_));
        let lead = self.read.chosen.take(choose, rows, self.read.selected.as_ref());
        match lead {
            Some(id) if scroll => self.read.show_annotation(session.review(), &id),
            lead => self.read.selected = lead,
        }
    }

    pub(super) fn bulk(&mut self, action: BulkAction) {
        let ids = self.targets();
        let Some(session) = self.session.as_ref().filter(|_| !ids.is_empty()) else { return };
        let verbs = session.verbs();
        let deed = match action {
            BulkAction::Attribute(name, value) => verbs.set_attribute(&ids, &name, value.as_ref()),
            BulkAction::Note(note) => verbs.set_notes(&ids, &note),
            BulkAction::Tie => verbs.tie(&ids).map(|(_, deed)| deed),
            BulkAction::Untie => verbs.untie(&ids),
            BulkAction::Join(cluster) => verbs.join(&ids, &cluster),
        };
        self.try_deed(Some(deed));
    }

    pub(super) fn table_action(&mut self, action: TableAction) {
        match action {
            TableAction::Sort(column) => {
                let sort = &mut self.settings.table_sort;
                sort.down = sort.by == column && !sort.down;
                sort.by = column;
            }
            TableAction::Widths(widths) => self.settings.table_widths = widths,
            TableAction::Filter(filters) => self.read.table.filters = filters,
            TableAction::Height(height) => self.settings.drawer_height = height,
            TableAction::Drawer(drawer) => self.settings.drawer = drawer,
        }
    }

    /// The keyboard follows where the drawer was opened or closed by a command.
    pub(super) fn drawer_changed(&mut self, command: Command) {
        if !matches!(command, Command::ToggleTable | Command::ToggleNotes) || self.session.is_none() {
            return;
        }
        self.set_view(View::Read);
        match self.settings.drawer {
            Some(Drawer::Table) => self.keyboard = Some(table::table_id()),
            Some(Drawer::Notes) => {}
            None => self.focus_column(self.read.focus),
        }
    }

    /// Copies what is chosen; where nothing is, what is listed.
    pub(super) fn copy_annotations(&mut self, csv: bool) {
        let Some(session) = &self.session else { return };
        let mut ids = self.targets();
        if ids.is_empty() {
            let rows = match self.listed() {
                Listed::Table => self.read.table.rows(),
                Listed::List => self.read.list.rows(),
            };
            ids = rows.to_vec();
        }
        let text = if csv {
            exchange::csv_of(session.project(), session.story(), session.review(), &ids)
                .map_err(|error| error.to_string())
        } else {
            Ok(read::lines(session, &ids))
        };
        match text {
            Ok(text) => {
                self.ctx.copy_text(text);
                let what = if ids.len() == 1 { "annotation" } else { "annotations" };
                let how = if csv { "as CSV" } else { "as text" };
                self.toasts.good(format!("{} {what} copied {how}", read::with_thousands(ids.len())));
            }
            Err(error) => self.toasts.error("Nothing was copied", error),
        }
    }

    pub(super) fn visible_action(&mut self, action: VisibleAction) {
        let Some(session) = &self.session else { return };
        let seen = &mut self.read.visibility;
        match action {
            VisibleAction::Veil(aside, veil) => seen.set(aside, veil),
            VisibleAction::Only(aside) => seen.only(session.codebook(), &aside),
            VisibleAction::Reviewer(reviewer, true) => drop(seen.reviewers.insert(reviewer)),
            VisibleAction::Reviewer(reviewer, false) => drop(seen.reviewers.remove(&reviewer)),
            VisibleAction::ColorsBy(by) => self.settings.colors_by = by,
        }
    }

    /// Reads other reviewers' marks where they are to be shown, on a worker.
    pub(super) fn tend_overlays(&mut self) {
        let Some(session) = &self.session else { return };
        let wake = self.ctx.clone();
        let wanted = &self.read.visibility.reviewers;
        for wrong in self.read.overlays.tend(session, wanted, move || wake.request_repaint()) {
            self.toasts.warn(format!("Another reviewer’s marks cannot be shown: {wrong}"));
        }
    }

    pub(super) fn refresh_overview(&mut self) {
        let Some(session) = &self.session else { return };
        let wake = self.ctx.clone();
        self.overview.refresh(session, move || wake.request_repaint());
    }

    /// Keeps the overview and the progress of the sidebar's stories true.
    pub(super) fn tend_overview(&mut self) {
        let Some(session) = &self.session else { return };
        let asked = self.view == View::Overview || session.project().stories.len() > 1;
        if asked && self.overview.is_unread() {
            let wake = self.ctx.clone();
            self.overview.refresh(session, move || wake.request_repaint());
        }
        self.overview.tend(session);
        let stories = &session.project().stories;
        let known = stories.iter().filter_map(|story| {
            let progress = self.overview.progress(&story.id, session.reviewer());
            Some((story.id.clone(), progress?))
        });
        self.read.progress = known.collect();
        self.read.notes.elsewhere =
            self.overview.questions_elsewhere(&session.story().id, session.reviewer());
    }

    pub(super) fn overview_action(&mut self, action: OverviewAction) {
        match action {
            OverviewAction::Refresh => self.refresh_overview(),
            OverviewAction::Count(story, counted) => self.overview.set_counted(story, counted),
            OverviewAction::Unfold(story) => self.overview.unfold(story),
            OverviewAction::Go(story, article, reviewer) => {
                let Some(session) = &self.session else { return };
                let other = reviewer != *session.reviewer();
                if session.story().id != story {
                    self.switch_story(&story);
                }
                if self.session.as_ref().is_none_or(|session| session.story().id != story) {
                    return;
                }
                self.set_view(View::Read);
                self.read.selected = None;
                if other {
                    self.read.visibility.reviewers.insert(reviewer);
                }
                if let Some(article) = article {
                    self.read.open_column(&article);
                }
                self.focus_column(self.read.focus);
            }
        }
    }

    /// Sets a note. What it was on may be gone by now, or the note be the same: then nothing is done.
    pub(super) fn write_note(&mut self, on: &NoteOn, note: &str) {
        let deed = self.session.as_ref().and_then(|session| {
            let now = session.review().note_on(on)?;
            (now != note).then(|| session.verbs().write_note(on, note))
        });
        self.try_deed(deed);
    }

    /// Goes to what a note is on, with the note in view.
    pub(super) fn show_note(&mut self, on: &NoteOn) {
        let Some(session) = &self.session else { return };
        let review = session.review();
        let end = |end: &LinkEnd| match end {
            LinkEnd::Annotation(id) => Some(id.clone()),
            LinkEnd::Cluster(id) => review.cluster(id).and_then(|cluster| cluster.members.first().cloned()),
        };
        let annotation = match on {
            NoteOn::Annotation(id) => Some(id.clone()),
            NoteOn::Cluster(id) => end(&LinkEnd::Cluster(id.clone())),
            NoteOn::Link(id) => review.link(id).and_then(|link| end(&link.from).or_else(|| end(&link.to))),
            NoteOn::Story | NoteOn::Article(_) => None,
        };
        self.settings.inspector = true;
        self.read.chosen.clear();
        match annotation {
            Some(id) => self.read.show_annotation(review, &id),
            None => {
                self.read.selected = None;
                if let NoteOn::Article(article) = on {
                    self.read.open_column(article);
                    self.keyboard = Some(notes::article_id());
                } else {
                    self.keyboard = Some(notes::story_id());
                }
            }
        }
    }
}
