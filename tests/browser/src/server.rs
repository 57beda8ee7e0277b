//! A small web server: a thread for each connection, one answer on each.
//!
//! Not tiny_http: under load its pool of threads now and then leaves a connection waiting for one that never comes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// What is sent back.
pub(crate) struct Answer {
    pub(crate) status: &'static str,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) body: Vec<u8>,
}

/// A server that runs until it is dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    ended: Arc<AtomicBool>,
}

impl Server {
    /// Answers requests for paths such as `/folder/page.html?query`, on a port of its own.
    pub(crate) fn start(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (answer, ended) = (Arc::new(answer), Arc::new(AtomicBool::new(false)));
        thread::spawn({
            let ended = Arc::clone(&ended);
            move || {
                for stream in listener.incoming().map_while(Result::ok) {
                    if ended.load(Ordering::Relaxed) {
                        return;
                    }
                    let answer = Arc::clone(&answer);
                    // A browser that goes away in the middle needs no answer.
                    thread::spawn(move || talk(&stream, &*answer));
                }
            }
        });
        Self { address, ended }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.address);
    }
}

/// Reads one request and answers it; nothing, if none comes or the browser goes away.
fn talk(mut stream: &TcpStream, answer: impl Fn(&str) -> Answer) -> Option<()> {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let path = head.first()?.split(' ').nth(1)?;
    let Answer { status, headers, body } = answer(path);
    let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    write!(stream, "HTTP/1.1 {status}\r\n{lines}Content-Length: {length}\r\nConnection: close\r\n\r\n").ok()?;
    stream.write_all(&body).ok()?;
    // Until the browser has closed its side: closing first may take back what it has not read.
    stream.shutdown(std::net::Shutdown::Write).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    stream.read_to_end(&mut Vec::new()).ok()?;
    Some(())
}
