//! What rendering the pages shows: links, citations, templates, words.

use expect_test::expect;

use crate::support::{body, check, point};

#[test]
fn dead_link() {
    check(
        &body(
            "[a](/abuot/), [b](two/), [c](/points/one).
",
        ),
        expect![[r#"
            error[dead-link]: nothing is published at `/abuot/`
             --> content/points/one.md:4:1
              |
            4 | [a](/abuot/), [b](two/), [c](/points/one).
              | ^^^^^^^^^^^^ here
              |
              = help: link to a page with `[[id]]`, or to a file in static/ by its path
            error[dead-link]: nothing is published at `/points/one/two/`
             --> content/points/one.md:4:15
              |
            4 | [a](/abuot/), [b](two/), [c](/points/one).
              |               ^^^^^^^^^ here
              |
              = help: did you mean `/points/one/`?
            error[dead-link]: nothing is published at `/points/one`
             --> content/points/one.md:4:26
              |
            4 | [a](/abuot/), [b](two/), [c](/points/one).
              |                          ^^^^^^^^^^^^^^^^ here
              |
              = help: did you mean `/points/one/`?
        "#]],
    );
}

#[test]
fn dead_fragment() {
    check(
        "=== content/points/one.md
---
title: One
---
## Aid

[a](#iad), [[one#aidd]], [he](../actors/hamas.md#top).
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[dead-fragment]: `/points/one/` has no part `#iad`
             --> content/points/one.md:6:1
              |
            6 | [a](#iad), [[one#aidd]], [he](../actors/hamas.md#top).
              | ^^^^^^^^^ here
              |
              = help: did you mean `#aid`?
            error[dead-fragment]: `/points/one/` has no part `#aidd`
             --> content/points/one.md:6:12
              |
            6 | [a](#iad), [[one#aidd]], [he](../actors/hamas.md#top).
              |            ^^^^^^^^^^^^ here
              |
              = help: did you mean `#aid`?
            error[dead-fragment]: `/actors/hamas/` has no part `#top`
             --> content/points/one.md:6:26
              |
            6 | [a](#iad), [[one#aidd]], [he](../actors/hamas.md#top).
              |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: give a heading there the id: `## … {#top}`
        "#]],
    );
}

#[test]
fn source_not_shown() {
    check(
        "=== templates/point.html
{{ entity.title }}
=== content/points/one.md
---
title: One
---
So it is.[@un]
=== content/sources.yaml
un:
  title: UN
",
        expect![[r#"
            error[source-not-shown]: 1 of 1 citations on /points/one/ are not shown once: `cite-1-1` (`un`) is not shown
            --> templates/point.html
             = help: print each `mark` once as an `id`; a list that is not shown asks for `fields: []`
        "#]],
    );
    check(
        r#"=== templates/point.html
{{ entity.body }}{{ entity.body }}{% for s in page.sources %}<i id="source-{{ s.number }}"></i>{% endfor %}
=== content/points/one.md
---
title: One
---
So it is.[@un]
=== content/sources.yaml
un:
  title: UN
"#,
        expect![[r#"
            error[source-not-shown]: 1 of 1 citations on /points/one/ are not shown once: `cite-1-1` (`un`) is shown twice
            --> templates/point.html
             = help: print each `mark` once as an `id`; a list that is not shown asks for `fields: []`
        "#]],
    );
}

#[test]
fn template() {
    check(
        "=== templates/point.html
{{ entity.titel }}
=== content/points/one.md
---
title: One
---
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
    check(
        "=== templates/actor.html
<p>{{ entity.title }
=== templates/point.html
{{ entity.title | upperr }}
",
        expect![[r#"
            error[template]: Found `}` but expected }}.
             --> templates/actor.html:1:20
              |
            1 | <p>{{ entity.title }
              |                    ^ here
              |
              = help: correct the template
        "#]],
    );
    check(
        r#"=== templates/point.html
{% extends "bse.html" %}
"#,
        expect![[r#"
            error[template]: `point.html` extends `bse.html`, which is not there
            --> templates/point.html
             = help: add `templates/bse.html`, or extend another
        "#]],
    );
    check(
        r#"=== templates/point.html
{% include "parts/nothing.html" %}
"#,
        expect![[r#"
            error[template]: Unknown template `parts/nothing.html`
             --> templates/point.html:1:12
              |
            1 | {% include "parts/nothing.html" %}
              |            ^ here
              |
              = help: correct the template
        "#]],
    );
    check(
        &point(
            "title: One
template: pont.html
",
        ),
        expect![[r#"
            error[template]: there is no template `pont.html` for /points/one/
             --> content/points/one.md:3:11
              |
            3 | template: pont.html
              |           ^^^^^^^^^ wants it
              |
              = help: did you mean `point.html`?
        "#]],
    );
    check(
        r#"=== templates/point.html
{{ t(key="no-such-word") }}
=== content/points/one.md
---
title: One
---
"#,
        expect![[r#"
            error[template]: there is no word `no-such-word` in templates/words.en.ftl
             --> templates/point.html:1:4
              |
            1 | {{ t(key="no-such-word") }}
              |    ^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: correct the template; while rendering /points/one/
        "#]],
    );
    check(
        r#"=== templates/point.html
{% extends "point.html" %}
"#,
        expect![[r#"
            error[template]: the template `point.html` comes back to itself
             --> templates/point.html:1:1
              |
            1 | {% extends "point.html" %}
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^ here
              |
              = help: it goes round: point.html -> point.html
        "#]],
    );
}

#[test]
fn unmarked_language() {
    check(
        r#"=== content/points/one.md
---
title: One
---
A word, שלום, עולם, and <span lang="he">שלום</span>, and <bdi>חמאס</bdi> and `אבג`.
=== content/points/two.md
---
title: Two
number: 2
summary: Again, חמאס.
---
=== templates/point.html
<p>{{ entity.body }} <!-- שלום -->{{ entity.summary }}</p><img src="/icon.svg" lang="he" alt="">
<p>{% for p in lists.all or [] %}{{ p.summary }}{% endfor %}</p>
"#,
        expect![[r#"
            warning[unmarked-language]: nothing says what language “שלום עולם” is
             --> content/points/one.md:4:9
              |
            4 | A word, שלום, עולם, and <span lang="he">שלום</span>, and <bdi>חמאס</bdi> and `אבג`.
              |         ^^^^ here
              |
              = help: write `<span lang="…">שלום עולם</span>`, or `<bdi>שלום עולם</bdi>` for a name
            warning[unmarked-language]: nothing says what language “חמאס” is
             --> content/points/two.md:4:17
              |
            4 | summary: Again, חמאס.
              |                 ^^^^ here
              |
              = help: write `<span lang="…">חמאס</span>`, or `<bdi>חמאס</bdi>` for a name
        "#]],
    );
    check(
        r#"=== content/site.yaml
title: خطة
base_url: https://example.org/
language: ar
=== templates/point.html
<html lang="ar" dir="rtl"><p>{{ entity.title }} &amp; <time dir="ltr">Plan B</time>, Plan C 2026, 2026-07-02</p></html>
=== content/points/one.md
---
title: نقطة
---
=== content/points/two.md
---
title: نقطة
---
"#,
        expect![[r#"
            warning[unmarked-language]: nothing says what language “Plan C” is
             --> templates/point.html:1:86
              |
            1 | <html lang="ar" dir="rtl"><p>{{ entity.title }} &amp; <time dir="ltr">Plan B</time>, Plan C 2026, 2026-07-02</p></html>
              |                                                                                      ^^^^^^ here
              |
              = help: write `<span lang="…">Plan C</span>`, or `<bdi>Plan C</bdi>` for a name; the same on one other page
            warning[unmarked-language]: nothing says what language “2026-07-02” is
             --> templates/point.html:1:99
              |
            1 | <html lang="ar" dir="rtl"><p>{{ entity.title }} &amp; <time dir="ltr">Plan B</time>, Plan C 2026, 2026-07-02</p></html>
              |                                                                                                   ^^^^^^^^^^ here
              |
              = help: write `<bdi>2026-07-02</bdi>`: the page runs from right to left; the same on one other page
        "#]],
    );
}

#[test]
fn style_attribute() {
    check(
        r#"=== templates/point.html
<p style="color: red" onclick="x()">{{ entity.title }}</p>
<script>x()</script>
=== content/points/one.md
---
title: One
---
"#,
        expect![[r#"
            error[style-attribute]: /points/one/ holds the attribute `style` on <p>
             --> templates/point.html:1:4
              |
            1 | <p style="color: red" onclick="x()">{{ entity.title }}</p>
              |    ^^^^^^ here
              |
              = help: use a class and the style sheet, or a script file: the security policy forbids the rest
            error[style-attribute]: /points/one/ holds the attribute `onclick` on <p>
             --> templates/point.html:1:23
              |
            1 | <p style="color: red" onclick="x()">{{ entity.title }}</p>
              |                       ^^^^^^^^ here
              |
              = help: use a class and the style sheet, or a script file: the security policy forbids the rest
            error[style-attribute]: /points/one/ holds an inline script
             --> templates/point.html:2:1
              |
            2 | <script>x()</script>
              | ^^^^^^^ here
              |
              = help: use a class and the style sheet, or a script file: the security policy forbids the rest
        "#]],
    );
}

#[test]
fn a_link_and_an_id_of_a_template() {
    check(
        r#"=== templates/point.html
<a id="a" href="/abuot/">{{ entity.title }}</a>
<p id="a"></p>
=== content/points/one.md
---
title: One
---
"#,
        expect![[r#"
            error[duplicate-id]: the id `a` stands twice on /points/one/
             --> templates/point.html:1:4
              |
            1 | <a id="a" href="/abuot/">{{ entity.title }}</a>
              |    ^^^^^^ here
              |
              = help: give one of the two another id
            error[dead-link]: nothing is published at `/abuot/`
             --> templates/point.html:1:17
              |
            1 | <a id="a" href="/abuot/">{{ entity.title }}</a>
              |                 ^^^^^^^ here
              |
              = help: link to a page with `[[id]]`, or to a file in static/ by its path
        "#]],
    );
}

#[test]
fn words() {
    let english = include_str!("../../../templates/words.en.ftl");
    let without = english.replace("month-11 = November\n", "");
    let broken = english.replace("date-day = { $day }", "date-day = { $day");
    let site = format!(
        "=== templates/words.a language.ftl\nx\n=== templates/words.de.ftl\n{without}=== templates/words.fr.ftl\n{broken}"
    );
    check(
        &site,
        expect![[r#"
        error[words]: `a language` is not a language code
        --> templates/words.a language.ftl
         = help: name the file by a BCP 47 code: `words.en.ftl`, `words.ar.ftl`
        error[words]: words that planbook itself needs are missing: month-11
        --> templates/words.de.ftl
         = help: add a line `month-11 = …` and so on, as in the built-in words.en.ftl
        error[words]: this is not Fluent: Expected a token starting with "}"
         --> templates/words.fr.ftl:5:19
          |
        5 | date-day = { $day { $month } { $year }
          |                   ^ here
          |
          = help: an entry is `key = words`; lines that go on are indented
    "#]],
    );
}
