//! A terminal with the command in it, and somebody who types.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use expectrl::process::Termios;
use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Eof, Expect, Session};

/// How long an answer may take on a busy machine, with a key of RSA 4096 in it.
const PATIENCE: Duration = Duration::from_secs(60);

/// The key that goes down a list.
pub(crate) const DOWN: &str = "\u{1b}[B";
/// What Ctrl-C sends.
pub(crate) const CTRL_C: &str = "\u{3}";
/// What hides the cursor, and what shows it.
pub(crate) const CURSOR: [&str; 2] = ["\u{1b}[?25l", "\u{1b}[?25h"];

/// A run of the command on a terminal of its own.
pub(crate) struct Terminal {
    session: OsSession,
    seen: Vec<u8>,
}

/// How the run ended.
pub(crate) struct Ended {
    /// The exit status, or minus the number of the signal.
    pub(crate) status: i32,
    /// All that the terminal showed.
    pub(crate) seen: String,
    /// Whether the terminal still shows what is typed.
    pub(crate) echo: bool,
}

impl Terminal {
    /// Starts the command with these arguments in this directory.
    pub(crate) fn start(directory: &Path, arguments: &[&str]) -> Terminal {
        Terminal::start_with(directory, &[], "exec \"$0\" \"$@\"", arguments)
    }

    /// The same with variables in its environment, through a line of the shell that runs "$0" "$@".
    pub(crate) fn start_with(
        directory: &Path,
        variables: &[(&str, &str)],
        line: &str,
        arguments: &[&str],
    ) -> Terminal {
        let mut shell = Command::new("sh");
        // the terminal comes without echo, which would hide that a prompt needs none
        shell.args(["-c", &format!("stty echo; {line}"), env!("CARGO_BIN_EXE_xmppcert")]);
        shell.args(arguments).current_dir(directory).env("TERM", "xterm-256color");
        for name in ["XMPPCERT_NO_INPUT", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            shell.env_remove(name);
        }
        shell.envs(variables.iter().copied());
        let mut session = Session::spawn(shell).unwrap();
        session.set_expect_timeout(Some(PATIENCE));
        Terminal { session, seen: Vec::new() }
    }

    /// Waits until the terminal shows this text after what it has shown before.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) {
        match self.session.expect(text) {
            Ok(found) => {
                self.seen.extend(found.before());
                self.seen.extend(found.matches().flatten());
            }
            Err(error) => panic!("no {text:?} ({error}) after\n{}", self.shown()),
        }
    }

    /// Waits for a question and answers it.
    #[track_caller]
    pub(crate) fn answers(&mut self, question: &str, keys: &str) {
        self.sees(question);
        self.session.send(keys).unwrap();
    }

    /// Waits for a question whose answer is not shown, and answers it.
    #[track_caller]
    pub(crate) fn whispers(&mut self, question: &str, secret: &str) {
        self.sees(question);
        let start = Instant::now();
        while self.session.get_process().is_echo().unwrap() {
            assert!(start.elapsed() < PATIENCE, "{question:?} shows what is typed");
            std::thread::sleep(Duration::from_millis(5));
        }
        self.session.send(format!("{secret}\r")).unwrap();
    }

    /// Waits for the end of the run.
    #[track_caller]
    pub(crate) fn ends(mut self) -> Ended {
        match self.session.expect(Eof) {
            Ok(rest) => self.seen.extend(rest.as_bytes()),
            Err(error) => panic!("no end ({error}) after\n{}", self.shown()),
        }
        let echo = self.session.get_process().is_echo().unwrap();
        let status = match self.session.get_process().wait().unwrap() {
            WaitStatus::Exited(_, status) => status,
            WaitStatus::Signaled(_, signal, _) => -(signal as i32),
            other => panic!("{other:?}"),
        };
        Ended { status, seen: self.shown(), echo }
    }

    fn shown(&self) -> String {
        String::from_utf8_lossy(&self.seen).into_owned()
    }
}

impl Ended {
    /// What was shown, without colours and movements of the cursor.
    pub(crate) fn plain(&self) -> String {
        let mut plain = String::new();
        let mut rest = self.seen.chars();
        while let Some(c) = rest.next() {
            if c == '\u{1b}' {
                let _ = rest.find(|c| c.is_ascii_alphabetic());
            } else if c != '\r' {
                plain.push(c);
            }
        }
        plain
    }

    /// Whether the cursor is to be seen at the end.
    pub(crate) fn shows_cursor(&self) -> bool {
        let [hidden, shown] = CURSOR.map(|mark| self.seen.rfind(mark));
        hidden <= shown
    }
}
