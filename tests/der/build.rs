//! Writes certificates with whatever is wrong that a test wants.

/// Tag, length in its shortest form, content.
pub fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut der = vec![tag];
    match u8::try_from(content.len()) {
        Ok(length @ ..0x80) => der.push(length),
        Ok(length) => der.extend([0x81, length]),
        Err(_) => {
            der.push(0x82);
            der.extend(u16::try_from(content.len()).unwrap().to_be_bytes());
        }
    }
    der.extend_from_slice(content);
    der
}

/// The same around several parts.
pub fn around(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    tlv(tag, &parts.concat())
}

/// The fields of a certificate, each in DER.
#[derive(Clone)]
pub struct Parts {
    pub version: Vec<u8>,
    pub serial: Vec<u8>,
    pub signature: Vec<u8>,
    pub issuer: Vec<u8>,
    pub validity: Vec<u8>,
    pub subject: Vec<u8>,
    pub key: Vec<u8>,
    pub rest: Vec<u8>,
    pub algorithm: Vec<u8>,
    pub bits: Vec<u8>,
}

pub const NOT_BEFORE: &[u8] = b"\x17\x0d260101000000Z";
pub const NOT_AFTER: &[u8] = b"\x17\x0d261128120000Z";

impl Default for Parts {
    /// A sound certificate without extensions.
    fn default() -> Parts {
        let ecdsa = around(0x30, &[b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02"]);
        let ec = b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07";
        Parts {
            version: around(0xa0, &[&[2, 1, 2]]),
            serial: vec![2, 1, 7],
            signature: ecdsa.clone(),
            issuer: name(0x0c, b"Test CA"),
            validity: around(0x30, &[NOT_BEFORE, NOT_AFTER]),
            subject: name(0x0c, b"example.org"),
            key: around(0x30, &[&tlv(0x30, ec), &tlv(3, &[&[0, 4][..], &[7; 64]].concat())]),
            rest: Vec::new(),
            algorithm: ecdsa,
            bits: tlv(3, &[0, 0x30, 6, 2, 1, 1, 2, 1, 1]),
        }
    }
}

impl Parts {
    pub fn with_extensions(extensions: &[Vec<u8>]) -> Parts {
        let list = tlv(0x30, &extensions.concat());
        Parts { rest: tlv(0xa3, &list), ..Parts::default() }
    }

    pub fn to_der(&self) -> Vec<u8> {
        let tbs = [
            &self.version,
            &self.serial,
            &self.signature,
            &self.issuer,
            &self.validity,
            &self.subject,
            &self.key,
            &self.rest,
        ];
        let tbs = around(0x30, &tbs.map(Vec::as_slice));
        around(0x30, &[&tbs, &self.algorithm, &self.bits])
    }
}

/// A name of one commonName.
pub fn name(string: u8, text: &[u8]) -> Vec<u8> {
    let attribute = around(0x30, &[b"\x06\x03\x55\x04\x03", &tlv(string, text)]);
    tlv(0x30, &tlv(0x31, &attribute))
}

/// An extension under 2.5.29.
pub fn extension(last_arc: u8, value: &[u8]) -> Vec<u8> {
    around(0x30, &[&[6, 3, 0x55, 0x1d, last_arc], &tlv(4, value)])
}

/// A subjectAltName of those names.
pub fn san(names: &[&[u8]]) -> Vec<u8> {
    extension(17, &around(0x30, names))
}
