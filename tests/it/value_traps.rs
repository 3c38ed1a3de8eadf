//! Values that look like others, and places that are counted in characters.

use expect_test::expect;
use planbook::source::{Content, SourceFile, Sources};

use crate::support::{check, diagnostics, page_with, point, settings, sources_of};

#[test]
fn dates() {
    check(
        &page_with(
            "days: { type: date, many: true }",
            "days:
  - 2024-12-8
  - 2026-02-30
  - 2026-02-29
  - 2026-13
  - 2026-00
  - 8 December 2024
  - 2026-02-03T10:00
  - 26-02-03
  - 2026/02/03
  - 03.02.2026
  - -2026
",
        ),
        expect![[r#"
            error[bad-date]: `2024-12-8` is not a date
             --> content/pages/index.md:4:5
              |
            4 |   - 2024-12-8
              |     ^^^^^^^^^ not a date
              |
              = help: a date is a year, a month or a day: `2026`, `2026-02` or `2026-02-03`
            error[bad-date]: `2026-02-30` is not a date
             --> content/pages/index.md:5:5
              |
            5 |   - 2026-02-30
              |     ^^^^^^^^^^ not a date
              |
              = help: there is no such day in the calendar
            error[bad-date]: `2026-02-29` is not a date
             --> content/pages/index.md:6:5
              |
            6 |   - 2026-02-29
              |     ^^^^^^^^^^ not a date
              |
              = help: there is no such day in the calendar
            error[bad-date]: `2026-13` is not a date
             --> content/pages/index.md:7:5
              |
            7 |   - 2026-13
              |     ^^^^^^^ not a date
              |
              = help: there are twelve months
            error[bad-date]: `2026-00` is not a date
             --> content/pages/index.md:8:5
              |
            8 |   - 2026-00
              |     ^^^^^^^ not a date
              |
              = help: there are twelve months
            error[bad-date]: `8 December 2024` is not a date
             --> content/pages/index.md:9:5
              |
            9 |   - 8 December 2024
              |     ^^^^^^^^^^^^^^^ not a date
              |
              = help: a date is a year, a month or a day: `2026`, `2026-02` or `2026-02-03`
            error[bad-date]: `2026-02-03T10:00` is not a date
              --> content/pages/index.md:10:5
               |
            10 |   - 2026-02-03T10:00
               |     ^^^^^^^^^^^^^^^^ not a date
               |
               = help: a date is a year, a month or a day: `2026`, `2026-02` or `2026-02-03`
            error[bad-date]: `26-02-03` is not a date
              --> content/pages/index.md:11:5
               |
            11 |   - 26-02-03
               |     ^^^^^^^^ not a date
               |
               = help: a date is a year, a month or a day: `2026`, `2026-02` or `2026-02-03`
            error[bad-date]: `2026/02/03` is not a date
              --> content/pages/index.md:12:5
               |
            12 |   - 2026/02/03
               |     ^^^^^^^^^^ not a date
               |
               = help: a date is a year, a month or a day: `2026`, `2026-02` or `2026-02-03`
            error[bad-date]: `03.02.2026` is not a date
              --> content/pages/index.md:13:5
               |
            13 |   - 03.02.2026
               |     ^^^^^^^^^^ not a date
               |
               = help: a date is a year, a month or a day: `2026`, `2026-02` or `2026-02-03`
            error[bad-date]: `-2026` is not a date
              --> content/pages/index.md:14:5
               |
            14 |   - -2026
               |     ^^^^^ not a date
               |
               = help: a date is a year, a month or a day: `2026`, `2026-02` or `2026-02-03`
        "#]],
    );
}

#[test]
fn partial_and_quoted_dates() {
    check(
        &page_with(
            "days: { type: date, many: true }
body: markdown",
            r#"days: [2026, 2026-02, 2026-02-03, 2028-02-29, "2026-02-03"]
"#,
        ),
        expect![[""]],
    );
}

#[test]
fn truth_values() {
    check(
        &page_with(
            "on: { type: bool }
all: { type: record, many: true, fields: { is: bool } }",
            r#"on: "true"
all: [{ is: yes }, { is: True }, { is: on }, { is: 1 }, { is: n }]
"#,
        ),
        expect![[r#"
            error[wrong-type]: expected `true` or `false`, found `yes`
             --> content/pages/index.md:4:13
              |
            4 | all: [{ is: yes }, { is: True }, { is: on }, { is: 1 }, { is: n }]
              |             ^^^ neither
              |
              = help: write `true` or `false`
            error[wrong-type]: expected `true` or `false`, found `True`
             --> content/pages/index.md:4:26
              |
            4 | all: [{ is: yes }, { is: True }, { is: on }, { is: 1 }, { is: n }]
              |                          ^^^^ neither
              |
              = help: write `true` or `false`
            error[wrong-type]: expected `true` or `false`, found `on`
             --> content/pages/index.md:4:40
              |
            4 | all: [{ is: yes }, { is: True }, { is: on }, { is: 1 }, { is: n }]
              |                                        ^^ neither
              |
              = help: write `true` or `false`
            error[wrong-type]: expected `true` or `false`, found `1`
             --> content/pages/index.md:4:52
              |
            4 | all: [{ is: yes }, { is: True }, { is: on }, { is: 1 }, { is: n }]
              |                                                    ^ neither
              |
              = help: write `true` or `false`
            error[wrong-type]: expected `true` or `false`, found `n`
             --> content/pages/index.md:4:63
              |
            4 | all: [{ is: yes }, { is: True }, { is: on }, { is: 1 }, { is: n }]
              |                                                               ^ neither
              |
              = help: write `true` or `false`
        "#]],
    );
}

#[test]
fn whole_numbers() {
    check(
        &page_with(
            "all: { type: integer, many: true }",
            "all:
  - 0123
  - 1e3
  - 1.10
  - 12:30
  - 0x1F
  - +5
  - 1_000
  - 4,5
  - ٤
",
        ),
        expect![[r#"
            error[wrong-type]: `0123` is not a whole number
             --> content/pages/index.md:4:5
              |
            4 |   - 0123
              |     ^^^^ not a whole number
              |
              = help: write digits alone, without a zero in front: `12`
            error[wrong-type]: `1e3` is not a whole number
             --> content/pages/index.md:5:5
              |
            5 |   - 1e3
              |     ^^^ not a whole number
              |
              = help: write digits alone, without a zero in front: `12`
            error[wrong-type]: `1.10` is not a whole number
             --> content/pages/index.md:6:5
              |
            6 |   - 1.10
              |     ^^^^ not a whole number
              |
              = help: write digits alone, without a zero in front: `12`
            error[wrong-type]: `12:30` is not a whole number
             --> content/pages/index.md:7:5
              |
            7 |   - 12:30
              |     ^^^^^ not a whole number
              |
              = help: write digits alone, without a zero in front: `12`
            error[wrong-type]: `0x1F` is not a whole number
             --> content/pages/index.md:8:5
              |
            8 |   - 0x1F
              |     ^^^^ not a whole number
              |
              = help: write digits alone, without a zero in front: `12`
            error[wrong-type]: `+5` is not a whole number
             --> content/pages/index.md:9:5
              |
            9 |   - +5
              |     ^^ not a whole number
              |
              = help: write digits alone, without a zero in front: `12`
            error[wrong-type]: `1_000` is not a whole number
              --> content/pages/index.md:10:5
               |
            10 |   - 1_000
               |     ^^^^^ not a whole number
               |
               = help: write digits alone, without a zero in front: `12`
            error[wrong-type]: `4,5` is not a whole number
              --> content/pages/index.md:11:5
               |
            11 |   - 4,5
               |     ^^^ not a whole number
               |
               = help: write digits alone, without a zero in front: `12`
            error[wrong-type]: `٤` is not a whole number
              --> content/pages/index.md:12:5
               |
            12 |   - ٤
               |     ^ not a whole number
               |
               = help: write digits alone, without a zero in front: `12`
        "#]],
    );
    check(
        &page_with(
            "all: { type: integer, many: true }
body: markdown",
            r#"all: [0, -5, "12"]
"#,
        ),
        expect![[""]],
    );
}

#[test]
fn words_that_yaml_may_take_for_something_else() {
    check(
        r#"=== content/points/a.md
---
title: no
summary: on
---
=== content/points/b.md
---
title: 1.10
---
=== content/points/c.md
---
title: 2026-07-02
---
=== content/points/d.md
---
title: "null"
---
=== content/sources.yaml
no:
  title: Norway
  publisher: 2026
1:
  title: 1e3
"#,
        expect![[""]],
    );
}

#[test]
fn null() {
    check(
        "=== content/points/a.md
---
title: null
---
=== content/points/b.md
---
title: ~
---
=== content/sources.yaml
null:
  title: Null
",
        expect![[r#"
            error[empty]: there is no value here
             --> content/points/a.md:2:1
              |
            2 | title: null
              | ^^^^^ nothing follows
              |
              = help: give it a title
            error[empty]: there is no value here
             --> content/points/b.md:2:1
              |
            2 | title: ~
              | ^^^^^ nothing follows
              |
              = help: give it a title
            error[wrong-type]: `null` is nothing to YAML, so it is no key
             --> content/sources.yaml:1:1
              |
            1 | null:
              | ^^^^ no key
              |
              = help: put it in quotation marks: `"null"`
        "#]],
    );
}

#[test]
fn nothing_for_a_required_field() {
    check(
        &page_with(
            "a: { type: string, required: true }
b: { type: string, required: true }
c: { type: string, required: true }
d: { type: string, many: true, min: 1 }
e: { type: string, many: true, min: 1 }
f: { type: string, many: true, min: 1 }",
            r#"a:
b: ""
d: []
e: [""]
f:
"#,
        ),
        expect![[r#"
            error[missing-field]: `c` is missing
             --> content/pages/index.md:2:1
              |
            2 | title: Home
              | ^^^^^^^^^^^ has no `c`
              |
              = help: add a line `c: …`
            error[empty]: there is no value here
             --> content/pages/index.md:3:1
              |
            3 | a:
              | ^ nothing follows
              |
              = help: give it a value
            error[empty]: the text is empty
             --> content/pages/index.md:4:4
              |
            4 | b: ""
              |    ^^ nothing between the quotation marks
              |
              = help: give it a value
            error[too-few]: `d` needs at least one entry, found 0
             --> content/pages/index.md:5:4
              |
            5 | d: []
              |    ^^ too few
              |
              = help: add what is missing
            error[empty]: the text is empty
             --> content/pages/index.md:6:5
              |
            6 | e: [""]
              |     ^^ nothing between the quotation marks
              |
              = help: give it a value, or take the entry away
            error[empty]: there is no value here
             --> content/pages/index.md:7:1
              |
            7 | f:
              | ^ nothing follows
              |
              = help: give it a value
        "#]],
    );
}

#[test]
fn an_empty_text_for_anything_but_text() {
    check(
        &page_with(
            "a: { type: ref, to: page }
b: date
c: integer
d: { type: choice, of: { x: } }
e: bool
f: url",
            r#"a: ""
b: ""
c: ""
d: ""
e: ""
f: ""
"#,
        ),
        expect![[r#"
            error[empty]: the text is empty
             --> content/pages/index.md:3:4
              |
            3 | a: ""
              |    ^^ nothing between the quotation marks
              |
              = help: give it a value, or take the key away
            error[empty]: the text is empty
             --> content/pages/index.md:4:4
              |
            4 | b: ""
              |    ^^ nothing between the quotation marks
              |
              = help: give it a value, or take the key away
            error[empty]: the text is empty
             --> content/pages/index.md:5:4
              |
            5 | c: ""
              |    ^^ nothing between the quotation marks
              |
              = help: give it a value, or take the key away
            error[empty]: the text is empty
             --> content/pages/index.md:6:4
              |
            6 | d: ""
              |    ^^ nothing between the quotation marks
              |
              = help: give it a value, or take the key away
            error[empty]: the text is empty
             --> content/pages/index.md:7:4
              |
            7 | e: ""
              |    ^^ nothing between the quotation marks
              |
              = help: give it a value, or take the key away
            error[empty]: the text is empty
             --> content/pages/index.md:8:4
              |
            8 | f: ""
              |    ^^ nothing between the quotation marks
              |
              = help: give it a value, or take the key away
        "#]],
    );
}

#[test]
fn more_than_one_paragraph() {
    check(
        &point(
            "title: One
summary: |
  One.

  Two.
",
        ),
        expect![[r#"
            error[wrong-type]: this is one paragraph of text, and Markdown sees more in it
             --> content/points/one.md:6:3
              |
            6 |   Two.
              |   ^^^^ here
              |
              = help: write it as one paragraph; a sign at the start such as `-`, `#` or `1.` wants a `\` before it
        "#]],
    );
    check(
        &point(
            "title: One
summary: 1. January
",
        ),
        expect![[r#"
            error[wrong-type]: this is one paragraph of text, and Markdown sees more in it
             --> content/points/one.md:3:10
              |
            3 | summary: 1. January
              |          ^^^^^^^^^^ here
              |
              = help: write it as one paragraph; a sign at the start such as `-`, `#` or `1.` wants a `\` before it
        "#]],
    );
}

#[test]
fn columns_count_characters() {
    check(
        r#"=== content/points/a.md
---
title: שלום 👩‍👩‍👧 # x
---
=== content/points/b.md
---
title: B
summary: "שלום 👋🏽 [[hamsa]]"
---
שלום 👋🏽 [[hamsa]]
=== content/points/c.md
---
title: C
summary: >
  שלום
  וברכה [[hamsa]]
  סוף [[hamsa]]
---
=== content/points/d.md
---
title: D
summary: "\u05e9 [[hamsa]]"
שלום: 1
---
"#,
        expect![[r#"
            error[cut-short]: YAML leaves this out: a `#` begins a comment
             --> content/points/a.md:2:19
              |
            2 | title: שלום 👩👩👧 # x
              |                    ^^^ not part of the value
              |
              = help: if it belongs to the value, put the whole value in quotation marks; if it is a comment, give it a line of its own
            error[unknown-reference]: there is nothing called `hamsa`
             --> content/points/b.md:3:19
              |
            3 | summary: "שלום 👋🏽 [[hamsa]]"
              |                     ^^^^^^^^^ nothing has this id
              |
              = help: write the id of something that exists, or add it
            error[unknown-reference]: there is nothing called `hamsa`
             --> content/points/b.md:5:9
              |
            5 | שלום 👋🏽 [[hamsa]]
              |           ^^^^^^^^^ nothing has this id
              |
              = help: write the id of something that exists, or add it
            error[unknown-reference]: there is nothing called `hamsa`
             --> content/points/c.md:5:9
              |
            5 |   וברכה [[hamsa]]
              |         ^^^^^^^^^ nothing has this id
              |
              = help: write the id of something that exists, or add it
            error[unknown-reference]: there is nothing called `hamsa`
             --> content/points/c.md:6:7
              |
            6 |   סוף [[hamsa]]
              |       ^^^^^^^^^ nothing has this id
              |
              = help: write the id of something that exists, or add it
            error[unknown-reference]: there is nothing called `hamsa`
             --> content/points/d.md:3:18
              |
            3 | summary: "\u05e9 [[hamsa]]"
              |                  ^^^^^^^^^ nothing has this id
              |
              = help: write the id of something that exists, or add it
            error[unknown-key]: there is no key `שלום` here
             --> content/points/d.md:4:1
              |
            4 | שלום: 1
              | ^^^^ unknown key
              |
              = help: known keys here: title, template, lists, aliases, draft, number, summary, actors, positions, as_of
        "#]],
    );
}

#[test]
fn too_deep() {
    check(
        &point(
            "title: One
actors: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
",
        ),
        expect![[r#"
            error[yaml]: this is nested deeper than 32 levels
             --> content/points/one.md:3:41
              |
            3 | actors: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
              |                                         ^ too deep
              |
              = help: spread the content over several entries or files
        "#]],
    );
}

/// The same site with the line ends and the byte order mark that Windows writes.
fn as_bytes(files: &[(&str, &str)], mark: &str, line_end: &str) -> Sources {
    let file = |(path, text): &(&str, &str)| {
        let bytes = format!("{mark}{}", text.replace('\n', line_end)).into_bytes();
        SourceFile::new(*path, Content::from_utf8(&bytes))
    };
    sources_of(files.iter().map(file).collect())
}

/// As bytes come: a mark or none, and each of the line ends there are.
const WRITTEN: [(&str, &str); 5] =
    [("", "\n"), ("\u{feff}", "\n"), ("", "\r\n"), ("\u{feff}", "\r\n"), ("", "\r")];

#[test]
fn a_byte_order_mark_and_line_ends_change_no_byte_of_the_output() {
    let site = [
        (
            "content/site.yaml",
            "title: A plan\nbase_url: https://example.org/\nnotice: |\n  a\n  b\n",
        ),
        (
            "content/points/one.md",
            "---\ntitle: One\nsummary: >\n  a\n  b\n---\n## Aid\n\na\\\nb\n\n```\nx\n\ny\n```\n\n| a |\n|---|\n| b |\n",
        ),
        ("content/sources.yaml", "un:\n  title: UN\n"),
        ("templates/point.html", "<pre>\n{{ entity.body }}\n</pre>\n"),
        ("templates/words.de.ftl", include_str!("../../templates/words.en.ftl")),
    ];
    let build = |mark, end| {
        let sources = as_bytes(&site, mark, end);
        let built = planbook::build(&sources, &settings());
        assert!(built.diagnostics.is_empty(), "{}", diagnostics(&sources));
        built.output
    };
    for (mark, end) in WRITTEN {
        assert_eq!(build(mark, end), build("", "\n"), "{mark:?} {end:?}");
    }
}

#[test]
fn a_byte_order_mark_and_line_ends_move_no_place() {
    let site = [
        ("content/site.yaml", "title: A plan\n\nbase_url: https://example.org/\nnav: [nobody]\n"),
        (
            "content/points/a.md",
            "---\ntitle: A\nnumbr: 1\nsummary: >\n  a\n  [[b]]\n---\n\n[[x]]\n\n<b>\n",
        ),
        ("content/points/b.md", "---\ntitle: B: b\n---\n"),
        ("content/points/c.md", "title: C\n"),
        ("content/sources.yaml", "un:\n  title: UN # x\nUN:\n"),
        ("templates/words.de.ftl", "\nx = { $y\n"),
    ];
    let expected = diagnostics(&as_bytes(&site, "", "\n"));
    assert!(expected.contains("content/points/a.md:9:1"), "{expected}");
    for (mark, end) in WRITTEN {
        assert_eq!(diagnostics(&as_bytes(&site, mark, end)), expected, "{mark:?} {end:?}");
    }
    let model = [("content/model.yaml", "kinds:\n  page:\n    folder: pages\n")];
    let expected = diagnostics(&as_bytes(&model, "", "\n"));
    for (mark, end) in WRITTEN {
        assert_eq!(diagnostics(&as_bytes(&model, mark, end)), expected, "{mark:?} {end:?}");
    }
}
