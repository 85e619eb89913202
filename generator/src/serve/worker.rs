//! Follows the content: reads again what was saved, makes the site anew, and has the rules look at it afterwards.

use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::board::Board;
use super::watch::Change;
use crate::project::{Project, Sources};
use crate::site::Render;
use crate::source::diagnostic::Diagnostic;
use crate::source::documents::CONTENT;
use crate::source::position::Position;
use crate::source::tree::{TreeError, name_of};

/// How long the rules wait for things to calm down, so that the page that was saved is served first.
const CALM: Duration = Duration::from_millis(250);

/// Keeps the board up to date with a project.
pub(super) struct Worker {
    project: Project,
    board: Board,
    notices: Arc<Notices>,
    rules: Option<Sender<Job>>,
    /// Whether something could not be read, so that what was read may be out of date.
    is_lost: bool,
}

impl Worker {
    /// A worker for `project`, which tells faults to `remark`, in `colour` where it is shown.
    pub(super) fn new(project: Project, board: Board, remark: fn(&str), colour: bool) -> Self {
        let notices = Arc::new(Notices {
            last: Mutex::default(),
            remark,
            colour,
        });
        let (rules, jobs) = mpsc::channel();
        let looking = std::thread::Builder::new().name("rules".into()).spawn({
            let (board, notices) = (board.clone(), notices.clone());
            move || look(&jobs, &board, &notices)
        });
        Worker {
            project,
            board,
            notices,
            // Without the thread there are still pages.
            rules: looking.is_ok().then_some(rules),
            is_lost: false,
        }
    }

    /// Takes in what has changed, and puts up what follows from it.
    pub(super) fn apply(&mut self, change: Change) {
        let change = if self.is_lost {
            Change::Everything
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

    /// Puts up the site as the files that were read have it.
    pub(super) fn refresh(&mut self) {
        let site = self.project.handbook().and_then(|handbook| {
            let renderer = self.project.renderer(&handbook)?;
            Ok((self.project.site(handbook, None)?, renderer))
        });
        match site {
            Ok((site, renderer)) => {
                let generation = self.board.sound(site);
                if let Some(rules) = &self.rules {
                    // It waits for jobs as long as this end is there.
                    let _ = rules.send(Job {
                        generation,
                        sources: self.project.sources.clone(),
                        renderer,
                    });
                }
            }
            Err(faults) => self.refuse(faults),
        }
    }

    fn refuse(&self, faults: Vec<Diagnostic>) {
        self.notices.tell(&self.project.sources, &faults);
        self.board.faulty(faults);
    }

    /// Reads again what was saved. Whether anything is different now.
    fn read(&mut self, change: Change) -> Result<bool, TreeError> {
        let root = self.project.root.clone();
        let Change::Files(files) = change else {
            self.project.forget_theme();
            self.project.sources = Sources::read(&root)?;
            return Ok(true);
        };
        let content = root.join(CONTENT);
        let (of_content, of_theme): (Vec<PathBuf>, Vec<PathBuf>) = files
            .into_iter()
            .partition(|file| file.starts_with(&content));
        if of_content.iter().any(|file| self.is_folder(file)) {
            return self.read(Change::Everything);
        }
        let mut is_different = !of_theme.is_empty();
        if is_different {
            self.project.forget_theme();
        }
        for file in of_content {
            is_different |= self.project.sources.reread(&root, &file)?;
        }
        Ok(is_different)
    }

    /// Whether `path` is a folder, or was one when its files were read.
    fn is_folder(&self, path: &Path) -> bool {
        let inside = format!("{}/", name_of(&self.project.root, path));
        let files = &self.project.sources.tree.files;
        let held = files
            .range::<str, _>((Bound::Included(inside.as_str()), Bound::Unbounded))
            .next()
            .is_some_and(|(name, _)| name.starts_with(&inside));
        held || path.is_dir()
    }
}

/// Content that the rules are to look at.
struct Job {
    /// What the board counted when it took the content's site.
    generation: u64,
    sources: Sources,
    /// The theme at work for this content alone.
    renderer: Arc<dyn Render>,
}

/// Has the rules look at the latest content, as long as there is some.
fn look(jobs: &Receiver<Job>, board: &Board, notices: &Notices) {
    while let Ok(mut latest) = jobs.recv() {
        while let Ok(later) = jobs.recv_timeout(CALM) {
            latest = later;
        }
        let Job {
            generation,
            sources,
            renderer,
        } = latest;
        let (_, faults) = sources.check(|_| Some(renderer)).together();
        notices.tell(&sources, &faults);
        board.checked(generation, faults);
    }
}

/// Tells each state of affairs once.
struct Notices {
    last: Mutex<Vec<Diagnostic>>,
    remark: fn(&str),
    colour: bool,
}

impl Notices {
    fn tell(&self, sources: &Sources, faults: &[Diagnostic]) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if *last == faults {
            return;
        }
        if faults.is_empty() {
            (self.remark)("The content has no faults any more.");
        } else {
            (self.remark)(&sources.report(faults, self.colour));
        }
        *last = faults.to_vec();
    }
}

fn unreadable(root: &Path, error: &TreeError) -> Diagnostic {
    Diagnostic::error(
        &Position::file(name_of(root, &error.path)),
        format!("this cannot be read: {}", error.cause),
        "see whether it is still there and may be read",
    )
}
