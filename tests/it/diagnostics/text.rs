//! Mistakes of Markdown.

use expect_test::expect;

use crate::support::{body, check};

#[test]
fn raw_html() {
    check(
        &body(
            r#"A <b>bold</b> claim.

<div class="x">

<kbd>A

</q> and <a href="/x/" id="y">z</a>.
"#,
        ),
        expect![[r#"
            error[raw-html]: `<b>` cannot be used in Markdown here
             --> content/points/one.md:4:3
              |
            4 | A <b>bold</b> claim.
              |   ^^^ here
              |
              = help: write it in Markdown, or `\<` for the sign itself; HTML that may stand here: a, abbr, bdi, br, cite, details, kbd, mark, q, span, sub, summary, sup
            error[raw-html]: `<div>` cannot be used in Markdown here
             --> content/points/one.md:6:1
              |
            6 | <div class="x">
              | ^^^^^^^^^^^^^^^ here
              |
              = help: write it in Markdown, or `\<` for the sign itself; HTML that may stand here: a, abbr, bdi, br, cite, details, kbd, mark, q, span, sub, summary, sup
            error[raw-html]: `<kbd>` is opened and not closed
             --> content/points/one.md:8:1
              |
            8 | <kbd>A
              | ^^^^^ here
              |
              = help: add `</kbd>` in the same paragraph, list or quotation
            error[raw-html]: `</q>` closes nothing that is open
              --> content/points/one.md:10:1
               |
            10 | </q> and <a href="/x/" id="y">z</a>.
               | ^^^^ here
               |
               = help: take it away, or open it in the same paragraph
            error[raw-html]: `href` cannot stand on `<a>` here
              --> content/points/one.md:10:10
               |
            10 | </q> and <a href="/x/" id="y">z</a>.
               |          ^^^^^^^^^^^^^^^^^^^^^ here
               |
               = help: `lang`, `dir` and `title` can; `id` on `<a>`, `open` on `<details>`
        "#]],
    );
}

#[test]
fn unsafe_link() {
    check(
        &body(
            "[a](javascript:alert(1)), [b](//example.org), [c](tel:123), [d](JAVA&#115;CRIPT:x).

![map](https://example.org/map.png)
",
        ),
        expect![[r#"
            error[unsafe-link]: this link's address is not allowed
             --> content/points/one.md:4:1
              |
            4 | [a](javascript:alert(1)), [b](//example.org), [c](tel:123), [d](JAVA&#115;CRIPT:x).
              | ^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: links lead to `https://…`, `http://…`, `mailto:…` or a place of this site
            error[unsafe-link]: this link's address is not allowed
             --> content/points/one.md:4:27
              |
            4 | [a](javascript:alert(1)), [b](//example.org), [c](tel:123), [d](JAVA&#115;CRIPT:x).
              |                           ^^^^^^^^^^^^^^^^^^ here
              |
              = help: links lead to `https://…`, `http://…`, `mailto:…` or a place of this site
            error[unsafe-link]: this link's address is not allowed
             --> content/points/one.md:4:47
              |
            4 | [a](javascript:alert(1)), [b](//example.org), [c](tel:123), [d](JAVA&#115;CRIPT:x).
              |                                               ^^^^^^^^^^^^ here
              |
              = help: links lead to `https://…`, `http://…`, `mailto:…` or a place of this site
            error[unsafe-link]: this link's address is not allowed
             --> content/points/one.md:4:61
              |
            4 | [a](javascript:alert(1)), [b](//example.org), [c](tel:123), [d](JAVA&#115;CRIPT:x).
              |                                                             ^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: links lead to `https://…`, `http://…`, `mailto:…` or a place of this site
            error[unsafe-link]: an image must come from this site
             --> content/points/one.md:6:1
              |
            6 | ![map](https://example.org/map.png)
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: put the picture into static/ and write its path from there: `/pictures/map.svg`
        "#]],
    );
}

#[test]
fn empty_link() {
    check(
        &body(
            "[](/about/), [about](), [[one|]], [[]], [[|one]].
",
        ),
        expect![[r#"
            error[empty-link]: this link has no words
             --> content/points/one.md:4:1
              |
            4 | [](/about/), [about](), [[one|]], [[]], [[|one]].
              | ^^^^^^^^^^^ here
              |
              = help: put words between the square brackets that say where the link leads
            error[empty-link]: this link leads nowhere
             --> content/points/one.md:4:14
              |
            4 | [](/about/), [about](), [[one|]], [[]], [[|one]].
              |              ^^^^^^^^^ here
              |
              = help: write an address between the round brackets
            error[empty-link]: this link is empty
             --> content/points/one.md:4:25
              |
            4 | [](/about/), [about](), [[one|]], [[]], [[|one]].
              |                         ^^^^^^^^ here
              |
              = help: write `[[id]]`, or `[[id|words]]`
        "#]],
    );
}

#[test]
fn missing_alt() {
    check(
        &body(
            "![](/pictures/map.svg)
",
        ),
        expect![[r#"
            error[missing-alt]: this image has no text alternative
             --> content/points/one.md:4:1
              |
            4 | ![](/pictures/map.svg)
              | ^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: say in the square brackets what the picture tells: `![what it shows](/picture.svg)`
        "#]],
    );
}

#[test]
fn bar_in_table() {
    check(
        &body(
            "| a | b |
|---|---|
| [[one|first]] | c |
",
        ),
        expect![[r#"
            error[bar-in-table]: the bar in this link ends the table's cell
             --> content/points/one.md:6:3
              |
            6 | | [[one|first]] | c |
              |   ^^^^^^^^^^^^^ here
              |
              = help: write `\|` instead of `|`
        "#]],
    );
}

#[test]
fn bad_citation() {
    check(
        &body(
            "So it is.[@] And so.[@un report] And.[@one; hamas]
",
        ),
        expect![[r#"
            error[bad-citation]: `@` is not a citation
             --> content/points/one.md:4:11
              |
            4 | So it is.[@] And so.[@un report] And.[@one; hamas]
              |           ^ here
              |
              = help: write `[@id]`, or `[@id; @other-id]` for several
            error[bad-citation]: `@un report` is not a citation
             --> content/points/one.md:4:22
              |
            4 | So it is.[@] And so.[@un report] And.[@one; hamas]
              |                      ^^^^^^^^^^ here
              |
              = help: write `[@id]`, or `[@id; @other-id]` for several
            error[wrong-kind]: `one` is a point, and a source is wanted here
             --> content/points/one.md:4:40
              |
            4 | So it is.[@] And so.[@un report] And.[@one; hamas]
              |                                        ^^^ of another kind
              |
              = help: `[@…]` is for sources; link to it with `[[…]]`
            error[bad-citation]: `hamas` is not a citation
             --> content/points/one.md:4:45
              |
            4 | So it is.[@] And so.[@un report] And.[@one; hamas]
              |                                             ^^^^^ here
              |
              = help: write `[@id]`, or `[@id; @other-id]` for several
        "#]],
    );
}

#[test]
fn unknown_note() {
    check(
        &body(
            "So it is.[^1]
",
        ),
        expect![[r#"
            error[unknown-note]: there is no footnote `[^1]`
             --> content/points/one.md:4:10
              |
            4 | So it is.[^1]
              |          ^^^^ here
              |
              = help: add a paragraph `[^1]: …`, or write `\[^1]` if it is no footnote
        "#]],
    );
}

#[test]
fn unused_note() {
    check(
        &body(
            "So it is.

[^1]: Indeed.
",
        ),
        expect![[r#"
            error[unused-note]: no mark refers to the footnote `[^1]`
             --> content/points/one.md:6:1
              |
            6 | [^1]: Indeed.
              | ^^^^^^^^^^^^^ here
              |
              = help: write `[^1]` where it belongs, or take the footnote away
        "#]],
    );
}

#[test]
fn duplicate_note() {
    check(
        &body(
            "So it is.[^1]

[^1]: Indeed.

[^1]: Or not.
",
        ),
        expect![[r#"
            error[duplicate-note]: the footnote `[^1]` is there twice
             --> content/points/one.md:8:1
              |
            6 | [^1]: Indeed.
              | ------------- first here
            7 |
            8 | [^1]: Or not.
              | ^^^^^^^^^^^^^ again here
              |
              = help: give one of the two another name
        "#]],
    );
}

#[test]
fn duplicate_id() {
    check(
        &body(
            r#"## First {#one}

## Second {#one}

<a id="x"></a>

## X {#x}
"#,
        ),
        expect![[r#"
            error[duplicate-id]: the id `one` stands twice on this page
             --> content/points/one.md:6:1
              |
            4 | ## First {#one}
              | --------------- first here
            5 |
            6 | ## Second {#one}
              | ^^^^^^^^^^^^^^^^ again here
              |
              = help: give one of the two another id
            error[duplicate-id]: the id `x` stands twice on this page
              --> content/points/one.md:10:1
               |
             8 | <a id="x"></a>
               | ---------- first here
             9 |
            10 | ## X {#x}
               | ^^^^^^^^^ again here
               |
               = help: give one of the two another id
        "#]],
    );
}
