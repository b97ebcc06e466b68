//! Where the files go, and to whom they belong.

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::export::Planned;
use crate::files::{Artifact, Owner};
use crate::servers::Layout;

use super::super::failure::Failure;
use super::{Args, Target};

/// A directory, and whose the files in it are.
pub(super) struct Place {
    pub(super) directory: PathBuf,
    owner: Option<Owner>,
    /// Whether a group reads the secrets too.
    shared: bool,
}

impl Place {
    /// The place that the options name: that of the server's packages with --install.
    ///
    /// # Errors
    /// When the server has no such place, or a user or group does not exist.
    pub(super) fn of(args: &Args, target: Target) -> Result<Place, Failure> {
        let layout = target.layout();
        let directory = match (&args.out_dir, args.install, layout.directory) {
            (Some(directory), ..) => directory.clone(),
            (None, false, _) => PathBuf::from("."),
            (None, true, Some(directory)) => PathBuf::from(directory),
            (None, true, None) => return Err(homeless(target)),
        };
        let wanted = match (&args.owner, args.install) {
            (Some(typed), _) => Some(typed.clone()),
            (None, true) => Some(usual(layout)),
            (None, false) => None,
        };
        let owner = wanted.as_deref().map(Owner::parse).transpose();
        let owner = owner.map_err(|error| {
            Failure::usage(error)
                .hint("--owner USER:GROUP names another; is the server installed here?")
        })?;
        let shared = wanted.is_some_and(|wanted| wanted.contains(':') && !wanted.ends_with(':'));
        Ok(Place {
            directory,
            owner,
            shared: shared && owner.is_some_and(|owner| owner.gid.is_some()),
        })
    }

    /// The path of a file, as it is shown and written.
    pub(super) fn path(&self, name: &Path) -> PathBuf {
        match self.directory.as_os_str() == "." {
            true => name.to_path_buf(),
            false => self.directory.join(name),
        }
    }

    /// The file with its path, mode and owner.
    pub(super) fn put(&self, planned: Planned) -> Artifact {
        let mut artifact = planned.artifact;
        artifact.name = self.path(&artifact.name);
        let Some(owner) = self.owner else { return artifact };
        let mode = self.mode(planned.file.is_secret());
        artifact.with_mode(mode).owned_by(owner)
    }

    /// The mode and owner that a file is going to have, for a plan.
    pub(super) fn told(&self, is_secret: bool) -> (u32, Option<String>) {
        (self.mode(is_secret), self.owner.as_ref().map(Owner::names))
    }

    /// A secret is for its owner, and for the group where one was named.
    fn mode(&self, is_secret: bool) -> u32 {
        match (is_secret, self.shared) {
            (true, true) => 0o640,
            (true, false) => 0o600,
            (false, _) => 0o644,
        }
    }
}

/// As packages have it: root's, and the server's group may read the secrets.
fn usual(layout: &Layout) -> String {
    match (layout.owner, layout.group) {
        (owner, Some(group)) => format!("{}:{group}", owner.unwrap_or("root")),
        (owner, None) => format!("{}:", owner.unwrap_or("root")),
    }
}

fn homeless(target: Target) -> Failure {
    let error = anyhow!("there is no one place where {} keeps its files", target.title());
    Failure::usage(error).hint("name the directory with --out-dir")
}
