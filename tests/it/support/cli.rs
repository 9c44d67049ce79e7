//! A folder of its own for a test, and the program run inside it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The program under test.
pub const BINARY: &str = env!("CARGO_BIN_EXE_broadsheet");

/// A folder in which a test works; gone when it is dropped.
pub struct Desk {
    folder: tempfile::TempDir,
}

/// How a run of the program ended.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub err: String,
}

impl Desk {
    /// An empty folder.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder with an empty project `p.broadsheet`.
    pub fn with_project() -> Self {
        let desk = Self::new();
        desk.run(&["new", "p.broadsheet"]).expect_fine();
        desk
    }

    /// The path of a file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file; folders are made.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Reads a file as UTF-8.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of everything in the folder.
    pub fn names(&self) -> Vec<String> {
        names_in(self.folder.path())
    }

    /// The program, ready to run here.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command
            .args(args)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs the program here.
    pub fn run(&self, args: &[&str]) -> Run {
        Run::of(&self.command(args).output().unwrap())
    }

    /// What `stats --json` says of `p.broadsheet`.
    pub fn stats(&self) -> Value {
        self.run(&["stats", "p.broadsheet", "--json"])
            .expect_fine()
            .json()
    }

    /// Asserts that `check` finds nothing in `p.broadsheet`.
    pub fn expect_sound(&self) {
        let found = self
            .run(&["check", "p.broadsheet", "--problems", "none", "--json"])
            .expect_fine()
            .json();
        assert_eq!(found["findings"], serde_json::json!([]), "{found}");
    }

    /// The records that an export to standard output has, one a line.
    pub fn records(&self, args: &[&str]) -> Vec<Value> {
        let mut all = vec!["export", "p.broadsheet", "--out", "-"];
        all.extend(args);
        let run = self.run(&all).expect_fine();
        run.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

impl Run {
    /// How a process ended.
    pub fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// Asserts exit code 0.
    pub fn expect_fine(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    /// Asserts an exit code and that standard error has one line, a sentence of ours
    /// with all of `parts`.
    pub fn expect_sentence(self, code: i32, parts: &[&str]) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        assert!(self.err.starts_with("broadsheet: "), "{}", self.err);
        for part in parts {
            assert!(
                self.err.contains(part),
                "{part:?} is missing in: {}",
                self.err
            );
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

/// The names of everything in a folder, sorted.
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
