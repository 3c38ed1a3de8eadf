//! Words in letters that the language of their page is not written in, where no element says what
//! they are: a screen reader pronounces them wrongly, and in a page from right to left they and
//! the marks beside them change places. WCAG 2.2, 3.1.2; the scripts are those of UAX #24.

use unicode_script::{Script, UnicodeScript};

use crate::html::Tag;

/// Elements that hold nothing (HTML, 13.1.2).
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Each run of such words outside `<bdi>`, and outside elements with `lang` or `dir`.
pub(super) fn unmarked(html: &str, tags: &[Tag], language: &str) -> Vec<String> {
    let own = scripts(language);
    if own.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    // The open elements, and whether each lies in one that says what its words are.
    let mut open: Vec<(&str, bool)> = Vec::new();
    for (index, tag) in tags.iter().enumerate() {
        if tag.closing {
            // What has no end tag ends with what holds it.
            if let Some(at) = open.iter().rposition(|(name, _)| *name == tag.name) {
                open.truncate(at);
            }
        } else {
            let says = tag.attribute("lang").is_some() || tag.attribute("dir").is_some();
            let silent = ["head", "script", "style", "code", "pre", "kbd", "bdi"];
            let marked = (says && tag.name != "html") || silent.contains(&tag.name.as_str());
            let inside = open.last().is_some_and(|(_, marked)| *marked);
            if !VOID.contains(&tag.name.as_str()) {
                open.push((&tag.name, inside || marked));
            }
        }
        if open.last().is_none_or(|(_, marked)| *marked) {
            continue;
        }
        let end = tags.get(index + 1).map_or(html.len(), |next| next.range.start);
        found.extend(runs(&without_comments(&html[tag.range.end..end]), own));
    }
    found
}

/// The foreign words of a text, those that follow each other together.
fn runs(text: &str, own: &[Script]) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut goes_on = false;
    for word in text.split_whitespace() {
        let letters = without_references(word);
        let foreign = letters.chars().any(|c| match c.script() {
            Script::Common | Script::Inherited | Script::Unknown => false,
            script => !own.contains(&script),
        }) || (from_the_right(own) && hyphenated_number(&letters));
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        match runs.last_mut() {
            Some(run) if foreign && goes_on => {
                run.push(' ');
                run.push_str(word);
            }
            _ if foreign => runs.push(word.to_owned()),
            _ => {}
        }
        goes_on = foreign;
    }
    runs
}

fn from_the_right(own: &[Script]) -> bool {
    own.iter().any(|script| matches!(script, Script::Arabic | Script::Hebrew))
}

/// `2026-07-02` is shown as `02-07-2026` among words that run from right to left.
fn hyphenated_number(word: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit();
    word.as_bytes().windows(3).any(|at| digit(at[0]) && at[1] == b'-' && digit(at[2]))
}

fn without_comments(text: &str) -> String {
    let (mut rest, mut shown) = (text, String::new());
    while let Some(start) = rest.find("<!--") {
        shown.push_str(&rest[..start]);
        rest = rest[start..].split_once("-->").map_or("", |(_, behind)| behind);
    }
    shown + rest
}

/// `&amp;` is no word of any language.
fn without_references(word: &str) -> String {
    let mut rest = word;
    let mut letters = String::new();
    while let Some(start) = rest.find('&') {
        letters.push_str(&rest[..start]);
        rest = rest[start..].find(';').map_or("", |end| &rest[start + end + 1..]);
    }
    letters + rest
}

/// The scripts that a language is written in; none where that is not known here, and nothing is
/// judged.
fn scripts(language: &str) -> &'static [Script] {
    match language.split('-').next().unwrap_or_default() {
        "ar" | "fa" | "ur" | "ps" | "ckb" => &[Script::Arabic],
        "he" | "yi" => &[Script::Hebrew],
        "ru" | "uk" | "bg" | "be" | "mk" => &[Script::Cyrillic],
        "el" => &[Script::Greek],
        "en" | "fr" | "de" | "es" | "pt" | "it" | "nl" | "sv" | "da" | "nb" | "nn" | "no"
        | "fi" | "et" | "lv" | "lt" | "pl" | "cs" | "sk" | "sl" | "hr" | "hu" | "ro" | "tr"
        | "ga" | "cy" | "ca" | "eu" | "id" | "ms" | "vi" | "sw" => &[Script::Latin],
        _ => &[],
    }
}
