use super::{Filling, Holds, Layout, PLACEHOLDERS, placeholders};
use crate::name::Domain;
use crate::servers::{Server, all};

fn texts(layout: &Layout) -> Vec<&'static str> {
    let mut texts: Vec<_> = layout.files.iter().map(|file| file.name).collect();
    texts.extend(layout.files.iter().filter_map(|file| Some(file.store()?.alias)));
    texts.extend(layout.snippets.iter().flat_map(|snippet| [snippet.file, snippet.text]));
    texts.extend(layout.reload.iter().map(|reload| reload.command));
    texts.extend(layout.directory);
    texts
}

#[test]
fn every_placeholder_is_known_and_every_path_is_there() {
    for Server { name, layout, .. } in all() {
        for text in texts(layout) {
            for placeholder in placeholders(text) {
                let known = PLACEHOLDERS.iter().any(|(known, _)| *known == placeholder);
                assert!(known, "{name}: {{{placeholder}}}");
                if let Ok(number) = placeholder.parse::<usize>() {
                    assert!(number < layout.files.len(), "{name}: {{{placeholder}}}");
                }
            }
        }
    }
}

#[test]
fn what_every_server_is_told_is_said_in_full() {
    for Server { name, layout, .. } in all() {
        assert!(!layout.files.is_empty(), "{name}");
        assert!(!layout.reload.is_empty() || !layout.notes.is_empty(), "{name}");
        for reload in layout.reload {
            assert!(!reload.command.trim().is_empty(), "{name}");
        }
        let reloads = layout.reload.iter().map(|reload| reload.what);
        for fact in reloads.chain(layout.notes.iter().copied()).chain(layout.unasked) {
            assert!(fact.value.ends_with('.'), "{name}: {}", fact.value);
            assert!(!fact.cite.is_empty() && !fact.value.contains("  "), "{name}: {}", fact.value);
        }
        assert!(!layout.source.cite.is_empty(), "{name}");
    }
}

#[test]
fn files_have_names_of_their_own_and_no_way_out_of_their_directory() {
    for Server { name, layout, .. } in all() {
        for (index, file) in layout.files.iter().enumerate() {
            assert!(!file.name.contains('/') && !file.name.starts_with('.'), "{name}");
            assert!(layout.files[..index].iter().all(|other| other.name != file.name), "{name}");
            assert_eq!(file.name.contains("{n}"), file.holds == Holds::EachIssuer, "{name}");
        }
    }
}

/// Several hosts of one server stand beside each other, but where it has one certificate for all.
#[test]
fn a_name_has_the_domain_in_it_but_where_there_is_one_for_all() {
    let one_for_all = |file: &&super::LayoutFile| !file.name.contains("{domain}");
    let servers = all().filter(|server| server.layout.files.iter().any(|file| one_for_all(&file)));
    let names: Vec<_> = servers.map(|server| server.name).collect();
    assert_eq!(names, ["openfire", "snikket", "xmpp-proxy"]);
}

#[test]
fn tigase_alone_wants_the_root_and_cisco_alone_no_key() {
    let with = |wants: fn(&Layout) -> bool| -> Vec<_> {
        all().filter(|server| wants(server.layout)).map(|server| server.name).collect()
    };
    assert_eq!(with(Layout::wants_root), ["tigase"]);
    assert_eq!(with(|layout| !layout.wants_key()), ["cisco-imp"]);
    assert_eq!(with(Layout::wants_password), ["openfire", "mlink", "spectrum2"]);
    assert_eq!(Server::find("openfire").unwrap().layout.known_password(), Some("changeit"));
}

#[test]
fn secrets_are_for_the_group_and_nobody_else() {
    for Server { name, layout, .. } in all() {
        for file in layout.files.iter().filter(|file| file.is_secret()) {
            let mode = if layout.group.is_some() { 0o640 } else { 0o600 };
            assert_eq!(layout.mode(file), mode, "{name}");
        }
    }
    let prosody = Server::find("prosody").unwrap().layout;
    assert_eq!(
        prosody.files.iter().map(|file| prosody.mode(file)).collect::<Vec<_>>(),
        [0o644, 0o640]
    );
}

#[test]
fn what_is_filled_in_is_not_looked_at_again() {
    let domain = Domain::try_from("bücher.example").unwrap();
    let paths = ["/x/{1}.crt".to_owned(), "/x/{domain}".to_owned()];
    let filling = Filling { domain: &domain, directory: "/x", paths: &paths };
    assert_eq!(
        filling.text("server { {domain} {host} {directory} {0} {1} {2} {nothing} {"),
        "server { xn--bcher-kva.example bücher.example /x /x/{1}.crt /x/{domain} {2} {nothing} {"
    );
    assert_eq!(Filling::of_domain(&domain).text("{domain}.crt"), "xn--bcher-kva.example.crt");
}

#[test]
fn braces_of_lua_and_nginx_are_no_placeholders() {
    assert_eq!(placeholders("ssl = { key = \"{0}\"; } {}{Ab}{a b}").collect::<Vec<_>>(), ["0"]);
}
