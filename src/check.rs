//! Judgements on a whole [`Graph`]: what must be unique, told, cited, past, and where two things
//! claim one address.

use std::collections::{BTreeMap, BTreeSet};

use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, with_article};
use crate::document::{Data, Document};
use crate::graph::{EntityId, Graph, walk};
use crate::model::{Address, KindId, Storage};
use crate::source::Span;

/// Files that may lack something they would have supplied.
pub struct Doubt<'a> {
    pub documents: &'a [&'a Document],
    pub unknown_kinds: &'a BTreeSet<KindId>,
}

impl Doubt<'_> {
    /// A file of this kind has an error, so what is missing may only be unreadable or misspelt.
    fn about(&self, graph: &Graph, kind: KindId) -> bool {
        let broken = |document: &&Document| document.kind == kind && !document.sound;
        self.unknown_kinds.contains(&kind)
            || self.documents.iter().any(broken)
            || graph.of_kind(kind).iter().any(|id| graph.unresolved(*id))
    }
}

pub fn check(graph: &Graph, as_of: Option<Date>, doubt: &Doubt) -> Diagnostics {
    let mut out = Vec::new();
    unique(graph, &mut out);
    inverses(graph, doubt, &mut out);
    cited(graph, doubt, &mut out);
    past(graph, as_of, &mut out);
    addresses(graph, &mut out);
    homes(graph, &mut out);
    out
}

fn unique(graph: &Graph, out: &mut Diagnostics) {
    let mut first: BTreeMap<(KindId, &str, String), Span> = BTreeMap::new();
    for id in graph.ids() {
        let document = graph.document(id);
        let kind = graph.kind_of(id);
        walk(&kind.fields, &document.record, &mut |field, value| {
            if !field.unique {
                return;
            }
            let text = match &value.data {
                Data::String(text) | Data::Url(text) => text.clone(),
                Data::Integer(number) => number.to_string(),
                Data::Text(body) => graph.plain(id, body),
                _ => return,
            };
            let key = (document.kind, field.name.as_str(), text.clone());
            match first.get(&key) {
                None => {
                    first.insert(key, value.span);
                }
                Some(earlier) => {
                    let message =
                        format!("`{}` must be unique, and `{text}` stands twice", field.name);
                    let twice = Diagnostic::new(Code::NotUnique, value.span, message)
                        .label("again here")
                        .other(*earlier, "first here")
                        .help("change one of the two");
                    out.push(twice);
                }
            }
        });
    }
}

fn inverses(graph: &Graph, doubt: &Doubt, out: &mut Diagnostics) {
    for id in graph.ids() {
        let kind = graph.kind_of(id);
        for (name, inverse) in &kind.inverses {
            let told = graph.entity(id).told.get(name.as_str()).map_or(0, Vec::len);
            let doubtful = inverse.feeds.iter().any(|feed| doubt.about(graph, feed.kind));
            if told >= inverse.min || doubtful {
                continue;
            }
            let feeds = inverse.feeds.iter().map(|feed| {
                let from = graph.model.kind(feed.kind);
                let owner = with_article(&from.label.one.to_lowercase());
                format!("`{}` of {owner}", from.fields[feed.field].name)
            });
            let feeds: Vec<String> = feeds.collect();
            let (id, place) = (&graph.document(id).id, graph.document(id).place);
            let message = match told {
                0 => format!(
                    "nothing names `{id}`, and the model asks for {} (`{name}`)",
                    inverse.min
                ),
                told => format!(
                    "`{id}` is named {told} times, and the model asks for {} (`{name}`)",
                    inverse.min
                ),
            };
            let help = format!("name it in {}", feeds.join(" or "));
            let missing = Diagnostic::new(Code::MissingInverse, place, message)
                .label("nothing leads here")
                .help(help);
            out.push(missing);
        }
    }
}

fn cited(graph: &Graph, doubt: &Doubt, out: &mut Diagnostics) {
    if graph.model.kind_ids().any(|kind| doubt.about(graph, kind)) {
        return;
    }
    for id in graph.ids() {
        let min = graph.kind_of(id).cited_by_min.unwrap_or(0);
        let cited = graph.entity(id).cited_by.len();
        if cited < min {
            let message = format!("`{}` is cited nowhere", graph.document(id).id);
            let uncited = Diagnostic::new(Code::Uncited, graph.document(id).place, message)
                .label("not cited")
                .help("cite it where it is used, or take it away");
            out.push(uncited);
        }
    }
}

fn past(graph: &Graph, as_of: Option<Date>, out: &mut Diagnostics) {
    let Some(as_of) = as_of else { return };
    for id in graph.ids() {
        let fields = &graph.kind_of(id).fields;
        walk(fields, &graph.document(id).record, &mut |field, value| {
            if let (true, Data::Date(date)) = (field.past, &value.data)
                && date.is_after(as_of)
            {
                let message = format!("{date} is after {as_of}, the site's as-of date");
                let future = Diagnostic::new(Code::FutureDate, value.span, message)
                    .label("not yet past")
                    .help("correct the date, or move `as_of` in content/site.yaml once the whole site has been checked");
                out.push(future);
            }
        });
    }
}

fn addresses(graph: &Graph, out: &mut Diagnostics) {
    // By the way files are stored on the least able system: without regard to case.
    let mut taken: BTreeMap<String, (EntityId, Span)> = BTreeMap::new();
    let mut claim = |url: &str, id: EntityId, span: Span, what: &str| {
        let key = url.to_lowercase();
        let Some((first, first_span)) = taken.get(&key) else {
            taken.insert(key, (id, span));
            return;
        };
        let mut both = [(*first_span, *first), (span, id)];
        both.sort();
        let [(earlier, other), (later, _)] = both;
        let message = format!("{what} `{url}` is taken");
        let clash = Diagnostic::new(Code::UrlTaken, later, message)
            .label("claims it too")
            .other(earlier, format!("`{}` claims it", graph.title(other)))
            .help("rename one of the two");
        out.push(clash);
    };
    for id in graph.ids().filter(|id| graph.kind_of(*id).has_pages()) {
        if let Some(url) = &graph.entity(id).url {
            claim(url, id, graph.document(id).place, "the address");
        }
    }
    for id in graph.ids() {
        for alias in &graph.document(id).aliases {
            let with_slash = match alias.value.ends_with('/') || alias.value.ends_with(".html") {
                true => alias.value.clone(),
                false => format!("{}/", alias.value),
            };
            claim(&with_slash, id, alias.span, "the former address");
        }
    }
}

/// A kind whose entries are parts of a page needs that page.
fn homes(graph: &Graph, out: &mut Diagnostics) {
    for kind in graph.model.kinds.values() {
        let Address::Section { page, .. } = &kind.address else {
            continue;
        };
        if graph.at_url(page).is_some() {
            continue;
        }
        let mut pages = graph.model.kinds.values().filter(|kind| kind.has_pages());
        let folder = pages.find_map(|kind| match &kind.storage {
            Storage::Folder(folder) if kind.address == Address::Page("/{id}/".into()) => {
                Some(folder)
            }
            _ => None,
        });
        let id = page.trim_matches('/');
        let help = match folder {
            Some(folder) => format!("add `content/{folder}/{id}.md`"),
            None => format!("add a page whose address is `{page}`, or change `url:`"),
        };
        let message = format!("there is no page `{page}` for the parts of `{}`", kind.name);
        let missing = Diagnostic::new(Code::NoHomePage, kind.address_span, message)
            .label("no such page")
            .help(help);
        out.push(missing);
    }
}
