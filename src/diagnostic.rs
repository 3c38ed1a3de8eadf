//! What the program has to say to an author: a permanent code, a place, a cause and a cure.
//!
//! Every stage collects diagnostics; none of them prints. The forms are the text for a terminal,
//! with frames in the manner of rustc, and JSON.

use std::fmt;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::source::{Sources, Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// One thing that an author has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub message: String,
    pub span: Span,
    /// What stands beside the marked place.
    pub label: String,
    /// Other places that belong to it.
    pub others: Vec<(Span, String)>,
    /// What to do.
    pub help: String,
}

/// The judgements of one stage, in any order.
pub type Diagnostics = Vec<Diagnostic>;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $meaning:literal)*) => {
        /// The permanent name of a kind of mistake.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $meaning] $variant,)* }

        impl Code {
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// Unless the site says otherwise (`checks:` in site.yaml).
            pub fn default_severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning,)* }
            }
        }
    };
}

codes! {
    MissingFile "missing-file" Error "A file that every site needs is not there."
    NotText "not-text" Error "A file that should be text is not UTF-8, or holds a NUL byte."
    TooLarge "too-large" Error "A content file is larger than 4 MB."
    SymbolicLink "symbolic-link" Error "A symbolic link stands in the site's folders."
    StrayFile "stray-file" Error "A file in content/ belongs to no kind of the model."
    BadId "bad-id" Error "A file name or key cannot be an id."
    Yaml "yaml" Error "The YAML cannot be read."
    YamlFeature "yaml-feature" Error "A part of YAML that planbook leaves out: aliases, anchors, tags, merge keys, several documents."
    CutShort "cut-short" Error "YAML takes the rest of the line as a comment."
    UnquotedLink "unquoted-link" Error "A link in front matter has no quotation marks, so YAML reads a list."
    FrontMatter "front-matter" Error "The front matter is missing or has no end."
    DuplicateKey "duplicate-key" Error "A key is set twice."
    UnknownKey "unknown-key" Error "A key that the model does not know."
    MissingField "missing-field" Error "A required field is not there."
    Empty "empty" Error "A field is there and has no value."
    WrongType "wrong-type" Error "A value is not of the type that the model asks for."
    OutOfRange "out-of-range" Error "A number is below the minimum or above the maximum."
    BadDate "bad-date" Error "A date is not a day of the calendar, a month or a year."
    BadUrl "bad-url" Error "An address is not an http or https address."
    UnknownChoice "unknown-choice" Error "A value is not one of those that the model lists."
    TooFew "too-few" Error "A list has too few entries."
    TooMany "too-many" Error "A list has too many entries."
    Repeated "repeated" Error "A list names the same thing twice."
    NoBody "no-body" Error "There is text under the front matter of a kind that has none."
    TooLong "too-long" Warning "A text has more words than the model allows."
    ModelType "model-type" Error "model.yaml: a type that does not exist, or a key that does not fit its type."
    ModelKind "model-kind" Error "model.yaml: a kind is incomplete or names something that does not exist."
    ModelChoice "model-choice" Error "model.yaml: a choice without values, or a default that is none of them."
    ModelName "model-name" Error "model.yaml: a name that is taken or malformed."
    RecursiveType "recursive-type" Error "model.yaml: a type that contains itself."
    InverseName "inverse-name" Error "model.yaml: the name of an inverse is a field of its target."
    InverseMixed "inverse-mixed" Error "model.yaml: one inverse name for plain references and for records."
    InverseTooDeep "inverse-too-deep" Error "model.yaml: an inverse on a reference in a record in a record."
    NoHomePage "no-home-page" Error "The page whose sections a kind's entries are does not exist."
    UnknownPath "unknown-path" Error "A path in a list leads nowhere in the model."
    BadGroup "bad-group" Error "A list cannot be grouped by this."
    UnknownReference "unknown-reference" Error "A reference names nothing that exists."
    WrongKind "wrong-kind" Error "A reference names something of another kind."
    AmbiguousReference "ambiguous-reference" Error "A reference fits several things."
    NotUnique "not-unique" Error "A value that must be unique stands twice."
    MissingInverse "missing-inverse" Error "Nothing refers to an entry that something must refer to."
    Uncited "uncited" Error "A source that nothing cites."
    FutureDate "future-date" Error "A date after the site's as-of date."
    DraftReference "draft-reference" Error "A published page refers to a draft."
    UrlTaken "url-taken" Error "Two sources claim one address."
    RawHtml "raw-html" Error "HTML in Markdown that is not on the short list."
    UnsafeLink "unsafe-link" Error "A link whose scheme is not http, https or mailto."
    EmptyLink "empty-link" Error "A link without words or without a target."
    MissingAlt "missing-alt" Error "An image without a text alternative."
    BarInTable "bar-in-table" Error "A bare | in a link inside a table."
    NoEmbedding "no-embedding" Error "A page cannot be shown inside another."
    BadCitation "bad-citation" Error "A citation that cannot be read."
    UnknownNote "unknown-note" Error "A footnote mark without a footnote."
    UnusedNote "unused-note" Error "A footnote that no mark refers to."
    DuplicateNote "duplicate-note" Error "Two footnotes with one name."
    DuplicateId "duplicate-id" Error "One id stands twice on a page."
    DeadLink "dead-link" Error "A link inside the site that leads nowhere."
    DeadFragment "dead-fragment" Error "A link to a part of a page that is not there."
    SourceNotShown "source-not-shown" Error "A citation mark of a page is not shown once."
    DiscouragedWord "discouraged-word" Warning "A word that the site's house rules discourage."
    LongSentence "long-sentence" Warning "A sentence of a summary is longer than the house rules allow."
    ReviewDue "review-due" Note "A page is due to be checked again."
    Template "template" Error "A template has a mistake."
    StyleAttribute "style-attribute" Error "A page holds a style attribute or an inline script, which its security policy forbids."
    UnmarkedLanguage "unmarked-language" Warning "Words in other letters than those of the page's language, without a `lang`."
    Words "words" Error "A file of interface words has a mistake."
    FileInTheWay "file-in-the-way" Error "A file in the output folder that planbook did not write."
    OutputRefused "output-refused" Error "An output folder that would endanger the sources."
}

impl Code {
    /// A site may set the severity of what leaves its pages whole. The rest is always an error:
    /// nothing sound could be made of it.
    pub fn may_be_set(self) -> bool {
        use Code::*;
        matches!(
            self,
            StrayFile
                | UnknownKey
                | OutOfRange
                | TooFew
                | TooMany
                | Repeated
                | NoBody
                | TooLong
                | NotUnique
                | MissingInverse
                | Uncited
                | FutureDate
                | EmptyLink
                | MissingAlt
                | UnknownNote
                | UnusedNote
                | DuplicateNote
                | DuplicateId
                | DeadLink
                | DeadFragment
                | SourceNotShown
                | StyleAttribute
                | UnmarkedLanguage
                | DiscouragedWord
                | LongSentence
                | ReviewDue
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Diagnostic {
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: code.default_severity(),
            message: message.into(),
            span,
            label: String::new(),
            others: Vec::new(),
            help: String::new(),
        }
    }

    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    pub fn other(mut self, span: Span, label: impl Into<String>) -> Self {
        self.others.push((span, label.into()));
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// By path and place, each once.
pub fn sort(diagnostics: &mut Diagnostics) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.span, d.code, std::cmp::Reverse(d.severity));
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}

pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// The nearest of `known` to what was written, if it is near enough to be meant.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (written.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(written, name), name))
        .filter(|(distance, name)| *distance <= limit || shares_a_long_start(written, name))
        .min()
        .map(|(_, name)| name)
}

fn shares_a_long_start(written: &str, name: &str) -> bool {
    let shorter = written.chars().count().min(name.chars().count());
    shorter >= 4 && (name.starts_with(written) || written.starts_with(name))
}

/// "an actor", "a point".
pub fn with_article(words: &str) -> String {
    let vowel = words.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {words}", if vowel { "an" } else { "a" })
}

/// `` `a`, `b` or `c` ``
pub fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => "nothing".into(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// "did you mean `x`?", or else the sentence given.
pub fn did_you_mean<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> String,
) -> String {
    match nearest(written, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => otherwise(),
    }
}

/// As a terminal shows it. Lines and columns count from 1, columns in characters.
pub fn to_text(sources: &Sources, diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name());
    let file = sources.get(diagnostic.span.file);
    let mut report = Vec::new();
    let group =
        // An empty place at the start of a file means the file as a whole.
        if file.text().is_empty() || diagnostic.span.end == 0 {
            title.element(Origin::path(file.path.as_str()))
        } else {
            let marked = |span: Span, kind: AnnotationKind, label: &str| {
                let annotation = kind.span(first_line(sources, span));
                let label = (!label.is_empty()).then(|| label.to_owned());
                annotation.label(label)
            };
            let mut snippet = Snippet::source(file.text())
                .path(file.path.as_str())
                .annotation(marked(diagnostic.span, AnnotationKind::Primary, &diagnostic.label));
            let mut elsewhere = Vec::new();
            for (span, label) in &diagnostic.others {
                if span.file == diagnostic.span.file {
                    snippet = snippet.annotation(marked(*span, AnnotationKind::Context, label));
                } else {
                    let other = sources.get(span.file);
                    elsewhere.push(
                        Snippet::source(other.text()).path(other.path.as_str()).annotation(marked(
                            *span,
                            AnnotationKind::Context,
                            label,
                        )),
                    );
                }
            }
            title.element(snippet).elements(elsewhere)
        };
    report.push(group.element(Level::HELP.message(diagnostic.help.as_str())));
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&report)
}

/// A frame shows where something begins; the lines after that say nothing more.
fn first_line(sources: &Sources, span: Span) -> std::ops::Range<usize> {
    let range = span.range();
    let text = sources.slice(span);
    match text.find('\n') {
        Some(length) => range.start..range.start + length,
        None => range,
    }
}

/// One JSON document: `{"diagnostics": [{code, severity, message, path, start, end, help}]}`.
pub fn to_json(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    #[derive(Serialize)]
    struct Place {
        line: usize,
        column: usize,
    }
    #[derive(Serialize)]
    struct Entry<'a> {
        code: &'a str,
        severity: Severity,
        message: &'a str,
        path: &'a str,
        start: Place,
        end: Place,
        help: &'a str,
    }
    #[derive(Serialize)]
    struct Document<'a> {
        diagnostics: Vec<Entry<'a>>,
    }
    let place = |span: Span, offset: u32| {
        let (line, column) = line_column(sources.text(span.file), offset as usize);
        Place { line, column }
    };
    let entries = diagnostics.iter().map(|d| Entry {
        code: d.code.name(),
        severity: d.severity,
        message: &d.message,
        path: &sources.get(d.span.file).path,
        start: place(d.span, d.span.start),
        end: place(d.span, d.span.end),
        help: &d.help,
    });
    let document = Document { diagnostics: entries.collect() };
    serde_json::to_string_pretty(&document).expect("strings and numbers always serialise")
}

/// Line and column of a byte, both from 1, the column in characters.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}
