//! A preview at work: `clausebook serve`, asked as a browser asks it.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::http::{Answer, get};
use crate::program::call;
use crate::project::Project;

/// A preview at work, ended when it is dropped.
pub struct Preview {
    /// The program.
    pub child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Preview {
    /// Starts a preview on a free port, and waits until it says where it listens.
    pub fn start(project: &Project) -> Preview {
        let mut child = call(["serve", "--port", "0", "--root"])
            .arg(project.root())
            .spawn()
            .expect("the program starts");
        let (say, heard) = mpsc::channel();
        for stream in [
            child
                .stdout
                .take()
                .map(|stream| Box::new(stream) as Box<dyn Read + Send>),
            child
                .stderr
                .take()
                .map(|stream| Box::new(stream) as Box<dyn Read + Send>),
        ] {
            let (say, stream) = (say.clone(), stream.expect("both streams are piped"));
            thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = say.send(line);
                }
            });
        }
        drop(say);
        let until = Instant::now() + Duration::from_secs(60);
        let mut said = String::new();
        while let Ok(line) = heard.recv_timeout(until.saturating_duration_since(Instant::now())) {
            if let Some(address) = address_in(&line) {
                // The rest is read on, so that the program never waits for a reader.
                thread::spawn(move || while heard.recv().is_ok() {});
                return Preview { child, address };
            }
            said.push_str(&line);
            said.push('\n');
        }
        let _ = child.kill();
        let _ = child.wait();
        panic!("the preview does not say where it listens; it said:\n{said}");
    }

    /// Asks for a path; somebody must answer.
    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        get(self.address, path).unwrap_or_else(|| panic!("nobody answers for {path}"))
    }

    /// Asks for a path until its body satisfies, for at most 10 seconds.
    #[track_caller]
    pub fn until(&self, path: &str, what: &str, accepts: impl Fn(&Answer) -> bool) -> Answer {
        let begun = Instant::now();
        loop {
            let answer = self.get(path);
            if accepts(&answer) {
                return answer;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(10),
                "{path}: {what}; it answers {}:\n{}",
                answer.status,
                answer.body
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends a signal to the program, by its name without `SIG`.
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

fn address_in(line: &str) -> Option<SocketAddr> {
    let rest = line.split_once("http://")?.1;
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || ".:[]".contains(c)))
        .unwrap_or(rest.len());
    rest[..end].replace("localhost", "127.0.0.1").parse().ok()
}
