//! Footnotes: numbered by their first mark, written at the end, linked back to every mark.

use super::*;

#[derive(Default)]
pub(super) struct Notes<'t> {
    pub(super) definitions: Vec<(CowStr<'t>, Range<usize>, Events<'t>)>,
    /// By number - 1: the name, the id of the note, the ids of its marks.
    used: Vec<(CowStr<'t>, String, Vec<String>)>,
}

impl<'t> Writer<'t, '_> {
    /// Footnotes are written at the end, whatever place they were defined at.
    pub(super) fn cut_notes(&mut self, events: Events<'t>) -> Events<'t> {
        let mut kept = Vec::with_capacity(events.len());
        let mut inside = false;
        for (event, at) in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    inside = true;
                    let first = self.notes.definitions.iter().find(|d| d.0 == name);
                    if let Some(first) = first.map(|first| first.1.clone()) {
                        let first = (self.sink.locate)(first);
                        let span = (self.sink.locate)(at.clone());
                        let message = format!("the footnote `[^{name}]` is there twice");
                        let twice = Diagnostic::new(Code::DuplicateNote, span, message)
                            .label("again here")
                            .other(first, "first here")
                            .help("give one of the two another name");
                        self.sink.out.push(twice);
                    }
                    self.notes.definitions.push((name, at, Vec::new()));
                }
                Event::End(TagEnd::FootnoteDefinition) => inside = false,
                event if inside => {
                    if let Some((_, _, events)) = self.notes.definitions.last_mut() {
                        events.push((event, at));
                    }
                }
                event => kept.push((event, at)),
            }
        }
        kept
    }

    /// pulldown-cmark leaves a mark without a footnote as text.
    pub(super) fn unknown_notes(&mut self, events: &Events<'t>) {
        let mut code = 0;
        let mut found: Vec<Range<usize>> = Vec::new();
        // Stretches of text, which come in pieces.
        let mut text: Option<Range<usize>> = None;
        for (event, at) in events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => code += 1,
                Event::End(TagEnd::CodeBlock) => code -= 1,
                Event::Text(_) if code == 0 => {
                    if let Some(before) = text.as_mut().filter(|before| before.end == at.start) {
                        before.end = at.end;
                        continue;
                    }
                    let before = text.replace(at.clone());
                    found.extend(before.into_iter().flat_map(|at| marks(self.text, at)));
                    continue;
                }
                _ => {}
            }
            found.extend(text.take().into_iter().flat_map(|at| marks(self.text, at)));
        }
        found.extend(text.take().into_iter().flat_map(|at| marks(self.text, at)));
        found.sort_by_key(|at| at.start);
        found.dedup();
        for at in found {
            let name = self.text[at.clone()].to_owned();
            let message = format!("there is no footnote `{name}`");
            let help =
                format!("add a paragraph `{name}: …`, or write `\\{name}` if it is no footnote");
            self.report(Code::UnknownNote, at, &message, &help);
        }
    }

    pub(super) fn note_mark(&mut self, name: CowStr<'t>) {
        let known = self.notes.used.iter().position(|(used, ..)| *used == name);
        let index = known.unwrap_or_else(|| {
            self.sink.ids.notes += 1;
            let id = self.sink.ids.unique(&format!("note-{}", self.sink.ids.notes));
            self.notes.used.push((name, id, Vec::new()));
            self.notes.used.len() - 1
        });
        let number = index + 1;
        let (_, note, marks) = &self.notes.used[index];
        let note = note.clone();
        let wish = match marks.len() {
            0 => format!("{note}-mark"),
            n => format!("{note}-mark-{}", n + 1),
        };
        let mark = self.sink.ids.unique(&wish);
        self.notes.used[index].2.push(mark.clone());
        let id = self.id_slot(&mark);
        let href = self.slot(Slot::OwnHref(note));
        let label = self.slot(Slot::Word("footnote-ref", number));
        self.raw(format!(
            "<sup class=\"note-mark\"><a id=\"{id}\" href=\"{href}\" role=\"doc-noteref\" aria-label=\"{label}\">{number}</a></sup>"
        ));
    }

    pub(super) fn write_notes(&mut self) {
        if self.notes.used.is_empty() && self.notes.definitions.is_empty() {
            return;
        }
        let mut definitions = std::mem::take(&mut self.notes.definitions);
        let mut index = 0;
        // A note may hold the mark of another, so the list can grow while it is written.
        while index < self.notes.used.len() {
            if index == 0 {
                let label = self.slot(Slot::Word("footnotes", 0));
                self.raw(format!(
                    "<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"{label}\">\n<ol>\n"
                ));
            }
            let (name, id, _) = self.notes.used[index].clone();
            let found = definitions.iter().position(|(defined, ..)| *defined == name);
            let events = found.map(|at| std::mem::take(&mut definitions[at].2));
            let id = self.id_slot(&id);
            self.raw(format!("<li id=\"{id}\">\n"));
            self.events(events.unwrap_or_default());
            let marks = self.notes.used[index].2.clone();
            self.raw("<p class=\"note-back\">");
            for mark in marks {
                let href = self.slot(Slot::OwnHref(mark));
                let label = self.slot(Slot::Word("footnote-back", index + 1));
                self.raw(format!("<a href=\"{href}\" role=\"doc-backlink\" aria-label=\"{label}\">\u{21a9}\u{fe0e}</a> "));
            }
            self.raw("</p></li>\n");
            index += 1;
        }
        if index > 0 {
            self.raw("</ol>\n</section>\n");
        }
        for (name, at, _) in definitions {
            if !self.notes.used.iter().any(|(used, ..)| *used == name) {
                let message = format!("no mark refers to the footnote `[^{name}]`");
                let help = format!("write `[^{name}]` where it belongs, or take the footnote away");
                self.report(Code::UnusedNote, at, &message, &help);
            }
        }
    }
}

/// `[^name]` in a stretch of text, but for those behind a backslash.
fn marks(text: &str, at: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = at.start;
    while let Some(open) = text[from..at.end].find("[^").map(|n| from + n) {
        let Some(length) = text[open..at.end].find(']') else {
            break;
        };
        from = open + length + 1;
        let name = &text[open + 2..open + length];
        let escaped = text[..open].ends_with('\\');
        if !name.is_empty() && !name.contains(char::is_whitespace) && !escaped {
            found.push(open..from);
        }
    }
    found
}
