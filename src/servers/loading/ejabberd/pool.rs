//! All certificates and keys of all files in one heap, and the chains that pkix makes of it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::blocks::Contents;
use super::keys::{Kind, Material, kind_of, wanted};
use crate::pki::link::Link;

/// The heap.
#[derive(Debug, Default)]
pub(super) struct Pool {
    certificates: Vec<Pooled>,
    /// The places of each key.
    keys: HashMap<Material, Vec<Source>>,
}

/// A certificate, and where it stands.
#[derive(Debug)]
struct Pooled {
    link: Arc<Link>,
    from: Vec<Source>,
}

/// A file by its number among those found, and a line of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Source {
    pub(super) file: usize,
    pub(super) line: usize,
}

/// What comes of a certificate in whose name nothing else in the heap is signed.
#[derive(Debug)]
pub(super) enum Path {
    /// Its key is there.
    Chain(Chain),
    /// Its key is not there.
    Keyless { link: Arc<Link>, from: Source },
    /// pkix goes down over its kind of key.
    Unknown { link: Arc<Link>, from: Source },
}

/// What pkix writes into its own folder, for OpenSSL to load.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// The leaf first.
    pub(super) links: Vec<Arc<Link>>,
    /// The files that they and the key are from, near the leaf where there are several.
    pub(super) from: Vec<usize>,
    pub(super) kind: Kind,
    /// The place of the leaf in the order in which pkix goes through certificates.
    pub(super) place: usize,
}

/// Erlang keeps so many keys of a map sorted, and more of them by their hashes.
const SORTED: usize = 32;
/// Chains are not followed further; a real one has five.
const LONGEST: usize = 64;
/// Cycles are looked for among no more links than these.
const MOST_EDGES: usize = 4096;

impl Pool {
    /// Takes what a file holds.
    pub(super) fn take(&mut self, file: usize, contents: Contents) {
        for (link, line) in contents.certificates {
            let from = Source { file, line };
            self.certificates.push(Pooled { link, from: vec![from] });
        }
        for (key, line) in contents.keys {
            self.keys.entry(key).or_default().push(Source { file, line });
        }
    }

    /// Whether the order of chains cannot be told.
    pub(super) fn is_unsorted(&self) -> bool {
        self.certificates.len() > SORTED
    }

    /// One path for each certificate in whose name nothing is signed, in pkix's order; and the keys that are
    /// nobody's.
    pub(super) fn paths(&mut self) -> (Vec<Path>, Vec<Source>) {
        self.sort();
        let (above, signers) = self.issuers();
        let mut used = HashSet::new();
        let leaves = (0..self.certificates.len()).filter(|index| !signers.contains(index));
        let paths = leaves.filter_map(|leaf| self.path(leaf, &above, &mut used)).collect();
        let unused = self.keys.iter().filter(|(key, _)| !used.contains(key));
        let mut unused: Vec<Source> =
            unused.flat_map(|(_, places)| places.iter().copied()).collect();
        unused.sort_unstable();
        (paths, unused)
    }

    /// The order of Erlang's terms: version, then serial number as a number, then the dates. Equal certificates are one.
    fn sort(&mut self) {
        let mut known: BTreeMap<[u8; 32], usize> = BTreeMap::new();
        let mut once: Vec<Pooled> = Vec::new();
        for pooled in self.certificates.drain(..) {
            match known.get(&pooled.link.fingerprint).and_then(|index| once.get_mut(*index)) {
                Some(same) => same.from.extend(pooled.from),
                None => {
                    known.insert(pooled.link.fingerprint, once.len());
                    once.push(pooled);
                }
            }
        }
        once.sort_by_cached_key(|pooled| {
            let link = &pooled.link;
            (link.version, number(&link.serial), link.not_before)
        });
        self.certificates = once;
    }

    /// For each certificate those of its issuer's name, in their order; and all that are in such a list.
    /// Signatures do not count.
    fn issuers(&self) -> (Vec<Vec<usize>>, HashSet<usize>) {
        let mut subjects: HashMap<u64, Vec<usize>> = HashMap::new();
        for (index, pooled) in self.certificates.iter().enumerate() {
            subjects.entry(pooled.link.subject.hash()).or_default().push(index);
        }
        let named = |pooled: &Pooled| {
            let issued = !pooled.link.is_self_issued();
            subjects
                .get(&pooled.link.issuer.hash())
                .filter(|_| issued)
                .map_or(&[][..], Vec::as_slice)
        };
        let edges: usize = self.certificates.iter().map(|pooled| named(pooled).len()).sum();
        let mut above: Vec<Vec<usize>> = Vec::with_capacity(self.certificates.len());
        for (index, pooled) in self.certificates.iter().enumerate() {
            let all = named(pooled).iter().copied();
            let all = all.filter(|issuer| self.is_named(*issuer, &pooled.link));
            // a link that would close a circle is left out; of many issuers the first is taken anyway
            above.push(match edges <= MOST_EDGES {
                true => all.filter(|issuer| !leads(&above, *issuer, index)).collect(),
                false => all.take(1).collect(),
            });
        }
        let names: HashSet<u64> = self
            .certificates
            .iter()
            .filter(|one| !named(one).is_empty())
            .map(|one| one.link.issuer.hash())
            .collect();
        let signers = match edges <= MOST_EDGES {
            true => above.iter().flatten().copied().collect(),
            false => {
                names.iter().filter_map(|name| subjects.get(name)).flatten().copied().collect()
            }
        };
        (above, signers)
    }

    fn is_named(&self, issuer: usize, link: &Link) -> bool {
        self.certificates.get(issuer).is_some_and(|pooled| pooled.link.subject == link.issuer)
    }

    fn path(
        &self,
        leaf: usize,
        above: &[Vec<usize>],
        used: &mut HashSet<Material>,
    ) -> Option<Path> {
        let pooled = self.certificates.get(leaf)?;
        let (link, first) = (pooled.link.clone(), *pooled.from.first()?);
        let Some(kind) = kind_of(&link) else { return Some(Path::Unknown { link, from: first }) };
        let key = wanted(&link.key).filter(|key| self.keys.contains_key(key));
        let Some(key) = key else { return Some(Path::Keyless { link, from: first }) };
        let mut from: Vec<usize> = pooled.from.iter().map(|source| source.file).collect();
        let near = |places: &[Source]| {
            let beside = places.iter().find(|source| source.file == first.file);
            beside.or(places.first()).map(|source| source.file)
        };
        from.extend(self.keys.get(&key).and_then(|places| near(places)));
        used.insert(key);
        let (mut links, mut at) = (Vec::new(), Some(leaf));
        while let Some(pooled) = at.and_then(|index| self.certificates.get(index)) {
            links.push(pooled.link.clone());
            from.extend(near(&pooled.from));
            at = at.and_then(|index| above.get(index)?.first().copied());
            if links.len() == LONGEST {
                break;
            }
        }
        from.sort_unstable();
        from.dedup();
        Some(Path::Chain(Chain { links, from, kind, place: leaf }))
    }
}

/// Whether one certificate stands below another.
fn leads(above: &[Vec<usize>], from: usize, to: usize) -> bool {
    let (mut open, mut seen) = (vec![from], HashSet::new());
    while let Some(index) = open.pop() {
        if index == to {
            return true;
        }
        if seen.insert(index) {
            open.extend(above.get(index).into_iter().flatten());
        }
    }
    false
}

/// What orders octets of an INTEGER as the number does: its sign, then its length, then the octets.
fn number(octets: &[u8]) -> (bool, isize, Vec<u8>) {
    let is_negative = octets.first().is_some_and(|first| *first >= 0x80);
    let filler = if is_negative { 0xff } else { 0 };
    let short: Vec<u8> = octets.iter().copied().skip_while(|octet| *octet == filler).collect();
    let length = isize::try_from(short.len()).unwrap_or(isize::MAX);
    (!is_negative, if is_negative { -length } else { length }, short)
}
