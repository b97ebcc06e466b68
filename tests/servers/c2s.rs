//! ejabberd, as users with certificates of every kind find it.

use super::generation::Generation;
use super::start;
use super::table::{Subject, accounts, hold_as_run};

fn ejabberd(generation: Option<Generation>) {
    let Some(generation) = generation else { return };
    let version = format!("{} for users", generation.version("ejabberd"));
    let subject = Subject { server: "ejabberd", version: &version, strict: false };
    hold_as_run(&subject, &accounts(&subject, &start::ejabberd_for_users(&generation)));
}

#[test]
fn ejabberd_as_installed() {
    ejabberd(Generation::installed(&["erl", "ejabberdctl"]));
}

#[test]
fn ejabberd_of_the_other_generation() {
    ejabberd(Generation::other(&["erl", "ejabberdctl"]));
}
