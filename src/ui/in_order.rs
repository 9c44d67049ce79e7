//! What a person does, in its order, even where one slow frame brings several things.
//!
//! Fields and panels look at all events of a frame at once: a click takes the keyboard
//! from a field before the letters are read that were typed before it, and letters after
//! a Tab are read by nobody. So a frame is given either keys or clicks, nothing beside a
//! key that moves the keyboard, and what is over waits for the next one. What follows a
//! shortcut waits until that has been carried out and what it opens has the keyboard.

use std::collections::VecDeque;

use egui::{Context, Event, Key, Plugin, RawInput};

/// Holds back what belongs to later frames.
#[derive(Debug, Default)]
pub struct InOrder {
    waiting: VecDeque<Event>,
    /// Whether the next frame gets nothing.
    paused: bool,
}

impl InOrder {
    /// Takes back what followed a shortcut in its frame. The next frame, in which the
    /// shortcut is carried out, gets no events; the one after it goes on with these.
    pub fn take_back(&mut self, rest: Vec<Event>) {
        for event in rest.into_iter().rev() {
            self.waiting.push_front(event);
        }
        self.paused = true;
    }
}

impl Plugin for InOrder {
    fn debug_name(&self) -> &'static str {
        "in-order"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.waiting.extend(input.events.drain(..));
        if !std::mem::take(&mut self.paused) {
            let now = together(self.waiting.iter());
            input.events.extend(self.waiting.drain(..now));
        }
        if !self.waiting.is_empty() {
            ctx.request_repaint();
        }
    }
}

/// What an event is made with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hand {
    Keyboard,
    Pointer,
}

fn hand(event: &Event) -> Option<Hand> {
    match event {
        Event::Key { pressed: true, .. }
        | Event::Text(_)
        | Event::Ime(_)
        | Event::Paste(_)
        | Event::Copy
        | Event::Cut => Some(Hand::Keyboard),
        Event::PointerButton { .. } | Event::Touch { .. } => Some(Hand::Pointer),
        _ => None,
    }
}

/// How many of the events, from the first on, one frame may have.
fn together<'e>(events: impl Iterator<Item = &'e Event>) -> usize {
    let (mut count, mut first, mut moved) = (0, None, false);
    for event in events {
        if let Some(hand) = hand(event) {
            let moves = moves_keyboard(event);
            if moved || (moves && first.is_some()) || *first.get_or_insert(hand) != hand {
                break;
            }
            moved = moves;
        }
        count += 1;
    }
    count
}

/// Whether a key gives the keyboard to something else as a rule.
fn moves_keyboard(event: &Event) -> bool {
    let moving = [Key::Tab, Key::Enter, Key::Escape];
    matches!(event, Event::Key { key, pressed: true, .. } if moving.contains(key))
}

#[cfg(test)]
mod tests {
    use egui::{Modifiers, PointerButton, Pos2};

    use super::*;

    fn key(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    fn button(pressed: bool) -> Event {
        Event::PointerButton {
            pos: Pos2::ZERO,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        }
    }

    /// How many events each frame gets.
    fn frames(events: Vec<Event>) -> Vec<usize> {
        let ctx = Context::default();
        let mut order = InOrder::default();
        let mut input = RawInput {
            events,
            ..RawInput::default()
        };
        let mut counts = Vec::new();
        loop {
            order.input_hook(&ctx, &mut input);
            if input.events.is_empty() {
                return counts;
            }
            counts.push(input.events.drain(..).count());
        }
    }

    #[test]
    fn keys_and_clicks_share_no_frame_and_all_events_come() {
        let text = |text: &str| Event::Text(text.to_owned());
        let moved = || Event::PointerMoved(Pos2::ZERO);
        let typed = vec![key(Key::A), text("a"), key(Key::B), text("b")];
        assert_eq!(frames(typed.clone()), [4]);
        let mut then_click = typed;
        then_click.extend([moved(), button(true), button(false), text("c")]);
        assert_eq!(frames(then_click), [5, 2, 1]);
        let tab = vec![
            text("a"),
            key(Key::Tab),
            moved(),
            text("b"),
            key(Key::Enter),
        ];
        assert_eq!(frames(tab), [1, 2, 1, 1]);
        assert_eq!(frames(vec![button(true), moved(), button(false)]), [3]);
        assert!(frames(Vec::new()).is_empty());
    }

    #[test]
    fn what_follows_a_shortcut_comes_a_frame_after_it_and_before_what_is_new() {
        let text = |text: &str| Event::Text(text.to_owned());
        let ctx = Context::default();
        let mut order = InOrder::default();
        order.take_back(vec![text("a"), text("b")]);
        let mut next = |events| {
            let mut input = RawInput {
                events,
                ..RawInput::default()
            };
            order.input_hook(&ctx, &mut input);
            input.events
        };
        assert_eq!(next(vec![text("c")]), []);
        assert_eq!(next(vec![text("d")]), ["a", "b", "c", "d"].map(text));
    }
}
