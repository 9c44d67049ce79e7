//! Jobs of the schema editor.

use std::path::PathBuf;

use super::{TaskAnswer, TaskKind, Tasks, Work};
use crate::edit::schema::SchemaEdit;
use crate::jobs::Wake;
use crate::session::Session;

impl Tasks {
    /// Starts counting what uses the names of the schema.
    pub fn schema_uses(&mut self, project: PathBuf, wake: Wake) {
        self.start(TaskKind::SchemaUses, wake, move |_| {
            let session = Session::open_read_only(&project)?;
            Ok(TaskAnswer::SchemaUses(session.schema_uses()?))
        });
    }

    /// Starts counting what a change of the schema would do.
    pub fn survey_schema(&mut self, project: PathBuf, edit: SchemaEdit, wake: Wake) {
        self.start(TaskKind::SchemaSurvey, wake, move |ticket| {
            let counted = Session::open_read_only(&project)
                .and_then(|session| session.survey_schema(&edit, ticket));
            Ok(TaskAnswer::SchemaSurveyed(Box::new((edit, counted))))
        });
    }

    /// Starts changing the schema and what uses it.
    pub fn change_schema(&mut self, work: Work, edit: SchemaEdit, wake: Wake) {
        self.start(TaskKind::Schema, wake, move |ticket| {
            let changed = work
                .open()
                .and_then(|mut session| session.change_schema(&edit, ticket));
            Ok(TaskAnswer::SchemaChanged(changed.map(Box::new)))
        });
    }
}
