//! The site in this repository.

use std::path::Path;

use planbook::load;

use crate::support::settings;

#[test]
fn has_no_diagnostics() {
    let sources = load::site(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the site can be read");
    let built = planbook::build(&sources, &settings());
    let found: Vec<String> = built
        .diagnostics
        .iter()
        .map(|d| planbook::diagnostic::to_text(&sources, d, false))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
