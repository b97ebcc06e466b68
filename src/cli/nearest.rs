//! What was probably meant by a mistyped word.

/// The candidate that is the fewest edits away from `typed`, if it is at most `limit` away.
pub(super) fn nearest<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    limit: usize,
) -> Option<&'a str> {
    let all = candidates.into_iter().map(|candidate| (distance(candidate, typed), candidate));
    all.min().filter(|(edits, _)| *edits <= limit).map(|(_, candidate)| candidate)
}

/// The edits between two words (Levenshtein), for a guess at what was meant.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let edit = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = edit.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_edits_win_and_too_many_are_no_guess() {
        assert_eq!(nearest("crs", ["key", "csr", "man"], 2), Some("csr"));
        assert_eq!(nearest("nonsense", ["key", "csr", "man"], 2), None);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
