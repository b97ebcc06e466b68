//! What stands for the domain and the paths in names and lines of configuration.

use crate::name::Domain;

/// Every placeholder, and what stands in its place.
pub const PLACEHOLDERS: &[(&str, &str)] = &[
    ("domain", "the domain with A-labels"),
    ("host", "the domain with U-labels, as configurations name it"),
    ("directory", "the directory of the files"),
    ("n", "the number of a file, where there is one for each certificate"),
    ("0", "the path of the first file"),
    ("1", "the path of the second file"),
];

/// What is put in the place of placeholders.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    /// The domain.
    pub domain: &'a Domain,
    /// The directory of the files.
    pub directory: &'a str,
    /// The paths of the files, in the order of the layout.
    pub paths: &'a [String],
}

impl<'a> Filling<'a> {
    /// What is known before the files have paths.
    pub fn of_domain(domain: &'a Domain) -> Self {
        Self { domain, directory: "", paths: &[] }
    }

    /// The text with all that is known filled in. What was filled in is not looked at again, and a brace
    /// that begins no placeholder stays.
    pub fn text(&self, template: &str) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, name, after)) = next(rest) {
            text.push_str(before);
            match self.value(name) {
                Some(value) => text.push_str(&value),
                None => text.push_str(&format!("{{{name}}}")),
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }

    fn value(&self, name: &str) -> Option<String> {
        match name {
            "domain" => Some(self.domain.as_ascii().to_owned()),
            "host" => Some(self.domain.to_unicode()),
            "directory" => Some(self.directory.to_owned()),
            number => self.paths.get(number.parse::<usize>().ok()?).cloned(),
        }
    }
}

/// The names of the placeholders of a text, in their order.
pub fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let (_, name, after) = next(rest)?;
        rest = after;
        Some(name)
    })
}

/// What stands before the next placeholder, its name, and what stands behind it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    text.match_indices('{').find_map(|(place, _)| {
        let (before, rest) = (text.get(..place)?, text.get(place + 1..)?);
        let (name, after) = rest.split_once('}')?;
        is_name(name).then_some((before, name, after))
    })
}
