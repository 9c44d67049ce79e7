//! What went wrong, in the language of the window.
//!
//! Here are the errors that an editor meets in ordinary work: files that are not what
//! they should be, rows and schemas with faults, a project that others change. Any other
//! is told as the command line tells it.

use std::fmt::Display;
use std::io::ErrorKind;
use std::path::Path;

use super::i18n::Tr;
use crate::format::gazetteer::{CellFault, GazetteerError, MOST_CHARS, RowFault};
use crate::model::schema::{SchemaError, SchemaFault, SchemaPart};
use crate::session::SessionError;
use crate::suggest::tagger::UnreadableTagger;
use crate::text::decode::DecodeError;

/// Why a job did not do what it was asked.
#[derive(Debug)]
pub enum Reason {
    /// The session says so.
    Error(SessionError),
    /// Something else does, in words.
    Words(String),
}

impl Reason {
    /// The sentence.
    pub fn sentence(&self, tr: Tr) -> String {
        match self {
            Self::Error(error) => sentence(tr, error),
            Self::Words(words) => words.clone(),
        }
    }
}

/// The sentence for an error.
pub fn sentence(tr: Tr, error: &SessionError) -> String {
    match error {
        SessionError::Gazetteer { error, path } => of_file(tr, &gazetteer(tr, error), path),
        SessionError::TooManyPlaces { most, path } => {
            let what = tr.with("fault.many-places", &[("n", most)]);
            of_file(tr, &what, path)
        }
        SessionError::SchemaFile { error, path } => of_file(tr, &schema(tr, error), path),
        SessionError::SchemaBytes { path } => of_file(tr, tr.get("fault.not-utf8"), path),
        SessionError::Tagger { error, path } => of_file(tr, &tagger(tr, error), path),
        SessionError::ForeignTagger { known, path } => {
            let what = tr.with("fault.tagger-labels", &[("known", known)]);
            of_file(tr, &what, path)
        }
        SessionError::TooLarge { mebibytes, path } => {
            let what = tr.with("fault.too-large", &[("n", mebibytes)]);
            of_file(tr, &what, path)
        }
        SessionError::File { cause, path, .. } => match io(cause.kind()) {
            Some(key) => of_file(tr, tr.get(key), path),
            None => error.to_string(),
        },
        SessionError::BadSchema(error) => schema(tr, error),
        SessionError::SchemaMoved => tr.get("fault.schema-moved").to_owned(),
        SessionError::Overtaken => tr.get("fault.overtaken").to_owned(),
        SessionError::NothingTaught => tr.get("fault.nothing-taught").to_owned(),
        SessionError::NothingToMeasure(layer) => {
            tr.with("fault.nothing-to-measure", &[("layer", layer)])
        }
        other => other.to_string(),
    }
}

/// What is wrong with a row of a gazetteer, and in which.
pub fn row(tr: Tr, fault: &RowFault) -> String {
    let what = match &fault.what {
        CellFault::CodeTwice { code, first } => {
            let values = [("code", code as &dyn Display), ("first", first)];
            tr.with("fault-at.code-twice", &values)
        }
        CellFault::OpenQuote => tr.get("fault-at.open-quote").to_owned(),
        CellFault::TooLong => tr.with("fault-at.too-long", &[("n", &MOST_CHARS)]),
        CellFault::NoCode => tr.get("fault-at.no-code").to_owned(),
        CellFault::NoName => tr.get("fault-at.no-name").to_owned(),
        CellFault::NoLevel(text) => tr.with("fault-at.no-level", &[("text", text)]),
        CellFault::NoYear(text) => tr.with("fault-at.no-year", &[("text", text)]),
    };
    at(tr, fault.line, fault.column, &what)
}

fn at(tr: Tr, line: usize, column: usize, what: &str) -> String {
    let values = [
        ("line", &line as &dyn Display),
        ("column", &column),
        ("what", &what),
    ];
    tr.with("fault.at", &values)
}

fn of_file(tr: Tr, what: &str, path: &Path) -> String {
    let path = path.display();
    let values = [("what", &what as &dyn Display), ("path", &path)];
    tr.with("fault.of-file", &values)
}

fn gazetteer(tr: Tr, error: &GazetteerError) -> String {
    match error {
        GazetteerError::Nul { line } => tr.with("fault.nul", &[("line", line)]),
        GazetteerError::NoColumn { line, column } => {
            let values = [("line", line as &dyn Display), ("column", column)];
            tr.with("fault.no-column", &values)
        }
        GazetteerError::Decode(DecodeError::Binary { .. }) => tr.get("fault.binary").to_owned(),
        GazetteerError::Decode(DecodeError::TooLarge { limit, .. }) => {
            tr.with("fault.too-large", &[("n", &(limit >> 20))])
        }
        GazetteerError::Decode(_) => tr.get("fault.no-text").to_owned(),
    }
}

fn schema(tr: Tr, error: &SchemaError) -> String {
    let fault = match error {
        SchemaError::Syntax {
            line,
            column,
            message,
        } => {
            let what = tr.with("fault-at.syntax", &[("reason", message)]);
            return at(tr, *line, *column, &what);
        }
        SchemaError::Content(fault) => fault,
    };
    let part = |part: &SchemaPart| tr.get(part_key(*part));
    match fault {
        SchemaFault::NoRoles => tr.get("fault.no-roles").to_owned(),
        SchemaFault::NoName(SchemaPart::RoleKey) => tr.get("fault.keyless-role").to_owned(),
        SchemaFault::NoName(SchemaPart::LabelKey) => tr.get("fault.keyless-label").to_owned(),
        SchemaFault::NoName(what) => tr.with("fault.nameless", &[("what", &part(what))]),
        SchemaFault::Twice(what, name) => {
            let values = [("what", &part(what) as &dyn Display), ("name", name)];
            tr.with("fault.twice", &values)
        }
        SchemaFault::NoLabel { relation, label } => {
            let values = [("relation", relation as &dyn Display), ("label", label)];
            tr.with("fault.no-label", &values)
        }
        SchemaFault::NoChoices(name) => tr.with("fault.no-choices", &[("name", name)]),
        SchemaFault::Color { color, label } => {
            let values = [("color", color as &dyn Display), ("label", label)];
            tr.with("fault.color", &values)
        }
    }
}

fn part_key(part: SchemaPart) -> &'static str {
    match part {
        SchemaPart::Role => "part.role",
        SchemaPart::Label => "part.label",
        SchemaPart::Relation => "part.relation",
        SchemaPart::RoleKey => "part.role-key",
        SchemaPart::LabelKey => "part.label-key",
        SchemaPart::Attribute => "part.attribute",
        SchemaPart::Choice => "part.choice",
    }
}

fn tagger(tr: Tr, error: &UnreadableTagger) -> String {
    match error {
        UnreadableTagger::Foreign => tr.get("fault.tagger-foreign").to_owned(),
        UnreadableTagger::Version(n) => tr.with("fault.tagger-version", &[("n", n)]),
        UnreadableTagger::Damaged => tr.get("fault.tagger-damaged").to_owned(),
    }
}

/// What the system says of a file, as far as somebody can help it.
fn io(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "fault.not-found",
        ErrorKind::PermissionDenied => "fault.denied",
        ErrorKind::ReadOnlyFilesystem => "fault.read-only",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "fault.full",
        ErrorKind::IsADirectory => "fault.folder",
        ErrorKind::NotADirectory => "fault.no-folder",
        ErrorKind::InvalidData => "fault.no-utf8",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::gazetteer::read_gazetteer;
    use crate::model::schema::Schema;
    use crate::ui::i18n::Language;

    /// Whether a sentence has been translated: names of files and columns stay.
    fn is_chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && !text.contains("fault.")
    }

    #[test]
    fn faults_of_rows_files_and_schemas_are_told_in_chinese() {
        let tr = Tr::new(Language::Zh);
        let table = "code,name,level,until\na,\n,b\nc,d,e\nf,g,,h\ni,j\ni,k\nl,\"m\n";
        let file = read_gazetteer(table.as_bytes()).unwrap();
        assert_eq!(file.problems.len(), 6, "{:?}", file.problems);
        for fault in &file.problems {
            let told = row(tr, fault);
            assert!(is_chinese(&told), "{told}");
            assert!(told.contains(&fault.line.to_string()), "{told}");
        }
        let path = Path::new("a.csv").to_path_buf();
        for bytes in [&b"x\n"[..], b"code,name\n\0"] {
            let error = read_gazetteer(bytes).unwrap_err();
            let path = path.clone();
            let told = sentence(tr, &SessionError::Gazetteer { error, path });
            assert!(is_chinese(&told) && told.contains("a.csv"), "{told}");
        }
        let good = Schema::newspaper().to_ron();
        let twice = good.replace("\"OFFICIAL\"", "\"CITY\"");
        let color = good.replacen("color: \"#", "color: \"x", 1);
        for text in ["(", twice.as_str(), color.as_str()] {
            let error = Schema::from_ron(text).unwrap_err();
            let told = schema(tr, &error);
            assert!(is_chinese(&told), "{told}");
        }
    }
    fn of_table(tr: Tr, bytes: &[u8]) -> String {
        let error = read_gazetteer(bytes).unwrap_err();
        let path = Path::new("a.csv").to_path_buf();
        sentence(tr, &SessionError::Gazetteer { error, path })
    }

    #[test]
    fn a_table_that_is_no_text_is_said_to_be_none() {
        for (language, words) in [
            (Language::Zh, "这不是文本文件"),
            (Language::En, "no text file"),
        ] {
            let tr = Tr::new(language);
            for bytes in [&b"PK\x03\x04\x14\0xl/"[..], b"%PDF-1.7\n"] {
                let told = of_table(tr, bytes);
                assert!(told.contains(words) && told.contains("CSV"), "{told}");
            }
        }
    }

    #[test]
    fn each_fault_of_a_row_says_what_to_do() {
        let table = format!("code,name,aliases\n,b\nc,\nd,e,{}\n", "f".repeat(1001));
        let file = read_gazetteer(table.as_bytes()).unwrap();
        assert_eq!(file.problems.len(), 3, "{:?}", file.problems);
        let remedies = [
            ["请补上", "write"],
            ["请补上", "write"],
            ["请缩短", "shorten"],
        ];
        for (fault, remedy) in file.problems.iter().zip(remedies) {
            for (language, remedy) in [Language::Zh, Language::En].into_iter().zip(remedy) {
                let told = row(Tr::new(language), fault);
                assert!(told.contains(remedy), "{told}");
                assert_eq!(told.contains("1000"), fault.what == CellFault::TooLong);
            }
        }
    }

    #[test]
    fn what_has_no_name_or_key_is_told_without_slips_of_grammar() {
        let told = |part, language| {
            let fault = SchemaFault::NoName(part);
            schema(Tr::new(language), &SchemaError::Content(fault))
        };
        let both = |part| [told(part, Language::Zh), told(part, Language::En)];
        assert_eq!(
            both(SchemaPart::Attribute),
            ["有属性没有名称", "One attribute has no name"]
        );
        assert_eq!(
            both(SchemaPart::RoleKey),
            ["有角色没有快捷键", "One role has no key"]
        );
        assert_eq!(
            both(SchemaPart::LabelKey),
            ["有标签没有快捷键", "One label has no key"]
        );
    }

    #[test]
    fn a_file_in_another_encoding_is_told_in_chinese() {
        let error = SessionError::File {
            what: "it was not read",
            cause: ErrorKind::InvalidData.into(),
            path: Path::new("a.ron").to_path_buf(),
        };
        let told = sentence(Tr::new(Language::Zh), &error);
        assert!(is_chinese(&told) && told.contains("a.ron"), "{told}");
    }
}
