//! What a writer is told, to the letter. Every code has a test in one of these files.

mod files;
mod lists;
mod model;
mod pages;
mod settings;
mod text;
mod ties;
mod values;

use std::collections::BTreeSet;

use planbook::diagnostic::Code;

const TESTS: [&str; 12] = [
    include_str!("diagnostics/files.rs"),
    include_str!("diagnostics/values.rs"),
    include_str!("diagnostics/model.rs"),
    include_str!("diagnostics/lists.rs"),
    include_str!("diagnostics/ties.rs"),
    include_str!("diagnostics/text.rs"),
    include_str!("diagnostics/pages.rs"),
    include_str!("diagnostics/settings.rs"),
    include_str!("yaml_traps.rs"),
    include_str!("value_traps.rs"),
    include_str!("one_mistake.rs"),
    include_str!("wording.rs"),
];

/// Codes that a small site in memory cannot show; named with the test that does.
const ELSEWHERE: [Code; 2] = [
    Code::FileInTheWay,  // output::what_planbook_did_not_write_is_not_overwritten
    Code::OutputRefused, // output::a_folder_that_holds_the_sources_is_refused
];

#[test]
fn every_code_has_a_test() {
    let without: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !ELSEWHERE.contains(code))
        .map(|code| code.name())
        .filter(|name| !TESTS.iter().any(|text| text.contains(&format!("[{name}]: "))))
        .collect();
    assert!(without.is_empty(), "no test shows {without:?}");
}

#[test]
fn codes_are_named_once() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
}
