//! The language server: an editor starts it and talks to it over standard input and output, by the Language Server
//! Protocol 3.17.
//!
//! It reports the faults of the content as it is typed, completes ids and keys, shows what an id means and leads to where
//! that is defined. Open texts are taken instead of the saved files (`handbooks`). What it knows comes from the parts that
//! the commands use: the faults from [`crate::check`], the names of ids from [`crate::check::known`], keys and their
//! descriptions from the declarations of records.
//!
//! One thread reads messages (`wire`), one runs the rules (`checking`), and one answers (`server`). A request is answered
//! from the content as it is, so it waits neither for the rules nor for the disk.

mod answers;
mod checking;
mod completion;
mod cursor;
mod diagnostics;
mod event;
mod format_place;
mod handbooks;
mod hover;
mod introduction;
mod lines;
mod outline;
mod scope;
mod server;
mod session;
mod spot;
mod uri;
mod wire;

use std::io::{self, BufReader};
use std::sync::mpsc;

use event::Event;
pub use introduction::LanguageServerOptions;
use server::Server;

/// Talks to the editor until it ends the session. Returns whether it did so as the protocol says.
pub fn run(options: LanguageServerOptions) -> bool {
    let (events, received) = mpsc::channel();
    let (jobs, waiting) = mpsc::channel();
    let results = events.clone();
    let checking = move || {
        checking::run(&waiting, |result| {
            results.send(Event::Checked(result)).is_ok()
        });
    };
    let reading = move || {
        let mut input = BufReader::new(io::stdin());
        loop {
            // Whether the input has ended or cannot be understood, nothing more comes.
            let event = match wire::read(&mut input) {
                Ok(Some(message)) => Event::Message(message),
                Ok(None) | Err(_) => Event::End,
            };
            let is_end = matches!(event, Event::End);
            if events.send(event).is_err() || is_end {
                return;
            }
        }
    };
    let spawn = |name: &str, work: Box<dyn FnOnce() + Send>| {
        std::thread::Builder::new().name(name.into()).spawn(work)
    };
    let threads = [
        spawn("rules", Box::new(checking)),
        spawn("messages", Box::new(reading)),
    ];
    if threads.iter().any(Result::is_err) {
        return false;
    }
    Server::new(options, jobs).run(&received, &mut io::stdout().lock())
}
