//! Links: `[[entities]]`, `[@citations]`, images, and ordinary links by where they lead.

use super::*;

enum Target<'d> {
    /// http, https, mailto.
    Outside,
    Unsafe,
    Empty,
    /// A content file, and a part of its page.
    File(&'d str, Option<&'d str>),
    /// A part of the same page.
    Own(&'d str),
    /// A path from the site's root.
    Site(&'d str),
    Relative(&'d str),
}

impl<'t> Writer<'t, '_> {
    /// A link of any sort, with the events between its brackets.
    pub(super) fn link(&mut self, tag: Tag<'t>, inner: Events<'t>, at: Range<usize>) {
        let Tag::Link { link_type, dest_url, .. } = &tag else {
            return;
        };
        let dest = dest_url.clone();
        match link_type {
            LinkType::ShortcutUnknown | LinkType::CollapsedUnknown => self.citation(&dest, at),
            LinkType::ReferenceUnknown => {
                // `[words][@id]`, and `[@a][@b]`, which CommonMark reads in the same way.
                let written = &self.text[at.clone()];
                let first = written.split("][").next().unwrap_or_default();
                let first = first.trim_start_matches('[');
                if first.starts_with('@') {
                    self.citation(&format!("{first}; {dest}"), at);
                } else {
                    let message = "words cannot stand for a citation";
                    let help = format!("write the words, and `[{dest}]` behind them");
                    self.report(Code::BadCitation, at, message, &help);
                }
            }
            LinkType::WikiLink { has_pothole } => self.entity_link(&dest, *has_pothole, inner, at),
            LinkType::Email => self.outside(tag, inner),
            _ => self.ordinary_link(tag, &dest, inner, at),
        }
    }

    fn citation(&mut self, label: &str, at: Range<usize>) {
        let mut cited = Vec::new();
        let mut from = at.start;
        for part in label.split(';') {
            let part = part.trim();
            let id = part.strip_prefix('@').unwrap_or_default();
            let found = self.text[from..at.end].find(part).map(|n| from + n);
            let place = match found {
                Some(start) if !part.is_empty() => start..start + part.len(),
                _ => at.clone(),
            };
            if id.is_empty() || id.contains(char::is_whitespace) || id.contains(',') {
                let message = format!("`{part}` is not a citation");
                let help = "write `[@id]`, or `[@id; @other-id]` for several";
                self.report(Code::BadCitation, place, &message, help);
            } else {
                from = place.end;
                cited.push(self.reference(
                    Written::id(id),
                    Sort::Citation,
                    place.start + 1..place.end,
                ));
            }
        }
        if !cited.is_empty() {
            self.close_up();
            let slot = self.slot(Slot::Cite(cited));
            self.raw(slot);
        }
    }

    /// A citation stands close behind its word, so that it does not begin a line.
    fn close_up(&mut self) {
        self.plain.truncate(self.plain.trim_end_matches(' ').len());
        match self.out.last_mut() {
            Some(Event::Text(text)) if text.ends_with(' ') => {
                *text = text.trim_end().to_owned().into();
            }
            Some(Event::SoftBreak) => drop(self.out.pop()),
            _ => {}
        }
        self.raw("&#8288;");
    }

    /// `[[id]]`, `[[kind:id]]`, `[[id#part]]`, `[[id|words]]`.
    fn entity_link(&mut self, dest: &str, has_words: bool, inner: Events<'t>, at: Range<usize>) {
        let dest = dest.strip_suffix('\\').unwrap_or(dest).trim();
        let (id, fragment) = part_of(dest);
        if id.is_empty() || (has_words && empty(&inner)) {
            let help = "write `[[id]]`, or `[[id|words]]`";
            return self.report(Code::EmptyLink, at, "this link is empty", help);
        }
        let fragment = fragment.map(str::to_owned);
        let index = self.reference(Written::id(id), Sort::Mention, at);
        self.write_entity_link(index, fragment, has_words.then_some(inner));
    }

    /// A link to an entity, with its title for words where there are none.
    fn write_entity_link(
        &mut self,
        index: RefIndex,
        fragment: Option<String>,
        words: Option<Events<'t>>,
    ) {
        let start = self.slot(Slot::LinkStart(index, fragment));
        self.plain.push_str(&start);
        self.raw(start);
        match words {
            Some(words) => self.inside(words),
            None => {
                let title = self.slot(Slot::Title(index));
                self.plain.push_str(&title);
                self.raw(title);
            }
        }
        let end = self.slot(Slot::LinkEnd(index));
        self.raw(end);
    }

    fn inside(&mut self, words: Events<'t>) {
        self.enter();
        self.events(words);
        self.leave();
    }

    fn outside(&mut self, tag: Tag<'t>, inner: Events<'t>) {
        self.out.push(Event::Start(tag));
        self.inside(inner);
        self.out.push(Event::End(TagEnd::Link));
    }

    fn ordinary_link(&mut self, tag: Tag<'t>, dest: &str, inner: Events<'t>, at: Range<usize>) {
        if empty(&inner) {
            let help = "put words between the square brackets that say where the link leads";
            self.report(Code::EmptyLink, at.clone(), "this link has no words", help);
        }
        let span = (self.sink.locate)(at.clone());
        let href = match target(dest) {
            Target::Outside => return self.outside(tag, inner),
            Target::Unsafe => {
                let help =
                    "links lead to `https://…`, `http://…`, `mailto:…` or a place of this site";
                return self.report(
                    Code::UnsafeLink,
                    at,
                    "this link's address is not allowed",
                    help,
                );
            }
            Target::Empty => {
                let help = "write an address between the round brackets";
                return self.report(Code::EmptyLink, at, "this link leads nowhere", help);
            }
            Target::File(path, fragment) => {
                let path = join(self.sink.folder, &html::percent_decoded(path));
                let fragment = fragment.map(str::to_owned);
                let index = self.reference(Written::File(path), Sort::Mention, at);
                return self.write_entity_link(index, fragment, Some(inner));
            }
            Target::Own(fragment) => Slot::OwnLink(fragment.to_owned(), span),
            Target::Site(path) | Target::Relative(path) => Slot::Path(path.to_owned(), span),
        };
        let href = self.slot(href);
        self.raw(format!("<a href=\"{href}\">"));
        self.inside(inner);
        self.raw("</a>");
    }

    pub(super) fn image(
        &mut self,
        link: LinkType,
        dest: &str,
        title: &str,
        inner: Events<'t>,
        at: Range<usize>,
    ) {
        let mut alt = String::new();
        for (event, _) in inner {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        if matches!(link, LinkType::WikiLink { .. }) {
            let message = "a page cannot be shown inside another";
            self.report(Code::NoEmbedding, at, message, "link to it: `[[id]]`");
            return;
        }
        if alt.trim().is_empty() {
            let help = "say in the square brackets what the picture tells: `![what it shows](/picture.svg)`";
            self.report(Code::MissingAlt, at.clone(), "this image has no text alternative", help);
        }
        if !matches!(target(dest), Target::Site(_) | Target::Relative(_)) {
            let help =
                "put the picture into static/ and write its path from there: `/pictures/map.svg`";
            self.report(Code::UnsafeLink, at, "an image must come from this site", help);
            return;
        }
        let span = (self.sink.locate)(at);
        let src = self.slot(Slot::Path(dest.to_owned(), span));
        let title = match title {
            "" => String::new(),
            title => format!(" title=\"{}\"", escape(title)),
        };
        self.plain.push_str(&alt);
        self.raw(format!("<img src=\"{src}\" alt=\"{}\"{title} loading=\"lazy\">", escape(&alt)));
    }
}

/// `[@id]` becomes a link that is ours to write; every other unknown `[…]` stays text.
pub(super) fn citation<'t>(link: BrokenLink<'t>) -> Option<(CowStr<'t>, CowStr<'t>)> {
    let ours = link.reference.trim_start().starts_with('@');
    ours.then(|| (link.reference.to_string().into(), "".into()))
}

fn target(dest: &str) -> Target<'_> {
    // Browsers drop blanks and control characters before they look for a scheme.
    let bare: String = dest.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let scheme = bare.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let scheme = scheme.filter(|scheme| !scheme.contains(['/', '?', '#']));
    let (path, fragment) = part_of(dest);
    match scheme.as_deref() {
        Some("http" | "https") if bare.contains("://") => Target::Outside,
        Some("mailto") => Target::Outside,
        Some(_) => Target::Unsafe,
        None if bare.starts_with("//") || bare.contains('\\') => Target::Unsafe,
        None if dest.is_empty() || dest == "#" => Target::Empty,
        None if path.is_empty() => Target::Own(fragment.unwrap_or_default()),
        None if path.ends_with(".md") && !path.starts_with('/') => Target::File(path, fragment),
        None if dest.starts_with('/') => Target::Site(dest),
        None => Target::Relative(dest),
    }
}

/// `../actors/hamas.md` from `content/points/` is `content/actors/hamas.md`.
pub fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// An address and the part of the page that it names, if it names one.
fn part_of(dest: &str) -> (&str, Option<&str>) {
    match dest.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment).filter(|fragment| !fragment.is_empty())),
        None => (dest, None),
    }
}

/// Nothing that a reader could see or hear.
fn empty(events: &Events) -> bool {
    events.iter().all(|(event, _)| match event {
        Event::Text(text) => text.trim().is_empty(),
        Event::Code(_) | Event::Start(Tag::Image { .. }) => false,
        _ => true,
    })
}
