//! What is written on one page is seen on another; lists.

use expect_test::{Expect, expect};
use planbook::view::{Value, View};
use planbook::view_json;

use crate::support::{diagnostics, page, settings, sources};

const MODEL: &str = "\
=== content/model.yaml
types:
  said:
    type: record
    many: true
    fields:
      actor: { type: ref, to: actor, required: true, inverse: says }
      with: { type: ref, to: actor, many: true, inverse: says }
      stance: { type: choice, of: { accepts: { label: Accepts }, partly: { label: In part }, rejects: { label: Rejects } } }
      text: text
      as_of: date
      sources: { type: ref, to: source, many: true }
kinds:
  plan:
    folder: plan
    url: /plan/
    label: { one: Plan, other: Plans }
    fields: { says: said, body: markdown }
  point:
    folder: points
    url: /points/{id}/
    label: { one: Point, other: Points }
    order: number
    card: [number, summary, actors, blocked_by]
    fields:
      number: integer
      summary: text
      actors: { type: ref, to: actor, many: true, inverse: points }
      lead: { type: ref, to: actor, inverse: points }
      depends_on: { type: ref, to: point, many: true, inverse: needed_by }
      about: { type: ref, to: [point, actor], many: true, inverse: told_by }
      theme: { type: choice, of: { war: { label: War, tone: rust }, peace: { label: Peace } } }
      says: { type: said, order: -as_of }
      checked: { type: date, review: 30 }
      urgent: bool
      sources: { type: ref, to: source, many: true }
      body: markdown
  obstacle:
    folder: obstacles
    url: /obstacles/{id}/
    label: { one: Obstacle, other: Obstacles }
    fields:
      blocks: { type: ref, to: point, many: true, inverse: blocked_by }
      says: said
  actor:
    folder: actors
    url: /actors/{id}/
    label: { one: Actor, other: Actors }
    fields:
      side: { type: choice, of: { one: { label: One }, two: { label: Two }, three: { label: Three } } }
      body: markdown
  event:
    file: events.yaml
    url: /events/#{id}
    label: { one: Event, other: Events }
    order: [date, title]
    card: [date]
    fields:
      date: date
      points: { type: ref, to: point, many: true, inverse: events }
      summary: text
  source:
    file: sources.yaml
    url: /sources/#{id}
    label: { one: Source, other: Sources }
    cited_by: {}
    card: [publisher]
    fields: { publisher: string }
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields: { body: markdown }
=== content/pages/events.md
---
title: Events
template: bare.html
---
=== content/pages/sources.md
---
title: Sources
template: bare.html
---
=== content/pages/index.md
---
title: Home
template: bare.html
---
=== content/actors/ana.md
---
title: Ana
side: one
---
=== content/actors/bo.md
---
title: Bo
side: two
---
=== content/actors/cy.md
---
title: Cy
---
=== content/sources.yaml
s1: { title: First, publisher: Press }
s2: { title: Second }
s3: { title: Third }
";

/// What the template of a page of this site sees, under [`MODEL`].
fn view(site: &str, page: &str) -> View {
    let sources = sources(&format!("{MODEL}{site}"));
    planbook::view(&sources, &settings(), page).unwrap_or_else(|_| {
        panic!("{}", diagnostics(&sources));
    })
}

/// A value at a path of names and numbers.
fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.').filter(|name| !name.is_empty()).fold(value, |value, name| match value {
        Value::Map(map) => map.get(name).unwrap_or_else(|| panic!("no `{name}` of `{path}`")),
        Value::List(list) => &list[name.parse::<usize>().expect("a number")],
        _ => panic!("`{name}` of `{path}` is in a single value"),
    })
}

/// A value in few words: things by their kind and id, dates and choices as written.
fn short(value: &Value) -> String {
    let all = |values: &[Value]| values.iter().map(short).collect::<Vec<_>>().join(" ");
    match value {
        Value::Null => "-".into(),
        Value::Bool(is) => is.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Text(text) | Value::Html(text) => format!("{text:?}"),
        Value::List(list) => format!("[{}]", all(list)),
        Value::Map(map) => {
            let text = |name: &str| match map.get(name) {
                Some(Value::Text(text)) => Some(text.clone()),
                _ => None,
            };
            if let (Some(kind), Some(id)) = (text("kind"), text("id")) {
                return format!("{kind}:{id}");
            }
            let known = ["iso", "value", "mark"].into_iter().find_map(text);
            known.unwrap_or_else(|| {
                let entries = map.iter().map(|(name, value)| format!("{name}={}", short(value)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(" "))
            })
        }
    }
}

/// Expects these parts of a view, in few words, each on a line of its own.
fn sees(site: &str, page: &str, paths: &[&str], expected: Expect) {
    let view = view(site, page);
    let mut text = String::new();
    for path in paths {
        let (root, rest) = path.split_once('.').unwrap_or((path, ""));
        let root = match root {
            "entity" => &view.entity,
            "page" => &view.page,
            "lists" => &view.lists,
            _ => &view.site,
        };
        text.push_str(&format!("{path}: {}\n", short(at(root, rest))));
    }
    expected.assert_eq(&text);
}

fn point(id: &str, fields: &str) -> String {
    format!("=== content/points/{id}.md\n---\ntitle: {}\n{fields}---\n", id.to_uppercase())
}

// -- ties -------------------------------------------------------------------------------------

#[test]
fn references_are_seen_from_their_target() {
    let site =
        point("a", "number: 2\nactors: [ana, bo]\n") + &point("b", "number: 1\nactors: [ana]\n");
    sees(
        &site,
        "actors/ana",
        &["entity.points"],
        expect![[r#"
        entity.points: [point:b point:a]
    "#]],
    );
    sees(
        &site,
        "actors/bo",
        &["entity.points"],
        expect![[r#"
        entity.points: [point:a]
    "#]],
    );
    sees(
        &site,
        "actors/cy",
        &["entity.points", "entity.says", "entity.told_by", "entity.mentioned_by"],
        expect![[r#"
        entity.points: []
        entity.says: []
        entity.told_by: []
        entity.mentioned_by: []
    "#]],
    );
    sees(
        &site,
        "points/a",
        &["entity.actors", "entity.blocked_by", "entity.needed_by"],
        expect![[r#"
        entity.actors: [actor:ana actor:bo]
        entity.blocked_by: []
        entity.needed_by: []
    "#]],
    );
}

#[test]
fn a_page_that_names_another_in_two_fields_is_one_card() {
    let site = point("a", "actors: [bo, ana]\nlead: ana\n") + &point("b", "lead: ana\n");
    sees(
        &site,
        "actors/ana",
        &["entity.points"],
        expect![[r#"
        entity.points: [point:a point:b]
    "#]],
    );
}

#[test]
fn a_card_is_the_tag_and_the_card_fields_in_plain_words() {
    let site =
        point("a", "number: 2\nsummary: \"Of *much* [[bo]] [@s1]\"\nactors: [ana]\nlead: bo\n")
            + "=== content/obstacles/o.md\n---\ntitle: O\nblocks: [a]\n---\n";
    let view = view(&site, "actors/ana");
    let Value::Map(entity) = &view.entity else { panic!() };
    let card = serde_json::to_string_pretty(&entity["points"]).expect("plain data");
    let expected = expect![[r#"
        [
          {
            "kind": "point",
            "label": "Point",
            "id": "a",
            "title": "A",
            "short": "A",
            "url": "/points/a/",
            "letter": "A",
            "number": 2,
            "summary": "Of much Bo",
            "actors": [
              {
                "kind": "actor",
                "label": "Actor",
                "id": "ana",
                "title": "Ana",
                "short": "Ana",
                "url": "/actors/ana/",
                "letter": "A"
              }
            ],
            "blocked_by": [
              {
                "kind": "obstacle",
                "label": "Obstacle",
                "id": "o",
                "title": "O",
                "short": "O",
                "url": "/obstacles/o/",
                "letter": "O"
              }
            ]
          }
        ]"#]];
    expected.assert_eq(&card);
}

#[test]
fn the_view_of_a_page_in_full() {
    let site = point(
        "a",
        "number: 2\nsummary: \"See *this* [@s1]\"\nactors: [ana]\ntheme: war\nsays:\n  - { actor: bo, stance: partly, text: Words, as_of: 2026-02, sources: [s1] }\nchecked: 2026-05\n",
    );
    let view = view(&site, "points/a");
    let json = view_json(&view);
    let (_, own) = json.split_once("\n  \"page\": ").expect("a page");
    let expected = expect![[r##"
        "page": {
            "url": "/points/a/",
            "title": "A",
            "template": "point.html",
            "lang": "en",
            "dir": "ltr",
            "as_of": {
              "iso": "2026-02",
              "label": "February 2026"
            },
            "review": {
              "last": {
                "iso": "2026-05",
                "label": "May 2026"
              },
              "due": {
                "iso": "2026-06-30",
                "label": "30 June 2026"
              },
              "overdue": true
            },
            "place": {
              "index": 1,
              "count": 1
            },
            "prev": null,
            "next": null,
            "alternates": [],
            "breadcrumb": [
              {
                "kind": "page",
                "label": "Page",
                "id": "index",
                "title": "Home",
                "short": "Home",
                "url": "/",
                "letter": "H"
              }
            ],
            "headings": [],
            "description": "See this",
            "canonical": "https://example.org/plan/points/a/",
            "code": false,
            "sources": [
              {
                "kind": "source",
                "label": "Source",
                "id": "s1",
                "title": "First",
                "short": "First",
                "url": "/sources/#s1",
                "letter": "F",
                "publisher": "Press",
                "number": 1,
                "marks": [
                  "cite-1-1",
                  "cite-1-2"
                ]
              }
            ]
          },
          "entity": {
            "kind": "point",
            "label": "Point",
            "id": "a",
            "title": "A",
            "short": "A",
            "url": "/points/a/",
            "letter": "A",
            "number": 2,
            "summary": "See <em>this</em>&#8288;<sup class=\"cite\"><a id=\"cite-1-1\" href=\"#source-1\" aria-label=\"Source 1\">1</a></sup>",
            "actors": [
              {
                "kind": "actor",
                "label": "Actor",
                "id": "ana",
                "title": "Ana",
                "short": "Ana",
                "url": "/actors/ana/",
                "letter": "A"
              }
            ],
            "lead": null,
            "depends_on": [],
            "about": [],
            "theme": {
              "value": "war",
              "label": "War",
              "tone": "rust",
              "icon": null,
              "help": null
            },
            "says": [
              {
                "actor": {
                  "kind": "actor",
                  "label": "Actor",
                  "id": "bo",
                  "title": "Bo",
                  "short": "Bo",
                  "url": "/actors/bo/",
                  "letter": "B"
                },
                "with": [],
                "stance": {
                  "value": "partly",
                  "label": "In part",
                  "tone": null,
                  "icon": null,
                  "help": null
                },
                "text": "Words",
                "as_of": {
                  "iso": "2026-02",
                  "label": "February 2026"
                },
                "sources": [
                  {
                    "number": 1,
                    "mark": "cite-1-2",
                    "id": "s1",
                    "title": "First",
                    "url": "/sources/#s1"
                  }
                ]
              }
            ],
            "checked": {
              "iso": "2026-05",
              "label": "May 2026"
            },
            "urgent": null,
            "sources": [],
            "body": null,
            "needed_by": [],
            "told_by": [],
            "blocked_by": [],
            "events": [],
            "cites": [
              {
                "kind": "source",
                "label": "Source",
                "id": "s1",
                "title": "First",
                "short": "First",
                "url": "/sources/#s1",
                "letter": "F",
                "publisher": "Press"
              }
            ],
            "cited_by": [],
            "mentioned_by": []
          },
          "lists": {}
        }"##]];
    expected.assert_eq(&format!("\"page\": {own}"));
}

#[test]
fn a_record_with_a_reference_is_a_statement() {
    let site = point(
        "a",
        "number: 1\nsays:\n  - { actor: ana, with: [bo, cy], stance: accepts, text: \"They *say* so [@s2]\", as_of: 2026-01-02, sources: [s1] }\n  - { actor: bo, stance: rejects, as_of: 2026-03 }\n  - { actor: ana, stance: partly, as_of: 2026-02 }\n",
    ) + "=== content/plan/index.md\n---\ntitle: The plan\nsays:\n  - { actor: ana, stance: rejects }\n---\n"
        + "=== content/obstacles/o.md\n---\ntitle: O\nsays:\n  - { actor: cy, with: [cy, ana] }\n---\n";
    sees(
        &site,
        "actors/ana",
        &["entity.says"],
        expect![[r#"
        entity.says: [{owner=plan:index field="says" actor=actor:ana with=[] stance=rejects text=- as_of=- sources=[]} {owner=point:a field="says" actor=actor:ana with=[] stance=partly text=- as_of=2026-02 sources=[]} {owner=point:a field="says" actor=actor:ana with=[actor:bo actor:cy] stance=accepts text="They say so" as_of=2026-01-02 sources=[]} {owner=obstacle:o field="says" actor=actor:cy with=[actor:cy actor:ana] stance=- text=- as_of=- sources=[]}]
    "#]],
    );
    sees(
        &site,
        "actors/bo",
        &["entity.says"],
        expect![[r#"
        entity.says: [{owner=point:a field="says" actor=actor:bo with=[] stance=rejects text=- as_of=2026-03 sources=[]} {owner=point:a field="says" actor=actor:ana with=[actor:bo actor:cy] stance=accepts text="They say so" as_of=2026-01-02 sources=[]}]
    "#]],
    );
    sees(
        &site,
        "actors/cy",
        &["entity.says"],
        expect![[r#"
        entity.says: [{owner=point:a field="says" actor=actor:ana with=[actor:bo actor:cy] stance=accepts text="They say so" as_of=2026-01-02 sources=[]} {owner=obstacle:o field="says" actor=actor:cy with=[actor:cy actor:ana] stance=- text=- as_of=- sources=[]}]
    "#]],
    );
    // On its own page a statement is whole and in the order of the field.
    sees(
        &site,
        "points/a",
        &["entity.says"],
        expect![[r##"
            entity.says: [{actor=actor:bo with=[] stance=rejects text=- as_of=2026-03 sources=[]} {actor=actor:ana with=[] stance=partly text=- as_of=2026-02 sources=[]} {actor=actor:ana with=[actor:bo actor:cy] stance=accepts text="They <em>say</em> so&#8288;<sup class=\"cite\"><a id=\"cite-1-1\" href=\"#source-1\" aria-label=\"Source 1\">1</a></sup>" as_of=2026-01-02 sources=[cite-2-1]}]
        "##]],
    );
}

#[test]
fn an_inverse_of_several_kinds() {
    let site = point("a", "about: [b, ana, actor:bo]\n") + &point("b", "about: [point:a]\n");
    sees(
        &site,
        "points/a",
        &["entity.about", "entity.told_by"],
        expect![[r#"
        entity.about: [point:b actor:ana actor:bo]
        entity.told_by: [point:b]
    "#]],
    );
    sees(
        &site,
        "points/b",
        &["entity.about", "entity.told_by"],
        expect![[r#"
        entity.about: [point:a]
        entity.told_by: [point:a]
    "#]],
    );
    sees(
        &site,
        "actors/bo",
        &["entity.told_by"],
        expect![[r#"
        entity.told_by: [point:a]
    "#]],
    );
}

#[test]
fn an_id_of_two_kinds_is_named_with_its_kind() {
    let site =
        point("ana", "number: 1\n") + &point("b", "about: [actor:ana, point:ana]\nactors: [ana]\n");
    sees(
        &site,
        "points/b",
        &["entity.about", "entity.actors"],
        expect![[r#"
        entity.about: [actor:ana point:ana]
        entity.actors: [actor:ana]
    "#]],
    );
    sees(
        &site,
        "points/ana",
        &["entity.told_by"],
        expect![[r#"
        entity.told_by: [point:b]
    "#]],
    );
    sees(
        &site,
        "actors/ana",
        &["entity.told_by", "entity.points"],
        expect![[r#"
        entity.told_by: [point:b]
        entity.points: [point:b]
    "#]],
    );
}

#[test]
fn a_reference_to_itself() {
    let site = point("a", "depends_on: [a]\nabout: [a]\n");
    sees(
        &site,
        "points/a",
        &["entity.depends_on", "entity.needed_by", "entity.told_by"],
        expect![[r#"
        entity.depends_on: [point:a]
        entity.needed_by: [point:a]
        entity.told_by: [point:a]
    "#]],
    );
}

#[test]
fn a_draft_is_seen_nowhere() {
    let site = point("a", "draft: true\nactors: [ana]\nsources: [s1]\nbody: none\n")
        .replace("body: none\n", "");
    sees(
        &site,
        "actors/ana",
        &["entity.points"],
        expect![[r#"
        entity.points: []
    "#]],
    );
    assert!(planbook::view(&sources(&format!("{MODEL}{site}")), &settings(), "points/a").is_err());
}

// -- mentions ---------------------------------------------------------------------------------

#[test]
fn a_mention_is_seen_with_its_sentence() {
    let body = "Nothing here. A dinner with [[ana|the lady]] of e.g. three hours, 3.5 at most; [@s1] and *more* \"words\". After.\n\n- item one\n  - of [[bo]] inside\n- item two\n\n| x | y |\n|---|---|\n| one | of [[cy]] here |\n";
    let site = format!("{}{body}", point("a", "number: 3\n"));
    sees(
        &site,
        "actors/ana",
        &["entity.mentioned_by", "entity.mentioned_by.0.sentence"],
        expect![[r#"
            entity.mentioned_by: [point:a]
            entity.mentioned_by.0.sentence: "A dinner with the lady of e.g. three hours, 3.5 at most; and more “words”."
        "#]],
    );
    sees(
        &site,
        "actors/bo",
        &["entity.mentioned_by.0.sentence"],
        expect![[r#"
        entity.mentioned_by.0.sentence: "of Bo inside"
    "#]],
    );
    sees(
        &site,
        "actors/cy",
        &["entity.mentioned_by.0.sentence"],
        expect![[r#"
        entity.mentioned_by.0.sentence: "one of Cy here"
    "#]],
    );
}

#[test]
fn the_sentence_of_a_block_to_open_is_its_own() {
    let site = format!(
        "{}<details>\n<summary>Title</summary>\n\nPara of [[ana]].\n\n</details>\n",
        point("a", "")
    );
    sees(
        &site,
        "actors/ana",
        &["entity.mentioned_by.0.sentence"],
        expect![[r#"
        entity.mentioned_by.0.sentence: "Para of Ana."
    "#]],
    );
}

#[test]
fn a_mention_in_a_quote_over_lines_a_note_and_a_record() {
    let site = format!(
        "{}> First line\n> of [[ana]] and\n> more.\n\nx[^1]\n\n[^1]: In a note: [[bo]] is.\n",
        point("a", "says: [{ actor: ana, text: \"As [[cy]] said. Then\" }]\n")
    );
    sees(
        &site,
        "actors/ana",
        &["entity.mentioned_by.0.sentence"],
        expect![[r#"
        entity.mentioned_by.0.sentence: "First line of Ana and more."
    "#]],
    );
    sees(
        &site,
        "actors/bo",
        &["entity.mentioned_by.0.sentence"],
        expect![[r#"
        entity.mentioned_by.0.sentence: "In a note: Bo is."
    "#]],
    );
    sees(
        &site,
        "actors/cy",
        &["entity.mentioned_by.0.sentence"],
        expect![[r#"
        entity.mentioned_by.0.sentence: "As Cy said."
    "#]],
    );
}

#[test]
fn a_page_mentions_another_once_and_itself_never() {
    let site = format!(
        "{}One [[ana]]. Two [[ana]]. Self [[a]].\n",
        point("a", "summary: \"Zero [[ana]].\"\n")
    ) + &format!("{}[link](../actors/ana.md) here.\n", point("b", ""));
    sees(
        &site,
        "actors/ana",
        &[
            "entity.mentioned_by",
            "entity.mentioned_by.0.sentence",
            "entity.mentioned_by.1.sentence",
        ],
        expect![[r#"
        entity.mentioned_by: [point:a point:b]
        entity.mentioned_by.0.sentence: "Zero Ana."
        entity.mentioned_by.1.sentence: "link here."
    "#]],
    );
    sees(
        &site,
        "points/a",
        &["entity.mentioned_by"],
        expect![[r#"
        entity.mentioned_by: []
    "#]],
    );
}

// -- citations --------------------------------------------------------------------------------

#[test]
fn citations_are_numbered_in_the_order_of_the_view() {
    let site = format!(
        "{}Body [@s3] [@s1].\n",
        point(
            "a",
            "summary: \"Sum [@s2]\"\nsays:\n  - { actor: ana, sources: [s1, s2], as_of: 2026-01 }\n  - { actor: bo, sources: [s3], as_of: 2026-02 }\nsources: [s1]\n"
        )
    );
    sees(
        &site,
        "points/a",
        &[
            "entity.summary",
            "entity.says.0.sources",
            "entity.says.1.sources",
            "entity.sources",
            "entity.body",
            "page.sources",
            "page.sources.0.marks",
            "page.sources.1.marks",
            "page.sources.2.marks",
            "entity.cites",
        ],
        expect![[r##"
            entity.summary: "Sum&#8288;<sup class=\"cite\"><a id=\"cite-1-1\" href=\"#source-1\" aria-label=\"Source 1\">1</a></sup>"
            entity.says.0.sources: [cite-2-1]
            entity.says.1.sources: [cite-3-1 cite-1-2]
            entity.sources: [cite-3-2]
            entity.body: "<p>Body&#8288;<sup class=\"cite\"><a id=\"cite-2-2\" href=\"#source-2\" aria-label=\"Source 2\">2</a></sup>&#8288;<sup class=\"cite\"><a id=\"cite-3-3\" href=\"#source-3\" aria-label=\"Source 3\">3</a></sup>.</p>\n"
            page.sources: [source:s2 source:s3 source:s1]
            page.sources.0.marks: ["cite-1-1" "cite-1-2"]
            page.sources.1.marks: ["cite-2-1" "cite-2-2"]
            page.sources.2.marks: ["cite-3-1" "cite-3-2" "cite-3-3"]
            entity.cites: [source:s1 source:s2 source:s3]
        "##]],
    );
    // What stands elsewhere brings no citations along.
    sees(
        &site,
        "actors/ana",
        &["page.sources", "entity.says", "entity.cites"],
        expect![[r#"
        page.sources: []
        entity.says: [{owner=point:a field="says" actor=actor:ana with=[] stance=- text=- as_of=2026-01 sources=[]}]
        entity.cites: []
    "#]],
    );
}

#[test]
fn a_source_is_its_card_with_number_and_marks() {
    let site = format!("{}x [@s1][^n]\n\n[^n]: y [@s1]\n", point("a", ""));
    let view = view(&site, "points/a");
    let expected = expect![[r#"
        [
          {
            "kind": "source",
            "label": "Source",
            "id": "s1",
            "title": "First",
            "short": "First",
            "url": "/sources/#s1",
            "letter": "F",
            "publisher": "Press",
            "number": 1,
            "marks": [
              "cite-1-1",
              "cite-1-2"
            ]
          }
        ]"#]];
    expected
        .assert_eq(&serde_json::to_string_pretty(at(&view.page, "sources")).expect("plain data"));
}

#[test]
fn every_reference_to_a_source_is_a_citation() {
    let template = "=== templates/bare.html\n{% for s in lists.sources %}<p id=\"{{ s.id }}\">{{ s.title }}: {% for c in s.cited_by %}{{ c.title }} {% endfor %}</p>\n{% endfor %}\n=== templates/point.html\nx\n=== templates/actor.html\nx\n";
    let site = format!(
        "{MODEL}{template}{}{}{}",
        point("a", "number: 2\nsources: [s1]\n"),
        point("b", "number: 1\nsays: [{ actor: ana, sources: [s1, s2] }]\n"),
        "=== content/actors/dee.md\n---\ntitle: Dee\n---\nx [@s1]\n"
    )
    .replace("title: Sources\ntemplate: bare.html\n", "title: Sources\ntemplate: bare.html\nlists:\n  sources: { of: source, fields: [cited_by] }\n")
    .replace("=== templates/point.html\nx", "=== templates/point.html\n{% for c in entity.sources %}<a id=\"{{ c.mark }}\"></a>{% endfor %}{% for s in entity.says %}{% for c in s.sources %}<a id=\"{{ c.mark }}\"></a>{% endfor %}{% endfor %}")
    .replace("=== templates/actor.html\nx", "=== templates/actor.html\n{{ entity.body }}{% for s in page.sources %}<p id=\"source-{{ s.number }}\"></p>{% endfor %}")
    .replace("template: bare.html\n---\n=== content/pages/sources", "template: empty.html\n---\n=== content/pages/sources")
    .replace("title: Home\ntemplate: bare.html", "title: Home\ntemplate: empty.html")
        + "=== templates/empty.html\nx\n";
    let expected = expect![[r#"
        <p id="s1">First: B A Dee </p>
        <p id="s2">Second: B </p>
        <p id="s3">Third: </p>
    "#]];
    expected.assert_eq(&page(&site, "sources/index.html"));
}

#[test]
fn citations_of_a_list_follow_those_of_the_page() {
    let site = point(
        "a",
        "sources: [s2]\nlists:\n  others: { of: point, fields: [sources, summary] }\n  says: { of: point.says, fields: [sources] }\n",
    ) + &point(
        "b",
        "sources: [s1, s2]\nsummary: \"x [@s3]\"\nsays: [{ actor: ana, sources: [s3] }]\n",
    );
    sees(
        &site,
        "points/a",
        &[
            "entity.sources",
            "lists.others.0.sources",
            "lists.others.1.sources",
            "lists.others.1.summary",
            "lists.says",
            "page.sources",
        ],
        expect![[r##"
            entity.sources: [cite-1-1]
            lists.others.0.sources: [cite-1-2]
            lists.others.1.sources: [cite-2-1 cite-1-3]
            lists.others.1.summary: "x&#8288;<sup class=\"cite\"><a id=\"cite-3-1\" href=\"#source-3\" aria-label=\"Source 3\">3</a></sup>"
            lists.says: [{owner=point:b field="says" sources=[cite-3-2]}]
            page.sources: [source:s2 source:s1 source:s3]
        "##]],
    );
}

// -- lists ------------------------------------------------------------------------------------

/// Points of every sort, and a page with these lists.
fn listing(lists: &str) -> String {
    let points = [
        point(
            "a",
            "number: 3\ntheme: peace\nactors: [ana, bo]\nurgent: true\nsays:\n  - { actor: bo, stance: rejects, as_of: 2026-02-03 }\n  - { actor: ana, stance: accepts, as_of: 2026-03 }\n",
        ),
        point(
            "b",
            "number: 1\ntheme: war\nactors: [bo]\nlead: cy\nurgent: false\nchecked: 2026-01\nsays:\n  - { actor: cy, stance: accepts }\n",
        ),
        point("c", "actors: [ana]\nlead: ana\nchecked: 2026-07-01\n"),
        point(
            "d",
            "number: 2\ntheme: war\nsays:\n  - { actor: ana, stance: partly, as_of: 2025, with: [bo] }\n",
        ),
    ];
    format!(
        "{}=== content/pages/list.md\n---\ntitle: List\nlists:\n{lists}---\n=== content/events.yaml\ne1: {{ title: Zeta, date: 2026-02, points: [a, b] }}\ne2: {{ title: \"Émile\", date: 2026-02-03, points: [a] }}\ne3: {{ title: 7 days, date: 2026 }}\ne4: {{ title: abc }}\ne5: {{ title: Abd, date: 2025-12-31 }}\n=== content/obstacles/o.md\n---\ntitle: O\nblocks: [a, d]\n---\n=== content/obstacles/p.md\n---\ntitle: P\nblocks: [a]\n---\n",
        points.concat()
    )
}

/// Expects lists to hold this, in few words.
fn lists(lists: &str, expected: Expect) {
    let view = view(&listing(lists), "list");
    let Value::Map(shown) = &view.lists else { panic!("no lists") };
    let lines = shown.iter().map(|(name, value)| {
        let lines = match value {
            Value::List(items) => items.iter().map(|item| format!("\n  {}", short(item))).collect(),
            other => format!(" {}", short(other)),
        };
        format!("{name}:{lines}\n")
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn a_list_of_a_kind_is_in_its_order() {
    lists(
        "  l: { of: point }\n  m: { of: [obstacle, point] }\n  n: { of: event }\n",
        expect![[r#"
        l:
          point:b
          point:d
          point:a
          point:c
        m:
          obstacle:o
          obstacle:p
          point:b
          point:d
          point:a
          point:c
        n:
          event:e5
          event:e3
          event:e1
          event:e2
          event:e4
    "#]],
    );
}

#[test]
fn a_list_of_records_is_in_the_order_of_owner_and_field() {
    lists(
        "  l: { of: point.says }\n  m: { of: [plan.says, point.says, obstacle.says], fields: [stance] }\n",
        expect![[r#"
        l:
          {owner=point:b field="says" actor=actor:cy with=[] stance=accepts text=- as_of=- sources=[]}
          {owner=point:d field="says" actor=actor:ana with=[actor:bo] stance=partly text=- as_of=2025 sources=[]}
          {owner=point:a field="says" actor=actor:ana with=[] stance=accepts text=- as_of=2026-03 sources=[]}
          {owner=point:a field="says" actor=actor:bo with=[] stance=rejects text=- as_of=2026-02-03 sources=[]}
        m:
          {owner=point:b field="says" stance=accepts}
          {owner=point:d field="says" stance=partly}
          {owner=point:a field="says" stance=accepts}
          {owner=point:a field="says" stance=rejects}
    "#]],
    );
}

#[test]
fn a_list_takes_what_fits() {
    lists(
        "  value: { of: point, where: { theme: war } }
  several: { of: point, where: { theme: [peace, war] } }
  all: { of: point, where: { theme: war, urgent: false } }
  number: { of: point, where: { number: 3 } }
  entry: { of: point, where: { actors: bo } }
  full: { of: point, where: { actors: actor:bo } }
  side: { of: point, where: { lead.side: one } }
  first: { of: point, where: { says.stance: accepts } }
  set: { of: point, where: { theme: { set: true } } }
  many: { of: point, where: { actors: { set: true } } }
  inverse: { of: point, where: { blocked_by: p } }
  date: { of: event, where: { date: 2026-02 } }
  month: { of: event, where: { date.month: 2026-02 } }
  kind: { of: [point, obstacle], where: { kind: obstacle } }
  letter: { of: event, where: { letter: A } }
  overdue: { of: point, where: { review.overdue: true } }
  title: { of: event, where: { title: Abd } }
  owner: { of: point.says, where: { owner: a } }
  owners: { of: point.says, where: { owner.theme: war, stance: [accepts, partly] } }
  none: { of: point, where: { theme: war, urgent: true } }
",
        expect![[r#"
            value:
              point:b
              point:d
            several:
              point:b
              point:d
              point:a
            all:
              point:b
            number:
              point:a
            entry:
              point:b
              point:a
            full:
              point:b
              point:a
            side:
              point:c
            first:
              point:b
              point:a
            set:
              point:b
              point:d
              point:a
            many:
              point:b
              point:a
              point:c
            inverse:
              point:a
            date:
              event:e1
            month:
              event:e1
              event:e2
            kind:
              obstacle:o
              obstacle:p
            letter:
              event:e5
              event:e4
            overdue:
              point:b
            title:
              event:e5
            owner:
              {owner=point:a field="says" actor=actor:ana with=[] stance=accepts text=- as_of=2026-03 sources=[]}
              {owner=point:a field="says" actor=actor:bo with=[] stance=rejects text=- as_of=2026-02-03 sources=[]}
            owners:
              {owner=point:b field="says" actor=actor:cy with=[] stance=accepts text=- as_of=- sources=[]}
              {owner=point:d field="says" actor=actor:ana with=[actor:bo] stance=partly text=- as_of=2025 sources=[]}
            none:
        "#]],
    );
}

#[test]
fn what_is_not_set() {
    lists(
        "  l: { of: point, where: { theme: { set: false } } }\n",
        expect![[r#"
        l:
          point:c
    "#]],
    );
}

#[test]
fn a_list_of_this_page() {
    let site = point("a", "number: 1\nactors: [ana]\n")
        + &point("b", "number: 2\nactors: [bo, ana]\n")
        + "=== content/actors/ana.md\n---\ntitle: Ana\nlists:\n  mine: { of: point, where: { actors: this } }\n  also: { of: point, where: { actors: [this, bo] } }\n---\n";
    let model = MODEL.replace("=== content/actors/ana.md\n---\ntitle: Ana\nside: one\n---\n", "");
    let sources = sources(&format!("{model}{site}"));
    let view = planbook::view(&sources, &settings(), "actors/ana").expect("a page");
    assert_eq!(short(&view.lists), "{mine=[point:a point:b] also=[point:a point:b]}");
}

#[test]
fn a_list_is_sorted() {
    lists(
        "  number: { of: point, order: number }
  falling: { of: point, order: -number }
  choice: { of: point, order: [theme, -title] }
  choice_falling: { of: point, order: [-theme, title] }
  count: { of: point, order: [-blocked_by, title] }
  actors: { of: point, order: [-actors, -title] }
  lead: { of: point, order: lead }
  lead_falling: { of: point, order: -lead }
  through: { of: point, order: [says.stance, title] }
  dates: { of: event, order: date }
  dates_falling: { of: event, order: -date }
  titles: { of: event, order: title }
  bool: { of: point, order: [urgent, title] }
  records: { of: point.says, order: [actor, -as_of], fields: [actor, as_of] }
  review: { of: point, order: [review, title] }
",
        expect![[r#"
            number:
              point:b
              point:d
              point:a
              point:c
            falling:
              point:a
              point:d
              point:b
              point:c
            choice:
              point:d
              point:b
              point:a
              point:c
            choice_falling:
              point:a
              point:b
              point:d
              point:c
            count:
              point:a
              point:d
              point:b
              point:c
            actors:
              point:a
              point:c
              point:b
              point:d
            lead:
              point:c
              point:b
              point:d
              point:a
            lead_falling:
              point:b
              point:c
              point:d
              point:a
            through:
              point:a
              point:b
              point:d
              point:c
            dates:
              event:e5
              event:e3
              event:e1
              event:e2
              event:e4
            dates_falling:
              event:e2
              event:e1
              event:e3
              event:e5
              event:e4
            titles:
              event:e3
              event:e4
              event:e5
              event:e2
              event:e1
            bool:
              point:b
              point:a
              point:c
              point:d
            records:
              {owner=point:a field="says" actor=actor:ana as_of=2026-03}
              {owner=point:d field="says" actor=actor:ana as_of=2025}
              {owner=point:a field="says" actor=actor:bo as_of=2026-02-03}
              {owner=point:b field="says" actor=actor:cy as_of=-}
            review:
              point:b
              point:c
              point:a
              point:d
        "#]],
    );
}

#[test]
fn a_list_is_cut_before_it_is_grouped() {
    lists(
        "  l: { of: point, limit: 2 }
  none: { of: point, limit: 0 }
  more: { of: point, limit: 99 }
  grouped: { of: point, order: title, limit: 2, group: theme }
",
        expect![[r#"
            l:
              point:b
              point:d
            none:
            more:
              point:b
              point:d
              point:a
              point:c
            grouped:
              {key=war count=1 items=[point:b]}
              {key=peace count=1 items=[point:a]}
        "#]],
    );
}

#[test]
fn a_list_is_grouped() {
    lists(
        "  choice: { of: point, group: theme }
  reference: { of: point, group: actors }
  one: { of: point, group: lead }
  owner: { of: point.says, group: owner, fields: [stance] }
  month: { of: event, group: date.month }
  falling: { of: event, group: date.month, order: -date }
  year: { of: event, group: date.year }
  letter: { of: event, group: letter, order: title }
  kind: { of: [point, obstacle], group: kind }
  side: { of: point.says, group: actor.side, fields: [actor] }
",
        expect![[r#"
            choice:
              {key=war count=2 items=[point:b point:d]}
              {key=peace count=1 items=[point:a]}
              {key=- count=1 items=[point:c]}
            reference:
              {key=actor:ana count=2 items=[point:a point:c]}
              {key=actor:bo count=2 items=[point:b point:a]}
              {key=- count=1 items=[point:d]}
            one:
              {key=actor:ana count=1 items=[point:c]}
              {key=actor:cy count=1 items=[point:b]}
              {key=- count=2 items=[point:d point:a]}
            owner:
              {key=point:b count=1 items=[{owner=point:b field="says" stance=accepts}]}
              {key=point:d count=1 items=[{owner=point:d field="says" stance=partly}]}
              {key=point:a count=2 items=[{owner=point:a field="says" stance=accepts} {owner=point:a field="says" stance=rejects}]}
            month:
              {key=2025-12 count=1 items=[event:e5]}
              {key=2026 count=1 items=[event:e3]}
              {key=2026-02 count=2 items=[event:e1 event:e2]}
              {key=- count=1 items=[event:e4]}
            falling:
              {key=2026-02 count=2 items=[event:e2 event:e1]}
              {key=2026 count=1 items=[event:e3]}
              {key=2025-12 count=1 items=[event:e5]}
              {key=- count=1 items=[event:e4]}
            year:
              {key=2025 count=1 items=[event:e5]}
              {key=2026 count=3 items=[event:e3 event:e1 event:e2]}
              {key=- count=1 items=[event:e4]}
            letter:
              {key="0–9" count=1 items=[event:e3]}
              {key="A" count=2 items=[event:e4 event:e5]}
              {key="E" count=1 items=[event:e2]}
              {key="Z" count=1 items=[event:e1]}
            kind:
              {key={kind="point" label="Point" labels="Points"} count=4 items=[point:b point:d point:a point:c]}
              {key={kind="obstacle" label="Obstacle" labels="Obstacles"} count=2 items=[obstacle:o obstacle:p]}
            side:
              {key=one count=2 items=[{owner=point:d field="says" actor=actor:ana} {owner=point:a field="says" actor=actor:ana}]}
              {key=two count=1 items=[{owner=point:a field="says" actor=actor:bo}]}
              {key=- count=1 items=[{owner=point:b field="says" actor=actor:cy}]}
        "#]],
    );
}

#[test]
fn a_matrix_has_a_row_for_each_owner() {
    lists(
        "  side: { of: point.says, group: owner, columns: actor.side, fields: [actor] }
  actor: { of: point.says, group: owner, columns: actor, fields: [stance] }
  with: { of: point.says, group: actor, columns: with, fields: [stance] }
",
        expect![[r#"
            side: {columns=[one two -] rows=[{key=point:b count=1 cells=[[] [] [{owner=point:b field="says" actor=actor:cy}]]} {key=point:d count=1 cells=[[{owner=point:d field="says" actor=actor:ana}] [] []]} {key=point:a count=2 cells=[[{owner=point:a field="says" actor=actor:ana}] [{owner=point:a field="says" actor=actor:bo}] []]} {key=point:c count=0 cells=[[] [] []]}]}
            actor: {columns=[actor:ana actor:bo actor:cy] rows=[{key=point:b count=1 cells=[[] [] [{owner=point:b field="says" stance=accepts}]]} {key=point:d count=1 cells=[[{owner=point:d field="says" stance=partly}] [] []]} {key=point:a count=2 cells=[[{owner=point:a field="says" stance=accepts}] [{owner=point:a field="says" stance=rejects}] []]} {key=point:c count=0 cells=[[] [] []]}]}
            with: {columns=[actor:bo -] rows=[{key=actor:ana count=2 cells=[[{owner=point:d field="says" stance=partly}] [{owner=point:a field="says" stance=accepts}]]} {key=actor:bo count=1 cells=[[] [{owner=point:a field="says" stance=rejects}]]} {key=actor:cy count=1 cells=[[] [{owner=point:b field="says" stance=accepts}]]}]}
        "#]],
    );
}

#[test]
fn a_list_shows_the_fields_it_asks_for() {
    let site = listing(
        "  card: { of: point, limit: 1 }\n  none: { of: point, limit: 1, fields: [] }\n  some: { of: point, limit: 1, fields: [theme, blocked_by, title, kind, letter, url] }\n  all: { of: point, limit: 1, fields: all }\n  record: { of: point.says, limit: 1 }\n  part: { of: point.says, limit: 1, fields: [stance] }\n  bare: { of: point.says, limit: 1, fields: [] }\n",
    );
    let view = view(&site, "list");
    let Value::Map(shown) = &view.lists else { panic!("no lists") };
    let mut text = String::new();
    for (name, value) in shown {
        let Value::Map(item) = at(value, "0") else { panic!("no item") };
        let entries = item.iter().map(|(name, value)| format!("  {name}: {}\n", short(value)));
        text.push_str(&format!("{name}\n{}", entries.collect::<String>()));
    }
    let expected = expect![[r#"
        card
          kind: "point"
          label: "Point"
          id: "b"
          title: "B"
          short: "B"
          url: "/points/b/"
          letter: "B"
          number: 1
          summary: -
          actors: [actor:bo]
          blocked_by: []
        none
          kind: "point"
          label: "Point"
          id: "b"
          title: "B"
          short: "B"
          url: "/points/b/"
          letter: "B"
          number: 1
        some
          kind: "point"
          label: "Point"
          id: "b"
          title: "B"
          short: "B"
          url: "/points/b/"
          letter: "B"
          number: 1
          theme: war
          blocked_by: []
        all
          kind: "point"
          label: "Point"
          id: "b"
          title: "B"
          short: "B"
          url: "/points/b/"
          letter: "B"
          number: 1
          summary: -
          actors: [actor:bo]
          lead: actor:cy
          depends_on: []
          about: []
          theme: war
          says: [{actor=actor:cy with=[] stance=accepts text=- as_of=- sources=[]}]
          checked: 2026-01
          urgent: false
          sources: []
          body: -
          needed_by: []
          told_by: []
          blocked_by: []
          events: [event:e1]
          cites: []
          cited_by: []
          mentioned_by: []
        record
          owner: point:b
          field: "says"
          actor: actor:cy
          with: []
          stance: accepts
          text: -
          as_of: -
          sources: []
        part
          owner: point:b
          field: "says"
          stance: accepts
        bare
          owner: point:b
          field: "says"
    "#]];
    expected.assert_eq(&text);
}

#[test]
fn lists_that_are_refused() {
    let refused = [
        ("{ of: point, limit: -1 }", "out-of-range"),
        ("{ of: point, where: { actors: anna } }", "unknown-reference"),
        ("{ of: point, where: { number: three } }", "wrong-type"),
        ("{ of: event, where: { date: 2026-13 } }", "bad-date"),
        ("{ of: point, where: { theme: wars } }", "unknown-choice"),
        ("{ of: [] }", "too-few"),
        ("{ of: point, fields: [actors.title] }", "unknown-path"),
        ("{ of: point, group: says }", "bad-group"),
    ];
    for (list, code) in refused {
        let site = format!("{MODEL}{}", listing(&format!("  l: {list}\n")));
        let shown = diagnostics(&sources(&site));
        let errors: Vec<&str> = shown.lines().filter(|line| line.starts_with("error")).collect();
        assert!(
            errors.len() == 1 && errors[0].starts_with(&format!("error[{code}]")),
            "{list}: {shown}"
        );
    }
}

// -- dates ------------------------------------------------------------------------------------

#[test]
fn dates_may_be_partial() {
    let view = view(&listing("  l: { of: event }\n"), "list");
    let dates: Vec<String> = ["0", "1", "2", "3", "4"]
        .iter()
        .map(|index| {
            serde_json::to_string(at(&view.lists, &format!("l.{index}.date"))).expect("plain data")
        })
        .collect();
    let expected = expect![[r#"
        {"iso":"2025-12-31","label":"31 December 2025"}
        {"iso":"2026","label":"2026"}
        {"iso":"2026-02","label":"February 2026"}
        {"iso":"2026-02-03","label":"3 February 2026"}
        null"#]];
    expected.assert_eq(&dates.join("\n"));
}

#[test]
fn a_review_is_due_after_the_last_day_that_a_date_may_mean() {
    for (checked, due, overdue) in [
        ("2026", "2027-01-30", "false"),
        ("2026-05", "2026-06-30", "true"),
        ("2026-06-02", "2026-07-02", "false"),
        ("2024-02", "2024-03-30", "true"),
    ] {
        let view = view(&point("a", &format!("checked: {checked}\n")), "points/a");
        assert_eq!(short(at(&view.page, "review.due")), due, "{checked}");
        assert_eq!(short(at(&view.page, "review.overdue")), overdue, "{checked}");
    }
}

#[test]
fn a_review_beyond_the_calendar_is_no_panic() {
    let model = MODEL.replace("review: 30", "review: 100000000");
    diagnostics(&sources(&format!("{model}{}", point("a", "checked: 2026\n"))));
}

#[test]
fn the_date_of_a_page_is_its_newest_at_any_depth() {
    let site = point(
        "a",
        "says:\n  - { actor: ana, as_of: 2026-02 }\n  - { actor: bo, as_of: 2026-02-03 }\n  - { actor: cy, as_of: 2025 }\n",
    );
    sees(
        &site,
        "points/a",
        &["page.as_of", "page.place", "page.prev", "page.next"],
        expect![[r#"
        page.as_of: 2026-02-03
        page.place: {index=1 count=1}
        page.prev: -
        page.next: -
    "#]],
    );
}

// -- storage ----------------------------------------------------------------------------------

/// A site of terms, stored in a folder or in a list file, with or without pages of their own.
fn stored(folder: bool, url: &str) -> View {
    let storage = if folder { "folder: terms" } else { "file: terms.yaml" };
    let url = if url.is_empty() { String::new() } else { format!("    url: {url}\n") };
    let terms = [
        ("b-term", "B", "see: [a-term]\n"),
        ("a-term", "A", "summary: \"Of [[b-term]] and *more*\"\n"),
    ];
    let files: String = if folder {
        terms
            .iter()
            .map(|(id, title, rest)| {
                format!(
                    "=== content/terms/{id}.md\n---\ntitle: {title}\n{rest}---\nText of [[{id}]].\n"
                )
            })
            .collect()
    } else {
        let entry = |(id, title, rest): &(&str, &str, &str)| {
            format!("{id}:\n  title: {title}\n  {rest}  body: |\n    Text of [[{id}]].\n")
        };
        format!("=== content/terms.yaml\n{}", terms.iter().map(entry).collect::<String>())
    };
    let site = format!(
        "\
=== content/model.yaml
kinds:
  term:
    {storage}
{url}    label: {{ one: Term, other: Terms }}
    fields:
      summary: text
      see: {{ type: ref, to: term, many: true, inverse: seen_from }}
      body: markdown
  page:
    folder: pages
    url: /{{id}}/
    label: {{ one: Page, other: Pages }}
    fields: {{ body: markdown }}
=== content/pages/sources.md
(none)
=== content/pages/glossary.md
---
title: Glossary
lists:
  terms: {{ of: term, fields: all }}
  letters: {{ of: term, group: letter }}
---
On [[a-term]].
{files}"
    );
    let sources = sources(&site);
    planbook::view(&sources, &settings(), "glossary")
        .unwrap_or_else(|_| panic!("{}", diagnostics(&sources)))
}

#[test]
fn storage_does_not_change_a_view() {
    for url in ["/terms/{id}/", "/glossary/#{id}", ""] {
        let (folder, file) = (view_json(&stored(true, url)), view_json(&stored(false, url)));
        assert_eq!(folder, file, "{url}");
    }
}

#[test]
fn an_address_changes_nothing_but_addresses() {
    let without = |view: &View| {
        let text = view_json(view);
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("\"url\": "));
        let bare = lines.map(|line| {
            let mut line = line.to_owned();
            while let Some(start) = line.find("<a href=") {
                let end = start + line[start..].find('>').expect("an end") + 1;
                line.replace_range(start..end, "");
            }
            line.replace("</a>", "")
        });
        bare.collect::<Vec<_>>().join("\n")
    };
    let pages = without(&stored(true, "/terms/{id}/"));
    assert_eq!(pages, without(&stored(false, "/glossary/#{id}")));
    assert_eq!(pages, without(&stored(false, "")));
}

#[test]
fn what_has_no_address_is_plain_words() {
    let view = stored(false, "");
    assert_eq!(short(at(&view.entity, "body")), r#""<p>On A.</p>\n""#);
    assert_eq!(short(at(&view.lists, "terms.0.url")), "-");
    let view = stored(false, "/glossary/#{id}");
    assert_eq!(
        short(at(&view.entity, "body")),
        r##""<p>On <a href=\"/glossary/#a-term\">A</a>.</p>\n""##
    );
}
