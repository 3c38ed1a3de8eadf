//! HTML text to its tags, by the tokenizer of the HTML standard, and text to HTML.
//!
//! There is no tree: what planbook asks of HTML is which tags, ids and links it has, and where.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

/// A start or end tag. Ranges are bytes of the HTML that was scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub closing: bool,
    pub attributes: Vec<Attribute>,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    /// With character references decoded.
    pub value: String,
    /// The value as written, without quotation marks.
    pub range: Range<usize>,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.name == name)
    }
}

/// All tags of `html`, in order; those in comments and scripts are none.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let callback = |event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => tags.push(Tag {
                name: text(name),
                closing: false,
                attributes: Vec::new(),
                range: span.start..span.end,
            }),
            CallbackEvent::AttributeName { name } => {
                if let Some(tag) = tags.last_mut() {
                    tag.attributes.push(Attribute {
                        name: text(name),
                        value: String::new(),
                        range: span.end..span.end,
                    });
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(attribute) = tags.last_mut().and_then(|t| t.attributes.last_mut()) {
                    attribute.value = text(value);
                    attribute.range = span.start..span.end;
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                if let Some(tag) = tags.last_mut() {
                    tag.range.end = span.end;
                }
            }
            CallbackEvent::EndTag { name } => tags.push(Tag {
                name: text(name),
                closing: true,
                attributes: Vec::new(),
                range: span.start..span.end,
            }),
            _ => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    let done = Tokenizer::new_with_emitter(html, emitter).finish();
    match done {
        Ok(()) => tags,
    }
}

/// Text as HTML, in an element or in a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
    html
}

/// An address with its `%xx` decoded, or as it is where that gives no text.
pub fn percent_decoded(text: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}
