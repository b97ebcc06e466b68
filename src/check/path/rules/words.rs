//! Words that several rules use.

use time::OffsetDateTime;

/// An instant in UTC, such as `2026-11-28 12:00:00`; the number where the calendar has no such year.
pub(in super::super) fn instant(seconds: i64) -> String {
    match OffsetDateTime::from_unix_timestamp(seconds) {
        Ok(at) => format!(
            "{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC",
            at.year(),
            u8::from(at.month()),
            at.day(),
            at.hour(),
            at.minute(),
            at.second()
        ),
        Err(_) => format!("second {seconds} of 1970"),
    }
}

/// Octets in hexadecimal, the way key identifiers are shown.
pub(in super::super) fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect::<Vec<_>>().join(":")
}
