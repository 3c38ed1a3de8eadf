//! One content file by itself -> [`Document`]s: typed fields, bodies, references as written.
//!
//! A parse depends on the bytes of the file and on the model, and on nothing else.

mod values;

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::is_nfc;

use crate::date::Date;
use crate::diagnostic::{self, Code, Diagnostic, Diagnostics, nearest, with_article};
use crate::html;
use crate::markdown::{self, Body, Ids, Sink};
use crate::model::{Field, Fields, GIVEN, Kind, KindId, Model, Storage, Type};
use crate::reference::{RefIndex, Reference, Sort, Written};
use crate::source::{Content, FileId, Sources, Span, Spanned};
use crate::yaml::{self, Entry, Node, Scalar, Yaml};

/// An entity as its author wrote it.
#[derive(Clone, Debug)]
pub struct Document {
    pub kind: KindId,
    pub id: String,
    /// Where the whole begins: its key in a list file, its front matter in a file of its own.
    pub place: Span,
    pub title: String,
    pub record: Record,
    pub refs: Vec<Reference>,
    pub template: Option<Spanned<String>>,
    pub lists: Option<Node>,
    pub aliases: Vec<Spanned<String>>,
    /// Where it is marked as one.
    pub draft: Option<Span>,
    /// No error was found in it.
    pub sound: bool,
}

/// Values in the order of the fields that declare them.
#[derive(Clone, Debug)]
pub struct Record {
    pub values: Vec<Option<Value>>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Value {
    pub data: Data,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum Data {
    String(String),
    Text(Body),
    Markdown(Body),
    Integer(i64),
    Bool(bool),
    Url(String),
    Date(Date),
    /// The number of the value in its choice.
    Choice(usize),
    Ref(RefIndex),
    Record(Record),
    List(Vec<Value>),
}

/// What one file gives.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    pub documents: Vec<Document>,
    /// The kind of a list file that cannot be read, or names an id twice: which entities there
    /// are is not known.
    pub unknown_kind: Option<KindId>,
    pub diagnostics: Diagnostics,
}

/// Parses a file of `content/` that is neither site.yaml nor model.yaml.
pub fn parse(sources: &Sources, file: FileId, model: &Model) -> Parsed {
    let source = sources.get(file);
    let path = source.path.strip_prefix("content/").unwrap_or(&source.path);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let of_folder = |kind: &Kind| kind.storage == Storage::Folder(folder.to_owned());
    let of_file = |kind: &Kind| kind.storage == Storage::File(path.to_owned());
    let find = |is: &dyn Fn(&Kind) -> bool| model.kind_ids().find(|id| is(model.kind(*id)));
    let mut parsed = Parsed::default();
    if let Some(kind) = find(&of_file) {
        let mut reader = Reader::new(sources, file, model);
        match reader.unreadable() {
            true => parsed.unknown_kind = Some(kind),
            false => reader.list_file(kind, &mut parsed),
        }
        parsed.diagnostics = reader.out;
    } else if let (Some(kind), Some(id)) = (find(&of_folder), name.strip_suffix(".md")) {
        let mut reader = Reader::new(sources, file, model);
        reader.check_id(id, Span::start_of(file));
        let document = match reader.unreadable() {
            true => reader.broken(kind, id),
            false => reader.page_file(kind, id),
        };
        parsed.documents.push(document);
        parsed.diagnostics = reader.out;
    } else {
        parsed.diagnostics.push(stray(model, file, path));
    }
    parsed
}

/// Why this file cannot be read as text, in the words of its author.
pub fn unreadable(sources: &Sources, file: FileId) -> Option<Diagnostic> {
    let at = |code, message: String, help: &str| {
        Some(Diagnostic::new(code, Span::start_of(file), message).help(help))
    };
    let path = &sources.get(file).path;
    match &sources.get(file).content {
        Content::Text(_) | Content::Bytes(_) => None,
        Content::NotUtf8 { at: byte } => at(
            Code::NotText,
            format!("this is not UTF-8 text: byte {byte} begins no character"),
            "save the file as UTF-8",
        ),
        Content::Nul { at: byte } => at(
            Code::NotText,
            format!("this is not text: byte {byte} is NUL"),
            "save the file as plain text in UTF-8",
        ),
        Content::TooLarge { bytes } => at(
            Code::TooLarge,
            format!("this file has {bytes} bytes, and 4 MB is the most"),
            "split it into several files",
        ),
        Content::SymbolicLink => at(
            Code::SymbolicLink,
            format!("`{path}` is a symbolic link"),
            "put the file itself here: what is published must not depend on places outside",
        ),
        Content::Missing => at(
            Code::MissingFile,
            format!("there is no `{path}`"),
            "every site has one: site.yaml says what the site is called, model.yaml which kinds of page it has",
        ),
    }
}

fn stray(model: &Model, file: FileId, path: &str) -> Diagnostic {
    let places: Vec<String> = model
        .kinds
        .values()
        .map(|kind| match &kind.storage {
            Storage::Folder(folder) => format!("content/{folder}/<id>.md"),
            Storage::File(file) => format!("content/{file}"),
        })
        .collect();
    let message = format!("`content/{path}` belongs to no kind of the model");
    let help = format!("the model knows {}", places.join(", "));
    Diagnostic::new(Code::StrayFile, Span::start_of(file), message).help(help)
}

struct Reader<'a> {
    sources: &'a Sources,
    file: FileId,
    text: &'a str,
    folder: &'a str,
    model: &'a Model,
    refs: Vec<Reference>,
    ids: Ids,
    out: Diagnostics,
}

impl<'a> Reader<'a> {
    fn new(sources: &'a Sources, file: FileId, model: &'a Model) -> Self {
        let path = &sources.get(file).path;
        Reader {
            sources,
            file,
            text: sources.text(file),
            folder: path.rsplit_once('/').map_or("", |(folder, _)| folder),
            model,
            refs: Vec::new(),
            ids: Ids::default(),
            out: Vec::new(),
        }
    }

    fn unreadable(&mut self) -> bool {
        let found = unreadable(self.sources, self.file);
        let is = found.is_some();
        self.out.extend(found);
        is
    }

    fn report(&mut self, code: Code, span: Span, message: String, label: &str, help: String) {
        self.out.push(Diagnostic::new(code, span, message).label(label).help(help));
    }

    // -- files ------------------------------------------------------------------------------

    fn page_file(&mut self, kind: KindId, id: &str) -> Document {
        let Some((front, body)) = self.front_matter() else {
            return self.broken(kind, id);
        };
        let (tree, problems) = yaml::parse(self.file, self.text, front);
        let readable = !diagnostic::any_error(&problems) || tree.is_some();
        self.out.extend(problems);
        match tree {
            Some(tree) if readable => {
                let place =
                    Span::new(self.file, tree.span.start as usize..tree.span.start as usize);
                self.document(kind, id, &tree, place, Some(body))
            }
            _ => self.broken(kind, id),
        }
    }

    fn list_file(&mut self, kind: KindId, parsed: &mut Parsed) {
        let (tree, problems) = yaml::parse(self.file, self.text, 0..self.text.len());
        self.out.extend(problems);
        let Some(tree) = tree else {
            parsed.unknown_kind = Some(kind);
            return;
        };
        let is_id = |span: Span| tree.entries().iter().any(|entry| entry.key.span == span);
        let twice = |d: &Diagnostic| d.code == Code::DuplicateKey;
        if self.out.iter().any(|d| twice(d) && d.others.iter().any(|(first, _)| is_id(*first))) {
            parsed.unknown_kind = Some(kind);
        }
        match &tree.value {
            Yaml::Null => {}
            Yaml::Map { entries, .. } => {
                for Entry { key, value } in entries {
                    self.check_id(&key.value, key.span);
                    let document = self.document(kind, &key.value, value, key.span, None);
                    parsed.documents.push(document);
                }
            }
            _ => {
                self.out.push(yaml::wrong_type(&tree, "an id and a colon for each entry"));
                parsed.unknown_kind = Some(kind);
            }
        }
    }

    /// The ranges of the YAML between the `---` lines and of what follows.
    fn front_matter(&mut self) -> Option<(Range<usize>, Range<usize>)> {
        let mut lines = self.text.split_inclusive('\n');
        let first = lines.next().unwrap_or_default();
        if first.trim_end() != "---" {
            let help = "begin the file with a line `---`, the front matter, and a line `---`";
            let line = Span::new(self.file, 0..first.trim_end().len());
            let message = "this file does not begin with front matter".into();
            self.report(Code::FrontMatter, line, message, "expected `---`", help.into());
            return None;
        }
        let start = first.len();
        let mut end = start;
        for line in lines {
            if line.trim_end() == "---" {
                return Some((start..end, end + line.len()..self.text.len()));
            }
            end += line.len();
        }
        let fence = Span::new(self.file, 0..3);
        let message = "the front matter has no end".into();
        let help = "put a line `---` under the last key";
        self.report(Code::FrontMatter, fence, message, "begins here", help.into());
        None
    }

    fn check_id(&mut self, id: &str, span: Span) {
        let allowed =
            |c: char| (c.is_alphanumeric() && !c.is_uppercase()) || c == '-' || is_mark(c);
        let device = |name: &str| {
            let numbered = ["com", "lpt"].iter().any(|d| {
                let rest = name.strip_prefix(d);
                rest.is_some_and(|n| n.len() == 1 && n != "0" && n.parse::<u8>().is_ok())
            });
            numbered || ["con", "prn", "aux", "nul"].contains(&name)
        };
        let why = match id {
            "" => "is empty",
            id if !id.chars().all(allowed) => {
                "may hold lower-case letters, digits and `-` and nothing else"
            }
            id if !is_nfc(id) => "is not in Unicode's composed form (NFC)",
            id if device(id) => "is a name that Windows keeps for a device",
            _ => return,
        };
        let message = format!("`{id}` cannot be an id: it {why}");
        let wish = match markdown::slug(id) {
            same if same == id => format!("{id}-1"),
            other => other,
        };
        let help = match span.end {
            _ if id.is_empty() => "write an id before the colon".to_owned(),
            0 => format!("rename the file, for instance to `{wish}.md`"),
            _ => format!("rename it, for instance to `{wish}`"),
        };
        self.report(Code::BadId, span, message, "this id", help);
    }

    // -- entities ---------------------------------------------------------------------------

    /// A file that cannot be read keeps its id, so that references to it hold.
    fn broken(&mut self, kind: KindId, id: &str) -> Document {
        let fields = &self.model.kind(kind).fields;
        let span = Span::start_of(self.file);
        Document {
            kind,
            id: id.to_owned(),
            place: span,
            title: id.to_owned(),
            record: Record { values: vec![None; fields.len()], span },
            refs: Vec::new(),
            template: None,
            lists: None,
            aliases: Vec::new(),
            draft: None,
            sound: false,
        }
    }

    fn document(
        &mut self,
        kind_id: KindId,
        id: &str,
        node: &Node,
        place: Span,
        body: Option<Range<usize>>,
    ) -> Document {
        let model = self.model;
        let kind = model.kind(kind_id);
        let problems_before = self.out.len();
        self.ids = Ids::default();
        let given: &[&str] = if kind.has_pages() { &GIVEN } else { &GIVEN[..1] };
        let in_file = body.is_some();
        let mut values = match &node.value {
            Yaml::Map { .. } => self.values(&kind.fields, given, node, in_file),
            Yaml::Refused => vec![None; kind.fields.len()],
            _ => {
                let mut wrong = yaml::wrong_type(node, "`key: value` lines");
                if node.text().is_some_and(|text| text.contains(':')) {
                    wrong.help = "put a blank behind the colon".into();
                }
                self.out.push(wrong);
                vec![None; kind.fields.len()]
            }
        };
        if let Some(range) = body {
            self.body(kind, range, &mut values);
        }
        let mut document = Document {
            record: Record { values, span: node.span },
            place,
            ..self.broken(kind_id, id)
        };
        for entry in node.entries() {
            let value = &entry.value;
            match entry.key.value.as_str() {
                "title" if self.nothing(value, "give it a title") => {}
                "title" => document.title = self.line(value).unwrap_or_else(|| id.to_owned()),
                key if !given.contains(&key) => {}
                _ if self.nothing(value, "give it a value, or take the key away") => {}
                "template" => {
                    document.template = self.line(value).map(|name| Spanned::new(name, value.span));
                }
                "draft" => {
                    document.draft = self.truth(value).filter(|is| *is).map(|_| value.span);
                }
                "aliases" => document.aliases = self.aliases(value),
                "lists" => match &value.value {
                    Yaml::Map { .. } => document.lists = Some(value.clone()),
                    _ => self.out.push(yaml::wrong_type(value, "a name and a colon for each list")),
                },
                _ => {}
            }
        }
        document.refs = std::mem::take(&mut self.refs);
        document.sound = !diagnostic::any_error(&self.out[problems_before..]);
        document
    }

    fn aliases(&mut self, node: &Node) -> Vec<Spanned<String>> {
        let mut aliases = Vec::new();
        if !matches!(node.value, Yaml::List(_)) {
            self.out.push(yaml::wrong_type(node, "a list of addresses"));
        }
        for item in node.items() {
            let Some(alias) = self.line(item) else {
                continue;
            };
            let decoded = html::percent_decoded(&alias);
            let sound = decoded.starts_with('/')
                && !decoded.contains(['\\', '?', '#', '%', '\0', ':'])
                && !decoded.contains("//")
                && !decoded.split('/').any(|part| part == "." || part == "..")
                && !decoded.chars().any(|c| c.is_control() || c.is_whitespace());
            if sound {
                aliases.push(Spanned::new(decoded, item.span));
            } else {
                let message = format!("`{alias}` is not an address of this site");
                let help =
                    "write the old address as a path from the site's root: `/points/old-name/`";
                self.report(Code::BadUrl, item.span, message, "this address", help.into());
            }
        }
        aliases
    }

    fn body(&mut self, kind: &Kind, range: Range<usize>, values: &mut [Option<Value>]) {
        let text = &self.text[range.clone()];
        let span = Span::new(self.file, range.clone());
        match kind.field("body") {
            Some((index, field)) if !text.trim().is_empty() => {
                let file = self.file;
                let base = range.start;
                let locate =
                    move |at: Range<usize>| Span::new(file, base + at.start..base + at.end);
                let body = markdown::blocks(text, self.sink(&locate));
                self.too_long(field, &body, span);
                values[index] = Some(Value { data: Data::Markdown(body), span });
            }
            Some((_, field)) if field.required => {
                let fence = self.text[..range.start].trim_end().len();
                let fence = Span::new(self.file, fence.saturating_sub(3)..fence);
                let message = "there is no text under the front matter".into();
                let help = "write the text under this line".into();
                self.report(Code::MissingField, fence, message, "nothing follows", help);
            }
            None if !text.trim().is_empty() => {
                let start = range.start + text.len() - text.trim_start().len();
                let span = Span::new(self.file, start..range.start + text.trim_end().len());
                let what = with_article(&kind.label.one.to_lowercase());
                let message = format!("{what} has no text under its front matter");
                let help = "move it into a field, or declare `body: markdown` in model.yaml";
                self.report(Code::NoBody, span, message, "this text would be lost", help.into());
            }
            _ => {}
        }
    }

    // -- records ----------------------------------------------------------------------------

    // -- single values ----------------------------------------------------------------------
}

/// A combining mark: Hebrew and Arabic write vowels with them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
