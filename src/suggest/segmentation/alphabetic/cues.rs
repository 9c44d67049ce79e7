//! What the words and marks of one line say, in alphabetic scripts.
//!
//! Every cue is a rule about the make of a line with a few trade words (`words`); none
//! needs to know the language. Lengths are in code points.

use super::words;

/// The longest dateline and the longest head on the line of its text.
const LONGEST: (usize, usize) = (60, 70);

/// Words parted by white space, without the marks around them.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// Whether `text` begins with one of `phrases`, as whole words.
pub(super) fn begins_with(text: &str, phrases: &[&str]) -> bool {
    let text = text
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    phrases.iter().any(|phrase| {
        text.strip_prefix(phrase)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}

fn has_word(text: &str, list: &[&str]) -> bool {
    words_of(text).any(|word| list.contains(&word.to_lowercase().as_str()))
}

/// Whether the letters of a text are capitals, all but few (an OCR error, a `Mc`, an
/// `and` in small letters); at least three are needed.
pub(super) fn is_caps(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let (upper, all) = (
        letters().filter(|c| c.is_uppercase()).count(),
        letters().count(),
    );
    all >= 3 && upper * 100 >= all * 85
}

/// Whether nearly all longer words begin with capitals, at least two.
pub(super) fn is_title_case(text: &str) -> bool {
    let long = || words_of(text).filter(|word| word.chars().count() >= 4);
    let upper = long()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    upper >= 2 && upper * 10 >= long().count() * 9
}

/// Whether a line has nothing to read: rules, stars, dashes.
pub(super) fn is_rule(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// The length of a dateline at the beginning of a line, its dash or full stop included:
/// `DURHAM —`, `YORK, May 3 (AP) –`, `Paris, 3 mai.`, `Berlin, den 3. Mai.`, `Berlin (dpa).`
pub(super) fn dateline(text: &str) -> Option<usize> {
    dashed_dateline(text)
        .or_else(|| dated_dateline(text))
        .or_else(|| agency_dateline(text))
}

/// Where a dash that parts the head of a line from the rest begins and ends.
fn dash(text: &str, most: usize) -> Option<(usize, usize)> {
    let chars: Vec<char> = text.chars().collect();
    let at = (1..chars.len().min(most)).find(|&at| match chars.get(at) {
        Some('—' | '–') => true,
        Some('-') => chars.get(at - 1).is_some_and(|c| " .-".contains(*c)),
        _ => false,
    })?;
    let end = (at..chars.len()).find(|&end| chars.get(end).is_none_or(|c| !"—–-".contains(*c)));
    Some((at, end.unwrap_or(chars.len())))
}

fn first(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

/// A place, perhaps with a date or an agency, before a dash.
fn dashed_dateline(text: &str) -> Option<usize> {
    let (start, end) = dash(text, LONGEST.0)?;
    let head = first(text, start);
    let head = head.trim();
    let place = head
        .split([',', '(', '.'])
        .next()
        .unwrap_or_default()
        .trim();
    let dated = head.chars().any(|c| c.is_ascii_digit());
    let agency = head.contains('(') && head.ends_with([')', '.']);
    let words = words_of(place).count();
    let named = is_name(place) && (1..=4).contains(&words);
    let parted = head.ends_with(['.', ',', ')']) || text.chars().nth(start - 1) == Some(' ');
    let plain = is_caps(place) || words == 1 && head.ends_with('.');
    (named && parted && (plain || dated || agency) && words_of(head).count() <= 9).then_some(end)
}

/// Whether every longer word begins with a capital.
fn is_name(text: &str) -> bool {
    let mut any = false;
    for word in words_of(text) {
        let upper = word.starts_with(char::is_uppercase);
        any |= upper;
        if !upper && word.chars().count() > 3 || word.chars().any(|c| c.is_ascii_digit()) {
            return false;
        }
    }
    any && text.starts_with(|c: char| c.is_alphabetic() && c.is_uppercase())
}

/// A place and a day with its month: `Paris, 3 mai.`, `London, March 4.`
///
/// OCR spoils the names of months, so any word will do for one.
fn dated_dateline(text: &str) -> Option<usize> {
    let comma = text
        .chars()
        .position(|c| c == ',')
        .filter(|at| (2..=30).contains(at))?;
    let place = first(text, comma);
    if !is_name(&place) || words_of(&place).count() > 4 {
        return None;
    }
    let rest: Vec<char> = text.chars().skip(comma + 1).take(LONGEST.0).collect();
    let (mut day, mut month, mut word) = (false, false, String::new());
    for (at, &c) in rest.iter().enumerate() {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        match word.chars().next() {
            None => {}
            Some(first) if first.is_ascii_digit() => {
                match word.trim_end_matches(|c: char| c.is_alphabetic()).len() {
                    1 | 2 if !day => day = true,
                    4 if day && month => {}
                    _ => return None,
                }
            }
            Some(_)
                if matches!(
                    word.to_lowercase().as_str(),
                    "den" | "le" | "the" | "de" | "am" | "du" | "il" | "of"
                ) => {}
            Some(_) if !month && word.chars().count() >= 3 => month = true,
            Some(_) => return None,
        }
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        word.clear();
        let closes = ".:;—–".contains(c) && !(number && !month && c == '.');
        if closes && day && month {
            let tail = rest.iter().skip(at + 1);
            let more = tail
                .take_while(|c| ".—–- ".contains(**c))
                .copied()
                .collect::<String>();
            return Some(comma + 2 + at + more.trim_end().chars().count());
        }
    }
    None
}

/// A place and an agency in brackets: `Berlin (dpa).`, `PARIS (Reuters)`.
fn agency_dateline(text: &str) -> Option<usize> {
    let open = text
        .chars()
        .position(|c| c == '(')
        .filter(|at| (3..=30).contains(at))?;
    let close = text
        .chars()
        .position(|c| c == ')')
        .filter(|at| (open + 3..=open + 16).contains(at))?;
    let place = first(text, open);
    let inside: String = text.chars().take(close).skip(open + 1).collect();
    if !is_name(place.trim().trim_end_matches([',', '.']))
        || words_of(&place).count() > 3
        || words_of(&inside).count() > 2
    {
        return None;
    }
    let short = inside.chars().count() <= 5 || is_name(&inside);
    let tail: String = text
        .chars()
        .skip(close + 1)
        .take_while(|c| ".:—–- ".contains(*c))
        .collect();
    (short && !tail.trim().is_empty()).then(|| close + 1 + tail.trim_end().chars().count())
}

/// The length of a head that stands on the line of its text: `Fire in Mill Street.— Last
/// night …`, `LOST.—On Tuesday …`
pub(super) fn run_in(text: &str) -> Option<usize> {
    let (start, end) = dash(text, LONGEST.1)?;
    let head = first(text, start);
    let tight = head.trim_end().ends_with(['.', ':', '!', '?']);
    let starts = head.starts_with(|c: char| c.is_uppercase() || "„“\"«".contains(c));
    let inner = head.trim_end().trim_end_matches(['.', ':', '!', '?']);
    let after = text.chars().skip(end).find(|c| !c.is_whitespace());
    let goes_on = after.is_none_or(|c| !c.is_lowercase());
    (tight
        && starts
        && goes_on
        && !inner.contains(['.', '!', '?', ',', ';'])
        && words_of(inner).count() <= 9)
        .then_some(end)
}

/// Whether a line says who wrote the text.
pub(super) fn byline(text: &str) -> bool {
    let lower = text.to_lowercase();
    let count = words_of(text).count();
    let ends = text.ends_with(['.', '!', '?']) && count > 6;
    if count == 0 || count > 9 || ends {
        return false;
    }
    if words::CORRESPONDENT.iter().any(|who| lower.contains(who)) && count <= 8 {
        return text.starts_with('(')
            || begins_with(text, words::BY)
            || count <= 6 && !lower.starts_with("the ");
    }
    let by = begins_with(text, words::BY);
    let name = words_of(text).skip(1);
    let small = |word: &str| {
        matches!(
            word,
            "and"
                | "und"
                | "et"
                | "y"
                | "e"
                | "de"
                | "von"
                | "van"
                | "la"
                | "le"
                | "du"
                | "del"
                | "di"
                | "и"
                | "in"
                | "der"
        )
    };
    let mut any = 0;
    let all = name.into_iter().all(|word| {
        any += usize::from(word.starts_with(char::is_uppercase));
        word.starts_with(char::is_uppercase) || small(word)
    });
    by && all && any >= 1 && count <= 8
}

/// Whether a line could be the name under a letter or an article.
pub(super) fn signature(text: &str) -> bool {
    let count = words_of(text).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let upper = words_of(text)
        .all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3);
    (1..=5).contains(&count)
        && letters >= 2
        && upper
        && !text.ends_with(['!', '?', ':'])
        && !text.chars().any(|c| c.is_ascii_digit())
}

/// Whether a line is a note that a text goes on elsewhere, or comes from there.
pub(super) fn continued(text: &str) -> bool {
    let marked = text.starts_with(['(', '[']);
    let page = text.chars().any(|c| c.is_ascii_digit()) || marked;
    begins_with(text, words::CONTINUED) && page && words_of(text).count() <= 8
}

/// Whether a line is a running head with a date or the number of a page.
pub(super) fn folio(text: &str) -> bool {
    let words: Vec<String> = words_of(text).map(str::to_lowercase).collect();
    let number = |word: &String| word.chars().all(|c| c.is_ascii_digit());
    let paged = words.windows(2).any(|pair| {
        matches!(pair, [a, b]
        if words::PAGE.contains(&a.as_str()) && b.len() <= 3 && number(b))
    });
    let year = words.iter().any(|word| {
        word.len() == 4 && number(word) && (word.starts_with("1") || word.starts_with("20"))
    });
    let bare = words.len() == 1 && words.iter().all(number);
    let issue = words.iter().any(|word| {
        matches!(
            word.as_str(),
            "no" | "nr" | "n" | "vol" | "núm" | "num" | "№"
        )
    });
    let dated = year
        && words.iter().any(|word| word.len() <= 2 && number(word))
        && !text.trim_end().ends_with(['!', '?', ',']);
    bare || words.len() <= 9
        && (paged && (words.len() <= 3 || year || is_caps(text) || text.contains("  "))
            || dated && (issue || words.len() <= 7 && !words.iter().any(|w| w.len() > 14)))
}

/// Whether a line names a collection of items: `IN BRIEF`, `Vermischtes`.
pub(super) fn section(text: &str) -> bool {
    words_of(text).count() <= 4
        && has_word(text, words::SECTION)
        && text.chars().all(|c| !c.is_ascii_digit())
}

/// Whether a line speaks of the picture beside it.
pub(super) fn picture(text: &str) -> bool {
    has_word(text, words::PICTURE)
}

/// Whether a line begins a letter to the editor.
pub(super) fn salutation(text: &str) -> bool {
    let marks = ".,:;!—–-";
    let head = text.chars().take(48).collect::<String>();
    begins_with(&head, words::SALUTATION) && {
        let lower = head.to_lowercase();
        words::SALUTATION.iter().any(|phrase| {
            lower.strip_prefix(phrase).is_some_and(|rest| {
                let rest = rest.trim_start();
                rest.is_empty()
                    || rest.starts_with(|c| marks.contains(c))
                    || rest.chars().count() <= 30 && rest.ends_with([',', '!', ':'])
            })
        })
    }
}

/// Whether a text begins with a few words in capitals, as small advertisements do.
pub(super) fn capital_lead(text: &str) -> bool {
    let mut lead = words_of(text).take_while(|word| {
        word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_alphabetic)
    });
    let first = lead.next().map_or(0, |word| word.chars().count());
    first >= 3 || first > 0 && lead.next().is_some_and(|word| word.chars().count() >= 3)
}

/// Whether a line is numbered: `1.`, `II.`, `a)`.
pub(super) fn numbered(text: &str) -> bool {
    let head: String = text
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(6)
        .collect();
    let after = text.chars().nth(head.chars().count());
    let number = head.chars().all(|c| c.is_ascii_digit()) && head.len() <= 2;
    let roman = head.chars().all(|c| "IVXL".contains(c)) && head.len() <= 5;
    let letter = head.chars().count() == 1 && head.chars().all(char::is_lowercase);
    !head.is_empty() && (number || roman || letter) && matches!(after, Some('.' | ')'))
}

/// Whether a line is a row of a table: leaders, or figures in columns.
pub(super) fn tabular(text: &str) -> bool {
    let leaders =
        text.contains("...") && text.chars().any(|c| c.is_ascii_digit()) || text.contains(". . .");
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let wide_gap = text.contains("   ") || text.contains('\t');
    leaders || digits >= 2 && (wide_gap || digits * 2 >= letters)
}
