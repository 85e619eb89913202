//! The sentences of a profile's script in each language of the reading, and the names that are filled in.

use selfcheck_wasm::profile::Target;
use serde_json::{Value, json};

use super::script_words::{self, ScriptWords};
use crate::index::{RoleIndex, StandardIndex};
use crate::model::{Language, RoleProfile};
use crate::render::frame::Frame;
use crate::source::format::text::Text;

/// The words of the script of a self-check by profile.
pub const PROFILE_WORDS: ScriptWords = ScriptWords {
    is_shared: |key| {
        let mut prefixes = SHARED_PREFIXES.iter();
        SHARED.contains(&key)
            || is_about_files(key)
            || prefixes.any(|prefix| key.starts_with(prefix))
    },
    own: Some("tell_"),
    has_plan: true,
};

/// The prefix of words that replace those of a script if the only target is the role or the standard as a whole. Its
/// title says nothing that can be reached: “Not yet AI literacy”.
pub(super) const WHOLE: &str = "whole_";

/// The name of such a target, without the prefix.
const WHOLE_TARGET: &str = "target";

/// Whether a word that scripts share says why a file cannot be read, by its key.
pub fn is_about_files(key: &str) -> bool {
    key.starts_with("file_")
}

/// The words that the script needs of those that scripts share, apart from those with a prefix.
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

/// The prefixes of words that are all shared: about checks beside each other, evidence and the guide.
const SHARED_PREFIXES: [&str; 3] = ["beside_", "evidence_", "guide_"];

/// Returns `{"links": {}, "languages": [{"lang": TAG, "KEY": WORDS, "target.ID": NAME, "dimension.ID": NAME}]}`, with
/// `borrowed` and `dir` as in [the words of a form](super::selfcheck_words::json).
pub fn json(
    frame: &Frame,
    standard_index: StandardIndex,
    profile: &RoleProfile<'_>,
    role: Option<RoleIndex>,
    script: ScriptWords,
) -> String {
    let languages = frame.reading().languages.iter();
    json!({
        "links": {},
        "languages": languages
            .map(|language| in_language(frame, standard_index, profile, (role, script), language))
            .collect::<Vec<Value>>(),
    })
    .to_string()
}

fn in_language(
    frame: &Frame,
    standard_index: StandardIndex,
    profile: &RoleProfile<'_>,
    (role, script): (Option<RoleIndex>, ScriptWords),
    language: &Language,
) -> Value {
    let standard = &frame.handbook().standards[standard_index];
    let (mut words, mut borrowed) = script.in_language(frame, standard_index, &language.id);
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
    let is_level = |target: &Target| profile.ladder.find(&target.id).is_some();
    let mut targets = profile.profile.targets.iter();
    if let Some(whole) = targets.find(|target| !is_level(target)) {
        let target = format!("target.{}", whole.id);
        let key_of = |key: &str| match key {
            WHOLE_TARGET => target.clone(),
            _ => key.to_owned(),
        };
        script_words::replace(frame, language, WHOLE, key_of, (&mut words, &mut borrowed));
    }
    if role.is_none() {
        // Nothing is said of roles.
        let other = |key| frame.words.get(&language.id, key).to_owned();
        words.insert("link_ratings".to_owned(), other("profile_link_other"));
        words.insert("file_role".to_owned(), other("profile_file_other"));
    }
    script_words::in_json(frame, language, words, &borrowed)
}
