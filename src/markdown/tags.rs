//! HTML in Markdown: a short list, written anew and balanced; all else is refused.

use super::*;

/// HTML that may stand in Markdown, with the attributes it may have. `lang`, `dir` and `title`
/// may stand on all of it.
const ALLOWED: [(&str, &[&str]); 13] = [
    ("a", &["id"]),
    ("abbr", &[]),
    ("bdi", &[]),
    ("br", &[]),
    ("cite", &[]),
    ("details", &["open"]),
    ("kbd", &[]),
    ("mark", &[]),
    ("q", &[]),
    ("span", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
];

impl<'t> Writer<'t, '_> {
    /// A block of HTML. What stands beside its tags is Markdown again.
    pub(super) fn html_block(&mut self, events: Events<'t>) {
        // In a quotation each line has its own range; elsewhere they make one.
        let mut lines: Vec<Range<usize>> = Vec::new();
        for (_, at) in events {
            match lines.last_mut() {
                Some(last) if last.end == at.start => last.end = at.end,
                _ => lines.push(at),
            }
        }
        for at in lines {
            self.html(&self.text[at.clone()], at);
        }
    }

    /// The short list of HTML, written anew; comments are left out; all else is refused.
    pub(super) fn html(&mut self, written: &str, at: Range<usize>) {
        let mut start = 0;
        for tag in html::tags(written) {
            self.beside_tags(&written[start..tag.range.start], at.start + start);
            start = tag.range.end;
            self.tag(&tag, at.start);
        }
        self.beside_tags(&written[start..], at.start + start);
    }

    fn beside_tags(&mut self, text: &str, start: usize) {
        let mut from = 0;
        while let Some(open) = text[from..].find("<!--").map(|at| from + at) {
            self.markdown(start + from..start + open);
            match text[open..].find("-->") {
                Some(close) => from = open + close + 3,
                None => {
                    let place = start + open..start + open + 4;
                    let help = "end it with `-->`";
                    self.report(Code::RawHtml, place, "this comment is not closed", help);
                    return;
                }
            }
        }
        self.markdown(start + from..start + text.len());
    }

    /// Markdown between tags: one paragraph without its `<p>`, or blocks.
    fn markdown(&mut self, at: Range<usize>) {
        let text = self.text;
        let text = &text[at.clone()];
        if text.trim().is_empty() {
            return self.raw(if text.is_empty() { "" } else { "\n" });
        }
        if let Some(sign) = ["<!", "<?"].iter().find(|sign| text.contains(**sign)) {
            let open = at.start + text.find(sign).unwrap_or(0);
            let message = format!("`{sign}` cannot be used in Markdown here");
            return self.report(Code::RawHtml, open..open + 2, &message, "take it away");
        }
        let parser = Parser::new_with_broken_link_callback(text, options(), Some(citation));
        let shifted = parser.into_offset_iter();
        let shifted = shifted.map(|(e, r)| (e, at.start + r.start..at.start + r.end));
        let mut events: Events = shifted.collect();
        self.unknown_notes(&events);
        let begins = |event: &Event| matches!(event, Event::Start(Tag::Paragraph));
        let paragraphs = events.iter().filter(|(event, _)| begins(event)).count();
        if paragraphs == 1 && events.first().is_some_and(|(event, _)| begins(event)) {
            let ends = Event::End(TagEnd::Paragraph);
            events.retain(|(event, _)| !begins(event) && *event != ends);
        }
        self.events(events);
        self.raw(if text.ends_with('\n') { "\n" } else { "" });
    }

    fn tag(&mut self, tag: &html::Tag, base: usize) {
        let place = base + tag.range.start..base + tag.range.end;
        let Some((name, own)) = ALLOWED.iter().find(|(name, _)| *name == tag.name) else {
            if tag.closing
                && let Some(index) = self.refused.iter().rposition(|name| *name == tag.name)
            {
                self.refused.remove(index);
                return;
            }
            if !tag.closing {
                self.refused.push(tag.name.clone());
            }
            let message = format!("`<{}>` cannot be used in Markdown here", tag.name);
            let names = ALLOWED.map(|(name, _)| name).join(", ");
            let help = format!(
                "write it in Markdown, or `\\<` for the sign itself; HTML that may stand here: {names}"
            );
            return self.report(Code::RawHtml, place, &message, &help);
        };
        if tag.closing {
            let within = self.open.len() > self.marks.last().copied().unwrap_or(0);
            if within && self.open.pop_if(|(open, _)| open == name).is_some() {
                self.raw(format!("</{name}>"));
            } else {
                let message = format!("`</{name}>` closes nothing that is open");
                let help = "take it away, or open it in the same paragraph";
                self.report(Code::RawHtml, place, &message, help);
            }
            return;
        }
        let mut html = format!("<{name}");
        let mut seen: Vec<&str> = Vec::new();
        for attribute in &tag.attributes {
            let attribute_name = attribute.name.as_str();
            if seen.contains(&attribute_name) {
                continue;
            }
            seen.push(attribute_name);
            if attribute_name == "id" && attribute.value.trim().is_empty() {
                let help = "give it a name, or take it away";
                self.report(Code::RawHtml, place.clone(), "this id is empty", help);
            } else if attribute_name == "id" && own.contains(&"id") {
                let id = self.id_slot(&attribute.value);
                html.push_str(&format!(" id=\"{id}\""));
            } else if ["lang", "dir", "title"].contains(&attribute_name)
                || own.contains(&attribute_name)
            {
                html.push_str(&format!(" {attribute_name}=\"{}\"", escape(&attribute.value)));
            } else {
                let message = format!("`{attribute_name}` cannot stand on `<{name}>` here");
                let help = "`lang`, `dir` and `title` can; `id` on `<a>`, `open` on `<details>`";
                self.report(Code::RawHtml, place.clone(), &message, help);
            }
        }
        self.raw(html + ">");
        if *name != "br" {
            self.open.push((tag.name.clone(), place));
        }
    }

    /// A Markdown element begins: the tags opened in it must be closed in it.
    pub(super) fn enter(&mut self) {
        self.marks.push(self.open.len());
    }

    pub(super) fn leave(&mut self) {
        let mark = self.marks.pop().unwrap_or(0);
        self.close_tags(mark);
    }

    /// Reports the tags that are still open, but for so many.
    pub(super) fn close_tags(&mut self, mark: usize) {
        while self.open.len() > mark {
            if let Some((name, at)) = self.open.pop() {
                let message = format!("`<{name}>` is opened and not closed");
                let help = format!("add `</{name}>` in the same paragraph, list or quotation");
                self.report(Code::RawHtml, at, &message, &help);
            }
        }
    }
}
