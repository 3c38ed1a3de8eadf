//! Files as values: what was read, and places in it.
//!
//! A text is kept with `\n` line ends and without a byte order mark, as if neither had ever been
//! there; every offset counts bytes of that text.

use std::sync::Arc;

/// A file of the site, by its path from the site's root with `/` between the parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    pub path: String,
    pub content: Content,
    /// Comes with the program, not from the site's folder.
    pub built_in: bool,
}

/// What reading gave. Judging it is left to those who know what the file is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Text(Arc<str>),
    /// Bytes that nobody reads as text (`static/`).
    Bytes(Arc<[u8]>),
    /// Should be text, and is not UTF-8 from this byte on.
    NotUtf8 {
        at: usize,
    },
    /// Should be text, and holds a NUL byte here.
    Nul {
        at: usize,
    },
    TooLarge {
        bytes: u64,
    },
    SymbolicLink,
    /// A file that every site needs and this one has not.
    Missing,
}

/// The number of a file in its [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// Bytes `start..end` of the text of `file`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

/// All files of a site, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// The largest content file that is read, in bytes.
pub const MAX_CONTENT_BYTES: u64 = 4 * 1024 * 1024;

/// The files without which there is no site.
pub const SITE_FILE: &str = "content/site.yaml";
pub const MODEL_FILE: &str = "content/model.yaml";

impl Sources {
    /// Of two files with one path the first is kept, so a site's own go before the built-in ones.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        for path in [SITE_FILE, MODEL_FILE] {
            files.push(SourceFile::new(path, Content::Missing));
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|later, first| later.path == first.path);
        Sources { files }
    }

    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        let numbered = |(index, file)| (FileId(index as u32), file);
        self.files.iter().enumerate().map(numbered)
    }

    /// The files below `folder`, which ends in `/`.
    pub fn under(&self, folder: &str) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.iter().filter(move |(_, file)| file.path.starts_with(folder))
    }

    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    pub fn find(&self, path: &str) -> Option<FileId> {
        let index = self.files.binary_search_by(|file| file.path.as_str().cmp(path));
        index.ok().map(|index| FileId(index as u32))
    }

    /// The text of a file, or nothing where it has none.
    pub fn text(&self, id: FileId) -> &str {
        self.get(id).text()
    }

    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.range()).unwrap_or("")
    }
}

impl SourceFile {
    pub fn new(path: impl Into<String>, content: Content) -> Self {
        SourceFile { path: path.into(), content, built_in: false }
    }

    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            _ => "",
        }
    }
}

impl Content {
    /// UTF-8 with `\n`, `\r\n` or `\r` at the line ends and perhaps a byte order mark.
    pub fn from_utf8(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Err(error) => Content::NotUtf8 { at: error.valid_up_to() },
            Ok(text) => match text.find('\0') {
                Some(at) => Content::Nul { at },
                None => {
                    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                    if text.contains('\r') {
                        let text = text.replace("\r\n", "\n").replace('\r', "\n");
                        Content::Text(text.into())
                    } else {
                        Content::Text(text.into())
                    }
                }
            },
        }
    }
}

impl Span {
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        Span { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The start of a file: for what concerns it as a whole.
    pub fn start_of(file: FileId) -> Self {
        Span::new(file, 0..0)
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}
