//! House rules on words, as `house:` in site.yaml states them.
//!
//! They look at what authors wrote, in the file: not at words between double quotation marks,
//! block quotations, code, and the ids in links and citations, which are not the author's own.

use unicode_segmentation::UnicodeSegmentation;

use crate::config::House;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Data, Record, Value};
use crate::graph::{EntityId, Graph};
use crate::model::{Field, Fields, Type};
use crate::source::{Sources, Span};

/// Every place where the content does not keep the rules.
pub fn judge(sources: &Sources, graph: &Graph, house: &House, today: Date) -> Diagnostics {
    let mut judge = Judge { sources, graph, house, out: Vec::new() };
    for id in graph.ids() {
        let kind = graph.kind_of(id);
        if !house.except_kinds.contains(&kind.name) {
            judge.record(id, &kind.fields, &graph.document(id).record);
        }
        judge.review(id, today);
    }
    judge.out
}

struct Judge<'a> {
    sources: &'a Sources,
    graph: &'a Graph<'a>,
    house: &'a House,
    out: Diagnostics,
}

impl Judge<'_> {
    fn record(&mut self, id: EntityId, fields: &Fields, record: &Record) {
        for (field, value) in fields.values().zip(&record.values) {
            if let Some(value) = value
                && !self.house.except_fields.contains(&field.name)
            {
                self.value(id, field, value);
            }
        }
    }

    fn value(&mut self, id: EntityId, field: &Field, value: &Value) {
        match (&value.data, &field.ty) {
            (Data::List(items), _) => items.iter().for_each(|item| self.value(id, field, item)),
            (Data::Record(record), Type::Record(fields)) => self.record(id, fields, record),
            (Data::Text(body) | Data::Markdown(body), _) => {
                self.words(value.span);
                if field.name == "summary" {
                    self.sentences(&self.graph.plain(id, body), value.span);
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, span: Span) {
        let text = self.sources.slice(span);
        let own = own_words(text);
        for (word, advice) in &self.house.words {
            for at in occurrences(&own, word) {
                let start = span.start as usize + at;
                let place = Span::new(span.file, start..start + word.len());
                let found = &text[at..at + word.len()];
                let discouraged = Diagnostic::new(
                    Code::DiscouragedWord,
                    place,
                    format!("`{found}` is discouraged here"),
                )
                .label("see the house rules")
                .help(advice.clone());
                self.out.push(discouraged);
            }
        }
    }

    fn sentences(&mut self, plain: &str, span: Span) {
        let Some(most) = self.house.sentence_words else {
            return;
        };
        for sentence in plain.unicode_sentences() {
            let words = sentence.split_whitespace().count();
            if words > most {
                let begin: Vec<&str> = sentence.split_whitespace().take(4).collect();
                let message =
                    format!("a sentence of this summary has {words} words, and {most} is the most");
                let long = Diagnostic::new(Code::LongSentence, span, message)
                    .label(format!("the one that begins “{}”", begin.join(" ")))
                    .help("make two sentences of it");
                self.out.push(long);
            }
        }
    }

    fn review(&mut self, id: EntityId, today: Date) {
        if let Some((last, due)) = self.graph.review(id)
            && today.is_after(due)
        {
            let place = self.graph.document(id).place;
            let message = format!("last checked on {last}, and due again on {due}");
            let due = Diagnostic::new(Code::ReviewDue, place, message)
                .label("may be out of date")
                .help("read the sources for this page again, and move the date");
            self.out.push(due);
        }
    }
}

/// The text in lower case with all that is not the author's own blanked, byte for byte.
fn own_words(text: &str) -> String {
    let mut own: Vec<u8> = text.as_bytes().to_vec();
    own.make_ascii_lowercase();
    // The quotation marks of YAML stand around the whole.
    let inner = if text.len() > 1 && text.starts_with('"') && text.ends_with('"') {
        1..text.len() - 1
    } else {
        0..text.len()
    };
    let mut blank = |range: std::ops::Range<usize>| own[range].fill(b' ');
    for (open, close) in
        [("“", "”"), ("\"", "\""), ("[[", "]]"), ("[@", "]"), ("`", "`"), ("](", ")")]
    {
        let mut from = inner.start;
        while let Some(start) = text[from..inner.end].find(open).map(|at| from + at) {
            let after = start + open.len();
            let Some(length) = text[after..inner.end].find(close) else {
                break;
            };
            let end = after + length;
            // Of a link, the words are the author's.
            let words = text[after..end].find('|').filter(|_| open == "[[");
            blank(start..words.map_or(end, |bar| after + bar));
            from = end + close.len();
        }
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('>') && start > 0 {
            blank(start..start + line.len());
        }
        start += line.len();
    }
    String::from_utf8_lossy(&own).into_owned()
}

/// Where a word or phrase stands, with no letter right before or behind it.
fn occurrences(text: &str, word: &str) -> Vec<usize> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |(at, found): &(usize, &str)| {
        let before = text[..*at].chars().next_back();
        let behind = text[at + found.len()..].chars().next();
        !letter(before) && !letter(behind)
    };
    text.match_indices(word).filter(whole).map(|(at, _)| at).collect()
}
