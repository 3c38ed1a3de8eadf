//! What only all files together show.

use expect_test::expect;
use planbook::source::{Content, SourceFile};

use crate::support::{check, diagnostics, points, sources_of};

#[test]
fn unknown_reference() {
    check(
        "=== content/points/one.md
---
title: One
actors: [hamsa]
positions:
  - { actor: israel, sources: [un] }
---
See [[hamsa]], [[actr:hamas]], [him](../actors/hamsa.md) and ![[hamas]].

So it is.[@un]
=== content/actors/hamas.md
---
title: Hamas
---
=== content/site.yaml
title: A plan
base_url: https://example.org/
nav: [hme]
search: find
footer: [actor:hamsa]
",
        expect![[r#"
            error[unknown-reference]: there is no actor `hamsa`
             --> content/points/one.md:3:10
              |
            3 | actors: [hamsa]
              |          ^^^^^ no page `content/actors/hamsa.md`
              |
              = help: did you mean `hamas`?
            error[unknown-reference]: there is no actor `israel`
             --> content/points/one.md:5:14
              |
            5 |   - { actor: israel, sources: [un] }
              |              ^^^^^^ no page `content/actors/israel.md`
              |
              = help: write the id of something that exists, or add it
            error[unknown-reference]: there is no source `un`
             --> content/points/one.md:5:32
              |
            5 |   - { actor: israel, sources: [un] }
              |                                ^^ no entry `un:` in `content/sources.yaml`
              |
              = help: write the id of something that exists, or add it
            error[unknown-reference]: there is nothing called `hamsa`
             --> content/points/one.md:7:5
              |
            7 | See [[hamsa]], [[actr:hamas]], [him](../actors/hamsa.md) and ![[hamas]].
              |     ^^^^^^^^^ nothing has this id
              |
              = help: did you mean `hamas`?
            error[unknown-reference]: there is no kind `actr`
             --> content/points/one.md:7:16
              |
            7 | See [[hamsa]], [[actr:hamas]], [him](../actors/hamsa.md) and ![[hamas]].
              |                ^^^^^^^^^^^^^^ unknown kind
              |
              = help: did you mean `actor`?
            error[unknown-reference]: there is no file `content/actors/hamsa.md`
             --> content/points/one.md:7:32
              |
            7 | See [[hamsa]], [[actr:hamas]], [him](../actors/hamsa.md) and ![[hamas]].
              |                                ^^^^^^^^^^^^^^^^^^^^^^^^^ no such file
              |
              = help: did you mean `content/actors/hamas.md`?
            error[no-embedding]: a page cannot be shown inside another
             --> content/points/one.md:7:62
              |
            7 | See [[hamsa]], [[actr:hamas]], [him](../actors/hamsa.md) and ![[hamas]].
              |                                                              ^^^^^^^^^^ here
              |
              = help: link to it: `[[id]]`
            error[unknown-reference]: there is no source `un`
             --> content/points/one.md:9:12
              |
            9 | So it is.[@un]
              |            ^^ no entry `un:` in `content/sources.yaml`
              |
              = help: write the id of something that exists, or add it
            error[unknown-reference]: there is no point, actor or page `hme`
             --> content/site.yaml:3:7
              |
            3 | nav: [hme]
              |       ^^^ nothing has this id
              |
              = help: write the id of something that exists, or add it
            error[unknown-reference]: there is no point, actor or page `find`
             --> content/site.yaml:4:9
              |
            4 | search: find
              |         ^^^^ nothing has this id
              |
              = help: write the id of something that exists, or add it
            error[unknown-reference]: there is no actor `hamsa`
             --> content/site.yaml:5:10
              |
            5 | footer: [actor:hamsa]
              |          ^^^^^^^^^^^ no page `content/actors/hamsa.md`
              |
              = help: did you mean `hamas`?
        "#]],
    );
}

#[test]
fn wrong_kind() {
    check(
        "=== content/points/one.md
---
title: One
actors: [one, point:one]
---
So it is.[@hamas]
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[wrong-kind]: `one` is a point, and an actor is wanted here
             --> content/points/one.md:3:10
              |
            3 | actors: [one, point:one]
              |          ^^^ of another kind
              |
              = help: write the id of an actor
            error[wrong-kind]: `one` is a point, and an actor is wanted here
             --> content/points/one.md:3:15
              |
            3 | actors: [one, point:one]
              |               ^^^^^^^^^ of another kind
              |
              = help: write the id of an actor
            error[wrong-kind]: `hamas` is an actor, and a source is wanted here
             --> content/points/one.md:5:12
              |
            5 | So it is.[@hamas]
              |            ^^^^^ of another kind
              |
              = help: `[@…]` is for sources; link to it with `[[…]]`
        "#]],
    );
}

#[test]
fn ambiguous_reference() {
    check(
        "=== content/points/one.md
---
title: One
---
See [[one]].
=== content/actors/one.md
---
title: One
---
",
        expect![[r#"
            error[ambiguous-reference]: `one` fits several things
             --> content/points/one.md:4:5
              |
            4 | See [[one]].
              |     ^^^^^^^ which one?
              |
              = help: write `point:one` or `actor:one`
        "#]],
    );
}

#[test]
fn not_unique() {
    check(
        "=== content/points/one.md
---
title: One
number: 1
---
=== content/points/two.md
---
title: Two
number: 1
---
=== content/points/zwei.md
---
title: Zwei
number: 1
---
",
        expect![[r#"
            error[not-unique]: `number` must be unique, and `1` stands twice
             --> content/points/two.md:3:9
              |
            3 | number: 1
              |         ^ again here
              |
             ::: content/points/one.md:3:9
              |
            3 | number: 1
              |         - first here
              |
              = help: change one of the two
            error[not-unique]: `number` must be unique, and `1` stands twice
             --> content/points/zwei.md:3:9
              |
            3 | number: 1
              |         ^ again here
              |
             ::: content/points/one.md:3:9
              |
            3 | number: 1
              |         - first here
              |
              = help: change one of the two
        "#]],
    );
}

#[test]
fn missing_inverse() {
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields:
      parent: { type: ref, to: page, inverse: { name: children, min: 1 } }
=== content/pages/index.md
---
title: Home
parent: index
---
=== content/pages/sources.md
---
title: Sources
parent: index
---
",
        expect![[r#"
            error[missing-inverse]: nothing names `sources`, and the model asks for 1 (`children`)
             --> content/pages/sources.md:2:1
              |
            2 | title: Sources
              | ^ nothing leads here
              |
              = help: name it in `parent` of a page
        "#]],
    );
}

#[test]
fn uncited() {
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    cited_by: { min: 1 }
    fields: { body: markdown }
=== content/pages/index.md
---
title: Home
---
=== content/pages/sources.md
---
title: Sources
---
So it is.[@sources]
",
        expect![[r#"
            error[uncited]: `index` is cited nowhere
             --> content/pages/index.md:2:1
              |
            2 | title: Home
              | ^ not cited
              |
              = help: cite it where it is used, or take it away
        "#]],
    );
}

#[test]
fn future_date() {
    check(
        &points(&[
            "title: A
as_of: 2026-07-03",
            "title: B
as_of: 2026-08",
            "title: C
as_of: 2026-07",
            "title: D
as_of: 2026-07-02",
        ]),
        expect![[r#"
            error[future-date]: 2026-07-03 is after 2026-07-02, the site's as-of date
             --> content/points/a.md:3:8
              |
            3 | as_of: 2026-07-03
              |        ^^^^^^^^^^ not yet past
              |
              = help: correct the date, or move `as_of` in content/site.yaml once the whole site has been checked
            error[future-date]: 2026-08 is after 2026-07-02, the site's as-of date
             --> content/points/b.md:3:8
              |
            3 | as_of: 2026-08
              |        ^^^^^^^ not yet past
              |
              = help: correct the date, or move `as_of` in content/site.yaml once the whole site has been checked
        "#]],
    );
}

#[test]
fn draft_reference() {
    check(
        "=== content/points/one.md
---
title: One
actors: [hamas]
---
[[hamas]] and [he](../actors/hamas.md).
=== content/actors/hamas.md
---
title: Hamas
draft: true
---
",
        expect![[r#"
            error[draft-reference]: `hamas` is a draft and is not published
             --> content/points/one.md:3:10
              |
            3 | actors: [hamas]
              |          ^^^^^ leads to a draft
              |
             ::: content/actors/hamas.md:3:8
              |
            3 | draft: true
              |        ---- marked as a draft
              |
              = help: take the reference away until the draft is published, or build with `--drafts`
            error[draft-reference]: `hamas` is a draft and is not published
             --> content/points/one.md:5:1
              |
            5 | [[hamas]] and [he](../actors/hamas.md).
              | ^^^^^^^^^ leads to a draft
              |
             ::: content/actors/hamas.md:3:8
              |
            3 | draft: true
              |        ---- marked as a draft
              |
              = help: take the reference away until the draft is published, or build with `--drafts`
            error[draft-reference]: `hamas` is a draft and is not published
             --> content/points/one.md:5:15
              |
            5 | [[hamas]] and [he](../actors/hamas.md).
              |               ^^^^^^^^^^^^^^^^^^^^^^^^ leads to a draft
              |
             ::: content/actors/hamas.md:3:8
              |
            3 | draft: true
              |        ---- marked as a draft
              |
              = help: take the reference away until the draft is published, or build with `--drafts`
        "#]],
    );
}

#[test]
fn url_taken() {
    check(
        "=== content/points/a.md
---
title: A
aliases: [/actors/hamas, /old/]
---
=== content/points/b.md
---
title: B
aliases: [/OLD/, /points/b/]
---
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[url-taken]: the former address `/actors/hamas/` is taken
             --> content/points/a.md:3:11
              |
            3 | aliases: [/actors/hamas, /old/]
              |           ^^^^^^^^^^^^^ claims it too
              |
             ::: content/actors/hamas.md:2:1
              |
            2 | title: Hamas
              | - `Hamas` claims it
              |
              = help: rename one of the two
            error[url-taken]: the former address `/OLD/` is taken
             --> content/points/b.md:3:11
              |
            3 | aliases: [/OLD/, /points/b/]
              |           ^^^^^ claims it too
              |
             ::: content/points/a.md:3:26
              |
            3 | aliases: [/actors/hamas, /old/]
              |                          ----- `A` claims it
              |
              = help: rename one of the two
            error[url-taken]: the former address `/points/b/` is taken
             --> content/points/b.md:3:18
              |
            2 | title: B
              | - `B` claims it
            3 | aliases: [/OLD/, /points/b/]
              |                  ^^^^^^^^^^ claims it too
              |
              = help: rename one of the two
        "#]],
    );
    check(
        "=== content/model.yaml
kinds:
  leaf:
    folder: leaves
    url: /{id}/
    label: { one: Leaf, other: Leaves }
    fields: {}
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields: { body: markdown }
=== content/leaves/sources.md
---
title: Leaf
---
=== content/pages/sources.md
---
title: Sources
---
",
        expect![[r#"
            error[url-taken]: the address `/sources/` is taken
             --> content/pages/sources.md:2:1
              |
            2 | title: Sources
              | ^ claims it too
              |
             ::: content/leaves/sources.md:2:1
              |
            2 | title: Leaf
              | - `Leaf` claims it
              |
              = help: rename one of the two
        "#]],
    );
}

#[test]
fn a_file_in_static_at_the_address_of_something_else() {
    let file = |path| SourceFile::new(path, Content::Bytes(b"x".as_slice().into()));
    let page = Content::Text("---\ntitle: Actors\naliases: [/old/]\n---\n".into());
    let wrong = sources_of(vec![
        SourceFile::new("content/pages/actors.md", page),
        file("static/actors/index.html"),
        file("static/data/manifest.json"),
    ]);
    expect![[r#"
        error[url-taken]: `/actors/index.html` is made by `content/pages/actors.md` as well
        --> static/actors/index.html
         = help: rename one of the two
        error[url-taken]: `/data/manifest.json` is made by `planbook` as well
        --> static/data/manifest.json
         = help: rename one of the two
    "#]]
    .assert_eq(&diagnostics(&wrong));
}
