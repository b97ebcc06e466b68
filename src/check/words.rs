//! Words that several rules use.

/// So many things are told one by one.
const TOLD: usize = 12;

/// A clause as a sentence: it begins with a capital letter and ends with a full stop.
pub(super) fn sentence(clause: &str) -> String {
    let mut rest = clause.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let stop = if clause.ends_with('.') { "" } else { "." };
    format!("{first}{}{stop}", rest.as_str())
}

/// Clauses behind each other; of many the first ones and how many more there are.
pub(super) fn clauses(clauses: impl ExactSizeIterator<Item = String>) -> String {
    let more = clauses.len().saturating_sub(TOLD);
    let mut told: Vec<String> = clauses.take(TOLD).collect();
    if more > 0 {
        told.push(format!("and {more} more"));
    }
    told.join("; ")
}

/// Things in a row, the last after `and`; of many the first ones and how many more there are.
pub(super) fn row<T: ToString>(things: impl IntoIterator<Item = T>) -> String {
    let mut words: Vec<String> = things.into_iter().map(|thing| thing.to_string()).collect();
    if words.len() > TOLD {
        let more = words.len() - TOLD;
        words.truncate(TOLD);
        words.push(format!("{more} more"));
    }
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_stand_in_a_row() {
        assert_eq!(row(["a"]), "a");
        assert_eq!(row(["a", "b", "c"]), "a, b and c");
        assert!(row(0..20).ends_with("11 and 8 more"));
        assert_eq!(sentence("it ends"), "It ends.");
    }
}
