//! xmppcert-servers(7), from the registry of servers.

use crate::servers::{BESIDE, Evidence, Generation, PeerRole, SERVERS, Server, Told};

use super::{escaped, layout};

const HEAD: &str = "\
.TH XMPPCERT\\-SERVERS 7 \"\" \"xmppcert\" \"xmppcert\"
.SH NAME
xmppcert\\-servers \\- what XMPP servers make of certificates
.SH DESCRIPTION
What each server looks at in the certificate of another server or of a user, as
.B xmppcert verify \\-\\-peers
judges by it; and where each keeps its own, as
.B xmppcert export
writes it, with example.org for the domain.
Behind each fact stands its source:
.I run
was seen in the running program,
.I read
stands in the program's source,
.I unverified
was taken from documents or guessed.
";

/// The whole page.
pub(super) fn page() -> String {
    let mut roff = String::from(HEAD);
    for server in SERVERS {
        roff.push_str(&section(server));
    }
    roff.push_str(".SH BESIDE XMPP SERVERS\nWhat else serves certificates for the same domains.\n");
    for server in BESIDE {
        roff.push_str(&section(server));
    }
    roff.push_str(
        ".SH SEE ALSO\n\\fBxmppcert\\fR(1), \\fBxmppcert\\-export\\fR(1), \\fBxmppcert\\-verify\\fR(1), \\fBxmppcert\\-findings\\fR(7)\n",
    );
    roff
}

fn section(server: &Server) -> String {
    let (title, name) = (server.title.to_uppercase(), escaped(server.name));
    let mut roff = format!(".SH {}\n", escaped(&title));
    roff.push_str(&format!("The name for \\-\\-server is \\fB{name}\\fR.\n"));
    roff.push_str(&format!("Sources: {}.\n", escaped(server.cite)));
    let mut newer: Option<&Generation> = None;
    for generation in server.generations {
        if server.generations.len() > 1 {
            roff.push_str(&format!(".SS {} {}\n", escaped(server.title), generation.versions));
        }
        let mut told = generation.told();
        if let Some(newer) = newer {
            roff.push_str(&format!("As {}, but for this.\n", newer.versions));
            let known = newer.told();
            told.retain(|told| known.iter().all(|other| other.text != told.text));
        }
        roff.push_str(&facts(&told));
        newer = newer.or(Some(generation));
    }
    roff.push_str(&layout::part(server.layout));
    roff
}

fn facts(all: &[Told]) -> String {
    let mut roff = String::new();
    let mut roles = None;
    for told in all {
        if roles != Some(&told.roles) {
            roff.push_str(&format!(".PP\n{}\n", heading(&told.roles)));
            roles = Some(&told.roles);
        }
        roff.push_str(&format!(".IP \\(bu 2\n{}\n", fact(told)));
    }
    roff
}

fn heading(roles: &[PeerRole]) -> &'static str {
    match roles {
        [PeerRole::Incoming, ..] if roles.len() > 1 => "Servers, in either direction:",
        [PeerRole::Incoming, ..] => "A server that connects to it:",
        [PeerRole::Outgoing, ..] => "A server that it connects to:",
        [PeerRole::Account, ..] => "A user, with SASL EXTERNAL:",
        [] => "Besides:",
    }
}

fn fact(told: &Told) -> String {
    let sources = told.sources.iter().map(|(evidence, cite)| match evidence {
        Evidence::Run if cite.starts_with("run") => (*cite).to_owned(),
        evidence => format!("{evidence}: {cite}"),
    });
    let sources: Vec<String> = sources.collect();
    escaped(&format!("{} ({})", told.text, sources.join("; ")))
}
