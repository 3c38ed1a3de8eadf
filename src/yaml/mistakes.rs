//! What is wrong with YAML that cannot be read, in the words of those who write it.

use super::*;

impl Reader<'_> {
    /// What the parser says, by the line that it says it of.
    pub(super) fn in_a_writers_words(&self, parser_says: &str, at: usize) -> Diagnostic {
        let at = self.text.floor_char_boundary(self.base + at);
        let line_start = self.text[..at].rfind('\n').map_or(0, |n| n + 1);
        let line_end = self.text[at..].find('\n').map_or(self.text.len(), |n| at + n);
        let line = &self.text[line_start..line_end];
        let character = self.text[at..].chars().next().map_or(0, char::len_utf8);
        let mut span = at..(at + character).min(line_end).max(at);
        let says = |words: &str| parser_says.contains(words);
        let control =
            self.text[at..].chars().next().filter(|c| c.is_control() && !"\n\t".contains(*c));
        if let Some(control) = control {
            let message =
                format!("the character U+{:04X} cannot stand in YAML", u32::from(control));
            return Diagnostic::new(Code::Yaml, self.mark(span), message)
                .label("here")
                .help("take it away: it shows nothing");
        }
        let value_at = line.find(": ").map_or(0, |colon| colon + 2);
        let value = line[value_at..].trim_start();
        let value_start = line_end - value.len();
        let colons = line.matches(": ").count() + usize::from(line.trim_end().ends_with(':'));
        let open_bracket =
            |line: &str| line.matches(['[', '{']).count() > line.matches([']', '}']).count();
        let before = self.text[..line_start].trim_end().rsplit('\n').next().unwrap_or_default();
        let brackets = says("bracket") || says("flow") || says("',' or") || open_bracket(before);
        if let Some(hash) = line.find(" #")
            && (says("comment intercepting") || (brackets && open_bracket(&line[..hash])))
        {
            return cut_short(self.mark(line_start + hash + 1..line_end));
        }
        if let Some(open) = line.find("[[")
            && let Some(length) = line[open..].find("]]")
            && !line[open + length + 2..].trim().is_empty()
            && !line[..open].contains('"')
        {
            let at = line_start + open..line_start + open + length + 2;
            let link = &line[open..open + length + 2];
            let help = format!("put the text in quotation marks: `\"… {link} …\"`");
            return Diagnostic::new(
                Code::UnquotedLink,
                self.mark(at),
                "YAML reads `[[…]]` as a list in a list",
            )
            .label("not in quotation marks")
            .help(help);
        }
        let tab =
            [line, self.text[line_end..].trim_start_matches('\n').lines().next().unwrap_or("")]
                .iter()
                .find_map(|line| line.find('\t').filter(|at| line[..*at].trim().is_empty()));
        let (message, help): (&str, &str) = if says("tab") || tab.is_some() {
            let from = if line.contains('\t') { line_start } else { line_end };
            if let Some(found) = self.text[from..].find('\t') {
                span = from + found..from + found + 1;
            }
            ("a tab stands where YAML wants blanks", "indent with blanks, two for each level")
        } else if says("mapping values are not allowed") && colons > 1 {
            span = value_start..line_end;
            (
                "a second `: ` on one line",
                "put the value in quotation marks: `title: \"Gaza: the plan\"`",
            )
        } else if says("mapping values are not allowed") {
            span = line_end - line.trim_start().len()..line_end;
            (
                "this line goes on from the one before",
                "indent it like the other keys, and see that the line before has its colon",
            )
        } else if says("unclosed quote") || says("while scanning a quoted scalar") {
            (
                "a quotation mark is opened and never closed",
                "close it, or double it (`''`) inside single quotation marks",
            )
        } else if says("invalid trailing content") {
            let help = if value.starts_with('"') {
                "put the whole value in single quotation marks: `'The \"plan\"'`"
            } else {
                "put the whole value in double quotation marks, or double the apostrophe: `'Israel''s'`"
            };
            ("text follows a closed quotation mark", help)
        } else if says("escape") {
            (
                "in double quotation marks `\\` begins an escape",
                "write `\\\\`, or use single quotation marks",
            )
        } else if value.starts_with('[') && !brackets {
            span = value_start..line_end;
            ("a value that begins with `[` is a list to YAML", "put the value in quotation marks")
        } else if says("misplaced bracket") {
            (
                "a bracket is closed that is not open",
                "take it away, or put the value in quotation marks",
            )
        } else if brackets && (line.contains(",,") || line.contains(", ,")) {
            ("there is nothing between two commas", "take one comma away")
        } else if says("unclosed bracket") {
            (
                "a bracket is opened and never closed",
                "close the bracket, and put a comma between the entries",
            )
        } else if brackets && !value.starts_with([']', '}', ',']) {
            if open_bracket(before) && !open_bracket(line) {
                let at = before.rfind(['[', '{']).unwrap_or(0);
                let start = self.text[..line_start].trim_end().len() - before.len() + at;
                span = start..start + 1;
            }
            (
                "a list in `[ ]` or a group in `{ }` is not closed or not separated",
                "close the bracket, and put a comma between the entries",
            )
        } else if says("unexpected character")
            || says("not allowed in this context")
            || value.starts_with(['-', '?', '>', '|', ',', ']', '}', '%', '@', '`'])
        {
            ("a value cannot begin with this character", "put the value in quotation marks")
        } else if value.starts_with('&') && (says("anchor") || says("alias")) {
            return feature(
                self.mark(span),
                "an anchor (`&name`)",
                "put the value in quotation marks if the `&` belongs to it",
            );
        } else if says("anchor") || says("alias") {
            return feature(
                self.mark(span),
                "an alias (`*name`)",
                "put the value in quotation marks if the `*` belongs to it",
            );
        } else if says("tag") {
            return feature(
                self.mark(span),
                "a tag (`!name`)",
                "put the value in quotation marks if the `!` belongs to it",
            );
        } else if says("'-' indicator") || says("<document start>") || says("expected key") {
            span = line_end - line.trim_start().len()..line_end;
            (
                "this line is not indented like the ones it belongs to",
                "indent the keys of one group by the same number of blanks",
            )
        } else if says("simple key") || says("expected ':'") {
            (
                "this line is not `key: value`",
                "add the colon and a blank after the key, or indent the line if it goes on from the one before",
            )
        } else if says("recursion") || says("nest") {
            (
                "this is nested deeper than 32 levels",
                "spread the content over several entries or files",
            )
        } else {
            (
                "the YAML cannot be read here",
                "look at the indentation and the quotation marks of this line and the one before",
            )
        };
        Diagnostic::new(Code::Yaml, self.mark(span), message).label("here").help(help)
    }
}

pub(super) fn feature(span: Span, what: &str, cure: &str) -> Diagnostic {
    Diagnostic::new(Code::YamlFeature, span, format!("{what} cannot be used here"))
        .label("not used in planbook")
        .help(cure)
}
