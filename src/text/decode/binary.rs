//! Kinds of file that people drop on a text importer by mistake.
//!
//! Only first bytes that no text in any encoding starts with are listed here;
//! other binary files are given away by the NUL characters in them.

/// A kind of file that is not text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// What it is, with its article.
    pub(super) kind: &'static str,
    /// What to do with it.
    pub(super) remedy: &'static str,
}

const OCR: &str = "run OCR on it first and import the text";
const UNPACK: &str = "unpack it and import the files inside";
const SAVE_AS_TEXT: &str = "save it as plain text (UTF-8) and import that";

/// First bytes, kind, remedy.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (
        b"%PDF-",
        "a PDF file",
        "extract its text first (for example with pdftotext) and import that",
    ),
    (b"\x89PNG\r\n\x1A\n", "a PNG image", OCR),
    (b"\xFF\xD8\xFF\xE0", "a JPEG image", OCR),
    (b"\xFF\xD8\xFF\xE1", "a JPEG image", OCR),
    (b"\xFF\xD8\xFF\xDB", "a JPEG image", OCR),
    (b"GIF87a", "a GIF image", OCR),
    (b"GIF89a", "a GIF image", OCR),
    (b"II*\0", "a TIFF image", OCR),
    (b"MM\0*", "a TIFF image", OCR),
    (b"\0\0\0\x0CjP  ", "a JPEG 2000 image", OCR),
    (b"AT&TFORM", "a DjVu file", OCR),
    (
        b"PK\x03\x04",
        "a ZIP archive or an Office document (docx, xlsx, epub)",
        "unpack it, or save the document as plain text (UTF-8), and import that",
    ),
    (b"PK\x05\x06", "an empty ZIP archive", UNPACK),
    (b"\x1F\x8B\x08", "a gzip archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (b"\xFD7zXZ\0", "an xz archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive", UNPACK),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Office document (doc, xls)",
        SAVE_AS_TEXT,
    ),
    (b"{\\rtf1", "an RTF document", SAVE_AS_TEXT),
    (
        b"SQLite format 3\0",
        "an SQLite database",
        "if it is a Broadsheet project, open it instead",
    ),
    (b"\xFF\xFE\0\0", "UTF-32 text", SAVE_AS_TEXT),
    (b"\0\0\xFE\xFF", "UTF-32 text", SAVE_AS_TEXT),
];

/// The kind of file that starts like `bytes`, if it is one of those known.
pub(super) fn recognise(bytes: &[u8]) -> Option<Kind> {
    SIGNATURES
        .iter()
        .find(|(signature, _, _)| bytes.starts_with(signature))
        .map(|&(_, kind, remedy)| Kind { kind, remedy })
}
