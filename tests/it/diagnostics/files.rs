//! Files as such: there or not, read or not, named and placed.

use expect_test::{Expect, expect};
use planbook::source::{Content, SourceFile};

use crate::support::{body, check, diagnostics, sources_of};

#[test]
fn missing_file() {
    check(
        "=== content/model.yaml
(none)
=== content/site.yaml
(none)
",
        expect![[r#"
            error[missing-file]: there is no `content/model.yaml`
            --> content/model.yaml
             = help: every site has one: site.yaml says what the site is called, model.yaml which kinds of page it has
            error[missing-file]: there is no `content/site.yaml`
            --> content/site.yaml
             = help: every site has one: site.yaml says what the site is called, model.yaml which kinds of page it has
        "#]],
    );
}

/// A site with this file, which no string can hold, and with a mistake in another.
fn check_content(path: &str, content: Content, expected: Expect) {
    let wrong = sources_of(vec![
        SourceFile::new(path, content),
        SourceFile::new("content/points/z.md", Content::Text("---\ntitel: Z\n---\n".into())),
    ]);
    expected.assert_eq(&diagnostics(&wrong));
}

#[test]
fn not_text() {
    let latin = Content::from_utf8(b"---\ntitle: Caf\xe9\n---\n");
    check_content(
        "content/points/one.md",
        latin,
        expect![[r#"
        error[not-text]: this is not UTF-8 text: byte 14 begins no character
        --> content/points/one.md
         = help: save the file as UTF-8
        error[unknown-key]: there is no key `titel` here
         --> content/points/z.md:2:1
          |
        2 | titel: Z
          | ^^^^^ unknown key
          |
          = help: did you mean `title`?
    "#]],
    );
    let nul = Content::from_utf8(b"---\ntitle: a\0b\n---\n");
    check_content(
        "content/points/one.md",
        nul,
        expect![[r#"
        error[not-text]: this is not text: byte 12 is NUL
        --> content/points/one.md
         = help: save the file as plain text in UTF-8
        error[unknown-key]: there is no key `titel` here
         --> content/points/z.md:2:1
          |
        2 | titel: Z
          | ^^^^^ unknown key
          |
          = help: did you mean `title`?
    "#]],
    );
    let site = Content::from_utf8(b"title: \xff");
    check_content(
        "content/site.yaml",
        site,
        expect![[r#"
        error[unknown-key]: there is no key `titel` here
         --> content/points/z.md:2:1
          |
        2 | titel: Z
          | ^^^^^ unknown key
          |
          = help: did you mean `title`?
        error[not-text]: this is not UTF-8 text: byte 7 begins no character
        --> content/site.yaml
         = help: save the file as UTF-8
    "#]],
    );
}

#[test]
fn too_large() {
    let large = Content::TooLarge { bytes: 5_000_000 };
    check_content(
        "content/points/one.md",
        large,
        expect![[r#"
        error[too-large]: this file has 5000000 bytes, and 4 MB is the most
        --> content/points/one.md
         = help: split it into several files
        error[unknown-key]: there is no key `titel` here
         --> content/points/z.md:2:1
          |
        2 | titel: Z
          | ^^^^^ unknown key
          |
          = help: did you mean `title`?
    "#]],
    );
}

#[test]
fn symbolic_link() {
    check_content(
        "content/sources.yaml",
        Content::SymbolicLink,
        expect![[r#"
        error[unknown-key]: there is no key `titel` here
         --> content/points/z.md:2:1
          |
        2 | titel: Z
          | ^^^^^ unknown key
          |
          = help: did you mean `title`?
        error[symbolic-link]: `content/sources.yaml` is a symbolic link
        --> content/sources.yaml
         = help: put the file itself here: what is published must not depend on places outside
    "#]],
    );
    check_content(
        "static/logo.svg",
        Content::SymbolicLink,
        expect![[r#"
        error[unknown-key]: there is no key `titel` here
         --> content/points/z.md:2:1
          |
        2 | titel: Z
          | ^^^^^ unknown key
          |
          = help: did you mean `title`?
        error[symbolic-link]: `static/logo.svg` is a symbolic link
        --> static/logo.svg
         = help: put the file itself here: what is published must not depend on places outside
    "#]],
    );
}

#[test]
fn stray_file() {
    check(
        "=== content/notes.txt
x
=== content/points/deep/one.md
x
=== content/points/one.markdown
x
",
        expect![[r#"
            error[stray-file]: `content/notes.txt` belongs to no kind of the model
            --> content/notes.txt
             = help: the model knows content/points/<id>.md, content/actors/<id>.md, content/sources.yaml, content/pages/<id>.md
            error[stray-file]: `content/points/deep/one.md` belongs to no kind of the model
            --> content/points/deep/one.md
             = help: the model knows content/points/<id>.md, content/actors/<id>.md, content/sources.yaml, content/pages/<id>.md
            error[stray-file]: `content/points/one.markdown` belongs to no kind of the model
            --> content/points/one.markdown
             = help: the model knows content/points/<id>.md, content/actors/<id>.md, content/sources.yaml, content/pages/<id>.md
        "#]],
    );
}

#[test]
fn bad_id() {
    check(
        r#"=== content/actors/Hamas.md
---
title: Hamas
---
=== content/actors/con.md
---
title: Con
---
=== content/sources.yaml
UN report:
  title: UN
a/../b:
  title: B
"":
  title: C
"#,
        expect![[r#"
            error[bad-id]: `Hamas` cannot be an id: it may hold lower-case letters, digits and `-` and nothing else
            --> content/actors/Hamas.md
             = help: rename the file, for instance to `hamas.md`
            error[bad-id]: `con` cannot be an id: it is a name that Windows keeps for a device
            --> content/actors/con.md
             = help: rename the file, for instance to `con-1.md`
            error[bad-id]: `UN report` cannot be an id: it may hold lower-case letters, digits and `-` and nothing else
             --> content/sources.yaml:1:1
              |
            1 | UN report:
              | ^^^^^^^^^ this id
              |
              = help: rename it, for instance to `un-report`
            error[bad-id]: `a/../b` cannot be an id: it may hold lower-case letters, digits and `-` and nothing else
             --> content/sources.yaml:3:1
              |
            3 | a/../b:
              | ^^^^^^ this id
              |
              = help: rename it, for instance to `a-b`
            error[bad-id]: `` cannot be an id: it is empty
             --> content/sources.yaml:5:1
              |
            5 | "":
              | ^^ this id
              |
              = help: write an id before the colon
        "#]],
    );
}

#[test]
fn front_matter() {
    check(
        "=== content/points/a.md
title: A
=== content/points/b.md
---
title: B
=== content/points/c.md
----
title: C
---
=== content/points/d.md
# D

Text.
=== content/points/e.md

---
title: E
---
",
        expect![[r#"
            error[front-matter]: this file does not begin with front matter
             --> content/points/a.md:1:1
              |
            1 | title: A
              | ^^^^^^^^ expected `---`
              |
              = help: begin the file with a line `---`, the front matter, and a line `---`
            error[front-matter]: the front matter has no end
             --> content/points/b.md:1:1
              |
            1 | ---
              | ^^^ begins here
              |
              = help: put a line `---` under the last key
            error[front-matter]: this file does not begin with front matter
             --> content/points/c.md:1:1
              |
            1 | ----
              | ^^^^ expected `---`
              |
              = help: begin the file with a line `---`, the front matter, and a line `---`
            error[front-matter]: this file does not begin with front matter
             --> content/points/d.md:1:1
              |
            1 | # D
              | ^^^ expected `---`
              |
              = help: begin the file with a line `---`, the front matter, and a line `---`
            error[front-matter]: this file does not begin with front matter
            --> content/points/e.md
             = help: begin the file with a line `---`, the front matter, and a line `---`
        "#]],
    );
}

#[test]
fn empty_file() {
    let page = SourceFile::new("content/points/one.md", Content::Text("".into()));
    expect![[r#"
        error[front-matter]: this file does not begin with front matter
        --> content/points/one.md
         = help: begin the file with a line `---`, the front matter, and a line `---`
    "#]]
    .assert_eq(&diagnostics(&sources_of(vec![page])));
    let model = SourceFile::new("content/model.yaml", Content::Text("".into()));
    let site = SourceFile::new("content/site.yaml", Content::Text("".into()));
    expect![[r#"
        error[wrong-type]: expected `kinds:` with the kinds of thing this site has, found nothing
        --> content/model.yaml
         = help: write `kinds:` with the kinds of thing this site has here
        error[missing-field]: `base_url` is missing
        --> content/site.yaml
         = help: add a line `base_url: …`
        error[missing-field]: `title` is missing
        --> content/site.yaml
         = help: add a line `title: …`
    "#]]
    .assert_eq(&diagnostics(&sources_of(vec![model, site])));
}

#[test]
fn a_fence_is_three_hyphens_and_perhaps_blanks() {
    let blanks = body("a\n\n---\n\nb\n").replace("---\ntitle", "---  \ntitle");
    check(&blanks, expect![[""]]);
    check("=== content/points/one.md\n---\ntitle: One\n---", expect![[""]]);
}

#[test]
fn a_list_file_without_entries_is_an_empty_list() {
    check("=== content/sources.yaml\n# none yet\n", expect![[""]]);
}
