//! What YAML does in silence or says in its own words, as a writer is told of it.

use expect_test::expect;

use crate::support::{check, point, points};

#[test]
fn yaml_a_colon_in_a_value() {
    check(
        &points(&[
            "title: Gaza: the plan",
            "title: B
summary: He said: no: never.",
            "title: The plan:",
            "title: Gaza:the plan",
        ]),
        expect![[r#"
            error[yaml]: a second `: ` on one line
             --> content/points/a.md:2:8
              |
            2 | title: Gaza: the plan
              |        ^^^^^^^^^^^^^^ here
              |
              = help: put the value in quotation marks: `title: "Gaza: the plan"`
            error[yaml]: a second `: ` on one line
             --> content/points/b.md:3:10
              |
            3 | summary: He said: no: never.
              |          ^^^^^^^^^^^^^^^^^^^ here
              |
              = help: put the value in quotation marks: `title: "Gaza: the plan"`
            error[yaml]: a second `: ` on one line
             --> content/points/c.md:2:8
              |
            2 | title: The plan:
              |        ^^^^^^^^^ here
              |
              = help: put the value in quotation marks: `title: "Gaza: the plan"`
        "#]],
    );
}

#[test]
fn yaml_a_number_sign_cuts_a_value_short() {
    check(
        &points(&[
            "title: One # of twenty",
            "title: #tag",
            "title: C
actors: # none yet",
            "title: D # d
  two",
            "title: E
positions:
  - { actor: hamas, text: a # b }",
        ]),
        expect![[r#"
            error[cut-short]: YAML leaves this out: a `#` begins a comment
             --> content/points/a.md:2:12
              |
            2 | title: One # of twenty
              |            ^^^^^^^^^^^ not part of the value
              |
              = help: if it belongs to the value, put the whole value in quotation marks; if it is a comment, give it a line of its own
            error[cut-short]: YAML leaves this out: a `#` begins a comment
             --> content/points/b.md:2:8
              |
            2 | title: #tag
              |        ^^^^ not part of the value
              |
              = help: if it belongs to the value, put the whole value in quotation marks; if it is a comment, give it a line of its own
            error[cut-short]: YAML leaves this out: a `#` begins a comment
             --> content/points/c.md:3:9
              |
            3 | actors: # none yet
              |         ^^^^^^^^^^ not part of the value
              |
              = help: if it belongs to the value, put the whole value in quotation marks; if it is a comment, give it a line of its own
            error[cut-short]: YAML leaves this out: a `#` begins a comment
             --> content/points/d.md:2:10
              |
            2 | title: D # d
              |          ^^^ not part of the value
              |
              = help: if it belongs to the value, put the whole value in quotation marks; if it is a comment, give it a line of its own
            error[cut-short]: YAML leaves this out: a `#` begins a comment
             --> content/points/e.md:4:29
              |
            4 |   - { actor: hamas, text: a # b }
              |                             ^^^^^ not part of the value
              |
              = help: if it belongs to the value, put the whole value in quotation marks; if it is a comment, give it a line of its own
        "#]],
    );
}

#[test]
fn a_number_sign_that_cuts_nothing() {
    check(
        &points(&[
            "title: One#2",
            r#"title: "One" # of twenty"#,
            "# a comment
title: One

# another
number: 4 # of twenty
as_of: 2026 # or so",
            "title: One
summary: >
  a # b",
        ]),
        expect![[""]],
    );
}

#[test]
fn a_tab() {
    check(
        &points(&[
            "title: A
positions:
	- actor: hamas",
            "title: B
positions:
  - actor: hamas
	  text: x",
        ]),
        expect![[r#"
            error[yaml]: a tab stands where YAML wants blanks
             --> content/points/a.md:4:1
              |
            4 |     - actor: hamas
              | ^^^^ here
              |
              = help: indent with blanks, two for each level
            error[yaml]: a tab stands where YAML wants blanks
             --> content/points/b.md:5:1
              |
            5 |       text: x
              | ^^^^ here
              |
              = help: indent with blanks, two for each level
        "#]],
    );
}

#[test]
fn a_tab_that_is_no_indentation() {
    check(&points(&["title:	One", "title: a	b", "title: One	"]), expect![[""]]);
}

#[test]
fn a_sign_that_yaml_keeps_for_itself() {
    check(
        &points(&[
            "title: @home",
            "title: `code`",
            "title: %x",
            "title: - One",
            "title: ? One",
            "title: > One",
            "title: | One",
            "title: , One",
            "title: ] One",
            "title: [Draft] One",
            "title: A
summary: [more](https://example.org)",
            "title: {One}",
        ]),
        expect![[r#"
            error[yaml]: a value cannot begin with this character
             --> content/points/a.md:2:8
              |
            2 | title: @home
              |        ^ here
              |
              = help: put the value in quotation marks
            error[yaml]: a value cannot begin with this character
             --> content/points/b.md:2:8
              |
            2 | title: `code`
              |        ^ here
              |
              = help: put the value in quotation marks
            error[yaml]: a value cannot begin with this character
             --> content/points/c.md:2:8
              |
            2 | title: %x
              |        ^ here
              |
              = help: put the value in quotation marks
            error[yaml]: a value cannot begin with this character
             --> content/points/d.md:2:8
              |
            2 | title: - One
              |        ^ here
              |
              = help: put the value in quotation marks
            error[yaml]: a value cannot begin with this character
             --> content/points/e.md:2:8
              |
            2 | title: ? One
              |        ^ here
              |
              = help: put the value in quotation marks
            error[yaml]: a value cannot begin with this character
             --> content/points/f.md:2:8
              |
            2 | title: > One
              |        ^ here
              |
              = help: put the value in quotation marks
            error[yaml]: a value cannot begin with this character
             --> content/points/g.md:2:8
              |
            2 | title: | One
              |        ^ here
              |
              = help: put the value in quotation marks
            error[yaml]: a value cannot begin with this character
             --> content/points/h.md:2:8
              |
            2 | title: , One
              |        ^ here
              |
              = help: put the value in quotation marks
            error[yaml]: a bracket is closed that is not open
             --> content/points/i.md:2:8
              |
            2 | title: ] One
              |        ^ here
              |
              = help: take it away, or put the value in quotation marks
            error[yaml]: a value that begins with `[` is a list to YAML
             --> content/points/j.md:2:8
              |
            2 | title: [Draft] One
              |        ^^^^^^^^^^^ here
              |
              = help: put the value in quotation marks
            error[yaml]: a value that begins with `[` is a list to YAML
             --> content/points/k.md:3:10
              |
            3 | summary: [more](https://example.org)
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: put the value in quotation marks
            error[wrong-type]: expected text, found a group of `key: value`
             --> content/points/l.md:2:8
              |
            2 | title: {One}
              |        ^^^^^ this should be text
              |
              = help: write text here
        "#]],
    );
}

#[test]
fn a_hyphen_before_a_word_is_no_sign() {
    check(
        &point(
            "title: -One
",
        ),
        expect![[""]],
    );
}

#[test]
fn quotation_marks() {
    check(
        &points(&[
            "title: 'Israel's plan'",
            r#"title: "The "plan"""#,
            r#"title: "One"#,
            r#"title: "a \d b""#,
            r#"title: Israel's "plan""#,
        ]),
        expect![[r#"
            error[yaml]: text follows a closed quotation mark
             --> content/points/a.md:2:16
              |
            2 | title: 'Israel's plan'
              |                ^ here
              |
              = help: put the whole value in double quotation marks, or double the apostrophe: `'Israel''s'`
            error[yaml]: text follows a closed quotation mark
             --> content/points/b.md:2:14
              |
            2 | title: "The "plan""
              |              ^ here
              |
              = help: put the whole value in single quotation marks: `'The "plan"'`
            error[yaml]: a quotation mark is opened and never closed
             --> content/points/c.md:2:8
              |
            2 | title: "One
              |        ^ here
              |
              = help: close it, or double it (`''`) inside single quotation marks
            error[yaml]: in double quotation marks `\` begins an escape
             --> content/points/d.md:2:8
              |
            2 | title: "a \d b"
              |        ^ here
              |
              = help: write `\\`, or use single quotation marks
        "#]],
    );
}

#[test]
fn brackets() {
    check(
        &points(&[
            "title: A
actors: [a, b",
            "title: B
actors: [a, b
number: 1",
            "title: C
positions:
  - { actor: hamas",
            "title: D
actors: [a,, b]",
            "title: E
actors: [a]]",
            "title: F
actors: a, b",
        ]),
        expect![[r#"
            error[yaml]: a bracket is opened and never closed
             --> content/points/a.md:3:9
              |
            3 | actors: [a, b
              |         ^ here
              |
              = help: close the bracket, and put a comma between the entries
            error[yaml]: a list in `[ ]` or a group in `{ }` is not closed or not separated
             --> content/points/b.md:3:9
              |
            3 | actors: [a, b
              |         ^ here
              |
              = help: close the bracket, and put a comma between the entries
            error[yaml]: a bracket is opened and never closed
             --> content/points/c.md:4:5
              |
            4 |   - { actor: hamas
              |     ^ here
              |
              = help: close the bracket, and put a comma between the entries
            error[yaml]: there is nothing between two commas
             --> content/points/d.md:3:12
              |
            3 | actors: [a,, b]
              |            ^ here
              |
              = help: take one comma away
            error[yaml]: a bracket is closed that is not open
             --> content/points/e.md:3:12
              |
            3 | actors: [a]]
              |            ^ here
              |
              = help: take it away, or put the value in quotation marks
            error[wrong-type]: `actors` is a list, found a single value
             --> content/points/f.md:3:9
              |
            3 | actors: a, b
              |         ^^^^ not a list
              |
              = help: write `[a, b]`, or a line with `- ` for each entry under the key
        "#]],
    );
}

#[test]
fn yaml_feature() {
    check(
        &points(&[
            "title: &one One",
            "title: A
summary: *one",
            "title: &one C
summary: *one",
            "title: !!str One",
            "title: !important",
            "title: A
<<: { number: 1 }",
            "title: **One** more",
            "title: & more",
            "title: A
actors: &all []",
        ]),
        expect![[r#"
            error[yaml-feature]: an anchor (`&name`) cannot be used here
             --> content/points/a.md:2:8
              |
            2 | title: &one One
              |        ^^^^ not used in planbook
              |
              = help: take the `&name` away, or quote the value if the `&` belongs to it
            error[yaml-feature]: an alias (`*name`) cannot be used here
             --> content/points/b.md:3:10
              |
            3 | summary: *one
              |          ^ not used in planbook
              |
              = help: put the value in quotation marks if the `*` belongs to it
            error[yaml-feature]: an anchor (`&name`) cannot be used here
             --> content/points/c.md:2:8
              |
            2 | title: &one C
              |        ^^^^ not used in planbook
              |
              = help: take the `&name` away, or quote the value if the `&` belongs to it
            error[yaml-feature]: an alias (`*name`) cannot be used here
             --> content/points/c.md:3:10
              |
            3 | summary: *one
              |          ^^^^ not used in planbook
              |
              = help: write the value out, or put it in quotation marks if the `*` belongs to it
            error[yaml-feature]: a tag (`!name`) cannot be used here
             --> content/points/d.md:2:8
              |
            2 | title: !!str One
              |        ^^^^^ not used in planbook
              |
              = help: take the `!` away, or quote the value if it belongs to it
            error[yaml-feature]: a tag (`!name`) cannot be used here
             --> content/points/e.md:2:8
              |
            2 | title: !important
              |        ^^^^^^^^^^ not used in planbook
              |
              = help: take the `!` away, or quote the value if it belongs to it
            error[yaml-feature]: a merge key cannot be used here
             --> content/points/f.md:3:1
              |
            3 | <<: { number: 1 }
              | ^^ not used in planbook
              |
              = help: write the lines out where they are wanted
            error[yaml-feature]: an alias (`*name`) cannot be used here
             --> content/points/g.md:2:8
              |
            2 | title: **One** more
              |        ^ not used in planbook
              |
              = help: put the value in quotation marks if the `*` belongs to it
            error[yaml-feature]: an anchor (`&name`) cannot be used here
             --> content/points/h.md:2:8
              |
            2 | title: & more
              |        ^ not used in planbook
              |
              = help: put the value in quotation marks if the `&` belongs to it
            error[yaml-feature]: an anchor (`&name`) cannot be used here
             --> content/points/i.md:3:9
              |
            3 | actors: &all []
              |         ^^^^ not used in planbook
              |
              = help: take the `&name` away, or quote the value if the `&` belongs to it
        "#]],
    );
    check(
        "=== content/sources.yaml
un:
  title: UN
---
ocha:
  title: OCHA
",
        expect![[r#"
            error[yaml-feature]: a second YAML document cannot be used here
             --> content/sources.yaml:3:1
              |
            3 | ---
              | ^^^ not used in planbook
              |
              = help: keep one document in a file: take the line `---` away
        "#]],
    );
}

#[test]
fn a_billion_laughs_are_not_laughed() {
    check(
        "=== content/sources.yaml
a: &a { title: x }
b: &b { title: *a }
",
        expect![[r#"
            error[yaml-feature]: an anchor (`&name`) cannot be used here
             --> content/sources.yaml:1:4
              |
            1 | a: &a { title: x }
              |    ^^ not used in planbook
              |
              = help: take the `&name` away, or quote the value if the `&` belongs to it
            error[yaml-feature]: an anchor (`&name`) cannot be used here
             --> content/sources.yaml:2:4
              |
            2 | b: &b { title: *a }
              |    ^^ not used in planbook
              |
              = help: take the `&name` away, or quote the value if the `&` belongs to it
            error[yaml-feature]: an alias (`*name`) cannot be used here
             --> content/sources.yaml:2:16
              |
            2 | b: &b { title: *a }
              |                ^^ not used in planbook
              |
              = help: write the value out, or put it in quotation marks if the `*` belongs to it
        "#]],
    );
}

#[test]
fn one_document_may_have_its_marks() {
    check(
        "=== content/sources.yaml
---
un:
  title: UN
...
",
        expect![[""]],
    );
}

#[test]
fn unquoted_link() {
    check(
        "=== content/points/a.md
---
title: A
actors: [[hamas]]
---
=== content/points/b.md
---
title: B
actors:
  - [[hamas]]
---
=== content/points/c.md
---
title: C
positions:
  - actor: [[hamas]]
---
=== content/points/d.md
---
title: D
summary: [[hamas]]
---
=== content/points/e.md
---
title: E
summary: [[hamas]] said so.
---
=== content/points/f.md
---
title: [[F]]
---
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[unquoted-link]: YAML reads `[[…]]` as a list in a list
             --> content/points/a.md:3:10
              |
            3 | actors: [[hamas]]
              |          ^^^^^^^ not in quotation marks
              |
              = help: write the bare id: `hamas`
            error[unquoted-link]: YAML reads `[[…]]` as a list in a list
             --> content/points/b.md:4:5
              |
            4 |   - [[hamas]]
              |     ^^^^^^^^^ not in quotation marks
              |
              = help: write the bare id: `hamas`
            error[unquoted-link]: YAML reads `[[…]]` as a list in a list
             --> content/points/c.md:4:12
              |
            4 |   - actor: [[hamas]]
              |            ^^^^^^^^^ not in quotation marks
              |
              = help: write the bare id: `hamas`
            error[unquoted-link]: YAML reads `[[…]]` as a list in a list
             --> content/points/d.md:3:10
              |
            3 | summary: [[hamas]]
              |          ^^^^^^^^^ not in quotation marks
              |
              = help: put the text in quotation marks: `"… [[hamas]] …"`
            error[unquoted-link]: YAML reads `[[…]]` as a list in a list
             --> content/points/e.md:3:10
              |
            3 | summary: [[hamas]] said so.
              |          ^^^^^^^^^ not in quotation marks
              |
              = help: put the text in quotation marks: `"… [[hamas]] …"`
            error[unquoted-link]: YAML reads `[[…]]` as a list in a list
             --> content/points/f.md:2:8
              |
            2 | title: [[F]]
              |        ^^^^^ not in quotation marks
              |
              = help: put the text in quotation marks: `"… [[F]] …"`
        "#]],
    );
}

#[test]
fn a_link_where_an_id_is_wanted() {
    check(
        r#"=== content/points/one.md
---
title: One
actors: ["[[hamas]]"]
---
=== content/actors/hamas.md
---
title: Hamas
---
"#,
        expect![[r#"
            error[unquoted-link]: `[[…]]` is for texts: a reference is the bare id
             --> content/points/one.md:3:10
              |
            3 | actors: ["[[hamas]]"]
              |          ^^^^^^^^^^^ not an id
              |
              = help: write `hamas`
        "#]],
    );
}

#[test]
fn a_link_inside_a_value_needs_no_quotation_marks() {
    check(
        "=== content/points/one.md
---
title: One
summary: So said [[hamas]].
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
fn indentation() {
    check(
        &points(&[
            "title: A
positions:
  - actor: hamas
   stance: rejects",
            "title: B
positions:
  - actor: hamas
     stance: rejects",
            "title: C
positions:
  - actor: hamas
  stance: rejects",
            "title: E
 number: 1",
            " title: F
number: 1",
            "title: G
positions:
  actor: hamas",
            "title: H
positions:
  -actor: hamas",
        ]),
        expect![[r#"
            error[yaml]: this line is not indented like the ones it belongs to
             --> content/points/a.md:5:4
              |
            5 |    stance: rejects
              |    ^^^^^^^^^^^^^^^ here
              |
              = help: indent the keys of one group by the same number of blanks
            error[yaml]: this line goes on from the one before
             --> content/points/b.md:5:6
              |
            5 |      stance: rejects
              |      ^^^^^^^^^^^^^^^ here
              |
              = help: indent it like the other keys, and see that the line before has its colon
            error[yaml]: this line is not indented like the ones it belongs to
             --> content/points/c.md:5:3
              |
            5 |   stance: rejects
              |   ^^^^^^^^^^^^^^^ here
              |
              = help: indent the keys of one group by the same number of blanks
            error[yaml]: this line goes on from the one before
             --> content/points/d.md:3:2
              |
            3 |  number: 1
              |  ^^^^^^^^^ here
              |
              = help: indent it like the other keys, and see that the line before has its colon
            error[yaml]: this line is not indented like the ones it belongs to
             --> content/points/e.md:3:1
              |
            3 | number: 1
              | ^^^^^^^^^ here
              |
              = help: indent the keys of one group by the same number of blanks
            error[wrong-type]: `positions` is a list, found a group of `key: value`
             --> content/points/f.md:4:3
              |
            4 |   actor: hamas
              |   ^^^^^^^^^^^^ not a list
              |
              = help: begin each entry with `- `
            error[wrong-type]: `positions` is a list, found a group of `key: value`
             --> content/points/g.md:4:3
              |
            4 |   -actor: hamas
              |   ^^^^^^^^^^^^^ not a list
              |
              = help: begin each entry with `- `
        "#]],
    );
}

#[test]
fn a_hyphen_ends_with_its_indentation() {
    check(
        "=== content/points/one.md
---
title: One
positions:
  - actor: hamas
stance: rejects
---
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[unknown-key]: there is no key `stance` here
             --> content/points/one.md:5:1
              |
            5 | stance: rejects
              | ^^^^^^ unknown key
              |
              = help: known keys here: title, template, lists, aliases, draft, number, summary, actors, positions, as_of
        "#]],
    );
}

#[test]
fn a_line_that_is_no_key() {
    check(
        &points(&[
            "title
number: 1",
            "title: B
and two
number: 1",
            "title:C",
            "title = D",
        ]),
        expect![[r#"
            error[yaml]: this line goes on from the one before
             --> content/points/a.md:3:1
              |
            3 | number: 1
              | ^^^^^^^^^ here
              |
              = help: indent it like the other keys, and see that the line before has its colon
            error[yaml]: this line is not `key: value`
             --> content/points/b.md:3:1
              |
            3 | and two
              | ^ here
              |
              = help: add the colon and a blank after the key, or indent the line if it goes on from the one before
            error[wrong-type]: expected `key: value` lines, found `title:C`
             --> content/points/c.md:2:1
              |
            2 | title:C
              | ^^^^^^^ this should be `key: value` lines
              |
              = help: put a blank behind the colon
            error[wrong-type]: expected `key: value` lines, found `title = D`
             --> content/points/d.md:2:1
              |
            2 | title = D
              | ^^^^^^^^^ this should be `key: value` lines
              |
              = help: write `key: value` lines here
        "#]],
    );
}
