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
    pub(super) fn citation(&mut self, label: &str, at: Range<usize>) {
        let mut cited = Vec::new();
        for part in label.split(';') {
            let part = part.trim();
            let id = part.strip_prefix('@').unwrap_or_default();
            if id.is_empty() || id.contains(char::is_whitespace) || id.contains(',') {
                let message = format!("`{part}` is not a citation");
                let help = "write `[@id]`, or `[@id; @other-id]` for several";
                self.report(Code::BadCitation, at.clone(), &message, help);
            } else {
                let start = at.start + self.text[at.clone()].find(id).unwrap_or(0);
                let place = start..start + id.len();
                cited.push(self.reference(Written::id(id), Sort::Citation, place));
            }
        }
        if !cited.is_empty() {
            let slot = self.slot(Slot::Cite(cited));
            self.raw(slot);
        }
    }

    /// `[[id]]`, `[[kind:id]]`, `[[id#part]]`, `[[id|words]]`.
    pub(super) fn entity_link(
        &mut self,
        dest: &str,
        has_words: bool,
        empty: bool,
        at: Range<usize>,
    ) {
        let dest = dest.strip_suffix('\\').unwrap_or(dest).trim();
        let (id, fragment) = match dest.split_once('#') {
            Some((id, fragment)) => (id, Some(fragment.to_owned())),
            None => (dest, None),
        };
        if id.is_empty() || (has_words && empty) {
            let help = "write `[[id]]`, or `[[id|words]]`";
            self.report(Code::EmptyLink, at.clone(), "this link is empty", help);
        }
        let index = self.reference(Written::id(id), Sort::Mention, at);
        let start = self.slot(Slot::LinkStart(index, fragment));
        self.plain.push_str(&start);
        self.raw(start);
        if has_words {
            self.links.push(Link::Ours(index));
        } else {
            let title = self.slot(Slot::Title(index));
            let end = self.slot(Slot::LinkEnd(index));
            self.plain.push_str(&title);
            self.raw(title);
            self.raw(end);
        }
    }

    pub(super) fn ordinary_link(
        &mut self,
        tag: Tag<'t>,
        link: LinkType,
        dest: &str,
        empty: bool,
        at: Range<usize>,
    ) {
        if empty {
            let help = "put words between the square brackets that say where the link leads";
            self.report(Code::EmptyLink, at.clone(), "this link has no words", help);
        }
        let span = (self.sink.locate)(at.clone());
        match target(dest) {
            _ if link == LinkType::Email => self.out.push(Event::Start(tag)),
            Target::Outside => self.out.push(Event::Start(tag)),
            Target::Unsafe => {
                let help =
                    "links lead to `https://…`, `http://…`, `mailto:…` or a place of this site";
                self.report(Code::UnsafeLink, at, "this link's address is not allowed", help);
                self.links.push(Link::Raw);
                self.raw("<a>")
            }
            Target::Empty => {
                let help = "write an address between the round brackets";
                self.report(Code::EmptyLink, at, "this link leads nowhere", help);
                self.links.push(Link::Raw);
                self.raw("<a>")
            }
            Target::File(path, fragment) => {
                let path = join(self.sink.folder, path);
                let fragment = fragment.map(str::to_owned);
                let index = self.reference(Written::File(path), Sort::Mention, at);
                let start = self.slot(Slot::LinkStart(index, fragment));
                self.plain.push_str(&start);
                self.raw(start);
                self.links.push(Link::Ours(index));
            }
            Target::Own(fragment) => {
                let href = self.slot(Slot::OwnLink(fragment.to_owned(), span));
                self.raw(format!("<a href=\"{href}\">"));
                self.links.push(Link::Raw);
            }
            Target::Site(path) | Target::Relative(path) => {
                let href = self.slot(Slot::Path(path.to_owned(), span));
                self.raw(format!("<a href=\"{href}\">"));
                self.links.push(Link::Raw);
            }
        }
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
            self.report(Code::UnknownReference, at, message, "link to it: `[[id]]`");
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
    let (path, fragment) = match dest.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (dest, None),
    };
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
