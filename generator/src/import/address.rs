//! Addresses and identifiers under which something is known elsewhere.

use url::Url;
use uuid::Uuid;

use crate::check::relations::is_identifier;

/// The words as a web address, or as an identifier with a scheme; a UUID gets its own. `None` if they are neither.
pub(super) fn known_elsewhere(words: &str) -> Option<String> {
    let words = words.trim();
    if let Some(uuid) = uuid(words) {
        return Some(uuid);
    }
    if words.starts_with("http://") || words.starts_with("https://") {
        let is_address = !words.contains(char::is_whitespace)
            && Url::parse(words).is_ok_and(|url| url.has_host());
        return is_address.then(|| words.to_owned());
    }
    // A letter alone is a drive of Windows, not a scheme.
    (is_identifier(words) && words.find(':') > Some(1)).then(|| words.to_owned())
}

/// A UUID as an identifier with a scheme.
pub(super) fn uuid(words: &str) -> Option<String> {
    let uuid = Uuid::try_parse(words).ok().filter(|_| words.len() == 36)?;
    Some(format!("urn:uuid:{}", uuid.hyphenated()))
}
