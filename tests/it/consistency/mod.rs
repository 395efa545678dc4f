//! The papers agree with the code, and the code with the house rules.

mod house;
mod papers;
mod words;

use std::path::{Path, PathBuf};

/// Every Rust file below a folder of the project, with its path from the project's top.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = Vec::new();
    let mut folders: Vec<PathBuf> = vec![top.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a text");
                let name = path.strip_prefix(top).expect("below the top");
                out.push((name.display().to_string(), text));
            }
        }
    }
    out.sort();
    assert!(!out.is_empty(), "no files below {folder}");
    out
}

/// The string literals that stand first in a call: `marker` ends with its opening parenthesis.
fn literals<'a>(text: &'a str, marker: &str) -> Vec<&'a str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(marker) {
        rest = &rest[at + marker.len()..];
        let Some(literal) = rest.trim_start().strip_prefix('"') else {
            continue;
        };
        let Some(end) = literal.find('"') else {
            continue;
        };
        out.push(&literal[..end]);
    }
    out
}

/// The part of a file that is released: without its tests.
fn released<'a>(file: &str, text: &'a str) -> &'a str {
    if file.ends_with("/tests.rs") || file.contains("/tests/") {
        return "";
    }
    text.split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text)
}
