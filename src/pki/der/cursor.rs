//! Reads the fields of a SEQUENCE in their order, and over those that are wrong or missing.

use std::iter::Peekable;

use super::form::Form;
use super::outline::Break;
use super::tlv::{Reader, Tlv};

/// More breaks than these say nothing new.
const MOST_BREAKS: usize = 20;

/// Where reading stumbled, in the order of reading.
#[derive(Debug, Default)]
pub(super) struct Breaks(pub(super) Vec<Break>);

impl Breaks {
    pub(super) fn add(&mut self, offset: usize, why: String) {
        if self.0.len() < MOST_BREAKS {
            self.0.push(Break { offset, why });
        }
    }
}

/// The fields of one SEQUENCE that are still unread.
pub(super) struct Cursor<'a, 'b> {
    fields: Peekable<Reader<'a>>,
    start: usize,
    end: usize,
    whole: bool,
    breaks: &'b mut Breaks,
}

impl<'a, 'b> Cursor<'a, 'b> {
    pub(super) fn new(holder: &Tlv<'a>, breaks: &'b mut Breaks) -> Cursor<'a, 'b> {
        Cursor {
            fields: holder.children().peekable(),
            start: holder.offset,
            end: holder.content_offset() + holder.content.len(),
            whole: !holder.is_incomplete(),
            breaks,
        }
    }

    /// The next field, if it has that form.
    pub(super) fn optional(&mut self, name: &str, form: Form) -> Option<Tlv<'a>> {
        let here = self.fields.peek().is_some_and(|tlv| form.resembles(tlv));
        if here { self.take(name, form) } else { None }
    }

    /// The next field, which must be there. One of another form is skipped, unless it is the field
    /// that comes `after`.
    pub(super) fn required(&mut self, name: &str, form: Form, after: &[Form]) -> Option<Tlv<'a>> {
        let Some(tlv) = self.fields.peek().filter(|tlv| !tlv.flaws.cut_short) else {
            match self.whole {
                true => self.breaks.add(self.start, format!("{name} is missing")),
                false => self.breaks.add(self.end, format!("the data end before {name}")),
            }
            return None;
        };
        if form.fits(tlv) {
            return self.take(name, form);
        }
        self.breaks.add(tlv.offset, format!("{name} should be {form}, and is {}", describe(tlv)));
        if after.iter().any(|form| form.fits(tlv)) {
            return None;
        }
        self.fields.next().filter(|tlv| form.resembles(tlv))
    }

    /// Nothing may follow.
    pub(super) fn end(mut self, holder: &str) {
        if let Some(tlv) = self.fields.next() {
            let why = format!("{} follows the last field of {holder}", describe(&tlv));
            self.breaks.add(tlv.offset, why);
        }
    }

    pub(super) fn breaks(&mut self) -> &mut Breaks {
        self.breaks
    }

    fn take(&mut self, name: &str, form: Form) -> Option<Tlv<'a>> {
        let tlv = self.fields.next()?;
        if tlv.is_incomplete() && !form.holds_fields() {
            self.breaks.add(tlv.end(), format!("the data end within {name}"));
        }
        Some(tlv)
    }
}

/// An encoding by its tag and, of a SEQUENCE, that of its first element.
fn describe(tlv: &Tlv<'_>) -> String {
    if tlv.flaws.cut_short {
        return "a tag or length that is cut short".to_owned();
    }
    match tlv.children().next() {
        Some(first) if tlv.tag.constructed && !first.flaws.cut_short => {
            format!("{} that begins with {}", tlv.tag, first.tag)
        }
        _ => tlv.tag.to_string(),
    }
}
