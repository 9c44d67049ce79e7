//! Rules that the compiler does not know: who may know whom, where text and
//! colours may stand, and that what people read is complete.
//!
//! The sources are read as they are, see [`source`]. A test collects every
//! offence with file and line before it fails, so that one run shows them all.

mod house;
mod layout;
mod lexer;
mod readme;
mod source;
mod texts;
mod window_texts;
mod wording;

/// Fails with all offences, one a line.
#[track_caller]
fn report(rule: &str, offences: &[String]) {
    assert!(
        offences.is_empty(),
        "{rule}\n  {}\n{} in all",
        offences.join("\n  "),
        offences.len()
    );
}
