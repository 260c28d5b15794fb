//! Performing actions and commands: the only place that does.

use egui::{Context, ViewportCommand};

use super::App;
use super::cues::CueKind;
use crate::gui::action::Action;
use crate::gui::command::{Command, View};
use crate::gui::dialogs::{About, Pick, Purpose, Request};
use crate::gui::help::Help;
use crate::gui::look::widgets::Lead;
use crate::gui::look::{self, icons};
use crate::gui::palette::{Palette, PaletteEntry};
use crate::gui::pane::{Aim, PaneEvent};
use crate::gui::read::ties::TieAction;
use crate::gui::read::{self, Choose, PaletteFor, first_words};

impl App {
    /// Performs one action.
    pub(super) fn perform(&mut self, ctx: &Context, action: Action) {
        let selected = self.read.selected.clone();
        // What a jump said holds until the next thing is done; the pointer’s way is no such thing.
        if !matches!(action, Action::Tie(TieAction::Hover(_)) | Action::Pane(_, PaneEvent::Scroll(_))) {
            self.read.said = None;
        }
        match action {
            Action::Do(command) => self.command(ctx, command),
            Action::Open(paths) => self.open_paths(&paths),
            Action::ForgetRecent(root) => self.forget_recent(&root),
            Action::View(view) => self.set_view(view),
            Action::AskConflict => self.ask_about_conflict(),
            Action::Escape => self.escape(),
            Action::Compare(action) => self.compare_action(action),
            Action::Consensus(action) => self.settle_action(action),
            Action::Codebook(action) => self.codebook_action(ctx, action),
            Action::MakeLabel(name) => self.make_label_for_palette(&name),
            Action::Overview(action) => self.overview_action(action),
            Action::Story(story) => self.switch_story(&story),
            Action::Reviewer(reviewer) => self.switch_reviewer(reviewer),

            Action::Pane(column, event) => self.pane_event(column, event),
            Action::FocusColumn(at) => self.focus_column(at),
            Action::ToggleColumn(article) => match self.read.column_of(&article) {
                Some(at) => self.read.close_column(at),
                None => self.read.open_column(&article),
            },
            Action::ShowArticle(article) => {
                self.read.open_column(&article);
                self.focus_column(self.read.focus);
            }
            Action::CloseColumn(at) => self.read.close_column(at),
            Action::MoveColumn { from, to } => {
                if from < self.read.columns.len() && to < self.read.columns.len() {
                    let column = self.read.columns.remove(from);
                    self.read.columns.insert(to, column);
                    self.focus_column(to);
                }
            }
            Action::SidebarWidth(width) => self.settings.sidebar_width = width,
            Action::InspectorWidth(width) => self.settings.inspector_width = width,
            Action::Widths(weights) => {
                for (column, weight) in self.read.columns.iter_mut().zip(weights) {
                    column.weight = weight;
                }
            }

            Action::Printings(tie) => self.show_printings(tie, None),
            Action::Printing(number) => self.go_to_printing(number),
            Action::ClosePrintings => self.read.shared.open = None,
            Action::Furniture(of, counts) => self.count_furniture(&of, counts),
            Action::LookFor(sought) => {
                if let Some(session) = &mut self.session {
                    session.look_for(sought);
                }
            }
            Action::StopLooking(sought) => {
                if let Some(session) = &mut self.session {
                    session.stop_looking(sought);
                }
            }

            Action::Tag(label) => self.tag(&label),
            Action::TagResults(label) => self.tag_results(&label),
            Action::Find(action) => self.find_action(action),
            Action::Relabel(label) => self.relabel(&label),
            Action::Found(action) => self.found_action(action),
            Action::Matrix(action) => self.matrix_action(action),
            Action::LabelKey(label) => self.label_key(&label),
            Action::OpenPalette(purpose) => self.open_palette(purpose, false),
            Action::SearchPalette(purpose) => self.open_palette(purpose, true),
            Action::ClosePalette => self.read.palette = None,
            Action::Select(id) => {
                self.read.chosen.clear();
                self.read.selected = id;
            }
            Action::Choose(choose) => self.choose(choose),
            Action::Bulk(action) => self.bulk(action),
            Action::Table(action) => self.table_action(action),
            Action::Show(id) => {
                if self.view != View::Read {
                    self.set_view(View::Read);
                }
                if let Some(session) = &self.session {
                    self.read.chosen.clear();
                    self.read.show_annotation(session.review(), &id);
                }
            }
            Action::Delete(id) => self.delete(&id),
            Action::Attribute(id, attribute, value) => {
                let deed =
                    self.session.as_ref().map(|s| s.verbs().set_attribute(&[id], &attribute, value.as_ref()));
                self.try_deed(deed);
            }
            Action::Note(on, note) => self.write_note(&on, note.trim_end()),
            Action::Settle(on, line, settled) => {
                let deed = self.session.as_ref().map(|s| s.verbs().settle(&on, line, settled));
                self.try_deed(deed);
            }
            Action::ShowNote(on) => self.show_note(&on),
            Action::Tie(action) => self.tie_action(action),
            Action::Speaker(quote, entity) => self.set_speaker(&quote, entity.as_ref()),
            Action::Status(article, status) => self.set_status(&article, status),
            Action::Visible(action) => self.visible_action(action),
            Action::OnlyLabel(label) => {
                let now = &mut self.read.list.label;
                *now = (now.as_ref() != Some(&label)).then_some(label);
            }
        }
        // The consensus is another review: what is selected in one's own waits.
        if let Some(session) = self.session.as_ref().filter(|_| self.view != View::Settle) {
            self.read.forget_missing(session.review());
        }
        self.tend_selection(selected.as_ref());
    }

    pub(super) fn try_deed(
        &mut self,
        deed: Option<Result<crate::session::verbs::Deed, crate::session::verbs::VerbError>>,
    ) {
        match deed {
            Some(Ok(deed)) => {
                self.deed(deed);
            }
            Some(Err(error)) => self.toasts.error("That could not be done", error.to_string()),
            None => {}
        }
    }

    fn command(&mut self, ctx: &Context, command: Command) {
        if self.settings.perform(command) {
            self.drawer_changed(command);
            return;
        }
        if self.settle_command(command) {
            return;
        }
        if Self::is_tie(command) {
            self.tie_command(command);
            return;
        }
        match command {
            Command::OpenProject
            | Command::OpenArticles
            | Command::AddArticles
            | Command::ImportReview
            | Command::SaveProjectAs => self.ask_for_files(command),
            Command::Export => self.open_export(),
            Command::SaveComparison => self.save_table(crate::gui::compare::Table::Json),
            Command::SaveGroups => self.save_table(crate::gui::compare::Table::Groups),
            Command::OpenSample => self.open_sample(),
            Command::Save => {
                if let Some(session) = &mut self.session
                    && let Err(error) = session.save_now()
                {
                    self.toasts.error("Not saved", error.to_string());
                }
            }
            Command::SwitchReviewer => self.ask_reviewer(),
            Command::CloseProject => self.close_project(),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),

            Command::Undo => self.turn(true),
            Command::Redo => self.turn(false),
            Command::DeleteAnnotation => {
                let targets = self.targets();
                let deed = self.session.as_ref().filter(|_| !targets.is_empty());
                let deed = deed.map(|session| session.verbs().delete(&targets));
                self.try_deed(deed);
            }
            Command::CopyAsText => self.copy_annotations(false),
            Command::CopyAsCsv => self.copy_annotations(true),
            Command::SelectListed => self.choose(Choose::All(self.listed())),
            Command::ShowAllMarks => self.read.visibility.show_all(),
            Command::GoToText => {
                self.reveal_selected();
                self.focus_column(self.read.focus);
            }
            Command::EditNote | Command::FocusInspector => {
                self.settings.inspector = true;
                self.keyboard =
                    Some(if self.read.selected.is_some() { read::fields_id() } else { read::search_id() });
            }
            Command::StartLeftByChar
            | Command::StartRightByChar
            | Command::EndLeftByChar
            | Command::EndRightByChar
            | Command::StartLeftByWord
            | Command::StartRightByWord
            | Command::EndLeftByWord
            | Command::EndRightByWord => self.move_end(command),
            Command::AddPiece => self.add_piece(),

            Command::OpenTagPalette => self.open_palette(PaletteFor::Selection, true),
            Command::RepeatLastLabel => self.repeat_last_label(),
            Command::MarkAllSame => self.ask_mark_all(),
            Command::TagResults => self.ask_tag_results(),
            Command::ToggleSticky => self.read.sticky = !self.read.sticky,
            Command::Relabel => {
                if let Some(id) = self.read.selected.clone() {
                    if let Some(column) = self.read.columns.get_mut(self.read.focus) {
                        column.pane.deselect();
                    }
                    self.open_palette(PaletteFor::Relabel(id), false);
                }
            }
            Command::GrowSelection => self.grow_selection(true),
            Command::ShrinkSelection => self.grow_selection(false),
            Command::CycleStatus => self.cycle_status(),

            Command::NextAnnotation => self.step(true),
            Command::PreviousAnnotation => self.step(false),
            Command::SelectUnderCaret => self.read.selected = self.under_caret().first().cloned(),
            Command::CycleOverlapping => self.cycle_here(),
            Command::FindQuotes
            | Command::ShowStatements
            | Command::ShowDiscrepancies
            | Command::FindNames
            | Command::CarryOver
            | Command::FindElsewhere
            | Command::NextFound
            | Command::PreviousFound
            | Command::AcceptFound
            | Command::RejectFound
            | Command::EditFound
            | Command::AcceptSure
            | Command::RuleError
            | Command::RuleUpdate
            | Command::RuleStyle
            | Command::RuleHarmless
            | Command::RuleOpen
            | Command::NoteOnRuling => self.found_command(command),
            Command::NextQuoteCue => self.go_to_cue(CueKind::Quote, true),
            Command::PreviousQuoteCue => self.go_to_cue(CueKind::Quote, false),
            Command::NextClaimCue => self.go_to_cue(CueKind::Claim, true),
            Command::PreviousClaimCue => self.go_to_cue(CueKind::Claim, false),
            Command::Find => self.open_find(),
            Command::FindNext => self.find_step(true),
            Command::FindPrevious => self.find_step(false),
            Command::NextDifference => self.compare.step(true),
            Command::PreviousDifference => self.compare.step(false),
            Command::NextPassage => self.step_passage(true),
            Command::PreviousPassage => self.step_passage(false),
            Command::ShowPrintings => self.printings_here(),
            Command::ToggleTogether => self.toggle_together(),
            Command::ToggleFurniture => self.furniture_here(),
            Command::FocusList => {
                self.settings.inspector = true;
                self.keyboard = Some(read::search_id());
            }
            Command::NextPart => self.next_part(ctx, true),
            Command::PreviousPart => self.next_part(ctx, false),

            Command::FocusColumn1 => self.focus_column(0),
            Command::FocusColumn2 => self.focus_column(1),
            Command::FocusColumn3 => self.focus_column(2),
            Command::FocusColumn4 => self.focus_column(3),
            Command::FocusColumn5 => self.focus_column(4),
            Command::FocusColumn6 => self.focus_column(5),
            Command::NextColumn => self.focus_column((self.read.focus + 1) % self.read.columns.len().max(1)),
            Command::PreviousColumn => {
                let count = self.read.columns.len().max(1);
                self.focus_column((self.read.focus + count - 1) % count);
            }
            Command::ChooseColumns => self.open_search(ctx, true),
            Command::MoveColumnLeft | Command::MoveColumnRight => {
                let from = self.read.focus;
                let to = if command == Command::MoveColumnLeft { from.wrapping_sub(1) } else { from + 1 };
                self.perform(ctx, Action::MoveColumn { from, to });
            }
            Command::CloseColumn => {
                self.read.close_column(self.read.focus);
                self.focus_column(self.read.focus);
            }
            Command::ReopenColumn => {
                if let Some(article) = self.read.closed.pop() {
                    self.read.open_column(&article);
                    self.focus_column(self.read.focus);
                }
            }
            Command::WidenColumn => self.widen(1.15),
            Command::NarrowColumn => self.widen(1.0 / 1.15),
            Command::ResetColumns => self.read.columns.iter_mut().for_each(|column| column.weight = 1.0),

            Command::ViewRead => self.set_view(View::Read),
            Command::ViewCompare => self.set_view(View::Compare),
            Command::ViewSettle => self.set_view(View::Settle),
            Command::ViewMatrix => self.set_view(View::Matrix),
            Command::SetAbsent => self.set_current_absent(),
            Command::ViewOverview => self.set_view(View::Overview),
            Command::ToggleSidebar
            | Command::ToggleTable
            | Command::ToggleNotes
            | Command::ToggleInspector
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ZoomReset
            | Command::LargerText
            | Command::SmallerText
            | Command::LooserLines
            | Command::TighterLines
            | Command::LongerLines
            | Command::ShorterLines
            | Command::ToggleFace
            | Command::ColorByKind
            | Command::ThemeLight
            | Command::ThemeDark
            | Command::ThemeSystem
            | Command::ToggleRibbons
            | Command::ToggleOnlyHere
            | Command::ToggleStyleDifferences
            | Command::SetSpeaker
            | Command::NextPiece
            | Command::RemovePiece
            | Command::SameAs
            | Command::TakeOffer
            | Command::NameCluster
            | Command::NoteOnCluster
            | Command::Untie
            | Command::SplitCluster
            | Command::DeleteCluster
            | Command::LinkTo
            | Command::NextLink
            | Command::FollowLink
            | Command::ChangeLink
            | Command::ReverseLink
            | Command::NoteOnLink
            | Command::DeleteLink => {}
            // Done by then: `settle_command`.
            Command::SettleTake1
            | Command::SettleTake2
            | Command::SettleTake3
            | Command::SettleTake4
            | Command::SettleTake5
            | Command::SettleTake6
            | Command::SettleTake7
            | Command::SettleTake8
            | Command::SettleTake9
            | Command::SettleBoth
            | Command::SettleNothing
            | Command::SettleEdit
            | Command::SettleSplit
            | Command::SettlePostpone
            | Command::SettleReason
            | Command::SettleTakeBack
            | Command::SettleIdentical
            | Command::SettleMajority
            | Command::SettleBlind
            | Command::SettleMine
            | Command::SettleNext
            | Command::SettlePrevious => {}
            Command::FullScreen => {
                let now = ctx.input(|i| i.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!now));
            }

            Command::Codebook
            | Command::NewLabel
            | Command::NewLabelUnder
            | Command::LabelUp
            | Command::LabelDown
            | Command::LabelIn
            | Command::LabelOut
            | Command::MergeLabel
            | Command::SplitLabel
            | Command::DeleteLabel
            | Command::ImportCodebook
            | Command::ExportCodebook => self.codebook_command(command),

            Command::CommandPalette => self.open_search(ctx, false),
            Command::ShowKeys => self.help = Some(Help::new(ctx, &self.label_keys())),
            Command::ShowLog => self.dialog = Some(super::Dialog::Log),
            Command::About => self.show_about(),
        }
    }

    fn turn(&mut self, undo: bool) {
        if self.turn_recoding(undo) {
            return;
        }
        let Some(session) = &mut self.session else { return };
        let turned = if undo { session.undo() } else { session.redo() };
        match turned {
            // The status bar names the step, and the text shows it.
            Ok(_) => self.reveal_selected(),
            Err(error) => self.toasts.error("That could not be undone", error.to_string()),
        }
    }

    /// Leaves the innermost thing: the palette, a question about ties, the find bar, the selection, the
    /// selected annotation.
    fn escape(&mut self) {
        let selecting = self.session.as_ref().is_some_and(|s| self.read.selection(s.story()).is_some());
        if self.read.palette.take().is_some() || self.read.ties.leave() {
            self.keyboard = Some(read::text_id(self.read.focus));
        } else if self.read.find.open {
            self.find_action(read::FindAction::Close);
        } else if selecting {
            if let Some(column) = self.read.columns.get_mut(self.read.focus) {
                column.pane.deselect();
            }
        } else if !self.read.chosen.is_empty() {
            self.read.chosen.clear();
        } else if self.read.shared.open.is_some() {
            self.read.shared.open = None;
        } else if self.read.selected.is_none() && self.read.found.page.is_some() {
            self.found_action(crate::gui::found::FoundAction::Close);
        } else {
            self.read.selected = None;
        }
    }

    fn repeat_last_label(&mut self) {
        // With the palette open, Enter takes the row under its cursor.
        let chosen = self.session.as_ref().and_then(|session| {
            let palette = self.read.palette.as_ref()?;
            let labels = read::labels_matching(&session.project().codebook, &palette.query);
            labels.get(palette.cursor).map(|label| label.id.clone())
        });
        if let Some(label) = chosen.or_else(|| self.read.last_label.clone()) {
            self.label_key(&label);
        }
    }

    pub(super) fn set_view(&mut self, view: View) {
        if self.session.is_some() && self.go_over(view) {
            if self.view == View::Codebook {
                self.leave_codebook();
            }
            self.view = view;
            self.read.palette = None;
            match view {
                View::Compare => self.enter_compare(),
                View::Settle => self.settle.look_again(),
                View::Overview => self.refresh_overview(),
                _ => {}
            }
            if view == View::Codebook {
                self.enter_codebook();
            }
            if view == View::Matrix {
                self.enter_matrix();
            }
        }
    }

    pub(super) fn focus_column(&mut self, at: usize) {
        if at < self.read.columns.len() {
            self.read.focus = at;
            self.keyboard = Some(read::text_id(at));
        }
    }

    fn widen(&mut self, by: f32) {
        if let Some(column) = self.read.columns.get_mut(self.read.focus) {
            column.weight = (column.weight * by).clamp(0.4, 3.0);
        }
    }

    /// Sidebar, columns, inspector in turn.
    fn next_part(&mut self, ctx: &Context, onward: bool) {
        if self.view == View::Compare {
            self.next_compare_part(onward);
            return;
        }
        let mut parts: Vec<egui::Id> = (0..self.read.columns.len()).map(read::text_id).collect();
        if self.settings.inspector {
            if self.read.selected.is_some() {
                parts.push(read::fields_id());
            }
            parts.extend(self.read.found.current().map(crate::gui::found::row_id));
            parts.push(read::search_id());
        }
        let focus = ctx.memory(|memory| memory.focused());
        let now = focus.and_then(|focus| parts.iter().position(|part| *part == focus));
        let count = parts.len().max(1);
        let next = match (now, onward) {
            (None, _) => 0,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        if next < self.read.columns.len() {
            self.read.focus = next;
        }
        self.keyboard = parts.get(next).copied();
    }

    fn ask_for_files(&mut self, command: Command) {
        let filters: &'static [crate::gui::dialogs::Filter] = match command {
            Command::OpenArticles | Command::AddArticles => &[("Text", &["txt", "text", "md"])],
            Command::ImportReview => &[("Reviews", &["ron"])],
            _ => &[],
        };
        let (purpose, pick, title) = match command {
            Command::OpenProject => (Purpose::OpenProject, Pick::Folder, "Open a project folder"),
            Command::OpenArticles => (Purpose::OpenArticles, Pick::Files, "Open articles"),
            Command::AddArticles => (Purpose::AddArticles, Pick::Files, "Add articles to the story"),
            Command::ImportReview => (Purpose::ImportReview, Pick::File, "Compare with a review"),
            _ => {
                let name = self.session.as_ref().map_or("project", |session| session.project().name.as_str());
                let folder = crate::model::fold_to_id(name, "project");
                (Purpose::SaveProjectAs, Pick::NewFolder(folder), "Save the project as a folder")
            }
        };
        self.files.ask(Request { purpose, pick, title, filters, start: None });
    }

    /// The search over commands, articles, labels and annotations; `articles` alone for choosing
    /// columns.
    fn open_search(&mut self, ctx: &Context, articles: bool) {
        let mut entries = Vec::new();
        if let Some(session) = &self.session {
            for article in &session.story().articles {
                let open = self.read.column_of(&article.id).is_some();
                let detail = match (articles, open) {
                    (true, true) => "Close its column",
                    (true, false) => "Open a column",
                    (false, _) => "Article",
                };
                entries.push(PaletteEntry {
                    title: article.short_name().to_owned(),
                    detail: detail.to_owned(),
                    lead: Lead::Icon(icons::NEWSPAPER),
                    key: String::new(),
                    action: if articles {
                        Action::ToggleColumn(article.id.clone())
                    } else {
                        Action::ShowArticle(article.id.clone())
                    },
                });
            }
            if !articles {
                let tokens = look::tokens_of(ctx);
                let codebook = &session.project().codebook;
                let selecting = self.read.selection(session.story()).is_some();
                for label in &codebook.labels {
                    entries.push(PaletteEntry {
                        title: format!("{} “{}”", if selecting { "Tag as" } else { "Show only" }, label.name),
                        detail: "Label".to_owned(),
                        lead: Lead::Swatch(label.kind, tokens.mark(label.color)),
                        key: label.key.to_uppercase(),
                        action: if selecting {
                            Action::Tag(label.id.clone())
                        } else {
                            Action::OnlyLabel(label.id.clone())
                        },
                    });
                }
                for annotation in session.review().annotations() {
                    let Some(article) = session.story().article(&annotation.article) else { continue };
                    let lead = match codebook.label(&annotation.label) {
                        Some(label) => Lead::Swatch(label.kind, tokens.mark(label.color)),
                        None => Lead::Icon(icons::TAG),
                    };
                    entries.push(PaletteEntry {
                        title: first_words(annotation, &article.text, 80),
                        detail: format!(
                            "{} ¶{}",
                            article.short_name(),
                            article.paragraph_number(annotation.start())
                        ),
                        lead,
                        key: String::new(),
                        action: Action::Show(annotation.id.clone()),
                    });
                }
            }
        }
        self.palette = Some(if articles {
            Palette::of_entries(entries)
        } else {
            Palette::new(ctx, &self.facts(), &self.settings.recent_commands, entries)
        });
    }

    fn show_about(&mut self) {
        let mut places = Vec::new();
        if let Some(session) = &self.session {
            places.push(("This project", session.root().to_owned()));
        }
        if let Some(user) = &self.user {
            places.push(("Settings", user.config().to_owned()));
            places.push(("Unsaved projects", user.data().to_owned()));
        }
        self.dialog = Some(super::Dialog::About(About::new(places)));
    }

    /// Keys and names of the labels, for the list of keys.
    fn label_keys(&self) -> Vec<(String, String)> {
        let labels = self.session.as_ref().map(|session| session.project().codebook.labels.as_slice());
        labels
            .unwrap_or_default()
            .iter()
            .filter(|label| !label.key.is_empty())
            .map(|label| (label.key.to_uppercase(), label.name.clone()))
            .collect()
    }

    /// Brings the annotation that a person looks at back into view, as after a change of view.
    pub(super) fn reveal_selected(&mut self) {
        let Some(session) = &self.session else { return };
        let Some(annotation) = self.read.selected.as_ref().and_then(|id| session.review().annotation(id))
        else {
            return;
        };
        let start = annotation.start();
        if let Some(at) = self.read.column_of(&annotation.article)
            && let Some(column) = self.read.columns.get_mut(at)
        {
            column.pane.reveal(start, Aim::Nearest);
        }
    }
}
