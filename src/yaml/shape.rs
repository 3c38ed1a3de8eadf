//! Trees against the shapes that Rust knows, and the mistakes that every judge of a tree names.

use serde::de::DeserializeOwned;

use super::{Entry, Node, Yaml};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::source::{Span, Spanned};

/// What a tree must look like where Rust knows it: site.yaml, and what model.yaml is made of.
pub enum Shape {
    Text,
    Integer,
    Bool,
    /// Any single value.
    Scalar,
    List(&'static Shape),
    /// One, or a list of them.
    OneOrMany(&'static Shape),
    /// Either of two: the first for a single value.
    ScalarOr(&'static Shape),
    /// Any keys.
    Map(&'static Shape),
    /// These keys, some of them required.
    Record(&'static [(&'static str, Need, &'static Shape)]),
    /// Nothing at all or this.
    Optional(&'static Shape),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Required,
    Free,
}

impl Shape {
    /// Every place where `node` is not of this shape.
    pub fn judge(&self, node: &Node, out: &mut Diagnostics) {
        let wrong = |expected: &str| wrong_type(node, expected);
        match (self, &node.value) {
            (Shape::Optional(_), Yaml::Null) | (_, Yaml::Refused) => {}
            (Shape::Optional(shape), _) => shape.judge(node, out),
            (_, Yaml::Null) => out.push(empty(node)),
            (Shape::Text | Shape::Scalar, Yaml::Scalar(_)) => {}
            (Shape::Text, _) => out.push(wrong("one line of text")),
            (Shape::Scalar, _) => out.push(wrong("a single value")),
            (Shape::Integer, Yaml::Scalar(scalar)) if integer(&scalar.text).is_some() => {}
            (Shape::Integer, _) => out.push(wrong("a whole number")),
            (Shape::Bool, Yaml::Scalar(s)) if s.text == "true" || s.text == "false" => {}
            (Shape::Bool, _) => out.push(wrong("`true` or `false`")),
            (Shape::List(shape) | Shape::OneOrMany(shape), Yaml::List(items)) => {
                items.iter().for_each(|item| shape.judge(item, out));
            }
            (Shape::List(_), _) => out.push(wrong("a list")),
            (Shape::OneOrMany(shape), _) => shape.judge(node, out),
            (Shape::ScalarOr(_), Yaml::Scalar(_)) => {}
            (Shape::ScalarOr(shape), _) => shape.judge(node, out),
            (Shape::Map(shape), Yaml::Map { entries, .. }) => {
                entries.iter().for_each(|e| shape.judge(&e.value, out));
            }
            (Shape::Record(keys), Yaml::Map { entries, .. }) => {
                let names = || keys.iter().map(|(name, ..)| *name);
                let mut meant: Vec<&str> = Vec::new();
                for entry in entries {
                    match keys.iter().find(|(name, ..)| *name == entry.key.value) {
                        Some((_, _, shape)) => shape.judge(&entry.value, out),
                        None => {
                            meant.extend(crate::diagnostic::nearest(&entry.key.value, names()));
                            out.push(unknown_key(&entry.key, names(), names()));
                        }
                    }
                }
                for (name, need, _) in *keys {
                    let there = node.get(name).is_some() || meant.contains(name);
                    if *need == Need::Required && !there {
                        out.push(missing_key(node, name));
                    }
                }
            }
            (Shape::Map(_) | Shape::Record(_), _) => out.push(wrong("`key: value` lines")),
        }
    }

    /// A typed value of a tree of this shape, made by serde.
    ///
    /// # Errors
    /// serde's words, for a tree that was not judged or was found wanting.
    pub fn typed<T: DeserializeOwned>(&self, node: &Node) -> Result<T, String> {
        serde_yaml::from_value(self.value(node)).map_err(|error| error.to_string())
    }

    /// Where the shape asks for text, `2026` and `true` are text.
    fn value(&self, node: &Node) -> serde_yaml::Value {
        use serde_yaml::Value;
        let text = || node.text().map_or(Value::Null, |text| Value::String(text.to_owned()));
        match (self, &node.value) {
            (_, Yaml::Null | Yaml::Refused) => Value::Null,
            (Shape::Integer, _) => node.text().and_then(integer).map_or(text(), Value::from),
            (Shape::Bool, _) => {
                node.text().and_then(|t| t.parse().ok()).map_or(text(), Value::Bool)
            }
            (Shape::List(shape) | Shape::OneOrMany(shape), Yaml::List(items)) => {
                Value::Sequence(items.iter().map(|item| shape.value(item)).collect())
            }
            (Shape::Optional(shape) | Shape::ScalarOr(shape) | Shape::OneOrMany(shape), _) => {
                shape.value(node)
            }
            (Shape::Map(shape), Yaml::Map { entries, .. }) => mapping(entries, |_| Some(shape)),
            (Shape::Record(keys), Yaml::Map { entries, .. }) => mapping(entries, |name| {
                keys.iter().find(|(key, ..)| *key == name).map(|(_, _, shape)| *shape)
            }),
            _ => text(),
        }
    }
}

fn mapping<'s>(entries: &[Entry], shape: impl Fn(&str) -> Option<&'s Shape>) -> serde_yaml::Value {
    let pair = |entry: &Entry| {
        let shape = shape(&entry.key.value)?;
        Some((entry.key.value.clone().into(), shape.value(&entry.value)))
    };
    serde_yaml::Value::Mapping(entries.iter().filter_map(pair).collect())
}

/// A whole number without a zero in front, which some would read as octal.
pub fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits == "0" || !digits.starts_with('0');
    let digits_alone = digits.bytes().all(|b| b.is_ascii_digit());
    (plain && digits_alone).then(|| text.parse().ok()).flatten()
}

pub fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    let found = node.text().map_or(node.what().to_owned(), |text| format!("`{text}`"));
    let message = format!("expected {expected}, found {found}");
    Diagnostic::new(Code::WrongType, node.span, message)
        .label(format!("this should be {expected}"))
        .help(format!("write {expected} here"))
}

pub fn empty(node: &Node) -> Diagnostic {
    match node.comment {
        Some(comment) => cut_short(comment),
        None => {
            let (message, label) = match node.value {
                Yaml::Null => ("there is no value here", "nothing follows"),
                _ => ("the text is empty", "nothing between the quotation marks"),
            };
            Diagnostic::new(Code::Empty, node.span, message)
                .label(label)
                .help("give it a value, or take the key away")
        }
    }
}

/// YAML takes `#` behind a blank as the start of a comment.
pub fn cut_short(comment: Span) -> Diagnostic {
    Diagnostic::new(Code::CutShort, comment, "YAML leaves this out: a `#` begins a comment")
        .label("not part of the value")
        .help("if it belongs to the value, put the whole value in quotation marks; if it is a comment, give it a line of its own")
}

/// `free` are the keys that may be meant, `known` all that there are.
pub fn unknown_key<'a>(
    key: &Spanned<String>,
    free: impl IntoIterator<Item = &'a str>,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let help = did_you_mean(&key.value, free, || {
        let names: Vec<&str> = known.into_iter().collect();
        format!("known keys here: {}", names.join(", "))
    });
    let message = format!("there is no key `{}` here", key.value);
    Diagnostic::new(Code::UnknownKey, key.span, message).label("unknown key").help(help)
}

pub fn missing_key(node: &Node, name: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingField, node.span, format!("`{name}` is missing"))
        .label(format!("has no `{name}`"))
        .help(format!("add a line `{name}: …`"))
}
