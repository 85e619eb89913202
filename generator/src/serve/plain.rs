//! The preview's own pages, shown while the content has never been valid and when the theme cannot render a page.
//!
//! They cannot use the theme, which may be at fault, so they are in Chinese and English at once.
//! Everything from the content is escaped.

use super::board::State;
use super::inject::{SCRIPT, STYLE};
use crate::site::markup::escaped;

/// The page that explains why there is no site yet.
pub(super) fn faults(state: &State) -> String {
    let mut list = String::from("<ul>\n");
    for fault in state.faults.iter().filter(|fault| fault.is_error()) {
        list.push_str(&format!(
            "<li><code>{}</code><p>{}</p>",
            escaped(&fault.position.to_string()),
            escaped(&fault.message.text(state.language))
        ));
        if !fault.help.is_empty() {
            list.push_str(&format!(
                "<p>{}</p>",
                escaped(&fault.help.text(state.language))
            ));
        }
        list.push_str("</li>\n");
    }
    list.push_str("</ul>\n");
    page(state, "内容有误", "The content has errors", &list)
}

/// The page that explains why another page could not be rendered.
pub(super) fn failure(state: &State, cause: &str) -> String {
    page(
        state,
        "此页无法生成",
        "This page could not be rendered",
        &format!("<pre>{}</pre>\n", escaped(cause)),
    )
}

/// A page with a heading in both languages. It reloads itself when the content changes.
fn page(state: &State, zh: &str, en: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{zh} · {en}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"stylesheet\" href=\"{STYLE}\">\n\
         <script src=\"{SCRIPT}\" data-version=\"{}\" data-plain defer></script>\n\
         </head>\n<body class=\"faults\">\n<main>\n\
         <h1><span lang=\"zh\">{zh}</span> <span>{en}</span></h1>\n\
         {body}\
         <p><span lang=\"zh\">改正并保存后，此页会自动刷新。</span> <span>Fix the errors and save: this page reloads automatically.</span></p>\n\
         </main>\n</body>\n</html>\n",
        escaped(&state.version()),
    )
}
