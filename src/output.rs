//! What is published, as a value; and how it gets onto a disk without ever being half there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// Sorted paths with `/`, relative to the site's root, and the bytes of each file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    entries: BTreeMap<String, Entry>,
    /// Each path by its lower-case form.
    lower: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub bytes: Arc<[u8]>,
    /// Who made it, for messages: a file of the site, or a part of planbook.
    pub maker: String,
}

/// Two makers for one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub path: String,
    pub first: String,
    pub second: String,
}

pub const MANIFEST: &str = "data/manifest.json";

#[derive(Serialize, Deserialize)]
struct Manifest {
    files: Vec<Listed>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Listed {
    path: String,
    length: u64,
    blake3: String,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Refusal {
    /// The folder itself cannot be the output.
    Folder(String),
    /// Files that planbook did not write stand where it would.
    InTheWay(Vec<String>),
}

/// What writing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub changed: usize,
    pub removed: usize,
}

impl Output {
    /// Adds a file. Paths that differ in case alone clash, since some systems cannot store both.
    pub fn claim(
        &mut self,
        path: &str,
        bytes: impl Into<Arc<[u8]>>,
        maker: &str,
    ) -> Result<(), Clash> {
        let lower = path.to_lowercase();
        let folders = lower.match_indices('/').map(|(at, _)| &lower[..at]);
        let same = folders.chain([lower.as_str()]).find_map(|path| self.lower.get(path));
        let inside = format!("{lower}/");
        let below = self.lower.range(inside.clone()..).next();
        let below = below.filter(|(path, _)| path.starts_with(&inside)).map(|(_, path)| path);
        if let Some(first) = same.or(below).and_then(|path| self.entries.get(path)) {
            return Err(Clash {
                path: path.to_owned(),
                first: first.maker.clone(),
                second: maker.to_owned(),
            });
        }
        self.lower.insert(lower, path.to_owned());
        let entry = Entry { bytes: bytes.into(), maker: maker.to_owned() };
        self.entries.insert(path.to_owned(), entry);
        Ok(())
    }

    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(path, entry)| (path.as_str(), entry))
    }

    pub fn paths(&self) -> BTreeSet<String> {
        self.entries.keys().cloned().collect()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The list of all files, without itself.
    pub fn manifest(&self) -> Vec<u8> {
        manifest(self.entries.iter().map(|(path, entry)| listed(path, &entry.bytes)))
    }
}

fn manifest(files: impl Iterator<Item = Listed>) -> Vec<u8> {
    let files = files.collect();
    let mut bytes =
        serde_json::to_vec_pretty(&Manifest { files }).expect("a manifest is plain data");
    bytes.push(b'\n');
    bytes
}

fn listed(path: &str, bytes: &[u8]) -> Listed {
    Listed {
        path: path.to_owned(),
        length: bytes.len() as u64,
        blake3: blake3::hash(bytes).to_hex().to_string(),
    }
}

/// Makes `folder` hold the output and nothing of an earlier one that this output has not.
///
/// All that changed is staged beside its target first, so that a full disk or a missing right
/// leaves the old site as it was. Then what pages need is put in place, then pages; then the
/// files go that only the last manifest lists. A process that is killed leaves every file whole,
/// old or new, and the next write completes the work. There is no fsync: a power cut is another
/// matter.
///
/// # Errors
/// The machine's faults: no space, no right.
pub fn write(output: &Output, folder: &Path, sources: &Path) -> Result<Result<Written, Refusal>> {
    if let Some(why) = refused(folder, sources)? {
        return Ok(Err(Refusal::Folder(why)));
    }
    let new_manifest = output.manifest();
    let old = read_manifest(folder)?;
    let known: BTreeMap<&str, &Listed> =
        old.iter().flatten().map(|l| (l.path.as_str(), l)).collect();
    let (changed, in_the_way) = compare(output, folder, &known, old.is_some())?;
    if !in_the_way.is_empty() {
        return Ok(Err(Refusal::InTheWay(in_the_way)));
    }
    let gone: Vec<&str> = known.keys().copied().filter(|path| output.get(path).is_none()).collect();
    sweep(output, &known, folder)?;
    let same_manifest = fs::read(folder.join(MANIFEST)).is_ok_and(|bytes| bytes == new_manifest);
    if changed.is_empty() && gone.is_empty() && same_manifest {
        return Ok(Ok(Written::default()));
    }
    let mut stage = Stage { folder, staged: Vec::new(), made: Vec::new() };
    let staged = stage.all(output, &changed, &known, &new_manifest);
    if let Err(error) = staged {
        stage.undo();
        return Err(error);
    }
    // From here on the manifest lists all that an interrupted write may leave behind.
    put(folder, &both_name())?;
    let page = |path: &&&str| path.ends_with(".html");
    for path in changed.iter().filter(|path| !page(path)).chain(changed.iter().filter(page)) {
        put(folder, path)?;
    }
    for path in &gone {
        remove(folder, path)?;
    }
    put(folder, MANIFEST)?;
    Ok(Ok(Written { changed: changed.len(), removed: gone.len() }))
}

/// Why this folder cannot be the output, if it cannot.
fn refused(folder: &Path, sources: &Path) -> Result<Option<String>> {
    let no = |why: &str| Ok(Some(why.to_owned()));
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_symlink() => return no("it is a symbolic link"),
        Ok(found) if !found.is_dir() => return no("it is a file"),
        _ => {}
    }
    let folder = real(folder)?;
    let sources = real(sources)?;
    if folder.parent().is_none() {
        return no("it is the root of the file system");
    }
    if sources.starts_with(&folder) {
        return no("the site's sources lie in it");
    }
    for part in ["content", "templates", "static"] {
        let part = sources.join(part);
        if folder.starts_with(&part) {
            return no("it lies in the site's sources");
        }
    }
    Ok(None)
}

/// The path without links and dots, also of a folder that is not there yet.
fn real(path: &Path) -> Result<PathBuf> {
    let path =
        std::path::absolute(path).with_context(|| format!("cannot resolve {}", path.display()))?;
    let mut there = path.as_path();
    let mut rest = Vec::new();
    loop {
        match there.canonicalize() {
            Ok(real) => return Ok(rest.iter().rev().fold(real, |path, part| path.join(part))),
            Err(_) => match (there.parent(), there.file_name()) {
                (Some(parent), Some(name)) => {
                    rest.push(name.to_owned());
                    there = parent;
                }
                _ => return Ok(path),
            },
        }
    }
}

fn read_manifest(folder: &Path) -> Result<Option<Vec<Listed>>> {
    let path = folder.join(MANIFEST);
    match fs::read(&path) {
        Ok(bytes) => {
            let manifest: Option<Manifest> = serde_json::from_slice(&bytes).ok();
            let safe = |l: &Listed| {
                let parts = || l.path.split('/');
                parts().all(|part| !part.is_empty() && part != "." && part != "..")
                    && !l.path.contains(['\\', ':', '\0'])
            };
            Ok(manifest.map(|m| m.files.into_iter().filter(safe).collect()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// The paths whose bytes differ from what is on the disk, and those that are not ours to change.
fn compare<'o>(
    output: &'o Output,
    folder: &Path,
    known: &BTreeMap<&str, &Listed>,
    has_manifest: bool,
) -> Result<(Vec<&'o str>, Vec<String>)> {
    let mut changed = Vec::new();
    let mut in_the_way = Vec::new();
    for (path, entry) in output.iter() {
        let target = folder.join(path);
        if let Some(obstacle) = obstacle(folder, path) {
            in_the_way.push(obstacle);
            continue;
        }
        match fs::read(&target) {
            Ok(bytes) if bytes[..] == entry.bytes[..] => {}
            Ok(_) if !known.contains_key(path) => in_the_way.push(path.to_owned()),
            Ok(_) => changed.push(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => changed.push(path),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", target.display()));
            }
        }
    }
    if !has_manifest && folder.join(MANIFEST).exists() {
        in_the_way.push(MANIFEST.to_owned());
    }
    in_the_way.sort();
    in_the_way.dedup();
    Ok((changed, in_the_way))
}

/// A folder where a file should be, a file where a folder should be, or a symbolic link.
fn obstacle(folder: &Path, path: &str) -> Option<String> {
    let mut parts = Vec::new();
    let count = path.split('/').count();
    for (index, part) in path.split('/').enumerate() {
        parts.push(part);
        let so_far = parts.join("/");
        let found = fs::symlink_metadata(folder.join(&so_far)).ok()?;
        let last = index + 1 == count;
        if found.is_symlink() || found.is_dir() == last {
            return Some(so_far);
        }
    }
    None
}

struct Stage<'a> {
    folder: &'a Path,
    staged: Vec<PathBuf>,
    made: Vec<PathBuf>,
}

impl Stage<'_> {
    fn all(
        &mut self,
        output: &Output,
        changed: &[&str],
        known: &BTreeMap<&str, &Listed>,
        new_manifest: &[u8],
    ) -> Result<()> {
        for path in changed {
            if let Some(entry) = output.get(path) {
                self.one(path, &entry.bytes)?;
            }
        }
        self.one(MANIFEST, new_manifest)?;
        let mut both: BTreeMap<&str, Listed> =
            known.iter().map(|(path, l)| (*path, (*l).clone())).collect();
        for (path, entry) in output.iter() {
            both.insert(path, listed(path, &entry.bytes));
        }
        self.one(&both_name(), &manifest(both.into_values()))
    }

    fn one(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        let staged = staged(self.folder, path);
        self.folder_of(&staged)?;
        self.staged.push(staged.clone());
        let cannot = || format!("cannot write {}", self.folder.join(path).display());
        let mut file = fs::File::create(&staged).with_context(cannot)?;
        file.write_all(bytes).with_context(cannot)
    }

    fn folder_of(&mut self, file: &Path) -> Result<()> {
        let Some(folder) = file.parent() else {
            return Ok(());
        };
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
            self.made.push(folder.to_owned());
        }
        Ok(())
    }

    /// As if nothing had been tried.
    fn undo(&self) {
        for file in &self.staged {
            let _ = fs::remove_file(file);
        }
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

const SUFFIX: &str = ".planbook-new";

/// A dotfile beside the target: on its disk, and on no host's list.
fn staged(folder: &Path, path: &str) -> PathBuf {
    match path.rsplit_once('/') {
        Some((parent, name)) => folder.join(parent).join(format!(".{name}{SUFFIX}")),
        None => folder.join(format!(".{path}{SUFFIX}")),
    }
}

/// The manifest of the old and the new files together takes the place of the manifest meanwhile.
fn both_name() -> String {
    format!("{MANIFEST}.both")
}

fn put(folder: &Path, path: &str) -> Result<()> {
    let target = folder.join(path.strip_suffix(".both").unwrap_or(path));
    fs::rename(staged(folder, path), &target)
        .with_context(|| format!("cannot replace {}", target.display()))
}

/// Removes a file and the folders that are empty without it.
fn remove(folder: &Path, path: &str) -> Result<()> {
    let target = folder.join(path);
    match fs::symlink_metadata(&target) {
        Ok(found) if found.is_file() => {
            fs::remove_file(&target)
                .with_context(|| format!("cannot remove {}", target.display()))?;
        }
        _ => return Ok(()),
    }
    for parent in target.ancestors().skip(1).take_while(|parent| *parent != folder) {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(())
}

/// Takes away what an interrupted write has staged.
fn sweep(output: &Output, known: &BTreeMap<&str, &Listed>, folder: &Path) -> Result<()> {
    let paths = output.iter().map(|(path, _)| path).chain(known.keys().copied());
    let folders: BTreeSet<PathBuf> = paths
        .chain([MANIFEST])
        .filter_map(|path| folder.join(path).parent().map(Path::to_owned))
        .collect();
    for folder in folders {
        let Ok(files) = fs::read_dir(&folder) else {
            continue;
        };
        for file in files {
            let file = file.with_context(|| format!("cannot list {}", folder.display()))?;
            let name = file.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') && name.ends_with(SUFFIX) {
                fs::remove_file(file.path())
                    .with_context(|| format!("cannot remove {}", file.path().display()))?;
            }
        }
    }
    Ok(())
}
