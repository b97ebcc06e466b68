//! UTCTime and GeneralizedTime (X.690 §11.7 and §11.8, RFC 5280 §4.1.2.5).

use std::fmt;

use super::tag::GENERALIZED_TIME;

/// What is wrong with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFlaw {
    /// It is not even digits, and then a zone.
    Form,
    /// The seconds are missing.
    NoSeconds,
    /// The `Z` is missing: local time of nobody knows where.
    NoZone,
    /// An offset from UTC instead of `Z`.
    Offset,
    /// No such month.
    Month(u32),
    /// No such day in that month.
    Day {
        /// The day.
        day: u32,
        /// The days of the month.
        last: u32,
    },
    /// No such hour.
    Hour(u32),
    /// No such minute.
    Minute(u32),
    /// No such second.
    Second(u32),
    /// Fractions of a second.
    Fraction,
    /// A GeneralizedTime for a year that only a UTCTime may say.
    Before2050,
}

impl fmt::Display for TimeFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TimeFlaw::Form => f.write_str("it is not digits and a Z"),
            TimeFlaw::NoSeconds => f.write_str("it has no seconds"),
            TimeFlaw::NoZone => f.write_str("it has no Z at its end"),
            TimeFlaw::Offset => f.write_str("it has an offset instead of Z"),
            TimeFlaw::Month(month) => write!(f, "it has month {month}, not 1 to 12"),
            TimeFlaw::Day { day, last } => write!(f, "it has day {day}, not 1 to {last}"),
            TimeFlaw::Hour(hour) => write!(f, "it has hour {hour}, not 0 to 23"),
            TimeFlaw::Minute(minute) => write!(f, "it has minute {minute}, not 0 to 59"),
            TimeFlaw::Second(second) => write!(f, "it has second {second}, not 0 to 59"),
            TimeFlaw::Fraction => f.write_str("it has fractions of a second"),
            TimeFlaw::Before2050 => f.write_str("it is before 2050 and no UTCTime"),
        }
    }
}

/// What is wrong with a time as DER.
pub(super) fn flaw(universal: u32, content: &[u8]) -> Option<TimeFlaw> {
    let year_digits = if universal == GENERALIZED_TIME { 4 } else { 2 };
    let digits = content.iter().take_while(|octet| octet.is_ascii_digit()).count();
    let (digits, rest) = content.split_at_checked(digits)?;
    // X.690 §11.7.2: a fraction has no trailing zero, so it has a digit
    let fraction = match rest {
        [b'.', fraction @ .., b'Z'] if universal == GENERALIZED_TIME => {
            fraction.iter().all(u8::is_ascii_digit) && fraction.last().is_some_and(|d| *d != b'0')
        }
        _ => false,
    };
    match digits.len().checked_sub(year_digits) {
        Some(10) => {}
        Some(8) if matches!(rest, [] | [b'Z'] | [b'+' | b'-', ..]) => {
            return Some(TimeFlaw::NoSeconds);
        }
        _ => return Some(TimeFlaw::Form),
    }
    let (year, rest_of_date) = digits.split_at_checked(year_digits)?;
    calendar(number(year), year_digits, rest_of_date).or(match rest {
        b"Z" => None,
        _ if fraction => None,
        [] => Some(TimeFlaw::NoZone),
        [b'+' | b'-', ..] => Some(TimeFlaw::Offset),
        _ => Some(TimeFlaw::Form),
    })
}

/// What is wrong with a time that is good DER, as a date of a certificate or revocation list
/// (RFC 5280 §4.1.2.5 and §5.1.2.4).
pub(super) fn profile_flaw(universal: u32, content: &[u8]) -> Option<TimeFlaw> {
    if universal != GENERALIZED_TIME {
        return None;
    }
    if content.contains(&b'.') {
        return Some(TimeFlaw::Fraction);
    }
    (number(content.get(..4)?) < 2050).then_some(TimeFlaw::Before2050)
}

/// `digits` are MMDDHHMMSS.
fn calendar(year: u32, year_digits: usize, digits: &[u8]) -> Option<TimeFlaw> {
    // RFC 5280 §4.1.2.5.1: 50 to 99 are 1950 to 1999
    let year = match year_digits {
        2 if year < 50 => 2000 + year,
        2 => 1900 + year,
        _ => year,
    };
    let mut pairs = digits.chunks_exact(2).map(number);
    let mut next = || pairs.next().unwrap_or_default();
    let (month, day, hour, minute, second) = (next(), next(), next(), next(), next());
    let last = days(year, month);
    match () {
        () if !(1..=12).contains(&month) => Some(TimeFlaw::Month(month)),
        () if day == 0 || day > last => Some(TimeFlaw::Day { day, last }),
        () if hour > 23 => Some(TimeFlaw::Hour(hour)),
        () if minute > 59 => Some(TimeFlaw::Minute(minute)),
        () if second > 59 => Some(TimeFlaw::Second(second)),
        () => None,
    }
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit.wrapping_sub(b'0')))
}

#[cfg(test)]
mod tests {
    use super::super::tag::UTC_TIME;
    use super::*;

    #[test]
    fn a_utc_time_has_seconds_and_a_z_and_a_day_of_the_calendar() {
        let flaw = |text: &str| flaw(UTC_TIME, text.as_bytes());
        assert_eq!(flaw("260131235959Z"), None);
        assert_eq!(flaw("000229000000Z"), None);
        assert_eq!(flaw("2601312359Z"), Some(TimeFlaw::NoSeconds));
        assert_eq!(flaw("260131235959"), Some(TimeFlaw::NoZone));
        assert_eq!(flaw("260131235959+0100"), Some(TimeFlaw::Offset));
        assert_eq!(flaw("260231000000Z"), Some(TimeFlaw::Day { day: 31, last: 28 }));
        assert_eq!(flaw("261331000000Z"), Some(TimeFlaw::Month(13)));
        assert_eq!(flaw("260131240000Z"), Some(TimeFlaw::Hour(24)));
        assert_eq!(flaw("260131236000Z"), Some(TimeFlaw::Minute(60)));
        assert_eq!(flaw("260131235960Z"), Some(TimeFlaw::Second(60)));
        for text in [
            "",
            "Z",
            "today",
            "20260131235959Z",
            "260131235959ZZ",
            "260131235959.5Z",
            "2601312359?",
        ] {
            assert_eq!(flaw(text), Some(TimeFlaw::Form), "{text}");
        }
    }

    #[test]
    fn a_generalized_time_may_have_fractions_as_der_but_not_in_a_certificate() {
        let both = |text: &str| {
            let content = text.as_bytes();
            let (der, profile) =
                (flaw(GENERALIZED_TIME, content), || profile_flaw(GENERALIZED_TIME, content));
            der.or_else(profile)
        };
        assert_eq!(both("20500101000000Z"), None);
        assert_eq!(both("99991231235959Z"), None);
        assert_eq!(both("20491231235959Z"), Some(TimeFlaw::Before2050));
        assert_eq!(both("21000229000000Z"), Some(TimeFlaw::Day { day: 29, last: 28 }));
        assert_eq!(both("20500101000000.5Z"), Some(TimeFlaw::Fraction));
        assert_eq!(both("20500101000000.50Z"), Some(TimeFlaw::Form));
        assert_eq!(flaw(GENERALIZED_TIME, b"20260101000000.5Z"), None);
    }
}
