//! Graph -> two scripts: what previews and results show of each entry, and the words that find it.
//!
//! They are scripts as a page that is opened from a folder may load nothing else. static/site.js
//! reads them, and takes the words of titles, names and summaries from the first: so the second
//! holds only what is not written there.

mod fold;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;
use serde::Serialize;

use crate::document::{Data, Value};
use crate::finish::Links;
use crate::graph::{EntityId, Graph, walk};

pub use fold::keys;

/// How many entries the words tell of; those behind are found by title, name and summary. No
/// browser holds an index of more, and the sign of a step stays below the surrogates.
const MOST: usize = 50_000;

/// Everything that has an address, in the order of the graph.
pub struct Entries {
    /// The labels of their kinds.
    kinds: IndexSet<String>,
    entries: Vec<Entry>,
}

struct Entry {
    url: String,
    /// The number of its kind's label.
    kind: usize,
    title: String,
    summary: String,
    /// Other names for it.
    names: Vec<String>,
    headings: Vec<String>,
    /// All that is written in it, headings and summary as well.
    texts: Vec<String>,
}

/// The entries in which a word stands, by number, without those whose title, names or summary
/// hold it.
#[derive(Default)]
struct Word {
    headings: Vec<usize>,
    texts: Vec<usize>,
}

/// The file of one of the scripts, as static/site.js asks for it: whatever an author calls the
/// language, it lies beside that file.
pub fn file_name(script: &str, language: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || "_.-".contains(*c);
    format!("{script}.{}.js", language.chars().filter(plain).collect::<String>())
}

impl Entries {
    /// `links` says how the pages of the site lead to each other.
    pub fn of(graph: &Graph, links: Links) -> Self {
        let mut ids: Vec<EntityId> = graph.ids().collect();
        ids.sort_by_key(|id| graph.rank(*id));
        let mut kinds = IndexSet::new();
        let entries =
            ids.into_iter().filter_map(|id| entry(graph, id, links, &mut kinds)).collect();
        Entries { kinds, entries }
    }

    /// Sets `planbook.entries`: for each entry its address, the label of its kind as a number,
    /// title, summary and other names.
    pub fn script(&self) -> String {
        let line = |entry: &Entry| {
            let Entry { url, kind, title, summary, names, .. } = entry;
            match names.is_empty() {
                true => json(&(url, kind, title, summary)),
                false => json(&(url, kind, title, summary, names)),
            }
        };
        let lines: Vec<String> = self.entries.iter().map(line).collect();
        let kinds = json(&self.kinds);
        let lines = lines.join(",\n");
        format!("(self.planbook??={{}}).kinds={kinds};\nplanbook.entries=[\n{lines}\n];\n")
    }

    /// Sets `planbook.words`: two texts with a part for each word, in order.
    ///
    /// In the first a part is a capital letter, `A` + how many letters the word shares with the
    /// one before it, and the rest of the word. For the second, see [`places`].
    pub fn words_script(&self) -> String {
        let (mut words, mut parts) = (Vec::new(), Vec::new());
        let mut before = String::new();
        for (word, found) in self.words() {
            // Scripts cut texts between units of UTF-16, so a word of others shares nothing.
            let same = |(a, b): &(char, char)| a == b && a.len_utf16() == 1;
            let same = before.chars().zip(word.chars()).take_while(same).count().min(25);
            let rest = word.chars().skip(same);
            words.push(
                std::iter::once(char::from(b'A' + same as u8)).chain(rest).collect::<String>(),
            );
            parts.push(places(&found));
            before = word;
        }
        let both = json(&(words.join(" "), parts.join(" ")));
        format!("(self.planbook??={{}}).words={both};\n")
    }

    fn words(&self) -> BTreeMap<String, Word> {
        let mut words: BTreeMap<String, Word> = BTreeMap::new();
        for (number, entry) in self.entries.iter().take(MOST).enumerate() {
            let of = |texts: &[String]| -> BTreeSet<String> {
                texts.iter().flat_map(|text| keys(text)).collect()
            };
            let mut shown = of(&entry.names);
            shown.extend(keys(&entry.title).chain(keys(&entry.summary)));
            let headings = of(&entry.headings);
            let texts = of(&entry.texts);
            for key in headings.difference(&shown) {
                words.entry(key.clone()).or_default().headings.push(number);
            }
            for key in texts.difference(&shown).filter(|key| !headings.contains(*key)) {
                words.entry(key.clone()).or_default().texts.push(number);
            }
        }
        words
    }
}

/// The entries whose texts, and behind a `!` those whose headings hold the word; each list as the
/// steps from one number to the next, so that most are small.
fn places(word: &Word) -> String {
    match word.headings.is_empty() {
        true => steps(&word.texts),
        false => format!("{}!{}", steps(&word.texts), steps(&word.headings)),
    }
}

/// `#` is no step over other entries, `$` one, and so on.
fn steps(numbers: &[usize]) -> String {
    let next = std::iter::once(0).chain(numbers.iter().map(|number| number + 1));
    let sign = |(number, next): (&usize, usize)| {
        char::from_u32('#' as u32 + (number - next) as u32).expect("fewer entries than characters")
    };
    numbers.iter().zip(next).map(sign).collect()
}

fn entry(graph: &Graph, id: EntityId, links: Links, kinds: &mut IndexSet<String>) -> Option<Entry> {
    // No reader looks for the page that a host shows in place of others.
    let url = graph.entity(id).url.as_deref().filter(|url| *url != "/404.html")?;
    let title = graph.title(id).to_owned();
    let named = |field: &str| graph.value(id, field).map_or(Vec::new(), |v| plain(graph, id, v));
    let card = graph.kind_of(id).card.iter().filter(|name| name.value != "short");
    let of_card = || card.flat_map(|name| named(&name.value)).next();
    let summary = named("summary").into_iter().next().or_else(of_card);
    let mut names = named("short");
    names.extend(named("also_known_as"));
    names.retain(|name| *name != title);
    let (mut headings, mut texts) = (Vec::new(), Vec::new());
    walk(&graph.kind_of(id).fields, &graph.document(id).record, &mut |_, value| {
        if let Data::Text(body) | Data::Markdown(body) = &value.data {
            texts.push(graph.plain(id, body));
            let of_body = body.headings.iter();
            headings.extend(of_body.map(|heading| graph.words(id, &heading.words, &body.slots)));
        }
    });
    let (kind, _) = kinds.insert_full(graph.kind_of(id).label.one.clone());
    let summary = summary.unwrap_or_default();
    // From one of the scripts, which lie at the root.
    Some(Entry {
        url: links.written("/site.js", url),
        kind,
        title,
        summary,
        names,
        headings,
        texts,
    })
}

/// The words of a value and of all in it, each text by itself.
fn plain(graph: &Graph, owner: EntityId, value: &Value) -> Vec<String> {
    let words = match &value.data {
        Data::List(items) => {
            return items.iter().flat_map(|item| plain(graph, owner, item)).collect();
        }
        Data::String(words) => words.clone(),
        Data::Text(body) | Data::Markdown(body) => graph.plain(owner, body),
        _ => return Vec::new(),
    };
    let words = words.trim();
    if words.is_empty() { Vec::new() } else { vec![words.to_owned()] }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers")
}
