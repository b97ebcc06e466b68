//! Serialized Java objects, as far as a sealed secret key needs them.
//!
//! The Java Object Serialization Specification, chapter 6, has the grammar. JCEKS puts a
//! `javax.crypto.SealedObject` between its entries without its length: what follows it can be read
//! only by following it to its end. Nothing is made of a class but its name and its fields.

use std::rc::Rc;

use super::reader::Reader;
use crate::pki::keystore::StoreError;

/// How deep objects within objects, and classes above classes, are followed.
const MOST_LEVELS: u8 = 16;

/// The objects that are remembered for references.
const MOST_OBJECTS: usize = 1000;

/// The fields of a class, and the strings of an object.
const MOST_FIELDS: usize = 64;

/// The length of a name or a string in bytes.
const MOST_BYTES: usize = 256;

/// An object: what its class is called, and the fields that are strings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Object {
    pub(super) class: Rc<str>,
    strings: Vec<(Rc<str>, Rc<str>)>,
}

impl Object {
    /// The string in that field.
    pub(super) fn string(&self, field: &str) -> Option<&str> {
        let found = self.strings.iter().find(|(name, _)| **name == *field);
        found.map(|(_, value)| &**value)
    }
}

/// Reads one object with its stream header.
///
/// # Errors
/// When the grammar does not go like that, or it is too deep.
pub(super) fn object(reader: &mut Reader<'_>) -> Result<Rc<Object>, StoreError> {
    if reader.take(4)? != [0xac, 0xed, 0, 5] {
        return Err(malformed());
    }
    match (Stream { reader, known: Vec::new() }).content(MOST_LEVELS)? {
        Known::Object(object) => Ok(object),
        _ => Err(malformed()),
    }
}

fn malformed() -> StoreError {
    StoreError::broken("a serialized object in it is malformed")
}

struct Stream<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// What references refer to, in the order of its appearance.
    known: Vec<Known>,
}

/// What the stream has shown.
#[derive(Debug, Clone)]
enum Known {
    Null,
    Class(Rc<Class>),
    Text(Rc<str>),
    Object(Rc<Object>),
    Array,
    /// Begun and not at its end yet.
    Open,
}

#[derive(Debug)]
struct Class {
    name: Rc<str>,
    /// The bits of `SC_WRITE_METHOD`, `SC_SERIALIZABLE` and so on.
    flags: u8,
    fields: Vec<Field>,
    above: Option<Rc<Class>>,
}

#[derive(Debug)]
struct Field {
    kind: u8,
    name: Rc<str>,
}

const HAS_WRITE_METHOD: u8 = 1;
const SERIALIZABLE: u8 = 2;

impl Stream<'_, '_> {
    fn content(&mut self, levels: u8) -> Result<Known, StoreError> {
        let levels = levels.checked_sub(1).ok_or_else(malformed)?;
        match self.reader.byte()? {
            0x70 => Ok(Known::Null),
            0x71 => self.reference(),
            0x72 => Ok(Known::Class(self.class(levels)?)),
            0x73 => self.new_object(levels),
            0x74 => {
                let text = Known::Text(self.text()?);
                let place = self.remember()?;
                self.settle(place, text)
            }
            0x75 => self.array(levels),
            _ => Err(malformed()),
        }
    }

    fn text(&mut self) -> Result<Rc<str>, StoreError> {
        let text = self.reader.text()?;
        // no class, field or algorithm has such a name
        if text.len() > MOST_BYTES { Ok("".into()) } else { Ok(text.into()) }
    }

    /// A place for what begins here; references count from the beginnings.
    fn remember(&mut self) -> Result<usize, StoreError> {
        if self.known.len() >= MOST_OBJECTS {
            return Err(malformed());
        }
        self.known.push(Known::Open);
        Ok(self.known.len() - 1)
    }

    fn settle(&mut self, place: usize, known: Known) -> Result<Known, StoreError> {
        *self.known.get_mut(place).ok_or_else(malformed)? = known.clone();
        Ok(known)
    }

    fn reference(&mut self) -> Result<Known, StoreError> {
        let handle = self.reader.int()?.checked_sub(0x7e_0000).ok_or_else(malformed)?;
        let place = usize::try_from(handle).map_err(|_| malformed())?;
        self.known.get(place).cloned().ok_or_else(malformed)
    }

    fn class(&mut self, levels: u8) -> Result<Rc<Class>, StoreError> {
        let name = self.text()?;
        self.reader.take(8)?;
        let place = self.remember()?;
        let flags = self.reader.byte()?;
        let count = self.reader.short()?;
        let mut fields = Vec::new();
        for _ in 0..count {
            if fields.len() >= MOST_FIELDS {
                return Err(malformed());
            }
            fields.push(self.field(levels)?);
        }
        self.skip_annotation(levels)?;
        let above = match self.content(levels)? {
            Known::Null => None,
            Known::Class(class) => Some(class),
            _ => return Err(malformed()),
        };
        let class = Rc::new(Class { name, flags, fields, above });
        self.settle(place, Known::Class(class.clone()))?;
        Ok(class)
    }

    fn field(&mut self, levels: u8) -> Result<Field, StoreError> {
        let kind = self.reader.byte()?;
        let name = self.text()?;
        if matches!(kind, b'L' | b'[') {
            self.content(levels)?;
        }
        Ok(Field { kind, name })
    }

    /// Blocks of bytes and objects up to the end mark.
    fn skip_annotation(&mut self, levels: u8) -> Result<(), StoreError> {
        loop {
            let mut ahead = self.reader.clone();
            match ahead.byte()? {
                0x78 => {
                    *self.reader = ahead;
                    return Ok(());
                }
                0x77 => {
                    let length = ahead.byte()?;
                    ahead.take(length.into())?;
                    *self.reader = ahead;
                }
                _ => {
                    self.content(levels)?;
                }
            }
        }
    }

    fn new_object(&mut self, levels: u8) -> Result<Known, StoreError> {
        let Known::Class(class) = self.content(levels)? else { return Err(malformed()) };
        let place = self.remember()?;
        let mut strings = Vec::new();
        self.values(&class, levels, &mut strings)?;
        let class = class.name.clone();
        self.settle(place, Known::Object(Rc::new(Object { class, strings })))
    }

    /// The values of the class above come first.
    fn values(
        &mut self,
        class: &Class,
        levels: u8,
        strings: &mut Vec<(Rc<str>, Rc<str>)>,
    ) -> Result<(), StoreError> {
        if let Some(above) = &class.above {
            self.values(above, levels, strings)?;
        }
        if class.flags & SERIALIZABLE == 0 {
            return Err(malformed());
        }
        for field in &class.fields {
            match field.kind {
                b'L' | b'[' => {
                    let value = self.content(levels)?;
                    if let (Known::Text(text), ..MOST_FIELDS) = (value, strings.len()) {
                        strings.push((field.name.clone(), text));
                    }
                }
                primitive => {
                    self.reader.take(width(primitive)?)?;
                }
            }
        }
        if class.flags & HAS_WRITE_METHOD != 0 {
            self.skip_annotation(levels)?;
        }
        Ok(())
    }

    fn array(&mut self, levels: u8) -> Result<Known, StoreError> {
        let Known::Class(class) = self.content(levels)? else { return Err(malformed()) };
        let place = self.remember()?;
        let count = usize::try_from(self.reader.int()?).map_err(|_| malformed())?;
        let element = *class.name.as_bytes().get(1).ok_or_else(malformed)?;
        if matches!(element, b'L' | b'[') {
            for _ in 0..count {
                self.content(levels)?;
            }
        } else {
            self.reader.take(count.checked_mul(width(element)?).ok_or_else(malformed)?)?;
        }
        self.settle(place, Known::Array)
    }
}

/// The bytes of a primitive type by its letter.
fn width(kind: u8) -> Result<usize, StoreError> {
    match kind {
        b'B' | b'Z' => Ok(1),
        b'C' | b'S' => Ok(2),
        b'F' | b'I' => Ok(4),
        b'D' | b'J' => Ok(8),
        _ => Err(malformed()),
    }
}
