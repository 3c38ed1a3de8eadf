//! Mistakes of model.yaml.

use expect_test::expect;

use crate::support::check;

#[test]
fn model_type() {
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    label: { one: Page, other: Pages }
    fields:
      when: dates
      who: ref
      how_many: { type: text, min: 1 }
      what: { type: date, max_words: 3 }
      long: { type: text, max_words: -1 }
      body: text
      summary: string
",
        expect![[r#"
            error[model-type]: there is no type `dates`
             --> content/model.yaml:6:13
              |
            6 |       when: dates
              |             ^^^^^ here
              |
              = help: did you mean `date`?
            error[model-type]: a reference needs `to:`
             --> content/model.yaml:7:12
              |
            7 |       who: ref
              |            ^^^ here
              |
              = help: name the kind it leads to: `to: actor`, or several: `to: [point, actor]`
            error[model-type]: `min` does not fit a field of type `text`
             --> content/model.yaml:8:31
              |
            8 |       how_many: { type: text, min: 1 }
              |                               ^^^ here
              |
              = help: it is for lists: add `many: true`, or take it away
            error[model-type]: `max_words` does not fit a field of type `date`
             --> content/model.yaml:9:27
              |
            9 |       what: { type: date, max_words: 3 }
              |                           ^^^^^^^^^ here
              |
              = help: take it away, or change the type
            error[out-of-range]: `max_words` counts, and cannot be less than zero
              --> content/model.yaml:10:38
               |
            10 |       long: { type: text, max_words: -1 }
               |                                      ^^ here
               |
               = help: write a number from 0
            error[model-type]: `body` is used by planbook and must be of type markdown
              --> content/model.yaml:11:7
               |
            11 |       body: text
               |       ^^^^ here
               |
               = help: change its type, or choose another name
            error[model-type]: `summary` is used by planbook and must be of type text
              --> content/model.yaml:12:7
               |
            12 |       summary: string
               |       ^^^^^^^ here
               |
               = help: change its type, or choose another name
        "#]],
    );
}

#[test]
fn model_kind() {
    check(
        "=== content/model.yaml
kinds:
  a:
    folder: a
    file: a.yaml
    label: { one: A, other: As }
    card: [sumary]
    fields: { summary: text }
  b:
    label: { one: B, other: Bs }
    url: b/{id}
    fields: { who: { type: ref, to: cc } }
  c:
    folder: ../c
    label: { one: C, other: Cs }
    url: /c/
    fields: { summary: text }
  d:
    folder: a/b
    label: { one: D, other: Ds }
    fields: { summary: text }
  e:
    folder: a/b
    label: { one: E, other: Es }
    fields: { summary: text }
",
        expect![[r#"
            error[model-kind]: `a` needs either `folder:` or `file:`
             --> content/model.yaml:2:3
              |
            2 |   a:
              |   ^ here
              |
              = help: `folder: points` is a Markdown file for each, `file: events.yaml` one list for all
            error[model-kind]: `b` needs either `folder:` or `file:`
             --> content/model.yaml:8:3
              |
            8 |   b:
              |   ^ here
              |
              = help: `folder: points` is a Markdown file for each, `file: events.yaml` one list for all
            error[model-kind]: `b/{id}` is not an address for a kind
              --> content/model.yaml:10:10
               |
            10 |     url: b/{id}
               |          ^^^^^^ here
               |
               = help: write a path such as `/points/{id}/`, or `/timeline/#{id}` for parts of one page
            error[model-kind]: there is no kind `cc`
              --> content/model.yaml:11:37
               |
            11 |     fields: { who: { type: ref, to: cc } }
               |                                     ^^ here
               |
               = help: did you mean `c`?
            error[model-kind]: `../c` is not a place inside content/
              --> content/model.yaml:13:13
               |
            13 |     folder: ../c
               |             ^^^^ here
               |
               = help: write a plain name, such as `points`
            error[model-kind]: `e` is stored where `d` is
              --> content/model.yaml:21:3
               |
            21 |   e:
               |   ^ here
               |
               = help: give each kind a folder or a file of its own
        "#]],
    );
}

#[test]
fn a_key_of_the_model_that_is_misspelt_missing_or_of_another_type() {
    check(
        "=== content/model.yaml
kind: {}
",
        expect![[r#"
            error[unknown-key]: there is no key `kind` here
             --> content/model.yaml:1:1
              |
            1 | kind: {}
              | ^^^^ unknown key
              |
              = help: did you mean `kinds`?
        "#]],
    );
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    fields:
      a: { typ: date }
      b: { type: date, mny: true }
      c: { type: date, many: yes }
      d: { type: integer, min: few }
",
        expect![[r#"
            error[missing-field]: `label` is missing
             --> content/model.yaml:3:5
              |
            3 |     folder: pages
              |     ^^^^^^^^^^^^^ has no `label`
              |
              = help: add a line `label: …`
            error[unknown-key]: there is no key `typ` here
             --> content/model.yaml:5:12
              |
            5 |       a: { typ: date }
              |            ^^^ unknown key
              |
              = help: did you mean `type`?
            error[unknown-key]: there is no key `mny` here
             --> content/model.yaml:6:24
              |
            6 |       b: { type: date, mny: true }
              |                        ^^^ unknown key
              |
              = help: did you mean `many`?
            error[wrong-type]: expected `true` or `false`, found `yes`
             --> content/model.yaml:7:30
              |
            7 |       c: { type: date, many: yes }
              |                              ^^^ this should be `true` or `false`
              |
              = help: write `true` or `false` here
            error[wrong-type]: expected a whole number, found `few`
             --> content/model.yaml:8:32
              |
            8 |       d: { type: integer, min: few }
              |                                ^^^ this should be a whole number
              |
              = help: write a whole number here
        "#]],
    );
    check(
        "=== content/model.yaml
kinds: []
",
        expect![[r#"
            error[wrong-type]: expected `key: value` lines, found a list
             --> content/model.yaml:1:8
              |
            1 | kinds: []
              |        ^^ this should be `key: value` lines
              |
              = help: write `key: value` lines here
        "#]],
    );
    check(
        "=== content/model.yaml
# nothing yet
",
        expect![[r#"
            error[wrong-type]: expected `kinds:` with the kinds of thing this site has, found nothing
             --> content/model.yaml:1:1
              |
            1 | # nothing yet
              | ^^^^^^^^^^^^^ this should be `kinds:` with the kinds of thing this site has
              |
              = help: write `kinds:` with the kinds of thing this site has here
        "#]],
    );
}

#[test]
fn a_number_or_a_truth_value_is_text_where_text_is_wanted() {
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    label: { one: 1, other: true }
    url: /{id}/
    fields:
      say: { type: string, help: 4, required: true }
      hue: { type: choice, of: { a: { label: 2026, help: 4 } }, required: true }
=== content/pages/index.md
---
title: Home
---
=== content/pages/sources.md
(none)
",
        expect![[r#"
            error[missing-field]: `hue` is missing
             --> content/pages/index.md:2:1
              |
            2 | title: Home
              | ^^^^^^^^^^^ has no `hue`
              |
              = help: add a line `hue: …`
            error[missing-field]: `say` is missing
             --> content/pages/index.md:2:1
              |
            2 | title: Home
              | ^^^^^^^^^^^ has no `say`
              |
              = help: add a line `say: …`
        "#]],
    );
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    label: { one: Page, other: Pages }
    fields:
      a: { type: text, max_words: 007, required: true }
      b: { type: text, many: true, min: 007 }
",
        expect![[r#"
            error[wrong-type]: expected a whole number, found `007`
             --> content/model.yaml:6:35
              |
            6 |       a: { type: text, max_words: 007, required: true }
              |                                   ^^^ this should be a whole number
              |
              = help: write a whole number here
            error[wrong-type]: expected a whole number, found `007`
             --> content/model.yaml:7:41
              |
            7 |       b: { type: text, many: true, min: 007 }
              |                                         ^^^ this should be a whole number
              |
              = help: write a whole number here
        "#]],
    );
}

#[test]
fn model_choice() {
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    label: { one: Page, other: Pages }
    fields:
      side: { type: choice }
      hue: { type: choice, of: {} }
      tone: { type: choice, of: { a: {}, b: }, default: c }
",
        expect![[r#"
            error[model-choice]: a choice needs its values
             --> content/model.yaml:6:13
              |
            6 |       side: { type: choice }
              |             ^^^^^^^^^^^^^^^^ here
              |
              = help: list them: `of: { yes: { label: Yes } }`
            error[model-choice]: a choice needs its values
             --> content/model.yaml:7:12
              |
            7 |       hue: { type: choice, of: {} }
              |            ^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: list them: `of: { yes: { label: Yes } }`
            error[model-choice]: the default `c` is not one of the values
             --> content/model.yaml:8:57
              |
            8 |       tone: { type: choice, of: { a: {}, b: }, default: c }
              |                                                         ^ here
              |
              = help: the values are `a` or `b`
        "#]],
    );
}

#[test]
fn model_name() {
    check(
        "=== content/model.yaml
kinds:
  Page:
    folder: pages
    label: { one: Page, other: Pages }
    fields:
      Title: text
      title: text
      url: text
      2nd: text
      says: { type: record, fields: { owner: text } }
",
        expect![[r#"
            error[model-name]: `Page` is not a name
             --> content/model.yaml:2:3
              |
            2 |   Page:
              |   ^^^^ here
              |
              = help: use lower-case letters, digits and `_`, beginning with a letter
            error[model-name]: `Title` is not a name
             --> content/model.yaml:6:7
              |
            6 |       Title: text
              |       ^^^^^ here
              |
              = help: use lower-case letters, digits and `_`, beginning with a letter
            error[model-name]: `title` is taken: planbook gives it itself
             --> content/model.yaml:7:7
              |
            7 |       title: text
              |       ^^^^^ here
              |
              = help: choose another name
            error[model-name]: `url` is taken: planbook gives it itself
             --> content/model.yaml:8:7
              |
            8 |       url: text
              |       ^^^ here
              |
              = help: choose another name
            error[model-name]: `2nd` is not a name
             --> content/model.yaml:9:7
              |
            9 |       2nd: text
              |       ^^^ here
              |
              = help: use lower-case letters, digits and `_`, beginning with a letter
            error[model-name]: `owner` is taken: planbook gives it itself
              --> content/model.yaml:10:39
               |
            10 |       says: { type: record, fields: { owner: text } }
               |                                       ^^^^^ here
               |
               = help: choose another name
        "#]],
    );
}

#[test]
fn recursive_type() {
    check(
        "=== content/model.yaml
types:
  outer: { type: record, fields: { in: inner } }
  inner: { type: record, fields: { out: outer } }
kinds:
  page:
    folder: pages
    label: { one: Page, other: Pages }
    fields:
      all: outer
",
        expect![[r#"
            error[recursive-type]: the type `inner` contains itself
             --> content/model.yaml:2:40
              |
            2 |   outer: { type: record, fields: { in: inner } }
              |                                        ^^^^^ here
              |
              = help: it goes round: inner -> outer -> inner
            error[recursive-type]: the type `outer` contains itself
             --> content/model.yaml:3:41
              |
            3 |   inner: { type: record, fields: { out: outer } }
              |                                         ^^^^^ here
              |
              = help: it goes round: outer -> inner -> outer
        "#]],
    );
    check(
        "=== content/model.yaml
types:
  loop: loop
kinds:
  page:
    folder: pages
    label: { one: Page, other: Pages }
    fields:
      all: text
",
        expect![[r#"
            error[recursive-type]: the type `loop` contains itself
             --> content/model.yaml:2:9
              |
            2 |   loop: loop
              |         ^^^^ here
              |
              = help: it goes round: loop -> loop
        "#]],
    );
}

#[test]
fn inverse_name() {
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    label: { one: Page, other: Pages }
    fields:
      parent: { type: ref, to: page, inverse: summary }
      summary: text
      next: { type: ref, to: page, inverse: url }
",
        expect![[r#"
            error[inverse-name]: `page` already has a field `summary`
             --> content/model.yaml:6:47
              |
            6 |       parent: { type: ref, to: page, inverse: summary }
              |                                               ^^^^^^^ here
              |
              = help: give the inverse another name
            error[inverse-name]: `url` is taken: planbook gives it itself
             --> content/model.yaml:8:45
              |
            8 |       next: { type: ref, to: page, inverse: url }
              |                                             ^^^ here
              |
              = help: give the inverse another name
        "#]],
    );
}

#[test]
fn inverse_mixed() {
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    label: { one: Page, other: Pages }
    fields:
      a: { type: ref, to: page, inverse: all }
      b: { type: record, fields: { c: { type: ref, to: page, inverse: all } } }
",
        expect![[r#"
            error[inverse-mixed]: `all` is fed by plain references and by records
             --> content/model.yaml:7:71
              |
            7 |       b: { type: record, fields: { c: { type: ref, to: page, inverse: all } } }
              |                                                                       ^^^ here
              |
              = help: use one name for each sort
        "#]],
    );
}

#[test]
fn inverse_too_deep() {
    check("=== content/model.yaml
kinds:
  page:
    folder: pages
    label: { one: Page, other: Pages }
    fields:
      a: { type: record, fields: { b: { type: record, fields: { c: { type: ref, to: page, inverse: d } } } } }
", expect![[r#"
    error[inverse-too-deep]: an inverse stands on a reference in a record in a record
     --> content/model.yaml:6:100
      |
    6 |       a: { type: record, fields: { b: { type: record, fields: { c: { type: ref, to: page, inverse: d } } } } }
      |                                                                                                    ^ here
      |
      = help: put the reference in a field, or in a record directly in a field
"#]]);
}

#[test]
fn no_home_page() {
    check(
        "=== content/pages/sources.md
(none)
",
        expect![[r#"
            error[no-home-page]: there is no page `/sources/` for the parts of `source`
              --> content/model.yaml:31:10
               |
            31 |     url: /sources/#{id}
               |          ^^^^^^^^^^^^^^ no such page
               |
               = help: add `content/pages/sources.md`
        "#]],
    );
}
