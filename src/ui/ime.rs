//! Whether an input method is in the middle of composing.
//!
//! While a Chinese word is being composed, Enter, Escape and the arrows belong
//! to the input method, but some desktops hand them to the window as well.
//! Anything that acts on such keys asks [`composing`] first.

use egui::{Context, Event, Id, ImeEvent};

/// What the last pass left behind.
#[derive(Clone, Copy, Default)]
struct Memory {
    /// Number of the pass the answer was made in.
    pass: u64,
    /// The answer for that pass.
    busy: bool,
    /// Whether composition was open when the pass ended.
    open: bool,
}

/// True while keys belong to the input method: a composition is open, or it
/// ended in this very pass (the Enter that ended it must not act again).
///
/// Keeps track only in passes in which it is called; call it in every pass in
/// which your widget is shown.
pub fn composing(ctx: &Context) -> bool {
    let id = Id::unique("broadsheet::ime");
    let pass = ctx.cumulative_pass_nr();
    let before = ctx.data(|data| data.get_temp::<Memory>(id).unwrap_or_default());
    if before.pass == pass && pass != 0 {
        return before.busy;
    }
    // After a pass without a question, what was known is out of date.
    let mut open = before.open && before.pass + 1 >= pass;
    let mut busy = open;
    ctx.input(|input| {
        for event in &input.events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => {
                    open = !text.is_empty();
                    busy = true;
                }
                Event::Ime(ImeEvent::Commit(_)) => {
                    open = false;
                    busy = true;
                }
                _ => {}
            }
        }
    });
    ctx.data_mut(|data| data.insert_temp(id, Memory { pass, busy, open }));
    busy
}
