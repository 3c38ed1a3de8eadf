//! The two scripts by which a reader finds entries: their exact bytes, and which words are one.

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use planbook::search::keys;

use crate::support::output;

/// Pages that have other names, a summary, headings and records; sections; a page for search.
const SITE: &str = "\
=== content/site.yaml
title: A plan
base_url: https://example.org/plan/
search: search
=== content/model.yaml
kinds:
  person:
    folder: people
    url: /people/{id}/
    label: { one: Person, other: People }
    fields:
      short: text
      also_known_as: { type: text, many: true }
      summary: text
      says: { type: record, many: true, fields: { text: text, note: string } }
      body: markdown
  term:
    file: terms.yaml
    url: /words/#{id}
    label: { one: Term, other: Terms }
    card: [by, since]
    fields:
      by: string
      since: string
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields:
      summary: text
      body: markdown
=== content/people/ada.md
---
title: Ada “the first”
short: Ada
also_known_as: [Countess]
summary: She *wrote* about [[engine|engines]].
says:
  - text: Numbers are symbols.
    note: not a text
---
## Her notes

Notes about engines and numbers.
=== content/terms.yaml
engine: { title: Engine, by: A press, since: long ago }
=== content/pages/search.md
---
title: Search
---
=== content/pages/words.md
---
title: Words
template: words.html
lists: { all: { of: term } }
---
=== content/pages/404.md
---
title: Not here
template: page.html
---
=== content/pages/sources.md
(none)
=== templates/words.html
{% for x in lists.all %}<p id=\"{{ x.id }}\">{{ x.title }}</p>{% endfor %}
=== templates/person.html
{{ entity.body }}
";

fn file(site: &str, path: &str) -> Option<String> {
    let output = output(site);
    let entry = output.get(path)?;
    Some(String::from_utf8(entry.bytes.to_vec()).expect("UTF-8"))
}

fn check(path: &str, expected: Expect) {
    expected.assert_eq(&file(SITE, path).expect("the file is there"));
}

#[test]
fn entries_hold_what_is_shown_of_each() {
    check(
        "entries.en.js",
        expect![[r#"
        (self.planbook??={}).kinds=["Person","Term","Page"];
        planbook.entries=[
        ["people/ada/",0,"Ada “the first”","She wrote about engines.",["Ada","Countess"]],
        ["words/#engine",1,"Engine","A press"],
        ["./",2,"Home",""],
        ["search/",2,"Search",""],
        ["words/",2,"Words",""]
        ];
    "#]],
    );
}

/// `#engine` alone would be a part of the script.
#[test]
fn sections_of_the_home_page_lie_there() {
    let at_home = SITE.replace("/words/#{id}", "/#{id}").replace(
        "content/pages/words.md\n---\ntitle: Words",
        "content/pages/index.md\n---\ntitle: Home",
    );
    let entries = file(&at_home, "entries.en.js").expect("the file is there");
    assert!(entries.contains("[\"./#engine\",1,"), "{entries}");
}

#[test]
fn words_hold_what_entries_do_not() {
    check(
        "words.en.js",
        expect![[r##"
        (self.planbook??={}).words=["Aand Bre Aher Anot Bumber Asymbol","# # !# !# # #"];
    "##]],
    );
}

#[test]
fn words_are_made_where_there_is_a_page_for_search() {
    let without = SITE.replace("search: search\n", "");
    assert!(file(&without, "words.en.js").is_none());
    assert!(file(&without, "entries.en.js").is_some());
}

#[test]
fn the_language_is_in_the_name() {
    let welsh = SITE.replace("search: search", "search: search\nlanguage: cy");
    assert!(file(&welsh, "words.cy.js").is_some() && file(&welsh, "entries.cy.js").is_some());
}

#[test]
fn a_language_is_no_path() {
    let odd = SITE.replace("search: search", "search: search\nlanguage: ../x y");
    assert!(file(&odd, "words...xy.js").is_some());
}

/// The numbers of the entries whose texts and headings hold a word.
type Places = (Vec<usize>, Vec<usize>);

/// Reads the script again, by what its documentation says alone.
fn words(script: &str) -> BTreeMap<String, Places> {
    let json = script.split_once(".words=").expect("an assignment").1.trim_end_matches(";\n");
    let (words, places): (String, String) = serde_json::from_str(json).expect("two texts");
    let numbers = |steps: &str| -> Vec<usize> {
        let mut next = 0;
        let number = |sign: char| {
            next += sign as usize - '#' as usize + 1;
            next - 1
        };
        steps.chars().map(number).collect()
    };
    let mut before: Vec<char> = Vec::new();
    let word = |part: &str| -> String {
        let (same, rest) = part.split_at(1);
        before.truncate((same.as_bytes()[0] - b'A') as usize);
        before.extend(rest.chars());
        before.iter().collect()
    };
    let places = places.split(' ').map(|places| {
        let (texts, headings) = places.split_once('!').unwrap_or((places, ""));
        (numbers(texts), numbers(headings))
    });
    words.split(' ').map(word).zip(places).collect()
}

#[test]
fn many_entries_and_long_steps_are_read_back() {
    let mut site = SITE.to_owned();
    for number in 0..300 {
        let mut text = "common ".to_owned();
        if [7, 8, 299].contains(&number) {
            text.push_str("rare");
        }
        site.push_str(&format!(
            "=== content/people/p{number:03}.md\n---\ntitle: P\n---\n## Head{}\n\n{text}\n",
            number / 200
        ));
    }
    let found = words(&file(&site, "words.en.js").expect("the file is there"));
    // The entry before them is Ada's.
    assert_eq!(found["rar"], (vec![8, 9, 300], vec![]));
    assert_eq!(found["common"].0, (1..=300).collect::<Vec<_>>());
    assert_eq!(found["head0"], (vec![], (1..=200).collect()));
    assert_eq!(found["head1"].1, (201..=300).collect::<Vec<_>>());
    assert!(found.keys().all(|word| !word.is_empty()));
}

#[test]
fn the_same_site_gives_the_same_scripts() {
    for path in ["entries.en.js", "words.en.js"] {
        assert_eq!(file(SITE, path), file(SITE, path));
    }
}

/// The browser suite reads the same file for the same rules in static/site.js.
#[test]
fn words_fold_as_the_table_says() {
    let table = include_str!("fold.txt");
    let folded = |line: &str| {
        let text = line.split('\t').next().unwrap_or_default();
        format!("{text}\t{}\n", keys(text).collect::<Vec<_>>().join(" "))
    };
    let found: String = table.lines().map(folded).collect();
    assert_eq!(found, table);
}
