//! A clause as a `DefinedTerm`, if it is known elsewhere.
//!
//! Most clauses are headings, which are of no interest to other programs. A framework that gives each of them an address
//! or an identifier, however, is followed from these, so the page of such a clause names them.

use serde_json::Value as Json;

use super::{Described, Object, known_as, thing};
use crate::export::translation;
use crate::index::{ClauseIndex, StandardIndex};
use crate::language::closing::without_closing;
use crate::site::address::{Page, StandardPage};

impl Described<'_> {
    /// A clause that is known elsewhere, as a term in the set that is its standard. `None` if it is not known elsewhere
    /// or has no label.
    pub(super) fn known_clause(
        &self,
        standard_index: StandardIndex,
        clause: ClauseIndex,
    ) -> Option<Object> {
        let standard = &self.handbook().standards[standard_index];
        let entry = &standard.clauses[clause];
        let body = entry.as_clause()?;
        let known = known_as(&body.relates, &body.same_as);
        if known.as_array().is_none_or(Vec::is_empty) {
            return None;
        }
        let label = entry.label()?;
        let (language, words) = translation::words_in(standard, label, self.language);
        let original = translation::original(standard, label);
        let marked =
            translation::marked(standard, self.language, self.translated, &words, &original);
        let kind = entry.axes.kind.as_deref();
        let kind = kind.and_then(|kind| standard.kind(kind));
        let url = self.page_url(Page::Standard {
            standard: standard_index,
            page: StandardPage::Clause(clause),
        });
        let keys = [
            ("@id", url.clone()),
            ("url", url),
            ("termCode", entry.number().into()),
            ("name", self.value(language, without_closing(&words))),
            (
                "additionalType",
                kind.map_or(Json::Null, |kind| self.words(&kind.title)),
            ),
            ("sameAs", known),
            ("description", marked.into()),
            ("inDefinedTermSet", self.described_set(standard_index)),
        ];
        Some(thing("DefinedTerm", keys))
    }
}
