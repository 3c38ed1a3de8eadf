//! Small sites: files in one string, each under a line `=== path`.

use expect_test::Expect;
use planbook::Settings;
use planbook::date::Date;
use planbook::diagnostic::to_text;
use planbook::output::Output;
use planbook::source::{Content, SourceFile, Sources};

/// Where a small site says nothing else.
const SITE: &str = "title: A plan\nbase_url: https://example.org/plan/\nas_of: 2026-07-02\n";

const MODEL: &str = "\
kinds:
  point:
    folder: points
    url: /points/{id}/
    label: { one: Point, other: Points }
    order: number
    card: [number, summary]
    fields:
      number: { type: integer, unique: true, min: 1 }
      summary: { type: text, max_words: 20 }
      actors: { type: ref, to: actor, many: true, inverse: points }
      positions:
        type: record
        many: true
        fields:
          actor: { type: ref, to: actor, required: true, inverse: positions }
          stance: { type: choice, of: { accepts: { label: Accepts }, rejects: { label: Rejects } } }
          text: text
          sources: { type: ref, to: source, many: true }
      as_of: { type: date, past: true }
      body: markdown
  actor:
    folder: actors
    url: /actors/{id}/
    label: { one: Actor, other: Actors }
    fields:
      summary: text
      body: markdown
  source:
    file: sources.yaml
    url: /sources/#{id}
    label: { one: Source, other: Sources }
    cited_by: {}
    card: [publisher]
    fields:
      publisher: string
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields:
      summary: text
      body: markdown
";

const SOURCES_PAGE: &str =
    "---\ntitle: Sources\ntemplate: sources-page.html\nlists:\n  sources: { of: source }\n---\n";

const SOURCES_TEMPLATE: &str =
    "{% for s in lists.sources %}<p id=\"{{ s.id }}\">{{ s.title }}</p>{% endfor %}";

/// Shows a body and the sources it cites, and nothing else.
const BARE: &str = "{{ entity.body }}{% for s in page.sources %}<p id=\"source-{{ s.number }}\">{{ s.title }}</p>{% endfor %}\n";

const HOME: &str = "---\ntitle: Home\n---\n";

/// The files of the string, and of the usual small site what the string leaves out. A file whose
/// text is `(none)` is taken away.
pub fn sources(site: &str) -> Sources {
    let mut files: Vec<SourceFile> = Vec::new();
    for part in site.split("=== ").skip(1) {
        let (path, text) = part.split_once('\n').expect("a path and a text");
        let (path, bytes) = (path.trim(), text.as_bytes());
        let content = match path.starts_with("static/") {
            true => Content::Bytes(bytes.into()),
            false => Content::from_utf8(bytes),
        };
        files.push(SourceFile::new(path, content));
    }
    sources_of(files)
}

/// The same of files that no string can hold.
pub fn sources_of(mut files: Vec<SourceFile>) -> Sources {
    let usual = [
        ("content/site.yaml", SITE),
        ("content/model.yaml", MODEL),
        ("content/pages/index.md", HOME),
        ("content/pages/sources.md", SOURCES_PAGE),
        ("templates/sources-page.html", SOURCES_TEMPLATE),
        ("templates/point.html", BARE),
        ("templates/actor.html", BARE),
        ("templates/page.html", BARE),
    ];
    for (path, text) in usual {
        if !files.iter().any(|file| file.path == path) {
            files.push(SourceFile::new(path, Content::Text(text.into())));
        }
    }
    files.retain(|file| file.text().trim() != "(none)");
    planbook::load::with_built_in(files)
}

pub fn settings() -> Settings {
    Settings {
        date: Date::parse("2026-07-02").expect("a date"),
        base_url: None,
        commit: None,
        drafts: false,
        offline: false,
    }
}

/// All diagnostics of a site, as a terminal shows them.
pub fn diagnostics(sources: &Sources) -> String {
    let built = planbook::build(sources, &settings());
    let shown = built.diagnostics.iter().map(|d| to_text(sources, d, false) + "\n");
    shown.collect()
}

/// Expects these diagnostics of a site, and no others.
pub fn check(site: &str, expected: Expect) {
    expected.assert_eq(&diagnostics(&sources(site)));
}

/// A site with one point, which has this front matter.
pub fn point(front: &str) -> String {
    format!("=== content/points/one.md\n---\n{front}---\n")
}

/// A site with points `a`, `b` and so on, which have these front matters.
pub fn points(fronts: &[&str]) -> String {
    let named = ('a'..='z').zip(fronts);
    named.map(|(id, front)| format!("=== content/points/{id}.md\n---\n{front}\n---\n")).collect()
}

/// A site with one point, which has this text under its front matter.
pub fn body(text: &str) -> String {
    format!("=== content/points/one.md\n---\ntitle: One\n---\n{text}")
}

/// A site of pages with these fields. The home page has this front matter besides its title.
pub fn page_with(fields: &str, front: &str) -> String {
    let fields = fields.lines().map(|line| format!("      {line}\n")).collect::<String>();
    format!(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    url: /{{id}}/
    label: {{ one: Page, other: Pages }}
    fields:
{fields}=== content/pages/index.md
---
title: Home
{front}---
=== content/pages/sources.md
(none)
"
    )
}

/// The output of a site that has nothing wrong with it.
pub fn output(site: &str) -> Output {
    let sources = sources(site);
    let built = planbook::build(&sources, &settings());
    assert!(built.diagnostics.is_empty(), "{}", diagnostics(&sources));
    built.output.expect("no diagnostics, so an output")
}

/// One page of a site, as it is published.
pub fn page(site: &str, file: &str) -> String {
    let output = output(site);
    let entry = output.get(file).unwrap_or_else(|| panic!("no file {file}"));
    String::from_utf8(entry.bytes.to_vec()).expect("HTML is UTF-8")
}
