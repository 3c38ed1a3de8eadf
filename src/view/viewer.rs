//! The values of one page: what belongs to it in full, what stands elsewhere in plain words.

use super::*;

/// Makes the values of one page; citations get their numbers in the order they are met.
pub(super) struct Viewer<'s> {
    pub(super) graph: &'s Graph<'s>,
    pub(super) words: &'s Words,
    pub(super) language: &'s str,
    /// The entity whose page it is.
    pub(super) own: Option<EntityId>,
    pub(super) citations: Citations,
    pub(super) has_highlighted_code: bool,
}

#[derive(Default)]
pub(super) struct Citations {
    /// By number - 1, with how often it has been cited.
    cited: Vec<(EntityId, usize)>,
    numbers: BTreeMap<EntityId, usize>,
}

impl Citations {
    fn cite(&mut self, source: EntityId) -> (usize, String) {
        let next = self.cited.len() + 1;
        let number = *self.numbers.entry(source).or_insert(next);
        if number == next {
            self.cited.push((source, 0));
        }
        let times = &mut self.cited[number - 1].1;
        *times += 1;
        (number, format!("cite-{number}-{times}"))
    }

    pub(super) fn marks(&self) -> Vec<(String, EntityId)> {
        let numbered = self.cited.iter().enumerate();
        numbered
            .flat_map(|(index, (source, times))| {
                (1..=*times).map(move |n| (format!("cite-{}-{n}", index + 1), *source))
            })
            .collect()
    }
}

impl<'s> Viewer<'s> {
    // -- entities -----------------------------------------------------------------------------

    /// What every mention of an entity carries: a name, an address and single values.
    pub(super) fn tag(&self, id: EntityId) -> Value {
        let kind = self.graph.kind_of(id);
        let document = self.graph.document(id);
        let title = self.graph.title(id);
        let short = match self.graph.value(id, "short").map(|value| &value.data) {
            Some(Data::Text(body)) => self.graph.plain(id, body),
            _ => title.to_owned(),
        };
        let url = &self.graph.entity(id).url;
        let mut tag = entries([
            ("kind", text(&kind.name)),
            ("label", text(&kind.label.one)),
            ("id", text(&document.id)),
            ("title", text(title)),
            ("short", text(&short)),
            ("url", url.as_deref().map_or(Value::Null, text)),
            ("letter", text(&path::letter(title))),
        ]);
        for (index, field) in kind.card.iter().filter_map(|name| kind.field(&name.value)) {
            let single = !field.many
                && !matches!(
                    field.ty,
                    Type::Text | Type::Markdown | Type::Ref(_) | Type::Record(_)
                );
            if single {
                let value = document.record.values[index].as_ref();
                tag.insert(field.name.clone(), self.plain_value(id, field, value));
            }
        }
        Value::Map(tag)
    }

    fn card(&self, id: EntityId) -> Value {
        let Value::Map(mut card) = self.tag(id) else {
            return Value::Null;
        };
        let kind = self.graph.kind_of(id);
        // `short` is in the tag already, with the title where there is none.
        for name in kind.card.iter().filter(|name| name.value != "short") {
            let value = match kind.field(&name.value) {
                Some((index, field)) => {
                    let value = self.graph.document(id).record.values[index].as_ref();
                    self.plain_value(id, field, value)
                }
                None => self.told(id, &name.value, |from| self.tag(from)),
            };
            card.insert(name.value.clone(), value);
        }
        Value::Map(card)
    }

    /// The page's own entity: its fields in full, and what others tell of it.
    pub(super) fn own(&mut self, id: EntityId) -> Value {
        let Value::Map(mut map) = self.tag(id) else {
            return Value::Null;
        };
        let kind = self.graph.kind_of(id);
        let names = kind.fields.keys().chain(kind.inverses.keys());
        let names = names.map(String::as_str).filter(|name| *name != "short");
        for name in names.chain(["cites", "cited_by", "mentioned_by"]) {
            let value = self.named(id, name);
            map.insert(name.to_owned(), value);
        }
        Value::Map(map)
    }

    /// A field in full, an inverse, or what is derived.
    fn named(&mut self, id: EntityId, name: &str) -> Value {
        let entity = self.graph.entity(id);
        let kind = self.graph.kind_of(id);
        if let Some((index, field)) = kind.field(name) {
            let value = self.graph.document(id).record.values[index].as_ref();
            return self.full_value(id, field, value);
        }
        let tags = |ids: &[EntityId]| Value::List(ids.iter().map(|id| self.tag(*id)).collect());
        match name {
            "cites" => tags(&entity.cites),
            "cited_by" => tags(&entity.cited_by),
            "mentioned_by" => {
                let mentions = entity.mentioned_by.iter().map(|mention| {
                    let mut card = self.card(mention.from);
                    if let Value::Map(card) = &mut card {
                        card.insert("sentence".into(), text(&mention.sentence));
                    }
                    card
                });
                Value::List(mentions.collect())
            }
            _ => self.told(id, name, |from| self.card(from)),
        }
    }

    /// What others tell under this name: the pages that name it, or what they state.
    fn told(&self, id: EntityId, name: &str, card: impl Fn(EntityId) -> Value) -> Value {
        let told = self.graph.entity(id).told.get(name).map_or(&[][..], |told| told);
        let seen = told.iter().map(|told| match told {
            Told::Card(from) => card(*from),
            Told::Statement(record) => self.statement(*record),
        });
        Value::List(seen.collect())
    }

    /// A record that stands elsewhere, in plain words.
    fn statement(&self, record: RecordOf) -> Value {
        let mut map = self.statement_head(record);
        for (field, value) in record.fields.values().zip(&record.record.values) {
            map.insert(field.name.clone(), self.plain_value(record.owner, field, value.as_ref()));
        }
        Value::Map(map)
    }

    fn statement_head(&self, record: RecordOf) -> IndexMap<String, Value> {
        entries([("owner", self.tag(record.owner)), ("field", text(&record.field.name))])
    }

    // -- lists --------------------------------------------------------------------------------

    pub(super) fn list(&mut self, list: &List, today: Today, this: EntityId) -> Value {
        match list.select(self.graph, today, this) {
            Selected::Flat(items) => self.items(&items, &list.fields),
            Selected::Groups(groups) => {
                let group = |group: &crate::list::Group<'s>| {
                    map([
                        ("key", self.key(group.key.as_ref())),
                        ("count", Value::Integer(group.items.len() as i64)),
                        ("items", self.items(&group.items, &list.fields)),
                    ])
                };
                Value::List(groups.iter().map(group).collect())
            }
            Selected::Table { columns, rows } => {
                let keys = columns.iter().map(|key| self.key(key.as_ref())).collect();
                let mut shown = Vec::new();
                for row in &rows {
                    let count = row.cells.iter().map(Vec::len).sum::<usize>();
                    let key = self.key(row.key.as_ref());
                    let cells = row.cells.iter().map(|cell| self.items(cell, &list.fields));
                    let cells = Value::List(cells.collect());
                    shown.push(map([
                        ("key", key),
                        ("count", Value::Integer(count as i64)),
                        ("cells", cells),
                    ]));
                }
                map([("columns", Value::List(keys)), ("rows", Value::List(shown))])
            }
        }
    }

    fn items(&mut self, items: &[Item<'s>], wanted: &Wanted) -> Value {
        Value::List(items.iter().map(|item| self.item(*item, wanted)).collect())
    }

    fn item(&mut self, item: Item<'s>, wanted: &Wanted) -> Value {
        match (item, wanted) {
            (Item::Entity(id), Wanted::Default) => self.card(id),
            (Item::Entity(id), Wanted::All) => self.own(id),
            (Item::Entity(id), Wanted::These(names)) => {
                let mut shown = self.tag(id);
                let given = ["title", "id", "url", "letter", "kind"];
                for name in names.iter().filter(|name| !given.contains(&name.as_str())) {
                    let value = self.named(id, name);
                    if let Value::Map(map) = &mut shown {
                        map.insert(name.clone(), value);
                    }
                }
                shown
            }
            (Item::Record(record), _) => {
                let mut map = self.statement_head(record);
                for (field, value) in record.fields.values().zip(&record.record.values) {
                    let asked = match wanted {
                        Wanted::These(names) => names.contains(&field.name),
                        _ => true,
                    };
                    if asked {
                        let value = self.full_value(record.owner, field, value.as_ref());
                        map.insert(field.name.clone(), value);
                    }
                }
                Value::Map(map)
            }
        }
    }

    fn key(&self, key: Option<&Atom>) -> Value {
        match key {
            None => Value::Null,
            Some(Atom::Entity(id)) => self.tag(*id),
            Some(Atom::Choice(choice, index)) => choice_value(choice, *index),
            Some(Atom::Date(date)) => self.date(*date),
            Some(Atom::Integer(number)) => Value::Integer(*number),
            Some(Atom::Bool(is)) => Value::Bool(*is),
            Some(Atom::Text(words)) => text(words),
            Some(Atom::Kind(kind)) => {
                let kind = self.graph.model.kind(*kind);
                map([
                    ("kind", text(&kind.name)),
                    ("label", text(&kind.label.one)),
                    ("labels", text(&kind.label.other)),
                ])
            }
            Some(Atom::Record(_) | Atom::Review(..)) => Value::Null,
        }
    }

    // -- values -------------------------------------------------------------------------------

    fn full_value(
        &mut self,
        owner: EntityId,
        field: &'s Field,
        value: Option<&'s Written>,
    ) -> Value {
        let values = path::in_order(self.graph, owner, field, value);
        let mut shown = values.into_iter().map(|value| self.full_single(owner, field, value));
        match field.many {
            true => Value::List(shown.filter(|value| *value != Value::Null).collect()),
            false => shown.next().unwrap_or(Value::Null),
        }
    }

    fn full_single(&mut self, owner: EntityId, field: &'s Field, value: &'s Written) -> Value {
        match (&value.data, &field.ty) {
            (Data::Text(body) | Data::Markdown(body), _) => Value::Html(self.fill(owner, body)),
            (Data::Ref(index), Type::Ref(ty)) => match self.graph.target(owner, *index) {
                Some(target) if self.graph.model.cites(ty) => self.citation(target),
                Some(target) => self.card(target),
                None => Value::Null,
            },
            (Data::Record(_), _) => {
                let records = records_in(owner, field, Some(value));
                let record = records.first();
                record.map_or(Value::Null, |record| self.full_record(*record))
            }
            _ => self.single(field, value),
        }
    }

    fn full_record(&mut self, record: RecordOf<'s>) -> Value {
        let mut map = IndexMap::new();
        for (field, value) in record.fields.values().zip(&record.record.values) {
            let value = self.full_value(record.owner, field, value.as_ref());
            map.insert(field.name.clone(), value);
        }
        Value::Map(map)
    }

    fn plain_value(&self, owner: EntityId, field: &Field, value: Option<&Written>) -> Value {
        // A citation belongs to the page where its statement is written.
        let citation = matches!(&field.ty, Type::Ref(ty) if self.graph.model.cites(ty));
        let values = match &value.map(|value| &value.data) {
            _ if citation => Vec::new(),
            None => Vec::new(),
            Some(Data::List(_)) => self.ordered_plain(owner, field, value),
            Some(_) => {
                value.map(|value| self.plain_single(owner, field, value)).into_iter().collect()
            }
        };
        match field.many {
            true => Value::List(values),
            false => values.into_iter().next().unwrap_or(Value::Null),
        }
    }

    fn ordered_plain(&self, owner: EntityId, field: &Field, value: Option<&Written>) -> Vec<Value> {
        let shown = path::in_order(self.graph, owner, field, value);
        let shown = shown.into_iter().map(|value| self.plain_single(owner, field, value));
        shown.filter(|value| *value != Value::Null).collect()
    }

    fn plain_single(&self, owner: EntityId, field: &Field, value: &Written) -> Value {
        match (&value.data, &field.ty) {
            (Data::Text(body) | Data::Markdown(body), _) => {
                text(self.graph.plain(owner, body).trim())
            }
            (Data::Ref(index), _) => {
                let target = self.graph.target(owner, *index);
                target.map_or(Value::Null, |target| self.tag(target))
            }
            (Data::Record(record), Type::Record(fields)) => {
                self.plain_record(owner, fields, &record.values)
            }
            _ => self.single(field, value),
        }
    }

    fn plain_record(&self, owner: EntityId, fields: &Fields, values: &[Option<Written>]) -> Value {
        let shown = fields.values().zip(values).map(|(field, value)| {
            (field.name.clone(), self.plain_value(owner, field, value.as_ref()))
        });
        Value::Map(shown.collect())
    }

    /// What looks the same everywhere.
    fn single(&self, field: &Field, value: &Written) -> Value {
        match (&value.data, &field.ty) {
            (Data::String(words) | Data::Url(words), _) => text(words),
            (Data::Integer(number), _) => Value::Integer(*number),
            (Data::Bool(is), _) => Value::Bool(*is),
            (Data::Date(date), _) => self.date(*date),
            (Data::Choice(index), Type::Choice(choice)) => choice_value(choice, *index),
            _ => Value::Null,
        }
    }

    pub(super) fn date(&self, date: Date) -> Value {
        let label = self.words.date(self.language, date);
        map([("iso", text(&date.to_string())), ("label", text(&label))])
    }

    // -- citations and bodies -----------------------------------------------------------------

    pub(super) fn citation(&mut self, source: EntityId) -> Value {
        let (number, mark) = self.citations.cite(source);
        let url = &self.graph.entity(source).url;
        map([
            ("number", Value::Integer(number as i64)),
            ("mark", text(&mark)),
            ("id", text(&self.graph.document(source).id)),
            ("title", text(self.graph.title(source))),
            ("url", url.as_deref().map_or(Value::Null, text)),
        ])
    }

    /// The sources of the page in the order of their numbers, each with the marks that cite it.
    pub(super) fn sources(&self) -> Value {
        let numbered = self.citations.cited.iter().enumerate();
        let sources = numbered.map(|(index, (id, times))| {
            let mut source = self.card(*id);
            if let Value::Map(map) = &mut source {
                let number = index + 1;
                map.insert("number".into(), Value::Integer(number as i64));
                let marks = (1..=*times).map(|n| text(&format!("cite-{number}-{n}")));
                map.insert("marks".into(), Value::List(marks.collect()));
            }
            source
        });
        Value::List(sources.collect())
    }

    pub(super) fn headings(&self, id: EntityId) -> Value {
        let mut headings = Vec::new();
        let fields = &self.graph.kind_of(id).fields;
        walk(fields, &self.graph.document(id).record, &mut |_, value| {
            let Data::Markdown(body) = &value.data else {
                return;
            };
            headings.extend(body.headings.iter().map(|heading| {
                map([
                    ("id", text(&heading.id)),
                    ("level", Value::Integer(heading.level.into())),
                    ("text", text(self.graph.words(id, &heading.words, &body.slots).trim())),
                ])
            }));
        });
        Value::List(headings)
    }

    /// The HTML of a body of `owner` on this page.
    fn fill(&mut self, owner: EntityId, body: &Body) -> String {
        self.has_highlighted_code |= body.has_highlighted_code;
        let mut html = String::new();
        for piece in &body.html {
            match piece {
                Piece::Text(text) => html.push_str(text),
                Piece::Slot(slot) => self.fill_slot(owner, &body.slots[*slot], &mut html),
            }
        }
        html
    }

    fn fill_slot(&mut self, owner: EntityId, slot: &Slot, html: &mut String) {
        // An id is unique in its own document; on another page it carries the document's id.
        let local = |id: &str| match self.own == Some(owner) {
            true => escape(id),
            false => {
                let kind = &self.graph.kind_of(owner).name;
                escape(&format!("{kind}-{}--{id}", self.graph.document(owner).id))
            }
        };
        match slot {
            Slot::LinkStart(index, fragment) => {
                if let Some(url) = link_url(self.graph, owner, *index, fragment.as_deref()) {
                    html.push_str(&format!("<a href=\"{}\">", escape(&url)));
                }
            }
            Slot::LinkEnd(index) => {
                let target = self.graph.target(owner, *index);
                if target.is_some_and(|target| self.graph.entity(target).url.is_some()) {
                    html.push_str("</a>");
                }
            }
            Slot::Title(index) => {
                let title = self.graph.target(owner, *index).map(|target| self.graph.title(target));
                html.push_str(&escape(title.unwrap_or_default()));
            }
            Slot::Cite(cited) => {
                html.push_str("<sup class=\"cite\">");
                for index in cited {
                    let Some(target) = self.graph.target(owner, *index) else {
                        continue;
                    };
                    let (number, mark) = self.citations.cite(target);
                    let label = self.word("citation-label", number);
                    html.push_str(&format!(
                        "<a id=\"{mark}\" href=\"#source-{number}\" aria-label=\"{}\">{number}</a>",
                        escape(&label)
                    ));
                }
                html.push_str("</sup>");
            }
            Slot::Id(id) => html.push_str(&local(id)),
            Slot::OwnHref(id) | Slot::OwnLink(id, _) => html.push_str(&format!("#{}", local(id))),
            Slot::Path(path, _) => html.push_str(&escape(&site_path(self.graph, owner, path))),
            Slot::Word(key, number) => html.push_str(&escape(&self.word(key, *number))),
        }
    }

    fn word(&self, key: &str, number: usize) -> String {
        let number = Argument::Number(number as f64);
        self.words.needed(self.language, key, &[("number", number)])
    }
}

/// The address that a link to an entity leads to, if it has one.
pub fn link_url(
    graph: &Graph,
    owner: EntityId,
    index: crate::reference::RefIndex,
    fragment: Option<&str>,
) -> Option<String> {
    let target = graph.target(owner, index)?;
    let url = graph.entity(target).url.as_ref()?;
    Some(match fragment {
        Some(fragment) if !url.contains('#') => format!("{url}#{fragment}"),
        _ => url.clone(),
    })
}

/// A path as written in a body, from the site's root.
pub fn site_path(graph: &Graph, owner: EntityId, path: &str) -> String {
    if path.starts_with('/') {
        return path.to_owned();
    }
    let (path, rest) = match path.find(['?', '#']) {
        Some(at) => path.split_at(at),
        None => (path, ""),
    };
    let is_folder = path.ends_with(['/', '.']);
    let own = graph.entity(owner).url.as_deref().unwrap_or("/");
    let folder = own.split('#').next().unwrap_or("/");
    let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = join(folder, path);
    let slash = if path.is_empty() || !is_folder { "" } else { "/" };
    format!("/{path}{slash}{rest}")
}

fn choice_value(choice: &Choice, index: usize) -> Value {
    let Some((name, value)) = choice.values.get_index(index) else {
        return Value::Null;
    };
    let optional = |text: &Option<String>| text.clone().map_or(Value::Null, Value::Text);
    map([
        ("value", text(name)),
        ("label", text(&value.label)),
        ("tone", optional(&value.tone)),
        ("icon", optional(&value.icon)),
        ("help", optional(&value.help)),
    ])
}
