//! Making a project of what was read: what is missing is put in its place where that
//! saves somebody's work, and what belongs to nothing goes.

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{SalvageReport, values};
use crate::model::document::Sha256;
use crate::model::layer::SUGGESTIONS_LAYER;
use crate::store::annotations::{self, Page};
use crate::store::error::StoreError;
use crate::store::progress::{self, Progress};
use crate::text::source::SourceText;

/// Mends the new project, whose rows have all been read, and completes the report.
pub(super) fn mend(connection: &Connection, report: &mut SalvageReport) -> Result<(), StoreError> {
    drop_proposals(connection)?;
    describe_texts(connection, report)?;
    replace_texts(connection, report)?;
    name_layers(connection, report)?;
    enter_pages(connection)?;
    restore_articles(connection, report)?;
    drop_orphans(connection, report)?;
    values::mend(connection, report)?;
    count_pages(connection)?;
    if !report.is_complete() {
        close_undo(connection, report)?;
    }
    Ok(())
}

/// What engines proposed is not saved: it can be made again.
fn drop_proposals(connection: &Connection) -> Result<(), StoreError> {
    const DERIVED: &str = "SELECT seq FROM layer WHERE name = ? AND kind = 'machine'";
    for table in PAGE_TABLES.iter().chain(&["progress"]) {
        connection.execute(
            &format!("DELETE FROM {table} WHERE layer IN ({DERIVED})"),
            [SUGGESTIONS_LAYER],
        )?;
    }
    connection.execute(
        &format!("DELETE FROM layer WHERE seq IN ({DERIVED})"),
        [SUGGESTIONS_LAYER],
    )?;
    Ok(())
}

/// A text whose description is lost gets a new one.
fn describe_texts(connection: &Connection, report: &mut SalvageReport) -> Result<(), StoreError> {
    let lost = numbers(
        connection,
        "SELECT document FROM document_text WHERE document NOT IN (SELECT seq FROM document)",
    )?;
    for &seq in &lost {
        let text: String = connection.query_row(
            "SELECT text FROM document_text WHERE document = ?",
            [seq],
            |row| row.get(0),
        )?;
        let source = SourceText::new(text.as_str());
        connection.execute(
            "INSERT INTO document (seq, id, name, source, sha256, encoding, chars, lines, ink, \
             status) VALUES (?, ?, ?, '', ?, 'UTF-8', ?, ?, ?, 'in_progress')",
            params![
                seq,
                Uuid::now_v7().as_bytes(),
                format!("salvaged-{seq}.txt"),
                Sha256::of(text.as_bytes()).0,
                source.len(),
                source.line_count() as i64,
                source.ink(source.span()),
            ],
        )?;
    }
    if !lost.is_empty() {
        report.notes.push(format!(
            "{} documents lost their description and are named salvaged-NUMBER.txt now.",
            lost.len()
        ));
    }
    Ok(())
}

/// A text that is lost is replaced by as many replacement characters, so that what
/// was annotated keeps its place.
fn replace_texts(connection: &Connection, report: &mut SalvageReport) -> Result<(), StoreError> {
    let lost = numbers(
        connection,
        "SELECT seq FROM document WHERE seq NOT IN (SELECT document FROM document_text)",
    )?;
    for &seq in &lost {
        let chars: u32 =
            connection.query_row("SELECT chars FROM document WHERE seq = ?", [seq], |row| {
                row.get(0)
            })?;
        connection.execute(
            "INSERT INTO document_text (document, text) VALUES (?, ?)",
            params![seq, "\u{fffd}".repeat(chars as usize)],
        )?;
        connection.execute(
            "UPDATE document SET lines = 1, ink = chars WHERE seq = ?",
            [seq],
        )?;
    }
    if !lost.is_empty() {
        report.notes.push(format!(
            "The texts of {} documents could not be read; they are rows of \u{fffd} now. \
             Import these pages again.",
            lost.len()
        ));
    }
    Ok(())
}

const PAGE_TABLES: [&str; 6] = [
    "article",
    "segment",
    "line_break",
    "correction",
    "entity",
    "relation",
];

/// A layer that is lost but was used gets a new name.
fn name_layers(connection: &Connection, report: &mut SalvageReport) -> Result<(), StoreError> {
    let used = PAGE_TABLES
        .iter()
        .chain(&["progress"])
        .map(|table| format!("SELECT layer FROM {table}"))
        .collect::<Vec<_>>()
        .join(" UNION ");
    let mut lost = numbers(
        connection,
        &format!("SELECT layer FROM ({used}) WHERE layer NOT IN (SELECT seq FROM layer)"),
    )?;
    let any: bool =
        connection.query_row("SELECT EXISTS (SELECT 1 FROM layer)", [], |row| row.get(0))?;
    if !any && lost.is_empty() {
        lost.push(1);
    }
    for seq in lost {
        let name = if any {
            format!("salvaged-{seq}")
        } else {
            first_name(seq)
        };
        connection.execute(
            "INSERT INTO layer (seq, id, name, kind) VALUES (?, ?, ?, 'editor')",
            params![seq, Uuid::now_v7().as_bytes(), name],
        )?;
        report
            .notes
            .push(format!("A layer lost its name and is called {name:?} now."));
    }
    Ok(())
}

/// The first layer is always the main one.
fn first_name(seq: i64) -> String {
    if seq == 1 {
        crate::model::layer::MAIN_LAYER.to_owned()
    } else {
        format!("salvaged-{seq}")
    }
}

/// Every page with annotations is among those that have some.
fn enter_pages(connection: &Connection) -> Result<(), StoreError> {
    for table in PAGE_TABLES {
        connection.execute(
            &format!(
                "INSERT OR IGNORE INTO progress (layer, document) \
                 SELECT DISTINCT layer, document FROM {table} \
                 WHERE document IN (SELECT seq FROM document)"
            ),
            [],
        )?;
    }
    Ok(())
}

/// Segments whose article is lost get one again, in the order of the text.
fn restore_articles(connection: &Connection, report: &mut SalvageReport) -> Result<(), StoreError> {
    let restored = connection.execute(
        "INSERT INTO article (document, layer, id, rank) \
         SELECT s.document, s.layer, s.article, min(s.start) FROM segment AS s \
         WHERE s.article IS NOT NULL AND NOT EXISTS (SELECT 1 FROM article AS a \
           WHERE a.document = s.document AND a.layer = s.layer AND a.id = s.article) \
         GROUP BY s.document, s.layer, s.article",
        [],
    )?;
    if restored > 0 {
        report.notes.push(format!(
            "{restored} articles lost their title and their place among the others."
        ));
    }
    Ok(())
}

/// What belongs to nothing goes; references that only add something are cut.
fn drop_orphans(connection: &Connection, report: &mut SalvageReport) -> Result<(), StoreError> {
    const NO_DOCUMENT: &str = "document NOT IN (SELECT seq FROM document)";
    const NO_END: &str = "NOT EXISTS (SELECT 1 FROM entity AS e WHERE e.document = relation.document \
         AND e.layer = relation.layer AND e.id =";
    let relations = format!("{NO_END} source) OR {NO_END} target)");
    let orphans = [
        ("progress", NO_DOCUMENT),
        ("rejection", NO_DOCUMENT),
        ("decision", NO_DOCUMENT),
        (
            "authority_alias",
            "authority NOT IN (SELECT id FROM authority)",
        ),
    ];
    let pages = PAGE_TABLES.map(|table| (table, NO_DOCUMENT));
    let ends = [("relation", relations.as_str())];
    for (table, condition) in orphans.into_iter().chain(pages).chain(ends) {
        let gone = connection.execute(&format!("DELETE FROM {table} WHERE {condition}"), [])?;
        if let Some(report) = report.tables.iter_mut().find(|t| t.table == table) {
            report.kept = report.kept.saturating_sub(gone as u64);
            report.refused += gone as u64;
        }
    }
    let cut = connection.execute(
        "UPDATE entity SET authority = NULL \
         WHERE authority IS NOT NULL AND authority NOT IN (SELECT id FROM authority)",
        [],
    )?;
    if cut > 0 {
        report.notes.push(format!(
            "{cut} entities lost the link to their authority record."
        ));
    }
    connection.execute(
        "UPDATE document SET supersedes = NULL \
         WHERE supersedes IS NOT NULL AND supersedes NOT IN (SELECT id FROM document)",
        [],
    )?;
    Ok(())
}

/// Counts anew what each page has.
fn count_pages(connection: &Connection) -> Result<(), StoreError> {
    let pages: Vec<Page> = connection
        .prepare("SELECT document, layer FROM progress ORDER BY document")?
        .query_map([], |row| {
            Ok(Page {
                document: row.get(0)?,
                layer: row.get(1)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    for page in pages {
        let text: String = connection
            .prepare_cached("SELECT text FROM document_text WHERE document = ?")?
            .query_row([page.document], |row| row.get(0))?;
        // What cannot be read as annotations stays in the tables for `verify` to name.
        if let Ok(annotations) = annotations::load(connection, page) {
            let progress = Progress::of(&annotations, &SourceText::new(text));
            progress::put(connection, page, &progress)?;
        }
    }
    Ok(())
}

/// After a loss, undoing could meet rows that are not what they were: the history
/// stays readable, but nothing before the loss can be undone.
fn close_undo(connection: &Connection, report: &mut SalvageReport) -> Result<(), StoreError> {
    let guard: String = connection.query_row(
        "SELECT sql FROM sqlite_schema WHERE name = 'journal_keeps_entries'",
        [],
        |row| row.get(0),
    )?;
    connection.execute_batch("DROP TRIGGER journal_keeps_entries")?;
    let closed = connection.execute(
        "UPDATE journal SET below = NULL, undo_top = NULL, redo_top = NULL",
        [],
    )?;
    connection.execute_batch(&guard)?;
    if closed > 0 {
        report.notes.push(
            "What was done before the damage is listed in the history and cannot be undone."
                .to_owned(),
        );
    }
    Ok(())
}

fn numbers(connection: &Connection, sql: &str) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare(sql)?;
    let found = statement.query_map([], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}
