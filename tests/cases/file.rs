//! A case as a file: options, then PEM blocks (the leaf first), then findings.
//!
//! A line `anchor` or `elsewhere` above a block says that it is trusted, or that it comes from another file.

use std::fs;
use std::path::{Path, PathBuf};

use xmppcert::pki::key::{Found, PrivateKey};
use xmppcert::pki::pem;

/// The line above the findings.
const FINDINGS: &str = "findings\n";

#[derive(Debug, Default)]
pub struct CaseFile {
    pub options: Vec<(String, String)>,
    /// The file that is judged, in its order.
    pub file: Vec<Vec<u8>>,
    pub anchors: Vec<Vec<u8>>,
    pub elsewhere: Vec<Vec<u8>>,
    pub key: Option<PrivateKey>,
    /// Everything above the findings.
    pub head: String,
    /// The findings that are expected.
    pub findings: String,
}

/// Every case of a folder and those below.
pub fn all() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut found = Vec::new();
    for folder in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        if folder.is_dir() {
            found.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found.retain(|path: &PathBuf| path.extension().is_some_and(|kind| kind == "case"));
    found.sort();
    found
}

impl CaseFile {
    pub fn read(path: &Path) -> CaseFile {
        let text = fs::read_to_string(path).unwrap();
        let (head, findings) = text.split_once(FINDINGS).unwrap();
        let mut case = CaseFile {
            head: head.to_owned(),
            findings: findings.to_owned(),
            ..CaseFile::default()
        };
        let mut place = String::new();
        let mut block = String::new();
        for line in head.lines() {
            if !block.is_empty() || line.starts_with("-----BEGIN ") {
                block.push_str(line);
                block.push('\n');
                if line.starts_with("-----END ") {
                    case.take(&block, &place);
                    block.clear();
                    place.clear();
                }
            } else if let Some((name, value)) = line.split_once(": ") {
                case.options.push((name.to_owned(), value.to_owned()));
            } else {
                place = line.to_owned();
            }
        }
        case
    }

    /// The values of an option.
    pub fn every<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.options.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn option<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.every(name).next()
    }

    fn take(&mut self, text: &str, place: &str) {
        let block = pem::blocks(text.as_bytes()).remove(0).unwrap();
        if block.label == "PRIVATE KEY" {
            let Found::Plain(key) = PrivateKey::in_block(&block).unwrap() else { unreachable!() };
            self.key = Some(key);
            return;
        }
        let der = block.der.to_vec();
        match place {
            "anchor" => self.anchors.push(der),
            "elsewhere" => self.elsewhere.push(der),
            "" => self.file.push(der),
            other => unreachable!("{other}"),
        }
    }

    /// The same file with other findings.
    pub fn with_findings(&self, findings: &str) -> String {
        format!("{}{FINDINGS}{findings}", self.head)
    }
}
