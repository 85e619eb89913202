//! `check --watch`, and a preview that looks for changes regularly.

use std::io::{BufRead, BufReader};
use std::process::Child;
use std::sync::{Arc, Mutex};
use std::thread;

use clausebook_tests::preview::Preview;
use clausebook_tests::program::{LIMIT, call};
use clausebook_tests::project::Project;

/// A process that ends when this is dropped, and after the time limit, so that a test does not wait for a line that never
/// comes.
struct Running(Arc<Mutex<Child>>);

impl Running {
    fn new(child: Child) -> Running {
        let running = Arc::new(Mutex::new(child));
        let late = running.clone();
        thread::spawn(move || {
            thread::sleep(LIMIT);
            end(&late);
        });
        Running(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        end(&self.0);
    }
}

/// Ends a process, if it has not ended yet.
fn end(child: &Mutex<Child>) {
    if let Ok(mut child) = child.lock() {
        let _ = child.kill();
        let _ = child.wait();
    }
}

#[test]
fn a_watched_check_reports_again_after_each_save() {
    for options in [
        ["check", "--watch"].as_slice(),
        &["check", "--watch", "--poll"],
    ] {
        let project = Project::small();
        let mut child = call(options)
            .arg("--root")
            .arg(project.root())
            .spawn()
            .expect("the program starts");
        let errors = child.stderr.take().expect("it is piped");
        let _running = Running::new(child);
        let mut lines = BufReader::new(errors).lines();
        let mut until = |words: &str| {
            let mut said = String::new();
            while !said.contains(words) {
                match lines.next() {
                    Some(Ok(line)) => said = said + &line + "\n",
                    _ => panic!("{options:?}: it does not say “{words}”:\n{said}"),
                }
            }
            said
        };
        until("waiting for changes");
        let handbook = "content/handbook.yaml";
        let sound = project.read(handbook);
        project.write(handbook, format!("{sound}nonsense: 1\n"));
        assert!(until("waiting for changes").contains("error[E018]"));
        project.write(handbook, sound);
        assert!(!until("waiting for changes").contains("error["));
    }
}

#[test]
fn a_preview_that_polls_follows_a_save() {
    let project = Project::small();
    let preview = Preview::start_with(&project, &["--poll", "--host", "Handbook.example"]);
    preview.until_said("looking for changes", 1);
    let page = "content/pages/about.en.md";
    let text = project.read(page);
    project.write(page, format!("{text}\nA sentence that was added.\n"));
    preview.until("/en/about.html", "the save is not shown", |answer| {
        answer.body.contains("A sentence that was added.")
    });
}
