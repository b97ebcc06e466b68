//! Servers that run while a test asks them, and no longer.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::generation::Place;

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(40);

/// The processes of a server; they end with the value, also when a test panics.
#[derive(Debug)]
pub struct Daemon {
    children: Vec<Child>,
    /// Where it listens for other servers, on loopback.
    pub port: u16,
    place: Place,
}

impl Daemon {
    /// Nothing runs yet.
    pub fn new(place: Place, port: u16) -> Daemon {
        Daemon { children: Vec::new(), port, place }
    }

    /// Starts a program and waits until it is the one that listens on that port.
    ///
    /// # Errors
    /// When it does not, or another program does; with what the logs say.
    pub fn start(&mut self, command: &mut Command, log: &str, port: u16) -> Result<(), String> {
        let command = command.process_group(0).stdout(self.place.output(log));
        let child = command.stderr(self.place.output(&format!("error-{log}"))).spawn().unwrap();
        let pid = child.id();
        self.children.push(child);
        let by = Instant::now() + PATIENCE;
        loop {
            match listener(port) {
                Some(inode) if holds(pid, inode) => return Ok(()),
                Some(_) => return Err(format!("another program listens on {port}")),
                None => {}
            }
            let ended = self.children.last_mut().and_then(|child| child.try_wait().unwrap());
            if ended.is_some() || Instant::now() > by {
                let program = command.get_args().collect::<Vec<_>>();
                return Err(format!(
                    "{program:?} does not listen ({ended:?})\n{}",
                    self.place.logs()
                ));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Whether one of the programs is the one that listens on a port, or comes to do so in that time.
    pub fn listens(&self, port: u16, within: Duration) -> bool {
        let by = Instant::now() + within;
        loop {
            let inode = listener(port);
            if inode.is_some_and(|inode| self.children.iter().any(|child| holds(child.id(), inode)))
            {
                return true;
            }
            if inode.is_some() || Instant::now() > by {
                return false;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Starts a program that listens nowhere.
    pub fn spawn(&mut self, command: &mut Command, log: &str) {
        let command = command.process_group(0).stdout(self.place.output(log));
        let child = command.stderr(self.place.output(&format!("error-{log}"))).spawn().unwrap();
        self.children.push(child);
    }

    /// Waits until a log has these words so many times.
    pub fn wait_for(&self, log: &str, words: &str, times: usize) {
        let by = Instant::now() + PATIENCE;
        while !self.place.has(log) || self.place.read(log).matches(words).count() < times {
            assert!(Instant::now() < by, "no {words:?} in {log}\n{}", self.logs());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends a signal, by its name, to the program that was started so many before the last.
    pub fn signal(&self, name: &str, back: usize) {
        let child = self.children.iter().rev().nth(back).unwrap();
        let number = child.id().to_string();
        let output = Command::new("kill").args(["-s", name, &number]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    /// Its folder.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The line of that number, from 0, that a program has printed into a log.
    pub fn line(&self, log: &str, number: usize) -> String {
        let by = Instant::now() + PATIENCE;
        loop {
            let text = self.place.read(log);
            // the last line may not be whole
            if let Some(line) =
                text.split_inclusive('\n').nth(number).filter(|line| line.ends_with('\n'))
            {
                return line.trim_end().to_owned();
            }
            assert!(Instant::now() < by, "no line {number} in {log}\n{}", self.logs());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// What the logs say.
    pub fn logs(&self) -> String {
        self.place.logs()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            // what they keep is in a folder that goes away, so nobody has to say goodbye; as long as
            // they have not been waited for, their numbers are nobody else's
            let group = format!("kill -s KILL -- -{}", child.id());
            let _ = Command::new("sh").args(["-c", &group]).output();
            let _ = child.wait();
        }
    }
}

/// A port that nobody listens on at this moment, and that this function has given to nobody yet.
pub fn free_port() -> u16 {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        if GIVEN.lock().unwrap().insert(port) {
            return port;
        }
    }
}

/// Starts a server on ports that are free, and on others when somebody has taken them in between.
pub fn running(start: impl Fn() -> Result<Daemon, String>) -> Daemon {
    let first = match start() {
        Ok(daemon) => return daemon,
        Err(why) => why,
    };
    start().unwrap_or_else(|second| panic!("{first}\nand then: {second}"))
}

/// The inode of the socket that listens on that port of an IPv4 address (proc_net_tcp: state 0A).
fn listener(port: u16) -> Option<u64> {
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
    table.lines().skip(1).find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (_, local) = fields.get(1)?.rsplit_once(':')?;
        let listens = fields.get(3) == Some(&"0A") && u16::from_str_radix(local, 16) == Ok(port);
        fields.get(9).filter(|_| listens)?.parse().ok()
    })
}

/// Whether the process has that socket open.
fn holds(pid: u32, inode: u64) -> bool {
    let open = std::fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten();
    let socket = format!("socket:[{inode}]");
    open.filter_map(|entry| std::fs::read_link(entry.path()).ok())
        .any(|target| target.as_os_str() == socket.as_str())
}
