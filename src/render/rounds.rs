//! Templates that would call themselves without end.
//!
//! Tera stops a component that calls itself, and an include of itself, but not a round that goes
//! over both. Includes and calls name their target literally, so the text of a template tells all.

use std::collections::BTreeMap;

/// What one template or component leads to: where it says so, and how.
type Steps<'t> = Vec<(Node<'t>, usize)>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node<'t> {
    Template(&'t str),
    Component(&'t str),
}

/// The first round over includes and components: the template and byte at which it begins, and
/// the names it goes over.
pub fn find<'t>(templates: &[(&'t str, &'t str)]) -> Option<(&'t str, usize, Vec<&'t str>)> {
    let mut edges: BTreeMap<Node, (&str, Steps)> = BTreeMap::new();
    for (name, text) in templates {
        scan(name, text, &mut edges);
    }
    let begin = |node: &Node<'t>| round(&edges, *node);
    edges.keys().find_map(begin)
}

fn scan<'t>(name: &'t str, text: &'t str, edges: &mut BTreeMap<Node<'t>, (&'t str, Steps<'t>)>) {
    let mut inside = Node::Template(name);
    edges.entry(inside).or_insert((name, Vec::new()));
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        from = open + 1;
        let tag = &text[open..];
        if tag.starts_with("{#") {
            from = tag.find("#}").map_or(text.len(), |at| open + at);
            continue;
        }
        let Some(words) = tag.strip_prefix("{%").or_else(|| tag.strip_prefix("{{")) else {
            continue;
        };
        let words = words.trim_start_matches('-').trim_start();
        let to = if let Some(call) = words.strip_prefix('<') {
            Node::Component(until(call, |c| c.is_whitespace() || "/>({".contains(c)))
        } else if let Some(target) = words.strip_prefix("include") {
            let target = target.trim_start();
            let quote = target.chars().next().unwrap_or('"');
            Node::Template(until(target.get(1..).unwrap_or_default(), |c| c == quote))
        } else if let Some(component) = words.strip_prefix("component ") {
            inside =
                Node::Component(until(component.trim_start(), |c| c.is_whitespace() || c == '('));
            edges.entry(inside).or_insert((name, Vec::new()));
            continue;
        } else {
            if words.starts_with("endcomponent") {
                inside = Node::Template(name);
            }
            continue;
        };
        if let Some((_, steps)) = edges.get_mut(&inside) {
            steps.push((to, open));
        }
    }
}

fn until(text: &str, end: impl Fn(char) -> bool) -> &str {
    &text[..text.find(end).unwrap_or(text.len())]
}

/// A way from a node back to itself that goes over a template and over a component.
fn round<'t>(
    edges: &BTreeMap<Node<'t>, (&'t str, Steps<'t>)>,
    start: Node<'t>,
) -> Option<(&'t str, usize, Vec<&'t str>)> {
    let mut came_from: BTreeMap<Node, Node> = BTreeMap::new();
    let mut waiting = vec![start];
    while let Some(node) = waiting.pop() {
        let steps = edges.get(&node).map_or(&[][..], |(_, steps)| steps);
        for (to, _) in steps {
            if *to == start {
                let mut way = vec![node];
                while let Some(before) = way.last().filter(|last| **last != start) {
                    way.push(*came_from.get(before)?);
                }
                way.reverse();
                let templates = way.iter().filter(|n| matches!(n, Node::Template(_))).count();
                if templates == 0 || templates == way.len() {
                    continue;
                }
                let (file, steps) = edges.get(&start)?;
                let next = way.get(1).unwrap_or(&start);
                let place = steps.iter().find(|(to, _)| to == next).map_or(0, |(_, at)| *at);
                let names = way.iter().chain([&start]).map(|node| match node {
                    Node::Template(name) | Node::Component(name) => *name,
                });
                return Some((file, place, names.collect()));
            }
            if !came_from.contains_key(to) {
                came_from.insert(*to, node);
                waiting.push(*to);
            }
        }
    }
    None
}
