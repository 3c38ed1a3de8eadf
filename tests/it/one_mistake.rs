//! One mistake gives one diagnostic, and hides no other.

use expect_test::expect;

use crate::support::{check, point};

#[test]
fn a_misspelt_key_stands_for_the_one_it_is_near() {
    check(
        "=== content/points/one.md
---
titel: One
positions:
  - actr: hamas
---
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[unknown-key]: there is no key `titel` here
             --> content/points/one.md:2:1
              |
            2 | titel: One
              | ^^^^^ unknown key
              |
              = help: did you mean `title`?
            error[unknown-key]: there is no key `actr` here
             --> content/points/one.md:4:5
              |
            4 |   - actr: hamas
              |     ^^^^ unknown key
              |
              = help: did you mean `actor`?
        "#]],
    );
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    lable: { one: Page, other: Pages }
    feilds: { summary: text }
",
        expect![[r#"
            error[unknown-key]: there is no key `lable` here
             --> content/model.yaml:4:5
              |
            4 |     lable: { one: Page, other: Pages }
              |     ^^^^^ unknown key
              |
              = help: did you mean `label`?
            error[unknown-key]: there is no key `feilds` here
             --> content/model.yaml:5:5
              |
            5 |     feilds: { summary: text }
              |     ^^^^^^ unknown key
              |
              = help: did you mean `fields`?
        "#]],
    );
    check(
        "=== content/site.yaml
titel: A plan
base-url: https://example.org/
",
        expect![[r#"
            error[unknown-key]: there is no key `titel` here
             --> content/site.yaml:1:1
              |
            1 | titel: A plan
              | ^^^^^ unknown key
              |
              = help: did you mean `title`?
            error[unknown-key]: there is no key `base-url` here
             --> content/site.yaml:2:1
              |
            2 | base-url: https://example.org/
              | ^^^^^^^^ unknown key
              |
              = help: did you mean `base_url`?
        "#]],
    );
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields:
      parent: { type: ref, to: page, inverse: { name: children, min: 1 } }
=== content/pages/sources.md
(none)
=== content/pages/index.md
---
title: Home
parnet: index
---
",
        expect![[r#"
            error[unknown-key]: there is no key `parnet` here
             --> content/pages/index.md:3:1
              |
            3 | parnet: index
              | ^^^^^^ unknown key
              |
              = help: did you mean `parent`?
        "#]],
    );
}

#[test]
fn a_key_near_no_other_stands_for_none() {
    check(
        &point(
            "name: One
",
        ),
        expect![[r#"
            error[unknown-key]: there is no key `name` here
             --> content/points/one.md:2:1
              |
            2 | name: One
              | ^^^^ unknown key
              |
              = help: known keys here: title, template, lists, aliases, draft, number, summary, actors, positions, as_of
            error[missing-field]: `title` is missing
             --> content/points/one.md:2:1
              |
            2 | name: One
              | ^^^^^^^^^ has no `title`
              |
              = help: add a line `title: …`
        "#]],
    );
}

#[test]
fn a_key_that_is_there_is_not_meant_again() {
    check(
        &point(
            "title: One
title_short: Two
",
        ),
        expect![[r#"
            error[unknown-key]: there is no key `title_short` here
             --> content/points/one.md:3:1
              |
            3 | title_short: Two
              | ^^^^^^^^^^^ unknown key
              |
              = help: known keys here: title, template, lists, aliases, draft, number, summary, actors, positions, as_of
        "#]],
    );
}

#[test]
fn a_page_that_cannot_be_read_keeps_its_id() {
    check(
        "=== content/actors/hamas.md
title: Hamas
=== content/actors/israel.md
---
title: Israel: a state
---
=== content/points/one.md
---
title: One
actors: [hamas, israel]
---
[[hamas]], [[israel#x]], [he](../actors/hamas.md)
",
        expect![[r#"
            error[front-matter]: this file does not begin with front matter
             --> content/actors/hamas.md:1:1
              |
            1 | title: Hamas
              | ^^^^^^^^^^^^ expected `---`
              |
              = help: begin the file with a line `---`, the front matter, and a line `---`
            error[yaml]: a second `: ` on one line
             --> content/actors/israel.md:2:8
              |
            2 | title: Israel: a state
              |        ^^^^^^^^^^^^^^^ here
              |
              = help: put the value in quotation marks: `title: "Gaza: the plan"`
        "#]],
    );
    check(
        "=== content/pages/sources.md
---
title: Sources: all
---
=== content/site.yaml
title: A plan
base_url: https://example.org/
nav: [sources]
",
        expect![[r#"
            error[yaml]: a second `: ` on one line
             --> content/pages/sources.md:2:8
              |
            2 | title: Sources: all
              |        ^^^^^^^^^^^^ here
              |
              = help: put the value in quotation marks: `title: "Gaza: the plan"`
        "#]],
    );
}

#[test]
fn what_a_broken_file_may_hold_is_not_missing() {
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields:
      parent: { type: ref, to: page, inverse: { name: children, min: 1 } }
=== content/pages/sources.md
(none)
=== content/pages/index.md
---
title: Home
parent: index: x
---
=== content/pages/two.md
---
title: Two
parent: index
---
",
        expect![[r#"
            error[yaml]: a second `: ` on one line
             --> content/pages/index.md:3:9
              |
            3 | parent: index: x
              |         ^^^^^^^^ here
              |
              = help: put the value in quotation marks: `title: "Gaza: the plan"`
        "#]],
    );
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields:
      parent: { type: ref, to: page, inverse: { name: children, min: 1 } }
=== content/pages/sources.md
(none)
=== content/pages/index.md
---
title: Home
parent: [index]
---
",
        expect![[r#"
            error[wrong-type]: expected an id, found a list
             --> content/pages/index.md:3:9
              |
            3 | parent: [index]
              |         ^^^^^^^ this should be an id
              |
              = help: write an id here
        "#]],
    );
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields: { body: markdown }
  source:
    file: sources.yaml
    label: { one: Source, other: Sources }
    cited_by: { min: 1 }
    fields: {}
=== content/pages/sources.md
(none)
=== content/sources.yaml
un:
  title: UN
=== content/pages/index.md
---
title: Home
colour: red
---
Text.
",
        expect![[r#"
            error[unknown-key]: there is no key `colour` here
             --> content/pages/index.md:3:1
              |
            3 | colour: red
              | ^^^^^^ unknown key
              |
              = help: known keys here: title, template, lists, aliases, draft
        "#]],
    );
}

#[test]
fn what_a_misspelt_reference_may_mean_is_not_missing() {
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields:
      parent: { type: ref, to: page, inverse: { name: children, min: 1 } }
=== content/pages/sources.md
(none)
=== content/pages/index.md
---
title: Home
parent: idnex
---
",
        expect![[r#"
            error[unknown-reference]: there is no page `idnex`
             --> content/pages/index.md:3:9
              |
            3 | parent: idnex
              |         ^^^^^ no page `content/pages/idnex.md`
              |
              = help: did you mean `index`?
        "#]],
    );
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields: { body: markdown }
  source:
    file: sources.yaml
    label: { one: Source, other: Sources }
    cited_by: { min: 1 }
    fields: {}
=== content/pages/sources.md
(none)
=== content/sources.yaml
un:
  title: UN
=== content/pages/index.md
---
title: Home
---
Text.[@unn]
",
        expect![[r#"
            error[unknown-reference]: there is no source `unn`
             --> content/pages/index.md:4:8
              |
            4 | Text.[@unn]
              |        ^^^ no entry `unn:` in `content/sources.yaml`
              |
              = help: did you mean `un`?
        "#]],
    );
}

#[test]
fn a_list_that_repeats_an_id_leaves_its_kind_unknown() {
    check(
        "=== content/sources.yaml
un:
  title: UN
un:
  title: UNRWA
=== content/points/one.md
---
title: One
positions:
  - { actor: hamas, sources: [unrwa] }
---
So it is.[@ocha] See [[ocha]].
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[duplicate-key]: `un` is set twice
             --> content/sources.yaml:3:1
              |
            1 | un:
              | -- first set here
            2 |   title: UN
            3 | un:
              | ^^ again here
              |
              = help: keep one of the two
        "#]],
    );
}

#[test]
fn a_list_that_cannot_be_read_leaves_its_kind_unknown() {
    check(
        "=== content/sources.yaml
un:
  title: UN: a report
=== content/points/one.md
---
title: One
actors: [hamsa]
---
So it is.[@ocha]
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[unknown-reference]: there is no actor `hamsa`
             --> content/points/one.md:3:10
              |
            3 | actors: [hamsa]
              |          ^^^^^ no page `content/actors/hamsa.md`
              |
              = help: did you mean `hamas`?
            error[yaml]: a second `: ` on one line
             --> content/sources.yaml:2:10
              |
            2 |   title: UN: a report
              |          ^^^^^^^^^^^^ here
              |
              = help: put the value in quotation marks: `title: "Gaza: the plan"`
        "#]],
    );
    check(
        "=== content/sources.yaml
- un
=== content/points/one.md
---
title: One
---
So it is.[@un]
",
        expect![[r#"
            error[wrong-type]: expected an id and a colon for each entry, found a list
             --> content/sources.yaml:1:1
              |
            1 | - un
              | ^^^^ this should be an id and a colon for each entry
              |
              = help: write an id and a colon for each entry here
        "#]],
    );
}

#[test]
fn a_key_twice_in_an_entry_leaves_the_list_known() {
    check(
        "=== content/sources.yaml
un:
  title: UN
  title: UNRWA
=== content/points/one.md
---
title: One
---
So it is.[@un] And so.[@ocha]
",
        expect![[r#"
            error[unknown-reference]: there is no source `ocha`
             --> content/points/one.md:4:25
              |
            4 | So it is.[@un] And so.[@ocha]
              |                         ^^^^ no entry `ocha:` in `content/sources.yaml`
              |
              = help: write the id of something that exists, or add it
            error[duplicate-key]: `title` is set twice
             --> content/sources.yaml:3:3
              |
            2 |   title: UN
              |   ----- first set here
            3 |   title: UNRWA
              |   ^^^^^ again here
              |
              = help: keep one of the two
        "#]],
    );
}

#[test]
fn an_entry_with_an_error_keeps_its_id() {
    check(
        "=== content/sources.yaml
un: UN
ocha:
  titel: OCHA
=== content/points/one.md
---
title: One
---
So it is.[@un; @ocha]
",
        expect![[r#"
            error[wrong-type]: expected `key: value` lines, found `UN`
             --> content/sources.yaml:1:5
              |
            1 | un: UN
              |     ^^ this should be `key: value` lines
              |
              = help: write `key: value` lines here
            error[unknown-key]: there is no key `titel` here
             --> content/sources.yaml:3:3
              |
            3 |   titel: OCHA
              |   ^^^^^ unknown key
              |
              = help: did you mean `title`?
        "#]],
    );
}

#[test]
fn an_error_in_the_model_ends_the_run() {
    check(
        "=== content/model.yaml
kinds:
  point:
    folder: points
    label: { one: Point, other: Points }
    fields: { when: dates }
=== content/points/one.md
---
titel: One
actors: [hamsa]
---
=== content/site.yaml
titel: A plan
base_url: https://example.org/
=== templates/page.html
{{ oh
",
        expect![[r#"
            error[model-type]: there is no type `dates`
             --> content/model.yaml:5:21
              |
            5 |     fields: { when: dates }
              |                     ^^^^^ here
              |
              = help: did you mean `date`?
            error[unknown-key]: there is no key `titel` here
             --> content/site.yaml:1:1
              |
            1 | titel: A plan
              | ^^^^^ unknown key
              |
              = help: did you mean `title`?
        "#]],
    );
}

#[test]
fn a_mistake_in_site_yaml_hides_no_other() {
    check(
        "=== content/site.yaml
title: A plan
base_url: https://example.org/
as_of: soon
=== content/points/one.md
---
title: One
actors: [hamsa]
---
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[unknown-reference]: there is no actor `hamsa`
             --> content/points/one.md:3:10
              |
            3 | actors: [hamsa]
              |          ^^^^^ no page `content/actors/hamsa.md`
              |
              = help: did you mean `hamas`?
            error[bad-date]: `soon` is not a date
             --> content/site.yaml:3:8
              |
            3 | as_of: soon
              |        ^^^^ here
              |
              = help: a date is a year, a month or a day: `2026`, `2026-02` or `2026-02-03`
        "#]],
    );
}

#[test]
fn a_sentence_cut_by_a_comma() {
    check(
        "=== content/points/one.md
---
title: One
positions:
  - { actor: hamas, text: He said no, and left, stance: rejects }
---
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[unknown-key]: a comma in `{ }` has cut a sentence in two
             --> content/points/one.md:4:39
              |
            4 |   - { actor: hamas, text: He said no, and left, stance: rejects }
              |                                       ^^^^^^^^ read as a key
              |
              = help: write the entry as lines of their own, or put the sentence in quotation marks
        "#]],
    );
    check(
        "=== content/points/one.md
---
title: One
positions:
  - { actor: hamas, text: He said no, and left, and came back }
---
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[unknown-key]: a comma in `{ }` has cut a sentence in two
             --> content/points/one.md:4:39
              |
            4 |   - { actor: hamas, text: He said no, and left, and came back }
              |                                       ^^^^^^^^ read as a key
              |
              = help: write the entry as lines of their own, or put the sentence in quotation marks
        "#]],
    );
}

#[test]
fn a_comma_in_a_line_of_its_own_cuts_nothing() {
    check(
        "=== content/points/one.md
---
title: One
positions:
  - actor: hamas
    text: He said no, and left
---
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[""]],
    );
}

#[test]
fn all_mistakes_are_shown_at_once_and_in_order() {
    check(
        "=== content/points/two.md
---
title: Two
colour: red
---
And [[hamsa]].
=== content/points/one.md
---
as_of: 2026-02-30
actors: [hamas, hamas, hamsa]
positions:
  - { stance: shrugs }
---
[](/x/)

<b>.
=== content/actors/hamas.md
---
title: Hamas
---
=== content/sources.yaml
UN:
  title: UN
=== templates/point.html
{{ oh
",
        expect![[r#"
            error[missing-field]: `title` is missing
             --> content/points/one.md:2:1
              |
            2 | as_of: 2026-02-30
              | ^^^^^^^^^^^^^^^^^ has no `title`
              |
              = help: add a line `title: …`
            error[bad-date]: `2026-02-30` is not a date
             --> content/points/one.md:2:8
              |
            2 | as_of: 2026-02-30
              |        ^^^^^^^^^^ not a date
              |
              = help: there is no such day in the calendar
            error[repeated]: `hamas` stands in this list twice
             --> content/points/one.md:3:17
              |
            3 | actors: [hamas, hamas, hamsa]
              |          -----  ^^^^^ again here
              |          |
              |          first here
              |
              = help: take one of them away
            error[unknown-reference]: there is no actor `hamsa`
             --> content/points/one.md:3:24
              |
            3 | actors: [hamas, hamas, hamsa]
              |                        ^^^^^ no page `content/actors/hamsa.md`
              |
              = help: did you mean `hamas`?
            error[missing-field]: `actor` is missing
             --> content/points/one.md:5:5
              |
            5 |   - { stance: shrugs }
              |     ^^^^^^^^^^^^^^^^^^ has no `actor`
              |
              = help: add a line `actor: …`
            error[unknown-choice]: `shrugs` is not a value of `stance`
             --> content/points/one.md:5:15
              |
            5 |   - { stance: shrugs }
              |               ^^^^^^ not one of the values
              |
              = help: write `accepts` or `rejects`
            error[empty-link]: this link has no words
             --> content/points/one.md:7:1
              |
            7 | [](/x/)
              | ^^^^^^^ here
              |
              = help: put words between the square brackets that say where the link leads
            error[raw-html]: `<b>` cannot be used in Markdown here
             --> content/points/one.md:9:1
              |
            9 | <b>.
              | ^^^ here
              |
              = help: write it in Markdown, or `\<` for the sign itself; HTML that may stand here: a, abbr, bdi, br, cite, details, kbd, mark, q, span, sub, summary, sup
            error[unknown-key]: there is no key `colour` here
             --> content/points/two.md:3:1
              |
            3 | colour: red
              | ^^^^^^ unknown key
              |
              = help: known keys here: title, template, lists, aliases, draft, number, summary, actors, positions, as_of
            error[unknown-reference]: there is nothing called `hamsa`
             --> content/points/two.md:5:5
              |
            5 | And [[hamsa]].
              |     ^^^^^^^^^ nothing has this id
              |
              = help: did you mean `hamas`?
            error[bad-id]: `UN` cannot be an id: it may hold lower-case letters, digits and `-` and nothing else
             --> content/sources.yaml:1:1
              |
            1 | UN:
              | ^^ this id
              |
              = help: rename it, for instance to `un`
            error[template]: Unexpected end of input
             --> templates/point.html:1:4
              |
            1 | {{ oh
              |    ^^ here
              |
              = help: correct the template
        "#]],
    );
}

#[test]
fn a_template_with_a_mistake_is_told_of_once() {
    check(
        "=== templates/point.html
{{ entity.titel }}
=== content/points/one.md
---
title: One
---
=== content/points/two.md
---
title: Two
---
",
        expect![[r#"
            error[template]: Field `titel` is not defined
             --> templates/point.html:1:11
              |
            1 | {{ entity.titel }}
              |           ^^^^^ here
              |
              = help: did you mean `title`?; while rendering /points/one/; the same on one other page
        "#]],
    );
    check(
        r#"=== templates/point.html
<p style="x" id="a">{{ entity.title }}</p>
<p id="a"><a href="/nowhere-near/">x</a></p>
=== content/points/one.md
---
title: One
---
=== content/points/two.md
---
title: Two
---
"#,
        expect![[r#"
            error[style-attribute]: /points/one/ holds the attribute `style` on <p>
             --> templates/point.html:1:4
              |
            1 | <p style="x" id="a">{{ entity.title }}</p>
              |    ^^^^^^ here
              |
              = help: use a class and the style sheet, or a script file: the security policy forbids the rest; the same on one other page
            error[duplicate-id]: the id `a` stands twice on /points/one/
             --> templates/point.html:1:14
              |
            1 | <p style="x" id="a">{{ entity.title }}</p>
              |              ^^^^^^ here
              |
              = help: give one of the two another id; the same on one other page
            error[dead-link]: nothing is published at `/nowhere-near/`
             --> templates/point.html:2:20
              |
            2 | <p id="a"><a href="/nowhere-near/">x</a></p>
              |                    ^^^^^^^^^^^^^^ here
              |
              = help: link to a page with `[[id]]`, or to a file in static/ by its path; the same on one other page
        "#]],
    );
    check(
        "=== templates/point.html
{{ entity.title }}
=== content/points/one.md
---
title: One
---
A.[@un]
=== content/points/two.md
---
title: Two
---
B.[@un]
=== content/sources.yaml
un:
  title: UN
",
        expect![[r#"
            error[source-not-shown]: 1 of 1 citations on /points/one/ are not shown once: `cite-1-1` (`un`) is not shown
            --> templates/point.html
             = help: print each `mark` once as an `id`; a list that is not shown asks for `fields: []`; the same on one other page
        "#]],
    );
}

#[test]
fn a_page_that_cannot_be_rendered_is_there_for_links() {
    check(
        "=== templates/point.html
{{ entity.titel }}
=== content/points/one.md
---
title: One
---
=== content/actors/hamas.md
---
title: Hamas
---
[[one]], [[one#part]]
",
        expect![[r#"
            error[template]: Field `titel` is not defined
             --> templates/point.html:1:11
              |
            1 | {{ entity.titel }}
              |           ^^^^^ here
              |
              = help: did you mean `title`?; while rendering /points/one/
        "#]],
    );
}
