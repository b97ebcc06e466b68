//! The rules, one file each.

use super::rule::Rule;

pub mod acme_validation_certificate;
pub mod address_in_xmpp_addr;
pub mod ca_as_leaf;
pub mod chain_incomplete;
pub mod chain_not_in_file;
pub mod chain_order;
pub mod chain_surplus;
pub mod cn_only;
pub mod cn_relied;
pub mod component_uncovered;
pub mod duplicate_in_file;
pub mod eku_absent;
pub mod eku_any;
pub mod eku_foreign;
pub mod eku_no_client_auth;
pub mod eku_not_client;
pub mod eku_not_server;
pub mod empty_subject;
pub mod ends_within_limit;
pub mod expired;
pub mod expired_in_file;
pub mod expires_soon;
pub mod identity_mismatch;
pub mod invalid_reference;
pub mod jid_mismatch;
pub mod jid_missing;
pub mod key_encrypted;
pub mod key_exposed;
pub mod key_mismatch;
pub mod key_type;
pub mod key_type_refused;
pub mod key_unreadable;
pub mod leaf_not_first;
pub mod must_staple;
pub mod no_srv;
pub mod no_xmpp_addr;
pub mod not_yet_valid;
pub mod old_idna;
pub mod overlong_validity;
pub mod precertificate;
pub mod private_name;
pub mod public_suffix_wildcard;
pub mod root_in_file;
pub mod root_not_in_file;
pub mod san_missing;
pub mod self_signed;
pub mod several_jids;
pub mod srv_only;
pub mod srv_wildcard;
pub mod trailing_dot;
pub mod untrusted_root;
pub mod uppercase_name;
pub mod weak_key;
pub mod weak_signature;
pub mod wildcard_apex;
pub mod wildcard_depth;
pub mod xmpp_addr_breaks_ejabberd;
pub mod xmpp_addr_only;

/// Every rule, in the order of the report: names, dates, chain, uses, key, oddities.
pub static RULES: &[&Rule] = &[
    &invalid_reference::RULE,
    &identity_mismatch::RULE,
    &san_missing::RULE,
    &cn_only::RULE,
    &cn_relied::RULE,
    &wildcard_apex::RULE,
    &wildcard_depth::RULE,
    &public_suffix_wildcard::RULE,
    &srv_only::RULE,
    &xmpp_addr_only::RULE,
    &no_srv::RULE,
    &no_xmpp_addr::RULE,
    &xmpp_addr_breaks_ejabberd::RULE,
    &srv_wildcard::RULE,
    &trailing_dot::RULE,
    &uppercase_name::RULE,
    &old_idna::RULE,
    &address_in_xmpp_addr::RULE,
    &component_uncovered::RULE,
    &private_name::RULE,
    &jid_mismatch::RULE,
    &jid_missing::RULE,
    &several_jids::RULE,
    &expired::RULE,
    &not_yet_valid::RULE,
    &ends_within_limit::RULE,
    &expires_soon::RULE,
    &overlong_validity::RULE,
    &leaf_not_first::RULE,
    &chain_incomplete::RULE,
    &chain_not_in_file::RULE,
    &chain_order::RULE,
    &chain_surplus::RULE,
    &duplicate_in_file::RULE,
    &root_in_file::RULE,
    &root_not_in_file::RULE,
    &expired_in_file::RULE,
    &untrusted_root::RULE,
    &self_signed::RULE,
    &ca_as_leaf::RULE,
    &eku_not_server::RULE,
    &eku_not_client::RULE,
    &eku_no_client_auth::RULE,
    &eku_absent::RULE,
    &eku_any::RULE,
    &eku_foreign::RULE,
    &key_mismatch::RULE,
    &key_encrypted::RULE,
    &key_exposed::RULE,
    &key_unreadable::RULE,
    &key_type::RULE,
    &key_type_refused::RULE,
    &weak_key::RULE,
    &weak_signature::RULE,
    &precertificate::RULE,
    &acme_validation_certificate::RULE,
    &must_staple::RULE,
    &empty_subject::RULE,
];
