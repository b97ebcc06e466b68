//! What a server looks at in the certificate of a peer, as data.

use super::fact::Fact;

/// What one generation of a server does with certificates that others show it, by role; `None`
/// where the role does not exist or nothing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeerRules {
    /// Another server connects to it: the other is the TLS client.
    pub incoming: Option<Checks>,
    /// It connects to another server: the other is the TLS server.
    pub outgoing: Option<Checks>,
    /// A user logs in with SASL EXTERNAL.
    pub account: Option<AccountChecks>,
    /// What is said of it where no rules are known, and what else there is to know.
    pub notes: &'static [Fact<&'static str>],
}

/// What it looks at in the certificate of another server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checks {
    /// What a certificate without fault is worth.
    pub worth: Fact<Worth>,
    /// Which names count, and how they are compared; `None` where no name is looked at.
    pub names: Fact<Option<Names>>,
    /// What becomes of a name that is not the wanted one.
    pub misnamed: Fact<Consequence>,
    /// Which key purposes it demands.
    pub purpose: Fact<Demand>,
    /// What becomes of an untrusted path, an expired certificate or a wrong purpose.
    pub untrusted: Fact<Consequence>,
    /// What becomes of a certificate that its own key signs.
    pub self_signed: Fact<SelfSigned>,
    /// What becomes of an XmppAddr of a bare domain, where that is more than a name.
    pub crash: Option<Fact<Crash>>,
    /// Kinds of keys that it cannot verify, as [`PublicKey`](crate::pki::certificate::PublicKey)
    /// names their algorithm or curve.
    pub unverifiable: &'static [Fact<&'static str>],
    /// What it says of a fault.
    pub says: Says,
}

/// What a certificate without fault is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// It authenticates the peer.
    Proof,
    /// It is asked for in TLS only; dialback authenticates.
    DialbackOnly,
}

/// What a fault leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// The connection ends.
    Refused,
    /// Dialback may follow.
    Dialback,
    /// Dialback may follow, or the connection ends where the server is set so, in words that
    /// follow `where`.
    ByPolicy(&'static str),
}

/// What becomes of a certificate that its own key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelfSigned {
    /// The same as of any other untrusted path.
    Untrusted,
    /// It counts as if it were trusted.
    Accepted,
}

/// What an XmppAddr of a bare domain does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crash {
    /// The stream dies.
    Always,
    /// The stream dies where the server is set so, in words that follow `where`.
    Where(&'static str),
}

/// Which key purposes are demanded (RFC 5280 §4.2.1.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// None: the extension is not looked at.
    Nothing,
    /// serverAuth, if there is an extendedKeyUsage at all.
    ServerAuth,
    /// clientAuth, if there is an extendedKeyUsage at all.
    ClientAuth,
    /// Either of the two, if there is an extendedKeyUsage at all.
    Either,
}

/// Which names count, and how they are compared with the domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    /// SRVName: for which services.
    pub srv: Fact<Services>,
    /// Whether the service of an SRVName is compared without regard to case.
    pub srv_any_case: bool,
    /// Whether a wildcard in an SRVName counts.
    pub srv_wildcard: bool,
    /// Which XmppAddrs count.
    pub xmpp: Fact<XmppAddr>,
    /// When the commonName counts.
    pub cn: Fact<CommonName>,
    /// Whether iPAddress counts for an address.
    pub ip: Fact<bool>,
    /// What the star of a dNSName stands for.
    pub wildcard: Fact<Wildcard>,
    /// Whether dNSNames are compared without regard to case.
    pub any_case: Fact<bool>,
    /// Whether commonNames are.
    pub cn_any_case: bool,
    /// By which edition of IDNA the wanted domain becomes A-labels.
    pub idna: Fact<Idna>,
}

/// The SRVNames that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Services {
    /// None.
    None,
    /// None, and no name that stands behind one is read.
    Stop,
    /// Those of `_xmpp-server`.
    Server,
    /// Those of `_xmpp-server` and `_xmpp-client` alike.
    Both,
}

/// The XmppAddrs that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmppAddr {
    /// None.
    None,
    /// Those of a bare domain, compared as text after nameprep: an A-label is no U-label.
    AsText,
    /// Those of a bare domain, compared in A-labels.
    Domain,
    /// The domain of any: that of `juliet@example.org` too.
    DomainOfAny,
}

/// When a commonName counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommonName {
    /// Never (RFC 9525 §2).
    Never,
    /// Where there is no dNSName, SRVName, XmppAddr or uniformResourceIdentifier
    /// (RFC 6125 §6.4.4).
    WithoutOthers,
    /// Where there is no dNSName.
    WithoutDns,
    /// Where there is no subjectAltName at all.
    WithoutSan,
    /// Always, beside other names too.
    Always,
}

/// What the star of `*.example.org` stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wildcard {
    /// Nothing: a star is a character.
    Never,
    /// One label (RFC 9525 §6.3), two labels at least behind it.
    OneLabel,
    /// One label, whatever stands behind it: `*.org` too.
    OneLabelAnywhere,
    /// What a shell takes it for, label by label: `chat*.*.org` too.
    Glob,
    /// One label, part of one (`chat*.example.org`), or none: `example.org` too, and all that begins
    /// with it.
    OneLabelOrNone,
    /// Any number of labels, one at least.
    AnyLabels,
    /// Any number of labels, or none.
    AnyLabelsOrNone,
}

/// How a domain becomes A-labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idna {
    /// By RFC 3490: `straße` is `strasse`.
    Idna2003,
    /// By RFC 5891, or UTS #46 without transition.
    Idna2008,
    /// Not at all: U-labels are compared, as the JID has them.
    None,
}

/// What a server says of a fault, in its own words; `None` where they are not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Says {
    /// Of a wrong purpose.
    pub purpose: Option<&'static str>,
    /// Of a name that is not the wanted one.
    pub name: Option<&'static str>,
    /// Of an untrusted path.
    pub path: Option<&'static str>,
}

/// What it looks at in the certificate of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountChecks {
    /// Which key purposes it demands.
    pub purpose: Fact<Demand>,
    /// Whether a commonName or dNSName that is the JID counts beside XmppAddr.
    pub others: Fact<OtherNames>,
    /// What a certificate that names no JID is good for.
    pub nameless: Fact<Nameless>,
    /// What a certificate with an XmppAddr of the bare domain is good for.
    pub domain: Fact<Nameless>,
    /// What it is set to for EXTERNAL to be offered, in words that follow `where`.
    pub offered: Option<Fact<&'static str>>,
}

/// Names beside XmppAddr that may hold a JID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherNames {
    /// None (RFC 6120 §13.7.1.3).
    None,
    /// commonName, where the server is set so, in words that follow `where`.
    CommonNameWhere(&'static str),
    /// commonName and dNSName, octet by octet.
    CommonNameAndDns,
}

/// What a certificate does that names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nameless {
    /// It lets nobody in.
    Refused,
    /// It lets its holder in as whomever the authzid names.
    Anybody,
}
