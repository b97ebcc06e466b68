//! Versions of servers and the spans of them that behave alike.

use std::fmt;

/// A version as numbers: `0.12.3`, `23.01`, `4.0.5`. What stands behind the numbers, such as `-rc1`,
/// does not count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(Vec<u32>);

impl Version {
    /// Reads a version; `None` for what does not begin with a number.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches(['v', 'V']);
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let numbers = text.get(..end)?.trim_end_matches('.');
        // ejabberd writes 23.01 and 23.1 for the same version
        let mut parts = numbers.split('.').map(|part| part.parse().ok());
        let mut parts = parts.by_ref().collect::<Option<Vec<u32>>>()?;
        while parts.len() > 1 && parts.last() == Some(&0) {
            parts.pop();
        }
        Some(Self(parts))
    }
}

/// A span of versions that behave alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    /// In words: `0.12 and before`, `25.08 and later`, `all`.
    pub words: &'static str,
    /// The first version of the span; empty for no limit.
    pub from: &'static [u32],
    /// The first version behind the span; empty for no limit.
    pub before: &'static [u32],
}

impl Versions {
    /// Every version.
    pub const ALL: Self = Self { words: "all", from: &[], before: &[] };

    /// Those from a version on.
    pub const fn from(words: &'static str, from: &'static [u32]) -> Self {
        Self { words, from, before: &[] }
    }

    /// Those before a version.
    pub const fn before(words: &'static str, before: &'static [u32]) -> Self {
        Self { words, from: &[], before }
    }

    /// Whether the version is one of them.
    pub fn contains(&self, version: &Version) -> bool {
        version.0.as_slice() >= self.from
            && (self.before.is_empty() || version.0.as_slice() < self.before)
    }
}

impl fmt::Display for Versions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        let version = |text: &str| Version::read(text).unwrap();
        assert!(version("0.9.14") < version("0.12") && version("0.12.3") < version("13.0.7"));
        assert_eq!(version("23.01"), version("v23.1"));
        assert_eq!(version("13"), version("13.0"));
        assert_eq!(version("25.08-rc1"), version("25.8"));
        for nonsense in ["", "new", "1..2", ".5", "99999999999"] {
            assert_eq!(Version::read(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_span_holds_its_first_version_and_not_its_end() {
        let version = |text: &str| Version::read(text).unwrap();
        let (old, new) = (
            Versions::before("before 25.08", &[25, 8]),
            Versions::from("25.08 and later", &[25, 8]),
        );
        assert!(old.contains(&version("25.07")) && !old.contains(&version("25.08")));
        assert!(new.contains(&version("25.08")) && !new.contains(&version("23.01")));
        assert!(Versions::ALL.contains(&version("0")));
    }
}
