//! The questions: asked on a terminal when no domain was given.

use dialoguer::theme::ColorfulTheme;
use dialoguer::{Confirm, Input, MultiSelect, Select};

use crate::enroll::DESTINATIONS;
use crate::name::Domain;
use crate::pki::key::KeyKind;
use crate::report::FileFact;

use super::super::failure::Failure;
use super::super::output::Piece;
use super::super::passphrase::unanswered;
use super::super::session::Session;
use super::super::terminal::restored_on_interrupt;
use super::super::typed;
use super::{Args, Prepared, prepare, write};

/// The component hosts that servers commonly have, with what they do.
const COMPONENTS: [(&str, &str); 4] = [
    ("conference", "chat rooms"),
    ("upload", "file sharing"),
    ("proxy", "file transfer between clients"),
    ("pubsub", "publish and subscribe"),
];

/// Asks for what was not given, shows what it will make, and makes it after a yes.
///
/// # Errors
/// When the user interrupts, and whatever a run without questions can meet.
pub(super) fn run(given: Args, session: &Session) -> Result<u8, Failure> {
    restored_on_interrupt();
    let theme = ColorfulTheme::default();
    let args = asked(given, &theme)?;
    let (prepared, pieces) = prepare(args, true, session)?;
    show(&prepared, &pieces, session)?;
    let yes = Confirm::with_theme(&theme).with_prompt("Write these files?").default(true);
    if !yes.interact().map_err(unanswered)? {
        session.to_stderr("nothing was written\n")?;
        return Ok(0);
    }
    write(&prepared, pieces, session)
}

fn asked(mut args: Args, theme: &ColorfulTheme) -> Result<Args, Failure> {
    args.domains = domains(theme)?;
    if args.components.is_empty() && !args.wildcard {
        args.components = components(&args.domains, theme)?;
    }
    if args.destination.is_none() {
        let items: Vec<String> = DESTINATIONS
            .iter()
            .map(|known| format!("{:<11} {}", known.id, known.summary))
            .collect();
        let prompt = "Which CA will sign it?";
        args.destination = Some(DESTINATIONS[select(theme, prompt, &items)?]);
    }
    if args.kind.is_none() && args.key.is_none() {
        let items: Vec<String> = KeyKind::ALL.into_iter().map(described).collect();
        args.kind = Some(KeyKind::ALL[select(theme, "What kind of key?", &items)?]);
    }
    if args.key.is_none() && !args.encrypt {
        let prompt = "Encrypt the key? (ejabberd and most servers cannot load it then)";
        let confirm = Confirm::with_theme(theme).with_prompt(prompt).default(false);
        args.encrypt = confirm.interact().map_err(unanswered)?;
    }
    Ok(args)
}

fn domains(theme: &ColorfulTheme) -> Result<Vec<String>, Failure> {
    let prompt = "XMPP domains (what stands behind the @; several with spaces)";
    let input: String = Input::with_theme(theme)
        .with_prompt(prompt)
        .validate_with(|text: &String| {
            let mut words = words(text);
            words.try_for_each(|word| {
                typed::domain(word).map(drop).map_err(|failure| failure.to_string())
            })
        })
        .interact_text()
        .map_err(unanswered)?;
    Ok(words(&input).map(str::to_owned).collect())
}

fn components(domains: &[String], theme: &ColorfulTheme) -> Result<Vec<String>, Failure> {
    let below = domains.first().and_then(|name| Domain::try_from(name.as_str()).ok());
    let shown = below.as_ref().map(Domain::to_string).unwrap_or_default();
    let items: Vec<String> =
        COMPONENTS.iter().map(|(label, what)| format!("{label}.{shown} ({what})")).collect();
    let below: Vec<Domain> = below.into_iter().collect();
    let chosen = MultiSelect::with_theme(theme)
        .with_prompt("Component hosts (space selects, enter goes on)")
        .items(&items)
        .interact()
        .map_err(unanswered)?;
    let mut components: Vec<String> =
        chosen.into_iter().map(|index| COMPONENTS[index].0.to_owned()).collect();
    let more: String = Input::with_theme(theme)
        .with_prompt("Further component hosts (full names or labels; empty for none)")
        .allow_empty(true)
        .validate_with(|text: &String| {
            words(text).try_for_each(|word| {
                typed::components(word, below.as_slice())
                    .map(drop)
                    .map_err(|failure| failure.to_string())
            })
        })
        .interact_text()
        .map_err(unanswered)?;
    components.extend(words(&more).map(str::to_owned));
    Ok(components)
}

fn select(theme: &ColorfulTheme, prompt: &str, items: &[String]) -> Result<usize, Failure> {
    let select = Select::with_theme(theme).with_prompt(prompt).items(items).default(0);
    select.interact().map_err(unanswered)
}

fn described(kind: KeyKind) -> String {
    let what = match kind {
        KeyKind::EcP256 => "every server loads it, small and fast",
        KeyKind::EcP384 => "larger, loaded by all but the oldest servers",
        KeyKind::EcP521 => "refused by most public CAs",
        KeyKind::Ed25519 => "refused by public CAs, crashes ejabberd",
        KeyKind::Rsa2048 => "for peers and clients from before 2014",
        KeyKind::Rsa3072 => "RSA with more margin",
        KeyKind::Rsa4096 => "RSA with most margin, slow handshakes",
    };
    format!("{:<8} {what}", kind.name())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', ';', '\t']).filter(|word| !word.is_empty())
}

/// The report on standard error, beside the questions, before anything is written.
fn show(prepared: &Prepared, pieces: &[Piece], session: &Session) -> Result<(), Failure> {
    let files = pieces.iter().map(|piece| FileFact {
        role: piece.role,
        path: piece.path.display().to_string(),
        mode: Some(piece.artifact.mode()),
        owner: None,
        replaced: false,
        backup: None,
    });
    let mut facts = prepared.facts(files.collect());
    facts.next.clear();
    session.preview(&prepared.report(facts))
}
