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
            error[wrong-type]: expected a list, found a single value
             --> content/site.yaml:4:6
              |
            4 | nav: index
              |      ^^^^^ this should be a list
              |
              = help: write a list here
        "#]],
    );
    check(
        "=== content/site.yaml
title
",
        expect![[r#"
            error[wrong-type]: expected `key: value` lines, found a single value
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
            error[empty]: there is no value here
             --> content/site.yaml:1:1
              |
            1 | # nothing yet
              | ^^^^^^^^^^^^^ nothing follows
              |
              = help: give it a value, or take the key away
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
        expect![[r#"
            error[wrong-type]: invalid type: integer `2026`, expected a string
             --> content/site.yaml:1:1
              |
            1 | title: 2026
              | ^^^^^^^^^^^ here
              |
              = help: put the value in quotation marks
        "#]],
    );
}

#[test]
fn checks_set_the_severity_of_a_code() {
    check(
        "=== content/site.yaml
title: A plan
base_url: https://example.org/
checks: { too-long: error, dead-link: note }
=== content/points/one.md
---
title: One
summary: a a a a a a a a a a a a a a a a a a a a b c
---
[a](/nowhere-near/)
",
        expect![[r#"
            error[too-long]: `summary` has 22 words, and 20 is the most
             --> content/points/one.md:3:10
              |
            3 | summary: a a a a a a a a a a a a a a a a a a a a b c
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too long
              |
              = help: shorten it by 2 words
            note[dead-link]: nothing is published at `/nowhere-near/`
             --> content/points/one.md:5:1
              |
            5 | [a](/nowhere-near/)
              | ^^^^^^^^^^^^^^^^^^^ here
              |
              = help: did you mean `/`?
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
            error[empty]: there is no value here
             --> content/site.yaml:3:55
              |
            3 | checks: { to-long: off, dead-link: off, empty: fatal, raw-html: }
              |                                                       ^^^^^^^^ nothing follows
              |
              = help: give it a value, or take the key away
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
    check(site, expect![[r#"
        warning[unknown-key]: there is no key `colour` here
         --> content/points/one.md:3:1
          |
        3 | colour: red
          | ^^^^^^ unknown key
          |
          = help: known keys here: title, template, lists, aliases, draft, number, summary, actors, positions, as_of
    "#]]);
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
