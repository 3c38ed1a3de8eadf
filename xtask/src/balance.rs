//! How many words the site gives to each side: a figure to look at, never a reason to pad.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, anyhow};
use planbook::date::Date;
use planbook::{Settings, load};
use serde_json::Value;

#[derive(Default)]
struct Side {
    statements: usize,
    words_of_statements: usize,
    actors: usize,
    words_of_pages: usize,
}

/// Counts positions and other statements by the side of the actor, and the texts of actors' pages.
pub fn print(root: &Path) -> Result<()> {
    let sources = load::site(root)?;
    let date = Date::parse("2026-07-02").map_err(|why| anyhow!(why))?;
    let settings = Settings { date, base_url: None, commit: None, drafts: false, offline: false };
    let views = planbook::views(&sources, &settings)
        .map_err(|found| anyhow!("the site has {} mistakes: run `planbook check`", found.len()))?;
    let mut sides: BTreeMap<String, Side> = BTreeMap::new();
    for view in &views {
        let entity = serde_json::to_value(&view.entity)?;
        if entity["kind"] == "actor" {
            let side = sides.entry(label(&entity["side"])).or_default();
            side.actors += 1;
            for field in ["summary", "facts", "body", "note"] {
                side.words_of_pages += words(&entity[field]);
            }
            continue;
        }
        for field in ["positions", "claims", "says"] {
            for said in entity[field].as_array().into_iter().flatten() {
                let side = sides.entry(label(&said["actor"]["side"])).or_default();
                side.statements += 1;
                side.words_of_statements += words(&said["text"]);
            }
        }
    }
    println!(
        "{:<16} {:>10} {:>8} {:>8} {:>14}",
        "side", "statements", "words", "actors", "words on pages"
    );
    for (name, side) in sides {
        println!(
            "{name:<16} {:>10} {:>8} {:>8} {:>14}",
            side.statements, side.words_of_statements, side.actors, side.words_of_pages
        );
    }
    Ok(())
}

fn label(choice: &Value) -> String {
    choice["label"].as_str().unwrap_or("(none)").to_owned()
}

/// Words of a text or of the texts in records, without the tags of HTML.
fn words(value: &Value) -> usize {
    match value {
        Value::String(html) => {
            let text: String =
                html.split('<').map(|part| part.rsplit('>').next().unwrap_or("")).collect();
            text.split_whitespace().count()
        }
        Value::Array(items) => items.iter().map(|item| words(&item["text"])).sum(),
        _ => 0,
    }
}
