//! Keys that are typed faster than the window draws.
//!
//! A shortcut may open a field, and what is typed after it is meant for the field. All that was
//! pressed since the last frame comes in one go: without this, the letters after Ctrl+F would tag the
//! selection in a frame that takes long.

use egui::{Event, Key, Modifiers, RawInput};

/// Frames from the press of a shortcut until the field that it opens has the keyboard: one shows it,
/// one gives it the focus.
const FRAMES: u8 = 2;

/// What was typed after a shortcut and waits until its work is done.
#[derive(Debug, Default)]
pub struct Typeahead {
    held: Vec<Event>,
    wait: u8,
}

impl Typeahead {
    /// Takes out of the input what is typed after a shortcut, and puts in what has waited long
    /// enough. True while something waits, so that another frame is due.
    ///
    /// A key that is held down repeats and waits for nothing.
    pub fn hold(&mut self, input: &mut RawInput, is_shortcut: impl Fn(Key, Modifiers) -> bool) -> bool {
        if self.wait > 0 {
            self.wait -= 1;
            let (typed, others) = std::mem::take(&mut input.events).into_iter().partition(is_typed);
            self.held.extend::<Vec<Event>>(typed);
            input.events = others;
            return !self.held.is_empty() || self.wait > 0;
        }
        if !self.held.is_empty() {
            let mut events = std::mem::take(&mut self.held);
            events.append(&mut input.events);
            input.events = events;
        }
        let shortcut = input.events.iter().position(|event| {
            matches!(event, Event::Key { key, pressed: true, repeat: false, modifiers, .. }
                if is_shortcut(*key, *modifiers))
        });
        let Some(at) = shortcut else { return false };
        self.wait = FRAMES;
        let mut after = input.events.split_off(at + 1);
        // Alt+S is also told as an “s”, which nobody meant to write.
        if matches!(after.first(), Some(Event::Text(_))) && is_alt(input.events.get(at)) {
            after.remove(0);
        }
        let (typed, others): (Vec<Event>, Vec<Event>) = after.into_iter().partition(is_typed);
        self.held = typed;
        input.events.extend(others);
        true
    }
}

fn is_alt(event: Option<&Event>) -> bool {
    matches!(event, Some(Event::Key { modifiers, .. }) if modifiers.alt)
}

fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Key { .. } | Event::Text(_) | Event::Paste(_) | Event::Ime(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn frame(typeahead: &mut Typeahead, events: Vec<Event>) -> (Vec<Event>, bool) {
        let mut input = RawInput { events, ..RawInput::default() };
        let more = typeahead.hold(&mut input, |key, modifiers| key == Key::F && modifiers.command);
        (input.events, more)
    }

    #[test]
    fn what_is_typed_after_a_shortcut_waits_for_the_field_that_it_opens() {
        let mut typeahead = Typeahead::default();
        let find = key(Key::F, Modifiers::COMMAND);
        let (now, more) =
            frame(&mut typeahead, vec![find.clone(), Event::Text("S".into()), Event::PointerGone]);
        assert_eq!(now, [find, Event::PointerGone]);
        assert!(more);
        assert_eq!(frame(&mut typeahead, vec![Event::Text("t".into())]), (vec![], true));
        assert_eq!(frame(&mut typeahead, vec![Event::PointerGone]), (vec![Event::PointerGone], true));
        let (now, more) = frame(&mut typeahead, vec![Event::Text("a".into())]);
        assert_eq!(now, ["S", "t", "a"].map(|text| Event::Text(text.into())));
        assert!(!more);
    }

    #[test]
    fn the_letter_of_a_chord_with_alt_is_not_written() {
        let speaker = key(Key::F, Modifiers::COMMAND | Modifiers::ALT);
        let mut typeahead = Typeahead::default();
        let typed = ["f", "G"].map(|text| Event::Text(text.into()));
        frame(&mut typeahead, [vec![speaker], typed.to_vec()].concat());
        assert_eq!(frame(&mut typeahead, vec![]).0, []);
        assert_eq!(frame(&mut typeahead, vec![]).0, []);
        assert_eq!(frame(&mut typeahead, vec![]).0, [Event::Text("G".into())]);
    }

    #[test]
    fn nothing_waits_where_no_shortcut_was_pressed() {
        let typed = vec![key(Key::P, Modifiers::NONE), Event::Text("p".into())];
        assert_eq!(frame(&mut Typeahead::default(), typed.clone()), (typed, false));
    }

    #[test]
    fn of_two_shortcuts_the_second_waits() {
        let find = key(Key::F, Modifiers::COMMAND);
        let mut typeahead = Typeahead::default();
        assert_eq!(frame(&mut typeahead, vec![find.clone(), find.clone()]), (vec![find.clone()], true));
        assert_eq!(frame(&mut typeahead, vec![]), (vec![], true));
        assert_eq!(frame(&mut typeahead, vec![]), (vec![], true));
        assert_eq!(frame(&mut typeahead, vec![]), (vec![find], true));
    }
}
