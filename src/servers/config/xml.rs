//! XML as a tree with lines. No document type is read and no entity but the five of XML is known.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{ConfigError, DEEPEST};

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name with its prefix.
    pub(super) name: String,
    /// The value of its `id`.
    pub(super) id: Option<String>,
    pub(super) line: usize,
    /// Its own text, trimmed.
    pub(super) text: String,
    /// Whether there is an entity in it that only a document type explains.
    pub(super) has_entity: bool,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The children of that name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// The name of the outermost element of what looks like XML.
pub(super) fn root_name(text: &str) -> Option<String> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => return Some(name(&start)),
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn name(start: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(start.name().as_ref().as_ref()).into_owned()
}

/// The outermost element.
///
/// # Errors
/// When the text is not well-formed, or too deep.
pub(super) fn element(text: &str) -> Result<Element, ConfigError> {
    let mut reader = Reader::from_str(text);
    let mut lines = Lines { text, place: 0, line: 1 };
    let mut open: Vec<Element> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| {
            let place = usize::try_from(reader.error_position()).unwrap_or(0);
            ConfigError::new(lines.at(place), error.to_string())
        })?;
        let line = lines.at(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        let closed = match event {
            Event::Start(start) => {
                if open.len() >= DEEPEST {
                    return Err(ConfigError::too_deep(line));
                }
                open.push(begun(&start, line));
                continue;
            }
            Event::Empty(start) => Some(begun(&start, line)),
            Event::End(_) => open.pop(),
            Event::Eof => return Err(ConfigError::new(line, "an element does not end")),
            other => {
                if let Some(element) = open.last_mut() {
                    element.take(&other);
                }
                continue;
            }
        };
        let Some(mut closed) = closed else { continue };
        closed.text = closed.text.trim().to_owned();
        match open.last_mut() {
            Some(parent) => parent.children.push(closed),
            None => return Ok(closed),
        }
    }
}

fn begun(start: &BytesStart<'_>, line: usize) -> Element {
    let mut attributes = start.attributes();
    let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
    let is_id = |key: &[u8]| key == b"id";
    let id = attributes.find(|attribute| is_id(attribute.key.as_ref().as_ref()));
    let id = id.map(|id| String::from_utf8_lossy(id.value.as_ref().as_ref()).into_owned());
    Element { name: name(start), id, line, ..Element::default() }
}

impl Element {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => self.text.push_str(&text.xml10_content()),
            Event::CData(text) => self.text.push_str(&text.xml10_content()),
            // no name of a host has one of the five
            Event::GeneralRef(_) => self.has_entity = true,
            _ => {}
        }
    }
}

/// Lines of places that only go forward.
struct Lines<'a> {
    text: &'a str,
    place: usize,
    line: usize,
}

impl Lines<'_> {
    fn at(&mut self, place: usize) -> usize {
        let passed = self.text.as_bytes().get(self.place..place).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.place = self.place.max(place.min(self.text.len()));
        self.line
    }
}
