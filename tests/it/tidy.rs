//! The architecture, as far as a test can hold it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Crates that one room alone may know, and that room.
const ROOM_OF: [(&str, &[&str]); 24] = [
    ("annotate_snippets", &["diagnostic"]),
    ("axum", &["cli"]),
    ("blake3", &["output"]),
    ("clap", &["cli"]),
    ("fluent_bundle", &["words"]),
    ("granit_parser", &["yaml"]),
    ("html5gum", &["html"]),
    ("include_dir", &["load"]),
    ("jiff", &["date", "cli"]),
    ("mime_guess", &["cli"]),
    ("percent_encoding", &["html"]),
    ("pulldown_cmark", &["markdown"]),
    ("rayon", &["lib"]),
    ("serde_json", &["diagnostic", "output", "lib", "search"]),
    ("serde_yaml", &["yaml"]),
    ("strsim", &["diagnostic"]),
    ("syntect", &["highlight"]),
    ("tera", &["render"]),
    ("tokio", &["cli"]),
    ("unic_langid", &["words"]),
    ("unicode_normalization", &["markdown", "document", "graph", "search"]),
    ("unicode_script", &["finish"]),
    ("unicode_segmentation", &["graph", "wording"]),
    ("walkdir", &["load"]),
];

/// Crates that any room may use.
const ANYWHERE: [&str; 3] = ["anyhow", "indexmap", "serde"];

/// Rooms that may know the disk, the clock or the environment.
const OUTSIDE: [&str; 4] = ["output", "load", "cli", "main"];

/// The files of src/ with their text, by room: `graph.rs` and `graph/` are one.
fn rooms() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    let mut rooms: BTreeMap<String, Vec<(PathBuf, String)>> = BTreeMap::new();
    let source = Path::new(ROOT).join("src");
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(&source).expect("in src").to_owned();
            let first = inside.components().next().expect("a name").as_os_str().to_string_lossy();
            let room = first.trim_end_matches(".rs").to_owned();
            rooms.entry(room).or_default().push((inside, fs::read_to_string(&path).expect("text")));
        }
    }
    rooms
}

/// The rooms in the order of lib.rs.
fn order() -> Vec<String> {
    let lib = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).expect("lib.rs");
    let name = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    lib.lines().filter_map(name).collect()
}

/// What a text says of `prefix::name`, outside comments.
fn named<'t>(text: &'t str, prefix: &'t str) -> impl Iterator<Item = &'t str> {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    code.flat_map(move |line| line.split(prefix).skip(1)).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn a_room_uses_only_those_above_it() {
    let order = order();
    let rooms = rooms();
    assert!(order.len() > 15, "lib.rs lists the rooms");
    for (place, room) in order.iter().enumerate() {
        for (path, text) in &rooms[room] {
            for used in named(text, "crate::") {
                let at = order.iter().position(|other| other == used);
                let at = at.unwrap_or_else(|| panic!("{}: no room `{used}`", path.display()));
                assert!(
                    at <= place,
                    "{}: `{room}` uses `{used}`, which stands below it",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_file_belongs_to_a_room() {
    let order = order();
    for room in rooms().keys() {
        let known = order.contains(room) || ["lib", "main", "cli"].contains(&room.as_str());
        assert!(known, "lib.rs does not list `{room}`");
    }
}

#[test]
fn each_outside_crate_has_its_room() {
    let rooms = rooms();
    for (name, allowed) in ROOM_OF {
        for (room, files) in &rooms {
            for (path, text) in files {
                let path_used = format!("{name}::");
                let uses = text.lines().any(|line| {
                    let code = line.split("//").next().unwrap_or_default();
                    code.match_indices(&path_used).any(|(at, _)| {
                        let before = code[..at].chars().next_back();
                        before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
                    })
                });
                let fits = allowed.contains(&room.as_str());
                assert!(!uses || fits, "{}: `{name}` belongs to {allowed:?}", path.display());
            }
        }
    }
}

#[test]
fn every_dependency_has_a_room_and_a_reason() {
    let manifest = fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).expect("Cargo.toml");
    let reasons =
        fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let dependencies = manifest.split("[dependencies]").nth(1).expect("dependencies");
    let dependencies = dependencies.split("[dev-dependencies]").next().expect("a part");
    let names = dependencies.lines().filter_map(|line| Some(line.split_once(" = ")?.0));
    for name in names {
        let in_code = name.replace('-', "_");
        let known = ROOM_OF.iter().any(|(name, _)| *name == in_code)
            || ANYWHERE.contains(&in_code.as_str());
        assert!(known, "`{name}` has no room in this test");
        assert!(
            reasons.contains(&format!("`{name}`")),
            "ARCHITECTURE.md gives no reason for `{name}`"
        );
    }
}

#[test]
fn the_middle_knows_no_disk_no_clock_and_no_environment() {
    for (room, files) in rooms() {
        if OUTSIDE.contains(&room.as_str()) {
            continue;
        }
        for (path, text) in files {
            for module in named(&text, "std::") {
                let pure = !["fs", "env", "time", "net", "process", "io", "path"].contains(&module);
                assert!(pure, "{}: uses std::{module}", path.display());
            }
            assert!(!text.contains("Timestamp::now"), "{}: reads the clock", path.display());
            assert!(!text.contains("println!"), "{}: prints", path.display());
        }
    }
}

#[test]
fn a_room_has_one_tenant() {
    for files in rooms().values() {
        for (path, text) in files {
            let lines = text.lines().count();
            assert!(lines <= 600, "{} has {lines} lines", path.display());
        }
    }
}

#[test]
fn the_picture_of_the_rooms_is_complete() {
    let picture =
        fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    for room in order() {
        assert!(picture.contains(&format!("`{room}`")), "ARCHITECTURE.md does not name `{room}`");
    }
}
