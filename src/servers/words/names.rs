//! Which names count, in sentences.

use super::{Told, tell};
use crate::report::PeerRole;
use crate::servers::fact::Fact;
use crate::servers::rules::{CommonName, Idna, Names, Services, Wildcard, XmppAddr};

pub(super) fn told<T>(names: &Names, fact: &Fact<T>, roles: &[PeerRole]) -> Vec<Told> {
    let case = match names.any_case.value {
        true => "Case does not matter.",
        false => "Case matters: write names in lower case.",
    };
    let ip = match names.ip.value {
        true => "iPAddress counts for an address.",
        false => "iPAddress does not count.",
    };
    vec![
        tell(roles, fact, "dNSName counts.".to_owned()),
        tell(roles, &names.wildcard, wildcard(names.wildcard.value).to_owned()),
        tell(roles, &names.any_case, case.to_owned()),
        tell(roles, &names.idna, idna(names.idna.value).to_owned()),
        tell(roles, &names.srv, srv(names)),
        tell(roles, &names.xmpp, xmpp(names.xmpp.value).to_owned()),
        tell(roles, &names.cn, common_name(names.cn.value).to_owned()),
        tell(roles, &names.ip, ip.to_owned()),
    ]
}

fn wildcard(wildcard: Wildcard) -> &'static str {
    match wildcard {
        Wildcard::Never => "A wildcard does not count.",
        Wildcard::OneLabel => "The star of a wildcard stands for one label.",
        Wildcard::OneLabelAnywhere => {
            "The star of a wildcard stands for one label, before a top-level domain too."
        }
        Wildcard::Glob => "A star may stand anywhere, and for any characters of a label.",
        Wildcard::OneLabelOrNone => {
            "The star of a wildcard stands for one label, for a part of one, or for none: \
             *.example.org covers example.org too."
        }
        Wildcard::AnyLabels => "The star of a wildcard stands for any number of labels.",
        Wildcard::AnyLabelsOrNone => {
            "The star of a wildcard stands for any number of labels or for none: *.example.org covers \
             example.org too."
        }
    }
}

fn idna(idna: Idna) -> &'static str {
    match idna {
        Idna::Idna2003 => "A domain becomes A-labels by IDNA2003, which makes ss of ß.",
        Idna::Idna2008 => "A domain becomes A-labels by IDNA2008.",
        Idna::None => {
            "A domain with U-labels is not turned into A-labels, and no dNSName equals it."
        }
    }
}

fn srv(names: &Names) -> String {
    let so = match names.srv.value {
        Services::None => return "SRVName does not count.".to_owned(),
        Services::Stop => {
            return "SRVName does not count, and hides the names behind it.".to_owned();
        }
        Services::Server => "SRVName counts for _xmpp-server",
        Services::Both => "SRVName counts for _xmpp-server and _xmpp-client alike",
    };
    let case = if names.srv_any_case { "" } else { ", in lower case" };
    let star = if names.srv_wildcard { ", with a wildcard too" } else { "" };
    format!("{so}{case}{star}.")
}

fn xmpp(xmpp: XmppAddr) -> &'static str {
    match xmpp {
        XmppAddr::None => "XmppAddr does not count.",
        XmppAddr::AsText => "XmppAddr of a bare domain counts, with U-labels alone.",
        XmppAddr::Domain => "XmppAddr of a bare domain counts.",
        XmppAddr::DomainOfAny => "Of every XmppAddr the domain counts, that of a user's too.",
    }
}

fn common_name(cn: CommonName) -> &'static str {
    match cn {
        CommonName::Never => "commonName does not count.",
        CommonName::WithoutOthers => "commonName counts where no other name is there.",
        CommonName::WithoutDns => "commonName counts where there is no dNSName.",
        CommonName::WithoutSan => "commonName counts where there is no subjectAltName.",
        CommonName::Always => "commonName counts, beside other names too.",
    }
}
