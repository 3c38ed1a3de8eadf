//! Inverses and cards: what one kind sees of another, once all kinds have been read.

use super::read::{Reader, inverse_name};
use super::*;
use crate::diagnostic::{Code, did_you_mean};

impl Reader<'_> {
    /// Enters every inverse on the kinds it is seen from.
    pub(super) fn inverses(&mut self, model: &mut Model) {
        for kind_entry in self.kinds {
            let Some(kind) = model.kind_named(&kind_entry.key.value) else {
                continue;
            };
            let declared = kind_entry.value.get("fields").map_or(&[][..], |f| f.entries());
            let fields = model.kind(kind).fields.clone();
            for (index, field) in fields.values().enumerate() {
                let entry = declared.iter().find(|e| e.key.value == field.name);
                let Some(node) = entry.and_then(|e| self.silently_layered(&e.value)) else {
                    continue;
                };
                let feed = |of_record| Feed { kind, field: index, of_record };
                match &field.ty {
                    Type::Ref(ty) => self.inverse(model, ty, &node, feed(None)),
                    Type::Record(inner) => {
                        let inner_nodes = node.get("fields").map_or(&[][..], |f| f.entries());
                        for (inner_index, inner_field) in inner.values().enumerate() {
                            let entry =
                                inner_nodes.iter().find(|e| e.key.value == inner_field.name);
                            let Some(node) = entry.and_then(|e| self.silently_layered(&e.value))
                            else {
                                continue;
                            };
                            match &inner_field.ty {
                                Type::Ref(ty) => {
                                    self.inverse(model, ty, &node, feed(Some(inner_index)))
                                }
                                Type::Record(_) => self.no_inverse_inside(&node),
                                _ => {}
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn inverse(&mut self, model: &mut Model, ty: &RefType, node: &Node, feed: Feed) {
        let Some(name) = inverse_name(node) else {
            return;
        };
        let declared = node.get("inverse");
        let min = declared
            .and_then(|inverse| inverse.get("min"))
            .and_then(Node::text)
            .and_then(|min| min.parse().ok());
        for target in &ty.to {
            let kind = &mut model.kinds[target.0];
            let taken =
                TAKEN.contains(&name.value.as_str()) || GIVEN.contains(&name.value.as_str());
            if kind.fields.contains_key(&name.value) || taken {
                let message = match taken {
                    true => format!("`{}` is taken: planbook gives it itself", name.value),
                    false => format!("`{}` already has a field `{}`", kind.name, name.value),
                };
                let help = "give the inverse another name".into();
                self.report(Code::InverseName, name.span, message, help);
                continue;
            }
            let statements = feed.of_record.is_some();
            let inverse = kind.inverses.entry(name.value.clone()).or_default();
            if inverse.feeds.is_empty() {
                inverse.statements = statements;
            } else if inverse.statements != statements {
                let message = format!("`{}` is fed by plain references and by records", name.value);
                let help = "use one name for each sort".into();
                self.report(Code::InverseMixed, name.span, message, help);
            }
            if let Some(min) = min {
                inverse.min = inverse.min.max(min);
                inverse.span = Some(name.span);
            }
            inverse.feeds.push(feed);
        }
    }

    pub(super) fn cards(&mut self, model: &Model) {
        for kind in model.kinds.values() {
            for name in &kind.card {
                let known = kind.fields.keys().chain(kind.inverses.keys()).map(String::as_str);
                if !known.clone().any(|known| known == name.value) {
                    let message =
                        format!("`{}` has no `{}` to show on a card", kind.name, name.value);
                    let help = did_you_mean(&name.value, known, || {
                        "name fields or inverses of this kind".into()
                    });
                    self.report(Code::ModelKind, name.span, message, help);
                }
            }
        }
    }

    fn no_inverse_inside(&mut self, node: &Node) {
        for entry in node.get("fields").map_or(&[][..], |fields| fields.entries()) {
            let Some(inner) = self.silently_layered(&entry.value) else {
                continue;
            };
            if let Some(name) = inverse_name(&inner) {
                let message = "an inverse stands on a reference in a record in a record".into();
                let help =
                    "put the reference in a field, or in a record directly in a field".into();
                self.report(Code::InverseTooDeep, name.span, message, help);
            }
            self.no_inverse_inside(&inner);
        }
    }

    /// What has been judged once is not judged again.
    fn silently_layered(&mut self, node: &Node) -> Option<Node> {
        let said = self.out.len();
        let layered = self.layered(node);
        self.resolving.clear();
        self.out.truncate(said);
        layered
    }
}
