//! What is looked for: words as they are typed, or a regular expression.
//!
//! Words are found wherever a reader would find them: white space and line ends
//! between Han characters do not matter, nor does width, nor (unless wanted) case;
//! see [`super::folded`]. A regular expression sees the text as it is; `^` and `$`
//! stand at its lines, `.` is any character but a line end.
//!
//! Expressions run in time linear in the text whatever they are, for the engine
//! never goes back; what could grow is the compiled expression, whose size is
//! limited ([`MOST_BYTES`]), and what is typed ([`MOST_TYPED`]).

use regex::{Regex, RegexBuilder};

use super::folded::{Edges, Folded, Folding};
use super::offset::CharOffset;
use super::required::required;
use super::span::Span;

/// The longest query, in code points.
pub const MOST_TYPED: usize = 1000;

/// The largest compiled expression, and the largest table that is made of it while
/// it runs, in bytes.
pub const MOST_BYTES: usize = 4 << 20;

/// How deep groups and repetitions may be nested.
const DEEPEST: u32 = 50;

/// Something to look for.
#[derive(Debug, Clone)]
pub enum Pattern {
    /// These words.
    Words {
        /// What was typed, folded.
        query: Folded,
        /// How texts are to be folded.
        folding: Folding,
    },
    /// This expression.
    Regex {
        /// The expression.
        regex: Regex,
        /// See [`Pattern::one_of`].
        one_of: Vec<String>,
    },
}

/// Why a query cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// There is nothing to look for.
    #[error("there is nothing to look for")]
    Empty,
    /// It is longer than [`MOST_TYPED`].
    #[error("the query is longer than {MOST_TYPED} characters")]
    TooLong,
    /// Compiled it would be larger than [`MOST_BYTES`].
    #[error("the regular expression is too large; use smaller repetitions")]
    TooLarge,
    /// It is no regular expression.
    #[error("this is no regular expression: {0}")]
    Syntax(String),
}

impl Pattern {
    /// Words to look for; where `case` matters, `A` is not `a`.
    ///
    /// # Errors
    /// [`PatternError::Empty`] if there is nothing but white space,
    /// [`PatternError::TooLong`].
    pub fn words(text: &str, case: bool) -> Result<Self, PatternError> {
        within_limit(text)?;
        let folding = Folding {
            case: !case,
            ..Folding::LOOSE
        };
        let query = Folded::new(text, folding);
        if query.is_empty() {
            return Err(PatternError::Empty);
        }
        Ok(Self::Words { query, folding })
    }

    /// A regular expression in the syntax of the crate `regex`; where `case` does not
    /// matter, `a` is `A` too.
    ///
    /// # Errors
    /// [`PatternError`], which says what is wrong with it in one line.
    pub fn regex(text: &str, case: bool) -> Result<Self, PatternError> {
        within_limit(text)?;
        if text.is_empty() {
            return Err(PatternError::Empty);
        }
        let built = RegexBuilder::new(text)
            .case_insensitive(!case)
            .multi_line(true)
            .crlf(true)
            .size_limit(MOST_BYTES)
            .dfa_size_limit(MOST_BYTES)
            .nest_limit(DEEPEST)
            .build();
        let regex = built.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => PatternError::TooLarge,
            other => PatternError::Syntax(last_line(&other.to_string())),
        })?;
        let one_of = required(text, case, DEEPEST).unwrap_or_default();
        Ok(Self::Regex { regex, one_of })
    }

    /// Texts of which one stands, from the beginning of a word on, in whatever is found:
    /// what an index can be asked for. None if that cannot be told.
    pub fn one_of(&self) -> Vec<&str> {
        match self {
            Self::Words { query, .. } => vec![query.text()],
            Self::Regex { one_of, .. } => one_of.iter().map(String::as_str).collect(),
        }
    }

    /// Where it stands in a text, in code points and in order, at most `limit` places;
    /// none is empty, none overlaps another.
    pub fn find(&self, text: &str, limit: usize) -> Vec<Span> {
        match self {
            Self::Words { query, folding } => {
                let folded = Folded::new(text, *folding);
                folded.find(query, Edges::Begin).take(limit).collect()
            }
            Self::Regex { regex, .. } => {
                let hits = regex.find_iter(text).filter(|hit| !hit.is_empty());
                let (mut byte, mut char) = (0, 0);
                let mut offset = |to: usize| {
                    char += text
                        .get(byte..to)
                        .map_or(0, |part| part.chars().count() as u32);
                    byte = to;
                    CharOffset(char)
                };
                let spans = hits.map(|hit| Span::between(offset(hit.start()), offset(hit.end())));
                spans.take(limit).collect()
            }
        }
    }

    /// Whether a short text, such as a name, is meant: words stand for the whole of it,
    /// an expression for any part.
    pub fn fits(&self, text: &str) -> bool {
        match self {
            Self::Words { query, folding } => Folded::new(text, *folding).text() == query.text(),
            Self::Regex { regex, .. } => regex.is_match(text),
        }
    }
}

fn within_limit(text: &str) -> Result<(), PatternError> {
    match text.chars().nth(MOST_TYPED) {
        Some(_) => Err(PatternError::TooLong),
        None => Ok(()),
    }
}

/// The reason in a message that shows the expression above it.
fn last_line(message: &str) -> String {
    let line = message.lines().rfind(|line| !line.trim().is_empty());
    let line = line.unwrap_or(message).trim();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(pattern: &Pattern, text: &str) -> Vec<(u32, u32)> {
        let spans = pattern.find(text, 100);
        spans.iter().map(|it| (it.start().0, it.end().0)).collect()
    }

    #[test]
    fn words_are_found_over_spaces_and_in_either_case() {
        let words = |text, case| Pattern::words(text, case).unwrap();
        assert_eq!(found(&words("罗琼", false), "见罗\n琼"), [(1, 4)]);
        assert_eq!(found(&words("gdp", false), "GDP、ＧＤＰ"), [(0, 3), (4, 7)]);
        assert_eq!(found(&words("gdp", true), "GDP、gdp"), [(4, 7)]);
        assert_eq!(
            Pattern::words(" \n", true).unwrap_err(),
            PatternError::Empty
        );
    }

    #[test]
    fn expressions_see_lines_and_code_points() {
        let regex = |text| Pattern::regex(text, true).unwrap();
        assert_eq!(found(&regex("^.市"), "京市\r\n𠮷市京市"), [(0, 2), (4, 6)]);
        assert_eq!(found(&regex("市$"), "京市\r\n市"), [(1, 2), (4, 5)]);
        assert_eq!(found(&regex("a*"), "baab"), [(1, 3)]);
        assert!(found(&regex("^"), "甲\n乙").is_empty());
    }

    #[test]
    fn names_are_meant_whole_by_words_and_in_part_by_expressions() {
        assert!(Pattern::words("陇南", true).unwrap().fits("陇 南"));
        assert!(!Pattern::words("陇南", true).unwrap().fits("陇南市"));
        assert!(Pattern::regex("陇南", true).unwrap().fits("陇南市"));
    }

    #[test]
    fn an_index_is_asked_for_what_an_expression_holds() {
        let one_of = |text, case| {
            let pattern = Pattern::regex(text, case).unwrap();
            let texts = pattern.one_of().into_iter().map(str::to_owned);
            texts.collect::<Vec<_>>()
        };
        assert_eq!(one_of("(陇南|天水)市.*", false), ["天水市", "陇南市"]);
        assert_eq!(one_of("GB杂志", true), ["杂志"]);
        assert_eq!(one_of("[一二]区", false), ["一区", "二区"]);
        assert_eq!(one_of(".市长(说|指出)", true), ["市长指出", "市长说"]);
        assert_eq!(
            one_of("第.{1,3}届(政协|人大)+", false),
            ["届人大", "届政协"]
        );
        assert_eq!(one_of("(.?陇南|\\w天水).*", false), ["天水", "陇南"]);
        assert_eq!(one_of("^\\d+\\.(?:[^。]{2,9}工程)$", false), ["工程"]);
        for open in [
            "市*",
            "\\w+",
            "a+",
            "，市|",
            "(?i)abc",
            "市?.",
            ".|市",
            "(市|.)区?",
        ] {
            assert_eq!(one_of(open, true), Vec::<String>::new(), "{open}");
        }
        let branch = "[甲乙丙丁戊己庚辛]{2}市委书记";
        assert_eq!(one_of(branch, true), ["市委书记"], "one question, not 64");
        let many = ["甲", "乙", "丙"].map(|c| format!(".[一二三四五六七八九十百千]{c}"));
        assert_eq!(one_of(&many.join("|"), true), ["丙", "乙", "甲"], "not 36");
        assert_eq!(Pattern::words("陇 南", true).unwrap().one_of(), ["陇南"]);
    }

    #[test]
    fn hostile_expressions_are_refused_in_one_line() {
        let error = |text: &str| Pattern::regex(text, true).unwrap_err();
        assert_eq!(error("(?:.{1000}){1000}"), PatternError::TooLarge);
        assert_eq!(error(&"甲".repeat(MOST_TYPED + 1)), PatternError::TooLong);
        assert_eq!(error(""), PatternError::Empty);
        for bad in [
            "(",
            "[",
            "a{2,1}",
            "\\",
            "(?P<x",
            "\\p{Nope}",
            "*",
            &"(".repeat(900),
        ] {
            let PatternError::Syntax(reason) = error(bad) else {
                panic!("{bad} is refused for its form");
            };
            assert!(!reason.is_empty() && !reason.contains('\n'), "{reason:?}");
        }
        let nested = format!("{}a{}", "(".repeat(90), ")".repeat(90));
        assert!(matches!(error(&nested), PatternError::Syntax(_)));
    }

    #[test]
    fn an_expression_that_would_make_others_hang_takes_its_time_once() {
        let pattern = Pattern::regex("(a+)+$b|(.*?,){11}P", true).unwrap();
        assert!(found(&pattern, &"a".repeat(100_000)).is_empty());
    }

    proptest! {
        #[test]
        fn one_of_those_stands_in_every_hit(
            pattern in "[甲乙aB1.|*?+()\\[\\] -]{1,12}", text in "[甲乙aAbB1 \n]{0,30}", case: bool,
        ) {
            let Ok(pattern) = Pattern::regex(&pattern, case) else { return Ok(()) };
            let one_of = pattern.one_of();
            prop_assume!(!one_of.is_empty());
            if !pattern.find(&text, 1).is_empty() {
                let folded = Folded::new(&text, Folding::LOOSE);
                let has = |wanted: &&str| {
                    let wanted = Folded::new(wanted, Folding::LOOSE);
                    folded.find(&wanted, Edges::Begin).next().is_some()
                };
                prop_assert!(one_of.iter().any(has), "{one_of:?}");
            }
        }

        #[test]
        fn places_are_in_order_and_none_is_empty(
            pattern in "[甲乙a.|*?+()\\[\\]\\\\^$ -]{1,8}", text in "[甲乙aA \\n]{0,30}", limit in 0_usize..5,
        ) {
            let length = text.chars().count() as u32;
            let all = [Pattern::words(&pattern, false), Pattern::regex(&pattern, false)];
            for pattern in all.into_iter().flatten() {
                let spans = pattern.find(&text, limit);
                prop_assert!(spans.len() <= limit);
                prop_assert!(spans.iter().all(|it| !it.is_empty() && it.end().0 <= length));
                prop_assert!(spans.windows(2).all(|two| two[0].end() <= two[1].start()));
            }
        }
    }
}
