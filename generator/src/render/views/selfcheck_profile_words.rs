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

/// The words among these that the shared scripts need, apart from those with a [prefix](SHARED_PREFIXES).
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
    "link_key_twice",
    "link_too_long",
    "met",
    "no_posting",
    "no_storage",
    "not_yet",
    "nothing",
    "nothing_changed",
    "open",
    "opened",
    "partly",
    "remembered",
    "saved",
    "saved_in_frame",
    "storage_damaged",
    "tally",
    "undo",
    "undone",
    "unknown",
];

/// The prefixes of words that are all shared: about checks beside each other, evidence and files, and of the guide.
const SHARED_PREFIXES: [&str; 4] = ["beside_", "evidence_", "file_", "guide_"];

/// Returns `{"links": {}, "languages": [{"lang": TAG, "KEY": WORDS, "target.ID": NAME, "dimension.ID": NAME}]}`, with
/// `borrowed` and `dir` as in [the words of a form](super::selfcheck_words::json).
pub fn json(
    frame: &Frame,
    standard: &CompleteStandard,
    profile: &RoleProfile<'_>,
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
    profile: &RoleProfile<'_>,
    role: Option<RoleIndex>,
    language: &Language,
) -> Value {
    let is_shared = |key: &str| {
        let mut prefixes = SHARED_PREFIXES.iter();
        SHARED.contains(&key) || prefixes.any(|prefix| key.starts_with(prefix))
    };
    // Own words come last, since some replace shared ones.
    let shared = frame.words.with_prefix(&language.id, SHARED_PREFIX);
    let mut words: BTreeMap<String, String> = shared
        .filter(|(key, _)| is_shared(key))
        .chain(frame.words.with_prefix(&language.id, PREFIX))
        .map(|(key, words)| (key.to_owned(), words.to_owned()))
        .collect();
    let lent = frame.words.borrowed(&language.id, SHARED_PREFIX);
    let own_lent = frame.words.borrowed(&language.id, PREFIX);
    let borrowed: BTreeMap<&str, &str> = lent
        .filter(|(key, _)| is_shared(key))
        .chain(own_lent)
        .collect();
    let about = &standard.about;
    let mut name = |kind: &str, id: &str, text: &Text| {
        let (_, name) = text.nearest(&[&language.id, about.language.as_str()]);
        words.insert(format!("{kind}.{id}"), name.to_owned());
    };
    for id in &profile.profile.dimensions {
        if let Some(dimension) = standard.dimension(id) {
            name("dimension", id, &dimension.title);
        }
    }
    for target in &profile.profile.targets {
        let level = profile.ladder.find(&target.id);
        let level = level.map(|level| &profile.ladder.levels[level]);
        let whole = role.map_or(&about.title, |role| &about.roles[role].title);
        name(
            "target",
            &target.id,
            level.map_or(whole, |level| &level.title),
        );
    }
    if role.is_none() {
        // Nothing is said of roles.
        let other = |key| frame.words.get(&language.id, key).to_owned();
        words.insert("link_ratings".to_owned(), other("profile_link_other"));
        words.insert("file_role".to_owned(), other("profile_file_other"));
    }
    words.insert("lang".to_owned(), language.tag.to_string());
    let mut json = json!(words);
    if !borrowed.is_empty() {
        json["borrowed"] = json!(borrowed);
    }
    if let Some(dir) = frame.handbook().dir(language) {
        json["dir"] = json!(dir);
    }
    json
}
