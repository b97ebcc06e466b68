//! What xmppcert-servers(7) says of a server's own certificate, shown for example.org.

use crate::name::Domain;
use crate::servers::{Evidence, Fact, Filling, Holds, Layout, LayoutFile, Part, Reload, Snippet};

use super::escaped;

/// Where the domain of the examples has its files if the server's packages have no place for them.
const ELSEWHERE: &str = "/path/to";

/// The part of one server.
pub(super) fn part(layout: &Layout) -> String {
    let Ok(domain) = Domain::try_from("example.org") else {
        return String::new();
    };
    let directory = layout.directory.unwrap_or(ELSEWHERE);
    let name = |file: &LayoutFile| Filling::of_domain(&domain).text(file.name).replace("{n}", "1");
    let paths: Vec<String> =
        layout.files.iter().map(|file| format!("{directory}/{}", name(file))).collect();
    let filling = Filling { domain: &domain, directory, paths: &paths };
    let mut roff = format!(".SS Its own certificate\n{}.\n", source(&layout.source));
    for (file, path) in layout.files.iter().zip(&paths) {
        roff.push_str(&told(layout, file, path, &filling));
    }
    layout.snippets.iter().for_each(|snippet| roff.push_str(&lines(snippet, &filling)));
    if layout.unasked.is_some() || !layout.reload.is_empty() {
        roff.push_str(".PP\nAfter new files are there:\n");
    }
    layout.unasked.iter().for_each(|fact| roff.push_str(&item(fact)));
    layout.reload.iter().for_each(|reload| roff.push_str(&command(reload)));
    if !layout.notes.is_empty() {
        roff.push_str(".PP\nBesides:\n");
    }
    layout.notes.iter().for_each(|fact| roff.push_str(&item(fact)));
    roff
}

fn told(layout: &Layout, file: &LayoutFile, path: &str, filling: &Filling<'_>) -> String {
    let (owner, group) = (layout.owner.unwrap_or("root"), layout.group.unwrap_or("root"));
    let group = if layout.group.is_none() { layout.owner.unwrap_or(group) } else { group };
    let mode = layout.mode(file);
    let what = format!("{}; {owner}:{group}, {mode:04o}.", holds(&file.holds, filling));
    format!(".TP 8\n\\fB{}\\fR\n{}\n", escaped(path), escaped(&what))
}

fn holds(holds: &Holds, filling: &Filling<'_>) -> String {
    let store = |kind: &str, store: &crate::servers::Store| {
        let password = store.password.map(|known| format!(", password {known}"));
        let alias = filling.text(store.alias);
        format!("{kind} of key and chain, alias {alias}{}", password.unwrap_or_default())
    };
    match holds {
        Holds::Pem(parts) => {
            let names: Vec<&str> = parts.iter().map(|part| named(*part)).collect();
            format!("PEM: {}", names.join(", "))
        }
        Holds::EachIssuer => {
            "PEM: one certificate above the leaf; 2 is the next, up to the root".into()
        }
        Holds::Pkcs12(made) => store("PKCS#12", made),
        Holds::Jks(made) => store("JKS", made),
        Holds::Pkcs7 => "PKCS#7 of the chain".into(),
        Holds::Der => "DER: leaf".into(),
    }
}

fn named(part: Part) -> &'static str {
    match part {
        Part::Leaf => "leaf",
        Part::Issuers => "intermediates",
        Part::Root => "root",
        Part::Key => "private key (PKCS#8)",
    }
}

fn lines(snippet: &Snippet, filling: &Filling<'_>) -> String {
    let shipped = if snippet.is_shipped { " (as it comes)" } else { "" };
    let file = escaped(&filling.text(snippet.file));
    // a line that begins with a dot or an apostrophe is a request
    let text: Vec<String> =
        filling.text(snippet.text).lines().map(|line| format!("\\&{}", escaped(line))).collect();
    format!(".PP\nIn \\fI{file}\\fR{shipped}:\n.PP\n.RS 4\n.nf\n{}\n.fi\n.RE\n", text.join("\n"))
}

fn command(reload: &Reload) -> String {
    let what = escaped(&format!("{} ({})", reload.what.value, words(&reload.what)));
    format!(".TP 8\n\\fB{}\\fR\n{what}\n", escaped(reload.command))
}

fn item(fact: &Fact<&'static str>) -> String {
    format!(".IP \\(bu 2\n{}\n", escaped(&format!("{} ({})", fact.value, words(fact))))
}

fn source(fact: &Fact<()>) -> String {
    escaped(&format!("Source, {}", words(fact)))
}

/// The evidence with its source; a source that begins with the evidence says it once.
fn words<T>(fact: &Fact<T>) -> String {
    match fact.evidence {
        Evidence::Run if fact.cite.starts_with("run") => fact.cite.to_owned(),
        evidence => format!("{evidence}: {}", fact.cite),
    }
}
