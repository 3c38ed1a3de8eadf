//! model.yaml -> [`Model`], with every mistake of the file in one run.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Deserialize;

use super::*;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, any_error, did_you_mean, one_of};
use crate::source::Sources;
use crate::yaml::{self, Entry, Need::*, Scalar, Shape, Yaml};

/// Reads the model. Nothing comes back where it has an error.
pub fn read(sources: &Sources) -> (Option<Model>, Diagnostics) {
    let file =
        sources.find(crate::source::MODEL_FILE).expect("Sources always holds the model's file");
    let text = sources.text(file);
    let (tree, mut out) = yaml::parse(file, text, 0..text.len());
    let Some(tree) = tree else {
        return (None, out);
    };
    if tree.value == Yaml::Null
        && matches!(sources.get(file).content, crate::source::Content::Text(_))
    {
        out.push(yaml::wrong_type(&tree, "`kinds:` with the kinds of thing this site has"));
    }
    if any_error(&out) || tree.value == Yaml::Null {
        return (None, out);
    }
    MODEL.judge(&tree, &mut out);
    if any_error(&out) {
        return (None, out);
    }
    let mut reader = Reader {
        types: tree.get("types"),
        kinds: tree.get("kinds").map_or(&[], |kinds| kinds.entries()),
        resolving: Vec::new(),
        fields_read: 0,
        out,
    };
    // Types that no kind uses are judged too; what is said twice is shown once.
    for entry in reader.types.map_or(&[][..], |types| types.entries()) {
        reader.name(&entry.key);
        reader.resolving.push(entry.key.value.clone());
        reader.field(entry);
        reader.resolving.clear();
    }
    let kinds = reader.kinds();
    let mut model = Model { file, kinds };
    if !any_error(&reader.out) {
        reader.inverses(&mut model);
        reader.cards(&model);
    }
    let sound = !any_error(&reader.out);
    (sound.then_some(model), reader.out)
}

static MODEL: Shape =
    Shape::Record(&[("types", Free, &Shape::Map(&FIELD)), ("kinds", Required, &Shape::Map(&KIND))]);

static KIND: Shape = Shape::Record(&[
    ("folder", Free, &Shape::Text),
    ("file", Free, &Shape::Text),
    ("url", Free, &Shape::Text),
    ("label", Required, &LABEL),
    ("order", Free, &Shape::OneOrMany(&Shape::Text)),
    ("card", Free, &Shape::List(&Shape::Text)),
    ("cited_by", Free, &Shape::Record(&[("min", Free, &Shape::Integer)])),
    // Judged by `list`, which knows what a list is.
    ("lists", Free, &Shape::Map(&Shape::Map(&ANYTHING))),
    ("fields", Required, &Shape::Map(&FIELD)),
]);

static LABEL: Shape =
    Shape::Record(&[("one", Required, &Shape::Text), ("other", Required, &Shape::Text)]);

static ANYTHING: Shape =
    Shape::ScalarOr(&Shape::OneOrMany(&Shape::ScalarOr(&Shape::Map(&ANYTHING))));

static FIELD: Shape = Shape::ScalarOr(&FIELD_KEYS);

static FIELD_KEYS: Shape = Shape::Record(&[
    ("type", Required, &Shape::Text),
    ("help", Free, &Shape::Text),
    ("many", Free, &Shape::Bool),
    ("required", Free, &Shape::Bool),
    ("min", Free, &Shape::Integer),
    ("max", Free, &Shape::Integer),
    ("unique", Free, &Shape::Bool),
    ("max_words", Free, &Shape::Integer),
    ("default", Free, &Shape::Scalar),
    ("past", Free, &Shape::Bool),
    ("review", Free, &Shape::Integer),
    ("order", Free, &Shape::OneOrMany(&Shape::Text)),
    ("to", Free, &Shape::OneOrMany(&Shape::Text)),
    (
        "inverse",
        Free,
        &Shape::ScalarOr(&Shape::Record(&[
            ("name", Required, &Shape::Text),
            ("min", Free, &Shape::Integer),
        ])),
    ),
    ("of", Free, &Shape::Map(&Shape::Optional(&CHOICE_VALUE))),
    ("fields", Free, &Shape::Map(&FIELD)),
]);

static CHOICE_VALUE: Shape = Shape::Record(&[
    ("label", Free, &Shape::Text),
    ("tone", Free, &Shape::Text),
    ("icon", Free, &Shape::Text),
    ("help", Free, &Shape::Text),
]);

/// The most fields of all kinds together, with the named types laid out wherever they are used.
const MAX_FIELDS: usize = 20_000;

const BUILT_IN: [&str; 10] =
    ["string", "text", "markdown", "integer", "bool", "date", "url", "choice", "ref", "record"];

pub(super) struct Reader<'t> {
    types: Option<&'t Node>,
    pub(super) kinds: &'t [Entry],
    /// The named types and records that are being read, outermost first.
    pub(super) resolving: Vec<String>,
    /// How many fields have been read, those of named types each time anew.
    fields_read: usize,
    pub(super) out: Diagnostics,
}

/// The keys of a field whose meaning is the same for every type.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Plain {
    help: String,
    many: bool,
    required: bool,
    min: Option<i64>,
    max: Option<i64>,
    unique: bool,
    max_words: Option<i64>,
    past: bool,
    review: Option<i64>,
}

impl<'t> Reader<'t> {
    pub(super) fn report(&mut self, code: Code, span: Span, message: String, help: String) {
        self.out.push(Diagnostic::new(code, span, message).label("here").help(help));
    }

    fn kinds(&mut self) -> IndexMap<String, Kind> {
        let mut kinds: IndexMap<String, Kind> = IndexMap::new();
        for entry in self.kinds {
            let kind = self.kind(entry);
            let same = kinds.values().find(|other| other.storage == kind.storage);
            if let Some(other) = same {
                let message = format!("`{}` is stored where `{}` is", kind.name, other.name);
                let help = "give each kind a folder or a file of its own".into();
                self.report(Code::ModelKind, entry.key.span, message, help);
            }
            kinds.insert(kind.name.clone(), kind);
        }
        kinds
    }

    fn kind(&mut self, entry: &Entry) -> Kind {
        let node = &entry.value;
        let name = entry.key.value.clone();
        self.name(&entry.key);
        let storage = match (node.get("folder"), node.get("file")) {
            (Some(folder), None) => Storage::Folder(self.inside_content(folder)),
            (None, Some(file)) => Storage::File(self.inside_content(file)),
            _ => {
                let message = format!("`{name}` needs either `folder:` or `file:`");
                let help = "`folder: points` is a Markdown file for each, `file: events.yaml` one list for all";
                self.report(Code::ModelKind, entry.key.span, message, help.into());
                Storage::Folder(name.clone())
            }
        };
        let address = self.address(node);
        let fields_node = node.get("fields");
        let fields = fields_node.map_or_else(IndexMap::new, |fields| self.fields(fields, true));
        if storage_is_file(&storage) && matches!(address, Address::Page(_)) && fields.is_empty() {
            let message = format!("`{name}` has no fields");
            self.report(Code::ModelKind, entry.key.span, message, "declare `fields:`".into());
        }
        let card = match node.get("card") {
            None => fields
                .get("summary")
                .map(|f| Spanned::new(f.name.clone(), node.span))
                .into_iter()
                .collect(),
            Some(names) => spanned(names.items()),
        };
        let label = node.get("label").map(|label| LABEL.typed::<Label>(label));
        let cited_by = node.get("cited_by").map(|cited_by| {
            let min = cited_by.get("min").and_then(Node::text);
            min.and_then(|min| min.parse().ok()).unwrap_or(0)
        });
        Kind {
            label: label
                .and_then(Result::ok)
                .unwrap_or(Label { one: name.clone(), other: name.clone() }),
            storage,
            address,
            address_span: node.span_of("url"),
            order: order(node, || vec![Spanned::new("title".into(), entry.key.span)]),
            card,
            cited_by_min: cited_by,
            lists: node.get("lists").cloned(),
            fields,
            inverses: IndexMap::new(),
            name,
        }
    }

    fn address(&mut self, node: &Node) -> Address {
        let Some(url) = node.get("url") else {
            return Address::None;
        };
        let written = url.text().unwrap_or_default();
        let (page, fragment) = match written.split_once('#') {
            Some((page, fragment)) => (page, Some(fragment)),
            None => (written, None),
        };
        let sound = page.starts_with('/')
            && page.ends_with('/')
            && !page.contains("//")
            && !page.split('/').any(|part| part == ".." || part == ".")
            && fragment.is_none_or(|fragment| fragment.contains("{id}") && !page.contains("{id}"))
            && written
                .replace("{id}", "")
                .chars()
                .all(|c| !c.is_whitespace() && !"{}%?\\:".contains(c));
        if !sound {
            let message = format!("`{written}` is not an address for a kind");
            let help =
                "write a path such as `/points/{id}/`, or `/timeline/#{id}` for parts of one page";
            self.report(Code::ModelKind, url.span, message, help.into());
        }
        match fragment {
            None => Address::Page(page.into()),
            Some(fragment) => Address::Section { page: page.into(), fragment: fragment.into() },
        }
    }

    fn inside_content(&mut self, node: &Node) -> String {
        let path = node.text().unwrap_or_default();
        let sound = !path.is_empty()
            && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
            && !path.contains(['\\', ':']);
        if !sound {
            let message = format!("`{path}` is not a place inside content/");
            self.report(
                Code::ModelKind,
                node.span,
                message,
                "write a plain name, such as `points`".into(),
            );
        }
        path.to_owned()
    }

    /// `names a thing`: lower-case letters, digits and `_` in a field or type, `-` in a kind.
    fn name(&mut self, key: &Spanned<String>) {
        let sound = key.value.starts_with(|c: char| c.is_ascii_lowercase())
            && key
                .value
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c));
        if !sound {
            let message = format!("`{}` is not a name", key.value);
            let help = "use lower-case letters, digits and `_`, beginning with a letter";
            self.report(Code::ModelName, key.span, message, help.into());
        }
    }

    fn fields(&mut self, node: &Node, of_kind: bool) -> Fields {
        let mut fields = IndexMap::new();
        for entry in node.entries() {
            let name = entry.key.value.as_str();
            self.name(&entry.key);
            let taken = match of_kind {
                true => TAKEN.contains(&name) || GIVEN.contains(&name),
                false => TAKEN_IN_RECORDS.contains(&name),
            };
            if taken {
                let message = format!("`{name}` is taken: planbook gives it itself");
                self.report(Code::ModelName, entry.key.span, message, "choose another name".into());
            }
            if name.contains('-') {
                let message =
                    format!("`{name}` cannot be the name of a field: a template would subtract");
                let help = format!("write `{}`", name.replace('-', "_"));
                self.report(Code::ModelName, entry.key.span, message, help);
            }
            if let Some(field) = self.field(entry) {
                if field.review.is_some() && !of_kind {
                    let message = "`review` is for a date of the page itself".into();
                    let help = "put the date into a field of the kind".into();
                    self.report(Code::ModelType, entry.key.span, message, help);
                }
                self.given_shape(entry, &field);
                fields.insert(name.to_owned(), field);
            }
        }
        fields
    }

    /// The fields that the generator itself uses have one type everywhere.
    fn given_shape(&mut self, entry: &Entry, field: &Field) {
        let (expected, right) = match field.name.as_str() {
            "body" => ("markdown", matches!(field.ty, Type::Markdown) && !field.many),
            "summary" | "short" => ("text", matches!(field.ty, Type::Text) && !field.many),
            "as_of" => ("date", matches!(field.ty, Type::Date) && !field.many),
            "also_known_as" => {
                ("text with `many: true`", matches!(field.ty, Type::Text) && field.many)
            }
            _ => return,
        };
        if !right {
            let message =
                format!("`{}` is used by planbook and must be of type {expected}", field.name);
            let help = "change its type, or choose another name".into();
            self.report(Code::ModelType, entry.key.span, message, help);
        }
    }

    fn field(&mut self, entry: &Entry) -> Option<Field> {
        let depth = self.resolving.len();
        let node = self.layered(&entry.value);
        let field = node.and_then(|node| self.typed_field(&entry.key.value, &node));
        self.resolving.truncate(depth);
        field
    }

    /// The declaration with the named types under it laid out: `{ type: position, many: true }`
    /// is the declaration of `position` with `many` added.
    pub(super) fn layered(&mut self, node: &Node) -> Option<Node> {
        let node = &expanded(node);
        let ty = node.get("type")?;
        let name = ty.text()?;
        if BUILT_IN.contains(&name) {
            return Some(node.clone());
        }
        let types = self.types;
        let Some(base) = types.and_then(|types| types.get(name)) else {
            let named = types.map_or(&[][..], |types| types.entries());
            let known = named.iter().map(|e| e.key.value.as_str()).chain(BUILT_IN);
            let help = did_you_mean(name, known, || format!("the types are {}", one_of(BUILT_IN)));
            self.report(Code::ModelType, ty.span, format!("there is no type `{name}`"), help);
            return None;
        };
        if self.resolving.iter().any(|outer| outer == name) {
            let message = format!("the type `{name}` contains itself");
            let help = format!("it goes round: {} -> {name}", self.resolving.join(" -> "));
            self.report(Code::RecursiveType, ty.span, message, help);
            return None;
        }
        self.resolving.push(name.to_owned());
        let base = self.layered(base)?;
        let mut over = node.clone();
        if let Yaml::Map { entries, .. } = &mut over.value {
            entries.retain(|entry| entry.key.value != "type");
        }
        Some(base.overlaid(&over))
    }

    fn typed_field(&mut self, name: &str, node: &Node) -> Option<Field> {
        self.fields_read += 1;
        if self.fields_read > MAX_FIELDS {
            if self.fields_read == MAX_FIELDS + 1 {
                let message =
                    format!("the types in one another come to more than {MAX_FIELDS} fields");
                let help = "use fewer types inside types".into();
                self.report(Code::ModelType, node.span, message, help);
            }
            return None;
        }
        let plain: Plain = FIELD_KEYS.typed(node).unwrap_or_default();
        let type_name = node.get("type").and_then(Node::text).unwrap_or_default();
        self.fitting_keys(type_name, node, plain.many);
        let ty = match type_name {
            "string" => Type::String,
            "text" => Type::Text,
            "markdown" => Type::Markdown,
            "integer" => Type::Integer,
            "bool" => Type::Bool,
            "url" => Type::Url,
            "date" => Type::Date,
            "choice" => Type::Choice(Arc::new(self.choice(node))),
            "ref" => Type::Ref(self.reference(node)),
            _ => {
                let fields = node.get("fields").map(|fields| self.fields(fields, false));
                Type::Record(Arc::new(fields.unwrap_or_default()))
            }
        };
        let default = node.get("default").and_then(Node::text).map(str::to_owned);
        if let (Type::Choice(choice), Some(value)) = (&ty, &default)
            && !choice.values.contains_key(value)
        {
            let message = format!("the default `{value}` is not one of the values");
            let help =
                format!("the values are {}", one_of(choice.values.keys().map(String::as_str)));
            self.report(Code::ModelChoice, node.span_of("default"), message, help);
        }
        let wrong_default = match (&ty, &default) {
            (Type::Integer, Some(text)) => {
                let number = yaml::integer(text);
                number.is_none_or(|n| {
                    plain.min.is_some_and(|min| n < min) || plain.max.is_some_and(|max| n > max)
                })
            }
            (Type::Bool, Some(text)) => text != "true" && text != "false",
            _ => false,
        };
        if wrong_default {
            let message = format!("the default is not {}", ty.in_words());
            let help = "write a value that the field itself could have".into();
            self.report(Code::ModelType, node.span_of("default"), message, help);
        }
        Some(Field {
            name: name.to_owned(),
            help: plain.help,
            ty,
            many: plain.many,
            required: plain.required || (plain.many && plain.min.unwrap_or(0) > 0),
            min: plain.min,
            max: plain.max,
            unique: plain.unique,
            max_words: plain.max_words.and_then(|max| usize::try_from(max).ok()),
            default,
            past: plain.past,
            review: plain.review,
            order: order(node, Vec::new),
        })
    }

    fn fitting_keys(&mut self, ty: &str, node: &Node, many: bool) {
        for entry in node.entries() {
            let key = entry.key.value.as_str();
            let fits = match key {
                "min" | "max" => many || ty == "integer",
                "unique" => ["string", "text", "integer"].contains(&ty),
                "max_words" => ["text", "markdown"].contains(&ty),
                "default" => ["string", "integer", "bool", "choice"].contains(&ty) && !many,
                "past" | "review" => ty == "date",
                "order" => many && ["ref", "record"].contains(&ty),
                "to" | "inverse" => ty == "ref",
                "of" => ty == "choice",
                "fields" => ty == "record",
                _ => true,
            };
            let counts = ["max_words", "review"].contains(&key);
            if counts && entry.value.text().is_some_and(|text| text.starts_with('-')) {
                let message = format!("`{key}` counts, and cannot be less than zero");
                let help = "write a number from 0".into();
                self.report(Code::OutOfRange, entry.value.span, message, help);
            }
            if !fits {
                let message = format!("`{key}` does not fit a field of type `{ty}`");
                let help = match key {
                    "min" | "max" | "order" => "it is for lists: add `many: true`, or take it away",
                    _ => "take it away, or change the type",
                };
                self.report(Code::ModelType, entry.key.span, message, help.into());
            }
        }
    }

    fn choice(&mut self, node: &Node) -> Choice {
        let entries = node.get("of").map_or(&[][..], |of| of.entries());
        if entries.is_empty() {
            let message = "a choice needs its values".into();
            let help = "list them: `of: { yes: { label: Yes } }`".into();
            self.report(Code::ModelChoice, node.span, message, help);
        }
        let value = |entry: &Entry| {
            let mut value: ChoiceValue = match entry.value.value {
                Yaml::Null => ChoiceValue::default(),
                _ => CHOICE_VALUE.typed(&entry.value).unwrap_or_default(),
            };
            if value.label.is_empty() {
                value.label = entry.key.value.clone();
            }
            (entry.key.value.clone(), value)
        };
        Choice { values: entries.iter().map(value).collect() }
    }

    fn reference(&mut self, node: &Node) -> RefType {
        let mut to = Vec::new();
        let targets = node.get("to");
        if targets.is_none() {
            let message = "a reference needs `to:`".into();
            let help = "name the kind it leads to: `to: actor`, or several: `to: [point, actor]`";
            self.report(Code::ModelType, node.span, message, help.into());
        }
        for target in one_or_many(targets) {
            let written = target.text().unwrap_or_default();
            match self.kinds.iter().position(|kind| kind.key.value == written) {
                Some(index) => to.push(KindId(index)),
                None => {
                    let known = self.kinds.iter().map(|kind| kind.key.value.as_str());
                    let help = did_you_mean(written, known, || {
                        "name one of the kinds of this model".into()
                    });
                    self.report(
                        Code::ModelKind,
                        target.span,
                        format!("there is no kind `{written}`"),
                        help,
                    );
                }
            }
        }
        let citable = |kind: &KindId| self.kinds[kind.0].value.get("cited_by").is_some();
        if to.iter().any(citable) && !to.iter().all(citable) {
            let message = "a reference leads to sources or to other things, not to both".into();
            let help = "make two fields of it: a reference to a citable kind is a citation".into();
            self.report(Code::ModelType, node.span_of("to"), message, help);
        }
        RefType { to, inverse: inverse_name(node).map(|name| name.value) }
    }
}

fn storage_is_file(storage: &Storage) -> bool {
    matches!(storage, Storage::File(_))
}

/// `text` is short for `{ type: text }`.
fn expanded(node: &Node) -> Node {
    let Yaml::Scalar(scalar) = &node.value else {
        return node.clone();
    };
    let ty = Node {
        value: Yaml::Scalar(Scalar { text: scalar.text.clone(), plain: true }),
        span: node.span,
        comment: None,
    };
    let key = Spanned::new("type".to_owned(), node.span);
    let entries = vec![Entry { key, value: ty }];
    Node { value: Yaml::Map { entries, flow: true }, span: node.span, comment: None }
}

pub(super) fn inverse_name(node: &Node) -> Option<Spanned<String>> {
    let inverse = node.get("inverse")?;
    let name = inverse.get("name").unwrap_or(inverse);
    Some(Spanned::new(name.text()?.to_owned(), name.span))
}

fn one_or_many(node: Option<&Node>) -> &[Node] {
    match node {
        Some(node) if node.items().is_empty() => std::slice::from_ref(node),
        Some(node) => node.items(),
        None => &[],
    }
}

fn order(node: &Node, default: impl FnOnce() -> Vec<Spanned<String>>) -> Vec<Spanned<String>> {
    let Some(order) = node.get("order") else {
        return default();
    };
    spanned(one_or_many(Some(order)))
}

fn spanned(nodes: &[Node]) -> Vec<Spanned<String>> {
    let text = |node: &Node| Spanned::new(node.text().unwrap_or_default().to_owned(), node.span);
    nodes.iter().map(text).collect()
}
