//! The defects found so far.

use super::defect::{Defect, DefectKind, MOST_DEFECTS};

/// Collects defects up to their limit.
#[derive(Debug, Default)]
pub(super) struct Found(Vec<Defect>);

impl Found {
    pub(super) fn add(&mut self, offset: usize, kind: DefectKind) {
        let known = |defect: &Defect| defect.offset == offset && defect.kind == kind;
        if !self.is_full() && !self.0.iter().any(known) {
            self.0.push(Defect { offset, kind, path: String::new() });
        }
    }

    /// Adds it unless that kind is there already.
    pub(super) fn add_once(&mut self, offset: usize, kind: DefectKind) {
        if !self.0.iter().any(|defect| defect.kind == kind) {
            self.add(offset, kind);
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= MOST_DEFECTS
    }

    /// In the order of the input.
    pub(super) fn into_sorted(mut self) -> Vec<Defect> {
        self.0.sort_by_key(|defect| defect.offset);
        self.0
    }
}
