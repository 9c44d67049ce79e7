//! The project's own gazetteers: places that the built-in one does not have, from CSV.
//!
//! The text of each is kept in the project as a setting, and a list of them as another.
//! Like the layer of proposals they are no one's work on a page and stand in no journal:
//! a gazetteer comes from a file and can be loaded again. A place whose code the
//! built-in gazetteer or an earlier one of the list has takes its place.

use std::cell::OnceCell;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::whole_file::read_whole;
use super::{Session, SessionError};
use crate::edit::verbs::authorities::one_line;
use crate::format::gazetteer::{GazetteerFile, RowFault, read_gazetteer, read_gazetteer_text};
use crate::model::document::Sha256;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::suggest::entities::{Known, Names};
use crate::suggest::gazetteer::Gazetteer;

/// The setting with the list: a line for each gazetteer, its digest, the number of its
/// places and its name, in the order of names. Views and jobs compare it to see whether
/// anything has changed.
const LIST: &str = "gazetteers";
/// What the settings with the texts begin with; the name follows.
const TEXT: &str = "gazetteer/";
/// Larger files are no lists of places, in bytes.
const MOST_BYTES: u64 = 64 << 20;
/// A table with more places would take longer to make ready than anybody waits.
const MOST_PLACES: usize = 200_000;
/// The longest name of a gazetteer, in code points.
const MOST_CHARS: usize = 100;

/// One gazetteer of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GazetteerInfo {
    /// Its name.
    pub name: String,
    /// How many places it has.
    pub places: usize,
    /// A few digits that stand for its text.
    digest: String,
}

/// What loading a gazetteer has done.
#[derive(Debug, Default)]
pub struct GazetteerReport {
    /// The name under which it is kept.
    pub name: String,
    /// Places that were taken. If there are none, nothing is kept.
    pub taken: usize,
    /// Whether another gazetteer of this name gave way.
    pub replaced: bool,
    /// The rows that were left out, each with its line.
    pub refused: Vec<RowFault>,
}

/// Places with their names made ready for matching.
#[derive(Debug)]
pub struct Places {
    gazetteer: Gazetteer,
    names: Names,
}

/// What a session knows of the project's gazetteers.
#[derive(Debug, Default)]
pub(super) struct ProjectPlaces {
    /// The setting [`LIST`]; empty if there are none.
    list: String,
    /// The places, once somebody has asked.
    made: OnceCell<Option<Arc<Places>>>,
}

/// The places that were made last, with the list that they were made for: each job opens
/// the project for itself, and making them takes some ten milliseconds.
static LAST: Mutex<Option<(String, Arc<Places>)>> = Mutex::new(None);

/// What recognisers go by; the places of the program if a project has none of its own.
pub(super) fn known(places: Option<&Arc<Places>>) -> Known<'_> {
    match places {
        Some(places) => Known {
            gazetteer: &places.gazetteer,
            names: &places.names,
            ..Known::default()
        },
        None => Known::default(),
    }
}

/// Looking.
impl Session {
    /// The project's own gazetteers in the order of their names.
    pub fn gazetteers(&self) -> Vec<GazetteerInfo> {
        read_list(&self.places.list)
    }

    /// All places that are known: those of the program, then the project's own.
    pub fn gazetteer(&self) -> &Gazetteer {
        match self.own_places() {
            Some(places) => &places.gazetteer,
            None => Gazetteer::builtin(),
        }
    }

    /// The places, if the project has gazetteers of its own.
    pub(super) fn own_places(&self) -> Option<&Arc<Places>> {
        let made = self.places.made.get_or_init(|| {
            let wanted = !self.places.list.is_empty();
            wanted.then(|| self.make_places())
        });
        made.as_ref()
    }

    /// Stands for all that the project's gazetteers say.
    pub(super) fn gazetteers_stamp(&self) -> &str {
        &self.places.list
    }

    fn make_places(&self) -> Arc<Places> {
        let list = &self.places.list;
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((made_for, places)) = &*last
            && made_for == list
        {
            return Arc::clone(places);
        }
        let mut gazetteer = Gazetteer::builtin().clone();
        let mut is_whole = true;
        for info in read_list(list) {
            match self.kept(&info.name) {
                Ok(Some(file)) => {
                    gazetteer.extend(file.places);
                    continue;
                }
                Ok(None) => log::warn!("the gazetteer {:?} is not there", info.name),
                Err(error) => log::warn!("the gazetteer {:?} is not used: {error}", info.name),
            }
            is_whole = false;
        }
        let names = Names::of(&gazetteer);
        let places = Arc::new(Places { gazetteer, names });
        // What could not be read this time may be there for the next who asks.
        if is_whole {
            *last = Some((list.clone(), Arc::clone(&places)));
        }
        places
    }

    /// A gazetteer as it is kept in the project.
    fn kept(&self, name: &str) -> Result<Option<GazetteerFile>, SessionError> {
        let text = self.store.setting(&key(name))?;
        let read = text.map(read_gazetteer_text).transpose();
        read.map_err(|error| SessionError::Gazetteer {
            error,
            path: name.into(),
        })
    }

    /// Notices gazetteers that another process has changed; `true` if there are any.
    pub(super) fn refresh_gazetteers(&mut self) -> Result<bool, SessionError> {
        let list = list_of(&self.store)?;
        Ok(self.see_gazetteers(list))
    }

    /// Takes the list that the project has now; `true` if it is another one.
    pub(super) fn see_gazetteers(&mut self, list: String) -> bool {
        let changed = list != self.places.list;
        if changed {
            self.take_list(list);
        }
        changed
    }

    fn take_list(&mut self, list: String) {
        self.places = ProjectPlaces {
            list,
            made: OnceCell::new(),
        };
        self.revision += 1;
    }
}

/// Changing.
impl Session {
    /// Loads a gazetteer from a CSV file under a name (that of the file if none is
    /// given); one of that name gives way. Rows with faults are reported and left out.
    ///
    /// # Errors
    /// [`SessionError::File`], [`SessionError::TooLarge`] and [`SessionError::Gazetteer`] if
    /// the file cannot be read or is no such table, [`SessionError::TooManyPlaces`] if the
    /// project would have too many; the store's. Nothing has changed then.
    pub fn load_gazetteer(
        &mut self,
        path: &Path,
        name: Option<&str>,
    ) -> Result<GazetteerReport, SessionError> {
        let bytes = read_whole(path, MOST_BYTES, "the gazetteer was not read")?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let file = read_gazetteer(&bytes).map_err(|error| SessionError::Gazetteer {
            error,
            path: path.to_path_buf(),
        })?;
        if file.places.len() > MOST_PLACES {
            return Err(SessionError::TooManyPlaces {
                most: MOST_PLACES,
                path: path.to_path_buf(),
            });
        }
        self.put_gazetteer(name.unwrap_or(&stem), file)
    }

    fn put_gazetteer(
        &mut self,
        name: &str,
        file: GazetteerFile,
    ) -> Result<GazetteerReport, SessionError> {
        let name: String = one_line(name).chars().take(MOST_CHARS).collect();
        let name = if name.is_empty() { "csv" } else { name.trim() };
        let mut report = GazetteerReport {
            name: name.to_owned(),
            taken: file.places.len(),
            replaced: false,
            refused: file.problems,
        };
        if report.taken == 0 {
            return Ok(report);
        }
        let digest = Sha256::of(file.text.as_bytes()).to_string();
        let info = GazetteerInfo {
            name: name.to_owned(),
            places: report.taken,
            digest: digest.get(..16).unwrap_or(&digest).to_owned(),
        };
        let (list, replaced) = self.store.write(|writer| {
            let mut all = read_list(&writer.setting(LIST)?.unwrap_or_default());
            let before = all.len();
            all.retain(|other| other.name != info.name);
            let replaced = all.len() < before;
            all.push(info);
            let list = write_list(all);
            writer.set_setting(&key(name), Some(&file.text))?;
            writer.set_setting(LIST, Some(&list))?;
            Ok((list, replaced))
        })?;
        report.replaced = replaced;
        self.take_list(list);
        Ok(report)
    }

    /// Removes a gazetteer; `false` if there is none of this name. Records that were
    /// made of its places stay.
    ///
    /// # Errors
    /// The store's.
    pub fn remove_gazetteer(&mut self, name: &str) -> Result<bool, SessionError> {
        let list = self.store.write(|writer| {
            let mut all = read_list(&writer.setting(LIST)?.unwrap_or_default());
            let before = all.len();
            all.retain(|other| other.name != name);
            if all.len() == before {
                return Ok(None);
            }
            let list = write_list(all);
            writer.set_setting(&key(name), None)?;
            writer.set_setting(
                LIST,
                Some(&list).filter(|list| !list.is_empty()).map(|it| &**it),
            )?;
            Ok(Some(list))
        })?;
        let found = list.is_some();
        list.into_iter().for_each(|list| self.take_list(list));
        Ok(found)
    }
}

/// The list of a project's own gazetteers; empty if it has none.
pub(super) fn list_of(store: &Store) -> Result<String, StoreError> {
    Ok(store.setting(LIST)?.unwrap_or_default())
}

/// The setting with the text of a gazetteer.
fn key(name: &str) -> String {
    format!("{TEXT}{name}")
}

fn read_list(list: &str) -> Vec<GazetteerInfo> {
    let info = |line: &str| {
        let mut parts = line.splitn(3, ' ');
        Some(GazetteerInfo {
            digest: parts.next()?.to_owned(),
            places: parts.next()?.parse().ok()?,
            name: parts.next()?.to_owned(),
        })
    };
    list.lines().filter_map(info).collect()
}

fn write_list(mut all: Vec<GazetteerInfo>) -> String {
    all.sort_by(|a, b| a.name.cmp(&b.name));
    let mut list = String::new();
    for it in all {
        // Writing to a string does not fail.
        writeln!(list, "{} {} {}", it.digest, it.places, it.name).unwrap_or_default();
    }
    list
}
