//! The files of a layout, before they are written.

use super::order::{Order, PlanError};
use super::written::{self, Certificates};
use crate::files::Artifact;
use crate::servers::{Filling, Holds, LayoutFile};

/// Files that are ready to be written, in the order of the layout.
#[derive(Debug)]
pub struct Plan {
    /// The files.
    pub files: Vec<Planned>,
}

/// One file that is ready to be written.
#[derive(Debug)]
pub struct Planned {
    /// The name, which has no directory, and the bytes. The mode is that of any secret or public file.
    pub artifact: Artifact,
    /// Which file of the layout it is.
    pub file: &'static LayoutFile,
}

impl Plan {
    /// Makes the files.
    ///
    /// # Errors
    /// When the layout needs what is not there, or a keystore cannot be made.
    pub fn make(order: &Order<'_>) -> Result<Plan, PlanError> {
        let chain = order.bundle.chain();
        let lacks_root = order.layout.wants_root() && !chain.reaches_root();
        if lacks_root && !order.may_lack_root {
            return Err(PlanError::NoRoot);
        }
        let mut files = Vec::with_capacity(order.layout.files.len());
        for file in order.layout.files {
            match file.holds {
                Holds::EachIssuer => files.extend(each_issuer(order, file)),
                _ => files.push(one(order, file)?),
            }
        }
        Ok(Plan { files })
    }

    /// The artifacts, to be written.
    pub fn into_artifacts(self) -> Vec<Artifact> {
        self.files.into_iter().map(|planned| planned.artifact).collect()
    }
}

fn one(order: &Order<'_>, file: &'static LayoutFile) -> Result<Planned, PlanError> {
    let filling = Filling::of_domain(order.domain);
    let certificates = Certificates { chain: order.bundle.chain(), with_root: order.with_root };
    let bytes = match &file.holds {
        Holds::Pem(parts) => written::pem(parts, order.bundle, order.with_root)?,
        Holds::Pkcs12(store) => written::pkcs12(&filling.text(store.alias), order, store)?,
        Holds::Jks(store) => written::jks(&filling.text(store.alias), order, store)?,
        Holds::Pkcs7 => written::pkcs7(&certificates),
        Holds::Der | Holds::EachIssuer => order.bundle.chain().leaf().to_vec().into(),
    };
    let name = filling.text(file.name);
    let artifact = match file.is_secret() {
        true => Artifact::secret(name, bytes),
        false => Artifact::public(name, bytes),
    };
    Ok(Planned { artifact, file })
}

/// A file for each certificate above the leaf.
fn each_issuer(order: &Order<'_>, file: &'static LayoutFile) -> Vec<Planned> {
    let chain = order.bundle.chain();
    let name = Filling::of_domain(order.domain).text(file.name);
    let planned = |(index, der): (usize, &[u8])| {
        let name = name.replace("{n}", &(index + 1).to_string());
        Planned { artifact: Artifact::public(name, written::certificate(der)), file }
    };
    chain.issuers().chain(chain.root()).enumerate().map(planned).collect()
}
