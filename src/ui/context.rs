//! What every panel gets to read, and how it asks for changes.

use super::action::{Action, Actions};
use super::command::Command;
use super::env::{Blocked, CommandEnv};
use super::i18n::{Language, Tr};
use super::prefs::Prefs;
use crate::model::id::{Label, Role};
use crate::model::schema::{Names, Schema};

/// Read-only surroundings of a panel.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    /// Texts.
    pub tr: Tr,
    /// Choices.
    pub prefs: &'a Prefs,
    /// What can be done now.
    pub env: &'a CommandEnv,
    /// Where to ask for changes.
    pub actions: &'a Actions,
}

impl<'a> Ctx<'a> {
    /// Asks for something to be done after drawing.
    pub fn send(&self, action: Action) {
        self.actions.send(action);
    }

    /// Asks for a command.
    pub fn run(&self, command: Command) {
        self.send(Action::Run(command));
    }

    /// Why a command cannot be invoked now, as a sentence.
    pub fn blocked(&self, command: Command) -> Option<&'static str> {
        self.env
            .check(command)
            .err()
            .map(|reason| self.tr.get(reason.key()))
    }

    /// Why nothing can be changed now, as a sentence, if a job changes the project.
    pub fn waits(&self) -> Option<&'static str> {
        self.env.changing.then(|| self.tr.get(Blocked::Busy.key()))
    }

    /// A name of the schema in the language of the window.
    pub fn name<'n>(&self, names: &'n Names) -> &'n str {
        name_in(self.tr.language(), names)
    }

    /// The shown name of a label.
    pub fn label_name<'n>(&self, schema: &'n Schema, label: &'n Label) -> &'n str {
        schema
            .label(label)
            .map_or(label.as_str(), |def| self.name(&def.name))
    }

    /// The shown name of a role.
    pub fn role_name<'n>(&self, schema: &'n Schema, role: &'n Role) -> &'n str {
        schema
            .role(role)
            .map_or(role.as_str(), |def| self.name(&def.name))
    }
}

/// The name in a language; the other one where it is empty.
pub fn name_in(language: Language, names: &Names) -> &str {
    let (first, second) = match language {
        Language::Zh => (&names.zh, &names.en),
        Language::En => (&names.en, &names.zh),
    };
    if first.is_empty() { second } else { first }
}
