//! Trees against the shapes that Rust knows, and the mistakes that every judge of a tree names.

use super::{Node, Yaml};
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
            (Shape::Optional(_), Yaml::Null) => {}
            (Shape::Optional(shape), _) => shape.judge(node, out),
            (_, Yaml::Null) => out.push(empty(node)),
            (Shape::Text | Shape::Scalar, Yaml::Scalar(_)) => {}
            (Shape::Text, _) => out.push(wrong("one line of text")),
            (Shape::Scalar, _) => out.push(wrong("a single value")),
            (Shape::Integer, Yaml::Scalar(scalar)) if scalar.text.parse::<i64>().is_ok() => {}
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
                            out.push(unknown_key(&entry.key, names()));
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
}

pub fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    let message = format!("expected {expected}, found {}", node.what());
    Diagnostic::new(Code::WrongType, node.span, message)
        .label(format!("this should be {expected}"))
        .help(format!("write {expected} here"))
}

pub fn empty(node: &Node) -> Diagnostic {
    match node.comment {
        Some(comment) => cut_short(comment),
        None => Diagnostic::new(Code::Empty, node.span, "there is no value here")
            .label("nothing follows")
            .help("give it a value, or take the key away"),
    }
}

/// YAML takes `#` behind a blank as the start of a comment.
pub fn cut_short(comment: Span) -> Diagnostic {
    Diagnostic::new(Code::CutShort, comment, "YAML leaves this out: a `#` begins a comment")
        .label("not part of the value")
        .help("if it belongs to the value, put the whole value in quotation marks; if it is a comment, give it a line of its own")
}

pub fn unknown_key<'a>(
    key: &Spanned<String>,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let help = did_you_mean(&key.value, known.clone(), || {
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
