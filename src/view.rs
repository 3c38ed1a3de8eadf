//! Graph -> [`Page`]s: for each page all that its template may see, as plain data.
//!
//! The shapes are described in docs/templates.md. Addresses are paths from the site's root;
//! `finish` makes them relative. What belongs to the page comes in full, with its citations
//! numbered; what stands elsewhere comes as a card or a tag, in plain words.

mod viewer;

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::Serialize;

use crate::config::Config;
use crate::date::Date;
use crate::document::{Data, Value as Written};
use crate::graph::path::{self, Atom, Item, Today};
use crate::graph::{EntityId, Graph, Linked, RecordOf, Told, records_in, walk};
use crate::html::escape;
use crate::list::{Fields as Wanted, List, Selected};
use crate::markdown::{Body, Piece, Slot, join};
use crate::model::{Choice, Field, Fields, KindId, Type};
use crate::source::{Span, Spanned};
use crate::words::{Argument, Words};

use viewer::{Citations, Viewer};
pub use viewer::{link_url, site_path};

/// One page before its template has been applied.
pub struct Page {
    pub entity: EntityId,
    /// From the site's root.
    pub url: String,
    pub template: String,
    /// Where the page names its template, or where the page is.
    pub template_span: Span,
    pub view: View,
    /// The ids that citations of this page have in it, with what they cite.
    pub marks: Vec<(String, EntityId)>,
    pub has_highlighted_code: bool,
}

impl Page {
    /// One of the ids that citations and their sources have on this page.
    pub fn is_mark(&self, id: &str) -> bool {
        let numbered = id.strip_prefix("source-").and_then(|n| n.parse::<usize>().ok());
        let source = numbered.is_some_and(|n| {
            self.marks.iter().any(|(mark, _)| mark.starts_with(&format!("cite-{n}-")))
        });
        source || self.marks.iter().any(|(mark, _)| mark == id)
    }
}

/// The four names that a template knows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct View {
    pub site: Arc<Value>,
    pub page: Value,
    pub entity: Value,
    pub lists: Value,
}

/// Plain data.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    Null,
    Bool(bool),
    Integer(i64),
    Text(String),
    /// Text that is HTML already.
    Html(String),
    List(Vec<Value>),
    Map(IndexMap<String, Value>),
}

/// What the pages of a site share.
pub struct Site<'a> {
    pub linked: &'a Linked<'a>,
    pub config: &'a Config,
    pub words: &'a Words,
    /// The lists of each kind, and those of single pages.
    pub kind_lists: BTreeMap<KindId, Vec<List>>,
    pub page_lists: BTreeMap<EntityId, Vec<List>>,
    pub today: Today,
    pub commit: Option<String>,
}

impl Site<'_> {
    /// The entities that have a page of their own, in order.
    pub fn pages(&self) -> Vec<EntityId> {
        let graph = &self.linked.graph;
        let mut ids: Vec<EntityId> =
            graph.ids().filter(|id| graph.kind_of(*id).has_pages()).collect();
        ids.sort_by_key(|id| graph.rank(*id));
        ids
    }

    /// What is the same for every page.
    pub fn view(&self) -> Value {
        let graph = &self.linked.graph;
        let config = self.config;
        let viewer = self.viewer(None);
        let optional = |text: &Option<String>| text.clone().map_or(Value::Null, Value::Text);
        let tags = |ids: &[EntityId]| Value::List(ids.iter().map(|id| viewer.tag(*id)).collect());
        let tag = |id: Option<EntityId>| id.map_or(Value::Null, |id| viewer.tag(id));
        let languages = config.languages.iter().map(|(code, language)| {
            map([
                ("code", text(code)),
                ("name", text(&language.name)),
                ("dir", text(language.dir.name())),
            ])
        });
        map([
            ("title", text(&config.title)),
            ("description", text(&config.description)),
            ("base_url", text(&config.base_url)),
            ("as_of", config.as_of.map_or(Value::Null, |date| viewer.date(date))),
            ("notice", optional(&config.notice)),
            ("language", text(&config.language)),
            ("languages", Value::List(languages.collect())),
            ("licence", optional(&config.licence)),
            ("report", optional(&config.report)),
            ("nav", tags(&self.linked.nav)),
            ("footer", tags(&self.linked.footer)),
            ("search", tag(self.linked.search)),
            ("home", tag(graph.at_url("/"))),
            ("date", viewer.date(self.today.0)),
            ("commit", optional(&self.commit)),
            ("generator", text(concat!("planbook ", env!("CARGO_PKG_VERSION")))),
        ])
    }

    /// The page of an entity. `site` is what [`Site::view`] gives.
    pub fn page(&self, id: EntityId, site: Arc<Value>) -> Page {
        let graph = &self.linked.graph;
        let document = graph.document(id);
        let kind = graph.kind_of(id);
        let mut viewer = self.viewer(Some(id));
        let entity = viewer.own(id);
        let mut lists = IndexMap::new();
        let of_kind = self.kind_lists.get(&document.kind).into_iter().flatten();
        let of_page = self.page_lists.get(&id).into_iter().flatten();
        for list in of_kind.chain(of_page) {
            lists.insert(list.name.clone(), viewer.list(list, self.today, id));
        }
        let url = graph.entity(id).url.clone().unwrap_or_default();
        let template = document
            .template
            .clone()
            .unwrap_or_else(|| Spanned::new(format!("{}.html", kind.name), document.place));
        let page = self.page_map(id, &url, &template.value, &viewer);
        Page {
            entity: id,
            url,
            template: template.value,
            template_span: template.span,
            has_highlighted_code: viewer.has_highlighted_code,
            marks: viewer.citations.marks(),
            view: View { site, page, entity, lists: Value::Map(lists) },
        }
    }

    fn viewer<'s>(&'s self, own: Option<EntityId>) -> Viewer<'s> {
        Viewer {
            graph: &self.linked.graph,
            words: self.words,
            language: &self.config.language,
            own,
            citations: Citations::default(),
            has_highlighted_code: false,
        }
    }

    fn page_map(&self, id: EntityId, url: &str, template: &str, viewer: &Viewer) -> Value {
        let graph = &self.linked.graph;
        let config = self.config;
        let siblings = graph.of_kind(graph.document(id).kind);
        let index = siblings.iter().position(|other| *other == id).unwrap_or(0);
        let beside = |index: Option<usize>| {
            let other = index.and_then(|index| siblings.get(index));
            other.map_or(Value::Null, |other| viewer.tag(*other))
        };
        let review = graph.review(id).map_or(Value::Null, |(last, due)| {
            map([
                ("last", viewer.date(last)),
                ("due", viewer.date(due)),
                ("overdue", Value::Bool(self.today.0.is_after(due))),
            ])
        });
        let summary = graph.value(id, "summary").map(|value| &value.data);
        let description = match summary {
            Some(Data::Text(body)) => graph.plain(id, body),
            _ => config.description.clone(),
        };
        let as_of = graph.newest_as_of(id);
        map([
            ("url", text(url)),
            ("title", text(graph.title(id))),
            ("template", text(template)),
            ("lang", text(&config.language)),
            ("dir", text(config.direction(&config.language).name())),
            ("as_of", as_of.map_or(Value::Null, |date| viewer.date(date))),
            ("review", review),
            (
                "place",
                map([
                    ("index", Value::Integer(index as i64 + 1)),
                    ("count", Value::Integer(siblings.len() as i64)),
                ]),
            ),
            ("prev", beside(index.checked_sub(1))),
            ("next", beside(Some(index + 1))),
            ("alternates", Value::List(Vec::new())),
            ("breadcrumb", self.breadcrumb(id, url, viewer)),
            ("headings", viewer.headings(id)),
            ("description", text(&description)),
            ("canonical", text(&format!("{}{}", config.base_url, &url[1..]))),
            ("code", Value::Bool(viewer.has_highlighted_code)),
            ("sources", viewer.sources()),
        ])
    }

    /// Home, and the page at the folder of the kind where there is one.
    fn breadcrumb(&self, id: EntityId, url: &str, viewer: &Viewer) -> Value {
        let graph = &self.linked.graph;
        let folder = url.trim_end_matches('/').rsplit_once('/').map_or("/", |(folder, _)| folder);
        let folder = format!("{}/", folder.trim_end_matches('/'));
        let mut trail: Vec<EntityId> = Vec::new();
        for url in ["/", &folder] {
            let found = graph.at_url(url).filter(|found| *found != id && !trail.contains(found));
            trail.extend(found);
        }
        Value::List(trail.into_iter().map(|id| viewer.tag(id)).collect())
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn entries<const N: usize>(pairs: [(&str, Value); N]) -> IndexMap<String, Value> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn map<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::Map(entries(pairs))
}
