//! A list evaluated for a page: what it selects, sorted, grouped, laid out in columns.

use std::collections::BTreeSet;

use super::*;
use crate::graph::path::{self, Atom, Item, Path, SortKey, Today};
use crate::graph::{EntityId, Graph};

impl List {
    /// What the list selects for the page of `this`.
    pub fn select<'a>(&self, graph: &Graph<'a>, today: Today, this: EntityId) -> Selected<'a> {
        let mut items: Vec<Item> = Vec::new();
        for origin in &self.of {
            for id in graph.of_kind(origin.kind) {
                match origin.field {
                    None => items.push(Item::Entity(*id)),
                    Some(field) => {
                        let declared = &graph.kind_of(*id).fields[field];
                        let value = graph.document(*id).record.values[field].as_ref();
                        let ordered = path::in_order(graph, *id, declared, value);
                        let records = ordered
                            .into_iter()
                            .flat_map(|value| crate::graph::records_in(*id, declared, Some(value)));
                        items.extend(records.map(Item::Record));
                    }
                }
            }
        }
        items.retain(|item| {
            let holds = |(path, condition): &(Path, Condition)| {
                condition.holds(graph, this, &path.follow(graph, Some(today), *item))
            };
            self.conditions.iter().all(holds)
        });
        if !self.order.is_empty() {
            items.sort_by_cached_key(|item| {
                let key = |key: &SortKey| key.of_item(graph, *item);
                self.order.iter().map(key).collect::<Vec<_>>()
            });
        }
        items.truncate(self.limit.unwrap_or(usize::MAX));
        let Some(group) = &self.group else {
            return Selected::Flat(items);
        };
        let mut groups = grouped(graph, today, group, items);
        if self.empty {
            with_empty(graph, &mut groups);
        }
        let Some(columns) = &self.columns else {
            return Selected::Groups(groups);
        };
        table(graph, today, columns, groups, self.empty_rows(graph))
    }

    /// Reports the ids in conditions that nothing has.
    pub fn unknown_ids(
        &self,
        graph: &Graph,
        unknown_kinds: &BTreeSet<KindId>,
        out: &mut Diagnostics,
    ) {
        for (kinds, written, span) in &self.ids {
            let (kind, id) = written
                .split_once(':')
                .map_or((None, written.as_str()), |(kind, id)| (Some(kind), id));
            let kinds = || {
                kinds.iter().filter(|k| kind.is_none_or(|kind| graph.model.kind(**k).name == kind))
            };
            let known = || {
                kinds()
                    .flat_map(|kind| graph.of_kind(*kind))
                    .map(|e| graph.document(*e).id.as_str())
            };
            if !known().any(|known| known == id)
                && !kinds().any(|kind| unknown_kinds.contains(kind))
            {
                let help =
                    did_you_mean(id, known(), || "write the id of something that exists".into());
                let unknown = Diagnostic::new(
                    Code::UnknownReference,
                    *span,
                    format!("there is no `{written}`"),
                )
                .label("nothing has this id")
                .help(help);
                out.push(unknown);
            }
        }
    }

    /// With `columns` and `group: owner`, an owner without records has a row as well.
    fn empty_rows(&self, graph: &Graph) -> Vec<EntityId> {
        let by_owner = self.group.as_ref() == Some(&Path::of("owner"));
        let kinds = self.of.iter().filter(|origin| by_owner && origin.field.is_some());
        kinds.flat_map(|origin| graph.of_kind(origin.kind)).copied().collect()
    }
}

impl Condition {
    fn holds(&self, graph: &Graph, this: EntityId, found: &[Atom]) -> bool {
        match self {
            Condition::Set(set) => found.is_empty() != *set,
            Condition::This => {
                found.iter().any(|atom| matches!(atom, Atom::Entity(id) if *id == this))
            }
            Condition::OneOf(values) => {
                found.iter().any(|atom| values.iter().any(|value| is(graph, this, atom, value)))
            }
        }
    }
}

fn is(graph: &Graph, this: EntityId, atom: &Atom, value: &str) -> bool {
    match atom {
        Atom::Entity(id) if value == "this" => *id == this,
        Atom::Entity(id) => {
            let own = &graph.document(*id).id;
            match value.split_once(':') {
                Some((kind, id_in_kind)) => graph.kind_of(*id).name == kind && own == id_in_kind,
                None => own == value,
            }
        }
        Atom::Choice(choice, index) => {
            choice.values.get_index(*index).is_some_and(|(name, _)| name == value)
        }
        Atom::Date(date) => date.to_string() == value,
        Atom::Integer(number) => number.to_string() == value,
        Atom::Bool(is) => is.to_string() == value,
        Atom::Text(text) => text == value,
        Atom::Kind(kind) => graph.model.kind(*kind).name == value,
        Atom::Record(_) | Atom::Review(..) => false,
    }
}

/// Choices, references and kinds stand in their own order; the rest as it first occurs.
fn grouped<'a>(graph: &Graph<'a>, today: Today, by: &Path, items: Vec<Item<'a>>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    for item in items {
        let keys = by.follow(graph, Some(today), item);
        let keys: Vec<Option<Atom>> =
            if keys.is_empty() { vec![None] } else { keys.into_iter().map(Some).collect() };
        for key in keys {
            match groups.iter_mut().find(|group| same(group.key.as_ref(), key.as_ref())) {
                Some(group) => group.items.push(item),
                None => groups.push(Group { key, items: vec![item] }),
            }
        }
    }
    groups.sort_by_key(|group| rank(graph, group.key.as_ref()));
    groups
}

/// Adds the values of a choice that no item has.
fn with_empty<'a>(graph: &Graph<'a>, groups: &mut Vec<Group<'a>>) {
    let choice = groups.iter().find_map(|group| match group.key {
        Some(Atom::Choice(choice, _)) => Some(choice),
        _ => None,
    });
    let Some(choice) = choice else { return };
    for index in 0..choice.values.len() {
        let key = Some(Atom::Choice(choice, index));
        if !groups.iter().any(|group| same(group.key.as_ref(), key.as_ref())) {
            groups.push(Group { key, items: Vec::new() });
        }
    }
    groups.sort_by_key(|group| rank(graph, group.key.as_ref()));
}

fn table<'a>(
    graph: &Graph<'a>,
    today: Today,
    columns: &Path,
    groups: Vec<Group<'a>>,
    all_rows: Vec<EntityId>,
) -> Selected<'a> {
    let every = groups.iter().flat_map(|group| group.items.iter().copied()).collect();
    let columns_found = grouped(graph, today, columns, every);
    let mut rows: Vec<Row> = Vec::new();
    for group in groups {
        let cells = columns_found.iter().map(|column| {
            let in_column = |item: &&Item<'a>| {
                let keys = columns.follow(graph, Some(today), **item);
                match &column.key {
                    None => keys.is_empty(),
                    key => keys.iter().any(|found| same(Some(found), key.as_ref())),
                }
            };
            group.items.iter().filter(in_column).copied().collect()
        });
        rows.push(Row { cells: cells.collect(), key: group.key });
    }
    for owner in all_rows {
        let key = Some(Atom::Entity(owner));
        if !rows.iter().any(|row| same(row.key.as_ref(), key.as_ref())) {
            rows.push(Row { key, cells: vec![Vec::new(); columns_found.len()] });
        }
    }
    rows.sort_by_key(|row| rank(graph, row.key.as_ref()));
    Selected::Table { columns: columns_found.into_iter().map(|column| column.key).collect(), rows }
}

fn same(a: Option<&Atom>, b: Option<&Atom>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => match (a, b) {
            (Atom::Entity(a), Atom::Entity(b)) => a == b,
            (Atom::Choice(_, a), Atom::Choice(_, b)) => a == b,
            (Atom::Date(a), Atom::Date(b)) => a == b,
            (Atom::Integer(a), Atom::Integer(b)) => a == b,
            (Atom::Bool(a), Atom::Bool(b)) => a == b,
            (Atom::Text(a), Atom::Text(b)) => a == b,
            (Atom::Kind(a), Atom::Kind(b)) => a == b,
            _ => false,
        },
        _ => false,
    }
}

/// No value comes last.
fn rank(graph: &Graph, key: Option<&Atom>) -> (bool, usize) {
    let place = match key {
        Some(Atom::Entity(id)) => graph.rank(*id),
        Some(Atom::Choice(_, index)) => *index,
        Some(Atom::Kind(kind)) => kind.0,
        Some(Atom::Bool(is)) => usize::from(!is),
        _ => 0,
    };
    (key.is_none(), place)
}
