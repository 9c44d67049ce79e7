//! Texts and colours as they may stand in a drawing.

use crate::format::chart::Rgb;

/// Longer names are cut, in code points.
const LONGEST: usize = 24;

/// A colour as `#rrggbb`.
pub fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// From nearly white to the colour itself.
pub fn tint(color: Rgb, share: f64) -> Rgb {
    let share = if share > 0.0 {
        0.15 + 0.85 * share
    } else {
        0.04
    };
    color.map(|part| (255.0 - (255.0 - f64::from(part)) * share).round() as u8)
}

/// About how wide a text is, in pixels.
pub fn width(text: &str) -> f64 {
    let one = |c: char| if c.is_ascii() { 7.4 } else { 13.0 };
    text.chars().map(one).sum()
}

/// A name, cut where it is too long to be drawn.
pub fn cut(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// A text as it may stand in XML 1.0; characters that may not become U+FFFD.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ => safe.push(c),
        }
    }
    safe
}
