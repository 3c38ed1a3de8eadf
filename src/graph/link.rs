//! References as written -> entities, once; and every tie entered at both of its ends.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::path::{self, Path};
use super::*;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, one_of, with_article};
use crate::model::Storage;
use crate::reference::{Reference, Sort, Written};
use crate::source::{FileId, Sources, Span};

/// A graph, and what a site's own settings refer to.
pub struct Linked<'a> {
    pub graph: Graph<'a>,
    pub nav: Vec<EntityId>,
    pub search: Option<EntityId>,
    pub footer: Vec<EntityId>,
}

/// Links all documents. With `drafts`, what is marked as a draft counts like the rest.
pub fn link<'a>(
    sources: &Sources,
    model: &'a Model,
    config: Option<&Config>,
    documents: &[&'a Document],
    unknown_kinds: &BTreeSet<KindId>,
    drafts: bool,
    out: &mut Diagnostics,
) -> Linked<'a> {
    let mut documents: Vec<&Document> = documents.to_vec();
    // The sort is stable, so entities of one kind keep the order of their files.
    documents.sort_by_key(|document| document.kind);
    let hidden = |document: &Document| document.draft.is_some() && !drafts;
    let (hidden, documents): (Vec<_>, Vec<_>) = documents.into_iter().partition(|d| hidden(d));
    let names = Names::new(sources, model, &documents, &hidden, unknown_kinds);
    let entities = documents
        .iter()
        .map(|document| Entity {
            document,
            url: model.kind(document.kind).url(&document.id),
            targets: document.refs.iter().map(|r| names.resolve(r, out)).collect(),
            told: BTreeMap::new(),
            cited_by: Vec::new(),
            cites: Vec::new(),
            mentioned_by: Vec::new(),
        })
        .collect();
    let mut graph = Graph {
        model,
        entities,
        by_kind: vec![Vec::new(); model.kinds.len()],
        rank: (0..documents.len()).collect(),
    };
    for id in graph.ids() {
        let kind = graph.document(id).kind;
        graph.by_kind[kind.0].push(id);
    }
    rank(&mut graph);
    tie(&mut graph);
    let pages: Vec<KindId> = model.kind_ids().filter(|k| model.kind(*k).has_pages()).collect();
    let mut named = |name: &crate::source::Spanned<String>| {
        let reference = Reference {
            span: name.span,
            written: Written::id(&name.value),
            sort: Sort::Field(pages.clone()),
        };
        names.resolve(&reference, out)
    };
    Linked {
        nav: config.iter().flat_map(|c| &c.nav).filter_map(&mut named).collect(),
        search: config.and_then(|c| c.search.as_ref()).and_then(&mut named),
        footer: config.iter().flat_map(|c| &c.footer).filter_map(&mut named).collect(),
        graph,
    }
}

/// Which names there are, and what they stand for.
struct Names<'a> {
    model: &'a Model,
    by_id: BTreeMap<&'a str, Vec<(KindId, EntityId)>>,
    by_file: BTreeMap<&'a str, EntityId>,
    hidden: BTreeMap<(KindId, &'a str), Span>,
    /// By file, the name of each draft and where it is marked as one.
    hidden_files: BTreeMap<FileId, (&'a str, Span)>,
    unknown_kinds: &'a BTreeSet<KindId>,
    sources: &'a Sources,
}

impl<'a> Names<'a> {
    fn new(
        sources: &'a Sources,
        model: &'a Model,
        documents: &[&'a Document],
        hidden: &[&'a Document],
        unknown_kinds: &'a BTreeSet<KindId>,
    ) -> Self {
        let mut names = Names {
            model,
            by_id: BTreeMap::new(),
            by_file: BTreeMap::new(),
            hidden: hidden
                .iter()
                .map(|d| ((d.kind, d.id.as_str()), d.draft.unwrap_or(d.place)))
                .collect(),
            hidden_files: hidden
                .iter()
                .map(|d| (d.place.file, (d.id.as_str(), d.draft.unwrap_or(d.place))))
                .collect(),
            unknown_kinds,
            sources,
        };
        for (index, document) in documents.iter().enumerate() {
            let id = EntityId(index);
            let same = names.by_id.entry(&document.id).or_default();
            same.push((document.kind, id));
            if let Storage::Folder(_) = model.kind(document.kind).storage {
                let path = &sources.get(document.place.file).path;
                names.by_file.insert(path, id);
            }
        }
        names
    }

    fn resolve(&self, reference: &Reference, out: &mut Diagnostics) -> Option<EntityId> {
        let allowed: Vec<KindId> = match &reference.sort {
            Sort::Field(kinds) => kinds.clone(),
            Sort::Mention => self.model.kind_ids().collect(),
            Sort::Citation => self.model.kind_ids().filter(|k| self.model.citable(*k)).collect(),
        };
        let found = match &reference.written {
            Written::File(path) => self.file(reference, path),
            Written::Id { kind: None, id } => self.id(reference, id, &allowed),
            Written::Id { kind: Some(kind), id } => match self.model.kind_named(kind) {
                Some(kind) if allowed.contains(&kind) => self.id(reference, id, &[kind]),
                Some(kind) => Err(self.wrong_kind(reference, id, &[kind], &allowed)),
                None => {
                    let known = self.model.kinds.keys().map(String::as_str);
                    let help = did_you_mean(kind, known.clone(), || {
                        format!("the kinds are {}", one_of(known))
                    });
                    let message = format!("there is no kind `{kind}`");
                    Err(Some(unknown(reference, message, "unknown kind", help)))
                }
            },
        };
        match found {
            Ok(id) => Some(id),
            Err(diagnostic) => {
                out.extend(diagnostic);
                None
            }
        }
    }

    /// An error of `None` is one that cannot be judged.
    fn id(
        &self,
        reference: &Reference,
        id: &str,
        allowed: &[KindId],
    ) -> Result<EntityId, Option<Diagnostic>> {
        let all = self.by_id.get(id).map_or(&[][..], |all| all);
        let mut fitting = all.iter().filter(|(kind, _)| allowed.contains(kind));
        match (fitting.next(), fitting.next()) {
            (Some((_, only)), None) => return Ok(*only),
            (Some(_), Some(_)) => return Err(Some(self.ambiguous(reference, id, allowed))),
            (None, _) => {}
        }
        if allowed.iter().any(|kind| self.unknown_kinds.contains(kind)) {
            return Err(None);
        }
        let draft = allowed.iter().find_map(|kind| self.hidden.get(&(*kind, id)));
        if let Some(place) = draft {
            return Err(Some(draft_reference(reference, id, *place)));
        }
        if !all.is_empty() {
            let kinds: Vec<KindId> = all.iter().map(|(kind, _)| *kind).collect();
            return Err(self.wrong_kind(reference, id, &kinds, allowed));
        }
        let message = match &reference.sort {
            Sort::Mention if allowed.len() > 1 => format!("there is nothing called `{id}`"),
            _ => format!("there is no {} `{id}`", self.in_words(allowed)),
        };
        let label = match allowed {
            [kind] => match &self.model.kind(*kind).storage {
                Storage::Folder(folder) => format!("no page `content/{folder}/{id}.md`"),
                Storage::File(file) => format!("no entry `{id}:` in `content/{file}`"),
            },
            _ => "nothing has this id".into(),
        };
        let fits =
            |all: &&Vec<(KindId, EntityId)>| all.iter().any(|(kind, _)| allowed.contains(kind));
        let known = self.by_id.iter().filter(|(_, all)| fits(all)).map(|(id, _)| *id);
        let help =
            did_you_mean(id, known, || "write the id of something that exists, or add it".into());
        Err(Some(unknown(reference, message, &label, help)))
    }

    fn file(&self, reference: &Reference, path: &str) -> Result<EntityId, Option<Diagnostic>> {
        if let Some(id) = self.by_file.get(path) {
            return Ok(*id);
        }
        let hidden = self.sources.find(path).and_then(|file| self.hidden_files.get(&file));
        if let Some((id, place)) = hidden {
            return Err(Some(draft_reference(reference, id, *place)));
        }
        let message = format!("there is no file `{path}`");
        let known = self.by_file.keys().copied();
        let help = did_you_mean(path, known, || {
            "write the path from this file: `../actors/hamas.md`".into()
        });
        Err(Some(unknown(reference, message, "no such file", help)))
    }

    fn wrong_kind(
        &self,
        reference: &Reference,
        id: &str,
        is: &[KindId],
        allowed: &[KindId],
    ) -> Option<Diagnostic> {
        let wanted = with_article(&self.in_words(allowed));
        let is = with_article(&self.in_words(is));
        let message = format!("`{id}` is {is}, and {wanted} is wanted here");
        let code = Code::WrongKind;
        let help = match reference.sort {
            Sort::Citation => "`[@…]` is for sources; link to it with `[[…]]`".into(),
            _ => format!("write the id of {wanted}"),
        };
        Some(Diagnostic::new(code, reference.span, message).label("of another kind").help(help))
    }

    fn ambiguous(&self, reference: &Reference, id: &str, allowed: &[KindId]) -> Diagnostic {
        let all = &self.by_id[id];
        let kinds = all.iter().filter(|(kind, _)| allowed.contains(kind));
        let full: Vec<String> =
            kinds.map(|(kind, _)| format!("{}:{id}", self.model.kind(*kind).name)).collect();
        let choices = one_of(full.iter().map(String::as_str));
        Diagnostic::new(
            Code::AmbiguousReference,
            reference.span,
            format!("`{id}` fits several things"),
        )
        .label("which one?")
        .help(format!("write {choices}"))
    }

    fn in_words(&self, kinds: &[KindId]) -> String {
        let labels: Vec<String> =
            kinds.iter().map(|kind| self.model.kind(*kind).label.one.to_lowercase()).collect();
        match labels.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
            None => "thing".into(),
        }
    }
}

fn unknown(reference: &Reference, message: String, label: &str, help: String) -> Diagnostic {
    Diagnostic::new(Code::UnknownReference, reference.span, message).label(label).help(help)
}

fn draft_reference(reference: &Reference, id: &str, place: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DraftReference,
        reference.span,
        format!("`{id}` is a draft and is not published"),
    )
    .label("leads to a draft")
    .other(place, "marked as a draft")
    .help("take the reference away until the draft is published, or build with `--drafts`")
}

/// Sorts each kind as it declares. Until its turn comes, a kind stands in the order of titles.
fn rank(graph: &mut Graph) {
    let model = graph.model;
    for kind in model.kind_ids() {
        let mut ids = std::mem::take(&mut graph.by_kind[kind.0]);
        ids.sort_by_cached_key(|id| path::title_key(graph.title(*id)));
        graph.by_kind[kind.0] = ids;
    }
    number(graph);
    for kind in model.kind_ids() {
        let keys: Vec<path::SortKey> =
            model.kind(kind).order.iter().map(|key| path::SortKey::of(&key.value)).collect();
        let mut ids = std::mem::take(&mut graph.by_kind[kind.0]);
        let key = |id: &EntityId| {
            keys.iter().map(|key| key.of_item(graph, path::Item::Entity(*id))).collect::<Vec<_>>()
        };
        ids.sort_by_cached_key(key);
        graph.by_kind[kind.0] = ids;
        number(graph);
    }
}

fn number(graph: &mut Graph) {
    let ordered = graph.by_kind.iter().flatten();
    for (place, id) in ordered.enumerate() {
        graph.rank[id.0] = place;
    }
}

/// Enters every tie at its other end, in the order in which owners stand.
fn tie(graph: &mut Graph) {
    let owners: Vec<EntityId> = graph.by_kind.iter().flatten().copied().collect();
    for owner in owners {
        told(graph, owner);
        cited(graph, owner);
        mentioned(graph, owner);
    }
    for index in 0..graph.entities.len() {
        let mut cites = std::mem::take(&mut graph.entities[index].cites);
        cites.sort_by_key(|id| graph.rank(*id));
        graph.entities[index].cites = cites;
    }
}

fn told(graph: &mut Graph, owner: EntityId) {
    let kind = graph.kind_of(owner);
    for (index, field) in kind.fields.values().enumerate() {
        if let Type::Ref(ty) = &field.ty
            && let Some(name) = &ty.inverse
        {
            let path = Path::of(&field.name);
            for target in path.entities(graph, path::Item::Entity(owner)) {
                let told = graph.entities[target.0].told.entry(name).or_default();
                let there = |told: &Told| matches!(told, Told::Card(id) if *id == owner);
                if !told.iter().any(there) {
                    told.push(Told::Card(owner));
                }
            }
        }
        let Type::Record(inner) = &field.ty else {
            continue;
        };
        for record in graph.records(owner, index) {
            let mut told: Vec<(&str, EntityId)> = Vec::new();
            for inner_field in inner.values() {
                if let Type::Ref(ty) = &inner_field.ty
                    && let Some(name) = &ty.inverse
                {
                    let targets =
                        Path::of(&inner_field.name).entities(graph, path::Item::Record(record));
                    told.extend(targets.into_iter().map(|target| (name.as_str(), target)));
                }
            }
            // A record that names one thing twice is one statement about it.
            told.sort();
            told.dedup();
            for (name, target) in told {
                let told = graph.entities[target.0].told.entry(name).or_default();
                told.push(Told::Statement(record));
            }
        }
    }
}

fn cited(graph: &mut Graph, owner: EntityId) {
    for index in 0..graph.entities[owner.0].targets.len() {
        let Some(target) = graph.entities[owner.0].targets[index] else {
            continue;
        };
        if !graph.model.citable(graph.document(target).kind) {
            continue;
        }
        if !graph.entities[owner.0].cites.contains(&target) {
            graph.entities[owner.0].cites.push(target);
            graph.entities[target.0].cited_by.push(owner);
        }
    }
}

fn mentioned(graph: &mut Graph, owner: EntityId) {
    let document = graph.document(owner);
    let mut found: Vec<(EntityId, String)> = Vec::new();
    walk(&graph.kind_of(owner).fields, &document.record, &mut |_, value| {
        let (Data::Text(body) | Data::Markdown(body)) = &value.data else {
            return;
        };
        let mut words = String::new();
        let mut links: Vec<(usize, EntityId)> = Vec::new();
        for piece in &body.plain {
            match piece {
                Piece::Text(text) => words.push_str(text),
                Piece::Slot(slot) => match &body.slots[*slot] {
                    Slot::LinkStart(index, _) => {
                        links.extend(graph.target(owner, *index).map(|e| (words.len(), e)))
                    }
                    Slot::Title(index) => {
                        words.push_str(graph.target(owner, *index).map_or("", |e| graph.title(e)))
                    }
                    _ => {}
                },
            }
        }
        for (at, target) in links {
            if target != owner {
                found.push((target, sentence_at(&words, at)));
            }
        }
    });
    for (target, sentence) in found {
        let mentions = &mut graph.entities[target.0].mentioned_by;
        // The first sentence of a page stands for the page.
        if mentions.last().is_none_or(|mention| mention.from != owner) {
            mentions.push(Mention { from: owner, sentence });
        }
    }
}

/// The sentence (UAX #29) of the block of text that holds byte `at`.
fn sentence_at(words: &str, at: usize) -> String {
    let start = words[..at].rfind('\n').map_or(0, |n| n + 1);
    let end = words[at..].find('\n').map_or(words.len(), |n| at + n);
    let block = &words[start..end];
    let holds = |(offset, sentence): &(usize, &str)| {
        (*offset..offset + sentence.len().max(1)).contains(&(at - start))
    };
    let sentence = block.split_sentence_bound_indices().find(holds);
    sentence.map_or(block, |(_, sentence)| sentence).trim().to_owned()
}
