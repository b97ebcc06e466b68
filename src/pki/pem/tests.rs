use super::*;

/// What `encode` makes of some bytes, more than one line of them.
fn armoured() -> String {
    encode("CERTIFICATE", &[0xa5; 100]).to_string()
}

fn labels(text: &[u8]) -> Vec<Result<String, PemError>> {
    blocks(text).into_iter().map(|block| block.map(|block| block.label)).collect()
}

#[test]
fn what_is_encoded_has_short_lines_and_comes_back() {
    let text = armoured();
    assert!(text.starts_with("-----BEGIN CERTIFICATE-----\n"));
    assert!(text.ends_with("-----END CERTIFICATE-----\n"));
    assert!(text.lines().all(|line| line.len() <= 64) && !text.contains('\r'));
    assert_eq!(*blocks(text.as_bytes()).remove(0).unwrap().der, [0xa5; 100]);
}

#[test]
fn liberties_are_taken_for_what_they_mean() {
    let text = armoured();
    let liberties = [
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        text.replace('\n', "\n\n"),
        text.replace('\n', " \t\n   "),
        text.replace("paWl", " paWl\n"),
        text.replace("-----\n", "-----  \t\n").replace("-----BEGIN", "  -----BEGIN"),
        format!("\u{feff}{text}"),
        format!("Bag Attributes\n    friendlyName: x\nsubject=CN = x\n{text}\nand prose: more"),
        text.trim_end().to_owned(),
    ];
    for liberty in liberties {
        let found = blocks(liberty.as_bytes());
        assert_eq!(found.len(), 1, "{liberty:?}");
        assert_eq!(*found[0].as_ref().unwrap().der, [0xa5; 100], "{liberty:?}");
    }
}

#[test]
fn text_around_may_be_in_any_encoding() {
    let text = [b"Gr\xfc\xdfe\x00\n".as_slice(), armoured().as_bytes(), b"\xff\xfe"].concat();
    assert_eq!(labels(&text), [Ok("CERTIFICATE".into())]);
}

#[test]
fn a_bad_block_hides_no_other() {
    let good = armoured();
    let bad = good.replace("paWl", "pa!l");
    let cut = good.replace("-----END CERTIFICATE-----\n", "");
    let other = good.replace("END CERTIFICATE", "END X509 CRL");
    let short = good.replacen("paWlpaWl\n", "paWlpaW\n", 1);
    let label = || "CERTIFICATE".to_owned();
    assert_eq!(
        labels([&bad, &good, &cut, &other, &short, &good].map(String::as_str).concat().as_bytes()),
        [
            Err(PemError::Base64 { label: label(), line: 1, at: 2 }),
            Ok(label()),
            Err(PemError::Unterminated { label: label(), line: 11 }),
            Err(PemError::Mismatched {
                label: label(),
                line: 15,
                closed: "X509 CRL".into(),
                at: 19
            }),
            Err(PemError::Incomplete { label: label(), line: 20 }),
            Ok(label()),
        ]
    );
    assert_eq!(labels(b"-----BEGIN CERTIFICATE\nAAAA\n"), [Err(PemError::Armour { line: 1 })]);
    assert_eq!(labels(b"-----BEGIN \x1b[2J-----\n"), [Err(PemError::Armour { line: 1 })]);
}

#[test]
fn lines_are_counted_alike_for_every_ending() {
    for ending in ["\n", "\r\n", "\r"] {
        let text = format!("one\ntwo\n{}", armoured()).replace('\n', ending);
        assert_eq!(blocks(text.as_bytes()).remove(0).unwrap().line, 3, "{ending:?}");
    }
}

#[test]
fn headers_are_split_and_unfolded() {
    let text = "-----BEGIN RSA PRIVATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\n\
                DEK-Info: AES-128-CBC,\r\n 0011\r\n\r\nAAAA\r\n-----END RSA PRIVATE KEY-----";
    let block = blocks(text.as_bytes()).remove(0).unwrap();
    assert_eq!(block.header("proc-type"), Some("4,ENCRYPTED"));
    assert_eq!(block.header("DEK-Info"), Some("AES-128-CBC,0011"));
    assert_eq!(*block.der, [0, 0, 0]);
}

#[test]
fn an_error_never_quotes_the_block() {
    let text = encode("PRIVATE KEY", b"not to be shown").replace("bm90", "b?90");
    let error = blocks(text.as_bytes()).remove(0).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the PRIVATE KEY block that begins on line 1 has a character on line 2 that is not base64"
    );
}

#[test]
fn hostile_numbers_of_blocks_and_headers_are_cut() {
    let block = "-----BEGIN X-----\nAAAA\n-----END X-----\n";
    assert_eq!(blocks(block.repeat(10_000).as_bytes()).len(), 10_000);
    let mut found = blocks(block.repeat(20_000).as_bytes());
    assert_eq!(found.len(), 10_001);
    let error = found.pop().unwrap().unwrap_err();
    assert_eq!(error, PemError::TooMany { most: 10_000, line: 30_001 });
    assert_eq!(
        error.to_string(),
        "the 10000 PEM blocks before line 30001 are all that is read of a file"
    );
    let headers = "-----BEGIN X-----\n".to_owned() + &"a: b\n".repeat(1000);
    let found = blocks(format!("{headers}\nAAAA\n-----END X-----\n").as_bytes());
    let block = found.into_iter().next().unwrap().unwrap();
    assert_eq!((block.headers.len(), block.der.as_slice()), (32, &[0, 0, 0][..]));
}
