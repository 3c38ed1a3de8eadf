//! The site in this repository.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use planbook::html;
use planbook::load;
use planbook::output::Output;
use planbook::source::Sources;

use crate::support::settings;

fn sources() -> Sources {
    load::site(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the site can be read")
}

fn output() -> Output {
    planbook::build(&sources(), &settings()).output.expect("the site is sound")
}

#[test]
fn has_no_diagnostics() {
    let sources = sources();
    let built = planbook::build(&sources, &settings());
    let shown = |d| planbook::diagnostic::to_text(&sources, d, false);
    let found: Vec<String> = built.diagnostics.iter().map(shown).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Found again from the published bytes alone, with none of the code that makes links.
#[test]
fn every_link_and_fragment_leads_somewhere() {
    let output = output();
    let pages: BTreeMap<&str, Vec<html::Tag>> = output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, entry)| (path, html::tags(std::str::from_utf8(&entry.bytes).expect("UTF-8"))))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, tags)| {
            let of = tags.iter().filter_map(|tag| Some(tag.attribute("id")?.value.as_str()));
            (*path, of.collect())
        })
        .collect();
    let mut checked = 0;
    for (page, tags) in &pages {
        for tag in tags {
            let links = ["href", "src"].iter().filter_map(|name| tag.attribute(name));
            for link in links {
                let link = link.value.as_str();
                if link.contains("://") || link.starts_with("mailto:") {
                    continue;
                }
                let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
                let base = if *page == "404.html" { "/gaza-plan/" } else { "" };
                let path = path.strip_prefix(base).unwrap_or(path);
                let mut parts: Vec<&str> = page.split('/').collect();
                parts.pop();
                for part in path.split('/') {
                    match part {
                        "" | "." => {}
                        ".." => assert!(parts.pop().is_some(), "{page}: {link} leaves the site"),
                        part => parts.push(part),
                    }
                }
                let mut target = parts.join("/");
                if path.is_empty() && !link.is_empty() && base.is_empty() {
                    target = (*page).to_owned();
                } else if path.is_empty() || path.ends_with(['/', '.']) {
                    target = format!("{target}/index.html").trim_start_matches('/').to_owned();
                }
                let manifest = target == "data/manifest.json";
                assert!(
                    manifest || output.get(&target).is_some(),
                    "{page}: {link} leads nowhere ({target})"
                );
                if !fragment.is_empty() {
                    assert!(ids[target.as_str()].contains(fragment), "{page}: no {link}");
                }
                checked += 1;
            }
        }
    }
    assert!(checked > 5_000, "only {checked} links were looked at");
}

/// Nobody looks for index.html on a disk: a link of the offline copy that names a folder opens none.
#[test]
fn links_of_the_offline_copy_name_files() {
    let settings = planbook::Settings { offline: true, ..settings() };
    let output = planbook::build(&sources(), &settings).output.expect("the site is sound");
    let mut checked = 0;
    for (page, entry) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        for tag in html::tags(std::str::from_utf8(&entry.bytes).expect("UTF-8")) {
            let links = ["href", "src", "action"].iter().filter_map(|name| tag.attribute(name));
            for link in links.filter(|link| !link.value.contains(':')) {
                let path = link.value.split('#').next().unwrap_or_default();
                let target = planbook::markdown::join(folder, path);
                let there = output.get(&target).is_some() || target == "data/manifest.json";
                assert!(path.is_empty() || there, "{page}: {} names no file", link.value);
                checked += 1;
            }
        }
    }
    let entries = std::str::from_utf8(&output.get("entries.en.js").expect("entries").bytes);
    for line in entries.expect("UTF-8").lines().filter_map(|line| line.strip_prefix("[\"")) {
        let file = line.split(['"', '#']).next().unwrap_or_default();
        let file = planbook::markdown::join("", file);
        assert!(output.get(&file).is_some(), "entries.en.js: `{file}` is no file");
        checked += 1;
    }
    assert!(checked > 5_000, "only {checked} links were looked at");
}

#[test]
fn holds_all_that_the_facts_hold() {
    let counted = |page: &str, list: &str| {
        let view = planbook::view(&sources(), &settings(), page).expect("a page");
        let json: serde_json::Value =
            serde_json::from_str(&planbook::view_json(&view)).expect("JSON");
        let groups = json["lists"][list].as_array().expect("groups").clone();
        groups.iter().map(|group| group["count"].as_u64().unwrap_or(1)).sum::<u64>()
    };
    assert_eq!(counted("points", "points"), 20);
    assert_eq!(counted("actors", "groups"), 45);
    assert_eq!(counted("obstacles", "obstacles"), 19);
    assert_eq!(counted("timeline", "events"), 48);
    assert_eq!(counted("glossary", "letters"), 42);
    assert_eq!(counted("conflicts", "conflicts"), 20);
    assert_eq!(counted("sources", "sources"), 234);
    assert_eq!(counted("positions", "stances"), 69);
}

#[test]
fn is_the_same_to_the_byte_on_one_thread_and_on_many() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(output)
    };
    assert!(on(1) == on(7));
}

#[test]
fn is_the_same_wherever_it_lies() {
    let temp = tempfile::tempdir().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["content", "templates", "static"] {
        copy(&root.join(folder), &temp.path().join(folder));
    }
    let sources = load::site(temp.path()).expect("the copy can be read");
    let there = planbook::build(&sources, &settings()).output.expect("the copy is sound");
    assert!(there == output());
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &target),
            false => drop(std::fs::copy(&path, &target).expect("copied")),
        }
    }
}

#[test]
fn every_page_is_three_links_from_home_at_most() {
    let output = output();
    let mut steps: BTreeMap<String, usize> = BTreeMap::from([("index.html".to_owned(), 0)]);
    let mut waiting = vec!["index.html".to_owned()];
    for step in 1..=3 {
        for page in std::mem::take(&mut waiting) {
            let html = &output.get(&page).expect("a page").bytes;
            for tag in html::tags(std::str::from_utf8(html).expect("UTF-8")) {
                let href = tag.attribute("href").map(|a| a.value.as_str()).unwrap_or_default();
                let path = href.split('#').next().unwrap_or_default();
                if tag.name != "a" || path.is_empty() || path.contains("://") {
                    continue;
                }
                let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
                let target = planbook::markdown::join(folder, path);
                let target = format!("{target}/index.html").trim_start_matches('/').to_owned();
                if output.get(&target).is_some() && !steps.contains_key(&target) {
                    steps.insert(target.clone(), step);
                    waiting.push(target);
                }
            }
        }
    }
    let pages = output.iter().map(|(path, _)| path).filter(|path| path.ends_with("index.html"));
    let far: Vec<&str> = pages.filter(|path| !steps.contains_key(*path)).collect();
    assert!(far.is_empty(), "farther than three links: {far:?}");
}
