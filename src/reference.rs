//! A reference as its author wrote it. `graph` alone makes an entity of it.

use crate::model::KindId;
use crate::source::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    pub span: Span,
    pub written: Written,
    pub sort: Sort,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// `hamas`, or `actor:hamas`.
    Id { kind: Option<String>, id: String },
    /// A link to another content file, as a path from the site's root.
    File(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Sort {
    /// The value of a field, which leads to these kinds.
    Field(Vec<KindId>),
    /// A link in a text: to any kind.
    Mention,
    /// `[@id]`: to any kind that can be cited.
    Citation,
}

/// The number of a reference in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RefIndex(pub usize);

impl Written {
    pub fn id(text: &str) -> Self {
        match text.split_once(':') {
            Some((kind, id)) => {
                Written::Id { kind: Some(kind.trim().to_owned()), id: id.trim().to_owned() }
            }
            None => Written::Id { kind: None, id: text.trim().to_owned() },
        }
    }
}
