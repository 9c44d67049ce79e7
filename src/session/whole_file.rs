//! Files that are read as a whole because they are small.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::SessionError;

/// The bytes of a file that may have at most `most` of them. No more than that is read,
/// whatever the file says of its size.
///
/// # Errors
/// [`SessionError::File`] if it cannot be read, [`SessionError::TooLarge`] if it is larger.
pub(super) fn read_whole(
    path: &Path,
    most: u64,
    what: &'static str,
) -> Result<Vec<u8>, SessionError> {
    let file = |cause| SessionError::File {
        what,
        cause,
        path: path.to_path_buf(),
    };
    let mut bytes = Vec::new();
    let opened = File::open(path).map_err(file)?;
    opened
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(file)?;
    if bytes.len() as u64 > most {
        return Err(SessionError::TooLarge {
            mebibytes: most >> 20,
            path: path.to_path_buf(),
        });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_large_is_refused_and_one_that_fits_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "abc").unwrap();
        assert_eq!(read_whole(&path, 3, "x").unwrap(), b"abc");
        assert!(read_whole(&path, 2, "x").is_err());
        assert!(read_whole(folder.path(), 9, "x").is_err());
    }
}
