//! Broadsheet from outside: one binary of stories, by subject.

mod support;
mod tidy;
mod ui;
mod uikit;
