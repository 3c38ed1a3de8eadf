//! Keys and values of one file, as the model judges them.

use expect_test::expect;

use crate::support::{check, page_with, point};

#[test]
fn duplicate_key() {
    check(
        &point(
            "title: One
number: 1
title: Two
",
        ),
        expect![[r#"
            error[duplicate-key]: `title` is set twice
             --> content/points/one.md:4:1
              |
            2 | title: One
              | ----- first set here
            3 | number: 1
            4 | title: Two
              | ^^^^^ again here
              |
              = help: keep one of the two
        "#]],
    );
}

#[test]
fn unknown_key() {
    check(
        "=== content/points/one.md
---
title: One
numbr: 1
colour: red
body: Text
---
=== content/sources.yaml
un:
  title: UN
  template: x.html
",
        expect![[r#"
            error[unknown-key]: there is no key `numbr` here
             --> content/points/one.md:3:1
              |
            3 | numbr: 1
              | ^^^^^ unknown key
              |
              = help: did you mean `number`?
            error[unknown-key]: there is no key `colour` here
             --> content/points/one.md:4:1
              |
            4 | colour: red
              | ^^^^^^ unknown key
              |
              = help: known keys here: title, template, lists, aliases, draft, number, summary, actors, positions, as_of
            error[unknown-key]: `body` is the text under the front matter
             --> content/points/one.md:5:1
              |
            5 | body: Text
              | ^^^^ not here
              |
              = help: write it under the closing `---`
            error[unknown-key]: there is no key `template` here
             --> content/sources.yaml:3:3
              |
            3 |   template: x.html
              |   ^^^^^^^^ unknown key
              |
              = help: known keys here: title, publisher
        "#]],
    );
}

#[test]
fn missing_field() {
    check(
        "=== content/points/one.md
---
number: 1
positions:
  - stance: rejects
  - {}
---
=== content/sources.yaml
un:
  publisher: UN
",
        expect![[r#"
            error[missing-field]: `title` is missing
             --> content/points/one.md:2:1
              |
            2 | number: 1
              | ^^^^^^^^^ has no `title`
              |
              = help: add a line `title: …`
            error[missing-field]: `actor` is missing
             --> content/points/one.md:4:5
              |
            4 |   - stance: rejects
              |     ^^^^^^^^^^^^^^^ has no `actor`
              |
              = help: add a line `actor: …`
            error[missing-field]: `actor` is missing
             --> content/points/one.md:5:5
              |
            5 |   - {}
              |     ^^ has no `actor`
              |
              = help: add a line `actor: …`
            error[missing-field]: `title` is missing
             --> content/sources.yaml:2:3
              |
            2 |   publisher: UN
              |   ^^^^^^^^^^^^^ has no `title`
              |
              = help: add a line `title: …`
        "#]],
    );
    check(
        &page_with(
            "to_do: { type: string, required: true }
body: { type: markdown, required: true }",
            "",
        ),
        expect![[r#"
            error[missing-field]: `to_do` is missing
             --> content/pages/index.md:2:1
              |
            2 | title: Home
              | ^^^^^^^^^^^ has no `to_do`
              |
              = help: add a line `to_do: …`
            error[missing-field]: there is no text under the front matter
             --> content/pages/index.md:3:1
              |
            3 | ---
              | ^^^ nothing follows
              |
              = help: write the text under this line
        "#]],
    );
}

#[test]
fn empty() {
    check(
        &point(
            "title:
actors:
positions:
  -
lists:
",
        ),
        expect![[r#"
            error[empty]: there is no value here
             --> content/points/one.md:2:1
              |
            2 | title:
              | ^^^^^ nothing follows
              |
              = help: give it a title
            error[empty]: there is no value here
             --> content/points/one.md:3:1
              |
            3 | actors:
              | ^^^^^^ nothing follows
              |
              = help: give it a value, or take the key away
            error[empty]: there is no value here
             --> content/points/one.md:5:4
              |
            5 |   -
              |    ^ nothing follows
              |
              = help: give it a value, or take the entry away
            error[empty]: there is no value here
             --> content/points/one.md:6:1
              |
            6 | lists:
              | ^^^^^ nothing follows
              |
              = help: give it a value, or take the key away
        "#]],
    );
}

#[test]
fn wrong_type() {
    check(
        &point(
            "title: [One]
number: three
actors: hamas
positions:
  - hamas
summary: |
  - a list
draft: maybe
aliases: /old/
lists: point
",
        ),
        expect![[r#"
            error[wrong-type]: expected text, found a list
             --> content/points/one.md:2:8
              |
            2 | title: [One]
              |        ^^^^^ this should be text
              |
              = help: put the text in quotation marks
            error[wrong-type]: `three` is not a whole number
             --> content/points/one.md:3:9
              |
            3 | number: three
              |         ^^^^^ not a whole number
              |
              = help: write digits alone, without a zero in front: `12`
            error[wrong-type]: `actors` is a list, found a single value
             --> content/points/one.md:4:9
              |
            4 | actors: hamas
              |         ^^^^^ not a list
              |
              = help: write `[hamas]`, or a line `- hamas` under the key
            error[wrong-type]: expected `key: value` lines, found `hamas`
             --> content/points/one.md:6:5
              |
            6 |   - hamas
              |     ^^^^^ this should be `key: value` lines
              |
              = help: write `key: value` lines here
            error[wrong-type]: this is one paragraph of text, and Markdown sees more in it
             --> content/points/one.md:8:3
              |
            8 |   - a list
              |   ^^^^^^^^ here
              |
              = help: write it as one paragraph; a sign at the start such as `-`, `#` or `1.` wants a `\` before it
            error[wrong-type]: expected `true` or `false`, found `maybe`
             --> content/points/one.md:9:8
              |
            9 | draft: maybe
              |        ^^^^^ neither
              |
              = help: write `true` or `false`
            error[wrong-type]: expected a list of addresses, found `/old/`
              --> content/points/one.md:10:10
               |
            10 | aliases: /old/
               |          ^^^^^ this should be a list of addresses
               |
               = help: write a list of addresses here
            error[wrong-type]: expected a name and a colon for each list, found `point`
              --> content/points/one.md:11:8
               |
            11 | lists: point
               |        ^^^^^ this should be a name and a colon for each list
               |
               = help: write a name and a colon for each list here
        "#]],
    );
    check(
        "=== content/points/one.md
---
- title
---
=== content/sources.yaml
- un
",
        expect![[r#"
            error[wrong-type]: expected `key: value` lines, found a list
             --> content/points/one.md:2:1
              |
            2 | - title
              | ^^^^^^^ this should be `key: value` lines
              |
              = help: write `key: value` lines here
            error[wrong-type]: expected an id and a colon for each entry, found a list
             --> content/sources.yaml:1:1
              |
            1 | - un
              | ^^^^ this should be an id and a colon for each entry
              |
              = help: write an id and a colon for each entry here
        "#]],
    );
    check(
        "=== content/sources.yaml
un: UN
",
        expect![[r#"
            error[wrong-type]: expected `key: value` lines, found `UN`
             --> content/sources.yaml:1:5
              |
            1 | un: UN
              |     ^^ this should be `key: value` lines
              |
              = help: write `key: value` lines here
        "#]],
    );
    check(
        &point(
            "title: |
  One
  Two
",
        ),
        expect![[r#"
            error[wrong-type]: this is one line of text, and more stands here
             --> content/points/one.md:3:3
              |
            3 |   One
              |   ^^^ more than one line
              |
              = help: write it in one line
        "#]],
    );
}

#[test]
fn out_of_range() {
    check(
        &page_with(
            "numbers: { type: record, many: true, fields: { n: { type: integer, min: 1, max: 20 } } }",
            "numbers:
  - { n: 0 }
  - { n: 20 }
  - { n: 21 }
",
        ),
        expect![[r#"
            error[out-of-range]: 0 is out of range: the least is 1
             --> content/pages/index.md:4:10
              |
            4 |   - { n: 0 }
              |          ^ out of range
              |
              = help: correct the number, or the limits in model.yaml
            error[out-of-range]: 21 is out of range: the most is 20
             --> content/pages/index.md:6:10
              |
            6 |   - { n: 21 }
              |          ^^ out of range
              |
              = help: correct the number, or the limits in model.yaml
        "#]],
    );
}

#[test]
fn bad_date() {
    check(
        &point(
            "title: One
as_of: July 2026
",
        ),
        expect![[r#"
            error[bad-date]: `July 2026` is not a date
             --> content/points/one.md:3:8
              |
            3 | as_of: July 2026
              |        ^^^^^^^^^ not a date
              |
              = help: a date is a year, a month or a day: `2026`, `2026-02` or `2026-02-03`
        "#]],
    );
}

#[test]
fn bad_url() {
    check(
        &page_with(
            "links: { type: url, many: true }",
            r#"links:
  - www.example.org
  - https://example.org/a b
  - https://
  - https://example.org/a#b
aliases: [old-one, /../one/, /a%2e%2e/, "/a\\b/", /%2e%2e/]
"#,
        ),
        expect![[r#"
            error[bad-url]: `www.example.org` is not a web address
             --> content/pages/index.md:4:5
              |
            4 |   - www.example.org
              |     ^^^^^^^^^^^^^^^ not an address
              |
              = help: write the whole address, beginning with `https://`
            error[bad-url]: `https://example.org/a b` is not a web address
             --> content/pages/index.md:5:5
              |
            5 |   - https://example.org/a b
              |     ^^^^^^^^^^^^^^^^^^^^^^^ not an address
              |
              = help: take blanks and signs out that no address has: write `%20` for a blank
            error[bad-url]: `https://` is not a web address
             --> content/pages/index.md:6:5
              |
            6 |   - https://
              |     ^^^^^^^^ not an address
              |
              = help: write the whole address, beginning with `https://`
            error[bad-url]: `old-one` is not an address of this site
             --> content/pages/index.md:8:11
              |
            8 | aliases: [old-one, /../one/, /a%2e%2e/, "/a\\b/", /%2e%2e/]
              |           ^^^^^^^ this address
              |
              = help: write the old address as a path from the site's root: `/points/old-name/`
            error[bad-url]: `/../one/` is not an address of this site
             --> content/pages/index.md:8:20
              |
            8 | aliases: [old-one, /../one/, /a%2e%2e/, "/a\\b/", /%2e%2e/]
              |                    ^^^^^^^^ this address
              |
              = help: write the old address as a path from the site's root: `/points/old-name/`
            error[bad-url]: `/a\b/` is not an address of this site
             --> content/pages/index.md:8:41
              |
            8 | aliases: [old-one, /../one/, /a%2e%2e/, "/a\\b/", /%2e%2e/]
              |                                         ^^^^^^^^ this address
              |
              = help: write the old address as a path from the site's root: `/points/old-name/`
            error[bad-url]: `/%2e%2e/` is not an address of this site
             --> content/pages/index.md:8:51
              |
            8 | aliases: [old-one, /../one/, /a%2e%2e/, "/a\\b/", /%2e%2e/]
              |                                                   ^^^^^^^^ this address
              |
              = help: write the old address as a path from the site's root: `/points/old-name/`
        "#]],
    );
}

#[test]
fn unknown_choice() {
    check(
        &page_with(
            "stances: { type: choice, many: true, of: { accepts: , rejects: } }",
            "stances: [reject, shrugs, Accepts]
",
        ),
        expect![[r#"
            error[unknown-choice]: `reject` is not a value of `stances`
             --> content/pages/index.md:3:11
              |
            3 | stances: [reject, shrugs, Accepts]
              |           ^^^^^^ not one of the values
              |
              = help: did you mean `rejects`? The values are `accepts` or `rejects`
            error[unknown-choice]: `shrugs` is not a value of `stances`
             --> content/pages/index.md:3:19
              |
            3 | stances: [reject, shrugs, Accepts]
              |                   ^^^^^^ not one of the values
              |
              = help: write `accepts` or `rejects`
            error[unknown-choice]: `Accepts` is not a value of `stances`
             --> content/pages/index.md:3:27
              |
            3 | stances: [reject, shrugs, Accepts]
              |                           ^^^^^^^ not one of the values
              |
              = help: did you mean `accepts`? The values are `accepts` or `rejects`
        "#]],
    );
}

#[test]
fn too_few() {
    check(
        &page_with(
            "a: { type: string, many: true, min: 1 }
b: { type: string, many: true, min: 2 }",
            "a: []
b: [x]
",
        ),
        expect![[r#"
            error[too-few]: `a` needs at least one entry, found 0
             --> content/pages/index.md:3:4
              |
            3 | a: []
              |    ^^ too few
              |
              = help: add what is missing
            error[too-few]: `b` needs at least 2 entries, found 1
             --> content/pages/index.md:4:4
              |
            4 | b: [x]
              |    ^^^ too few
              |
              = help: add what is missing
        "#]],
    );
}

#[test]
fn too_many() {
    check(
        &page_with(
            "a: { type: string, many: true, max: 2 }",
            "a: [x, y, z]
",
        ),
        expect![[r#"
            error[too-many]: `a` takes at most 2 entries, found 3
             --> content/pages/index.md:3:4
              |
            3 | a: [x, y, z]
              |    ^^^^^^^^^ too many
              |
              = help: take some away
        "#]],
    );
}

#[test]
fn repeated() {
    check(
        "=== content/points/one.md
---
title: One
actors: [hamas, hamas]
---
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[repeated]: `hamas` stands in this list twice
             --> content/points/one.md:3:17
              |
            3 | actors: [hamas, hamas]
              |          -----  ^^^^^ again here
              |          |
              |          first here
              |
              = help: take one of them away
        "#]],
    );
}

#[test]
fn no_body() {
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields:
      summary: text
=== content/pages/index.md
---
title: Home
---

Some text.
=== content/pages/sources.md
(none)
",
        expect![[r#"
            error[no-body]: a page has no text under its front matter
             --> content/pages/index.md:5:1
              |
            5 | Some text.
              | ^^^^^^^^^^ this text would be lost
              |
              = help: move it into a field, or declare `body: markdown` in model.yaml
        "#]],
    );
}

#[test]
fn too_long() {
    check(
        &point(
            "title: One
summary: a a a a a a a a a a a a a a a a a a a a b
",
        ),
        expect![[r#"
            warning[too-long]: `summary` has 21 words, and 20 is the most
             --> content/points/one.md:3:10
              |
            3 | summary: a a a a a a a a a a a a a a a a a a a a b
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too long
              |
              = help: shorten it by one word
        "#]],
    );
    check(
        &point(
            "title: One
summary: a a a a a a a a a a a a a a a a a a a a b c
",
        ),
        expect![[r#"
            warning[too-long]: `summary` has 22 words, and 20 is the most
             --> content/points/one.md:3:10
              |
            3 | summary: a a a a a a a a a a a a a a a a a a a a b c
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too long
              |
              = help: shorten it by 2 words
        "#]],
    );
    check(
        &point(
            "title: One
summary: a a a a a a a a a a a a a a a a a a a b
",
        ),
        expect![[""]],
    );
}
