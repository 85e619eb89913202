//! The worker: reads saved files again, rebuilds the site, and then runs the rules on it.
//!
//! There is one worker and, for the rules, one more thread. A page is served as soon as the site
//! has been rebuilt; the findings of the rules follow. If several saves come quickly, the rules run
//! only on the last.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::board::Board;
use super::watch::FileChange;
use crate::language::message::message;
use crate::language::{ProgramLanguage, system_error};
use crate::project::{Project, Sources};
use crate::site::Render;
use crate::source::diagnostic::Diagnostic;
use crate::source::place::CONTENT;
use crate::source::place::name_of;
use crate::source::position::Position;
use crate::source::rule::Rule;
use crate::source::tree_error::TreeError;

/// The time without changes after which the rules run, so that the saved page is served first.
const CALM: Duration = Duration::from_millis(250);

/// Keeps the board up to date with a project.
pub(super) struct Worker {
    /// The files, the theme and the last site.
    project: Project,
    board: Board,
    notices: Arc<Notices>,
    /// Passes content to the thread that runs the rules; `None` if there is no such thread.
    rules: Option<Sender<Job>>,
    /// Whether reading failed, so that the content in memory may be out of date.
    is_lost: bool,
}

impl Worker {
    /// Creates a worker for `project` that reports problems through `notices`.
    pub(super) fn new(project: Project, board: Board, notices: Notices) -> Self {
        let notices = Arc::new(notices);
        let (rules, jobs) = mpsc::channel();
        let thread = std::thread::Builder::new().name("rules".into()).spawn({
            let (board, notices) = (board.clone(), notices.clone());
            move || run_rules(&jobs, &board, &notices)
        });
        Worker {
            project,
            board,
            notices,
            // Pages are served even without the thread.
            rules: thread.is_ok().then_some(rules),
            is_lost: false,
        }
    }

    /// Applies a change and publishes the result.
    pub(super) fn apply(&mut self, change: FileChange) {
        let change = if self.is_lost {
            FileChange::Everything
        } else {
            change
        };
        let read = self.read(change);
        self.is_lost = read.is_err();
        match read {
            Ok(true) => self.refresh(),
            Ok(false) => {}
            Err(error) => self.refuse(vec![unreadable(&self.project.root, &error)]),
        }
    }

    /// Publishes the site made from the files in memory.
    pub(super) fn refresh(&mut self) {
        let site = self.project.handbook().and_then(|handbook| {
            let renderer = self.project.renderer(&handbook)?;
            Ok((self.project.site(handbook, None)?, renderer))
        });
        match site {
            Ok((site, renderer)) => {
                let generation = self.board.sound(site);
                if let Some(rules) = &self.rules {
                    // The thread waits for jobs until this sender is dropped.
                    let _ = rules.send(Job {
                        generation,
                        sources: self.project.sources.clone(),
                        theme_warnings: self.project.theme_warnings().to_vec(),
                        renderer,
                    });
                }
            }
            Err(faults) => self.refuse(faults),
        }
    }

    /// Reports errors that keep the site from being rebuilt.
    fn refuse(&self, faults: Vec<Diagnostic>) {
        self.notices.tell(&self.project.sources, &faults);
        self.board.faulty(faults);
    }

    /// Reads saved files again. Returns whether anything has changed.
    fn read(&mut self, change: FileChange) -> Result<bool, TreeError> {
        let root = self.project.root.clone();
        let FileChange::Files(files) = change else {
            self.project.forget_theme();
            self.project.sources = Sources::read(&root)?;
            return Ok(true);
        };
        let content = root.join(CONTENT);
        let (content_files, theme_files): (Vec<PathBuf>, Vec<PathBuf>) = files
            .into_iter()
            .partition(|file| file.starts_with(&content));
        let sources = &self.project.sources;
        if content_files
            .iter()
            .any(|file| sources.is_folder(&root, file))
        {
            return self.read(FileChange::Everything);
        }
        let mut is_different = !theme_files.is_empty();
        if is_different {
            self.project.forget_theme();
        }
        for file in content_files {
            is_different |= self.project.sources.reread(&root, &file)?;
        }
        Ok(is_different)
    }
}

/// Content to run the rules on.
struct Job {
    /// The board's generation for the content's site.
    generation: u64,
    sources: Sources,
    /// The warnings of the theme.
    theme_warnings: Vec<Diagnostic>,
    /// A renderer for this content alone.
    renderer: Arc<dyn Render>,
}

/// Runs the rules on the latest content until the sender is dropped.
fn run_rules(jobs: &Receiver<Job>, board: &Board, notices: &Notices) {
    while let Ok(mut latest) = jobs.recv() {
        while let Ok(later) = jobs.recv_timeout(CALM) {
            latest = later;
        }
        let Job {
            generation,
            sources,
            theme_warnings,
            renderer,
        } = latest;
        let mut checked = sources.check(|_| Some(renderer));
        checked.faults.extend(theme_warnings);
        let (_, faults) = checked.together();
        notices.tell(&sources, &faults);
        board.checked(generation, faults);
    }
}

/// Reports each set of problems once.
pub(super) struct Notices {
    last: Mutex<Vec<Diagnostic>>,
    remark: fn(&str),
    language: ProgramLanguage,
    colour: bool,
}

impl Notices {
    /// Notices in `language` that go to `remark`, in colour if `colour` is set.
    pub(super) fn new(remark: fn(&str), language: ProgramLanguage, colour: bool) -> Self {
        Notices {
            last: Mutex::default(),
            remark,
            language,
            colour,
        }
    }

    /// Prints problems, unless they are those that were printed last.
    fn tell(&self, sources: &Sources, faults: &[Diagnostic]) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if *last == faults {
            return;
        }
        if faults.is_empty() {
            let valid = message!("The content is valid again.");
            (self.remark)(&valid.text(self.language));
        } else {
            (self.remark)(&sources.report(faults, self.language, self.colour));
        }
        *last = faults.to_vec();
    }
}

/// The fault of a file that the system does not let us read.
fn unreadable(root: &Path, error: &TreeError) -> Diagnostic {
    Rule::UnreadableFile.at(
        &Position::file(name_of(root, &error.path)),
        message!(
            "cannot read this file: {cause}",
            cause = system_error(&error.cause)
        ),
        message!("check that it exists and is readable"),
    )
}
