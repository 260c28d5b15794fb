//! Going over to the consensus and back, and what is done there.

use super::App;
use crate::agreement::settle::{Item, Sources};
use crate::gui::command::{Command, Facts, View};
use crate::gui::settle::{self, DraftAction, Page, SettleAction};
use crate::model::{Choice, ReviewerId};
use crate::session::Session;
use crate::session::verbs::{Deed, Judgement, VerbError, Verbs};

/// The commands that take what a reviewer has, from left to right.
const TAKE: [Command; 9] = [
    Command::SettleTake1,
    Command::SettleTake2,
    Command::SettleTake3,
    Command::SettleTake4,
    Command::SettleTake5,
    Command::SettleTake6,
    Command::SettleTake7,
    Command::SettleTake8,
    Command::SettleTake9,
];

impl App {
    /// Takes up the consensus for the room where differences are settled, and one's own review again
    /// for all others. Whether that was possible.
    pub(super) fn go_over(&mut self, view: View) -> bool {
        let Some(session) = &mut self.session else { return false };
        let turned = match (self.view, view) {
            (_, View::Settle) => session.start_settling(),
            (View::Settle, _) => session.stop_settling(),
            _ => Ok(()),
        };
        match turned {
            Ok(()) => true,
            Err(error) => {
                self.toasts.error("The review could not be put aside", error.to_string());
                false
            }
        }
    }

    /// After somebody else has sat down, or another story was chosen: the room begins anew.
    pub(super) fn settle_anew(&mut self) {
        self.settle = Default::default();
        if self.view == View::Settle && !self.go_over(View::Settle) {
            self.view = View::Read;
        }
    }

    /// Brings the queue up to date. To be called in every turn.
    pub(super) fn tend_settle(&mut self) {
        if self.view == View::Settle
            && let Some(session) = &mut self.session
        {
            self.settle.tend(session);
        }
    }

    /// What commands need to know of the room.
    pub(super) fn settle_facts(&self, facts: &mut Facts) {
        if self.view != View::Settle {
            return;
        }
        let state = &self.settle;
        let item = state.item().map(|(_, item)| item);
        facts.group =
            item.is_some() && state.draft.is_none() && !state.reasons_open && state.page == Page::Text;
        facts.candidates = item.map_or(0, |item| item.group.candidates.len());
        facts.decided = item.is_some_and(|item| !item.decisions.is_empty() || item.split.is_some());
        facts.reviewers = state.sources.as_ref().map_or(0, |sources| sources.reviewers.len());
        facts.identical = state.queue.identical().count();
        facts.blind = state.names.is_blind();
        facts.differences = !state.queue.items.is_empty();
    }

    /// Does what a command means in this room. Whether it was one of these.
    pub(super) fn settle_command(&mut self, command: Command) -> bool {
        let action = match command {
            Command::SettleBoth => {
                let count = self.settle.item().map_or(0, |(_, item)| item.group.candidates.len());
                SettleAction::Decide(Choice::Take((0..count).collect()))
            }
            Command::SettleNothing => SettleAction::Decide(Choice::Nothing),
            Command::SettleSplit => SettleAction::Decide(Choice::Split),
            Command::SettlePostpone => SettleAction::Decide(Choice::Postponed),
            Command::SettleEdit => SettleAction::Draft(DraftAction::Begin),
            Command::SettleReason => SettleAction::Reasons(!self.settle.reasons_open),
            Command::SettleTakeBack => SettleAction::TakeBack,
            Command::SettleIdentical => SettleAction::AcceptIdentical,
            Command::SettleMajority => SettleAction::Page(Page::Majority),
            Command::SettleBlind => SettleAction::Blind(!self.settle.names.is_blind()),
            Command::SettleMine => SettleAction::Page(Page::Mine),
            Command::SettleNext | Command::SettlePrevious => {
                self.settle_step(command == Command::SettleNext, true);
                return true;
            }
            Command::NextDifference | Command::PreviousDifference if self.view == View::Settle => {
                self.settle_step(command == Command::NextDifference, false);
                return true;
            }
            command => match TAKE.iter().position(|take| *take == command) {
                Some(place) => SettleAction::TakeReviewer(place),
                None => return false,
            },
        };
        self.settle_action(action);
        true
    }

    fn settle_step(&mut self, onward: bool, any: bool) {
        if let Some(session) = &self.session {
            self.settle.step(onward, any, session);
        }
    }

    pub(super) fn settle_action(&mut self, action: SettleAction) {
        let Some(session) = &self.session else { return };
        let state = &mut self.settle;
        match action {
            SettleAction::Show(key, keyboard) => {
                state.show(key, session);
                if keyboard {
                    self.keyboard = Some(settle::entry_id(key));
                }
            }
            SettleAction::Page(page) => {
                // The same key leads back.
                state.page = if state.page == page && page != Page::Text { Page::Text } else { page };
            }
            SettleAction::Article(article) => state.show_article(&article, session),
            SettleAction::Filter(filter) => state.set_filter(filter),
            SettleAction::Blind(blind) => state.set_blind(blind),
            SettleAction::TakeReviewer(place) => self.take_reviewer(place),
            SettleAction::Take(candidate) => self.decide(Choice::Take(vec![candidate])),
            SettleAction::Decide(choice) => self.decide(choice),
            SettleAction::TakeBack => self.take_back(),
            SettleAction::Reasons(open) => state.reasons_open = open,
            SettleAction::Reason(reason) => {
                state.reason = reason;
                state.reasons_open = false;
                self.give_reason();
            }
            SettleAction::Note(note) => {
                state.note = note;
                self.give_reason();
            }
            SettleAction::AcceptIdentical => {
                self.settle_all(|verbs, by, sources, state| {
                    verbs.settle_identical(by, sources, &state.queue)
                });
            }
            SettleAction::AcceptMajority => {
                let done = self.settle_all(|verbs, by, sources, state| {
                    verbs.settle_majority(by, sources, &state.queue, &state.majority)
                });
                if done {
                    self.settle.page = Page::Text;
                }
            }
            SettleAction::Draft(action) => {
                if let Some(matter) = state.draft_action(action, session) {
                    self.settle_one(Judgement::edited(matter));
                }
            }
            SettleAction::MineOf(reviewer) => state.mine_of = Some(reviewer),
            SettleAction::Fate(fate) => state.fate = fate,
            SettleAction::Mending(mending) => state.mending = mending,
            SettleAction::Pane(column, event) => state.pane_event(column, event, session),
            SettleAction::Press(whose, id) => state.press(whose, &id, session),
            SettleAction::LookAgain => state.look_again(),
        }
    }

    /// Takes what the reviewer at a place has; where they are done and have nothing, that.
    fn take_reviewer(&mut self, place: usize) {
        let state = &self.settle;
        let (Some((_, item)), Some(who)) = (state.item(), state.names.at(place)) else { return };
        match item.group.candidate_of(who) {
            Some(candidate) => self.decide(Choice::Take(vec![candidate])),
            None if item.group.of.contains(who) => self.decide(Choice::Nothing),
            None => {
                let name = state.names.name(who);
                self.toasts.warn(format!("{name} is not done with this article and has no say here."));
            }
        }
    }

    fn decide(&mut self, choice: Choice) {
        self.settle_one(Judgement::new(choice));
    }

    /// Decides about the group that is shown, with the reason that was chosen, and goes on.
    fn settle_one(&mut self, judgement: Judgement) {
        let Some((_, item)) = self.settle.item() else { return };
        let item: Item = item.clone();
        let choice = judgement.choice.clone();
        let judgement = Judgement {
            reason: self.settle.reason.clone(),
            note: self.settle.note.trim().to_owned(),
            ..judgement
        };
        let done = self.settle_all(|verbs, by, sources, state| {
            verbs.decide(by, sources, &state.queue, &item, judgement)
        });
        if done && let Some(session) = &self.session {
            self.settle.draft = None;
            self.settle.after_decision(&item.group, &choice, session);
        }
    }

    fn take_back(&mut self) {
        let Some((_, item)) = self.settle.item() else { return };
        let item: Item = item.clone();
        self.settle_all(|verbs, by, sources, state| verbs.take_back(by, sources, &state.queue, &item));
    }

    /// Gives what is decided already another reason; one that is not decided gets it with the decision.
    fn give_reason(&mut self) {
        let Some(session) = &self.session else { return };
        let state = &self.settle;
        let Some((_, item)) = state.item() else { return };
        let Some(decision) = item.decision(session.review()) else { return };
        let note = state.note.trim();
        if decision.reason == state.reason && decision.note == note {
            return;
        }
        let deed = session.verbs().give_reason(item, &state.reason, note);
        self.try_deed(Some(deed));
    }

    /// Does something to the consensus; whether it was done. The queue follows at once, and what has
    /// changed on disk meanwhile is looked at again.
    fn settle_all(
        &mut self,
        make: impl FnOnce(&Verbs<'_>, &ReviewerId, &Sources, &settle::SettleState) -> Result<Deed, VerbError>,
    ) -> bool {
        let (Some(session), Some(sources)) = (&self.session, &self.settle.sources) else { return false };
        let made = make(&session.verbs(), &settler(session), sources, &self.settle);
        let done = match made {
            Ok(deed) => self.deed(deed),
            Err(error) => {
                self.toasts.error("That could not be done", error.to_string());
                false
            }
        };
        self.settle.look_again();
        self.tend_settle();
        done
    }
}

/// Who decides.
fn settler(session: &Session) -> ReviewerId {
    session.person().clone()
}
