//! The sentences of a profile's script in each language of the reading, and the names that are filled in.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::index::RoleIndex;
use crate::model::{CompleteStandard, Language, RoleProfile};
use crate::render::frame::Frame;
use crate::source::format::text::Text;

/// The prefix of interface words for the script. It is removed from their keys.
const PREFIX: &str = "tell_";

/// The prefix of the words of the scripts that both kinds of self-check share.
const SHARED_PREFIX: &str = "say_";

/// The words among these that the shared scripts need, apart from those about links and files.
const SHARED: [&str; 29] = [
    "and",
    "bad",
    "cleared",
    "copied",
    "difference",
    "forget",
    "forgotten",
    "lay",
    "link_copied",
    "link_here",
    "met",
    "no_posting",
    "no_storage",
    "not_yet",
    "nothing",
    "nothing_changed",
    "open",
    "opened",
    "other",
    "partly",
    "remembered",
    "saved",
    "saved_in_frame",
    "storage_damaged",
    "tally",
    "this",
    "undo",
    "undone",
    "unknown",
];

/// Returns `{"links": {}, "languages": [{"lang": TAG, "KEY": WORDS, "target.ID": NAME, "dimension.ID": NAME}]}`.
pub fn json(
    frame: &Frame,
    standard: &CompleteStandard,
    profile: &RoleProfile,
    role: Option<RoleIndex>,
) -> String {
    let languages = frame.reading().languages.iter();
    json!({
        "links": {},
        "languages": languages
            .map(|language| in_language(frame, standard, profile, role, language))
            .collect::<Vec<Value>>(),
    })
    .to_string()
}

fn in_language(
    frame: &Frame,
    standard: &CompleteStandard,
    profile: &RoleProfile,
    role: Option<RoleIndex>,
    language: &Language,
) -> Value {
    let is_shared = |key: &str| {
        SHARED.contains(&key) || key.starts_with("file_") || key.starts_with("link_")
    };
    let shared = frame.words.with_prefix(&language.id, SHARED_PREFIX);
    let shared = shared.filter(|(key, _)| is_shared(key));
    // Own words come last, since some replace shared ones.
    let own = frame.words.with_prefix(&language.id, PREFIX);
    let mut words: BTreeMap<String, String> = shared
        .chain(own)
        .map(|(key, words)| (key.to_owned(), words.to_owned()))
        .collect();
    let about = &standard.about;
    let mut name = |kind: &str, id: &str, text: &Text| {
        let name = text.get(&language.id);
        let name = name.or_else(|| text.get(about.language.as_str()));
        words.insert(format!("{kind}.{id}"), name.unwrap_or_default().to_owned());
    };
    for id in &profile.profile.dimensions {
        if let Some(dimension) = standard.dimension(id) {
            name("dimension", id, &dimension.title);
        }
    }
    for target in &profile.profile.targets {
        let level = standard.level(&target.id).filter(|_| !profile.levels.is_empty());
        let whole = role.map_or(&about.title, |role| &about.roles[role].title);
        name("target", &target.id, level.map_or(whole, |level| &level.title));
    }
    words.insert("lang".to_owned(), language.tag.to_string());
    json!(words)
}
