//! What a writer is told, to the letter. Every code has a test here.

use std::collections::BTreeSet;

use expect_test::expect;
use planbook::diagnostic::Code;

use crate::support::check;

#[test]
fn unknown_reference() {
    check(
        "=== content/points/hostages.md
---
title: Hostages
actors: [hamsa]
---
=== content/actors/hamas.md
---
title: Hamas
---
",
        expect![[r#"
            error[unknown-reference]: there is no actor `hamsa`
             --> content/points/hostages.md:3:10
              |
            3 | actors: [hamsa]
              |          ^^^^^ no page `content/actors/hamsa.md`
              |
              = help: did you mean `hamas`?
        "#]],
    );
}

/// Codes that a small site in memory cannot show; named with the test that does.
const ELSEWHERE: [Code; 2] = [
    Code::FileInTheWay,  // output::what_planbook_did_not_write_is_not_overwritten
    Code::OutputRefused, // output::a_folder_that_holds_the_sources_is_refused
];

#[test]
fn every_code_has_a_test() {
    let text = include_str!("diagnostics.rs");
    let without: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !ELSEWHERE.contains(code))
        .map(|code| code.name())
        .filter(|name| !text.contains(&format!("[{name}]: ")))
        .collect();
    assert!(without.is_empty(), "no test shows {without:?}");
}

#[test]
fn codes_are_named_once() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
}
