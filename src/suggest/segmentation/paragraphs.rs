//! Where paragraphs end in a body whose first lines are not indented any more.
//!
//! Extractors drop white space, so that an indent is only seen by what it leaves behind:
//! a first line that is two characters short at its end. One such line says little, since the
//! last line of a paragraph is short as well; but together they say much. Each line is the first
//! of its paragraph or not, and the last or not; what its width and its ending say for each is
//! weighed for all lines of a body at once (a chain of two states; forward and backward sums of
//! least costs, Viterbi 1967).

use super::assign::Board;
use super::cues;
use super::label::Label;
use super::lines::{Ending, LONG, Line, Style, is_wide};
use super::order::{Part, Role};

/// The indent of a first line, in em.
const INDENT: f32 = 2.0;
/// So many lines on either side tell how wide the column is.
const NEIGHBOURS: usize = 8;
/// Costs, as negative logarithms: that a paragraph ends with a line, that a sentence ends
/// by chance where a line does, that an open line ends a paragraph.
const ENDS: f32 = 1.6;
const CHANCE: f32 = 2.7;
const OPEN: f32 = 6.0;
/// The cost of each em that a line is too short or too long for its place.
const SHORT: f32 = 3.0;
const WIDE: f32 = 2.0;
/// How much better one of the two must explain a body to be believed.
const TOLD: f32 = 0.5;
/// What the words with which reports begin paragraphs are worth.
const WORDS: f32 = 1.5;

/// By line of a body: the log-odds that a paragraph ends with it.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    /// Whether blank lines part paragraphs; elsewhere they stand where columns end.
    pub parted: bool,
    odds: Vec<(usize, f32)>,
}

impl Paragraphs {
    /// Looks at the bodies of one article. Nothing is said where first lines are indented,
    /// where every line is a paragraph, and where nothing tells whether first lines are short.
    pub fn of(board: &Board, parts: &[Part]) -> Self {
        let mut found = Self {
            parted: blanks_part(board),
            odds: Vec::new(),
        };
        if !board.lines.wide || board.lines.style == Style::Indented {
            return found;
        }
        let bodies: Vec<Body> = parts
            .iter()
            .filter(|part| part.role == Role::Body)
            .filter_map(|part| Body::of(board, part))
            .collect();
        let page = match board.lines.style {
            Style::LostIndent => 1.0,
            Style::Flush => -1.0,
            Style::Plain | Style::Indented => 0.0,
        };
        let cost = |indent: f32| -> f32 { bodies.iter().map(|body| body.chain(indent).0).sum() };
        let told = page + cost(0.0) - cost(INDENT);
        if told.abs() >= TOLD {
            let indent = if told > 0.0 { INDENT } else { 0.0 };
            for body in &bodies {
                found.odds.extend(body.chain(indent).1);
            }
        }
        found
    }

    /// The log-odds that a paragraph ends with line `at`.
    pub fn after(&self, at: usize) -> Option<f32> {
        let place = self.odds.partition_point(|(line, _)| *line < at);
        let all = self.odds.get(place).filter(|(line, _)| *line == at);
        all.or_else(|| self.odds.iter().find(|(line, _)| *line == at))
            .map(|(_, odds)| *odds)
    }
}

/// Whether the blank lines inside running text stand after the ends of sentences, nine in ten.
fn blanks_part(board: &Board) -> bool {
    let text = |at: usize| board.labels.get(at).is_some_and(|label| label.is_text());
    let inside = (1..board.lines.all.len()).filter(|&at| {
        board.lines.set_off(at)
            && text(at - 1)
            && board.labels.get(at) != Some(&Label::Dateline)
            && text(at)
    });
    let ends = inside.filter_map(|at| board.lines.all.get(at - 1).map(|above| above.ending));
    let (mut all, mut open) = (0, 0);
    for ending in ends {
        all += 1;
        open += usize::from(ending != Ending::Final);
    }
    open * 10 <= all
}

/// A line as it counts here.
struct Row {
    /// The least and the most that it may be wide.
    least: f32,
    most: f32,
    /// The room that its first word needs beyond one character.
    word: f32,
    ending: Ending,
    colon: bool,
    opens: bool,
    /// The width of a full line.
    column: f32,
}

/// The lines of one body.
struct Body {
    first: usize,
    rows: Vec<Row>,
}

impl Body {
    fn of(board: &Board, part: &Part) -> Option<Self> {
        let lines = board.lines.all.get(part.lines.0..=part.lines.1)?;
        if lines.len() < 3 || lines.iter().any(|line| line.width > LONG) {
            return None;
        }
        let mut rows: Vec<Row> = lines.iter().map(Row::of).collect();
        for at in 0..rows.len() {
            let near = at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(rows.len());
            let column = column(rows.get(near).unwrap_or_default());
            if let Some(row) = rows.get_mut(at) {
                row.column = column;
            }
        }
        let first = part.lines.0;
        Some(Self { first, rows })
    }

    /// What it costs at least that first lines are short by `indent`, and for each line but the
    /// last the log-odds that a paragraph ends with it.
    fn chain(&self, indent: f32) -> (f32, Vec<(usize, f32)>) {
        let count = self.rows.len();
        let cost = |at: usize, first: bool, last: bool| -> f32 {
            let next = self.rows.get(at + 1);
            self.rows.get(at).map_or(0.0, |row| {
                row.cost(if first { indent } else { 0.0 }, last, next)
            })
        };
        // The least cost of the lines before `at`, if it is a first line or not.
        let mut before = vec![[0.0_f32; 2]; count];
        for at in 1..count {
            let above = before[at - 1];
            let least = |last| {
                let plain = above[0] + cost(at - 1, false, last);
                plain.min(above[1] + cost(at - 1, true, last))
            };
            before[at] = [least(false), least(true)];
        }
        // The least cost of line `at` and those after it.
        let mut after = vec![[0.0_f32; 2]; count + 1];
        for at in (0..count).rev() {
            let below = after[at + 1];
            let least = |first| {
                let goes_on = below[0] + cost(at, first, false);
                if at + 1 == count {
                    0.0
                } else {
                    goes_on.min(below[1] + cost(at, first, true))
                }
            };
            after[at] = [least(false), least(true)];
        }
        let odds = |at: usize| {
            let (before, after) = (before[at], after[at]);
            (
                self.first + at - 1,
                before[0] + after[0] - before[1] - after[1],
            )
        };
        let [plain, start] = after[0];
        (plain.min(start), (1..count).map(odds).collect())
    }
}

impl Row {
    fn of(line: &Line) -> Self {
        let marks = line.text.chars().filter(|c| is_mark(*c)).count() as f32;
        let most: f32 = line.text.chars().map(width).sum();
        let hangs = line.text.ends_with(is_mark);
        let word = line.text.chars().take_while(char::is_ascii_alphanumeric);
        Self {
            // Marks are squeezed to half their width, and one may hang out.
            least: most - marks / 2.0 - if hangs { 0.5 } else { 0.0 },
            most,
            word: word.count() as f32 / 2.0,
            ending: line.ending,
            colon: line.text.ends_with(['：', ':']),
            opens: cues::opens_paragraph(line.text),
            column: 0.0,
        }
    }

    fn fits(&self, width: f32) -> bool {
        self.least - 0.3 <= width && width <= self.most + 0.6
    }

    /// What it costs that this line, `indent` less wide than its column, is the last of its
    /// paragraph or not; `next` is the line below it.
    fn cost(&self, indent: f32, last: bool, next: Option<&Self>) -> f32 {
        let target = self.column - indent;
        let over = (self.least - target - 0.3).clamp(0.0, 3.0) * WIDE;
        let room = next.map_or(0.0, |next| next.word);
        let under = target - self.most - room;
        if last {
            // The last line stops anywhere.
            let anywhere = target.max(2.0).ln();
            let full = if self.fits(target) {
                (1.0 + self.most - self.least).ln()
            } else {
                0.0
            };
            let ending = match self.ending {
                Ending::Final => 0.0,
                _ if self.colon => 1.0,
                Ending::Open => OPEN,
                Ending::Comma => OPEN + 2.0,
            };
            let words = if next.is_some_and(|next| next.opens) {
                WORDS
            } else {
                0.0
            };
            ENDS + anywhere - full + ending + over - words
        } else {
            let under = if under < 0.6 {
                0.0
            } else {
                under.min(2.0) * SHORT
            };
            let ending = if self.ending == Ending::Final {
                CHANCE
            } else {
                0.0
            };
            under + over + ending
        }
    }
}

/// The width of a full line that most lines have.
fn column(rows: &[Row]) -> f32 {
    let fitting = |column: f32| -> f32 {
        let fits = rows.iter().filter(|row| row.fits(column));
        fits.map(|row| 1.0 / (1.0 + row.most - row.least)).sum()
    };
    let widest = rows.iter().map(|row| row.most).fold(0.0, f32::max);
    let tried = (4..=(2.0 * widest) as usize).map(|half| half as f32 / 2.0);
    tried
        .map(|column| (fitting(column), column))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or(widest, |(_, column)| column)
}

fn is_mark(c: char) -> bool {
    is_wide(c) && !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '…' | '—')
        || matches!(c, '“' | '”' | '‘' | '’')
}

fn width(c: char) -> f32 {
    match c {
        '\u{3000}' | '…' | '—' => 1.0,
        _ if is_wide(c) || is_mark(c) => 1.0,
        _ if c.is_whitespace() => 0.25,
        _ => 0.5,
    }
}
