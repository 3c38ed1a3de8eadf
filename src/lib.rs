//! planbook makes a cross-linked static site of Markdown, YAML and a model of what they describe.
//!
//! A build is a function from [`source::Sources`] to an [`output::Output`]:
//!
//! ```text
//! disk - load -> Sources - parse -> Documents - link -> Graph - view -> Pages - render -> Output - write -> disk
//!                bytes     one file, by itself  all files       plain data      path -> bytes      only what differs
//!                              \______________ diagnostics: all of them, with places ______________/
//! ```
//!
//! The modules below stand in the order in which the data flows, and each uses only those above
//! it. `load` alone reads a disk, `output::write` alone writes one, and nothing between them knows
//! a clock or an environment: the date of a build is in its [`Settings`].

// What everything speaks of: files and places, mistakes, dates.
pub mod source;
pub mod diagnostic;
pub mod date;

// Text to trees, and what the site is made of.
pub mod yaml;
pub mod model;
pub mod config;

// One content file by itself.
pub mod html;
pub mod highlight;
pub mod reference;
pub mod markdown;
pub mod document;

// All files together.
pub mod graph;
pub mod check;
pub mod wording;
pub mod list;

// What a reader sees.
pub mod words;
pub mod view;
pub mod render;
pub mod finish;
pub mod search;

// To and from the disk.
pub mod output;
pub mod load;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, any_error};
use crate::document::{Document, Parsed};
use crate::finish::Links;
use crate::graph::path::Today;
use crate::graph::{EntityId, Linked};
use crate::output::Output;
use crate::source::{Sources, Span};
use crate::view::Page;

/// What a build is told besides the files.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The day on which reviews are due or not.
    pub date: Date,
    /// In place of the site's own, if it is the address of a site (see [`config::base_url`]).
    pub base_url: Option<String>,
    /// Which state of the sources this is, for the page about the site.
    pub commit: Option<String>,
    pub drafts: bool,
    /// Links name files, for a copy that is read from a disk and not from a server.
    pub offline: bool,
}

/// What a build gives. There is no output where there is an error.
pub struct Built {
    pub output: Option<Output>,
    pub diagnostics: Diagnostics,
    pub pages: usize,
}

/// Builds the site: all of its files, or all that is wrong with it.
pub fn build(sources: &Sources, settings: &Settings) -> Built {
    let mut built = Built { output: None, diagnostics: Vec::new(), pages: 0 };
    with_site(sources, settings, &mut built.diagnostics, |site, templates, out| {
        let links = if settings.offline { Links::Files } else { Links::Folders };
        let (output, pages) = publish(sources, site, templates, links, out);
        site.config.set_severities(out);
        built.pages = pages;
        built.output = Some(output);
    });
    diagnostic::sort(&mut built.diagnostics);
    if any_error(&built.diagnostics) {
        built.output = None;
    }
    built
}

/// What the template of one page sees. The page is named by its address, with or without the
/// slashes around it, or by its file.
///
/// # Errors
/// The diagnostics that stand in the way; none of them where there is no such page.
pub fn view(sources: &Sources, settings: &Settings, page: &str) -> Result<view::View, Diagnostics> {
    let mut out = Vec::new();
    let found = with_site(sources, settings, &mut out, |site, _, _| {
        let graph = &site.linked.graph;
        let named = |id: &EntityId| {
            let url = graph.entity(*id).url.as_deref().unwrap_or_default();
            let file = &sources.get(graph.document(*id).place.file).path;
            let bare = url.trim_matches('/');
            bare == page.trim_matches('/') || file == page || (bare.is_empty() && page == "index")
        };
        let id = site.pages().into_iter().find(named)?;
        Some(site.page(id, Arc::new(site.view())).view)
    });
    diagnostic::sort(&mut out);
    found.flatten().ok_or(out)
}

/// What the templates of all pages see, in the order of the pages.
///
/// # Errors
/// The diagnostics that stand in the way.
pub fn views(sources: &Sources, settings: &Settings) -> Result<Vec<view::View>, Diagnostics> {
    let mut out = Vec::new();
    let found = with_site(sources, settings, &mut out, |site, _, _| {
        let shared = Arc::new(site.view());
        site.pages().par_iter().map(|id| site.page(*id, shared.clone()).view).collect()
    });
    diagnostic::sort(&mut out);
    found.ok_or(out)
}

/// Everything up to the views, and then `then` with what they are made of, if all is sound.
fn with_site<R>(
    sources: &Sources,
    settings: &Settings,
    out: &mut Diagnostics,
    then: impl FnOnce(&view::Site, &render::Templates, &mut Diagnostics) -> R,
) -> Option<R> {
    let files = sources.iter().filter(|(_, file)| !file.path.starts_with("content/"));
    out.extend(files.filter_map(|(id, _)| document::unreadable(sources, id)));
    for path in [source::SITE_FILE, source::MODEL_FILE] {
        let file = sources.find(path);
        out.extend(file.and_then(|file| document::unreadable(sources, file)));
    }
    let (config, problems) = config::read(sources);
    out.extend(problems);
    let (model, problems) = model::read(sources);
    out.extend(problems);
    // Content is judged by a sound model, so an error in it ends the run.
    let model = model?;
    let lists_before = out.len();
    list::check_orders(&model, out);
    let mut kind_lists = BTreeMap::new();
    for kind in model.kind_ids() {
        if let Some(node) = &model.kind(kind).lists {
            kind_lists.insert(kind, list::read(&model, node, kind, out));
        }
    }
    if any_error(&out[lists_before..]) {
        return None;
    }
    let parsed = parse(sources, &model);
    out.extend(parsed.iter().flat_map(|file| file.diagnostics.iter().cloned()));
    let documents: Vec<&Document> = parsed.iter().flat_map(|file| &file.documents).collect();
    let unknown_kinds: BTreeSet<_> = parsed.iter().filter_map(|file| file.unknown_kind).collect();
    let config =
        config.map(|config| match settings.base_url.as_deref().and_then(config::base_url) {
            Some(base_url) => Config { base_url, ..config },
            None => config,
        });
    let linked = graph::link(
        sources,
        &model,
        config.as_ref(),
        &documents,
        &unknown_kinds,
        settings.drafts,
        out,
    );
    let doubt = check::Doubt { documents: &documents, unknown_kinds: &unknown_kinds };
    let as_of = config.as_ref().and_then(|config| config.as_of);
    out.extend(check::check(&linked.graph, as_of, &doubt));
    let graph = &linked.graph;
    let page_lists = page_lists(&linked, &model, out);
    for list in kind_lists.values().chain(page_lists.values()).flatten() {
        list.unknown_ids(graph, &unknown_kinds, out);
    }
    // Without settings there are no pages.
    let config = config?;
    out.extend(wording::judge(sources, graph, &config.house, settings.date));
    config.set_severities(out);
    let (words, problems) = words::Words::read(sources, &config.language);
    out.extend(problems);
    let words = Arc::new(words);
    // Templates are read whether or not the content is sound: their mistakes are their own.
    let (templates, problems) = render::Templates::read(sources, words.clone(), &config.language);
    out.extend(problems);
    config.set_severities(out);
    if any_error(out) {
        return None;
    }
    let site = view::Site {
        linked: &linked,
        config: &config,
        words: &words,
        kind_lists,
        page_lists,
        today: Today(settings.date),
        commit: settings.commit.clone(),
    };
    Some(then(&site, &templates, out))
}

fn parse(sources: &Sources, model: &model::Model) -> Vec<Parsed> {
    let own = [source::SITE_FILE, source::MODEL_FILE];
    let files = sources.under("content/").filter(|(_, file)| !own.contains(&file.path.as_str()));
    let files: Vec<_> = files.map(|(id, _)| id).collect();
    files.par_iter().map(|id| document::parse(sources, *id, model)).collect()
}

fn page_lists(
    linked: &Linked,
    model: &model::Model,
    out: &mut Diagnostics,
) -> BTreeMap<EntityId, Vec<list::List>> {
    let graph = &linked.graph;
    let mut lists = BTreeMap::new();
    for id in graph.ids() {
        let document = graph.document(id);
        if let Some(node) = &document.lists {
            lists.insert(id, list::read(model, node, document.kind, out));
        }
    }
    lists
}

/// Of each thread that renders, in bytes.
const STACK: usize = 16 * 1024 * 1024;

/// Every page as it is published, or what is wrong with its template.
fn render(
    sources: &Sources,
    site: &view::Site,
    templates: &render::Templates,
    links: Links,
    shared: &view::Value,
    pages: &[Page],
) -> Vec<Result<finish::Finished, Diagnostics>> {
    let shared = render::value(shared);
    let one = |page: &Page| {
        let html = templates.render(sources, page, &shared)?;
        let links = match links {
            // A host shows this page at any address, so it cannot count steps to the root.
            Links::Folders if page.url == "/404.html" => Links::Below(site.config.base_path()),
            links => links,
        };
        Ok(finish::finish(&page.url, &site.config.language, &html, links))
    };
    let all = || pages.par_iter().map(one).collect();
    // Tera calls itself for an include in an include, so templates get room to do so.
    let threads = rayon::current_num_threads();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
    pool.map_or_else(|_| all(), |pool| pool.install(all))
}

/// All files of the site, and the judgements on its finished pages.
fn publish(
    sources: &Sources,
    site: &view::Site,
    templates: &render::Templates,
    links: Links,
    out: &mut Diagnostics,
) -> (Output, usize) {
    let shared = Arc::new(site.view());
    let pages: Vec<Page> =
        site.pages().par_iter().map(|id| site.page(*id, shared.clone())).collect();
    let rendered = render(sources, site, templates, links, &shared, &pages);
    let mut problems: Diagnostics = Vec::new();
    let mut finished: Vec<(&Page, finish::Finished)> = Vec::new();
    for (page, result) in pages.iter().zip(rendered) {
        match result {
            Ok(html) => finished.push((page, html)),
            Err(found) => problems.extend(found),
        }
    }
    let mut output = Output::default();
    let graph = &site.linked.graph;
    let mut claim = |path: &str, bytes: Arc<[u8]>, maker: &str, span: Span| {
        if let Err(clash) = output.claim(path, bytes, maker) {
            let message = format!("`/{}` is made by `{}` as well", clash.path, clash.first);
            out.push(Diagnostic::new(Code::UrlTaken, span, message).help("rename one of the two"));
        }
    };
    for (page, html) in &finished {
        let place = graph.document(page.entity).place;
        let maker = &sources.get(place.file).path;
        claim(&finish::file_of(&page.url), html.html.as_bytes().into(), maker, place);
    }
    for (id, file) in sources.under("static/") {
        if let source::Content::Bytes(bytes) = &file.content {
            claim(&file.path["static/".len()..], bytes.clone(), &file.path, Span::start_of(id));
        }
    }
    let site_file = sources.find(source::SITE_FILE).expect("Sources always holds the site's file");
    let mut claim_own = |path: &str, text: String| {
        claim(path, text.into_bytes().into(), "planbook", Span::start_of(site_file));
    };
    if pages.iter().any(|page| page.has_highlighted_code) {
        claim_own("highlight.css", highlight::css());
    }
    let entries = search::Entries::of(graph, links);
    let language = &site.config.language;
    claim_own(&search::file_name("entries", language), entries.script());
    if site.linked.search.is_some() {
        claim_own(&search::file_name("words", language), entries.words_script());
    }
    let judged: Vec<(&Page, &finish::Finished)> =
        finished.iter().map(|(page, html)| (*page, html)).collect();
    let mut files = output.paths();
    files.insert(output::MANIFEST.to_owned());
    // Pages that could not be rendered are there all the same, as far as links are concerned.
    files.extend(pages.iter().map(|page| finish::file_of(&page.url)));
    problems.extend(finish::judge(sources, graph, &judged, &files));
    out.extend(each_place_once(sources, problems));
    (output, pages.len())
}

/// A mistake of a template, or of words that several pages show, is one mistake all the same.
fn each_place_once(sources: &Sources, problems: Diagnostics) -> Diagnostics {
    let mut once: Vec<(Diagnostic, usize)> = Vec::new();
    for problem in problems {
        let words = problem.code == Code::UnmarkedLanguage;
        let shared = words || sources.get(problem.span.file).path.starts_with("templates/");
        let names_a_target = words || matches!(problem.code, Code::DeadLink | Code::DeadFragment);
        let same = |(other, _): &&mut (Diagnostic, usize)| {
            let place = other.code == problem.code && other.span == problem.span;
            shared && place && (!names_a_target || other.message == problem.message)
        };
        match once.iter_mut().find(same) {
            Some((_, more)) => *more += 1,
            None => once.push((problem, 0)),
        }
    }
    let told = |(mut problem, more): (Diagnostic, usize)| {
        match more {
            0 => {}
            1 => problem.help.push_str("; the same on one other page"),
            more => problem.help.push_str(&format!("; the same on {more} other pages")),
        }
        problem
    };
    once.into_iter().map(told).collect()
}

/// A view as JSON, the way a template author wants to see it.
pub fn view_json(view: &view::View) -> String {
    serde_json::to_string_pretty(view).expect("a view is plain data")
}
