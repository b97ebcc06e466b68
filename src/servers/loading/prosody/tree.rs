//! What Prosody sees of the disk.

use std::collections::HashMap;

use super::super::given::{Barred, Found, Given};

/// The files by their paths.
pub(super) struct Tree<'g> {
    pub(super) given: &'g Given<'g>,
    paths: HashMap<&'g str, usize>,
    /// Every directory of certificates, in the order in which they were named.
    pub(super) roots: Vec<&'g str>,
}

impl<'g> Tree<'g> {
    pub(super) fn new(given: &'g Given<'g>) -> Self {
        let numbered = given.found.iter().enumerate();
        let mut roots: Vec<&str> = Vec::new();
        for found in &given.found {
            // they are few, and stand together
            if roots.last() != Some(&root(found)) && !roots.contains(&root(found)) {
                roots.push(root(found));
            }
        }
        let paths = numbered.map(|(number, found)| (found.path.as_str(), number)).collect();
        Tree { given, paths, roots }
    }

    /// The file at that path, as stat(2) finds it: it may be closed, and the way to it may not.
    pub(super) fn stat(&self, path: &str) -> Option<usize> {
        let number = *self.paths.get(path)?;
        let found = self.given.found.get(number)?;
        (way_barred(found).is_none()).then_some(number)
    }
}

/// The directory of certificates in which a file stands.
fn root<'f>(found: &'f Found<'_>) -> &'f str {
    let end = match found.is_named() {
        true => found.path.rfind('/').unwrap_or_default(),
        false => found.base,
    };
    found.path.get(..end).unwrap_or_default().trim_end_matches('/')
}

/// What bars the way to a file, where that is not the file itself.
pub(super) fn way_barred<'f>(found: &'f Found<'_>) -> Option<&'f Barred> {
    found.octets.as_ref().err().filter(|barred| barred.at != found.path)
}
