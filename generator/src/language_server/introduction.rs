//! How the editor and the server introduce themselves: what each of them can do.

use std::path::PathBuf;

use gen_lsp_types as lsp;

use super::lines::ColumnUnit;
use super::uri;
use crate::language::ProgramLanguage;

/// What the user of the program has asked for.
#[derive(Debug)]
pub struct LanguageServerOptions {
    /// The folder of the handbook, for editors that name none.
    pub root: PathBuf,
    /// The language of messages that the user has chosen; it comes before that of the editor.
    pub chosen: Option<ProgramLanguage>,
    /// The language of messages if neither the user nor the editor names one.
    pub language: ProgramLanguage,
}

/// The editor.
pub(super) struct EditorAbilities {
    /// The language of messages.
    pub(super) language: ProgramLanguage,
    /// The unit in which it counts columns.
    pub(super) unit: ColumnUnit,
    /// Whether it shows other places with a fault.
    pub(super) shows_related: bool,
    /// Whether it shows Markdown.
    pub(super) shows_markdown: bool,
    /// Whether it can be asked to report files that other programs change.
    pub(super) can_watch: bool,
}

impl EditorAbilities {
    /// Reads how an editor introduces itself.
    pub(super) fn of(options: &LanguageServerOptions, params: &lsp::InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let general = capabilities.general.as_ref();
        let encodings = general.and_then(|general| general.position_encodings.as_deref());
        let text = capabilities.text_document.as_ref();
        let hover = text.and_then(|text| text.hover.as_ref());
        let formats = hover.and_then(|hover| hover.content_format.as_deref());
        let faults = text.and_then(|text| text.publish_diagnostics.as_ref());
        let faults = faults.map(|faults| &faults.diagnostics_capabilities);
        let workspace = capabilities.workspace.as_ref();
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let named = params.locale.as_deref().and_then(ProgramLanguage::of_tag);
        EditorAbilities {
            language: options.chosen.or(named).unwrap_or(options.language),
            unit: ColumnUnit::negotiated(encodings.unwrap_or_default()),
            shows_related: faults.and_then(|faults| faults.related_information) == Some(true),
            shows_markdown: formats
                .is_some_and(|formats| formats.contains(&lsp::MarkupKind::Markdown)),
            can_watch: watching.and_then(|watching| watching.dynamic_registration) == Some(true),
        }
    }
}

/// The introduction of the server: what it can do.
pub(super) fn introduction(editor: &EditorAbilities) -> lsp::InitializeResult {
    let capabilities = lsp::ServerCapabilities {
        position_encoding: Some(editor.unit.kind()),
        text_document_sync: Some(lsp::TextDocumentSync::Options(
            lsp::TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(lsp::TextDocumentSyncKind::Incremental),
                will_save: None,
                will_save_wait_until: None,
                save: Some(lsp::Save::Bool(true)),
            },
        )),
        completion_provider: Some(lsp::CompletionOptions {
            trigger_characters: Some([":", " ", "[", ",", "/"].map(str::to_owned).to_vec()),
            ..lsp::CompletionOptions::default()
        }),
        hover_provider: Some(lsp::HoverProvider::Bool(true)),
        document_symbol_provider: Some(lsp::DocumentSymbolProvider::Bool(true)),
        definition_provider: Some(lsp::DefinitionProvider::Bool(true)),
        workspace: Some(lsp::WorkspaceOptions {
            workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(lsp::ChangeNotifications::Bool(true)),
            }),
            ..lsp::WorkspaceOptions::default()
        }),
        ..lsp::ServerCapabilities::default()
    };
    lsp::InitializeResult {
        capabilities,
        server_info: Some(lsp::ServerInfo {
            name: "clausebook".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

/// The folders of the workspace.
#[expect(deprecated, reason = "older editors name one folder only")]
pub(super) fn folders(params: &lsp::InitializeParams) -> Vec<PathBuf> {
    let several = params
        .workspace_folders_initialize_params
        .workspace_folders
        .as_ref();
    let several = match several {
        Some(lsp::WorkspaceFolders::WorkspaceFolderList(folders)) => folders.as_slice(),
        Some(lsp::WorkspaceFolders::Null) | None => &[],
    };
    let mut paths: Vec<PathBuf> = several
        .iter()
        .filter_map(|folder| uri::path(&folder.uri))
        .collect();
    if paths.is_empty() {
        paths.extend(params.root_uri.as_ref().and_then(uri::path));
    }
    paths
}
