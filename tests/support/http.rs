//! A server on loopback that says what a test has written, octet for octet, and knows what it was asked.

#![allow(dead_code, unreachable_pub, reason = "each test file takes in a copy and uses a part")]

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a path answers, or does instead.
pub type Script = Arc<dyn Fn(&mut TcpStream) + Send + Sync>;

/// The server; it ends with the process of the test.
pub struct Http {
    address: SocketAddr,
    scripts: Arc<Mutex<HashMap<String, Script>>>,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Http {
    /// Starts on a free port.
    pub fn start() -> Http {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let scripts: Arc<Mutex<HashMap<String, Script>>> = Arc::default();
        let heads: Arc<Mutex<Vec<String>>> = Arc::default();
        let (known, told) = (Arc::clone(&scripts), Arc::clone(&heads));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (known, told) = (Arc::clone(&known), Arc::clone(&told));
                thread::spawn(move || serve(stream, &known, &told));
            }
        });
        Http { address, scripts, heads }
    }

    /// `http://127.0.0.1:PORT` and a path.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What a path does.
    pub fn does(&self, path: &str, script: impl Fn(&mut TcpStream) + Send + Sync + 'static) {
        self.scripts.lock().unwrap().insert(path.to_owned(), Arc::new(script));
    }

    /// What a path says, octet for octet.
    pub fn says(&self, path: &str, octets: impl Into<Vec<u8>>) {
        let octets = octets.into();
        // who has gone away hears no more
        self.does(path, move |stream| drop(stream.write_all(&octets)));
    }

    /// A body with a head that fits.
    pub fn has(&self, path: &str, body: impl AsRef<[u8]>) {
        self.says(path, answer("200 OK", "", body.as_ref()));
    }

    /// The paths that were asked for, in their order.
    pub fn asked(&self) -> Vec<String> {
        let path = |head: &String| head.split(' ').nth(1).unwrap_or_default().to_owned();
        self.heads.lock().unwrap().iter().map(path).collect()
    }

    /// The heads of the requests, in their order.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

/// An answer with its length.
pub fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

fn serve(
    mut stream: TcpStream,
    scripts: &Mutex<HashMap<String, Script>>,
    heads: &Mutex<Vec<String>>,
) {
    let mut head = Vec::new();
    let mut octet = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut octet) {
            Ok(1) => head.push(octet[0]),
            _ => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    heads.lock().unwrap().push(head);
    let script = scripts.lock().unwrap().get(&path).cloned();
    match script {
        Some(script) => script(&mut stream),
        None => drop(stream.write_all(&answer("404 Not Found", "", b"nothing here"))),
    }
}
