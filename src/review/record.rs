//! A question as it is kept with the decision about it: one JSON object.
//!
//! `{"kind": "assign", "spans": [[start, end], …], "reasons": ["caption-mark", …],
//! "parts": ["segment 10..20 caption of 5..9", …]}`, offsets in code points.

use std::fmt::Write as _;

use super::difference::Question;
use crate::model::evidence::Reason;

/// The JSON object of a question.
pub fn json(question: &Question) -> String {
    let spans = question.spans.iter();
    let spans = spans.map(|span| format!("[{},{}]", span.start(), span.end()));
    let reasons = question.reasons.iter();
    let reasons = reasons.map(|Reason { cue, .. }| quoted(cue.as_str()));
    let parts = question.parts.iter().map(|part| quoted(part));
    format!(
        "{{\"kind\":{},\"spans\":[{}],\"reasons\":[{}],\"parts\":[{}]}}",
        quoted(question.kind.name()),
        list(spans),
        list(reasons),
        list(parts)
    )
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(",")
}

/// A JSON string (RFC 8259, section 7).
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\u{0}'..='\u{1f}' => {
                // Writing to a string cannot fail.
                write!(quoted, "\\u{:04x}", u32::from(c)).ok();
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_becomes_a_string_of_json() {
        let text = "甲\"\\\n\u{0}\u{1f}𠮷";
        let back: String = serde_json::from_str(&quoted(text)).unwrap();
        assert_eq!(back, text);
    }
}
