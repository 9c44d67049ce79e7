//! Rust sources as tokens: without comments, and without what is only compiled
//! for tests.
//!
//! This is no parser. It knows just enough to tell code from text and comments,
//! to leave out `#[cfg(test)]` items with the files they lead to, and to read
//! paths such as `crate::model::{id, layer::Scope}`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::lexer::{Kind, Token, tokens};

/// A file of the program.
pub struct SourceFile {
    /// Its path from the root of the project, with `/`.
    pub path: String,
    /// All of it.
    pub text: String,
    /// Its tokens without those that are only compiled for tests; none if that
    /// goes for the whole file.
    pub shipped: Vec<Token>,
}

/// A path in the code, such as `crate::model::id`.
pub struct CodePath {
    /// Its parts.
    pub parts: Vec<String>,
    /// The line it begins on, from 1.
    pub line: usize,
}

/// The folder that holds `Cargo.toml`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder of the project, in the order of their paths.
pub fn files_in(folder: &str) -> Vec<&'static SourceFile> {
    static ALL: LazyLock<Vec<SourceFile>> = LazyLock::new(|| {
        ["src", "tests", "benches"]
            .into_iter()
            .flat_map(read)
            .collect()
    });
    let inside = format!("{folder}/");
    ALL.iter()
        .filter(|file| file.path.starts_with(&inside))
        .collect()
}

fn read(folder: &str) -> Vec<SourceFile> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    let mut test_only = BTreeSet::new();
    let mut files: Vec<_> = paths
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).expect("a source file can be read");
            let (shipped, modules) = without_tests(&tokens(&text));
            for module in modules {
                test_only.insert(folder_of(path).join(module));
            }
            let path = path.strip_prefix(root()).expect("it is below the root");
            SourceFile {
                path: path.to_string_lossy().replace('\\', "/"),
                text,
                shipped,
            }
        })
        .collect();
    for file in &mut files {
        let module = root().join(&file.path).with_extension("");
        if module.ancestors().any(|module| test_only.contains(module)) {
            file.shipped.clear();
        }
    }
    files
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("a folder of sources can be read").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The folder in which the modules of a file lie.
fn folder_of(path: &Path) -> PathBuf {
    let name = path.file_stem().unwrap_or_default();
    if ["mod", "lib", "main"].iter().any(|root| name == *root) {
        path.parent().unwrap_or(path).to_path_buf()
    } else {
        path.with_extension("")
    }
}

/// Leaves out items under `#[cfg(test)]`; also says which modules with files of
/// their own are among them.
fn without_tests(all: &[Token]) -> (Vec<Token>, Vec<String>) {
    let mut kept = Vec::with_capacity(all.len());
    let mut modules = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let rest = &all[at..];
        if spells(rest, &["#", "!", "[", "cfg", "(", "test", ")", "]"]) {
            return (Vec::new(), modules);
        }
        if !spells(rest, &["#", "[", "cfg", "(", "test", ")", "]"]) {
            kept.push(all[at].clone());
            at += 1;
            continue;
        }
        at += 7;
        while all.get(at).is_some_and(|token| token.is("#")) {
            at = past_item(all, at, true);
        }
        let end = past_item(all, at, false);
        if let [.., keyword, name, semicolon] = &all[at..end]
            && keyword.is("mod")
            && semicolon.is(";")
        {
            modules.push(name.text.clone());
        }
        at = end;
    }
    (kept, modules)
}

/// Past the end of the attribute or item that begins at `at`.
fn past_item(all: &[Token], mut at: usize, attribute: bool) -> usize {
    let mut depth = 0_usize;
    while let Some(token) = all.get(at) {
        at += 1;
        if ["(", "[", "{"].iter().any(|open| token.is(open)) {
            depth += 1;
        }
        if [")", "]", "}"].iter().any(|close| token.is(close)) {
            depth = depth.saturating_sub(1);
            if depth == 0 && (token.is("}") || (attribute && token.is("]"))) {
                break;
            }
        }
        if depth == 0 && token.is(";") {
            break;
        }
    }
    at
}

/// Whether tokens begin with these marks and words.
pub fn spells(tokens: &[Token], wanted: &[&str]) -> bool {
    tokens.len() >= wanted.len()
        && tokens
            .iter()
            .zip(wanted)
            .all(|(token, wanted)| token.is(wanted))
}

impl SourceFile {
    /// Where an offence is, as editors read it.
    pub fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }

    /// The names of the modules that lead to this file, without the crate.
    pub fn module(&self) -> Vec<String> {
        let inside = self.path.trim_start_matches("src/");
        let mut parts: Vec<_> = inside
            .trim_end_matches(".rs")
            .split('/')
            .map(str::to_owned)
            .collect();
        if parts
            .last()
            .is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str()))
        {
            parts.pop();
        }
        parts
    }

    /// Every path in the shipped code, groups in braces taken apart.
    pub fn paths(&self) -> Vec<CodePath> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.shipped.len() {
            let begins = self.shipped[at].kind == Kind::Word
                && !at.checked_sub(1).is_some_and(|before| {
                    self.shipped[before].is("::") || self.shipped[before].is(".")
                });
            if begins {
                at = read_tree(&self.shipped, at, &[], &mut found);
            } else {
                at += 1;
            }
        }
        found
    }
}

/// Reads the path at `at` and returns where it ends.
fn read_tree(all: &[Token], mut at: usize, prefix: &[String], found: &mut Vec<CodePath>) -> usize {
    let line = all.get(at).map_or(0, |token| token.line);
    let mut parts = prefix.to_vec();
    loop {
        match all.get(at) {
            Some(token) if token.kind == Kind::Word => parts.push(token.text.clone()),
            Some(token) if token.is("{") && !parts.is_empty() => {
                at += 1;
                while all.get(at).is_some_and(|token| !token.is("}")) {
                    let next = read_tree(all, at, &parts, found);
                    at = next.max(at + 1);
                }
                return at + 1;
            }
            _ => break,
        }
        at += 1;
        if !all.get(at).is_some_and(|token| token.is("::")) {
            break;
        }
        at += 1;
    }
    if parts.len() > prefix.len() {
        found.push(CodePath { parts, line });
    }
    at
}

#[test]
fn tests_and_comments_are_no_code() {
    let code = "use crate::{a, b::{c, d}}; // crate::no\n\
                #[cfg(test)]\nmod tests { fn f() { crate::no::no() } }\n\
                #[cfg(test)] #[path = \"x\"] mod more;\n\
                fn f<'a>(x: &'a str) { let _ = ('\"', r#\"crate::no\"#, super::e::<u8>()); }";
    let (shipped, modules) = without_tests(&tokens(code));
    assert_eq!(modules, ["more"]);
    let file = SourceFile {
        path: "src/z/y.rs".to_owned(),
        text: String::new(),
        shipped,
    };
    let paths: Vec<_> = file
        .paths()
        .into_iter()
        .filter(|path| path.parts.len() > 1)
        .map(|path| path.parts.join("::"))
        .collect();
    assert_eq!(
        paths,
        ["crate::a", "crate::b::c", "crate::b::d", "super::e"]
    );
    assert_eq!(file.module(), ["z", "y"]);
}
