//! Broadsheet from outside: one binary of stories, by subject.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect should end"
)]

mod calibration;
mod cli;
mod cli_gold;
mod entities_gold;
mod session;
mod support;
mod tidy;
mod ui;
mod uikit;
mod versions_gold;
