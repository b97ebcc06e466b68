//! YAML as a tree with lines. Aliases are kept as such: nothing is expanded, so nothing can explode.

use yaml_rust2::parser::{Event, Parser};
use yaml_rust2::scanner::TScalarStyle;

use super::{ConfigError, DEEPEST};

/// A value.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) content: Content,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Content {
    /// Text, and whether it stands without quotes.
    Scalar(String, bool),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    /// `*anchor`: the value of another place.
    Alias,
}

impl Node {
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Node]> {
        match &self.content {
            Content::List(nodes) => Some(nodes),
            _ => None,
        }
    }

    pub(super) fn map(&self) -> Option<&[(Node, Node)]> {
        match &self.content {
            Content::Map(pairs) => Some(pairs),
            _ => None,
        }
    }

    /// Whether nothing is said: `~`, or no value at all.
    pub(super) fn is_null(&self) -> bool {
        matches!(&self.content, Content::Scalar(text, true) if matches!(&**text, "" | "~" | "null"))
    }

    /// The key and the value of that name; of several the last.
    pub(super) fn entry(&self, name: &str) -> Option<(&Node, &Node)> {
        let mut pairs = self.map()?.iter();
        pairs.rfind(|(key, _)| key.text() == Some(name)).map(|(key, value)| (key, value))
    }
}

/// A list or map that has not ended, with the key that waits for its value.
struct Open {
    node: Node,
    key: Option<Node>,
}

/// The first document of a text.
///
/// # Errors
/// When it is no YAML, or too deep.
pub(super) fn document(text: &str) -> Result<Option<Node>, ConfigError> {
    let mut parser = Parser::new_from_str(text);
    let mut open: Vec<Open> = Vec::new();
    loop {
        let (event, mark) = parser
            .next_token()
            .map_err(|error| ConfigError::new(error.marker().line(), error.info().to_owned()))?;
        let line = mark.line();
        let closed = match event {
            Event::StreamEnd | Event::DocumentEnd => return Ok(None),
            Event::Alias(_) => Node { line, content: Content::Alias },
            Event::Scalar(text, style, _, _) => {
                Node { line, content: Content::Scalar(text, style == TScalarStyle::Plain) }
            }
            Event::SequenceStart(..) => {
                begin(&mut open, Node { line, content: Content::List(Vec::new()) })?;
                continue;
            }
            Event::MappingStart(..) => {
                begin(&mut open, Node { line, content: Content::Map(Vec::new()) })?;
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(ended) => ended.node,
                None => return Ok(None),
            },
            Event::Nothing | Event::StreamStart | Event::DocumentStart => continue,
        };
        match open.last_mut() {
            None => return Ok(Some(closed)),
            Some(parent) => parent.take(closed),
        }
    }
}

fn begin(open: &mut Vec<Open>, node: Node) -> Result<(), ConfigError> {
    if open.len() >= DEEPEST {
        return Err(ConfigError::too_deep(node.line));
    }
    open.push(Open { node, key: None });
    Ok(())
}

impl Open {
    fn take(&mut self, child: Node) {
        match (&mut self.node.content, self.key.take()) {
            (Content::List(nodes), _) => nodes.push(child),
            (Content::Map(pairs), Some(key)) => pairs.push((key, child)),
            (Content::Map(_), None) => self.key = Some(child),
            (Content::Scalar(..) | Content::Alias, _) => {}
        }
    }
}
