//! By which reading of the standards names are compared.

use std::fmt;

/// A reading of the standards; the first is ours, the others are what old or lenient software does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// RFC 9525, with the SRVName compared whole (RFC 4985 §3, decision A2).
    #[default]
    Rfc9525,
    /// RFC 6125 §6.4.4: a commonName counts where no other name is.
    LegacyCommonName,
    /// RFC 9525 §6.3 to the letter: an SRVName may hold a wildcard (decision A2).
    SrvWildcard,
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rfc9525, Self::LegacyCommonName, Self::SrvWildcard];

    /// The profile of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// Its name, as options have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rfc9525 => "rfc9525",
            Self::LegacyCommonName => "legacy-cn",
            Self::SrvWildcard => "rfc9525-srv-wildcard",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
