//! Comparing names as servers do, which is not always as standards say.

use crate::name::Wanted;
use crate::servers::rules::{Idna, Wildcard};

/// The wanted name as a server writes it for comparison: A-labels of its edition of IDNA, or the
/// text of an address.
pub(super) fn wanted(wanted: &Wanted, idna: Idna) -> String {
    match wanted {
        Wanted::Ip(address) => address.to_string(),
        Wanted::Domain(domain) => match idna {
            Idna::Idna2003 => domain.idna2003().unwrap_or_else(|| domain.as_ascii().to_owned()),
            Idna::Idna2008 => domain.as_ascii().to_owned(),
            Idna::None => domain.to_unicode(),
        },
    }
}

/// Whether the value of a dNSName, or of a commonName read as one, covers the wanted name.
pub(super) fn covers(presented: &str, wanted: &str, wildcard: Wildcard, any_case: bool) -> bool {
    let lower = presented.to_ascii_lowercase();
    // what is wanted is in lower case already
    let presented = if any_case { lower.as_str() } else { presented };
    presented == wanted || star(presented, wanted, wildcard)
}

fn star(presented: &str, wanted: &str, wildcard: Wildcard) -> bool {
    if wildcard == Wildcard::Glob {
        return labels_glob(presented, wanted);
    }
    if let (Wildcard::OneLabelOrNone, Some((first, host))) = (wildcard, presented.split_once('.')) {
        let rest = wanted.split_once('.').filter(|(label, _)| label_glob(first, label));
        // Tigase's comparison from the front does not look at what follows
        return (first == "*" && wanted.starts_with(host))
            || rest.is_some_and(|(_, rest)| rest == host);
    }
    let Some(host) = presented.strip_prefix("*.") else { return false };
    let one_label = wanted.split_once('.').is_some_and(|(_, rest)| rest == host);
    let any_labels = wanted.strip_suffix(host).is_some_and(|front| front.ends_with('.'));
    match wildcard {
        Wildcard::Never | Wildcard::Glob | Wildcard::OneLabelOrNone => false,
        Wildcard::OneLabel => one_label && host.contains('.'),
        Wildcard::OneLabelAnywhere => one_label,
        Wildcard::AnyLabels => any_labels,
        Wildcard::AnyLabelsOrNone => any_labels || wanted == host,
    }
}

/// Label by label, as many on either side.
fn labels_glob(pattern: &str, wanted: &str) -> bool {
    let (pattern, wanted): (Vec<&str>, Vec<&str>) =
        (pattern.split('.').collect(), wanted.split('.').collect());
    pattern.len() == wanted.len() && pattern.iter().zip(&wanted).all(|(p, w)| label_glob(p, w))
}

/// A star stands for any characters. Greedy from the left: what stands between two stars is taken at
/// its first place, which is never worse than a later one.
fn label_glob(pattern: &str, label: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| label.strip_prefix(first)) else {
        return false;
    };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part).and_then(|at| rest.get(at + part.len()..)) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_star_has_its_reach() {
        let reach = |wildcard: Wildcard| {
            ["example.org", "a.example.org", "a.b.example.org", "badexample.org"]
                .map(|wanted| star("*.example.org", wanted, wildcard))
        };
        assert_eq!(reach(Wildcard::Never), [false; 4]);
        assert_eq!(reach(Wildcard::OneLabel), [false, true, false, false]);
        assert_eq!(reach(Wildcard::Glob), [false, true, false, false]);
        assert_eq!(reach(Wildcard::OneLabelOrNone), [true, true, false, false]);
        assert_eq!(reach(Wildcard::AnyLabels), [false, true, true, false]);
        assert_eq!(reach(Wildcard::AnyLabelsOrNone), [true, true, true, false]);
        assert!(star("a*.example.org", "ab.example.org", Wildcard::OneLabelOrNone));
        assert!(!star("a*.example.org", "example.org", Wildcard::OneLabelOrNone));
        assert!(star("*.example.org", "example.org.example.net", Wildcard::OneLabelOrNone));
        assert!(!star("*.org", "example.org", Wildcard::OneLabel));
        assert!(star("*.org", "example.org", Wildcard::OneLabelAnywhere));
    }

    #[test]
    fn a_glob_may_stand_anywhere() {
        assert!(labels_glob("c*t.*.org", "chat.example.org") && labels_glob("*a*t*.x", "chat.x"));
        assert!(!labels_glob("c*x.example.org", "chat.example.org"));
        assert!(!labels_glob("a*a", "a") && !labels_glob("chat", "chats"));
    }
}
