//! What an SRVName of a certificate stands for.

use super::{Defect, Pattern};
use crate::name::service::Service;

/// A service label and the host names that it is certified on; lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentedSrv {
    label: String,
    pattern: Pattern,
}

impl PresentedSrv {
    /// Reads the value of an SRVName; a wildcard is read too, for the matching to judge.
    ///
    /// # Errors
    /// The first thing that keeps it from being `_service.name` (RFC 4985 §2).
    pub fn read(text: &str) -> Result<Self, Defect> {
        if text.is_empty() {
            return Err(Defect::Empty);
        }
        let (label, host) = text.split_once('.').ok_or(Defect::NoService)?;
        let service = label.strip_prefix('_').ok_or(Defect::NoService)?;
        let is_label = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if !(1..=62).contains(&service.len()) || !service.bytes().all(is_label) || host.is_empty() {
            return Err(Defect::NoService);
        }
        let first = host.split('.').next().unwrap_or_default();
        for part in [label, first] {
            if ["_tcp", "_udp"].iter().any(|protocol| part.eq_ignore_ascii_case(protocol)) {
                return Err(Defect::Protocol(part.to_ascii_lowercase()));
            }
        }
        // RFC 9525 §6.5: the service is compared without regard to case
        Ok(Self { label: label.to_ascii_lowercase(), pattern: Pattern::read(host)? })
    }

    /// The service label with its underscore.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The host names that the service is on.
    pub fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    /// Which service of XMPP it is; `None` for those of other protocols and for direct TLS.
    pub fn xmpp_service(&self) -> Option<Service> {
        Service::ALL.into_iter().find(|service| service.srv_prefix() == self.label)
    }

    /// Whether it names `_xmpps-client` or `_xmpps-server`, which exist in DNS only
    /// (XEP-0368 §3, decision A1).
    pub fn is_direct_tls(&self) -> bool {
        matches!(self.label.as_str(), "_xmpps-client" | "_xmpps-server")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_read_without_regard_to_case() {
        let name = PresentedSrv::read("_XMPP-Client.Example.org").unwrap();
        assert_eq!(name.xmpp_service(), Some(Service::Client));
        assert_eq!(name.pattern().host(), "example.org");
        let direct = PresentedSrv::read("_xmpps-server.example.org").unwrap();
        assert!(direct.is_direct_tls() && direct.xmpp_service().is_none());
        assert!(PresentedSrv::read("_xmpp-server.*.example.org").unwrap().pattern().is_wildcard());
    }

    #[test]
    fn each_defect_has_its_name() {
        let defect = |text: &str| PresentedSrv::read(text).unwrap_err();
        for form in ["xmpp-client.a.b", "*.a.b", "_*.a.b", "_xmpp-client", "_xmpp-client.", "_.a"] {
            assert_eq!(defect(form), Defect::NoService, "{form}");
        }
        assert_eq!(defect(""), Defect::Empty);
        assert_eq!(defect("_xmpp-server._TCP.a.b"), Defect::Protocol("_tcp".into()));
        assert_eq!(defect("_xmpp-client.münchen.example"), Defect::Character('ü'));
        assert_eq!(defect("_xmpp-client.example.org."), Defect::TrailingDot);
    }
}
