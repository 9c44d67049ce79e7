//! The sample project: pages that come inside the program.

use std::path::{Path, PathBuf};

use super::import::{ImportReport, ImportRequest, SIDECAR_NAME};
use super::{Session, SessionError};
use crate::jobs::Ticket;
use crate::model::schema::Schema;

/// The pages of `assets/sample`, so that trying the program needs no download.
const PAGES: &[(&str, &[u8])] = &[
    ("青禾日报_2024-03-15_01.txt", include_bytes!("../../assets/sample/青禾日报_2024-03-15_01.txt")),
    ("青禾日报_2024-04-02_03.txt", include_bytes!("../../assets/sample/青禾日报_2024-04-02_03.txt")),
    ("青禾日报_2023-02-07_02.txt", include_bytes!("../../assets/sample/青禾日报_2023-02-07_02.txt")),
    ("青禾日报_2024-06-08_04.txt", include_bytes!("../../assets/sample/青禾日报_2024-06-08_04.txt")),
    ("qinghe-a4.txt", include_bytes!("../../assets/sample/qinghe-a4.txt")),
    ("文化周刊第七版.txt", include_bytes!("../../assets/sample/文化周刊第七版.txt")),
    ("page-en_2024-05-11.txt", include_bytes!("../../assets/sample/page-en_2024-05-11.txt")),
    (SIDECAR_NAME, include_bytes!("../../assets/sample/metadata.csv")),
];

impl Session {
    /// Makes a project at `path` and imports the sample pages into it.
    ///
    /// # Errors
    /// As [`Session::create`] and [`Session::import`].
    pub fn create_sample(path: &Path) -> Result<(Self, ImportReport), SessionError> {
        let file = |what, path: &Path| {
            let path = path.to_path_buf();
            move |cause| SessionError::File { what, cause, path }
        };
        let folder = tempfile::tempdir().map_err(file("the sample pages were not written", &std::env::temp_dir()))?;
        for (name, bytes) in PAGES {
            let target = folder.path().join(name);
            std::fs::write(&target, bytes).map_err(file("the sample pages were not written", &target))?;
        }
        let mut session = Self::create(path, &Schema::newspaper())?;
        let pages = PAGES.iter().filter(|(name, _)| *name != SIDECAR_NAME);
        let paths: Vec<PathBuf> = pages.map(|(name, _)| folder.path().join(name)).collect();
        let request = ImportRequest { paths, ..ImportRequest::default() };
        let report = session.import(&request, &Ticket::default())?;
        Ok((session, report))
    }
}
