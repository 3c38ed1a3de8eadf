//! Disk -> [`Sources`]. The only reader; it judges nothing.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};
use walkdir::{DirEntry, WalkDir};

use crate::source::{Content, MAX_CONTENT_BYTES, SourceFile, Sources};

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir = include_dir!("$CARGO_MANIFEST_DIR/static");

const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// Reads the site in a folder. Its own templates and static files stand before the built-in ones.
///
/// # Errors
/// What cannot be read, by name.
pub fn site(root: &Path) -> Result<Sources> {
    if !root.is_dir() {
        bail!("{} is not a folder", root.display());
    }
    let mut files = Vec::new();
    for folder in FOLDERS {
        let top = root.join(folder);
        match fs::symlink_metadata(&top) {
            Ok(found) if found.is_symlink() => {
                files.push(SourceFile::new(folder, Content::SymbolicLink))
            }
            Ok(_) => walk(root, &top, &mut files)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", top.display()));
            }
        }
    }
    Ok(with_built_in(files))
}

/// The files given, and the built-in ones of other names.
pub fn with_built_in(mut files: Vec<SourceFile>) -> Sources {
    built_in(&TEMPLATES, "templates", &mut files);
    built_in(&STATIC, "static", &mut files);
    Sources::new(files)
}

fn built_in(folder: &Dir, name: &str, files: &mut Vec<SourceFile>) {
    for file in folder.files().filter(|file| !ignored(&file.path().to_string_lossy())) {
        let path = format!("{name}/{}", file.path().to_string_lossy().replace('\\', "/"));
        let content = content(&path, file.contents().to_vec());
        files.push(SourceFile { path, content, built_in: true });
    }
    folder.dirs().for_each(|inner| built_in(inner, name, files));
}

fn walk(root: &Path, top: &Path, files: &mut Vec<SourceFile>) -> Result<()> {
    let visible =
        |entry: &DirEntry| entry.depth() == 0 || !ignored(&entry.file_name().to_string_lossy());
    for entry in WalkDir::new(top).sort_by_file_name().into_iter().filter_entry(visible) {
        let entry = entry.with_context(|| format!("cannot read {}", top.display()))?;
        let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let path = inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let kind = entry.file_type();
        if kind.is_symlink() {
            files.push(SourceFile::new(path, Content::SymbolicLink));
        } else if kind.is_file() {
            files.extend(read(entry.path(), path)?);
        }
    }
    Ok(())
}

/// A file that an editor replaces just now is gone for a moment: it is looked for once more.
fn read(file: &Path, path: String) -> Result<Option<SourceFile>> {
    let cannot = || format!("cannot read {}", file.display());
    if path.starts_with("content/") {
        let length = fs::metadata(file).map_or(0, |found| found.len());
        if length > MAX_CONTENT_BYTES {
            return Ok(Some(SourceFile::new(path, Content::TooLarge { bytes: length })));
        }
    }
    match fs::read(file).or_else(|_| fs::read(file)) {
        Ok(bytes) => Ok(Some(SourceFile::new(path.clone(), content(&path, bytes)))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(cannot),
    }
}

fn content(path: &str, bytes: Vec<u8>) -> Content {
    match path.starts_with("static/") {
        true => Content::Bytes(bytes.into()),
        false => Content::from_utf8(&bytes),
    }
}

/// Hidden files and what editors leave behind.
fn ignored(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp")
}
