//! `content/site.yaml` as a value: what the site is called, where it lives, what its checks are.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::date::Date;
use crate::diagnostic::{self, Code, Diagnostic, Diagnostics, Severity, did_you_mean, one_of};
use crate::source::{Content, FileId, SITE_FILE, Sources, Span, Spanned};
use crate::yaml::{self, Need::*, Node, Shape, Yaml};

#[derive(Debug)]
pub struct Config {
    pub file: FileId,
    pub title: String,
    pub description: String,
    /// Where the site is published, with a `/` at the end.
    pub base_url: String,
    /// The day up to which the content speaks.
    pub as_of: Option<Date>,
    pub notice: Option<String>,
    pub language: String,
    pub languages: IndexMap<String, Language>,
    /// Ids of pages.
    pub nav: Vec<Spanned<String>>,
    pub search: Option<Spanned<String>>,
    pub footer: Vec<Spanned<String>>,
    pub report: Option<String>,
    pub licence: Option<String>,
    pub checks: Vec<(Code, Option<Severity>)>,
    pub house: House,
}

/// House rules on words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct House {
    /// Discouraged words and phrases, in lower case, with the advice to show.
    pub words: IndexMap<String, String>,
    /// The most words in a sentence of a summary.
    pub sentence_words: Option<usize>,
    /// Fields and kinds whose words are not the author's own.
    pub except_fields: Vec<String>,
    pub except_kinds: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Language {
    /// By its own speakers.
    pub name: String,
    pub dir: Direction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Ltr,
    Rtl,
}

static SITE: Shape = Shape::Record(&[
    ("title", Required, &Shape::Text),
    ("description", Free, &Shape::Text),
    ("base_url", Required, &Shape::Text),
    ("as_of", Free, &Shape::Text),
    ("notice", Free, &Shape::Text),
    ("language", Free, &Shape::Text),
    (
        "languages",
        Free,
        &Shape::Map(&Shape::Record(&[
            ("name", Required, &Shape::Text),
            ("dir", Required, &Shape::Text),
        ])),
    ),
    ("nav", Free, &Shape::List(&Shape::Text)),
    ("search", Free, &Shape::Text),
    ("footer", Free, &Shape::List(&Shape::Text)),
    ("report", Free, &Shape::Text),
    ("licence", Free, &Shape::Text),
    ("checks", Free, &Shape::Map(&Shape::Text)),
    (
        "house",
        Free,
        &Shape::Record(&[
            ("words", Free, &Shape::Map(&Shape::Text)),
            ("sentence_words", Free, &Shape::Integer),
            ("except_fields", Free, &Shape::List(&Shape::Text)),
            ("except_kinds", Free, &Shape::List(&Shape::Text)),
        ]),
    ),
]);

/// The parts that serde reads as they are.
#[derive(Deserialize)]
struct Words {
    title: String,
    #[serde(default)]
    description: String,
    notice: Option<String>,
    language: Option<String>,
    report: Option<String>,
    licence: Option<String>,
    #[serde(default)]
    languages: IndexMap<String, Language>,
    #[serde(default)]
    house: House,
}

/// Reads the site's settings. Nothing comes back where they have an error.
pub fn read(sources: &Sources) -> (Option<Config>, Diagnostics) {
    let file = sources.find(SITE_FILE).expect("Sources always holds the site's file");
    let text = sources.text(file);
    let (tree, mut out) = yaml::parse(file, text, 0..text.len());
    let Some(mut tree) = tree.filter(|_| !diagnostic::any_error(&out)) else {
        return (None, out);
    };
    if tree.value == Yaml::Null {
        if !matches!(sources.get(file).content, Content::Text(_)) {
            return (None, out);
        }
        tree.value = Yaml::Map { entries: Vec::new(), flow: false };
    }
    SITE.judge(&tree, &mut out);
    let mut judge = Judge { out };
    let config = judge.config(file, &tree);
    let sound = !diagnostic::any_error(&judge.out);
    (config.filter(|_| sound), judge.out)
}

struct Judge {
    out: Diagnostics,
}

impl Judge {
    fn report(&mut self, code: Code, span: Span, message: String, help: String) {
        self.out.push(Diagnostic::new(code, span, message).label("here").help(help));
    }

    fn config(&mut self, file: FileId, tree: &Node) -> Option<Config> {
        for language in tree.get("languages").map_or(&[][..], |l| l.entries()) {
            let dir = language.value.get("dir").and_then(Node::text);
            if let Some(dir) = dir
                && dir != "ltr"
                && dir != "rtl"
            {
                let message = format!("`{dir}` is not a direction");
                let help = "write `ltr` (left to right) or `rtl` (right to left)".into();
                self.report(Code::UnknownChoice, language.value.span_of("dir"), message, help);
            }
        }
        let base_url = self.base_url(tree);
        let as_of = tree.get("as_of").and_then(|node| {
            let text = node.text().unwrap_or_default();
            let date = Date::parse(text);
            if let Err(why) = &date {
                self.report(
                    Code::BadDate,
                    node.span,
                    format!("`{text}` is not a date"),
                    why.clone(),
                );
            }
            date.ok()
        });
        let checks = self.checks(tree);
        self.language(tree);
        let words: Words = match SITE.typed(tree) {
            Ok(words) => words,
            Err(why) => {
                // What has been judged reads; what has not has been reported.
                if !diagnostic::any_error(&self.out) {
                    let help = "correct the value".into();
                    self.report(Code::OutOfRange, tree.span_of("house"), why, help);
                }
                return None;
            }
        };
        let mut house = words.house;
        house.words =
            house.words.into_iter().map(|(word, advice)| (word.to_lowercase(), advice)).collect();
        let language = words.language.unwrap_or_else(|| "en".into());
        Some(Config {
            file,
            title: words.title,
            description: words.description,
            base_url,
            as_of,
            notice: words.notice,
            language,
            languages: words.languages,
            nav: names(tree.get("nav")),
            search: tree.get("search").and_then(name),
            footer: names(tree.get("footer")),
            report: words.report,
            licence: words.licence,
            checks,
            house,
        })
    }

    fn base_url(&mut self, tree: &Node) -> String {
        let Some(written) = tree.get("base_url").and_then(Node::text) else {
            return String::new();
        };
        base_url(written).unwrap_or_else(|| {
            let message = format!("`{written}` is not the address of a site");
            let help = "write the whole address: `https://example.org/gaza-plan/`".into();
            self.report(Code::BadUrl, tree.span_of("base_url"), message, help);
            String::new()
        })
    }

    /// The first language is one of those that the site lists, where it lists any.
    fn language(&mut self, tree: &Node) {
        let listed = tree.get("languages").map_or(&[][..], |l| l.entries());
        let written = tree.get("language").and_then(Node::text);
        let known = || listed.iter().map(|entry| entry.key.value.as_str());
        if let Some(written) = written
            && !listed.is_empty()
            && !known().any(|code| code == written)
        {
            let message = format!("`{written}` is not one of `languages`");
            let help = format!("write {}", one_of(known()));
            self.report(Code::UnknownChoice, tree.span_of("language"), message, help);
        }
    }

    fn checks(&mut self, tree: &Node) -> Vec<(Code, Option<Severity>)> {
        let mut checks = Vec::new();
        for entry in tree.get("checks").map_or(&[][..], |checks| checks.entries()) {
            let name = entry.key.value.as_str();
            let code = Code::ALL.iter().find(|code| code.name() == name);
            let Some(code) = code else {
                let known = Code::ALL.iter().map(|code| code.name());
                let help =
                    did_you_mean(name, known, || "name a code as diagnostics show it".into());
                let message = format!("there is no check `{name}`");
                self.report(Code::UnknownKey, entry.key.span, message, help);
                continue;
            };
            let severity = match entry.value.text().unwrap_or_default() {
                _ if !code.may_be_set() => {
                    let message = format!("the severity of `{name}` cannot be changed");
                    let help = "take the line away: nothing sound can be made of such a mistake";
                    self.report(Code::UnknownChoice, entry.key.span, message, help.into());
                    continue;
                }
                "error" => Some(Severity::Error),
                "warning" => Some(Severity::Warning),
                "note" => Some(Severity::Note),
                "off" if code.default_severity() != Severity::Error => None,
                other => {
                    let message = format!("`{other}` is not a severity for `{name}`");
                    let help = "write `error`, `warning` or `note`; what is no error can be `off`";
                    self.report(Code::UnknownChoice, entry.value.span, message, help.into());
                    continue;
                }
            };
            checks.push((*code, severity));
        }
        checks
    }
}

/// An http or https address with a `/` at its end; `None` where it is none.
pub fn base_url(written: &str) -> Option<String> {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"))?;
    let sound = !rest.starts_with('/')
        && !rest.is_empty()
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "?#\\\"<>".contains(c))
        && !rest.split('/').any(|part| part == "." || part == "..");
    sound.then(|| format!("{}/", written.trim_end_matches('/')))
}

impl Config {
    /// The path of the base URL, with a `/` at both ends.
    pub fn base_path(&self) -> &str {
        let rest = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').map_or("/", |at| &rest[at..])
    }

    /// Gives diagnostics the severities that the site wants, and drops what it has switched off.
    pub fn set_severities(&self, diagnostics: &mut Diagnostics) {
        for (code, severity) in &self.checks {
            match severity {
                None => diagnostics.retain(|d| d.code != *code),
                Some(severity) => {
                    let of_code = diagnostics.iter_mut().filter(|d| d.code == *code);
                    of_code.for_each(|d| d.severity = *severity);
                }
            }
        }
    }

    pub fn direction(&self, language: &str) -> Direction {
        match self.languages.get(language) {
            Some(language) => language.dir,
            None => match language.split('-').next() {
                Some("ar" | "he" | "fa" | "ur" | "yi") => Direction::Rtl,
                _ => Direction::Ltr,
            },
        }
    }
}

impl Direction {
    pub fn name(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

fn name(node: &Node) -> Option<Spanned<String>> {
    Some(Spanned::new(node.text()?.to_owned(), node.span))
}

fn names(node: Option<&Node>) -> Vec<Spanned<String>> {
    let items = node.map_or(&[][..], |node| node.items());
    items.iter().filter_map(name).collect()
}
