//! House rules: what `house:` in site.yaml makes of words.

use expect_test::{Expect, expect};

use crate::support::check;

const HOUSE: &str = "\
=== content/site.yaml
title: A plan
base_url: https://example.org/plan/
house:
  words:
    claimed: write “said”
    terror group: attribute the label
  sentence_words: 6
  except_fields: [actors]
  except_kinds: [source]
";

fn house(files: &str, expected: Expect) {
    check(&format!("{HOUSE}{files}"), expected);
}

#[test]
fn a_discouraged_word_is_named_with_its_advice() {
    house(
        "=== content/points/one.md
---
title: One
positions:
  - actor: hamas
    text: It Claimed that.
---
A terror group, and 🎉 a claimed thing, not unclaimed.
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            warning[discouraged-word]: `Claimed` is discouraged here
             --> content/points/one.md:5:14
              |
            5 |     text: It Claimed that.
              |              ^^^^^^^ see the house rules
              |
              = help: write “said”
            warning[discouraged-word]: `terror group` is discouraged here
             --> content/points/one.md:7:3
              |
            7 | A terror group, and 🎉 a claimed thing, not unclaimed.
              |   ^^^^^^^^^^^^ see the house rules
              |
              = help: attribute the label
            warning[discouraged-word]: `claimed` is discouraged here
             --> content/points/one.md:7:25
              |
            7 | A terror group, and 🎉 a claimed thing, not unclaimed.
              |                          ^^^^^^^ see the house rules
              |
              = help: write “said”
        "#]],
    );
}

#[test]
fn words_of_others_are_exempt() {
    house(
        "=== content/points/one.md
---
title: One
summary: \"He “claimed” it.\"
---
She said: “We claimed it.” He said \"claimed\". `claimed`, [x](https://example.org/claimed).

> They claimed it.

[[one|words]] and [@claimed].
=== content/sources.yaml
claimed:
  title: What they claimed
",
        expect![[""]],
    );
}

#[test]
fn the_words_of_a_link_are_the_authors() {
    house(
        "=== content/points/one.md
---
title: One
---
See [[hamas|what they claimed]].
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            warning[discouraged-word]: `claimed` is discouraged here
             --> content/points/one.md:4:23
              |
            4 | See [[hamas|what they claimed]].
              |                       ^^^^^^^ see the house rules
              |
              = help: write “said”
        "#]],
    );
}

#[test]
fn a_sentence_of_a_summary_is_not_too_long() {
    house(
        "=== content/points/one.md
---
title: One
summary: Six words are not too many. But seven words are one too many.
---
In a body a sentence may well have more words than six.
",
        expect![[r#"
            warning[long-sentence]: a sentence of this summary has 7 words, and 6 is the most
             --> content/points/one.md:3:10
              |
            3 | summary: Six words are not too many. But seven words are one too many.
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the one that begins “But seven words are”
              |
              = help: make two sentences of it
        "#]],
    );
}

#[test]
fn a_page_whose_review_is_due_is_a_note() {
    check(
        "=== content/model.yaml
kinds:
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields: { checked: { type: date, review: 60 } }
=== content/pages/index.md
---
title: Home
checked: 2026-05-02
---
=== content/pages/sources.md
---
title: Checked in time
checked: 2026-05-03
---
=== templates/page.html
x
",
        expect![[r#"
            note[review-due]: last checked on 2026-05-02, and due again on 2026-07-01
             --> content/pages/index.md:2:1
              |
            2 | title: Home
              | ^ may be out of date
              |
              = help: read the sources for this page again, and move the date
        "#]],
    );
}
