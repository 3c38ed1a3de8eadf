//! Rendered HTML -> what is published: relative links, and judgements on what the page holds.
//!
//! [`finish`] reads a page on the thread that rendered it. [`judge`] then sees the ids and
//! links of all pages: also those that templates write.

mod foreign;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::document::Data;
use crate::graph::{EntityId, Graph, walk};
use crate::html::{self, escape, percent_decoded};
use crate::markdown::{Slot, join};
use crate::reference::RefIndex;
use crate::source::{FileId, SITE_FILE, Sources, Span};
use crate::view::{Page, link_url, site_path};

/// A page as it is published, and what it holds.
pub struct Finished {
    pub html: String,
    ids: Vec<String>,
    /// Paths from the site's root with their fragments, as the page links to them.
    links: BTreeSet<(String, Option<String>)>,
    /// Things that the page's security policy does not let a browser use.
    /// Each with the text by which it is found in a template.
    forbidden: BTreeSet<(String, String)>,
    /// Words in other letters than the page's own, of which nothing says what they are.
    foreign: BTreeSet<String>,
}

/// The header that goes with every page: nothing from elsewhere, no inline script or style.
/// Templates carry it as a `<meta>` as well, but for `frame-ancestors`, which only a header can say.
pub const SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const LINKS: [&str; 4] = ["href", "src", "action", "poster"];

/// How the links of a page lead to other pages of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links<'a> {
    /// `../actors/x/`, for a server, which finds the file in the folder.
    Folders,
    /// `../actors/x/index.html`, for a disk, where nobody looks for it.
    Files,
    /// `/plan/actors/x/`, below this path: for the page that a host shows at any address.
    Below(&'a str),
}

/// Scans the HTML of the page at `url`, in `language`, and makes its links relative.
pub fn finish(url: &str, language: &str, rendered: &str, links: Links) -> Finished {
    let rendered = &unindented(rendered);
    let tags = html::tags(rendered);
    let mut page = Finished {
        html: String::with_capacity(rendered.len()),
        ids: Vec::new(),
        links: BTreeSet::new(),
        forbidden: BTreeSet::new(),
        foreign: foreign::unmarked(rendered, &tags, language).into_iter().collect(),
    };
    let mut copied = 0;
    for tag in tags {
        let script = tag.name == "script" && !tag.closing;
        let data = tag.attribute("type").is_some_and(|a| a.value == "application/ld+json");
        if script && !data && tag.attribute("src").is_none() {
            page.forbidden.insert(("an inline script".into(), "<script".into()));
        }
        if tag.name == "style" && !tag.closing {
            page.forbidden.insert(("an inline style sheet".into(), "<style".into()));
        }
        for attribute in &tag.attributes {
            let name = attribute.name.as_str();
            if name == "id" {
                page.ids.push(attribute.value.clone());
            } else if name == "style" || name.starts_with("on") {
                let what = format!("the attribute `{name}` on <{}>", tag.name);
                page.forbidden.insert((what, format!("{name}=")));
            } else if LINKS.contains(&name)
                && let Some((path, fragment)) = inside(url, &attribute.value)
            {
                if attribute.value.starts_with('/') || links == Links::Files {
                    page.html.push_str(&rendered[copied..attribute.range.start]);
                    page.html.push_str(&escape(&links.written(url, &attribute.value)));
                    copied = attribute.range.end;
                }
                page.links.insert((path, fragment));
            }
        }
    }
    page.html.push_str(&rendered[copied..]);
    page
}

/// Without the blanks and empty lines that templates leave: a hundredth of a page as it travels.
fn unindented(html: &str) -> String {
    let mut lines = String::with_capacity(html.len());
    let mut preformatted = false;
    for line in html.split_inclusive('\n') {
        let kept = if preformatted { line } else { line.trim_start_matches([' ', '\t', '\n']) };
        lines.push_str(kept);
        let lower = line.to_ascii_lowercase();
        let last = |tags: [&str; 2]| tags.into_iter().filter_map(|tag| lower.rfind(tag)).max();
        preformatted = match (last(["<pre", "<textarea"]), last(["</pre", "</textarea"])) {
            (None, None) => preformatted,
            (start, end) => start > end,
        };
    }
    lines
}

impl Links<'_> {
    /// A link inside the site as the page at `from` has it.
    pub fn written(self, from: &str, link: &str) -> String {
        let (path, rest) = match link.find(['?', '#']) {
            Some(at) => link.split_at(at),
            None => (link, ""),
        };
        let path = match (self, path.strip_prefix('/')) {
            (_, None) => path.to_owned(),
            (Links::Below(base), Some(path)) => format!("{base}{path}"),
            _ if path == from && rest.starts_with('#') => String::new(),
            _ => relative(from, path),
        };
        let file = match self {
            Links::Files if path.ends_with('/') => "index.html",
            Links::Files if path.ends_with('.') => "/index.html",
            _ => "",
        };
        format!("{path}{file}{rest}")
    }
}

/// A link inside the site, from its root and decoded; `None` for those that lead out.
fn inside(page: &str, link: &str) -> Option<(String, Option<String>)> {
    let link = link.trim();
    let scheme =
        link.find(':').filter(|colon| link.find(['/', '?', '#']).is_none_or(|at| *colon < at));
    if scheme.is_some() || link.starts_with("//") {
        return None;
    }
    let (path, fragment) = match link.split_once('#') {
        Some((path, fragment)) => (path, Some(percent_decoded(fragment))),
        None => (link, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    let path = percent_decoded(path);
    let path = if path.is_empty() {
        page.to_owned()
    } else if path.starts_with('/') {
        path
    } else {
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        let slash = if path.ends_with('/') || path.ends_with('.') { "/" } else { "" };
        format!("/{}{slash}", join(folder, &path)).replace("//", "/")
    };
    Some((path, fragment.filter(|fragment| !fragment.is_empty())))
}

/// From one path of the site to another: `/points/a/` to `/actors/b/` is `../../actors/b/`.
pub fn relative(from: &str, to: &str) -> String {
    let folder = |path: &str| -> Vec<String> {
        let mut parts: Vec<String> = path.split('/').skip(1).map(str::to_owned).collect();
        parts.pop();
        parts
    };
    let (from, to_folder) = (folder(from), folder(to));
    let file = to.rsplit('/').next().unwrap_or_default();
    let shared = from.iter().zip(&to_folder).take_while(|(a, b)| a == b).count();
    let mut link = "../".repeat(from.len() - shared);
    for part in &to_folder[shared..] {
        link.push_str(part);
        link.push('/');
    }
    link.push_str(file);
    if link.is_empty() || link.split('/').next().is_some_and(|first| first.contains(':')) {
        link.insert_str(0, "./");
    }
    link
}

/// The file in which a page at this address is stored.
pub fn file_of(url: &str) -> String {
    let path = url.trim_start_matches('/');
    match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_owned(),
    }
}

/// Every link that leads nowhere, every id that stands twice, every citation that is not shown.
/// `files` are the paths of all that is published.
pub fn judge(
    sources: &Sources,
    graph: &Graph,
    pages: &[(&Page, &Finished)],
    files: &BTreeSet<String>,
) -> Diagnostics {
    let mut judge = Judge { sources, graph, out: Vec::new() };
    let ids: BTreeMap<String, BTreeSet<&str>> = pages
        .iter()
        .map(|(page, finished)| {
            (file_of(&page.url), finished.ids.iter().map(String::as_str).collect())
        })
        .collect();
    for (page, finished) in pages {
        for (path, fragment) in &finished.links {
            let file = file_of(path);
            if !files.contains(&file) {
                judge.dead_link(page, path, fragment.as_deref(), files);
            } else if let Some(fragment) = fragment
                && let Some(known) = ids.get(&file)
                && !known.contains(fragment.as_str())
                && !(*path == page.url && page.is_mark(fragment))
            {
                judge.dead_fragment(page, path, fragment, known);
            }
        }
        judge.ids_and_marks(page, finished);
        for (what, text) in &finished.forbidden {
            let message = format!("{} holds {what}", page.url);
            let span = judge.in_template(page, &[text]);
            let help = "use a class and the style sheet, or a script file: the security policy forbids the rest";
            judge.report(Code::StyleAttribute, span, message, help.into());
        }
        for words in &finished.foreign {
            let message = format!("nothing says what language “{words}” is");
            let span = judge.words(page, words);
            let help = match words.contains(char::is_alphabetic) {
                true => format!(
                    "write `<span lang=\"…\">{words}</span>`, or `<bdi>{words}</bdi>` for a name"
                ),
                false => format!("write `<bdi>{words}</bdi>`: the page runs from right to left"),
            };
            judge.report(Code::UnmarkedLanguage, span, message, help);
        }
    }
    judge.out
}

struct Judge<'a> {
    sources: &'a Sources,
    graph: &'a Graph<'a>,
    out: Diagnostics,
}

impl Judge<'_> {
    fn report(&mut self, code: Code, span: Span, message: String, help: String) {
        self.out.push(Diagnostic::new(code, span, message).label("here").help(help));
    }

    fn dead_link(
        &mut self,
        page: &Page,
        path: &str,
        fragment: Option<&str>,
        files: &BTreeSet<String>,
    ) {
        let with_slash = format!("{path}/");
        let url = |file: &String| format!("/{}", file.strip_suffix("index.html").unwrap_or(file));
        let known: Vec<String> = files.iter().map(url).collect();
        let help = match files.contains(&file_of(&with_slash)) {
            true => format!("did you mean `{with_slash}`?"),
            false => match nearest(path, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "link to a page with `[[id]]`, or to a file in static/ by its path".into(),
            },
        };
        let message = format!("nothing is published at `{path}`");
        for span in self.places(page, path, fragment) {
            self.report(Code::DeadLink, span, message.clone(), help.clone());
        }
    }

    fn dead_fragment(&mut self, page: &Page, path: &str, fragment: &str, known: &BTreeSet<&str>) {
        let message = format!("`{path}` has no part `#{fragment}`");
        let help = match nearest(fragment, known.iter().copied()) {
            Some(near) => format!("did you mean `#{near}`?"),
            None => format!("give a heading there the id: `## … {{#{fragment}}}`"),
        };
        for span in self.places(page, path, Some(fragment)) {
            self.report(Code::DeadFragment, span, message.clone(), help.clone());
        }
    }

    fn ids_and_marks(&mut self, page: &Page, finished: &Finished) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for id in &finished.ids {
            *counts.entry(id).or_default() += 1;
        }
        let marks: BTreeMap<&str, EntityId> =
            page.marks.iter().map(|(mark, id)| (mark.as_str(), *id)).collect();
        for (id, _) in counts.iter().filter(|(id, count)| **count > 1 && !marks.contains_key(**id))
        {
            let message = format!("the id `{id}` stands twice on {}", page.url);
            let heading = self.heading(page.entity, id);
            let help = match heading {
                Some(_) => format!("give the heading another id: `## … {{#other-{id}}}`"),
                None => "give one of the two another id".into(),
            };
            let span =
                heading.unwrap_or_else(|| self.in_template(page, &[&format!("id=\"{id}\"")]));
            self.report(Code::DuplicateId, span, message, help);
        }
        let wrong = marks.iter().filter(|(mark, _)| counts.get(**mark) != Some(&1));
        let leads_to_source = |(path, fragment): &(String, Option<String>)| {
            let source = fragment.as_deref().filter(|fragment| fragment.starts_with("source-"));
            *path == page.url
                && source.is_some_and(|id| page.is_mark(id) && !counts.contains_key(id))
        };
        if wrong.clone().next().is_none() && finished.links.iter().any(leads_to_source) {
            let message = format!("the sources that {} cites are not shown", page.url);
            let span = self.in_template(page, &[]);
            let help = "print `page.sources`, each with `id=\"source-{{ s.number }}\"`";
            self.report(Code::SourceNotShown, span, message, help.into());
        }
        if let Some((mark, source)) = wrong.clone().next() {
            let shown = match counts.get(*mark) {
                None => "not shown",
                Some(_) => "shown twice",
            };
            let message = format!(
                "{} of {} citations on {} are not shown once: `{mark}` (`{}`) is {shown}",
                wrong.count(),
                marks.len(),
                page.url,
                self.graph.document(*source).id,
            );
            let span = self.in_template(page, &[]);
            let help =
                "print each `mark` once as an `id`; a list that is not shown asks for `fields: []`";
            self.report(Code::SourceNotShown, span, message, help.into());
        }
    }

    /// Where these words stand: in the page's own file, in other content, or in its template.
    /// The first alone is enough, as an author may have written other marks between them.
    fn words(&self, page: &Page, words: &str) -> Span {
        let own = self.graph.document(page.entity).place.file;
        let others = self.sources.under("content/").map(|(id, _)| id);
        let files: Vec<FileId> = std::iter::once(own).chain(others).collect();
        let first = words.split(' ').next().unwrap_or(words);
        let place = |words: &str, file: &FileId| {
            let at = self.sources.text(*file).find(words)?;
            Some(Span::new(*file, at..at + words.len()))
        };
        let found = [words, first].iter().find_map(|w| files.iter().find_map(|f| place(w, f)));
        found.unwrap_or_else(|| self.in_template(page, &[words, first]))
    }

    fn heading(&self, id: EntityId, anchor: &str) -> Option<Span> {
        let mut found = None;
        walk(&self.graph.kind_of(id).fields, &self.graph.document(id).record, &mut |_, value| {
            if let Data::Markdown(body) = &value.data {
                let heading = body.headings.iter().find(|heading| heading.id == anchor);
                found = found.or(heading.map(|heading| heading.span));
            }
        });
        found
    }

    /// Where an author wrote a link to this place; in the page's template where none did.
    fn places(&self, page: &Page, path: &str, fragment: Option<&str>) -> Vec<Span> {
        let wanted = (path.to_owned(), fragment.map(str::to_owned));
        let mut found = Vec::new();
        for owner in self.graph.ids() {
            let document = self.graph.document(owner);
            let own = self.graph.entity(owner).url.clone().unwrap_or_default();
            walk(&self.graph.kind_of(owner).fields, &document.record, &mut |_, value| {
                let (Data::Text(body) | Data::Markdown(body)) = &value.data else {
                    return;
                };
                for slot in &body.slots {
                    let (url, span) = match slot {
                        Slot::LinkStart(RefIndex(index), fragment) => {
                            let url =
                                link_url(self.graph, owner, RefIndex(*index), fragment.as_deref());
                            (url, document.refs[*index].span)
                        }
                        Slot::Path(path, span) => (Some(site_path(self.graph, owner, path)), *span),
                        Slot::OwnLink(id, span) => (Some(format!("{own}#{id}")), *span),
                        _ => continue,
                    };
                    if url.and_then(|url| inside(&own, &url)).as_ref() == Some(&wanted) {
                        found.push(span);
                    }
                }
            });
        }
        if found.is_empty() {
            let literal = match fragment {
                Some(fragment) => format!("{path}#{fragment}"),
                None => path.to_owned(),
            };
            let own = fragment.map_or(literal.clone(), |fragment| format!("#{fragment}"));
            found.push(self.in_template(page, &[&literal, &own]));
        }
        found
    }

    /// The first of these texts in the page's template or in one that it may use.
    fn in_template(&self, page: &Page, texts: &[&str]) -> Span {
        let own = self.sources.find(&format!("templates/{}", page.template));
        let others = self.sources.under("templates/").map(|(id, _)| id);
        let files: Vec<FileId> = own.into_iter().chain(others).collect();
        for text in texts {
            for file in &files {
                if let Some(at) = self.sources.text(*file).find(text) {
                    return Span::new(*file, at..at + text.len());
                }
            }
        }
        let file = own.or_else(|| self.sources.find(SITE_FILE));
        Span::start_of(file.expect("Sources always holds the site's file"))
    }
}
