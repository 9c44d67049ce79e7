//! A simulated editor: brings a raw page to exactly what gold says of it, through
//! the session and with the verbs that keys stand for, and counts what it costs.
//!
//! # The price list
//!
//! | action | price |
//! | --- | --- |
//! | a key, with or without modifiers | 1 key |
//! | a click that puts the caret | 1 click |
//! | a drag that selects, or that moves a row of the inspector | 2 clicks (press, release) |
//! | typed text | 1 key a character |
//! | a number above 9 for an article | 4 keys (palette, two digits, Enter) |
//! | a correction | its selection, `E`, the text, Enter |
//! | the same at all equal places | `Shift+E`, Enter |
//! | taking a correction away | a click, `Alt+E` |
//! | a title that is not its headline | `N`, the text, Enter |
//!
//! A key acts on what is selected already where it means the right text: a caret
//! stands for its line, or for the segment around it that is not body text. Whoever
//! uses suggestions pays for going to mode Review and back. Looking, scrolling and
//! thinking cost nothing, and the editor makes no mistakes.
//!
//! # What must be equal in the end
//!
//! Articles and their order, segments with their ends, roles and order, furniture,
//! corrections, and each line end that gold decides, whether mine decides it or it is
//! inferred so. Titles count where they are not just the headline, white space aside.

mod editor;
mod gold;
mod marks;
mod order;
mod text;
mod walk;

use std::ops::{Add, AddAssign};
use std::path::{Path, PathBuf};

use editor::Editor;

/// A raw page and what annotators say of it.
#[derive(Debug, Clone)]
pub struct GoldPage {
    /// The raw text as it is imported.
    pub raw: PathBuf,
    /// The record of its annotations.
    pub gold: PathBuf,
}

impl GoldPage {
    /// The page `name` whose text and record stand in these folders.
    pub fn new(raw: &Path, gold: &Path, name: &str) -> Self {
        Self {
            raw: raw.join(format!("{name}.txt")),
            gold: gold.join(format!("{name}.json")),
        }
    }
}

/// What work costs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Price {
    /// Keys pressed.
    pub keys: u32,
    /// Clicks; a drag is two.
    pub clicks: u32,
}

impl Price {
    /// Keys and clicks together.
    pub fn total(self) -> u32 {
        self.keys + self.clicks
    }
}

impl Add for Price {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            keys: self.keys + other.keys,
            clicks: self.clicks + other.clicks,
        }
    }
}

impl AddAssign for Price {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// How the editor goes to work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Without suggestions.
    Alone,
    /// Accepts everything with one key, then repairs.
    All,
    /// Accepts with one key what the engines are sure of, then repairs.
    Sure,
    /// Walks through the questions and answers each, then repairs.
    Walk,
}

impl Way {
    /// Those that use suggestions.
    pub const SUGGESTED: [Self; 3] = [Self::All, Self::Sure, Self::Walk];
}

/// What it took to bring a page to gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// What it cost.
    pub price: Price,
    /// Whether the page then says exactly what gold says.
    pub exact: bool,
}

/// Imports the page into a new project and brings it to gold.
pub fn work(page: &GoldPage, way: Way) -> Effort {
    let mut editor = Editor::open(page);
    walk::accept(&mut editor, way);
    text::repair(&mut editor);
    marks::repair(&mut editor);
    Effort {
        price: editor.price,
        exact: editor.is_done(),
    }
}

/// How many articles and segments, furniture included, gold has.
pub fn size(page: &GoldPage) -> (usize, usize) {
    let editor = Editor::open(page);
    let gold = &editor.gold.annotations;
    (gold.article_count(), gold.segment_count())
}
