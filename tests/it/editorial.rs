//! What an editor of the site in this repository promises: nothing that the facts hold is lost,
//! and no side is left out in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use planbook::load;
use serde_json::Value;

use crate::support::settings;

/// The facts, one in a line: `kind id`, `position page actor date stance`, `accounts conflict n`.
const FACTS: &str = include_str!("facts.txt");

/// What the templates of all pages see, by address.
static VIEWS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let sources = load::site(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the site can be read");
    let views =
        planbook::views(&sources, &settings()).unwrap_or_else(|_| panic!("the site is not sound"));
    let by_url = |view: &planbook::view::View| {
        let json = serde_json::to_value(view).expect("plain data");
        (string(&json["page"]["url"]), json)
    };
    views.iter().map(by_url).collect()
});

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// `point:ceasefire` of a tag.
fn name(tag: &Value) -> String {
    format!("{}:{}", string(&tag["kind"]), string(&tag["id"]))
}

/// The lines of one sort of fact, in their words.
fn facts(sort: &str) -> Vec<Vec<&'static str>> {
    let words = FACTS.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    words.filter(|words| words[0] == sort).map(|words| words[1..].to_vec()).collect()
}

/// The entities of a kind whose own pages there are.
fn entities(kind: &str) -> Vec<&'static Value> {
    let views = VIEWS.values().map(|view| &view["entity"]);
    views.filter(|entity| entity["kind"] == kind).collect()
}

/// The items of a list of a page, out of their groups.
fn items(page: &str, of: &str) -> Vec<Value> {
    let listed = list(&VIEWS[page]["lists"][of]);
    let of_group = |group: &Value| list(&group["items"]).to_vec();
    match listed.first().is_some_and(|first| first.get("items").is_some()) {
        true => listed.iter().flat_map(of_group).collect(),
        false => listed.to_vec(),
    }
}

#[test]
fn every_fact_has_its_entity() {
    let ids = |values: Vec<Value>| values.iter().map(|v| string(&v["id"])).collect::<BTreeSet<_>>();
    let own = |kind: &str| ids(entities(kind).into_iter().cloned().collect());
    let here = [
        ("point", own("point")),
        ("actor", own("actor")),
        ("obstacle", own("obstacle")),
        ("event", ids(items("/timeline/", "events"))),
        ("term", ids(items("/glossary/", "letters"))),
        ("conflict", ids(items("/conflicts/", "conflicts"))),
        ("source", ids(items("/sources/", "sources"))),
    ];
    for (kind, here) in here {
        let wanted: BTreeSet<String> =
            facts(kind).iter().map(|words| words[0].to_owned()).collect();
        assert!(wanted.len() > 10, "facts.txt holds no {kind}");
        let lost: Vec<&String> = wanted.difference(&here).collect();
        assert!(lost.is_empty(), "no {kind} for {lost:?}");
    }
}

/// As `page actor date stance`, from the matrix of positions.
fn positions() -> Vec<String> {
    let rows = list(&VIEWS["/positions/"]["lists"]["matrix"]["rows"]);
    let cells = rows.iter().flat_map(|row| list(&row["cells"]));
    let position = |item: &Value| {
        let (actor, stance) = (string(&item["actor"]["id"]), string(&item["stance"]["value"]));
        format!("{} {actor} {} {stance}", name(&item["owner"]), string(&item["as_of"]["iso"]))
    };
    cells.flat_map(list).map(position).collect()
}

#[test]
fn every_position_stands_where_and_when_it_was_taken() {
    let mut here = positions();
    let mut wanted: Vec<String> = facts("position").iter().map(|words| words.join(" ")).collect();
    here.sort();
    wanted.sort();
    assert_eq!(wanted.len(), 69);
    assert_eq!(here, wanted);
}

#[test]
fn every_position_is_on_its_actors_page_as_well() {
    for words in facts("position") {
        let [page, actor, date, _] = words[..] else { panic!("{words:?}") };
        let actor = &VIEWS[&format!("/actors/{actor}/")]["entity"];
        let told = list(&actor["positions"]).iter();
        let found = told.filter(|p| name(&p["owner"]) == page && p["as_of"]["iso"] == date).count();
        assert!(found > 0, "{} does not show {page} of {date}", actor["id"]);
    }
}

#[test]
fn no_account_of_a_conflict_is_lost() {
    let conflicts = items("/conflicts/", "conflicts");
    for words in facts("accounts") {
        let [id, count] = words[..] else { panic!("{words:?}") };
        let conflict = conflicts.iter().find(|c| c["id"] == id).expect("every fact has its entity");
        let accounts = list(&conflict["accounts"]);
        assert!(
            accounts.len() >= count.parse().expect("a number"),
            "{id}: {} accounts",
            accounts.len()
        );
        for about in list(&conflict["about"]) {
            let url = string(&about["url"]);
            let Some(view) = VIEWS.get(&url) else { continue };
            let shown = list(&view["lists"]["conflicts"]).iter().find(|c| c["id"] == id);
            let shown = shown.unwrap_or_else(|| panic!("{url} does not show {id}"));
            assert_eq!(list(&shown["accounts"]).len(), accounts.len(), "{url}: {id}");
        }
    }
}

/// A page on which one side is not heard says that the sources used give nothing of it.
#[test]
fn a_side_that_is_not_heard_is_named_as_unknown() {
    for point in entities("point") {
        let silent = list(&point["positions"]).is_empty();
        let said = !list(&point["unknowns"]).is_empty();
        assert!(!silent || said, "{}: no position, and no unknown that says so", point["id"]);
    }
    for obstacle in entities("obstacle") {
        let sides: BTreeSet<String> = list(&obstacle["says"])
            .iter()
            .map(|said| string(&said["actor"]["side"]["value"]))
            .collect();
        let said = !list(&obstacle["unknowns"]).is_empty();
        assert!(sides.len() > 1 || said, "{}: {sides:?} alone, and no unknown", obstacle["id"]);
    }
}
