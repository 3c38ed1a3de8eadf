//! Mistakes of site.yaml, and the severities that it sets.

use expect_test::expect;
use planbook::diagnostic::to_json;

use crate::support::{check, page_with, point, settings, sources};

#[test]
fn site_yaml() {
    check(
        "=== content/site.yaml
titel: A plan
base_url: example.org
as_of: soon
nav: index
language: ar
languages: { en: { name: English, dir: left } }
",
        expect![[r#"
            error[unknown-key]: there is no key `titel` here
             --> content/site.yaml:1:1
              |
            1 | titel: A plan
              | ^^^^^ unknown key
              |
              = help: did you mean `title`?
            error[bad-url]: `example.org` is not the address of a site
             --> content/site.yaml:2:11
              |
            2 | base_url: example.org
              |           ^^^^^^^^^^^ here
              |
              = help: write the whole address: `https://example.org/gaza-plan/`
            error[bad-date]: `soon` is not a date
             --> content/site.yaml:3:8
              |
            3 | as_of: soon
              |        ^^^^ here
              |
              = help: a date is a year, a month or a day: `2026`, `2026-02` or `2026-02-03`
            error[wrong-type]: expected a list, found `index`
             --> content/site.yaml:4:6
              |
            4 | nav: index
              |      ^^^^^ this should be a list
              |
              = help: write a list here
            error[unknown-choice]: `ar` is not one of `languages`
             --> content/site.yaml:5:11
              |
            5 | language: ar
              |           ^^ here
              |
              = help: write `en`
            error[unknown-choice]: `left` is not a direction
             --> content/site.yaml:6:40
              |
            6 | languages: { en: { name: English, dir: left } }
              |                                        ^^^^ here
              |
              = help: write `ltr` (left to right) or `rtl` (right to left)
        "#]],
    );
    check(
        "=== content/site.yaml
title
",
        expect![[r#"
            error[wrong-type]: expected `key: value` lines, found `title`
             --> content/site.yaml:1:1
              |
            1 | title
              | ^^^^^ this should be `key: value` lines
              |
              = help: write `key: value` lines here
        "#]],
    );
    check(
        "=== content/site.yaml
# nothing yet
",
        expect![[r#"
            error[missing-field]: `base_url` is missing
             --> content/site.yaml:1:1
              |
            1 | # nothing yet
              | ^^^^^^^^^^^^^ has no `base_url`
              |
              = help: add a line `base_url: …`
            error[missing-field]: `title` is missing
             --> content/site.yaml:1:1
              |
            1 | # nothing yet
              | ^^^^^^^^^^^^^ has no `title`
              |
              = help: add a line `title: …`
        "#]],
    );
}

#[test]
fn a_number_is_text_where_text_is_wanted() {
    check(
        "=== content/site.yaml
title: 2026
notice: no
base_url: https://example.org/
",
        expect![[""]],
    );
}

#[test]
fn checks_set_the_severity_of_a_code() {
    check(
        "=== content/site.yaml
title: A plan
base_url: https://example.org/
checks: { too-long: error }
=== content/points/one.md
---
title: One
summary: a a a a a a a a a a a a a a a a a a a a b c
---
",
        expect![[r#"
            error[too-long]: `summary` has 22 words, and 20 is the most
             --> content/points/one.md:3:10
              |
            3 | summary: a a a a a a a a a a a a a a a a a a a a b c
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too long
              |
              = help: shorten it by 2 words
        "#]],
    );
    check(
        "=== content/site.yaml
title: A plan
base_url: https://example.org/
checks: { dead-link: note }
=== content/points/one.md
---
title: One
---
[a](/nowhere-near/)
",
        expect![[r#"
            note[dead-link]: nothing is published at `/nowhere-near/`
             --> content/points/one.md:4:1
              |
            4 | [a](/nowhere-near/)
              | ^^^^^^^^^^^^^^^^^^^ here
              |
              = help: link to a page with `[[id]]`, or to a file in static/ by its path
        "#]],
    );
    check(
        "=== content/site.yaml
title: A plan
base_url: https://example.org/
checks: { too-long: off }
=== content/points/one.md
---
title: One
summary: a a a a a a a a a a a a a a a a a a a a b c
---
",
        expect![[""]],
    );
    check(
        "=== content/site.yaml
title: A plan
base_url: https://example.org/
checks: { to-long: off, dead-link: off, empty: fatal, raw-html: }
",
        expect![[r#"
            error[unknown-key]: there is no check `to-long`
             --> content/site.yaml:3:11
              |
            3 | checks: { to-long: off, dead-link: off, empty: fatal, raw-html: }
              |           ^^^^^^^ here
              |
              = help: did you mean `too-long`?
            error[unknown-choice]: `off` is not a severity for `dead-link`
             --> content/site.yaml:3:36
              |
            3 | checks: { to-long: off, dead-link: off, empty: fatal, raw-html: }
              |                                    ^^^ here
              |
              = help: write `error`, `warning` or `note`; what is no error can be `off`
            error[unknown-choice]: the severity of `empty` cannot be changed
             --> content/site.yaml:3:41
              |
            3 | checks: { to-long: off, dead-link: off, empty: fatal, raw-html: }
              |                                         ^^^^^ here
              |
              = help: take the line away: nothing sound can be made of such a mistake
            error[empty]: there is no value here
             --> content/site.yaml:3:55
              |
            3 | checks: { to-long: off, dead-link: off, empty: fatal, raw-html: }
              |                                                       ^^^^^^^^ nothing follows
              |
              = help: give it a value, or take the key away
            error[unknown-choice]: the severity of `raw-html` cannot be changed
             --> content/site.yaml:3:55
              |
            3 | checks: { to-long: off, dead-link: off, empty: fatal, raw-html: }
              |                                                       ^^^^^^^^ here
              |
              = help: take the line away: nothing sound can be made of such a mistake
        "#]],
    );
}

#[test]
fn what_is_wrong_in_site_yaml_itself_stays_an_error() {
    check(
        "=== content/site.yaml
titel: A plan
base_url: https://example.org/
checks: { unknown-key: note }
",
        expect![[r#"
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
fn with_an_error_made_a_warning_the_site_is_built_and_judged_to_the_end() {
    let site = "=== content/site.yaml
title: A plan
base_url: https://example.org/
checks: { unknown-key: warning }
=== content/points/one.md
---
title: One
colour: red
---
[a](/nowhere-near/)
";
    check(
        site,
        expect![[r#"
        warning[unknown-key]: there is no key `colour` here
         --> content/points/one.md:3:1
          |
        3 | colour: red
          | ^^^^^^ unknown key
          |
          = help: known keys here: title, template, lists, aliases, draft, number, summary, actors, positions, as_of
        error[dead-link]: nothing is published at `/nowhere-near/`
         --> content/points/one.md:5:1
          |
        5 | [a](/nowhere-near/)
          | ^^^^^^^^^^^^^^^^^^^ here
          |
          = help: link to a page with `[[id]]`, or to a file in static/ by its path
    "#]],
    );
    let site = site.replace("[a](/nowhere-near/)", "");
    assert!(planbook::build(&sources(&site), &settings()).output.is_some());
}

#[test]
fn as_json() {
    let sources = sources(&point("title: שלום # 👩🏽\nsummary: |\n  One.\n\n  Two.\n"));
    let built = planbook::build(&sources, &settings());
    expect![[r#"
        {
          "diagnostics": [
            {
              "code": "cut-short",
              "severity": "error",
              "message": "YAML leaves this out: a `#` begins a comment",
              "path": "content/points/one.md",
              "start": {
                "line": 2,
                "column": 13
              },
              "end": {
                "line": 2,
                "column": 17
              },
              "help": "if it belongs to the value, put the whole value in quotation marks; if it is a comment, give it a line of its own"
            },
            {
              "code": "wrong-type",
              "severity": "error",
              "message": "this is one paragraph of text, and Markdown sees more in it",
              "path": "content/points/one.md",
              "start": {
                "line": 6,
                "column": 3
              },
              "end": {
                "line": 6,
                "column": 7
              },
              "help": "write it as one paragraph; a sign at the start such as `-`, `#` or `1.` wants a `\\` before it"
            }
          ]
        }"#]].assert_eq(&to_json(&sources, &built.diagnostics));
}

#[test]
fn a_place_in_text_and_in_json_is_the_same() {
    let sites = [
        page_with("body: { type: markdown, required: true }", ""),
        point("positions:\n  -\n"),
        point("title: 'One\n"),
        "=== content/points/one.md\n".into(),
    ];
    for site in sites {
        let sources = sources(&site);
        for diagnostic in planbook::build(&sources, &settings()).diagnostics {
            let json = to_json(&sources, std::slice::from_ref(&diagnostic));
            let number = |name: &str| {
                let found = json.split(&format!("\"{name}\": ")).nth(1).expect("a number");
                found.split([',', '\n']).next().expect("an end").to_owned()
            };
            let place = format!(".md:{}:{}\n", number("line"), number("column"));
            let text = planbook::diagnostic::to_text(&sources, &diagnostic, false) + "\n";
            assert!(text.contains(&place) || !text.contains(".md:"), "{place} in {text}");
        }
    }
}
