use super::*;

fn first(der: &[u8]) -> Tlv<'_> {
    Reader::new(der).next().unwrap()
}

#[test]
fn lengths_are_read_in_every_form() {
    assert_eq!(first(&[4, 1, 7]).content, [7]);
    let long = first(&[4, 0x82, 0, 1, 7]);
    assert_eq!((long.content, long.flaws.length_octets), (&[7][..], Some(3)));
    let endless = first(&[0x30, 0x80, 5, 0, 0x30, 0x80, 0, 0, 0, 0, 9]);
    assert_eq!((endless.content.len(), endless.der.len()), (6, 10));
    assert!(endless.flaws.indefinite && !endless.flaws.unterminated);
    assert!(first(&[0x30, 0x80, 5, 0]).flaws.unterminated);
    assert!(first(&[4, 0x80, 0, 0]).flaws.unterminated);
}

#[test]
fn a_length_beyond_the_end_is_cut_to_what_is_there() {
    let huge = first(&[0x30, 0x88, 0x80, 0, 0, 0, 0, 0, 0, 0, 5, 0]);
    assert_eq!((huge.content, huge.flaws.claimed), (&[5, 0][..], Some(1 << 63)));
    let larger = [&[0x30, 0xfe][..], &[0xff; 126]].concat();
    assert_eq!(first(&larger).flaws.claimed, Some(u64::MAX));
}

#[test]
fn a_header_that_is_cut_short_ends_the_reading() {
    for der in [&[0x30][..], &[0x30, 0x82, 1], &[0x1f, 0x81], &[0x30, 0xff, 0]] {
        let mut reader = Reader::new(der);
        assert!(reader.next().unwrap().flaws.cut_short, "{der:x?}");
        assert_eq!(reader.next(), None);
    }
}

#[test]
fn tag_numbers_are_read_in_both_forms() {
    let high = first(&[0x9f, 0x81, 0x00, 0]);
    assert_eq!((high.tag.context(), high.flaws.tag_not_minimal), (Some(128), false));
    assert!(first(&[0x1f, 0x02, 0]).flaws.tag_not_minimal);
    let long = [&[0x9f, 0x20, 31][..], &[7; 40]].concat();
    assert_eq!((first(&long).tag.number, first(&long).content.len()), (32, 31));
    assert_eq!(first(&[0x9f, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0]).tag.number, u32::MAX);
}
