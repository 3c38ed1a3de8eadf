//! YAML text to a tree in which every key and value keeps its place.
//!
//! The only room that knows the YAML crates. granit-parser gives the events and their bytes;
//! serde_yaml makes typed values of the parts of a tree whose shape Rust knows.

mod mistakes;
mod shape;

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Span, Spanned};

use mistakes::feature;
pub use shape::{Need, Shape, cut_short, empty, integer, missing_key, unknown_key, wrong_type};

/// A value as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub span: Span,
    pub value: Yaml,
    /// A comment behind the value on its line.
    pub comment: Option<Span>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Yaml {
    Null,
    /// Something in its place has been refused and reported.
    Refused,
    Scalar(Scalar),
    List(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        flow: bool,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    pub text: String,
    /// Without quotation marks, so YAML may see a number or a truth value in it.
    pub plain: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: Spanned<String>,
    pub value: Node,
}

/// The deepest nesting of lists and mappings.
pub const MAX_DEPTH: usize = 32;

/// Reads `text[range]`. Nothing comes back where the syntax is broken; a tree with diagnostics
/// beside it is whole but for what they name.
pub fn parse(
    file: FileId,
    text: &str,
    range: std::ops::Range<usize>,
) -> (Option<Node>, Diagnostics) {
    let mut reader = Reader {
        file,
        base: range.start,
        text,
        events: Parser::new_from_str(&text[range.clone()]),
        comments: Vec::new(),
        diagnostics: Vec::new(),
    };
    let tree = match reader.document(range) {
        Ok(tree) => Some(tree),
        Err(stop) => {
            reader.diagnostics.push(*stop);
            None
        }
    };
    (tree, reader.diagnostics)
}

impl Node {
    pub fn null(span: Span) -> Self {
        Node { span, value: Yaml::Null, comment: None }
    }

    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Yaml::Map { entries, .. } => entries,
            _ => &[],
        }
    }

    pub fn items(&self) -> &[Node] {
        match &self.value {
            Yaml::List(items) => items,
            _ => &[],
        }
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        let entry = self.entries().iter().find(|entry| entry.key.value == key);
        entry.map(|entry| &entry.value)
    }

    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Yaml::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The place of a key's value, or of the whole where there is no such key.
    pub fn span_of(&self, key: &str) -> Span {
        self.get(key).map_or(self.span, |node| node.span)
    }

    /// This tree with the entries of `over` in place of its own of the same name.
    pub fn overlaid(&self, over: &Node) -> Node {
        let mut entries = self.entries().to_vec();
        for entry in over.entries() {
            match entries.iter_mut().find(|e| e.key.value == entry.key.value) {
                Some(own) => *own = entry.clone(),
                None => entries.push(entry.clone()),
            }
        }
        Node { span: over.span, value: Yaml::Map { entries, flow: false }, comment: None }
    }

    /// In a writer's words.
    pub fn what(&self) -> &'static str {
        match &self.value {
            Yaml::Null | Yaml::Refused => "nothing",
            Yaml::Scalar(_) => "a single value",
            Yaml::List(_) => "a list",
            Yaml::Map { .. } => "a group of `key: value`",
        }
    }
}

struct Reader<'t> {
    file: FileId,
    /// Where the text that is read begins in its file.
    base: usize,
    text: &'t str,
    events: Parser<'t, granit_parser::StrInput<'t>>,
    comments: Vec<std::ops::Range<usize>>,
    diagnostics: Diagnostics,
}

type Stop = Box<Diagnostic>;

impl<'t> Reader<'t> {
    fn document(&mut self, range: std::ops::Range<usize>) -> Result<Node, Stop> {
        let mut tree: Option<Node> = None;
        while let Some((event, at)) = self.next()? {
            match event {
                Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
                Event::DocumentStart(..) if tree.is_none() => {}
                Event::DocumentStart(..) => {
                    let span = self.mark(at);
                    return Err(Box::new(feature(
                        span,
                        "a second YAML document",
                        "keep one document in a file: take the line `---` away",
                    )));
                }
                event => tree = Some(self.node(event, at, 0)?),
            }
        }
        let mut tree = tree.unwrap_or_else(|| Node::null(Span::new(self.file, range)));
        self.attach_comments(&mut tree);
        Ok(tree)
    }

    /// The next event that is no comment, with its bytes in the file.
    fn next(&mut self) -> Result<Option<(Event<'t>, std::ops::Range<usize>)>, Stop> {
        loop {
            match self.events.next_event() {
                None => return Ok(None),
                Some(Err(error)) => {
                    let at = error.marker().byte_offset().unwrap_or(0);
                    return Err(Box::new(self.in_a_writers_words(&error.info(), at)));
                }
                Some(Ok((event, span))) => {
                    let bytes = span.byte_range().unwrap_or(0..0);
                    let bytes = self.base + bytes.start..self.base + bytes.end;
                    if let Event::Comment(..) = event {
                        self.comments.push(bytes);
                    } else {
                        return Ok(Some((event, bytes)));
                    }
                }
            }
        }
    }

    fn expect(&mut self) -> Result<(Event<'t>, std::ops::Range<usize>), Stop> {
        let end = self.text.len();
        match self.next()? {
            Some(next) => Ok(next),
            None => Err(Box::new(self.in_a_writers_words("it ends too early", end))),
        }
    }

    fn node(
        &mut self,
        event: Event<'t>,
        at: std::ops::Range<usize>,
        depth: usize,
    ) -> Result<Node, Stop> {
        let span = self.mark(at.clone());
        if depth > MAX_DEPTH {
            let message = format!("this is nested deeper than {MAX_DEPTH} levels");
            let too_deep = Diagnostic::new(Code::Yaml, span, message)
                .label("too deep")
                .help("spread the content over several entries or files");
            return Err(Box::new(too_deep));
        }
        let refused = self.refuse_features(&event, span);
        let value = match event {
            Event::Scalar(text, ..) if text.contains('\0') => {
                let nul = Diagnostic::new(Code::NotText, span, "a NUL cannot stand in a text")
                    .label("holds `\\0`")
                    .help("take it away");
                return Err(Box::new(nul));
            }
            Event::Scalar(text, style, ..) => scalar(text, style, at.is_empty()),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                let end = loop {
                    match self.expect()? {
                        (Event::SequenceEnd, end) => break end,
                        (event, at) => items.push(self.node(event, at, depth + 1)?),
                    }
                };
                let last = items.last().map_or(span.end, |item: &Node| item.span.end);
                return Ok(Node {
                    span: self.whole(at, end, last),
                    value: Yaml::List(items),
                    comment: None,
                });
            }
            Event::MappingStart(style, ..) => {
                let mut entries: Vec<Entry> = Vec::new();
                let end = loop {
                    match self.expect()? {
                        (Event::MappingEnd, end) => break end,
                        (event, at) => self.entry(event, at, depth, &mut entries)?,
                    }
                };
                let last = entries.last().map_or(span.end, |e| e.value.span.end);
                return Ok(Node {
                    span: self.whole(at, end, last),
                    value: Yaml::Map { entries, flow: style == StructureStyle::Flow },
                    comment: None,
                });
            }
            _ => Yaml::Null,
        };
        let span = self.trimmed(span);
        let value = if refused && value == Yaml::Null { Yaml::Refused } else { value };
        Ok(Node { span, value, comment: None })
    }

    fn entry(
        &mut self,
        event: Event<'t>,
        at: std::ops::Range<usize>,
        depth: usize,
        entries: &mut Vec<Entry>,
    ) -> Result<(), Stop> {
        let key = self.node(event, at, depth + 1)?;
        let (event, at) = self.expect()?;
        let mut value = self.node(event, at, depth + 1)?;
        if matches!(value.value, Yaml::Null | Yaml::Refused) {
            // Where nothing is written, the key is what can be pointed at.
            value.span = key.span;
        }
        if key.value == Yaml::Null {
            let message = "`null` is nothing to YAML, so it is no key";
            let wrong = Diagnostic::new(Code::WrongType, key.span, message)
                .label("no key")
                .help("put it in quotation marks: `\"null\"`");
            self.diagnostics.push(wrong);
            return Ok(());
        }
        let Yaml::Scalar(name) = key.value else {
            self.diagnostics.push(
                Diagnostic::new(Code::WrongType, key.span, "a key must be one word")
                    .label("not a word")
                    .help("write `key: value`"),
            );
            return Ok(());
        };
        if name.text == "<<" {
            self.diagnostics.push(feature(
                key.span,
                "a merge key",
                "write the lines out where they are wanted",
            ));
        } else if let Some(first) = entries.iter().find(|e| e.key.value == name.text) {
            let message = format!("`{}` is set twice", name.text);
            let twice = Diagnostic::new(Code::DuplicateKey, key.span, message)
                .label("again here")
                .other(first.key.span, "first set here")
                .help("keep one of the two");
            self.diagnostics.push(twice);
        } else {
            entries.push(Entry { key: Spanned::new(name.text, key.span), value });
        }
        Ok(())
    }

    fn refuse_features(&mut self, event: &Event, span: Span) -> bool {
        let before = self.diagnostics.len();
        let refuse = |what: &str, cure: &str| feature(span, what, cure);
        if event.is_alias() || matches!(event, Event::UnresolvedAlias(_)) {
            let cure = "write the value out, or put it in quotation marks if the `*` belongs to it";
            self.diagnostics.push(refuse("an alias (`*name`)", cure));
        } else if event.anchor_id().is_some_and(|id| id > 0) {
            let cure = "take the `&name` away, or quote the value if the `&` belongs to it";
            let span = self.sign_before(span, '&');
            self.diagnostics.push(feature(span, "an anchor (`&name`)", cure));
        } else if event.tag().is_some() {
            let cure = "take the `!` away, or quote the value if it belongs to it";
            let span = self.sign_before(span, '!');
            self.diagnostics.push(feature(span, "a tag (`!name`)", cure));
        }
        self.diagnostics.len() > before
    }

    /// The word with this sign that stands before a value.
    fn sign_before(&self, value: Span, sign: char) -> Span {
        let before = &self.text[self.base..value.start as usize];
        let Some(at) = before.rfind(sign) else {
            return value;
        };
        let at = before[..=at].trim_end_matches(sign).len();
        let length = before[at..].find(char::is_whitespace).unwrap_or(before.len() - at);
        self.mark(self.base + at..self.base + at + length)
    }

    fn attach_comments(&self, node: &mut Node) {
        match &mut node.value {
            Yaml::Null | Yaml::Refused | Yaml::Scalar(_) => {
                let end = node.span.end as usize;
                let line_end = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at);
                let next = self.comments.partition_point(|comment| comment.start < end);
                let comment = self.comments.get(next).filter(|c| c.start < line_end);
                node.comment = comment.map(|bytes| self.mark(bytes.clone()));
            }
            Yaml::List(items) => items.iter_mut().for_each(|item| self.attach_comments(item)),
            Yaml::Map { entries, .. } => {
                entries.iter_mut().for_each(|entry| self.attach_comments(&mut entry.value))
            }
        }
    }

    fn mark(&self, bytes: std::ops::Range<usize>) -> Span {
        Span::new(self.file, bytes)
    }

    /// From the start of a collection to its end: a bracket, or the end of its last entry.
    fn whole(&self, start: std::ops::Range<usize>, end: std::ops::Range<usize>, last: u32) -> Span {
        let end = if end.is_empty() { last as usize } else { end.end };
        self.mark(start.start..end.max(start.start))
    }

    /// Without the line ends that belong to a block scalar.
    fn trimmed(&self, span: Span) -> Span {
        let text = &self.text[span.range()];
        self.mark(span.start as usize..span.start as usize + text.trim_end().len())
    }
}

fn scalar(text: Cow<str>, style: ScalarStyle, nothing: bool) -> Yaml {
    let plain = style == ScalarStyle::Plain;
    if plain && (nothing || text == "~" || text == "null") {
        return Yaml::Null;
    }
    Yaml::Scalar(Scalar { text: text.into_owned(), plain })
}
