//! What the line ends inside the parts of articles mean.
//!
//! The projection infers them from shapes alone; here it is known besides what the lines
//! are and how paragraphs begin on this page.

use super::assign::Board;
use super::cues;
use super::features::Feature;
use super::label::Label;
use super::lines::{Ending, Style};
use super::order::{Part, Role};
use super::paragraphs::Paragraphs;
use crate::model::evidence::{Cue, Reason};
use crate::model::line_break::BreakKind;
use crate::text::projection::{self, Break, BreakContext};

/// What a blank line after the end of a sentence is worth on pages that have them where
/// columns end, too.
const BLANK: f32 = 2.0;

/// A decision about a line end with the probability that it is right.
pub(super) struct Decision {
    /// The upper line, from 1.
    pub line: u32,
    pub kind: BreakKind,
    pub score: f64,
    pub reason: Reason,
}

/// Decides the break after line `at` (among the lines with text), inside `part`; `None`
/// if no line with text follows.
pub(super) fn decide(
    board: &Board,
    (context, paragraphs): (&BreakContext, &Paragraphs),
    part: &Part,
    at: usize,
) -> Option<Decision> {
    let (upper, lower) = (board.lines.all.get(at)?, board.lines.all.get(at + 1)?);
    let line = u32::try_from(upper.number).ok()? + 1;
    let say = |kind, score, cue| {
        let reason = Reason::new(cue);
        Some(Decision {
            line,
            kind,
            score,
            reason,
        })
    };
    let sign = |at: usize, sign| {
        board
            .signs
            .get(at)
            .is_some_and(|signs| signs.contains(&sign))
    };
    if matches!(
        part.role,
        Role::Kicker | Role::Headline | Role::Subheadline | Role::Heading
    ) {
        return say(BreakKind::Soft, 0.9, Cue::ShortLine);
    }
    if part.role == Role::Body && (sign(at, Feature::Tabular) || sign(at + 1, Feature::Tabular)) {
        return say(BreakKind::Para, 0.9, Cue::Width);
    }
    let apart = |at: usize| board.verse.get(at).copied().unwrap_or(false);
    if apart(at) || apart(at + 1) {
        return say(BreakKind::Para, 0.85, Cue::ShortLine);
    }
    let ended = upper.ending == Ending::Final;
    if part.role == Role::Dateline || part.role == Role::Caption && !ended {
        return say(BreakKind::Soft, 0.97, Cue::OpenSentence);
    }
    if ended && cues::speaker(lower.text) {
        return say(BreakKind::Para, 0.93, Cue::SentenceEnd);
    }
    let found = context.infer(line)?;
    let by_width = matches!(
        found.reason,
        projection::Reason::ShortLine
            | projection::Reason::LostIndent
            | projection::Reason::FullLine
            | projection::Reason::Title
    );
    let blank = found.reason == projection::Reason::BlankLine;
    let by_width = by_width || blank && !paragraphs.parted;
    let odds = paragraphs.after(at).filter(|_| by_width);
    if let Some(odds) = odds.map(|odds| if blank { odds + BLANK } else { odds }) {
        let probability = 1.0 / (1.0 + (-f64::from(odds.abs())).exp());
        let (kind, cue) = match odds > 0.0 {
            true => (BreakKind::Para, Cue::Width),
            false if ended => (BreakKind::Soft, Cue::Width),
            false => (BreakKind::Soft, Cue::OpenSentence),
        };
        return say(kind, probability.clamp(0.55, 0.98), cue);
    }
    if ended && lost_indent(board, at + 1) {
        return say(BreakKind::Para, 0.85, Cue::Indent);
    }
    let full = found.reason == projection::Reason::FullLine;
    if part.role == Role::Body && ended && full && cues::opens_paragraph(lower.text) {
        return say(BreakKind::Para, 0.75, Cue::SentenceEnd);
    }
    // Inside a text a line wider than its column is a change of columns, no title.
    let title = found.reason == projection::Reason::Title;
    if part.role == Role::Body && title && upper.width > upper.column {
        return say(BreakKind::Soft, 0.8, Cue::OpenSentence);
    }
    let kind = match found.kind {
        Break::Soft => BreakKind::Soft,
        Break::Para => BreakKind::Para,
    };
    let (score, cue) = match found.reason {
        projection::Reason::Mark => (0.97, Cue::CaptionMark),
        projection::Reason::Indent => (0.98, Cue::Indent),
        projection::Reason::RunsOn => (0.99, Cue::OpenSentence),
        projection::Reason::LineIsParagraph => (0.97, Cue::SentenceEnd),
        projection::Reason::Item => (0.9, Cue::Numbered),
        projection::Reason::ShortLine => (0.97, Cue::Width),
        projection::Reason::BlankLine => (0.9, Cue::BlankLines),
        projection::Reason::LostIndent => (0.8, Cue::Indent),
        projection::Reason::Title => (0.85, Cue::ShortLine),
        projection::Reason::FullLine if ended => (0.85, Cue::Width),
        projection::Reason::FullLine => (0.98, Cue::Width),
    };
    say(kind, score, cue)
}

/// Whether a line looks like a first line that has lost its indent: short by about two
/// characters, and the line after it is full.
fn lost_indent(board: &Board, at: usize) -> bool {
    let short = |at: usize| {
        board
            .lines
            .all
            .get(at)
            .filter(|line| line.ending != Ending::Final)
            .map(|line| line.column - line.width)
    };
    let told = match board.lines.style {
        Style::LostIndent => true,
        Style::Plain => short(at + 1).is_some_and(|short| short.abs() <= 0.9),
        Style::Indented | Style::Flush => false,
    };
    let starts = board.labels.get(at) == Some(&Label::Lead);
    told && starts && short(at).is_some_and(|short| (1.2..=3.2).contains(&short))
}

#[cfg(test)]
mod tests {
    use crate::model::line_break::BreakKind;
    use crate::model::schema::Schema;
    use crate::suggest::{Engine, propose};
    use crate::text::source::SourceText;

    /// What is proposed for the break below line `line`, from 1.
    fn below(text: &str, line: u32) -> Option<BreakKind> {
        let source = SourceText::new(text);
        let engines = [Engine::Segmentation, Engine::LineBreaks];
        let found = propose(&source, &Schema::newspaper(), &engines, None);
        let mut all = found.annotations.line_breaks();
        all.find(|it| it.line == line).map(|it| it.kind)
    }

    /// First lines are two characters short, as all paragraphs together show.
    #[test]
    fn lost_indents_show_in_the_whole_body() {
        let text = "\
东塬乡四百户农家用上新水渠

东塬乡的水渠通了水，四百户农家的
油菜田浇上了头一遍水，渠边的水闸由闸
工老秦每天早上六点打开，晚八点关上。
老秦说，水渠比从前听话，很听话。
水利站算过一笔账，今年全乡能多收三成
的油菜籽，每户添一千多元的收入，再过
两年就能把修渠的钱挣回来。
站里还留了一个人看水位，水大的时
候开闸，水小的时候关闸，不误农时。
";
        let breaks: Vec<_> = (3..=10).map(|line| below(text, line)).collect();
        let (soft, para) = (Some(BreakKind::Soft), Some(BreakKind::Para));
        let expected = [soft, soft, para, soft, soft, soft, para, soft];
        assert_eq!(breaks, expected);
    }

    #[test]
    fn words_of_reports_begin_a_paragraph_after_a_full_line() {
        let page = |opening: &str| {
            let title = "东塬乡四百户农家用上新水渠";
            let text = "本报青禾讯（通讯员王某）3月2日，青禾";
            let more = "县的水渠通了水，四百户农家的油菜田浇";
            let full = "上了头一遍水，县水利局说十天能浇完。";
            let last = "能再浇三千亩麦田，农户正在清理田边的小";
            format!("{title}\n\n{text}\n{more}\n{full}\n{opening}{last}\n渠，等着浇第二遍水。\n")
        };
        assert_eq!(below(&page("据了解，"), 5), Some(BreakKind::Para));
        assert_eq!(below(&page("水利站"), 5), Some(BreakKind::Soft));
    }
}
