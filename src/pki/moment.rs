//! Instants, as given on a command line and as shown to people.

use std::fmt;
use std::num::ParseIntError;

use thiserror::Error;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use x509_parser::time::ASN1Time;

/// 0000-01-01T00:00:00Z.
const FIRST: i64 = -62_167_219_200;
/// 9999-12-31T23:59:59Z, RFC 5280's "no well-defined expiration" (§4.1.2.5).
const LAST: i64 = 253_402_300_799;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;

/// An instant of the years 0 to 9999 UTC, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// Why typed text is no instant.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum MomentError {
    /// It has none of the forms.
    #[error(
        "`{0}` is not a time; write 2026-11-28T12:00:00Z, 2026-11-28, the seconds since 1970, or +30d, -2h, +6w from now"
    )]
    Form(String),
    /// The unit is missing or unknown.
    #[error(
        "`{0}` has no unit of time; s, m, h, d and w are seconds, minutes, hours, days and weeks"
    )]
    Unit(String),
    /// It is before the year 0 or after the year 9999.
    #[error("`{0}` is outside the years 0 to 9999")]
    Range(String),
}

impl Moment {
    /// The instant that many seconds after the beginning of 1970, or the first or last one there is.
    pub fn clamped(seconds: i64) -> Moment {
        Moment(seconds.clamp(FIRST, LAST))
    }

    /// The instant so many seconds after 1970-01-01T00:00:00Z; `None` outside the years 0 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Moment> {
        (FIRST..=LAST).contains(&seconds).then_some(Moment(seconds))
    }

    /// Reads RFC 3339 (`2026-11-28T12:00:00Z`), a date of UTC's midnight (`2026-11-28`), seconds
    /// since 1970 (`1795867200`), `now`, or a distance from `now` (`+30d`, `-2h`, `+6w`).
    ///
    /// # Errors
    /// When it has none of these forms, or is outside the years 0 to 9999.
    pub fn parse(typed: &str, now: Moment) -> Result<Moment, MomentError> {
        let text = typed.trim();
        let wrong = || MomentError::Form(typed.to_owned());
        let outside = || MomentError::Range(typed.to_owned());
        if text == "now" {
            return Ok(now);
        }
        if text.starts_with('+') || (text.starts_with('-') && !ends_in_digit(text)) {
            let seconds = distance(text, typed)?;
            return now.0.checked_add(seconds).and_then(Moment::from_unix).ok_or_else(outside);
        }
        if let Some(seconds) = whole_number(text).transpose().map_err(|_| outside())? {
            return Moment::from_unix(seconds).ok_or_else(outside);
        }
        let full = if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() };
        // RFC 3339 §5.6 allows lower case
        let instant = OffsetDateTime::parse(&full.to_ascii_uppercase(), &Rfc3339);
        let seconds = instant.map_err(|_| wrong())?.unix_timestamp();
        Moment::from_unix(seconds).ok_or_else(outside)
    }

    /// The seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0
    }

    /// The instant so many seconds later, or earlier; the first or last of all where it would be
    /// outside.
    pub fn plus_seconds(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_add(seconds).clamp(FIRST, LAST))
    }

    /// Its date in UTC, such as `2026-11-28`.
    pub fn date(self) -> String {
        let (year, month, day) = civil(self.0.div_euclid(DAY));
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The whole days from here to another instant; negative when that is earlier. Less than a day
    /// either way is 0, so compare the instants themselves to know which is earlier.
    pub fn days_until(self, other: Moment) -> i64 {
        (other.0 - self.0) / DAY
    }

    /// Where it lies from `now`, and its date: `in 6 days, on 2026-11-28`, `5 hours ago, on
    /// 2026-11-22`. Days at the most; `today` is the very second.
    pub fn relative_to(self, now: Moment) -> String {
        let date = self.date();
        let away = self.0 - now.0;
        if away == 0 {
            return format!("today, on {date}");
        }
        let (unit, name) = match away.abs() {
            0..MINUTE => (1, "second"),
            MINUTE..HOUR => (MINUTE, "minute"),
            HOUR..DAY => (HOUR, "hour"),
            _ => (DAY, "day"),
        };
        let count = away.abs() / unit;
        let plural = if count == 1 { "" } else { "s" };
        match away > 0 {
            true => format!("in {count} {name}{plural}, on {date}"),
            false => format!("{count} {name}{plural} ago, on {date}"),
        }
    }
}

/// RFC 3339 in UTC, such as `2026-11-28T12:00:00Z`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.0.rem_euclid(DAY);
        let (hour, minute) = (second / HOUR, second % HOUR / MINUTE);
        write!(f, "{}T{hour:02}:{minute:02}:{:02}Z", self.date(), second % MINUTE)
    }
}

/// Instants before the year 0 become its first second.
impl From<OffsetDateTime> for Moment {
    fn from(instant: OffsetDateTime) -> Moment {
        Moment(instant.unix_timestamp().clamp(FIRST, LAST))
    }
}

impl From<ASN1Time> for Moment {
    fn from(instant: ASN1Time) -> Moment {
        Moment::from(instant.to_datetime())
    }
}

impl From<Moment> for OffsetDateTime {
    fn from(moment: Moment) -> OffsetDateTime {
        // no Moment is outside the range of OffsetDateTime
        OffsetDateTime::from_unix_timestamp(moment.0).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// The number, if there is nothing else; an error where it is too large.
fn whole_number(text: &str) -> Option<Result<i64, ParseIntError>> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = !digits.is_empty() && digits.bytes().all(|octet| octet.is_ascii_digit());
    whole.then(|| text.parse())
}

/// The seconds of `+30d`.
fn distance(text: &str, typed: &str) -> Result<i64, MomentError> {
    let unit = match text.chars().last() {
        Some('s') => 1,
        Some('m') => MINUTE,
        Some('h') => HOUR,
        Some('d') => DAY,
        Some('w') => WEEK,
        _ => return Err(MomentError::Unit(typed.to_owned())),
    };
    let (sign, digits) = text.split_at(1);
    let digits = digits.get(..digits.len() - 1).unwrap_or_default();
    let count = whole_number(digits).filter(|_| !digits.starts_with('-'));
    let count = count.ok_or_else(|| MomentError::Form(typed.to_owned()))?;
    let seconds = count.ok().and_then(|count| count.checked_mul(unit));
    let seconds = seconds.ok_or_else(|| MomentError::Range(typed.to_owned()))?;
    Ok(if sign == "-" { -seconds } else { seconds })
}

/// Year, month and day of the day so many after 1970-01-01, in the Gregorian calendar.
///
/// Counted in 400-year eras from 0000-03-01, so that a leap day ends its year.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day_of_month = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text, Moment(0)).unwrap()
    }

    #[test]
    fn every_form_is_read() {
        let now = at("2026-11-22T12:00:00Z");
        let read = |text: &str| Moment::parse(text, now).unwrap().to_string();
        assert_eq!(read("2026-11-28T12:00:00Z"), "2026-11-28T12:00:00Z");
        assert_eq!(read("2026-11-28t13:00:00.9+01:00"), "2026-11-28T12:00:00Z");
        assert_eq!(read("2026-11-28"), "2026-11-28T00:00:00Z");
        assert_eq!(read("1795867200"), "2026-11-28T12:00:00Z");
        assert_eq!(read("-1"), "1969-12-31T23:59:59Z");
        assert_eq!(read("now"), now.to_string());
        assert_eq!(read("+30d"), "2026-12-22T12:00:00Z");
        assert_eq!(read("-2h"), "2026-11-22T10:00:00Z");
        assert_eq!(read("+6w"), "2027-01-03T12:00:00Z");
        assert_eq!(read("+90m"), "2026-11-22T13:30:00Z");
        assert_eq!(read("-1s"), "2026-11-22T11:59:59Z");
    }

    #[test]
    fn other_text_is_refused() {
        let error = |text: &str| Moment::parse(text, at("2026-11-22")).unwrap_err();
        for text in ["", "tomorrow", "+d", "+-3d", "+1.5d", "2026-02-30", "2026-11-28T25:00:00Z"] {
            assert!(matches!(error(text), MomentError::Form(_)), "{text}: {:?}", error(text));
        }
        for text in ["+30", "+3y", "-2x", "+", "-", "+3ü"] {
            assert!(matches!(error(text), MomentError::Unit(_)), "{text}: {:?}", error(text));
        }
        for text in ["+9999999999999999d", "+9000000d", "253402300800", "99999999999999999999"] {
            assert!(matches!(error(text), MomentError::Range(_)), "{text}: {:?}", error(text));
        }
    }

    #[test]
    fn the_ends_of_time_are_shown() {
        assert_eq!(Moment(FIRST).to_string(), "0000-01-01T00:00:00Z");
        assert_eq!(Moment(LAST).to_string(), "9999-12-31T23:59:59Z");
        assert_eq!(Moment::from_unix(FIRST - 1), None);
        assert_eq!(Moment::from_unix(LAST + 1), None);
        assert_eq!(Moment(LAST).plus_seconds(i64::MAX), Moment(LAST));
        assert_eq!(Moment(LAST).relative_to(Moment(FIRST)), "in 3652424 days, on 9999-12-31");
    }

    #[test]
    fn every_day_has_the_date_that_the_time_crate_gives_it() {
        for day in (FIRST..=LAST).step_by(usize::try_from(DAY).unwrap()) {
            let date = OffsetDateTime::from_unix_timestamp(day).unwrap().date();
            let (year, month, day) = civil(day / DAY);
            let (y, m, d) = date.to_calendar_date();
            assert_eq!((year, month, day), (y.into(), u8::from(m).into(), d.into()));
        }
    }

    #[test]
    fn distances_are_in_words() {
        let now = at("2026-11-22T12:00:00Z");
        let words = |text: &str| at(text).relative_to(now);
        assert_eq!(words("2026-11-28T12:00:00Z"), "in 6 days, on 2026-11-28");
        assert_eq!(words("2026-11-16T11:00:00Z"), "6 days ago, on 2026-11-16");
        assert_eq!(words("2026-11-22T17:59:59Z"), "in 5 hours, on 2026-11-22");
        assert_eq!(words("2026-11-23T12:00:00Z"), "in 1 day, on 2026-11-23");
        assert_eq!(words("2026-11-22T11:59:00Z"), "1 minute ago, on 2026-11-22");
        assert_eq!(words("2026-11-22T12:00:30Z"), "in 30 seconds, on 2026-11-22");
        assert_eq!(words("2026-11-22T12:00:00Z"), "today, on 2026-11-22");
        assert_eq!(now.days_until(at("2026-11-28T11:59:59Z")), 5);
        assert_eq!(now.days_until(at("2026-11-21T13:00:00Z")), 0);
        assert_eq!(now.days_until(at("2026-11-20T12:00:00Z")), -2);
    }

    #[test]
    fn the_clocks_of_the_libraries_are_taken() {
        let instant = OffsetDateTime::from_unix_timestamp(1_795_867_200).unwrap();
        assert_eq!(Moment::from(instant).to_string(), "2026-11-28T12:00:00Z");
        assert_eq!(Moment::from(ASN1Time::new(instant)).unix(), 1_795_867_200);
        assert_eq!(OffsetDateTime::from(Moment::from(instant)), instant);
    }
}
