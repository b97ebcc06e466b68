//! Which characters IDNA2008 allows in a U-label that UTS #46 has already mapped (RFC 5892).
//!
//! Joiners (RFC 5892 A.1, A.2) and the Bidi rule (RFC 5893) are the idna crate's.

use icu_properties::props::{BidiClass, DefaultIgnorableCodePoint, GeneralCategory, Script};
use icu_properties::{CodePointMapData, CodePointSetData};

/// The first character of a label that may not stand there; ASCII is left to STD3.
///
/// Characters are judged as RFC 5892 §3 orders its steps, contextual ones by their rule in
/// RFC 5892 appendix A. The same classes make the IdentifierClass of RFC 8264 §4.2.
pub(in crate::name) fn offender(label: &str) -> Option<char> {
    let characters: Vec<char> = label.chars().collect();
    characters.iter().enumerate().find_map(|(at, &c)| (!may_stand(&characters, at)).then_some(c))
}

/// Whether no place in any label may hold the character.
pub(super) fn is_disallowed(character: char) -> bool {
    standing(character) == Standing::Disallowed
}

/// Whether a rule decides by the place (CONTEXTJ and CONTEXTO).
pub(super) fn is_contextual(character: char) -> bool {
    standing(character) == Standing::Context
}

/// Whether the character is of a right-to-left script.
pub(super) fn is_right_to_left(character: char) -> bool {
    let class = CodePointMapData::<BidiClass>::new().get(character);
    [BidiClass::RightToLeft, BidiClass::ArabicLetter, BidiClass::ArabicNumber].contains(&class)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Valid,
    Context,
    Disallowed,
}

fn standing(character: char) -> Standing {
    match character {
        // RFC 5892 §2.6, exceptions
        'ß' | 'ς' | '\u{06FD}' | '\u{06FE}' | '\u{0F0B}' | '\u{3007}' => Standing::Valid,
        '\u{00B7}' | '\u{0375}' | '\u{05F3}' | '\u{05F4}' | '\u{30FB}' => Standing::Context,
        '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' => Standing::Context,
        '\u{0640}' | '\u{07FA}' | '\u{302E}' | '\u{302F}' => Standing::Disallowed,
        '\u{3031}'..='\u{3035}' | '\u{303B}' => Standing::Disallowed,
        // Cherokee alone folds to its capitals, which makes them the stable form (§2.2)
        '\u{13A0}'..='\u{13F5}' => Standing::Valid,
        // §2.8, join controls
        '\u{200C}' | '\u{200D}' => Standing::Context,
        // §2.9, old Hangul jamo
        '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97C}' => Standing::Disallowed,
        '\u{D7B0}'..='\u{D7C6}' | '\u{D7CB}'..='\u{D7FB}' => Standing::Disallowed,
        // §2.4, ignorable blocks: combining marks for symbols, musical notation
        '\u{20D0}'..='\u{20FF}' | '\u{1D100}'..='\u{1D24F}' => Standing::Disallowed,
        _ if is_letter_or_digit(character) => Standing::Valid,
        _ => Standing::Disallowed,
    }
}

/// RFC 5892 §2.1 without Lu, which no mapped label holds, and without what §2.3 ignores.
fn is_letter_or_digit(character: char) -> bool {
    use GeneralCategory as Category;
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    let letters = [Category::LowercaseLetter, Category::OtherLetter, Category::ModifierLetter];
    let marks = [Category::NonspacingMark, Category::SpacingMark, Category::DecimalNumber];
    (letters.contains(&category) || marks.contains(&category))
        && !CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
}

fn may_stand(label: &[char], at: usize) -> bool {
    let character = label[at];
    if character.is_ascii() {
        return true;
    }
    match standing(character) {
        Standing::Valid => true,
        Standing::Context => holds_in_context(label, at),
        Standing::Disallowed => false,
    }
}

/// The rules of RFC 5892 appendix A; the joiners' own have been asked by then.
fn holds_in_context(label: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| label[before]);
    let after = label.get(at + 1).copied();
    let is_of = |c: Option<char>, script| c.is_some_and(|c| script_of(c) == script);
    match label[at] {
        // A.3, between two l of Catalan
        '\u{00B7}' => before == Some('l') && after == Some('l'),
        // A.4, Greek lower numeral sign
        '\u{0375}' => is_of(after, Script::Greek),
        // A.5 and A.6, Hebrew geresh and gershayim
        '\u{05F3}' | '\u{05F4}' => is_of(before, Script::Hebrew),
        // A.7, katakana middle dot
        '\u{30FB}' => label
            .iter()
            .any(|&c| [Script::Hiragana, Script::Katakana, Script::Han].contains(&script_of(c))),
        // A.8 and A.9, two sets of Arabic digits never mix
        '\u{0660}'..='\u{0669}' => !label.iter().any(|c| ('\u{06F0}'..='\u{06F9}').contains(c)),
        '\u{06F0}'..='\u{06F9}' => !label.iter().any(|c| ('\u{0660}'..='\u{0669}').contains(c)),
        _ => true,
    }
}

fn script_of(character: char) -> Script {
    CodePointMapData::<Script>::new().get(character)
}

#[cfg(test)]
mod tests {
    use super::offender;

    #[test]
    fn letters_pass_and_symbols_do_not() {
        for label in ["straße", "例え", "пример", "नेपाल", "〇", "ไทย", "ᏣᎳᎩ"]
        {
            assert_eq!(offender(label), None, "{label}");
        }
        for (label, bad) in [("☕", '☕'), ("a–b", '–'), ("a\u{0640}", '\u{0640}'), ("☃a", '☃')]
        {
            assert_eq!(offender(label), Some(bad), "{label}");
        }
    }

    #[test]
    fn contextual_characters_need_their_context() {
        for label in ["col·lecció", "\u{0375}α", "ג\u{05F3}", "ア・ア", "\u{0661}\u{0662}", "۱۲"]
        {
            assert_eq!(offender(label), None, "{label}");
        }
        for label in ["a·b", "·l", "l·b", "a·l", "α\u{0375}", "\u{05F3}ג", "a・b", "\u{0661}۲"]
        {
            assert!(offender(label).is_some(), "{label}");
        }
    }
}
