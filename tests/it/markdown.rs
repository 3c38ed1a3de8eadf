//! What a Markdown body becomes.

use expect_test::{Expect, expect};

use crate::support::{check, diagnostics, output, page, sources};

/// An actor, two sources and a picture that bodies may refer to. Bodies may be in any script.
const REST: &str = "\
=== content/site.yaml
title: A plan
base_url: https://example.org/plan/
checks: { unmarked-language: off }
=== content/actors/hamas.md
---
title: Hamas & <co>
---
## Who they are
=== content/actors/point-less.md
---
title: A second
---
=== content/sources.yaml
a: { title: First <source> }
b: { title: Second }
=== content/points/second.md
---
title: Second
---
# Part
";

fn site(body: &str) -> String {
    format!("=== content/points/x.md\n---\ntitle: X\n---\n{body}\n{REST}")
}

/// Expects a body to become this, without a word from planbook.
fn becomes(body: &str, expected: Expect) {
    expected.assert_eq(page(&site(body), "points/x/index.html").trim_end_matches('\n'));
}

/// Expects a body to be refused with these words.
fn refused(body: &str, expected: Expect) {
    check(&site(body), expected);
}

/// The codes of the diagnostics of a body.
fn codes(body: &str) -> Vec<String> {
    let shown = diagnostics(&sources(&site(body)));
    let codes = shown.lines().filter_map(|line| line.strip_prefix("error[")?.split_once(']'));
    codes.map(|(code, _)| code.to_owned()).collect()
}

// -- CommonMark -------------------------------------------------------------------------------

#[test]
fn paragraphs_and_marks() {
    becomes(
        "One *two* __three__ `four <b>` ~~five~~\nsix  \nseven\\\neight &amp; nine &copy; \\*ten\\*\n\n***\n\n> A quote\n> goes on\n",
        expect![[r#"
            <p>One <em>two</em> <strong>three</strong> <code>four &lt;b&gt;</code> <del>five</del>
            six<br />
            seven<br />
            eight &amp; nine © *ten*</p>
            <hr />
            <blockquote>
            <p>A quote
            goes on</p>
            </blockquote>"#]],
    );
}

#[test]
fn lists() {
    becomes(
        "- a\n- b\n  - c\n    1. d\n    2. e\n\n7. seven\n8. eight\n\n   more of eight\n",
        expect![[r#"
            <ul>
            <li>a</li>
            <li>b
            <ul>
            <li>c
            <ol>
            <li>d</li>
            <li>e</li>
            </ol>
            </li>
            </ul>
            </li>
            </ul>
            <ol start="7">
            <li>
            <p>seven</p>
            </li>
            <li>
            <p>eight</p>
            <p>more of eight</p>
            </li>
            </ol>"#]],
    );
}

#[test]
fn definition_lists() {
    becomes(
        "Term\n: What it *means*\n: Or this\n\nOther\n: That\n",
        expect![[r#"
        <dl>
        <dt>Term</dt>
        <dd>What it <em>means</em></dd>
        <dd>Or this</dd>
        <dt>Other</dt>
        <dd>That</dd>
        </dl>"#]],
    );
}

#[test]
fn headings() {
    becomes(
        "# One *two*\n\nTwo\n---\n\n#### Four `code` & more\n",
        expect![[r#"
            <h1 id="one-two">One <em>two</em></h1>
            <h2 id="two">Two</h2>
            <h4 id="four-code-more">Four <code>code</code> &amp; more</h4>"#]],
    );
}

#[test]
fn a_table_aligns_by_class() {
    becomes(
        "| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | *3* | 4 |\n| 5 | 6 |\n",
        expect![[r#"
            <table>
            <thead><tr><th scope="col">a</th><th scope="col" class="align-start">b</th><th scope="col" class="align-center">c</th><th scope="col" class="align-end">d</th></tr></thead>
            <tbody>
            <tr><td>1</td><td class="align-start">2</td><td class="align-center"><em>3</em></td><td class="align-end">4</td></tr>
            <tr><td>5</td><td class="align-start">6</td><td class="align-center"></td><td class="align-end"></td></tr>
            </tbody>
            </table>"#]],
    );
}

#[test]
fn a_table_of_a_head_alone() {
    becomes(
        "| a |\n|---|\n",
        expect![[r#"
        <table>
        <thead><tr><th scope="col">a</th></tr></thead>
        <tbody>
        </tbody>
        </table>"#]],
    );
}

// -- code -------------------------------------------------------------------------------------

#[test]
fn code_is_coloured_by_classes() {
    let site = site("```rust\nlet x = \"<\";\n```\n");
    let html = page(&site, "points/x/index.html");
    assert!(
        html.starts_with("<pre tabindex=\"0\"><code class=\"language-rust\"><span class=\"z-"),
        "{html}"
    );
    assert!(!html.contains("style="), "{html}");
    assert!(html.contains("&lt;"), "{html}");
    assert!(output(&site).get("highlight.css").is_some());
}

#[test]
fn code_without_a_known_language_is_plain() {
    let body = "```\na <b> & \"c\"\n```\n\n    indented\n\n```klingon\n[[hamas]] [@a] [^1] <b>\n```\n\n```a\"><script>\nx\n```\n";
    becomes(
        body,
        expect![[r#"
        <pre tabindex="0"><code>a &lt;b&gt; &amp; &quot;c&quot;
        </code></pre>
        <pre tabindex="0"><code>indented
        </code></pre>
        <pre tabindex="0"><code class="language-klingon">[[hamas]] [@a] [^1] &lt;b&gt;
        </code></pre>
        <pre tabindex="0"><code class="language-a&quot;&gt;&lt;script&gt;">x
        </code></pre>"#]],
    );
    assert!(output(&site(body)).get("highlight.css").is_none());
}

#[test]
fn a_page_says_whether_it_has_code() {
    let template = "=== templates/point.html\n{{ page.code }}\n";
    let coloured = format!("{template}{}", site("```rust\nlet x = 1;\n```"));
    assert_eq!(page(&coloured, "points/x/index.html"), "true\n");
    assert_eq!(page(&coloured, "points/second/index.html"), "false\n");
    let plain = format!("{template}{}", site("```\nlet x = 1;\n```"));
    assert_eq!(page(&plain, "points/x/index.html"), "false\n");
}

#[test]
fn a_language_is_the_first_word_of_the_fence() {
    becomes(
        "```json, copy\n1\n```\n",
        expect![[r#"
        <pre tabindex="0"><code class="language-json"><span class="z-source z-json"><span class="z-constant z-numeric z-json">1</span>
        </span></code></pre>"#]],
    );
}

/// All other lines lose the blanks in front of them, which templates leave.
#[test]
fn blanks_in_code_stay() {
    let code = "a\n  b\n\n    c\n";
    let html = page(&site(&format!("```\n{code}```\n\nA  b\n")), "points/x/index.html");
    assert!(html.contains(code), "{html}");
}

#[test]
fn nothing_is_a_link_in_code() {
    becomes(
        "`[[hamas]]` `[@a]` `[^1]` ``[x](javascript:1)`` `<b>`\n\n| a |\n|---|\n| `[[` and `]]` |\n",
        expect![[r#"
            <p><code>[[hamas]]</code> <code>[@a]</code> <code>[^1]</code> <code>[x](javascript:1)</code> <code>&lt;b&gt;</code></p>
            <table>
            <thead><tr><th scope="col">a</th></tr></thead>
            <tbody>
            <tr><td><code>[[</code> and <code>]]</code></td></tr>
            </tbody>
            </table>"#]],
    );
}

#[test]
fn bars_between_code_spans_of_a_table_are_no_links() {
    becomes(
        "| `[[` | `]]` |\n|---|---|\n| 1 | 2 |\n",
        expect![[r#"
        <table>
        <thead><tr><th scope="col"><code>[[</code></th><th scope="col"><code>]]</code></th></tr></thead>
        <tbody>
        <tr><td>1</td><td>2</td></tr>
        </tbody>
        </table>"#]],
    );
}

// -- footnotes --------------------------------------------------------------------------------

#[test]
fn a_footnote_used_twice_has_two_ways_back() {
    becomes(
        "One[^a] two[^a] three[^b].\n\n[^b]: Second.\n[^a]: First *note*.\n",
        expect![[r##"
        <p>One<sup class="note-mark"><a id="note-1-mark" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup> two<sup class="note-mark"><a id="note-1-mark-2" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup> three<sup class="note-mark"><a id="note-2-mark" href="#note-2" role="doc-noteref" aria-label="Note 2">2</a></sup>.</p>
        <section class="notes" role="doc-endnotes" aria-label="Notes">
        <ol>
        <li id="note-1">
        <p>First <em>note</em>.</p>
        <p class="note-back"><a href="#note-1-mark" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> <a href="#note-1-mark-2" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> </p></li>
        <li id="note-2">
        <p>Second.</p>
        <p class="note-back"><a href="#note-2-mark" role="doc-backlink" aria-label="Back to the text at note 2">↩︎</a> </p></li>
        </ol>
        </section>"##]],
    );
}

#[test]
fn a_footnote_of_several_blocks() {
    becomes(
        "x[^1]\n\n[^1]: One.\n\n    - two\n\n    ```\n    three\n    ```\n\nAfter.\n",
        expect![[r##"
        <p>x<sup class="note-mark"><a id="note-1-mark" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup></p>
        <p>After.</p>
        <section class="notes" role="doc-endnotes" aria-label="Notes">
        <ol>
        <li id="note-1">
        <p>One.</p>
        <ul>
        <li>two</li>
        </ul>
        <pre tabindex="0"><code>three
        </code></pre>
        <p class="note-back"><a href="#note-1-mark" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> </p></li>
        </ol>
        </section>"##]],
    );
}

#[test]
fn a_mark_inside_a_note() {
    becomes(
        "x[^a]\n\n[^a]: See[^b] and [@a].\n[^b]: And back[^a].\n",
        expect![[r##"
            <p>x<sup class="note-mark"><a id="note-1-mark" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup></p>
            <section class="notes" role="doc-endnotes" aria-label="Notes">
            <ol>
            <li id="note-1">
            <p>See<sup class="note-mark"><a id="note-2-mark" href="#note-2" role="doc-noteref" aria-label="Note 2">2</a></sup> and&#8288;<sup class="cite"><a id="cite-1-1" href="#source-1" aria-label="Source 1">1</a></sup>.</p>
            <p class="note-back"><a href="#note-1-mark" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> </p></li>
            <li id="note-2">
            <p>And back<sup class="note-mark"><a id="note-1-mark-2" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup>.</p>
            <p class="note-back"><a href="#note-2-mark" role="doc-backlink" aria-label="Back to the text at note 2">↩︎</a> </p></li>
            </ol>
            </section>
            <p id="source-1">First &lt;source&gt;</p>"##]],
    );
}

#[test]
fn a_note_in_a_quote_a_list_and_a_table() {
    becomes(
        "> a[^1]\n\n- b[^1]\n\n| c[^1] |\n|---|\n\n## d[^1]\n\n[^1]: Note.\n",
        expect![[r##"
            <blockquote>
            <p>a<sup class="note-mark"><a id="note-1-mark" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup></p>
            </blockquote>
            <ul>
            <li>b<sup class="note-mark"><a id="note-1-mark-2" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup></li>
            </ul>
            <table>
            <thead><tr><th scope="col">c<sup class="note-mark"><a id="note-1-mark-3" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup></th></tr></thead>
            <tbody>
            </tbody>
            </table>
            <h2 id="d">d<sup class="note-mark"><a id="note-1-mark-4" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup></h2>
            <section class="notes" role="doc-endnotes" aria-label="Notes">
            <ol>
            <li id="note-1">
            <p>Note.</p>
            <p class="note-back"><a href="#note-1-mark" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> <a href="#note-1-mark-2" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> <a href="#note-1-mark-3" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> <a href="#note-1-mark-4" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> </p></li>
            </ol>
            </section>"##]],
    );
}

#[test]
fn every_unknown_note_is_reported_at_once() {
    refused(
        "a [^x] b [^y]\n\nc[^z]\n\n[^z]: d [^inside]\n",
        expect![[r#"
        error[unknown-note]: there is no footnote `[^x]`
         --> content/points/x.md:4:3
          |
        4 | a [^x] b [^y]
          |   ^^^^ here
          |
          = help: add a paragraph `[^x]: …`, or write `\[^x]` if it is no footnote
        error[unknown-note]: there is no footnote `[^y]`
         --> content/points/x.md:4:10
          |
        4 | a [^x] b [^y]
          |          ^^^^ here
          |
          = help: add a paragraph `[^y]: …`, or write `\[^y]` if it is no footnote
        error[unknown-note]: there is no footnote `[^inside]`
         --> content/points/x.md:8:9
          |
        8 | [^z]: d [^inside]
          |         ^^^^^^^^^ here
          |
          = help: add a paragraph `[^inside]: …`, or write `\[^inside]` if it is no footnote
    "#]],
    );
}

#[test]
fn an_escaped_mark_is_text() {
    becomes(r"a \[^x] b", expect!["<p>a [^x] b</p>"]);
}

#[test]
fn a_note_twice_and_a_note_unused() {
    refused(
        "a[^x]\n\n[^x]: one\n\n[^x]: two\n\n[^y]: three\n",
        expect![[r#"
        error[duplicate-note]: the footnote `[^x]` is there twice
         --> content/points/x.md:8:1
          |
        6 | [^x]: one
          | --------- first here
        7 |
        8 | [^x]: two
          | ^^^^^^^^^ again here
          |
          = help: give one of the two another name
        error[unused-note]: no mark refers to the footnote `[^y]`
          --> content/points/x.md:10:1
           |
        10 | [^y]: three
           | ^^^^^^^^^^^ here
           |
           = help: write `[^y]` where it belongs, or take the footnote away
    "#]],
    );
}

#[test]
fn notes_of_two_fields_have_ids_of_their_own() {
    let model = "\
kinds:
  point:
    folder: points
    url: /points/{id}/
    label: { one: Point, other: Points }
    fields: { first: markdown, second: markdown }
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields: { body: markdown }
";
    let site = format!(
        "=== content/model.yaml\n{model}=== content/pages/sources.md\n(none)\n=== content/points/x.md\n---\ntitle: X\nfirst: |\n  # A\n\n  a[^1]\n\n  [^1]: one\nsecond: |\n  # A\n\n  b[^1]\n\n  [^1]: two\n---\n=== templates/point.html\n{{{{ entity.first }}}}{{{{ entity.second }}}}\n"
    );
    let expected = expect![[r##"
        <h1 id="a">A</h1>
        <p>a<sup class="note-mark"><a id="note-1-mark" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup></p>
        <section class="notes" role="doc-endnotes" aria-label="Notes">
        <ol>
        <li id="note-1">
        <p>one</p>
        <p class="note-back"><a href="#note-1-mark" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> </p></li>
        </ol>
        </section>
        <h1 id="a-1">A</h1>
        <p>b<sup class="note-mark"><a id="note-2-mark" href="#note-2" role="doc-noteref" aria-label="Note 1">1</a></sup></p>
        <section class="notes" role="doc-endnotes" aria-label="Notes">
        <ol>
        <li id="note-2">
        <p>two</p>
        <p class="note-back"><a href="#note-2-mark" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> </p></li>
        </ol>
        </section>"##]];
    expected.assert_eq(page(&site, "points/x/index.html").trim_end_matches('\n'));
}

#[test]
fn a_text_has_no_place_for_notes() {
    let site = "=== content/points/x.md\n---\ntitle: X\nsummary: \"a[^1]\\n\\n[^1]: b\"\n---\n=== templates/point.html\n{{ entity.summary }}\n";
    let said = diagnostics(&sources(site));
    assert!(said.contains("--> content/points/x.md:3:"), "{said}");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
}

// -- bodies on other pages --------------------------------------------------------------------

const ELSEWHERE: &str = "\
=== content/pages/all.md
---
title: All
template: all.html
lists:
  points: { of: point, fields: all }
---
# A

own[^1]

[^1]: own
=== templates/all.html
{{ entity.body }}{% for p in lists.points %}{{ p.body }}{% endfor %}
";

#[test]
fn a_body_on_another_page_has_ids_of_its_own() {
    let site = format!(
        "{ELSEWHERE}=== content/points/one.md\n---\ntitle: One\n---\n# A\n\na[^1] [there](#a) [there](#n) <a id=\"n\">n</a>\n\n[^1]: note\n=== content/points/two.md\n---\ntitle: Two\n---\n# A\n\nb[^1] [over](../one/#a)\n\n[^1]: note\n"
    );
    let expected = expect![[r##"
        <h1 id="a">A</h1>
        <p>own<sup class="note-mark"><a id="note-1-mark" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup></p>
        <section class="notes" role="doc-endnotes" aria-label="Notes">
        <ol>
        <li id="note-1">
        <p>own</p>
        <p class="note-back"><a href="#note-1-mark" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> </p></li>
        </ol>
        </section>
        <h1 id="point-one--a">A</h1>
        <p>a<sup class="note-mark"><a id="point-one--note-1-mark" href="#point-one--note-1" role="doc-noteref" aria-label="Note 1">1</a></sup> <a href="#point-one--a">there</a> <a href="#point-one--n">there</a> <a id="point-one--n">n</a></p>
        <section class="notes" role="doc-endnotes" aria-label="Notes">
        <ol>
        <li id="point-one--note-1">
        <p>note</p>
        <p class="note-back"><a href="#point-one--note-1-mark" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> </p></li>
        </ol>
        </section>
        <h1 id="point-two--a">A</h1>
        <p>b<sup class="note-mark"><a id="point-two--note-1-mark" href="#point-two--note-1" role="doc-noteref" aria-label="Note 1">1</a></sup> <a href="../points/one/#a">over</a></p>
        <section class="notes" role="doc-endnotes" aria-label="Notes">
        <ol>
        <li id="point-two--note-1">
        <p>note</p>
        <p class="note-back"><a href="#point-two--note-1-mark" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> </p></li>
        </ol>
        </section>"##]];
    expected.assert_eq(page(&site, "all/index.html").trim_end_matches('\n'));
}

#[test]
fn bodies_whose_ids_run_together_stay_apart() {
    // `a` with the heading `b-c`, and `a-b` with the heading `c`.
    let site = format!(
        "{ELSEWHERE}=== content/points/a.md\n---\ntitle: A\n---\n# B c\n=== content/points/a-b.md\n---\ntitle: AB\n---\n# C\n"
    );
    page(&site, "all/index.html");
}

#[test]
fn bodies_of_two_kinds_with_one_id_stay_apart() {
    let site = "\
=== content/pages/all.md
---
title: All
template: all.html
lists:
  points: { of: point, fields: all }
  actors: { of: actor, fields: all }
---
=== templates/all.html
{% for p in lists.points %}{{ p.body }}{% endfor %}{% for p in lists.actors %}{{ p.body }}{% endfor %}
=== content/points/same.md
---
title: One
---
# A
=== content/actors/same.md
---
title: Two
---
# A
";
    page(site, "all/index.html");
}

#[test]
fn a_relative_link_leads_to_the_same_place_from_everywhere() {
    let site = format!(
        "{ELSEWHERE}=== content/points/one.md\n---\ntitle: One\n---\n[a](../two/) [b](../../) [c](../two.md) [c](./two.md#b) [d](two.md)\n\n![p](p.svg)\n=== content/points/two.md\n---\ntitle: Two\n---\n# B\n=== static/points/one/p.svg\n<svg/>\n"
    )
    .replace(" [c](../two.md)", "");
    let expected = expect![[r##"
        <h1 id="a">A</h1>
        <p>own<sup class="note-mark"><a id="note-1-mark" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup></p>
        <section class="notes" role="doc-endnotes" aria-label="Notes">
        <ol>
        <li id="note-1">
        <p>own</p>
        <p class="note-back"><a href="#note-1-mark" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> </p></li>
        </ol>
        </section>
        <p><a href="../points/two/">a</a> <a href="../">b</a> <a href="../points/two/#b">c</a> <a href="../points/two/">d</a></p>
        <p><img src="../points/one/p.svg" alt="p" loading="lazy"></p>
        <h1 id="point-two--b">B</h1>"##]];
    expected.assert_eq(page(&site, "all/index.html").trim_end_matches('\n'));
    let expected = expect![[r#"
        <p><a href="../two/">a</a> <a href="../../">b</a> <a href="../two/#b">c</a> <a href="../two/">d</a></p>
        <p><img src="p.svg" alt="p" loading="lazy"></p>"#]];
    expected.assert_eq(page(&site, "points/one/index.html").trim_end_matches('\n'));
}

// -- ids --------------------------------------------------------------------------------------

#[test]
fn ids_of_headings() {
    becomes(
        "# A\n\n# A-1\n\n# A\n\n# a!\n\n# B {#given}\n\n# Given\n\n# !!!\n\n# 🎉\n\n# שָׁלוֹם עוֹלָם\n\n# مُحَمَّد ٣\n\n# Ünïcode É\n\n# हिन्दी\n\n# `code` & [[hamas]] [@a]\n",
        expect![[r##"
            <h1 id="a">A</h1>
            <h1 id="a-1">A-1</h1>
            <h1 id="a-2">A</h1>
            <h1 id="a-3">a!</h1>
            <h1 id="given">B</h1>
            <h1 id="given-1">Given</h1>
            <h1 id="section">!!!</h1>
            <h1 id="section-1">🎉</h1>
            <h1 id="שָׁלוֹם-עוֹלָם">שָׁלוֹם עוֹלָם</h1>
            <h1 id="مُحَمَّد-٣">مُحَمَّد ٣</h1>
            <h1 id="ünïcode-é">Ünïcode É</h1>
            <h1 id="हिन्दी">हिन्दी</h1>
            <h1 id="code-hamas"><code>code</code> &amp; <a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a>&#8288;<sup class="cite"><a id="cite-1-1" href="#source-1" aria-label="Source 1">1</a></sup></h1>
            <p id="source-1">First &lt;source&gt;</p>"##]],
    );
}

#[test]
fn a_heading_of_a_link_alone_is_named_by_its_words() {
    becomes(
        "## [[hamas]]\n\n## [[hamas|The movement]]\n\n## [words](https://example.org)\n",
        expect![[r#"
        <h2 id="hamas"><a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a></h2>
        <h2 id="the-movement"><a href="../../actors/hamas/">The movement</a></h2>
        <h2 id="words"><a href="https://example.org">words</a></h2>"#]],
    );
}

#[test]
fn one_id_written_twice() {
    refused(
        "# A {#same}\n\n<a id=\"same\">x</a>\n",
        expect![[r#"
        error[duplicate-id]: the id `same` stands twice on this page
         --> content/points/x.md:6:1
          |
        4 | # A {#same}
          | ----------- first here
        5 |
        6 | <a id="same">x</a>
          | ^^^^^^^^^^^^^ again here
          |
          = help: give one of the two another id
    "#]],
    );
}

#[test]
fn an_id_of_words_keeps_off_the_marks_of_citations() {
    becomes(
        "# Cite 1 1\n\nx[@a]\n",
        expect![[r##"
            <h1 id="section-cite-1-1">Cite 1 1</h1>
            <p>x&#8288;<sup class="cite"><a id="cite-1-1" href="#source-1" aria-label="Source 1">1</a></sup></p>
            <p id="source-1">First &lt;source&gt;</p>"##]],
    );
}

#[test]
fn an_id_of_words_keeps_off_the_list_of_sources() {
    becomes(
        "# Source 1\n\nx[@a]\n",
        expect![[r##"
            <h1 id="section-source-1">Source 1</h1>
            <p>x&#8288;<sup class="cite"><a id="cite-1-1" href="#source-1" aria-label="Source 1">1</a></sup></p>
            <p id="source-1">First &lt;source&gt;</p>"##]],
    );
}

// -- punctuation ------------------------------------------------------------------------------

#[test]
fn smart_punctuation() {
    becomes(
        "\"Hello\" it's 'so'... 1--2 a---b `\"code\"` \\\"plain\\\" [\"link\"](https://example.org)",
        expect![[
            r#"<p>“Hello” it’s ‘so’… 1–2 a—b <code>"code"</code> "plain" <a href="https://example.org">“link”</a></p>"#
        ]],
    );
}

#[test]
fn hebrew_keeps_its_quotation_marks() {
    becomes(
        "דו\"ח של ג'ורג', צה\"ל, \"שלום\", 'שלום', ה\"ה; in \"New York\" it's so.",
        expect![[r#"<p>דו"ח של ג'ורג', צה"ל, "שלום", 'שלום', ה"ה; in “New York” it’s so.</p>"#]],
    );
}

#[test]
fn hebrew_in_a_text_keeps_its_quotation_marks() {
    let site = "=== content/points/x.md\n---\ntitle: X\nsummary: דו\"ח של ג'ורג' \"and\"\n---\n=== templates/point.html\n{{ entity.summary }}\n";
    assert_eq!(page(site, "points/x/index.html"), "דו\"ח של ג'ורג' “and”\n");
}

// -- links to entities ------------------------------------------------------------------------

#[test]
fn links_to_entities() {
    becomes(
        "[[hamas]] [[actor:hamas]] [[ hamas ]] [[hamas#who-they-are]] [[hamas|the *movement* `x` <b]] [[actor:hamas#who-they-are|them]] [[x]] [[x#part]]\n\n# Part\n",
        expect![[r##"
            <p><a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a> <a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a> <a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a> <a href="../../actors/hamas/#who-they-are">Hamas &amp; &lt;co&gt;</a> <a href="../../actors/hamas/">the <em>movement</em> <code>x</code> &lt;b</a> <a href="../../actors/hamas/#who-they-are">them</a> <a href="./">X</a> <a href="#part">X</a></p>
            <h1 id="part">Part</h1>"##]],
    );
}

#[test]
fn links_in_a_table() {
    becomes(
        "| a | b |\n|---|---|\n| [[hamas\\|the movement]] | [[hamas]] |\n",
        expect![[r#"
        <table>
        <thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>
        <tbody>
        <tr><td><a href="../../actors/hamas/">the movement</a></td><td><a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a></td></tr>
        </tbody>
        </table>"#]],
    );
}

#[test]
fn a_bare_bar_in_a_table() {
    refused(
        "| a |\n|---|\n| [[hamas|them]] |\n",
        expect![[r#"
        error[bar-in-table]: the bar in this link ends the table's cell
         --> content/points/x.md:6:3
          |
        6 | | [[hamas|them]] |
          |   ^^^^^^^^^^^^^^ here
          |
          = help: write `\|` instead of `|`
    "#]],
    );
}

#[test]
fn links_in_headings_lists_and_terms() {
    becomes(
        "## On [[hamas]]\n\n- [[hamas|them]]\n\n  more\n\n[[hamas]]\n: [[hamas]]\n\n> [[hamas]]\n\n**[[hamas]]** ~~[[hamas]]~~\n",
        expect![[r#"
            <h2 id="on-hamas">On <a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a></h2>
            <ul>
            <li>
            <p><a href="../../actors/hamas/">them</a></p>
            <p>more</p>
            </li>
            </ul>
            <dl>
            <dt><a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a></dt>
            <dd><a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a></dd>
            </dl>
            <blockquote>
            <p><a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a></p>
            </blockquote>
            <p><strong><a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a></strong> <del><a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a></del></p>"#]],
    );
}

#[test]
fn links_in_a_text_field() {
    let site = format!(
        "=== content/points/x.md\n---\ntitle: X\nsummary: \"See [[hamas|*them*]] and [[second]] [@a]\"\n---\n=== templates/point.html\n{{{{ entity.summary }}}}{{% for s in page.sources %}}<p id=\"source-{{{{ s.number }}}}\"></p>{{% endfor %}}\n{REST}"
    );
    let expected = expect![[
        r##"See <a href="../../actors/hamas/"><em>them</em></a> and <a href="../second/">Second</a>&#8288;<sup class="cite"><a id="cite-1-1" href="#source-1" aria-label="Source 1">1</a></sup><p id="source-1"></p>"##
    ]];
    expected.assert_eq(page(&site, "points/x/index.html").trim_end_matches('\n'));
}

#[test]
fn empty_links() {
    refused(
        "[[#part]] [[hamas|]] [](https://example.org) [x]() [x](#)\n\n# Part\n",
        expect![[r#"
        error[empty-link]: this link is empty
         --> content/points/x.md:4:1
          |
        4 | [[#part]] [[hamas|]] [](https://example.org) [x]() [x](#)
          | ^^^^^^^^^ here
          |
          = help: write `[[id]]`, or `[[id|words]]`
        error[empty-link]: this link is empty
         --> content/points/x.md:4:11
          |
        4 | [[#part]] [[hamas|]] [](https://example.org) [x]() [x](#)
          |           ^^^^^^^^^^ here
          |
          = help: write `[[id]]`, or `[[id|words]]`
        error[empty-link]: this link has no words
         --> content/points/x.md:4:22
          |
        4 | [[#part]] [[hamas|]] [](https://example.org) [x]() [x](#)
          |                      ^^^^^^^^^^^^^^^^^^^^^^^ here
          |
          = help: put words between the square brackets that say where the link leads
        error[empty-link]: this link leads nowhere
         --> content/points/x.md:4:46
          |
        4 | [[#part]] [[hamas|]] [](https://example.org) [x]() [x](#)
          |                                              ^^^^^ here
          |
          = help: write an address between the round brackets
        error[empty-link]: this link leads nowhere
         --> content/points/x.md:4:52
          |
        4 | [[#part]] [[hamas|]] [](https://example.org) [x]() [x](#)
          |                                                    ^^^^^^ here
          |
          = help: write an address between the round brackets
    "#]],
    );
}

#[test]
fn a_page_inside_a_page() {
    refused(
        "![[hamas]]",
        expect![[r#"
            error[no-embedding]: a page cannot be shown inside another
             --> content/points/x.md:4:1
              |
            4 | ![[hamas]]
              | ^^^^^^^^^^ here
              |
              = help: link to it: `[[id]]`
        "#]],
    );
}

#[test]
fn a_fragment_that_is_empty_is_none() {
    becomes(
        "[[hamas#]] [a](../actors/hamas.md#)",
        expect![[
            r#"<p><a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a> <a href="../../actors/hamas/">a</a></p>"#
        ]],
    );
}

#[test]
fn a_fragment_that_is_not_there() {
    refused(
        "[[hamas#who-they-arr]] [a](#b) [[hamas#a]]\n",
        expect![[r#"
        error[dead-fragment]: `/actors/hamas/` has no part `#who-they-arr`
         --> content/points/x.md:4:1
          |
        4 | [[hamas#who-they-arr]] [a](#b) [[hamas#a]]
          | ^^^^^^^^^^^^^^^^^^^^^^ here
          |
          = help: did you mean `#who-they-are`?
        error[dead-fragment]: `/points/x/` has no part `#b`
         --> content/points/x.md:4:24
          |
        4 | [[hamas#who-they-arr]] [a](#b) [[hamas#a]]
          |                        ^^^^^^^ here
          |
          = help: give a heading there the id: `## … {#b}`
        error[dead-fragment]: `/actors/hamas/` has no part `#a`
         --> content/points/x.md:4:32
          |
        4 | [[hamas#who-they-arr]] [a](#b) [[hamas#a]]
          |                                ^^^^^^^^^^^ here
          |
          = help: give a heading there the id: `## … {#a}`
    "#]],
    );
}

// -- citations --------------------------------------------------------------------------------

#[test]
fn citations_are_numbered_as_they_come() {
    becomes(
        "One [@b]. Two [@a; @b]. Three [@source:a][^n].\n\n[^n]: Four [@b].\n",
        expect![[r##"
            <p>One&#8288;<sup class="cite"><a id="cite-1-1" href="#source-1" aria-label="Source 1">1</a></sup>. Two&#8288;<sup class="cite"><a id="cite-2-1" href="#source-2" aria-label="Source 2">2</a><a id="cite-1-2" href="#source-1" aria-label="Source 1">1</a></sup>. Three&#8288;<sup class="cite"><a id="cite-2-2" href="#source-2" aria-label="Source 2">2</a></sup><sup class="note-mark"><a id="note-1-mark" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup>.</p>
            <section class="notes" role="doc-endnotes" aria-label="Notes">
            <ol>
            <li id="note-1">
            <p>Four&#8288;<sup class="cite"><a id="cite-1-3" href="#source-1" aria-label="Source 1">1</a></sup>.</p>
            <p class="note-back"><a href="#note-1-mark" role="doc-backlink" aria-label="Back to the text at note 1">↩︎</a> </p></li>
            </ol>
            </section>
            <p id="source-1">Second</p><p id="source-2">First &lt;source&gt;</p>"##]],
    );
}

#[test]
fn a_citation_over_a_line_end() {
    becomes(
        "One [@a;\n@b] two.\n\n> Three [@a;\n> @b] four.\n\n- Five [@a; \n  @b]",
        expect![[r##"
            <p>One&#8288;<sup class="cite"><a id="cite-1-1" href="#source-1" aria-label="Source 1">1</a><a id="cite-2-1" href="#source-2" aria-label="Source 2">2</a></sup> two.</p>
            <blockquote>
            <p>Three&#8288;<sup class="cite"><a id="cite-1-2" href="#source-1" aria-label="Source 1">1</a><a id="cite-2-2" href="#source-2" aria-label="Source 2">2</a></sup> four.</p>
            </blockquote>
            <ul>
            <li>Five&#8288;<sup class="cite"><a id="cite-1-3" href="#source-1" aria-label="Source 1">1</a><a id="cite-2-3" href="#source-2" aria-label="Source 2">2</a></sup></li>
            </ul>
            <p id="source-1">First &lt;source&gt;</p><p id="source-2">Second</p>"##]],
    );
}

#[test]
fn citations_side_by_side_are_all_there() {
    becomes(
        "x[@a][@b] y [@b] [@a]",
        expect![[r##"
            <p>x&#8288;<sup class="cite"><a id="cite-1-1" href="#source-1" aria-label="Source 1">1</a><a id="cite-2-1" href="#source-2" aria-label="Source 2">2</a></sup> y&#8288;<sup class="cite"><a id="cite-2-2" href="#source-2" aria-label="Source 2">2</a></sup>&#8288;<sup class="cite"><a id="cite-1-2" href="#source-1" aria-label="Source 1">1</a></sup></p>
            <p id="source-1">First &lt;source&gt;</p><p id="source-2">Second</p>"##]],
    );
}

#[test]
fn words_before_a_citation_are_not_lost() {
    assert_eq!(codes("[Hamas][@a]"), ["bad-citation"]);
}

#[test]
fn citations_that_cannot_be_read() {
    refused(
        "[@a, p. 3] [@a b] [@] [@a;] [@nope] [@hamas]",
        expect![[r#"
            error[bad-citation]: `@a, p. 3` is not a citation
             --> content/points/x.md:4:2
              |
            4 | [@a, p. 3] [@a b] [@] [@a;] [@nope] [@hamas]
              |  ^^^^^^^^ here
              |
              = help: write `[@id]`, or `[@id; @other-id]` for several
            error[bad-citation]: `@a b` is not a citation
             --> content/points/x.md:4:13
              |
            4 | [@a, p. 3] [@a b] [@] [@a;] [@nope] [@hamas]
              |             ^^^^ here
              |
              = help: write `[@id]`, or `[@id; @other-id]` for several
            error[bad-citation]: `@` is not a citation
             --> content/points/x.md:4:20
              |
            4 | [@a, p. 3] [@a b] [@] [@a;] [@nope] [@hamas]
              |                    ^ here
              |
              = help: write `[@id]`, or `[@id; @other-id]` for several
            error[bad-citation]: `` is not a citation
             --> content/points/x.md:4:23
              |
            4 | [@a, p. 3] [@a b] [@] [@a;] [@nope] [@hamas]
              |                       ^^^^^ here
              |
              = help: write `[@id]`, or `[@id; @other-id]` for several
            error[unknown-reference]: there is no source `nope`
             --> content/points/x.md:4:31
              |
            4 | [@a, p. 3] [@a b] [@] [@a;] [@nope] [@hamas]
              |                               ^^^^ no entry `nope:` in `content/sources.yaml`
              |
              = help: write the id of something that exists, or add it
            error[wrong-kind]: `hamas` is an actor, and a source is wanted here
             --> content/points/x.md:4:39
              |
            4 | [@a, p. 3] [@a b] [@] [@a;] [@nope] [@hamas]
              |                                       ^^^^^ of another kind
              |
              = help: `[@…]` is for sources; link to it with `[[…]]`
        "#]],
    );
}

#[test]
fn the_place_of_a_citation_is_its_own() {
    refused(
        "[@abc; @ab]",
        expect![[r#"
        error[unknown-reference]: there is no source `abc`
         --> content/points/x.md:4:3
          |
        4 | [@abc; @ab]
          |   ^^^ no entry `abc:` in `content/sources.yaml`
          |
          = help: write the id of something that exists, or add it
        error[unknown-reference]: there is no source `ab`
         --> content/points/x.md:4:9
          |
        4 | [@abc; @ab]
          |         ^^ no entry `ab:` in `content/sources.yaml`
          |
          = help: did you mean `a`?
    "#]],
    );
}

#[test]
fn brackets_that_are_no_citations() {
    becomes(
        "[a] [see @a] \\[@a] [@a](https://example.org) mail@a.org",
        expect![[r#"<p>[a] [see @a] [@a] <a href="https://example.org">@a</a> mail@a.org</p>"#]],
    );
}

// -- ordinary links and images ----------------------------------------------------------------

#[test]
fn ordinary_links() {
    becomes(
        "[a](https://example.org/?x=1&y=\"2\" 'T \"<') <https://example.org> <me@example.org> [b](mailto:me@example.org) [c](http://example.org) [d][ref] [e](HTTPS://example.org)\n\n[ref]: https://example.org/ref\n[unused]: javascript:alert(1)\n",
        expect![[
            r#"<p><a href="https://example.org/?x=1&amp;y=%222%22" title="T &quot;&lt;">a</a> <a href="https://example.org">https://example.org</a> <a href="mailto:me@example.org">me@example.org</a> <a href="mailto:me@example.org">b</a> <a href="http://example.org">c</a> <a href="https://example.org/ref">d</a> <a href="HTTPS://example.org">e</a></p>"#
        ]],
    );
}

#[test]
fn links_inside_the_site() {
    becomes(
        "[a](../actors/hamas.md) [b](../actors/hamas.md#who-they-are) [c](/actors/hamas/) [d](/actors/hamas/#who-they-are) [e](../second/) [f](#part) [g](second.md) [h](/)\n\n# Part\n",
        expect![[r##"
            <p><a href="../../actors/hamas/">a</a> <a href="../../actors/hamas/#who-they-are">b</a> <a href="../../actors/hamas/">c</a> <a href="../../actors/hamas/#who-they-are">d</a> <a href="../second/">e</a> <a href="#part">f</a> <a href="../second/">g</a> <a href="../../">h</a></p>
            <h1 id="part">Part</h1>"##]],
    );
}

#[test]
fn links_to_files_whose_names_are_percent_encoded() {
    let site = "=== content/points/x.md\n---\ntitle: X\n---\n[a](%D7%A9.md) [b](ש.md) [c](../%D7%A9/) [d](../ש/) [e](/points/%d7%a9/#%D7%90) [[ש#א]]\n=== content/points/ש.md\n---\ntitle: S\n---\n# <bdi>א</bdi>\n";
    page(site, "points/x/index.html");
}

#[test]
fn links_that_lead_nowhere() {
    refused(
        "[a](../actors/hamaz.md)",
        expect![[r#"
        error[unknown-reference]: there is no file `content/actors/hamaz.md`
         --> content/points/x.md:4:1
          |
        4 | [a](../actors/hamaz.md)
          | ^^^^^^^^^^^^^^^^^^^^^^^ no such file
          |
          = help: did you mean `content/actors/hamas.md`?
    "#]],
    );
}

#[test]
fn addresses_at_which_nothing_is() {
    refused(
        "[b](/actors/hamaz/) [c](../third/) [d](/actors/hamas) [e](../../../..)",
        expect![[r#"
        error[dead-link]: nothing is published at `/actors/hamaz/`
         --> content/points/x.md:4:1
          |
        4 | [b](/actors/hamaz/) [c](../third/) [d](/actors/hamas) [e](../../../..)
          | ^^^^^^^^^^^^^^^^^^^ here
          |
          = help: did you mean `/actors/hamas/`?
        error[dead-link]: nothing is published at `/points/third/`
         --> content/points/x.md:4:21
          |
        4 | [b](/actors/hamaz/) [c](../third/) [d](/actors/hamas) [e](../../../..)
          |                     ^^^^^^^^^^^^^^ here
          |
          = help: link to a page with `[[id]]`, or to a file in static/ by its path
        error[dead-link]: nothing is published at `/actors/hamas`
         --> content/points/x.md:4:36
          |
        4 | [b](/actors/hamaz/) [c](../third/) [d](/actors/hamas) [e](../../../..)
          |                                    ^^^^^^^^^^^^^^^^^^ here
          |
          = help: did you mean `/actors/hamas/`?
    "#]],
    );
}

#[test]
fn an_image() {
    let site = format!(
        "{}=== static/map.svg\n<svg/>\n",
        site(
            "![A \"map\" of *all* `x` \\<b>](/map.svg \"T <\\\"\")\n\n[![in a link](/map.svg)](/)\n\n![one\ntwo](../../map.svg)\n"
        )
    );
    let expected = expect![[r#"
        <p><img src="../../map.svg" alt="A “map” of all x &lt;b&gt;" title="T &lt;&quot;" loading="lazy"></p>
        <p><a href="../../"><img src="../../map.svg" alt="in a link" loading="lazy"></a></p>
        <p><img src="../../map.svg" alt="one two" loading="lazy"></p>"#]];
    expected.assert_eq(page(&site, "points/x/index.html").trim_end_matches('\n'));
}

#[test]
fn an_image_in_an_image_is_words() {
    let site = format!("{}=== static/map.svg\n<svg/>\n", site("![a ![b](/map.svg) c](/map.svg)"));
    let expected = expect![[r#"<p><img src="../../map.svg" alt="a b c" loading="lazy"></p>"#]];
    expected.assert_eq(page(&site, "points/x/index.html").trim_end_matches('\n'));
}

#[test]
fn images_that_are_refused() {
    refused(
        "![](/a.svg)\n\n![a](https://example.org/a.svg)\n\n![a](data:image/svg+xml,x)\n\n![a](#x)\n\n![a](//example.org/a.svg)\n",
        expect![[r#"
            error[missing-alt]: this image has no text alternative
             --> content/points/x.md:4:1
              |
            4 | ![](/a.svg)
              | ^^^^^^^^^^^ here
              |
              = help: say in the square brackets what the picture tells: `![what it shows](/picture.svg)`
            error[unsafe-link]: an image must come from this site
             --> content/points/x.md:6:1
              |
            6 | ![a](https://example.org/a.svg)
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: put the picture into static/ and write its path from there: `/pictures/map.svg`
            error[unsafe-link]: an image must come from this site
             --> content/points/x.md:8:1
              |
            8 | ![a](data:image/svg+xml,x)
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: put the picture into static/ and write its path from there: `/pictures/map.svg`
            error[unsafe-link]: an image must come from this site
              --> content/points/x.md:10:1
               |
            10 | ![a](#x)
               | ^^^^^^^^ here
               |
               = help: put the picture into static/ and write its path from there: `/pictures/map.svg`
            error[unsafe-link]: an image must come from this site
              --> content/points/x.md:12:1
               |
            12 | ![a](//example.org/a.svg)
               | ^^^^^^^^^^^^^^^^^^^^^^^^^ here
               |
               = help: put the picture into static/ and write its path from there: `/pictures/map.svg`
        "#]],
    );
}

#[test]
fn scripts_in_disguise() {
    let disguises = [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](java&#x73;cript:alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a](java&Tab;script:alert(1))",
        "[a](java&NewLine;script:alert(1))",
        "[a](<java\tscript:alert(1)>)",
        "[a](<\u{1}javascript:alert(1)>)",
        "[a](<  javascript:alert(1)>)",
        "[a](&#1;javascript:alert(1))",
        "[a](\u{a0}javascript:alert(1))",
        "[a](java\u{ad}script:alert(1))",
        "[a](vbscript:x)",
        "[a](data:text/html,x)",
        "[a](file:///etc/passwd)",
        "[a](blob:x)",
        "[a](//example.org)",
        "[a](/\\example.org)",
        "[a](\\\\\\\\example.org)",
        "[a](https:/\\example.org)",
        "[a](https:example.org)",
        "[a](/&Tab;/example.org)",
        "<javascript:alert(1)>",
        "[a]\n\n[a]: javascript:alert(1)",
        "[a]: <javascript:alert(1)>\n\n[x][a]",
        "[[hamas]] [a](javascript&#58;x.md)",
    ];
    for disguise in disguises {
        assert_eq!(codes(disguise), ["unsafe-link"], "{disguise}");
    }
}

#[test]
fn scripts_that_are_not_even_links() {
    let words = [
        "[a](javascript%3Aalert(1))",
        "[a](<java\nscript:alert(1)>)",
        "`javascript:alert(1)`",
        "javascript:alert(1)",
        "[[javascript:alert(1)]]",
        "[@javascript:alert(1)]",
    ];
    for body in words {
        let sources = sources(&site(body));
        let built = planbook::build(&sources, &crate::support::settings());
        for (path, entry) in built.output.iter().flat_map(|output| output.iter()) {
            let html = String::from_utf8_lossy(&entry.bytes);
            assert!(!html.contains("href=\"javascript:"), "{path}: {html}");
        }
    }
}

// -- HTML -------------------------------------------------------------------------------------

#[test]
fn the_short_list_of_html() {
    becomes(
        "<abbr title=\"A \"b\">x</abbr> <span lang=he dir='rtl'>א</span> <kbd>K</kbd> H<sub>2</sub>O<sup>3</sup> <q>q</q> <cite>c</cite> <mark>m</mark> <bdi>b</bdi> a<br>b<br/>c <A ID=\"Here\">d</A> [e](#Here)".replace(" \"b", "").as_str(),
        expect![[r##"<p><abbr title="A">x</abbr> <span lang="he" dir="rtl">א</span> <kbd>K</kbd> H<sub>2</sub>O<sup>3</sup> <q>q</q> <cite>c</cite> <mark>m</mark> <bdi>b</bdi> a<br>b<br>c <a id="Here">d</a> <a href="#Here">e</a></p>"##]],
    );
}

#[test]
fn a_block_to_open() {
    becomes(
        "<details open>\n<summary>More</summary>\n\nA **list**:\n\n- [[hamas]]\n\n</details>\n\nAfter.\n",
        expect![[r#"
            <details open="">
            <summary>More</summary>
            <p>A <strong>list</strong>:</p>
            <ul>
            <li><a href="../../actors/hamas/">Hamas &amp; &lt;co&gt;</a></li>
            </ul>
            </details>
            <p>After.</p>"#]],
    );
}

#[test]
fn markdown_beside_tags_is_read_or_reported() {
    let body = "<details>\n<summary>About [[hamas]] and **b**</summary>\nMore [[hamas]] [@a].\n</details>\n";
    let said = diagnostics(&sources(&site(body)));
    if said.is_empty() {
        let html = page(&site(body), "points/x/index.html");
        assert!(!html.contains("[[") && !html.contains("[@") && !html.contains("**"), "{html}");
    }
}

#[test]
fn html_in_a_quote() {
    becomes(
        "> <details>\n> <summary>x</summary>\n>\n> y\n>\n> </details>\n",
        expect![[r#"
            <blockquote>
            <details>
            <summary>x</summary>
            <p>y</p>
            </details>
            </blockquote>"#]],
    );
}

#[test]
fn comments_are_left_out() {
    becomes(
        "a <!-- b --> c\n\n<!-- d\n\n<script>e</script> -->\n\nf <!----> g\n",
        expect![[r#"
            <p>a  c</p>
            <p>f  g</p>"#]],
    );
}

#[test]
fn a_comment_without_end_does_not_swallow_the_page() {
    assert_eq!(codes("a\n\n<!-- b\n\n# C\n\nd\n"), ["raw-html"]);
}

#[test]
fn html_that_is_refused() {
    refused(
        "<script>alert(1)</script>\n\n<b>x <img src=x onerror=alert(1)> <iframe>\n\n<span style=\"a\" onclick=\"b\" class=c>x</span> <a href=\"javascript:1\">y</a>\n",
        expect![[r#"
            error[raw-html]: `<script>` cannot be used in Markdown here
             --> content/points/x.md:4:1
              |
            4 | <script>alert(1)</script>
              | ^^^^^^^^ here
              |
              = help: write it in Markdown, or `\<` for the sign itself; HTML that may stand here: a, abbr, bdi, br, cite, details, kbd, mark, q, span, sub, summary, sup
            error[raw-html]: `<b>` cannot be used in Markdown here
             --> content/points/x.md:6:1
              |
            6 | <b>x <img src=x onerror=alert(1)> <iframe>
              | ^^^ here
              |
              = help: write it in Markdown, or `\<` for the sign itself; HTML that may stand here: a, abbr, bdi, br, cite, details, kbd, mark, q, span, sub, summary, sup
            error[raw-html]: `<img>` cannot be used in Markdown here
             --> content/points/x.md:6:6
              |
            6 | <b>x <img src=x onerror=alert(1)> <iframe>
              |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: write it in Markdown, or `\<` for the sign itself; HTML that may stand here: a, abbr, bdi, br, cite, details, kbd, mark, q, span, sub, summary, sup
            error[raw-html]: `<iframe>` cannot be used in Markdown here
             --> content/points/x.md:6:35
              |
            6 | <b>x <img src=x onerror=alert(1)> <iframe>
              |                                   ^^^^^^^^ here
              |
              = help: write it in Markdown, or `\<` for the sign itself; HTML that may stand here: a, abbr, bdi, br, cite, details, kbd, mark, q, span, sub, summary, sup
            error[raw-html]: `class` cannot stand on `<span>` here
             --> content/points/x.md:8:1
              |
            8 | <span style="a" onclick="b" class=c>x</span> <a href="javascript:1">y</a>
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: `lang`, `dir` and `title` can; `id` on `<a>`, `open` on `<details>`
            error[raw-html]: `onclick` cannot stand on `<span>` here
             --> content/points/x.md:8:1
              |
            8 | <span style="a" onclick="b" class=c>x</span> <a href="javascript:1">y</a>
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: `lang`, `dir` and `title` can; `id` on `<a>`, `open` on `<details>`
            error[raw-html]: `style` cannot stand on `<span>` here
             --> content/points/x.md:8:1
              |
            8 | <span style="a" onclick="b" class=c>x</span> <a href="javascript:1">y</a>
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: `lang`, `dir` and `title` can; `id` on `<a>`, `open` on `<details>`
            error[raw-html]: `href` cannot stand on `<a>` here
             --> content/points/x.md:8:46
              |
            8 | <span style="a" onclick="b" class=c>x</span> <a href="javascript:1">y</a>
              |                                              ^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: `lang`, `dir` and `title` can; `id` on `<a>`, `open` on `<details>`
        "#]],
    );
}

#[test]
fn tags_that_are_not_closed() {
    let open = [
        "a <span>b",
        "a <span>b\n\nc</span>",
        "</span>",
        "<details>\n\na",
        "<details>\n<summary>a\n\nb</details>",
        "<span><sub>a</span></sub>",
        "- <span>a\n- b</span>",
        "# <q>a\n\nb</q>",
        "| <span> | </span> |\n|---|---|\n",
        "| a |\n|---|\n| <span> |\n",
        "*a <span>b* c</span>",
        "[a <span>b](https://example.org) c</span>",
        "[[hamas|a <span>b]] c</span>",
        "- <details>\n- b\n</details>",
        "> <details>\n\n</details>",
        "x[^1]\n\n<details>\n\n[^1]: a </details>",
        "<div>",
        "</div></main></body></html>",
        "<!--",
        "<?",
        "<![CDATA[",
        "<!DOCTYPE html>",
        "<title>",
        "<textarea>",
        "<style>",
        "<script>",
        "<plaintext>",
        "<noscript>",
        "<template>",
        "<svg><style>",
    ];
    let silent: Vec<&str> = open
        .into_iter()
        .filter(|body| !codes(body).iter().any(|code| code == "raw-html"))
        .collect();
    assert_eq!(silent, [""; 0]);
}

#[test]
fn an_attribute_counts_once() {
    becomes("<a id=\"x\" id=\"y\">q</a>", expect![[r#"<p><a id="x">q</a></p>"#]]);
    assert_eq!(codes("<a id=\"\">q</a>"), ["raw-html"]);
}

#[test]
fn words_that_only_look_like_html() {
    becomes(
        "a < b, c <d e <1> <-> <a@b> a<b &lt;script> \\<script>",
        expect![[
            r#"<p>a &lt; b, c &lt;d e &lt;1&gt; &lt;-&gt; <a href="mailto:a@b">a@b</a> a&lt;b &lt;script&gt; &lt;script&gt;</p>"#
        ]],
    );
}

#[test]
fn script_in_every_text_is_escaped() {
    const SCRIPT: &str = "<script>alert(1)</script>";
    let site = format!(
        "\
=== content/site.yaml
title: \"{SCRIPT}\"
description: \"{SCRIPT}\"
base_url: https://example.org/plan/
as_of: 2026-07-02
=== content/points/x.md
---
title: \"{SCRIPT}\"
---
[[x]] [[hamas]] [[hamas|a \\<script>]] [a](https://example.org '{SCRIPT}') `{SCRIPT}` [@a]

![{SCRIPT} \\\"](/map.svg '\"{SCRIPT}')

```{SCRIPT}\"onload=\"
{SCRIPT}
```

```html
{SCRIPT}
```

# \\<script>
=== content/actors/hamas.md
---
title: \"{SCRIPT}\"
---
=== content/sources.yaml
a: {{ title: \"{SCRIPT}\", publisher: \"{SCRIPT}\" }}
=== static/map.svg
<svg/>
=== templates/point.html
{{{{ site.title }}}}{{{{ site.description }}}}{{{{ page.title }}}}{{{{ page.description }}}}{{{{ entity.title }}}}{{{{ entity.body }}}}{{% for s in page.sources %}}<p id=\"source-{{{{ s.number }}}}\">{{{{ s.title }}}}{{{{ s.publisher }}}}</p>{{% endfor %}}
"
    )
    .replace(&format!("![{SCRIPT}"), "![\\<script>");
    let html = page(&site, "points/x/index.html");
    assert!(!html.to_lowercase().contains("<script"), "{html}");
    assert!(!html.contains("\"onload"), "{html}");
    let expected = expect![[r##"
        &lt;script&gt;alert(1)&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;<p><a href="./">&lt;script&gt;alert(1)&lt;/script&gt;</a> <a href="../../actors/hamas/">&lt;script&gt;alert(1)&lt;/script&gt;</a> <a href="../../actors/hamas/">a &lt;script&gt;</a> <a href="https://example.org" title="&lt;script&gt;alert(1)&lt;/script&gt;">a</a> <code>&lt;script&gt;alert(1)&lt;/script&gt;</code>&#8288;<sup class="cite"><a id="cite-1-1" href="#source-1" aria-label="Source 1">1</a></sup></p>
        <p><img src="../../map.svg" alt="&lt;script&gt; &quot;" title="&quot;&lt;script&gt;alert(1)&lt;/script&gt;" loading="lazy"></p>
        <pre tabindex="0"><code class="language-&lt;script&gt;alert(1)&lt;/script&gt;&quot;onload=&quot;">&lt;script&gt;alert(1)&lt;/script&gt;
        </code></pre>
        <pre tabindex="0"><code class="language-html"><span class="z-text z-html z-basic"><span class="z-meta z-tag z-script z-begin z-html"><span class="z-punctuation z-definition z-tag z-begin z-html">&lt;</span><span class="z-entity z-name z-tag z-script z-html">script</span></span><span class="z-meta z-tag z-script z-begin z-html"><span class="z-punctuation z-definition z-tag z-end z-html">&gt;</span></span><span class="z-source z-js z-embedded z-html"><span class="z-source z-js"><span class="z-meta z-function-call z-js"><span class="z-variable z-function z-js">alert</span><span class="z-meta z-group z-js"><span class="z-punctuation z-section z-group z-js">(</span><span class="z-constant z-numeric z-js">1</span></span><span class="z-meta z-group z-js"><span class="z-punctuation z-section z-group z-js">)</span></span></span></span></span><span class="z-meta z-tag z-script z-end z-html"><span class="z-punctuation z-definition z-tag z-begin z-html">&lt;/</span><span class="z-entity z-name z-tag z-script z-html">script</span><span class="z-punctuation z-definition z-tag z-end z-html">&gt;</span></span>
        </span></code></pre>
        <h1 id="script">&lt;script&gt;</h1>
        <p id="source-1">&lt;script&gt;alert(1)&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>"##]];
    expected.assert_eq(html.trim_end_matches('\n'));
}

#[test]
fn no_nul_comes_from_yaml() {
    for text in ["a \\0", "`\\0999999\\0`", "\\00\\0 [[hamas]]", "![\\0](/x.svg)", "\\x001\\x00"] {
        let site = format!(
            "=== content/points/x.md\n---\ntitle: \"X\"\nsummary: \"{text}\"\n---\n=== templates/point.html\n{{{{ entity.summary }}}}\n{REST}"
        );
        let said = diagnostics(&sources(&site));
        assert!(said.starts_with("error["), "{text}: {said}");
    }
}
