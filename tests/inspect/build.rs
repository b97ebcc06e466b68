//! Certificates put together octet by octet; nobody signed them.

pub(crate) fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let octets = length.to_be_bytes();
    let octets = &octets[octets.iter().position(|octet| *octet != 0).unwrap_or(7)..];
    let mut all = vec![tag];
    match length {
        0..=0x7f => all.push(length as u8),
        _ => {
            all.push(0x80 | octets.len() as u8);
            all.extend(octets);
        }
    }
    [all.as_slice(), content].concat()
}

/// `2.5.4.n`.
pub(crate) fn attribute(number: u8, tag: u8, text: &[u8]) -> Vec<u8> {
    let kind = tlv(0x06, &[0x55, 4, number]);
    tlv(0x31, &tlv(0x30, &[kind, tlv(tag, text)].concat()))
}

/// An otherName of id-on (1.3.6.1.5.5.7.8.n), with a string of that tag.
pub(crate) fn other_name(number: u8, tag: u8, text: &[u8]) -> Vec<u8> {
    let kind = tlv(0x06, &[0x2b, 6, 1, 5, 5, 7, 8, number]);
    tlv(0xa0, &[kind, tlv(0xa0, &tlv(tag, text))].concat())
}

pub(crate) fn extension(oid: &[u8], value: &[u8]) -> Vec<u8> {
    tlv(0x30, &[tlv(0x06, oid), tlv(0x04, value)].concat())
}

/// An AlgorithmIdentifier without parameters.
pub(crate) fn algorithm(oid: &[u8]) -> Vec<u8> {
    tlv(0x30, &tlv(0x06, oid))
}

/// What a certificate is made of, each in DER.
pub(crate) struct Parts {
    /// The content of the name, which is subject and issuer.
    pub(crate) name: Vec<u8>,
    /// notBefore and notAfter.
    pub(crate) dates: [Vec<u8>; 2],
    /// The algorithm of the key.
    pub(crate) key: Vec<u8>,
    /// The algorithm of the signature.
    pub(crate) signature: Vec<u8>,
    /// The extensions, one after the other.
    pub(crate) extensions: Vec<u8>,
}

impl Default for Parts {
    fn default() -> Parts {
        Parts {
            name: attribute(3, 0x0c, b"a.example"),
            dates: [tlv(0x17, b"250101000000Z"), tlv(0x17, b"350101000000Z")],
            key: algorithm(&[0x2b, 0x65, 0x70]),
            signature: algorithm(&[0x2b, 0x65, 0x70]),
            extensions: extension(&[0x55, 29, 17], &tlv(0x30, &tlv(0x82, b"a.example"))),
        }
    }
}

impl Parts {
    pub(crate) fn certificate(&self) -> Vec<u8> {
        let name = tlv(0x30, &self.name);
        let body = [
            tlv(0xa0, &[2, 1, 2]),
            tlv(0x02, &[5]),
            self.signature.clone(),
            name.clone(),
            tlv(0x30, &self.dates.concat()),
            name,
            tlv(0x30, &[self.key.clone(), tlv(0x03, &[0; 33])].concat()),
            tlv(0xa3, &tlv(0x30, &self.extensions)),
        ];
        let parts = [tlv(0x30, &body.concat()), self.signature.clone(), tlv(0x03, &[0; 65])];
        tlv(0x30, &parts.concat())
    }
}
