//! All documents together: entities, and every tie between them seen from both ends.
//!
//! Only [`link`] makes an [`EntityId`] of what an author wrote, and it reports what it cannot
//! resolve. Nothing after it looks a name up again.

mod link;
pub mod path;

use std::collections::BTreeMap;

use crate::date::Date;
use crate::document::{Data, Document, Record, Value};
use crate::markdown::{Body, Piece, Slot};
use crate::model::{Field, Fields, Kind, KindId, Model, Type};
use crate::reference::RefIndex;

pub use link::{Linked, link};

/// The number of an entity: documents of one kind stand together, in the order of their files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(usize);

pub struct Graph<'a> {
    pub model: &'a Model,
    entities: Vec<Entity<'a>>,
    /// In the order that each kind declares.
    by_kind: Vec<Vec<EntityId>>,
    /// The place of each entity among all: kinds in model order, then the order of the kind.
    rank: Vec<usize>,
}

pub struct Entity<'a> {
    pub document: &'a Document,
    /// The path from the site's root.
    pub url: Option<String>,
    /// What each reference of the document leads to. `None` has been reported.
    targets: Vec<Option<EntityId>>,
    /// What others tell of it, by the name of the inverse.
    pub told: BTreeMap<&'a str, Vec<Told<'a>>>,
    /// The entities whose references cite it, each once.
    pub cited_by: Vec<EntityId>,
    pub cites: Vec<EntityId>,
    pub mentioned_by: Vec<Mention>,
}

/// One thing that another page tells of an entity.
#[derive(Clone, Copy)]
pub enum Told<'a> {
    Card(EntityId),
    Statement(RecordOf<'a>),
}

/// A record and the page that it is written on.
#[derive(Clone, Copy)]
pub struct RecordOf<'a> {
    pub owner: EntityId,
    /// The field of the owner, or of the outer record, that holds it.
    pub field: &'a Field,
    pub fields: &'a Fields,
    pub record: &'a Record,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub from: EntityId,
    /// The words that hold the link.
    pub sentence: String,
}

impl<'a> Graph<'a> {
    pub fn ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.entities.len()).map(EntityId)
    }

    pub fn entity(&self, id: EntityId) -> &Entity<'a> {
        &self.entities[id.0]
    }

    pub fn document(&self, id: EntityId) -> &'a Document {
        self.entities[id.0].document
    }

    pub fn kind_of(&self, id: EntityId) -> &'a Kind {
        self.model.kind(self.document(id).kind)
    }

    pub fn of_kind(&self, kind: KindId) -> &[EntityId] {
        &self.by_kind[kind.0]
    }

    pub fn rank(&self, id: EntityId) -> usize {
        self.rank[id.0]
    }

    pub fn title(&self, id: EntityId) -> &'a str {
        &self.document(id).title
    }

    /// Some reference of it leads nowhere, as has been reported.
    pub fn unresolved(&self, id: EntityId) -> bool {
        self.entities[id.0].targets.contains(&None)
    }

    /// What a reference of `owner`'s document leads to.
    pub fn target(&self, owner: EntityId, reference: RefIndex) -> Option<EntityId> {
        self.entities[owner.0].targets[reference.0]
    }

    pub fn find(&self, kind: &str, id: &str) -> Option<EntityId> {
        let kind = self.model.kind_named(kind)?;
        let of_kind = self.of_kind(kind).iter();
        of_kind.copied().find(|e| self.document(*e).id == id)
    }

    pub fn at_url(&self, url: &str) -> Option<EntityId> {
        self.ids().find(|id| self.entity(*id).url.as_deref() == Some(url))
    }

    /// A value of an entity's own.
    pub fn value(&self, id: EntityId, field: &str) -> Option<&'a Value> {
        let (index, _) = self.kind_of(id).field(field)?;
        self.document(id).record.values[index].as_ref()
    }

    /// The records in a field of an entity, in the field's order.
    pub fn records(&self, owner: EntityId, field: usize) -> Vec<RecordOf<'a>> {
        let declared = &self.kind_of(owner).fields[field];
        let value = self.document(owner).record.values[field].as_ref();
        let ordered = path::in_order(self, owner, declared, value);
        ordered.into_iter().flat_map(|value| records_in(owner, declared, Some(value))).collect()
    }

    /// Every date named `as_of` at any depth; the newest is the page's.
    pub fn newest_as_of(&self, id: EntityId) -> Option<Date> {
        let mut newest = None;
        let kind = self.kind_of(id);
        walk(&kind.fields, &self.document(id).record, &mut |field, value| {
            if let ("as_of", Data::Date(date)) = (field.name.as_str(), &value.data) {
                newest = newest.max(Some(*date));
            }
        });
        newest
    }

    /// The field of a kind whose date says when the page is due again, and after how many days.
    pub fn review(&self, id: EntityId) -> Option<(Date, Date)> {
        let kind = self.kind_of(id);
        let (field, days) = kind.fields.values().find_map(|f| Some((f, f.review?)))?;
        match self.value(id, &field.name)?.data {
            Data::Date(last) => Some((last, last.plus_days(days))),
            _ => None,
        }
    }

    /// The plain words of a body of `owner`.
    pub fn plain(&self, owner: EntityId, body: &Body) -> String {
        self.words(owner, &body.plain, &body.slots)
    }

    /// Pieces of plain words, with the titles of what they name.
    pub fn words(&self, owner: EntityId, pieces: &[Piece], slots: &[Slot]) -> String {
        let mut words = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => words.push_str(text),
                Piece::Slot(slot) => {
                    if let Slot::Title(index) = slots[*slot] {
                        words.push_str(self.target(owner, index).map_or("", |e| self.title(e)));
                    }
                }
            }
        }
        words
    }
}

/// The records that a value of a field holds.
pub fn records_in<'a>(
    owner: EntityId,
    field: &'a Field,
    value: Option<&'a Value>,
) -> Vec<RecordOf<'a>> {
    let Type::Record(fields) = &field.ty else {
        return Vec::new();
    };
    let of = |value: &'a Value| match &value.data {
        Data::Record(record) => Some(RecordOf { owner, field, fields, record }),
        _ => None,
    };
    match value.map(|value| &value.data) {
        Some(Data::List(items)) => items.iter().filter_map(of).collect(),
        _ => value.and_then(of).into_iter().collect(),
    }
}

/// Every single value of a record, also those of records in it.
pub fn walk<'a>(
    fields: &'a Fields,
    record: &'a Record,
    see: &mut impl FnMut(&'a Field, &'a Value),
) {
    for (field, value) in fields.values().zip(&record.values) {
        if let Some(value) = value {
            walk_value(field, value, see);
        }
    }
}

fn walk_value<'a>(field: &'a Field, value: &'a Value, see: &mut impl FnMut(&'a Field, &'a Value)) {
    match (&value.data, &field.ty) {
        (Data::List(items), _) => items.iter().for_each(|item| walk_value(field, item, see)),
        (Data::Record(record), Type::Record(fields)) => walk(fields, record, see),
        _ => see(field, value),
    }
}
