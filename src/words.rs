//! The words of the interface, by language: `templates/words.<language>.ftl`, in Fluent syntax.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Sources, Span};

pub struct Words {
    bundles: BTreeMap<String, FluentBundle<FluentResource>>,
    /// Where a word is not translated, it is taken from here.
    fallback: String,
}

/// What may stand in a word.
#[derive(Clone, Debug)]
pub enum Argument {
    Text(String),
    Number(f64),
}

/// The words that the generator itself needs.
const NEEDED: [&str; 19] = [
    "date-day",
    "date-month",
    "date-year",
    "month-1",
    "month-2",
    "month-3",
    "month-4",
    "month-5",
    "month-6",
    "month-7",
    "month-8",
    "month-9",
    "month-10",
    "month-11",
    "month-12",
    "citation-label",
    "footnotes",
    "footnote-ref",
    "footnote-back",
];

/// How many placeables may stand in one another.
const MAX_DEPTH: usize = 30;

impl Words {
    /// Reads all files of words. `language` is the site's first.
    pub fn read(sources: &Sources, language: &str) -> (Words, Diagnostics) {
        let mut words = Words { bundles: BTreeMap::new(), fallback: language.to_owned() };
        let mut out = Vec::new();
        for (file, source) in sources.under("templates/words.") {
            let name = source.path.trim_start_matches("templates/words.");
            let Some(language) = name.strip_suffix(".ftl") else {
                continue;
            };
            let start = Span::start_of(file);
            let Ok(locale) = language.parse::<LanguageIdentifier>() else {
                let message = format!("`{language}` is not a language code");
                let help = "name the file by a BCP 47 code: `words.en.ftl`, `words.ar.ftl`";
                out.push(Diagnostic::new(Code::Words, start, message).help(help));
                continue;
            };
            // The parser of Fluent calls itself for each `{` in a `{`.
            if depth(source.text()) > MAX_DEPTH {
                let message = format!("more than {MAX_DEPTH} `{{` are open at once");
                let wrong =
                    Diagnostic::new(Code::Words, start, message).help("close them with `}`");
                out.push(wrong);
                continue;
            }
            let before = out.len();
            let resource = match FluentResource::try_new(source.text().to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    for error in errors {
                        let text = source.text();
                        let start = text.floor_char_boundary(error.pos.start);
                        let end = text.ceil_char_boundary(error.pos.end).min(text.len());
                        let span = Span::new(file, start..end.max(start));
                        let message = format!("this is not Fluent: {}", error.kind);
                        let wrong = Diagnostic::new(Code::Words, span, message)
                            .label("here")
                            .help("an entry is `key = words`; lines that go on are indented");
                        out.push(wrong);
                    }
                    resource
                }
            };
            let sound = out.len() == before;
            let mut bundle = FluentBundle::new_concurrent(vec![locale]);
            // Marks around placeables are for mixed directions, which plain text does not show.
            bundle.set_use_isolating(false);
            if let Err(errors) = bundle.add_resource(resource) {
                for error in errors {
                    let wrong = Diagnostic::new(Code::Words, start, error.to_string())
                        .help("keep one entry of each name");
                    out.push(wrong);
                }
            }
            let missing = NEEDED.iter().copied().filter(|key| !bundle.has_message(key));
            let missing: Vec<&str> = missing.collect();
            if let (true, Some(first)) = (sound, missing.first()) {
                let message =
                    format!("words that planbook itself needs are missing: {}", missing.join(", "));
                let help =
                    format!("add a line `{first} = …` and so on, as in the built-in words.en.ftl");
                out.push(Diagnostic::new(Code::Words, start, message).help(help));
            }
            words.bundles.insert(language.to_owned(), bundle);
        }
        if !words.bundles.contains_key(language) {
            words.fallback = "en".into();
        }
        (words, out)
    }

    /// The word of this key, or why there is none.
    pub fn get(
        &self,
        language: &str,
        key: &str,
        arguments: &[(&str, Argument)],
    ) -> Result<String, String> {
        let languages = [language, self.fallback.as_str(), "en"];
        let bundles = languages.iter().filter_map(|language| self.bundles.get(*language));
        for bundle in bundles {
            let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
                continue;
            };
            let mut given = FluentArgs::new();
            for (name, argument) in arguments {
                let value: FluentValue = match argument {
                    Argument::Text(text) => text.as_str().into(),
                    Argument::Number(number) => (*number).into(),
                };
                given.set(*name, value);
            }
            let mut errors = Vec::new();
            let word = bundle.format_pattern(pattern, Some(&given), &mut errors);
            return match errors.first() {
                None => Ok(word.into_owned()),
                Some(error) => Err(format!("the word `{key}` cannot be made: {error}")),
            };
        }
        Err(format!("there is no word `{key}` in templates/words.{language}.ftl"))
    }

    /// The same for keys that [`Words::read`] has found to be there.
    pub fn needed(&self, language: &str, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.get(language, key, arguments).unwrap_or_default()
    }

    /// "3 February 2026", "February 2026" or "2026".
    pub fn date(&self, language: &str, date: Date) -> String {
        let mut arguments = vec![("year", Argument::Text(date.year.to_string()))];
        if let Some(month) = date.month {
            let month = self.needed(language, &format!("month-{month}"), &[]);
            arguments.push(("month", Argument::Text(month)));
        }
        if let Some(day) = date.day {
            arguments.push(("day", Argument::Text(day.to_string())));
        }
        let key = ["date-year", "date-month", "date-day"][arguments.len() - 1];
        self.needed(language, key, &arguments)
    }
}

/// The most `{` that are open at once.
fn depth(text: &str) -> usize {
    let mut open: usize = 0;
    let mut most = 0;
    for byte in text.bytes() {
        match byte {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}
