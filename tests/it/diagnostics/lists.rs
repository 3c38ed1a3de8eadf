//! Mistakes of `lists:` and of the paths in a model.

use expect_test::expect;

use crate::support::{check, point};

#[test]
fn unknown_path() {
    check(
        &point(
            "title: One
lists:
  a: { of: point, order: nummer }
  b: { of: points }
  c: { of: point.position }
  d: { of: point, where: { actors.sumary: x } }
  e: { of: [point, point.positions] }
  f: { of: point, where: { actors: this } }
  g: { of: point, fields: [sumary] }
  h: { of: actor, group: letter.x }
",
        ),
        expect![[r#"
            error[unknown-path]: there is no `nummer` to follow here
             --> content/points/one.md:4:26
              |
            4 |   a: { of: point, order: nummer }
              |                          ^^^^^^ not in the model
              |
              = help: did you mean `number`?
            error[unknown-path]: there is no kind `points`
             --> content/points/one.md:5:12
              |
            5 |   b: { of: points }
              |            ^^^^^^ here
              |
              = help: did you mean `point`?
            error[unknown-path]: `point` has no field `position` with records
             --> content/points/one.md:6:12
              |
            6 |   c: { of: point.position }
              |            ^^^^^^^^^^^^^^ here
              |
              = help: did you mean `positions`?
            error[unknown-path]: `actors.sumary` leads nowhere: there is no `sumary`
             --> content/points/one.md:7:28
              |
            7 |   d: { of: point, where: { actors.sumary: x } }
              |                            ^^^^^^^^^^^^^ not in the model
              |
              = help: did you mean `summary`?
            error[unknown-path]: a list holds things of one sort
             --> content/points/one.md:8:20
              |
            8 |   e: { of: [point, point.positions] }
              |                    ^^^^^^^^^^^^^^^ here
              |
              = help: make two lists of it
            error[unknown-path]: `this` is a point, which cannot stand here
             --> content/points/one.md:9:36
              |
            9 |   f: { of: point, where: { actors: this } }
              |                                    ^^^^ here
              |
              = help: compare a reference to this kind
            error[unknown-path]: there is no `sumary` to follow here
              --> content/points/one.md:10:28
               |
            10 |   g: { of: point, fields: [sumary] }
               |                            ^^^^^^ not in the model
               |
               = help: did you mean `summary`?
            error[unknown-path]: `letter.x` leads nowhere: there is no `x`
              --> content/points/one.md:11:26
               |
            11 |   h: { of: actor, group: letter.x }
               |                          ^^^^^^^^ not in the model
               |
               = help: the path ends before this
        "#]],
    );
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    label: { one: Page, other: Pages }
    order: [titel]
    lists: { all: { of: pages } }
    fields:
      pages: { type: ref, to: page, many: true, order: titel }
",
        expect![[r#"
            error[unknown-path]: there is no `titel` to follow here
             --> content/model.yaml:5:13
              |
            5 |     order: [titel]
              |             ^^^^^ not in the model
              |
              = help: did you mean `title`?
            error[unknown-path]: there is no kind `pages`
             --> content/model.yaml:6:25
              |
            6 |     lists: { all: { of: pages } }
              |                         ^^^^^ here
              |
              = help: did you mean `page`?
            error[unknown-path]: there is no `titel` to follow here
             --> content/model.yaml:8:56
              |
            8 |       pages: { type: ref, to: page, many: true, order: titel }
              |                                                        ^^^^^ not in the model
              |
              = help: did you mean `title`?
        "#]],
    );
}

#[test]
fn bad_group() {
    check(
        &point(
            "title: One
lists:
  a: { of: point, group: positions }
  b: { of: point, columns: actors }
  c: { of: point, group: actors, columns: as_of }
",
        ),
        expect![[r#"
            error[bad-group]: a list cannot be grouped by `positions`
             --> content/points/one.md:4:26
              |
            4 |   a: { of: point, group: positions }
              |                          ^^^^^^^^^ here
              |
              = help: group by a choice, a reference, `owner`, `kind`, `letter`, or the month or year of a date
            error[bad-group]: `columns` needs `group`
             --> content/points/one.md:5:28
              |
            5 |   b: { of: point, columns: actors }
              |                            ^^^^^^ here
              |
              = help: add `group:` for the rows
            error[bad-group]: columns are the values of a choice or a reference
             --> content/points/one.md:6:43
              |
            6 |   c: { of: point, group: actors, columns: as_of }
              |                                           ^^^^^ here
              |
              = help: name a choice or a reference
        "#]],
    );
}

#[test]
fn a_list_of_another_form() {
    check(
        &point(
            "title: One
lists:
  a: { off: point }
  b: { of: point, limit: few }
  c: { of: point.positions, where: { stance: reject } }
  d: point
  e:
",
        ),
        expect![[r#"
            error[unknown-key]: there is no key `off` here
             --> content/points/one.md:4:8
              |
            4 |   a: { off: point }
              |        ^^^ unknown key
              |
              = help: did you mean `of`?
            error[wrong-type]: expected a whole number, found `few`
             --> content/points/one.md:5:26
              |
            5 |   b: { of: point, limit: few }
              |                          ^^^ this should be a whole number
              |
              = help: write a whole number here
            error[unknown-choice]: `reject` is not one of the values
             --> content/points/one.md:6:46
              |
            6 |   c: { of: point.positions, where: { stance: reject } }
              |                                              ^^^^^^ here
              |
              = help: did you mean `rejects`?
            error[wrong-type]: expected `key: value` lines, found `point`
             --> content/points/one.md:7:6
              |
            7 |   d: point
              |      ^^^^^ this should be `key: value` lines
              |
              = help: write `key: value` lines here
            error[empty]: there is no value here
             --> content/points/one.md:8:3
              |
            8 |   e:
              |   ^ nothing follows
              |
              = help: give it a value, or take the key away
        "#]],
    );
}
