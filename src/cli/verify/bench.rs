//! What every judgement of a run shares: the instant, the trust anchors, the options.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::anyhow;
use zeroize::Zeroizing;

use crate::check::path::{Judge, Question};
use crate::pki::moment::Moment;
use crate::servers::Choice;

use super::super::anchors::{AnchorArgs, Anchors, heap};
use super::super::chosen::server;
use super::super::failure::Failure;
use super::super::session::Session;
use super::Args;

/// The bench that judges sit on.
pub(super) struct Bench<'a> {
    pub(super) args: &'a Args,
    pub(super) now: Moment,
    pub(super) expires_in: Duration,
    pub(super) critical_in: Option<Duration>,
    pub(super) server: Option<Choice>,
    pub(super) passphrase: Option<Zeroizing<String>>,
    seat: OnceLock<Seat>,
}

/// The judge, and how to speak of the anchors.
pub(super) struct Seat {
    pub(super) judge: Judge,
    pub(super) anchors: String,
}

impl<'a> Bench<'a> {
    /// Reads the options; trust anchors wait until a certificate needs them.
    ///
    /// # Errors
    /// When an option makes no sense.
    pub(super) fn new(args: &'a Args, session: &Session) -> Result<Bench<'a>, Failure> {
        let now = match &args.at {
            Some(typed) => Moment::parse(typed, session.now()).map_err(Failure::usage)?,
            None => session.now(),
        };
        Ok(Bench {
            args,
            now,
            expires_in: time(&args.expires_in, "--expires-in")?,
            critical_in: args.crit.as_deref().map(|typed| time(typed, "--crit")).transpose()?,
            server: args.server.as_deref().map(|typed| server(typed, &[])).transpose()?,
            passphrase: args.passphrase.given(session)?,
            seat: OnceLock::new(),
        })
    }

    /// The judge, with the trust anchors read at the first call.
    ///
    /// # Errors
    /// When anchors, other certificates or lists cannot be read.
    pub(super) fn seat(&self, session: &Session) -> Result<&Seat, Failure> {
        if let Some(seat) = self.seat.get() {
            return Ok(seat);
        }
        let Anchors { links, words } = AnchorArgs::load(&self.args.anchors, session)?;
        let others: Vec<&PathBuf> = self.args.untrusted.iter().collect();
        let others = heap(others.into_iter().map(PathBuf::as_path), session)?;
        let lists = heap(self.args.crl.iter().map(PathBuf::as_path), session)?;
        if !self.args.crl.is_empty() && lists.lists.is_empty() {
            return Err(Failure::input(anyhow!("there is no revocation list in what --crl names")));
        }
        let all = others.lists.into_iter().chain(lists.lists);
        let seat = Seat { judge: Judge::new(links, others.links, all), anchors: words };
        Ok(self.seat.get_or_init(|| seat))
    }

    /// What is asked of every path.
    pub(super) fn question(&self) -> Question {
        let (max_depth, strict) = (self.args.max_depth, self.args.strict);
        Question { max_depth, strict, ..Question::server(self.now.unix()) }
    }
}

/// `21d`: a time from now.
fn time(typed: &str, option: &str) -> Result<Duration, Failure> {
    let origin = Moment::clamped(0);
    let digits = typed.strip_prefix('+').unwrap_or(typed);
    let wrong = || {
        Failure::usage(anyhow!("`{typed}` is not a time for {option}")).hint(
            "write 21d, 12h or 6w: s, m, h, d and w are seconds, minutes, hours, days and weeks",
        )
    };
    // a bare number is a number of days, as monitoring has it
    let bare = digits.bytes().all(|octet| octet.is_ascii_digit());
    let full = if bare { format!("+{digits}d") } else { format!("+{digits}") };
    let instant = Moment::parse(&full, origin).map_err(|_| wrong())?;
    u64::try_from(instant.unix()).map(Duration::from_secs).map_err(|_| wrong())
}
