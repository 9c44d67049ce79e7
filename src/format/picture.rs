//! Pictures as PNG.

use super::FormatError;

/// The bytes of a PNG file of opaque pixels, row by row: red, green, blue, 8 bits each.
///
/// # Errors
/// [`FormatError::Io`] if there are no pixels, or not as many as width and height say.
pub fn png(width: u32, height: u32, rgb: &[u8]) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let write = |encoder: png::Encoder<'_, &mut Vec<u8>>| {
        let mut writer = encoder.write_header()?;
        writer.write_image_data(rgb)?;
        writer.finish()
    };
    write(encoder).map_err(std::io::Error::from)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_come_back_as_they_were() {
        let pixels = [255, 0, 0, 1, 2, 3];
        let bytes = png(2, 1, &pixels).unwrap();
        let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let mut reader = decoder.read_info().unwrap();
        let mut back = [0; 6];
        reader.next_frame(&mut back).unwrap();
        assert_eq!(back, pixels);
    }

    #[test]
    fn a_picture_of_another_size_is_refused() {
        assert!(png(2, 2, &[0; 3]).is_err());
        assert!(png(0, 0, &[]).is_err());
    }
}
