//! Page -> HTML, by its template. The only room that knows Tera.
//!
//! A template sees its view and the function `t`, which gives a word of the interface.

mod rounds;

use std::borrow::Cow;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::{Sources, Span};
use crate::view::{Page, Value};
use crate::words::{Argument, Words};

pub struct Templates {
    tera: Tera,
    /// What Tera understood of the templates, of which there may be nothing.
    sound: bool,
}

const FOLDER: &str = "templates/";

impl Templates {
    /// Reads all templates; `t` speaks `language` in them.
    pub fn read(sources: &Sources, words: Arc<Words>, language: &str) -> (Templates, Diagnostics) {
        let language = language.to_owned();
        let mut tera = Tera::new();
        tera.register_function("t", move |arguments: Kwargs, _: &State| {
            word(&words, &language, arguments)
        });
        let html = |path: &str| path.ends_with(".html");
        let templates = sources.under(FOLDER).filter(|(_, source)| html(&source.path));
        let named: Vec<(&str, &str)> =
            templates.map(|(_, source)| (&source.path[FOLDER.len()..], source.text())).collect();
        let mut out = Vec::new();
        if let Err(error) = tera.add_raw_templates(named.iter().copied()) {
            out.extend(link_errors(sources, &error));
        }
        if let Some((template, place, names)) = rounds::find(&named) {
            let message = format!("the template `{template}` comes back to itself");
            let round = at(sources, template, place..place, &message);
            out.push(round.help(format!("it goes round: {}", names.join(" -> "))));
        }
        let sound = out.is_empty();
        (Templates { tera, sound }, out)
    }

    /// The page's HTML. A page of templates that could not be read is left out in silence:
    /// that has been reported.
    pub fn render(
        &self,
        sources: &Sources,
        page: &Page,
        site: &tera::Value,
    ) -> Result<String, Vec<Diagnostic>> {
        if !self.sound {
            return Err(Vec::new());
        }
        if !self.tera.contains_template(&page.template) {
            return Err(vec![self.missing(page)]);
        }
        let mut context = Context::new();
        context.insert_value("site", site.clone());
        context.insert_value("page", value(&page.view.page));
        context.insert_value("entity", value(&page.view.entity));
        context.insert_value("lists", value(&page.view.lists));
        self.tera.render(&page.template, &context).map_err(|error| {
            let while_rendering = format!("while rendering {}", page.url);
            vec![diagnostic(sources, &error, &page.template, &while_rendering)]
        })
    }

    fn missing(&self, page: &Page) -> Diagnostic {
        let message = format!("there is no template `{}` for {}", page.template, page.url);
        let help = match nearest(&page.template, self.tera.get_template_names()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("add `templates/{}`, or name another with `template:`", page.template),
        };
        Diagnostic::new(Code::Template, page.template_span, message).label("wants it").help(help)
    }
}

/// Plain data as Tera keeps it.
pub fn value(plain: &Value) -> tera::Value {
    match plain {
        Value::Null => tera::Value::none(),
        Value::Bool(is) => (*is).into(),
        Value::Integer(number) => (*number).into(),
        Value::Text(text) => tera::Value::normal_string(text),
        Value::Html(html) => tera::Value::safe_string(html),
        Value::List(items) => items.iter().map(value).collect::<Vec<_>>().into(),
        Value::Map(map) => {
            let pair = |(key, plain): (&String, &Value)| {
                (tera::value::Key::from(key.clone()), value(plain))
            };
            map.iter().map(pair).collect::<tera::value::Map>().into()
        }
    }
}

/// `t(key="…", name=value, …)`: the word in the language of the templates.
///
/// A component of Tera does not see the page, so the language cannot be asked of it.
fn word(words: &Words, language: &str, arguments: Kwargs) -> Result<String, tera::Error> {
    let key = arguments.must_get::<Cow<str>>("key")?.into_owned();
    let mut given: Vec<(String, Argument)> = Vec::new();
    for (name, value) in arguments.iter() {
        let name = name.to_string();
        if name == "key" {
            continue;
        }
        let argument = match (value.as_i64(), value.as_f64(), value.as_str()) {
            (Some(number), ..) => Argument::Number(number as f64),
            (_, Some(number), _) => Argument::Number(number),
            (.., Some(text)) => Argument::Text(text.to_owned()),
            _ => {
                let message = format!(
                    "`{name}` is neither a text nor a number, as the words of `{key}` need"
                );
                return Err(tera::Error::message(message));
            }
        };
        given.push((name, argument));
    }
    let given: Vec<(&str, Argument)> =
        given.iter().map(|(name, a)| (name.as_str(), a.clone())).collect();
    words.get(language, &key, &given).map_err(tera::Error::message)
}

/// A mistake found while rendering, at the innermost template that Tera names.
fn diagnostic(sources: &Sources, error: &tera::Error, template: &str, when: &str) -> Diagnostic {
    let (name, range, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename(), report.span().range.clone(), report.message().to_owned())
        }
        kind => (template, 0..0, kind.to_string()),
    };
    let text = error.to_string();
    let called =
        text.lines().filter_map(|line| line.split_once("note: ")).map(|(_, note)| note.trim());
    let (message, fields) = match first_sentence(&message).split_once(". Available fields:") {
        Some((message, fields)) => (message, fields.trim()),
        None => (first_sentence(&message), ""),
    };
    let names = || fields.split(", ").map(|name| name.trim_matches(['`', '.']));
    let wrong = message.split('`').nth(1).unwrap_or_default();
    let mut help = match (nearest(wrong, names().filter(|name| !name.is_empty())), fields) {
        (Some(near), _) => vec![format!("did you mean `{near}`?")],
        (None, "") => vec!["correct the template".to_owned()],
        (None, fields) => vec![format!("there are {}", fields.trim_end_matches('.'))],
    };
    help.extend(called.map(str::to_owned));
    help.push(when.to_owned());
    help.retain(|line| !line.is_empty());
    at(sources, name, range, message).help(help.join("; "))
}

fn first_sentence(message: &str) -> &str {
    message.lines().next().unwrap_or(message).trim()
}

fn at(sources: &Sources, name: &str, range: std::ops::Range<usize>, message: &str) -> Diagnostic {
    let file = sources.find(&format!("{FOLDER}{name}"));
    let file = file.or_else(|| sources.under(FOLDER).next().map(|(id, _)| id));
    let file =
        file.unwrap_or_else(|| sources.find(crate::source::SITE_FILE).expect("always there"));
    let length = sources.text(file).len();
    let range = range.start.min(length)..range.end.min(length);
    Diagnostic::new(Code::Template, Span::new(file, range), message).label("here")
}

/// Mistakes found before anything is rendered. Tera tells those of linking as one text of frames,
/// `error: …` with ` --> name:line:column` under it.
fn link_errors(sources: &Sources, error: &tera::Error) -> Vec<Diagnostic> {
    let cure = "correct the template";
    match error.kind() {
        ErrorKind::SyntaxError(_) | ErrorKind::RenderingError(_) => {
            vec![diagnostic(sources, error, "", "")]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            vec![circle(sources, tpl, inheritance_chain, "extends")]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            vec![circle(sources, tpl, include_chain, "include")]
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("`{current}` extends `{parent}`, which is not there");
            vec![
                at(sources, current, 0..0, &message)
                    .help(format!("add `templates/{parent}`, or extend another")),
            ]
        }
        kind => {
            let text = kind.to_string();
            let mut found = Vec::new();
            let mut message = "";
            for line in text.lines() {
                if let Some((_, said)) = line.split_once("error: ") {
                    message = said;
                } else if let Some((_, place)) = line.split_once("--> ") {
                    let place = place.trim().trim_matches(['[', ']']);
                    let mut parts = place.rsplitn(3, ':');
                    let (column, line) = (parts.next(), parts.next());
                    let name = parts.next().unwrap_or_default();
                    let number = |part: Option<&str>| {
                        part.and_then(|n| n.parse::<usize>().ok()).unwrap_or(1)
                    };
                    let path = format!("{FOLDER}{name}");
                    let text = sources.find(&path).map_or("", |file| sources.text(file));
                    let start = offset(text, number(line), number(column));
                    found.push(at(sources, name, start..start, message).help(cure));
                }
            }
            if found.is_empty() {
                found.push(at(sources, "base.html", 0..0, first_sentence(&text)).help(cure));
            }
            found
        }
    }
}

/// A template that comes back to itself, at the tag by which it does.
fn circle(sources: &Sources, template: &str, chain: &[String], tag: &str) -> Diagnostic {
    let text = sources.find(&format!("{FOLDER}{template}")).map_or("", |file| sources.text(file));
    let start = text.find(&format!("{{% {tag}")).unwrap_or(0);
    let end = text[start..].find("%}").map_or(start, |length| start + length + 2);
    let mut round: Vec<&str> = chain.iter().map(String::as_str).collect();
    if round.first() != Some(&template) {
        round.insert(0, template);
    }
    if round.len() == 1 || round.last() != Some(&template) {
        round.push(template);
    }
    let message = format!("the template `{template}` comes back to itself");
    at(sources, template, start..end, &message)
        .help(format!("it goes round: {}", round.join(" -> ")))
}

/// The byte of a line and column, both from 1, the column in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line - 1);
    let start: usize = lines.map(str::len).sum();
    let before = text[start.min(text.len())..].chars().take(column.max(1) - 1);
    start.min(text.len()) + before.map(char::len_utf8).sum::<usize>()
}
