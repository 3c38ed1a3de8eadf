//! An [`Output`] onto a disk, so that no published file is ever half there.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Listed, MANIFEST, Manifest, Output, listed, manifest};

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

/// Makes `folder` hold the output, and nothing of an earlier one that this output has not.
///
/// All that changed is staged beside its target first ([`stage`]), so that a full disk or a
/// missing right leaves the old site as it was. Then what pages need is put in place, then pages;
/// then the files go that only the last manifest lists. A process that is killed leaves every
/// file whole, old or new, and the next write completes the work. There is no fsync: a power cut
/// is another matter.
///
/// # Errors
/// The machine's faults: no space, no right.
pub fn write(output: &Output, folder: &Path, sources: &Path) -> Result<Result<Written, Refusal>> {
    let mut staged = match stage(output, folder, sources)? {
        Ok(staged) => staged,
        Err(refusal) => return Ok(Err(refusal)),
    };
    while staged.step()? {}
    Ok(Ok(staged.written))
}

/// All that changed, beside its targets. Nothing that is published has been touched.
pub struct Staged {
    folder: PathBuf,
    steps: std::vec::IntoIter<Step>,
    pub written: Written,
}

enum Step {
    Put(PathBuf, String),
    Remove(String),
}

/// Stages the output.
///
/// # Errors
/// The machine's faults; what had been staged by then is taken away again.
pub fn stage(output: &Output, folder: &Path, sources: &Path) -> Result<Result<Staged, Refusal>> {
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
    if staged_name(folder, MANIFEST).exists() {
        sweep(folder)?;
    }
    let mut staged = Staged {
        folder: folder.to_owned(),
        steps: Vec::new().into_iter(),
        written: Written { changed: changed.len(), removed: gone.len() },
    };
    let same_manifest = fs::read(folder.join(MANIFEST)).is_ok_and(|bytes| bytes == new_manifest);
    if changed.is_empty() && gone.is_empty() && same_manifest {
        return Ok(Ok(staged));
    }
    let mut stage = Stage { folder, staged: Vec::new(), made: Vec::new() };
    match stage.all(output, &changed, &known, &new_manifest) {
        Ok(mut steps) => {
            let last = steps.pop();
            steps.extend(gone.iter().map(|path| Step::Remove((*path).to_owned())));
            steps.extend(last);
            staged.steps = steps.into_iter();
            Ok(Ok(staged))
        }
        Err(error) => {
            stage.undo();
            Err(error)
        }
    }
}

impl Staged {
    /// Puts one file in its place, or removes one; false when there is nothing left to do.
    ///
    /// # Errors
    /// The machine's faults.
    pub fn step(&mut self) -> Result<bool> {
        match self.steps.next() {
            None => return Ok(false),
            Some(Step::Put(from, path)) => {
                let target = self.folder.join(path);
                fs::rename(from, &target)
                    .with_context(|| format!("cannot replace {}", target.display()))?;
            }
            Some(Step::Remove(path)) => remove(&self.folder, &path)?,
        }
        Ok(true)
    }
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
    /// Stages everything, and gives the steps in which it is put in place.
    fn all(
        &mut self,
        output: &Output,
        changed: &[&str],
        known: &BTreeMap<&str, &Listed>,
        new_manifest: &[u8],
    ) -> Result<Vec<Step>> {
        // First in and last out: as long as it lies there, a write is not complete.
        let last = self.one(staged_name(self.folder, MANIFEST), MANIFEST, new_manifest)?;
        // What an interrupted write leaves behind is listed before any of it is there.
        let mut both: BTreeMap<&str, Listed> =
            known.iter().map(|(path, l)| (*path, (*l).clone())).collect();
        for (path, entry) in output.iter() {
            both.insert(path, listed(path, &entry.bytes));
        }
        let name = staged_name(self.folder, &format!("{MANIFEST}.both"));
        let mut steps = vec![self.one(name, MANIFEST, &manifest(both.into_values()))?];
        let (pages, needed): (Vec<&str>, Vec<&str>) =
            changed.iter().partition(|path| path.ends_with(".html"));
        for path in needed.into_iter().chain(pages) {
            if let Some(entry) = output.get(path) {
                steps.push(self.one(staged_name(self.folder, path), path, &entry.bytes)?);
            }
        }
        steps.push(last);
        Ok(steps)
    }

    fn one(&mut self, staged: PathBuf, path: &str, bytes: &[u8]) -> Result<Step> {
        self.folder_of(&staged)?;
        let cannot = || format!("cannot write {}", self.folder.join(path).display());
        let mut file = fs::File::create(&staged).with_context(cannot)?;
        self.staged.push(staged.clone());
        file.write_all(bytes).with_context(cannot)?;
        Ok(Step::Put(staged, path.to_owned()))
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
fn staged_name(folder: &Path, path: &str) -> PathBuf {
    match path.rsplit_once('/') {
        Some((parent, name)) => folder.join(parent).join(format!(".{name}{SUFFIX}")),
        None => folder.join(format!(".{path}{SUFFIX}")),
    }
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

/// Takes away what an interrupted write has staged, and the folders it made for it.
fn sweep(folder: &Path) -> Result<()> {
    let cannot = || format!("cannot clear {}", folder.display());
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let entry = entry.with_context(cannot)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let kind = entry.file_type().with_context(cannot)?;
        if kind.is_dir() && !name.starts_with('.') {
            sweep(&entry.path())?;
        } else if kind.is_file() && name.starts_with('.') && name.ends_with(SUFFIX) {
            fs::remove_file(entry.path()).with_context(cannot)?;
            if fs::remove_dir(folder).is_ok() {
                break;
            }
        }
    }
    Ok(())
}
