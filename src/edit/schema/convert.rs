//! Values of attributes whose kind changes.

use crate::model::entity::AttributeValue;
use crate::model::schema::AttributeKind;

/// Whether a value is one that a kind allows.
pub fn fits(kind: &AttributeKind, value: &AttributeValue) -> bool {
    match (kind, value) {
        (AttributeKind::Text, AttributeValue::Text(_))
        | (AttributeKind::YesNo, AttributeValue::Flag(_))
        | (AttributeKind::Number, AttributeValue::Number(_)) => true,
        (AttributeKind::Choice(all), AttributeValue::Text(text)) => all.contains(text),
        _ => false,
    }
}

/// The value in another kind, where that says the same; `None` where it cannot be said.
pub fn convert(kind: &AttributeKind, value: &AttributeValue) -> Option<AttributeValue> {
    if fits(kind, value) {
        return Some(value.clone());
    }
    match kind {
        AttributeKind::Text => Some(AttributeValue::Text(words(value))),
        AttributeKind::Number => number(value).map(AttributeValue::Number),
        AttributeKind::YesNo => flag(value).map(AttributeValue::Flag),
        AttributeKind::Choice(all) => {
            let words = words(value);
            let wanted = words.trim();
            let found = all.iter().find(|choice| *choice == wanted);
            found.cloned().map(AttributeValue::Text)
        }
    }
}

fn words(value: &AttributeValue) -> String {
    match value {
        AttributeValue::Text(text) => text.clone(),
        AttributeValue::Flag(true) => "yes".to_owned(),
        AttributeValue::Flag(false) => "no".to_owned(),
        AttributeValue::Number(number) => number.to_string(),
    }
}

/// Digits of full width count, too.
fn number(value: &AttributeValue) -> Option<f64> {
    match value {
        AttributeValue::Number(number) => Some(*number),
        AttributeValue::Flag(flag) => Some(f64::from(u8::from(*flag))),
        AttributeValue::Text(text) => {
            let narrow: String = text.trim().chars().map(narrow).collect();
            narrow
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
        }
    }
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '．' | '－' | '＋' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn flag(value: &AttributeValue) -> Option<bool> {
    match value {
        AttributeValue::Flag(flag) => Some(*flag),
        AttributeValue::Number(number) if *number == 1.0 => Some(true),
        AttributeValue::Number(number) if *number == 0.0 => Some(false),
        AttributeValue::Number(_) => None,
        AttributeValue::Text(text) => match text.trim().to_lowercase().as_str() {
            "yes" | "true" | "1" | "是" => Some(true),
            "no" | "false" | "0" | "否" => Some(false),
            _ => None,
        },
    }
}
