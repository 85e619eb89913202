//! A running preview (`clausebook serve`), requested as by a browser.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::http::{Answer, get};
use crate::program::{LIMIT, call};
use crate::project::Project;

/// A running preview, which ends when dropped.
pub struct Preview {
    /// The process.
    pub child: Child,
    /// The address that it listens on.
    pub address: SocketAddr,
    said: Arc<Mutex<String>>,
}

impl Preview {
    /// Starts a preview on a free port and waits until it prints its address.
    pub fn start(project: &Project) -> Preview {
        Preview::start_with(project, &[])
    }

    /// Starts a preview with more options.
    pub fn start_with(project: &Project, options: &[&str]) -> Preview {
        let child = call(["serve", "--port", "0", "--root"])
            .arg(project.root())
            .args(options)
            .spawn()
            .expect("the program starts");
        let mut preview = Preview {
            child,
            address: ([127, 0, 0, 1], 0).into(),
            said: Arc::default(),
        };
        let stdout = preview.child.stdout.take().expect("it is piped");
        let stderr = preview.child.stderr.take().expect("it is piped");
        let readers = [listen(stdout, &preview.said), listen(stderr, &preview.said)];
        let until = Instant::now() + LIMIT;
        loop {
            if let Some(address) = address_in(&preview.said()) {
                preview.address = address;
                return preview;
            }
            let is_over = readers.iter().all(thread::JoinHandle::is_finished);
            assert!(
                !is_over && Instant::now() < until,
                "the preview does not say where it listens; it said:\n{}",
                preview.said()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The output so far, of both streams.
    pub fn said(&self) -> String {
        self.said.lock().expect("nobody panics with it").clone()
    }

    /// Waits until it has printed `words` `count` times.
    #[track_caller]
    pub fn until_said(&self, words: &str, count: usize) {
        let begun = Instant::now();
        while self.said().matches(words).count() < count {
            assert!(
                begun.elapsed() < LIMIT,
                "it does not say “{words}” {count} times, but:\n{}",
                self.said()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Requests a path. Fails if nothing answers.
    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        get(self.address, path).unwrap_or_else(|| panic!("nobody answers for {path}"))
    }

    /// Requests a path until the response satisfies `accepts`.
    #[track_caller]
    pub fn until(&self, path: &str, what: &str, accepts: impl Fn(&Answer) -> bool) -> Answer {
        let begun = Instant::now();
        loop {
            let answer = self.get(path);
            if accepts(&answer) {
                return answer;
            }
            assert!(
                begun.elapsed() < LIMIT,
                "{path}: {what}; it answers {}:\n{}",
                answer.status,
                answer.body
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends the program a signal, named without `SIG`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -{name} {}", self.child.id())])
            .status();
        assert!(
            sent.is_ok_and(|status| status.success()),
            "no signal {name}"
        );
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads a stream continuously, so that the program never blocks on its output.
fn listen(stream: impl Read + Send + 'static, said: &Arc<Mutex<String>>) -> thread::JoinHandle<()> {
    let said = Arc::clone(said);
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let mut said = said.lock().expect("nobody panics with it");
            said.push_str(&line);
            said.push('\n');
        }
    })
}

fn address_in(line: &str) -> Option<SocketAddr> {
    let rest = line.split_once("http://")?.1;
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || ".:[]".contains(c)))
        .unwrap_or(rest.len());
    rest[..end].replace("localhost", "127.0.0.1").parse().ok()
}
