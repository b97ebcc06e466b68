//! Object identifiers by name, and their text (X.660, X.690 §8.19).

mod table;

use std::fmt::{self, Write};

use x509_parser::asn1_rs::Oid;

use table::TABLE;

/// An object identifier that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The arcs in decimal, with dots between.
    pub dotted: &'static str,
    /// The name of its standard, such as `id-on-xmppAddr`.
    pub name: &'static str,
    /// What people are told, such as `XMPP Address`; of an attribute of names, its short form.
    pub label: &'static str,
}

/// The content octets of an OBJECT IDENTIFIER that are read; beyond them it is hostile.
const MOST_OCTETS: usize = 128;

/// No name of the table is longer.
const LONGEST_KNOWN: usize = 48;

/// All of them, sorted by [`Known::dotted`].
pub fn all() -> &'static [Known] {
    TABLE
}

/// The object identifier with those arcs in decimal, if it has a name.
pub fn known(dotted: &str) -> Option<&'static Known> {
    let place = TABLE.binary_search_by(|known| known.dotted.cmp(dotted)).ok()?;
    TABLE.get(place)
}

/// The same, for the content octets of an OBJECT IDENTIFIER (X.690 §8.19); takes no memory.
pub fn known_der(content: &[u8]) -> Option<&'static Known> {
    let mut short = Short { octets: [0; LONGEST_KNOWN], length: 0 };
    write_dotted(content, &mut short)?;
    known(std::str::from_utf8(short.octets.get(..short.length)?).ok()?)
}

/// The arcs in decimal; `None` for content octets that are malformed, longer than 128, or have an
/// arc of more than 128 bits.
pub fn dotted(content: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(32);
    write_dotted(content, &mut text)?;
    Some(text)
}

/// The arcs in decimal, whatever the content octets are: `#` and at most 32 octets in hexadecimal
/// where [`dotted`] has no answer.
pub fn text(content: &[u8]) -> String {
    const SHOWN: usize = 32;
    dotted(content).unwrap_or_else(|| {
        let mut text = String::from("#");
        for octet in content.iter().take(SHOWN) {
            // writing to a String cannot fail
            let _ = write!(text, "{octet:02x}");
        }
        text.push_str(if content.len() > SHOWN { "…" } else { "" });
        text
    })
}

/// The arcs of what x509-parser has read. Its own text takes the first octet for the first two
/// arcs, which is wrong of 2.48 and above.
pub(super) fn in_dots(oid: &Oid<'_>) -> String {
    text(oid.as_bytes())
}

/// X.690 §8.19.4: the first subidentifier is 40 times the first arc plus the second.
fn write_dotted(content: &[u8], text: &mut impl Write) -> Option<()> {
    if content.is_empty() || content.len() > MOST_OCTETS {
        return None;
    }
    let (first, mut rest) = subidentifier(content)?;
    let root = (first / 40).min(2);
    let mut line = Line { octets: [0; 64], length: 0 };
    line.arc(root, text)?;
    line.dot();
    line.arc(first - 40 * root, text)?;
    while !rest.is_empty() {
        let (arc, after) = subidentifier(rest)?;
        line.dot();
        line.arc(arc, text)?;
        rest = after;
    }
    line.flush(text)
}

/// Arcs and dots on their way to a text: certificates are full of object identifiers, and to write each
/// digit by itself takes longer than to read them.
struct Line {
    octets: [u8; 64],
    length: usize,
}

impl Line {
    /// Room for the 20 digits of the largest arc that goes this way, and a dot.
    const ROOM: usize = 21;

    fn dot(&mut self) {
        self.push(b'.');
    }

    /// An arc in decimal. Those in use fit into 64 bits, for which it is worth not to ask `core::fmt`.
    fn arc(&mut self, arc: u128, text: &mut impl Write) -> Option<()> {
        if self.length + Line::ROOM > self.octets.len() {
            self.flush(text)?;
        }
        let Ok(mut rest) = u64::try_from(arc) else {
            self.flush(text)?;
            return write!(text, "{arc}").ok();
        };
        let mut scale: u64 = 1;
        while rest / scale >= 10 {
            scale *= 10;
        }
        while scale > 0 {
            self.push(b'0' + (rest / scale) as u8);
            rest %= scale;
            scale /= 10;
        }
        Some(())
    }

    fn push(&mut self, octet: u8) {
        if let Some(place) = self.octets.get_mut(self.length) {
            *place = octet;
            self.length += 1;
        }
    }

    fn flush(&mut self, text: &mut impl Write) -> Option<()> {
        let octets = self.octets.get(..self.length)?;
        text.write_str(std::str::from_utf8(octets).ok()?).ok()?;
        self.length = 0;
        Some(())
    }
}

/// X.690 §8.19.2: seven bits an octet, bit 8 set in all but the last, no leading zero octet.
fn subidentifier(octets: &[u8]) -> Option<(u128, &[u8])> {
    if let [short @ 0..=0x7f, rest @ ..] = octets {
        return Some((u128::from(*short), rest));
    }
    let mut arc: u128 = 0;
    for (index, octet) in octets.iter().enumerate() {
        if arc > u128::MAX >> 7 || (index == 0 && *octet == 0x80) {
            return None;
        }
        arc = arc << 7 | u128::from(octet & 0x7f);
        if octet & 0x80 == 0 {
            return Some((arc, octets.get(index + 1..)?));
        }
    }
    None
}

/// Text of limited length that is no allocation.
struct Short {
    octets: [u8; LONGEST_KNOWN],
    length: usize,
}

impl Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        let room = self.octets.get_mut(self.length..end).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XMPP_ADDR: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 8, 5];

    #[test]
    fn an_oid_has_its_name_in_both_forms() {
        assert_eq!(known("1.3.6.1.5.5.7.8.5").unwrap().label, "XMPP Address");
        assert_eq!(known_der(XMPP_ADDR).unwrap().name, "id-on-xmppAddr");
        assert_eq!(known_der(&[0x55, 4, 3]).unwrap().name, "commonName");
        assert_eq!(known("1.2.3"), None);
        assert_eq!(known_der(&[0x2a; 100]), None);
    }

    #[test]
    fn an_oid_is_written_in_decimal() {
        let text = |content: &[u8]| dotted(content);
        assert_eq!(text(XMPP_ADDR).unwrap(), "1.3.6.1.5.5.7.8.5");
        assert_eq!(text(&[0x88, 0x37]).unwrap(), "2.999");
        assert_eq!(text(&[0x09, 0x92, 0x26]).unwrap(), "0.9.2342");
        let uuid = [&[0x69, 0x83][..], &[0xff; 17], &[0x7f]].concat();
        assert_eq!(text(&uuid).unwrap(), format!("2.25.{}", u128::MAX));
    }

    #[test]
    fn a_malformed_oid_has_no_text() {
        let long = [&[0x2a][..], &[0xff; 19], &[0x7f]].concat();
        for content in [&[][..], &[0x2a, 0x86], &[0x2a, 0x80, 1], &[0x2a; 129], &long] {
            assert_eq!(dotted(content), None);
            assert_eq!(known_der(content), None);
        }
        assert_eq!(super::text(&[0x2a, 0x86]), "#2a86");
        assert_eq!(super::text(&[0x2a; 129]), format!("#{}…", "2a".repeat(32)));
    }

    #[test]
    fn what_x509_parser_has_read_is_written_with_its_true_first_arcs() {
        for (content, dots) in [(&[0x88, 0x37, 3][..], "2.999.3"), (&[0x55, 4, 3], "2.5.4.3")] {
            assert_eq!(in_dots(&Oid::new(content.into())), dots);
        }
    }
}
