//! What is in a folder, in the order people look for it, and completing a name.
//!
//! Reading happens on a thread of its own: a folder on a sleeping disk or a
//! lost network drive must not stop the window.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;
use std::{fs, io, thread};

use egui::Context;

/// Entries read at most; enough to choose from, and a bound on memory.
const MOST: usize = 100_000;

/// How long the first look waits for a small folder, so that it appears at
/// once and does not flash "reading" for one frame.
const FIRST_WAIT: Duration = Duration::from_millis(6);

/// A file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its name as shown; letters that are not valid text are replaced.
    pub name: String,
    /// Where it is, exact.
    pub path: PathBuf,
    /// Whether it is a folder, or a link to one.
    pub folder: bool,
}

/// Why a folder cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// There is no such folder.
    NotFound,
    /// The system does not let us.
    NoPermission,
    /// It is a file.
    NotAFolder,
    /// Anything else, in the system's words.
    Other(String),
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::NotADirectory => Self::NotAFolder,
            _ => Self::Other(error.to_string()),
        }
    }
}

/// Reads a folder: folders first, then files, hidden ones left out.
///
/// # Errors
/// [`Unreadable`] if the folder itself cannot be read; single entries that
/// cannot are left out.
pub(super) fn read(folder: &Path) -> Result<Vec<Entry>, Unreadable> {
    let mut entries: Vec<Entry> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .filter_map(|found| {
            let name = found.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                return None;
            }
            let kind = found.file_type().ok()?;
            let path = found.path();
            let folder = kind.is_dir() || (kind.is_symlink() && path.is_dir());
            Some(Entry { name, path, folder })
        })
        .take(MOST)
        .collect();
    entries.sort_by(|a, b| {
        let kind = b.folder.cmp(&a.folder);
        kind.then_with(|| by_name(&a.name, &b.name))
    });
    Ok(entries)
}

/// Compares names as people do: without regard to case, and numbers by value,
/// so that page 2 comes before page 10.
pub(super) fn by_name(one: &str, other: &str) -> Ordering {
    let (mut a, mut b) = (one, other);
    while let (Some(left), Some(right)) = (a.chars().next(), b.chars().next()) {
        if left.is_ascii_digit() && right.is_ascii_digit() {
            let (number_a, rest_a) = split_number(a);
            let (number_b, rest_b) = split_number(b);
            let longer = number_a.len().cmp(&number_b.len());
            let order = longer.then_with(|| number_a.cmp(number_b));
            if order != Ordering::Equal {
                return order;
            }
            (a, b) = (rest_a, rest_b);
        } else {
            let order = left.to_lowercase().cmp(right.to_lowercase());
            if order != Ordering::Equal {
                return order;
            }
            a = a.get(left.len_utf8()..).unwrap_or_default();
            b = b.get(right.len_utf8()..).unwrap_or_default();
        }
    }
    a.len().cmp(&b.len()).then_with(|| one.cmp(other))
}

/// Leading digits without leading zeros, and what follows them.
fn split_number(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    (digits.trim_start_matches('0'), rest)
}

/// Whether a file name has one of the extensions, given without dot; with no
/// extensions, every name fits.
pub(super) fn fits(name: &str, extensions: &[String]) -> bool {
    extensions.is_empty()
        || extensions.iter().any(|extension| {
            let stem = name.len().checked_sub(extension.len() + 1);
            stem.filter(|&at| at > 0)
                .and_then(|at| Some((name.get(..at)?, name.get(at..)?)))
                .and_then(|(_, tail)| tail.strip_prefix('.'))
                .is_some_and(|tail| tail.eq_ignore_ascii_case(extension))
        })
}

/// Whether a name begins with what was typed, without regard to case.
pub(super) fn begins_with(name: &str, typed: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    typed
        .chars()
        .flat_map(char::to_lowercase)
        .all(|c| letters.next() == Some(c))
}

/// What Tab makes of the last part of a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Completion {
    /// The part completed as far as all candidates agree.
    pub text: String,
    /// Set if there is one candidate only, and it is a folder.
    pub into_folder: bool,
}

/// Completes `typed` among the entries; `None` if none begins with it.
pub(super) fn complete<'a>(
    typed: &str,
    entries: impl Iterator<Item = &'a Entry>,
) -> Option<Completion> {
    let mut candidates = entries.filter(|entry| begins_with(&entry.name, typed));
    let first = candidates.next()?;
    let mut common: Vec<char> = first.name.chars().collect();
    let mut alone = true;
    for other in candidates {
        alone = false;
        let same = common
            .iter()
            .zip(other.name.chars())
            .take_while(|&(&a, b)| a.to_lowercase().eq(b.to_lowercase()))
            .count();
        common.truncate(same);
    }
    Some(Completion {
        text: common.into_iter().collect(),
        into_folder: alone && first.folder,
    })
}

/// A folder being read, or read.
#[derive(Debug)]
pub(super) enum Listing {
    /// The thread is at it.
    Reading(Receiver<Result<Vec<Entry>, Unreadable>>),
    /// All there is.
    Read(Vec<Entry>),
    /// It cannot be shown.
    Failed(Unreadable),
}

impl Listing {
    /// Starts to read a folder; `ctx` is asked for a new frame when it is done.
    pub(super) fn start(folder: &Path, ctx: &Context) -> Self {
        let (send, receive) = channel();
        let (folder, ctx) = (folder.to_owned(), ctx.clone());
        let started = thread::Builder::new()
            .name("folder listing".to_owned())
            .spawn(move || {
                // Nobody listens any more if the user went elsewhere.
                drop(send.send(read(&folder)));
                ctx.request_repaint();
            });
        if let Err(error) = started {
            return Self::Failed(error.into());
        }
        match receive.recv_timeout(FIRST_WAIT) {
            Ok(done) => done.map_or_else(Self::Failed, Self::Read),
            Err(_) => Self::Reading(receive),
        }
    }

    /// Looks whether the thread is done; true if there is news.
    pub(super) fn poll(&mut self) -> bool {
        let Self::Reading(receive) = self else {
            return false;
        };
        *self = match receive.try_recv() {
            Ok(done) => done.map_or_else(Self::Failed, Self::Read),
            Err(TryRecvError::Empty) => return false,
            Err(TryRecvError::Disconnected) => Self::Failed(Unreadable::Other(String::new())),
        };
        true
    }

    /// The entries, none while reading.
    pub(super) fn entries(&self) -> &[Entry] {
        match self {
            Self::Read(entries) => entries,
            Self::Reading(_) | Self::Failed(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, folder: bool) -> Entry {
        Entry {
            name: name.to_owned(),
            path: PathBuf::from(name),
            folder,
        }
    }

    #[test]
    fn folder_is_listed_folders_first_numbers_by_value_without_hidden_files() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["page10.txt", "page2.txt", ".hidden", "Page1.TXT"] {
            fs::write(dir.path().join(name), "").unwrap();
        }
        fs::create_dir(dir.path().join("zz")).unwrap();
        let names: Vec<String> = read(dir.path())
            .unwrap()
            .into_iter()
            .map(|entry| entry.name)
            .collect();
        assert_eq!(names, ["zz", "Page1.TXT", "page2.txt", "page10.txt"]);
    }

    #[test]
    fn missing_folder_and_file_are_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("f");
        fs::write(&file, "").unwrap();
        assert_eq!(read(&dir.path().join("no")), Err(Unreadable::NotFound));
        assert_eq!(read(&file), Err(Unreadable::NotAFolder));
    }

    #[test]
    fn names_compare_like_people_do() {
        assert_eq!(by_name("a2", "a10"), Ordering::Less);
        assert_eq!(by_name("a02", "a2"), Ordering::Less);
        assert_eq!(by_name("B", "a"), Ordering::Greater);
        assert_eq!(by_name("第9版", "第10版"), Ordering::Less);
        assert_eq!(by_name("x", "x"), Ordering::Equal);
    }

    #[test]
    fn extensions_fit_whole_and_without_case() {
        let txt = ["txt".to_owned()];
        assert!(fits("a.TXT", &txt) && fits("版.txt", &txt) && fits("any", &[]));
        assert!(!fits("atxt", &txt) && !fits(".txt", &txt) && !fits("版", &txt));
        assert!(fits("a.tar.gz", &["tar.gz".to_owned()]));
    }

    #[test]
    fn completion_goes_as_far_as_all_candidates_agree() {
        let entries = [
            entry("corpus", true),
            entry("Corpora", true),
            entry("版面一", true),
        ];
        let done = complete("c", entries.iter()).unwrap();
        assert_eq!((done.text.as_str(), done.into_folder), ("corp", false));
        let done = complete("版", entries.iter()).unwrap();
        assert_eq!((done.text.as_str(), done.into_folder), ("版面一", true));
        assert_eq!(complete("x", entries.iter()), None);
    }
}
