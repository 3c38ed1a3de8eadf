//! `lists:` -> what they select, sorted and grouped.
//!
//! A list is read against the model ([`read`]) and then evaluated for a page ([`List::select`]).

mod select;

use serde::Deserialize;

use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, nearest, one_of};
use crate::graph::path::{Atom, Item, Path, Sort, SortKey, check};
use crate::model::{KindId, Model, Type};
use crate::source::Span;
use crate::yaml::{Need::*, Node, Shape, Yaml};

pub struct List {
    pub name: String,
    of: Vec<Origin>,
    conditions: Vec<(Path, Condition)>,
    order: Vec<SortKey>,
    limit: Option<usize>,
    pub fields: Fields,
    group: Option<Path>,
    columns: Option<Path>,
    /// With groups by a choice, those that nothing is in, too.
    empty: bool,
    /// The ids that its conditions name, with the kinds they are of.
    ids: Vec<(Vec<KindId>, String, Span)>,
}

/// Entities of a kind, or the records in one of its fields.
#[derive(Clone, Copy)]
struct Origin {
    kind: KindId,
    field: Option<usize>,
}

/// What a page sees of each item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fields {
    /// The card of an entity, the whole of a record.
    Default,
    All,
    These(Vec<String>),
}

enum Condition {
    This,
    Set(bool),
    OneOf(Vec<String>),
}

/// What a list selects.
pub enum Selected<'a> {
    Flat(Vec<Item<'a>>),
    Groups(Vec<Group<'a>>),
    Table { columns: Vec<Option<Atom<'a>>>, rows: Vec<Row<'a>> },
}

pub struct Group<'a> {
    pub key: Option<Atom<'a>>,
    pub items: Vec<Item<'a>>,
}

pub struct Row<'a> {
    pub key: Option<Atom<'a>>,
    /// One for each column.
    pub cells: Vec<Vec<Item<'a>>>,
}

static LIST: Shape = Shape::Record(&[
    ("of", Required, &Shape::OneOrMany(&Shape::Text)),
    ("where", Free, &Shape::Map(&CONDITION)),
    ("order", Free, &Shape::OneOrMany(&Shape::Text)),
    ("limit", Free, &Shape::Integer),
    ("fields", Free, &Shape::OneOrMany(&Shape::Text)),
    ("group", Free, &Shape::Text),
    ("columns", Free, &Shape::Text),
    ("empty", Free, &Shape::Bool),
]);

static CONDITION: Shape =
    Shape::ScalarOr(&Shape::OneOrMany(&Shape::ScalarOr(&Shape::Record(&[(
        "set",
        Required,
        &Shape::Bool,
    )]))));

#[derive(Deserialize)]
struct Plain {
    limit: Option<usize>,
    #[serde(default)]
    empty: bool,
}

/// Reads the lists of a page or of a kind. `this` is the kind whose entity `this` means.
pub fn read(model: &Model, node: &Node, this: KindId, out: &mut Diagnostics) -> Vec<List> {
    let mut lists = Vec::new();
    for entry in node.entries() {
        let before = out.len();
        LIST.judge(&entry.value, out);
        if out.len() == before {
            let mut reader = Reader { model, this, ids: Vec::new(), out };
            lists.extend(reader.list(&entry.key.value, &entry.value));
        }
    }
    lists
}

/// Checks the paths by which a model sorts its kinds and fields.
pub fn check_orders(model: &Model, out: &mut Diagnostics) {
    for kind in model.kind_ids() {
        let sort = Sort::Entity(vec![kind]);
        for key in &model.kind(kind).order {
            check_order(model, &sort, &key.value, key.span, out);
        }
        check_fields(model, kind, &model.kind(kind).fields, out);
    }
}

fn check_fields(
    model: &Model,
    owner: KindId,
    fields: &crate::model::Fields,
    out: &mut Diagnostics,
) {
    for field in fields.values() {
        let sort = match &field.ty {
            Type::Record(inner) => {
                check_fields(model, owner, inner, out);
                Sort::Record(inner, vec![owner])
            }
            Type::Ref(ty) => Sort::Entity(ty.to.clone()),
            _ => continue,
        };
        for key in &field.order {
            check_order(model, &sort, &key.value, key.span, out);
        }
    }
}

fn check_order(model: &Model, from: &Sort, key: &str, span: Span, out: &mut Diagnostics) {
    checked(model, from, key.strip_prefix('-').unwrap_or(key), span, out);
}

fn checked<'m>(
    model: &'m Model,
    from: &Sort<'m>,
    path: &str,
    span: Span,
    out: &mut Diagnostics,
) -> Option<(Sort<'m>, bool)> {
    match check(model, from, path) {
        Ok(found) => Some(found),
        Err((name, names)) => {
            let known = || names.iter().map(String::as_str);
            let message = match path == name {
                true => format!("there is no `{name}` to follow here"),
                false => format!("`{path}` leads nowhere: there is no `{name}`"),
            };
            let help = did_you_mean(&name, known(), || match names.is_empty() {
                true => "the path ends before this".into(),
                false => format!("here are {}", names.join(", ")),
            });
            out.push(
                Diagnostic::new(Code::UnknownPath, span, message)
                    .label("not in the model")
                    .help(help),
            );
            None
        }
    }
}

struct Reader<'m, 'o> {
    model: &'m Model,
    this: KindId,
    ids: Vec<(Vec<KindId>, String, Span)>,
    out: &'o mut Diagnostics,
}

impl<'m> Reader<'m, '_> {
    fn report(&mut self, code: Code, span: Span, message: String, help: String) {
        self.out.push(Diagnostic::new(code, span, message).label("here").help(help));
    }

    fn list(&mut self, name: &str, node: &Node) -> Option<List> {
        let (of, sort) = self.of(node)?;
        let before = self.out.len();
        let mut conditions = Vec::new();
        for entry in node.get("where").map_or(&[][..], |node| node.entries()) {
            let found = checked(self.model, &sort, &entry.key.value, entry.key.span, self.out);
            if let Some((sort, _)) = found {
                let condition = self.condition(&sort, &entry.value);
                conditions.push((Path::of(&entry.key.value), condition));
            }
        }
        let mut order = Vec::new();
        for key in texts(node.get("order")) {
            check_order(self.model, &sort, key.0, key.1, self.out);
            order.push(SortKey::of(key.0));
        }
        let fields = self.fields(&sort, node.get("fields"));
        let mut path = |key: &str| {
            let node = node.get(key)?;
            let text = node.text()?;
            let (found, _) = checked(self.model, &sort, text, node.span, self.out)?;
            Some((Path::of(text), found, node.span))
        };
        let (group, columns) = (path("group"), path("columns"));
        if let Some((path, sort, span)) = &group {
            let by_last = ["letter", "month", "year"].contains(&path.last());
            if !by_last && !matches!(sort, Sort::Choice(_) | Sort::Entity(_) | Sort::Kind) {
                let message = format!("a list cannot be grouped by `{}`", path.last());
                let help = "group by a choice, a reference, `owner`, `kind`, `letter`, or the month or year of a date";
                self.report(Code::BadGroup, *span, message, help.into());
            }
        }
        match (&columns, &group) {
            (Some((_, _, span)), None) => {
                let help = "add `group:` for the rows".into();
                self.report(Code::BadGroup, *span, "`columns` needs `group`".into(), help);
            }
            (Some((_, sort, span)), _) if !matches!(sort, Sort::Choice(_) | Sort::Entity(_)) => {
                let help = "name a choice or a reference".into();
                self.report(
                    Code::BadGroup,
                    *span,
                    "columns are the values of a choice or a reference".into(),
                    help,
                );
            }
            _ => {}
        }
        if let Some(limit) =
            node.get("limit").filter(|l| l.text().is_some_and(|t| t.starts_with('-')))
        {
            let help = "write how many entries to show".into();
            self.report(
                Code::OutOfRange,
                limit.span,
                "a limit cannot be less than zero".into(),
                help,
            );
        }
        let plain = LIST.typed(node).unwrap_or(Plain { limit: None, empty: false });
        if plain.empty && !matches!(group, Some((_, Sort::Choice(_), _))) {
            let help = "add `group:` with a choice, or take it away".into();
            let span = node.span_of("empty");
            self.report(Code::BadGroup, span, "`empty` is for groups by a choice".into(), help);
        }
        let sound = self.out.len() == before;
        sound.then(|| List {
            name: name.to_owned(),
            of,
            conditions,
            order,
            limit: plain.limit,
            empty: plain.empty,
            fields,
            group: group.map(|(path, ..)| path),
            columns: columns.map(|(path, ..)| path),
            ids: std::mem::take(&mut self.ids),
        })
    }

    fn of(&mut self, node: &Node) -> Option<(Vec<Origin>, Sort<'m>)> {
        let mut origins = Vec::new();
        if texts(node.get("of")).is_empty() {
            let help = "name a kind, or a field of one with records: `point.positions`".into();
            self.report(Code::TooFew, node.span_of("of"), "a list of nothing".into(), help);
        }
        let mut sort: Option<Sort<'m>> = None;
        for (text, span) in texts(node.get("of")) {
            let (kind_name, field_name) = match text.split_once('.') {
                Some((kind, field)) => (kind, Some(field)),
                None => (text, None),
            };
            let Some(kind) = self.model.kind_named(kind_name) else {
                let known = self.model.kinds.keys().map(String::as_str);
                let help = did_you_mean(kind_name, known.clone(), || {
                    format!("the kinds are {}", one_of(known))
                });
                self.report(
                    Code::UnknownPath,
                    span,
                    format!("there is no kind `{kind_name}`"),
                    help,
                );
                return None;
            };
            let declared = self.model.kind(kind);
            let (field, this) = match field_name {
                None => (None, Sort::Entity(vec![kind])),
                Some(name) => match declared.fields.get_full(name) {
                    Some((index, _, field)) if let Type::Record(fields) = &field.ty => {
                        (Some(index), Sort::Record(fields, vec![kind]))
                    }
                    _ => {
                        let records =
                            declared.fields.values().filter(|f| matches!(f.ty, Type::Record(_)));
                        let records: Vec<&str> = records.map(|f| f.name.as_str()).collect();
                        let help = match nearest(name, records.iter().copied()) {
                            Some(near) => format!("did you mean `{near}`?"),
                            None => format!("its fields with records: {}", records.join(", ")),
                        };
                        let message = format!("`{kind_name}` has no field `{name}` with records");
                        self.report(Code::UnknownPath, span, message, help);
                        return None;
                    }
                },
            };
            sort = match (sort, this) {
                (None, this) => Some(this),
                (Some(Sort::Entity(a)), Sort::Entity(b)) => Some(Sort::Entity([a, b].concat())),
                (Some(Sort::Record(fields, a)), Sort::Record(other, b))
                    if fields.keys().eq(other.keys()) =>
                {
                    Some(Sort::Record(fields, [a, b].concat()))
                }
                _ => {
                    let help = "make two lists of it".into();
                    self.report(
                        Code::UnknownPath,
                        span,
                        "a list holds things of one sort".into(),
                        help,
                    );
                    return None;
                }
            };
            origins.push(Origin { kind, field });
        }
        Some((origins, sort?))
    }

    fn condition(&mut self, sort: &Sort, node: &Node) -> Condition {
        if let Some(set) = node.get("set") {
            return Condition::Set(set.text() == Some("true"));
        }
        if node.text() == Some("this") {
            let fits = matches!(sort, Sort::Entity(kinds) if kinds.contains(&self.this));
            if !fits {
                let message = format!(
                    "`this` is a {}, which cannot stand here",
                    self.model.kind(self.this).name
                );
                let help = "compare a reference to this kind".into();
                self.report(Code::UnknownPath, node.span, message, help);
            }
            return Condition::This;
        }
        let mut values = Vec::new();
        for (text, span) in texts(Some(node)) {
            let wrong = match sort {
                Sort::Choice(choice) if !choice.values.contains_key(text) => {
                    let known = choice.values.keys().map(String::as_str);
                    let help = did_you_mean(text, known.clone(), || {
                        format!("the values are {}", one_of(known))
                    });
                    Some((Code::UnknownChoice, format!("`{text}` is not one of the values"), help))
                }
                Sort::Integer if crate::yaml::integer(text).is_none() => {
                    let help = "write digits alone".into();
                    Some((Code::WrongType, format!("`{text}` is not a whole number"), help))
                }
                Sort::Bool if text != "true" && text != "false" => {
                    let help = "write `true` or `false`".into();
                    Some((Code::WrongType, format!("`{text}` is neither `true` nor `false`"), help))
                }
                Sort::Kind if self.model.kind_named(text).is_none() => {
                    let known = self.model.kinds.keys().map(String::as_str);
                    let help = did_you_mean(text, known.clone(), || {
                        format!("the kinds are {}", one_of(known))
                    });
                    Some((Code::UnknownChoice, format!("there is no kind `{text}`"), help))
                }
                Sort::Date => Date::parse(text)
                    .err()
                    .map(|why| (Code::BadDate, format!("`{text}` is not a date"), why)),
                Sort::Entity(kinds) if text != "this" => {
                    self.ids.push((kinds.clone(), text.to_owned(), span));
                    None
                }
                _ => None,
            };
            if let Some((code, message, help)) = wrong {
                self.report(code, span, message, help);
            }
            values.push(text.to_owned());
        }
        Condition::OneOf(values)
    }

    fn fields(&mut self, sort: &Sort, node: Option<&Node>) -> Fields {
        let Some(node) = node else {
            return Fields::Default;
        };
        if node.text() == Some("all") {
            return Fields::All;
        }
        let mut names = Vec::new();
        for (text, span) in texts(Some(node)) {
            if text.contains('.') {
                let help = "name fields and inverses: what they lead to comes with them".into();
                self.report(Code::UnknownPath, span, "`fields` takes no paths".into(), help);
            } else if text == "review" {
                let help = "name the field with the date".into();
                self.report(Code::UnknownPath, span, format!("`{text}` cannot be asked for"), help);
            } else if checked(self.model, sort, text, span, self.out).is_some() {
                names.push(text.to_owned());
            }
        }
        Fields::These(names)
    }
}

/// One text or a list of texts, with their places.
fn texts(node: Option<&Node>) -> Vec<(&str, Span)> {
    let nodes = match node {
        Some(node) if matches!(node.value, Yaml::List(_)) => node.items(),
        Some(node) => std::slice::from_ref(node),
        None => &[],
    };
    nodes.iter().filter_map(|node| Some((node.text()?, node.span))).collect()
}
