//! Users of the system, as its files list them.

use std::path::Path;

use super::read;

/// The most that such a list may hold: 1 MiB.
const LIMIT: u64 = 1 << 20;

/// A user as whom a program may run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The name.
    pub name: String,
    /// The number.
    pub uid: u32,
    /// The groups, first its own.
    pub gids: Vec<u32>,
}

/// The user of that name in `/etc/passwd`, with the groups of `/etc/group`; users that only a directory
/// service knows are not found.
pub fn user(name: &str) -> Option<User> {
    find(name, &listed("/etc/passwd"), &listed("/etc/group"))
}

/// A group of users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name.
    pub name: String,
    /// The number.
    pub gid: u32,
}

/// The group of that name in `/etc/group`; groups that only a directory service knows are not found.
pub fn group(name: &str) -> Option<Group> {
    let gid = number_of(name, &listed("/etc/group"))?;
    Some(Group { name: name.to_owned(), gid })
}

/// The name of the user or group of that number in `/etc/passwd` or `/etc/group`.
pub(super) fn name_of(number: u32, list: &str) -> Option<String> {
    let text = listed(list);
    let mut lines = text.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let found = lines.find(|line| line.get(2).and_then(|n| n.parse().ok()) == Some(number))?;
    found.first().map(|name| (*name).to_owned())
}

/// group(5): name, password, GID, members.
fn number_of(name: &str, list: &str) -> Option<u32> {
    let mut lines = list.lines().map(|line| line.split(':').collect::<Vec<_>>());
    lines.find(|line| line.first() == Some(&name))?.get(2)?.parse().ok()
}

/// A list of the system; empty where there is none.
fn listed(path: &str) -> String {
    let octets = read(Path::new(path), LIMIT).ok();
    octets.map(|octets| String::from_utf8_lossy(&octets).into_owned()).unwrap_or_default()
}

/// passwd(5): name, password, UID, GID, …; group(5): name, password, GID, members.
fn find(name: &str, passwd: &str, group: &str) -> Option<User> {
    let fields = |line: &'_ str| line.split(':').map(str::to_owned).collect::<Vec<_>>();
    let line = passwd.lines().map(fields).find(|line| line.first().is_some_and(|n| n == name))?;
    let number = |at: usize| line.get(at).and_then(|field| field.parse().ok());
    let (uid, gid) = (number(2)?, number(3)?);
    let mut gids = vec![gid];
    for line in group.lines().map(fields) {
        let is_member =
            line.get(3).is_some_and(|members| members.split(',').any(|member| member == name));
        let number = line.get(2).and_then(|field| field.parse::<u32>().ok());
        gids.extend(number.filter(|number| is_member && *number != gid));
    }
    Some(User { name: name.to_owned(), uid, gids })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_has_a_number_and_groups() {
        let passwd =
            "root:x:0:0:root:/root:/bin/sh\nprosody:x:101:104::/var/lib/prosody:/bin/false\n";
        let group = "root:x:0:\nssl-cert:x:110:postgres,prosody\nprosody:x:104:prosody\nbroken\n";
        let user = find("prosody", passwd, group).unwrap();
        assert_eq!((user.uid, user.gids), (101, vec![104, 110]));
        assert_eq!(find("pros", passwd, group), None);
    }
}
