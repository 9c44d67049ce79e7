//! Broadsheet from outside: one binary of stories, by subject.

mod cli;
mod cli_gold;
mod session;
mod support;
mod tidy;
mod ui;
mod uikit;
