//! The fonts of the window.
//!
//! egui brings no face for Chinese, so one is embedded. It stands *first* in
//! the proportional family: egui takes the height of a row from the first face,
//! and with a Latin face first the Han characters touch their neighbours and
//! sit off the baseline. In the monospaced family, used for keycaps and line
//! numbers, it stands *last*, so that digits keep their width.
//!
//! Faces of the system come after these by way of egui's font provider, which
//! the window's frame sets up; nothing here looks at the system.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily};

/// Name of the embedded face.
pub const CJK: &str = "Noto Sans CJK SC";

static CJK_FACE: &[u8] = include_bytes!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/fonts/NotoSansCJKsc-Subset.otf"
));

/// Gives a context the fonts of the window. Takes effect with the next pass.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// The families and their faces, in order of preference.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    fonts
        .font_data
        .insert(CJK.to_owned(), Arc::new(FontData::from_static(CJK_FACE)));
    fonts
        .families
        .entry(FontFamily::Proportional)
        .or_default()
        .insert(0, CJK.to_owned());
    fonts
        .families
        .entry(FontFamily::Monospace)
        .or_default()
        .push(CJK.to_owned());
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_face_leads_proportional_and_closes_monospace() {
        let fonts = definitions();
        let family = |name: &FontFamily| fonts.families.get(name).cloned().unwrap_or_default();
        assert_eq!(
            family(&FontFamily::Proportional)
                .first()
                .map(String::as_str),
            Some(CJK)
        );
        assert_eq!(
            family(&FontFamily::Monospace).last().map(String::as_str),
            Some(CJK)
        );
    }
}
