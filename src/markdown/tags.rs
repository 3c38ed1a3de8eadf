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

impl Writer<'_, '_> {
    /// The short list of HTML, written anew; comments are left out; all else is refused.
    pub(super) fn html(&mut self, written: &str, at: Range<usize>) {
        let mut text_start = 0;
        for tag in html::tags(written) {
            self.text_beside_tags(&written[text_start..tag.range.start]);
            text_start = tag.range.end;
            self.tag(&tag, at.start);
        }
        self.text_beside_tags(&written[text_start..]);
    }

    /// In a block of HTML there is text that Markdown does not read.
    fn text_beside_tags(&mut self, text: &str) {
        let mut rest = text;
        let mut kept = String::new();
        while let Some((before, comment)) = rest.split_once("<!--") {
            kept.push_str(before);
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        }
        kept.push_str(rest);
        self.plain.push_str(kept.trim());
        self.raw(kept.replace('<', "&lt;"));
    }

    pub(super) fn tag(&mut self, tag: &html::Tag, base: usize) {
        let place = base + tag.range.start..base + tag.range.end;
        let Some((name, own)) = ALLOWED.iter().find(|(name, _)| *name == tag.name) else {
            let message = format!("`<{}>` cannot be used in Markdown here", tag.name);
            let names = ALLOWED.map(|(name, _)| name).join(", ");
            let help = format!(
                "write it in Markdown, or `\\<` for the sign itself; HTML that may stand here: {names}"
            );
            return self.report(Code::RawHtml, place, &message, &help);
        };
        if tag.closing {
            if self.open.pop_if(|(open, _)| open == name).is_some() {
                self.raw(format!("</{name}>"));
            } else {
                let message = format!("`</{name}>` closes nothing that is open");
                let help = "take it away, or open it in the same paragraph";
                self.report(Code::RawHtml, place, &message, help);
            }
            return;
        }
        let mut html = format!("<{name}");
        for attribute in &tag.attributes {
            let attribute_name = attribute.name.as_str();
            if attribute_name == "id" && own.contains(&"id") {
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

    /// Inline HTML ends where its block ends.
    pub(super) fn end_of_block(&mut self) {
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
        let inline = self.open.iter().position(|(name, _)| name != "details" && name != "summary");
        if let Some(index) = inline {
            let (name, at) = self.open.swap_remove(index);
            self.open.truncate(index);
            self.unbalanced(&name, at);
        }
    }

    pub(super) fn unbalanced(&mut self, name: &str, at: Range<usize>) {
        let message = format!("`<{name}>` is opened and not closed");
        let help = format!("add `</{name}>` in the same paragraph");
        self.report(Code::RawHtml, at, &message, &help);
    }
}
