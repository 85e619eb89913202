//! A session with an editor: the texts that are open in it, the handbooks that they belong to, and the faults that it
//! shows.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use gen_lsp_types as lsp;
use serde_json::{Value as Json, json};

use super::checking::{CheckJob, CheckResult};
use super::diagnostics::FaultWriter;
use super::handbooks::{EditedHandbook, OpenText, OpenTexts, root_of, roots_in};
use super::introduction::{EditorAbilities, LanguageServerOptions, folders};
use super::lines::LineTable;
use super::uri;

/// The time without changes after which the rules run.
const CALM: Duration = Duration::from_millis(150);

/// The messages to send.
#[derive(Default)]
pub(super) struct Outbox {
    /// In the order in which they are sent.
    pub(super) messages: Vec<Json>,
}

impl Outbox {
    fn notify(&mut self, method: &str, params: Json) {
        let message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        self.messages.push(message);
    }
}

/// Faults by the paths of their files.
type FileFaults = BTreeMap<PathBuf, Vec<lsp::Diagnostic>>;

/// A handbook of the session.
pub(super) struct Followed {
    /// The content.
    pub(super) handbook: EditedHandbook,
    /// The number of its last change.
    change: u64,
    /// The number of the last change that the rules have been run on.
    checked: u64,
    has_new_theme: bool,
    /// The faults that the editor shows.
    published: FileFaults,
}

/// A session with an editor.
pub(super) struct Session {
    /// The editor.
    pub(super) editor: EditorAbilities,
    open: OpenTexts,
    /// By their folders.
    pub(super) followed: BTreeMap<PathBuf, Followed>,
    /// The time at which the rules are to be run; `None` if nothing has changed.
    due: Option<Instant>,
    /// Whether the rules are being run.
    is_checking: bool,
}

impl Session {
    /// Begins a session with an editor that has introduced itself.
    pub(super) fn new(options: &LanguageServerOptions, params: &lsp::InitializeParams) -> Self {
        let mut session = Session {
            editor: EditorAbilities::of(options, params),
            open: OpenTexts::new(),
            followed: BTreeMap::new(),
            due: None,
            is_checking: false,
        };
        let mut roots: Vec<PathBuf> = folders(params)
            .iter()
            .flat_map(|path| roots_in(path))
            .collect();
        if roots.is_empty() {
            let root = std::path::absolute(&options.root).unwrap_or_else(|_| options.root.clone());
            roots.extend(roots_in(&root));
        }
        roots.into_iter().for_each(|root| session.follow(root));
        session
    }

    /// The editor is ready: asks it to report the files of handbooks that other programs change.
    pub(super) fn initialized(&mut self, out: &mut Outbox) {
        if self.editor.can_watch {
            let watchers =
                ["**/content/**", "**/themes/**"].map(|glob| json!({"globPattern": glob}));
            out.messages.push(json!({
                "jsonrpc": "2.0",
                "id": "watch",
                "method": "client/registerCapability",
                "params": {"registrations": [{
                    "id": "watch",
                    "method": "workspace/didChangeWatchedFiles",
                    "registerOptions": {"watchers": watchers},
                }]},
            }));
        }
        self.due = Some(Instant::now());
    }

    /// The time at which [`Session::check`] is to be called.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due.filter(|_| !self.is_checking)
    }

    /// Follows a handbook, unless it is followed.
    fn follow(&mut self, root: PathBuf) {
        if self.followed.contains_key(&root) {
            return;
        }
        let followed = Followed {
            handbook: EditedHandbook::read(root.clone(), &self.open),
            change: 1,
            checked: 0,
            has_new_theme: true,
            published: FileFaults::new(),
        };
        self.followed.insert(root, followed);
        self.due = Some(Instant::now());
    }

    /// Changes the handbooks that a file may belong to, and has the rules run on them.
    fn change(&mut self, path: &Path, apply: impl Fn(&mut EditedHandbook, &OpenTexts)) {
        for (root, followed) in &mut self.followed {
            if path.starts_with(root) {
                apply(&mut followed.handbook, &self.open);
                followed.change += 1;
                followed.has_new_theme |= followed.handbook.name(path).is_none();
                self.due = Some(Instant::now() + CALM);
            }
        }
    }

    /// A text has been opened.
    pub(super) fn opened(&mut self, params: lsp::DidOpenTextDocumentParams) {
        let document = params.text_document;
        let Some(path) = uri::path(&document.uri) else {
            return;
        };
        if let Some(root) = root_of(&path) {
            self.follow(root);
        }
        let text = OpenText {
            uri: document.uri,
            version: document.version,
            text: document.text,
        };
        self.change(&path, |handbook, _| handbook.overlay(&path, &text.text));
        self.open.insert(path, text);
    }

    /// An open text has been changed.
    pub(super) fn changed(&mut self, params: lsp::DidChangeTextDocumentParams) {
        use lsp::TextDocumentContentChangeEvent as Change;
        let document = &params.text_document;
        let Some(path) = uri::path(&document.text_document_identifier.uri) else {
            return;
        };
        let Some(open) = self.open.get_mut(&path) else {
            return;
        };
        open.version = document.version;
        for change in params.content_changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    let lines = LineTable::new(&open.text, self.editor.unit);
                    let start = lines.offset(part.range.start);
                    let end = lines.offset(part.range.end).max(start);
                    open.text.replace_range(start..end, &part.text);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => open.text = whole.text,
            }
        }
        let text = open.text.clone();
        self.change(&path, |handbook, _| handbook.overlay(&path, &text));
    }

    /// A text has been saved. Editors that report no saved files may have changed others with it.
    pub(super) fn saved(&mut self, params: &lsp::DidSaveTextDocumentParams) {
        if let Some(path) = uri::path(&params.text_document.uri)
            && !self.editor.can_watch
        {
            self.change(&path, EditedHandbook::reread_all);
        }
    }

    /// A text has been closed: what is saved counts again.
    pub(super) fn closed(&mut self, params: &lsp::DidCloseTextDocumentParams) {
        if let Some(path) = uri::path(&params.text_document.uri)
            && self.open.remove(&path).is_some()
        {
            self.change(&path, |handbook, open| handbook.reread(&path, open));
        }
    }

    /// Files have been changed by other programs, or saved.
    pub(super) fn files_changed(&mut self, params: &lsp::DidChangeWatchedFilesParams) {
        let paths = params
            .changes
            .iter()
            .filter_map(|change| uri::path(&change.uri));
        for path in paths {
            if let Some(root) = root_of(&path) {
                self.follow(root);
            }
            if !self.open.contains_key(&path) {
                self.change(&path, |handbook, open| handbook.reread(&path, open));
            }
        }
    }

    /// Folders have been added to the workspace or removed from it.
    pub(super) fn folders_changed(
        &mut self,
        params: &lsp::DidChangeWorkspaceFoldersParams,
        out: &mut Outbox,
    ) {
        let paths = |folders: &[lsp::WorkspaceFolder]| -> Vec<PathBuf> {
            folders
                .iter()
                .filter_map(|folder| uri::path(&folder.uri))
                .collect()
        };
        for folder in paths(&params.event.removed) {
            let open = &self.open;
            let is_left = |root: &PathBuf| {
                root.starts_with(&folder) && !open.keys().any(|path| path.starts_with(root))
            };
            let left: Vec<PathBuf> = self
                .followed
                .keys()
                .filter(|root| is_left(root))
                .cloned()
                .collect();
            for root in left {
                if let Some(followed) = self.followed.remove(&root) {
                    for path in followed.published.keys() {
                        self.publish(path, Vec::new(), out);
                    }
                }
            }
        }
        for folder in paths(&params.event.added) {
            roots_in(&folder)
                .into_iter()
                .for_each(|root| self.follow(root));
        }
    }

    /// Passes a handbook that has changed to the thread that runs the rules.
    pub(super) fn check(&mut self, jobs: &Sender<CheckJob>) {
        self.due = None;
        let mut changed = self
            .followed
            .values_mut()
            .filter(|followed| followed.checked < followed.change);
        if let Some(followed) = changed.next() {
            let job = CheckJob {
                root: followed.handbook.root.clone(),
                sources: followed.handbook.sources.clone(),
                change: followed.change,
                has_new_theme: std::mem::take(&mut followed.has_new_theme),
            };
            // Without the thread, everything else is still answered.
            self.is_checking = jobs.send(job).is_ok();
        }
    }

    /// Shows what the rules found, unless the text has changed since.
    pub(super) fn checked(&mut self, result: CheckResult, out: &mut Outbox) {
        self.is_checking = false;
        let CheckResult { job, faults } = result;
        if let Some(followed) = self.followed.get_mut(&job.root) {
            followed.checked = job.change;
            // Of a folder that cannot be read, nothing is known.
            let faults = match followed.handbook.is_read {
                true => faults,
                false => Some(Vec::new()),
            };
            if let Some(faults) = faults
                && followed.change == job.change
            {
                let writer = FaultWriter {
                    root: &job.root,
                    tree: &job.sources.tree,
                    unit: self.editor.unit,
                    language: self.editor.language,
                    shows_related: self.editor.shows_related,
                };
                let files = writer.by_file(&faults).into_iter();
                let files: FileFaults = files
                    .map(|(name, faults)| (job.root.join(name), faults))
                    .collect();
                let before = std::mem::replace(&mut followed.published, files.clone());
                for path in before.keys().filter(|path| !files.contains_key(*path)) {
                    self.publish(path, Vec::new(), out);
                }
                for (path, faults) in files {
                    if before.get(&path) != Some(&faults) {
                        self.publish(&path, faults, out);
                    }
                }
            }
        }
        // A change in the meantime has its own time; other handbooks that have changed wait no longer.
        let mut waiting = self.followed.values();
        if self.due.is_none() && waiting.any(|followed| followed.checked < followed.change) {
            self.due = Some(Instant::now());
        }
    }

    fn publish(&self, path: &Path, diagnostics: Vec<lsp::Diagnostic>, out: &mut Outbox) {
        let open = self.open.get(path);
        let uri = open.map(|open| open.uri.clone()).or_else(|| uri::uri(path));
        if let Some(uri) = uri {
            let version = open.map(|open| open.version);
            out.notify(
                "textDocument/publishDiagnostics",
                json!(lsp::PublishDiagnosticsParams {
                    uri,
                    version,
                    diagnostics,
                }),
            );
        }
    }
}
