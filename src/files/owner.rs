//! Whose a file is to be.

use std::fmt;

use thiserror::Error;

use super::user::{group, name_of, user};

/// The user and group that a file is given to, each by number; what is none stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// The user.
    pub uid: Option<u32>,
    /// The group.
    pub gid: Option<u32>,
}

/// Why a text names no owner.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum OwnerError {
    /// It names neither a user nor a group.
    #[error("names neither a user nor a group, as USER:GROUP does: {text:?}")]
    Empty {
        /// The text as it was given.
        text: String,
    },
    /// Users or groups that the system's lists do not have.
    #[error("there is no {} in /etc/passwd and /etc/group: {text}", unknown.join(" and no "))]
    Unknown {
        /// Each of them, as in `user prosody`, escaped.
        unknown: Vec<String>,
        /// The text as it was given.
        text: String,
    },
}

impl Owner {
    /// The owner that `chown` would understand: `user:group`, `user`, `:group`, and `user:` for the
    /// user's own group; names or numbers. A name that is a number is taken for a name first.
    ///
    /// # Errors
    /// When it names nobody, or somebody whom the system does not know, each of whom is listed.
    pub fn parse(text: &str) -> Result<Self, OwnerError> {
        let (user_text, group_text) = match text.split_once(':') {
            Some((of_user, of_group)) => (of_user, Some(of_group)),
            None => (text, None),
        };
        let found = user(user_text);
        let mut unknown = Vec::new();
        let mut known = |number: Option<u32>, what: &str, name: &str| {
            if number.is_none() {
                unknown.push(format!("{what} {}", name.escape_debug()));
            }
            number
        };
        let uid = match (user_text, group_text) {
            ("", None | Some("")) => return Err(OwnerError::Empty { text: text.to_owned() }),
            ("", Some(_)) => None,
            (name, _) => {
                known(found.as_ref().map(|user| user.uid).or_else(|| number(name)), "user", name)
            }
        };
        let gid = match group_text {
            None => None,
            Some("") => {
                let own = found.and_then(|user| user.gids.first().copied());
                known(own, "group of user", user_text)
            }
            Some(name) => {
                known(group(name).map(|group| group.gid).or_else(|| number(name)), "group", name)
            }
        };
        if unknown.is_empty() {
            Ok(Self { uid, gid })
        } else {
            Err(OwnerError::Unknown { unknown, text: text.escape_debug().to_string() })
        }
    }

    /// Whether neither user nor group is set.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.uid.is_none() && self.gid.is_none()
    }

    /// The same in names, as far as the system's lists have them: `root:prosody`.
    #[must_use]
    pub fn names(&self) -> String {
        let name = |number: u32, list| name_of(number, list).unwrap_or_else(|| number.to_string());
        shown(
            self.uid.map(|uid| name(uid, "/etc/passwd")),
            self.gid.map(|gid| name(gid, "/etc/group")),
        )
    }
}

/// The highest number means "nobody in particular" to chown(2).
fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number| *number != u32::MAX)
}

/// In numbers: `101:104`, `101`, `:104`.
impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(
            self.uid.map(|uid| uid.to_string()),
            self.gid.map(|gid| gid.to_string()),
        ))
    }
}

fn shown(uid: Option<String>, gid: Option<String>) -> String {
    let gid = gid.map_or_else(String::new, |gid| format!(":{gid}"));
    format!("{}{gid}", uid.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_a_user_a_group_or_both() {
        let owner = |uid, gid| Ok(Owner { uid, gid });
        assert_eq!(Owner::parse("101:104"), owner(Some(101), Some(104)));
        assert_eq!(Owner::parse("101"), owner(Some(101), None));
        assert_eq!(Owner::parse(":104"), owner(None, Some(104)));
        for text in ["101:104", "101", ":104"] {
            assert_eq!(Owner::parse(text).map(|owner| owner.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn names_are_those_of_the_system() {
        let root = Owner { uid: Some(0), gid: Some(0) };
        for text in ["root:root", "root:", "0:root", "root:0"] {
            assert_eq!(Owner::parse(text), Ok(root), "{text}");
        }
        assert_eq!(root.names(), "root:root");
        assert_eq!(Owner::parse(":root").map(|owner| owner.names()), Ok(":root".to_owned()));
        assert_eq!(Owner { uid: Some(4_000_000_001), gid: None }.names(), "4000000001");
    }

    #[test]
    fn all_that_is_unknown_is_told_at_once() {
        let said = |text| Owner::parse(text).unwrap_err().to_string();
        assert_eq!(
            said("no-such-user:no-such-group"),
            "there is no user no-such-user and no group no-such-group in /etc/passwd and /etc/group: \
             no-such-user:no-such-group"
        );
        assert_eq!(
            said("no-such-user:"),
            "there is no user no-such-user and no group of user no-such-user in /etc/passwd and \
             /etc/group: no-such-user:"
        );
        assert_eq!(
            said("101:"),
            "there is no group of user 101 in /etc/passwd and /etc/group: 101:"
        );
        assert!(said("a\u{1b}b").contains(r"a\u{1b}b"));
        for text in ["", ":"] {
            assert!(matches!(Owner::parse(text), Err(OwnerError::Empty { .. })), "{text}");
        }
        for number in ["4294967295", "4294967296", "-1", "+x"] {
            assert!(Owner::parse(number).is_err(), "{number}");
        }
    }
}
