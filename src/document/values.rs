//! The values of a record, each judged by the field that declares it.

use super::*;

const REQUIRED: &str = "give it a value";
const OPTIONAL: &str = "give it a value, or take the key away";

impl Reader<'_> {
    /// The values of `fields`; every key that is neither one of them nor `given` is reported.
    pub(super) fn values(
        &mut self,
        fields: &Fields,
        given: &[&str],
        node: &Node,
        in_file: bool,
    ) -> Vec<Option<Value>> {
        let mut values: Vec<Option<Value>> = vec![None; fields.len()];
        let mut there: Vec<&str> = Vec::new();
        let flow = matches!(node.value, Yaml::Map { flow: true, .. });
        let mut cut = false;
        let own_body = |name: &str| in_file && name == "body";
        let known = || {
            let declared = fields.keys().map(String::as_str).filter(|name| !own_body(name));
            given.iter().copied().chain(declared)
        };
        for entry in node.entries() {
            let key = entry.key.value.as_str();
            if let Some((index, _, field)) = fields.get_full(key)
                && !own_body(key)
            {
                there.push(key);
                values[index] = self.value(field, &entry.value);
            } else if given.contains(&key) {
                there.push(key);
            } else if own_body(key) {
                let message = "`body` is the text under the front matter".into();
                let help = "write it under the closing `---`";
                self.report(Code::UnknownKey, entry.key.span, message, "not here", help.into());
            } else if flow && key.contains(' ') {
                if cut {
                    continue;
                }
                cut = true;
                let message = "a comma in `{ }` has cut a sentence in two".into();
                let help =
                    "write the entry as lines of their own, or put the sentence in quotation marks";
                self.report(
                    Code::UnknownKey,
                    entry.key.span,
                    message,
                    "read as a key",
                    help.into(),
                );
            } else {
                let free = known().filter(|name| node.get(name).is_none());
                there.extend(nearest(key, free.clone()));
                self.out.push(yaml::unknown_key(&entry.key, free, known()));
            }
        }
        let required = fields.values().filter(|f| f.required && !own_body(&f.name));
        let required = required.map(|field| field.name.as_str());
        let title = given.contains(&"title").then_some("title");
        for name in title.into_iter().chain(required) {
            if !there.contains(&name) {
                self.out.push(yaml::missing_key(node, name));
            }
        }
        for (value, field) in values.iter_mut().zip(fields.values()) {
            if value.is_none() && !there.contains(&field.name.as_str()) {
                *value = default(field, node.span);
            }
        }
        values
    }

    fn value(&mut self, field: &Field, node: &Node) -> Option<Value> {
        if self.nothing(node, if field.required { REQUIRED } else { OPTIONAL }) {
            return None;
        }
        if !field.many {
            return self.one(field, node);
        }
        let Yaml::List(items) = &node.value else {
            let message = format!("`{}` is a list, found {}", field.name, node.what());
            let help = match node.text() {
                Some(text) if text.contains(',') => {
                    format!("write `[{text}]`, or a line with `- ` for each entry under the key")
                }
                Some(text) => format!("write `[{text}]`, or a line `- {text}` under the key"),
                None => "begin each entry with `- `".into(),
            };
            self.report(Code::WrongType, node.span, message, "not a list", help);
            return None;
        };
        let values: Vec<Value> = items.iter().filter_map(|item| self.entry(field, item)).collect();
        self.counted(field, node, items.len());
        self.repeated(items, &field.ty);
        Some(Value { data: Data::List(values), span: node.span })
    }

    /// No value, or an empty text; `help` says what to do.
    pub(super) fn nothing(&mut self, node: &Node, help: &str) -> bool {
        let empty = node.text().is_some_and(|text| text.trim().is_empty());
        if node.value == Yaml::Null || empty {
            let mut nothing = yaml::empty(node);
            if nothing.code == Code::Empty {
                nothing.help = help.to_owned();
            }
            self.out.push(nothing);
        }
        empty || matches!(node.value, Yaml::Null | Yaml::Refused)
    }

    fn entry(&mut self, field: &Field, item: &Node) -> Option<Value> {
        if self.nothing(item, "give it a value, or take the entry away") {
            return None;
        }
        self.one(field, item)
    }

    fn counted(&mut self, field: &Field, node: &Node, count: usize) {
        let entries = |n: i64| {
            if n == 1 { "one entry".into() } else { format!("{n} entries") }
        };
        if let Some(min) = field.min.filter(|min| (count as i64) < *min) {
            let message =
                format!("`{}` needs at least {}, found {count}", field.name, entries(min));
            self.report(Code::TooFew, node.span, message, "too few", "add what is missing".into());
        }
        if let Some(max) = field.max.filter(|max| (count as i64) > *max) {
            let message = format!("`{}` takes at most {}, found {count}", field.name, entries(max));
            self.report(Code::TooMany, node.span, message, "too many", "take some away".into());
        }
    }

    fn repeated(&mut self, items: &[Node], ty: &Type) {
        if !matches!(ty, Type::Ref(_) | Type::Choice(_)) {
            return;
        }
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for item in items {
            let Some(text) = item.text() else { continue };
            if let Some(earlier) = first.get(text) {
                let twice = Diagnostic::new(
                    Code::Repeated,
                    item.span,
                    format!("`{text}` stands in this list twice"),
                )
                .label("again here")
                .other(*earlier, "first here")
                .help("take one of them away");
                self.out.push(twice);
            } else {
                first.insert(text, item.span);
            }
        }
    }

    /// One value of a field's type.
    fn one(&mut self, field: &Field, node: &Node) -> Option<Value> {
        let span = node.span;
        let data = match &field.ty {
            Type::Record(fields) => {
                let Yaml::Map { .. } = node.value else {
                    self.out.push(yaml::wrong_type(node, field.ty.in_words()));
                    return None;
                };
                let values = self.values(fields, &[], node, false);
                Data::Record(Record { values, span })
            }
            Type::String => Data::String(self.line(node)?),
            Type::Text => Data::Text(self.markdown(field, node, markdown::inline)?),
            Type::Markdown => Data::Markdown(self.markdown(field, node, markdown::blocks)?),
            Type::Integer => Data::Integer(self.integer(field, node)?),
            Type::Bool => Data::Bool(self.truth(node)?),
            Type::Url => Data::Url(self.url(node)?),
            Type::Date => Data::Date(self.date(node)?),
            Type::Choice(choice) => {
                let text = self.scalar(node, "one of the model's values")?.text.clone();
                match choice.values.get_index_of(&text) {
                    Some(index) => Data::Choice(index),
                    None => {
                        let names = || choice.values.keys().map(String::as_str);
                        let message = format!("`{text}` is not a value of `{}`", field.name);
                        let all = diagnostic::one_of(names());
                        let help = match nearest(&text, names()) {
                            Some(near) => format!("did you mean `{near}`? The values are {all}"),
                            None => format!("write {all}"),
                        };
                        self.report(
                            Code::UnknownChoice,
                            span,
                            message,
                            "not one of the values",
                            help,
                        );
                        return None;
                    }
                }
            }
            Type::Ref(ty) => {
                let scalar = self.scalar(node, "an id")?;
                if scalar.text.starts_with("[[") {
                    let id = scalar.text.trim_matches(['[', ']']);
                    let message = "`[[…]]` is for texts: a reference is the bare id".into();
                    let help = format!("write `{id}`");
                    self.report(Code::UnquotedLink, span, message, "not an id", help);
                    return None;
                }
                let written = Written::id(&scalar.text);
                let sort = Sort::Field(ty.to.clone());
                self.refs.push(Reference { span, written, sort });
                Data::Ref(RefIndex(self.refs.len() - 1))
            }
        };
        Some(Value { data, span })
    }

    fn scalar<'n>(&mut self, node: &'n Node, expected: &str) -> Option<&'n Scalar> {
        match &node.value {
            Yaml::Scalar(scalar) => Some(scalar),
            Yaml::Refused => None,
            _ if self.text[node.span.range()].starts_with("[[")
                || self.text[..node.span.start as usize].ends_with('[')
                    && matches!(node.value, Yaml::List(_)) =>
            {
                let written = self.text[node.span.range()].trim_matches(['[', ']']).to_owned();
                let message = "YAML reads `[[…]]` as a list in a list".into();
                let help = match expected {
                    "an id" => format!("write the bare id: `{written}`"),
                    _ => format!("put the text in quotation marks: `\"… [[{written}]] …\"`"),
                };
                self.report(Code::UnquotedLink, node.span, message, "not in quotation marks", help);
                None
            }
            _ => {
                let mut wrong = yaml::wrong_type(node, expected);
                if expected == "text" && matches!(node.value, Yaml::List(_)) {
                    wrong.help = "put the text in quotation marks".into();
                }
                self.out.push(wrong);
                None
            }
        }
    }

    /// Text as it is written, in one line.
    pub(super) fn line(&mut self, node: &Node) -> Option<String> {
        let scalar = self.words(node)?;
        let text = scalar.text.trim();
        if text.contains('\n') {
            let help = "write it in one line".into();
            let message = "this is one line of text, and more stands here".into();
            self.report(Code::WrongType, node.span, message, "more than one line", help);
            return None;
        }
        Some(text.to_owned())
    }

    /// A scalar that holds words, of which YAML must not have cut any.
    fn words<'n>(&mut self, node: &'n Node) -> Option<&'n Scalar> {
        let scalar = self.scalar(node, "text")?;
        if let (true, Some(comment)) = (scalar.plain, node.comment) {
            self.out.push(yaml::cut_short(comment));
        }
        Some(scalar)
    }

    fn markdown(
        &mut self,
        field: &Field,
        node: &Node,
        parse: fn(&str, Sink) -> Body,
    ) -> Option<Body> {
        let scalar = self.words(node)?;
        let file = self.text;
        let locate = |at: Range<usize>| place_in_scalar(file, node.span, &scalar.text, at);
        let body = parse(&scalar.text, self.sink(&locate));
        if body.html.is_empty() && !diagnostic::any_error(&self.out) {
            self.out.push(yaml::empty(node));
        }
        self.too_long(field, &body, node.span);
        Some(body)
    }

    pub(super) fn sink<'s>(&'s mut self, locate: &'s dyn Fn(Range<usize>) -> Span) -> Sink<'s> {
        Sink {
            refs: &mut self.refs,
            ids: &mut self.ids,
            locate,
            folder: self.folder,
            out: &mut self.out,
        }
    }

    pub(super) fn too_long(&mut self, field: &Field, body: &Body, span: Span) {
        let Some(max) = field.max_words else { return };
        let words: usize = body
            .plain
            .iter()
            .map(|piece| match piece {
                markdown::Piece::Text(text) => text.split_whitespace().count(),
                markdown::Piece::Slot(slot) => {
                    usize::from(matches!(body.slots[*slot], markdown::Slot::Title(_)))
                }
            })
            .sum();
        if words > max {
            let message = format!("`{}` has {words} words, and {max} is the most", field.name);
            let help = match words - max {
                1 => "shorten it by one word".into(),
                more => format!("shorten it by {more} words"),
            };
            self.report(Code::TooLong, span, message, "too long", help);
        }
    }

    fn integer(&mut self, field: &Field, node: &Node) -> Option<i64> {
        let scalar = self.scalar(node, "a whole number")?;
        let text = &scalar.text;
        let Some(number) = yaml::integer(text) else {
            let message = format!("`{text}` is not a whole number");
            let help = "write digits alone, without a zero in front: `12`";
            self.report(Code::WrongType, node.span, message, "not a whole number", help.into());
            return None;
        };
        let below = field.min.filter(|min| number < *min && !field.many);
        let above = field.max.filter(|max| number > *max && !field.many);
        if let Some(limit) = below.or(above) {
            let side = if below.is_some() { "least" } else { "most" };
            let message = format!("{number} is out of range: the {side} is {limit}");
            let help = "correct the number, or the limits in model.yaml";
            self.report(Code::OutOfRange, node.span, message, "out of range", help.into());
        }
        Some(number)
    }

    pub(super) fn truth(&mut self, node: &Node) -> Option<bool> {
        let scalar = self.scalar(node, "`true` or `false`")?;
        match scalar.text.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                let message = format!("expected `true` or `false`, found `{other}`");
                let help = "write `true` or `false`".into();
                self.report(Code::WrongType, node.span, message, "neither", help);
                None
            }
        }
    }

    pub(super) fn date(&mut self, node: &Node) -> Option<Date> {
        let scalar = self.scalar(node, "a date")?;
        match Date::parse(&scalar.text) {
            Ok(date) => Some(date),
            Err(why) => {
                let message = format!("`{}` is not a date", scalar.text);
                self.report(Code::BadDate, node.span, message, "not a date", why);
                None
            }
        }
    }

    fn url(&mut self, node: &Node) -> Option<String> {
        let text = &self.words(node)?.text;
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let sound = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']))
            && !text
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c));
        if sound {
            return Some(text.clone());
        }
        let message = format!("`{text}` is not a web address");
        let help = match rest {
            Some(rest) if !rest.is_empty() => {
                "take blanks and signs out that no address has: write `%20` for a blank"
            }
            _ => "write the whole address, beginning with `https://`",
        };
        self.report(Code::BadUrl, node.span, message, "not an address", help.into());
        None
    }
}

fn default(field: &Field, span: Span) -> Option<Value> {
    let text = field.default.as_ref()?;
    let data = match &field.ty {
        Type::Choice(choice) => Data::Choice(choice.values.get_index_of(text)?),
        Type::Integer => Data::Integer(text.parse().ok()?),
        Type::Bool => Data::Bool(text == "true"),
        _ => Data::String(text.clone()),
    };
    Some(Value { data, span })
}

/// Where bytes of a scalar's value stand in its file. YAML folds lines and reads escapes, so
/// where the two differ the same words are looked for; failing that it is the whole scalar.
fn place_in_scalar(file: &str, scalar: Span, value: &str, at: Range<usize>) -> Span {
    let raw = &file[scalar.range()];
    let start = scalar.start as usize;
    let found = |offset: usize, length: usize| {
        Span::new(scalar.file, start + offset..start + offset + length)
    };
    let Some(words) = value.get(at.clone()) else {
        return scalar;
    };
    let words = words.lines().next().unwrap_or_default();
    if raw.get(at.clone()) == Some(words) {
        return found(at.start, words.len());
    }
    if words.is_empty() {
        return scalar;
    }
    let earlier = value[..at.start].matches(words).count();
    match raw.match_indices(words).nth(earlier) {
        Some((offset, _)) => found(offset, words.len()),
        None => scalar,
    }
}
