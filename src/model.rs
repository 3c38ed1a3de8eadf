//! `content/model.yaml` as a value: the kinds of thing a site has, their fields and their ties.
//!
//! [`read`] is in `model/read.rs`. What stands here is sound: every name resolves, every type is
//! whole, every inverse is known on its target.

mod read;
mod ties;

use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::source::{FileId, Span, Spanned};
use crate::yaml::Node;

pub use read::read;

#[derive(Debug)]
pub struct Model {
    pub file: FileId,
    pub kinds: IndexMap<String, Kind>,
}

/// The number of a kind in its model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub usize);

#[derive(Debug)]
pub struct Kind {
    pub name: String,
    pub label: Label,
    pub storage: Storage,
    pub address: Address,
    pub address_span: Span,
    /// How its entities are sorted wherever nothing else is asked for.
    pub order: Vec<Spanned<String>>,
    /// The fields and inverses that other pages see of it.
    pub card: Vec<Spanned<String>>,
    /// Set where the kind can be cited: how often each of its entities must be.
    pub cited_by_min: Option<usize>,
    /// The lists of every page of this kind, as written.
    pub lists: Option<Node>,
    pub fields: Fields,
    /// What other kinds tell of this one, by name.
    pub inverses: IndexMap<String, Inverse>,
}

pub type Fields = IndexMap<String, Field>;

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Label {
    pub one: String,
    pub other: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Storage {
    /// A Markdown file for each, in this folder below `content/`.
    Folder(String),
    /// One YAML file for all, below `content/`.
    File(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A page of its own. `{id}` stands for the id.
    Page(String),
    /// A part of the page at `page`.
    Section {
        page: String,
        fragment: String,
    },
    None,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub help: String,
    pub ty: Type,
    pub many: bool,
    pub required: bool,
    /// Of the entries where `many`, else of the integer.
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub unique: bool,
    pub max_words: Option<usize>,
    /// The text that stands for a value left out.
    pub default: Option<String>,
    /// A date not after the site's as-of date.
    pub past: bool,
    /// Days after which the page is due to be checked again.
    pub review: Option<i64>,
    pub order: Vec<Spanned<String>>,
}

#[derive(Clone, Debug)]
pub enum Type {
    String,
    Text,
    Markdown,
    Integer,
    Bool,
    Url,
    Date,
    Choice(Arc<Choice>),
    Ref(RefType),
    Record(Arc<Fields>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub values: IndexMap<String, ChoiceValue>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ChoiceValue {
    pub label: String,
    pub tone: Option<String>,
    pub icon: Option<String>,
    pub help: Option<String>,
}

#[derive(Clone, Debug)]
pub struct RefType {
    pub to: Vec<KindId>,
    /// The name under which the target sees the reference.
    pub inverse: Option<String>,
}

/// One name under which a kind is seen from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Inverse {
    /// The records that carry the reference, or else the pages that do.
    pub statements: bool,
    pub min: usize,
    /// How the inverse is declared, where `min` is.
    pub span: Option<Span>,
    pub feeds: Vec<Feed>,
}

/// A field of a kind, and for statements the field of its records, that feeds an inverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feed {
    pub kind: KindId,
    pub field: usize,
    pub of_record: Option<usize>,
}

/// Keys that every kind has; they are never declared.
pub const GIVEN: [&str; 5] = ["title", "template", "lists", "aliases", "draft"];

/// Names that the generator gives to the entries of a list of records.
pub const TAKEN_IN_RECORDS: [&str; 2] = ["owner", "field"];

/// Names that the generator gives to what it derives.
pub const TAKEN: [&str; 11] = [
    "kind",
    "label",
    "id",
    "url",
    "letter",
    "cites",
    "cited_by",
    "mentioned_by",
    "review",
    "owner",
    "field",
];

impl Model {
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[id.0]
    }

    pub fn kind_named(&self, name: &str) -> Option<KindId> {
        self.kinds.get_index_of(name).map(KindId)
    }

    pub fn kind_ids(&self) -> impl Iterator<Item = KindId> + use<> {
        (0..self.kinds.len()).map(KindId)
    }

    /// A reference to this kind is a citation.
    pub fn citable(&self, id: KindId) -> bool {
        self.kind(id).cited_by_min.is_some()
    }

    /// A reference of this type is a citation.
    pub fn cites(&self, ty: &RefType) -> bool {
        ty.to.iter().any(|kind| self.citable(*kind))
    }
}

impl Kind {
    /// The path of the page or section of `id` from the site's root, `None` where there is none.
    pub fn url(&self, id: &str) -> Option<String> {
        match &self.address {
            Address::None => None,
            Address::Page(pattern) => Some(match id {
                "index" => pattern.replace("{id}/", "").replace("{id}", ""),
                "404" => pattern.replace("{id}/", "404.html"),
                id => pattern.replace("{id}", id),
            }),
            Address::Section { page, fragment } => {
                Some(format!("{page}#{}", fragment.replace("{id}", id)))
            }
        }
    }

    pub fn has_pages(&self) -> bool {
        matches!(self.address, Address::Page(_))
    }

    pub fn field(&self, name: &str) -> Option<(usize, &Field)> {
        self.fields.get_full(name).map(|(index, _, field)| (index, field))
    }
}

impl Type {
    /// In a writer's words, for "expected …".
    pub fn in_words(&self) -> &'static str {
        match self {
            Type::String | Type::Text => "text",
            Type::Markdown => "text",
            Type::Integer => "a whole number",
            Type::Bool => "`true` or `false`",
            Type::Url => "an address",
            Type::Date => "a date",
            Type::Choice(_) => "one of the model's values",
            Type::Ref(_) => "an id",
            Type::Record(_) => "`key: value` lines",
        }
    }
}
