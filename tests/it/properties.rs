//! What holds for every site, tried on many.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::{Duration, Instant};

use planbook::diagnostic::{Severity, to_json, to_text};
use planbook::document::{self, Data, Record, Value as Written};
use planbook::markdown::Slot;
use planbook::source::{Content, SourceFile, Sources, Span};
use planbook::view::Value;
use planbook::{Built, model};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{diagnostics, settings};

const SITE: &str = "title: A plan\nbase_url: https://example.org/plan/\nas_of: 2026-07-02\nnav: [index]\nlanguages: { en: { name: English, dir: ltr } }\nchecks: { too-long: note }\n";

const MODEL: &str = "\
types:
  said:
    type: record
    many: true
    order: [actor, -as_of]
    fields:
      actor: { type: ref, to: actor, required: true, inverse: says }
      with: { type: ref, to: [actor, point], many: true, inverse: named_by }
      stance: { type: choice, of: { yes: { label: Yes, tone: blue }, no: { label: No } } }
      text: text
      as_of: { type: date, past: true }
      sources: { type: ref, to: source, many: true }
kinds:
  point:
    folder: points
    url: /points/{id}/
    label: { one: Point, other: Points }
    order: [number, title]
    card: [number, summary, says]
    fields:
      number: { type: integer, unique: true, min: 1 }
      summary: { type: text, max_words: 20 }
      link: url
      urgent: { type: bool, default: false }
      checked: { type: date, review: 30 }
      actors: { type: ref, to: actor, many: true, inverse: points }
      says: said
      body: markdown
  actor:
    folder: actors
    url: /actors/{id}/
    label: { one: Actor, other: Actors }
    lists: { mine: { of: point.says, where: { actor: this }, group: owner } }
    fields: { summary: text, body: markdown }
  source:
    file: sources.yaml
    url: /sources/#{id}
    label: { one: Source, other: Sources }
    cited_by: {}
    card: [publisher]
    fields: { publisher: string, note: markdown }
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields: { body: markdown }
";

const LISTS: &str = "---
title: Home
lists:
  all: { of: point, fields: all, order: -number, limit: 9 }
  months: { of: point.says, where: { stance: [yes, no] }, group: as_of.month }
  matrix: { of: point.says, group: owner, columns: stance, fields: [actor] }
---
# Home

On [[a]], [[actor:b|them]] and [@s; @t].
";

const POINT: &str = "---
title: A point
number: 1
summary: Of [[b]] and \"more\" [@s]
link: https://example.org/
checked: 2026-06
actors: [b]
says:
  - { actor: b, stance: yes, as_of: 2026-01-02, sources: [s] }
  - actor: b
    with: [b, c]
    text: >-
      They *say* so,
      and more [[c]].
---
# Heading {#own}

A [link](../actors/b.md#x), a note[^1], `code` and <abbr title=\"x\">HTML</abbr>.

| a | b |
|---|--:|
| [[b\\|c]] | ~~d~~ |

```rust
let x = 1;
```

<details>
<summary>More</summary>

- one
  - two

</details>

[^1]: The note [@t].
";

const ACTOR: &str = "---\ntitle: B\nsummary: דו\"ח של ג'ורג'\n---\n## X\n\nSee [[a#own]].\n";

const LIST_FILE: &str = "s: { title: First, publisher: Press }\nt:\n  title: \"Second: part\"\n  note: |\n    # Note\n\n    Of [[b]].\n";

const TEMPLATE: &str = "{% extends \"base.html\" %}{% block main %}{% set p = entity %}{{ p.title }}{% include \"point-part.html\" %}{{ t(key=\"footnotes\") }}{% endblock %}\n";

/// All that a point cites, shown once.
const POINT_PART: &str = "{{ p.summary }}{{ p.body }}{% for said in p.says %}{{ said.text }}{% for c in said.sources %}<a id=\"{{ c.mark }}\"></a>{% endfor %}{% endfor %}\n";

const FILES: [(&str, &str); 14] = [
    ("content/points/a.md", POINT),
    ("content/points/a.md", POINT),
    ("content/points/a.md", POINT),
    ("content/model.yaml", MODEL),
    ("content/model.yaml", MODEL),
    ("content/site.yaml", SITE),
    ("content/sources.yaml", LIST_FILE),
    ("content/actors/b.md", ACTOR),
    ("content/actors/c.md", "---\ntitle: C\n---\n"),
    ("content/pages/index.md", LISTS),
    (
        "content/pages/sources.md",
        "---\ntitle: Sources\nlists:\n  sources: { of: source, fields: all }\n---\n",
    ),
    ("templates/point.html", TEMPLATE),
    ("templates/words.en.ftl", include_str!("../../templates/words.en.ftl")),
    (
        "templates/base.html",
        "<main>{% block main %}{{ entity.body }}{% endblock %}</main>{% include \"part.html\" %}\n",
    ),
];

const OTHERS: [(&str, &str); 4] = [
    (
        "templates/part.html",
        "{% for s in page.sources %}<p id=\"source-{{ s.number }}\">{{ s.title | upper }}</p>{% endfor %}<a href=\"/points/a/\">a</a>\n",
    ),
    ("templates/point-part.html", POINT_PART),
    (
        "templates/actor.html",
        "{{ entity.summary }}{{ entity.body }}{% for g in lists.mine %}{% for said in g.items %}{{ said.text }}{% for c in said.sources %}<a id=\"{{ c.mark }}\"></a>{% endfor %}{% endfor %}{% endfor %}{% include \"part.html\" %}\n",
    ),
    (
        "templates/page.html",
        "{{ entity.body }}{% if lists.all %}{% for p in lists.all %}{% include \"point-part.html\" %}{% endfor %}{% endif %}{% if lists.months %}{% for g in lists.months %}{% for said in g.items %}{{ said.text }}{% for c in said.sources %}<a id=\"{{ c.mark }}\"></a>{% endfor %}{% endfor %}{% endfor %}{% endif %}{% if lists.sources %}{% for s in lists.sources %}<p id=\"{{ s.id }}\">{{ s.note }}</p>{% endfor %}{% endif %}{% include \"part.html\" %}\n",
    ),
];

/// The site above, without the built-in templates, with some files replaced.
fn site(replaced: &[(&str, &str)]) -> Sources {
    let mut texts: BTreeMap<&str, &str> = FILES.into_iter().chain(OTHERS).collect();
    texts.extend(replaced.iter().copied());
    let file =
        |(path, text): (&&str, &&str)| SourceFile::new(*path, Content::from_utf8(text.as_bytes()));
    Sources::new(texts.iter().map(file).collect())
}

fn build(sources: &Sources) -> Built {
    planbook::build(sources, &settings())
}

/// Syntax of all the languages that a site is written in.
const FRAGMENTS: [&str; 148] = [
    "---",
    "---\n",
    "\n---\n",
    "\n\n",
    "\n",
    " ",
    "  ",
    "\t",
    "\r\n",
    "\r",
    "\u{feff}",
    "\0",
    "\u{2028}",
    "\u{200f}",
    "\u{fffd}",
    "[[",
    "]]",
    "[[b]]",
    "[[a#own]]",
    "[[b|",
    "|",
    "\\|",
    "[^1]",
    "[^1]:",
    "\n\n[^1]: x",
    "[^x]",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "](/",
    "](..",
    "](#",
    "](x.md)",
    "[@",
    "[@s]",
    "[@s; @t]",
    "@",
    ";",
    "{",
    "}",
    "{#",
    "{#own}",
    "#",
    "# ",
    "\n# ",
    "\n## a\n",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "\n```rust\n",
    "\n    ",
    "~~~",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n> ",
    "\n> > ",
    "\n: ",
    "\n|---|---|\n",
    "|-",
    "===",
    "\n***\n",
    "<",
    ">",
    "<span",
    "<span>",
    "</span>",
    "<br>",
    "<a id=\"",
    "<a id=x>",
    "<!--",
    "-->",
    "<details>",
    "</details>",
    "\n<details>\n",
    "<summary>",
    "<script>",
    "</",
    "/>",
    "<![CDATA[",
    "<?",
    "&",
    "&amp;",
    "&#0;",
    "&#x",
    "\"",
    "'",
    "\\",
    "\\\n",
    "...",
    "--",
    "דו\"ח",
    "ג'ורג'",
    "שָׁלוֹם",
    "مرحبا",
    "é",
    "e\u{301}",
    "🎉",
    "👩‍👩‍👧",
    "İ",
    "ß",
    "\u{301}",
    "http://",
    "https://example.org",
    "javascript:",
    "//",
    "/",
    "..",
    "%",
    "%2e",
    "mailto:",
    ": ",
    ":",
    "- ",
    "? ",
    ", ",
    "&x ",
    "*x",
    "!t ",
    "<<: ",
    "| ",
    "|\n",
    ">-\n",
    "~",
    "null",
    "true",
    "2026-13",
    "2026",
    "-1",
    "99999999999999999999",
    "!",
    "%",
    "{{",
    "}}",
    "{%",
    "%}",
    "{% if x %}",
    "{{ entity }}",
    "{% include \"point.html\" %}",
    "{# ",
    "this",
    "all",
];

/// Words of a model, so that some of what is written has a meaning.
const WORDS: [&str; 40] = [
    "type",
    "ref",
    "to",
    "many",
    "inverse",
    "fields",
    "of",
    "where",
    "order",
    "limit",
    "group",
    "columns",
    "folder",
    "file",
    "url",
    "title",
    "summary",
    "body",
    "lists",
    "draft",
    "true",
    "aliases",
    "template",
    "point",
    "actor",
    "source",
    "says",
    "said",
    "markdown",
    "record",
    "required",
    "min",
    "max",
    "default",
    "unique",
    "review",
    "past",
    "cited_by",
    "point.says",
    "owner",
];

fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(&FRAGMENTS[..]).prop_map(str::to_owned),
        2 => select(&WORDS[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z0-9 ]{0,6}",
    ]
}

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..24).prop_map(|parts| parts.concat())
}

/// A place in a text, how much of it goes, and what comes instead.
type Edit = (prop::sample::Index, usize, String);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let some = prop::collection::vec(fragment(), 0..4).prop_map(|parts| parts.concat());
    prop::collection::vec((any::<prop::sample::Index>(), 0usize..12, some), 1..4)
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (place, length, new) in edits {
        let start = place.index(chars.len() + 1);
        let end = (start + length).min(chars.len());
        chars.splice(start..end, new.chars());
    }
    chars.into_iter().collect()
}

/// Every place of a diagnostic lies in its file, and everything about it can be shown.
fn sound_diagnostics(sources: &Sources, built: &Built) -> Result<(), TestCaseError> {
    for diagnostic in &built.diagnostics {
        let others = diagnostic.others.iter().map(|(span, _)| *span);
        for span in others.chain([diagnostic.span]) {
            inside(sources, span, &format!("{diagnostic:?}"))?;
        }
        prop_assert!(
            !diagnostic.message.is_empty() && !diagnostic.help.is_empty(),
            "{diagnostic:?}"
        );
        to_text(sources, diagnostic, false);
    }
    to_json(sources, &built.diagnostics);
    let errors = built.diagnostics.iter().any(|d| d.severity == Severity::Error);
    prop_assert_eq!(built.output.is_none(), errors);
    Ok(())
}

fn inside(sources: &Sources, span: Span, what: &str) -> Result<(), TestCaseError> {
    let text = sources.text(span.file);
    let range = span.range();
    let path = &sources.get(span.file).path;
    prop_assert!(
        range.start <= range.end && text.get(range.clone()).is_some(),
        "{range:?} of {path}: {what}"
    );
    Ok(())
}

/// Every value that was parsed lies in its file.
fn sound_values(sources: &Sources) -> Result<(), TestCaseError> {
    let (Some(model), _) = model::read(sources) else { return Ok(()) };
    for (id, file) in sources.under("content/") {
        if file.path == "content/site.yaml" || file.path == "content/model.yaml" {
            continue;
        }
        for document in document::parse(sources, id, &model).documents {
            inside(sources, document.place, "place")?;
            sound_record(sources, &document.record)?;
            for reference in &document.refs {
                inside(sources, reference.span, &format!("{reference:?}"))?;
            }
            for name in document.template.iter().chain(&document.aliases) {
                inside(sources, name.span, &name.value)?;
            }
        }
    }
    Ok(())
}

fn sound_record(sources: &Sources, record: &Record) -> Result<(), TestCaseError> {
    inside(sources, record.span, "record")?;
    record.values.iter().flatten().try_for_each(|value| sound_value(sources, value))
}

fn sound_value(sources: &Sources, value: &Written) -> Result<(), TestCaseError> {
    inside(sources, value.span, &format!("{value:?}"))?;
    match &value.data {
        Data::List(items) => items.iter().try_for_each(|item| sound_value(sources, item)),
        Data::Record(record) => sound_record(sources, record),
        Data::Text(body) | Data::Markdown(body) => {
            for heading in &body.headings {
                inside(sources, heading.span, &format!("{heading:?}"))?;
            }
            for slot in &body.slots {
                if let Slot::OwnLink(_, span) | Slot::Path(_, span) = slot {
                    inside(sources, *span, &format!("{slot:?}"))?;
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What no page may hold, whatever was written.
fn sound_output(built: &Built) -> Result<(), TestCaseError> {
    for (path, entry) in built.output.iter().flat_map(|output| output.iter()) {
        if !path.ends_with(".html") {
            continue;
        }
        let html = std::str::from_utf8(&entry.bytes).expect("HTML is UTF-8");
        prop_assert!(!html.contains('\0'), "{path}: {html}");
        for tag in planbook::html::tags(html) {
            prop_assert!(tag.name != "script", "{path}: {html}");
            for attribute in &tag.attributes {
                let name = &attribute.name;
                prop_assert!(name != "style" && !name.starts_with("on"), "{path}: {html}");
                let value: String = attribute
                    .value
                    .chars()
                    .filter(|c| !c.is_control() && !c.is_whitespace())
                    .collect();
                let scheme = value.to_lowercase();
                let link = name == "href" || name == "src";
                prop_assert!(
                    !(link && (scheme.starts_with("javascript:") || scheme.starts_with("//"))),
                    "{path}: {html}"
                );
            }
        }
    }
    Ok(())
}

fn holds(sources: &Sources) -> Result<(), TestCaseError> {
    let built = build(sources);
    sound_diagnostics(sources, &built)?;
    sound_values(sources)?;
    sound_output(&built)
}

/// The same cases on every run, so that a change and not chance decides.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        rng_seed: proptest::test_runner::RngSeed::Fixed(2803),
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..ProptestConfig::with_cases(cases)
    }
}

#[test]
fn the_site_of_these_tests_is_sound() {
    let shown = diagnostics(&site(&[]));
    assert!(shown.is_empty(), "{shown}");
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn any_edit_of_a_file_ends_in_a_site_or_in_diagnostics(
        (path, text) in select(&FILES[..]), edits in edits(),
    ) {
        holds(&site(&[(path, &edited(text, &edits))]))?;
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn any_text_may_stand_in_a_file((path, _) in select(&FILES[..]), text in soup()) {
        holds(&site(&[(path, &text)]))?;
    }

    #[test]
    fn any_text_may_stand_under_front_matter(body in soup()) {
        holds(&site(&[("content/points/a.md", &format!("---\ntitle: A\n---\n{body}"))]))?;
    }

    #[test]
    fn any_text_may_be_quoted(text in soup()) {
        // JSON's strings are YAML's.
        let quoted = serde_json::to_string(&text).expect("a string");
        let point = format!("---\ntitle: {quoted}\nsummary: {quoted}\nsays:\n  - {{ actor: b, text: {quoted} }}\n---\n{{#x}}");
        holds(&site(&[("content/points/a.md", &point)]))?;
    }

    #[test]
    fn any_text_may_stand_in_a_block_of_yaml(text in soup()) {
        let block: String = text.lines().map(|line| format!("    {line}\n")).collect();
        let list = format!("s:\n  title: S\n  note: |\n{block}t: {{ title: T }}\n");
        holds(&site(&[("content/sources.yaml", &list)]))?;
    }
}

// -- ties -------------------------------------------------------------------------------------

/// What one point says: of whom, with whom, and who else is concerned.
#[derive(Clone, Debug)]
struct Point {
    actors: Vec<usize>,
    says: Vec<(usize, Vec<usize>)>,
    mentions: Vec<usize>,
    cites: Vec<usize>,
}

fn numbers(most: usize) -> impl Strategy<Value = Vec<usize>> {
    prop::collection::btree_set(0..most, 0..=most.min(3))
        .prop_map(|set| set.into_iter().collect())
        .prop_shuffle()
}

const ACTORS: usize = 4;

fn points() -> impl Strategy<Value = Vec<Point>> {
    let says = prop::collection::vec((0..ACTORS, numbers(ACTORS)), 0..4);
    let point = (numbers(ACTORS), says, numbers(ACTORS), numbers(2))
        .prop_map(|(actors, says, mentions, cites)| Point { actors, says, mentions, cites });
    prop::collection::vec(point, 0..5)
}

const TIES: &str = "\
kinds:
  point:
    folder: points
    url: /points/{id}/
    label: { one: Point, other: Points }
    fields:
      actors: { type: ref, to: actor, many: true, inverse: points }
      says:
        type: record
        many: true
        fields:
          actor: { type: ref, to: actor, inverse: says }
          with: { type: ref, to: actor, many: true, inverse: heard }
      body: markdown
  actor:
    folder: actors
    url: /actors/{id}/
    label: { one: Actor, other: Actors }
    fields: {}
  source:
    file: sources.yaml
    url: /sources/#{id}
    label: { one: Source, other: Sources }
    cited_by: {}
    fields: {}
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields: { body: markdown }
";

fn names(prefix: &str, numbers: &[usize]) -> String {
    let names: Vec<String> = numbers.iter().map(|n| format!("{prefix}{n}")).collect();
    names.join(", ")
}

fn files_of(points: &[Point]) -> Vec<(String, String)> {
    let mut files = vec![
        ("content/model.yaml".to_owned(), TIES.to_owned()),
        ("content/site.yaml".into(), "title: T\nbase_url: https://example.org/\n".into()),
        ("content/sources.yaml".into(), "s0: { title: S0 }\ns1: { title: S1 }\n".into()),
        ("content/pages/sources.md".into(), "---\ntitle: Sources\nlists: { all: { of: source, fields: [cited_by] } }\n---\n".into()),
        ("templates/words.en.ftl".into(), include_str!("../../templates/words.en.ftl").into()),
        ("templates/point.html".into(), "{{ entity.body }}{% for s in page.sources %}<p id=\"source-{{ s.number }}\"></p>{% endfor %}".into()),
        ("templates/actor.html".into(), "{% for s in entity.says %}{{ s.owner.title }}{% endfor %}".into()),
        ("templates/page.html".into(), "{% for s in lists.all %}<p id=\"{{ s.id }}\"></p>{% endfor %}".into()),
    ];
    for actor in 0..ACTORS {
        files.push((
            format!("content/actors/a{actor}.md"),
            format!("---\ntitle: Actor {actor}\n---\n"),
        ));
    }
    for (index, point) in points.iter().enumerate() {
        let mut text =
            format!("---\ntitle: Point {index}\nactors: [{}]\nsays:\n", names("a", &point.actors));
        for (actor, with) in &point.says {
            text.push_str(&format!("  - {{ actor: a{actor}, with: [{}] }}\n", names("a", with)));
        }
        if point.says.is_empty() {
            text = text.replace("says:\n", "says: []\n");
        }
        text.push_str("---\n");
        for mention in &point.mentions {
            text.push_str(&format!("Of [[a{mention}]].\n"));
        }
        for source in &point.cites {
            text.push_str(&format!("\nx [@s{source}]\n"));
        }
        files.push((format!("content/points/p{index}.md"), text));
    }
    files
}

fn sources_of(files: &[(String, String)]) -> Sources {
    let file = |(path, text): &(String, String)| {
        SourceFile::new(path, Content::from_utf8(text.as_bytes()))
    };
    Sources::new(files.iter().map(file).collect())
}

fn ids(value: &Value, path: &[&str]) -> Vec<String> {
    let Value::List(items) = value else { panic!("no list") };
    let id = |item: &Value| {
        let inner = path.iter().chain(&["id"]).fold(item, |value, name| match value {
            Value::Map(map) => &map[*name],
            _ => panic!("no map"),
        });
        match inner {
            Value::Text(id) => id.clone(),
            _ => panic!("no id"),
        }
    };
    let mut ids: Vec<String> = items.iter().map(id).collect();
    ids.sort();
    ids
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn what_is_written_on_one_page_is_seen_on_the_other(points in points()) {
        let files = files_of(&points);
        let sources = sources_of(&files);
        let built = build(&sources);
        prop_assert!(built.diagnostics.is_empty(), "{}", diagnostics(&sources));
        let view = |page: &str| planbook::view(&sources, &settings(), page).map_err(|_| TestCaseError::fail("no page"));
        let told = |actor: usize, tells: &dyn Fn(&Point) -> usize| -> Vec<String> {
            let _ = actor;
            let each = points.iter().enumerate();
            each.flat_map(|(index, point)| vec![format!("p{index}"); tells(point)]).collect()
        };
        for actor in 0..ACTORS {
            let view = view(&format!("actors/a{actor}"))?;
            let Value::Map(entity) = &view.entity else { panic!("no entity") };
            let once = |numbers: &[usize]| usize::from(numbers.contains(&actor));
            prop_assert_eq!(ids(&entity["points"], &[]), told(actor, &|p| once(&p.actors)));
            prop_assert_eq!(ids(&entity["mentioned_by"], &[]), told(actor, &|p| once(&p.mentions)));
            let says = |p: &Point| p.says.iter().filter(|(of, _)| *of == actor).count();
            prop_assert_eq!(ids(&entity["says"], &["owner"]), told(actor, &says));
            let heard = |p: &Point| p.says.iter().filter(|(_, with)| with.contains(&actor)).count();
            prop_assert_eq!(ids(&entity["heard"], &["owner"]), told(actor, &heard));
        }
        for (index, point) in points.iter().enumerate() {
            let view = view(&format!("points/p{index}"))?;
            let Value::Map(entity) = &view.entity else { panic!("no entity") };
            let mut actors: Vec<String> = point.actors.iter().map(|n| format!("a{n}")).collect();
            actors.sort();
            prop_assert_eq!(ids(&entity["actors"], &[]), actors);
            let mut cites: Vec<String> = point.cites.iter().map(|n| format!("s{n}")).collect();
            cites.sort();
            prop_assert_eq!(ids(&entity["cites"], &[]), cites);
        }
        let view = view("sources")?;
        let Value::Map(lists) = &view.lists else { panic!("no lists") };
        let Value::List(all) = &lists["all"] else { panic!("no list") };
        for (source, seen) in all.iter().enumerate() {
            let Value::Map(seen) = seen else { panic!("no source") };
            prop_assert_eq!(ids(&seen["cited_by"], &[]), told(source, &|p| usize::from(p.cites.contains(&source))));
        }
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn the_order_of_files_and_the_number_of_threads_change_nothing(
        (files, shuffled) in points().prop_map(|points| files_of(&points))
            .prop_flat_map(|files| (Just(files.clone()), Just(files).prop_shuffle())),
        edit in edits(), which in any::<prop::sample::Index>(),
    ) {
        // With a mistake in one file, the diagnostics must be the same as well.
        let path = files[which.index(files.len())].0.clone();
        let spoiled = |files: &[(String, String)]| -> Vec<(String, String)> {
            let spoil = |(name, text): &(String, String)| match *name == path {
                true => (name.clone(), edited(text, &edit)),
                false => (name.clone(), text.clone()),
            };
            files.iter().map(spoil).collect()
        };
        for (files, shuffled) in [(files.clone(), shuffled.clone()), (spoiled(&files), spoiled(&shuffled))] {
            let with = |files: &[(String, String)], threads: usize| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
                let sources = sources_of(files);
                let built = pool.install(|| build(&sources));
                (built.output, built.diagnostics)
            };
            let first = with(&files, 1);
            prop_assert_eq!(&first, &with(&shuffled, 1));
            prop_assert_eq!(&first, &with(&files, 4));
        }
    }
}

// -- depth and time ---------------------------------------------------------------------------

/// Builds the site with one file replaced, in this time.
fn ends(path: &str, text: &str, what: &str) -> Built {
    let sources = site(&[(path, text)]);
    let start = Instant::now();
    let built = build(&sources);
    assert!(start.elapsed() < Duration::from_secs(60), "{what} took {:?}", start.elapsed());
    built
}

#[test]
fn deep_markdown_ends() {
    const N: usize = 10_000;
    let lists: String = (0..1000).map(|n| format!("{}- a\n", "  ".repeat(n))).collect();
    let notes: String = (0..1000).map(|n| format!("[^{n}]: x[^{}]\n\n", n + 1)).collect();
    let bodies = [
        ("quotes", format!("{} a", ">".repeat(N))),
        ("spaced quotes", format!("{}a", "> ".repeat(N))),
        ("stars", "*".repeat(N) + "a"),
        ("open stars", "*a ".repeat(N)),
        ("strong", "**a ".repeat(N) + &" b**".repeat(N)),
        ("tildes", "~~a ".repeat(N)),
        ("brackets", "[".repeat(N)),
        ("closed brackets", "[".repeat(N) + "a" + &"]".repeat(N)),
        ("links", "[a](".repeat(N)),
        ("images", "![".repeat(N) + &"](x)".repeat(N)),
        ("items", "- ".repeat(N) + "a"),
        ("numbers", "1. ".repeat(N) + "a"),
        ("lists", lists),
        ("tags", "<span>".repeat(N)),
        ("signs", "<".repeat(N)),
        ("comments", "<!--".repeat(N)),
        ("sections", "<![CDATA[".repeat(N)),
        ("bars", format!("{}\n{}|\n", "|".repeat(N), "|-".repeat(N))),
        ("marks", "[^1]".repeat(N) + "\n\n[^1]: a\n"),
        ("notes", format!("[^0]\n\n{notes}[^1000]: end\n")),
        ("details", "<details>\n\n".repeat(1000)),
    ];
    for (what, body) in bodies {
        ends("content/points/a.md", &format!("---\ntitle: A\n---\n{body}\n"), what);
        ends(
            "content/sources.yaml",
            &format!(
                "s:\n  title: S\n  note: {}\nt: {{ title: T }}\n",
                serde_json::to_string(&body).expect("a string")
            ),
            what,
        );
    }
}

#[test]
fn long_markdown_takes_time_in_proportion() {
    let bodies = [
        ("headings", "# a\n\n".repeat(8000)),
        ("entities", "&amp;".repeat(40_000)),
        ("quotation marks", "\"א\" ".repeat(20_000)),
        ("open links", "[[".repeat(20_000)),
    ];
    for (what, body) in bodies {
        ends("content/points/a.md", &format!("---\ntitle: A\n---\n{body}\n"), what);
    }
}

#[test]
fn deep_yaml_ends() {
    const N: usize = 10_000;
    let blocks: String = (0..1000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    let texts = [
        ("lists", format!("title: {}", "[".repeat(N))),
        ("closed lists", format!("title: {}{}", "[".repeat(N), "]".repeat(N))),
        ("groups", format!("title: {}", "{a: ".repeat(N))),
        ("entries", "- ".repeat(N)),
        ("keys", "? ".repeat(N)),
        ("blocks", blocks),
        ("100 levels", (0..100).map(|n| format!("{}a:\n", " ".repeat(n))).collect()),
    ];
    for (what, text) in texts {
        let built = ends("content/points/a.md", &format!("---\n{text}\n---\n"), what);
        assert!(built.output.is_none(), "{what}");
        for path in ["content/model.yaml", "content/site.yaml", "content/sources.yaml"] {
            let built = ends(path, &format!("{text}\n"), what);
            assert!(built.output.is_none(), "{what} in {path}");
        }
    }
}

#[test]
fn types_do_not_multiply() {
    let types: String = (0..40)
        .map(|n| {
            format!("  t{n}: {{ type: record, fields: {{ a: t{}, b: t{} }} }}\n", n + 1, n + 1)
        })
        .collect();
    let model = format!(
        "types:\n{types}  t40: text\nkinds:\n  page:\n    folder: pages\n    url: /{{id}}/\n    label: {{ one: P, other: P }}\n    fields: {{ a: t0 }}\n"
    );
    // In a process of its own, which can be ended.
    let (code, said) = checked(&[("content/model.yaml", &model)]);
    assert_eq!(code, Some(1), "{said}");
}

#[test]
fn deep_words_end() {
    let words =
        format!("{}a = {}\n", include_str!("../../templates/words.en.ftl"), "{ ".repeat(10_000));
    let (code, said) = checked(&[("templates/words.en.ftl", &words)]);
    assert_eq!(code, Some(1), "{said}");
}

#[test]
fn deep_templates_end() {
    const N: usize = 10_000;
    let templates = [
        ("brackets", format!("{{{{ {}1{} }}}}", "(".repeat(N), ")".repeat(N))),
        ("ifs", "{% if true %}".repeat(N) + &"{% endif %}".repeat(N)),
        ("lists", format!("{{{{ {}{} }}}}", "[".repeat(N), "]".repeat(N))),
        ("nots", format!("{{{{ {}true }}}}", "not ".repeat(N))),
        ("minuses", format!("{{{{ {}1 }}}}", "-".repeat(N))),
        ("filters", format!("{{{{ 'a'{} }}}}", " | upper".repeat(N))),
        ("sums", format!("{{{{ 1{} }}}}", " + 1".repeat(N))),
        ("dots", format!("{{{{ entity{} }}}}", ".a".repeat(N))),
        ("includes", "{% include \"part.html\" %}".repeat(N)),
    ];
    for (what, template) in templates {
        let (code, said) = checked(&[("templates/point.html", &template)]);
        assert!(
            code.is_some_and(|code| code < 2),
            "{what}: {code:?} {}",
            &said[..said.len().min(500)]
        );
    }
}

/// `planbook check` in a process of its own: the code it ends with, and what it says.
fn checked(replaced: &[(&str, &str)]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut texts: BTreeMap<&str, &str> = FILES.into_iter().chain(OTHERS).collect();
    texts.extend(replaced.iter().copied());
    for (path, text) in texts {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let mut process = Command::new(env!("CARGO_BIN_EXE_planbook"));
    process.current_dir(folder.path()).args(["check"]);
    let out = folder.path().join("out");
    let file = || std::fs::File::options().create(true).append(true).open(&out).expect("a file");
    let mut child = process.stdout(file()).stderr(file()).spawn().expect("planbook runs");
    let start = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().expect("a process") {
            break status.code();
        }
        if start.elapsed() > Duration::from_secs(60) {
            child.kill().expect("it can be ended");
            child.wait().expect("it ends");
            break None;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    (code, std::fs::read_to_string(out).expect("text"))
}

// -- templates that go round ------------------------------------------------------------------

#[test]
fn templates_that_go_round_are_mistakes() {
    let rounds: [&[(&str, &str)]; 5] = [
        &[("templates/point.html", "{% include \"point.html\" %}")],
        &[
            ("templates/point.html", "{% include \"other.html\" %}"),
            ("templates/other.html", "{% include \"point.html\" %}"),
        ],
        &[("templates/point.html", "{% extends \"point.html\" %}")],
        &[
            ("templates/point.html", "{% extends \"base.html\" %}"),
            ("templates/base.html", "{% extends \"point.html\" %}"),
        ],
        &[(
            "templates/point.html",
            "{% extends \"base.html\" %}{% block main %}{% include \"point.html\" %}{% endblock %}",
        )],
    ];
    for replaced in rounds {
        let sources = site(replaced);
        let built = build(&sources);
        let codes: Vec<&str> = built.diagnostics.iter().map(|d| d.code.name()).collect();
        assert_eq!(codes, ["template"], "{replaced:?}: {}", diagnostics(&sources));
    }
}

/// Components run deep before they are stopped, so they do it in a process of their own.
#[test]
fn components_without_end_are_mistakes() {
    let rounds: [&[(&str, &str)]; 3] = [
        &[("templates/point.html", "{% component a() %}{{<a/>}}{% endcomponent %}{{<a/>}}")],
        &[(
            "templates/point.html",
            "{% component a() %}{{<b/>}}{% endcomponent %}{% component b() %}{{<a/>}}{% endcomponent %}{{<a/>}}",
        )],
        &[
            (
                "templates/point.html",
                "{% component a() %}{% include \"other.html\" %}{% endcomponent %}{{<a/>}}",
            ),
            ("templates/other.html", "{{<a/>}}"),
        ],
    ];
    for replaced in rounds {
        let (code, said) = checked(replaced);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("error[template]"), "{said}");
    }
}
