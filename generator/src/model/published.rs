//! The published permalinks, as recorded in the content.
//!
//! They come from `content/permalinks.lock`, `content/permalinks.words` and
//! `content/permalinks.yaml`. The first two are written by the program alone, the third by authors.
//! `content/translations.lock` records for which words translations were made.
//! A lock without words is possible, since words have not always been recorded.

use std::sync::Arc;

use crate::source::format::lock::{Lock, Locked, hash};
use crate::source::format::permalinks::Permalinks;
use crate::source::format::translations::TranslationLock;
use crate::source::format::wording::Wordings;

/// The published permalinks, and what became of those that were removed.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Every permalink ever published; absent if nothing has been published yet.
    pub lock: Option<Arc<Lock>>,
    /// The published words. Absent if none are recorded.
    pub words: Option<Arc<Wordings>>,
    /// The redirects and retired requirements. Absent if nothing has moved.
    pub moves: Option<Arc<Permalinks>>,
    /// The recorded translations. Absent if none are recorded.
    pub translations: Option<Arc<TranslationLock>>,
}

impl Published {
    /// The absolute address under which the permalinks were first published, ending in `/`, if it is recorded.
    pub fn origin(&self) -> Option<&str> {
        self.lock.as_ref()?.origin.as_deref()
    }

    /// The recorded words at `address` with this hash, in any language. If they were recorded
    /// several times, the last. `None` if no recorded words have the hash.
    pub fn words_of(&self, address: &str, words: u64) -> Option<&str> {
        let recorded = self.words.as_ref()?;
        recorded
            .history(address)
            .map(|wording| &*wording.words)
            .filter(|recorded| hash(&[recorded]) == words)
            .last()
    }

    /// The published words of a permalink in every language for which they are recorded: the standard's own language
    /// first, then the translations. A language for which only a hash is known is left out.
    pub fn all_words_of(&self, entry: &Locked) -> Vec<(Arc<str>, &str)> {
        let Some(recorded) = &self.words else {
            return Vec::new();
        };
        let hashes =
            std::iter::once(entry.text).chain(entry.translations.iter().map(|locked| locked.words));
        hashes
            .filter_map(|words| {
                recorded
                    .history(&entry.address)
                    .filter(|wording| hash(&[&wording.words]) == words)
                    .last()
                    .map(|wording| (wording.language.clone(), &*wording.words))
            })
            .collect()
    }

    /// Whether the translations are recorded in the same files, unchanged, as in `other`.
    pub fn has_same_translations(&self, other: &Published) -> bool {
        let same = |one: Option<*const ()>, other: Option<*const ()>| one == other;
        let lock =
            |published: &Published| published.lock.as_ref().map(|lock| Arc::as_ptr(lock).cast());
        let translations = |published: &Published| {
            published
                .translations
                .as_ref()
                .map(|lock| Arc::as_ptr(lock).cast())
        };
        same(lock(self), lock(other)) && same(translations(self), translations(other))
    }

    /// Whether `address` has a redirect or a retired requirement. Such an address still has a page,
    /// so a permalink that is gone is accounted for.
    pub fn has_moved(&self, address: &str) -> bool {
        self.moves.as_ref().is_some_and(|moves| {
            let mut retired = moves.retired.iter();
            self.target_of(address).is_some()
                || retired.any(|retired| &*retired.address.path == address)
        })
    }

    /// The address to which `address` redirects. One step only: a redirect to a redirect is not
    /// followed. The target may end in a fragment.
    pub fn target_of(&self, address: &str) -> Option<&str> {
        let mut redirects = self.moves.as_ref()?.redirects.iter();
        redirects
            .find(|redirect| &*redirect.from.path == address)
            .map(|redirect| &*redirect.to.path)
    }
}
