//! The watcher: turns the system's file events into lists of saved files.
//!
//! A save in an editor causes a burst of events: a file is truncated and written, or written under another name and
//! renamed, with a backup or a probe in between. Acting on the first event would show half a file; waiting for silence
//! would make every save slow. So each file has its own delay, which depends on its last event: short if the file was
//! closed or renamed into place, longer if more events are likely.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};
use notify::{Config, Event, EventKind, PollWatcher, RecursiveMode, Watcher};

use crate::language::message::{Message, message};
use crate::language::system_error;
use crate::source::place::CONTENT;
use crate::source::walk;

/// The delay after a file was closed or renamed into place, so that files saved together are read together.
const SURE: Duration = Duration::from_millis(2);

/// The delay after an event that is usually followed by another: a file being written is soon closed.
const UNSURE: Duration = Duration::from_millis(40);

/// The delay after a file has disappeared: an editor that saves it may have made a backup of it, and writes it again. On
/// a busy machine, that takes a while, and a file that is missing would be reported as an error.
const GONE: Duration = Duration::from_millis(120);

/// The delay on systems that do not report when a file is closed.
const WITHOUT_CLOSE: Duration = Duration::from_millis(10);

/// The longest delay, however often the file is written.
const LONGEST: Duration = Duration::from_millis(250);

/// The time between two looks at the files, on file systems that do not report changes.
const POLL: Duration = Duration::from_millis(500);

/// Whether the system reports when a file is closed.
const REPORTS_CLOSING: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// A change to the watched files.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum FileChange {
    /// These paths were written, created or removed.
    Files(BTreeSet<PathBuf>),
    /// The changes are unknown: too much happened at once, or a whole folder appeared or disappeared.
    Everything,
}

/// Stops watching when dropped.
pub(crate) struct Watch {
    end: mpsc::Sender<WatchMessage>,
}

/// A message to the watching thread.
enum WatchMessage {
    Event(notify::Result<Event>),
    /// Stops the thread.
    End,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // If the receiver is gone, the thread has already stopped.
        let _ = self.end.send(WatchMessage::End);
    }
}

/// The changes, in order, until the watch is dropped.
pub(crate) struct Changes {
    messages: Receiver<WatchMessage>,
    watcher: Box<dyn Watcher + Send>,
    root: PathBuf,
    /// The targets of links in the folders.
    targets: Vec<PathBuf>,
    pending: Pending,
}

/// The reason why files cannot be watched, as a clause without a full stop.
pub(crate) fn unwatched(error: &notify::Error) -> Message {
    match &error.kind {
        notify::ErrorKind::Io(cause) => system_error(cause),
        notify::ErrorKind::MaxFilesWatch => message!("the system watches too many files already"),
        _ => Message::report(error.to_string()),
    }
}

/// Watches the content and the themes of the handbook at `root`, a path without links. With `polls`, it reads the
/// files regularly instead of waiting for the system's events.
pub(crate) fn watch(root: &Path, polls: bool) -> notify::Result<(Watch, Changes)> {
    let (sender, messages) = mpsc::channel();
    let events = sender.clone();
    let send = move |event| {
        let _ = events.send(WatchMessage::Event(event));
    };
    let watcher: Box<dyn Watcher + Send> = if polls {
        // Times alone do not tell apart two saves in one second.
        let config = Config::default()
            .with_poll_interval(POLL)
            .with_compare_contents(true);
        Box::new(PollWatcher::new(send, config)?)
    } else {
        Box::new(notify::recommended_watcher(send)?)
    };
    let mut changes = Changes {
        messages,
        watcher,
        root: root.to_owned(),
        targets: Vec::new(),
        pending: Pending::default(),
    };
    // The root reports when one of the two folders appears or disappears.
    changes.watcher.watch(root, RecursiveMode::NonRecursive)?;
    changes.watch_folders()?;
    Ok((Watch { end: sender }, changes))
}

/// The folders that are watched with everything in them.
fn folders(root: &Path) -> [PathBuf; 2] {
    [root.join(CONTENT), root.join("themes")]
}

impl Changes {
    /// Watches the two folders, as far as they exist, and the targets of links in them.
    fn watch_folders(&mut self) -> notify::Result<()> {
        for folder in folders(&self.root) {
            if folder.is_dir() {
                self.watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        self.watch_targets();
        Ok(())
    }

    /// Watches the targets of links. A target that cannot be watched is read but not followed.
    fn watch_targets(&mut self) {
        self.targets.clear();
        for folder in [CONTENT, "themes"] {
            // The worker reports problems with links.
            if let Ok(below) = walk::below(&self.root, folder, &mut Vec::new()) {
                self.targets.extend(below.targets);
            }
        }
        for target in &self.targets {
            let (watched, mode) = if target.is_dir() {
                (Some(target.as_path()), RecursiveMode::Recursive)
            } else {
                (target.parent(), RecursiveMode::NonRecursive)
            };
            let mut folders = folders(&self.root).into_iter();
            if let Some(watched) = watched
                && !folders.any(|folder| watched.starts_with(folder))
                && watched != self.root
            {
                let _ = self.watcher.watch(watched, mode);
            }
        }
    }

    /// Whether an event concerns the target of a link.
    fn concerns_target(&self, event: &Event) -> bool {
        let mut paths = event.paths.iter().filter(|path| !is_passing(path));
        delay(event).is_some()
            && paths.any(|path| self.targets.iter().any(|target| path.starts_with(target)))
    }

    /// Sorts an event: a change of known files, or of something unknown.
    fn note(&mut self, event: notify::Result<Event>) {
        let now = Instant::now();
        let Ok(event) = event else {
            return self.pending.lose(now);
        };
        let folders = folders(&self.root);
        let is_move = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        if is_move && event.paths.iter().any(|path| folders.contains(path)) {
            // One of the two folders appeared or disappeared. If it cannot be watched, it is still read.
            let _ = self.watch_folders();
            return self.pending.lose(now);
        }
        if is_move && event.paths.iter().any(|path| path.is_symlink()) {
            self.watch_targets();
        }
        if self.concerns_target(&event) {
            return self.pending.lose(now);
        }
        let is_watched = |path: &PathBuf| folders.iter().any(|folder| path.starts_with(folder));
        if event.need_rescan() || event.paths.iter().any(is_watched) {
            self.pending.note(&event, now);
        }
    }
}

impl Iterator for Changes {
    type Item = FileChange;

    fn next(&mut self) -> Option<FileChange> {
        loop {
            let message = match self.pending.wait(Instant::now()) {
                None => self
                    .messages
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
                Some(wait) => self.messages.recv_timeout(wait),
            };
            match message {
                Ok(WatchMessage::Event(event)) => self.note(event),
                Ok(WatchMessage::End) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    if let Some(change) = self.pending.take(Instant::now()) {
                        return Some(change);
                    }
                }
            }
        }
    }
}

/// Files with recent events, and the time until which each waits.
#[derive(Debug, Default)]
struct Pending {
    /// The files, by path.
    files: BTreeMap<PathBuf, Waiting>,
    /// The wait before everything is read again, if something unknown has changed.
    lost: Option<Waiting>,
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    /// The time of the first event.
    since: Instant,
    /// The time at which the change is passed on.
    due: Instant,
}

impl Waiting {
    /// Extends the wait to `delay` from `now`, up to the longest delay since it began.
    fn extended(before: Option<Waiting>, delay: Duration, now: Instant) -> Waiting {
        let since = before.map_or(now, |before| before.since);
        Waiting {
            since,
            due: (now + delay).min(since + LONGEST),
        }
    }
}

impl Pending {
    /// Records an event that arrived at `now`.
    fn note(&mut self, event: &Event, now: Instant) {
        if event.need_rescan() {
            return self.lose(now);
        }
        let Some(delay) = delay(event) else {
            return;
        };
        let only_attributes = matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_)));
        for path in event.paths.iter().filter(|path| !is_passing(path)) {
            let before = self.files.get(path).copied();
            // Attributes change before or after the file is complete, so they do not affect the delay.
            if before.is_none() || !only_attributes {
                self.files
                    .insert(path.clone(), Waiting::extended(before, delay, now));
            }
        }
    }

    /// Records an unknown change.
    fn lose(&mut self, now: Instant) {
        self.lost = Some(Waiting::extended(self.lost, UNSURE, now));
    }

    /// The time until something is due, or `None` if nothing is waiting.
    fn wait(&self, now: Instant) -> Option<Duration> {
        let waiting = self.files.values().chain(&self.lost);
        waiting
            .map(|waiting| waiting.due.saturating_duration_since(now))
            .min()
    }

    /// Removes and returns the changes that are due.
    fn take(&mut self, now: Instant) -> Option<FileChange> {
        if self.lost.is_some_and(|lost| lost.due <= now) {
            *self = Pending::default();
            return Some(FileChange::Everything);
        }
        let due = self.files.extract_if(.., |_, waiting| waiting.due <= now);
        let files: BTreeSet<PathBuf> = due.map(|(path, _)| path).collect();
        (!files.is_empty()).then_some(FileChange::Files(files))
    }
}

/// The delay after `event`, or `None` if the event does not matter.
fn delay(event: &Event) -> Option<Duration> {
    let unsure = if REPORTS_CLOSING {
        UNSURE
    } else {
        WITHOUT_CLOSE
    };
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(SURE),
        EventKind::Access(_) => None,
        EventKind::Modify(ModifyKind::Name(RenameMode::To)) => Some(SURE),
        // A file that was renamed to its own backup is about to be written again.
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => {
            let is_backup = event.paths.last().is_some_and(|to| is_passing(to));
            Some(if is_backup { GONE } else { SURE })
        }
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(_) => Some(GONE),
        EventKind::Modify(ModifyKind::Metadata(_) | ModifyKind::Name(_)) => Some(WITHOUT_CLOSE),
        EventKind::Create(CreateKind::Folder) => Some(UNSURE),
        EventKind::Create(_) | EventKind::Modify(_) => Some(unsure),
        EventKind::Any | EventKind::Other => Some(UNSURE),
    }
}

/// Whether a path is an editor's own file: a probe, a swap file or a backup.
fn is_passing(path: &Path) -> bool {
    path.file_name().is_some_and(walk::is_passing)
}

#[cfg(test)]
mod tests {
    use notify::event::{DataChange, MetadataKind, RemoveKind};

    use super::*;

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const ATTRIBUTES: EventKind = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
    const REMOVED: EventKind = EventKind::Remove(RemoveKind::File);
    const CREATED: EventKind = EventKind::Create(CreateKind::File);

    fn renamed(mode: RenameMode) -> EventKind {
        EventKind::Modify(ModifyKind::Name(mode))
    }

    /// The files reported after these events, each with its time; times are in milliseconds.
    fn reported(events: &[(u64, EventKind, &[&str])]) -> Vec<(u64, Vec<String>)> {
        let start = Instant::now();
        let mut pending = Pending::default();
        let mut events = events.iter().peekable();
        let mut reported = Vec::new();
        for millisecond in 0..1000 {
            let now = start + Duration::from_millis(millisecond);
            while let Some((_, kind, paths)) = events.next_if(|event| event.0 == millisecond) {
                let event = paths
                    .iter()
                    .fold(Event::new(*kind), |event, path| event.add_path(path.into()));
                pending.note(&event, now);
            }
            match pending.take(now) {
                Some(FileChange::Files(files)) => {
                    let names = files.iter().map(|file| file.display().to_string());
                    reported.push((millisecond, names.collect()));
                }
                Some(FileChange::Everything) => reported.push((millisecond, Vec::new())),
                None => {}
            }
        }
        assert!(pending.wait(start).is_none());
        reported
    }

    fn one(millisecond: u64, name: &str) -> (u64, Vec<String>) {
        (millisecond, vec![name.to_owned()])
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_is_reported_when_its_writer_closes_it_and_not_before() {
        let save = [
            (0, WRITTEN, ["a"].as_slice()),
            (5, WRITTEN, &["a"]),
            (9, CLOSED, &["a"]),
        ];
        assert_eq!(reported(&save), [one(11, "a")]);
    }

    #[test]
    fn files_saved_together_are_reported_together() {
        let save = [
            (0, CLOSED, ["a"].as_slice()),
            (1, CLOSED, &["b"]),
            (2, CLOSED, &["a"]),
        ];
        assert_eq!(reported(&save), [one(3, "b"), one(4, "a")]);
        let save = [(0, CLOSED, ["b"].as_slice()), (0, CLOSED, &["a"])];
        assert_eq!(reported(&save), [(2, vec!["a".to_owned(), "b".to_owned()])]);
    }

    #[test]
    fn a_rename_into_place_is_reported_at_once() {
        let save = [
            (0, CREATED, [".a.new"].as_slice()),
            (1, CLOSED, &[".a.new"]),
            (2, renamed(RenameMode::From), &[".a.new"]),
            (2, renamed(RenameMode::To), &["a"]),
            (2, renamed(RenameMode::Both), &[".a.new", "a"]),
        ];
        assert_eq!(reported(&save), [one(4, "a")]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_renamed_to_its_backup_is_not_reported_as_removed() {
        let save = [
            (0, CREATED, ["4913"].as_slice()),
            (0, REMOVED, &["4913"]),
            (1, renamed(RenameMode::From), &["a"]),
            (1, renamed(RenameMode::To), &["a~"]),
            (1, renamed(RenameMode::Both), &["a", "a~"]),
            (107, CREATED, &["a"]),
            (108, WRITTEN, &["a"]),
            (109, CLOSED, &["a"]),
            (109, ATTRIBUTES, &["a"]),
            (109, REMOVED, &["a~"]),
        ];
        assert_eq!(reported(&save), [one(111, "a")]);
    }

    #[test]
    fn a_save_by_way_of_two_other_files_is_reported_once() {
        let save = [
            (0, CREATED, ["a___jb_tmp___"].as_slice()),
            (1, CLOSED, &["a___jb_tmp___"]),
            (150, renamed(RenameMode::From), &["a"]),
            (150, renamed(RenameMode::To), &["a___jb_old___"]),
            (150, renamed(RenameMode::Both), &["a", "a___jb_old___"]),
            (151, renamed(RenameMode::From), &["a___jb_tmp___"]),
            (151, renamed(RenameMode::To), &["a"]),
            (151, renamed(RenameMode::Both), &["a___jb_tmp___", "a"]),
            (152, REMOVED, &["a___jb_old___"]),
        ];
        assert_eq!(reported(&save), [one(153, "a")]);
    }

    #[test]
    fn a_poll_that_finds_a_new_time_is_reported() {
        let time = EventKind::Modify(ModifyKind::Metadata(MetadataKind::WriteTime));
        assert_eq!(reported(&[(0, time, ["a"].as_slice())]), [one(10, "a")]);
    }

    #[test]
    fn a_removed_file_is_reported_after_the_longer_delay() {
        assert_eq!(reported(&[(0, REMOVED, ["a"].as_slice())]), [one(120, "a")]);
    }

    #[test]
    fn a_file_written_continuously_is_reported_after_the_longest_delay() {
        let events: Vec<(u64, EventKind, &[&str])> = (0..30)
            .map(|i| (i * 9, WRITTEN, ["a"].as_slice()))
            .collect();
        assert_eq!(reported(&events)[0], one(250, "a"));
    }
}
