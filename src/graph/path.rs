//! Paths: names with dots that lead from an entity or a record to its values (`actor.side`).
//!
//! A path is checked against the model before any content is looked at ([`check`]); following it
//! afterwards cannot fail, it can only find nothing.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::*;
use crate::model::Choice;

/// Where a path starts.
#[derive(Clone, Copy)]
pub enum Item<'a> {
    Entity(EntityId),
    Record(RecordOf<'a>),
}

/// What a path finds.
#[derive(Clone)]
pub enum Atom<'a> {
    Entity(EntityId),
    Record(RecordOf<'a>),
    Choice(&'a Choice, usize),
    Date(Date),
    Integer(i64),
    Bool(bool),
    Text(String),
    Kind(KindId),
    Review(Date, Date),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    steps: Vec<String>,
}

/// The type of what a path finds.
#[derive(Clone, Debug)]
pub enum Sort<'m> {
    Entity(Vec<KindId>),
    /// A record, and the kinds it can be written on.
    Record(&'m Fields, Vec<KindId>),
    Choice(Arc<Choice>),
    Date,
    Integer,
    Bool,
    Text,
    Kind,
    Review,
}

/// The build's date, for `review.overdue`.
#[derive(Clone, Copy, Debug)]
pub struct Today(pub Date);

/// Where a path leads, or the name that leads nowhere and the names that would.
pub fn check<'m>(
    model: &'m Model,
    from: &Sort<'m>,
    path: &str,
) -> Result<(Sort<'m>, bool), (String, Vec<String>)> {
    let mut sort = from.clone();
    let mut many = false;
    for name in path.split('.') {
        match step(model, &sort, name) {
            Some(next) => (sort, many) = next,
            None => return Err((name.to_owned(), names(model, &sort))),
        }
    }
    Ok((sort, many))
}

fn step<'m>(model: &'m Model, from: &Sort<'m>, name: &str) -> Option<(Sort<'m>, bool)> {
    match from {
        Sort::Entity(kinds) => {
            let mut each = kinds.iter().map(|kind| entity_step(model, *kind, name));
            let first = each.next()??;
            let same = each.all(|other| other.is_some_and(|other| same_sort(&first.0, &other.0)));
            same.then_some(first)
        }
        Sort::Record(_, owners) if name == "owner" => Some((Sort::Entity(owners.clone()), false)),
        Sort::Record(..) if name == "field" => Some((Sort::Text, false)),
        Sort::Record(fields, owners) => fields.get(name).map(|field| field_sort(field, owners)),
        Sort::Date if name == "month" || name == "year" => Some((Sort::Date, false)),
        Sort::Review if name == "overdue" => Some((Sort::Bool, false)),
        Sort::Review if name == "last" || name == "due" => Some((Sort::Date, false)),
        _ => None,
    }
}

fn entity_step<'m>(model: &'m Model, kind: KindId, name: &str) -> Option<(Sort<'m>, bool)> {
    let declared = model.kind(kind);
    let citing = || model.kind_ids().collect::<Vec<_>>();
    match name {
        "title" | "id" | "letter" | "url" => Some((Sort::Text, false)),
        "kind" => Some((Sort::Kind, false)),
        "review" => Some((Sort::Review, false)),
        "cites" => {
            Some((Sort::Entity(citing().into_iter().filter(|k| model.citable(*k)).collect()), true))
        }
        "cited_by" | "mentioned_by" => Some((Sort::Entity(citing()), true)),
        _ => match (declared.fields.get(name), declared.inverses.get(name)) {
            (Some(field), _) => Some(field_sort(field, &[kind])),
            (None, Some(inverse)) => {
                let feed = inverse.feeds.first()?;
                let owners: Vec<KindId> = inverse.feeds.iter().map(|feed| feed.kind).collect();
                let field = &model.kind(feed.kind).fields[feed.field];
                let sort = match (&field.ty, inverse.statements) {
                    (Type::Record(fields), true) => Sort::Record(fields, owners),
                    _ => Sort::Entity(owners),
                };
                Some((sort, true))
            }
            (None, None) => None,
        },
    }
}

fn field_sort<'m>(field: &'m Field, owners: &[KindId]) -> (Sort<'m>, bool) {
    let sort = match &field.ty {
        Type::String | Type::Text | Type::Markdown | Type::Url => Sort::Text,
        Type::Integer => Sort::Integer,
        Type::Bool => Sort::Bool,
        Type::Date => Sort::Date,
        Type::Choice(choice) => Sort::Choice(choice.clone()),
        Type::Ref(ty) => Sort::Entity(ty.to.clone()),
        Type::Record(fields) => Sort::Record(fields, owners.to_vec()),
    };
    (sort, field.many)
}

/// Records count as one sort where they hold the same names.
pub fn same_sort(a: &Sort, b: &Sort) -> bool {
    match (a, b) {
        (Sort::Choice(a), Sort::Choice(b)) => a == b,
        (Sort::Record(a, _), Sort::Record(b, _)) => a.keys().eq(b.keys()),
        _ => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

fn names(model: &Model, sort: &Sort) -> Vec<String> {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    match sort {
        Sort::Entity(kinds) => {
            let mut all =
                own(&["title", "kind", "letter", "review", "cites", "cited_by", "mentioned_by"]);
            let of = |kind: &KindId| {
                let kind = model.kind(*kind);
                kind.fields.keys().chain(kind.inverses.keys()).cloned().collect::<Vec<_>>()
            };
            let mut shared = kinds.first().map(of).unwrap_or_default();
            shared.retain(|name| kinds.iter().all(|kind| of(kind).contains(name)));
            all.extend(shared);
            all.sort();
            all.dedup();
            all
        }
        Sort::Record(fields, _) => fields.keys().cloned().chain(["owner".into()]).collect(),
        Sort::Date => own(&["month", "year"]),
        Sort::Review => own(&["last", "due", "overdue"]),
        _ => Vec::new(),
    }
}

impl Path {
    pub fn of(text: &str) -> Path {
        Path { steps: text.split('.').map(str::to_owned).collect() }
    }

    /// What the path finds: through a list by its first entry, all entries where it ends in one.
    pub fn follow<'a>(
        &self,
        graph: &Graph<'a>,
        today: Option<Today>,
        item: Item<'a>,
    ) -> Vec<Atom<'a>> {
        let mut found = vec![match item {
            Item::Entity(id) => Atom::Entity(id),
            Item::Record(record) => Atom::Record(record),
        }];
        for name in &self.steps {
            found = match found.first() {
                Some(first) => get(graph, today, first, name),
                None => return Vec::new(),
            };
        }
        found
    }

    pub fn last(&self) -> &str {
        self.steps.last().map_or("", String::as_str)
    }

    pub fn entities<'a>(&self, graph: &Graph<'a>, item: Item<'a>) -> Vec<EntityId> {
        let entity = |atom| match atom {
            Atom::Entity(id) => Some(id),
            _ => None,
        };
        let found = self.follow(graph, None, item);
        found.into_iter().filter_map(entity).collect()
    }
}

fn get<'a>(graph: &Graph<'a>, today: Option<Today>, from: &Atom<'a>, name: &str) -> Vec<Atom<'a>> {
    let text = |text: &str| vec![Atom::Text(text.to_owned())];
    let entities = |ids: &[EntityId]| ids.iter().map(|id| Atom::Entity(*id)).collect();
    match from {
        Atom::Entity(id) => {
            let entity = graph.entity(*id);
            let kind = graph.kind_of(*id);
            match name {
                "title" => text(graph.title(*id)),
                "id" => text(&entity.document.id),
                "letter" => vec![Atom::Text(letter(graph.title(*id)))],
                "url" => entity.url.iter().map(|url| Atom::Text(url.clone())).collect(),
                "kind" => vec![Atom::Kind(entity.document.kind)],
                "review" => graph
                    .review(*id)
                    .map(|(last, due)| Atom::Review(last, due))
                    .into_iter()
                    .collect(),
                "cites" => entities(&entity.cites),
                "cited_by" => entities(&entity.cited_by),
                "mentioned_by" => {
                    entity.mentioned_by.iter().map(|m| Atom::Entity(m.from)).collect()
                }
                _ => match kind.fields.get_full(name) {
                    Some((index, _, field)) => {
                        let value = entity.document.record.values[index].as_ref();
                        values(graph, *id, field, value)
                    }
                    None => entity.told.get(name).map_or_else(Vec::new, |told| {
                        let atom = |told: &Told<'a>| match told {
                            Told::Card(id) => Atom::Entity(*id),
                            Told::Statement(record) => Atom::Record(*record),
                        };
                        told.iter().map(atom).collect()
                    }),
                },
            }
        }
        Atom::Record(record) => match name {
            "owner" => vec![Atom::Entity(record.owner)],
            "field" => text(&record.field.name),
            _ => match record.fields.get_full(name) {
                Some((index, _, field)) => {
                    values(graph, record.owner, field, record.record.values[index].as_ref())
                }
                None => Vec::new(),
            },
        },
        Atom::Date(date) if name == "year" => {
            vec![Atom::Date(Date { month: None, day: None, ..*date })]
        }
        Atom::Date(date) if name == "month" => vec![Atom::Date(Date { day: None, ..*date })],
        Atom::Review(last, due) => match name {
            "last" => vec![Atom::Date(*last)],
            "due" => vec![Atom::Date(*due)],
            _ => today.map(|today| Atom::Bool(today.0.is_after(*due))).into_iter().collect(),
        },
        _ => Vec::new(),
    }
}

/// The single values of a field, in the field's order.
fn values<'a>(
    graph: &Graph<'a>,
    owner: EntityId,
    field: &'a Field,
    value: Option<&'a Value>,
) -> Vec<Atom<'a>> {
    in_order(graph, owner, field, value)
        .into_iter()
        .filter_map(|value| atom(graph, owner, field, value))
        .collect()
}

fn atom<'a>(
    graph: &Graph<'a>,
    owner: EntityId,
    field: &'a Field,
    value: &'a Value,
) -> Option<Atom<'a>> {
    Some(match (&value.data, &field.ty) {
        (Data::String(text) | Data::Url(text), _) => Atom::Text(text.clone()),
        (Data::Text(body) | Data::Markdown(body), _) => Atom::Text(graph.plain(owner, body)),
        (Data::Integer(number), _) => Atom::Integer(*number),
        (Data::Bool(is), _) => Atom::Bool(*is),
        (Data::Date(date), _) => Atom::Date(*date),
        (Data::Choice(index), Type::Choice(choice)) => Atom::Choice(choice, *index),
        (Data::Ref(index), _) => Atom::Entity(graph.target(owner, *index)?),
        (Data::Record(record), Type::Record(fields)) => {
            Atom::Record(RecordOf { owner, field, fields, record })
        }
        _ => return None,
    })
}

/// The entries of a list field sorted as the field says, or the one value of another field.
pub fn in_order<'a>(
    graph: &Graph<'a>,
    owner: EntityId,
    field: &'a Field,
    value: Option<&'a Value>,
) -> Vec<&'a Value> {
    let Some(value) = value else {
        return Vec::new();
    };
    let Data::List(items) = &value.data else {
        return vec![value];
    };
    let mut items: Vec<&Value> = items.iter().collect();
    if !field.order.is_empty() {
        let keys: Vec<SortKey> = field.order.iter().map(|key| SortKey::of(&key.value)).collect();
        items.sort_by_cached_key(|value| {
            let item = match atom(graph, owner, field, value) {
                Some(Atom::Entity(id)) => Some(Item::Entity(id)),
                Some(Atom::Record(record)) => Some(Item::Record(record)),
                _ => None,
            };
            let key = |key: &SortKey| item.map(|item| key.of_item(graph, item));
            keys.iter().map(key).collect::<Vec<_>>()
        });
    }
    items
}

/// A path to sort by; with `-` in front, falling.
#[derive(Clone, Debug)]
pub struct SortKey {
    pub path: Path,
    pub falling: bool,
}

impl SortKey {
    pub fn of(text: &str) -> SortKey {
        SortKey {
            path: Path::of(text.strip_prefix('-').unwrap_or(text)),
            falling: text.starts_with('-'),
        }
    }

    pub fn of_item<'a>(&self, graph: &Graph<'a>, item: Item<'a>) -> Key {
        let mut found = self.path.follow(graph, None, item);
        let counts =
            self.ends_in_list(graph, item) && !matches!(found.first(), Some(Atom::Text(_)));
        let key = if counts {
            Some(Sortable::Number(found.len() as i64))
        } else if found.is_empty() {
            None
        } else {
            Some(sortable(graph, found.swap_remove(0)))
        };
        match key {
            None => Key::Missing,
            Some(value) if self.falling => Key::Falling(Reverse(value)),
            Some(value) => Key::Rising(value),
        }
    }

    /// `order` counts the entries of a list that a path ends in.
    fn ends_in_list<'a>(&self, graph: &Graph<'a>, item: Item<'a>) -> bool {
        let from = match item {
            Item::Entity(id) => Sort::Entity(vec![graph.document(id).kind]),
            Item::Record(record) => {
                Sort::Record(record.fields, vec![graph.document(record.owner).kind])
            }
        };
        check(graph.model, &from, &self.path.steps.join(".")).is_ok_and(|(_, many)| many)
    }
}

/// A missing value stands last, whichever way the rest is sorted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Rising(Sortable),
    Falling(Reverse<Sortable>),
    Missing,
}

/// What sorts, in its own way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sortable {
    Number(i64),
    Date(Date),
    Title(TitleKey),
}

fn sortable(graph: &Graph, atom: Atom) -> Sortable {
    match atom {
        Atom::Entity(id) => Sortable::Number(graph.rank(id) as i64),
        Atom::Record(record) => Sortable::Number(record.record.span.start as i64),
        Atom::Choice(_, index) => Sortable::Number(index as i64),
        Atom::Kind(kind) => Sortable::Number(kind.0 as i64),
        Atom::Integer(number) => Sortable::Number(number),
        Atom::Bool(is) => Sortable::Number(is.into()),
        Atom::Date(date) | Atom::Review(_, date) => Sortable::Date(date),
        Atom::Text(text) => Sortable::Title(title_key(&text)),
    }
}

/// Titles sort by their letters, whatever their case and accents; then as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleKey {
    folded: String,
    text: String,
}

pub fn title_key(text: &str) -> TitleKey {
    let folded = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && (c.is_alphanumeric() || c.is_whitespace()))
        .flat_map(char::to_lowercase);
    TitleKey { folded: folded.collect::<String>().trim().to_owned(), text: text.to_owned() }
}

impl Ord for TitleKey {
    fn cmp(&self, other: &Self) -> Ordering {
        let folded = self.folded.cmp(&other.folded);
        folded.then_with(|| self.text.cmp(&other.text))
    }
}

impl PartialOrd for TitleKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The letter under which a title stands in an index; `0–9` for figures.
pub fn letter(title: &str) -> String {
    let first = title.nfkd().find(|c| c.is_alphanumeric());
    match first {
        Some(c) if c.is_numeric() => "0\u{2013}9".into(),
        Some(c) => c.to_uppercase().collect(),
        None => "#".into(),
    }
}
