//! Which article goes on where? Notes such as `（下转第三版）` and what two articles
//! have in common.
//!
//! Newspapers break an article off with a note that names the page where it goes on,
//! and begin the rest with one that names the page, often with the headline that it
//! had there. Where notes are missing or were not read, common words and a sentence
//! that is left open tell.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::id::ArticleId;
use crate::model::meta::PageMeta;

/// Which way a note points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The article goes on elsewhere.
    On,
    /// The article began elsewhere.
    From,
}

/// A note about a continuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Which way it points.
    pub direction: Direction,
    /// The page that it names.
    pub page: Option<String>,
    /// The headline that it quotes.
    pub title: Option<String>,
}

/// An article as the comparison sees it.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// The article.
    pub article: ArticleId,
    /// What is known of its page.
    pub meta: &'a PageMeta,
    /// Its title, or its headline.
    pub title: &'a str,
    /// Its reading text or its raw text.
    pub text: &'a str,
    /// Whether it is on the page from which the question comes.
    pub same_page: bool,
}

/// Why two articles may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Cue {
    /// The one has a note that names the page of the other.
    NamesPage,
    /// The one has a note with the other's headline.
    NamesTitle,
    /// The one says that it goes on and the other that it began elsewhere.
    BothNotes,
    /// The text of the one ends in mid-sentence.
    OpenEnd,
    /// Their headlines have words in common.
    TitleWords,
    /// Their texts have rare words in common.
    TextWords,
    /// They are of one issue.
    SameIssue,
}

impl Cue {
    /// The name under which its text is looked up.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// An article that the one in question may continue.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The article.
    pub article: ArticleId,
    /// From 0 to 1; no probability, an order.
    pub score: f32,
    /// Why, the strongest first.
    pub cues: Vec<Cue>,
}

/// The patterns of notes: which way they point and what they look like. The group
/// `page` is the number, `title` the headline.
static PATTERNS: LazyLock<Vec<(Direction, Regex)>> = LazyLock::new(|| {
    const NUMBER: &str = r"(?P<page>[0-9０-９]{1,3}|[〇一二三四五六七八九十]{1,4})";
    const LATIN: &str = r"(?P<page>[A-Z]?-?[0-9]{1,3}|[A-Z])\b";
    const TITLE: &str = r"(?:[^《「“\n）)]{0,6}[《「“](?P<title>[^》」”\n]{2,60})[》」”])?";
    let han =
        |verbs: &str| format!(r"(?:{verbs})\s*(?:本報|本报)?\s*第?\s*{NUMBER}\s*[版面頁页]{TITLE}");
    let latin = |verbs: &str| format!(r"(?i:{verbs})\s+(?-i:{LATIN})");
    let all = [
        (Direction::On, han("下转|下轉|转|轉|紧接|接下")),
        (Direction::From, han("上接|接|续|續")),
        (
            Direction::On,
            latin(
                "continue[ds]?(?: on)?,? page|cont(?:inue)?d\\.? on (?:page|p\\.)|see page|\
                 suite (?:en )?page|lire (?:la suite )?page|voir page|\
                 fortsetzung (?:auf )?seite|sigue en (?:la )?p[áa]g(?:ina|\\.)",
            ),
        ),
        (
            Direction::From,
            latin(
                "(?:continued )?from page|cont(?:inue)?d\\.? from (?:page|p\\.)|\
                 suite de la (?:page|p\\.)|fortsetzung von seite|viene de (?:la )?p[áa]g(?:ina|\\.)",
            ),
        ),
        (
            Direction::On,
            format!(r"{NUMBER}\s*面(?:に|へ)(?:続く|つづく){TITLE}"),
        ),
        (
            Direction::From,
            format!(r"{NUMBER}\s*面から(?:続く|つづく){TITLE}"),
        ),
    ];
    let compiled = all.into_iter().filter_map(|(direction, pattern)| {
        let regex = Regex::new(&pattern);
        debug_assert!(regex.is_ok(), "{pattern}");
        Some((direction, regex.ok()?))
    });
    compiled.collect()
});

/// How much of a text may hold the note at its beginning or its end, in code points.
const EDGE: usize = 240;

/// The notes at the beginning and the end of an article's text, which is where they
/// stand; one in mid-text is a remark of the author.
pub fn notes(text: &str) -> Vec<Note> {
    let mut found: Vec<(usize, Note)> = Vec::new();
    let count = text.chars().count();
    let joined = |chars: &mut dyn Iterator<Item = char>| -> String {
        chars.map(|c| if c == '\n' { ' ' } else { c }).collect()
    };
    let mut edges = vec![joined(&mut text.chars().take(EDGE))];
    if count > EDGE {
        edges.push(joined(&mut text.chars().skip((count - EDGE).max(EDGE))));
    }
    for edge in edges {
        for (direction, pattern) in PATTERNS.iter() {
            for hit in pattern.captures_iter(&edge) {
                let at = hit.get(0).map_or(0, |whole| whole.start());
                let end = hit.get(0).map_or(0, |whole| whole.end());
                let note = Note {
                    direction: *direction,
                    page: hit.name("page").map(|page| number(page.as_str())),
                    title: hit.name("title").map(|title| title.as_str().to_owned()),
                };
                // The note alone stands on a line or in brackets.
                if is_apart(&edge, at, end) && !found.iter().any(|(_, known)| *known == note) {
                    found.push((at, note));
                }
            }
        }
    }
    found.into_iter().map(|(_, note)| note).collect()
}

/// Whether what is found stands at an edge of the text or in brackets or dashes.
fn is_apart(text: &str, start: usize, end: usize) -> bool {
    const OPENING: &[char] = &['（', '(', '[', '［', '【', '—', '▶', '►', '→', '●', '■'];
    const CLOSING: &[char] = &['）', ')', ']', '］', '】', '—', '。', '.', '◀', ',', '，'];
    let before = text.get(..start).unwrap_or("").trim_end();
    let after = text.get(end..).unwrap_or("").trim_start();
    before.is_empty()
        || after.is_empty()
        || (before.ends_with(OPENING) && after.starts_with(CLOSING))
        || before.ends_with(OPENING)
}

/// A page number in ASCII digits; letters stay, in upper case.
fn number(page: &str) -> String {
    const HAN: &str = "〇一二三四五六七八九";
    let digit = |c: char| HAN.chars().position(|han| han == c).map(|at| at as u32);
    if page.chars().any(|c| c == '十' || digit(c).is_some()) {
        let (tens, ones) = page.split_once('十').unwrap_or(("", page));
        let tens = if page.contains('十') {
            tens.chars().next().and_then(digit).unwrap_or(1)
        } else {
            0
        };
        let ones = ones.chars().filter_map(digit).fold(0_u32, |sum, digit| {
            sum.saturating_mul(10).saturating_add(digit)
        });
        return (tens * 10 + ones).to_string();
    }
    let ascii = |c: char| match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        other => other.to_ascii_uppercase(),
    };
    let plain: String = page.chars().map(ascii).filter(|c| *c != '-').collect();
    match plain.trim_start_matches('0') {
        "" => plain,
        trimmed => trimmed.to_owned(),
    }
}

/// The articles that `mine` may continue, likeliest first; those that have nothing
/// to do with it are left out.
pub fn candidates(mine: &Side<'_>, others: &[Side<'_>]) -> Vec<Candidate> {
    let my_notes = notes(mine.text);
    let my_words = words(mine.text);
    let my_title = words(mine.title);
    let mut ranked: Vec<Candidate> = others
        .iter()
        .filter(|other| other.article != mine.article)
        .filter_map(|other| {
            let cues = cues(mine, &my_notes, (&my_words, &my_title), other);
            let weight: f32 = cues.iter().map(|cue| weight(*cue)).sum();
            let telling = cues.iter().any(|cue| *cue != Cue::SameIssue);
            telling.then(|| Candidate {
                article: other.article,
                score: weight / (weight + 1.0),
                cues,
            })
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
    ranked
}

fn weight(cue: Cue) -> f32 {
    match cue {
        Cue::NamesTitle => 4.0,
        Cue::BothNotes => 2.0,
        Cue::NamesPage => 1.5,
        Cue::TitleWords => 1.0,
        Cue::TextWords => 0.8,
        Cue::OpenEnd => 0.6,
        Cue::SameIssue => 0.3,
    }
}

/// What speaks for `mine` continuing `other`, strongest first.
fn cues(
    mine: &Side<'_>,
    my_notes: &[Note],
    (my_words, my_title): (&BTreeSet<String>, &BTreeSet<String>),
    other: &Side<'_>,
) -> Vec<Cue> {
    let its_notes = notes(other.text);
    let back = || {
        my_notes
            .iter()
            .filter(|note| note.direction == Direction::From)
    };
    let on = || {
        its_notes
            .iter()
            .filter(|note| note.direction == Direction::On)
    };
    let is_page = |note: &Note, meta: &PageMeta| {
        let page = meta.page.as_deref().map(|page| number(page.trim()));
        page.is_some() && note.page == page
    };
    let says = |note: &Note, title: &str| {
        note.title.as_deref().is_some_and(|quoted| {
            let (quoted, title) = (bare(quoted), bare(title));
            !title.is_empty() && (title.contains(&quoted) || quoted.contains(&title))
        })
    };
    let issue = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    let its_words = words(other.text);
    let common = my_words.intersection(&its_words).count();
    let found = [
        (
            Cue::NamesTitle,
            back().any(|note| says(note, other.title)) || on().any(|note| says(note, mine.title)),
        ),
        (
            Cue::BothNotes,
            back().next().is_some() && on().next().is_some(),
        ),
        (
            Cue::NamesPage,
            back().any(|note| is_page(note, other.meta))
                || on().any(|note| is_page(note, mine.meta)),
        ),
        (
            Cue::TitleWords,
            my_title.intersection(&words(other.title)).count() >= 2,
        ),
        (
            Cue::TextWords,
            common >= 4 && common * 12 >= my_words.len().min(its_words.len()),
        ),
        (Cue::OpenEnd, is_open(other.text)),
        (
            Cue::SameIssue,
            issue(&mine.meta.newspaper, &other.meta.newspaper)
                && issue(&mine.meta.date, &other.meta.date),
        ),
    ];
    found
        .into_iter()
        .filter(|(_, is)| *is)
        .map(|(cue, _)| cue)
        .collect()
}

/// A title without what is not read.
fn bare(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a text breaks off in mid-sentence, notes left out.
fn is_open(text: &str) -> bool {
    let end = text.trim_end();
    let end = end
        .rsplit_once(['（', '('])
        .filter(|(_, note)| !notes(note).is_empty())
        .map_or(end, |(before, _)| before);
    let last = end.trim_end().chars().next_back();
    last.is_some_and(|c| c.is_alphanumeric() || matches!(c, '，' | '、' | ',' | ';' | '；' | '-'))
}

/// What a text can be known by: words of alphabets of four letters and more, and
/// runs of three Han characters or kana.
fn words(text: &str) -> BTreeSet<String> {
    const MOST: usize = 4000;
    let mut found = BTreeSet::new();
    let mut word = String::new();
    let mut run: Vec<char> = Vec::new();
    for c in text
        .chars()
        .filter(|c| *c != '\n' && *c != '\r')
        .chain([' '])
    {
        let is_wide = c as u32 >= 0x2E80 && c.is_alphanumeric();
        if is_wide {
            run.push(c);
            if let Some(three) = run.len().checked_sub(3).and_then(|from| run.get(from..)) {
                found.insert(three.iter().collect());
            }
        } else {
            run.clear();
        }
        if c.is_alphabetic() && !is_wide {
            word.extend(c.to_lowercase());
        } else {
            if word.chars().count() >= 4 {
                found.insert(std::mem::take(&mut word));
            }
            word.clear();
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> Option<(Direction, String, Option<String>)> {
        let found = notes(text).into_iter().next()?;
        Some((found.direction, found.page?, found.title))
    }

    #[test]
    fn notes_of_many_papers_are_read() {
        let on = |page: &str| Some((Direction::On, page.to_owned(), None));
        let from = |page: &str| Some((Direction::From, page.to_owned(), None));
        assert_eq!(note("会议强调要抓好落实（下转第三版）"), on("3"));
        assert_eq!(note("会议强调\n（下转\n第十二版）"), on("12"));
        assert_eq!(note("（上接第一版）要求各地"), from("1"));
        assert_eq!(note("▲（下轉Ａ）"), None);
        assert_eq!(note("政府は（３面に続く）"), on("3"));
        assert_eq!(
            note("The council will meet. (Continued on page 3)"),
            on("3")
        );
        assert_eq!(note("Continued from Page A1\nThe council"), from("A1"));
        assert_eq!(note("(Suite page 2)"), on("2"));
        assert_eq!(note("Der Rat tagt.\nFortsetzung auf Seite 4"), on("4"));
        let quoted = note("（上接第一版《全市春耕工作会议召开》）会议指出");
        let title = Some("全市春耕工作会议召开".to_owned());
        assert_eq!(quoted, Some((Direction::From, "1".to_owned(), title)));
        assert_eq!(
            note("他翻到书的第三页，接着往下读，一直读到天亮也没有睡着。"),
            None
        );
    }

    #[test]
    fn what_a_note_names_comes_first() {
        let page = |number: &str| PageMeta {
            newspaper: Some("青禾日报".into()),
            date: Some("2024-03-15".into()),
            page: Some(number.into()),
            ..PageMeta::default()
        };
        let (one, three) = (page("01"), page("3"));
        let side = |meta, title, text| Side {
            article: ArticleId::new(),
            meta,
            title,
            text,
            same_page: false,
        };
        let mine = side(
            &three,
            "",
            "（上接第一版《春耕会议召开》）各县要抓紧备耕，种子站要检查种子。",
        );
        let right = side(
            &one,
            "春耕会议召开",
            "全市春耕会议昨日召开，各县抓紧备耕，种子站（下转第三版）",
        );
        let wrong = side(&one, "图书馆新馆开放", "市图书馆新馆昨日开放，读者很多。");
        let ranked = candidates(&mine, &[wrong.clone(), right.clone(), mine.clone()]);
        assert_eq!(ranked[0].article, right.article);
        assert_eq!(
            ranked[0].cues[..3],
            [Cue::NamesTitle, Cue::BothNotes, Cue::NamesPage]
        );
        assert!(ranked.iter().all(|found| found.article != mine.article));
        let rest = ranked
            .iter()
            .find(|found| found.article == wrong.article)
            .unwrap();
        assert!(ranked[0].score > 0.85 && rest.score < 0.7, "{ranked:?}");
    }

    proptest::proptest! {
        #[test]
        fn hostile_text_is_no_matter(text in "[（）上接下转第一三十版《》a ( )continued on page3\\n]{0,400}") {
            let _ = notes(&text);
            let meta = PageMeta::default();
            let side = Side { article: ArticleId::new(), meta: &meta, title: &text, text: &text, same_page: true };
            let other = Side { article: ArticleId::new(), ..side.clone() };
            let found = candidates(&side, &[other]);
            proptest::prop_assert!(found.iter().all(|it| (0.0..=1.0).contains(&it.score)));
        }
    }
}
