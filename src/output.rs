//! What is published, as a value: paths and bytes, each with who made it.
//!
//! How it gets onto a disk without ever being half there is in `output/write.rs`.

mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use write::{Refusal, Staged, Written, stage, write};

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
        if lower == MANIFEST {
            let first = "planbook".to_owned();
            return Err(Clash { path: path.to_owned(), first, second: maker.to_owned() });
        }
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
