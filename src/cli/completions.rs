//! `xmppcert completions`: a script that completes commands and options in a shell.

use clap::ValueEnum;
use clap_complete::Shell;

use super::failure::Failure;
use super::session::Session;

/// Print a completion script for a shell
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  xmppcert completions bash > /etc/bash_completion.d/xmppcert
  xmppcert completions zsh > /usr/local/share/zsh/site-functions/_xmppcert
  xmppcert completions fish > ~/.config/fish/completions/xmppcert.fish")]
pub(super) struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: ShellName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ShellName {
    Bash,
    Zsh,
    Fish,
    Elvish,
    #[value(name = "powershell")]
    PowerShell,
}

/// Prints the script.
///
/// # Errors
/// When standard output is full or closed.
pub(super) fn run(args: &Args, session: &Session) -> Result<u8, Failure> {
    let shell = match args.shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Zsh => Shell::Zsh,
        ShellName::Fish => Shell::Fish,
        ShellName::Elvish => Shell::Elvish,
        ShellName::PowerShell => Shell::PowerShell,
    };
    session.artifact(&script(shell))?;
    Ok(0)
}

/// The script for one shell.
pub(crate) fn script(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut super::definition(), "xmppcert", &mut script);
    script
}
