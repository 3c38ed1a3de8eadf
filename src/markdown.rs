//! Markdown to a [`Body`]: HTML with slots for what only the whole site knows.
//!
//! CommonMark with tables, footnotes, strikethrough, definition lists, heading ids and smart
//! punctuation, parsed and mostly written by pulldown-cmark. Ours are `[[links]]`, `[@citations]`,
//! footnotes with back links, classes in place of styles, and the short list of HTML.

mod links;
mod notes;
mod tags;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser,
    Tag, TagEnd,
};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::highlight;
use crate::html::{self, escape};
use crate::reference::{RefIndex, Reference, Sort, Written};
use crate::source::Span;

use links::citation;
pub use links::join;
use notes::Notes;

/// Rendered Markdown. Slots stand for what `view` fills in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    pub html: Vec<Piece>,
    /// The words alone, with a line for each block.
    pub plain: Vec<Piece>,
    pub slots: Vec<Slot>,
    pub headings: Vec<Heading>,
    pub has_highlighted_code: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String),
    /// The number of a slot of the body.
    Slot(usize),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Slot {
    /// The start of a link to an entity; nothing where it has no address.
    LinkStart(RefIndex, Option<String>),
    LinkEnd(RefIndex),
    /// The entity's title.
    Title(RefIndex),
    Cite(Vec<RefIndex>),
    /// An id, unique on any page that shows the body.
    Id(String),
    /// The address of an id of the same body.
    OwnHref(String),
    /// The same, as an author wrote it.
    OwnLink(String, Span),
    /// A path as written, from the address of the body's own page.
    Path(String, Span),
    /// A word of the interface, with a number in it.
    Word(&'static str, usize),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    pub level: u8,
    pub id: String,
    pub words: Vec<Piece>,
    pub span: Span,
}

/// What a text is parsed into besides its body: what it shares with the rest of its document.
pub struct Sink<'a> {
    pub refs: &'a mut Vec<Reference>,
    pub ids: &'a mut Ids,
    /// From bytes of the text to a place in its file.
    pub locate: &'a dyn Fn(Range<usize>) -> Span,
    /// The folder of the file, for links such as `../actors/hamas.md`.
    pub folder: &'a str,
    pub out: &'a mut Diagnostics,
}

/// The ids of one document, each given once.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    taken: BTreeMap<String, Option<Span>>,
    /// By wish, the first number that may be free.
    next: BTreeMap<String, usize>,
    notes: usize,
}

impl Ids {
    /// `wish`, or with the first number behind it that makes it unique.
    fn unique(&mut self, wish: &str) -> String {
        let mut free = wish.to_owned();
        let next = self.next.entry(wish.to_owned()).or_insert(1);
        while self.taken.contains_key(&free) {
            free = format!("{wish}-{next}");
            *next += 1;
        }
        self.taken.insert(free.clone(), None);
        free
    }
}

/// Blocks of Markdown.
pub fn blocks(text: &str, sink: Sink) -> Body {
    Writer::new(text, sink).body(false)
}

/// One paragraph, without its `<p>`.
pub fn inline(text: &str, sink: Sink) -> Body {
    Writer::new(text, sink).body(true)
}

/// A heading's words as an id: letters and digits of any script, the rest `-`.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.nfc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || (is_combining_mark(c) && !slug.is_empty()) {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section" } else { slug }.to_owned()
}

type Events<'t> = Vec<(Event<'t>, Range<usize>)>;

struct Writer<'t, 's> {
    text: &'t str,
    sink: Sink<'s>,
    out: Vec<Event<'t>>,
    plain: String,
    slots: Vec<Slot>,
    headings: Vec<Heading>,
    has_highlighted_code: bool,
    /// HTML tags that are open, and where.
    open: Vec<(String, Range<usize>)>,
    /// For each Markdown element that is open, how many HTML tags were open before it.
    marks: Vec<usize>,
    /// Opening tags that were refused: their closing tags are no second mistake.
    refused: Vec<String>,
    notes: Notes<'t>,
    table: Option<Table>,
}

struct Table {
    alignments: Vec<Alignment>,
    cell: usize,
    head: bool,
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

impl<'t, 's> Writer<'t, 's> {
    fn new(text: &'t str, sink: Sink<'s>) -> Self {
        Writer {
            text,
            sink,
            out: Vec::new(),
            plain: String::new(),
            slots: Vec::new(),
            headings: Vec::new(),
            has_highlighted_code: false,
            open: Vec::new(),
            marks: Vec::new(),
            refused: Vec::new(),
            notes: Notes::default(),
            table: None,
        }
    }

    fn body(mut self, inline: bool) -> Body {
        let parser = Parser::new_with_broken_link_callback(self.text, options(), Some(citation));
        let events: Events = parser.into_offset_iter().collect();
        self.claim_written_ids(&events);
        self.unknown_notes(&events);
        let events = self.cut_notes(events);
        if inline {
            if let Some((_, at, _)) = self.notes.definitions.pop() {
                let help = "write the note into the text: footnotes are for longer texts";
                self.report(
                    Code::WrongType,
                    at,
                    "a footnote cannot stand in a text of one paragraph",
                    help,
                );
            }
            self.one_paragraph(events);
        } else {
            self.events(events);
            self.write_notes();
        }
        self.close_tags(0);
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, self.out.drain(..));
        Body {
            html: pieces(&html),
            plain: pieces(self.plain.trim_end()),
            slots: self.slots,
            headings: self.headings,
            has_highlighted_code: self.has_highlighted_code,
        }
    }

    fn report(&mut self, code: Code, at: Range<usize>, message: &str, help: &str) {
        let span = (self.sink.locate)(at);
        self.sink.out.push(Diagnostic::new(code, span, message).label("here").help(help));
    }

    fn slot(&mut self, slot: Slot) -> String {
        self.slots.push(slot);
        format!("\0{}\0", self.slots.len() - 1)
    }

    fn raw(&mut self, html: impl Into<String>) {
        self.out.push(Event::InlineHtml(html.into().into()));
    }

    fn id_slot(&mut self, id: &str) -> String {
        self.slot(Slot::Id(id.to_owned()))
    }

    fn reference(&mut self, written: Written, sort: Sort, at: Range<usize>) -> RefIndex {
        let span = (self.sink.locate)(at);
        self.sink.refs.push(Reference { span, written, sort });
        RefIndex(self.sink.refs.len() - 1)
    }

    /// Ids that an author wrote come before those made from words.
    fn claim_written_ids(&mut self, events: &Events<'t>) {
        for (event, at) in events {
            match event {
                Event::Start(Tag::Heading { id: Some(id), .. }) => {
                    let (id, at) = (id.to_string(), at.clone());
                    self.claim(&id, at);
                }
                Event::InlineHtml(html) | Event::Html(html) => {
                    for tag in html::tags(html) {
                        if let (false, Some(id)) = (tag.closing, tag.attribute("id")) {
                            self.claim(&id.value, at.clone());
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn claim(&mut self, id: &str, at: Range<usize>) {
        let span = (self.sink.locate)(at);
        if let Some(first) = self.sink.ids.taken.get(id) {
            let message = format!("the id `{id}` stands twice on this page");
            let mut twice = Diagnostic::new(Code::DuplicateId, span, message)
                .label("again here")
                .help("give one of the two another id");
            if let Some(first) = first {
                twice = twice.other(*first, "first here");
            }
            self.sink.out.push(twice);
        }
        self.sink.ids.taken.insert(id.to_owned(), Some(span));
    }

    fn one_paragraph(&mut self, events: Events<'t>) {
        let mut depth = 0;
        let mut paragraphs = 0;
        let mut kept = Vec::new();
        for (event, at) in events {
            let block = match &event {
                Event::Start(Tag::Paragraph) => {
                    paragraphs += 1;
                    if paragraphs == 1 {
                        continue;
                    }
                    true
                }
                Event::End(TagEnd::Paragraph) => continue,
                Event::Start(
                    Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Link { .. }
                    | Tag::Image { .. },
                ) => false,
                Event::Start(_) | Event::Rule => true,
                _ => false,
            };
            if block {
                depth += 1;
                if depth == 1 {
                    let what = "this is one paragraph of text, and Markdown sees more in it";
                    let help = "write it as one paragraph; a sign at the start such as `-`, `#` or `1.` wants a `\\` before it";
                    self.report(Code::WrongType, at, what, help);
                }
            } else {
                kept.push((event, at));
            }
        }
        if depth == 0 {
            self.events(kept);
        }
    }

    fn events(&mut self, events: Events<'t>) {
        let mut events = events.into_iter();
        while let Some((event, at)) = events.next() {
            match event {
                Event::Start(Tag::Heading { level, id, .. }) => {
                    let inner = until(&mut events, TagEnd::Heading(level));
                    self.heading(level, id, inner, at);
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let inner = until(&mut events, TagEnd::CodeBlock);
                    self.code_block(kind, inner);
                }
                Event::Start(Tag::Image { dest_url, link_type, title, .. }) => {
                    let inner = until(&mut events, TagEnd::Image);
                    self.image(link_type, &dest_url, &title, inner, at);
                }
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    let inner = until(&mut events, TagEnd::Link);
                    let tag = Tag::Link { link_type, dest_url, title, id };
                    self.link(tag, inner, at);
                }
                Event::Start(Tag::HtmlBlock) => {
                    let inner = until(&mut events, TagEnd::HtmlBlock);
                    self.html_block(inner);
                    self.end_of_line();
                }
                Event::InlineHtml(html) => self.html(&html, at),
                Event::FootnoteReference(name) => self.note_mark(name),
                Event::Start(Tag::Table(alignments)) => {
                    self.bare_bars(at);
                    self.table = Some(Table { alignments, cell: 0, head: false });
                    self.raw("<table>\n");
                }
                Event::End(TagEnd::Table) => {
                    self.table = None;
                    self.raw("</tbody>\n</table>\n");
                }
                Event::Start(Tag::TableHead) => self.row(true),
                Event::End(TagEnd::TableHead) => {
                    self.raw("</tr></thead>\n<tbody>\n");
                    self.end_of_line();
                }
                Event::Start(Tag::TableRow) => self.row(false),
                Event::End(TagEnd::TableRow) => {
                    self.raw("</tr>\n");
                    self.end_of_line();
                }
                Event::Start(Tag::TableCell) => {
                    self.cell();
                    self.enter();
                }
                Event::End(TagEnd::TableCell) => {
                    self.leave();
                    self.cell_end();
                }
                Event::Text(text) => {
                    let text = self.without_hebrew_quotes(text, at);
                    self.plain.push_str(&text.replace('\0', "\u{fffd}"));
                    self.out.push(Event::Text(text));
                }
                Event::Code(text) => {
                    self.plain.push_str(&text.replace('\0', "\u{fffd}"));
                    self.out.push(Event::Code(text));
                }
                Event::SoftBreak | Event::HardBreak => {
                    self.plain.push(' ');
                    self.out.push(event);
                }
                Event::Start(tag) => {
                    if !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough) {
                        self.end_of_line();
                    }
                    self.out.push(Event::Start(tag));
                    self.enter();
                }
                Event::End(end) => {
                    self.leave();
                    if matches!(
                        end,
                        TagEnd::Paragraph
                            | TagEnd::Item
                            | TagEnd::DefinitionListTitle
                            | TagEnd::DefinitionListDefinition
                    ) {
                        self.end_of_line();
                    }
                    self.out.push(Event::End(end));
                }
                event => self.out.push(event),
            }
        }
    }

    /// Plain words with the ids of links for their titles, which are not known here.
    fn words_of(&self, plain: &str) -> String {
        let part = |(index, part): (usize, &str)| match (index % 2, part.parse()) {
            (0, _) => part.to_owned(),
            (_, Ok(slot)) => match self.slots.get::<usize>(slot) {
                Some(Slot::Title(RefIndex(index))) => match &self.sink.refs[*index].written {
                    Written::Id { id, .. } => id.clone(),
                    Written::File(_) => String::new(),
                },
                _ => String::new(),
            },
            _ => String::new(),
        };
        plain.split('\0').enumerate().map(part).collect()
    }

    fn end_of_line(&mut self) {
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'t>>,
        inner: Events<'t>,
        at: Range<usize>,
    ) {
        let before = self.plain.len();
        let start = self.out.len();
        self.enter();
        self.events(inner);
        self.leave();
        let level = level as u8;
        let words = self.words_of(&self.plain[before..]);
        let id = match id {
            Some(id) => id.into_string(),
            None => {
                let wish = slug(&words);
                // These are the ids of citations and sources.
                let ours = wish.starts_with("cite-") || wish.starts_with("source-");
                let wish = if ours { format!("section-{wish}") } else { wish };
                self.sink.ids.unique(&wish)
            }
        };
        let slot = self.id_slot(&id);
        let open = format!("<h{level} id=\"{slot}\">");
        self.out.insert(start, Event::InlineHtml(open.into()));
        self.raw(format!("</h{level}>\n"));
        let span = (self.sink.locate)(at);
        let words = pieces(&self.plain[before..]);
        self.headings.push(Heading { level, id, words, span });
        self.end_of_line();
    }

    fn code_block(&mut self, kind: CodeBlockKind, inner: Events<'t>) {
        let mut code = String::new();
        for (event, _) in inner {
            if let Event::Text(text) = event {
                code.push_str(&text);
            }
        }
        let language = match &kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let highlighted =
            if language.is_empty() { None } else { highlight::highlight(language, &code) };
        self.has_highlighted_code |= highlighted.is_some();
        let html = highlighted.unwrap_or_else(|| escape(&code).replace('\0', "\u{fffd}"));
        let class = match language {
            "" => String::new(),
            language => format!(" class=\"language-{}\"", escape(language)),
        };
        self.raw(format!("<pre tabindex=\"0\"><code{class}>{html}</code></pre>\n"));
        self.plain.push_str(&code.replace('\0', "\u{fffd}"));
        self.end_of_line();
    }

    fn row(&mut self, head: bool) {
        if let Some(table) = &mut self.table {
            table.cell = 0;
            table.head = head;
        }
        self.raw(if head { "<thead><tr>" } else { "<tr>" });
    }

    fn cell(&mut self) {
        let Some(table) = &mut self.table else {
            return;
        };
        let class = match table.alignments.get(table.cell) {
            Some(Alignment::Left) => " class=\"align-start\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-end\"",
            _ => "",
        };
        table.cell += 1;
        let html =
            if table.head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
        self.raw(html);
    }

    fn cell_end(&mut self) {
        let head = self.table.as_ref().is_some_and(|table| table.head);
        self.raw(if head { "</th>" } else { "</td>" });
        self.plain.push(' ');
    }

    /// In a table `|` ends the cell, also inside `[[id|words]]`.
    fn bare_bars(&mut self, table: Range<usize>) {
        let text = self.text;
        let mut start = table.start;
        for line in text[table].split_inclusive('\n') {
            let mut at = 0;
            while let Some(open) = line[at..].find("[[").map(|n| at + n) {
                let close = line[open..].find("]]").map_or(line.len(), |n| open + n);
                let link = &line[open..close];
                let in_code = line[..open].matches('`').count() % 2 == 1;
                if let Some(bar) = link.find('|')
                    && !in_code
                    && !link[..bar].ends_with('\\')
                    && close < line.len()
                {
                    let place = start + open..start + close + 2;
                    let message = "the bar in this link ends the table's cell";
                    self.report(Code::BarInTable, place, message, "write `\\|` instead of `|`");
                }
                at = close.max(open + 2);
            }
            start += line.len();
        }
    }

    /// Hebrew writes `"` and `'` inside words, so they stay as they are beside its letters.
    fn without_hebrew_quotes(&self, text: CowStr<'t>, at: Range<usize>) -> CowStr<'t> {
        let written = &self.text[at.clone()];
        if written != "\"" && written != "'" {
            return text;
        }
        let hebrew = |c: char| ('\u{590}'..='\u{5ff}').contains(&c);
        let before = self.text[..at.start].chars().next_back().is_some_and(hebrew);
        let after = self.text[at.end..].chars().next().is_some_and(hebrew);
        if before || after { written.to_owned().into() } else { text }
    }
}

/// The events up to the end of the element that has just begun, which is passed over.
fn until<'t>(
    events: &mut impl Iterator<Item = (Event<'t>, Range<usize>)>,
    end: TagEnd,
) -> Events<'t> {
    let mut depth = 0;
    let inside = |(event, _): &(Event, Range<usize>)| {
        match event {
            Event::Start(tag) if tag.to_end() == end => depth += 1,
            Event::End(other) if *other == end && depth == 0 => return false,
            Event::End(other) if *other == end => depth -= 1,
            _ => {}
        }
        true
    };
    events.take_while(inside).collect()
}

/// Text in which `\0n\0` stands for slot n.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, part) in text.split('\0').enumerate() {
        if index % 2 == 1 {
            pieces.extend(part.parse().ok().map(Piece::Slot));
        } else if !part.is_empty() {
            pieces.push(Piece::Text(part.to_owned()));
        }
    }
    pieces
}
